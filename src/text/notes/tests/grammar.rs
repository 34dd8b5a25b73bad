//! The grammar of notes, block by block: each form that `NOTES.md` names and that no other table here has.

use super::*;

#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    for (text, want) in table {
        let want: Vec<&str> = if want.is_empty() {
            Vec::new()
        } else {
            want.split('\n').collect()
        };
        check(text, &want);
    }
}

#[test]
fn every_keyword_opens_its_kind_of_item() {
    check_all(&[
        ("ACTION POINT: send it", "action <> send it"),
        ("ACTION ITEMS: send it", "action <> send it"),
        ("ACTION ITEM(S): Lee to send it", "action <Lee> send it"),
        ("AI: send it", "action <> send it"),
        ("NEXT STEPS: send it", "action <> send it"),
        ("Follow-up: send it", "action <> send it"),
        ("Task: send it", "action <> send it"),
        ("To do: send it", "action <> send it"),
        ("New action: send it", "action <> send it"),
        ("Action required: send it", "action <> send it"),
        ("NEXT ACTION: send it", "action <> send it"),
        ("DECIDED: use vendor B", "decision <> use vendor B"),
        ("DECIDED to use vendor B", "decision <> to use vendor B"),
        ("RESOLUTION: use vendor B", "decision <> use vendor B"),
        ("CONSENSUS: use vendor B", "decision <> use vendor B"),
        ("AGREED: use vendor B", "decision <> use vendor B"),
        (
            "Decision was that we use vendor B",
            "decision <> we use vendor B",
        ),
        ("Conclusion is to use vendor B", "decision <> use vendor B"),
        ("DECIDE: which vendor", "opendecision <> which vendor"),
        ("PROPOSAL: use vendor B", "opendecision <> use vendor B"),
        ("OPEN QUESTION: who pays?", "question <> who pays?"),
        ("ISSUE: no badge", "issue <> no badge"),
        ("DEPENDENCY: the new badge", "need <> the new badge"),
    ]);
}

#[test]
fn a_keyword_may_be_numbered_framed_or_stand_behind_an_arrow() {
    check_all(&[
        ("Action 2: Lee to send it", "action <Lee> send it"),
        ("- ACTION #3 - Lee to send it", "action <Lee> send it"),
        ("- **Action 40.1**: Lee to send it", "action <Lee> send it"),
        ("Decision 4 – use vendor B", "decision <> use vendor B"),
        ("Issue #12: no badge", ""),
        ("(ACTION) Lee will send it", "action <Lee> send it"),
        ("(AI Lee) send it", "action <Lee> send it"),
        ("(action needed soon) send it", ""),
        ("-> ACTION: Lee to send it", "action <Lee> send it"),
        ("=> ACTION: Lee to send it", "action <Lee> send it"),
        ("- ➡️ Action: Lee to send it", "action <Lee> send it"),
        ("- 🎯 **ACTION**: Lee to send it", "action <Lee> send it"),
        ("- ✅ Decision: use vendor B", "decision <> use vendor B"),
        ("Lee to send it soon (ACTION)", "action <Lee> send it soon"),
        ("**ACTION (Lee, Sam)** send it", "action <Lee, Sam> send it"),
        ("ACTION (see below) send it", ""),
        ("ACTION for Lee: send it", "action <Lee> send it"),
        ("Action by Lee: send it", "action <Lee> send it"),
        ("AI for good: it is everywhere", ""),
    ]);
}

#[test]
fn odd_spaces_dashes_and_emphasis_change_nothing() {
    check_all(&[
        ("ACTION:\u{a0}Lee\u{a0}to send it", "action <Lee> send it"),
        ("ACTION — Lee — send it", "action <Lee> send it"),
        ("ACTION – Lee – send it", "action <Lee> send it"),
        ("**ACTION - Lee**: send it", "action <Lee> send it"),
        ("**ACTION**: **Lee** to send it", "action <Lee> send it"),
        ("- [ ] send it ⏫\u{fe0f}", "action [ ] <> send it | high"),
        ("- [x]\u{a0}send it", "action [x] <> send it"),
    ]);
}

#[test]
fn headings_of_sections_may_say_whose_and_how_many() {
    for heading in [
        "## Action items",
        "## Actions",
        "## Next steps",
        "## Follow-ups",
        "## To-do",
        "### ACTIONS",
        "## Actions needed",
        "## Actions Required",
        "## New action items",
        "## Key actions",
        "## 4. Next steps",
        "## ✅ Action Items",
        "## Action items (from this meeting)",
        "## Action items - 3 Nov",
        "## Action log",
        "## Summary of action items",
        "## Actions and owners",
        "## Wrap-up and next steps",
        "## Follow-up items",
        "**Actions**",
        "*Action items:*",
        "__Next steps__:",
        "Action items:",
        "Plan:",
        "Next steps:",
        "So these are the actions that we agreed to take:",
        "We agreed on the following action items:",
    ] {
        check(
            &format!("{heading}\n\n- Lee: send it\n"),
            &["action <Lee> send it"],
        );
    }
    for heading in [
        "## Decisions",
        "## Decisions made",
        "## Outcomes",
        "## Resolutions",
        "#### Conclusion/Resolution",
        "## Key decisions",
        "## What we agreed",
        "consensus:",
        "Rough consensus:",
        "**Meeting consensus:**",
        "CONCLUSIONS:",
        "## Decision log",
    ] {
        check(
            &format!("{heading}\n\n- use vendor B\n"),
            &["decision <> use vendor B"],
        );
    }
    for heading in [
        "## Next steps for the web page",
        "### Plan of action",
        "## Agenda",
        "## Notes",
        "## Parking lot",
        "## Backlog",
        "## Deferred",
        "## Next meeting",
        "## Attendees",
        "## Actions of the browser",
        "## The web page: progress and next steps",
    ] {
        check(&format!("{heading}\n\n- use vendor B\n"), &[]);
    }
    check(
        "## Risks\n\n- holiday freeze\n",
        &["risk <> holiday freeze"],
    );
    check(
        "## Assumptions\n\n- prices hold\n",
        &["assumption <> prices hold"],
    );
}

#[test]
fn owners_stand_behind_the_words_in_many_ways() {
    check_all(&[
        ("- [ ] send it -- Lee", "action [ ] <Lee> send it"),
        ("- [ ] send it — Lee, Bo", "action [ ] <Lee, Bo> send it"),
        ("- [ ] send it → Lee", "action [ ] <Lee> send it"),
        ("- [ ] send it => Lee & Bo", "action [ ] <Lee, Bo> send it"),
        ("- [ ] send it [Lee]", "action [ ] <Lee> send it"),
        ("- [ ] send it (Lee/Bo)", "action [ ] <Lee, Bo> send it"),
        (
            "- [ ] send it (Lee, by fri)",
            "action [ ] <Lee> send it | due 2026-11-27",
        ),
        (
            "- [ ] send it (Owner: Lee, Due: Fri)",
            "action [ ] <Lee> send it | due 2026-11-27",
        ),
        (
            "- [ ] send it - Owner: Lee - Due: Fri",
            "action [ ] <Lee> send it | due 2026-11-27",
        ),
        (
            "- [ ] send it | Owner: Lee | Due: 2026-12-04",
            "action [ ] <Lee> send it | due 2026-12-04",
        ),
        (
            "- [ ] send it\n  - Owner: Lee\n  - Due: 2026-12-04\n",
            "action [ ] <Lee> send it | due 2026-12-04",
        ),
        (
            "- [ ] send it - the long one",
            "action [ ] <> send it - the long one",
        ),
        (
            "- [ ] send it, assigned to @lee",
            "action [ ] <lee> send it",
        ),
        (
            "- [ ] send it (assigned to Lee)",
            "action [ ] <Lee> send it",
        ),
        (
            "- [ ] Lee, by Friday: send it",
            "action [ ] <Lee> send it | due 2026-11-27",
        ),
        (
            "- [ ] send it [the long one]",
            "action [ ] <> send it [the long one]",
        ),
        (
            "ACTION (Lee, by fri): send it",
            "action <Lee> send it | due 2026-11-27",
        ),
        (
            "Action (due fri): Lee to send it",
            "action <Lee> send it | due 2026-11-27",
        ),
        ("- [ ] send it owner:: lee", "action [ ] <lee> send it"),
    ]);
}

#[test]
fn owners_stand_before_the_words_in_many_ways() {
    check_all(&[
        ("- [ ] Lee & Bo to send it", "action [ ] <Lee, Bo> send it"),
        ("- [ ] Lee - send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee => send it", "action [ ] <Lee> send it"),
        ("- [ ] (Lee) send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee, please send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee (Acme): send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee has to send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee's going to send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee’ll send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee can send it", "action [ ] <Lee> send it"),
        ("- [ ] Lee sends it", "action [ ] <Lee> sends it"),
        (
            "- [ ] Lee looking into it",
            "action [ ] <Lee> looking into it",
        ),
        ("- [ ] 1. Lee: send it", "action [ ] <Lee> send it"),
        (
            "## Actions\n- **84.1**—Lee to send it\n",
            "action <Lee> send it",
        ),
        (
            "## Conclusions\n- Lee commits to send it\n",
            "action <Lee> send it",
        ),
        ("[lee] ACTION: I will send it", "action <lee> send it"),
        ("[lee] ACTION: send it", "action <> send it"),
        ("<bo> ACTION: lee to send it", "action <lee> send it"),
        ("<bo> ACTION: I will send it", "action <bo> send it"),
        ("- [ ] @lee @bo send it", "action [ ] <lee, bo> send it"),
        ("- [ ] @lee ask @bo", "action [ ] <lee> ask @bo"),
    ]);
}

#[test]
fn bare_bullets_of_a_section_say_how_they_stand() {
    for (bullet, want) in [
        ("☐ Lee: send it", "action [ ] <Lee> send it"),
        ("✅ Lee: send it", "action [x] <Lee> send it"),
        ("[Done] Lee: send it", "action [x] <Lee> send it"),
        ("Lee: send it - done", "action [x] <Lee> send it"),
        ("Lee: send it - soon", "action <Lee> send it - soon"),
    ] {
        check(&format!("## Actions\n- {bullet}\n"), &[want]);
    }
}

#[test]
fn who_talks_often_owns_by_a_lower_case_nick() {
    let talk = "zq: hello\nmx: hello\nzq: and so on\nzq: fine\n\n";
    let notes = read_by_stranger(&format!(
        "{talk}ACTION: zq to send it\nACTION: mx to write it\n"
    ));
    let found: Vec<String> = notes.items.iter().map(show).collect();
    assert_eq!(found, ["action <zq> send it", "action <> mx to write it"]);
}

#[test]
fn an_address_is_nobodys_name() {
    let link = "- https://example.org/a is one to read\n";
    let notes = read_by_stranger(&format!("{link}{link}{link}\n## Actions\n{link}"));
    assert_eq!(notes.items.len(), 1);
    assert_eq!(notes.items[0].owners, []);
}

#[test]
fn words_that_are_nobody_own_nothing() {
    for word in [
        "The",
        "This",
        "Need",
        "Move",
        "Figure",
        "Consider",
        "All",
        "Everyone",
        "Someone",
        "Unclaimed",
        "Fuzzing",
        "Vendors",
        "Engineering",
        "Legal",
    ] {
        let notes = read_by_stranger(&format!("ACTION: {word} to send it"));
        assert_eq!(notes.items[0].owners, [], "{word}");
    }
}

#[test]
fn every_word_for_a_date_is_read() {
    for (text, date) in [
        ("before 1 June 2027", "2027-06-01"),
        ("deadline December 1", "2026-12-01"),
        ("ETA 2026-12-01", "2026-12-01"),
        ("by next Friday", "2026-11-27"),
        ("by Fri", "2026-11-27"),
        ("in 2 weeks", "2026-12-06"),
        ("by EOD", "2026-11-22"),
        ("by EOW", "2026-11-27"),
        ("by EOM", "2026-11-30"),
        ("by EOQ", "2026-12-31"),
        ("due:fri", "2026-11-27"),
        ("(due: fri)", "2026-11-27"),
    ] {
        check(
            &format!("ACTION: send it {text}"),
            &[&format!("action <> send it | due {date}")],
        );
    }
}

#[test]
fn every_sign_of_priority_is_read() {
    for (sign, level) in [
        ("🔺", "high"),
        ("⏫", "high"),
        ("🔼", "medium"),
        ("🔽", "low"),
        ("⏬", "low"),
        ("[#A]", "high"),
        ("[#C]", "low"),
        ("[priority:: high]", "high"),
        ("(priority: low)", "low"),
        ("p:H", "high"),
        ("!low", "low"),
    ] {
        check(
            &format!("- [ ] send it {sign}"),
            &[&format!("action [ ] <> send it | {level}")],
        );
    }
}

#[test]
fn ids_are_read_in_every_form() {
    check_all(&[
        ("- [ ] send it 🆔 A-3", "action A-3 [ ] <> send it"),
        ("- [ ] send it ^A-3", "action A-3 [ ] <> send it"),
        ("- [ ] send it [A-3]", "action A-3 [ ] <> send it"),
        (
            "- [ ] @lee: send it (due: 2026-12-01) [A-3]",
            "action A-3 [ ] <lee> send it | due 2026-12-01",
        ),
        (
            "- [ ] send [A-3] to the vendor",
            "action [ ] <> send [A-3] to the vendor",
        ),
        (
            "- [ ] send what follows from [D-3]",
            "action [ ] <> send what follows from [D-3]",
        ),
        ("- [A-3]: done", "action ref A-3 [x] <> done"),
        ("^A-3 waiting", "action ref A-3 [h] <> waiting"),
    ]);
    let notes = read("DECISION NEEDED: which vendor\n  Decide by: 2026-12-01\n");
    let date = notes.items[0]
        .details
        .decide_by
        .map(|due| due.date.to_string());
    assert_eq!(date.as_deref(), Some("2026-12-01"));
}

#[test]
fn people_lines_have_many_names() {
    for label in [
        "Attendees",
        "Present",
        "Participants",
        "In attendance",
        "Remote attendees",
        "Attendees (2)",
    ] {
        let notes = read_by_stranger(&format!("{label}: Zoe Quill, Max Orr\n"));
        assert_eq!(notes.attendees.len(), 2, "{label}");
    }
    for label in ["Absent", "Regrets", "Apologies"] {
        let notes = read_by_stranger(&format!("{label}: Zoe Quill\n"));
        assert_eq!(notes.attendees[0].presence, Presence::Absent, "{label}");
    }
    for label in ["Chair", "Scribe", "Note taker", "Note-taker"] {
        let notes = read_by_stranger(&format!("{label}: Zoe Quill\n"));
        assert_ne!(
            notes.attendees[0].seat,
            crate::model::words::Seat::Member,
            "{label}"
        );
    }
}

#[test]
fn initials_may_be_given_behind_the_names() {
    let roll = "# Notes\n\nZoe Quill (ZQ), Max Orr (MXO), Ann van Moe (AVM)\n\n";
    let notes = read_by_stranger(&format!(
        "{roll}#### Conclusion/Resolution\n- MXO/ZQ to send it\n"
    ));
    let given: Vec<_> = notes
        .attendees
        .iter()
        .map(|person| person.initials.as_deref())
        .collect();
    assert_eq!(given, [Some("ZQ"), Some("MXO"), Some("AVM")]);
    assert_eq!(show(&notes.items[0]), "action <MXO, ZQ> send it");
    let table = "## Attendees\n| Name | Abbreviation | GitHub |\n|---|---|---|\n| Max Orr | MXO | [maxo](https://example.org/maxo) |\n";
    let person = &read_by_stranger(table).attendees[0];
    assert_eq!(
        (person.initials.as_deref(), person.handle.as_deref()),
        (Some("MXO"), Some("maxo"))
    );
}

#[test]
fn rows_of_a_table_of_actions_are_actions() {
    check_all(&[
        (
            "## Actions\n| # | Action | Owner | Due | Status |\n|---|---|---|---|---|\n| 1 | Send it | Lee | 2026-12-04 | Open |\n| 2 | Write it | @sam, Bo | | Done |\n| 3 | [what] | [who] | | |\n",
            "action [ ] <Lee> Send it | due 2026-12-04\naction [x] <sam, Bo> Write it",
        ),
        (
            "## Actions needed\nAction Item | Description\n---|---\n84.1 | Lee to send it\n\nmore\n",
            "action <Lee> send it",
        ),
        (
            "## Decisions made\n| Decision Item | Description |\n|--|--|\n| **1** | Use vendor B |\n",
            "decision <> Use vendor B",
        ),
        (
            "| Task | Who |\n|---|---|\n| Send it | Bo | ^A-3\n",
            "action A-3 <Bo> Send it",
        ),
        (
            "## Agenda\n| Action | Owner |\n|---|---|\n| Send it | Bo |\n",
            "",
        ),
        ("| Topic | Lead |\n|---|---|\n| Send it | Bo |\n", ""),
        ("## Notes\na | b\nc | d\n", ""),
    ]);
    let text = "| Task | Who |\n|---|---|\n| Send it | Bo | ^A-3\n";
    let rewrites = [Rewrite {
        line: 3,
        last_line: 3,
        item: writing::action("other"),
    }];
    assert_eq!(rewrite_lines(text, &rewrites, &Office), text);
}

#[test]
fn topics_and_talk_are_no_items() {
    check_all(&[
        (
            "## Agenda\n- Follow-up: the web page\n- Next steps: the web page\n- Decision: which vendor\n",
            "",
        ),
        ("### Follow-up: the web page\n", ""),
        ("### Next steps: the web page\n", ""),
        ("issue: it is slow", ""),
        ("- Lee: Decision was that we wait", ""),
        ("## Action items\n- [what to do]\n", ""),
        ("some decision is to be made", ""),
    ]);
}

#[test]
fn what_is_marked_after_a_talk_about_old_actions_is_new() {
    check_all(&[
        (
            "## Review of previous action items\n- Lee: all done\n- Bo: what about the page?\n- Lee: it waits\n- ACTION - Bo: ask for the page\n",
            "action <Bo> ask for the page",
        ),
        (
            "## Review of previous action items\n- ACTION - Bo: ask for the page\n  - done\n",
            "action ref [x] <Bo> ask for the page",
        ),
    ]);
}

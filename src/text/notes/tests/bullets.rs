//! The lists of `NOTES.md`, bullet by bullet: what the tables of words and forms beside this one leave out.

use super::*;

#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    for (text, want) in table {
        let want: Vec<&str> = want.lines().collect();
        check(text, &want);
    }
}

#[test]
fn each_keyword_of_an_action_takes_each_sign() {
    for word in [
        "ACTION",
        "ACTION ITEM",
        "ACTION ITEMS",
        "ACTION ITEM(S)",
        "ACTION POINT",
        "ACTION POINTS",
        "AI",
        "FOLLOW-UP",
        "FOLLOW UP",
        "NEXT STEP",
        "NEXT STEPS",
        "NEXT STEP(S)",
    ] {
        for sign in [":", " - Lee:", " – Lee:", "(Lee):", " (Lee):"] {
            let owner = if sign == ":" { "" } else { "Lee" };
            check(
                &format!("{word}{sign} send it"),
                &[&format!("action <{owner}> send it")],
            );
        }
    }
}

#[test]
fn each_keyword_of_a_decision_takes_each_sign() {
    for sign in [":", " -", " –"] {
        for word in [
            "DECISION",
            "DECIDED",
            "RESOLVED",
            "RESOLUTION",
            "AGREED",
            "CONCLUSION",
            "CONSENSUS",
        ] {
            check(&format!("{word}{sign} use B"), &["decision <> use B"]);
        }
        for word in ["DECISION NEEDED", "DECIDE", "PROPOSAL", "PROPOSED"] {
            check(&format!("{word}{sign} use B"), &["opendecision <> use B"]);
        }
        for word in ["QUESTION", "OPEN QUESTION"] {
            check(
                &format!("{word}{sign} which one?"),
                &["question <> which one?"],
            );
        }
        for (word, what) in [
            ("RISK", "risk"),
            ("ASSUMPTION", "assumption"),
            ("ISSUE", "issue"),
            ("BLOCKER", "issue"),
            ("NEED", "need"),
            ("DEPENDENCY", "need"),
        ] {
            check(
                &format!("{word}{sign} the badge"),
                &[&format!("{what} <> the badge")],
            );
        }
    }
}

#[test]
fn lists_of_initials_own_in_front_and_behind() {
    let roll = "Attendees: Kim Kay, Sue Cole, Jo Bell\n\n";
    check_all(&[
        (
            &format!("{roll}ACTION: look at it in the issue. KK, SC."),
            "action <KK, SC> look at it in the issue.",
        ),
        (
            &format!("{roll}## Actions\n- KK, JB to review"),
            "action <KK, JB> review",
        ),
        (
            &format!("{roll}ACTION: Kim/Jo to send it"),
            "action <Kim, Jo> send it",
        ),
        (
            &format!("{roll}ACTION: KK -> send it"),
            "action <KK> send it",
        ),
        (
            &format!("{roll}AI: jo send it fri"),
            "action <jo> send it | due 2026-11-27",
        ),
        // Nobody there has these letters.
        (
            &format!("{roll}ACTION: look at it in the issue. XY, ZZ."),
            "action <> look at it in the issue. XY, ZZ.",
        ),
    ]);
}

#[test]
fn a_label_in_any_case_opens_bullets_that_may_mix() {
    for label in [
        "Consensus:",
        "CONSENSUS:",
        "Rough consensus:",
        "**Rough Consensus:**",
        "Meeting consensus:",
        "__Conclusions__:",
    ] {
        check(
            &format!("{label}\n- use vendor B\n- Lee to comment\n"),
            &["decision <> use vendor B", "action <Lee> comment"],
        );
    }
    for label in [
        "Action items:",
        "ACTION ITEMS:",
        "_Action items:_",
        "**Next Steps:**",
        "plan:",
        "Plan:",
    ] {
        check(
            &format!("{label}\n- Lee: send it\n"),
            &["action <Lee> send it"],
        );
    }
    for line in ["Conclusion: no.", "**Conclusion**: no.", "CONCLUSION: no."] {
        check(line, &["decision <> no."]);
    }
}

#[test]
fn the_marker_may_stand_at_the_end() {
    check_all(&[
        ("… take a look. **ACTION ITEM**", "action <> … take a look."),
        (
            "somebody should take a look. (ACTION)",
            "action <> somebody should take a look.",
        ),
        ("take a look at it - ACTION", "action <> take a look at it"),
        (
            "- somebody who knows the vendor should take a look at all of\n  it. **ACTION ITEM**",
            "action <> somebody who knows the vendor should take a look at all of it.",
        ),
    ]);
}

#[test]
fn a_review_of_actions_takes_every_kind_of_reply() {
    check(
        "## Previous actions\n- [x] Lee: send it ^A-3\n- A-4: Not done\n- [Closed] write it\n- A-6 Resolved\n",
        &[
            "action A-3 [x] <Lee> send it",
            "action ref A-4 [ ] <> Not done",
            "action ref [x] <> [Closed] write it",
            "action ref A-6 [x] <> Resolved",
        ],
    );
}

#[test]
fn the_next_meeting_is_a_date_where_it_is_known() {
    let known = calendar().before(NaiveDate::from_ymd_opt(2026, 12, 1));
    let read = |calendar: &Calendar, text: &str| {
        let reader = Reader {
            calendar,
            roster: &Office,
        };
        show(&reader.read(text).items[0])
    };
    for text in [
        "ACTION: send it by next meeting",
        "ACTION: send it by the next meeting",
        "ACTION: send it before the Next Meeting",
        "ACTION: send it (due: next meeting)",
        "ACTION: send it due:next meeting",
    ] {
        let want = match text.contains("due:next") {
            // Without a space behind the colon only one word is the date.
            true => "action <> send it due:next meeting",
            false => "action <> send it | due 2026-12-01",
        };
        assert_eq!(read(&known, text), want, "{text}");
    }
    assert_eq!(
        read(&calendar(), "ACTION: send it by next meeting"),
        "action <> send it by next meeting"
    );
    assert_eq!(
        read(&known, "ACTION: send it by next meetings"),
        "action <> send it by next meetings"
    );
}

#[test]
fn who_is_there_and_who_is_not_may_be_told_line_by_line() {
    let notes = read_by_stranger("present+ Zoe Quill\npresent+ Max Orr\nregrets+ Ann Moe\n");
    let there: Vec<_> = notes
        .attendees
        .iter()
        .map(|one| (one.name.as_str(), one.presence))
        .collect();
    assert_eq!(
        there,
        [
            ("Zoe Quill", Presence::Present),
            ("Max Orr", Presence::Present),
            ("Ann Moe", Presence::Absent),
        ]
    );
}

#[test]
fn a_question_with_an_answer_under_it_stays_text() {
    check_all(&[
        ("QUESTION: which one?", "question <> which one?"),
        ("- QUESTION: which one?\n  - the second\n", ""),
        ("QUESTION: which one?\nA: the second\n", ""),
    ]);
}

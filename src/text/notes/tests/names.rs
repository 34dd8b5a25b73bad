//! How people are named in real notes, family by family: handles, labels, names that must not be cut.

use super::*;

#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    for (text, want) in table {
        let want: Vec<&str> = want.lines().collect();
        check(text, &want);
    }
}

#[test]
fn an_underscore_inside_a_handle_is_no_emphasis() {
    check_all(&[
        ("ACTION: @kim_l: do it", "action <kim_l> do it"),
        ("ACTION: @kim_l to do it", "action <kim_l> do it"),
        ("ACTION: @kim_l do it", "action <kim_l> do it"),
        (
            "ACTION: @kim_l, @jo_b_r to do it",
            "action <kim_l, jo_b_r> do it",
        ),
        ("- [ ] do it @kim_l", "action [ ] <kim_l> do it"),
        ("- [ ] do it (@kim_l)", "action [ ] <kim_l> do it"),
        ("- [ ] do it (owner: @kim_l)", "action [ ] <kim_l> do it"),
        ("AI(kim_l): do it", "action <kim_l> do it"),
        ("**@kim_l**: ACTION: do it", "action <> do it"),
        ("- [ ] **@kim_l** do it", "action [ ] <kim_l> do it"),
        ("- [ ] _@kim_l_ to do it", "action [ ] <kim_l> do it"),
        ("- [ ] [@kim_l][]: do it", "action [ ] <kim_l> do it"),
        ("- [ ] @kim__l: do it", "action [ ] <kim__l> do it"),
        // Exporters escape it.
        ("- [ ] @kim\\_l: do it", "action [ ] <kim_l> do it"),
        (
            "- [ ] @kim\\_l: do _all_ of it",
            "action [ ] <kim_l> do all of it",
        ),
        (
            "- [ ] @lee: set max_open_files in _the_ file",
            "action [ ] <lee> set max_open_files in the file",
        ),
        (
            "- [ ] @lee: ~~kim_l~~ `a_b`",
            "action [ ] <lee> kim_l `a_b`",
        ),
    ]);
    let notes = read("Attendees: @kim_l, @jo_b_r, Ann Moe (@ann_m)\n");
    let handles: Vec<_> = notes
        .attendees
        .iter()
        .map(|one| (one.name.as_str(), one.handle.as_deref()))
        .collect();
    assert_eq!(
        handles,
        [
            ("kim_l", Some("kim_l")),
            ("jo_b_r", Some("jo_b_r")),
            ("Ann Moe", Some("ann_m")),
        ]
    );
}

#[test]
fn a_line_with_its_anchor_keeps_its_kind_in_a_heading() {
    check_all(&[
        (
            "DECISION NEEDED: which region? ^D-1\n---\nmore\n",
            "opendecision D-1 <> which region?",
        ),
        (
            "## QUESTION: which region? ^D-1\n",
            "question D-1 <> which region?",
        ),
        ("DECISION NEEDED: which region?\n---\nmore\n", ""),
    ]);
}

/// Checks single lines under a heading of actions, in a meeting whose attendees are known.
#[track_caller]
fn check_actions(table: &[(&str, &str)]) {
    for (line, want) in table {
        let text = format!("Attendees: Lee, Bo, Sam Orr\n\n## Actions\n\n{line}\n");
        let want: Vec<&str> = want.lines().collect();
        check(&text, &want);
    }
}

#[test]
fn lines_of_fields_under_an_item_are_its_fields() {
    check_actions(&[
        (
            "- Share it\n  - Owner: Bo\n  - Due: 2026-12-05",
            "action <Bo> Share it | due 2026-12-05",
        ),
        (
            "- Share it\n  - **Owner:** Bo\n  - **Priority:** High",
            "action <Bo> Share it | high",
        ),
        ("- Share it:\n  - Owner: Bo", "action <Bo> Share it"),
        (
            "- Share it\n  - owner: @bo\n  - ETA: Friday",
            "action <bo> Share it | due 2026-11-27",
        ),
        (
            "- Share it\n  - Responsible: Bo, Lee",
            "action <Bo, Lee> Share it",
        ),
        (
            "- Share it\n    Owner: Bo\n    Due: 2026-12-05",
            "action <Bo> Share it | due 2026-12-05",
        ),
        (
            "- Share it\n  - Owner: Bo; Due: 2026-12-05",
            "action <Bo> Share it | due 2026-12-05",
        ),
        (
            "- Share it\n  - Who: Bo\n  - When: Friday",
            "action <Bo> Share it | due 2026-11-27",
        ),
        (
            "- Share it\n  - Owner: Bo\n- Write it\n  - Owner: Lee",
            "action <Bo> Share it\naction <Lee> Write it",
        ),
        ("- Share it\n  - Owner: TBD", "action <> Share it"),
        (
            "- Share it\n  - @bo: the first half\n  - @lee: the rest",
            "action <bo> the first half\naction <lee> the rest",
        ),
    ]);
}

#[test]
fn who_waits_is_not_the_title() {
    check_actions(&[
        (
            "- [h] Lee: waiting on legal",
            "action [h] <Lee> waiting on legal | waiting on legal",
        ),
        (
            "- Bo: waiting on legal",
            "action <Bo> waiting on legal | waiting on legal",
        ),
        (
            "- ACTION: Bo: waiting for Lee",
            "action <Bo> waiting for Lee | waiting on Lee",
        ),
        (
            "- @bo waiting on legal",
            "action <bo> waiting on legal | waiting on legal",
        ),
        (
            "- Bo and Lee: waiting on legal",
            "action <Bo, Lee> waiting on legal | waiting on legal",
        ),
        (
            "- Bo (waiting on Lee): share it",
            "action <Bo> share it | waiting on Lee",
        ),
        (
            "- Bo: share it (waiting on legal)",
            "action <Bo> share it | waiting on legal",
        ),
        (
            "- chase Lee, who is waiting for the contract",
            "action <> chase Lee, who is waiting for the contract",
        ),
        (
            "- Bo is waiting on legal",
            "action <> Bo is waiting on legal",
        ),
        (
            "- reduce the time spent waiting for builds",
            "action <> reduce the time spent waiting for builds",
        ),
    ]);
}

#[test]
fn names_alone_behind_a_keyword_own_what_was_said_before() {
    check_actions(&[
        (
            "We look at the plan again. **ACTION: Lee**",
            "action <Lee> We look at the plan again.",
        ),
        (
            "We look at the plan again. ACTION: Bo, Lee",
            "action <Bo, Lee> We look at the plan again.",
        ),
        (
            "Bo: we look at the plan again. [ACTION: Lee]",
            "action <Lee> we look at the plan again.",
        ),
        (
            "We look at the plan again. ACTION - @zoe.",
            "action <zoe> We look at the plan again.",
        ),
        (
            "We look at it again. ACTION: Lee to write it",
            "action <Lee> write it",
        ),
    ]);
}

#[test]
fn what_stands_in_parentheses_behind_a_name_is_not_lost() {
    check_actions(&[
        (
            "- Sam Orr (with Bo) to fix it",
            "action <Sam Orr, Bo> fix it",
        ),
        ("- Bo (and Lee) to share it", "action <Bo, Lee> share it"),
        ("- Bo (+ Lee): share it", "action <Bo, Lee> share it"),
        (
            "- @bo (with @lee and @sam): share it",
            "action <bo, lee, sam> share it",
        ),
        ("- Bo (or Lee) to merge", "action <> Bo (or Lee) to merge"),
        (
            "- Bo (with the web team) to share it",
            "action <Bo> share it (with the web team)",
        ),
        (
            "- Bo (with Zoe) to share it",
            "action <Bo> share it (with Zoe)",
        ),
        (
            "- Bo (if there is time): share it",
            "action <Bo> share it (if there is time)",
        ),
        ("- Bo (Acme): share it", "action <Bo> share it"),
        ("- Bo (she/her) to share it", "action <Bo> share it"),
    ]);
}

#[test]
fn a_name_that_is_nobodys_stays_in_the_title() {
    check_actions(&[
        ("- Zoe to share it", "action <> Zoe to share it"),
        ("- Zoe Park to share it", "action <> Zoe Park to share it"),
        ("- Zoe to share it @bo", "action <> Zoe to share it @bo"),
        (
            "- ACTION: Zoe Park to share it",
            "action <Zoe Park> share it",
        ),
        ("- ACTION: CTO to review it", "action <> CTO to review it"),
        ("- May need to update it", "action <> May need to update it"),
        (
            "- ACTION: Will have to update it",
            "action <> Will have to update it",
        ),
    ]);
    let notes = read("Attendees: Lee\n\n## Actions\n\n- Zoe to share it\n");
    assert_eq!(
        notes.problems[0].message,
        "nobody is certainly meant by \"Zoe\"; left without an owner"
    );
}

#[test]
fn a_handle_may_be_all_the_names_of_somebody() {
    check_actions(&[
        ("- @Sam Orr to update it", "action <Sam Orr> update it"),
        (
            "- [ ] @Sam Orr: update it",
            "action [ ] <Sam Orr> update it",
        ),
        ("- [ ] @Sam Orr update it", "action [ ] <Sam Orr> update it"),
        ("- update it @Sam Orr", "action <Sam Orr> update it"),
        ("- update it (@Sam Orr)", "action <Sam Orr> update it"),
        (
            "- update it (owner: @Sam Orr)",
            "action <Sam Orr> update it",
        ),
        (
            "- @Sam Orr and @Bo to update it",
            "action <Sam Orr, Bo> update it",
        ),
        (
            "ACTION: @Sam Orr to update it by Friday",
            "action <Sam Orr> update it | due 2026-11-27",
        ),
        ("AI(@Sam Orr): update it", "action <Sam Orr> update it"),
        // Who is unknown gets the handle that the names make.
        ("- @Zoe Park: update it", "action <zoe-park> update it"),
        ("- @Zoe Park to update it", "action <zoe-park> update it"),
        (
            "- [ ] @Zoe Park update it",
            "action [ ] <zoe-park> update it",
        ),
        ("- @Bo Update the page", "action <Bo> Update the page"),
        ("- ask @Sam Orr", "action <> ask @Sam Orr"),
    ]);
    let notes = read("## Attendees\n\n* @Zoe Park\n* @Max Orr (Acme)\n* @kim\n");
    let found: Vec<_> = notes
        .attendees
        .iter()
        .map(|one| (one.name.as_str(), one.handle.as_deref()))
        .collect();
    assert_eq!(
        found,
        [("Zoe Park", None), ("Max Orr", None), ("kim", Some("kim")),]
    );
}

#[test]
fn a_name_over_a_list_of_actions_owns_its_bullets() {
    for label in ["**Lee:**", "**Lee**", "**Lee**:", "_Lee_:", "Lee:", "Lee"] {
        for start in ["", "\n"] {
            check(
                &format!(
                    "Attendees: Lee, Bo, Sam Orr\n\n## Actions\n\n{label}\n{start}- share it\n- Bo: write it\n\n**Sam Orr**:\n- send it\n\n### Later\n- wait for it\n"
                ),
                &[
                    "action <Lee> share it",
                    "action <Bo> write it",
                    "action <Sam Orr> send it",
                    "action <> wait for it",
                ],
            );
        }
    }
    check_all(&[
        (
            "## Actions\n**Lee and @zoe:**\n- share it\n",
            "action <Lee, zoe> share it",
        ),
        (
            "Actions:\nLee:\n- share it\nBo:\n- write it\n\nNotes:\n- a word\n",
            "action <Lee> share it\naction <Bo> write it",
        ),
        (
            "## Actions\n**Website:**\n- share it\n",
            "action <> share it",
        ),
        (
            "## Actions\n**Web Page:**\n- share it\n",
            "action <> share it",
        ),
        ("## Notes\n**Lee:**\n- share it\n", ""),
    ]);
}

#[test]
fn the_name_of_a_section_alone_on_a_line_opens_it_above_a_list() {
    for label in [
        "Actions",
        "Action items",
        "Next actions",
        "To do",
        "TODOs",
        "Follow-ups",
    ] {
        for gap in ["", "\n", "\n\n"] {
            check(
                &format!("{label}\n{gap}- Lee: send it\n"),
                &["action <Lee> send it"],
            );
        }
    }
    check_all(&[
        ("- Actions\n  - Lee: send it\n", "action <Lee> send it"),
        ("Decisions\n- use vendor B\n", "decision <> use vendor B"),
        ("Risks\n- holiday freeze\n", "risk <> holiday freeze"),
        (
            "Outcomes\n\n- use vendor B\n- Lee to write it\n",
            "decision <> use vendor B\naction <Lee> write it",
        ),
        ("Previous actions\n- Lee: send it\n", ""),
        ("Agreed\nwe talk on\n- a word\n", ""),
        ("actions speak\n- a word\n", ""),
        ("action\n- a word\n", ""),
        ("Agenda\n- a word\n", ""),
    ]);
}

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

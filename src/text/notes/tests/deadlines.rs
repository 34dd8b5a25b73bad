//! Deadlines as real notes give them: which day is meant, and which days are none.

use super::*;

#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    for (text, want) in table {
        check(&format!("ACTION: {text}"), &[&format!("action <> {want}")]);
    }
}

#[test]
fn the_end_of_a_day_is_that_day() {
    for words in [
        "by COB Friday",
        "by EOD Friday",
        "by EOD Friday.",
        "by EOD on Friday",
        "by EOD, Friday",
        "by EOD 27 Nov",
        "by EOD Friday 27 Nov",
        "by end of day Friday",
        "by close of business Friday",
        "by Friday EOD",
        "by Friday, COB",
        "Friday EOD",
        "by 27 Nov EOD",
        "by Fri 11/27",
        "by Friday (27 Nov)",
        "by Friday 27th",
        "by Friday the 27th",
        "by Friday, 27 Nov",
    ] {
        let dot = if words.ends_with('.') { "." } else { "" };
        check(
            &format!("ACTION: send it {words}"),
            &[&format!("action <> send it{dot} | due 2026-11-27")],
        );
    }
    check_all(&[
        ("send it by COB tomorrow", "send it | due 2026-11-23"),
        ("send it by EOD", "send it | due 2026-11-22"),
        ("send it eod", "send it | due 2026-11-22"),
        ("send it by Friday week", "send it | due 2026-12-04"),
        ("send it by early next week", "send it | due 2026-11-23"),
        (
            "send it by Wed 25 Nov EOD please",
            "send it please | due 2026-11-25",
        ),
    ]);
}

#[test]
fn a_day_that_is_not_certain_stays_text() {
    check_all(&[
        ("send it by Friday 28th", "send it by Friday 28th"),
        ("send it by Friday 27", "send it by Friday 27"),
        ("send it by Fri 5/6", "send it by Fri 5/6"),
        ("send it early next week", "send it early next week"),
        ("send it by 1 October", "send it by 1 October"),
    ]);
    assert_eq!(
        read("ACTION: send it by 1 October").problems[0].message,
        "2026-10-01 has passed; left without a date"
    );
}

#[test]
fn a_day_of_something_else_is_no_deadline() {
    check_all(&[
        (
            "close what was opened before 2026-01-01",
            "close what was opened before 2026-01-01",
        ),
        (
            "check the changes made until 1 June",
            "check the changes made until 1 June",
        ),
        (
            "be there the day before Friday",
            "be there the day before Friday",
        ),
        ("Lee was late today", "Lee was late today"),
        ("the office is closed Monday", "the office is closed Monday"),
    ]);
    check(
        "ACTION: Lee is to send it Friday",
        &["action <Lee> send it | due 2026-11-27"],
    );
}

#[test]
fn words_that_tell_of_a_deadline_stay_in_the_title() {
    check_all(&[
        (
            "tell them that the deadline is Friday",
            "tell them that the deadline is Friday | due 2026-11-27",
        ),
        (
            "the report is due Friday",
            "the report is due Friday | due 2026-11-27",
        ),
        ("send it, due Friday", "send it | due 2026-11-27"),
        ("say what p:H means", "say what p:H means"),
    ]);
    check(
        "Decision needed: which cloud? Decide by 2026-12-01",
        &["opendecision <> which cloud? | due 2026-12-01"],
    );
}

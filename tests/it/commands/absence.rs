//! People who are away: who stands in, and where it is seen.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn an_absence_is_seen_where_people_are_asked() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-20",
        "person priya --away 20nov..5dec --cover sam",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["people priya", "followup", "followup --json", "today", "today --json"]), @"");
}

#[test]
fn an_absence_is_read_in_many_forms_and_ends_with_none() {
    let sandbox = after(&["person priya", "person lee"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --away 24nov",
        "person priya --away 24nov..",
        "person priya --away ..5dec --cover lee",
        "person priya",
        "person priya --away none",
        "person priya --json",
    ]), @"");
}

#[test]
fn an_absence_that_cannot_be_is_refused() {
    let sandbox = after(&[
        "person priya",
        "person lee --left",
        "group platform --members priya",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --away 5dec..24nov",
        "person priya --away whenever",
        "person priya --away 24nov..5dec --cover priya",
        "person priya --away 24nov..5dec --cover platform",
        "person priya --away 24nov..5dec --cover lee",
        "person priya --away 24nov..5dec --cover lee --json",
    ]), @"");
}

#[test]
fn a_doubtful_cover_is_told() {
    let sandbox = after(&["person priya", "person lee --away 1dec.."]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --cover lee",
        "person priya --away 24nov..5dec",
        "person priya --away 24nov..30nov",
    ]), @"");
}

#[test]
fn work_for_somebody_who_will_be_away_is_told() {
    let sandbox = after(&[
        "person priya --away 24nov..5dec --cover lee",
        "person bo --away 20nov..",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "act @priya send the plan by 1dec",
        "act @priya review it by 9dec",
        "edit A-2 --due 4dec",
        "act @bo ask around",
        "edit A-1 --owner bo",
    ]), @"");
}

//! People who leave: what they hold goes to somebody else.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

/// A sandbox in which `@priya` holds something of each kind.
fn holding() -> Sandbox {
    after(&[
        "person bo --manager priya --away 24nov.. --cover priya",
        "act @priya send the plan by 2026-11-20",
        "act @priya order the racks",
        "done A-2",
        "act @bo ask around --helpers priya",
        "wait A-3 @priya",
        "act @lee wait for the plan",
        "wait A-4 @priya",
        "propose 'Which region?' --decider priya --driver lee",
        "propose 'Which vendor?' --decider lee --driver priya",
        "workstream launch --lead priya --audience priya",
        "group platform --members priya,lee",
    ])
}

#[test]
fn leaving_hands_over_and_tells_what_it_could_not() {
    let sandbox = holding();
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --left --on yesterday --to lee",
        "actions",
        "decisions",
        "show A-3",
        "workstream launch",
        "group platform",
        "people",
        "people --all",
        "person priya",
        "actions --all --owner priya",
    ]), @"");
}

#[test]
fn leaving_in_json_lists_what_moved() {
    let sandbox = holding();
    assert_snapshot!(exchanges(&sandbox, &["person priya --left --to lee --json --fields handle,active,left_on,moved,not_moved"]), @"");
}

#[test]
fn leaving_without_a_successor_lists_what_is_held() {
    let sandbox = holding();
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --left",
        "person priya --left --json",
        "person priya --left --to none",
        "actions",
        "person sam --left",
    ]), @"");
}

#[test]
fn leaving_to_nobody_who_can_take_over_is_refused() {
    let sandbox = after(&[
        "act @priya one",
        "person lee --left",
        "group platform --members bo",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --left --to priya",
        "person priya --left --to lee",
        "person priya --left --to platform",
        "person priya --left --to bo --on 2027-01-01",
        "person nobody-known --left",
        "person priya --left --name Priya",
        "person priya --to lee",
    ]), @"");
}

#[test]
fn who_left_is_no_near_miss_and_is_told_when_named() {
    let sandbox = after(&["person priya --name 'Priya Shah'", "person priya --left"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "act @priyo one",
        "act @priya two",
        "edit A-1 --owner priya",
        "person priya --back",
        "act @priya three",
    ]), @"");
}

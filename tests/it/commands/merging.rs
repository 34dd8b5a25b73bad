//! Two handles that turn out to be one person, and handles that change.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

fn doubled() -> Sandbox {
    after(&[
        "person priya --team core",
        "person priya-s --email ps@example.com --team other --alias ps --name 'Priya Shah'",
        "act @priya send the plan --helpers priya-s",
        "act @priya-s ask around",
        "propose 'Which region?' --decider priya-s --driver priya",
        "meet 'Launch sync' --with priya,priya-s",
        "group platform --members priya,priya-s",
        "workstream launch --lead priya-s --audience priya-s",
    ])
}

#[test]
fn a_merge_makes_one_person_of_two() {
    let sandbox = doubled();
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya-s --merge-into priya",
        "people",
        "actions --owner priya-s",
        "show D-1",
        "group platform",
        "workstream launch",
        "act @priya-s one more",
        "act ps-again --owner ps",
        "person priya-s --json --fields handle,email,team,aliases,merged,open",
    ]), @"");
}

#[test]
fn a_merge_that_makes_no_sense_is_refused() {
    let sandbox = doubled();
    sandbox.ok("person priya-s --merge-into priya");
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --merge-into priya-s",
        "person priya --merge-into priya",
        "person priya --merge-into platform",
        "person platform --merge-into priya",
        "person nobody-known --merge-into priya",
        "person priya --merge-into none",
        "person priya --merge-into sam --name Priya",
        "person priya --alias=-priya-s",
        "person lee --handle priya-s --json",
    ]), @"");
}

#[test]
fn the_actor_may_be_merged_and_goes_on_acting() {
    let sandbox = after(&["act mine --owner me", "act his --owner samuel"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person me --merge-into samuel",
        "act another --owner me",
        "today",
        "undo",
        "undo",
        "people -q",
    ]), @"");
}

#[test]
fn merges_of_merges_end_at_one_person() {
    let sandbox = after(&["act @one a", "act @two b", "act @three c"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person one --merge-into two",
        "person two --merge-into three",
        "actions --owner one",
        "person one -q",
        "undo",
        "actions --owner one",
    ]), @"");
}

#[test]
fn an_old_handle_goes_on_meaning_the_person() {
    let sandbox = after(&[
        "person priya",
        "act send it --owner lee --helpers priya",
        "edit A-1 --helpers none",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --handle pshah",
        "edit A-1 --helpers priya",
        "person pshah --alias=-priya",
        "person priya",
        "edit A-1 --helpers +priya",
        "person pshah --handle priya",
        "person pshah --handle lee",
        "person pshah --handle team",
    ]), @"");
}

#[test]
fn aliases_come_and_go() {
    let sandbox = after(&["person priya --alias ps,pri", "person lee"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --alias=-ps,+shah",
        "person lee --alias ps",
        "person priya --alias=-ps",
        "person priya --alias=-priya",
        "person priya",
    ]), @"");
}

//! Workstreams: one whole, their tree with counts, audience and names.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn a_workstream_is_shown_whole() {
    let sandbox = after(&[
        "workstream launch --name 'Spring launch' --lead priya",
        "workstream billing --parent launch",
        "workstream arcade",
        "act @lee order the racks by 2026-11-20 -w billing",
        "act @lee book the room by 2026-12-20 -w launch",
        "propose 'Which region?' --decider lee --due 2026-11-25 -w launch",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["workstream launch", "workstream launch --json", "workstreams", "workstreams --json"]), @"");
}

#[test]
fn a_workstream_has_an_audience_and_can_be_renamed() {
    let sandbox = after(&[
        "workstream launch",
        "group platform --members priya,lee",
        "workstream billing",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "workstream launch --audience platform,bo",
        "workstream launch --audience=+lee,-bo",
        "workstream launch --audience lee",
        "workstream launch --audience none",
        "workstream launch --audience=-nobody-known",
        "workstream launch --slug billing",
        "workstream launch --slug release --status paused",
        "workstream launch --lead platform",
        "workstream release",
    ]), @"");
}

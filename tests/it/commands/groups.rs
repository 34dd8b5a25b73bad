//! Groups of people: made, changed, and where they stand for their members.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn a_group_is_made_shown_and_changed() {
    let sandbox = after(&["person lee"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "group platform --name 'Platform team' --members priya,lee",
        "group platform",
        "group platform --members=+bo,-lee",
        "group platform --members=+bo",
        "group",
        "people --groups",
        "group --json",
        "group platform --handle infra",
        "group platform -q",
        "person priya",
    ]), @"");
}

#[test]
fn a_group_is_no_person_and_shares_the_names_of_people() {
    let sandbox = after(&[
        "person priya",
        "group platform --members priya",
        "group empty --name Empty",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "act @platform send it",
        "act send it --owner platform --json",
        "act send it --owner empty",
        "propose 'Which?' --decider platform",
        "person platform",
        "person lee --manager platform",
        "group priya --members lee",
        "group platform --members empty",
        "person platfrom",
        "group platfrom --members priya",
        "person lee --alias platform",
        "group unknown",
        "group unknown --disband",
        "group team --members priya",
    ]), @"");
}

#[test]
fn a_group_stands_for_its_members_in_filters_and_meetings() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "group empty --name Empty",
        "act @priya send the plan by 2026-11-20",
        "act @bo ask around by 2026-11-20",
        "propose 'Which region?' --decider lee --due 2026-11-20",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "actions --owner platform",
        "decisions --owner platform",
        "followup --owner platform",
        "actions --owner empty",
        "meet 'Launch sync' --with platform,bo",
        "show M-1 --json --fields attendees",
        "note M-1 --add 'ACTION: @platform check the racks'",
    ]), @"");
}

#[test]
fn a_disbanded_group_holds_nobody_and_keeps_its_name() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "workstream launch --audience platform,bo",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "group platform --disband",
        "group",
        "group --all",
        "workstream launch",
        "workstream launch --audience=+platform",
        "person platform",
        "group platform --members priya",
        "group",
    ]), @"");
}

//! The main job in one go.

use crate::sandbox::Sandbox;

#[test]
fn a_decision_is_raised_served_by_an_action_and_followed_up() {
    let sandbox = Sandbox::new();
    sandbox.ok("propose 'Which region first?' --decider lee --due 2026-11-20");
    sandbox.ok("act @priya send the capacity plan by 2026-11-18 --for D-1");
    let followup = sandbox.ok("followup");
    assert!(
        followup.contains("A-1  send the capacity plan"),
        "{followup}"
    );
    assert!(
        followup.contains("D-1  decide: Which region first?"),
        "{followup}"
    );
}

#[test]
fn what_is_refused_makes_no_file() {
    for line in [
        "undo",
        "redo",
        "done A-1",
        "act a1",
        "edit A-1 --due fri",
        "delete A-1",
        "reopen D-1",
        "link A-1 blocks A-2",
        "comment A-1 x",
        "ack D-1",
        "option D-1 --title x",
        "close M-1",
        "agenda staff --add x",
        "person lee --merge-into kim",
        "person lee --left",
    ] {
        let sandbox = Sandbox::new();
        let exchange = sandbox.tpm(line);
        assert!([2, 3, 4].contains(&exchange.code), "{exchange}");
        assert!(!sandbox.db().exists(), "{exchange}");
    }
}

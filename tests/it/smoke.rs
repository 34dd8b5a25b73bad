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

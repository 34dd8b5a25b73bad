//! What an undo refuses, and what it names as being in the way.

use crate::sandbox::Sandbox;

#[test]
fn an_undo_names_the_operation_in_force_that_stands_in_the_way() {
    let sandbox = Sandbox::new();
    sandbox.ok("act send the plan");
    sandbox.ok("edit A-1 --due 2026-12-01");
    sandbox.ok("edit A-1 --title 'send the whole plan'");
    sandbox.ok("undo 2");
    let refused = sandbox.tpm("undo 1");
    assert_eq!(refused.code, 4, "{refused}");
    assert!(refused.stderr.contains("operation 3 (edit)"), "{refused}");
}

#[test]
fn an_undo_that_would_orphan_a_person_names_what_refers_to_them() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @bo send the plan");
    sandbox.ok("act @bo send the bill");
    let before = sandbox.ok("log --json");
    let refused = sandbox.tpm("undo 1");
    assert_eq!(refused.code, 4, "{refused}");
    assert!(
        refused.stderr.contains("operation 2 (act) has changed A-2"),
        "{refused}"
    );
    assert_eq!(sandbox.ok("log --json"), before);
}

//! At a terminal the last action of a decision asks how the decision landed.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

fn nearly_done() -> Sandbox {
    let sandbox = Sandbox::new();
    for line in [
        "decide 'Ship weekly' --decider lee --audience none",
        "act @priya write the schedule --for D-1",
        "act @bo tell the vendors --for D-1",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

#[test]
fn the_last_action_asks_how_it_landed_and_asks_again_about_a_word_it_does_not_know() {
    let sandbox = nearly_done();
    sandbox.ok("done A-1");
    let mut terminal = Terminal::run(&sandbox, &["done", "A-2"], 100);
    terminal.wait_for("Enter leaves that open:");
    terminal.press("nearly\n");
    terminal.wait_for("it is one of");
    terminal.press("as-intended\n");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert_snapshot!(ended.screen, @r#"
    That is the last action of D-1 "Ship weekly". How did it land: as_intended, changed or not_done? Enter leaves that open: nearly
    it is one of as_intended, changed, not_done
    That is the last action of D-1 "Ship weekly". How did it land: as_intended, changed or not_done? Enter leaves that open: as-intended
    Done A-2  tell the vendors  @bo  for D-1
    that was the last action of D-1, which is confirmed
    undo: tpm undo
    "#);
    assert!(
        sandbox
            .ok("show D-1 --json")
            .contains("\"result\":\"as_intended\"")
    );
}

#[test]
fn an_empty_answer_leaves_it_open_and_giving_up_changes_nothing() {
    let sandbox = nearly_done();
    let mut terminal = Terminal::run(&sandbox, &["done", "A-1", "A-2"], 100);
    terminal.wait_for("Enter leaves that open:");
    terminal.press("\u{4}");
    assert_eq!(terminal.end().code, 5);
    assert_eq!(sandbox.ok("actions -q").lines().count(), 2);
    let mut terminal = Terminal::run(&sandbox, &["done", "A-1", "A-2"], 100);
    terminal.wait_for("Enter leaves that open:");
    terminal.press("\n");
    assert_eq!(terminal.end().code, 0);
    assert!(sandbox.ok("show D-1 --json").contains("\"result\":null"));
}

#[test]
fn an_action_that_is_not_the_last_asks_nothing() {
    let sandbox = nearly_done();
    let ended = Terminal::run(&sandbox, &["done", "A-1"], 100).end();
    assert_eq!(ended.code, 0);
    assert!(
        !ended.screen.contains("How did it land"),
        "{}",
        ended.screen
    );
}

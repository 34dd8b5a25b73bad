//! `tpm loop` and `tpm confirm`: where each decision is stuck, and how one leaves the loop.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// Three decisions of three weeks ago: one not made, one not planned, one under way.
fn three_weeks_on() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-01T10:00:00Z");
    for line in [
        "propose 'Which vendor hosts the launch?' --decider lee --due 2026-11-10 --door one-way --input bo -w launch",
        "decide 'Freeze on Fridays' --decider lee --why 'three teams build on it'",
        "decide 'Ship weekly' --decider priya -w launch",
        "act @priya write the schedule by 2026-11-12 --for D-3",
        "act @bo tell the vendors by 2026-11-30 --for D-3",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox
}

#[test]
fn the_loop_tells_where_each_decision_is_stuck_on_whom_and_for_how_long() {
    let sandbox = three_weeks_on();
    assert_snapshot!(exchanges(&sandbox, &["loop", "loop --group holder", "loop --owner lee", "loop -w launch --stuck -q", "loop --group door", "loop --fail-if-any --limit 1"]), @"
    $ tpm loop
    ID   DECISION                        MADE  TOLD  DONE  STUCK AT                     ON    FOR  DECIDE BY   DOOR     WORKSTREAM
    D-1  Which vendor hosts the launch?  no    0/1   0     MADE: overdue                @lee  12d  Tue 10 Nov  one-way  launch
    D-2  Freeze on Fridays               yes   0     0     TOLD: nobody listed to tell  @sam  21d
    D-3  Ship weekly                     yes   0     0/2   TOLD: nobody listed to tell  @sam  21d                       launch
    --- exit 0
    $ tpm loop --group holder
    @sam  2 decisions
    ID   DECISION                        STUCK AT                     FOR
    D-2  Freeze on Fridays               TOLD: nobody listed to tell  21d
    D-3  Ship weekly                     TOLD: nobody listed to tell  21d

    @lee  1 decision
    ID   DECISION                        STUCK AT                     FOR
    D-1  Which vendor hosts the launch?  MADE: overdue                12d
    --- exit 0
    $ tpm loop --owner lee
    ID   DECISION                        MADE  TOLD  DONE  STUCK AT       ON    FOR  DECIDE BY   DOOR     WORKSTREAM
    D-1  Which vendor hosts the launch?  no    0/1   0     MADE: overdue  @lee  12d  Tue 10 Nov  one-way  launch
    --- exit 0
    $ tpm loop -w launch --stuck -q
    D-1
    D-3
    --- exit 0
    $ tpm loop --group door
    one-way doors
    ID   DECISION                        MADE  TOLD  DONE  STUCK AT                     ON    FOR  DECIDE BY   DOOR     WORKSTREAM
    D-1  Which vendor hosts the launch?  no    0/1   0     MADE: overdue                @lee  12d  Tue 10 Nov  one-way  launch

    two-way doors
    ID   DECISION                        MADE  TOLD  DONE  STUCK AT                     ON    FOR  DECIDE BY   DOOR     WORKSTREAM
    D-2  Freeze on Fridays               yes   0     0     TOLD: nobody listed to tell  @sam  21d
    D-3  Ship weekly                     yes   0     0/2   TOLD: nobody listed to tell  @sam  21d                       launch
    --- exit 0
    $ tpm loop --fail-if-any --limit 1
    ID   DECISION                        MADE  TOLD  DONE  STUCK AT       ON    FOR  DECIDE BY   DOOR     WORKSTREAM
    D-1  Which vendor hosts the launch?  no    0/1   0     MADE: overdue  @lee  12d  Tue 10 Nov  one-way  launch
    --- stderr
    there is more: --limit 0 shows all
    --- exit 10
    ");
}

#[test]
fn one_decision_is_explained_rule_by_rule() {
    let sandbox = three_weeks_on();
    assert_snapshot!(exchanges(&sandbox, &["loop D-1", "loop D-3", "loop D-9", "loop A-1"]), @"
    $ tpm loop D-1
    D-1  Which vendor hosts the launch?
    MADE:     no
    TOLD:     0/1
    DONE:     0
    Stuck at: MADE: overdue, on @lee for 12 days

    RULE  GATE    STUCK IF                   FINDING
       1  MADE    no decider                 in order
       2  MADE    no date to decide by       by Tue 10 Nov
       3  MADE    overdue                    @lee 12 days
       4  MADE    objection                  in order
       5  MADE    no input                   @bo 21 days
       6  MADE    waits on another decision  in order
       7  TOLD    nobody listed to tell      it is not made yet
       8  TOLD    not sent                   it is not made yet
       9  TOLD    no answer                  it is not made yet
      10  TOLD    question open              it is not made yet
      11  DONE    no action                  it is not made yet
      12  DONE    action without owner       it is not made yet
      12  DONE    action without date        it is not made yet
      13  DONE    action overdue             it is not made yet
      14  DONE    nothing moves              it is not made yet
      15  DONE    not confirmed              it is not made yet
      16  REVIEW  review due                 it is not made yet
      17  REVIEW  assumption found false     it is not made yet
    --- exit 0
    $ tpm loop D-3
    D-3  Ship weekly
    MADE:     yes
    TOLD:     0
    DONE:     0/2
    Stuck at: TOLD: nobody listed to tell, on @sam for 21 days

    RULE  GATE    STUCK IF                   FINDING
       1  MADE    no decider                 it is made
       2  MADE    no date to decide by       it is made
       3  MADE    overdue                    it is made
       4  MADE    objection                  it is made
       5  MADE    no input                   it is made
       6  MADE    waits on another decision  it is made
       7  TOLD    nobody listed to tell      @sam 21 days
       8  TOLD    not sent                   in order
       9  TOLD    no answer                  in order
      10  TOLD    question open              in order
      11  DONE    no action                  in order
      12  DONE    action without owner       in order
      12  DONE    action without date        in order
      13  DONE    action overdue             A-1: @priya 10 days
      14  DONE    nothing moves              A-1, A-2: @priya 21 days
      15  DONE    not confirmed              in order
      16  REVIEW  review due                 there is no date
      17  REVIEW  assumption found false     in order
    --- exit 0
    $ tpm loop D-9
    --- stderr
    error: there is no D-9: the last decision is D-3
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm loop A-1
    --- stderr
    error: A-1 is an action, and this takes decisions
    hint: for an action: start, done, drop, wait, snooze or edit
    --- exit 2
    ");
}

#[test]
fn a_two_way_door_leaves_the_loop_with_its_last_action_and_a_one_way_door_when_it_is_confirmed() {
    let sandbox = Sandbox::new();
    for line in [
        "decide 'Ship weekly' --decider lee",
        "decide 'Sign with vendor B' --decider lee --door one-way",
        "act @priya write the schedule --for D-1",
        "act @bo sign --for D-2",
    ] {
        sandbox.ok(line);
    }
    assert_snapshot!(exchanges(&sandbox, &["done A-1", "done A-2 --landed as-intended", "confirm D-2 --how 'the contract is in the drawer'", "confirm D-2 --landed nearly", "undo", "undo", "undo"]), @"
    $ tpm done A-1
    Done A-1  write the schedule  @priya  for D-1
    --- stderr
    that was the last action of D-1; `tpm confirm D-1 --landed as_intended` says how it landed
    undo: tpm undo
    --- exit 0
    $ tpm done A-2 --landed as-intended
    Done A-2  sign  @bo  for D-2
    --- stderr
    D-2 is a one-way door: `tpm confirm D-2` closes it
    undo: tpm undo
    --- exit 0
    $ tpm confirm D-2 --how 'the contract is in the drawer'
    Confirmed D-2  Sign with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm confirm D-2 --landed nearly
    --- stderr
    error: invalid value 'nearly' for '--landed <RESULT>': it is one of as_intended, changed, not_done
    hint: `tpm help confirm` lists what it takes
    --- exit 2
    $ tpm undo
    Undid confirm D-2  (operation 7)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo
    Undid done A-2 D-2  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo
    Undid done A-1  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    ");
}

#[test]
fn confirming_is_refused_where_nothing_was_accepted_and_says_what_is_still_open() {
    let sandbox = three_weeks_on();
    assert_snapshot!(exchanges(&sandbox, &["confirm D-1", "confirm D-3", "confirm D-3 --on 2026-10-01", "done A-1 --landed changed"]), @r#"
    $ tpm confirm D-1
    --- stderr
    error: D-1 is proposed; what was accepted is confirmed
    hint: `tpm decide D-1 "OUTCOME"` makes it first
    --- exit 4
    $ tpm confirm D-3
    Confirmed D-3  Ship weekly  decider @priya  decided Sun 1 Nov  launch
    --- stderr
    D-3 stays in the loop: A-1, A-2 are still open
    undo: tpm undo
    --- exit 0
    $ tpm confirm D-3 --on 2026-10-01
    --- stderr
    error: D-3 was decided on 2026-11-01, after 2026-10-01
    hint: --on says when it was confirmed
    --- exit 2
    $ tpm done A-1 --landed changed
    --- stderr
    error: these are not the last open actions of an accepted decision
    hint: leave --landed out; `tpm confirm ID --landed RESULT` says later how a decision landed
    --- exit 4
    "#);
}

#[test]
fn history_and_what_ended_are_outside_the_loop() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "old.md",
        "# Staff 2025-03-04\n\nPresent: @lee, @priya\n\n- DECISION: use vendor A (decider: @lee)\n- ACTION: @priya sign it by 2025-03-20\n",
    );
    sandbox.ok("import notes old.md");
    sandbox.ok("propose 'Which region?' --decider lee");
    sandbox.ok("withdraw D-2");
    assert_snapshot!(exchanges(&sandbox, &["loop", "loop --group holder", "loop D-1", "loop D-2"]), @"
    $ tpm loop
    No decision is in flight: none waits to be made, told or done.
    --- exit 0
    $ tpm loop --group holder
    No decision is in flight: none waits to be made, told or done.
    --- exit 0
    $ tpm loop D-1
    D-1  use vendor A
    MADE:     yes
    TOLD:     0
    DONE:     0
    Stuck at: nothing; it came in as history
    --- exit 0
    $ tpm loop D-2
    D-2  Which region?
    MADE:     no
    TOLD:     0
    DONE:     0
    Stuck at: nothing; it was withdrawn
    --- exit 0
    ");
}

#[test]
fn a_decision_comes_back_into_the_loop_with_a_new_action_and_no_undo_is_refused_for_that() {
    let sandbox = Sandbox::new();
    for line in [
        "decide 'Ship weekly' --decider lee --audience none",
        "act @priya write the schedule --for D-1",
        "done A-1",
    ] {
        sandbox.ok(line);
    }
    let left = |sandbox: &Sandbox| {
        let shown: serde_json::Value =
            serde_json::from_str(&sandbox.ok("show D-1 --json")).unwrap();
        shown["data"][0]["left_loop_at"].clone()
    };
    assert_eq!(left(&sandbox), "2026-11-22");
    sandbox.ok("act @bo tell the vendors --for D-1");
    assert_eq!(left(&sandbox), serde_json::Value::Null);
    sandbox.ok("done A-2");
    assert_eq!(left(&sandbox), "2026-11-22");
    // The `done` of the first action wrote the day, and two operations changed it since.
    sandbox.ok("undo 3");
    assert_eq!(left(&sandbox), serde_json::Value::Null);
    sandbox.ok("redo");
    assert_eq!(left(&sandbox), "2026-11-22");
    sandbox.ok("delete A-1");
    sandbox.ok("delete A-2");
    assert_eq!(left(&sandbox), serde_json::Value::Null);
    sandbox.ok("doctor --deep");
}

#[test]
fn a_decision_that_left_the_loop_comes_back_when_its_review_is_due_or_its_ground_shifts() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-01T10:00:00Z");
    for line in [
        "decide 'Ship weekly' --decider lee --audience none --execution none --review-by 2026-11-20",
        "decide 'Bill in euros' --decider bo --audience none --execution none",
        "risk --assumption 'The bank settles in three days' --for D-2",
    ] {
        sandbox.ok(line);
    }
    assert_eq!(sandbox.ok("loop -q"), "");
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox.ok("risk R-1 --false --why 'it takes nine' --on 2026-11-19");
    assert_snapshot!(exchanges(&sandbox, &["loop", "today --actor lee", "review D-1 D-2", "loop", "today --actor lee"]), @"
    $ tpm loop
    ID   DECISION       MADE  TOLD  DONE  STUCK AT                              ON    FOR
    D-2  Bill in euros  yes   -     -     REVIEW: assumption found false (R-1)  @bo    3d
    D-1  Ship weekly    yes   -     -     REVIEW: review due                    @lee   2d
    --- exit 0
    $ tpm today --actor lee
    Sunday 22 November 2026
    Stuck on you
    ID   DECISION     STUCK AT            FOR
    D-1  Ship weekly  REVIEW: review due  2 days
    --- exit 0
    $ tpm review D-1 D-2
    Reviewed D-1  Ship weekly  decider @lee  decided Sun 1 Nov
    Reviewed D-2  Bill in euros  decider @bo  decided Sun 1 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm loop
    No decision is in flight: none waits to be made, told or done.
    --- exit 0
    $ tpm today --actor lee
    Sunday 22 November 2026
    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    ");
}

#[test]
fn a_loop_of_which_nothing_is_stuck_is_not_said_to_be_over() {
    let sandbox = Sandbox::new();
    sandbox.ok("propose 'Which vendor?' --decider lee --due 2026-11-27");
    assert_eq!(
        sandbox.ok("loop --stuck"),
        "No decision in the loop fits.\n"
    );
    assert!(sandbox.ok("loop").contains("on its way"));
}

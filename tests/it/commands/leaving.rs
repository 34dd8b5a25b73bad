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
    ]), @r#"
    $ tpm person priya --left --on yesterday --to lee
    Left @priya  Sat 21 Nov
    Moved to @lee  open actions (1): A-1
    Moved to @lee  waits (1): A-3
    Moved to @lee  actions to help with (1): A-3
    Moved to @lee  parts in open decisions (2): D-1 decider, D-2 driver
    Moved to @lee  workstreams to lead (1): launch
    Taken off  workstreams to hear of (1): launch
    Taken off  groups (1): @platform
    Taken off  people to cover (1): @bo
    Not moved  A-4 waits on @priya: tpm start A-4, or tpm wait A-4 NAME
    Not moved  @bo is away without a cover: tpm person bo --cover NAME
    Not moved  @bo reports to @priya: tpm person bo --manager NAME
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE              OWNER  DUE                      STATUS
    A-1  send the plan      @lee   Fri 20 Nov (2 days ago)
    A-3  ask around         @bo                             waits on @lee
    A-4  wait for the plan  @lee                            waits on @priya
    --- exit 0
    $ tpm decisions
    ID   TITLE          DECIDER  STATUS
    D-2  Which vendor?  @lee     proposed
    D-1  Which region?  @lee     proposed
    --- exit 0
    $ tpm show A-3
    A-3  ask around
    Status:   waiting
    Owner:    @bo
    Helpers:  @lee
    Due:      none
    Waits on: @lee since Sun 22 Nov
    Added:    Sun 22 Nov
    --- exit 0
    $ tpm workstream launch
    launch
    Status: active
    RAG:    green
    Lead:   @lee
    Since:  Sun 22 Nov
    Open:   0 actions, 0 decisions to make
    --- exit 0
    $ tpm group platform
    @platform
    Members: @lee
    --- exit 0
    "#);
}

#[test]
fn who_left_is_listed_on_request_with_what_they_ended() {
    let sandbox = holding();
    sandbox.ok("person priya --left --on yesterday --to lee");
    assert_snapshot!(exchanges(&sandbox, &["people", "people --all", "person priya", "actions --all --owner priya"]), @"
    $ tpm people
    HANDLE  MANAGER  AWAY             OPEN  OVERDUE  TO DECIDE
    @bo     @priya   from Tue 24 Nov     1        0          0
    @lee                                 2        1          2
    @sam                                 0        0          0
    --- exit 0
    $ tpm people --all
    HANDLE  MANAGER  AWAY             OPEN  OVERDUE  TO DECIDE
    @bo     @priya   from Tue 24 Nov     1        0          0
    @lee                                 2        1          2
    @priya           left Sat 21 Nov     0        0          0
    @sam                                 0        0          0
    --- exit 0
    $ tpm person priya
    @priya
    Left:    Sat 21 Nov
    Manages: @bo
    Holds:   nothing

    Waiting on them
    ID   TITLE              OWNER  STATUS
    A-4  wait for the plan  @lee   waits on @priya
    --- exit 0
    $ tpm actions --all --owner priya
    ID   TITLE            OWNER   DUE         STATUS
    A-2  order the racks  @priya  Sun 22 Nov  done
    --- exit 0
    ");
}

#[test]
fn leaving_in_json_lists_what_moved() {
    let sandbox = holding();
    assert_snapshot!(exchanges(&sandbox, &["person priya --left --to lee --json --fields handle,active,left_on,moved,not_moved"]), @r#"
    $ tpm person priya --left --to lee --json --fields handle,active,left_on,moved,not_moved
    {"schema":"tpm/1","kind":"person","data":[{"handle":"priya","active":false,"left_on":"2026-11-22","moved":[{"what":"open actions","to":"lee","names":["A-1"]},{"what":"waits","to":"lee","names":["A-3"]},{"what":"actions to help with","to":"lee","names":["A-3"]},{"what":"parts in open decisions","to":"lee","names":["D-1 decider","D-2 driver"]},{"what":"workstreams to lead","to":"lee","names":["launch"]},{"what":"workstreams to hear of","to":null,"names":["launch"]},{"what":"groups","to":null,"names":["@platform"]},{"what":"people to cover","to":null,"names":["@bo"]}],"not_moved":[{"what":"A-4 waits on @priya","hint":"tpm start A-4, or tpm wait A-4 NAME"},{"what":"@bo is away without a cover","hint":"tpm person bo --cover NAME"},{"what":"@bo reports to @priya","hint":"tpm person bo --manager NAME"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
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
    ]), @r#"
    $ tpm person priya --left
    --- stderr
    error: @priya still holds open actions (A-1), waits (A-3, A-4), actions to help with (A-3), parts in open decisions (D-1 decider, D-2 driver), workstreams to lead (launch)
    hint: add `--to NAME` to hand it over, or `--to none` to leave it to nobody
    --- exit 4
    $ tpm person priya --left --json
    --- stderr
    {"error":{"code":"refused","message":"@priya still holds open actions (A-1), waits (A-3, A-4), actions to help with (A-3), parts in open decisions (D-1 decider, D-2 driver), workstreams to lead (launch)","hint":"add `--to NAME` to hand it over, or `--to none` to leave it to nobody","exit":4,"retryable":false}}
    --- exit 4
    $ tpm person priya --left --to none
    Left @priya  Sun 22 Nov
    Left to nobody  open actions (1): A-1
    Left to nobody  actions to help with (1): A-3
    Left to nobody  parts in open decisions (2): D-1 decider, D-2 driver
    Left to nobody  workstreams to lead (1): launch
    Taken off  workstreams to hear of (1): launch
    Taken off  groups (1): @platform
    Taken off  people to cover (1): @bo
    Not moved  A-3 waits on @priya: tpm start A-3, or tpm wait A-3 NAME
    Not moved  A-4 waits on @priya: tpm start A-4, or tpm wait A-4 NAME
    Not moved  @bo is away without a cover: tpm person bo --cover NAME
    Not moved  @bo reports to @priya: tpm person bo --manager NAME
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE              OWNER   DUE                      STATUS
    A-1  send the plan      nobody  Fri 20 Nov (2 days ago)
    A-3  ask around         @bo                              waits on @priya
    A-4  wait for the plan  @lee                             waits on @priya
    --- exit 0
    $ tpm person sam --left
    Left @sam  Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn leaving_to_nobody_who_can_take_over_is_refused() {
    let sandbox = after(&[
        "act @priya one",
        "person lee",
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
    ]), @"
    $ tpm person priya --left --to priya
    --- stderr
    error: @priya is leaving and can take nothing over
    hint: name somebody else with --to
    --- exit 4
    $ tpm person priya --left --to lee
    --- stderr
    error: @lee has left and can take nothing over
    hint: name somebody else with --to
    --- exit 4
    $ tpm person priya --left --to platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @bo
    --- exit 4
    $ tpm person priya --left --to bo --on 2027-01-01
    --- stderr
    error: 2027-01-01 is in the future
    hint: --on says when something happened
    --- exit 2
    $ tpm person nobody-known --left
    --- stderr
    error: nobody is called @nobody-known
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm person priya --left --name Priya
    --- stderr
    error: the argument '--left' cannot be used with '--name <TEXT>'
    hint: Usage: tpm person --left <HANDLE>
    --- exit 2
    $ tpm person priya --to lee
    --- stderr
    error: the following required arguments were not provided: --left
    hint: Usage: tpm person --left --to <NAME> <HANDLE>
    --- exit 2
    ");
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
    ]), @"
    $ tpm act @priyo one
    Added A-1  one  @priyo
    --- stderr
    added @priyo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm act @priya two
    Added A-2  two  @priya
    --- stderr
    @priya has left; `tpm person priya` shows what they hold
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --owner priya
    Changed A-1  one  @priya
    --- stderr
    @priya has left; `tpm person priya` shows what they hold
    undo: tpm undo
    --- exit 0
    $ tpm person priya --back
    Changed @priya  Priya Shah
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act @priya three
    Added A-3  three  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn a_day_in_words_is_told_as_it_was_read() {
    let sandbox = after(&["person bo"]);
    assert_snapshot!(exchanges(&sandbox, &["person bo --left --on 1dec"]), @r#"
    $ tpm person bo --left --on 1dec
    Left @bo  Mon 1 Dec 2025
    --- stderr
    read "1dec" as Mon 1 Dec 2025 (356 days ago)
    undo: tpm undo
    --- exit 0
    "#);
}

//! `tpm start`, `done`, `drop`, `wait` and `snooze`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn start_moves_an_action_and_says_when_it_had() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["start A-1", "start A-1", "start A-1 --json"]), @r#"
    $ tpm start A-1
    Started A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm start A-1
    --- stderr
    A-1 was started already
    --- exit 0
    $ tpm start A-1 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"in_progress","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    A-1 was started already
    --- exit 0
    "#);
}

#[test]
fn start_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["start A-1 --dry-run", "actions --status in-progress", "start A-1 -q"]), @"
    $ tpm start A-1 --dry-run
    Started A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm actions --status in-progress
    No actions match.
    --- exit 0
    $ tpm start A-1 -q
    A-1
    --- exit 0
    ");
}

#[test]
fn start_names_the_right_verbs_for_another_kind() {
    let sandbox = after(&["propose 'Which region?'"]);
    assert_snapshot!(exchanges(&sandbox, &["start D-1", "start D-1 --json", "start A-1"]), @r#"
    $ tpm start D-1
    --- stderr
    error: D-1 is a decision, and this takes actions
    hint: for a decision: decide, option, ack, defer, reject, withdraw, review, reopen or edit
    --- exit 2
    $ tpm start D-1 --json
    --- stderr
    {"error":{"code":"usage","message":"D-1 is a decision, and this takes actions","hint":"for a decision: decide, option, ack, defer, reject, withdraw, review, reopen or edit","exit":2,"retryable":false}}
    --- exit 2
    $ tpm start A-1
    --- stderr
    error: there is no A-1: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    "#);
}

#[test]
fn done_takes_ranges_and_lists_and_a_bare_number() {
    let sandbox = after(&["act one", "act two", "act three", "act four"]);
    assert_snapshot!(exchanges(&sandbox, &["done A-1..A-2", "done 3 a4"]), @"
    $ tpm done A-1..A-2
    Done A-1  one
    Done A-2  two
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done 3 a4
    Done A-3  three
    Done A-4  four
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn done_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["done A-1 --json"]), @r#"
    $ tpm done A-1 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"done","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":"2026-11-22","drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn done_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["done A-1 --dry-run", "done A-1 -q"]), @"
    $ tpm done A-1 --dry-run
    Done A-1  send the plan  @priya  launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm done A-1 -q
    A-1
    --- exit 0
    ");
}

#[test]
fn a_dot_is_what_was_touched_last() {
    let sandbox = after(&["act one", "act two"]);
    assert_snapshot!(exchanges(&sandbox, &["done .", "done ."]), @"
    $ tpm done .
    Done A-2  two
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done .
    --- stderr
    A-2 was done already
    --- exit 0
    ");
}

#[test]
fn a_dot_is_nothing_before_anything_was_touched() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["done ."]), @"
    $ tpm done .
    --- stderr
    error: `.` stands for nothing yet: you have touched no item
    hint: name an item by its ID
    --- exit 3
    ");
}

#[test]
fn on_says_when_it_was_done_and_never_the_future() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["done A-1 --on tomorrow", "done A-1 --on 2026-11-20", "show A-1"]), @"
    $ tpm done A-1 --on tomorrow
    --- stderr
    error: 2026-11-23 is in the future
    hint: --on says when something happened
    --- exit 2
    $ tpm done A-1 --on 2026-11-20
    Done A-1  send the plan  @priya  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:     done
    Owner:      @priya
    Due:        Wed 25 Nov (in 3 days)
    Ended:      Fri 20 Nov
    Workstream: launch
    Added:      Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn done_with_an_unknown_id_says_where_to_look() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["done A-9", "done A-9 --json", "done A-8..A-9", "done A-9..A-8", "done X-1"]), @r#"
    $ tpm done A-9
    --- stderr
    error: there is no A-9: the last action is A-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm done A-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-9: the last action is A-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    $ tpm done A-8..A-9
    --- stderr
    error: there is nothing between A-8 and A-9
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm done A-9..A-8
    --- stderr
    error: the range `A-9..A-8` runs backwards
    hint: write the lower number first
    --- exit 2
    $ tpm done X-1
    --- stderr
    error: `X-1` begins with no kind of item
    hint: begin with D (decision), A (action), M (meeting), R (risk), N (need) or T (milestone)
    --- exit 2
    "#);
}

#[test]
fn all_move_or_none() {
    let sandbox = after(&["act one"]);
    assert_snapshot!(exchanges(&sandbox, &["done A-1 A-9", "actions"]), @"
    $ tpm done A-1 A-9
    --- stderr
    error: there is no A-9: the last action is A-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm actions
    ID   TITLE  OWNER
    A-1  one    nobody
    --- exit 0
    ");
}

#[test]
fn done_refuses_another_kind() {
    let sandbox = after(&["propose 'Which region?'"]);
    assert_snapshot!(exchanges(&sandbox, &["done D-1", "done D-1 --json"]), @r#"
    $ tpm done D-1
    --- stderr
    error: D-1 is a decision, and this takes actions, milestones, needs or risks
    hint: for a decision: decide, option, ack, defer, reject, withdraw, review, reopen or edit
    --- exit 2
    $ tpm done D-1 --json
    --- stderr
    {"error":{"code":"usage","message":"D-1 is a decision, and this takes actions, milestones, needs or risks","hint":"for a decision: decide, option, ack, defer, reject, withdraw, review, reopen or edit","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn drop_keeps_the_reason() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["drop A-1 --why 'the vendor does it'", "show A-1", "drop A-1", "actions"]), @"
    $ tpm drop A-1 --why 'the vendor does it'
    Dropped A-1  send the plan  @priya  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:     dropped
    Owner:      @priya
    Due:        Wed 25 Nov (in 3 days)
    Ended:      Sun 22 Nov
    Reason:     the vendor does it
    Workstream: launch
    Added:      Sun 22 Nov
    --- exit 0
    $ tpm drop A-1
    --- stderr
    A-1 was dropped already
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    ");
}

#[test]
fn drop_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["drop A-1 --why no --json", "drop A-7 --json"]), @r#"
    $ tpm drop A-1 --why no --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"dropped","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":"2026-11-22","drop_reason":"no","waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm drop A-7 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-7: the last action is A-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn drop_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["drop A-1 --dry-run", "drop A-1 -q"]), @"
    $ tpm drop A-1 --dry-run
    Dropped A-1  send the plan  @priya  launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm drop A-1 -q
    A-1
    --- exit 0
    ");
}

#[test]
fn wait_tells_whom_or_what() {
    let sandbox = after(&["act @priya one", "act @priya two"]);
    assert_snapshot!(exchanges(&sandbox, &["wait A-1 @lee --chase fri", "wait A-2 'the legal review' --on yesterday", "show A-1 A-2"]), @r#"
    $ tpm wait A-1 @lee --chase fri
    Waiting A-1  one  @priya  waits on @lee
    --- stderr
    read "fri" as Fri 27 Nov (in 5 days)
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm wait A-2 'the legal review' --on yesterday
    Waiting A-2  two  @priya  waits on the legal review
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    undo: tpm undo
    --- exit 0
    $ tpm show A-1 A-2
    A-1  one
    Status:   waiting
    Owner:    @priya
    Due:      none
    Waits on: @lee since Sun 22 Nov, to be asked Fri 27 Nov
    Added:    Sun 22 Nov

    A-2  two
    Status:   waiting
    Owner:    @priya
    Due:      none
    Waits on: the legal review since Sat 21 Nov
    Added:    Sun 22 Nov
    --- exit 0
    "#);
}

#[test]
fn wait_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["wait A-1 me --json"]), @r#"
    $ tpm wait A-1 me --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"waiting","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":"@sam","waiting_since":"2026-11-22","chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn wait_needs_somebody_known_or_new() {
    let sandbox = after(&["act @priya one"]);
    assert_snapshot!(exchanges(&sandbox, &["wait A-1", "wait A-1 none", "wait A-1 @priyo", "wait A-1 @priyo --json"]), @r#"
    $ tpm wait A-1
    --- stderr
    error: 2 values required by '<IDS> <WHOM>...'; only 1 was provided
    hint: Usage: tpm wait [OPTIONS] <IDS> <WHOM>...
    --- exit 2
    $ tpm wait A-1 none
    --- stderr
    error: `none` is nobody to wait on
    hint: `tpm start ID` goes on with an action
    --- exit 2
    $ tpm wait A-1 @priyo
    --- stderr
    error: "@priyo" could be @priya or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm wait A-1 @priyo --json
    --- stderr
    {"error":{"code":"ambiguous","message":"\"@priyo\" could be @priya or somebody new","hint":"type the known handle, or add --new for somebody new","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn nobody_waits_on_a_group_under_whichever_name() {
    let sandbox = after(&[
        "act @priya one",
        "group platform --members priya --name 'The Platform'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["wait A-1 @platform", "wait A-1 platform", "wait A-1 'the platform'", "act 'two, waiting on platform'", "person platform", "wait A-1 'platform licences'"]), @"
    $ tpm wait A-1 @platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm wait A-1 platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm wait A-1 'the platform'
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm act 'two, waiting on platform'
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm person platform
    --- stderr
    error: @platform is a group
    hint: `tpm group platform` shows it
    --- exit 4
    $ tpm wait A-1 'platform licences'
    Waiting A-1  one  @priya  waits on platform licences
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn wait_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["wait A-1 @lee --dry-run", "wait A-1 @lee -q"]), @"
    $ tpm wait A-1 @lee --dry-run
    Waiting A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  waits on @lee  launch
    --- stderr
    added @lee, named for the first time
    dry run: nothing was written
    --- exit 0
    $ tpm wait A-1 @lee -q
    A-1
    --- exit 0
    ");
}

#[test]
fn snooze_puts_aside_and_wakes() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["snooze A-1 mon", "show A-1", "snooze A-1 none", "snooze A-1 none"]), @"
    $ tpm snooze A-1 mon
    Snoozed A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  snoozed until Mon 23 Nov  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:     open
    Owner:      @priya
    Due:        Wed 25 Nov (in 3 days)
    Snoozed to: Mon 23 Nov
    Workstream: launch
    Added:      Sun 22 Nov
    --- exit 0
    $ tpm snooze A-1 none
    Woken A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm snooze A-1 none
    --- stderr
    A-1 was not snoozed
    --- exit 0
    ");
}

#[test]
fn snooze_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["snooze A-1 2026-11-30 --json"]), @r#"
    $ tpm snooze A-1 2026-11-30 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":"2026-11-30","reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn snooze_wants_a_coming_day() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["snooze A-1 today", "snooze A-1 whenever", "snooze A-1 yesterday --json", "snooze A-1"]), @r#"
    $ tpm snooze A-1 today
    --- stderr
    error: "today" is not in the future
    hint: name a coming day, such as mon
    --- exit 2
    $ tpm snooze A-1 whenever
    --- stderr
    error: `whenever` is not a date
    hint: write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow
    --- exit 2
    $ tpm snooze A-1 yesterday --json
    --- stderr
    {"error":{"code":"usage","message":"\"yesterday\" is not in the future","hint":"name a coming day, such as mon","exit":2,"retryable":false}}
    --- exit 2
    $ tpm snooze A-1
    --- stderr
    error: 2 values required by '<IDS> <DATE>...'; only 1 was provided
    hint: Usage: tpm snooze [OPTIONS] <IDS> <DATE>...
    --- exit 2
    "#);
}

#[test]
fn snooze_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["snooze A-1 mon --dry-run", "snooze A-1 mon -q"]), @"
    $ tpm snooze A-1 mon --dry-run
    Snoozed A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  snoozed until Mon 23 Nov  launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm snooze A-1 mon -q
    A-1
    --- exit 0
    ");
}

//! `tpm act`, also called `todo`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn act_reads_owner_date_and_workstream_and_says_what_it_guessed() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act @priya send the capacity plan by fri -w launch", "act @priya ask around by 2026-12-01 -w launch"]), @"
    $ tpm act @priya send the capacity plan by fri -w launch
    Added A-1  send the capacity plan  @priya  due Fri 27 Nov (in 5 days)  launch
    --- stderr
    added @priya, named for the first time
    added workstream launch, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm act @priya ask around by 2026-12-01 -w launch
    Added A-2  ask around  @priya  due Tue 1 Dec (in 9 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn act_in_json_gives_the_whole_record() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act @priya send the capacity plan by fri --priority high --tag x,y --json"]), @r#"
    $ tpm act @priya send the capacity plan by fri --priority high --tag x,y --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the capacity plan","body":null,"owner":"priya","helpers":[],"workstream":null,"for":null,"meeting":null,"status":"open","priority":"high","created":"2026-11-22T10:00:00Z","due":"2026-11-27","due_baseline":"2026-11-27","due_source":"inferred","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":["x","y"],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn act_quietly_prints_the_id_alone() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act @priya send the plan by fri -q"]), @"
    $ tpm act @priya send the plan by fri -q
    A-1
    --- exit 0
    ");
}

#[test]
fn act_on_trial_shows_the_line_and_writes_nothing() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act @priya send the plan --dry-run", "people", "actions"]), @"
    $ tpm act @priya send the plan --dry-run
    Added A-1  send the plan  @priya
    --- stderr
    added @priya, named for the first time
    dry run: nothing was written
    --- exit 0
    $ tpm people
    Nobody matches. People are added when they are first named.
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    ");
}

#[test]
fn todo_is_another_name_of_act() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["todo buy cake tomorrow"]), @"
    $ tpm todo buy cake tomorrow
    Added A-1  buy cake  due tomorrow
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn flags_win_over_what_the_title_says() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act @priya send the plan by fri !high #launch --owner lee --due 2026-12-01 --priority low -w billing", "show A-1"]), @"
    $ tpm act @priya send the plan by fri !high #launch --owner lee --due 2026-12-01 --priority low -w billing
    Added A-1  send the plan #launch  @lee  due Tue 1 Dec (in 9 days)  priority low  billing
    --- stderr
    added @lee, named for the first time
    added workstream billing, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan #launch
    Status:     open
    Owner:      @lee
    Due:        Tue 1 Dec (in 9 days)
    Priority:   low
    Workstream: billing
    Added:      Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn literal_titles_are_kept_to_the_letter() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act --literal '@priya: send it by fri #launch !high'"]), @"
    $ tpm act --literal '@priya: send it by fri #launch !high'
    Added A-1  @priya: send it by fri #launch !high
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn a_title_that_is_only_an_id_is_refused() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["act A-1", "act d12", "act A-1 --json"]), @r#"
    $ tpm act A-1
    --- stderr
    error: the title "A-1" is only an ID
    hint: say in words what it is about; `tpm show ID` shows an item
    --- exit 2
    $ tpm act d12
    --- stderr
    error: the title "d12" is only an ID
    hint: say in words what it is about; `tpm show ID` shows an item
    --- exit 2
    $ tpm act A-1 --json
    --- stderr
    {"error":{"code":"usage","message":"the title \"A-1\" is only an ID","hint":"say in words what it is about; `tpm show ID` shows an item","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn an_empty_title_is_refused() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act ''", "act"]), @"
    $ tpm act ''
    --- stderr
    error: the title is empty
    hint: say in a few words what it is about
    --- exit 2
    $ tpm act
    --- stderr
    error: the following required arguments were not provided: <TITLE>...
    hint: Usage: tpm act <TITLE>...
    --- exit 2
    ");
}

#[test]
fn me_is_the_actor_and_none_is_nobody() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act review --owner me", "act review --owner none", "act review --owner me --actor lee"]), @"
    $ tpm act review --owner me
    Added A-1  review  @sam
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act review --owner none
    Added A-2  review
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act review --owner me --actor lee
    Added A-3  review  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn an_action_serves_an_item_that_exists() {
    let sandbox = after(&["propose 'Which region?'"]);
    assert_snapshot!(exchanges(&sandbox, &["act ask around --for D-1", "act ask around --for d1", "act ask around --for D-9", "act ask around --for D-9 --json"]), @r#"
    $ tpm act ask around --for D-1
    Added A-1  ask around  for D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act ask around --for d1
    Added A-2  ask around  for D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act ask around --for D-9
    --- stderr
    error: there is no D-9: the last decision is D-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm act ask around --for D-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no D-9: the last decision is D-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn a_due_date_that_is_none_is_refused() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act review --due 2026-02-30", "act review --due soonish --json"]), @r#"
    $ tpm act review --due 2026-02-30
    --- stderr
    error: `2026-02-30` is not in the calendar
    hint: check the day, the month and the year
    --- exit 2
    $ tpm act review --due soonish --json
    --- stderr
    {"error":{"code":"usage","message":"`soonish` is not a date","hint":"write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn on_backdates_and_never_to_the_future() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act review --on 2026-10-01 --due 2026-10-05", "log", "act review --on tomorrow"]), @"
    $ tpm act review --on 2026-10-01 --due 2026-10-05
    Added A-1  review  due Mon 5 Oct (48 days ago)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log
    OP  WHEN              WHO   WHAT  ITEMS
     1  2026-11-22 10:00  @sam  act   A-1
    --- exit 0
    $ tpm act review --on tomorrow
    --- stderr
    error: 2026-11-23 is in the future
    hint: --on says when something happened
    --- exit 2
    ");
}

#[test]
fn helpers_stand_beside_the_owner() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act '@priya, @lee send the plan'", "act send it --owner bo --helpers lee,priya", "show A-1 A-2"]), @"
    $ tpm act '@priya, @lee send the plan'
    Added A-1  send the plan  @priya, @lee
    --- stderr
    added @priya, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm act send it --owner bo --helpers lee,priya
    Added A-2  send it  @bo, @lee, @priya
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show A-1 A-2
    A-1  send the plan
    Status:  open
    Owner:   @priya
    Helpers: @lee
    Due:     none
    Added:   Sun 22 Nov

    A-2  send it
    Status:  open
    Owner:   @bo
    Helpers: @lee, @priya
    Due:     none
    Added:   Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn a_leading_name_owns_and_a_trailing_handle_too() {
    let sandbox = after(&["person priya --name 'Priya Shah'", "person lee"]);
    assert_snapshot!(exchanges(&sandbox, &["act 'Priya: send the plan'", "act lee to review it", "act send it @lee"]), @"
    $ tpm act 'Priya: send the plan'
    Added A-1  send the plan  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act lee to review it
    Added A-2  review it  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act send it @lee
    Added A-3  send it  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn a_keyword_that_a_pasted_line_brings_along_is_no_part_of_the_title() {
    let sandbox = Sandbox::new();
    let lines = [
        "act 'ACTION: @lee send the plan by fri'",
        "act 'ACTION ITEM: review it'",
        "act --literal 'AI: automate the report'",
        "act 'Action plan for spring'",
        "decide 'DECISION: use vendor B' --decider lee",
        "propose 'DECISION NEEDED: which vendor?'",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm act 'ACTION: @lee send the plan by fri'
    Added A-1  send the plan  @lee  due Fri 27 Nov (in 5 days)
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm act 'ACTION ITEM: review it'
    Added A-2  review it
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act --literal 'AI: automate the report'
    Added A-3  AI: automate the report
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act 'Action plan for spring'
    Added A-4  Action plan for spring
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decide 'DECISION: use vendor B' --decider lee
    Decided D-1  use vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm propose 'DECISION NEEDED: which vendor?'
    Proposed D-2  which vendor?
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn an_action_belongs_to_the_workstream_of_what_it_serves() {
    let sandbox = Sandbox::new();
    for line in [
        "propose 'Go?' --decider lee --due 2026-11-20 -w launch",
        "milestone Beta -w launch --due 2026-12-10",
        "workstream billing",
        "act @bo build it by 2026-11-20 --for D-1",
        "act @bo test it --for T-1",
        "act @bo bill it --for D-1 -w billing",
        "act @bo sell it",
        "edit A-4 --for D-1",
    ] {
        sandbox.ok(line);
    }
    assert_eq!(sandbox.ok("actions -w launch -q"), "A-1\nA-2\nA-4\n");
    assert_eq!(sandbox.ok("actions -w billing -q"), "A-3\n");
    assert_eq!(sandbox.ok("followup -w launch -q"), "D-1\nA-1\n");
}

//! `tpm milestone`, `tpm milestones`, and what hangs on them.

use insta::assert_snapshot;

use super::{after, exchanges};

const SET: &[&str] = &[
    "milestone Beta -w launch --due 2026-12-15 --owner priya",
    "act @lee test the cutover by 2026-12-10 --for T-1",
    "act @lee write it up --for T-1",
    "need 'Auth API v2' --from @bo --for T-1 --due 2026-12-01",
    "propose 'Which region first?' --due 2026-12-05",
    "link D-1 blocks T-1",
];

#[test]
fn the_first_date_of_a_milestone_is_its_baseline() {
    let sandbox = after(&[]);
    assert_snapshot!(exchanges(&sandbox, &[
        "milestone Beta -w launch --due 2026-12-15 --owner priya",
        "milestone 'General availability'",
        "milestone T-2 --due 2027-01-15",
        "milestone T-1",
        "show T-1 --json",
        "milestone T-1 --on yesterday",
        "milestone Gamma --forecast fri",
        "milestone T-9",
    ]), @r#"
    $ tpm milestone Beta -w launch --due 2026-12-15 --owner priya
    Added T-1  Beta  @priya  due Tue 15 Dec (in 23 days)  launch
    --- stderr
    added @priya, named for the first time
    added workstream launch, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm milestone 'General availability'
    Added T-2  General availability
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm milestone T-2 --due 2027-01-15
    Changed T-2  General availability  due Fri 15 Jan 2027 (in 54 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm milestone T-1
    T-1  Beta
    Status:     planned
    Owner:      @priya
    Baseline:   Tue 15 Dec
    Expected:   Tue 15 Dec (in 23 days)
    Workstream: launch
    Added:      Sun 22 Nov
    --- exit 0
    $ tpm show T-1 --json
    {"schema":"tpm/1","kind":"milestone","data":[{"id":"T-1","title":"Beta","workstream":"launch","owner":"priya","lead":null,"baseline":"2026-12-15","forecast":null,"expected":"2026-12-15","slip_days":0,"days_late":null,"status":"planned","done_at":null,"reason":null,"meeting":null,"created":"2026-11-22","tags":[],"history":false,"deleted":false,"links":[],"comments":[],"external":[],"carried":0,"nudges":0,"last_nudged":null,"actions":[],"decisions":[],"risks":[],"needs":[],"milestones":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm milestone T-1 --on yesterday
    --- stderr
    error: --on says when a new milestone was set
    hint: `tpm done ID --on DATE` says when one was reached, --forecast when it is expected
    --- exit 2
    $ tpm milestone Gamma --forecast fri
    --- stderr
    error: --forecast, --why and --with-dependents move a milestone that is there
    hint: name its ID, such as T-1; --due sets the date of a new one
    --- exit 2
    $ tpm milestone T-9
    --- stderr
    error: there is no T-9: the last milestone is T-2
    hint: `tpm find WORDS` searches everything
    --- exit 3
    "#);
}

#[test]
fn a_milestone_that_moves_tells_what_hangs_on_it() {
    let sandbox = after(SET);
    assert_snapshot!(exchanges(&sandbox, &[
        "edit T-1 --due 2026-12-22 --why 'vendor slip'",
        "milestones",
        "edit T-1 --due 2026-12-22",
        "edit T-1 --baseline 2026-12-17",
        "edit T-1 --baseline 2026-12-17 --why 'mistyped'",
        "edit T-1 --due none",
        "show T-1",
    ]), @r#"
    $ tpm edit T-1 --due 2026-12-22 --why 'vendor slip'
    Changed T-1  Beta  @priya  due Tue 22 Dec (in 30 days)  7 days after its baseline  launch
    --- stderr
    3 items with a date hang on T-1: A-1 "test the cutover", N-1 "Auth API v2", D-1 "Which region first?"; `tpm edit A-1 N-1 D-1 --shift 7d --why "T-1 moved"` moves what should move with it
    undo: tpm undo
    --- exit 0
    $ tpm milestones
    ID   TITLE  BASELINE    EXPECTED                 SLIP     OWNER   WORKSTREAM
    T-1  Beta   Tue 15 Dec  Tue 22 Dec (in 30 days)  +7 days  @priya  launch
    --- exit 0
    $ tpm edit T-1 --due 2026-12-22
    --- stderr
    T-1 was like that already
    --- exit 0
    $ tpm edit T-1 --baseline 2026-12-17
    --- stderr
    error: the following required arguments were not provided: --why <TEXT>
    hint: Usage: tpm edit --why <TEXT> --baseline <DATE> <IDS>...
    --- exit 2
    $ tpm edit T-1 --baseline 2026-12-17 --why 'mistyped'
    Changed T-1  Beta  @priya  due Tue 22 Dec (in 30 days)  5 days after its baseline  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit T-1 --due none
    Changed T-1  Beta  @priya  due Thu 17 Dec (in 25 days)  launch
    --- stderr
    3 items with a date hang on T-1: A-1 "test the cutover", N-1 "Auth API v2", D-1 "Which region first?"; `tpm edit A-1 N-1 D-1 --shift -5d --why "T-1 moved"` moves what should move with it
    undo: tpm undo
    --- exit 0
    $ tpm show T-1
    T-1  Beta
    Status:     planned
    Owner:      @priya
    Baseline:   Thu 17 Dec
    Expected:   Thu 17 Dec (in 25 days)
    Reason:     vendor slip
    Workstream: launch
    Added:      Sun 22 Nov
    Blocked by: D-1 Which region first?

    Actions
    ID   TITLE             OWNER  DUE                      FOR  WORKSTREAM
    A-1  test the cutover  @lee   Thu 10 Dec (in 18 days)  T-1  launch
    A-2  write it up       @lee                            T-1  launch

    Needs
    ID   TITLE        FROM  FOR  DUE                    STATUS  WORKSTREAM
    N-1  Auth API v2  @bo   T-1  Tue 1 Dec (in 9 days)  asked   launch

    Comments
    • Sun 22 Nov @sam: vendor slip
    • Sun 22 Nov @sam: mistyped
    --- exit 0
    "#);
}

#[test]
fn what_hangs_on_a_milestone_moves_with_it_when_asked_to() {
    let sandbox = after(SET);
    assert_snapshot!(exchanges(&sandbox, &[
        "milestone T-1 --forecast 2026-12-22 --why 'vendor slip' --with-dependents",
        "undo",
        "actions --due-before 2026-12-11 -q",
        "edit T-1 --with-dependents",
        "edit A-1 --due fri --with-dependents",
    ]), @"
    $ tpm milestone T-1 --forecast 2026-12-22 --why 'vendor slip' --with-dependents
    Changed T-1  Beta  @priya  due Tue 22 Dec (in 30 days)  7 days after its baseline  launch
    Changed A-1  test the cutover  @lee  due Thu 17 Dec (in 25 days)  for T-1  launch
    Changed N-1  Auth API v2  from @bo  for T-1  due Tue 8 Dec (in 16 days)  launch
    Changed D-1  Which region first?  due Sat 12 Dec (in 20 days)
    --- stderr
    moved 7 days later with it: A-1, N-1, D-1
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid edit A-1 D-1 N-1 T-1  (operation 7)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm actions --due-before 2026-12-11 -q
    A-1
    --- exit 0
    $ tpm edit T-1 --with-dependents
    --- stderr
    error: --with-dependents moves nothing by itself
    hint: add --due or --shift, which say where the milestone goes
    --- exit 2
    $ tpm edit A-1 --due fri --with-dependents
    --- stderr
    error: A-1 is an action, which has no --with-dependents
    hint: `tpm show A-1` lists its fields
    --- exit 2
    ");
}

#[test]
fn a_milestone_is_reached_or_dropped() {
    let sandbox = after(SET);
    assert_snapshot!(exchanges(&sandbox, &[
        "done T-1 --on yesterday",
        "done T-1",
        "milestones",
        "milestones --all",
        "reopen T-1",
        "drop T-1 --why 'no beta this year'",
        "drop T-1",
        "milestones --status dropped",
        "milestones --status late",
    ]), @"
    $ tpm done T-1 --on yesterday
    Done T-1  Beta  @priya  on Sat 21 Nov  24 days before its baseline  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done T-1
    --- stderr
    T-1 was done already
    --- exit 0
    $ tpm milestones
    No milestones match.
    --- exit 0
    $ tpm milestones --all
    ID   TITLE  BASELINE    EXPECTED    SLIP      STATUS  OWNER   WORKSTREAM
    T-1  Beta   Tue 15 Dec  Sat 21 Nov  -24 days  done    @priya  launch
    --- exit 0
    $ tpm reopen T-1
    Reopened T-1  Beta  @priya  due Tue 15 Dec (in 23 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm drop T-1 --why 'no beta this year'
    Dropped T-1  Beta  @priya  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm drop T-1
    --- stderr
    T-1 was dropped already
    --- exit 0
    $ tpm milestones --status dropped
    ID   TITLE  BASELINE    EXPECTED    STATUS   OWNER   WORKSTREAM
    T-1  Beta   Tue 15 Dec  Sun 22 Nov  dropped  @priya  launch
    --- exit 0
    $ tpm milestones --status late
    --- stderr
    error: invalid value 'late' for '--status <STATUSES>': it is planned, done or dropped
    hint: `tpm help milestones` lists what it takes
    --- exit 2
    ");
}

#[test]
fn who_leaves_hands_over_risks_needs_and_milestones() {
    let sandbox = after(SET);
    sandbox.ok("risk 'Holiday freeze' --owner priya");
    sandbox.ok("need 'Nodes' --from @priya --for @bo");
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --left",
        "person priya --left --to bo",
        "risks",
        "needs --list",
        "milestones",
    ]), @"
    $ tpm person priya --left
    --- stderr
    error: @priya still holds risks (R-1), needs (N-2), milestones (T-1)
    hint: add `--to NAME` to hand it over, or `--to none` to leave it to nobody
    --- exit 4
    $ tpm person priya --left --to bo
    Left @priya  Sun 22 Nov
    Moved to @bo  risks (1): R-1
    Moved to @bo  needs (1): N-2
    Moved to @bo  milestones (1): T-1
    Not moved  N-2 is given by nobody: tpm edit N-2 --from NAME
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risks
    ID   TITLE           SORT  SCORE       OWNER
    R-1  Holiday freeze  risk  not judged  @bo
    --- exit 0
    $ tpm needs --list
    ID   TITLE        FROM    FOR  DUE                    STATUS  WORKSTREAM
    N-1  Auth API v2  @bo     T-1  Tue 1 Dec (in 9 days)  asked   launch
    N-2  Nodes        nobody  @bo                         asked
    --- exit 0
    $ tpm milestones
    ID   TITLE  BASELINE    EXPECTED                 OWNER  WORKSTREAM
    T-1  Beta   Tue 15 Dec  Tue 15 Dec (in 23 days)  @bo    launch
    --- exit 0
    ");
}

#[test]
fn who_is_merged_gives_takes_and_owns_under_one_name() {
    let sandbox = after(SET);
    sandbox.ok("risk 'Holiday freeze' --owner priya");
    sandbox.ok("person priya --merge-into lee");
    assert_snapshot!(exchanges(&sandbox, &["risks", "milestones", "undo", "milestones"]), @"
    $ tpm risks
    ID   TITLE           SORT  SCORE       OWNER
    R-1  Holiday freeze  risk  not judged  @lee
    --- exit 0
    $ tpm milestones
    ID   TITLE  BASELINE    EXPECTED                 OWNER  WORKSTREAM
    T-1  Beta   Tue 15 Dec  Tue 15 Dec (in 23 days)  @lee   launch
    --- exit 0
    $ tpm undo
    Undid person merge R-1 T-1  (operation 8)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm milestones
    ID   TITLE  BASELINE    EXPECTED                 OWNER   WORKSTREAM
    T-1  Beta   Tue 15 Dec  Tue 15 Dec (in 23 days)  @priya  launch
    --- exit 0
    ");
}

#[test]
fn deleting_tells_what_hung_on_it_and_undo_brings_it_back() {
    let sandbox = after(SET);
    assert_snapshot!(exchanges(&sandbox, &["delete T-1", "show T-1", "milestones", "undo", "milestones -q"]), @r#"
    $ tpm delete T-1
    Deleted T-1  Beta  @priya  due Tue 15 Dec (in 23 days)  launch
    --- stderr
    T-1 had 4 items hanging on it: A-2 "write it up", A-1 "test the cutover", N-1 "Auth API v2", D-1 "Which region first?"
    undo: tpm undo
    --- exit 0
    $ tpm show T-1
    --- stderr
    error: T-1 was deleted
    hint: `tpm log T-1` shows when; undo brings it back
    --- exit 3
    $ tpm milestones
    No milestones match.
    --- exit 0
    $ tpm undo
    Undid delete T-1  (operation 7)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm milestones -q
    T-1
    --- exit 0
    "#);
}

#[test]
fn what_is_purged_is_gone_from_the_lists() {
    let sandbox = after(SET);
    sandbox.ok("risk 'Holiday freeze'");
    let first = sandbox.tpm("purge R-1 N-1 T-1 --json");
    assert_eq!(first.code, 4, "{first}");
    let code = first.stderr.split("--confirm ").nth(1).unwrap();
    let code: String = code
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    sandbox.ok(&format!("purge R-1 N-1 T-1 --confirm {code}"));
    for list in ["risks -q", "needs -q", "milestones -q"] {
        assert_eq!(sandbox.ok(list), "", "{list}");
    }
    assert_eq!(sandbox.tpm("doctor --deep").code, 0);
}

#[test]
fn without_a_forecast_the_baseline_is_expected_and_that_is_said() {
    let sandbox = after(&["milestone 'beta' --due 1dec", "milestone 'ga'"]);
    assert_snapshot!(exchanges(&sandbox, &["edit T-1 --due none", "edit T-1 --due 5dec", "edit T-1 --due none", "show T-1", "edit T-2 --due none"]), @"
    $ tpm edit T-1 --due none
    --- stderr
    error: T-1 is expected on the date first promised, Tue 1 Dec
    hint: `tpm edit T-1 --baseline DATE --why TEXT` corrects that date
    --- exit 4
    $ tpm edit T-1 --due 5dec
    Changed T-1  beta  due Sat 5 Dec (in 13 days)  4 days after its baseline
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit T-1 --due none
    Changed T-1  beta  due Tue 1 Dec (in 9 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show T-1
    T-1  beta
    Status:   planned
    Owner:    nobody
    Baseline: Tue 1 Dec
    Expected: Tue 1 Dec (in 9 days)
    Added:    Sun 22 Nov
    --- exit 0
    $ tpm edit T-2 --due none
    --- stderr
    T-2 was like that already
    --- exit 0
    ");
}

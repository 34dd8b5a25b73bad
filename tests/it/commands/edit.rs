//! `tpm edit`.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn edit_changes_fields_of_an_action() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --title 'Send the new plan' --owner lee --due fri --priority high --tag=+x,+y --helpers bo,priya --body 'by mail'", "show A-1", "edit A-1 --tag=-x,+z --helpers=-bo", "show A-1"]), @"
    $ tpm edit A-1 --title 'Send the new plan' --owner lee --due fri --priority high --tag=+x,+y --helpers bo,priya --body 'by mail'
    Changed A-1  Send the new plan  @lee, @bo, @priya  due Fri 27 Nov (in 5 days)  priority high  launch
    --- stderr
    added @lee, named for the first time
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  Send the new plan
    Status:     open
    Owner:      @lee
    Helpers:    @bo, @priya
    Due:        Fri 27 Nov (in 5 days) (first Wed 25 Nov)
    Priority:   high
    Workstream: launch
    Tags:       #x #y
    Added:      Sun 22 Nov

    by mail
    --- exit 0
    $ tpm edit A-1 --tag=-x,+z --helpers=-bo
    Changed A-1  Send the new plan  @lee, @priya  due Fri 27 Nov (in 5 days)  priority high  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  Send the new plan
    Status:     open
    Owner:      @lee
    Helpers:    @priya
    Due:        Fri 27 Nov (in 5 days) (first Wed 25 Nov)
    Priority:   high
    Workstream: launch
    Tags:       #y #z
    Added:      Sun 22 Nov

    by mail
    --- exit 0
    ");
}

#[test]
fn the_first_date_is_kept_when_the_due_date_moves() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --due 2026-12-01 --why 'vendor slip'", "edit A-1 --shift 1w", "edit A-1 --shift -3d", "show A-1"]), @"
    $ tpm edit A-1 --due 2026-12-01 --why 'vendor slip'
    Changed A-1  send the plan  @priya  due Tue 1 Dec (in 9 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --shift 1w
    Changed A-1  send the plan  @priya  due Tue 8 Dec (in 16 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --shift -3d
    Changed A-1  send the plan  @priya  due Sat 5 Dec (in 13 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:     open
    Owner:      @priya
    Due:        Sat 5 Dec (in 13 days) (first Wed 25 Nov)
    Workstream: launch
    Added:      Sun 22 Nov

    Comments
    • Sun 22 Nov @sam: vendor slip
    --- exit 0
    ");
}

#[test]
fn none_empties_a_field() {
    let sandbox =
        after(&["act @priya send it by 2026-11-25 -w launch --priority high --body x --tag y"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --owner none --due none -w none --priority none --body none --tag none", "show A-1"]), @"
    $ tpm edit A-1 --owner none --due none -w none --priority none --body none --tag none
    Changed A-1  send it
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send it
    Status: open
    Owner:  nobody
    Due:    none (first Wed 25 Nov)
    Added:  Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn edit_takes_ranges_and_moves_them_together() {
    let sandbox = after(&[
        "act one by 2026-11-25",
        "act two by 2026-11-30",
        "act three",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1..A-3 --shift 1w --why 'vendor slip'", "actions"]), @"
    $ tpm edit A-1..A-3 --shift 1w --why 'vendor slip'
    Changed A-1  one  due Wed 2 Dec (in 10 days)
    Changed A-2  two  due Mon 7 Dec (in 15 days)
    --- stderr
    A-3 has no due date to shift
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE  OWNER   DUE
    A-1  one    nobody  Wed 2 Dec (in 10 days)
    A-2  two    nobody  Mon 7 Dec (in 15 days)
    A-3  three  nobody
    --- exit 0
    ");
}

#[test]
fn edit_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --owner lee --json", "edit A-9 --owner lee --json"]), @r#"
    $ tpm edit A-1 --owner lee --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"lee","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm edit A-9 --owner lee --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-9: the last action is A-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn edit_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --owner lee --dry-run", "edit A-1 --owner lee -q"]), @"
    $ tpm edit A-1 --owner lee --dry-run
    Changed A-1  send the plan  @lee  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    added @lee, named for the first time
    dry run: nothing was written
    --- exit 0
    $ tpm edit A-1 --owner lee -q
    A-1
    --- exit 0
    ");
}

#[test]
fn edit_says_when_nothing_changed() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --owner priya", "edit A-1"]), @"
    $ tpm edit A-1 --owner priya
    --- stderr
    A-1 was like that already
    --- exit 0
    $ tpm edit A-1
    --- stderr
    error: nothing to change was named, and there is no terminal to open an editor on
    hint: name a field, such as --due fri; `tpm edit --help` lists them
    --- exit 2
    ");
}

#[test]
fn edit_changes_fields_of_a_decision() {
    let sandbox = after(&["propose 'Which region?' --decider lee --due 2026-11-25"]);
    assert_snapshot!(exchanges(&sandbox, &["edit D-1 --title 'Which region first?' --decider priya --driver bo --door one-way --impact high --context 'Two regions' --if-late 'renewal lapses' --review-by 2027-02-01 --due 2026-12-01", "show D-1"]), @"
    $ tpm edit D-1 --title 'Which region first?' --decider priya --driver bo --door one-way --impact high --context 'Two regions' --if-late 'renewal lapses' --review-by 2027-02-01 --due 2026-12-01
    Changed D-1  Which region first?  decider @priya  due Tue 1 Dec (in 9 days)
    --- stderr
    added @priya, named for the first time
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which region first?
    Status:    proposed
    Decider:   @priya
    Driver:    @bo
    Decide by: Tue 1 Dec (in 9 days) (first Wed 25 Nov)
    If late:   renewal lapses
    Review by: Mon 1 Feb 2027
    Door:      one way
    Impact:    high
    Raised:    Sun 22 Nov by @sam

    Context
    Two regions
    --- exit 0
    ");
}

#[test]
fn edit_changes_fields_of_a_meeting() {
    let sandbox = after(&["meet Retro"]);
    assert_snapshot!(exchanges(&sandbox, &["edit M-1 --title Review --on 2026-11-20 -w launch", "show M-1"]), @"
    $ tpm edit M-1 --title Review --on 2026-11-20 -w launch
    Changed M-1  Review  Fri 20 Nov  1 present
    --- stderr
    added workstream launch, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Review
    Date:       Fri 20 Nov
    Status:     open
    Present:    @sam
    Workstream: launch

    Notes
    # Retro

    Present: @sam

    ## Notes


    ## Decisions


    ## Actions
    --- exit 0
    ");
}

#[test]
fn edit_refuses_fields_of_another_kind() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-25 -w launch",
        "propose 'Which region?'",
        "meet Retro",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --decider lee", "edit D-1 --owner lee", "edit M-1 --due fri", "edit M-1 --due fri --json"]), @r#"
    $ tpm edit A-1 --decider lee
    --- stderr
    error: A-1 is an action, which has no --decider
    hint: `tpm show A-1` lists its fields
    --- exit 2
    $ tpm edit D-1 --owner lee
    --- stderr
    error: D-1 is a decision, which has no --owner
    hint: `tpm show D-1` lists its fields
    --- exit 2
    $ tpm edit M-1 --due fri
    --- stderr
    error: M-1 is a meeting, which has no --due
    hint: `tpm show M-1` lists its fields
    --- exit 2
    $ tpm edit M-1 --due fri --json
    --- stderr
    {"error":{"code":"usage","message":"M-1 is a meeting, which has no --due","hint":"`tpm show M-1` lists its fields","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn edit_refuses_what_cannot_be() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --title A-9", "edit A-1 --title ''", "edit A-1 --owner priyu", "edit A-1 --due someday", "edit A-1 --shift soon", "edit A-1 --due fri --shift 1w"]), @r#"
    $ tpm edit A-1 --title A-9
    --- stderr
    error: the title "A-9" is only an ID
    hint: say in words what it is about; `tpm show ID` shows an item
    --- exit 2
    $ tpm edit A-1 --title ''
    --- stderr
    error: the title is empty
    hint: say in a few words what it is about
    --- exit 2
    $ tpm edit A-1 --owner priyu
    --- stderr
    error: "@priyu" could be @priya or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm edit A-1 --due someday
    --- stderr
    error: `someday` is not a date
    hint: write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow
    --- exit 2
    $ tpm edit A-1 --shift soon
    --- stderr
    error: `soon` is not a length of time
    hint: write a number and d, w, m or y, such as 1w or -3d
    --- exit 2
    $ tpm edit A-1 --due fri --shift 1w
    --- stderr
    error: the argument '--due <DATE>' cannot be used with '--shift <TIME>'
    hint: Usage: tpm edit --due <DATE> <IDS>...
    --- exit 2
    "#);
}

#[test]
fn who_stays_in_a_list_is_not_written_again() {
    let sandbox = after(&[
        "act one --owner sam --helpers lee,bo",
        "group platform --members lee,bo",
        "workstream launch --audience lee,platform",
        "propose 'Which vendor?' --input lee,bo",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "edit A-1 --helpers lee,priya",
        "log 5",
        "group platform --members lee,priya",
        "log 6",
        "workstream launch --audience platform,priya",
        "log 7",
        "edit D-1 --input lee,priya",
        "log 8",
    ]), @r#"
    $ tpm edit A-1 --helpers lee,priya
    Changed A-1  one  @sam, @lee, @priya
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm log 5
    Operation 5  edit
    When: 2026-11-22 10:00 by @sam

    OF      CHANGE
    @priya  added "priya"
    A-1     helper deleted @bo
    A-1     helper added @priya
    --- exit 0
    $ tpm group platform --members lee,priya
    Changed @platform  @lee, @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log 6
    Operation 6  group
    When: 2026-11-22 10:00 by @sam

    OF         CHANGE
    @platform  membership deleted @bo
    @platform  membership added @priya
    --- exit 0
    $ tpm workstream launch --audience platform,priya
    Changed launch  told @platform, @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log 7
    Operation 7  workstream
    When: 2026-11-22 10:00 by @sam

    OF      CHANGE
    launch  audience deleted @lee
    launch  audience added @priya
    --- exit 0
    $ tpm edit D-1 --input lee,priya
    Changed D-1  Which vendor?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log 8
    Operation 8  edit
    When: 2026-11-22 10:00 by @sam

    OF   CHANGE
    D-1  role deleted "input" @bo
    D-1  role added "input" @priya
    --- exit 0
    "#);
}

#[test]
fn a_shift_leaves_out_what_has_ended() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-25",
        "act @priya ask around by 2026-11-25",
        "act @priya call by 2026-11-25",
        "done A-2",
        "propose 'Which?' --due 2026-11-25",
        "reject D-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1..A-3 --shift 2d", "edit D-1 --shift 2d", "edit A-2 --due 2026-12-01"]), @"
    $ tpm edit A-1..A-3 --shift 2d
    Changed A-1  send the plan  @priya  due Fri 27 Nov (in 5 days)
    Changed A-3  call  @priya  due Fri 27 Nov (in 5 days)
    --- stderr
    A-2 is not open any more, and keeps its date
    undo: tpm undo
    --- exit 0
    $ tpm edit D-1 --shift 2d
    --- stderr
    D-1 is not open any more, and keeps its date
    --- exit 0
    $ tpm edit A-2 --due 2026-12-01
    Changed A-2  ask around  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn who_owns_an_action_is_no_helper_beside_that() {
    let sandbox = after(&["act @lee send the plan --helpers bo"]);
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --helpers=+lee", "edit A-1 --owner bo", "act @kim call --helpers kim,lee"]), @"
    $ tpm edit A-1 --helpers=+lee
    --- stderr
    @lee owns A-1 and is no helper beside that
    A-1 was like that already
    --- exit 0
    $ tpm edit A-1 --owner bo
    Changed A-1  send the plan  @bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act @kim call --helpers kim,lee
    Added A-2  call  @kim, @lee
    --- stderr
    added @kim, named for the first time
    undo: tpm undo
    --- exit 0
    ");
}

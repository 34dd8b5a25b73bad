//! `tpm need` and `tpm needs`.

use insta::assert_snapshot;

use super::{after, exchanges};

const ASKED: &[&str] = &[
    "workstream infra",
    "workstream launch",
    "group platform --members priya,lee",
    "need 'Auth API v2' --from infra --for launch --due 2026-12-01",
    "need 'Two more nodes' --from @bo --for platform",
];

#[test]
fn need_names_who_gives_and_who_takes() {
    let sandbox = after(&[
        "workstream infra",
        "workstream launch",
        "group platform --members priya,lee",
        "decide 'Vendor B' -w launch",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "need 'Auth API v2' --from infra --for launch --due 1dec",
        "need 'Certificates by fri' --from platform --for D-1",
        "need 'A budget' --from @dana --for me",
        "need 'Nodes' --from infra2",
        "need 'Nodes' --from infra2 --new",
        "need 'Nodes' --from D-1",
        "need 'Nodes' --from infra --for infra",
        "need 'Nodes' --why x",
        "need N-1 --on yesterday",
    ]), @r#"
    $ tpm need 'Auth API v2' --from infra --for launch --due 1dec
    Asked N-1  Auth API v2  from infra  for launch  due Tue 1 Dec (in 9 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need 'Certificates by fri' --from platform --for D-1
    Asked N-2  Certificates  from @platform  for D-1  due Fri 27 Nov (in 5 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need 'A budget' --from @dana --for me
    Asked N-3  A budget  from @dana  for @sam
    --- stderr
    added @dana, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm need 'Nodes' --from infra2
    --- stderr
    error: no workstream, person or group is called infra2
    hint: write @infra2 for somebody new, or add --new for a new workstream
    --- exit 3
    $ tpm need 'Nodes' --from infra2 --new
    Asked N-4  Nodes  from infra2
    --- stderr
    added workstream infra2, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm need 'Nodes' --from D-1
    --- stderr
    error: D-1 is a decision, which gives nothing
    hint: --from names a person, a group or a workstream
    --- exit 2
    $ tpm need 'Nodes' --from infra --for infra
    --- stderr
    error: infra cannot both give and take
    hint: --from names who gives, --for who takes; `tpm act` adds what somebody is to do
    --- exit 2
    $ tpm need 'Nodes' --why x
    --- stderr
    error: --why says why a need went a step
    hint: name its ID and the step, such as --at-risk; --body adds details
    --- exit 2
    $ tpm need N-1 --on yesterday
    --- stderr
    error: --on says when something was asked for, or when a need went a step
    hint: name the step, such as --commit; `tpm edit ID --due DATE` moves its date
    --- exit 2
    "#);
}

#[test]
fn a_need_is_shown_whole_and_with_what_it_is_for() {
    let sandbox = after(&[
        "workstream infra",
        "workstream launch",
        "need 'Auth API v2' --from infra --for launch --due 2026-12-01",
        "decide 'Vendor B' -w launch",
        "need 'Certificates by fri' --from @bo --for D-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "show N-2",
        "show N-1 --json",
        "show D-1",
    ]), @r#"
    $ tpm show N-2
    N-2  Certificates
    Status:     asked
    From:       @bo
    For:        D-1
    Due:        Fri 27 Nov (in 5 days)
    Asked:      Sun 22 Nov by @sam
    Workstream: launch
    --- exit 0
    $ tpm show N-1 --json
    {"schema":"tpm/1","kind":"need","data":[{"id":"N-1","title":"Auth API v2","from":"infra","for":"launch","workstream":"launch","raised_by":"sam","due":"2026-12-01","due_baseline":"2026-12-01","due_source":"explicit","days_late":null,"status":"asked","asked_at":"2026-11-22","asked_days":0,"committed_at":null,"committed_by":null,"closed_at":null,"note":null,"meeting":null,"tags":[],"history":false,"deleted":false,"links":[],"comments":[],"external":[],"carried":0,"nudges":0,"last_nudged":null,"actions":[],"decisions":[],"risks":[],"needs":[],"milestones":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm show D-1
    D-1  Vendor B
    Status:     accepted
    Decided:    Sun 22 Nov
    Decide by:  none
    Door:       two way
    Workstream: launch
    Raised:     Sun 22 Nov by @sam

    Needs
    ID   TITLE         FROM  FOR  DUE                     STATUS  WORKSTREAM
    N-2  Certificates  @bo   D-1  Fri 27 Nov (in 5 days)  asked   launch
    --- exit 0
    "#);
}

#[test]
fn the_giver_commits_and_a_committed_date_that_moves_is_told() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &[
        "need N-1 --commit --by priya --due 2026-12-04 --on yesterday",
        "need N-2 --commit",
        "need N-1 --commit",
        "need N-1 --commit --due 2026-12-09",
        "edit N-1 --shift 1w --why 'two people are ill'",
        "need N-1 --at-risk --why 'two people are ill'",
        "show N-1",
    ]), @r#"
    $ tpm need N-1 --commit --by priya --due 2026-12-04 --on yesterday
    Committed N-1  Auth API v2  from infra  for launch  due Fri 4 Dec (in 12 days)  committed by @priya
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    undo: tpm undo
    --- exit 0
    $ tpm need N-2 --commit
    Committed N-2  Two more nodes  from @bo  for @platform  committed by @bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need N-1 --commit
    --- stderr
    N-1 was like that already
    --- exit 0
    $ tpm need N-1 --commit --due 2026-12-09
    Committed N-1  Auth API v2  from infra  for launch  due Wed 9 Dec (in 17 days)  committed by @priya
    --- stderr
    N-1 was committed for Fri 4 Dec and is due Wed 9 Dec now; launch counts on it
    undo: tpm undo
    --- exit 0
    $ tpm edit N-1 --shift 1w --why 'two people are ill'
    Changed N-1  Auth API v2  from infra  for launch  due Wed 16 Dec (in 24 days)  committed by @priya
    --- stderr
    N-1 was committed for Wed 9 Dec and is due Wed 16 Dec now; launch counts on it
    undo: tpm undo
    --- exit 0
    $ tpm need N-1 --at-risk --why 'two people are ill'
    Flagged N-1  Auth API v2  from infra  for launch  due Wed 16 Dec (in 24 days)  at risk
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show N-1
    N-1  Auth API v2
    Status:     at risk
    From:       infra
    For:        launch
    Due:        Wed 16 Dec (in 24 days) (first Tue 1 Dec)
    Asked:      Sun 22 Nov by @sam
    Committed:  Sat 21 Nov by @priya
    Workstream: launch

    Comments
    • Sun 22 Nov @sam: two people are ill
    • Sun 22 Nov @sam: two people are ill
    --- exit 0
    "#);
}

#[test]
fn a_need_takes_lawful_steps_only() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &[
        "need N-1 --at-risk --why early",
        "need N-1 --at-risk",
        "need N-1 --by priya",
        "need N-1 --missed",
        "need N-1 --commit",
        "done N-1",
        "reopen N-1",
        "done N-1 N-2 --on yesterday",
    ]), @r#"
    $ tpm need N-1 --at-risk --why early
    --- stderr
    error: N-1 is asked, and only what somebody committed to can be at risk
    hint: `tpm need N-1 --commit` says yes; done, drop and --missed are lawful too
    --- exit 4
    $ tpm need N-1 --at-risk
    --- stderr
    error: the following required arguments were not provided: --why <TEXT>
    hint: Usage: tpm need --why <TEXT> --at-risk <TITLE|ID>...
    --- exit 2
    $ tpm need N-1 --by priya
    --- stderr
    error: the following required arguments were not provided: --commit
    hint: Usage: tpm need --commit --by <NAME> <TITLE|ID>...
    --- exit 2
    $ tpm need N-1 --missed
    Missed N-1  Auth API v2  from infra  for launch  missed
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need N-1 --commit
    --- stderr
    error: N-1 was missed already
    hint: `tpm reopen N-1` opens it again
    --- exit 4
    $ tpm done N-1
    --- stderr
    error: N-1 was missed already
    hint: `tpm reopen N-1` opens it again
    --- exit 4
    $ tpm reopen N-1
    Reopened N-1  Auth API v2  from infra  for launch  due Tue 1 Dec (in 9 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done N-1 N-2 --on yesterday
    Done N-1  Auth API v2  from infra  for launch  delivered
    Done N-2  Two more nodes  from @bo  for @platform  delivered
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn a_command_of_one_kind_takes_its_ids_and_bare_numbers() {
    let sandbox = after(ASKED);
    sandbox.ok("act @lee ask around");
    assert_snapshot!(exchanges(&sandbox, &[
        "need 2 --due 2026-12-03",
        "need 1 2 --commit",
        "need A-1",
        "need A-1..A-3 --due fri",
        "need A-1 --commit",
        "need",
        "log N-2",
    ]), @r#"
    $ tpm need 2 --due 2026-12-03
    Changed N-2  Two more nodes  from @bo  for @platform  due Thu 3 Dec (in 11 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need 1 2 --commit
    Committed N-1  Auth API v2  from infra  for launch  due Tue 1 Dec (in 9 days)  committed
    Committed N-2  Two more nodes  from @bo  for @platform  due Thu 3 Dec (in 11 days)  committed by @bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need A-1
    --- stderr
    error: A-1 is an action, and this takes needs
    hint: `tpm show A-1` shows it, `tpm edit A-1` changes it
    --- exit 2
    $ tpm need A-1..A-3 --due fri
    --- stderr
    error: A-1 is an action, and this takes needs
    hint: `tpm show A-1` shows it, `tpm edit A-1` changes it
    --- exit 2
    $ tpm need A-1 --commit
    --- stderr
    error: A-1 is an action, and this takes needs
    hint: for an action: start, done, drop, wait, snooze or edit
    --- exit 2
    $ tpm need
    --- stderr
    error: the following required arguments were not provided: <TITLE|ID>...
    hint: Usage: tpm need <TITLE|ID>...
    --- exit 2
    $ tpm log N-2
    OP  WHEN              WHO   WHAT  CHANGE
     5  2026-11-22 10:00  @sam  need  added "Two more nodes"
     7  2026-11-22 10:00  @sam  edit  due: none → 2026-12-03
     8  2026-11-22 10:00  @sam  need  status: asked → committed
     8  2026-11-22 10:00  @sam  need  committed at: none → 2026-11-22
     8  2026-11-22 10:00  @sam  need  committed by: none → bo
    --- exit 0
    "#);
}

#[test]
fn what_has_ended_is_opened_again_first() {
    let sandbox = after(ASKED);
    sandbox.ok("done N-1 N-2 --on yesterday");
    assert_snapshot!(exchanges(&sandbox, &[
        "done N-1",
        "drop N-1",
        "reopen N-1 N-2",
        "drop N-2 --why 'nobody takes it'",
        "need N-1 --commit --for launch",
    ]), @"
    $ tpm done N-1
    --- stderr
    N-1 was delivered already
    --- exit 0
    $ tpm drop N-1
    --- stderr
    error: N-1 was delivered already
    hint: `tpm reopen N-1` opens it again
    --- exit 4
    $ tpm reopen N-1 N-2
    Reopened N-1  Auth API v2  from infra  for launch  due Tue 1 Dec (in 9 days)
    Reopened N-2  Two more nodes  from @bo  for @platform
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm drop N-2 --why 'nobody takes it'
    Dropped N-2  Two more nodes  from @bo  for @platform  dropped
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm need N-1 --commit --for launch
    --- stderr
    error: a step of a need takes no other field than its date
    hint: `tpm edit ID` changes its fields
    --- exit 2
    ");
}

#[test]
fn needs_shows_givers_by_takers() {
    let mut sandbox = after(ASKED);
    sandbox.ok("need 'Test data' --from infra --for launch --due 2026-11-23");
    sandbox.ok("need N-3 --commit --by priya");
    sandbox.at("2026-11-26T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &[
        "needs",
        "needs --list",
        "needs --from infra --for launch -q",
        "needs --from @bo -q",
        "needs -w launch --status committed -q",
        "needs --from nobody",
        "needs --status at-risk",
    ]), @"
    $ tpm needs
    FROM   For @platform  For launch
    @bo    N-2 asked
    infra                 N-3 committed, late; N-1 asked

    N-3  Test data  committed  due Mon 23 Nov (3 days ago)
    N-1  Auth API v2  asked 4 days ago, not committed
    N-2  Two more nodes  asked 4 days ago, not committed
    --- exit 0
    $ tpm needs --list
    ID   TITLE           FROM   FOR        DUE                      STATUS                           WORKSTREAM
    N-3  Test data       infra  launch     Mon 23 Nov (3 days ago)  committed                        launch
    N-1  Auth API v2     infra  launch     Tue 1 Dec (in 5 days)    asked 4 days ago, not committed  launch
    N-2  Two more nodes  @bo    @platform                           asked 4 days ago, not committed
    --- exit 0
    $ tpm needs --from infra --for launch -q
    N-3
    N-1
    --- exit 0
    $ tpm needs --from @bo -q
    N-2
    --- exit 0
    $ tpm needs -w launch --status committed -q
    N-3
    --- exit 0
    $ tpm needs --from nobody
    --- stderr
    error: no workstream, person or group is called nobody
    hint: `tpm workstreams`, `tpm people` and `tpm group` list them
    --- exit 3
    $ tpm needs --status at-risk
    No needs match.
    --- exit 0
    ");
    let records = sandbox.ok("needs --format jsonl");
    assert_eq!(records, sandbox.ok("needs --list --format jsonl"));
}

#[test]
fn a_need_is_edited_by_options_and_as_a_form() {
    let mut sandbox = after(ASKED);
    sandbox.editor(
        "cp \"$1\" $HOME/shown; sed -i -e 's/^From: .*/From: @lee/; s/^For: .*/For:/' \"$1\"",
    );
    assert_snapshot!(exchanges(&sandbox, &[
        "edit N-1 --body 'the second version' --for T-9",
        "edit N-1 --body 'the second version' --tag api",
        "edit N-1",
        "edit N-1 --priority high",
        "edit N-2 --for @bo",
        "edit N-2 --for N-2",
    ]), @"
    $ tpm edit N-1 --body 'the second version' --for T-9
    --- stderr
    error: there is no T-9: there is no milestone yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm edit N-1 --body 'the second version' --tag api
    Changed N-1  Auth API v2  from infra  for launch  due Tue 1 Dec (in 9 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit N-1
    Changed N-1  Auth API v2  from @lee  due Tue 1 Dec (in 9 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit N-1 --priority high
    --- stderr
    error: N-1 is a need, which has no --priority
    hint: `tpm show N-1` lists its fields
    --- exit 2
    $ tpm edit N-2 --for @bo
    --- stderr
    error: @bo cannot both give and take
    hint: --from names who gives, --for who takes; `tpm act` adds what somebody is to do
    --- exit 2
    $ tpm edit N-2 --for N-2
    --- stderr
    error: N-2 cannot be for itself
    hint: name somebody, a workstream or another item with --for
    --- exit 2
    ");
    let shown = std::fs::read_to_string(sandbox.home().join("shown")).unwrap();
    assert_snapshot!(shown, @"
    # need N-1
    # Change what follows a colon or stands below a heading; what is empty or `none` is emptied,
    # what is left out stays. Save and leave to take it; empty the whole text to cancel.

    Title: Auth API v2
    From: infra
    For: launch
    Due: 2026-12-01
    Workstream: launch
    Tags: api

    ## Note

    the second version
    ");
}

#[test]
fn what_a_disbanded_group_was_to_give_is_nobodys() {
    let sandbox = after(ASKED);
    sandbox.ok("need 'A room' --from platform --for @bo");
    sandbox.ok("group platform --disband");
    assert_snapshot!(exchanges(&sandbox, &["needs --list"]), @"
    $ tpm needs --list
    ID   TITLE           FROM    FOR     DUE                    STATUS  WORKSTREAM
    N-1  Auth API v2     infra   launch  Tue 1 Dec (in 9 days)  asked   launch
    N-2  Two more nodes  @bo     nobody                         asked
    N-3  A room          nobody  @bo                            asked
    --- exit 0
    ");
}

//! Workstreams: one whole, their tree with counts, audience and names.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn a_workstream_is_shown_whole() {
    let sandbox = after(&[
        "workstream launch --name 'Spring launch' --lead priya",
        "workstream billing --parent launch",
        "workstream arcade",
        "act @lee order the racks by 2026-11-20 -w billing",
        "act @lee book the room by 2026-12-20 -w launch",
        "propose 'Which region?' --decider lee --due 2026-11-25 -w launch",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["workstream launch", "workstream launch --json", "workstreams", "workstreams --json"]), @r#"
    $ tpm workstream launch
    launch  Spring launch
    Status: active
    RAG:    green
    Lead:   @priya
    Below:  billing
    Since:  Sun 22 Nov
    Open:   2 actions, 1 overdue, 1 decision to make

    Decisions to make
    ID   TITLE          DECIDER  WHEN                    STATUS    WORKSTREAM
    D-1  Which region?  @lee     Wed 25 Nov (in 3 days)  proposed  launch

    Overdue
    ID   TITLE            OWNER  DUE                      WORKSTREAM
    A-1  order the racks  @lee   Fri 20 Nov (2 days ago)  billing
    --- exit 0
    $ tpm workstream launch --json
    {"schema":"tpm/1","kind":"workstream","data":[{"slug":"launch","name":"Spring launch","lead":"priya","parent":null,"status":"active","created":"2026-11-22","audience":[],"open":1,"overdue":0,"deciding":1,"depth":0,"rag":"green","rag_computed":"green","rag_reasons":[],"rag_stated":null,"children":["billing"],"total":{"open":2,"overdue":1,"deciding":1},"decisions":[{"id":"D-1","title":"Which region?","status":"proposed","outcome":null,"rationale":null,"context":null,"consequences":null,"decider":"lee","driver":null,"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null}],"workstream":"launch","door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"if_late":null,"decided_at":null,"version":0,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"overdue_actions":[{"id":"A-1","title":"order the racks","body":null,"owner":"lee","helpers":[],"workstream":"billing","for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-20","due_baseline":"2026-11-20","due_source":"explicit","days_late":2,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm workstreams
    WORKSTREAM  NAME           LEAD    PART OF  STATUS  RAG    SINCE       OPEN  OVERDUE  TO DECIDE
    arcade                                      active  green  Sun 22 Nov     0        0          0
    launch      Spring launch  @priya           active  green  Sun 22 Nov     1        0          1
    billing                            launch   active  green  Sun 22 Nov     1        1          0
    --- exit 0
    $ tpm workstreams --json
    {"schema":"tpm/1","kind":"workstream.list","data":[{"slug":"arcade","name":null,"lead":null,"parent":null,"status":"active","created":"2026-11-22","audience":[],"open":0,"overdue":0,"deciding":0,"depth":0,"rag":"green","rag_computed":"green","rag_reasons":[],"rag_stated":null},{"slug":"launch","name":"Spring launch","lead":"priya","parent":null,"status":"active","created":"2026-11-22","audience":[],"open":1,"overdue":0,"deciding":1,"depth":0,"rag":"green","rag_computed":"green","rag_reasons":[],"rag_stated":null},{"slug":"billing","name":null,"lead":null,"parent":"launch","status":"active","created":"2026-11-22","audience":[],"open":1,"overdue":1,"deciding":0,"depth":1,"rag":"green","rag_computed":"green","rag_reasons":[],"rag_stated":null}],"meta":{"shown":3,"truncated":false,"total":3}}
    --- exit 0
    "#);
}

#[test]
fn a_workstream_has_an_audience_and_can_be_renamed() {
    let sandbox = after(&[
        "workstream launch",
        "group platform --members priya,lee",
        "workstream billing",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "workstream launch --audience platform,bo",
        "workstream launch --audience=+lee,-bo",
        "workstream launch --audience lee",
        "workstream launch --audience none",
        "workstream launch --audience=-nobody-known",
        "workstream launch --slug billing",
        "workstream launch --slug release --status paused",
        "workstream release --lead platform",
        "workstream release",
    ]), @"
    $ tpm workstream launch --audience platform,bo
    Changed launch  told @platform, @bo
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --audience=+lee,-bo
    Changed launch  told @platform, @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --audience lee
    Changed launch  told @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --audience none
    Changed launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --audience=-nobody-known
    --- stderr
    error: nobody is called @nobody-known
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm workstream launch --slug billing
    --- stderr
    error: there is a workstream billing already
    hint: choose another name
    --- exit 4
    $ tpm workstream launch --slug release --status paused
    Changed release  paused
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream release --lead platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya, @lee
    --- exit 4
    $ tpm workstream release
    release
    Status: paused
    Lead:   nobody
    Since:  Sun 22 Nov
    Open:   0 actions, 0 decisions to make
    --- exit 0
    ");
}

/// Workstreams of each colour, one paused, one with a part.
fn coloured() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for (now, line) in [
        (
            "2026-11-01T10:00:00Z",
            "workstream launch --name 'Launch in two regions'",
        ),
        (
            "2026-11-20T10:00:00Z",
            "workstream platform --parent launch",
        ),
        ("2026-11-20T10:00:00Z", "workstream billing"),
        ("2026-11-01T10:00:00Z", "workstream archive --status paused"),
        ("2026-11-01T10:00:00Z", "workstream silent"),
        (
            "2026-11-02T10:00:00Z",
            "propose 'Which region first?' --decider lee --due 2026-11-10 -w platform",
        ),
        (
            "2026-11-02T10:00:00Z",
            "act @bo list the regions by 2026-11-19 --priority high -w platform",
        ),
    ] {
        sandbox.at(now);
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox.ok("workstream billing --rag red --why 'the tax rules may change'");
    sandbox
}

#[test]
fn a_workstream_has_the_colour_of_its_worst_part_and_says_why() {
    let sandbox = coloured();
    assert_snapshot!(exchanges(&sandbox, &["workstreams", "workstream launch", "workstream platform", "workstream billing", "workstream archive --json", "workstreams --json --fields slug,rag,rag_computed,rag_reasons,rag_stated"]), @r#"
    $ tpm workstreams
    WORKSTREAM  NAME                   PART OF  STATUS  RAG                   SINCE       OPEN  OVERDUE  TO DECIDE
    archive                                     paused                        Sun 1 Nov      0        0          0
    billing                                     active  red (computed green)  Fri 20 Nov     0        0          0
    launch      Launch in two regions           active  amber                 Sun 1 Nov      0        0          0
    platform                           launch   active  amber                 Fri 20 Nov     1        1          1
    silent                                      active  grey                  Sun 1 Nov      0        0          0
    --- exit 0
    $ tpm workstream launch
    launch  Launch in two regions
    Status: active
    RAG:    amber
    Why:    platform is amber
    Lead:   nobody
    Below:  platform
    Since:  Sun 1 Nov
    Open:   1 action, 1 overdue, 1 decision to make

    Decisions to make
    ID   TITLE                DECIDER  WHEN                      STATUS    WORKSTREAM
    D-1  Which region first?  @lee     Tue 10 Nov (12 days ago)  proposed  platform

    Overdue
    ID   TITLE             OWNER  DUE                      WORKSTREAM
    A-1  list the regions  @bo    Thu 19 Nov (3 days ago)  platform
    --- exit 0
    $ tpm workstream platform
    platform
    Status:  active
    RAG:     amber
    Why:     D-1 is 12 days late; A-1, of high priority, is 3 days late
    Lead:    nobody
    Part of: launch
    Since:   Fri 20 Nov
    Open:    1 action, 1 overdue, 1 decision to make

    Decisions to make
    ID   TITLE                DECIDER  WHEN                      STATUS    WORKSTREAM
    D-1  Which region first?  @lee     Tue 10 Nov (12 days ago)  proposed  platform

    Overdue
    ID   TITLE             OWNER  DUE                      WORKSTREAM
    A-1  list the regions  @bo    Thu 19 Nov (3 days ago)  platform
    --- exit 0
    $ tpm workstream billing
    billing
    Status: active
    RAG:    red (computed green)
    Why:    Stated red on Sun 22 Nov 2026: the tax rules may change
    Lead:   nobody
    Since:  Fri 20 Nov
    Open:   0 actions, 0 decisions to make
    --- exit 0
    $ tpm workstream archive --json
    {"schema":"tpm/1","kind":"workstream","data":[{"slug":"archive","name":null,"lead":null,"parent":null,"status":"paused","created":"2026-11-01","audience":[],"open":0,"overdue":0,"deciding":0,"depth":0,"rag":null,"rag_computed":null,"rag_reasons":null,"rag_stated":null,"children":[],"total":{"open":0,"overdue":0,"deciding":0},"decisions":[],"overdue_actions":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm workstreams --json --fields slug,rag,rag_computed,rag_reasons,rag_stated
    {"schema":"tpm/1","kind":"workstream.list","data":[{"slug":"archive","rag":null,"rag_computed":null,"rag_reasons":null,"rag_stated":null},{"slug":"billing","rag":"red","rag_computed":"green","rag_reasons":[],"rag_stated":{"rag":"red","why":"the tax rules may change","on":"2026-11-22"}},{"slug":"launch","rag":"amber","rag_computed":"amber","rag_reasons":["platform is amber"],"rag_stated":null},{"slug":"platform","rag":"amber","rag_computed":"amber","rag_reasons":["D-1 is 12 days late","A-1, of high priority, is 3 days late"],"rag_stated":null},{"slug":"silent","rag":"grey","rag_computed":"grey","rag_reasons":["no update for 21 days"],"rag_stated":null}],"meta":{"shown":5,"truncated":false,"total":5}}
    --- exit 0
    "#);
}

#[test]
fn what_somebody_says_of_a_workstream_has_a_reason_and_can_be_taken_back() {
    let sandbox = after(&["workstream launch --lead priya"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "workstream launch --rag amber",
        "workstream launch --rag amber --why 'the vendor is late'",
        "workstream launch --rag amber --why 'the vendor is late'",
        "workstream launch",
        "workstreams",
        "workstreams --json --fields slug,rag,rag_stated",
        "workstream launch --why x",
        "workstream launch --rag blue --why x",
        "workstream launch --rag none",
        "workstreams --json --fields slug,rag,rag_stated",
    ]), @r#"
    $ tpm workstream launch --rag amber
    --- stderr
    error: --rag amber has no reason
    hint: add `--why TEXT`; `--rag none` goes back to what is computed
    --- exit 2
    $ tpm workstream launch --rag amber --why 'the vendor is late'
    Changed launch  lead @priya  said to be amber
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --rag amber --why 'the vendor is late'
    Unchanged launch  lead @priya  said to be amber
    --- exit 0
    $ tpm workstream launch
    launch
    Status: active
    RAG:    amber (computed green)
    Why:    Stated amber on Sun 22 Nov 2026: the vendor is late
    Lead:   @priya
    Since:  Sun 22 Nov
    Open:   0 actions, 0 decisions to make
    --- exit 0
    $ tpm workstreams
    WORKSTREAM  LEAD    STATUS  RAG                     SINCE       OPEN  OVERDUE  TO DECIDE
    launch      @priya  active  amber (computed green)  Sun 22 Nov     0        0          0
    --- exit 0
    $ tpm workstreams --json --fields slug,rag,rag_stated
    {"schema":"tpm/1","kind":"workstream.list","data":[{"slug":"launch","rag":"amber","rag_stated":{"rag":"amber","why":"the vendor is late","on":"2026-11-22"}}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm workstream launch --why x
    --- stderr
    error: the following required arguments were not provided: --rag <COLOUR>
    hint: Usage: tpm workstream --rag <COLOUR> --why <TEXT> <NAME>
    --- exit 2
    $ tpm workstream launch --rag blue --why x
    --- stderr
    error: invalid value 'blue' for '--rag <COLOUR>': it is red, amber, green, grey or none
    hint: `tpm help workstream` lists what it takes
    --- exit 2
    $ tpm workstream launch --rag none
    Changed launch  lead @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstreams --json --fields slug,rag,rag_stated
    {"schema":"tpm/1","kind":"workstream.list","data":[{"slug":"launch","rag":"green","rag_stated":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn a_deferred_decision_is_late_again_from_its_day_on() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "propose 'Which region?' --decider lee --due 2026-11-05 -w launch",
        "defer D-1 --until 2026-11-20 --why 'no offer yet'",
        "update -w launch --summary fine",
    ] {
        sandbox.ok(line);
    }
    for (now, want) in [("2026-11-10", "green"), ("2026-11-20", "amber")] {
        sandbox.at(&format!("{now}T10:00:00Z"));
        sandbox.ok("report weekly -w launch --sent");
        let told = sandbox.ok("workstreams --json --fields rag");
        assert!(
            told.contains(&format!("\"rag\":\"{want}\"")),
            "{now}: {told}"
        );
    }
}

#[test]
fn the_old_name_of_a_workstream_is_no_new_one_unasked() {
    let sandbox = after(&["workstream big", "workstream big --slug small"]);
    assert_snapshot!(exchanges(&sandbox, &["workstream big", "act plan -w big", "workstream big --new", "workstreams"]), @r#"
    $ tpm workstream big
    --- stderr
    error: "big" could be the workstream small (formerly big) or a new one
    hint: type the known name, or add --new for a new workstream
    --- exit 4
    $ tpm act plan -w big
    --- stderr
    error: "big" could be the workstream small (formerly big) or a new one
    hint: type the known name, or add --new for a new workstream
    --- exit 4
    $ tpm workstream big --new
    Added big
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstreams
    WORKSTREAM  STATUS  RAG    SINCE       OPEN  OVERDUE  TO DECIDE
    big         active  green  Sun 22 Nov     0        0          0
    small       active  green  Sun 22 Nov     0        0          0
    --- exit 0
    "#);
}

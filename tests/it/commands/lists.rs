//! `tpm actions`, `decisions`, `meetings`, and the filters that they share.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn nothing_to_list_is_said_and_is_no_failure() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["actions", "decisions", "meetings", "people", "workstreams", "actions --json", "decisions --json", "meetings --format csv", "actions -q"]), @r#"
    $ tpm actions
    No actions match.
    --- exit 0
    $ tpm decisions
    No decisions match.
    --- exit 0
    $ tpm meetings
    No meetings match.
    --- exit 0
    $ tpm people
    Nobody matches. People are added when they are first named.
    --- exit 0
    $ tpm workstreams
    There is no workstream yet. They are added when they are first named.
    --- exit 0
    $ tpm actions --json
    {"schema":"tpm/1","kind":"action.list","data":[],"meta":{"shown":0,"truncated":false,"total":0}}
    --- exit 0
    $ tpm decisions --json
    {"schema":"tpm/1","kind":"decision.list","data":[],"meta":{"shown":0,"truncated":false,"total":0}}
    --- exit 0
    $ tpm meetings --format csv
    --- exit 0
    $ tpm actions -q
    --- exit 0
    "#);
}

#[test]
fn open_actions_come_by_due_date() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions", "actions --all", "actions -q"]), @r#"
    $ tpm actions
    ID   TITLE                      OWNER   DUE                      STATUS           WORKSTREAM
    A-1  send the plan              @priya  Wed 25 Nov (in 3 days)                    launch
    A-2  review the plan            @lee    Thu 24 Dec (in 32 days)  waits on @priya  billing
    A-3  write "notes", and | more  nobody
    --- exit 0
    $ tpm actions --all
    ID   TITLE                      OWNER   DUE                      STATUS           WORKSTREAM
    A-4  file it                    @lee    Mon 2 Nov                done
    A-3  write "notes", and | more  nobody
    A-2  review the plan            @lee    Thu 24 Dec (in 32 days)  waits on @priya  billing
    A-1  send the plan              @priya  Wed 25 Nov (in 3 days)                    launch
    --- exit 0
    $ tpm actions -q
    A-1
    A-2
    A-3
    --- exit 0
    "#);
}

#[test]
fn actions_are_kept_by_status() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --status waiting", "actions --status done,open -q", "actions --status finished"]), @"
    $ tpm actions --status waiting
    ID   TITLE            OWNER  DUE                      STATUS           WORKSTREAM
    A-2  review the plan  @lee   Thu 24 Dec (in 32 days)  waits on @priya  billing
    --- exit 0
    $ tpm actions --status done,open -q
    A-4
    A-3
    A-1
    --- exit 0
    $ tpm actions --status finished
    --- stderr
    error: invalid value 'finished' for '--status <STATUSES>': it is one of open, in_progress, waiting, done, dropped
    hint: `tpm help actions` lists what it takes
    --- exit 2
    ");
}

#[test]
fn actions_are_kept_by_owner_and_workstream() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --owner lee", "actions --owner me", "actions --owner none -q", "actions -w launch -q", "actions -w billing -q"]), @"
    $ tpm actions --owner lee
    ID   TITLE            OWNER  DUE                      STATUS           WORKSTREAM
    A-2  review the plan  @lee   Thu 24 Dec (in 32 days)  waits on @priya  billing
    --- exit 0
    $ tpm actions --owner me
    No actions match.
    --- exit 0
    $ tpm actions --owner none -q
    A-3
    --- exit 0
    $ tpm actions -w launch -q
    A-1
    A-2
    --- exit 0
    $ tpm actions -w billing -q
    A-2
    --- exit 0
    ");
}

#[test]
fn actions_are_kept_by_dates_and_words() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --due-before 2026-12-01 -q", "actions --due-after 2026-12-01 -q", "actions --since 2026-11-22 --all -q", "actions --until 2026-11-01 --all -q", "actions plan review -q", "actions --due-before whenever"]), @"
    $ tpm actions --due-before 2026-12-01 -q
    A-1
    --- exit 0
    $ tpm actions --due-after 2026-12-01 -q
    A-2
    --- exit 0
    $ tpm actions --since 2026-11-22 --all -q
    A-3
    A-2
    A-1
    --- exit 0
    $ tpm actions --until 2026-11-01 --all -q
    A-4
    --- exit 0
    $ tpm actions plan review -q
    A-2
    --- exit 0
    $ tpm actions --due-before whenever
    --- stderr
    error: `whenever` is not a date
    hint: write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow
    --- exit 2
    ");
}

#[test]
fn decisions_come_the_newest_first() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["decisions", "decisions --open", "decisions --status accepted -q", "decisions --owner lee -q", "decisions vendor --json", "decisions --status settled"]), @r#"
    $ tpm decisions
    ID   TITLE               DECIDER  WHEN                    STATUS    WORKSTREAM
    D-2  Ship with vendor B  @priya   Fri 20 Nov              accepted
    D-1  Which region?       @lee     Mon 30 Nov (in 8 days)  proposed  launch
    --- exit 0
    $ tpm decisions --open
    ID   TITLE          DECIDER  WHEN                    STATUS    WORKSTREAM
    D-1  Which region?  @lee     Mon 30 Nov (in 8 days)  proposed  launch
    --- exit 0
    $ tpm decisions --status accepted -q
    D-2
    --- exit 0
    $ tpm decisions --owner lee -q
    D-1
    --- exit 0
    $ tpm decisions vendor --json
    {"schema":"tpm/1","kind":"decision.list","data":[{"id":"D-2","title":"Ship with vendor B","status":"accepted","outcome":null,"rationale":"cheap","context":null,"consequences":null,"decider":"priya","driver":null,"roles":[{"role":"decider","person":"priya","asked_at":null,"response":null,"responded_at":null,"note":null}],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-20","raised_by":"sam","due":null,"due_baseline":null,"due_source":"none","days_late":null,"if_late":null,"decided_at":"2026-11-20","version":1,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm decisions --status settled
    --- stderr
    error: invalid value 'settled' for '--status <STATUSES>': it is one of draft, proposed, deferred, accepted, rejected, withdrawn, superseded, deprecated
    hint: `tpm help decisions` lists what it takes
    --- exit 2
    "#);
}

#[test]
fn meetings_come_the_latest_first() {
    let sandbox = after(&[
        "meet Retro --on 2026-11-10 --with priya",
        "meet Sync --on 2026-11-20 --with lee",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["meetings", "meetings --owner priya -q", "meetings --since 2026-11-15 -q", "meetings sync --json --fields id,title,date,status"]), @r#"
    $ tpm meetings
    ID   DATE        TITLE  STATUS  PRESENT
    M-2  Fri 20 Nov  Sync   open          2
    M-1  Tue 10 Nov  Retro  open          2
    --- exit 0
    $ tpm meetings --owner priya -q
    M-1
    --- exit 0
    $ tpm meetings --since 2026-11-15 -q
    M-2
    --- exit 0
    $ tpm meetings sync --json --fields id,title,date,status
    {"schema":"tpm/1","kind":"meeting.list","data":[{"id":"M-2","title":"Sync","date":"2026-11-20","status":"open"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

const SOME: &[&str] = &[
    "workstream launch",
    "workstream billing --parent launch",
    "act @priya send the plan --due 2026-11-25 -w launch",
    "act @lee review the plan --due 2026-12-24 -w billing",
    "act 'write \"notes\", and | more'",
    "act @lee file it --due 2026-11-01 --on 2026-10-20",
    "done A-4 --on 2026-11-02",
    "wait A-2 @priya",
    "propose 'Which region?' --decider lee --due 2026-11-30 -w launch",
    "decide 'Ship with vendor B' --why cheap --decider priya --on 2026-11-20",
];

#[test]
fn meetings_are_filtered_by_workstream_and_not_by_due_dates() {
    let sandbox = after(&[
        "workstream launch",
        "workstream billing --parent launch",
        "meet Retro -w launch",
        "close",
        "meet Sync -w billing",
        "close",
        "meet Chat",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["meetings -w launch -q", "meetings -w billing -q", "meetings -w none -q", "meetings --due-before fri"]), @"
    $ tpm meetings -w launch -q
    M-2
    M-1
    --- exit 0
    $ tpm meetings -w billing -q
    M-2
    --- exit 0
    $ tpm meetings -w none -q
    M-3
    --- exit 0
    $ tpm meetings --due-before fri
    --- stderr
    error: meetings are not due by a date
    hint: --since and --until choose them by the day on which they were held
    --- exit 2
    ");
}

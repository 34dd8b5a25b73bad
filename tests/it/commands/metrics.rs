//! `tpm metrics`: what is measured, over which days, and what does not count.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// Two months of decisions and actions, measured on 22 November.
fn two_months() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for (now, line) in [
        (
            "2026-10-01T10:00:00Z",
            "propose 'Which vendor hosts the launch?' --decider lee --due 2026-10-10 -w launch",
        ),
        (
            "2026-10-05T10:00:00Z",
            "decide D-1 'Vendor B' --why cheapest",
        ),
        (
            "2026-10-05T10:00:00Z",
            "act @priya sign the order form by 2026-10-09 --for D-1 -w launch",
        ),
        ("2026-10-09T10:00:00Z", "done A-1"),
        (
            "2026-11-02T10:00:00Z",
            "propose 'Which region first?' --decider bo --due 2026-11-10 --door one-way",
        ),
        (
            "2026-11-03T10:00:00Z",
            "propose 'Who carries the pager?' --decider lee --due 2026-11-20 -w launch",
        ),
        (
            "2026-11-03T10:00:00Z",
            "act @bo list the regions by 2026-11-06 --for D-2",
        ),
        (
            "2026-11-03T10:00:00Z",
            "act @priya ask the night shift by 2026-11-05 -w launch",
        ),
        ("2026-11-05T10:00:00Z", "wait A-3 'the works council'"),
        ("2026-11-09T10:00:00Z", "done A-3"),
        (
            "2026-11-12T10:00:00Z",
            "decide D-2 'West' --why 'it is ready'",
        ),
    ] {
        sandbox.at(now);
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox
}

#[test]
fn eight_metrics_tell_of_the_last_thirty_days_and_of_the_thirty_before() {
    let sandbox = two_months();
    assert_snapshot!(exchanges(&sandbox, &["metrics", "metrics --format plain", "metrics -w launch --since 2026-10-01 --until 2026-10-31"]), @"
    $ tpm metrics
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    METRIC                       VALUE                    N  BEFORE                COURSE
    decision latency             10 days (85% within 10)  1  ↑ from 4 days, worse  ······▃▇
    decided by the first date    0% (0 of 2)              2  ↓ from 100%, worse    ······▇▁
    told of those to be told     n/a                      0  n/a
    from sent to acknowledged    n/a                      0  n/a
    done by the first date       0% (0 of 2)              2  ↓ from 100%, worse    ······▇▁
    overdue actions by age       1 (days late 15-30: 1)   1  ↑ from 0, worse       ▁▁▁▁▁▁▁▇
    carried three times or more  0                        0  same, 0               ▁▁▁▁▁▁▁▁
    reversed decisions           n/a                      0  n/a
    --- exit 0
    $ tpm metrics --format plain
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    decision latency; Value: 10 days (85% within 10); n: 1; Before: up from 4 days, worse
    decided by the first date; Value: 0% (0 of 2); n: 2; Before: down from 100%, worse
    told of those to be told; Value: n/a; n: 0; Before: n/a
    from sent to acknowledged; Value: n/a; n: 0; Before: n/a
    done by the first date; Value: 0% (0 of 2); n: 2; Before: down from 100%, worse
    overdue actions by age; Value: 1 (days late 15-30: 1); n: 1; Before: up from 0, worse
    carried three times or more; Value: 0; n: 0; Before: same, 0
    reversed decisions; Value: n/a; n: 0; Before: n/a
    --- exit 0
    $ tpm metrics -w launch --since 2026-10-01 --until 2026-10-31
    Metrics of Thu 1 Oct 2026 to Sat 31 Oct 2026; before that Mon 31 Aug 2026 to Wed 30 Sep 2026

    METRIC                       VALUE                  N  BEFORE   COURSE
    decision latency             4 days (85% within 4)  1  n/a      ·······▇
    decided by the first date    100% (1 of 1)          1  n/a      ·······▇
    told of those to be told     n/a                    0  n/a
    from sent to acknowledged    n/a                    0  n/a
    done by the first date       100% (1 of 1)          1  n/a      ·······▇
    overdue actions by age       0                      0  same, 0  ▁▁▁▁▁▁▁▁
    carried three times or more  0                      0  same, 0  ▁▁▁▁▁▁▁▁
    reversed decisions           n/a                    0  n/a
    --- exit 0
    ");
}

#[test]
fn metrics_are_told_apart_by_owner_workstream_or_door() {
    let sandbox = two_months();
    assert_snapshot!(exchanges(&sandbox, &["metrics --group owner", "metrics --group workstream --format csv --fields group,key,value,n", "metrics --group door -w none"]), @"
    $ tpm metrics --group owner
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    @bo
    METRIC                       VALUE                    N  BEFORE              COURSE
    decision latency             10 days (85% within 10)  1  n/a                 ·······▇
    decided by the first date    0% (0 of 1)              1  n/a                 ·······▁
    told of those to be told     n/a                      0  n/a
    from sent to acknowledged    n/a                      0  n/a
    done by the first date       0% (0 of 1)              1  n/a                 ·······▁
    overdue actions by age       1 (days late 15-30: 1)   1  ↑ from 0, worse     ▁▁▁▁▁▁▁▇
    carried three times or more  0                        0  same, 0             ▁▁▁▁▁▁▁▁
    reversed decisions           n/a                      0  n/a

    @lee
    METRIC                       VALUE                    N  BEFORE              COURSE
    decision latency             n/a                      0  4 days              ······▇·
    decided by the first date    0% (0 of 1)              1  ↓ from 100%, worse  ······▇▁
    told of those to be told     n/a                      0  n/a
    from sent to acknowledged    n/a                      0  n/a
    done by the first date       n/a                      0  n/a
    overdue actions by age       0                        0  same, 0             ▁▁▁▁▁▁▁▁
    carried three times or more  0                        0  same, 0             ▁▁▁▁▁▁▁▁
    reversed decisions           n/a                      0  n/a

    @priya
    METRIC                       VALUE                    N  BEFORE              COURSE
    decision latency             n/a                      0  n/a
    decided by the first date    n/a                      0  n/a
    told of those to be told     n/a                      0  n/a
    from sent to acknowledged    n/a                      0  n/a
    done by the first date       0% (0 of 1)              1  ↓ from 100%, worse  ······▇▁
    overdue actions by age       0                        0  same, 0             ▁▁▁▁▁▁▁▁
    carried three times or more  0                        0  same, 0             ▁▁▁▁▁▁▁▁
    reversed decisions           n/a                      0  n/a
    --- exit 0
    $ tpm metrics --group workstream --format csv --fields group,key,value,n
    group,key,value,n
    launch,decision_latency,,0
    launch,decide_by_hits,0.0,1
    launch,communication_coverage,,0
    launch,ack_lag,,0
    launch,on_time,0.0,1
    launch,overdue_ageing,0.0,0
    launch,zombies,0.0,0
    launch,reversal_rate,,0
    ,decision_latency,10.0,1
    ,decide_by_hits,0.0,1
    ,communication_coverage,,0
    ,ack_lag,,0
    ,on_time,0.0,1
    ,overdue_ageing,1.0,1
    ,zombies,0.0,0
    ,reversal_rate,,0
    --- exit 0
    $ tpm metrics --group door -w none
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    one-way doors
    METRIC                       VALUE                    N  BEFORE           COURSE
    decision latency             10 days (85% within 10)  1  n/a              ·······▇
    decided by the first date    0% (0 of 1)              1  n/a              ·······▁
    told of those to be told     n/a                      0  n/a
    from sent to acknowledged    n/a                      0  n/a
    done by the first date       0% (0 of 1)              1  n/a              ·······▁
    overdue actions by age       1 (days late 15-30: 1)   1  ↑ from 0, worse  ▁▁▁▁▁▁▁▇
    carried three times or more  0                        0  same, 0          ▁▁▁▁▁▁▁▁
    reversed decisions           n/a                      0  n/a
    --- exit 0
    ");
}

#[test]
fn all_metrics_follow_from_rows_and_from_history() {
    let sandbox = two_months();
    assert_snapshot!(exchanges(&sandbox, &["metrics --all"]), @"
    $ tpm metrics --all
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    METRIC                        VALUE                     N  BEFORE                 COURSE
    decision latency              10 days (85% within 10)   1  ↑ from 4 days, worse   ······▃▇
    age of open decisions         19 days (85% within 19)   1  n/a                    ·······▇
    decided by the first date     0% (0 of 2)               2  ↓ from 100%, worse     ······▇▁
    re-dated decisions            0% (0 of 2)               2  same, 0%               ······▁▁
    slip of decisions             2 days (85% within 2)     1  ↑ from -5 days, worse  ······▁▇
    decided for each raised       0.50                      2  ↓ from 1.00, worse     ······▇▃
    open for too long             1                         1  ↑ from 0, worse        ▁▁▁▁▁▁▁▇
    told of those to be told      n/a                       0  n/a
    from decided to sent          n/a                       0  n/a
    time to fully informed        n/a                       0  n/a
    acknowledged                  n/a                       0  n/a
    from sent to acknowledged     n/a                       0  n/a
    silent so far                 n/a                       0  n/a
    planned in time               100% (1 of 1)             1  same, 100%             ······▇▇
    done of what was planned      0% (0 of 1)               1  ↓ from 100%, worse     ······▇▁
    landed as intended            n/a                       0  n/a
    loop closed in time           n/a                       0  n/a
    loop time                     n/a                       0  n/a
    of it making                  n/a                       0  n/a
    of it telling                 n/a                       0  n/a
    of it doing                   n/a                       0  n/a
    follow-through                100% (1 of 1)             1  same, 100%             ······▇▇
    done by the first date        0% (0 of 2)               2  ↓ from 100%, worse     ······▇▁
    done by the present date      0% (0 of 2)               2  ↓ from 100%, worse     ······▇▁
    overdue actions by age        1 (days late 15-30: 1)    1  ↑ from 0, worse        ▁▁▁▁▁▁▁▇
    carried three times or more   0                         0  same, 0                ▁▁▁▁▁▁▁▁
    waiting of the time open      16% (4 of 25)            25  ↑ from 0%, worse       ······▁▇
    moved by a nudge              n/a                       0  n/a
    results of meetings           n/a                       0  n/a
    meetings without a result     n/a                       0  n/a
    done before the next meeting  n/a                       0  n/a
    reversed decisions            n/a                       0  n/a
    reversed two-way doors        n/a                       0  n/a
    reversed one-way doors        n/a                       0  n/a
    amended decisions             n/a                       0  n/a
    reviewed in time              n/a                       0  n/a
    risk exposure                 0                         0  same, 0                ▁▁▁▁▁▁▁▁
    milestones by their baseline  n/a                       0  n/a
    slip of forecasts             n/a                       0  n/a

    Waited on: others 4 days
    --- exit 0
    ");
}

#[test]
fn nothing_is_not_available_rather_than_zero() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["metrics", "metrics --group owner", "metrics --since 2026-11-30", "metrics --since 2026-11-01 --until 2026-10-01", "metrics --fields key,value,n,before,trend,course --json"]), @r#"
    $ tpm metrics
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    METRIC                       VALUE  N  BEFORE   COURSE
    decision latency             n/a    0  n/a
    decided by the first date    n/a    0  n/a
    told of those to be told     n/a    0  n/a
    from sent to acknowledged    n/a    0  n/a
    done by the first date       n/a    0  n/a
    overdue actions by age       0      0  same, 0  ▁▁▁▁▁▁▁▁
    carried three times or more  0      0  same, 0  ▁▁▁▁▁▁▁▁
    reversed decisions           n/a    0  n/a
    --- exit 0
    $ tpm metrics --group owner
    Metrics of Sat 24 Oct 2026 to Sun 22 Nov 2026; before that Thu 24 Sep 2026 to Fri 23 Oct 2026

    Nothing happened in this time that could be told apart.
    --- exit 0
    $ tpm metrics --since 2026-11-30
    --- stderr
    error: the window would begin on 2026-11-30 and end on 2026-11-22
    hint: --since is the first day and --until the last; metrics end today at the latest
    --- exit 2
    $ tpm metrics --since 2026-11-01 --until 2026-10-01
    --- stderr
    error: the window would begin on 2026-11-01 and end on 2026-10-01
    hint: --since is the first day and --until the last; metrics end today at the latest
    --- exit 2
    $ tpm metrics --fields key,value,n,before,trend,course --json
    {"schema":"tpm/1","kind":"metric.list","data":[{"key":"decision_latency","value":null,"n":0,"before":null,"trend":null,"course":[null,null,null,null,null,null,null,null]},{"key":"decide_by_hits","value":null,"n":0,"before":null,"trend":null,"course":[null,null,null,null,null,null,null,null]},{"key":"communication_coverage","value":null,"n":0,"before":null,"trend":null,"course":[null,null,null,null,null,null,null,null]},{"key":"ack_lag","value":null,"n":0,"before":null,"trend":null,"course":[null,null,null,null,null,null,null,null]},{"key":"on_time","value":null,"n":0,"before":null,"trend":null,"course":[null,null,null,null,null,null,null,null]},{"key":"overdue_ageing","value":0.0,"n":0,"before":0.0,"trend":"same","course":[0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]},{"key":"zombies","value":0.0,"n":0,"before":0.0,"trend":"same","course":[0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]},{"key":"reversal_rate","value":null,"n":0,"before":null,"trend":null,"course":[null,null,null,null,null,null,null,null]}],"meta":{"shown":8,"truncated":false,"total":8}}
    --- exit 0
    "#);
}

/// Returns one field of one metric.
fn number(sandbox: &Sandbox, key: &str, field: &str) -> serde_json::Value {
    let text = sandbox.ok("metrics --all --json");
    let envelope: serde_json::Value = serde_json::from_str(&text).unwrap();
    let found = envelope["data"].as_array().unwrap().iter();
    let found = found.clone().find(|one| one["key"] == key).unwrap();
    found[field].clone()
}

#[test]
fn what_was_undone_deleted_or_is_history_does_not_count() {
    let mut sandbox = two_months();
    let before = number(&sandbox, "decision_latency", "n");
    sandbox.ok("decide D-3 'The west team'");
    assert_ne!(number(&sandbox, "decision_latency", "n"), before);
    sandbox.ok("undo");
    assert_eq!(number(&sandbox, "decision_latency", "n"), before);
    sandbox.ok("redo");
    sandbox.ok("delete D-3");
    assert_eq!(number(&sandbox, "decision_latency", "n"), before);
    sandbox.ok("wait A-2 lee");
    let waited = number(&sandbox, "waiting_share", "hits");
    sandbox.at("2026-11-23T10:00:00Z");
    assert_ne!(number(&sandbox, "waiting_share", "hits"), waited);
    sandbox.ok("undo");
    assert_eq!(number(&sandbox, "waiting_share", "hits"), 4);
}

#[test]
fn a_decision_that_was_opened_again_or_replaced_counts_as_reversed() {
    let mut sandbox = Sandbox::new();
    for (now, line) in [
        (
            "2026-08-01T10:00:00Z",
            "decide 'Host with vendor A' --decider lee",
        ),
        (
            "2026-08-01T10:00:00Z",
            "decide 'Freeze on Fridays' --decider lee",
        ),
        ("2026-08-01T10:00:00Z", "decide 'Ship weekly' --decider lee"),
        ("2026-08-01T10:00:00Z", "decide 'Two shifts' --decider lee"),
        (
            "2026-08-20T10:00:00Z",
            "decide 'Host with vendor B' --supersedes D-1",
        ),
        ("2026-09-01T10:00:00Z", "reopen D-2"),
        ("2026-09-02T10:00:00Z", "decide D-2 'On Thursdays'"),
        ("2026-09-02T10:00:00Z", "reopen D-3"),
        ("2026-09-02T10:00:00Z", "undo"),
    ] {
        sandbox.at(now);
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    let reversed = ["hits", "n"].map(|field| number(&sandbox, "reversal_rate", field));
    assert_eq!(reversed, [2, 5].map(serde_json::Value::from));
}

#[test]
fn a_review_counts_for_the_day_that_was_promised_and_not_for_the_next() {
    let mut sandbox = Sandbox::new();
    for (now, line) in [
        (
            "2026-10-01T10:00:00Z",
            "decide 'Ship weekly' --decider lee --review-by 2026-11-01",
        ),
        ("2026-10-30T10:00:00Z", "review D-1 --next 2026-11-15"),
        ("2026-11-18T10:00:00Z", "review D-1 --next 2026-11-21"),
    ] {
        sandbox.at(now);
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    let reviewed = ["hits", "n"].map(|field| number(&sandbox, "review_compliance", field));
    assert_eq!(reviewed, [1, 3].map(serde_json::Value::from));
}

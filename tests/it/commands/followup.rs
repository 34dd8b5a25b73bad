//! `tpm followup`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn an_empty_list_is_good_news() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["followup", "followup --summary", "followup --soon 7", "followup --json", "followup -q", "followup --fail-if-any"]), @r#"
    $ tpm followup
    No action, decision, need or answer is overdue.
    --- exit 0
    $ tpm followup --summary
    No action, decision, need or answer is overdue.
    --- exit 0
    $ tpm followup --soon 7
    No action, decision, need or answer is overdue or due within 7 days.
    --- exit 0
    $ tpm followup --json
    {"schema":"tpm/1","kind":"followup.list","data":[],"meta":{"shown":0,"truncated":false,"total":0}}
    --- exit 0
    $ tpm followup -q
    --- exit 0
    $ tpm followup --fail-if-any
    No action, decision, need or answer is overdue.
    --- exit 0
    "#);
}

#[test]
fn who_holds_the_oldest_comes_first_with_what_each_serves() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup"]), @"
    $ tpm followup
    @lee  2 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-3  review the contract    Thu 1 Oct    52d                     the legal review
    D-1  decide: Which vendor?  Sun 15 Nov    7d                                                   launch

    @priya  2 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-1  send the plan          Tue 10 Nov   12d                                                   launch
    A-2  send the report        Fri 20 Nov    2d

    @bo  1 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-6  test the vendor        Wed 18 Nov    4d  D-1 Which vendor?                                launch

    nobody  1 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-4  find a room            Sat 21 Nov    1d                                       Mon 23 Nov
    --- exit 0
    ");
}

#[test]
fn in_json_each_record_says_who_holds_it_up() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --owner bo --json", "followup --owner bo --format jsonl", "followup --owner lee --format csv"]), @r#"
    $ tpm followup --owner bo --json
    {"schema":"tpm/1","kind":"followup.list","data":[{"id":"A-6","kind":"action","title":"test the vendor","wanted":"action","reason":"overdue","holder":"bo","owner":"bo","due":"2026-11-18","due_source":"explicit","days_late":4,"since":"2026-11-22","for":"D-1","for_title":"Which vendor?","waiting_on":null,"workstream":"launch","snooze_until":null,"nudges":0,"last_nudged":null,"owner_away":false,"owner_away_until":null,"cover":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm followup --owner bo --format jsonl
    {"id":"A-6","kind":"action","title":"test the vendor","wanted":"action","reason":"overdue","holder":"bo","owner":"bo","due":"2026-11-18","due_source":"explicit","days_late":4,"since":"2026-11-22","for":"D-1","for_title":"Which vendor?","waiting_on":null,"workstream":"launch","snooze_until":null,"nudges":0,"last_nudged":null,"owner_away":false,"owner_away_until":null,"cover":null}
    --- exit 0
    $ tpm followup --owner lee --format csv
    id,kind,title,wanted,reason,holder,owner,due,due_source,days_late,since,for,for_title,waiting_on,workstream,snooze_until,nudges,last_nudged,owner_away,owner_away_until,cover
    A-3,action,review the contract,action,overdue,lee,lee,2026-10-01,explicit,52,2026-11-22,,,the legal review,,,0,,false,,
    D-1,decision,Which vendor?,decision,overdue,lee,lee,2026-11-15,explicit,7,2026-11-22,,,,launch,,0,,false,,
    --- exit 0
    "#);
}

#[test]
fn soon_looks_ahead() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --owner bo --soon 7", "followup --owner bo --soon 2"]), @"
    $ tpm followup --owner bo --soon 7
    @bo  1 overdue, 1 to watch
    ID   WHAT               DUE         LATE  SERVES             WORKSTREAM
    A-6  test the vendor    Wed 18 Nov    4d  D-1 Which vendor?  launch
    A-5  write the summary  Wed 25 Nov
    --- exit 0
    $ tpm followup --owner bo --soon 2
    @bo  1 overdue
    ID   WHAT             DUE         LATE  SERVES             WORKSTREAM
    A-6  test the vendor  Wed 18 Nov    4d  D-1 Which vendor?  launch
    --- exit 0
    ");
}

#[test]
fn groups_are_owners_workstreams_or_decisions() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --group workstream", "followup --group decision"]), @"
    $ tpm followup --group workstream
    no workstream  3 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-3  review the contract    Thu 1 Oct    52d                     the legal review
    A-2  send the report        Fri 20 Nov    2d
    A-4  find a room            Sat 21 Nov    1d                                       Mon 23 Nov

    launch  3 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-1  send the plan          Tue 10 Nov   12d                                                   launch
    D-1  decide: Which vendor?  Sun 15 Nov    7d                                                   launch
    A-6  test the vendor        Wed 18 Nov    4d  D-1 Which vendor?                                launch
    --- exit 0
    $ tpm followup --group decision
    no decision  4 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    A-3  review the contract    Thu 1 Oct    52d                     the legal review
    A-1  send the plan          Tue 10 Nov   12d                                                   launch
    A-2  send the report        Fri 20 Nov    2d
    A-4  find a room            Sat 21 Nov    1d                                       Mon 23 Nov

    D-1 Which vendor?  2 overdue
    ID   WHAT                   DUE         LATE  SERVES             WAITS ON          SNOOZED TO  WORKSTREAM
    D-1  decide: Which vendor?  Sun 15 Nov    7d                                                   launch
    A-6  test the vendor        Wed 18 Nov    4d  D-1 Which vendor?                                launch
    --- exit 0
    ");
}

#[test]
fn the_summary_counts_by_age() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --summary", "followup --summary --group workstream", "followup --summary --json"]), @r#"
    $ tpm followup --summary
    WHO     OVERDUE  1-3  4-7  8-14  15-30  OVER 30  OLDEST
    @lee          2    0    1     0      0        1     52d
    @priya        2    1    0     1      0        0     12d
    @bo           1    0    1     0      0        0      4d
    nobody        1    1    0     0      0        0      1d
    all           6    2    2     1      0        1
    --- exit 0
    $ tpm followup --summary --group workstream
    WORKSTREAM     OVERDUE  1-3  4-7  8-14  15-30  OVER 30  OLDEST
    no workstream        3    2    0     0      0        1     52d
    launch               3    0    2     1      0        0     12d
    all                  6    2    2     1      0        1
    --- exit 0
    $ tpm followup --summary --json
    {"schema":"tpm/1","kind":"followup.summary","data":[{"name":"@lee","overdue":2,"days_1_3":0,"days_4_7":1,"days_8_14":0,"days_15_30":0,"days_over_30":1,"oldest_days":52,"other":0},{"name":"@priya","overdue":2,"days_1_3":1,"days_4_7":0,"days_8_14":1,"days_15_30":0,"days_over_30":0,"oldest_days":12,"other":0},{"name":"@bo","overdue":1,"days_1_3":0,"days_4_7":1,"days_8_14":0,"days_15_30":0,"days_over_30":0,"oldest_days":4,"other":0},{"name":null,"overdue":1,"days_1_3":1,"days_4_7":0,"days_8_14":0,"days_15_30":0,"days_over_30":0,"oldest_days":1,"other":0}],"meta":{"shown":4,"truncated":false,"total":4}}
    --- exit 0
    "#);
}

#[test]
fn fail_if_any_ends_with_ten_for_cron() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --fail-if-any -q", "followup --fail-if-any -q --owner priya -w launch", "followup --owner sam --fail-if-any"]), @"
    $ tpm followup --fail-if-any -q
    A-3
    D-1
    A-1
    A-2
    A-6
    A-4
    --- exit 10
    $ tpm followup --fail-if-any -q --owner priya -w launch
    A-1
    --- exit 10
    $ tpm followup --owner sam --fail-if-any
    No action, decision, need or answer is overdue.
    --- exit 0
    ");
}

#[test]
fn due_dates_narrow_the_list() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --due-before 2026-11-16 -q", "followup --due-after 2026-11-16 -q"]), @"
    $ tpm followup --due-before 2026-11-16 -q
    A-3
    D-1
    A-1
    --- exit 0
    $ tpm followup --due-after 2026-11-16 -q
    A-6
    A-2
    A-4
    --- exit 0
    ");
}

#[test]
fn filters_keep_a_part() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --owner me", "followup --owner none", "followup -w launch", "followup contract"]), @"
    $ tpm followup --owner me
    No action, decision, need or answer is overdue.
    --- exit 0
    $ tpm followup --owner none
    nobody  1 overdue
    ID   WHAT         DUE         LATE  SNOOZED TO
    A-4  find a room  Sat 21 Nov    1d  Mon 23 Nov
    --- exit 0
    $ tpm followup -w launch
    @priya  1 overdue
    ID   WHAT                   DUE         LATE  SERVES             WORKSTREAM
    A-1  send the plan          Tue 10 Nov   12d                     launch

    @lee  1 overdue
    ID   WHAT                   DUE         LATE  SERVES             WORKSTREAM
    D-1  decide: Which vendor?  Sun 15 Nov    7d                     launch

    @bo  1 overdue
    ID   WHAT                   DUE         LATE  SERVES             WORKSTREAM
    A-6  test the vendor        Wed 18 Nov    4d  D-1 Which vendor?  launch
    --- exit 0
    $ tpm followup contract
    @lee  1 overdue
    ID   WHAT                 DUE        LATE  WAITS ON
    A-3  review the contract  Thu 1 Oct   52d  the legal review
    --- exit 0
    ");
}

#[test]
fn a_limit_says_that_there_is_more() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["followup --limit 1", "followup --limit 1 --json --fields id"]), @r#"
    $ tpm followup --limit 1
    @lee  1 overdue
    ID   WHAT                 DUE        LATE  WAITS ON
    A-3  review the contract  Thu 1 Oct   52d  the legal review
    --- stderr
    there is more: --limit 0 shows all
    --- exit 0
    $ tpm followup --limit 1 --json --fields id
    {"schema":"tpm/1","kind":"followup.list","data":[{"id":"A-3"}],"meta":{"shown":1,"truncated":true,"total":null}}
    --- exit 0
    "#);
}

#[test]
fn snoozing_never_hides_what_is_overdue() {
    let sandbox = after(&["act @lee send it --due 2026-11-20", "snooze A-1 2026-12-24"]);
    assert_snapshot!(exchanges(&sandbox, &["followup"]), @"
    $ tpm followup
    @lee  1 overdue
    ID   WHAT     DUE         LATE  SNOOZED TO
    A-1  send it  Fri 20 Nov    2d  Thu 24 Dec
    --- exit 0
    ");
}

#[test]
fn a_chase_moves_the_item_to_whom_it_waits_on() {
    let sandbox = after(&[
        "act @priya send it --due 2026-11-20",
        "act @priya ask --due 2026-12-20",
        "wait A-1 @lee --chase 2026-11-22",
        "wait A-2 @bo --chase 2026-11-21",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["followup", "wait A-1 @lee --chase 2026-11-24", "followup"]), @"
    $ tpm followup
    @lee  1 overdue
    ID   WHAT     DUE              LATE  WAITS ON
    A-1  send it  Fri 20 Nov         2d  @lee

    @bo  1 to watch
    ID   WHAT     DUE              LATE  WAITS ON
    A-2  ask      Sun 20 Dec  ask today  @bo
    --- exit 0
    $ tpm wait A-1 @lee --chase 2026-11-24
    Waiting A-1  send it  @priya  due Fri 20 Nov (2 days ago)  waits on @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm followup
    @priya  1 overdue
    ID   WHAT     DUE              LATE  WAITS ON
    A-1  send it  Fri 20 Nov         2d  @lee

    @bo  1 to watch
    ID   WHAT     DUE              LATE  WAITS ON
    A-2  ask      Sun 20 Dec  ask today  @bo
    --- exit 0
    ");
}

#[test]
fn undated_actions_are_counted_and_listed_when_asked() {
    let sandbox = after(&["act @lee think about it"]);
    assert_snapshot!(exchanges(&sandbox, &["followup", "followup --undated", "followup --undated -q"]), @"
    $ tpm followup
    No action, decision, need or answer is overdue.

    1 open action has no due date: --undated lists them.
    --- exit 0
    $ tpm followup --undated
    @lee  1 to watch
    ID   WHAT               LATE
    A-1  think about it  open 0d
    --- exit 0
    $ tpm followup --undated -q
    A-1
    --- exit 0
    ");
}

#[test]
fn wrong_words_are_usage_errors() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["followup --group team", "followup --soon many", "followup --owner nobodyknown --json"]), @r#"
    $ tpm followup --group team
    --- stderr
    error: invalid value 'team' for '--group <BY>' [possible values: owner, workstream, decision]
    hint: `tpm help followup` lists what it takes
    --- exit 2
    $ tpm followup --soon many
    --- stderr
    error: invalid value 'many' for '--soon <DAYS>': it is a whole number
    hint: `tpm help followup` lists what it takes
    --- exit 2
    $ tpm followup --owner nobodyknown --json
    --- stderr
    {"error":{"code":"not_found","message":"nobody is called @nobodyknown","hint":"`tpm people` lists everybody","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

/// Late things of three people and of nobody, one of them put aside, and one thing that is not late.
const LATE: &[&str] = &[
    "act @priya send the plan --due 2026-11-10 -w launch",
    "act @priya send the report --due 2026-11-20",
    "act @lee review the contract --due 2026-10-01",
    "act find a room --due 2026-11-21",
    "act @bo write the summary --due 2026-11-25",
    "propose 'Which vendor?' --decider lee --due 2026-11-15 -w launch",
    "act @bo test the vendor --for D-1 --due 2026-11-18",
    "wait A-3 'the legal review'",
    "snooze A-4 mon",
];

//! People who are away: who stands in, and where it is seen.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn an_absence_is_seen_where_people_are_asked() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-20",
        "person priya --away 20nov..5dec --cover sam",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["people priya", "followup", "followup --json", "today", "today --json"]), @r#"
    $ tpm people priya
    HANDLE  AWAY                         OPEN  OVERDUE  TO DECIDE
    @priya  until Sat 5 Dec, cover @sam     1        1          0
    --- exit 0
    $ tpm followup
    @priya  1 overdue  away until Sat 5 Dec, cover @sam
    ID   WHAT           DUE         LATE
    A-1  send the plan  Fri 20 Nov    2d
    --- exit 0
    $ tpm followup --json
    {"schema":"tpm/1","kind":"followup.list","data":[{"id":"A-1","kind":"action","title":"send the plan","wanted":"action","reason":"overdue","holder":"priya","owner":"priya","due":"2026-11-20","due_source":"explicit","days_late":2,"since":"2026-11-22","for":null,"for_title":null,"waiting_on":null,"workstream":null,"snooze_until":null,"nudges":0,"last_nudged":null,"owner_away":true,"owner_away_until":"2026-12-05","cover":"sam"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm today
    Sunday 22 November 2026
    Others, overdue
    ID   WHAT           WHO     DUE         LATE
    A-1  send the plan  @priya  Fri 20 Nov    2d

    Covering @priya until Sat 5 Dec: 1 overdue of 1 open, 0 to decide
    --- exit 0
    $ tpm today --json
    {"schema":"tpm/1","kind":"today","data":[{"date":"2026-11-22","since":null,"changed":null,"decisions":[],"asked":[],"mine":[],"others":[{"id":"A-1","kind":"action","title":"send the plan","wanted":"action","reason":"overdue","holder":"priya","owner":"priya","due":"2026-11-20","due_source":"explicit","days_late":2,"since":"2026-11-22","for":null,"for_title":null,"waiting_on":null,"workstream":null,"snooze_until":null,"nudges":0,"last_nudged":null,"owner_away":true,"owner_away_until":"2026-12-05","cover":"sam"}],"truncated":false,"meetings":[],"covering":[{"person":"priya","until":"2026-12-05","open":1,"overdue":1,"deciding":0}],"to_tell":[],"owed":[],"milestones":[],"stuck":[],"meetings_today":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn an_absence_is_read_in_many_forms_and_ends_with_none() {
    let sandbox = after(&["person priya", "person lee"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --away 24nov",
        "person priya --away 24nov..",
        "person priya --away ..5dec --cover lee",
        "person priya",
        "person priya --away none",
        "person priya --json",
    ]), @r#"
    $ tpm person priya --away 24nov
    Changed @priya  away Tue 24 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya --away 24nov..
    Changed @priya  away from Tue 24 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya --away ..5dec --cover lee
    Changed @priya  away until Sat 5 Dec, cover @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya
    @priya
    Away:  until Sat 5 Dec, cover @lee
    Holds: nothing
    --- exit 0
    $ tpm person priya --away none
    Changed @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya --json
    {"schema":"tpm/1","kind":"person","data":[{"handle":"priya","name":null,"email":null,"team":null,"manager":null,"channel":null,"aliases":[],"active":true,"open":0,"overdue":0,"deciding":0,"merged":[],"groups":[],"away":false,"away_from":null,"away_to":null,"cover":null,"left_on":null,"parts":[],"actions":[],"awaited":[],"leads":[],"covers":[],"reports":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn an_absence_that_cannot_be_is_refused() {
    let sandbox = after(&[
        "person priya",
        "person lee",
        "person lee --left",
        "group platform --members priya",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --away 5dec..24nov",
        "person priya --away whenever",
        "person priya --away 24nov..5dec --cover priya",
        "person priya --away 24nov..5dec --cover platform",
        "person priya --away 24nov..5dec --cover lee",
        "person priya --away 24nov..5dec --cover lee --json",
    ]), @r#"
    $ tpm person priya --away 5dec..24nov
    --- stderr
    error: `5dec..24nov` ends before it begins
    hint: write the first day first, such as 24nov..5dec
    --- exit 2
    $ tpm person priya --away whenever
    --- stderr
    error: `whenever` is not a date
    hint: write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow
    --- exit 2
    $ tpm person priya --away 24nov..5dec --cover priya
    --- stderr
    error: @priya cannot stand in for themselves
    hint: name somebody else, or `none`
    --- exit 4
    $ tpm person priya --away 24nov..5dec --cover platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm person priya --away 24nov..5dec --cover lee
    --- stderr
    error: @lee has left and can stand in for nobody
    hint: name somebody else with --cover
    --- exit 4
    $ tpm person priya --away 24nov..5dec --cover lee --json
    --- stderr
    {"error":{"code":"refused","message":"@lee has left and can stand in for nobody","hint":"name somebody else with --cover","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn a_doubtful_cover_is_told() {
    let sandbox = after(&["person priya", "person lee --away 1dec.."]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --cover lee",
        "person priya --away 24nov..5dec",
        "person priya --away 24nov..30nov",
    ]), @"
    $ tpm person priya --cover lee
    Changed @priya
    --- stderr
    @priya is not away; `tpm person priya --away 24nov..5dec` says when
    undo: tpm undo
    --- exit 0
    $ tpm person priya --away 24nov..5dec
    Changed @priya  away Tue 24 Nov to Sat 5 Dec, cover @lee
    --- stderr
    @lee is away at that time too
    undo: tpm undo
    --- exit 0
    $ tpm person priya --away 24nov..30nov
    Changed @priya  away Tue 24 Nov to Mon 30 Nov, cover @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn work_for_somebody_who_will_be_away_is_told() {
    let sandbox = after(&[
        "person priya --away 24nov..5dec --cover lee",
        "person bo --away 20nov..",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "act @priya send the plan by 1dec",
        "act @priya review it by 9dec",
        "edit A-2 --due 4dec",
        "act @bo ask around",
        "edit A-1 --owner bo",
    ]), @"
    $ tpm act @priya send the plan by 1dec
    Added A-1  send the plan  @priya  due Tue 1 Dec (in 9 days)
    --- stderr
    @priya is away until Sat 5 Dec, and it is due Tue 1 Dec; @lee stands in
    undo: tpm undo
    --- exit 0
    $ tpm act @priya review it by 9dec
    Added A-2  review it  @priya  due Wed 9 Dec (in 17 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-2 --due 4dec
    Changed A-2  review it  @priya  due Fri 4 Dec (in 12 days)
    --- stderr
    @priya is away until Sat 5 Dec, and it is due Fri 4 Dec; @lee stands in
    undo: tpm undo
    --- exit 0
    $ tpm act @bo ask around
    Added A-3  ask around  @bo
    --- stderr
    @bo is away for an unknown time
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --owner bo
    Changed A-1  send the plan  @bo  due Tue 1 Dec (in 9 days)
    --- stderr
    @bo is away for an unknown time, and it is due Tue 1 Dec
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn a_date_within_an_absence_is_named_beside_it() {
    let sandbox = after(&["person lee --away 20nov..5dec"]);
    assert_snapshot!(exchanges(&sandbox, &["act @lee q by 2026-11-30"]), @"
    $ tpm act @lee q by 2026-11-30
    Added A-1  q  @lee  due Mon 30 Nov (in 8 days)
    --- stderr
    @lee is away until Sat 5 Dec, and it is due Mon 30 Nov
    undo: tpm undo
    --- exit 0
    ");
}

//! `tpm today`, also `tpm` alone.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn a_quiet_day_is_good_news() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["", "today", "today --json", "today -q"]), @r#"
    $ tpm 
    Sunday 22 November 2026
    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    $ tpm today
    Sunday 22 November 2026
    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    $ tpm today --json
    {"schema":"tpm/1","kind":"today","data":[{"date":"2026-11-22","since":null,"changed":null,"decisions":[],"asked":[],"mine":[],"others":[],"truncated":false,"meetings":[],"covering":[],"to_tell":[],"owed":[],"milestones":[],"stuck":[],"meetings_today":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm today -q
    --- exit 0
    "#);
}

#[test]
fn today_shows_what_needs_the_actor() {
    let sandbox = after(&[
        "act @sam send the plan --due 2026-11-20",
        "act @sam ask around --due 2026-11-24",
        "act @lee review --due 2026-11-19",
        "propose 'Which region?' --decider sam --due 2026-11-23",
        "propose 'Which vendor?' --decider lee --due 2026-11-30",
        "meet Sync",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["today", "today -q", "today --actor lee"]), @"
    $ tpm today
    Sunday 22 November 2026
    Decisions to make
    ID   TITLE          DECIDER  WHEN      STATUS
    D-1  Which region?  @sam     tomorrow  proposed

    Yours
    ID   WHAT           DUE         LATE
    A-1  send the plan  Fri 20 Nov    2d
    A-2  ask around     Tue 24 Nov

    Others, overdue
    ID   WHAT    WHO   DUE         LATE
    A-3  review  @lee  Thu 19 Nov    3d

    Meetings with open notes
    ID   DATE        TITLE  STATUS  PRESENT
    M-1  Sun 22 Nov  Sync   open          1
    --- exit 0
    $ tpm today -q
    D-1
    A-1
    A-2
    A-3
    --- exit 0
    $ tpm today --actor lee
    Sunday 22 November 2026
    Decisions to make
    ID   TITLE          DECIDER  WHEN      STATUS
    D-1  Which region?  @sam     tomorrow  proposed

    Yours
    ID   WHAT    DUE         LATE
    A-3  review  Thu 19 Nov    3d

    Others, overdue
    ID   WHAT           WHO   DUE         LATE
    A-1  send the plan  @sam  Fri 20 Nov    2d

    Meetings with open notes
    ID   DATE        TITLE  STATUS  PRESENT
    M-1  Sun 22 Nov  Sync   open          1
    --- exit 0
    ");
}

#[test]
fn today_in_json_is_one_record() {
    let sandbox = after(&["act @sam send the plan --due 2026-11-20"]);
    assert_snapshot!(exchanges(&sandbox, &["today --json"]), @r#"
    $ tpm today --json
    {"schema":"tpm/1","kind":"today","data":[{"date":"2026-11-22","since":null,"changed":null,"decisions":[],"asked":[],"mine":[{"id":"A-1","kind":"action","title":"send the plan","wanted":"action","reason":"overdue","holder":"sam","owner":"sam","due":"2026-11-20","due_source":"explicit","days_late":2,"since":"2026-11-22","for":null,"for_title":null,"waiting_on":null,"workstream":null,"snooze_until":null,"nudges":0,"last_nudged":null,"owner_away":false,"owner_away_until":null,"cover":null}],"others":[],"truncated":false,"meetings":[],"covering":[],"to_tell":[],"owed":[],"milestones":[],"stuck":[],"meetings_today":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn today_takes_no_words() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["today A-1", "today A-1 --json"]), @r#"
    $ tpm today A-1
    --- stderr
    error: "A-1" is one word too many
    hint: `tpm help today` lists what it takes
    --- exit 2
    $ tpm today A-1 --json
    --- stderr
    {"error":{"code":"usage","message":"\"A-1\" is one word too many","hint":"`tpm help today` lists what it takes","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn since_a_day_what_changed_comes_first_without_what_was_undone() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-18T10:00:00Z");
    sandbox.ok("act @sam an old one by 2026-12-20");
    sandbox.at("2026-11-20T10:00:00Z");
    for line in [
        "propose 'Which region?' --decider lee --due 2026-12-18",
        "act @sam send the plan by 2026-12-20 --for D-1",
        "act @sam a mistake",
    ] {
        sandbox.ok(line);
    }
    sandbox.ok("undo");
    sandbox.ok("edit A-2 --due 2026-12-22 --why 'vendor slip' --actor lee");
    sandbox.at("2026-11-22T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["today --since fri", "today --since sat", "today --since fri --json --fields since,changed"]), @r#"
    $ tpm today --since fri
    Sunday 22 November 2026
    Changed since Fri 20 Nov
    ID   TITLE          WHAT WAS DONE  BY
    A-2  send the plan  act, edit      @sam, @lee
    D-1  Which region?  propose        @sam

    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    $ tpm today --since sat
    Sunday 22 November 2026
    Nothing changed since Sat 21 Nov.

    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    $ tpm today --since fri --json --fields since,changed
    {"schema":"tpm/1","kind":"today","data":[{"since":"2026-11-20","changed":[{"id":"A-2","title":"send the plan","verbs":["act","edit"],"by":["sam","lee"],"last":"2026-11-20T10:00:00Z"},{"id":"D-1","title":"Which region?","verbs":["propose"],"by":["sam"],"last":"2026-11-20T10:00:00Z"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

//! What meetings take up.

use insta::assert_snapshot;

use super::series::STAFF;
use super::{after, exchanges};

#[test]
fn an_agenda_is_added_to() {
    let sandbox = after(&[STAFF, "propose 'Which vendor?'"]);
    let lines = [
        "agenda staff",
        "agenda staff --add 'Vendor choice' --for 10m --presenter lee --item D-1",
        "agenda staff --add Budget",
        "agenda staff --add Hiring --move-to 1",
        "agenda staff --add 'Office move' --park",
        "agenda staff",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm agenda staff
    Nothing is on the agenda of Staff.
    --- exit 0
    $ tpm agenda staff --add 'Vendor choice' --for 10m --presenter lee --item D-1
    Added "Vendor choice"  for the next Staff  10 min  @lee  D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff --add Budget
    Added "Budget"  for the next Staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff --add Hiring --move-to 1
    Added "Hiring"  for the next Staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff --add 'Office move' --park
    Added "Office move"  in the parking lot
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff
    Next meeting
    #  TOPIC          TAKES   WHO   ABOUT
    1  Hiring
    2  Vendor choice  10 min  @lee  D-1
    3  Budget

    Parking lot
    #  TOPIC          TAKES   WHO   ABOUT
    4  Office move
    --- exit 0
    "#);
}

#[test]
fn topics_are_ordered_parked_changed_and_dropped() {
    let sandbox = after(&[
        STAFF,
        "agenda staff --add Hiring",
        "agenda staff --add 'Vendor choice' --for 10m --presenter lee",
        "agenda staff --add Budget",
        "agenda staff --add 'Office move' --park",
    ]);
    let lines = [
        "agenda staff 3 --move-to 1",
        "agenda staff 2 --park",
        "agenda staff 3 --move-to next",
        "agenda staff 1 --title Budgets --for none --presenter bo --item none",
        "agenda staff 2 --drop",
        "agenda staff",
        "agenda staff --json",
        "agenda staff 1 --title Budgets",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm agenda staff 3 --move-to 1
    Moved "Budget"  for the next Staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff 2 --park
    Parked "Hiring"  in the parking lot
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff 3 --move-to next
    Moved "Office move"  for the next Staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff 1 --title Budgets --for none --presenter bo --item none
    Changed "Budgets"  for the next Staff  @bo
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff 2 --drop
    Dropped "Vendor choice"  10 min  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff
    Next meeting
    #  TOPIC        WHO
    1  Budgets      @bo
    2  Office move

    Parking lot
    #  TOPIC        WHO
    3  Hiring
    --- exit 0
    $ tpm agenda staff --json
    {"schema":"tpm/1","kind":"agenda.list","data":[{"number":1,"title":"Budgets","minutes":null,"presenter":"bo","item":null,"outcome":null,"meeting":null,"parked":false},{"number":2,"title":"Office move","minutes":null,"presenter":null,"item":null,"outcome":null,"meeting":null,"parked":false},{"number":3,"title":"Hiring","minutes":null,"presenter":null,"item":null,"outcome":null,"meeting":null,"parked":true}],"meta":{"shown":3,"truncated":false,"total":3}}
    --- exit 0
    $ tpm agenda staff 1 --title Budgets
    Changed "Budgets"  for the next Staff  @bo
    --- stderr
    it stands so already
    --- exit 0
    "#);
}

#[test]
fn a_single_meeting_has_an_agenda() {
    let sandbox = after(&["meet Sync"]);
    let lines = [
        "agenda",
        "agenda --add 'Vendor choice'",
        "agenda --add Budget -q",
        "agenda 2 --move-to 1",
        "agenda M-1",
        "agenda M-1 1 --outcome 'agreed, as it stands'",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm agenda
    Nothing is on the agenda of Sync.
    --- exit 0
    $ tpm agenda --add 'Vendor choice'
    Added "Vendor choice"  1 on the agenda of M-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda --add Budget -q
    2
    --- exit 0
    $ tpm agenda 2 --move-to 1
    Moved "Budget"  1 on the agenda of M-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda M-1
    M-1  Sync
    #  TOPIC
    1  Budget
    2  Vendor choice
    --- exit 0
    $ tpm agenda M-1 1 --outcome 'agreed, as it stands'
    Changed "Budget"  1 on the agenda of M-1  outcome: agreed, as it stands
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn an_agenda_refuses_what_cannot_be() {
    let sandbox = after(&["meet Sync", "agenda --add Budget"]);
    let lines = [
        "agenda 1 --move-to next",
        "agenda 1 --park",
        "agenda 7 --drop",
        "agenda 1",
        "agenda --park",
        "agenda nowhere",
        "agenda M-7",
        "agenda --add M-1",
        "agenda 1 --move-to 0",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm agenda 1 --move-to next
    --- stderr
    error: a single meeting has no next one and no parking lot
    hint: `tpm series NAME --every RULE` begins a series
    --- exit 4
    $ tpm agenda 1 --park
    --- stderr
    error: a single meeting has no next one and no parking lot
    hint: `tpm series NAME --every RULE` begins a series
    --- exit 4
    $ tpm agenda 7 --drop
    --- stderr
    error: the agenda has no 7: it goes to 1
    hint: `tpm agenda` shows it with its numbers
    --- exit 3
    $ tpm agenda 1
    --- stderr
    error: it is missing what to do with item 1
    hint: move it with --move-to, say --outcome, or --park it
    --- exit 2
    $ tpm agenda --park
    --- stderr
    error: it is missing which item of the agenda is meant
    hint: name its number, as in `tpm agenda staff 2 --park`
    --- exit 2
    $ tpm agenda nowhere
    --- stderr
    error: no meeting and no series is called "nowhere"
    hint: name a meeting by its ID; `tpm series` lists the series
    --- exit 3
    $ tpm agenda M-7
    --- stderr
    error: there is no M-7: the last meeting is M-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm agenda --add M-1
    --- stderr
    error: the title "M-1" is only an ID
    hint: say in words what it is about; `tpm show ID` shows an item
    --- exit 2
    $ tpm agenda 1 --move-to 0
    --- stderr
    error: invalid value '0' for '--move-to <PLACE>': it is a number, or next
    hint: `tpm help agenda` lists what it takes
    --- exit 2
    "#);
}

#[test]
fn what_waits_goes_to_the_meeting_that_is_planned_and_what_is_moved_on_waits() {
    let sandbox = after(&[STAFF, "agenda staff --add 'Vendor choice'"]);
    let lines = [
        "meet staff --ics -o staff.ics",
        "agenda staff --add Budget",
        "agenda staff --add 'Office move' --park",
        "agenda staff 1 --move-to next",
        "agenda staff 3 --move-to next",
        "agenda staff",
        "meet staff",
        "agenda staff",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm meet staff --ics -o staff.ics
    Planned M-1  Staff  Tue 24 Nov  3 invited
    --- stderr
    it begins at 10:00 (UTC)
    no e-mail address is known of @sam, @priya, @lee; `tpm person sam --email ADDRESS` adds one
    wrote staff.ics
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff --add Budget
    Added "Budget"  2 on the agenda of M-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff --add 'Office move' --park
    Added "Office move"  in the parking lot
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff 1 --move-to next
    Moved "Vendor choice"  for the next Staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff 3 --move-to next
    Moved "Office move"  2 on the agenda of M-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff
    M-1  Staff
    #  TOPIC
    1  Budget
    2  Office move

    Next meeting
    #  TOPIC
    3  Vendor choice
    --- exit 0
    $ tpm meet staff
    Started M-1  Staff  Tue 24 Nov  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff
    Next meeting
    #  TOPIC
    1  Vendor choice
    --- exit 0
    "#);
}

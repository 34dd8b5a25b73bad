//! Meetings that recur: the series, and what each of its meetings begins with.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

/// A series with three people that meets on Tuesdays.
pub const STAFF: &str = "series staff --every 'weekly on tue' --at 10:00 --for 45m --with priya,lee --chair sam -w launch";

/// A sandbox in which the first meeting of the series was held, with actions of several dates.
fn held() -> Sandbox {
    let mut sandbox = after(&[STAFF]);
    sandbox.at("2026-11-24T10:00:00Z");
    sandbox.write(
        "notes.md",
        "# Staff\n\nPresent: @sam, @priya, @lee\n\n## Actions\n\
         - @priya: send the plan by 2026-11-27\n- @lee: ask around\n\
         - @lee: order chairs by 2027-03-01\n- @bo: book the room by 2026-12-03\n",
    );
    sandbox.ok("meet staff --notes notes.md");
    sandbox.ok("close");
    sandbox
}

#[test]
fn a_series_is_begun_shown_and_listed() {
    let sandbox = Sandbox::new();
    let lines = [
        "series",
        STAFF,
        "series review --every '2nd thu' --at 14:00 --zone America/New_York",
        "series 'call as needed' --with lee",
        "series",
        "series staff",
        "series staff --json",
        "series -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm series
    There is no series yet. `tpm series staff --every "weekly on tue" --at 10:00` begins one.
    --- exit 0
    $ tpm series staff --every 'weekly on tue' --at 10:00 --for 45m --with priya,lee --chair sam -w launch
    Added series staff  every Tue 10:00 (UTC)  45 min  @sam @priya @lee  next Tue 24 Nov (in 2 days)
    --- stderr
    added @sam, named for the first time
    added workstream launch, named for the first time
    added @priya, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm series review --every '2nd thu' --at 14:00 --zone America/New_York
    Added series review  every 2nd Thu of the month 14:00 (America/New_York)  next Thu 10 Dec (in 18 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series 'call as needed' --with lee
    Added series call-as-needed  when called  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series
    SERIES          TITLE           MEETS                                                NEXT                     PEOPLE  WORKSTREAM
    call-as-needed  Call as needed  when called                                                                        1
    review          Review          every 2nd Thu of the month 14:00 (America/New_York)  Thu 10 Dec (in 18 days)       0
    staff           Staff           every Tue 10:00 (UTC)                                Tue 24 Nov (in 2 days)        3  launch
    --- exit 0
    $ tpm series staff
    staff  Staff
    Meets:      every Tue 10:00 (UTC)
    Takes:      45 min
    Next:       Tue 24 Nov, Tue 1 Dec, Tue 8 Dec
    Chair:      @sam
    People:     @sam, @priya, @lee
    Workstream: launch
    --- exit 0
    $ tpm series staff --json
    {"schema":"tpm/1","kind":"series","data":[{"slug":"staff","title":"Staff","every":"every Tue","rule":"FREQ=WEEKLY;BYDAY=TU","starts":"2026-11-24","at":"10:00","zone":"UTC","minutes":45,"chair":"sam","members":["sam","priya","lee"],"workstream":"launch","ended":null,"next":[{"date":"2026-11-24","starts_at":"2026-11-24T10:00:00Z"},{"date":"2026-12-01","starts_at":"2026-12-01T10:00:00Z"},{"date":"2026-12-08","starts_at":"2026-12-08T10:00:00Z"}],"last":null,"meetings":[],"agenda":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm series -q
    call-as-needed
    review
    staff
    --- exit 0
    "#);
}

#[test]
fn a_series_is_changed_and_ends() {
    let sandbox = after(&[STAFF]);
    let lines = [
        "series staff --every '2 weeks on mon' --on 2026-12-01",
        "series staff --with=+bo,-lee --chair none --for none",
        "series staff --title 'Staff sync' --end 2026-12-31",
        "series 'staff sync'",
        "series staff --end 2026-11-30",
        "series staff --title 'Staff sync'",
        "undo",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm series staff --every '2 weeks on mon' --on 2026-12-01
    Changed series staff  every 2 weeks on Mon 10:00 (UTC)  45 min  @sam @priya @lee  next Mon 7 Dec (in 15 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series staff --with=+bo,-lee --chair none --for none
    Changed series staff  every 2 weeks on Mon 10:00 (UTC)  @priya @bo  next Mon 7 Dec (in 15 days)
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm series staff --title 'Staff sync' --end 2026-12-31
    Changed series staff  every 2 weeks on Mon 10:00 (UTC)  @priya @bo  next Mon 7 Dec (in 15 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series 'staff sync'
    staff  Staff sync
    Meets:      every 2 weeks on Mon 10:00 (UTC)
    Next:       Mon 7 Dec, Mon 21 Dec
    Ends:       Thu 31 Dec
    People:     @priya, @bo
    Workstream: launch
    --- exit 0
    $ tpm series staff --end 2026-11-30
    --- stderr
    error: a series that begins on 2026-12-07 cannot end before that
    hint: name a later day with --end, or none
    --- exit 2
    $ tpm series staff --title 'Staff sync'
    Unchanged series staff  every 2 weeks on Mon 10:00 (UTC)  @priya @bo  next Mon 7 Dec (in 15 days)
    --- exit 0
    $ tpm undo
    Undid series staff  (operation 4)
    --- stderr
    redo: tpm redo
    --- exit 0
    ");
}

#[test]
fn a_series_refuses_what_cannot_be() {
    let sandbox = after(&[STAFF, "series launch --every tue"]);
    let lines = [
        "series nothing",
        "series --every tue",
        "series weekly --every sometimes",
        "series weekly --every '5th fri'",
        "series weekly --every 'daily on tue'",
        "series weekly --every tue --at 25:00",
        "series weekly --every tue --for soon",
        "series weekly --every tue --zone Berlin",
        "series lanch --every tue",
        "series M-1 --every tue",
        "series staff --ics --json",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm series nothing
    --- stderr
    error: no series is called "nothing"
    hint: `tpm series` lists them; `tpm series NAME --every "weekly on tue"` begins one
    --- exit 3
    $ tpm series --every tue
    --- stderr
    error: a series is missing
    hint: name it: `tpm series staff`; `tpm series` lists them
    --- exit 2
    $ tpm series weekly --every sometimes
    --- stderr
    error: "sometimes" says nothing of how often
    hint: write it as tue, "2 weeks on mon", workdays, "2nd thu", "last fri" or "month on the 15th"
    --- exit 2
    $ tpm series weekly --every '5th fri'
    --- stderr
    error: not every month has a 5th Fri
    hint: say last instead
    --- exit 2
    $ tpm series weekly --every 'daily on tue'
    --- stderr
    error: "daily on tue" says two things of how often
    hint: write it as tue, "2 weeks on mon", workdays, "2nd thu", "last fri" or "month on the 15th"
    --- exit 2
    $ tpm series weekly --every tue --at 25:00
    --- stderr
    error: "25:00" is no time of day
    hint: write it as 10:00 or 2pm
    --- exit 2
    $ tpm series weekly --every tue --for soon
    --- stderr
    error: "soon" is no length of time
    hint: write it as 45m, 1h or 1h30, a day at most
    --- exit 2
    $ tpm series weekly --every tue --zone Berlin
    --- stderr
    error: "Berlin" is no time zone
    hint: write it as Europe/Berlin or America/New_York
    --- exit 2
    $ tpm series lanch --every tue
    --- stderr
    error: "lanch" could be the series launch or a new one
    hint: type the known name, or another name with --new for a new series
    --- exit 4
    $ tpm series M-1 --every tue
    --- stderr
    error: the title "M-1" is only an ID
    hint: say in words what it is about; `tpm show ID` shows an item
    --- exit 2
    $ tpm series staff --ics --json
    --- stderr
    {"error":{"code":"usage","message":"a calendar file is no JSON and no CSV","hint":"name a file for it with -o","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn the_first_meeting_of_a_series_is_its_next_day_with_its_people() {
    let sandbox = after(&[STAFF]);
    assert_snapshot!(exchanges(&sandbox, &["meet staff", "show M-1", "show M-1 --json", "series staff"]), @r##"
    $ tpm meet staff
    Started M-1  Staff  Tue 24 Nov  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Staff
    Date:       Tue 24 Nov
    Status:     open
    Series:     staff
    Takes:      45 min
    Present:    @sam, @priya, @lee
    Workstream: launch

    Notes
    # Staff

    Tue 24 Nov 2026, 10:00

    Chair: @sam
    Present: @priya, @lee

    ## Agenda


    ## Notes


    ## Decisions


    ## Actions
    --- exit 0
    $ tpm show M-1 --json
    {"schema":"tpm/1","kind":"meeting","data":[{"id":"M-1","title":"Staff","date":"2026-11-24","starts_at":"2026-11-24T10:00:00Z","status":"open","closed_at":null,"attendees":[{"person":"sam","name":null,"seat":"chair","attended":true,"invited":true},{"person":"priya","name":null,"seat":"member","attended":true,"invited":true},{"person":"lee","name":null,"seat":"member","attended":true,"invited":true}],"workstream":"launch","notes":"# Staff\n\nTue 24 Nov 2026, 10:00\n\nChair: @sam\nPresent: @priya, @lee\n\n## Agenda\n\n\n## Notes\n\n\n## Decisions\n\n\n## Actions\n\n","history":false,"deleted":false,"series":"staff","minutes":45,"links":[],"comments":[],"external":[],"carried":0,"nudges":0,"last_nudged":null,"actions":[],"decisions":[],"risks":[],"needs":[],"milestones":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm series staff
    staff  Staff
    Meets:      every Tue 10:00 (UTC)
    Takes:      45 min
    Next:       Tue 1 Dec, Tue 8 Dec, Tue 15 Dec
    Chair:      @sam
    People:     @sam, @priya, @lee
    Workstream: launch

    Meetings
    ID   DATE        TITLE  STATUS  PRESENT  WORKSTREAM
    M-1  Tue 24 Nov  Staff  open          3  launch
    --- exit 0
    "##);
}

#[test]
fn the_next_meeting_is_laid_out_with_what_is_open() {
    let mut sandbox = held();
    sandbox.ok("propose 'Which region first?' --decider lee --due 2026-12-04");
    sandbox.ok("propose 'Whose call is it?' --decider bo");
    sandbox.ok("propose 'Where to sit?' --driver priya");
    sandbox.ok("agenda staff --add 'Vendor choice' --for 10m --presenter lee --item D-1");
    sandbox.ok("agenda staff --add 'DECISION: stay in the office'");
    sandbox.ok("agenda staff --add 'Present: bo'");
    sandbox.ok("agenda staff --add 'Office move' --park");
    sandbox.at("2026-12-01T10:00:00Z");
    sandbox.editor("cat \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["meet staff", "agenda M-2", "decisions -q"]), @r"
    $ tpm meet staff
    # Staff

    Tue 1 Dec 2026, 10:00

    Chair: @sam
    Present: @priya, @lee

    ## Agenda
    - Vendor choice (10 min, @lee, D-1)
    - DECISION\: stay in the office
    - Topic: Present\: bo

    ## Previous actions
    - [ ] @priya: send the plan (due: 2026-11-27) ^A-1
    - [ ] @bo: book the room (due: 2026-12-03) ^A-4
    - [ ] @lee: ask around ^A-2

    1 more action of these meetings is open.

    ## Decisions to make
    - DECISION NEEDED: Which region first? (decider: @lee) (due: 2026-12-04) ^D-1
    - DECISION NEEDED: Where to sit? ^D-3

    ## Parking lot
    - Office move

    ## Notes


    ## Decisions


    ## Actions

    Started M-2  Staff  Tue 1 Dec  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda M-2
    M-2  Staff
    #  TOPIC                         TAKES   WHO   ABOUT
    1  Vendor choice                 10 min  @lee  D-1
    2  DECISION: stay in the office
    3  Present: bo

    Parking lot
    #  TOPIC                         TAKES   WHO   ABOUT
    4  Office move
    --- exit 0
    $ tpm decisions -q
    D-3
    D-2
    D-1
    --- exit 0
    ");
}

#[test]
fn an_item_carried_for_the_third_time_is_flagged_and_nothing_is_in_its_way() {
    let mut sandbox = held();
    for day in ["2026-12-01", "2026-12-08"] {
        sandbox.at(&format!("{day}T10:00:00Z"));
        sandbox.ok("meet staff");
        sandbox.ok("close");
    }
    sandbox.at("2026-12-15T10:00:00Z");
    sandbox.editor(
        "cat \"$1\"; sed -i -e '/send the plan/s/\\[ \\]/[x]/' -e 's/ask around/ask everybody (due: 2026-12-20)/' \
         -e '/book the room/d' \"$1\"",
    );
    let lines = ["meet staff", "log A-1", "log A-4", "show A-2"];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm meet staff
    # Staff

    Tue 15 Dec 2026, 10:00

    Chair: @sam
    Present: @priya, @lee

    ## Agenda


    ## Previous actions
    - [ ] @priya: send the plan (due: 2026-11-27) ^A-1
      - carried 3×, since Tue 1 Dec: re-date it, hand it on or drop it
    - [ ] @bo: book the room (due: 2026-12-03) ^A-4
      - carried 3×, since Tue 1 Dec: re-date it, hand it on or drop it
    - [ ] @lee: ask around ^A-2
      - carried 3×, since Tue 1 Dec: re-date it, hand it on or drop it

    1 more action of these meetings is open.

    ## Notes


    ## Decisions


    ## Actions

    Started M-4  Staff  Tue 15 Dec  3 present
    Changed A-1  send the plan  @priya  launch
    Changed A-2  ask everybody  @lee  due Sun 20 Dec (in 5 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log A-1
    OP  WHEN              WHO   WHAT  CHANGE
     2  2026-11-24 10:00  @sam  meet  added "send the plan"
     4  2026-12-01 10:00  @sam  meet  carry added: A-1 into M-2
     6  2026-12-08 10:00  @sam  meet  carry added: A-1 into M-3
     8  2026-12-15 10:00  @sam  meet  status: open → done
     8  2026-12-15 10:00  @sam  meet  done at: none → 2026-12-15
     8  2026-12-15 10:00  @sam  meet  carry added: A-1 into M-4
    --- exit 0
    $ tpm log A-4
    OP  WHEN              WHO   WHAT  CHANGE
     2  2026-11-24 10:00  @sam  meet  added "book the room"
     4  2026-12-01 10:00  @sam  meet  carry added: A-4 into M-2
     6  2026-12-08 10:00  @sam  meet  carry added: A-4 into M-3
    --- exit 0
    $ tpm show A-2
    A-2  ask everybody
    Status:     open
    Owner:      @lee
    Due:        Sun 20 Dec (in 5 days)
    Workstream: launch
    Meeting:    M-1
    Added:      Tue 24 Nov
    Carried:    3×, since Tue 1 Dec
    --- exit 0
    "#);
}

#[test]
fn a_carried_item_changed_meanwhile_is_not_set_back() {
    let mut sandbox = held();
    sandbox.at("2026-12-01T10:00:00Z");
    sandbox.editor(&format!(
        "{tpm} done A-1 > /dev/null 2>&1; {tpm} edit A-2 --due 2026-12-24 > /dev/null 2>&1; echo typed >> \"$1\"",
        tpm = env!("CARGO_BIN_EXE_tpm")
    ));
    assert_snapshot!(exchanges(&sandbox, &["meet staff", "actions --all", "show M-2"]), @"
    $ tpm meet staff
    Started M-2  Staff  Tue 1 Dec  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --all
    ID   TITLE          OWNER   DUE                          STATUS  WORKSTREAM
    A-4  book the room  @bo     Thu 3 Dec (in 2 days)                launch
    A-3  order chairs   @lee    Mon 1 Mar 2027 (in 90 days)          launch
    A-2  ask around     @lee    Thu 24 Dec (in 23 days)              launch
    A-1  send the plan  @priya  Tue 1 Dec                    done    launch
    --- exit 0
    $ tpm show M-2
    M-2  Staff
    Date:       Tue 1 Dec
    Status:     open
    Series:     staff
    Takes:      45 min
    Present:    @sam, @priya, @lee
    Workstream: launch

    Notes
    # Staff

    Tue 1 Dec 2026, 10:00

    Chair: @sam
    Present: @priya, @lee

    ## Agenda


    ## Previous actions
    - [x] @priya: send the plan (due: 2026-11-27) ^A-1
    - [ ] @bo: book the room (due: 2026-12-03) ^A-4
    - [ ] @lee: ask around (due: 2026-12-24) ^A-2

    1 more action of these meetings is open.

    ## Notes


    ## Decisions


    ## Actions

    typed
    --- exit 0
    ");
}

#[test]
fn meet_goes_on_with_todays_meeting_and_passes_over_days_that_were_met() {
    let mut sandbox = held();
    let lines = [
        "meet staff",
        "meet staff",
        "meet staff --on 2026-11-24",
        "meet staff --on yesterday --notes notes.md",
        "meetings",
    ];
    let first = exchanges(&sandbox, &lines);
    sandbox.at("2026-12-08T10:00:00Z");
    let later = exchanges(&sandbox, &["meet staff", "meet M-2", "meet M-1"]);
    assert_snapshot!(format!("{first}\n{later}"), @r#"
    $ tpm meet staff
    Started M-2  Staff  Tue 1 Dec  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meet staff
    --- stderr
    error: M-2 "Staff" is open already
    hint: `tpm note M-2 --add LINE` adds to its notes
    --- exit 4
    $ tpm meet staff --on 2026-11-24
    --- stderr
    error: M-1 "Staff" is closed already
    hint: `tpm note M-1 --add LINE` adds to its notes
    --- exit 4
    $ tpm meet staff --on yesterday --notes notes.md
    Started M-3  Staff  Mon 23 Nov  3 present
    Added A-5  send the plan  @priya  due Fri 27 Nov (in 3 days)  launch
    Added A-6  ask around  @lee  launch
    Added A-7  order chairs  @lee  due Mon 1 Mar 2027 (in 97 days)  launch
    Added A-8  book the room  @bo  due Thu 3 Dec (in 9 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE  STATUS  PRESENT  WORKSTREAM
    M-2  Tue 1 Dec   Staff  open          3  launch
    M-1  Tue 24 Nov  Staff  closed        3  launch
    M-3  Mon 23 Nov  Staff  open          3  launch
    --- exit 0
    $ tpm meet staff
    Started M-4  Staff  Tue 8 Dec  3 present
    --- stderr
    M-3 "Staff" of Mon 23 Nov is still open: `tpm note M-3` goes on with it, `tpm close M-3` ends it
    M-2 "Staff" of Tue 1 Dec is still open: `tpm note M-2` goes on with it, `tpm close M-2` ends it
    undo: tpm undo
    --- exit 0
    $ tpm meet M-2
    --- stderr
    error: M-2 "Staff" is open already
    hint: `tpm note M-2 --add LINE` adds to its notes
    --- exit 4
    $ tpm meet M-1
    --- stderr
    error: M-1 "Staff" is closed already
    hint: `tpm note M-1 --add LINE` adds to its notes
    --- exit 4
    "#);
}

#[test]
fn the_notes_of_a_series_meeting_are_added_to_at_their_end() {
    let mut sandbox = held();
    sandbox.at("2026-12-01T10:00:00Z");
    sandbox.ok("meet staff");
    let lines = ["note --add 'ACTION: @bo call'", "minutes"];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm note --add 'ACTION: @bo call'
    Saved M-2  Staff  Tue 1 Dec  3 present
    Added A-5  call  @bo  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm minutes
    ---
    id: M-2
    uid: "[…]"
    title: "Staff"
    date: 2026-12-01
    starts_at: 2026-12-01T10:00:00+00:00
    minutes: 45
    series: staff
    workstream: launch
    status: open
    attendees: ["@sam", "@priya", "@lee"]
    invited: ["@sam", "@priya", "@lee"]
    chair: ["@sam"]
    digest: "[…]"
    ---

    # Staff

    Tue 1 Dec 2026, 10:00

    Chair: @sam
    Present: @priya, @lee

    ## Agenda


    ## Previous actions
    - [ ] @priya: send the plan (due: 2026-11-27) ^A-1
    - [ ] @bo: book the room (due: 2026-12-03) ^A-4
    - [ ] @lee: ask around ^A-2

    1 more action of these meetings is open.

    ## Notes


    ## Decisions


    ## Actions

    ACTION: @bo call ^A-5

    <!-- tpm:end-of-notes -->

    ## Actions of this meeting, as of 2026-12-01

    | ID | Action | Owner | Due | Status |
    | --- | --- | --- | --- | --- |
    | A-5 | call | @bo |  | open |
    --- exit 0
    "#);
}

#[test]
fn a_kept_draft_of_a_series_is_resumed_as_its_meeting() {
    let mut sandbox = held();
    sandbox.at("2026-12-01T10:00:00Z");
    sandbox.editor("echo 'half a line' >> \"$1\"; exit 1");
    let failed = exchanges(&sandbox, &["meet staff", "meet staff", "note --drafts"]);
    sandbox.at("2026-12-02T09:00:00Z");
    sandbox.set("TPM_NO_INPUT", "1");
    let resumed = exchanges(&sandbox, &["meet staff --resume", "meetings", "log A-1"]);
    let failed = failed.replace(&format!("{}/", sandbox.home().display()), "[HOME]/");
    assert_snapshot!(format!("{failed}\n{resumed}"), @r#"
    $ tpm meet staff
    --- stderr
    error: the editor "sh [HOME]/editor.sh" ended with exit status: 1
    hint: the draft is kept; go on with `tpm meet "Staff" --resume`
    --- exit 5
    $ tpm meet staff
    --- stderr
    error: a draft of it was kept at [HOME]/.local/state/tpm/drafts/[STORE]/new-staff-21267c94.md
    hint: go on with `tpm meet "Staff" --resume`; with --discard in place of --resume it is put aside
    --- exit 4
    $ tpm note --drafts
    MEETING  TITLE   TYPED  GO ON WITH
    new      Staff  1 line  tpm meet "Staff" --resume
    --- exit 0
    $ tpm meet staff --resume
    Started M-2  Staff  Tue 1 Dec  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE  STATUS  PRESENT  WORKSTREAM
    M-2  Tue 1 Dec   Staff  open          3  launch
    M-1  Tue 24 Nov  Staff  closed        3  launch
    --- exit 0
    $ tpm log A-1
    OP  WHEN              WHO   WHAT  CHANGE
     2  2026-11-24 10:00  @sam  meet  added "send the plan"
     4  2026-12-02 09:00  @sam  meet  carry added: A-1 into M-2
    --- exit 0
    "#);
}

#[test]
fn close_says_what_a_meeting_leaves_open() {
    let mut sandbox = held();
    sandbox.ok("agenda staff --add 'Vendor choice'");
    sandbox.ok("agenda staff --add 'Office move'");
    sandbox.at("2026-12-01T10:00:00Z");
    sandbox.ok("meet staff");
    sandbox.ok("note --add 'DECISION NEEDED: which region?'");
    sandbox.ok("agenda M-2 1 --outcome 'vendor B'");
    let lines = [
        "close",
        "agenda M-2 2 --move-to next",
        "agenda staff",
        "close M-2",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm close
    Closed M-2  Staff  Tue 1 Dec  3 present
    --- stderr
    M-2 leaves open: D-1, A-1, A-2, A-4
    1 agenda item has no outcome: `tpm agenda M-2` shows them, --move-to next takes one along
    undo: tpm undo
    --- exit 0
    $ tpm agenda M-2 2 --move-to next
    Moved "Office move"  for the next Staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm agenda staff
    Next meeting
    #  TOPIC
    1  Office move
    --- exit 0
    $ tpm close M-2
    --- stderr
    M-2 is closed already
    M-2 leaves open: D-1, A-1, A-2, A-4
    --- exit 0
    "#);
}

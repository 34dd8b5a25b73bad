//! Series and those who belong to them: people who leave, who turn out to be one, and groups; and what
//! `log` and `purge` know of agendas.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

/// A sandbox with a series that `@priya` chairs, a meeting of it that is planned, and what waits.
fn chaired() -> Sandbox {
    after(&[
        "series staff --every tue --at 10:00 --chair priya --with bo,lee",
        "series review --every 'last fri' --chair bo --with priya,dana",
        "series old --every mon --on 2026-10-05 --chair priya --with bo --end 2026-11-20",
        "meet staff --on 2026-11-24 --ics -o staff.ics",
        "agenda staff --add 'Vendor choice' --presenter priya",
        "agenda review --add 'What we learnt' --presenter priya",
        "agenda staff --add Chairs --presenter lee",
    ])
}

#[test]
fn who_leaves_hands_over_series_meetings_and_topics() {
    let sandbox = chaired();
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --left",
        "person priya --left --to lee",
        "series",
        "show M-1",
        "agenda staff",
        "agenda review",
    ]), @"
    $ tpm person priya --left
    --- stderr
    error: @priya still holds series to chair (staff), topics to present (Vendor choice, What we learnt)
    hint: add `--to NAME` to hand it over, or `--to none` to leave it to nobody
    --- exit 4
    $ tpm person priya --left --to lee
    Left @priya  Sun 22 Nov
    Moved to @lee  series to chair (1): staff
    Moved to @lee  series (1): review
    Moved to @lee  planned meetings (1): M-1
    Moved to @lee  topics to present (2): Vendor choice, What we learnt
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series
    SERIES  TITLE   MEETS                        NEXT                    PEOPLE
    old     Old     every Mon                    ended                        2
    review  Review  every last Fri of the month  Fri 27 Nov (in 5 days)       3
    staff   Staff   every Tue 10:00 (UTC)        Tue 1 Dec (in 9 days)        2
    --- exit 0
    $ tpm show M-1
    M-1  Staff
    Date:    Tue 24 Nov
    Status:  planned
    Series:  staff
    Invited: @bo, @lee
    --- exit 0
    $ tpm agenda staff
    M-1  Staff
    #  TOPIC          WHO
    1  Vendor choice  @lee
    2  Chairs         @lee
    --- exit 0
    $ tpm agenda review
    Next meeting
    #  TOPIC           WHO
    1  What we learnt  @lee
    --- exit 0
    ");
}

#[test]
fn with_nobody_to_take_over_a_series_goes_on_without_its_chair() {
    let sandbox = chaired();
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --left --to none",
        "series staff",
        "person dana --left",
        "series review",
    ]), @"
    $ tpm person priya --left --to none
    Left @priya  Sun 22 Nov
    Left to nobody  series to chair (1): staff
    Taken off  series (1): review
    Taken off  planned meetings (1): M-1
    Left to nobody  topics to present (2): Vendor choice, What we learnt
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series staff
    staff  Staff
    Meets:  every Tue 10:00 (UTC)
    Next:   Tue 1 Dec, Tue 8 Dec, Tue 15 Dec
    People: @bo, @lee

    Meetings
    ID   DATE        TITLE  STATUS   PRESENT
    M-1  Tue 24 Nov  Staff  planned        0
    --- exit 0
    $ tpm person dana --left
    Left @dana  Sun 22 Nov
    Taken off  series (1): review
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series review
    review  Review
    Meets:  every last Fri of the month
    Next:   Fri 27 Nov, Fri 25 Dec, Fri 29 Jan 2027
    Chair:  @bo
    People: @bo

    Next meeting
    #  TOPIC
    1  What we learnt
    --- exit 0
    ");
}

#[test]
fn merging_people_takes_their_series_along() {
    let sandbox = chaired();
    assert_snapshot!(exchanges(&sandbox, &[
        "person bo --merge-into priya",
        "series",
        "undo",
        "person priya --merge-into bo",
        "series",
        "series staff --json --fields chair,members",
        "agenda staff",
        "doctor --deep",
    ]), @r#"
    $ tpm person bo --merge-into priya
    Merged @bo into @priya  also bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series
    SERIES  TITLE   MEETS                        NEXT                    PEOPLE
    old     Old     every Mon                    ended                        1
    review  Review  every last Fri of the month  Fri 27 Nov (in 5 days)       2
    staff   Staff   every Tue 10:00 (UTC)        Tue 1 Dec (in 9 days)        2
    --- exit 0
    $ tpm undo
    Undid person merge M-1  (operation 8)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm person priya --merge-into bo
    Merged @priya into @bo  also priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series
    SERIES  TITLE   MEETS                        NEXT                    PEOPLE
    old     Old     every Mon                    ended                        1
    review  Review  every last Fri of the month  Fri 27 Nov (in 5 days)       2
    staff   Staff   every Tue 10:00 (UTC)        Tue 1 Dec (in 9 days)        2
    --- exit 0
    $ tpm series staff --json --fields chair,members
    {"schema":"tpm/1","kind":"series","data":[{"chair":"bo","members":["bo","lee"]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm agenda staff
    M-1  Staff
    #  TOPIC          WHO
    1  Vendor choice  @bo
    2  Chairs         @lee
    --- exit 0
    $ tpm doctor --deep
    The file is in order: pages, references, rows, history and search index.
    --- exit 0
    "#);
}

#[test]
fn a_group_that_belongs_to_a_series_is_whoever_is_in_it_on_the_day() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "series staff --every tue --at 10:00 --chair sam --with @platform,dana",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "series staff",
        "meet staff",
        "show M-1",
        "group platform --members=+bo,-lee",
        "meet staff --on 2026-12-01",
        "show M-2",
    ]), @"
    $ tpm series staff
    staff  Staff
    Meets:  every Tue 10:00 (UTC)
    Next:   Tue 24 Nov, Tue 1 Dec, Tue 8 Dec
    Chair:  @sam
    People: @sam, @platform, @dana
    --- exit 0
    $ tpm meet staff
    Started M-1  Staff  Tue 24 Nov  4 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Staff
    Date:    Tue 24 Nov
    Status:  open
    Series:  staff
    Present: @sam, @priya, @lee, @dana

    Notes
    # Staff

    Tue 24 Nov 2026, 10:00

    Chair: @sam
    Present: @priya, @lee, @dana

    ## Agenda


    ## Notes


    ## Decisions


    ## Actions
    --- exit 0
    $ tpm group platform --members=+bo,-lee
    Changed @platform  @priya, @bo
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm meet staff --on 2026-12-01
    Started M-2  Staff  Tue 1 Dec  4 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-2
    M-2  Staff
    Date:    Tue 1 Dec
    Status:  open
    Series:  staff
    Present: @sam, @priya, @bo, @dana

    Notes
    # Staff

    Tue 1 Dec 2026, 10:00

    Chair: @sam
    Present: @priya, @bo, @dana

    ## Agenda


    ## Notes


    ## Decisions


    ## Actions
    --- exit 0
    ");
}

#[test]
fn a_group_is_taken_off_a_series_and_leaves_it_when_it_is_disbanded() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "series staff --every tue --at 10:00 --chair sam --with @platform,dana",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "series staff --with=-platform",
        "undo",
        "group platform --disband",
        "series staff",
        "meet Kick-off --with @platform",
    ]), @"
    $ tpm series staff --with=-platform
    Changed series staff  every Tue 10:00 (UTC)  @sam @dana  next Tue 24 Nov (in 2 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid series staff  (operation 3)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm group platform --disband
    Disbanded @platform
    Taken off  members (2): @priya, @lee
    Taken off  series (1): staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series staff
    staff  Staff
    Meets:  every Tue 10:00 (UTC)
    Next:   Tue 24 Nov, Tue 1 Dec, Tue 8 Dec
    Chair:  @sam
    People: @sam, @dana
    --- exit 0
    $ tpm meet Kick-off --with @platform
    Started M-1  Kick-off  Sun 22 Nov  1 present
    --- stderr
    the group @platform was disbanded
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn the_log_tells_of_series_and_agendas() {
    let sandbox = chaired();
    for line in [
        "agenda staff 1 --move-to 2",
        "agenda staff --add 'Some day' --park",
        "agenda M-1 --add 'The vendor' --presenter bo",
        "act @lee order chairs --for M-1",
        "agenda M-1 1 --item A-1",
    ] {
        sandbox.ok(line);
    }
    assert_snapshot!(exchanges(&sandbox, &["log", "log M-1", "log 1", "log 5"]), @r#"
    $ tpm log
    OP  WHEN              WHO   WHAT    ITEMS
    12  2026-11-22 10:00  @sam  agenda  M-1
    11  2026-11-22 10:00  @sam  act     A-1
    10  2026-11-22 10:00  @sam  agenda  M-1
     9  2026-11-22 10:00  @sam  agenda  M-1
     8  2026-11-22 10:00  @sam  agenda  M-1
     7  2026-11-22 10:00  @sam  agenda  M-1
     6  2026-11-22 10:00  @sam  agenda  review
     5  2026-11-22 10:00  @sam  agenda  M-1
     4  2026-11-22 10:00  @sam  meet    M-1
     3  2026-11-22 10:00  @sam  series  old
     2  2026-11-22 10:00  @sam  series  review @dana
     1  2026-11-22 10:00  @sam  series  @priya staff @bo @lee
    --- exit 0
    $ tpm log M-1
    OP  WHEN              WHO   WHAT    CHANGE
     4  2026-11-22 10:00  @sam  meet    added "Staff"
     4  2026-11-22 10:00  @sam  meet    attendance added @priya
     4  2026-11-22 10:00  @sam  meet    attendance added @bo
     4  2026-11-22 10:00  @sam  meet    attendance added @lee
     5  2026-11-22 10:00  @sam  agenda  agenda item added "Vendor choice"
     7  2026-11-22 10:00  @sam  agenda  agenda item added "Chairs"
     8  2026-11-22 10:00  @sam  agenda  agenda item "Vendor choice", position: 1 → 2
     8  2026-11-22 10:00  @sam  agenda  agenda item "Chairs", position: 2 → 1
    10  2026-11-22 10:00  @sam  agenda  agenda item added "The vendor"
    12  2026-11-22 10:00  @sam  agenda  agenda item "Chairs", about: none → A-1
    --- exit 0
    $ tpm log 1
    Operation 1  series
    When: 2026-11-22 10:00 by @sam

    OF      CHANGE
    @priya  added "priya"
    staff   added "Staff"
    @bo     added "bo"
    @lee    added "lee"
    staff   invitee added @bo
    staff   invitee added @lee
    --- exit 0
    $ tpm log 5
    Operation 5  agenda
    When: 2026-11-22 10:00 by @sam

    OF   CHANGE
    M-1  agenda item added "Vendor choice"
    --- exit 0
    "#);
}

#[test]
fn a_purge_takes_the_topics_of_a_meeting_and_what_it_carried() {
    let sandbox = after(&[
        "series staff --every tue --at 10:00 --chair sam --with priya",
        "agenda staff --add 'Vendor choice' --presenter priya",
    ]);
    sandbox.write(
        "first.md",
        "# Staff\n\nPresent: @sam, @priya\n\n- ACTION: @priya order chairs by 2026-11-26\n",
    );
    sandbox.ok("meet staff --on 2026-11-24 --notes first.md");
    sandbox.ok("close M-1");
    sandbox.ok("meet staff --on 2026-12-01");
    sandbox.ok("agenda staff --add 'The chairs' --item A-1");
    sandbox.ok("meet Single");
    sandbox.ok("agenda M-3 --add 'Only here'");
    for id in ["M-2", "A-1", "M-3"] {
        let code = crate::purging::code(&sandbox, id);
        sandbox.ok(&format!("purge {id} --confirm {code}"));
    }
    assert_snapshot!(exchanges(&sandbox, &[
        "meetings", "agenda staff", "show M-1", "series staff", "doctor --deep",
    ]), @"
    $ tpm meetings
    ID   DATE        TITLE  STATUS  PRESENT
    M-1  Tue 24 Nov  Staff  closed        2
    --- exit 0
    $ tpm agenda staff
    Nothing is on the agenda of Staff.
    --- exit 0
    $ tpm show M-1
    M-1  Staff
    Date:    Tue 24 Nov
    Status:  closed
    Series:  staff
    Present: @sam, @priya

    Notes
    # Staff

    Present: @sam, @priya

    <!-- purged -->
    --- exit 0
    $ tpm series staff
    staff  Staff
    Meets:  every Tue 10:00 (UTC)
    Next:   Tue 1 Dec, Tue 8 Dec, Tue 15 Dec
    Chair:  @sam
    People: @sam, @priya

    Meetings
    ID   DATE        TITLE  STATUS  PRESENT
    M-1  Tue 24 Nov  Staff  closed        2
    --- exit 0
    $ tpm doctor --deep
    The file is in order: pages, references, rows, history and search index.
    --- exit 0
    ");
}

#[test]
fn series_and_meetings_complete_where_they_are_taken() {
    let sandbox = chaired();
    assert_snapshot!(exchanges(&sandbox, &[
        "__complete bash --word=st -- series",
        "__complete bash --word= -- agenda",
        "__complete bash --word= -- meet",
        "__complete bash --word=l -- series staff --chair",
    ]), @"
    $ tpm __complete bash --word=st -- series
    staff
    --- exit 0
    $ tpm __complete bash --word= -- agenda
    old
    review
    staff
    M-1
    --- exit 0
    $ tpm __complete bash --word= -- meet
    old
    review
    staff
    M-1
    --- exit 0
    $ tpm __complete bash --word=l -- series staff --chair
    lee
    --- exit 0
    ");
}

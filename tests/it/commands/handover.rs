//! `tpm handover` and `tpm report person`: what somebody needs who takes over, or who sits down with one person.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// A workstream with a stuck decision, actions of three people and a meeting.
fn under_way() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for (now, line) in [
        (
            "2026-11-02T10:00:00Z",
            "workstream launch --name 'Launch in two regions'",
        ),
        ("2026-11-02T10:00:00Z", "person lee --name 'Lee Wong'"),
        (
            "2026-11-02T10:00:00Z",
            "propose 'Which region first?' --decider lee --due 2026-11-10 -w launch",
        ),
        (
            "2026-11-02T10:00:00Z",
            "propose 'Who carries the pager?' --decider bo --agree lee --due 2026-11-30 -w launch",
        ),
        (
            "2026-11-03T10:00:00Z",
            "decide 'Ship weekly' --decider lee -w launch",
        ),
        (
            "2026-11-03T10:00:00Z",
            "act @bo list the regions by 2026-11-20 --for D-1 -w launch",
        ),
        (
            "2026-11-03T10:00:00Z",
            "act @lee draft the schedule by 2026-11-12 --for D-3 -w launch",
        ),
        (
            "2026-11-03T10:00:00Z",
            "act @lee book the room by 2026-12-01",
        ),
        (
            "2026-11-03T10:00:00Z",
            "act @sam tell the customers by 2026-11-27 -w launch",
        ),
        ("2026-11-04T10:00:00Z", "act @bo order the racks -w launch"),
        ("2026-11-10T10:00:00Z", "done A-2"),
        ("2026-11-11T10:00:00Z", "wait A-5 @lee --chase 2026-11-20"),
        (
            "2026-11-12T10:00:00Z",
            "series 'Launch sync' --every 'weekly on tue' --at 10:00 -w launch",
        ),
        (
            "2026-11-12T10:00:00Z",
            "meet 'Vendor call' --on 2026-11-25 --at 10:00 --with lee -w launch --ics",
        ),
        (
            "2026-11-12T10:00:00Z",
            "meet 'Somewhere else' --on 2026-11-26 --at 10:00 --with lee --ics",
        ),
    ] {
        sandbox.at(now);
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox
}

#[test]
fn a_handover_holds_what_is_open_whom_to_chase_and_what_comes_next() {
    let sandbox = under_way();
    assert_snapshot!(exchanges(&sandbox, &["handover --to lee -w launch", "handover --to lee -w launch --format slack", "handover --to lee -w launch -q"]), @"
    $ tpm handover --to lee -w launch
    Handover of Launch in two regions to @lee, Sun 22 Nov 2026
    Status: amber
    Why:    D-1 is 12 days late
    Time:   Mon 16 Nov 2026 to Sun 22 Nov 2026

    Open loops
    • D-3 Ship weekly (TOLD: nobody listed to tell, on @sam, for 19 days)
    • D-1 Which region first? (MADE: overdue, on @lee, for 12 days)
    • D-2 Who carries the pager? (on its way, with @bo, by Mon 30 Nov 2026)

    Milestones
    None.

    Whom to chase
    • @lee: D-1 decide: Which region first? (12 days late); A-5 order the racks (to be asked)
    • @bo: A-1 list the regions (2 days late)
    • @sam: A-4 tell the customers (due Fri 27 Nov 2026)

    Actions that need another owner
    • A-4 tell the customers (Fri 27 Nov 2026)

    Next meetings
    • Launch sync (Tue 24 Nov 2026, series launch-sync)
    • M-1 Vendor call (Wed 25 Nov 2026)
    --- exit 0
    $ tpm handover --to lee -w launch --format slack
    *Handover of Launch in two regions to @lee, Sun 22 Nov 2026*
    *Status:* amber
    *Why:* D-1 is 12 days late
    *Time:* Mon 16 Nov 2026 to Sun 22 Nov 2026

    *Open loops*
    • D-3 Ship weekly (TOLD: nobody listed to tell, on @sam, for 19 days)
    • D-1 Which region first? (MADE: overdue, on @lee, for 12 days)
    • D-2 Who carries the pager? (on its way, with @bo, by Mon 30 Nov 2026)

    *Milestones*
    None.

    *Whom to chase*
    • *@lee:* D-1 decide: Which region first? (12 days late); A-5 order the racks (to be asked)
    • *@bo:* A-1 list the regions (2 days late)
    • *@sam:* A-4 tell the customers (due Fri 27 Nov 2026)

    *Actions that need another owner*
    • A-4 tell the customers (Fri 27 Nov 2026)

    *Next meetings*
    • Launch sync (Tue 24 Nov 2026, series launch-sync)
    • M-1 Vendor call (Wed 25 Nov 2026)
    --- exit 0
    $ tpm handover --to lee -w launch -q
    D-1
    D-2
    D-3
    A-1
    A-4
    A-5
    --- exit 0
    ");
}

#[test]
fn a_handover_needs_somebody_who_is_known() {
    let sandbox = under_way();
    assert_snapshot!(exchanges(&sandbox, &["handover --to nobodyhere", "handover --to none", "handover --to lee -w lanch", "handover"]), @"
    $ tpm handover --to nobodyhere
    --- stderr
    error: nobody is called @nobodyhere
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm handover --to none
    --- stderr
    error: nobody takes over
    hint: --to names one person
    --- exit 2
    $ tpm handover --to lee -w lanch
    --- stderr
    error: no workstream is called lanch
    hint: `tpm workstreams` lists them
    --- exit 3
    $ tpm handover
    --- stderr
    error: the following required arguments were not provided: --to <NAME>
    hint: Usage: tpm handover --to <NAME>
    --- exit 2
    ");
}

#[test]
fn a_handover_in_json_names_everything_by_id() {
    let sandbox = under_way();
    assert_snapshot!(exchanges(&sandbox, &["handover --to lee -w launch --json --fields to,workstream,chase,own,meetings"]), @r#"
    $ tpm handover --to lee -w launch --json --fields to,workstream,chase,own,meetings
    {"schema":"tpm/1","kind":"handover","data":[{"to":"lee","workstream":"launch","chase":[{"who":"@lee","items":["D-1","A-5"]},{"who":"@bo","items":["A-1"]},{"who":"@sam","items":["A-4"]}],"own":["A-4"],"meetings":[{"id":null,"series":"launch-sync","title":"Launch sync","on":"2026-11-24"},{"id":"M-1","series":null,"title":"Vendor call","on":"2026-11-25"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn a_talk_is_about_what_somebody_decided_owes_and_is_asked() {
    let sandbox = under_way();
    assert_snapshot!(exchanges(&sandbox, &["report person lee", "report person Lee --since 2026-11-11 --format md", "report person nobodyhere", "report person me -q"]), @"
    $ tpm report person lee
    One to one with Lee Wong, Sun 22 Nov 2026
    Decided since Fri 23 Oct 2026
    • D-3 Ship weekly (accepted, @lee, Tue 3 Nov 2026)

    Ended since Fri 23 Oct 2026
    • A-2 draft the schedule (done Tue 10 Nov 2026)

    To decide
    • D-1 Which region first? (@lee, by Tue 10 Nov 2026, 12 days late)

    Asked, and not answered
    • D-2 Who carries the pager? (to agree since Mon 2 Nov 2026)

    Overdue
    None.

    Open
    • A-3 book the room (due Tue 1 Dec 2026)

    Others wait for
    • A-5 order the racks (no date, waits on @lee)

    Stuck on them
    • D-1 Which region first? (MADE: overdue, on @lee, for 12 days)
    --- exit 0
    $ tpm report person Lee --since 2026-11-11 --format md
    # One to one with Lee Wong, Sun 22 Nov 2026

    ## Decided since Wed 11 Nov 2026

    None.

    ## Ended since Wed 11 Nov 2026

    None.

    ## To decide

    - D-1 Which region first? (@lee, by Tue 10 Nov 2026, 12 days late)

    ## Asked, and not answered

    - D-2 Who carries the pager? (to agree since Mon 2 Nov 2026)

    ## Overdue

    None.

    ## Open

    - A-3 book the room (due Tue 1 Dec 2026)

    ## Others wait for

    - A-5 order the racks (no date, waits on @lee)

    ## Stuck on them

    - D-1 Which region first? (MADE: overdue, on @lee, for 12 days)
    --- exit 0
    $ tpm report person nobodyhere
    --- stderr
    error: nobody is called @nobodyhere
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm report person me -q
    A-4
    --- exit 0
    ");
}

#[test]
fn the_parts_in_a_decision_stay_in_order_after_a_handover() {
    let sandbox = Sandbox::new();
    sandbox.ok("propose 'Which vendor?' --decider lee --driver kim --agree bo --input zoe");
    assert_snapshot!(exchanges(&sandbox, &["person lee --left --to sam", "show D-1"]), @"
    $ tpm person lee --left --to sam
    Left @lee  Sun 22 Nov
    Moved to @sam  parts in open decisions (1): D-1 decider
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:     proposed
    Decider:    @sam
    Driver:     @kim
    Must agree: @bo has not answered, asked Sun 22 Nov
    Input:      @zoe has not answered, asked Sun 22 Nov
    Decide by:  none
    Door:       two way
    Raised:     Sun 22 Nov by @sam
    --- exit 0
    ");
}

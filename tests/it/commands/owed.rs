//! What is owed beside actions and decisions: answers to what was told, and needs.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// Told and asked a week before: @priya is silent, @lee has answered; the platform has not said yes to
/// one need, and @bo has not delivered another.
fn a_week_on() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-13T10:00:00Z");
    for line in [
        "workstream platform --lead priya",
        "decide 'Ship weekly' --decider sam --agree lee --perform priya -w launch",
        "announce D-1 --sent --channel slack",
        "ack D-1 lee",
        "need 'Auth API v2' --from platform --for launch --due 2026-12-01",
        "need 'Test accounts' --from @bo --for launch --due 2026-11-20",
        "need N-2 --commit",
        "need 'A room' --from me --for launch --due 2026-12-01",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox
}

#[test]
fn who_owes_an_answer_or_a_need_is_followed_up_and_nudged() {
    let sandbox = a_week_on();
    assert_snapshot!(exchanges(&sandbox, &["followup", "followup --owner bo -q", "followup -w platform", "followup --json --fields id,wanted,holder,due,days_late", "nudge --due", "nudge N-1", "followup --summary"]), @r#"
    $ tpm followup
    @priya  2 overdue
    ID   WHAT                      DUE         LATE  WORKSTREAM
    D-1  acknowledge: Ship weekly  Wed 18 Nov    4d  launch
    N-1  commit to: Auth API v2    Wed 18 Nov    4d  launch

    @sam  1 overdue
    ID   WHAT                      DUE         LATE  WORKSTREAM
    N-3  commit to: A room         Wed 18 Nov    4d  launch

    @bo  1 overdue
    ID   WHAT                      DUE         LATE  WORKSTREAM
    N-2  deliver: Test accounts    Fri 20 Nov    2d  launch
    --- exit 0
    $ tpm followup --owner bo -q
    N-2
    --- exit 0
    $ tpm followup -w platform
    No action, decision, need or answer is overdue.
    --- exit 0
    $ tpm followup --json --fields id,wanted,holder,due,days_late
    {"schema":"tpm/1","kind":"followup.list","data":[{"id":"D-1","wanted":"answer","holder":"priya","due":"2026-11-18","days_late":4},{"id":"N-1","wanted":"commitment","holder":"priya","due":"2026-11-18","days_late":4},{"id":"N-3","wanted":"commitment","holder":"sam","due":"2026-11-18","days_late":4},{"id":"N-2","wanted":"delivery","holder":"bo","due":"2026-11-20","days_late":2}],"meta":{"shown":4,"truncated":false,"total":4}}
    --- exit 0
    $ tpm nudge --due
    To @bo
    • N-2 Test accounts: to be delivered, was due Fri 20 Nov 2026 (2 days late)

    Done already, or another date? A short answer is enough.

    To @priya
    • D-1 Ship weekly: please say that you have read it, was due Wed 18 Nov 2026 (4 days late)
    • N-1 Auth API v2: please say whether you commit to it, was due Wed 18 Nov 2026 (4 days late)

    A short answer is enough.

    Copy: @sam

    To @sam
    • N-3 A room: please say whether you commit to it, was due Wed 18 Nov 2026 (4 days late)

    A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge N-1
    To @priya
    • N-1 Auth API v2: please say whether you commit to it, was due Wed 18 Nov 2026 (4 days late)

    A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm followup --summary
    WHO     OVERDUE  1-3  4-7  8-14  15-30  OVER 30  OLDEST
    @priya        2    0    2     0      0        0      4d
    @sam          1    0    1     0      0        0      4d
    @bo           1    1    0     0      0        0      2d
    all           4    1    3     0      0        0
    --- exit 0
    "#);
}

#[test]
fn what_i_owe_stands_in_the_morning() {
    let sandbox = a_week_on();
    assert_snapshot!(exchanges(&sandbox, &["today", "today --actor priya"]), @"
    $ tpm today
    Sunday 22 November 2026
    You owe an answer
    ID   WHAT               DUE         LATE  WORKSTREAM
    N-3  commit to: A room  Wed 18 Nov    4d  launch

    Others, overdue
    ID   WHAT                      WHO     DUE         LATE  WORKSTREAM
    D-1  acknowledge: Ship weekly  @priya  Wed 18 Nov    4d  launch
    N-1  commit to: Auth API v2    @priya  Wed 18 Nov    4d  launch
    N-2  deliver: Test accounts    @bo     Fri 20 Nov    2d  launch
    --- exit 0
    $ tpm today --actor priya
    Sunday 22 November 2026
    You owe an answer
    ID   WHAT                      DUE         LATE  WORKSTREAM
    D-1  acknowledge: Ship weekly  Wed 18 Nov    4d  launch
    N-1  commit to: Auth API v2    Wed 18 Nov    4d  launch

    Others, overdue
    ID   WHAT                    WHO   DUE         LATE  WORKSTREAM
    N-3  commit to: A room       @sam  Wed 18 Nov    4d  launch
    N-2  deliver: Test accounts  @bo   Fri 20 Nov    2d  launch
    --- exit 0
    ");
}

#[test]
fn what_was_given_or_answered_is_owed_no_more() {
    let sandbox = a_week_on();
    for line in [
        "ack D-1 priya",
        "need N-1 --commit",
        "done N-2",
        "drop N-3 --why moot",
    ] {
        sandbox.ok(line);
    }
    assert_snapshot!(exchanges(&sandbox, &["followup", "nudge --due", "nudge N-2"]), @"
    $ tpm followup
    No action, decision, need or answer is overdue.
    --- exit 0
    $ tpm nudge --due
    Nobody is to be nudged today.
    --- exit 0
    $ tpm nudge N-2
    --- stderr
    error: nobody owes N-2 anything to be asked for
    hint: `tpm show N-2` tells how it stands, and whose it is
    --- exit 4
    ");
}

#[test]
fn what_others_owe_late_and_milestones_of_ones_own_stand_in_today() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "workstream infra --lead ida",
        "workstream launch --lead sam",
        "need 'API v2' --from infra --for launch --due 30nov",
        "milestone 'Beta opens' --due 9nov --owner sam",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-12T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["today", "today --actor ida", "report person ida"]), @"
    $ tpm today
    Thursday 12 November 2026
    Your milestones, past their day
    ID   TITLE       BASELINE   EXPECTED                OWNER
    T-1  Beta opens  Mon 9 Nov  Mon 9 Nov (3 days ago)  @sam

    Others, overdue
    ID   WHAT               WHO   DUE        LATE  WORKSTREAM
    N-1  commit to: API v2  @ida  Thu 5 Nov    7d  launch
    --- exit 0
    $ tpm today --actor ida
    Thursday 12 November 2026
    You owe an answer
    ID   WHAT               DUE        LATE  WORKSTREAM
    N-1  commit to: API v2  Thu 5 Nov    7d  launch
    --- exit 0
    $ tpm report person ida
    One to one with ida, Thu 12 Nov 2026
    Decided since Tue 13 Oct 2026
    None.

    Ended since Tue 13 Oct 2026
    None.

    To decide
    None.

    Asked, and not answered
    None.

    Overdue
    • N-1 commit to: API v2 (due Thu 5 Nov 2026, 7 days late)

    Open
    None.

    Others wait for
    None.

    Stuck on them
    None.
    --- exit 0
    ");
}

#[test]
fn who_stands_in_sees_what_those_who_are_away_owe_and_hold_up() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "decide 'Ship weekly' --decider lee --agree dana",
        "announce D-1 --sent --channel slack",
        "person dana --away 4nov..20nov --cover ann",
        "person lee --away 4nov..20nov --cover ann",
        "decide 'Move on Friday' --decider lee --driver lee --perform tom",
        "announce D-2 --sent --channel slack",
        "ack D-2 tom --question 'Which one?'",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-16T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["loop", "today --actor ann"]), @"
    $ tpm loop
    ID   DECISION        MADE  TOLD  DONE  STUCK AT                    ON             FOR
    D-1  Ship weekly     yes   0/1   0     DONE: no action             @sam            7d
    D-2  Move on Friday  yes   0/1   0     TOLD: question open (@tom)  @ann for @lee   1d
    --- exit 0
    $ tpm today --actor ann
    Monday 16 November 2026
    You owe an answer
    ID   WHAT                      FOR    DUE
    D-1  acknowledge: Ship weekly  @dana  Tue 24 Nov

    Stuck on you
    ID   DECISION        STUCK AT                    FOR
    D-2  Move on Friday  TOLD: question open (@tom)  1 day

    Covering @dana until Fri 20 Nov: 0 overdue of 0 open, 0 to decide
    Covering @lee until Fri 20 Nov: 0 overdue of 0 open, 0 to decide
    --- exit 0
    ");
}

#[test]
fn who_has_people_to_tell_also_sees_the_question_that_is_open() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "decide 'Ship weekly' --decider sam --driver sam --perform dana --perform tom",
        "announce D-1 --to dana --sent --channel slack",
        "ack D-1 dana --question 'From when?'",
    ] {
        sandbox.tpm(line);
    }
    sandbox.at("2026-11-04T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["loop", "today", "followup"]), @"
    $ tpm loop
    ID   DECISION     MADE  TOLD  DONE  STUCK AT                     ON    FOR
    D-1  Ship weekly  yes   0/2   0     TOLD: question open (@dana)  @sam   2d
    --- exit 0
    $ tpm today
    Wednesday 4 November 2026
    People to tell
    ID   DECISION     DECIDED    NOT TOLD
    D-1  Ship weekly  Mon 2 Nov  @tom

    Stuck on you
    ID   DECISION     STUCK AT                     FOR
    D-1  Ship weekly  TOLD: question open (@dana)  2 days
    --- exit 0
    $ tpm followup
    No action, decision, need or answer is overdue.
    --- exit 0
    ");
}

//! `tpm defer`, `reject`, `withdraw`, `review`, drafts, and every move from every status.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

const OPEN: &[&str] = &["propose 'Which vendor?' --decider lee --due 2026-11-25"];
const MADE: &[&str] = &["decide 'Ship with vendor B' --decider lee --review-by 2026-11-20"];

#[test]
fn defer_parks_a_decision_until_a_day() {
    let sandbox = after(OPEN);
    assert_snapshot!(exchanges(&sandbox, &["defer D-1 --until '4 dec' --why 'the offer comes then'", "defer D-1 --until 2026-12-04", "defer D-1 --until 2026-12-07 --json --fields status,due,defer_until", "show D-1", "today", "followup --soon 7", "decisions"]), @r#"
    $ tpm defer D-1 --until '4 dec' --why 'the offer comes then'
    Deferred D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)  deferred until Fri 4 Dec
    --- stderr
    D-1 is due 2026-11-25, before it is taken up again; `tpm edit D-1 --due DATE` moves that
    undo: tpm undo
    --- exit 0
    $ tpm defer D-1 --until 2026-12-04
    --- stderr
    D-1 was like that already
    --- exit 0
    $ tpm defer D-1 --until 2026-12-07 --json --fields status,due,defer_until
    {"schema":"tpm/1","kind":"decision.changed","data":[{"status":"deferred","due":"2026-11-25","defer_until":"2026-12-07"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    D-1 is due 2026-11-25, before it is taken up again; `tpm edit D-1 --due DATE` moves that
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:    deferred until Mon 7 Dec
    Decider:   @lee
    Decide by: Wed 25 Nov (in 3 days)
    Door:      two way
    Raised:    Sun 22 Nov by @sam

    Comments
    • Sun 22 Nov @sam: the offer comes then
    --- exit 0
    $ tpm today
    Sunday 22 November 2026
    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    $ tpm followup --soon 7
    No action, decision, need or answer is overdue or due within 7 days.
    --- exit 0
    $ tpm decisions
    ID   TITLE          DECIDER  WHEN                    STATUS
    D-1  Which vendor?  @lee     Wed 25 Nov (in 3 days)  deferred until Mon 7 Dec
    --- exit 0
    "#);
}

#[test]
fn a_deferred_decision_comes_back_on_its_day() {
    let mut sandbox = after(&[
        "propose 'Which vendor?' --decider lee",
        "defer D-1 --until 2026-12-04",
    ]);
    sandbox.at("2026-12-03T10:00:00Z");
    let before = sandbox.ok("today");
    assert!(before.contains("Nothing needs you"), "{before}");
    sandbox.at("2026-12-04T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["today", "propose D-1 --due 2026-12-10"]), @"
    $ tpm today
    Friday 4 December 2026
    Decisions to make
    ID   TITLE          DECIDER  STATUS
    D-1  Which vendor?  @lee     deferred until Fri 4 Dec

    Stuck on you
    ID   DECISION       STUCK AT                    FOR
    D-1  Which vendor?  MADE: no date to decide by  5 days
    --- exit 0
    $ tpm propose D-1 --due 2026-12-10
    Proposed D-1  Which vendor?  decider @lee  due Thu 10 Dec (in 6 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn defer_refuses_what_cannot_be_deferred() {
    let sandbox = after(OPEN);
    assert_snapshot!(exchanges(&sandbox, &["defer D-1 --until yesterday", "defer D-1", "defer A-1 --until fri", "defer D-7 --until fri"]), @"
    $ tpm defer D-1 --until yesterday
    --- stderr
    error: 2026-11-21 is not a day to come
    hint: --until says when it is taken up again, such as `--until 2w`
    --- exit 2
    $ tpm defer D-1
    --- stderr
    error: the following required arguments were not provided: --until <DATE>
    hint: Usage: tpm defer --until <DATE> <IDS>...
    --- exit 2
    $ tpm defer A-1 --until fri
    --- stderr
    error: there is no A-1: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm defer D-7 --until fri
    --- stderr
    error: there is no D-7: the last decision is D-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    ");
}

#[test]
fn reject_makes_a_decision_with_its_reason() {
    let sandbox = after(OPEN);
    assert_snapshot!(exchanges(&sandbox, &["reject D-1 --why 'no budget' --on yesterday", "show D-1", "reject D-1 --json", "reject D-1 --on tomorrow"]), @r#"
    $ tpm reject D-1 --why 'no budget' --on yesterday
    Rejected D-1  Which vendor?  decider @lee  decided Sat 21 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:    rejected
    Why:       no budget
    Decider:   @lee
    Decided:   Sat 21 Nov
    Decide by: Wed 25 Nov (in 3 days)
    Door:      two way
    Raised:    Sun 22 Nov by @sam
    --- exit 0
    $ tpm reject D-1 --json
    --- stderr
    {"error":{"code":"refused","message":"D-1 is rejected already","hint":"`tpm reopen D-1` opens it again","exit":4,"retryable":false}}
    --- exit 4
    $ tpm reject D-1 --on tomorrow
    --- stderr
    error: D-1 is rejected already
    hint: `tpm reopen D-1` opens it again
    --- exit 4
    "#);
}

#[test]
fn withdraw_leaves_a_decision_undecided() {
    let sandbox = after(OPEN);
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which region?'", "withdraw D-1..D-2 --why 'the project was stopped'", "show D-1", "reopen D-1 -q", "decisions --open -q"]), @"
    $ tpm propose 'Which region?'
    Proposed D-2  Which region?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm withdraw D-1..D-2 --why 'the project was stopped'
    Withdrew D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    Withdrew D-2  Which region?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:    withdrawn
    Decider:   @lee
    Decide by: Wed 25 Nov (in 3 days)
    Door:      two way
    Raised:    Sun 22 Nov by @sam

    Comments
    • Sun 22 Nov @sam: the project was stopped
    --- exit 0
    $ tpm reopen D-1 -q
    D-1
    --- exit 0
    $ tpm decisions --open -q
    D-1
    --- exit 0
    ");
}

#[test]
fn review_notes_the_day_and_the_next_one() {
    let sandbox = after(MADE);
    assert_snapshot!(exchanges(&sandbox, &["review D-1 --next 'in 6 months' --why 'prices held'", "show D-1", "review D-1 --next none --on yesterday --json --fields reviewed_at,review_by,status", "review D-1 --on tomorrow", "review D-1 --next fri --retire"]), @r#"
    $ tpm review D-1 --next 'in 6 months' --why 'prices held'
    Reviewed D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    read "in 6 months" as Sat 22 May 2027 (in 181 days)
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Ship with vendor B
    Status:    accepted
    Decider:   @lee
    Decided:   Sun 22 Nov
    Decide by: none
    Review by: Sat 22 May 2027
    Reviewed:  Sun 22 Nov
    Door:      two way
    Raised:    Sun 22 Nov by @sam

    Comments
    • Sun 22 Nov @sam: prices held
    --- exit 0
    $ tpm review D-1 --next none --on yesterday --json --fields reviewed_at,review_by,status
    {"schema":"tpm/1","kind":"decision.changed","data":[{"reviewed_at":"2026-11-21","review_by":null,"status":"accepted"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    undo: tpm undo
    --- exit 0
    $ tpm review D-1 --on tomorrow
    --- stderr
    error: 2026-11-23 is in the future
    hint: --on says when something happened
    --- exit 2
    $ tpm review D-1 --next fri --retire
    --- stderr
    error: the argument '--next <DATE>' cannot be used with '--retire'
    hint: Usage: tpm review --next <DATE> <IDS>...
    --- exit 2
    "#);
}

#[test]
fn review_retires_what_holds_no_longer() {
    let sandbox = after(MADE);
    assert_snapshot!(exchanges(&sandbox, &["review D-1 --retire --why 'the product was sold'", "show D-1", "review D-1"]), @"
    $ tpm review D-1 --retire --why 'the product was sold'
    Retired D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Ship with vendor B
    Status:    deprecated
    Decider:   @lee
    Decided:   Sun 22 Nov
    Decide by: none
    Reviewed:  Sun 22 Nov
    Door:      two way
    Raised:    Sun 22 Nov by @sam

    Comments
    • Sun 22 Nov @sam: the product was sold
    --- exit 0
    $ tpm review D-1
    --- stderr
    error: D-1 is deprecated, and only an accepted decision is reviewed
    hint: `tpm reopen D-1` opens it again
    --- exit 4
    ");
}

#[test]
fn a_draft_is_put_on_the_table_by_its_id() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["propose 'A second site?' --draft", "defer D-1 --until fri", "propose D-1 --decider lee --due fri", "propose D-1", "propose D-1 --draft", "propose 'A third site?' --draft --json --fields id,status"]), @r#"
    $ tpm propose 'A second site?' --draft
    Drafted D-1  A second site?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm defer D-1 --until fri
    --- stderr
    error: D-1 is draft, and only a proposed decision can be deferred
    hint: `tpm propose D-1` raises it; decide, reject and withdraw are lawful too
    --- exit 4
    $ tpm propose D-1 --decider lee --due fri
    Proposed D-1  A second site?  decider @lee  due Fri 27 Nov (in 5 days)
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm propose D-1
    --- stderr
    error: D-1 is proposed already
    hint: `tpm decide D-1 "OUTCOME"` makes it; reject, defer and withdraw are lawful too
    --- exit 4
    $ tpm propose D-1 --draft
    --- stderr
    error: D-1 is known already, and --draft is for new ones
    hint: leave --draft out to put it on the table
    --- exit 2
    $ tpm propose 'A third site?' --draft --json --fields id,status
    {"schema":"tpm/1","kind":"decision.changed","data":[{"id":"D-2","status":"draft"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn what_superseded_another_gives_way_when_it_is_opened_again() {
    let sandbox = after(&[
        "decide 'Vendor A' --decider lee",
        "propose 'Vendor B?' --decider lee --supersedes D-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-2 yes", "reopen D-2", "withdraw D-2", "decisions", "reopen D-2 -q", "decide D-2 yes -q", "delete D-2", "undo", "unlink D-2 D-1", "show D-1 --json --fields status"]), @r#"
    $ tpm decide D-2 yes
    Decided D-2  Vendor B?  → yes  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 "Vendor A" is superseded
    undo: tpm undo
    --- exit 0
    $ tpm reopen D-2
    Reopened D-2  Vendor B?  decider @lee
    --- stderr
    D-1 "Vendor A" is accepted again
    undo: tpm undo
    --- exit 0
    $ tpm withdraw D-2
    Withdrew D-2  Vendor B?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE      DECIDER  WHEN        STATUS
    D-2  Vendor B?  @lee                 withdrawn
    D-1  Vendor A   @lee     Sun 22 Nov  accepted
    --- exit 0
    $ tpm reopen D-2 -q
    D-2
    --- exit 0
    $ tpm decide D-2 yes -q
    D-2
    --- exit 0
    $ tpm delete D-2
    Deleted D-2  Vendor B?  → yes  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 "Vendor A" is accepted again
    D-2 had 1 item hanging on it: D-1 "Vendor A"
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid delete D-1 D-2  (operation 8)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm unlink D-2 D-1
    Unlinked D-2  Vendor B?  → yes  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 "Vendor A" is accepted again
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields status
    {"schema":"tpm/1","kind":"decision","data":[{"status":"accepted"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn a_decision_that_two_superseded_waits_for_both() {
    let sandbox = after(&[
        "decide 'Vendor A' --decider lee",
        "propose 'Vendor B?' --decider lee --supersedes D-1",
        "propose 'Vendor C?' --decider lee --supersedes D-1",
        "decide D-2 yes",
        "decide D-3 yes",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["reopen D-3", "reopen D-2"]), @r#"
    $ tpm reopen D-3
    Reopened D-3  Vendor C?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm reopen D-2
    Reopened D-2  Vendor B?  decider @lee
    --- stderr
    D-1 "Vendor A" is accepted again
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn what_stands_behind_two_successors_comes_back_with_neither() {
    let chain = &[
        "decide 'Vendor A' --decider lee",
        "decide 'Vendor B' --decider lee --supersedes D-1",
        "decide 'Vendor C' --decider lee --supersedes D-2",
    ];
    for (line, first, second) in [
        ("reopen D-3", "superseded", "accepted"),
        ("delete D-3", "superseded", "accepted"),
        ("delete D-2", "superseded", "superseded"),
        ("review D-3 --retire", "superseded", "superseded"),
    ] {
        let sandbox = after(chain);
        sandbox.ok(line);
        let list = sandbox.ok("decisions --format csv --fields id,status");
        assert!(list.contains(&format!("D-1,{first}")), "{line}: {list}");
        let is_gone = line == "delete D-2";
        assert!(
            is_gone || list.contains(&format!("D-2,{second}")),
            "{line}: {list}"
        );
    }
    let sandbox = after(chain);
    sandbox.ok("review D-3 --retire");
    let reopened = sandbox.tpm("reopen D-3");
    assert!(
        reopened
            .stderr
            .contains("D-2 \"Vendor B\" is accepted again"),
        "{reopened}"
    );
}

/// What brings a decision to each status.
const WAYS: [(&str, &[&str]); 8] = [
    ("draft", &["propose 'Vendor A?' --draft"]),
    ("proposed", &["propose 'Vendor A?'"]),
    (
        "deferred",
        &["propose 'Vendor A?'", "defer D-1 --until 2026-12-04"],
    ),
    ("accepted", &["decide 'Vendor A'"]),
    ("rejected", &["propose 'Vendor A?'", "reject D-1"]),
    ("withdrawn", &["propose 'Vendor A?'", "withdraw D-1"]),
    (
        "superseded",
        &["decide 'Vendor A'", "decide 'Vendor B' --supersedes D-1"],
    ),
    ("deprecated", &["decide 'Vendor A'", "review D-1 --retire"]),
];

/// Each move, the status that it leads to, and the statuses from which it is lawful.
const MOVES: [(&str, &str, &[&str]); 8] = [
    ("propose D-1", "proposed", &["draft", "deferred"]),
    (
        "decide D-1 yes",
        "accepted",
        &["draft", "proposed", "deferred"],
    ),
    ("reject D-1", "rejected", &["draft", "proposed", "deferred"]),
    (
        "defer D-1 --until 2026-12-24",
        "deferred",
        &["proposed", "deferred"],
    ),
    (
        "withdraw D-1",
        "withdrawn",
        &["draft", "proposed", "deferred"],
    ),
    (
        "reopen D-1",
        "proposed",
        &[
            "deferred",
            "accepted",
            "rejected",
            "withdrawn",
            "superseded",
            "deprecated",
        ],
    ),
    ("review D-1 --next 2027-01-01", "accepted", &["accepted"]),
    ("review D-1 --retire", "deprecated", &["accepted"]),
];

#[test]
fn every_move_from_every_status_is_made_or_refused_with_what_is_lawful() {
    for (status, setup) in WAYS {
        for (line, target, lawful) in MOVES {
            let sandbox: Sandbox = after(setup);
            let before = sandbox.store().state().unwrap();
            assert_eq!(standing(&sandbox), status);
            let exchange = sandbox.tpm(line);
            if lawful.contains(&status) {
                assert_eq!(exchange.code, 0, "{line} from {status}: {exchange}");
                assert_eq!(standing(&sandbox), target, "{line} from {status}");
            } else if line.starts_with("reopen") {
                assert_eq!(exchange.code, 0, "{line} from {status}: {exchange}");
                assert_eq!(exchange.stderr, "D-1 is open already\n");
                assert_eq!(sandbox.store().state().unwrap(), before);
            } else {
                assert_eq!(exchange.code, 4, "{line} from {status}: {exchange}");
                assert!(
                    exchange.stderr.contains(&format!("D-1 is {status}")),
                    "{exchange}"
                );
                assert!(exchange.stderr.contains("hint: `tpm "), "{exchange}");
                assert_eq!(sandbox.store().state().unwrap(), before);
            }
        }
    }
}

fn standing(sandbox: &Sandbox) -> String {
    let line = sandbox.ok("show D-1 --format csv --fields status");
    line.lines().nth(1).unwrap().to_owned()
}

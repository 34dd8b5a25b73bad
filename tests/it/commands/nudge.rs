//! `tpm nudge`: what the ladder says is due, one digest a person, drafted, sent or recorded.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

const LATE: &[&str] = &[
    "person priya --name 'Priya Shah' --email priya@example.com --manager dana",
    "person dana --email dana@example.com",
    "person bo --away 20nov..30nov",
    "propose 'Which ledger?' --decider lee --driver sam --due 2026-11-17 --on 2026-11-10",
    "act @priya send the plan by 2026-11-20 --for D-1",
    "act @priya order chairs by 2026-11-24",
    "act @priya print badges by 2026-12-24",
    "act @bo draft the price list by 2026-11-19",
    "act @kim book the room by 2026-11-12",
    "act @zoe ask around",
];

#[test]
fn the_ladder_says_who_is_nudged_today_and_each_gets_one_digest() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["nudge --due", "nudge --due --sent --channel slack", "nudge --due", "nudge A-2", "show A-1 --json --fields nudges,last_nudged", "undo -q", "nudge --due -q"]), @r#"
    $ tpm nudge --due
    To @kim
    • A-5 book the room, was due Thu 12 Nov 2026 (10 days late)

    Done already, or another date? A short answer is enough.

    To @lee
    • D-1 Which ledger?: to be decided, was due Tue 17 Nov 2026 (5 days late)

    Done already, or another date? A short answer is enough.

    Copy: @sam

    To @priya  priya@example.com
    • A-1 send the plan, was due Fri 20 Nov 2026 (2 days late), for D-1 Which ledger?
    • A-2 order chairs, due Tue 24 Nov 2026

    Done already, or another date? A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge --due --sent --channel slack
    Nudged about A-5  book the room  @kim  due Thu 12 Nov (10 days ago)
    Nudged about D-1  Which ledger?  decider @lee  due Tue 17 Nov (5 days ago)
    Nudged about A-1  send the plan  @priya  due Fri 20 Nov (2 days ago)  for D-1
    Nudged about A-2  order chairs  @priya  due Tue 24 Nov (in 2 days)
    --- stderr
    @kim was nudged (slack)
    @lee was nudged (slack)
    @priya was nudged (slack)
    undo: tpm undo
    --- exit 0
    $ tpm nudge --due
    Nobody is to be nudged today.
    --- exit 0
    $ tpm nudge A-2
    Nobody is to be nudged today.
    --- stderr
    @priya was nudged today already
    --- exit 0
    $ tpm show A-1 --json --fields nudges,last_nudged
    {"schema":"tpm/1","kind":"action","data":[{"nudges":1,"last_nudged":"2026-11-22T10:00:00Z"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm undo -q
    11
    --- exit 0
    $ tpm nudge --due -q
    A-5
    D-1
    A-1
    A-2
    --- exit 0
    "#);
}

#[test]
fn named_items_are_nudged_about_whenever_that_is_wanted() {
    let sandbox = after(LATE);
    assert_snapshot!(exchanges(&sandbox, &["nudge A-3", "nudge A-1 --to manager", "nudge A-4", "nudge D-1 --json", "nudge", "nudge M-1", "nudge A-1 --sent --on 2026-11-21 --channel 'in person'", "nudge A-1 -q"]), @r##"
    $ tpm nudge A-3
    To @priya  priya@example.com
    • A-3 print badges, due Thu 24 Dec 2026

    Done already, or another date? A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge A-1 --to manager
    To @dana  dana@example.com
    • A-1 send the plan, was due Fri 20 Nov 2026 (2 days late), for D-1 Which ledger?, with @priya

    This has gone up a step: can you help it along?

    Copy: @priya
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge A-4
    Nobody is to be nudged today.
    --- stderr
    @bo is away, and nobody stands in
    --- exit 0
    $ tpm nudge D-1 --json
    {"schema":"tpm/1","kind":"nudge.list","data":[{"person":"lee","name":null,"copies":["sam"],"items":[{"id":"D-1","title":"Which ledger?","wanted":"decision","asked":"lee","due":"2026-11-17","days_late":5,"step":"driver","level":2,"nudges":0}],"subject":"1 thing waits on you","markdown":"# 1 thing waits on you\n\n- D-1 Which ledger?: to be decided, was due Tue 17 Nov 2026 (5 days late)\n\nDone already, or another date? A short answer is enough.\n\nCopy: @sam\n"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge
    --- stderr
    error: whom to nudge about what?
    hint: name an action or a decision, or --due for all that is due today
    --- exit 2
    $ tpm nudge M-1
    --- stderr
    error: there is no M-1: there is no meeting yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm nudge A-1 --sent --on 2026-11-21 --channel 'in person'
    Nudged about A-1  send the plan  @priya  due Fri 20 Nov (2 days ago)  for D-1
    --- stderr
    @priya was nudged (in person)
    undo: tpm undo
    --- exit 0
    $ tpm nudge A-1 -q
    A-1
    --- exit 0
    "##);
    sandbox.ok("done A-3");
    let refused = sandbox.tpm("nudge A-3");
    assert_eq!(refused.code, 4, "{refused}");
}

#[test]
fn who_owes_an_answer_is_nudged_from_its_day_on() {
    let mut sandbox = after(&[
        "decide 'Ship it' --decider lee --agree bo,kim --inform zoe",
        "announce D-1 --sent",
        "ack D-1 kim",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["nudge --due", "nudge D-1"]), @"
    $ tpm nudge --due
    Nobody is to be nudged today.
    --- exit 0
    $ tpm nudge D-1
    To @bo
    • D-1 Ship it: please say that you have read it, due Wed 25 Nov 2026

    A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    ");
    sandbox.at("2026-11-26T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["nudge --due", "nudge --due --sent", "ack D-1 bo", "nudge --due", "nudge D-1"]), @"
    $ tpm nudge --due
    To @bo
    • D-1 Ship it: please say that you have read it, was due Wed 25 Nov 2026 (1 day late)

    A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge --due --sent
    Nudged about D-1  Ship it  decider @lee  decided Sun 22 Nov
    --- stderr
    @bo was nudged
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 bo
    Answered D-1  Ship it  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm nudge --due
    Nobody is to be nudged today.
    --- exit 0
    $ tpm nudge D-1
    --- stderr
    error: nobody owes D-1 anything to be asked for
    hint: `tpm loop D-1` tells where it is stuck, and on whom
    --- exit 4
    ");
}

#[test]
fn digests_are_sent_by_the_users_own_command() {
    let sandbox: Sandbox = after(LATE);
    sandbox.write(
        "hook.sh",
        "printf '%s|%s\\n' \"$1\" \"$2\" >> sent.txt\ncat >> sent.txt\n",
    );
    sandbox.ok("config set send.email \"sh hook.sh {channel} '{subject}'\"");
    assert_snapshot!(exchanges(&sandbox, &["nudge --due --send --dry-run", "nudge --due --send", "nudge A-1 --send"]), @"
    $ tpm nudge --due --send --dry-run
    Nudged about A-1  send the plan  @priya  due Fri 20 Nov (2 days ago)  for D-1
    Nudged about A-2  order chairs  @priya  due Tue 24 Nov (in 2 days)
    --- stderr
    @kim cannot be reached by any command that is set
    @lee cannot be reached by any command that is set
    @priya was nudged (email)
    dry run: nothing was written
    --- exit 0
    $ tpm nudge --due --send
    Nudged about A-1  send the plan  @priya  due Fri 20 Nov (2 days ago)  for D-1
    Nudged about A-2  order chairs  @priya  due Tue 24 Nov (in 2 days)
    --- stderr
    @kim cannot be reached by any command that is set
    @lee cannot be reached by any command that is set
    @priya was nudged (email)
    undo: tpm undo
    --- exit 0
    $ tpm nudge A-1 --send
    Nobody is to be nudged today.
    --- stderr
    @priya was nudged today already
    --- exit 0
    ");
    let sent = std::fs::read_to_string(sandbox.home().join("sent.txt")).unwrap();
    assert!(
        sent.starts_with("priya@example.com|2 things wait on you\nX-Unsent: 1\r\n"),
        "{sent}"
    );
    assert!(
        sent.contains("To: \"Priya Shah\" <priya@example.com>\r\n"),
        "{sent}"
    );
    sandbox.ok("config set send.email false");
    let failed = sandbox.tpm("nudge A-4 A-5 --send");
    assert_eq!(failed.code, 4, "{failed}");
    let failed = sandbox.tpm("nudge A-1 --to manager --send");
    assert_eq!(failed.code, 74, "{failed}");
}

#[test]
fn a_mail_is_for_one_person() {
    let sandbox = after(LATE);
    let mail = sandbox.ok("nudge A-1 A-2 --format email");
    for part in [
        "X-Unsent: 1\r\nSubject: 2 things wait on you\r\n",
        "To: \"Priya Shah\" <priya@example.com>\r\n",
    ] {
        assert!(mail.contains(part), "{part} in {mail}");
    }
    let several = sandbox.tpm("nudge A-1 A-5 --format email");
    assert_eq!(several.code, 2, "{several}");
}

#[test]
fn who_stands_in_is_nudged_once_a_step() {
    let mut sandbox = after(&[
        "act @tom send the plan by 2026-11-24",
        "person tom --away 20nov..30nov --cover ann",
    ]);
    let first = sandbox.ok("nudge --due --sent -q");
    sandbox.at("2026-11-23T10:00:00Z");
    let second = sandbox.tpm("nudge --due -q");
    assert_eq!(
        (first.trim(), second.stdout.trim()),
        ("A-1", ""),
        "{second}"
    );
}

#[test]
fn a_manager_who_is_away_is_left_alone_and_a_missing_driver_is_who_raised_it() {
    let sandbox = after(&[
        "act @lee send the plan by 2026-11-01",
        "person lee --manager max",
        "person max --away 1nov..30nov",
        "propose 'Which ledger?' --decider kim --due 2026-11-17 --on 2026-11-10",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["nudge A-1", "nudge D-1", "person max --cover zoe -q", "nudge A-1"]), @"
    $ tpm nudge A-1
    To @lee
    • A-1 send the plan, was due Sun 1 Nov 2026 (21 days late)

    Done already, or another date? A short answer is enough.
    --- stderr
    @max is away, and nobody stands in
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm nudge D-1
    To @kim
    • D-1 Which ledger?: to be decided, was due Tue 17 Nov 2026 (5 days late)

    Done already, or another date? A short answer is enough.

    Copy: @sam
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    $ tpm person max --cover zoe -q
    @max
    --- exit 0
    $ tpm nudge A-1
    To @zoe
    • A-1 send the plan, was due Sun 1 Nov 2026 (21 days late), with @lee

    This has gone up a step: can you help it along?

    Copy: @lee
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    ");
}

#[test]
fn those_who_are_asked_about_an_open_decision_are_nudged_before_its_date() {
    let sandbox = after(&[
        "propose 'Which ledger?' --decider lee --driver bo --input dana --agree tom --due 2026-11-24",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["nudge --due"]), @"
    $ tpm nudge --due
    To @dana
    • D-1 Which ledger?: please say what you think of it, due Tue 24 Nov 2026

    A short answer is enough.

    To @lee
    • D-1 Which ledger?: to be decided, due Tue 24 Nov 2026

    Done already, or another date? A short answer is enough.

    To @tom
    • D-1 Which ledger?: please say what you think of it, due Tue 24 Nov 2026

    A short answer is enough.
    --- stderr
    drafts: the same command with --sent records that you sent them
    --- exit 0
    ");
}

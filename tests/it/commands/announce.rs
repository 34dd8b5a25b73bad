//! `tpm announce`: drafts, what was sent, and sending by commands of the user's own.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

const MADE: &[&str] = &[
    "person bo --name 'Bo Larsen' --email bo@example.com",
    "person priya --name 'Priya Shah' --channel '#launch'",
    "person zoe --channel '#launch'",
    "group steering --members dana,zoe",
    "workstream launch --audience steering",
    "propose 'Which ledger?' --decider lee --agree bo --inform priya -w launch",
    "act @kim sign the contract by 2026-11-27",
    "link D-1 blocks A-1",
    "decide D-1 'The bought one' --why 'audited every year'",
];

#[test]
fn a_decision_is_drafted_with_whom_it_is_for() {
    let sandbox = after(MADE);
    assert_snapshot!(exchanges(&sandbox, &["announce D-1"]), @"
    $ tpm announce D-1
    D-1: Which ledger?
    Decided: The bought one by @lee on Sun 22 Nov 2026
    Why: audited every year

    What is asked of you
    To answer: @bo; please say that you have read it, or what stands against it
    To know: @priya, @kim, @dana and @zoe
    --- stderr
    for @bo (must agree), @priya (informed), @kim (owns A-1), @dana (hears of launch), @zoe (hears of launch)
    a draft: `tpm announce D-1 --sent` records that you sent it
    --- exit 0
    ");
}

#[test]
fn what_was_sent_is_recorded_once_and_by_name() {
    let sandbox = after(MADE);
    assert_snapshot!(exchanges(&sandbox, &[
        "announce D-1 --sent --to steering --channel slack",
        "announce D-1 --sent --on 2026-11-21",
        "announce D-1 --sent",
        "show D-1",
        "announce D-1 --sent",
        "undo",
        "show D-1 --json --fields receipts",
    ]), @r#"
    $ tpm announce D-1 --sent --to steering --channel slack
    Announced D-1  Which ledger?  → The bought one  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    D-1 went to @dana, @zoe (slack)
    undo: tpm undo
    --- exit 0
    $ tpm announce D-1 --sent --on 2026-11-21
    --- stderr
    error: D-1 was decided on 2026-11-22, and nobody was told before
    hint: --on takes that day or a later one
    --- exit 2
    $ tpm announce D-1 --sent
    Announced D-1  Which ledger?  → The bought one  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    D-1 went to @bo, @priya, @kim
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which ledger?
    Status:     accepted
    Outcome:    The bought one
    Why:        audited every year
    Decider:    @lee
    Must agree: @bo has not answered, asked Sun 22 Nov
    Informed:   @priya
    Decided:    Sun 22 Nov
    Decide by:  none
    Door:       two way
    Workstream: launch
    Raised:     Sun 22 Nov by @sam
    Blocks:     A-1 sign the contract

    Told 4/5
    WHO     TOLD                 ANSWER
    @bo     Sun 22 Nov           silent
    @priya  Sun 22 Nov           none needed
    @kim    Sun 22 Nov           none needed
    @dana   Sun 22 Nov by slack  none needed
    @zoe    Sun 22 Nov by slack  none needed
    --- exit 0
    $ tpm announce D-1 --sent
    --- stderr
    error: everybody was told of D-1 already
    hint: --to names others; `tpm edit D-1 --inform=+NAME` lists them for good
    --- exit 4
    $ tpm undo
    Undid announce D-1  (operation 11)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm show D-1 --json --fields receipts
    {"schema":"tpm/1","kind":"decision","data":[{"receipts":[{"person":"bo","version":1,"answer_required":true,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"priya","version":1,"answer_required":false,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"kim","version":1,"answer_required":false,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"dana","version":1,"answer_required":false,"sent_at":"2026-11-22","channel":"slack","answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"zoe","version":1,"answer_required":false,"sent_at":"2026-11-22","channel":"slack","answer":null,"answered_at":null,"note":null,"resolved_at":null}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn an_open_decision_goes_out_as_a_pre_read() {
    let sandbox = after(&[
        "propose 'Which ledger?' --decider lee --agree bo --input priya --inform zoe --due 2026-11-27 --if-late 'no audit'",
        "option D-1 'The bought one' --pro audited",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["announce D-1", "ack D-1 bo --agree"]), @"
    $ tpm announce D-1
    D-1: Which ledger?
    Decision needed from @lee by Fri 27 Nov 2026
    Asked: @bo to agree or object; @priya for input
    If late: no audit

    Options
    1 The bought one
    • for: audited

    Who is involved
    • Decider @lee
    • Must agree @bo, answer: awaited
    • Input @priya, answer: awaited
    • Informed @zoe

    About this decision
    Raised: Sun 22 Nov 2026 by @sam
    --- stderr
    for @lee (decides), @bo (must agree), @priya (input)
    a draft: `tpm announce D-1 --sent` records that you sent it
    --- exit 0
    $ tpm ack D-1 bo --agree
    Answered D-1  Which ledger?  decider @lee  due Fri 27 Nov (in 5 days)
    --- stderr
    @priya (input) has not answered about D-1
    undo: tpm undo
    --- exit 0
    ");
    let mut sandbox = sandbox;
    sandbox.at("2026-11-24T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["announce D-1 --sent --channel email", "show D-1", "announce D-1 --json --fields stage,audience"]), @r#"
    $ tpm announce D-1 --sent --channel email
    Asked about D-1  Which ledger?  decider @lee  due Fri 27 Nov (in 3 days)
    --- stderr
    D-1 went to @lee, @priya (email)
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which ledger?
    Status:     proposed
    Decider:    @lee
    Must agree: @bo agrees (Sun 22 Nov)
    Input:      @priya has not answered, asked Tue 24 Nov
    Informed:   @zoe
    Decide by:  Fri 27 Nov (in 3 days)
    If late:    no audit
    Door:       two way
    Raised:     Sun 22 Nov by @sam

    Options
    1 The bought one
    • for: audited

    Asked
    WHO     TOLD                 ANSWER
    @lee    Tue 24 Nov by email  none needed
    @priya  Tue 24 Nov by email  silent
    --- exit 0
    $ tpm announce D-1 --json --fields stage,audience
    {"schema":"tpm/1","kind":"announcement","data":[{"stage":"pre_read","audience":[{"person":"lee","name":null,"why":["decides"],"answer_required":true,"answered":false,"sent_at":"2026-11-24","channel":"email","away":false},{"person":"bo","name":null,"why":["must agree"],"answer_required":false,"answered":true,"sent_at":null,"channel":null,"away":false},{"person":"priya","name":null,"why":["input"],"answer_required":true,"answered":false,"sent_at":"2026-11-24","channel":"email","away":false}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    already: @lee Tue 24 Nov by email, @bo, @priya Tue 24 Nov by email
    --- exit 0
    "#);
}

#[test]
fn a_changed_outcome_is_told_again_and_the_answers_of_before_stop_counting() {
    let sandbox = after(MADE);
    assert_snapshot!(exchanges(&sandbox, &[
        "announce D-1 --sent -q",
        "ack D-1 bo -q",
        "group steering --members=-dana -q",
        "edit D-1 --outcome 'Both, for a year'",
        "announce D-1",
        "show D-1 --json --fields version,receipts",
    ]), @r#"
    $ tpm announce D-1 --sent -q
    D-1
    --- exit 0
    $ tpm ack D-1 bo -q
    D-1
    --- exit 0
    $ tpm group steering --members=-dana -q
    @steering
    --- exit 0
    $ tpm edit D-1 --outcome 'Both, for a year'
    Changed D-1  Which ledger?  → Both, for a year  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    to be told again of D-1: @bo, @priya, @kim, @zoe, @dana; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm announce D-1
    D-1: Which ledger?
    Decided: Both, for a year by @lee on Sun 22 Nov 2026
    Why: audited every year
    This replaces what you were told of it before.

    What is asked of you
    To answer: @bo; please say that you have read it, or what stands against it
    To know: @priya, @kim, @zoe and @dana
    --- stderr
    for @bo (must agree, told before), @priya (informed, told before), @kim (owns A-1, told before), @zoe (hears of launch, told before), @dana (told before)
    a draft: `tpm announce D-1 --sent` records that you sent it
    --- exit 0
    $ tpm show D-1 --json --fields version,receipts
    {"schema":"tpm/1","kind":"decision","data":[{"version":2,"receipts":[{"person":"bo","version":1,"answer_required":true,"sent_at":"2026-11-22","channel":null,"answer":"ack","answered_at":"2026-11-22","note":null,"resolved_at":null},{"person":"priya","version":1,"answer_required":false,"sent_at":"2026-11-22","channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"kim","version":1,"answer_required":false,"sent_at":"2026-11-22","channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"dana","version":1,"answer_required":false,"sent_at":"2026-11-22","channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"zoe","version":1,"answer_required":false,"sent_at":"2026-11-22","channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"bo","version":2,"answer_required":true,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"priya","version":2,"answer_required":false,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"kim","version":2,"answer_required":false,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"zoe","version":2,"answer_required":false,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null},{"person":"dana","version":2,"answer_required":false,"sent_at":null,"channel":null,"answer":null,"answered_at":null,"note":null,"resolved_at":null}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn answers_are_asked_of_those_whom_the_rule_names() {
    let sandbox = after(MADE);
    let required = |line: &str| {
        let text = sandbox.ok(&format!("{line} --json --fields audience"));
        text.matches("\"answer_required\":true").count()
    };
    assert_eq!(required("announce D-1"), 1);
    assert_eq!(required("announce D-1 --ack all"), 5);
    assert_eq!(required("announce D-1 --ack none"), 0);
    sandbox.ok("announce D-1 --sent --ack all");
    assert_eq!(required("announce D-1"), 5);
}

#[test]
fn what_is_not_to_be_told_is_refused_with_what_is() {
    let sandbox = after(&[
        "propose 'Which region?' --draft",
        "propose 'Which vendor?'",
        "decide 'Ship it' --audience none --inform bo",
        "withdraw D-2",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["announce D-1", "announce D-2", "announce D-3", "announce D-3 --sent", "announce D-3 --sent --to bo", "announce D-4", "announce D-3 --send", "announce D-3 --sent --on 2026-11-01 --to bo"]), @r#"
    $ tpm announce D-1
    --- stderr
    error: D-1 is draft and not on the table
    hint: `tpm propose D-1` puts it there
    --- exit 4
    $ tpm announce D-2
    --- stderr
    error: D-2 is withdrawn, and there is nothing to tell of it
    hint: `tpm show D-2 --format md` gives it as a page to send all the same
    --- exit 4
    $ tpm announce D-3
    D-3: Ship it
    Decided on Sun 22 Nov 2026
    --- stderr
    nobody is listed to be told
    --- exit 0
    $ tpm announce D-3 --sent
    --- stderr
    error: nobody is listed to be told of D-3
    hint: --to names others; `tpm edit D-3 --inform=+NAME` lists them for good
    --- exit 4
    $ tpm announce D-3 --sent --to bo
    Announced D-3  Ship it  decided Sun 22 Nov
    --- stderr
    D-3 went to @bo
    undo: tpm undo
    --- exit 0
    $ tpm announce D-4
    --- stderr
    error: there is no D-4: the last decision is D-3
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm announce D-3 --send
    --- stderr
    error: no command is set that sends by slack
    hint: `tpm config set send.slack "COMMAND {channel}"` sets one; `--sent` records what you sent
    --- exit 78
    $ tpm announce D-3 --sent --on 2026-11-01 --to bo
    --- stderr
    error: D-3 was decided on 2026-11-22, and nobody was told before
    hint: --on takes that day or a later one
    --- exit 2
    "#);
}

#[test]
fn who_was_in_the_meeting_was_told_there() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "notes.md",
        "# Sync\n\nPresent: @sam, @priya, @lee\n\n- DECISION: stay with vendor B (decider: @lee)\n",
    );
    assert_snapshot!(exchanges(&sandbox, &["workstream launch --audience priya,bo", "meet Sync --notes notes.md -w launch", "show D-1"]), @"
    $ tpm workstream launch --audience priya,bo
    Added launch  told @priya, @bo
    --- stderr
    added @priya, named for the first time
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm meet Sync --notes notes.md -w launch
    Started M-1  Sync  Sun 22 Nov  3 present
    Added D-1  stay with vendor B  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    added @sam, named for the first time
    added @lee, named for the first time
    to be told of D-1: @bo; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  stay with vendor B
    Status:     accepted
    Decider:    @lee
    Decided:    Sun 22 Nov
    Decide by:  none
    Door:       two way
    Workstream: launch
    Meeting:    M-1
    Raised:     Sun 22 Nov by @sam

    Told 1/2
    WHO     TOLD                   ANSWER
    @priya  Sun 22 Nov by meeting  none needed
    @bo     not yet                none needed
    --- exit 0
    ");
}

#[test]
fn drafts_are_written_in_every_form() {
    let sandbox = after(MADE);
    for (format, ending) in [
        ("email", "eml"),
        ("slack", "json"),
        ("html", "html"),
        ("md", "md"),
        ("text", "txt"),
    ] {
        let written = sandbox.ok(&format!("announce D-1 --format {format} -o out/"));
        assert_eq!(
            written,
            format!("Wrote D-1 to out/D-1-which-ledger.{ending}\n")
        );
        let text = std::fs::read_to_string(
            sandbox
                .home()
                .join(format!("out/D-1-which-ledger.{ending}")),
        )
        .unwrap();
        assert!(text.contains("audited every year"), "{text}");
    }
    let again = sandbox.tpm("announce D-1 -o out/D-1-which-ledger.html");
    assert_eq!(again.code, 73, "{again}");
    sandbox.ok("announce D-1 -o out/D-1-which-ledger.html --force");
    let mail = std::fs::read_to_string(sandbox.home().join("out/D-1-which-ledger.eml")).unwrap();
    assert!(
        mail.starts_with("X-Unsent: 1\r\nSubject: D-1 Decided: Which ledger?\r\n"),
        "{mail}"
    );
    assert!(
        mail.contains("To: \"Bo Larsen\" <bo@example.com>\r\n"),
        "{mail}"
    );
}

/// A sandbox with hooks that keep what they were given in files of their own.
fn with_hooks() -> Sandbox {
    let sandbox = after(MADE);
    sandbox.write(
        "hook.sh",
        "#!/bin/sh\nprintf '%s|%s|%s\\n' \"$1\" \"$2\" \"$3\" >> sent.txt\ncat >> sent.txt\n",
    );
    sandbox.ok("config set send.slack \"sh hook.sh {channel} {to} '{subject}'\"");
    sandbox
}

fn sent(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.home().join("sent.txt")).unwrap_or_default()
}

#[test]
fn sending_goes_by_the_users_own_command_and_is_recorded() {
    let sandbox = with_hooks();
    sandbox.ok("config set send.email \"sh hook.sh mail {channel} '{subject}'\"");
    assert_snapshot!(exchanges(&sandbox, &["announce D-1 --send --dry-run"]), @"
    $ tpm announce D-1 --send --dry-run
    Announced D-1  Which ledger?  → The bought one  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    @kim cannot be reached by any command that is set
    @dana cannot be reached by any command that is set
    D-1 went to @bo (email)
    D-1 went to @priya, @zoe (slack)
    dry run: nothing was written
    --- exit 0
    ");
    assert_eq!(sent(&sandbox), "");
    assert_snapshot!(exchanges(&sandbox, &["announce D-1 --send", "show D-1", "undo -q", "announce D-1 --send"]), @"
    $ tpm announce D-1 --send
    Announced D-1  Which ledger?  → The bought one  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    @kim cannot be reached by any command that is set
    @dana cannot be reached by any command that is set
    D-1 went to @bo (email)
    D-1 went to @priya, @zoe (slack)
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which ledger?
    Status:     accepted
    Outcome:    The bought one
    Why:        audited every year
    Decider:    @lee
    Must agree: @bo has not answered, asked Sun 22 Nov
    Informed:   @priya
    Decided:    Sun 22 Nov
    Decide by:  none
    Door:       two way
    Workstream: launch
    Raised:     Sun 22 Nov by @sam
    Blocks:     A-1 sign the contract

    Told 2/5
    WHO     TOLD                 ANSWER
    @bo     Sun 22 Nov by email  silent
    @priya  Sun 22 Nov by slack  none needed
    @kim    not yet              none needed
    @dana   not yet              none needed
    @zoe    Sun 22 Nov by slack  none needed
    --- exit 0
    $ tpm undo -q
    11
    --- exit 0
    $ tpm announce D-1 --send
    Announced D-1  Which ledger?  → The bought one  decider @lee  decided Sun 22 Nov  launch
    --- stderr
    @kim cannot be reached by any command that is set
    @dana cannot be reached by any command that is set
    D-1 went to @priya, @zoe (slack)
    undo: tpm undo
    --- exit 0
    ");
    let sent = sent(&sandbox);
    assert!(
        sent.contains("#launch|priya,zoe|D-1 Decided: Which ledger?\n{\"text\":"),
        "{sent}"
    );
    assert!(
        sent.contains("mail|bo@example.com|D-1 Decided: Which ledger?\nX-Unsent: 1\r\n"),
        "{sent}"
    );
}

#[test]
fn a_hook_sees_no_shell_and_no_option() {
    let sandbox = with_hooks();
    sandbox.ok("edit D-1 --title '$(touch forged) `touch forged`; touch forged'");
    sandbox.ok("announce D-1 --send --channel 'slack:#a b; touch forged'");
    assert!(!sandbox.home().join("forged").exists());
    assert!(
        sent(&sandbox).starts_with("#a b; touch forged|bo,priya,"),
        "{}",
        sent(&sandbox)
    );
    let refused = sandbox.tpm("announce D-1 --send --to bo --channel slack:-oProxyCommand=x");
    assert_eq!(refused.code, 2, "{refused}");
}

#[test]
fn a_hook_that_fails_records_nothing_and_says_why() {
    let sandbox = with_hooks();
    sandbox.write("fails.sh", "echo 'channel not found' >&2\nexit 3\n");
    sandbox.ok("config set send.slack 'sh fails.sh'");
    sandbox.ok("config set send.email 'no-such-program-here'");
    assert_snapshot!(exchanges(&sandbox, &["announce D-1 --send", "announce D-1 --send --channel chat", "config set send.slack \"sh 'x\"", "config", "config unset send.slack"]), @r#"
    $ tpm announce D-1 --send
    --- stderr
    @kim cannot be reached by any command that is set
    @dana cannot be reached by any command that is set
    send.slack ended with exit 3: channel not found
    error: send.email cannot be started: No such file or directory (os error 2)
    hint: this message was not recorded as sent; `tpm config get send.email` shows the command
    --- exit 74
    $ tpm announce D-1 --send --channel chat
    --- stderr
    error: no command is set that sends by chat
    hint: `tpm config set send.chat "COMMAND {channel}"` sets one; `--sent` records what you sent
    --- exit 78
    $ tpm config set send.slack "sh 'x"
    --- stderr
    error: send.slack: a quotation mark is left open
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config
    SETTING            VALUE                 FROM       WHAT IT IS
    actor              sam                   TPM_ACTOR  your handle
    timezone           UTC                   TPM_TZ     where your days begin and end
    week_start         monday                default    the day on which weeks begin
    editor             vi                    default    the command that opens a draft
    pager              less                  default    the command that shows long output
    copy                                     default    the command that fills the clipboard
    color              auto                  default    when to colour
    soon_days          7                     default    how many days ahead `today` looks
    history_days       30                    default    how old imported notes must be to be history
    default_due        none                  default    when undated actions of notes are due: none, next or 7d
    loop.two_way_days  7                     default    days for a two-way decision
    loop.one_way_days  21                    default    days for a one-way decision
    loop.input_days    2                     default    days before a decision for its input
    loop.send_days     2                     default    working days for telling people
    loop.ack_days      3                     default    working days for acknowledging
    loop.plan_days     3                     default    working days for a first action
    loop.stale_days    14                    default    days without a change
    loop.confirm_days  3                     default    days for confirming
    loop.execute_days  30                    default    days for doing an action
    loop.remind_days   2                     default    days before a date: a reminder
    loop.nudge_days    1                     default    days late: a nudge
    loop.driver_days   4                     default    days late: the driver in copy
    loop.manager_days  8                     default    days late: to the manager
    loop.ack           listed                default    of whom an answer is required
    loop.working_days  mon-fri               default    the days on which people work
    send.email         no-such-program-here  file       your way of sending
    send.slack         sh fails.sh           file       your way of sending
    --- exit 0
    $ tpm config unset send.slack
    Unset send.slack
    --- stderr
    it was sh fails.sh
    --- exit 0
    "#);
    let told = sandbox.ok("announce D-1 --json --fields audience");
    assert!(!told.contains("2026-11-22"), "{told}");
}

#[test]
fn a_hook_that_does_not_read_is_no_failure() {
    let sandbox = with_hooks();
    sandbox.ok("config set send.slack true");
    sandbox.ok("announce D-1 --send --channel slack:x");
}

#[test]
fn the_users_own_command_fills_the_clipboard() {
    let sandbox = after(MADE);
    sandbox.write("copy.sh", "cat > copied.txt\n");
    let refused = sandbox.tpm("announce D-1 --copy");
    assert_eq!(refused.code, 73, "{refused}");
    sandbox.ok("config set copy 'sh copy.sh'");
    let shown = sandbox.ok("announce D-1 --copy");
    let copied = || std::fs::read_to_string(sandbox.home().join("copied.txt")).unwrap();
    assert_eq!(copied(), shown.trim_end());
    sandbox.ok("show D-1 --copy --format slack");
    assert!(copied().starts_with("*D-1: Which ledger?*"), "{}", copied());
}

#[test]
fn a_template_of_the_users_own_makes_the_message() {
    let sandbox = after(MADE);
    sandbox.write(
        ".config/tpm/templates/announce.md",
        "## {{ decision.title }}\n\n{{ decision.outcome }}, says {{ decision.decider | at }} <b>\n\n\
         {% for hearer in audience | selectattr('answer_required', 'true') %}\n- {{ hearer.person | at }}: read it?\n{% endfor %}\n",
    );
    sandbox.ok("edit D-1 --title '<b>Which</b> ledger?'");
    assert_snapshot!(exchanges(&sandbox, &["announce D-1", "announce D-1 --format slack"]), @"
    $ tpm announce D-1
    <b>Which</b> ledger?
    The bought one, says @lee 

    • @bo: read it?
    --- stderr
    for @bo (must agree), @priya (informed), @kim (owns A-1), @dana (hears of launch), @zoe (hears of launch)
    a draft: `tpm announce D-1 --sent` records that you sent it
    --- exit 0
    $ tpm announce D-1 --format slack
    *&lt;b&gt;Which&lt;/b&gt; ledger?*
    The bought one, says @lee 

    • @bo: read it?
    --- stderr
    for @bo (must agree), @priya (informed), @kim (owns A-1), @dana (hears of launch), @zoe (hears of launch)
    a draft: `tpm announce D-1 --sent` records that you sent it
    --- exit 0
    ");
    let usual = sandbox.ok("announce D-1 --template usual");
    assert!(usual.contains("What is asked of you"), "{usual}");
    sandbox.write("mine.md", "{{ nosuch }}\n");
    let wrong = sandbox.tpm("announce D-1 --template mine.md");
    assert_eq!(wrong.code, 65, "{wrong}");
}

#[test]
#[cfg(unix)]
fn a_distant_terminal_takes_what_is_copied() {
    use crate::terminal::Terminal;
    let mut sandbox = after(&["act send the plan"]);
    sandbox.set("SSH_TTY", "/dev/pts/9");
    let ended = Terminal::run(&sandbox, &["show", "A-1", "--copy", "--no-pager"], 80).end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    // "A-1  send the plan" in base 64, up to its last whole letter.
    let sequence = "\u{1b}]52;c;QS0xICBzZW5kIHRoZSBwbGFu";
    assert!(ended.written.contains(sequence), "{:?}", ended.written);
    assert!(
        ended.screen.contains("copied ") && !ended.screen.contains("QS0x"),
        "{}",
        ended.screen
    );
    sandbox.set("TERM", "dumb");
    let ended = Terminal::run(&sandbox, &["show", "A-1", "--copy"], 80).end();
    assert_eq!(ended.code, 73, "{}", ended.screen);
}

#[test]
fn a_mail_is_addressed_to_those_who_were_not_told_also_where_it_is_printed() {
    let sandbox = Sandbox::new();
    for line in [
        "person bo --name 'Bo Larsen' --email bo@example.com",
        "person priya --email priya@example.com",
        "decide 'Ship weekly' --decider lee --inform bo,priya",
        "announce D-1 --sent --to priya --channel chat",
    ] {
        sandbox.ok(line);
    }
    let mail = sandbox.ok("announce D-1 --format email");
    assert!(
        mail.contains("To: \"Bo Larsen\" <bo@example.com>"),
        "{mail}"
    );
    assert!(!mail.contains("priya@example.com"), "{mail}");
}

#[test]
fn who_owes_no_answer_is_told_all_the_same() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "propose 'Ship weekly' --decider lee --perform tom",
        "decide D-1 yes",
        "ack D-1 --waive tom --why 'on another team'",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-09T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["loop", "announce D-1 --sent", "loop"]), @"
    $ tpm loop
    ID   DECISION     MADE  TOLD  DONE  STUCK AT               ON    FOR
    D-1  Ship weekly  yes   0/1   0     TOLD: not sent (@tom)  @sam   3d
    --- exit 0
    $ tpm announce D-1 --sent
    Announced D-1  Ship weekly  → yes  decider @lee  decided Mon 2 Nov
    --- stderr
    D-1 went to @tom
    undo: tpm undo
    --- exit 0
    $ tpm loop
    ID   DECISION     MADE  TOLD  DONE  STUCK AT         ON    FOR
    D-1  Ship weekly  yes   1/1   0     DONE: no action  @sam   2d
    --- exit 0
    ");
}

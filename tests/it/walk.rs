//! `tpm followup --walk`, driven through a terminal.

use insta::assert_snapshot;

use tpm::model::person::Person;

use crate::sandbox::Sandbox;
use crate::terminal::{Stdout, Terminal};

const WALK: &[&str] = &["followup", "--walk"];

/// Five late items: two of @lee, one of them a decision, then one each.
fn late() -> Sandbox {
    let sandbox = Sandbox::new();
    for line in [
        "propose 'Which vendor hosts the launch?' --decider lee --due 2026-11-15 -w launch",
        "act @priya send the capacity plan by 2026-11-17 --for D-1 -w launch",
        "act @lee review the contract by 2026-11-10",
        "wait A-2 'the legal review' --chase 2026-11-21",
        "edit A-1 --due 2026-11-18 --why 'vendor slip'",
        "act find a room --due 2026-11-21",
        "act @bo '容量計画を送る 🎉 by 2026-11-19'",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

/// So many late actions of @priya, A-1 the oldest.
fn actions(count: u32) -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 1..=count {
        let line = format!(
            "act @priya plan number {number} --due 2026-10-{:02}",
            number + 9
        );
        sandbox.ok(&line);
    }
    sandbox.ok("person lee");
    sandbox
}

fn state(sandbox: &Sandbox) -> Vec<String> {
    sandbox.store().state().unwrap()
}

#[test]
fn a_screen_tells_what_helps_to_choose() {
    let sandbox = late();
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.wait_for("? help");
    assert_snapshot!(terminal.screen(), @"
    1 of 5  A-2  review the contract
    Owner:    @lee
    Due:      Tue 10 Nov (12 days ago)
    Waits on: the legal review since Sun 22 Nov, to be asked Sat 21 Nov
    Changed:  Sun 22 Nov by @sam

    d done  r re-date  n nudge  w wait  z snooze  x drop  c comment  s skip  u back
    q save and end  ? help
    ");
    terminal.step("s", "2 of 5");
    terminal.wait_for("? help");
    assert_snapshot!(terminal.screen(), @"
    2 of 5  D-1  decide: Which vendor hosts the launch?
    Decider:    @lee
    Due:        Sun 15 Nov (7 days ago)
    Workstream: launch
    Changed:    Sun 22 Nov by @sam

    r re-date  n nudge  c comment  s skip  u back  q save and end  ? help
    ");
    terminal.step("s", "3 of 5");
    terminal.wait_for("? help");
    assert_snapshot!(terminal.screen(), @"
    3 of 5  A-1  send the capacity plan
    Owner:      @priya
    Due:        Wed 18 Nov (4 days ago) (first Tue 17 Nov)
    Serves:     D-1 Which vendor hosts the launch?
    Workstream: launch
    Changed:    Sun 22 Nov by @sam

    • Sun 22 Nov @sam: vendor slip

    d done  r re-date  n nudge  w wait  z snooze  x drop  c comment  s skip  u back
    q save and end  ? help
    ");
    terminal.press("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn each_key_does_what_its_command_does() {
    let (walked, typed) = (actions(8), actions(8));
    let before = state(&walked);
    let mut terminal = Terminal::run(&walked, WALK, 80);
    terminal.step("d", "2 of 8");
    terminal.step("r", "Due when?");
    terminal.step("fri\n", "Why?");
    terminal.step("vendor slip\n", "3 of 8");
    terminal.step("w", "On whom");
    terminal.step("@lee\n", "Ask again");
    terminal.step("tue\n", "4 of 8");
    terminal.step("z", "Until when?");
    terminal.step("mon\n", "5 of 8");
    terminal.step("x", "Why is it dropped?");
    terminal.step("the vendor does it\n", "6 of 8");
    terminal.step("c", "Comment");
    terminal.step("né at noon 🎉\n", "7 of 8");
    terminal.step("n", "Where did you ask @priya");
    terminal.step("in chat\n", "8 of 8");
    terminal.step("s", "Esc give up");
    assert_snapshot!(terminal.screen(), @"
    That was the last. 7 choices:
    • A-1 done
    • A-2 re-dated to Fri 27 Nov: vendor slip
    • A-3 waits on @lee, to be asked Tue 24 Nov
    • A-4 snoozed until Mon 23 Nov
    • A-5 dropped: the vendor does it
    • A-6 commented: né at noon 🎉
    • A-7 nudged @priya: in chat

    Enter save  u back  Esc give up
    ");
    terminal.press("\n");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert_snapshot!(ended.screen, @"
    That was the last. 7 choices:
    • A-1 done
    • A-2 re-dated to Fri 27 Nov: vendor slip
    • A-3 waits on @lee, to be asked Tue 24 Nov
    • A-4 snoozed until Mon 23 Nov
    • A-5 dropped: the vendor does it
    • A-6 commented: né at noon 🎉
    • A-7 nudged @priya: in chat

    Enter save  u back  Esc give up
    Done A-1  plan number 1  @priya
    Re-dated A-2  plan number 2  @priya  due Fri 27 Nov (in 5 days)
    Waiting A-3  plan number 3  @priya  due Mon 12 Oct (41 days ago)  waits on @lee
    Snoozed A-4  plan number 4  @priya  due Tue 13 Oct (40 days ago)  snoozed until
    Mon 23 Nov
    Dropped A-5  plan number 5  @priya
    Commented on A-6  plan number 6  @priya  due Thu 15 Oct (38 days ago)
    Nudged A-7  plan number 7  @priya  due Fri 16 Oct (37 days ago)
    undo: tpm undo
    ");

    for line in [
        "done A-1",
        "edit A-2 --due fri --why 'vendor slip'",
        "wait A-3 @lee --chase tue",
        "snooze A-4 mon",
        "drop A-5 --why 'the vendor does it'",
        "comment A-6 'né at noon 🎉'",
    ] {
        typed.ok(line);
    }
    let shown = |sandbox: &Sandbox| sandbox.ok("show A-1..A-6 --json");
    assert_eq!(shown(&walked), shown(&typed));
    assert_snapshot!(walked.ok("show A-7"), @"
    A-7  plan number 7
    Status: open
    Owner:  @priya
    Due:    Fri 16 Oct (37 days ago)
    Added:  Sun 22 Nov
    Nudged: 1x, last Sun 22 Nov
    ");

    let after = state(&walked);
    walked.ok("undo");
    assert_eq!(state(&walked), before, "one undo takes all back");
    walked.ok("redo");
    assert_eq!(state(&walked), after);
}

#[test]
fn back_returns_to_the_item_and_takes_its_choice_back() {
    let sandbox = actions(3);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.step("u", "this is the first");
    terminal.step("d", "A-1 done");
    terminal.step("x", "Why is it dropped?");
    terminal.step("\n", "3 of 3");
    terminal.step("u", "2 of 3");
    terminal.step("s", "3 of 3");
    terminal.step("s", "1 choice:");
    terminal.step("\x7f", "3 of 3");
    terminal.step("s", "1 choice:");
    terminal.press("\n");
    let ended = terminal.end();
    assert!(ended.screen.contains("Done A-1"), "{}", ended.screen);
    assert!(!ended.screen.contains("Dropped"), "{}", ended.screen);
    assert_eq!(sandbox.ok("actions -q"), "A-2\nA-3\n");
}

#[test]
fn ending_early_saves_what_was_chosen() {
    // Ctrl-D is the end of what is typed.
    for last in ["q", "\x04"] {
        let sandbox = actions(3);
        let mut terminal = Terminal::run(&sandbox, WALK, 80);
        terminal.step("d", "2 of 3");
        terminal.press(last);
        assert_eq!(terminal.end().code, 0);
        assert_eq!(sandbox.ok("actions -q"), "A-2\nA-3\n");
    }
}

#[test]
fn a_walk_without_choices_changes_nothing() {
    let sandbox = actions(1);
    let before = sandbox.ok("log");
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.step("s", "nothing was changed");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(sandbox.ok("log"), before);
}

#[test]
fn giving_up_asks_and_saves_nothing() {
    // Ctrl-C twice, and Escape with a yes.
    for [first, second] in [["\x03", "\x03"], ["\x1b", "y"]] {
        let sandbox = actions(3);
        let before = state(&sandbox);
        let mut terminal = Terminal::run(&sandbox, WALK, 80);
        terminal.step("d", "2 of 3");
        terminal.step(first, "Give up 1 choice?");
        terminal.step("n", "d done");
        terminal.step(first, "Give up 1 choice?");
        terminal.step(second, "nothing was saved");
        let ended = terminal.end();
        assert_eq!(ended.code, 5);
        assert_eq!(state(&sandbox), before);
        assert_eq!(sandbox.tpm("followup").stderr, "");
    }
}

#[test]
fn ctrl_c_without_a_choice_ends_at_once() {
    let sandbox = actions(1);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.wait_for("? help");
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 5);
}

#[test]
fn a_bad_answer_is_asked_for_again_and_an_empty_one_goes_back() {
    let sandbox = actions(2);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.step("r", "Due when?");
    terminal.step("frid\n", "`frid` is not a date");
    terminal.step("yesterday\n", "Sat 21 Nov is not in the future");
    terminal.step("\x03", "1 of 2");
    terminal.step("w", "On whom");
    terminal.step("@priyaa\n", "@priya");
    terminal.step("\n", "d done");
    terminal.step("k", "`k` does nothing here");
    terminal.step("\x1b[A", "`?` tells");
    terminal.step("?", "any key goes back");
    assert_snapshot!(terminal.screen(), @"
    1 of 2  A-1  plan number 1
    Owner:   @priya
    Due:     Sat 10 Oct (43 days ago)
    Changed: Sun 22 Nov by @sam

    d done  r re-date  n nudge  w wait  z snooze  x drop  c comment  s skip  u back
    q save and end  ? help
    `k` does nothing here; `?` tells what each key does
    `?` tells what each key does

    d:   it is done, today
    r:   move its date; the first date stays beside it
    n:   note that you asked about it, and where
    w:   say whom or what it waits on, and when to ask
    z:   put it aside until a date; it stays overdue
    x:   drop it, with a reason
    c:   add a line to it
    s:   leave it as it is (so do Enter and the space bar)
    u:   go back one item and take its choice back (so does Backspace)
    q:   save what was chosen and end here
    ?:   show this
    Esc: give the whole walk up; in a question, go back to the item (so does Ctrl-C)

    any key goes back to the item
    ");
    terminal.step("x", "d done");
    // Letters are taken back with the erase key of the terminal.
    terminal.step("c", "Comment");
    terminal.step("Mondayé\x7f\x7f\x7fty\n", "A-1 commented: Mondty");
    terminal.press("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn keys_that_are_no_text_stay_out_of_an_answer_and_esc_leaves_the_question() {
    let sandbox = actions(3);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.step("c", "Comment");
    terminal.step(
        "ab\x1b[Dc\x1bOH\x1b[3~ 容x\x7f\x7f\x17d\n",
        "A-1 commented: d",
    );
    assert!(!terminal.screen().contains("^["), "{}", terminal.screen());
    terminal.step("x", "Why is it dropped?");
    terminal.step("a slip\x1b", "2 of 3");
    terminal.step("r", "Due when?");
    terminal.step("fri\n", "Why?");
    terminal.step("\x1b", "2 of 3");
    terminal.step("w", "On whom");
    terminal.step("@lee\n", "Ask again");
    terminal.step("\x1b", "2 of 3");
    terminal.step("s", "3 of 3");
    terminal.step("s", "That was the last. 1 choice:");
    terminal.press("\n");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.screen.contains("A-2"), "{}", ended.screen);
    let comments = sandbox.ok("log A-1 --json");
    assert!(comments.contains("\"text\":\"d\""), "{comments}");
}

#[test]
fn what_is_typed_ahead_goes_where_it_belongs() {
    let sandbox = actions(4);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.press("drfri\nslip\nccarefully\nq");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(ended.screen.contains("Done A-1"), "{}", ended.screen);
    assert!(ended.screen.contains("Re-dated A-2"), "{}", ended.screen);
    assert!(
        ended.screen.contains("Commented on A-3"),
        "{}",
        ended.screen
    );
}

#[test]
fn decisions_have_fewer_keys() {
    let sandbox = late();
    let mut terminal = Terminal::run(&sandbox, &["followup", "vendor", "--walk"], 80);
    terminal.wait_for("D-1  decide");
    terminal.step("d", "`d` does nothing here");
    terminal.step("r", "Due when?");
    terminal.step("fri\n", "Why?");
    terminal.step("\n", "That was the last");
    terminal.press("\n");
    assert!(terminal.end().screen.contains("Re-dated D-1"));
}

#[test]
fn the_screen_fits_a_narrow_and_a_resized_terminal() {
    let sandbox = late();
    let mut terminal = Terminal::run(&sandbox, WALK, 40);
    terminal.wait_for("? help");
    assert_snapshot!(terminal.screen(), @"
    1 of 5  A-2  review the contract
    Owner:    @lee
    Due:      Tue 10 Nov (12 days ago)
    Waits on: the legal review since Sun 22
              Nov, to be asked Sat 21 Nov
    Changed:  Sun 22 Nov by @sam

    d done  r re-date  n nudge  w wait
    z snooze  x drop  c comment  s skip
    u back  q save and end  ? help
    ");
    terminal.resize(100);
    terminal.step("s", "2 of 5");
    terminal.wait_for("? help");
    assert_snapshot!(terminal.screen(), @"
    2 of 5  D-1  decide: Which vendor hosts the launch?
    Decider:    @lee
    Due:        Sun 15 Nov (7 days ago)
    Workstream: launch
    Changed:    Sun 22 Nov by @sam

    r re-date  n nudge  c comment  s skip  u back  q save and end  ? help
    ");
    terminal.press("q");
    terminal.end();
}

#[test]
fn a_dumb_terminal_gets_lines_and_no_escape_bytes() {
    let mut sandbox = late();
    sandbox.set("TERM", "dumb");
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.wait_for("? help");
    terminal.step("d\n", "2 of 5");
    terminal.step("n\n", "Where did you ask @lee");
    terminal.step("in chat\n", "3 of 5");
    terminal.step("\n", "4 of 5");
    terminal.press("q\n");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.written.contains('\x1b'), "{}", ended.written);
    assert_snapshot!(ended.written.replace(['\r', '\u{a0}'], " "), @"
    on this terminal a key is typed with Enter after it 
     
    1 of 5  A-2  review the contract 
     
    Owner: @lee 
    Due: Tue 10 Nov (12 days ago) 
    Waits on: the legal review since Sun 22 Nov, to be asked Sat 21 Nov 
    Changed: Sun 22 Nov by @sam 
     
    d done  r re-date  n nudge  w wait  z snooze  x drop  c comment  s skip  u back 
    q save and end  ? help 
    d 
     
    A-2 done; u takes it back 
     
    2 of 5  D-1  decide: Which vendor hosts the launch? 
     
    Decider: @lee 
    Due: Sun 15 Nov (7 days ago) 
    Workstream: launch 
    Changed: Sun 22 Nov by @sam 
     
    r re-date  n nudge  c comment  s skip  u back  q save and end  ? help 
    n 
     
    Where did you ask @lee, and what was said? (or Enter) in chat 
     
    D-1 nudged @lee: in chat; u takes it back 
     
    3 of 5  A-1  send the capacity plan 
     
    Owner: @priya 
    Due: Wed 18 Nov (4 days ago) (first Tue 17 Nov) 
    Serves: D-1 Which vendor hosts the launch? 
    Workstream: launch 
    Changed: Sun 22 Nov by @sam 
     
    - Sun 22 Nov @sam: vendor slip 
     
    d done  r re-date  n nudge  w wait  z snooze  x drop  c comment  s skip  u back 
    q save and end  ? help 
     
     
    4 of 5  A-4  容量計画を送る 🎉 
     
    Owner: @bo 
    Due: Thu 19 Nov (3 days ago) 
    Changed: Sun 22 Nov by @sam 
     
    d done  r re-date  n nudge  w wait  z snooze  x drop  c comment  s skip  u back 
    q save and end  ? help 
    q 
    Done A-2  review the contract  @lee 
    Nudged D-1  Which vendor hosts the launch?  decider @lee  due Sun 15 Nov (7 days ago)  launch 
    undo: tpm undo
    ");
}

#[test]
fn without_colour_there_are_no_escape_bytes() {
    let mut sandbox = actions(2);
    sandbox.set("NO_COLOR", "1");
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.step("d", "2 of 2");
    terminal.press("q");
    let ended = terminal.end();
    assert!(!ended.written.contains('\x1b'), "{}", ended.written);
}

#[test]
fn a_walk_that_is_cut_off_goes_on_where_it_was() {
    for signal in ["-HUP", "-TERM"] {
        let sandbox = actions(3);
        let mut terminal = Terminal::run(&sandbox, WALK, 80);
        terminal.step("d", "2 of 3");
        terminal.step("c", "Comment");
        terminal.step("Monday\n", "3 of 3");
        terminal.kill(signal);
        let told = sandbox.tpm("followup").stderr;
        assert!(told.contains("a walk was cut off"), "{told}");
        let mut terminal = Terminal::run(&sandbox, WALK, 80);
        terminal.wait_for("its choices for A-1, A-2 are taken up again");
        terminal.wait_for("3 of 3");
        terminal.press("q");
        let ended = terminal.end();
        assert!(ended.screen.contains("Done A-1"), "{}", ended.screen);
        assert!(
            ended.screen.contains("Commented on A-2"),
            "{}",
            ended.screen
        );
        assert_eq!(sandbox.tpm("followup").stderr, "");
    }
}

#[test]
#[allow(clippy::disallowed_types)] // the other program that holds a lock is one with SQL
fn choices_that_cannot_be_saved_are_kept() {
    let sandbox = actions(2);
    let mut terminal = Terminal::run(&sandbox, &["followup", "--walk", "--lock-timeout", "0"], 80);
    terminal.step("c", "Comment");
    terminal.step("Monday\n", "2 of 2");
    let other = rusqlite::Connection::open(sandbox.db()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    terminal.step("q", "your choices are kept");
    assert_eq!(terminal.end().code, 75);
    drop(other);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.wait_for("A-1 are taken up again");
    terminal.press("q");
    assert!(terminal.end().screen.contains("Commented on A-1"));
    assert!(sandbox.ok("show A-1").contains("Monday"));
}

#[test]
fn what_somebody_changed_meanwhile_is_not_written_over() {
    let sandbox = actions(5);
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.wait_for("1 of 5");
    for line in [
        "edit A-1 --due 2026-12-24 --actor lee",
        "done A-2 --actor lee",
        "edit A-3 --owner bo --actor lee",
        "delete A-4 --actor lee",
        "done A-5 --actor lee",
    ] {
        sandbox.ok(line);
    }
    terminal.step("r", "Due when?");
    terminal.step("1dec\n", "Why?");
    terminal.step("slip\n", "2 of 5");
    terminal.step("d", "3 of 5");
    terminal.step("d", "4 of 5");
    terminal.step("d", "5 of 5");
    terminal.step("c", "Comment");
    terminal.step("Monday\n", "That was the last");
    terminal.press("\n");
    let ended = terminal.end();
    assert_eq!(ended.code, 4);
    assert_snapshot!(ended.screen, @"
    That was the last. 5 choices:
    • A-1 re-dated to Tue 1 Dec: slip
    • A-2 done
    • A-3 done
    • A-4 done
    • A-5 commented: Monday

    Enter save  u back  Esc give up
    Done A-3  plan number 3  @bo
    Commented on A-5  plan number 5  @priya
    A-2 was done already
    A-1: its due date was changed meanwhile by @lee; left out: re-dated to Tue 1 Dec: slip
    A-4: it was deleted meanwhile; left out: done
    undo: tpm undo
    ");
    assert!(sandbox.ok("show A-1").contains("24 Dec"));
}

#[test]
fn an_owner_who_is_away_is_shown_with_who_covers() {
    let sandbox = actions(1);
    sandbox.write_rows(|journal, ctx| {
        let priya = journal.reader().person_named("priya")?.unwrap();
        let lee = journal.reader().person_named("lee")?.unwrap();
        let away = Person {
            away_from: Some(ctx.today),
            away_to: ctx.today.checked_add_days(chrono::Days::new(5)),
            cover: Some(lee.key),
            ..priya.entity
        };
        journal.update(priya.key, &away)
    });
    let mut terminal = Terminal::run(&sandbox, WALK, 80);
    terminal.wait_for("@priya is away until Fri 27 Nov; @lee covers");
    terminal.press("q");
    terminal.end();
}

#[test]
fn the_result_goes_to_standard_output_alone() {
    let sandbox = actions(2);
    let args = [
        "followup",
        "--walk",
        "--json",
        "--fields",
        "id,change,refused",
    ];
    let mut terminal = Terminal::run_with(&sandbox, &args, 80, Stdout::Pipe);
    terminal.step("d", "2 of 2");
    terminal.step("n", "Where did you ask");
    terminal.step("\n", "That was the last");
    terminal.press("\n");
    assert_snapshot!(terminal.end().stdout, @r#"{"schema":"tpm/1","kind":"followup.walk","data":[{"id":"A-1","change":"done","refused":null},{"id":"A-2","change":"nudged","refused":null}],"meta":{"shown":2,"truncated":false,"total":2}}"#);
    assert_snapshot!(sandbox.ok("followup --json --fields id,nudges,last_nudged"), @r#"{"schema":"tpm/1","kind":"followup.list","data":[{"id":"A-2","nudges":1,"last_nudged":"2026-11-22T10:00:00Z"}],"meta":{"shown":1,"truncated":false,"total":1}}"#);
    assert_snapshot!(sandbox.ok("followup"), @"
    @priya  1 overdue
    ID   WHAT           DUE         LATE  NUDGED
    A-2  plan number 2  Sun 11 Oct   42d  1x, last Sun 22 Nov
    ");
}

#[test]
fn a_dry_run_walks_and_writes_nothing() {
    let sandbox = actions(2);
    let before = state(&sandbox);
    let mut terminal = Terminal::run(&sandbox, &["followup", "--walk", "--dry-run"], 80);
    terminal.step("d", "2 of 2");
    terminal.press("q");
    let ended = terminal.end();
    assert!(
        ended.screen.contains("dry run: nothing was written"),
        "{}",
        ended.screen
    );
    assert_eq!(state(&sandbox), before);
}

#[test]
fn without_a_terminal_the_commands_that_do_the_same_are_named() {
    let sandbox = actions(1);
    assert_snapshot!(sandbox.tpm("followup --walk"), @"
    $ tpm followup --walk
    --- stderr
    error: followup --walk needs a terminal
    hint: `tpm followup` lists the same; done, edit --due, wait, snooze, drop and comment change it
    --- exit 2
    ");
    assert_snapshot!(sandbox.tpm("followup --walk --no-input"), @"
    $ tpm followup --walk --no-input
    --- stderr
    error: followup --walk asks, and --no-input or TPM_NO_INPUT forbids that
    hint: `tpm followup` lists the same; done, edit --due, wait, snooze, drop and comment change it
    --- exit 2
    ");
}

#[test]
fn lists_fit_the_terminal_that_they_are_read_on() {
    for (term, no_colour) in [("xterm", false), ("xterm", true), ("dumb", true)] {
        for columns in [40, 80] {
            let mut sandbox = late();
            sandbox.set("TERM", term);
            if no_colour {
                sandbox.set("NO_COLOR", "1");
            }
            let ended = Terminal::run(&sandbox, &["followup", "--no-pager"], columns).end();
            assert_eq!(ended.code, 0);
            assert_eq!(
                ended.written.contains('\x1b'),
                !no_colour,
                "{}",
                ended.written
            );
            // A screen reader's lines are as long as they are; a table's fit.
            let longest = ended.written.lines().filter(|line| !line.contains('\x1b'));
            let fits = longest
                .map(|line| unicode_width::UnicodeWidthStr::width(line.trim_end()))
                .all(|width| width <= usize::from(columns));
            assert!(fits || term == "dumb", "{}", ended.written);
        }
    }
}

#[test]
fn what_is_piped_is_as_wide_as_it_is_whatever_the_terminal_is() {
    let sandbox = late();
    let wide = sandbox.ok("followup");
    for columns in [40, 70] {
        let args = &["followup"];
        let ended = Terminal::run_with(&sandbox, args, columns, Stdout::Pipe).end();
        assert_eq!(ended.stdout, wide);
    }
    let args = &["followup", "--width", "40"];
    let narrow = Terminal::run_with(&sandbox, args, 80, Stdout::Pipe).end();
    assert_ne!(narrow.stdout, wide);
}

#[test]
fn a_second_walk_beside_one_is_refused_and_takes_no_choice_twice() {
    let sandbox = actions(2);
    let mut first = Terminal::run(&sandbox, WALK, 80);
    first.step("c", "Comment");
    first.step("asked\n", "2 of 2");
    let second = Terminal::run(&sandbox, WALK, 80);
    let ended = second.end();
    assert_eq!(ended.code, 75);
    assert!(
        ended.screen.contains("is being gone through"),
        "{}",
        ended.screen
    );
    let beside = sandbox.tpm("followup -q");
    assert!(!beside.stderr.contains("cut off"), "{beside}");
    first.press("q");
    assert_eq!(first.end().code, 0);
    let shown = sandbox.ok("show A-1");
    assert_eq!(shown.matches("asked").count(), 1, "{shown}");
}

//! `tpm help`, and what is said of a slip of the keyboard.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

#[test]
fn the_short_help_is_the_same_wherever_it_is_asked_for() {
    let sandbox = Sandbox::new();
    let help = sandbox.ok("help");
    for line in ["-h", "--help", "--help --json"] {
        assert_eq!(sandbox.ok(line), help, "{line}");
    }
    assert_snapshot!(help, @"
    Keep decisions, owners, deadlines, notes and follow-ups

    Usage: tpm [COMMAND] [OPTIONS]

    Every day
      today        Show what needs you now
      propose      Raise a decision that must be made
      decide       Log a decision that was made, or make an open one
      act, todo    Add an action item
      done         Mark actions, milestones and needs as done, and close risks
      followup     List what is overdue, by person, oldest first
      meet         Start a meeting and write its notes
      note         Go on with a meeting's notes
      show         Show items whole
      find         Search titles, notes, comments, reasons and names
      edit         Change fields of items
      undo         Take back the last thing you did

    `tpm` alone shows what needs you now. Every change can be undone: `tpm undo`.

      tpm help COMMAND   what a command takes, with examples
      tpm help --all     every command, and the options that all of them take
      tpm --demo         try it on an invented program; your own file is not touched
    ");
}

#[test]
fn the_whole_help_is_the_loop() {
    let sandbox = Sandbox::new();
    let help = sandbox.ok("help --all");
    let headings: Vec<&str> = help
        .lines()
        .filter(|line| !line.starts_with(' ') && !line.is_empty())
        .collect();
    assert_snapshot!(headings.join("\n"), @"
    Keep decisions, owners, deadlines, notes and follow-ups
    Usage: tpm [COMMAND] [OPTIONS]
    Make
    Communicate
    Execute
    Meet
    Track
    See
    Keep
    Care
    Options that every command takes
    ");
}

#[test]
fn the_help_of_a_command_is_what_the_command_says_itself() {
    let sandbox = Sandbox::new();
    for command in ["decide", "import notes", "config set", "todo"] {
        assert_eq!(
            sandbox.ok(&format!("help {command}")),
            sandbox.ok(&format!("{command} --help"))
        );
    }
}

#[test]
fn programs_get_the_commands_as_records() {
    let sandbox = Sandbox::new();
    let json = sandbox.ok("help --all --json");
    assert!(
        json.contains(
            r#"{"command":"act","group":"Execute","also":["todo"],"about":"Add an action item"}"#
        ),
        "{json}"
    );
}

#[test]
fn a_slip_names_what_was_meant_and_does_nothing() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &[
        "folowup",
        "descide 'Ship with vendor B'",
        "help folowup",
        "import nots x",
        "actions --ownr lee",
        "act one --prority high",
        "today tomorrow",
        "folowup --json",
    ]), @r#"
    $ tpm folowup
    --- stderr
    error: there is no command "folowup"
    hint: did you mean `tpm followup`? nothing was done
    --- exit 2
    $ tpm descide 'Ship with vendor B'
    --- stderr
    error: there is no command "descide"
    hint: did you mean `tpm decide`? nothing was done
    --- exit 2
    $ tpm help folowup
    --- stderr
    error: there is no command "folowup"
    hint: did you mean `tpm followup`? nothing was done
    --- exit 2
    $ tpm import nots x
    --- stderr
    error: there is no "nots" here
    hint: did you mean `notes`? nothing was done
    --- exit 2
    $ tpm actions --ownr lee
    --- stderr
    error: there is no option --ownr here
    hint: did you mean `--owner`?
    --- exit 2
    $ tpm act one --prority high
    --- stderr
    error: there is no option --prority here
    hint: did you mean `--priority`?
    --- exit 2
    $ tpm today tomorrow
    --- stderr
    error: "tomorrow" is one word too many
    hint: `tpm help today` lists what it takes
    --- exit 2
    $ tpm folowup --json
    --- stderr
    {"error":{"code":"usage","message":"there is no command \"folowup\"","hint":"did you mean `tpm followup`? nothing was done","exit":2,"retryable":false}}
    --- exit 2
    "#);
    assert!(!sandbox.db().exists());
}

#[test]
fn a_text_may_begin_with_a_dash_and_an_option_after_it_is_one() {
    let sandbox = Sandbox::new();
    sandbox.ok("act send the plan");
    assert_snapshot!(exchanges(&sandbox, &[
        "propose 'Which vendor?' --if-late '- the offer lapses' --decider lee",
        "decide D-1 'Vendor B' --why '-5 % a year' --json --fields id,rationale",
        "comment A-1 '- first point' --quiet",
        "drop A-1 --why --json",
        "comment A-1 --jsn",
        "drop A-1 --why '- later' -q",
    ]), @r#"
    $ tpm propose 'Which vendor?' --if-late '- the offer lapses' --decider lee
    Proposed D-1  Which vendor?  decider @lee
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 'Vendor B' --why '-5 % a year' --json --fields id,rationale
    {"schema":"tpm/1","kind":"decision.changed","data":[{"id":"D-1","rationale":"-5 % a year"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm comment A-1 '- first point' --quiet
    --- stderr
    error: a word begins with a dash and is no option
    hint: a text that begins with a dash stands behind all options
    --- exit 2
    $ tpm drop A-1 --why --json
    --- stderr
    {"error":{"code":"usage","message":"a value is required for '--why <TEXT>' but none was supplied","hint":"`tpm help drop` lists what it takes","exit":2,"retryable":false}}
    --- exit 2
    $ tpm comment A-1 --jsn
    --- stderr
    error: there is no option --jsn here
    hint: did you mean `--json`?
    --- exit 2
    $ tpm drop A-1 --why '- later' -q
    A-1
    --- exit 0
    "#);
}

#[test]
fn help_breaks_its_lines_between_words() {
    let mut sandbox = Sandbox::new();
    for columns in [40, 60, 80] {
        sandbox.set("COLUMNS", &columns.to_string());
        let broken = |whole: &str, narrow: &str| {
            assert!(
                narrow.lines().all(|line| line.chars().count() <= columns),
                "{narrow}"
            );
            let words = |text: &str| {
                text.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(words(whole), words(narrow));
        };
        for line in ["-h", "help", "help --all"] {
            let wide = Sandbox::new().ok(line);
            broken(&wide, &sandbox.ok(line));
        }
    }
    sandbox.set("COLUMNS", "40");
    assert_snapshot!(sandbox.ok("-h"), @"
    Keep decisions, owners, deadlines, notes
    and follow-ups

    Usage: tpm [COMMAND] [OPTIONS]

    Every day
      today        Show what needs you now
      propose      Raise a decision that
                   must be made
      decide       Log a decision that was
                   made, or make an open one
      act, todo    Add an action item
      done         Mark actions, milestones
                   and needs as done, and
                   close risks
      followup     List what is overdue, by
                   person, oldest first
      meet         Start a meeting and write
                   its notes
      note         Go on with a meeting's
                   notes
      show         Show items whole
      find         Search titles, notes,
                   comments, reasons and
                   names
      edit         Change fields of items
      undo         Take back the last thing
                   you did

    `tpm` alone shows what needs you now.
    Every change can be undone: `tpm undo`.

      tpm help COMMAND   what a command
      takes, with examples
      tpm help --all     every command, and
      the options that all of them take
      tpm --demo         try it on an
      invented program; your own file is not
      touched
    ");
    sandbox.set("COLUMNS", "80");
    let all = sandbox.ok("help --all");
    let risks = all
        .lines()
        .skip_while(|line| !line.starts_with("  risks"))
        .take(2);
    assert_snapshot!(risks.collect::<Vec<_>>().join("\n"), @"
    risks        List risks, assumptions and issues: the open ones, the gravest
                 first
    ");
}

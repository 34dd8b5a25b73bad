//! `tpm init`, and `tpm demo`.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// A sandbox in which nobody said who acts.
fn nobody() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.set("TPM_ACTOR", "");
    sandbox.set("USER", "psh");
    sandbox
}

#[test]
fn init_says_who_i_am_and_can_be_run_again() {
    let sandbox = nobody();
    assert_snapshot!(exchanges(&sandbox, &[
        "init",
        "init --handle Priya --name 'Priya Shah' --email priya@example.com",
        "act me send the plan",
        "init --handle priya --quiet",
        "config get actor",
        "log",
    ]), @r#"
    $ tpm init
    --- stderr
    error: there is no terminal to ask who you are on
    hint: say it: tpm init --handle HANDLE [--name TEXT] [--email TEXT]
    --- exit 2
    $ tpm init --handle Priya --name 'Priya Shah' --email priya@example.com
    Added @priya  Priya Shah  priya@example.com
    --- stderr
    you are @priya: [HOME]/.config/tpm/config.toml
    your work is kept in [HOME]/.local/share/tpm/tpm.db
    next: `tpm propose "Which …?" --decider NAME --due fri`
          `tpm act @NAME … by fri`
          `tpm --demo` shows an invented program
          `tpm help` shows the daily commands
    --- exit 0
    $ tpm act me send the plan
    Added A-1  me send the plan
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm init --handle priya --quiet
    @priya
    --- exit 0
    $ tpm config get actor
    priya
    --- exit 0
    $ tpm log
    OP  WHEN              WHO     WHAT    ITEMS
     2  2026-11-22 10:00  @priya  act     A-1
     1  2026-11-22 10:00  @priya  person  @priya
    --- exit 0
    "#);
}

#[test]
fn init_keeps_what_else_is_configured_and_refuses_what_is_no_handle() {
    let sandbox = nobody();
    sandbox.write(".config/tpm/config.toml", "# mine\ncolor = \"never\"\n");
    assert_snapshot!(exchanges(&sandbox, &[
        "init --handle 'no handle!'",
        "init --handle lee --dry-run",
        "init --handle lee --demo",
        "init --actor lee",
    ]), @r#"
    $ tpm init --handle 'no handle!'
    --- stderr
    error: `no handle!` is no handle: it holds ` `
    hint: write letters, digits, `.`, `_` or `-`, such as @priya or @priya-shah
    --- exit 2
    $ tpm init --handle lee --dry-run
    Added @lee
    --- stderr
    you are @lee: [HOME]/.config/tpm/config.toml
    dry run: nothing was written
    --- exit 0
    $ tpm init --handle lee --demo
    --- stderr
    error: the demo file needs no setting up
    hint: leave --demo out, or try `tpm --demo`
    --- exit 2
    $ tpm init --actor lee
    Added @lee
    --- stderr
    you are @lee: [HOME]/.config/tpm/config.toml
    your work is kept in [HOME]/.local/share/tpm/tpm.db
    next: `tpm propose "Which …?" --decider NAME --due fri`
          `tpm act @NAME … by fri`
          `tpm --demo` shows an invented program
          `tpm help` shows the daily commands
    --- exit 0
    "#);
    let text = std::fs::read_to_string(sandbox.home().join(".config/tpm/config.toml")).unwrap();
    assert_eq!(text, "# mine\ncolor = \"never\"\nactor = \"lee\"\n");
}

#[test]
fn a_variable_that_outweighs_the_answer_is_told() {
    let sandbox = Sandbox::new();
    let exchange = sandbox.tpm("init --handle priya");
    assert!(exchange.stderr.contains("TPM_ACTOR says sam"), "{exchange}");
}

#[test]
fn the_demo_shows_the_loop_and_leaves_the_users_file_alone() {
    let mut sandbox = Sandbox::new();
    sandbox.set("COLUMNS", "100");
    assert_snapshot!(exchanges(&sandbox, &["demo", "today --demo",  ]), @"
    $ tpm demo
    Made an invented program in [HOME]/.local/share/tpm/demo.db
    --- stderr
    try:
      tpm --demo                      what needs @sam now
      tpm loop --demo                 where each decision is stuck, on whom, how long
      tpm followup --demo             whom to chase
      tpm decisions --demo            what is to be decided
      tpm show D-1 --demo             a decision and what came of it
      tpm done A-2 --demo             change what you like: it is invented
    --- exit 0
    $ tpm today --demo
    Sunday 22 November 2026
    Decisions to make
    ID    TITLE                                   DECIDER  WHEN                     STATUS    WORKSTREAM
    D-8   Which discount may sales give at        @dana    Tue 17 Nov (5 days ago)  proposed  billing
          launch?
    D-16  Which customers are let in first?       @lee     Wed 25 Nov (in 3 days)   proposed  launch

    People to tell
    ID    DECISION                      DECIDED     NOT TOLD
    D-13  Status goes out on Thursdays  Sun 8 Nov   @dana
    D-18  Who prints the badges?        Sat 21 Nov  @bo, @dana

    Your answer is awaited
    ID    TITLE                              ASKED FOR  DECIDER  DUE
    D-16  Which customers are let in first?  agreement  @lee     Wed 25 Nov (in 3 days)
    D-9   Which ledger do we keep for good?  input      @priya   Wed 2 Dec (in 10 days)

    Yours
    ID    WHAT                                          DUE         LATE  SERVES              WORKSTREAM
    A-24  prepare the questions for the steering group  Sat 21 Nov    1d  D-8 Which discoun…  launch
    A-23  send the status to the steering group         Sun 22 Nov                            launch
    A-18  book the room for launch night                Mon 23 Nov                            launch

    Others, overdue
    ID    WHAT                             WHO     DUE         LATE  SERVES          NUDGED
    D-10  acknowledge: Do we freeze the    @lee    Wed 11 Nov   11d
          interface of the ledger?
    A-11  collect the open questions of    @lee    Sat 14 Nov    8d
          the first customers
    A-7   move the staging data to vendor  @priya  Mon 16 Nov    6d  D-7 Host with…  1x, last Thu 19 Nov
          B
    N-2   commit to: Test accounts         @priya  Wed 18 Nov    4d
    A-8   put the contract of vendor B     @bo     Thu 19 Nov    3d  D-7 Host with…
          through legal
    A-16  call the customer in the east    @dana   Thu 19 Nov    3d
    A-14  write the announcement for the   @lee    Fri 20 Nov    2d
          first customers
    A-15  rank the waiting list            @lee    Sat 21 Nov    1d  D-16 Which cu…
    A-19  ask facilities for a generator   nobody  Sat 21 Nov    1d

    Stuck on you
    ID    DECISION                                    STUCK AT                    FOR
    D-17  Who carries the pager on launch night?      MADE: no decider            8 days
    D-14  Which region goes first if the west slips?  MADE: no date to decide by  7 days

    Meetings today
    • 10:00 Launch sync: Who is let in first (1 topic)

    Meetings with open notes
    ID   DATE        TITLE           STATUS  PRESENT  WORKSTREAM
    M-3  Sun 22 Nov  Steering group  open          3  launch
    --- exit 0
    ");
    assert!(!sandbox.db().exists());
    // Nothing of what it says is hidden in the user's own configuration either.
    assert!(!sandbox.home().join(".config").exists());
}

#[test]
fn every_kind_of_state_is_in_the_demo() {
    let sandbox = Sandbox::new();
    let status = |command: &str| sandbox.ok(&format!("{command} --demo --json"));
    let actions = status("actions --all");
    for state in ["open", "in_progress", "waiting", "done", "dropped"] {
        assert!(
            actions.contains(&format!("\"status\":\"{state}\"")),
            "{state}"
        );
    }
    let decisions = status("decisions");
    for state in ["proposed", "accepted", "superseded"] {
        assert!(
            decisions.contains(&format!("\"status\":\"{state}\"")),
            "{state}"
        );
    }
    assert!(decisions.contains("\"decider\":null"), "{decisions}");
    let stuck = status("loop");
    for rule in [
        "no_decider",
        "no_date",
        "overdue",
        "objection",
        "unsent",
        "no_ack",
        "questioned",
        "overdue_action",
        "unconfirmed",
        "review_due",
        "ground_shifted",
    ] {
        assert!(stuck.contains(&format!("\"rule\":\"{rule}\"")), "{rule}");
    }
    for (command, what) in [
        ("meetings", "\"status\":\"open\""),
        ("meetings", "\"status\":\"closed\""),
        ("workstreams", "\"parent\":\"launch\""),
        ("risks", "\"sort\":\"issue\""),
        ("needs", "\"status\":\"asked\""),
        ("needs", "\"status\":\"committed\""),
        ("needs", "\"status\":\"at_risk\""),
        ("milestones", "\"slip_days\":5"),
        ("people", "\"manager\":\"dana\""),
        ("actions --undated", "find a second trainer"),
    ] {
        let line = if command.ends_with("undated") {
            "followup --undated"
        } else {
            command
        };
        assert!(status(line).contains(what), "{command}: {what}");
    }
}

#[test]
fn the_demo_is_made_on_any_day_and_the_same_on_the_same() {
    for now in [
        "2026-11-22T10:00:00Z",
        "2026-03-29T01:30:00Z",
        "2028-02-29T00:01:00Z",
        "2026-12-31T23:59:00Z",
    ] {
        let mut sandbox = Sandbox::new();
        sandbox.at(now);
        sandbox.set("TPM_TZ", "Europe/Paris");
        let first = sandbox.ok("log --demo --limit 0 --json");
        let most_urgent = sandbox.ok("loop --demo --limit 3 --json");
        let most_urgent: serde_json::Value = serde_json::from_str(&most_urgent).unwrap();
        let gates: Vec<&serde_json::Value> = most_urgent["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["stuck"]["gate"])
            .collect();
        assert_eq!(gates, ["made", "told", "done"], "{now}");
        sandbox.ok("done A-2 --demo");
        sandbox.ok("demo --reset");
        assert_eq!(sandbox.ok("log --demo --limit 0 --json"), first, "{now}");
    }
}

#[test]
fn what_the_demo_proposes_to_try_works() {
    let sandbox = Sandbox::new();
    let lines = sandbox.tpm("demo").stderr;
    let lines: Vec<&str> = lines
        .lines()
        .filter_map(|line| line.strip_prefix("  tpm "))
        .collect();
    assert_eq!(lines.len(), 6);
    for line in lines {
        let (command, _) = line.split_once("   ").unwrap_or((line, ""));
        sandbox.ok(command);
    }
}

#[test]
fn the_demo_is_not_the_file_that_was_named() {
    let sandbox = Sandbox::new();
    let exchange = sandbox.tpm("actions --demo --db other.db");
    assert_eq!(exchange.code, 2, "{exchange}");
    let mut sandbox = Sandbox::new();
    sandbox.set("TPM_DB", "own.db");
    sandbox.ok("done A-2 --demo");
    assert!(!sandbox.home().join("own.db").exists());
}

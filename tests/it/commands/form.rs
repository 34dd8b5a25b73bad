//! One record as a form in the editor: what is changed in it is changed, and nothing typed is lost.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// A sandbox with a decision and an action, and this editor.
fn with_editor(script: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.ok(
        "propose 'Which region first?' --decider lee --due 2026-12-11 --context 'Two are ready.'",
    );
    sandbox.ok("act @priya send the plan by 2026-11-25 --for D-1");
    sandbox.editor(script);
    sandbox
}

/// The script line that runs a command while the form is open.
fn meanwhile(line: &str) -> String {
    format!("{} {line} > /dev/null 2>&1\n", env!("CARGO_BIN_EXE_tpm"))
}

#[test]
fn a_form_shows_every_field_and_an_untouched_one_changes_nothing() {
    let sandbox = with_editor("cat \"$1\" >> $HOME/shown");
    sandbox.ok("meet 'Launch sync' --notes /dev/null");
    assert_snapshot!(exchanges(&sandbox, &["edit D-1", "edit A-1", "edit M-1", "log --limit 1"]), @"
    $ tpm edit D-1
    --- stderr
    nothing was changed
    --- exit 0
    $ tpm edit A-1
    --- stderr
    nothing was changed
    --- exit 0
    $ tpm edit M-1
    --- stderr
    nothing was changed
    --- exit 0
    $ tpm log --limit 1
    OP  WHEN              WHO   WHAT  ITEMS
     3  2026-11-22 10:00  @sam  meet  M-1
    --- stderr
    there is more: --limit 0 shows all
    --- exit 0
    ");
    let shown = std::fs::read_to_string(sandbox.home().join("shown")).unwrap();
    assert_snapshot!(shown, @"
    # decision D-1
    # Change what follows a colon or stands below a heading; what is empty or `none` is emptied,
    # what is left out stays. Save and leave to take it; empty the whole text to cancel.

    Title: Which region first?
    Decider: @lee
    Driver:
    Must agree:
    Gives input:
    Carries it out:
    Is informed:
    Decide by: 2026-12-11
    Workstream:
    Door: two-way
    Impact:
    Tags:
    Review by:
    Audience: listed
    Execution: required
    Carry out by:
    Criteria:

    ## Context

    Two are ready.

    ## Outcome

    ## Why

    ## Consequences

    ## If late

    ## More
    # action A-1
    # Change what follows a colon or stands below a heading; what is empty or `none` is emptied,
    # what is left out stays. Save and leave to take it; empty the whole text to cancel.

    Title: send the plan
    Owner: @priya
    Helpers:
    Due: 2026-11-25
    For: D-1
    Workstream:
    Priority:
    Tags:

    ## Details
    # meeting M-1
    # Change what follows a colon or stands below a heading; what is empty or `none` is emptied,
    # what is left out stays. Save and leave to take it; empty the whole text to cancel.

    Title: Launch sync
    Date: 2026-11-22
    Workstream:
    ");
}

#[test]
fn what_is_changed_in_a_form_is_changed_in_one_operation() {
    let sandbox = with_editor(
        "sed -i -e 's/^Decider:.*/Decider: @bo/' -e 's/^Decide by:.*/Decide by: next fri/' \\
         -e 's/^Door:.*/Door: one-way/' -e 's/^Impact:.*/Impact: high/' -e 's/^Tags:.*/Tags: eu, q4/' \"$1\"
         printf 'The first is cheaper.\\n\\nThe second is nearer.\\n' >> \"$1\"",
    );
    assert_snapshot!(exchanges(&sandbox, &["edit D-1 --why 'new facts'", "show D-1", "undo", "show D-1"]), @"
    $ tpm edit D-1 --why 'new facts'
    Changed D-1  Which region first?  decider @bo  due Fri 27 Nov (in 5 days)
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which region first?
    Status:    proposed
    Decider:   @bo
    Decide by: Fri 27 Nov (in 5 days) (first Fri 11 Dec)
    Door:      one way
    Impact:    high
    Tags:      #eu #q4
    Raised:    Sun 22 Nov by @sam

    Context
    Two are ready.

    The first is cheaper.

    The second is nearer.

    Actions
    ID   TITLE          OWNER   DUE                     FOR
    A-1  send the plan  @priya  Wed 25 Nov (in 3 days)  D-1

    Comments
    • Sun 22 Nov @sam: new facts
    --- exit 0
    $ tpm undo
    Undid edit D-1  (operation 3)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm show D-1
    D-1  Which region first?
    Status:    proposed
    Decider:   @lee
    Decide by: Fri 11 Dec (in 19 days)
    Door:      two way
    Raised:    Sun 22 Nov by @sam

    Context
    Two are ready.

    Actions
    ID   TITLE          OWNER   DUE                     FOR
    A-1  send the plan  @priya  Wed 25 Nov (in 3 days)  D-1
    --- exit 0
    ");
}

#[test]
fn a_field_that_is_emptied_is_emptied() {
    let sandbox = with_editor(
        "sed -i -e 's/^Owner:.*/Owner:/' -e 's/^Due:.*/Due: none/' -e 's/^For:.*/For:/' \"$1\"",
    );
    assert_snapshot!(exchanges(&sandbox, &["edit A-1"]), @"
    $ tpm edit A-1
    Changed A-1  send the plan
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn what_cannot_be_read_keeps_the_draft() {
    let mut sandbox = with_editor("sed -i 's/^Due:.*/Due: someday/' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1", "edit A-1"]), @"
    $ tpm edit A-1
    --- stderr
    error: `someday` is not a date
    hint: write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow; the draft is kept: `tpm edit A-1 --resume`
    --- exit 2
    $ tpm edit A-1
    --- stderr
    error: a draft of it was kept at [HOME]/.local/state/tpm/drafts/[STORE]/edit-A-1.md
    hint: go on with `tpm edit A-1 --resume`, or remove the draft
    --- exit 4
    ");
    sandbox.editor("echo 'Colour: red' > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --resume"]), @r#"
    $ tpm edit A-1 --resume
    --- stderr
    error: line 1 is no field of this form: "Colour: red"
    hint: a field is a line such as `Due: fri`; the draft is kept: `tpm edit A-1 --resume`
    --- exit 65
    "#);
    sandbox.editor("echo 'Title: ' > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --resume"]), @"
    $ tpm edit A-1 --resume
    --- stderr
    error: the title is empty
    hint: say in a few words what it is about; the draft is kept: `tpm edit A-1 --resume`
    --- exit 2
    ");
    sandbox.editor("echo 'Due: fri' > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --resume", "edit A-1 --resume"]), @"
    $ tpm edit A-1 --resume
    Changed A-1  send the plan  @priya  due Fri 27 Nov (in 5 days)  for D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --resume
    --- stderr
    error: no draft was kept of A-1
    hint: leave --resume out to begin one
    --- exit 3
    ");
}

#[test]
fn fields_changed_elsewhere_meanwhile_stay_and_a_clash_takes_nothing() {
    let script = "sed -i 's/^Due:.*/Due: 2026-11-30/' \"$1\"\n";
    let mut sandbox = with_editor(&format!("{script}{}", meanwhile("edit A-1 --owner lee")));
    assert_snapshot!(exchanges(&sandbox, &["edit A-1"]), @"
    $ tpm edit A-1
    Changed A-1  send the plan  @lee  due Mon 30 Nov (in 8 days)  for D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
    let script = script.replace("30", "29");
    sandbox.editor(&format!(
        "{script}{}",
        meanwhile("edit A-1 --due 2026-12-09 --owner bo")
    ));
    assert_snapshot!(exchanges(&sandbox, &["edit A-1", "show A-1"]), @r#"
    $ tpm edit A-1
    --- stderr
    error: A-1: due was changed meanwhile to "2026-12-09"
    hint: nothing was saved; `tpm edit A-1 --resume` opens your changes over what it is now
    --- exit 4
    $ tpm show A-1
    A-1  send the plan
    Status: open
    Owner:  @bo
    Due:    Wed 9 Dec (in 17 days) (first Wed 25 Nov)
    Serves: D-1 Which region first?
    Added:  Sun 22 Nov
    --- exit 0
    "#);
    sandbox.editor("true");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1 --resume"]), @"
    $ tpm edit A-1 --resume
    Changed A-1  send the plan  @bo  due Sun 29 Nov (in 7 days)  for D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn the_item_touched_last_is_the_one_whose_form_was_opened() {
    let script = "sed -i 's/^Due:.*/Due: 2026-11-30/' \"$1\"\n";
    let mut sandbox = with_editor("true");
    sandbox.ok("act @lee book the room");
    sandbox.editor(&format!("{script}{}", meanwhile("comment A-1 soon")));
    assert_snapshot!(exchanges(&sandbox, &["edit ."]), @"
    $ tpm edit .
    Changed A-2  book the room  @lee  due Mon 30 Nov (in 8 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn an_empty_text_or_a_failing_editor_cancels() {
    let mut sandbox = with_editor(": > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1"]), @"
    $ tpm edit A-1
    --- stderr
    error: the text is empty, so nothing was saved
    hint: A-1 is as it was, and no draft is kept
    --- exit 5
    ");
    sandbox.editor("sed -i 's/^Due:.*/Due: fri/' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1"]), @"
    $ tpm edit A-1
    Changed A-1  send the plan  @priya  due Fri 27 Nov (in 5 days)  for D-1
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
    sandbox.editor("echo more >> \"$1\"; exit 1");
    assert_snapshot!(exchanges(&sandbox, &["edit D-1", "doctor"]), @r#"
    $ tpm edit D-1
    --- stderr
    error: the editor "sh [HOME]/editor.sh" ended with exit status: 1
    hint: the draft is kept; go on with `tpm edit D-1 --resume`
    --- exit 5
    $ tpm doctor
    note: a draft was left: edit-D-1; `tpm edit D-1 --resume` goes on with it
    The file is in order, as far as a quick look tells; --deep looks at all of it.
    --- exit 0
    "#);
}

#[test]
fn a_form_is_of_one_item_and_wants_an_editor() {
    let sandbox = Sandbox::new();
    sandbox.ok("act write the summary");
    sandbox.ok("act book the room");
    assert_snapshot!(
        exchanges(&sandbox, &["edit A-1", "edit A-1..A-2", "edit A-1 --resume", "edit A-1 --resume --due fri"]),
        @"
    $ tpm edit A-1
    --- stderr
    error: nothing to change was named, and there is no terminal to open an editor on
    hint: name a field, such as --due fri; `tpm edit --help` lists them
    --- exit 2
    $ tpm edit A-1..A-2
    --- stderr
    error: a form is of one item
    hint: name one ID, or a field to change in all of them
    --- exit 2
    $ tpm edit A-1 --resume
    --- stderr
    error: no draft was kept of A-1
    hint: leave --resume out to begin one
    --- exit 3
    $ tpm edit A-1 --resume --due fri
    --- stderr
    error: --resume goes on with a form, and changes no other field
    hint: leave out --resume, or the fields
    --- exit 2
    "
    );
}

#[test]
fn the_first_date_is_corrected_with_a_reason_only() {
    let sandbox = with_editor("true");
    assert_snapshot!(
        exchanges(
            &sandbox,
            &[
                "edit D-1 --baseline 2026-12-04",
                "edit D-1 --baseline 2026-12-04 --why 'typed the wrong week'",
                "show D-1 --json --fields due,due_baseline",
                "log D-1",
                "undo",
            ]
        ),
        @r#"
    $ tpm edit D-1 --baseline 2026-12-04
    --- stderr
    error: the following required arguments were not provided: --why <TEXT>
    hint: Usage: tpm edit --why <TEXT> --baseline <DATE> <IDS>...
    --- exit 2
    $ tpm edit D-1 --baseline 2026-12-04 --why 'typed the wrong week'
    Changed D-1  Which region first?  decider @lee  due Fri 11 Dec (in 19 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields due,due_baseline
    {"schema":"tpm/1","kind":"decision","data":[{"due":"2026-12-11","due_baseline":"2026-12-04"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm log D-1
    OP  WHEN              WHO   WHAT     CHANGE
     1  2026-11-22 10:00  @sam  propose  added "Which region first?"
     1  2026-11-22 10:00  @sam  propose  context: Two are ready.
     1  2026-11-22 10:00  @sam  propose  due: 2026-12-11
     1  2026-11-22 10:00  @sam  propose  role added "decider" @lee
     3  2026-11-22 10:00  @sam  edit     due baseline: 2026-12-11 → 2026-12-04
     3  2026-11-22 10:00  @sam  edit     comment added "typed the wrong week"
    --- exit 0
    $ tpm undo
    Undid edit D-1  (operation 3)
    --- stderr
    redo: tpm redo
    --- exit 0
    "#
    );
}

#[test]
fn who_must_know_and_whether_it_is_carried_out_stand_in_the_form_of_a_decision() {
    let mut sandbox = Sandbox::new();
    sandbox.ok("decide 'Ship weekly' --decider lee");
    sandbox.editor(
        "sed -i 's/^Audience: listed/Audience: none/; s/^Carry out by:/Carry out by: 2026-12-01/' \"$1\"",
    );
    let shown = sandbox.ok("edit D-1 --json --fields audience,execution,execute_by");
    assert!(
        shown.contains(r#""audience":"none","execution":"required","execute_by":"2026-12-01""#),
        "{shown}"
    );
    sandbox.editor("sed -i 's/^Execution: required/Execution: perhaps/' \"$1\"");
    let exchange = sandbox.tpm("edit D-1");
    assert_eq!(exchange.code, 2, "{exchange}");
    assert!(
        exchange.stderr.contains("it is one of required, none"),
        "{exchange}"
    );
}

#[test]
fn a_form_that_is_emptied_cancels_and_leaves_nothing() {
    let mut sandbox = with_editor(": > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1", "edit A-1 --resume"]), @"
    $ tpm edit A-1
    --- stderr
    error: the text is empty, so nothing was saved
    hint: A-1 is as it was, and no draft is kept
    --- exit 5
    $ tpm edit A-1 --resume
    --- stderr
    error: no draft was kept of A-1
    hint: leave --resume out to begin one
    --- exit 3
    ");
    let left = sandbox.home().join(".local/state/tpm/drafts");
    let files: Vec<_> = std::fs::read_dir(left)
        .unwrap()
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .collect();
    assert!(files.is_empty(), "{files:?}");
    sandbox.editor("rm \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["edit A-1"]), @"
    $ tpm edit A-1
    --- stderr
    error: the draft [HOME]/.local/state/tpm/drafts/[STORE]/edit-A-1.md is gone
    hint: nothing was saved; begin anew, and let the editor save to the file that it opened
    --- exit 66
    ");
}

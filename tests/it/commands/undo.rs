//! `tpm undo` and `tpm redo`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn undo_takes_back_the_last_thing_and_redo_brings_it_again() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-25 -w launch",
        "done A-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["undo", "actions", "redo", "actions --all", "log"]), @"
    $ tpm undo
    Undid done A-1  (operation 2)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm actions
    ID   TITLE          OWNER   DUE                     WORKSTREAM
    A-1  send the plan  @priya  Wed 25 Nov (in 3 days)  launch
    --- exit 0
    $ tpm redo
    Redid done A-1  (operation 2)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --all
    ID   TITLE          OWNER   DUE         STATUS  WORKSTREAM
    A-1  send the plan  @priya  Sun 22 Nov  done    launch
    --- exit 0
    $ tpm log
    OP  WHEN              WHO   WHAT  ITEMS
     4  2026-11-22 10:00  @sam  redo  A-1    of 3
     3  2026-11-22 10:00  @sam  undo  A-1    undone by 4
     2  2026-11-22 10:00  @sam  done  A-1
     1  2026-11-22 10:00  @sam  act   A-1
    --- exit 0
    ");
}

#[test]
fn undo_in_json_tells_the_operation() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["undo --json", "redo --json"]), @r#"
    $ tpm undo --json
    {"schema":"tpm/1","kind":"operation.taken_back","data":[{"operation":1,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"act","items":["A-1"],"changes":3,"group":1,"undoes":null,"undone_by":null,"names":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm redo --json
    {"schema":"tpm/1","kind":"operation.taken_back","data":[{"operation":2,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"undo","items":["A-1"],"changes":3,"group":2,"undoes":1,"undone_by":null,"names":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn undo_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["undo --dry-run", "undo -q", "redo --dry-run", "redo -q"]), @"
    $ tpm undo --dry-run
    Undid act A-1  (operation 1)
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm undo -q
    1
    --- exit 0
    $ tpm redo --dry-run
    Redid act A-1  (operation 1)
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm redo -q
    2
    --- exit 0
    ");
}

#[test]
fn nothing_to_undo_or_redo_is_refused() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["undo", "undo --json", "redo", "redo --json"]), @r#"
    $ tpm undo
    --- stderr
    error: there is nothing to undo
    hint: `tpm log` lists the operations
    --- exit 4
    $ tpm undo --json
    --- stderr
    {"error":{"code":"refused","message":"there is nothing to undo","hint":"`tpm log` lists the operations","exit":4,"retryable":false}}
    --- exit 4
    $ tpm redo
    --- stderr
    error: there is nothing to redo
    hint: a new change clears what could be redone; `tpm log` lists the operations
    --- exit 4
    $ tpm redo --json
    --- stderr
    {"error":{"code":"refused","message":"there is nothing to redo","hint":"a new change clears what could be redone; `tpm log` lists the operations","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn numbers_are_never_given_again() {
    let sandbox = after(&["act one", "undo"]);
    assert_snapshot!(exchanges(&sandbox, &["act two", "show A-1"]), @"
    $ tpm act two
    Added A-2  two
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    --- stderr
    error: there is no A-1: its creation was undone
    hint: `tpm log A-1` shows its history
    --- exit 3
    ");
}

#[test]
fn a_new_change_clears_redo() {
    let sandbox = after(&["act one", "undo", "act two"]);
    assert_snapshot!(exchanges(&sandbox, &["redo"]), @"
    $ tpm redo
    --- stderr
    error: there is nothing to redo
    hint: a new change clears what could be redone; `tpm log` lists the operations
    --- exit 4
    ");
}

#[test]
fn undo_of_an_operation_that_others_built_on_names_the_later_one() {
    let sandbox = after(&["act one", "edit A-1 --owner lee", "edit A-1 --owner priya"]);
    assert_snapshot!(exchanges(&sandbox, &["undo 2", "undo 2 --json", "undo 1", "undo 9", "undo 9 --json", "undo 3", "undo 3"]), @r#"
    $ tpm undo 2
    --- stderr
    error: operation 3 (edit) has changed A-1 since
    hint: `tpm log 3` shows what it did; undo it first
    --- exit 4
    $ tpm undo 2 --json
    --- stderr
    {"error":{"code":"changed_since","message":"operation 3 (edit) has changed A-1 since","hint":"`tpm log 3` shows what it did; undo it first","exit":4,"retryable":false}}
    --- exit 4
    $ tpm undo 1
    --- stderr
    error: operation 3 (edit) has changed A-1 since
    hint: `tpm log 3` shows what it did; undo it first
    --- exit 4
    $ tpm undo 9
    --- stderr
    error: there is no operation 9
    hint: `tpm log` lists the operations
    --- exit 3
    $ tpm undo 9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no operation 9","hint":"`tpm log` lists the operations","exit":3,"retryable":false}}
    --- exit 3
    $ tpm undo 3
    Undid edit A-1  (operation 3)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo 3
    --- stderr
    error: operation 3 is undone already
    hint: `tpm redo` takes the last undo back
    --- exit 4
    "#);
}

#[test]
fn undo_takes_back_what_the_actor_did() {
    let sandbox = after(&["act one", "act two --actor lee"]);
    assert_snapshot!(exchanges(&sandbox, &["undo", "actions -q"]), @"
    $ tpm undo
    Undid act A-1  (operation 1)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm actions -q
    A-2
    --- exit 0
    ");
}

#[test]
fn an_import_is_undone_as_one_and_told_in_one_line() {
    let sandbox = Sandbox::new();
    for day in 10..14 {
        let notes =
            format!("# Sync 2026-11-{day}\n\n- ACTION: @lee go {day}\n- ACTION: @bo come {day}\n");
        sandbox.write(&format!("notes/{day}.md"), notes);
    }
    sandbox.ok("act first");
    sandbox.ok("import notes notes");
    assert_snapshot!(exchanges(&sandbox, &["undo --dry-run", "undo 3", "redo", "log 3", "actions -q"]), @r#"
    $ tpm undo --dry-run
    Undid import notes 8 actions, 4 meetings  (operations 2 to 5)
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm undo 3
    Undid import notes 8 actions, 4 meetings  (operations 2 to 5)
    --- stderr
    what was done together with operation 3 goes with it
    redo: tpm redo
    --- exit 0
    $ tpm redo
    Redid import notes 8 actions, 4 meetings  (operations 2 to 5)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log 3
    Operation 3  import notes
    When:  2026-11-22 10:00 by @sam
    Group: 2 to 5, undone together

    OF   CHANGE
    M-2  added "Sync 2026-11-11"
    A-4  added "go 11"
    A-5  added "come 11"
    M-2  notes: 4 lines added: + # Sync 2026-11-11
    M-2  source added "[HOME]/notes/11.md"

    M-2 notes
    + # Sync 2026-11-11
    +
    + - ACTION: @lee go 11 ^A-4
    + - ACTION: @bo come 11 ^A-5
    --- exit 0
    $ tpm actions -q
    A-1
    A-2
    A-3
    A-4
    A-5
    A-6
    A-7
    A-8
    A-9
    --- exit 0
    "#);
}

#[test]
fn an_operation_of_somebody_else_is_undone_when_it_is_named() {
    let sandbox = after(&["act one", "act two --actor lee"]);
    assert_snapshot!(exchanges(&sandbox, &["undo 2", "redo", "redo --actor lee", "actions -q"]), @"
    $ tpm undo 2
    Undid act A-2  by @lee  (operation 2)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm redo
    Redid act A-2  by @lee  (operation 2)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm redo --actor lee
    --- stderr
    error: there is nothing to redo
    hint: a new change clears what could be redone; `tpm log` lists the operations
    --- exit 4
    $ tpm actions -q
    A-1
    A-2
    --- exit 0
    ");
}

#[test]
fn an_undo_never_names_what_is_gone() {
    let sandbox = after(&[
        "act one",
        "propose 'Which?'",
        "edit A-1 --for D-1",
        "edit A-1 --for none",
        "undo 2",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["undo 4", "show A-1"]), @"
    $ tpm undo 4
    --- stderr
    error: operation 5 (undo) has changed D-1 since
    hint: `tpm log 5` shows what it did
    --- exit 4
    $ tpm show A-1
    A-1  one
    Status: open
    Owner:  nobody
    Due:    none
    Added:  Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn what_is_no_number_of_an_operation_is_refused() {
    let sandbox = after(&["act @priya review it"]);
    assert_snapshot!(exchanges(&sandbox, &["undo A-1", "show @priya", "log --limit"]), @"
    $ tpm undo A-1
    --- stderr
    error: invalid value 'A-1' for '[OPERATION]': it is a whole number
    hint: `tpm help undo` lists what it takes
    --- exit 2
    $ tpm show @priya
    --- stderr
    error: `@priya` is not an ID
    hint: `tpm person NAME`, `tpm group NAME` and `tpm log --by NAME` take people
    --- exit 2
    $ tpm log --limit
    --- stderr
    error: a value is required for '--limit <COUNT>' but none was supplied
    hint: `tpm help log` lists what it takes
    --- exit 2
    ");
}

//! `tpm delete`.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn delete_says_what_hung_on_it() {
    let sandbox = after(&[
        "propose 'Which region?'",
        "act @lee ask around --for D-1",
        "act two",
        "link A-2 depends-on D-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["delete D-1", "show A-1", "decisions", "show D-1", "log D-1", "undo", "show D-1"]), @r#"
    $ tpm delete D-1
    Deleted D-1  Which region?
    --- stderr
    D-1 had 2 items hanging on it: A-1 "ask around", A-2 "two"
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  ask around
    Status: open
    Owner:  @lee
    Due:    none
    Serves: D-1 Which region?
    Added:  Sun 22 Nov
    --- exit 0
    $ tpm decisions
    No decisions match.
    --- exit 0
    $ tpm show D-1
    --- stderr
    error: D-1 was deleted
    hint: `tpm log D-1` shows when; undo brings it back
    --- exit 3
    $ tpm log D-1
    OP  WHEN              WHO   WHAT     CHANGE
     1  2026-11-22 10:00  @sam  propose  added "Which region?"
     4  2026-11-22 10:00  @sam  link     link added "depends_on" from A-2 to D-1
     5  2026-11-22 10:00  @sam  delete   deleted
    --- exit 0
    $ tpm undo
    Undid delete D-1  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm show D-1
    D-1  Which region?
    Status:    proposed
    Decide by: none
    Door:      two way
    Raised:    Sun 22 Nov by @sam
    Needed by: A-2 two

    Actions
    ID   TITLE       OWNER  FOR
    A-1  ask around  @lee   D-1
    --- exit 0
    "#);
}

#[test]
fn delete_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["delete A-1 --json", "delete A-1 --json"]), @r#"
    $ tpm delete A-1 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":true}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm delete A-1 --json
    --- stderr
    {"error":{"code":"not_found","message":"A-1 was deleted","hint":"`tpm log A-1` shows when; undo brings it back","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn delete_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["delete A-1 --dry-run", "delete A-1 -q", "actions"]), @"
    $ tpm delete A-1 --dry-run
    Deleted A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm delete A-1 -q
    A-1
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    ");
}

#[test]
fn delete_wants_an_item_that_exists() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["delete A-9", "delete", "delete A-1 A-9", "actions -q"]), @"
    $ tpm delete A-9
    --- stderr
    error: there is no A-9: the last action is A-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm delete
    --- stderr
    error: the following required arguments were not provided: <IDS>...
    hint: Usage: tpm delete <IDS>...
    --- exit 2
    $ tpm delete A-1 A-9
    --- stderr
    error: there is no A-9: the last action is A-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm actions -q
    A-1
    --- exit 0
    ");
}

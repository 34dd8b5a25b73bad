//! `tpm log`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn log_lists_operations_the_newest_first() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-25 -w launch",
        "done A-1",
        "undo",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["log", "log --limit 1", "log --limit 1 --json", "log -q"]), @r#"
    $ tpm log
    OP  WHEN              WHO   WHAT  ITEMS
     3  2026-11-22 10:00  @sam  undo  A-1    of 2
     2  2026-11-22 10:00  @sam  done  A-1    undone by 3
     1  2026-11-22 10:00  @sam  act   A-1
    --- exit 0
    $ tpm log --limit 1
    OP  WHEN              WHO   WHAT  ITEMS
     3  2026-11-22 10:00  @sam  undo  A-1    of 2
    --- stderr
    there is more: --limit 0 shows all
    --- exit 0
    $ tpm log --limit 1 --json
    {"schema":"tpm/1","kind":"operation.list","data":[{"operation":3,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"undo","items":["A-1"],"changes":2,"group":3,"undoes":2,"undone_by":null}],"meta":{"shown":1,"truncated":true,"total":null}}
    --- exit 0
    $ tpm log -q
    3
    2
    1
    --- exit 0
    "#);
}

#[test]
fn log_of_an_item_tells_each_change() {
    let sandbox = after(&[
        "propose 'Which region?' --decider lee",
        "comment D-1 ask finance",
        "act one",
        "link A-1 blocks D-1",
        "unlink A-1 D-1",
        "decide D-1 Europe --why 'most customers'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["log D-1", "log D-1 --json --fields operation,verb,part,change,field"]), @r#"
    $ tpm log D-1
    OP  WHEN              WHO   WHAT     CHANGE
     1  2026-11-22 10:00  @sam  propose  added "Which region?"
     1  2026-11-22 10:00  @sam  propose  role added "decider" @lee
     2  2026-11-22 10:00  @sam  comment  comment added "ask finance"
     4  2026-11-22 10:00  @sam  link     link added "blocks" from A-1 to D-1
     5  2026-11-22 10:00  @sam  unlink   link deleted
     6  2026-11-22 10:00  @sam  decide   rationale: none → most customers
     6  2026-11-22 10:00  @sam  decide   status: proposed → accepted
     6  2026-11-22 10:00  @sam  decide   decided at: none → 2026-11-22
     6  2026-11-22 10:00  @sam  decide   outcome: none → Europe
     6  2026-11-22 10:00  @sam  decide   version: 0 → 1
    --- exit 0
    $ tpm log D-1 --json --fields operation,verb,part,change,field
    {"schema":"tpm/1","kind":"change.list","data":[{"operation":1,"verb":"propose","part":null,"change":"create","field":null},{"operation":1,"verb":"propose","part":"role","change":"create","field":null},{"operation":2,"verb":"comment","part":"comment","change":"create","field":null},{"operation":4,"verb":"link","part":"link","change":"create","field":null},{"operation":5,"verb":"unlink","part":"link","change":"update","field":"deleted"},{"operation":6,"verb":"decide","part":null,"change":"update","field":"rationale"},{"operation":6,"verb":"decide","part":null,"change":"update","field":"status"},{"operation":6,"verb":"decide","part":null,"change":"update","field":"decided_at"},{"operation":6,"verb":"decide","part":null,"change":"update","field":"outcome"},{"operation":6,"verb":"decide","part":null,"change":"update","field":"version"}],"meta":{"shown":10,"truncated":false,"total":10}}
    --- exit 0
    "#);
}

#[test]
fn log_of_an_item_calls_people_workstreams_and_items_by_name() {
    let sandbox = after(&[
        "propose 'Which?'",
        "act one",
        "edit A-1 --owner lee --helpers bo -w launch --for D-1",
        "edit A-1 --owner priya",
        "meet Sync --with priya",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["log A-1", "log M-1"]), @r#"
    $ tpm log A-1
    OP  WHEN              WHO   WHAT  CHANGE
     2  2026-11-22 10:00  @sam  act   added "one"
     3  2026-11-22 10:00  @sam  edit  owner: none → lee
     3  2026-11-22 10:00  @sam  edit  workstream: none → launch
     3  2026-11-22 10:00  @sam  edit  serves: none → D-1
     3  2026-11-22 10:00  @sam  edit  helper added @bo
     4  2026-11-22 10:00  @sam  edit  owner: lee → priya
    --- exit 0
    $ tpm log M-1
    OP  WHEN              WHO   WHAT  CHANGE
     5  2026-11-22 10:00  @sam  meet  added "Sync"
     5  2026-11-22 10:00  @sam  meet  notes:  → # Sync…
     5  2026-11-22 10:00  @sam  meet  attendance added @sam
     5  2026-11-22 10:00  @sam  meet  attendance added @priya
     5  2026-11-22 10:00  @sam  meet  attendance attended: 0 → 1
    --- exit 0
    "#);
}

#[test]
fn nothing_happened_yet_is_no_failure() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["log", "log --json", "log -q"]), @r#"
    $ tpm log
    Nothing has happened yet.
    --- exit 0
    $ tpm log --json
    {"schema":"tpm/1","kind":"operation.list","data":[],"meta":{"shown":0,"truncated":false,"total":0}}
    --- exit 0
    $ tpm log -q
    --- exit 0
    "#);
}

#[test]
fn log_of_an_unknown_item_says_where_to_look() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["log A-9", "log A-9 --json"]), @r#"
    $ tpm log A-9
    --- stderr
    error: there is no A-9: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm log A-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-9: there is no action yet","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

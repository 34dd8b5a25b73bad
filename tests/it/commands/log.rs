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
    {"schema":"tpm/1","kind":"operation.list","data":[{"operation":3,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"undo","items":["A-1"],"changes":2,"group":3,"undoes":2,"undone_by":null,"names":[]}],"meta":{"shown":1,"truncated":true,"total":null}}
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
     5  2026-11-22 10:00  @sam  unlink   link deleted "blocks" from A-1 to D-1
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
     5  2026-11-22 10:00  @sam  meet  notes: 12 lines added: + # Sync
     5  2026-11-22 10:00  @sam  meet  attendance added @sam
     5  2026-11-22 10:00  @sam  meet  attendance added @priya
     5  2026-11-22 10:00  @sam  meet  attendance @priya, attended: 0 → 1
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

#[test]
fn log_of_an_operation_tells_all_that_it_did() {
    let sandbox = after(&[
        "meet Sync --with priya",
        "note --add 'ACTION: @priya send the plan by fri'",
    ]);
    sandbox.ok("edit A-1 --title 'send it' --due 2026-12-01");
    assert_snapshot!(exchanges(&sandbox, &["log 2", "log 2 -q", "log 3 --json", "log 9"]), @r#"
    $ tpm log 2
    Operation 2  note
    When: 2026-11-22 10:00 by @sam

    OF   CHANGE
    A-1  added "send the plan"
    M-1  notes: 1 line added: + ACTION: @priya send the plan by fri ^A-1

    M-1 notes
    + ACTION: @priya send the plan by fri ^A-1
    --- exit 0
    $ tpm log 2 -q
    A-1
    M-1
    --- exit 0
    $ tpm log 3 --json
    {"schema":"tpm/1","kind":"operation","data":[{"operation":3,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"edit","items":["A-1"],"changes":3,"group":3,"undoes":null,"undone_by":null,"names":[],"details":[{"id":null,"operation":3,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"edit","part":null,"change":"update","field":"title","old":"send the plan","new":"send it","undone_by":null,"subject":"A-1","purged":false},{"id":null,"operation":3,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"edit","part":null,"change":"update","field":"due","old":"2026-11-27","new":"2026-12-01","undone_by":null,"subject":"A-1","purged":false},{"id":null,"operation":3,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"edit","part":null,"change":"update","field":"due_source","old":"inferred","new":"explicit","undone_by":null,"subject":"A-1","purged":false}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm log 9
    --- stderr
    error: there is no operation 9
    hint: `tpm log` lists the operations
    --- exit 3
    "#);
}

#[test]
fn log_keeps_a_window_of_days_actors_and_verbs() {
    let mut sandbox = after(&["act one", "act two --actor lee"]);
    sandbox.at("2026-11-24T10:00:00Z");
    sandbox.ok("done A-1");
    sandbox.ok("drop A-2 --actor lee");
    sandbox.write("sync.md", "# Sync 2026-11-20\n\n- ACTION: @lee go\n");
    sandbox.ok("import notes sync.md");
    assert_snapshot!(exchanges(&sandbox, &[
        "log --since 23nov",
        "log --until sun --by lee",
        "log --by me --verb act,import",
        "log --verb nope",
        "log A-1 --since mon",
        "log --by none",
    ]), @r#"
    $ tpm log --since 23nov
    OP  WHEN              WHO   WHAT          ITEMS
     5  2026-11-24 10:00  @sam  import notes  A-3 M-1
     4  2026-11-24 10:00  @lee  drop          A-2
     3  2026-11-24 10:00  @sam  done          A-1
    --- exit 0
    $ tpm log --until sun --by lee
    OP  WHEN              WHO   WHAT  ITEMS
     2  2026-11-22 10:00  @lee  act   A-2
    --- exit 0
    $ tpm log --by me --verb act,import
    OP  WHEN              WHO   WHAT          ITEMS
     5  2026-11-24 10:00  @sam  import notes  A-3 M-1
     1  2026-11-22 10:00  @sam  act           A-1
    --- exit 0
    $ tpm log --verb nope
    --- stderr
    error: no operation is called "nope"
    hint: `tpm log` lists the operations with their names
    --- exit 3
    $ tpm log A-1 --since mon
    --- stderr
    error: the argument '[ID|NAME|OPERATION]' cannot be used with '--since <DATE>'
    hint: Usage: tpm log <ID|NAME|OPERATION>
    --- exit 2
    $ tpm log --by none
    --- stderr
    error: every operation was done by one person
    hint: name those whose operations you want, such as @lee
    --- exit 2
    "#);
}

#[test]
fn what_hangs_on_an_item_stands_in_its_log() {
    let sandbox = after(&[
        "act one --helpers bo",
        "comment A-1 words",
        "undo",
        "edit A-1 --helpers=-bo",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["log A-1"]), @r#"
    $ tpm log A-1
    OP  WHEN              WHO   WHAT  CHANGE
     1  2026-11-22 10:00  @sam  act   added "one"
     1  2026-11-22 10:00  @sam  act   helper added @bo
     4  2026-11-22 10:00  @sam  edit  helper deleted @bo
    --- exit 0
    "#);
}

#[test]
fn an_item_whose_creation_was_undone_has_its_log() {
    let sandbox = after(&["act one", "undo"]);
    assert_snapshot!(exchanges(&sandbox, &["log A-1"]), @r#"
    $ tpm log A-1
    OP  WHEN              WHO   WHAT  CHANGE
     1  2026-11-22 10:00  @sam  act   added "one"    undone by 2
     2  2026-11-22 10:00  @sam  undo  removed "one"  of 1
    --- exit 0
    "#);
}

#[test]
fn people_groups_workstreams_and_series_have_a_history_and_are_named() {
    let sandbox = after(&[
        "group plat --members lee",
        "workstream launch --lead lee",
        "series plat-sync --every monday --with plat",
        "group plat --members=-lee",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "log", "log --json --limit 1", "log plat", "log @lee", "log launch", "log plat-sync", "log 4", "log nobody", "undo",
    ]), @r#"
    $ tpm log
    OP  WHEN              WHO   WHAT        ITEMS
     4  2026-11-22 10:00  @sam  group       @plat
     3  2026-11-22 10:00  @sam  series      plat-sync
     2  2026-11-22 10:00  @sam  workstream  launch
     1  2026-11-22 10:00  @sam  group       @plat @lee
    --- exit 0
    $ tpm log --json --limit 1
    {"schema":"tpm/1","kind":"operation.list","data":[{"operation":4,"at":"2026-11-22T10:00:00Z","actor":"sam","verb":"group","items":[],"changes":1,"group":4,"undoes":null,"undone_by":null,"names":["@plat"]}],"meta":{"shown":1,"truncated":true,"total":null}}
    --- exit 0
    $ tpm log plat
    OP  WHEN              WHO   WHAT   CHANGE
     1  2026-11-22 10:00  @sam  group  added "plat"
     1  2026-11-22 10:00  @sam  group  membership added @lee
     4  2026-11-22 10:00  @sam  group  membership deleted @lee
    --- exit 0
    $ tpm log @lee
    OP  WHEN              WHO   WHAT   CHANGE
     1  2026-11-22 10:00  @sam  group  added "lee"
    --- exit 0
    $ tpm log launch
    OP  WHEN              WHO   WHAT        CHANGE
     2  2026-11-22 10:00  @sam  workstream  added "launch"
     2  2026-11-22 10:00  @sam  workstream  lead: lee
    --- exit 0
    $ tpm log plat-sync
    OP  WHEN              WHO   WHAT    CHANGE
     3  2026-11-22 10:00  @sam  series  added "Plat-sync"
     3  2026-11-22 10:00  @sam  series  invitee added @plat
    --- exit 0
    $ tpm log 4
    Operation 4  group
    When: 2026-11-22 10:00 by @sam

    OF     CHANGE
    @plat  membership deleted @lee
    --- exit 0
    $ tpm log nobody
    --- stderr
    error: nobody and nothing is called "nobody"
    hint: `tpm people`, `tpm workstreams` and `tpm series` list what has a name
    --- exit 3
    $ tpm undo
    Undid group @plat  (operation 4)
    --- stderr
    redo: tpm redo
    --- exit 0
    "#);
}

#[test]
fn who_or_what_is_not_known_is_refused() {
    let sandbox = after(&["person lee", "act call"]);
    assert_snapshot!(exchanges(&sandbox, &["log --by zzz", "log --by lee", "log --verb foo", "log --verb act"]), @r#"
    $ tpm log --by zzz
    --- stderr
    error: nobody is called @zzz
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm log --by lee
    No operation fits.
    --- exit 0
    $ tpm log --verb foo
    --- stderr
    error: no operation is called "foo"
    hint: `tpm log` lists the operations with their names
    --- exit 3
    $ tpm log --verb act
    OP  WHEN              WHO   WHAT  ITEMS
     2  2026-11-22 10:00  @sam  act   A-1
    --- exit 0
    "#);
}

//! `tpm link` and `tpm unlink`.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn link_joins_items_and_both_ends_show_it() {
    let sandbox = after(&["propose 'Which region?'", "act @lee ask around"]);
    assert_snapshot!(exchanges(&sandbox, &["link A-1 blocks D-1", "link A-1 blocks D-1", "show A-1 D-1"]), @"
    $ tpm link A-1 blocks D-1
    Linked A-1  ask around  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm link A-1 blocks D-1
    --- stderr
    A-1 was linked so already
    --- exit 0
    $ tpm show A-1 D-1
    A-1  ask around
    Status: open
    Owner:  @lee
    Due:    none
    Added:  Sun 22 Nov
    Blocks: D-1 Which region?

    D-1  Which region?
    Status:     proposed
    Decide by:  none
    Door:       two way
    Raised:     Sun 22 Nov by @sam
    Blocked by: A-1 ask around
    --- exit 0
    ");
}

#[test]
fn link_in_json_gives_the_record() {
    let sandbox = after(&["act one", "act two"]);
    assert_snapshot!(exchanges(&sandbox, &["link A-1 relates-to A-2 --json"]), @r#"
    $ tpm link A-1 relates-to A-2 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"one","body":null,"owner":null,"helpers":[],"workstream":null,"for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":null,"due_baseline":null,"due_source":"none","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn link_quietly_or_on_trial() {
    let sandbox = after(&["act one", "act two"]);
    assert_snapshot!(exchanges(&sandbox, &["link A-1 relates-to A-2 --dry-run", "link A-1 relates-to A-2 -q"]), @"
    $ tpm link A-1 relates-to A-2 --dry-run
    Linked A-1  one
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm link A-1 relates-to A-2 -q
    A-1
    --- exit 0
    ");
}

#[test]
fn link_refuses_what_cannot_be() {
    let sandbox = after(&["act one"]);
    assert_snapshot!(exchanges(&sandbox, &["link A-1 blocks A-1", "link A-1 blocks D-9", "link A-1 blocks D-9 --json", "link A-1 supersedes A-1", "link A-1 likes A-1"]), @r#"
    $ tpm link A-1 blocks A-1
    --- stderr
    error: A-1 cannot be linked to itself
    hint: name two items
    --- exit 2
    $ tpm link A-1 blocks D-9
    --- stderr
    error: there is no D-9: there is no decision yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm link A-1 blocks D-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no D-9: there is no decision yet","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    $ tpm link A-1 supersedes A-1
    --- stderr
    error: invalid value 'supersedes' for '<HOW>': `tpm decide "TITLE" --supersedes ID` replaces a decision
    hint: `tpm help link` lists what it takes
    --- exit 2
    $ tpm link A-1 likes A-1
    --- stderr
    error: invalid value 'likes' for '<HOW>': it is amends, depends-on, blocks or relates-to
    hint: `tpm help link` lists what it takes
    --- exit 2
    "#);
}

#[test]
fn unlink_takes_links_away_from_either_end() {
    let sandbox = after(&[
        "act one",
        "act two",
        "link A-1 blocks A-2",
        "link A-1 relates-to A-2",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["unlink A-2 A-1 --kind blocks", "show A-1", "unlink A-2 A-1", "unlink A-2 A-1"]), @"
    $ tpm unlink A-2 A-1 --kind blocks
    Unlinked A-2  two
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  one
    Status:     open
    Owner:      nobody
    Due:        none
    Added:      Sun 22 Nov
    Relates to: A-2 two
    --- exit 0
    $ tpm unlink A-2 A-1
    Unlinked A-2  two
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm unlink A-2 A-1
    --- stderr
    A-2 was not linked so
    --- exit 0
    ");
}

#[test]
fn unlink_in_json_gives_the_record() {
    let sandbox = after(&["act one", "act two", "link A-1 blocks A-2"]);
    assert_snapshot!(exchanges(&sandbox, &["unlink A-1 A-2 --json", "unlink A-1 A-9 --json"]), @r#"
    $ tpm unlink A-1 A-2 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"one","body":null,"owner":null,"helpers":[],"workstream":null,"for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":null,"due_baseline":null,"due_source":"none","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm unlink A-1 A-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-9: the last action is A-2","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn unlink_quietly_or_on_trial() {
    let sandbox = after(&["act one", "act two", "link A-1 blocks A-2"]);
    assert_snapshot!(exchanges(&sandbox, &["unlink A-1 A-2 --dry-run", "unlink A-1 A-2 -q"]), @"
    $ tpm unlink A-1 A-2 --dry-run
    Unlinked A-1  one
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm unlink A-1 A-2 -q
    A-1
    --- exit 0
    ");
}

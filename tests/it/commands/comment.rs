//! `tpm comment`.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn comment_adds_to_any_item() {
    let sandbox = after(&[
        "act @priya send the plan by 2026-11-25 -w launch",
        "propose 'Which region?'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["comment A-1 the numbers come on Monday", "comment d1 ask finance", "show A-1"]), @"
    $ tpm comment A-1 the numbers come on Monday
    Commented on A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm comment d1 ask finance
    Commented on D-1  Which region?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:     open
    Owner:      @priya
    Due:        Wed 25 Nov (in 3 days)
    Workstream: launch
    Added:      Sun 22 Nov

    Comments
    • Sun 22 Nov @sam: the numbers come on Monday
    --- exit 0
    ");
}

#[test]
fn comment_in_json_gives_the_record() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["comment A-1 words --json"]), @r#"
    $ tpm comment A-1 words --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":"launch","for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn comment_quietly_or_on_trial() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["comment A-1 words --dry-run", "comment A-1 words -q"]), @"
    $ tpm comment A-1 words --dry-run
    Commented on A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)  launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm comment A-1 words -q
    A-1
    --- exit 0
    ");
}

#[test]
fn comment_wants_an_item_and_words() {
    let sandbox = after(&["act @priya send the plan by 2026-11-25 -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &["comment A-9 words", "comment A-9 words --json", "comment A-1 ''", "comment A-1"]), @r#"
    $ tpm comment A-9 words
    --- stderr
    error: there is no A-9: the last action is A-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm comment A-9 words --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-9: the last action is A-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    $ tpm comment A-1 ''
    --- stderr
    error: the comment is empty
    hint: say something, or `-` to read it from standard input
    --- exit 2
    $ tpm comment A-1
    --- stderr
    error: the following required arguments were not provided: <TEXT>...
    hint: Usage: tpm comment <ID> <TEXT>...
    --- exit 2
    "#);
}

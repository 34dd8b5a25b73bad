//! `tpm reopen`.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn reopen_counts_and_keeps_the_reason() {
    let sandbox = after(&["act @priya send the plan", "done A-1"]);
    assert_snapshot!(exchanges(&sandbox, &["reopen A-1 --why 'wrong quarter'", "done A-1", "reopen A-1", "show A-1"]), @"
    $ tpm reopen A-1 --why 'wrong quarter'
    Reopened A-1  send the plan  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done A-1
    Done A-1  send the plan  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm reopen A-1
    Reopened A-1  send the plan  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status: open (reopened 2 times)
    Owner:  @priya
    Due:    none
    Added:  Sun 22 Nov

    Comments
    • Sun 22 Nov @sam: wrong quarter
    --- exit 0
    ");
}

#[test]
fn reopen_opens_decisions_too() {
    let sandbox = after(&["decide 'Ship with vendor B' --decider lee"]);
    assert_snapshot!(exchanges(&sandbox, &["reopen D-1 --why 'the vendor left'", "decisions", "reopen D-1"]), @"
    $ tpm reopen D-1 --why 'the vendor left'
    Reopened D-1  Ship with vendor B  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE               DECIDER  STATUS
    D-1  Ship with vendor B  @lee     proposed
    --- exit 0
    $ tpm reopen D-1
    --- stderr
    D-1 is open already
    --- exit 0
    ");
}

#[test]
fn a_decision_opened_again_is_not_made_for_the_reasons_of_before() {
    let sandbox = after(&["propose 'Which vendor?' --decider lee"]);
    for ended in [
        "decide D-1 'Vendor A' --why cheaper",
        "reject D-1 --why cheaper",
    ] {
        sandbox.ok(ended);
        sandbox.ok("reopen D-1");
        sandbox.ok("decide D-1 'Vendor B'");
        let brief = sandbox.ok("show D-1 --format md");
        assert!(!brief.contains("cheaper"), "{brief}");
        sandbox.ok("undo");
        sandbox.ok("undo");
        assert!(sandbox.ok("show D-1").contains("cheaper"));
        sandbox.ok("undo");
    }
}

#[test]
fn what_supersedes_a_decision_that_is_opened_again_is_told() {
    let sandbox = after(&[
        "decide 'Vendor A' --decider lee",
        "decide 'Vendor B' --decider lee --supersedes D-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["reopen D-1", "unlink D-2 D-1", "show D-1 --json --fields status,links"]), @r#"
    $ tpm reopen D-1
    Reopened D-1  Vendor A  decider @lee
    --- stderr
    D-2 "Vendor B" supersedes D-1 still; `tpm unlink D-2 D-1` takes that away
    undo: tpm undo
    --- exit 0
    $ tpm unlink D-2 D-1
    Unlinked D-2  Vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields status,links
    {"schema":"tpm/1","kind":"decision","data":[{"status":"proposed","links":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn reopen_in_json_gives_the_record() {
    let sandbox = after(&["act one", "done A-1"]);
    assert_snapshot!(exchanges(&sandbox, &["reopen A-1 --json", "reopen A-5 --json"]), @r#"
    $ tpm reopen A-1 --json
    {"schema":"tpm/1","kind":"action.changed","data":[{"id":"A-1","title":"one","body":null,"owner":null,"helpers":[],"workstream":null,"for":null,"meeting":null,"status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":null,"due_baseline":null,"due_source":"none","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":1,"tags":[],"history":false,"deleted":false}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm reopen A-5 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-5: the last action is A-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn reopen_quietly_or_on_trial() {
    let sandbox = after(&["act one", "done A-1"]);
    assert_snapshot!(exchanges(&sandbox, &["reopen A-1 --dry-run", "reopen A-1 -q"]), @"
    $ tpm reopen A-1 --dry-run
    Reopened A-1  one
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm reopen A-1 -q
    A-1
    --- exit 0
    ");
}

#[test]
fn reopen_takes_no_meetings() {
    let sandbox = after(&["meet Retro"]);
    assert_snapshot!(exchanges(&sandbox, &["reopen M-1", "reopen M-1 --json"]), @r#"
    $ tpm reopen M-1
    --- stderr
    error: M-1 is a meeting, and this takes actions, decisions, risks, needs or milestones
    hint: for a meeting: note, close or minutes
    --- exit 2
    $ tpm reopen M-1 --json
    --- stderr
    {"error":{"code":"usage","message":"M-1 is a meeting, and this takes actions, decisions, risks, needs or milestones","hint":"for a meeting: note, close or minutes","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn nobody_is_told_again_who_was_never_told() {
    let sandbox = after(&["decide 'Use A' --decider lee --inform kim", "reopen D-1"]);
    assert_snapshot!(exchanges(&sandbox, &["reject D-1", "announce D-1 --to kim --sent", "reopen D-1", "decide D-1 'Use B'"]), @"
    $ tpm reject D-1
    Rejected D-1  Use A  decider @lee  decided Sun 22 Nov
    --- stderr
    to be told of D-1: @kim; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm announce D-1 --to kim --sent
    Announced D-1  Use A  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 went to @kim
    undo: tpm undo
    --- exit 0
    $ tpm reopen D-1
    Reopened D-1  Use A  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 'Use B'
    Decided D-1  Use A  → Use B  decider @lee  decided Sun 22 Nov
    --- stderr
    to be told again of D-1: @kim; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    ");
}

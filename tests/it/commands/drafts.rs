//! Drafts of notes: kept until what they say is stored.

use insta::assert_snapshot;

use super::editor::{NOTES, noted, writes};
use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn more_than_three_lines_gone_at_once_are_refused_until_unlink_says_so() {
    let mut sandbox = noted();
    sandbox.editor("sed -i '/[AD]-[0-9]*$/d' \"$1\"");
    assert_snapshot!(
        exchanges(&sandbox, &["note", "note --resume --no-input --json", "note --resume --no-input --unlink", "show A-3"]),
        @r#"
    $ tpm note
    --- stderr
    error: the lines of 4 items are gone: D-1, A-1, A-2, A-3
    hint: put them back, or go on with `--resume --unlink` to take them out of the meeting; the draft is kept: `tpm note M-1 --resume`
    --- exit 4
    $ tpm note --resume --no-input --json
    --- stderr
    {"error":{"code":"refused","message":"the lines of 4 items are gone: D-1, A-1, A-2, A-3","hint":"put them back, or go on with `--resume --unlink` to take them out of the meeting; the draft is kept: `tpm note M-1 --resume`","exit":4,"retryable":false}}
    --- exit 4
    $ tpm note --resume --no-input --unlink
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    Took out of the meeting D-1 use vendor B
    Took out of the meeting A-1 send the plan
    Took out of the meeting A-2 review the contract
    Took out of the meeting A-3 write the summary
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-3
    A-3  write the summary
    Status: open
    Owner:  nobody
    Due:    none
    Added:  Sun 22 Nov
    --- exit 0
    "#
    );
}

#[test]
fn an_empty_draft_cancels_and_is_kept() {
    let mut sandbox = noted();
    sandbox.editor(": > \"$1\"");
    let log = sandbox.ok("log --json");
    assert_snapshot!(exchanges(&sandbox, &["note", "note --resume --json"]), @r#"
    $ tpm note
    --- stderr
    error: the text is empty, so nothing was saved
    hint: the draft is kept; go on with `tpm note M-1 --resume`
    --- exit 5
    $ tpm note --resume --json
    --- stderr
    {"error":{"code":"cancelled","message":"the text is empty, so nothing was saved","hint":"the draft is kept; go on with `tpm note M-1 --resume`","exit":5,"retryable":false}}
    --- exit 5
    "#);
    assert_eq!(sandbox.ok("log --json"), log);
}

#[test]
fn an_empty_first_draft_makes_no_meeting() {
    let mut sandbox = Sandbox::new();
    sandbox.editor(": > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["meet 'Launch sync'", "meetings"]), @r#"
    $ tpm meet 'Launch sync'
    --- stderr
    error: the text is empty, so nothing was saved
    hint: the draft is kept; go on with `tpm meet "Launch sync" --resume --on 2026-11-22`
    --- exit 5
    $ tpm meetings
    No meetings match.
    --- exit 0
    "#);
}

#[test]
fn an_editor_that_fails_keeps_the_draft_and_resume_goes_on() {
    let mut sandbox = Sandbox::new();
    sandbox.editor(&format!("{}\nexit 1", writes(NOTES)));
    let failed = exchanges(&sandbox, &["meet 'Launch sync'", "meetings"]);
    sandbox.editor("sed -i 's/We talked./We talked on./' \"$1\"");
    let resumed = exchanges(
        &sandbox,
        &[
            "meet 'Launch sync' --resume",
            "find 'talked on'",
            "meet 'Launch sync' --resume",
        ],
    );
    assert_snapshot!(format!("{failed}\n{resumed}"), @r#"
    $ tpm meet 'Launch sync'
    --- stderr
    error: the editor "sh [HOME]/editor.sh" ended with exit status: 1
    hint: the draft is kept; go on with `tpm meet "Launch sync" --resume --on 2026-11-22`
    --- exit 5
    $ tpm meetings
    No meetings match.
    --- exit 0
    $ tpm meet 'Launch sync' --resume
    Started M-1  Launch sync  Sun 22 Nov  2 present
    Added D-1  use vendor B  decided Sun 22 Nov
    Added A-1  send the plan  @priya  due Wed 25 Nov (in 3 days)
    Added A-2  review the contract  @lee
    Added A-3  write the summary
    --- stderr
    added @priya, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm find 'talked on'
    ID   TITLE        STATUS  MATCH
    M-1  Launch sync  open    notes: We talked on.
    --- exit 0
    $ tpm meet 'Launch sync' --resume
    --- stderr
    error: no draft was kept of these notes
    hint: leave --resume out to begin one
    --- exit 3
    "#);
}

#[test]
fn a_kept_draft_is_never_written_over() {
    let mut sandbox = noted();
    sandbox.editor("echo 'a line that must not be lost' >> \"$1\"; exit 1");
    let failed = sandbox.tpm("note");
    sandbox.editor("echo nothing > \"$1\"");
    let again = sandbox.tpm("note").to_string();
    let resumed = exchanges(
        &sandbox,
        &["note M-1 --resume --no-input", "find 'not be lost'"],
    );
    let kept = folder_masked(&format!("{failed}\n{again}\n{resumed}"));
    assert_snapshot!(kept, @r#"
    $ tpm note
    --- stderr
    error: the editor "sh [HOME]/editor.sh" ended with exit status: 1
    hint: the draft is kept; go on with `tpm note M-1 --resume`
    --- exit 5
    $ tpm note
    --- stderr
    error: a draft of it was kept at [HOME]/.local/state/tpm/drafts/[STORE]/M-1.md
    hint: go on with `tpm note M-1 --resume`, or remove the draft
    --- exit 4
    $ tpm note M-1 --resume --no-input
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm find 'not be lost'
    ID   TITLE        STATUS  MATCH
    M-1  Launch sync  open    notes: a line that must not be lost
    --- exit 0
    "#);
}

#[test]
fn a_missing_editor_keeps_the_draft() {
    let mut sandbox = noted();
    sandbox.set("TPM_EDITOR", "no-such-editor");
    let exchange = sandbox.tpm("note");
    assert_eq!(exchange.code, 5, "{exchange}");
    assert!(
        exchange
            .stderr
            .ends_with("go on with `tpm note M-1 --resume`\n"),
        "{exchange}"
    );
}

#[test]
fn notes_in_utf_16_and_with_other_line_ends_are_read() {
    let mut sandbox = Sandbox::new();
    sandbox
        .editor("printf '\\357\\273\\277# Sync\\r\\n\\r\\nACTION: @priya send it\\r\\n' > \"$1\"");
    let bom = sandbox.tpm("meet Sync");
    sandbox.editor(
        "printf '# Retro\\n\\nACTION: @lee review it\\n' | iconv -f UTF-8 -t UTF-16 > \"$1\"",
    );
    let wide = sandbox.tpm("meet Retro");
    assert_snapshot!(format!("{bom}\n{wide}"), @"
    $ tpm meet Sync
    Started M-1  Sync  Sun 22 Nov
    Added A-1  send it  @priya
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm meet Retro
    Started M-2  Retro  Sun 22 Nov
    Added A-2  review it  @lee
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn without_a_terminal_note_wants_a_line() {
    let sandbox = after(&["meet Sync"]);
    assert_snapshot!(exchanges(&sandbox, &["note", "note --json", "note --resume"]), @r#"
    $ tpm note
    --- stderr
    error: there is no terminal to open an editor on
    hint: add a line with --add
    --- exit 2
    $ tpm note --json
    --- stderr
    {"error":{"code":"usage","message":"there is no terminal to open an editor on","hint":"add a line with --add","exit":2,"retryable":false}}
    --- exit 2
    $ tpm note --resume
    --- stderr
    error: no draft was kept of these notes
    hint: leave --resume out to begin one
    --- exit 3
    "#);
}

/// The text with the name of the folder of drafts left out, which comes from the file's path.
fn folder_masked(text: &str) -> String {
    let Some((before, rest)) = text.split_once("/drafts/") else {
        return text.to_owned();
    };
    let (_, rest) = rest.split_once('/').unwrap();
    format!("{before}/drafts/[STORE]/{}", folder_masked(rest))
}

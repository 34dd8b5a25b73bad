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
    the draft was empty; it begins again as it was handed out
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
    hint: the draft is kept; go on with `tpm meet "Launch sync" --resume`
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
    hint: the draft is kept; go on with `tpm meet "Launch sync" --resume`
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
    hint: leave --resume out to begin one; `tpm note --drafts` lists those that were kept
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
    hint: go on with `tpm note M-1 --resume`; with --discard in place of --resume it is put aside
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
fn a_missing_editor_keeps_what_was_typed_and_no_draft_without_a_word() {
    let mut sandbox = noted();
    sandbox.set("TPM_EDITOR", "no-such-editor");
    let untouched = exchanges(&sandbox, &["note", "note --drafts"]);
    sandbox.editor("echo 'half a line' >> \"$1\"; exit 1");
    sandbox.tpm("note");
    sandbox.set("TPM_EDITOR", "no-such-editor");
    let typed = exchanges(&sandbox, &["note --resume", "note --drafts"]);
    assert_snapshot!(format!("{untouched}\n{typed}"), @r#"
    $ tpm note
    --- stderr
    no-such-editor: 1: no-such-editor: not found
    error: the editor "no-such-editor" ended with exit status: 127
    hint: nothing was typed, so no draft is kept
    --- exit 5
    $ tpm note --drafts
    No draft was kept.
    --- exit 0
    $ tpm note --resume
    --- stderr
    no-such-editor: 1: no-such-editor: not found
    error: the editor "no-such-editor" ended with exit status: 127
    hint: the draft is kept; go on with `tpm note M-1 --resume`
    --- exit 5
    $ tpm note --drafts
    MEETING  TITLE         TYPED  GO ON WITH
    M-1      Launch sync  1 line  tpm note M-1 --resume
    --- exit 0
    "#);
}

#[test]
fn drafts_are_listed_and_put_aside() {
    let mut sandbox = noted();
    sandbox.editor("printf 'one\\ntwo\\n' >> \"$1\"; exit 1");
    sandbox.tpm("note");
    sandbox.tpm("meet 'Vendor call' --on 2026-11-20 --with lee,priya -w launch");
    let lines = [
        "note --drafts",
        "note --drafts --json",
        "note M-1 --discard --dry-run",
        "note M-1 --discard",
        "note M-1 --discard",
        "meet 'Vendor call' --discard --json",
        "meet 'Vendor call' --discard",
        "note --drafts",
        "note --drafts -q",
        "note --drafts --discard",
    ];
    assert_snapshot!(folder_masked(&exchanges(&sandbox, &lines)), @r#"
    $ tpm note --drafts
    MEETING  TITLE          TYPED  GO ON WITH
    M-1      Launch sync  2 lines  tpm note M-1 --resume
    new      Vendor call  2 lines  tpm meet "Vendor call" --resume
    --- exit 0
    $ tpm note --drafts --json
    {"schema":"tpm/1","kind":"draft.list","data":[{"meeting":"M-1","title":"Launch sync","typed_lines":2,"path":"[HOME]/.local/state/tpm/drafts/[STORE]/M-1.md","resume":"tpm note M-1 --resume"},{"meeting":null,"title":"Vendor call","typed_lines":2,"path":"[HOME]/.local/state/tpm/drafts/[STORE]/new-vendor-call-a27f6ace.md","resume":"tpm meet \"Vendor call\" --resume"}],"meta":{"shown":2,"truncated":false,"total":2}}
    --- exit 0
    $ tpm note M-1 --discard --dry-run
    Discarded the draft of M-1
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm note M-1 --discard
    Discarded the draft of M-1; its text is kept at [HOME]/.local/state/tpm/drafts/[STORE]/M-1.1.md
    --- exit 0
    $ tpm note M-1 --discard
    --- stderr
    error: no draft was kept of these notes
    hint: leave --resume out to begin one; `tpm note --drafts` lists those that were kept
    --- exit 3
    $ tpm meet 'Vendor call' --discard --json
    {"schema":"tpm/1","kind":"draft.discarded","data":[{"meeting":"Vendor call","kept":"[HOME]/.local/state/tpm/drafts/[STORE]/new-vendor-call-a27f6ace.1.md"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm meet 'Vendor call' --discard
    --- stderr
    error: no draft was kept of these notes
    hint: leave --resume out to begin one; `tpm note --drafts` lists those that were kept
    --- exit 3
    $ tpm note --drafts
    No draft was kept.
    --- exit 0
    $ tpm note --drafts -q
    --- exit 0
    $ tpm note --drafts --discard
    --- stderr
    error: the argument '--drafts' cannot be used with '--discard'
    hint: Usage: tpm note --drafts [ID]
    --- exit 2
    "#);
}

#[test]
fn a_resumed_draft_knows_the_meeting_that_it_is_of() {
    let mut sandbox = Sandbox::new();
    sandbox.editor("echo '- ACTION: @lee call' >> \"$1\"; exit 1");
    sandbox.tpm("meet 'Vendor call' --on 2026-11-20 --at 14:30 --for 1h --with lee,bo -w launch");
    sandbox.set("TPM_NO_INPUT", "1");
    let lines = [
        "meet 'vendor call' --resume",
        "meet 'Vendor call' --resume",
        "meetings --json",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r##"
    $ tpm meet 'vendor call' --resume
    --- stderr
    error: no draft was kept of these notes
    hint: leave --resume out to begin one; `tpm note --drafts` lists those that were kept
    --- exit 3
    $ tpm meet 'Vendor call' --resume
    Started M-1  Vendor call  Fri 20 Nov  3 present
    Added A-1  call  @lee  launch
    --- stderr
    added workstream launch, named for the first time
    added @lee, named for the first time
    added @bo, named for the first time
    added @sam, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm meetings --json
    {"schema":"tpm/1","kind":"meeting.list","data":[{"id":"M-1","title":"Vendor call","date":"2026-11-20","starts_at":"2026-11-20T14:30:00Z","status":"open","closed_at":null,"attendees":[{"person":"lee","name":null,"seat":"member","attended":true,"invited":true},{"person":"bo","name":null,"seat":"member","attended":true,"invited":true},{"person":"sam","name":null,"seat":"member","attended":true,"invited":false}],"workstream":"launch","notes":"# Vendor call\n\nPresent: @sam, @lee, @bo\n\n## Notes\n\n\n## Decisions\n\n\n## Actions\n\n- ACTION: @lee call ^A-1\n","history":false,"deleted":false,"series":null,"minutes":60}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "##);
}

#[test]
fn an_emptied_draft_begins_again_as_it_was_handed_out() {
    let mut sandbox = noted();
    sandbox.editor(": > \"$1\"");
    sandbox.tpm("note");
    sandbox.editor("echo 'A second thought.' >> \"$1\"");
    let lines = ["note --resume", "show M-1"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note --resume
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
    the draft was empty; it begins again as it was handed out
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Launch sync
    Date:    Sun 22 Nov
    Status:  open
    Present: @priya, @lee

    Notes
    # Launch sync

    Present: @priya, @lee

    ## Notes
    %% between us
    We talked.

    ## Decisions
    - DECISION: use vendor B ^D-1

    ## Actions
    - [ ] @priya: send the plan by 2026-11-25 ^A-1
    - [ ] @lee: review the contract ^A-2
    - [ ] write the summary ^A-3
    A second thought.

    Decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Sun 22 Nov  accepted

    Actions
    ID   TITLE                OWNER   DUE
    A-1  send the plan        @priya  Wed 25 Nov (in 3 days)
    A-2  review the contract  @lee
    A-3  write the summary    nobody
    --- exit 0
    ");
}

#[test]
fn a_draft_without_its_base_is_compared_with_what_is_stored() {
    let mut sandbox = noted();
    sandbox.editor("sed -i 's/We talked./We talked on./' \"$1\"; rm \"${1%.md}.base.md\"; exit 1");
    sandbox.tpm("note");
    sandbox.set("TPM_NO_INPUT", "1");
    assert_snapshot!(exchanges(&sandbox, &["note --resume", "find 'talked on'", "actions -q"]), @"
    $ tpm note --resume
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
    the text that the draft was begun from is gone; it is compared with what is stored now
    undo: tpm undo
    --- exit 0
    $ tpm find 'talked on'
    ID   TITLE        STATUS  MATCH
    M-1  Launch sync  open    notes: We talked on.
    --- exit 0
    $ tpm actions -q
    A-1
    A-2
    A-3
    --- exit 0
    ");
}

#[test]
fn a_second_meeting_of_an_open_title_is_told_of_the_first() {
    let sandbox = after(&["meet Sync"]);
    assert_snapshot!(exchanges(&sandbox, &["meet sync"]), @r#"
    $ tpm meet sync
    Started M-2  sync  Sun 22 Nov  1 present
    --- stderr
    M-1 "Sync" of Sun 22 Nov is still open: `tpm note M-1` goes on with it, `tpm close M-1` ends it
    undo: tpm undo
    --- exit 0
    "#);
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
    hint: leave --resume out to begin one; `tpm note --drafts` lists those that were kept
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

//! Notes in an editor: what a saved draft changes, and that no line is ever lost.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

pub const NOTES: &str = "\
# Launch sync

Present: @priya, @lee

## Notes
%% between us
We talked.

## Decisions
- DECISION: use vendor B

## Actions
- [ ] @priya: send the plan by 2026-11-25
- [ ] @lee: review the contract
- [ ] write the summary
";

/// The script of an editor that writes this text.
pub fn writes(text: &str) -> String {
    format!("cat > \"$1\" <<'END'\n{text}END")
}

/// A sandbox in which notes were written and saved as M-1.
pub fn noted() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.editor(&writes(NOTES));
    sandbox.ok("meet 'Launch sync'");
    sandbox
}

/// The script line that runs a command while the draft is open.
fn meanwhile(line: &str) -> String {
    format!("{} {line} > /dev/null 2>&1\n", env!("CARGO_BIN_EXE_tpm"))
}

#[test]
fn the_first_save_makes_the_meeting_and_its_items() {
    let mut sandbox = Sandbox::new();
    sandbox.editor(&writes(NOTES));
    assert_snapshot!(exchanges(&sandbox, &["meet 'Launch sync'", "show M-1", "log"]), @"
    $ tpm meet 'Launch sync'
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

    Decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Sun 22 Nov  accepted

    Actions
    ID   TITLE                OWNER   DUE
    A-1  send the plan        @priya  Wed 25 Nov (in 3 days)
    A-2  review the contract  @lee
    A-3  write the summary    nobody
    --- exit 0
    $ tpm log
    OP  WHEN              WHO   WHAT  ITEMS
     1  2026-11-22 10:00  @sam  meet  D-1 A-1 A-2 A-3 M-1
    --- exit 0
    ");
}

#[test]
fn the_draft_of_a_new_meeting_is_laid_out_ready() {
    let mut sandbox = Sandbox::new();
    sandbox.editor("cat \"$1\"");
    assert_snapshot!(sandbox.tpm("meet 'Launch sync' --with priya,lee -q"), @"
    $ tpm meet 'Launch sync' --with priya,lee -q
    # Launch sync

    Present: @sam, @priya, @lee

    ## Notes


    ## Decisions


    ## Actions

    M-1
    --- exit 0
    ");
}

#[test]
fn the_draft_goes_out_with_an_anchor_on_each_line_and_the_items_present_state() {
    let mut sandbox = noted();
    sandbox.ok("done A-2");
    sandbox.ok("edit A-1 --due 2026-12-01 --owner bo");
    sandbox.editor("cat \"$1\"");
    assert_snapshot!(sandbox.tpm("note -q"), @"
    $ tpm note -q
    # Launch sync

    Present: @priya, @lee

    ## Notes
    %% between us
    We talked.

    ## Decisions
    - DECISION: use vendor B ^D-1

    ## Actions
    - [ ] @bo: send the plan (due: 2026-12-01) ^A-1
    - [x] @lee: review the contract ^A-2
    - [ ] write the summary ^A-3
    M-1
    --- exit 0
    ");
}

#[test]
fn a_save_without_a_change_makes_no_operation() {
    let mut sandbox = noted();
    sandbox.editor("touch \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note", "note", "log", "actions -q"]), @"
    $ tpm note
    Nothing changed in M-1  Launch sync  Sun 22 Nov  2 present
    --- exit 0
    $ tpm note
    Nothing changed in M-1  Launch sync  Sun 22 Nov  2 present
    --- exit 0
    $ tpm log
    OP  WHEN              WHO   WHAT  ITEMS
     1  2026-11-22 10:00  @sam  meet  D-1 A-1 A-2 A-3 M-1
    --- exit 0
    $ tpm actions -q
    A-1
    A-2
    A-3
    --- exit 0
    ");
}

#[test]
fn saving_a_line_again_beside_its_anchored_one_doubles_nothing() {
    let mut sandbox = noted();
    sandbox.editor("echo '- [ ] @lee: review the contract' >> \"$1\"");
    sandbox.ok("note");
    assert_eq!(sandbox.ok("actions -q"), "A-1\nA-2\nA-3\n");
}

#[test]
fn ticking_a_box_completes_the_action() {
    let mut sandbox = noted();
    sandbox.editor("sed -i 's/- \\[ \\] @lee/- [x] @lee/' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-2"]), @"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    Changed A-2  review the contract  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-2
    A-2  review the contract
    Status:  done
    Owner:   @lee
    Due:     none
    Ended:   Sun 22 Nov
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn changing_a_line_changes_its_item() {
    let mut sandbox = noted();
    sandbox.editor("sed -i 's/@priya: send the plan (due: 2026-11-25)/@bo: send the new plan (due: 2026-12-01)/; s/@priya: send the plan by 2026-11-25/@bo: send the new plan by 2026-12-01/' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-1"]), @"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    Changed A-1  send the new plan  @bo  due Tue 1 Dec (in 9 days)
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the new plan
    Status:  open
    Owner:   @bo
    Due:     Tue 1 Dec (in 9 days) (first Wed 25 Nov)
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn deleting_a_line_takes_the_item_out_of_the_meeting_and_says_so() {
    let mut sandbox = noted();
    sandbox.editor("sed -i '/write the summary/d' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-3", "undo", "show A-3"]), @"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
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
    $ tpm undo
    Undid note A-3 M-1  (operation 2)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm show A-3
    A-3  write the summary
    Status:  open
    Owner:   nobody
    Due:     none
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    ");
}

#[test]
fn notes_opened_earlier_never_undo_a_later_edit() {
    let mut sandbox = noted();
    let edit = meanwhile("edit A-1 --due 2026-12-24 --owner bo");
    sandbox.editor(&format!("{edit}echo '- [ ] @lee: book the room' >> \"$1\""));
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-1", "minutes"]), @r#"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    Added A-4  book the room  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:  open
    Owner:   @bo
    Due:     Thu 24 Dec (in 32 days) (first Wed 25 Nov)
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    $ tpm minutes
    ---
    id: M-1
    uid: "[…]"
    title: "Launch sync"
    date: 2026-11-22
    starts_at: 2026-11-22T10:00:00+00:00
    status: open
    attendees: ["@priya", "@lee"]
    digest: "[…]"
    ---

    # Launch sync

    Present: @priya, @lee

    ## Notes
    We talked.

    ## Decisions
    - DECISION: use vendor B ^D-1

    ## Actions
    - [ ] @bo: send the plan (due: 2026-12-24) ^A-1
    - [ ] @lee: review the contract ^A-2
    - [ ] write the summary ^A-3
    - [ ] @lee: book the room ^A-4

    <!-- tpm:end-of-notes -->

    ## Decisions of this meeting

    | ID | Decision | Outcome | Decider | Status |
    | --- | --- | --- | --- | --- |
    | D-1 | use vendor B |  |  | accepted |

    ## Actions of this meeting, as of 2026-11-22

    | ID | Action | Owner | Due | Status |
    | --- | --- | --- | --- | --- |
    | A-1 | send the plan | @bo | 2026-12-24 | open |
    | A-2 | review the contract | @lee |  | open |
    | A-3 | write the summary |  |  | open |
    | A-4 | book the room | @lee |  | open |
    --- exit 0
    "#);
}

#[test]
fn a_field_changed_at_both_places_keeps_what_is_stored_and_says_so() {
    let mut sandbox = noted();
    let edit = meanwhile("edit A-1 --title 'Send the other plan'");
    sandbox.editor(&format!(
        "{edit}sed -i 's/send the plan/send the new plan/' \"$1\""
    ));
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-1"]), @r#"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
    A-1: the title was changed elsewhere too; kept "Send the other plan", not "send the new plan"
    undo: tpm undo
    your text is kept at [HOME]/.local/state/tpm/drafts/[STORE]/M-1.1.md
    --- exit 0
    $ tpm show A-1
    A-1  Send the other plan
    Status:  open
    Owner:   @priya
    Due:     Wed 25 Nov (in 3 days)
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    "#);
}

#[test]
fn lines_added_meanwhile_stand_beside_those_of_the_draft() {
    let mut sandbox = noted();
    let add = meanwhile("note --add 'ACTION: @bo book the room'");
    sandbox.editor(&format!(
        "{add}sed -i 's/We talked./We talked long./' \"$1\""
    ));
    assert_snapshot!(exchanges(&sandbox, &["note", "show M-1"]), @"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
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
    We talked long.

    ## Decisions
    - DECISION: use vendor B ^D-1

    ## Actions
    - [ ] @priya: send the plan by 2026-11-25 ^A-1
    - [ ] @lee: review the contract ^A-2
    - [ ] write the summary ^A-3
    ACTION: @bo book the room ^A-4

    Decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Sun 22 Nov  accepted

    Actions
    ID   TITLE                OWNER   DUE
    A-1  send the plan        @priya  Wed 25 Nov (in 3 days)
    A-2  review the contract  @lee
    A-3  write the summary    nobody
    A-4  book the room        @bo
    --- exit 0
    ");
}

#[test]
fn private_lines_stay_in_the_notes_and_out_of_the_minutes() {
    let sandbox = noted();
    assert!(sandbox.ok("show M-1").contains("%% between us"));
    assert!(!sandbox.ok("minutes").contains("between us"));
}

#[test]
fn an_owner_changed_at_both_places_keeps_who_is_stored_and_says_so() {
    let mut sandbox = noted();
    let edit = meanwhile("edit A-1 --owner bo --priority high");
    sandbox.editor(&format!(
        "{edit}sed -i 's/@priya: send the plan/@lee: send the plan !low/' \"$1\""
    ));
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-1"]), @r#"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
    A-1: the priority was changed elsewhere too; kept "high", not "low"
    A-1: the owner was changed elsewhere too; kept "bo", not "lee"
    undo: tpm undo
    your text is kept at [HOME]/.local/state/tpm/drafts/[STORE]/M-1.1.md
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:   open
    Owner:    @bo
    Due:      Wed 25 Nov (in 3 days)
    Priority: high
    Meeting:  M-1
    Added:    Sun 22 Nov
    --- exit 0
    "#);
}

#[test]
fn a_name_and_its_handle_are_one_owner_when_changes_meet() {
    let mut sandbox = Sandbox::new();
    sandbox.editor(&writes(
        "# Sync\n\nPresent: Lee, Bo\n\n## Actions\n- lee to review it\n",
    ));
    sandbox.ok("meet Sync");
    let edit = meanwhile("edit A-1 --due 2026-12-24");
    sandbox.editor(&format!(
        "{edit}sed -i 's/lee to review/bo to review/' \"$1\""
    ));
    assert_snapshot!(exchanges(&sandbox, &["note", "show A-1"]), @"
    $ tpm note
    Saved M-1  Sync  Sun 22 Nov  2 present
    Changed A-1  review it  @bo  due Thu 24 Dec (in 32 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  review it
    Status:  open
    Owner:   @bo
    Due:     Thu 24 Dec (in 32 days)
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    ");
}

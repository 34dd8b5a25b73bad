//! `tpm purge`.

use insta::assert_snapshot;

use super::after;
use crate::sandbox::Sandbox;

/// The exchanges of the lines, with `[CODE]` for codes, which hang on random identities.
fn exchanges(sandbox: &Sandbox, lines: &[&str]) -> String {
    without_codes(&super::exchanges(sandbox, lines))
}

/// Purges in both steps and returns the exchange of the second.
fn purged(sandbox: &Sandbox, ids: &str) -> String {
    let code = crate::purging::code(sandbox, ids);
    let exchange = sandbox.tpm(&format!("purge {ids} --confirm {code}"));
    without_codes(&exchange.to_string())
}

fn without_codes(text: &str) -> String {
    let mut shown = text.to_owned();
    for before in ["\"code\":\"", "--confirm "] {
        let places: Vec<usize> = shown
            .match_indices(before)
            .map(|(at, _)| at + before.len())
            .collect();
        for at in places.into_iter().rev() {
            let end = at + 6;
            let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_hexdigit());
            if shown.get(at..end).is_some_and(is_code) {
                shown.replace_range(at..end, "[CODE]");
            }
        }
    }
    shown
}

#[test]
fn purge_shows_first_what_would_go_and_does_nothing() {
    let sandbox = after(&[
        "act @priya turn the key --helpers bo",
        "act @lee tell legal about it --for A-1",
        "comment A-1 it hangs by the door",
        "propose 'Who may turn the key?'",
        "link A-1 blocks D-1",
    ]);
    let before = sandbox.store().state().unwrap();
    assert_snapshot!(exchanges(&sandbox, &["purge A-1", "purge A-1 --dry-run", "purge A-1 --confirm 123456"]), @"
    $ tpm purge A-1
    A-1  turn the key

    With it:       1 comment, 1 helper, 1 link
    History:       the values of 4 changes
    Named by:      A-2, no longer afterwards
    Same words in: D-1, kept as they are
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    $ tpm purge A-1 --dry-run
    A-1  turn the key

    With it:       1 comment, 1 helper, 1 link
    History:       the values of 4 changes
    Named by:      A-2, no longer afterwards
    Same words in: D-1, kept as they are
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm purge A-1 --confirm [CODE]
    --- stderr
    error: the code does not fit: it is of another purge, or something changed since
    hint: leave --confirm out to see what would go now, with its code
    --- exit 4
    ");
    assert_eq!(sandbox.store().state().unwrap(), before);
}

#[test]
fn purge_takes_what_the_code_confirms() {
    let sandbox = after(&[
        "act @priya turn the key",
        "act @lee tell legal about it --for A-1",
        "edit A-1 --title 'turn the other key'",
    ]);
    assert_snapshot!(purged(&sandbox, "A-1"), @"
    $ tpm purge A-1 --confirm [CODE]
    Purged A-1

    History:  the values of 2 changes
    Named by: A-2, no longer afterwards
    --- stderr
    nothing brings it back
    --- exit 0
    ");
    assert_snapshot!(exchanges(&sandbox, &["show A-1", "log A-1", "log A-2", "find key", "act one", "purge A-1"]), @r#"
    $ tpm show A-1
    --- stderr
    error: there is no A-1: operation 4 purged it
    hint: `tpm log A-1` shows what is left of its history
    --- exit 3
    $ tpm log A-1
    OP  WHEN              WHO   WHAT   CHANGE
     1  2026-11-22 10:00  @sam  act    added (purged)
     3  2026-11-22 10:00  @sam  edit   title: (purged)
     4  2026-11-22 10:00  @sam  purge  purged
    --- exit 0
    $ tpm log A-2
    OP  WHEN              WHO   WHAT   CHANGE
     2  2026-11-22 10:00  @sam  act    added "tell legal about it"
     4  2026-11-22 10:00  @sam  purge  serves: A-1 → none
    --- exit 0
    $ tpm find key
    Nothing found.
    --- exit 0
    $ tpm act one
    Added A-3  one
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm purge A-1
    Purged A-1  by operation 4; nothing is left of it
    --- exit 0
    "#);
}

#[test]
fn a_code_no_longer_fits_when_the_item_changed() {
    let sandbox = after(&["act turn the key"]);
    let code = crate::purging::code(&sandbox, "A-1");
    sandbox.ok("comment A-1 'it is lost'");
    let refused = sandbox.tpm(&format!("purge A-1 --confirm {code}"));
    assert_eq!(refused.code, 4, "{refused}");
    assert!(
        refused.stderr.contains("something changed since"),
        "{refused}"
    );
    assert!(sandbox.ok("log A-1").contains("turn the key"));
}

#[test]
fn purge_in_json_tells_what_would_go_and_what_went() {
    let sandbox = after(&["act turn the key", "comment A-1 here"]);
    assert_snapshot!(exchanges(&sandbox, &["purge A-1 --json"]), @r#"
    $ tpm purge A-1 --json
    {"schema":"tpm/1","kind":"purge.plan","data":[{"items":[{"id":"A-1","title":"turn the key","standing":"live","parts":{"comment":1},"changes":2,"referring":[]}],"notes":[],"elsewhere":[],"sent":[],"elsewhere_named":[],"drafts":[],"backups":[],"left":[],"code":"[CODE]","operation":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    {"error":{"code":"confirmation_needed","message":"nothing was purged yet, and what is purged cannot be brought back","hint":"to purge exactly this, give the same command again and add --confirm [CODE]","exit":4,"retryable":false}}
    --- exit 4
    "#);
    assert_snapshot!(purged(&sandbox, "A-1 --json"), @r#"
    $ tpm purge A-1 --json --confirm [CODE]
    {"schema":"tpm/1","kind":"purge.done","data":[{"items":[{"id":"A-1","title":null,"standing":"live","parts":{"comment":1},"changes":2,"referring":[]}],"notes":[],"elsewhere":[],"sent":[],"elsewhere_named":[],"drafts":[],"backups":[],"left":[],"code":null,"operation":3}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    nothing brings it back
    --- exit 0
    "#);
}

#[test]
fn purge_of_what_never_was_says_where_to_look() {
    let sandbox = after(&["act one"]);
    assert_snapshot!(exchanges(&sandbox, &["purge", "purge A-9", "purge D-1..D-4", "purge 1"]), @"
    $ tpm purge
    --- stderr
    error: the following required arguments were not provided: <IDS>...
    hint: Usage: tpm purge <IDS>...
    --- exit 2
    $ tpm purge A-9
    --- stderr
    error: there is no A-9: the last action is A-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm purge D-1..D-4
    --- stderr
    error: there is nothing between D-1 and D-4
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm purge 1
    --- stderr
    error: 1 alone names no item
    hint: say which kind, such as A-1
    --- exit 2
    ");
}

#[test]
fn purge_of_an_action_takes_its_line_out_of_the_notes() {
    let sandbox = after(&["meet Sync"]);
    sandbox.ok("note --add '- ACTION: @priya turn the key'");
    sandbox.ok("note --add '- ACTION: @lee book a room'");
    assert_snapshot!(exchanges(&sandbox, &["purge A-1"]), @"
    $ tpm purge A-1
    A-1  turn the key

    History: the values of 1 change
    Notes:   its lines in M-1, and all earlier states of these notes
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    ");
    purged(&sandbox, "A-1");
    assert_snapshot!(exchanges(&sandbox, &["show M-1", "log M-1", "note --add '- ACTION: @lee buy tea'", "undo", "undo 2"]), @r#"
    $ tpm show M-1
    M-1  Sync
    Date:    Sun 22 Nov
    Status:  open
    Present: @sam

    Notes
    # Sync

    Present: @sam

    ## Notes


    ## Decisions


    ## Actions

    <!-- purged -->
    - ACTION: @lee book a room ^A-2

    Actions
    ID   TITLE        OWNER
    A-2  book a room  @lee
    --- exit 0
    $ tpm log M-1
    OP  WHEN              WHO   WHAT   CHANGE
     1  2026-11-22 10:00  @sam  meet   added "Sync"
     1  2026-11-22 10:00  @sam  meet   notes: (purged)
     1  2026-11-22 10:00  @sam  meet   attendance added @sam
     2  2026-11-22 10:00  @sam  note   notes: (purged)
     3  2026-11-22 10:00  @sam  note   notes: (purged)
     4  2026-11-22 10:00  @sam  purge  notes: (purged) → # Sync…
    --- exit 0
    $ tpm note --add '- ACTION: @lee buy tea'
    Saved M-1  Sync  Sun 22 Nov  1 present
    Added A-3  buy tea  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid note A-3 M-1  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo 2
    --- stderr
    error: what operation 2 wrote was purged in part or whole, and cannot be taken back
    hint: `tpm log` lists the operations; an older one is taken back by its number
    --- exit 4
    "#);
}

#[test]
fn items_that_say_the_same_words_are_named_and_kept() {
    let sandbox = after(&[
        "act turn the key of the vault",
        "comment A-1 'turn the key of the vault today'",
        "propose 'Who may turn the key of the vault?'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["purge A-1"]), @"
    $ tpm purge A-1
    A-1  turn the key of the vault

    With it:       1 comment
    History:       the values of 2 changes
    Same words in: D-1, kept as they are
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    ");
}

#[test]
fn a_report_that_was_sent_loses_the_lines_of_what_is_purged() {
    let sandbox = after(&[
        "propose 'Buy *the hidden* vault' --decider lee --due 24nov -w launch",
        "act paint it --owner lee --due 1nov -w launch",
        "report weekly -w launch --sent",
        "report weekly --sent",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["purge D-1"]), @"
    $ tpm purge D-1
    D-1  Buy the hidden vault

    With it: 1 role
    History: the values of 6 changes
    Sent:    its lines in reports: launch (2026-11-16 to 2026-11-22), the program (2026-11-16 to 2026-11-22)
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    ");
    assert_snapshot!(purged(&sandbox, "D-1"), @"
    $ tpm purge D-1 --confirm [CODE]
    Purged D-1

    With it: 1 role
    History: the values of 6 changes
    Sent:    its lines in reports: launch (2026-11-16 to 2026-11-22), the program (2026-11-16 to 2026-11-22)
    --- stderr
    nothing brings it back
    --- exit 0
    ");
    assert_snapshot!(exchanges(&sandbox, &["find hidden", "find paint", "doctor --deep"]), @"
    $ tpm find hidden
    Nothing found.
    --- exit 0
    $ tpm find paint
    ID      TITLE                                  STATUS  MATCH
    A-1     paint it                               open
    launch                                         active  status update: - **@lee:** A-1 paint it (21 days late)
    update  the program, 2026-11-16 to 2026-11-22  sent    copy: - **@lee:** A-1 paint it (21 days late)
    --- exit 0
    $ tpm doctor --deep
    The file is in order: pages, references, rows, history and search index.
    --- exit 0
    ");
    assert_eq!(
        crate::purging::holding(sandbox.home(), "hidden vault"),
        Vec::<std::path::PathBuf>::new()
    );
}

#[test]
fn topics_updates_and_workstreams_with_the_same_words_are_named_and_kept() {
    let sandbox = after(&[
        "workstream hidden --name 'Buy the hidden vault'",
        "propose 'Buy the hidden vault' --decider lee -w launch",
        "update -w launch --summary 'we buy the hidden vault'",
        "update --summary 'we buy the hidden vault'",
        "series staff --every monday --at 10:00",
        "agenda staff --add 'Buy the hidden vault' --park",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["purge D-1", "purge D-1 --json"]), @r#"
    $ tpm purge D-1
    D-1  Buy the hidden vault

    With it:       1 role
    History:       the values of 3 changes
    Same words in: the program, launch, hidden, staff, kept as they are
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    $ tpm purge D-1 --json
    {"schema":"tpm/1","kind":"purge.plan","data":[{"items":[{"id":"D-1","title":"Buy the hidden vault","standing":"live","parts":{"role":1},"changes":3,"referring":[]}],"notes":[],"elsewhere":[],"sent":[],"elsewhere_named":["the program","launch","hidden","staff"],"drafts":[],"backups":[],"left":[],"code":"[CODE]","operation":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    {"error":{"code":"confirmation_needed","message":"nothing was purged yet, and what is purged cannot be brought back","hint":"to purge exactly this, give the same command again and add --confirm [CODE]","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn a_backup_that_cannot_be_purged_is_named_and_the_exit_tells() {
    let sandbox = after(&["act turn the key"]);
    crate::purging::backup(&sandbox, "old.db");
    let newer = crate::purging::backup(&sandbox, "newer.db");
    let mut bytes = std::fs::read(&newer).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&newer, &bytes).unwrap();
    assert_snapshot!(exchanges(&sandbox, &["purge A-1"]), @"
    $ tpm purge A-1
    A-1  turn the key

    History:      the values of 1 change
    Not in reach: [HOME]/.local/state/tpm/backups/newer.db was written by a newer tpm (schema 99, this one knows 3)
    Backup:       [HOME]/.local/state/tpm/backups/old.db
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    ");
    assert_snapshot!(purged(&sandbox, "A-1"), @"
    $ tpm purge A-1 --confirm [CODE]
    Purged A-1

    History:      the values of 1 change
    Not in reach: [HOME]/.local/state/tpm/backups/newer.db was written by a newer tpm (schema 99, this one knows 3)
    Backup:       [HOME]/.local/state/tpm/backups/old.db
    --- stderr
    it is not gone everywhere: mend what is named above, and purge once more
    --- exit 10
    ");
    std::fs::remove_file(newer).unwrap();
    assert_snapshot!(exchanges(&sandbox, &["purge A-1"]), @"
    $ tpm purge A-1
    Purged A-1  by operation 2; nothing is left of it
    --- exit 0
    ");
}

#[test]
fn the_plan_names_its_option_and_what_goes_in_words() {
    let sandbox = after(&["meet 'Launch sync'", "agenda M-1 --add 'Where we stand'"]);
    assert_snapshot!(exchanges(&sandbox, &["purge M-1", "purge M-1 --json"]), @r#"
    $ tpm purge M-1
    M-1  Launch sync

    With it: 1 agenda item, 1 attendee
    History: the values of 4 changes
    --- stderr
    error: nothing was purged yet, and what is purged cannot be brought back
    hint: to purge exactly this, give the same command again and add --confirm [CODE]
    --- exit 4
    $ tpm purge M-1 --json
    {"schema":"tpm/1","kind":"purge.plan","data":[{"items":[{"id":"M-1","title":"Launch sync","standing":"live","parts":{"agenda_item":1,"attendance":1},"changes":4,"referring":[]}],"notes":[],"elsewhere":[],"sent":[],"elsewhere_named":[],"drafts":[],"backups":[],"left":[],"code":"[CODE]","operation":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    {"error":{"code":"confirmation_needed","message":"nothing was purged yet, and what is purged cannot be brought back","hint":"to purge exactly this, give the same command again and add --confirm [CODE]","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

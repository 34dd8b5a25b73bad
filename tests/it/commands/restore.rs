//! `tpm restore`: what it would change is shown, the present file is set aside, then it is replaced.

use super::{after, exchanges};
use crate::sandbox::meddle;

#[test]
fn nothing_is_replaced_before_what_differs_was_shown_and_agreed_to() {
    let sandbox = after(&[
        "act @priya send the plan",
        "backup",
        "act review it",
        "done A-1",
    ]);
    let said = exchanges(
        &sandbox,
        &[
            "restore",
            "restore latest --dry-run",
            "restore latest",
            "actions -q",
            "restore latest --yes",
            "actions -q",
            "act goes on",
        ],
    );
    insta::assert_snapshot!(said, @"
    $ tpm restore
    NAME                                  TAKEN             OPS    SIZE
    [STORE]-20261122T100000Z.db  2026-11-22 10:00    1  541 kB
    --- stderr
    error: which backup?
    hint: name one of these, or `latest`; what it would change is shown first
    --- exit 2
    $ tpm restore latest --dry-run
    [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db holds 1 operation and would take the place of [HOME]/.local/share/tpm/tpm.db
    2 operations would go away

    • A-1 send the plan is older in the backup: done at, status
    • A-2 review it is not in the backup
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm restore latest
    [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db holds 1 operation and would take the place of [HOME]/.local/share/tpm/tpm.db
    2 operations would go away

    • A-1 send the plan is older in the backup: done at, status
    • A-2 review it is not in the backup
    --- stderr
    error: restoring replaces the present file
    hint: --yes goes on; the present file is set aside first
    --- exit 4
    $ tpm actions -q
    A-2
    --- exit 0
    $ tpm restore latest --yes
    Restored [HOME]/.local/share/tpm/tpm.db from [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db, which holds 1 operation
    2 operations went away
    The file as it was is at [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z-before-restore.db

    • A-1 send the plan is older in the backup: done at, status
    • A-2 review it is not in the backup
    --- exit 0
    $ tpm actions -q
    A-1
    --- exit 0
    $ tpm act goes on
    Added A-2  goes on
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn the_file_as_it_was_can_be_brought_back() {
    let mut sandbox = after(&["act send the plan", "backup", "act review it"]);
    sandbox.at("2026-11-23T10:00:00Z");
    sandbox.ok("restore latest --yes");
    let listed = sandbox.ok("backup --list -q");
    let aside = listed.lines().next().unwrap();
    assert!(aside.ends_with("before-restore.db"), "{listed}");
    sandbox.ok(&format!(
        "restore {} --yes",
        aside.replace("[STORE]", &stem(&sandbox))
    ));
    assert_eq!(sandbox.ok("actions -q"), "A-1\nA-2\n");
    assert_eq!(sandbox.tpm("doctor --deep").code, 0);
}

fn stem(sandbox: &crate::sandbox::Sandbox) -> String {
    tpm::files::stem_for(&sandbox.db())
}

#[test]
fn a_file_that_another_process_has_open_is_waited_for_and_left_as_it_is() {
    let sandbox = after(&["act send the plan", "backup", "act review it"]);
    let held = sandbox.store();
    let before = held.state().unwrap();
    insta::assert_snapshot!(sandbox.tpm("restore latest --yes --lock-timeout 0"), @"
    $ tpm restore latest --yes --lock-timeout 0
    --- stderr
    error: another process is writing to [HOME]/.local/share/tpm/tpm.db
    hint: try again, or wait longer with --lock-timeout
    --- exit 75
    ");
    assert_eq!(held.state().unwrap(), before);
    held.close().unwrap();
    sandbox.ok("restore latest --yes");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
}

#[test]
fn a_missing_and_a_ruined_file_are_replaced_and_the_ruin_is_set_aside() {
    let sandbox = after(&["act send the plan", "backup"]);
    std::fs::remove_file(sandbox.db()).unwrap();
    insta::assert_snapshot!(sandbox.tpm("restore latest --yes"), @"
    $ tpm restore latest --yes
    Restored [HOME]/.local/share/tpm/tpm.db from [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db, which holds 1 operation
    No file was in its place.
    --- exit 0
    ");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
    let mut bytes = std::fs::read(sandbox.db()).unwrap();
    bytes.truncate(10_000);
    std::fs::write(sandbox.db(), &bytes).unwrap();
    insta::assert_snapshot!(sandbox.tpm("restore latest --yes"), @"
    $ tpm restore latest --yes
    Restored [HOME]/.local/share/tpm/tpm.db from [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db, which holds 1 operation
    What differs cannot be told: the file is damaged: database disk image is malformed
    The file as it was is at [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z-before-restore.db
    --- exit 0
    ");
    let ruin = sandbox.ok("backup --list --json");
    assert!(ruin.contains(r#""purpose":"set_aside""#), "{ruin}");
    std::fs::write(sandbox.db(), "Dear diary").unwrap();
    sandbox.ok("restore latest --yes");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
    assert_eq!(sandbox.tpm("doctor --deep").code, 0);
}

#[test]
fn a_backup_that_is_damaged_or_unknown_is_not_restored() {
    let sandbox = after(&["act send the plan", "backup -o copy.db"]);
    meddle(
        &sandbox.home().join("copy.db"),
        "UPDATE operation SET actor = 'sal'",
    );
    let lines = [
        "restore",
        "restore latest",
        "restore nothing",
        "restore copy.db --yes",
        "actions -q",
    ];
    insta::assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm restore
    --- stderr
    error: there is no backup of this file
    hint: `tpm backup` makes one; a backup elsewhere can be named by its path
    --- exit 3
    $ tpm restore latest
    --- stderr
    error: there is no backup of this file
    hint: `tpm backup` makes one; a backup elsewhere can be named by its path
    --- exit 3
    $ tpm restore nothing
    --- stderr
    error: there is no backup "nothing"
    hint: `tpm backup --list` lists them
    --- exit 3
    $ tpm restore copy.db --yes
    --- stderr
    error: the backup copy.db is damaged: operation 1 was altered
    hint: `tpm backup --list` lists the others; nothing was changed
    --- exit 65
    $ tpm actions -q
    A-1
    --- exit 0
    "#);
}

#[test]
fn programs_learn_what_differs() {
    let sandbox = after(&["act send the plan", "backup", "act review it"]);
    insta::assert_snapshot!(sandbox.tpm("restore latest --dry-run --json --fields restored,other_store,operations_taken_back,operations_brought_back,items"), @r#"
    $ tpm restore latest --dry-run --json --fields restored,other_store,operations_taken_back,operations_brought_back,items
    {"schema":"tpm/1","kind":"restore","data":[{"restored":false,"other_store":false,"operations_taken_back":1,"operations_brought_back":0,"items":[{"id":"A-2","title":"review it","gone":true,"fields":[]}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    dry run: nothing was written
    --- exit 0
    "#);
}

#[test]
fn people_groups_workstreams_series_and_updates_that_differ_are_named() {
    let sandbox = after(&[
        "act @priya send the plan",
        "person lee --name Lee",
        "backup",
        "person lee --team core",
        "group plat --members lee",
        "workstream launch",
        "series staff --every monday",
        "update --summary 'all well'",
        "edit A-1 --priority high",
    ]);
    insta::assert_snapshot!(exchanges(&sandbox, &["restore latest --dry-run", "restore latest --dry-run --json"]), @r#"
    $ tpm restore latest --dry-run
    [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db holds 2 operations and would take the place of [HOME]/.local/share/tpm/tpm.db
    6 operations would go away

    • A-1 send the plan is older in the backup: priority
    • person @lee is older in the backup: team
    • group @plat is not in the backup
    • person @sam is not in the backup
    • workstream launch is not in the backup
    • series staff is not in the backup
    • update of the program is not in the backup
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm restore latest --dry-run --json
    {"schema":"tpm/1","kind":"restore","data":[{"path":"[HOME]/.local/share/tpm/tpm.db","backup":"[HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db","restored":false,"set_aside":null,"unreadable":null,"other_store":false,"operations_taken_back":6,"operations_brought_back":0,"items":[{"id":"A-1","title":"send the plan","gone":false,"fields":["priority"]}],"named":[{"kind":"person","name":"@lee","gone":false,"fields":["team"]},{"kind":"group","name":"@plat","gone":true,"fields":[]},{"kind":"person","name":"@sam","gone":true,"fields":[]},{"kind":"workstream","name":"launch","gone":true,"fields":[]},{"kind":"series","name":"staff","gone":true,"fields":[]},{"kind":"update","name":null,"gone":true,"fields":[]}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    dry run: nothing was written
    --- exit 0
    "#);
}

#[test]
fn what_is_no_backup_and_what_is_in_no_place_are_told_as_they_are() {
    let sandbox = after(&["act @priya send the plan", "backup"]);
    sandbox.write("notes.txt", "not a tpm file, but some words\n".repeat(9));
    let first = exchanges(&sandbox, &["restore notes.txt"]);
    std::fs::remove_file(sandbox.db()).unwrap();
    let second = exchanges(&sandbox, &["restore latest"]);
    insta::assert_snapshot!(format!("{first}\n{second}"), @"
    $ tpm restore notes.txt
    --- stderr
    error: notes.txt is no tpm file: it is not an SQLite file
    hint: `tpm backup --list` lists the backups; nothing was changed
    --- exit 65
    $ tpm restore latest
    [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db holds 1 operation and would take the place of [HOME]/.local/share/tpm/tpm.db
    No file is in its place.
    --- stderr
    error: nothing was restored yet
    hint: --yes goes on; no file is in its place
    --- exit 4
    ");
}

#[test]
fn a_damaged_backup_is_told_in_one_line() {
    let sandbox = after(&["act @priya send the plan"; 12]);
    let mut damaged = std::fs::read(sandbox.db()).unwrap();
    damaged[12_300..12_350].fill(b'x');
    sandbox.write("bad.db", damaged);
    let exchange = sandbox.tpm("restore bad.db");
    assert_eq!(exchange.code, 65, "{exchange}");
    let first = exchange.stderr.lines().next().unwrap();
    assert!(
        first.contains("is damaged: ") && !first.contains("***"),
        "{exchange}"
    );
    assert!(!exchange.stderr.contains("\\n"), "{exchange}");
}

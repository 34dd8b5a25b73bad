//! `tpm backup`: verified copies, and which of them stay.

use super::{after, exchanges};
use crate::sandbox::{Sandbox, meddle};

#[test]
fn a_backup_holds_the_file_and_is_listed_for_people_and_programs() {
    let sandbox = after(&["act send the plan", "act review it"]);
    let said = exchanges(
        &sandbox,
        &[
            "backup --list",
            "backup --dry-run",
            "backup",
            "act one more",
            "backup -o stick/",
            "backup -o stick/mine.db -q",
            "backup -o stick/mine.db",
            "backup --list",
            "backup --list --json --fields name,purpose,taken,operations,last_change,readable",
        ],
    );
    insta::assert_snapshot!(said, @r#"
    $ tpm backup --list
    There are no backups.
    --- exit 0
    $ tpm backup --dry-run
    Backed up 2 operations to [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm backup
    Backed up 2 operations to [HOME]/.local/state/tpm/backups/[STORE]-20261122T100000Z.db
    --- exit 0
    $ tpm act one more
    Added A-3  one more
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm backup -o stick/
    Backed up 3 operations to stick/[STORE]-20261122T100000Z-2.db
    --- exit 0
    $ tpm backup -o stick/mine.db -q
    stick/mine.db
    --- exit 0
    $ tpm backup -o stick/mine.db
    --- stderr
    error: stick/mine.db is there already
    hint: name another place, or a folder, ending in `/`
    --- exit 73
    $ tpm backup --list
    NAME                                  TAKEN             OPS    SIZE
    [STORE]-20261122T100000Z.db  2026-11-22 10:00    2  541 kB
    --- exit 0
    $ tpm backup --list --json --fields name,purpose,taken,operations,last_change,readable
    {"schema":"tpm/1","kind":"backup.list","data":[{"name":"[STORE]-20261122T100000Z.db","purpose":"asked","taken":"2026-11-22T10:00:00Z","operations":2,"last_change":"2026-11-22T10:00:00Z","readable":true}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
    let copied = sandbox.ok("actions -q --db stick/mine.db");
    assert_eq!(copied, "A-1\nA-2\nA-3\n");
}

#[test]
fn old_backups_go_and_it_is_said_which() {
    let mut sandbox = after(&["act send the plan"]);
    for day in 10..=17 {
        sandbox.at(&format!("2026-11-{day}T08:00:00Z"));
        sandbox.ok("backup -q");
    }
    sandbox.at("2026-12-01T08:00:00Z");
    insta::assert_snapshot!(sandbox.tpm("backup"), @"
    $ tpm backup
    Backed up 1 operation to [HOME]/.local/state/tpm/backups/[STORE]-20261201T080000Z.db
    Removed [STORE]-20261114T080000Z.db, which has served its time
    Removed [STORE]-20261113T080000Z.db, which has served its time
    Removed [STORE]-20261112T080000Z.db, which has served its time
    Removed [STORE]-20261111T080000Z.db, which has served its time
    --- exit 0
    ");
}

#[test]
fn without_a_file_there_is_nothing_to_back_up() {
    insta::assert_snapshot!(Sandbox::new().tpm("backup"), @"
    $ tpm backup
    --- stderr
    error: there is no file at [HOME]/.local/share/tpm/tpm.db yet
    hint: the first change makes it
    --- exit 3
    ");
}

#[test]
fn a_damaged_file_is_not_backed_up() {
    let sandbox = after(&["act send the plan"]);
    meddle(&sandbox.db(), "UPDATE operation SET actor = 'sal'");
    insta::assert_snapshot!(exchanges(&sandbox, &["backup", "backup --list"]), @"
    $ tpm backup
    --- stderr
    error: the file is damaged: operation 1 was altered
    hint: `tpm doctor --deep` names what is damaged, `tpm doctor --repair` works on a copy, and `tpm restore` lists the backups
    --- exit 65
    $ tpm backup --list
    There are no backups.
    --- exit 0
    ");
}

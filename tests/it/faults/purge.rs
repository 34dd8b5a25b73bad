//! Purging where something is in the way: another reader, a backup of an older schema.

use super::assert_sound;
use crate::purging::{code, holding};
use crate::sandbox::Sandbox;

const APPLICATION_ID: i32 = 0x5450_4D31;

#[test]
fn a_purge_while_another_process_reads_says_that_bytes_are_left_and_is_finished_later() {
    let sandbox = Sandbox::new();
    sandbox.ok("act turn the key");
    sandbox.ok("act one");
    let confirmed = code(&sandbox, "A-1");
    let connection = rusqlite::Connection::open(sandbox.db()).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    let count: i64 = connection
        .query_row("SELECT count(*) FROM item", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 2);
    let line = format!("purge A-1 --confirm {confirmed} --lock-timeout 0");
    let exchange = sandbox.tpm(&line);
    assert_eq!(exchange.code, 10, "{exchange}");
    assert!(exchange.stdout.contains("another process"), "{exchange}");
    connection.execute_batch("COMMIT").unwrap();
    drop(connection);
    let confirmed = code(&sandbox, "A-1");
    let again = sandbox.tpm(&format!("purge A-1 --confirm {confirmed}"));
    assert_eq!(again.code, 0, "{again}");
    assert_eq!(sandbox.tpm("purge A-1").code, 0);
    assert_sound(&sandbox.db());
}

#[test]
fn a_backup_of_an_older_schema_is_brought_to_the_newest_and_purged() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.db().parent().unwrap()).unwrap();
    let old = rusqlite::Connection::open(sandbox.db()).unwrap();
    old.pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    old.execute_batch(include_str!("../../../src/store/schema/1.sql"))
        .unwrap();
    old.pragma_update(None, "foreign_keys", false).unwrap();
    old.execute_batch(include_str!("../../../src/store/tests/shipped/1.sql"))
        .unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    sandbox.ok("decisions");
    assert_eq!(holding(sandbox.home(), "old sign").len(), 2);
    let confirmed = code(&sandbox, "D-5 M-1");
    let purged = sandbox.tpm(&format!("purge D-5 M-1 --confirm {confirmed}"));
    assert_eq!(purged.code, 0, "{purged}");
    assert!(holding(sandbox.home(), "old sign").is_empty());
    assert_sound(&sandbox.db());
    let backups = sandbox.home().join(".local/state/tpm/backups");
    for backup in std::fs::read_dir(backups).unwrap() {
        assert_sound(&backup.unwrap().path());
    }
}

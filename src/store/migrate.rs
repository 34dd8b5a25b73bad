//! Brings a file to the newest schema: an ordered list over `user_version`, a verified backup before
//! each run, one transaction for all steps.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::backup;
use super::error::StoreError;

/// The schema changes in order; the n-th leads to `user_version` n. Shipped ones are never edited.
pub(super) const MIGRATIONS: [&str; 3] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
];

/// The `application_id` of every file: "TPM1".
pub(super) const APPLICATION_ID: i32 = 0x5450_4D31;

/// Returns the schema version that this program writes.
pub(super) fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// Gives an empty connection the newest schema.
pub(super) fn create(connection: &mut Connection, store_uid: &str) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    apply(&tx, &MIGRATIONS, 0)?;
    tx.execute(
        "INSERT INTO meta (key, value) VALUES ('store_uid', ?1)",
        [store_uid],
    )?;
    tx.commit()?;
    Ok(())
}

/// Migrates the file at `path` where `steps` go further than it; returns the backup that was made.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    backups: &Path,
    steps: &[&str],
) -> Result<Option<PathBuf>, StoreError> {
    let newest = steps.len() as i64;
    if version(connection)? >= newest {
        return Ok(None);
    }
    let backup = backup::before_migration(connection, path, backups)?;
    run(connection, steps)?;
    Ok(Some(backup))
}

/// Brings a file that is itself a backup to the newest schema.
pub(super) fn upgrade(connection: &mut Connection) -> Result<(), StoreError> {
    if version(connection)? >= newest() {
        return Ok(());
    }
    run(connection, &MIGRATIONS)
}

fn run(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have migrated while this one waited for the lock.
    let from = version(&tx)?;
    apply(&tx, steps, from).map_err(misfit)?;
    tx.commit()?;
    Ok(())
}

/// Returns the schema version of the file, refusing one from the future.
pub(super) fn checked_version(
    connection: &Connection,
    path: &Path,
    known: i64,
) -> Result<i64, StoreError> {
    let found = version(connection)?;
    if found < 1 {
        return Err(StoreError::Damaged {
            detail: format!("it says that its schema is {found}, which none is"),
        });
    }
    if found > known {
        return Err(StoreError::TooNew {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(found)
}

/// A step that makes no sense to SQLite does not fit the tables that the file says it has.
fn misfit(error: StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown) => {
            StoreError::Damaged {
                detail: format!("its tables are not those of its schema: {error}"),
            }
        }
        error => error,
    }
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn apply(connection: &Connection, steps: &[&str], from: i64) -> Result<(), StoreError> {
    for (step, sql) in (1..).zip(steps) {
        if step > from {
            connection.execute_batch(sql)?;
            connection.pragma_update(None, "user_version", step)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::scratch;

    const STEPS: [&str; 3] = [
        MIGRATIONS[0],
        "ALTER TABLE meta ADD COLUMN note TEXT",
        "CREATE TABLE broken (",
    ];

    fn version_one(path: &Path) -> Connection {
        let connection = Connection::open(path).unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        apply(&connection, &STEPS[..1], 0).unwrap();
        connection
    }

    #[test]
    fn a_migration_backs_the_file_up_first_and_the_backup_holds_the_old_schema() {
        let folder = scratch("migrate-backup");
        let path = folder.join("tpm.db");
        let mut connection = version_one(&path);
        let backup = migrate(&mut connection, &path, &folder.join("backups"), &STEPS[..2])
            .unwrap()
            .expect("a backup");
        assert_eq!(version(&connection).unwrap(), 2);
        let old = Connection::open(backup).unwrap();
        assert_eq!(version(&old).unwrap(), 1);
        assert!(old.execute("UPDATE meta SET note = 'x'", []).is_err());
    }

    #[test]
    fn a_migration_that_fails_leaves_the_old_version_in_place() {
        let folder = scratch("migrate-fails");
        let path = folder.join("tpm.db");
        let mut connection = version_one(&path);
        assert!(migrate(&mut connection, &path, &folder.join("backups"), &STEPS).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert!(
            connection
                .execute("UPDATE meta SET note = 'x'", [])
                .is_err()
        );
    }

    #[test]
    fn a_file_at_the_newest_version_is_left_alone() {
        let folder = scratch("migrate-newest");
        let path = folder.join("tpm.db");
        let mut connection = version_one(&path);
        let backups = folder.join("backups");
        assert_eq!(
            migrate(&mut connection, &path, &backups, &STEPS[..1]).unwrap(),
            None
        );
        assert!(!backups.exists());
    }
}

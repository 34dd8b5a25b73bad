//! Copies of the file made with SQLite's own backup interface and verified before they count, and
//! what such a copy holds.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::check::pages::first_fault;
use super::error::StoreError;
use super::open::refused;
use super::watch::last_operation;
use super::{Access, Store};
use crate::files;
use crate::files::backups::{self, BackupFile};

/// What a store or a backup of one holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub store_uid: String,
    pub schema: i64,
    pub operations: i64,
    /// When the last operation was, RFC 3339 in UTC.
    pub last_change: Option<String>,
}

impl Store {
    /// Returns what the file holds, in short.
    pub fn contents(&self) -> Result<Contents, StoreError> {
        contents(&self.connection)
    }

    /// Copies the file as it is at this moment to `target`, which must be free, and verifies the
    /// copy: its pages, and every operation's digest.
    pub fn back_up(&self, target: &Path) -> Result<(), StoreError> {
        copy(&self.connection, target)
    }
}

/// Refuses a copy with damaged pages or a broken chain.
pub fn verify(copy: &Path) -> Result<Contents, StoreError> {
    let store = Store::open_copy(copy, Access::Read)?;
    if let Some(detail) = first_fault(store.reader())? {
        return Err(StoreError::Damaged { detail });
    }
    if let Some(operation) = store.broken_link()? {
        return Err(StoreError::Damaged {
            detail: format!("operation {operation} was altered"),
        });
    }
    store.contents()
}

/// Copies the open file into `folder` before its schema changes; returns the verified copy's path.
pub(super) fn before_migration(
    connection: &Connection,
    path: &Path,
    folder: &Path,
) -> Result<PathBuf, StoreError> {
    let Contents {
        schema, operations, ..
    } = contents(connection)?;
    let name = format!(
        "{}-schema{schema}-operation{operations}.db",
        files::stem_for(path)
    );
    let target = folder.join(name);
    // An attempt that failed left one of the same state.
    let _ = std::fs::remove_file(&target);
    copy(connection, &target)?;
    Ok(target)
}

/// Returns the newest backup of the file that was at `path`, if there is one.
pub(super) fn known_for(path: &Path, folder: &Path) -> Option<PathBuf> {
    let newest: Option<BackupFile> = backups::all(folder, path).into_iter().next();
    newest.map(|backup| backup.path)
}

fn contents(connection: &Connection) -> Result<Contents, StoreError> {
    let last = last_operation(connection)?.map_or(0, |(id, _)| id);
    Ok(Contents {
        store_uid: connection.query_row(
            "SELECT coalesce((SELECT value FROM meta WHERE key = 'store_uid'), '')",
            [],
            |row| row.get(0),
        )?,
        schema: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        operations: last,
        last_change: connection.query_row(
            "SELECT (SELECT at FROM operation WHERE id = ?1)",
            [last],
            |row| row.get(0),
        )?,
    })
}

fn copy(connection: &Connection, target: &Path) -> Result<(), StoreError> {
    let io = |source| refused(target, source);
    if target.exists() {
        return Err(io(std::io::ErrorKind::AlreadyExists.into()));
    }
    if let Some(folder) = target.parent() {
        files::create_private_folder(folder).map_err(io)?;
    }
    let mut partial = target.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let made = files::create_private_file(&partial)
        .map_err(io)
        .and_then(|_| copy_and_verify(connection, &partial))
        .and_then(|()| files::replace(&partial, target).map_err(io));
    if made.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    made
}

fn copy_and_verify(connection: &Connection, partial: &Path) -> Result<(), StoreError> {
    // Held open, so that what others write meanwhile does not make the copy begin again.
    let snapshot = connection.unchecked_transaction()?;
    let operations = contents(&snapshot)?.operations;
    let mut target = Connection::open(partial)?;
    transfer(&snapshot, &mut target)?;
    target.close().map_err(|(_, error)| error)?;
    let copied = verify(partial)?.operations;
    if copied == operations {
        return Ok(());
    }
    Err(StoreError::Damaged {
        detail: format!("the copy ends at operation {copied} instead of {operations}"),
    })
}

/// Copies all pages of one database over another, in one transaction of the other.
pub(super) fn transfer(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(from, to)?;
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Sqlite(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
            None,
        ))),
    }
}

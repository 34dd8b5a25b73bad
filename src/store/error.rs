//! What can go wrong with the file, told apart as far as a caller acts on it.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("another process is writing to {}", path.display())]
    Busy { path: PathBuf },
    #[error("{} is no tpm file: {reason}", path.display())]
    NotOurs { path: PathBuf, reason: &'static str },
    #[error("{} was written by a newer tpm (schema {found}, this one knows {known})", path.display())]
    TooNew {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("there is no file at {}", path.display())]
    Missing { path: PathBuf },
    #[error("{} is gone, and a backup of it exists", path.display())]
    Gone { path: PathBuf, backup: PathBuf },
    #[error("{} is gone, and its log {} is still there", path.display(), log.display())]
    OnlyLog { path: PathBuf, log: PathBuf },
    #[error("{} cannot be written: permission denied", path.display())]
    ReadOnly { path: PathBuf },
    #[error("operation {later} ({verb}) has changed {what} since")]
    ChangedSince {
        what: String,
        later: i64,
        verb: String,
    },
    #[error("operation {0} does not exist")]
    NoOperation(i64),
    #[error("operation {0} is undone already")]
    AlreadyUndone(i64),
    #[error("operation {0} is itself an undo")]
    IsUndo(i64),
    #[error("operation {0} is a purge: what it took cannot be brought back")]
    IsPurge(i64),
    #[error("what operation {0} wrote was purged in part or whole, and cannot be taken back")]
    Purged(i64),
    #[error("the disk is full")]
    DiskFull,
    #[error("{path}: {source}")]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    /// A rule of the schema refused what the program wrote: a bug, and nothing was written.
    #[error("a rule of the file was broken: {0}")]
    RuleBroken(rusqlite::Error),
    #[error("the file cannot be read or written: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged {
                detail: error.to_string(),
            },
            Some(ErrorCode::ConstraintViolation) => StoreError::RuleBroken(error),
            _ => StoreError::Sqlite(error),
        }
    }
}

impl StoreError {
    /// Adds the path to failures that SQLite reports without one.
    pub(super) fn at(self, path: &std::path::Path) -> StoreError {
        let StoreError::Sqlite(error) = &self else {
            return self;
        };
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                StoreError::ReadOnly { path }
            }
            _ => self,
        }
    }
}

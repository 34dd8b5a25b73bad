//! What can go wrong with the file, told apart as far as a caller acts on it.

use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;

/// What a file lacks of what was last written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// So many of the last operations.
    Missing(i64),
    /// This operation, in whose place there is another.
    OtherHistory(i64),
    /// All of its operations, which were so many: it is another store.
    OtherStore(i64),
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Loss::Missing(count) => {
                write!(f, "has been rolled back: {} missing", counted(*count))
            }
            Loss::OtherHistory(operation) => write!(
                f,
                "has been rolled back: its operation {operation} is not the one that was written here"
            ),
            Loss::OtherStore(count) => write!(
                f,
                "has been replaced by another store: {} missing",
                counted(*count)
            ),
        }
    }
}

fn counted(operations: i64) -> String {
    match operations {
        1 => "1 operation is".to_owned(),
        count => format!("{count} operations are"),
    }
}

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
    #[error("{} is gone", path.display())]
    Gone {
        path: PathBuf,
        /// The newest backup, if there is one.
        backup: Option<PathBuf>,
    },
    #[error("{} {loss}", path.display())]
    RolledBack { path: PathBuf, loss: Loss },
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
            _ if holds_what_was_never_written(&error) => StoreError::Damaged {
                detail: error.to_string(),
            },
            _ => StoreError::Sqlite(error),
        }
    }
}

/// Whether a failure to read means that the file holds what this program never writes: a value of
/// another type, a table that is not there, a row that must be there and is not.
fn holds_what_was_never_written(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..)
        | rusqlite::Error::InvalidQuery
        | rusqlite::Error::QueryReturnedNoRows => true,
        rusqlite::Error::SqliteFailure(code, Some(text))
        | rusqlite::Error::SqlInputError {
            error: code,
            msg: text,
            ..
        } => {
            code.code == ErrorCode::Unknown
                && [
                    "no such table",
                    "no such column",
                    "vtable constructor failed",
                ]
                .iter()
                .any(|beginning| text.starts_with(beginning))
        }
        _ => false,
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
            // SQLite gives up on a crowd that begins at once with the last of these.
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed,
            ) => StoreError::Busy { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                StoreError::ReadOnly { path }
            }
            _ => self,
        }
    }
}

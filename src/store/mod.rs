//! The SQLite file: all SQL of the program, and the one path by which rows and their history are
//! written. Knows the entities of the model, and nothing of commands, words or screens.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // the one place that may name SQL

mod backup;
mod copies;
pub mod error;
mod history;
pub mod journal;
mod log;
mod merge;
mod migrate;
mod open;
mod purge;
mod reader;
mod replay;
mod rows;
mod search;
mod table;
pub mod tables;
mod undo;
mod value;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use copies::copies_in;
pub use error::StoreError;
pub use history::What;
pub use journal::{Journal, Operation, Rehearsal, Written};
pub use log::{ChangeLine, OperationFilter, OperationLine};
pub use open::{Access, Opening, Patience};
pub use purge::{Extent, Purge, Quoting, Standing, Subject};
pub use reader::{Reader, Row};
pub use search::{Hit, Hits, RANKED, SearchFilter, Sort};

/// An open file, or an empty one in memory.
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    migrated: Option<PathBuf>,
}

impl Store {
    fn over(connection: Connection, path: Option<PathBuf>) -> Store {
        // Room for every statement that a long import repeats.
        connection.set_prepared_statement_cache_capacity(128);
        Store {
            connection,
            path,
            migrated: None,
        }
    }

    /// Returns where the file is; an empty store in memory is nowhere.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns the backup made when opening brought the file to a newer schema.
    pub fn migration_backup(&self) -> Option<&Path> {
        self.migrated.as_deref()
    }

    /// Returns what reads the rows outside any transaction of its own.
    pub fn reader(&self) -> Reader<'_> {
        Reader::over(&self.connection)
    }

    /// Closes the file; the last process to do so folds the log back in.
    pub fn close(self) -> Result<(), StoreError> {
        self.connection
            .close()
            .map_err(|(_, error)| StoreError::from(error))
    }
}

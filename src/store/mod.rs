//! The SQLite file: all SQL of the program, and the one path by which rows and their history are
//! written. Knows the entities of the model, and nothing of commands, words or screens.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // the one place that may name SQL

pub mod backup;
mod check;
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
mod repair;
mod replay;
pub mod restore;
mod rows;
mod search;
mod settle;
pub mod shelf;
pub mod surroundings;
mod table;
pub mod tables;
mod undo;
mod value;
pub mod watch;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use watch::Watch;

pub use check::{Area, Damage};
pub use copies::copies_in;
pub use error::{Loss, StoreError};
pub use history::What;
pub use journal::{Journal, Operation, Rehearsal, Written};
pub use log::{ChangeLine, OperationFilter, OperationLine};
pub use open::{Access, Opening, Patience};
pub use purge::{Extent, Purge, Quoting, Standing, Subject};
pub use reader::{Reader, Row};
pub use repair::Repaired;
pub use search::{Hit, Hits, RANKED, Said, SearchFilter, Sort};
pub use watch::Warn;

/// An open file, or an empty one in memory.
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    migrated: Option<PathBuf>,
    /// None in memory, and where no state folder is known.
    watch: Option<Watch>,
}

impl Store {
    fn over(connection: Connection, path: Option<PathBuf>) -> Store {
        // Room for every statement that a long import repeats.
        connection.set_prepared_statement_cache_capacity(128);
        Store {
            connection,
            path,
            migrated: None,
            watch: None,
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

    /// Makes the witness say that what the file holds now is what was written last.
    pub fn accept(&self) -> Result<(), StoreError> {
        match &self.watch {
            Some(watch) => watch.accept(&self.connection),
            None => Ok(()),
        }
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

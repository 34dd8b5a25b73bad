//! Copies of the file, such as backups: found in a folder, and opened as they are.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::open::{Access, check_identity, connect_copy};
use super::{Store, migrate};

/// Returns the files of a folder that are ours, whatever they are called, in the order of their names.
pub fn copies_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut copies: Vec<PathBuf> = files
        .filter(|path| path.is_file())
        // One that cannot be read, or only by a newer program, is ours for all that is known.
        .filter(|path| !matches!(check_identity(path), Err(StoreError::NotOurs { .. })))
        .collect();
    copies.sort();
    copies
}

impl Store {
    /// Opens a copy: for reading as it is, whatever its schema and without a trace; for writing it is
    /// brought to the newest schema first.
    pub fn open_copy(path: &Path, access: Access) -> Result<Store, StoreError> {
        check_identity(path)?;
        let mut connection = connect_copy(path, access).map_err(|error| error.at(path))?;
        if access == Access::Write {
            migrate::upgrade(&mut connection).map_err(|error| error.at(path))?;
        }
        Ok(Store::over(connection, Some(path.to_owned())))
    }
}

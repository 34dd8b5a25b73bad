//! The backups of one store: where they stand in the state folder, what each holds, and which go.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::Store;
use super::backup::{Contents, open_copy};
use super::error::StoreError;
use super::open::{log_of, refused};
use crate::files::backups::{self, BackupFile};

pub use crate::files::backups::Purpose;

/// The place of a store's backups.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
    store: PathBuf,
}

/// A backup and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    pub path: PathBuf,
    pub name: String,
    pub purpose: Purpose,
    pub taken: DateTime<Utc>,
    pub bytes: u64,
    /// None where it cannot be read.
    pub contents: Option<Contents>,
}

impl Shelf {
    /// Returns the backups of the store at `store`, kept in the state folder.
    pub fn of(state: &Path, store: &Path) -> Shelf {
        Shelf {
            folder: backups::folder(state),
            store: store.to_owned(),
        }
    }

    /// Returns all backups, the newest first.
    pub fn list(&self) -> Vec<Shelved> {
        let found = backups::all(&self.folder, &self.store);
        found.into_iter().map(shelved).collect()
    }

    /// Returns when the newest backup that was asked for or preceded a migration was taken.
    pub fn newest(&self) -> Option<DateTime<Utc>> {
        let found = backups::all(&self.folder, &self.store);
        let newest = found
            .iter()
            .find(|backup| backup.purpose != Purpose::SetAside);
        newest.map(|backup| backup.taken)
    }

    /// Returns a free place for a backup.
    pub fn place(&self, purpose: Purpose, now: DateTime<Utc>) -> PathBuf {
        backups::place(&self.folder, &self.store, purpose, now)
    }

    /// Returns the name that a backup taken now would have.
    pub fn name(&self, now: DateTime<Utc>) -> String {
        let place = self.place(Purpose::Asked, now);
        let name = place.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Returns the backups that have served their time: of this store only, for the file may have
    /// been replaced by another one.
    pub fn outdated(&self, store_uid: &str, now: DateTime<Utc>) -> Vec<Shelved> {
        let own: Vec<BackupFile> = backups::all(&self.folder, &self.store)
            .into_iter()
            .filter(|backup| {
                let contents = open_copy(&backup.path).and_then(|store| store.contents());
                contents.is_ok_and(|contents| contents.store_uid == store_uid)
            })
            .collect();
        let outdated = backups::outdated(&own, now).into_iter().cloned();
        outdated.map(shelved).collect()
    }
}

/// Describes the backup at `path`, wherever it stands.
pub fn describe(path: &Path, taken: DateTime<Utc>) -> Shelved {
    shelved(BackupFile {
        path: path.to_owned(),
        purpose: Purpose::Asked,
        taken,
    })
}

/// Removes a backup, and the log that a damaged file has which was set aside.
pub fn remove(backup: &Shelved) -> Result<(), StoreError> {
    let _ = std::fs::remove_file(log_of(&backup.path));
    std::fs::remove_file(&backup.path).map_err(|source| refused(&backup.path, source))
}

/// Returns what the store of a backup holds, if it can be read.
fn shelved(file: BackupFile) -> Shelved {
    let contents = open_copy(&file.path).and_then(|store: Store| store.contents());
    Shelved {
        name: file.name(),
        bytes: std::fs::metadata(&file.path).map_or(0, |data| data.len()),
        contents: contents.ok(),
        purpose: file.purpose,
        taken: file.taken,
        path: file.path,
    }
}

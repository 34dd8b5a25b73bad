//! Copies of the file made with SQLite's own backup interface and verified before they count.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::error::StoreError;
use crate::files;

/// Copies the open file into `folder` before its schema changes; returns the verified copy's path.
pub(super) fn before_migration(
    connection: &Connection,
    path: &Path,
    folder: &Path,
) -> Result<PathBuf, StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let operations: i64 =
        connection.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| {
            row.get(0)
        })?;
    let name = format!(
        "{}-schema{version}-operation{operations}.db",
        files::stem_for(path)
    );
    let io = |source| StoreError::Io {
        path: folder.to_owned(),
        source,
    };
    files::create_private_folder(folder).map_err(io)?;
    let target = folder.join(name);
    let partial = target.with_extension("partial");
    files::create_private_file(&partial).map_err(io)?;
    connection.backup("main", &partial, None::<fn(rusqlite::backup::Progress)>)?;
    verify(&partial, operations)?;
    files::replace(&partial, &target).map_err(io)?;
    Ok(target)
}

/// Returns a backup of the file that was at `path`, the newest by name, if there is one.
pub(super) fn known_for(path: &Path, folder: &Path) -> Option<PathBuf> {
    let prefix = format!("{}-", files::stem_for(path));
    std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| {
            file.extension().is_some_and(|ext| ext == "db")
                && file
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
        })
        .max()
}

fn verify(copy: &Path, operations: i64) -> Result<(), StoreError> {
    let connection = Connection::open(copy)?;
    let sound: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let copied: i64 =
        connection.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| {
            row.get(0)
        })?;
    if sound != "ok" || copied != operations {
        return Err(StoreError::Damaged {
            detail: format!("the backup at {} could not be verified", copy.display()),
        });
    }
    Ok(())
}

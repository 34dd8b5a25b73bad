//! Putting a backup in the place of the present file, and telling beforehand what that takes away.

use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension;

use super::backup::{open_copy, transfer, verify};
use super::error::StoreError;
use super::open::{Opening, check_identity, connect, log_of, refused};
use super::reader::Reader;
use super::watch::{hex, last_operation};
use super::{Access, Store};
use crate::files;
use crate::files::witness::{Witness, WitnessFile};
use crate::model::id::{ItemId, Key};

/// What the present file holds and a backup does not, and the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The two are different stores and have nothing in common.
    pub other_store: bool,
    /// Operations of the present file that the backup lacks.
    pub taken_back: i64,
    /// Operations of the backup that the present file lacks.
    pub brought_back: i64,
    /// The items that those of the present file touched, by ID.
    pub items: Vec<Reverted>,
}

/// An item that a restore takes away or takes back to an older state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reverted {
    pub id: ItemId,
    pub title: String,
    /// It is not in the backup at all.
    pub gone: bool,
}

/// Compares the present file with a backup.
pub fn difference(present: &Store, backup: &Store) -> Result<Difference, StoreError> {
    let (ours, theirs) = (present.contents()?, backup.contents()?);
    let other_store = ours.store_uid != theirs.store_uid;
    let common = if other_store {
        0
    } else {
        last_common(present.reader(), backup.reader())?
    };
    Ok(Difference {
        other_store,
        taken_back: ours.operations - common,
        brought_back: theirs.operations - common,
        items: reverted(present.reader(), backup.reader(), common)?,
    })
}

/// Returns the last operation that two histories share; each digest stands for all before it, so
/// that halving the distance finds it.
fn last_common(ours: Reader<'_>, theirs: Reader<'_>) -> Result<i64, StoreError> {
    let digest = |reader: Reader<'_>, id: i64| -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = reader
            .connection
            .prepare_cached("SELECT digest FROM operation WHERE id = ?1")?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    };
    let last = |reader: Reader<'_>| last_operation(reader.connection);
    let (Some((ours_last, _)), Some((theirs_last, _))) = (last(ours)?, last(theirs)?) else {
        return Ok(0);
    };
    let (mut shared, mut differs) = (0, ours_last.min(theirs_last) + 1);
    while shared + 1 < differs {
        let middle = shared + (differs - shared) / 2;
        if digest(ours, middle)? == digest(theirs, middle)? {
            shared = middle;
        } else {
            differs = middle;
        }
    }
    Ok(shared)
}

fn reverted(
    ours: Reader<'_>,
    theirs: Reader<'_>,
    common: i64,
) -> Result<Vec<Reverted>, StoreError> {
    let mut statement = ours.connection.prepare(
        "SELECT DISTINCT i.id, coalesce(d.title, a.title, m.title, '') \
         FROM change c JOIN item i ON i.id = c.item \
         LEFT JOIN decision d ON d.item = i.id LEFT JOIN action a ON a.item = i.id \
         LEFT JOIN meeting m ON m.item = i.id \
         WHERE c.operation > ?1 AND i.number IS NOT NULL AND i.deleted = 0 ORDER BY i.id",
    )?;
    let mut rows = statement.query([common])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let key = Key(row.get(0)?);
        let Some(id) = ours.id_of(key)? else {
            continue;
        };
        items.push(Reverted {
            id,
            title: row.get(1)?,
            gone: theirs.key_of_uid(ours.uid_of(key)?)?.is_none(),
        });
    }
    Ok(items)
}

/// Sets the present file aside as a verified backup at `target`; one that is too damaged for that
/// is copied byte for byte, its log too.
pub fn set_aside(path: &Path, present: Option<&Store>, target: &Path) -> Result<(), StoreError> {
    if let Some(present) = present {
        match present.back_up(target) {
            Err(StoreError::Damaged { .. }) => {}
            made => return made,
        }
    }
    let io = |source| refused(target, source);
    if let Some(folder) = target.parent() {
        files::create_private_folder(folder).map_err(io)?;
    }
    for (from, to) in [
        (path.to_owned(), target.to_owned()),
        (log_of(path), log_of(target)),
    ] {
        if from.exists() {
            files::copy_private(&from, &to).map_err(io)?;
        }
    }
    Ok(())
}

/// Puts the verified backup at `from` in the place of the present file, and resets the witness.
///
/// The content goes into the live file as one transaction, so that whoever has it open sees the old
/// state or the new. Only a file that SQLite cannot write to any more is replaced by renaming.
pub fn put_in_place(from: &Path, opening: Opening) -> Result<(), StoreError> {
    let wanted = verify(from)?;
    let path = &opening.path.clone();
    let state = opening.state.clone();
    let source = open_copy(from)?;
    let written = check_identity(path).and_then(|()| {
        opening.install();
        write_over(&source, path)?;
        verify(path)
    });
    match written {
        Ok(contents) if contents == wanted => {}
        Err(error @ (StoreError::Busy { .. } | StoreError::ReadOnly { .. })) => return Err(error),
        Err(StoreError::DiskFull) => return Err(StoreError::DiskFull),
        _ => rename_over(&source, path)?,
    }
    let Some(state) = state else {
        return Ok(());
    };
    let (operation, digest) = last_operation(&source.connection)?.unwrap_or_default();
    let file = WitnessFile::of(&state, path);
    let witness = Witness {
        store_uid: wanted.store_uid,
        operation,
        digest: hex(&digest),
    };
    file.write(&witness)
        .map_err(|source| refused(file.path(), source))
}

fn write_over(source: &Store, path: &Path) -> Result<(), StoreError> {
    let mut live = connect(path, Access::Write).map_err(|error| error.at(path))?;
    transfer(&source.connection, &mut live).map_err(|error| error.at(path))?;
    live.close()
        .map_err(|(_, error)| StoreError::from(error).at(path))
}

/// Makes the file anew and takes away what stood beside the old one: its log would be played into
/// the new file and damage it.
fn rename_over(source: &Store, path: &Path) -> Result<(), StoreError> {
    let io = |source| refused(path, source);
    // A link stays, and what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut name = path.as_os_str().to_owned();
    name.push(".restored");
    let fresh = PathBuf::from(name);
    let _ = std::fs::remove_file(&fresh);
    source.back_up(&fresh)?;
    for beside in ["-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
    }
    files::replace(&fresh, &path).map_err(io)
}

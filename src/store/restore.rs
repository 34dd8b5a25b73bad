//! Putting a backup in the place of the present file, and telling beforehand what that takes away.

use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension;

use super::backup::{transfer, verify};
use super::error::StoreError;
use super::open::{Opening, check_identity, connect_alone, log_of, refused};
use super::reader::Reader;
use super::table::{TABLES, spec_of};
use super::watch::{hex, last_operation};
use super::{Access, Store};
use crate::files;
use crate::files::witness::{Witness, WitnessFile};
use crate::model::id::{ItemId, Key};
use crate::model::person::Person;
use crate::model::update::Update;

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
    /// What else they touched: people, groups, workstreams, series and updates.
    pub named: Vec<RevertedName>,
}

/// Something without an ID that a restore takes away or takes back to an older state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevertedName {
    /// What it is: person, group, workstream, series or update.
    pub kind: &'static str,
    /// Its handle with `@`, or its slug; of an update the workstream, none for the program.
    pub name: Option<String>,
    /// It is not in the backup at all.
    pub gone: bool,
    /// The fields that those operations changed.
    pub fields: Vec<String>,
}

/// An item that a restore takes away or takes back to an older state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reverted {
    pub id: ItemId,
    pub title: String,
    /// It is not in the backup at all.
    pub gone: bool,
    /// The fields that those operations changed.
    pub fields: Vec<String>,
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
        named: reverted_names(present.reader(), backup.reader(), common)?,
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
    let titled = TABLES.into_iter().filter(|spec| spec.kind.is_some());
    let titles: Vec<String> = titled
        .map(|spec| format!("SELECT title FROM {} WHERE item = i.id", spec.name))
        .collect();
    let mut statement = ours.connection.prepare(&format!(
        "SELECT DISTINCT i.id, coalesce(({}), '') FROM change c JOIN item i ON i.id = c.item \
         WHERE c.operation > ?1 AND i.number IS NOT NULL AND i.deleted = 0 ORDER BY i.id",
        titles.join(" UNION ALL ")
    ))?;
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
            fields: fields_changed(ours, key, common)?,
        });
    }
    Ok(items)
}

/// Finds what has no ID and was touched since: whole things, not the parts of others.
fn reverted_names(
    ours: Reader<'_>,
    theirs: Reader<'_>,
    common: i64,
) -> Result<Vec<RevertedName>, StoreError> {
    let mut statement = ours.connection.prepare(
        "SELECT DISTINCT i.id, i.kind FROM change c JOIN item i ON i.id = c.item \
         WHERE c.operation > ?1 AND i.number IS NULL AND i.deleted = 0 ORDER BY i.kind, i.id",
    )?;
    let mut rows = statement.query([common])?;
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        let (key, table) = (row.get(0).map(Key)?, spec_of(row.get(1)?)?);
        let (kind, name) = match table.name {
            "person" => {
                let person: Person = ours.row(key)?.entity;
                let kind = if person.is_group() { "group" } else { "person" };
                (kind, Some(format!("@{}", person.handle)))
            }
            "status_update" => {
                let update: Update = ours.row(key)?.entity;
                let of = update.workstream.map(|home| ours.name_of(home));
                ("update", of.transpose()?.flatten())
            }
            name if !table.is_part() => (name, ours.name_of(key)?),
            _ => continue,
        };
        named.push(RevertedName {
            kind,
            name,
            gone: theirs.key_of_uid(ours.uid_of(key)?)?.is_none(),
            fields: fields_changed(ours, key, common)?,
        });
    }
    Ok(named)
}

/// Returns which fields of a row were changed by later operations than the last common one.
fn fields_changed(ours: Reader<'_>, key: Key, common: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = ours.connection.prepare_cached(
        "SELECT DISTINCT field FROM change \
         WHERE item = ?1 AND operation > ?2 AND field IS NOT NULL ORDER BY field",
    )?;
    let fields = statement.query_map((key.0, common), |row| row.get(0))?;
    Ok(fields.collect::<Result<_, _>>()?)
}

/// Sets the present file aside at `aside` and puts the verified backup at `from` in its place, with a
/// witness of its own; says whether there was a file to set aside.
///
/// The present file is this process's alone meanwhile, so that what is set aside is all that is taken
/// back. The content goes into the live file as one transaction. Only a file that SQLite cannot work
/// with any more is replaced by renaming.
pub fn replace(from: &Path, aside: &Path, opening: Opening) -> Result<bool, StoreError> {
    verify(from)?;
    let source = Store::open_copy(from, Access::Read)?;
    let Opening { path, state, .. } = opening.install();
    let was_there = path.exists();
    let mut live = alone(&path)?;
    if was_there {
        set_aside(&path, live.as_ref(), aside)?;
    }
    let written = live.as_mut().map(|live| {
        let written = transfer(&source.connection, &mut live.connection);
        written.map_err(|error| error.at(&path))
    });
    match written {
        Some(Ok(())) => {}
        Some(Err(error)) if !is_ruined(&error) => return Err(error),
        Some(Err(_)) | None => {
            drop(live.take());
            rename_over(&source, &path)?;
        }
    }
    // Before anybody else sees the file, so that nobody misses what it held.
    witness(&source, &path, state.as_deref())?;
    live.map_or(Ok(()), Store::close)?;
    Ok(was_there)
}

/// Opens the present file for this process alone; none where SQLite cannot work with what is there.
fn alone(path: &Path) -> Result<Option<Store>, StoreError> {
    let opened =
        check_identity(path).and_then(|()| connect_alone(path).map_err(|error| error.at(path)));
    match opened {
        Ok(connection) => Ok(Some(Store::over(connection, Some(path.to_owned())))),
        Err(error) if !is_ruined(&error) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Whether a failure means that the file is no store any more, or is gone.
fn is_ruined(error: &StoreError) -> bool {
    !matches!(
        error,
        StoreError::Busy { .. } | StoreError::ReadOnly { .. } | StoreError::DiskFull
    )
}

/// Sets the present file aside as a verified backup at `target`; one that is too damaged for that
/// is copied byte for byte, its log too.
fn set_aside(path: &Path, present: Option<&Store>, target: &Path) -> Result<(), StoreError> {
    if let Some(present) = present {
        match present.back_up(target) {
            Err(error) if is_ruined(&error) => {}
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

/// Writes down that what the backup holds is what was last written to the path.
fn witness(source: &Store, path: &Path, state: Option<&Path>) -> Result<(), StoreError> {
    let Some(state) = state else {
        return Ok(());
    };
    let (operation, digest) = last_operation(&source.connection)?.unwrap_or_default();
    let file = WitnessFile::of(state, path);
    let witness = Witness {
        store_uid: source.contents()?.store_uid,
        operation,
        digest: hex(&digest),
    };
    file.write(&witness)
        .map_err(|source| refused(file.path(), source))
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

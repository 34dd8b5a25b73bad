//! Backups of the file: taking one, thinning out the old ones, and putting one in its place.

use std::path::{Path, PathBuf};

use super::error::OpsError;
use crate::model::ctx::Ctx;
use crate::store::backup::verify;
use crate::store::restore::{self, Difference};
use crate::store::shelf::{self, Purpose, Shelf, Shelved};
use crate::store::{Access, Opening, Rehearsal, Store, StoreError};

/// What taking a backup came to.
#[derive(Clone, Debug)]
pub struct Taken {
    pub backup: Shelved,
    /// Older ones that have served their time.
    pub removed: Vec<Shelved>,
}

/// Takes a verified backup: at `output`, or else on the shelf, which is then thinned out.
pub fn back_up(
    store: &Store,
    ctx: &Ctx,
    (shelf, output): (&Shelf, Option<&Path>),
    rehearsal: Rehearsal,
) -> Result<Taken, OpsError> {
    let target = match output {
        Some(output) => output.to_owned(),
        None => shelf.place(Purpose::Asked, ctx.now),
    };
    if rehearsal == Rehearsal::Real {
        store.back_up(&target)?;
    }
    let mut backup = shelf::describe(&target, ctx.now);
    let contents = store.contents()?;
    let removed = match (output, rehearsal) {
        (None, Rehearsal::Real) => shelf.outdated(&contents.store_uid, ctx.now),
        _ => Vec::new(),
    };
    for old in &removed {
        shelf::remove(old)?;
    }
    backup.contents = Some(contents);
    Ok(Taken { backup, removed })
}

/// Returns the backup that `word` names: a path, a name on the shelf, or `latest`.
pub fn find(shelf: &Shelf, word: &str) -> Result<PathBuf, OpsError> {
    let mut shelved = shelf.list().into_iter();
    if word == "latest" {
        let newest = shelved.find(|backup| backup.purpose != Purpose::SetAside);
        return newest.map(|backup| backup.path).ok_or_else(no_backup);
    }
    let named = shelved.find(|backup| backup.name == word || backup.name == format!("{word}.db"));
    if let Some(backup) = named {
        return Ok(backup.path);
    }
    let path = PathBuf::from(word);
    if path.is_file() {
        return Ok(path);
    }
    Err(OpsError::not_found(
        format!("there is no backup \"{word}\""),
        "`tpm backup --list` lists them",
    ))
}

/// Says that there is nothing to restore.
pub fn no_backup() -> OpsError {
    OpsError::not_found(
        "there is no backup of this file",
        "`tpm backup` makes one; a backup elsewhere can be named by its path",
    )
}

/// What a restore would change, or changed.
#[derive(Clone, Debug)]
pub struct Restored {
    pub path: PathBuf,
    pub backup: Shelved,
    /// None where the present file is missing or cannot be read.
    pub difference: Option<Difference>,
    /// Why it cannot be read.
    pub unreadable: Option<String>,
    /// Where the present file was set aside.
    pub set_aside: Option<PathBuf>,
}

/// Compares a verified backup with the present file.
pub fn preview(from: &Path, ctx: &Ctx, opening: Opening) -> Result<Restored, OpsError> {
    verify(from).map_err(|error| unfit(from, error))?;
    let path = opening.path.clone();
    if path.exists() && !path.is_file() {
        let reason = "it is not a regular file";
        return Err(OpsError::from(StoreError::NotOurs { path, reason }));
    }
    let (difference, unreadable) = match compared(from, opening) {
        Ok(difference) => (difference, None),
        // A newer file is not for this program to replace.
        Err(error @ (StoreError::TooNew { .. } | StoreError::Busy { .. })) => {
            return Err(OpsError::from(error));
        }
        Err(error) => (None, Some(error.to_string())),
    };
    Ok(Restored {
        path,
        backup: shelf::describe(from, ctx.now),
        difference,
        unreadable,
        set_aside: None,
    })
}

/// Says of a backup what is else said of the file.
fn unfit(from: &Path, error: StoreError) -> OpsError {
    match error {
        StoreError::Damaged { detail } => OpsError::Unreadable {
            message: format!("the backup {} is damaged: {detail}", from.display()),
            hint: "`tpm backup --list` lists the others; nothing was changed".to_owned(),
        },
        error @ StoreError::NotOurs { .. } => OpsError::Unreadable {
            message: error.to_string(),
            hint: "`tpm backup --list` lists the backups; nothing was changed".to_owned(),
        },
        error => OpsError::from(error),
    }
}

fn compared(from: &Path, opening: Opening) -> Result<Option<Difference>, StoreError> {
    match Store::examine(opening) {
        Ok((present, _)) => {
            restore::difference(&present, &Store::open_copy(from, Access::Read)?).map(Some)
        }
        Err(StoreError::Missing { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sets the present file aside and puts the backup in its place.
pub fn restore(
    mut restored: Restored,
    ctx: &Ctx,
    shelf: &Shelf,
    opening: Opening,
) -> Result<Restored, OpsError> {
    let aside = shelf.place(Purpose::SetAside, ctx.now);
    let was_there = restore::replace(&restored.backup.path, &aside, opening)?;
    restored.set_aside = was_there.then_some(aside);
    Ok(restored)
}

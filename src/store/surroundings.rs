//! What stands around the file: who else may read it, where it lies, what was left beside it.

use std::path::{Path, PathBuf};

use crate::files::draft::Drafts;
use crate::files::place::{self, Hazard};

/// Something around the file that its owner should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Circumstance {
    /// Others may read a file or enter a folder; its permissions as an octal number.
    Open { path: PathBuf, mode: u32 },
    /// The file lies where it is in danger.
    Hazardous { path: PathBuf, hazard: Hazard },
    /// A draft that was never saved.
    Draft { name: String },
}

/// Looks around the file at `path`.
pub fn look(path: &Path, state: Option<&Path>) -> Vec<Circumstance> {
    let mut found = Vec::new();
    let folders = state.map(|state| {
        ["", "backups", "drafts", "witness"].map(|name| match name {
            "" => state.to_owned(),
            name => state.join(name),
        })
    });
    let places = std::iter::once(path.to_owned()).chain(folders.into_iter().flatten());
    for path in places {
        if let Some(mode) = open_to_others(&path) {
            found.push(Circumstance::Open { path, mode });
        }
    }
    if let Some(hazard) = place::hazard(path) {
        let path = path.to_owned();
        found.push(Circumstance::Hazardous { path, hazard });
    }
    if let Some(state) = state {
        let names = Drafts::of(state, path).names().into_iter();
        found.extend(names.map(|name| Circumstance::Draft { name }));
    }
    found
}

#[cfg(unix)]
fn open_to_others(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn open_to_others(_path: &Path) -> Option<u32> {
    None
}

//! One text a store that must outlive the program: what was chosen and is not saved yet.

use std::io;
use std::path::{Path, PathBuf};

use super::{create_private_folder, read_text, stem_for, write_private};

/// A file in the state folder that belongs to one store.
#[derive(Clone, Debug)]
pub struct Kept {
    path: PathBuf,
}

impl Kept {
    /// Returns the file called `name` of the store at `store`.
    pub fn of(state: &Path, store: &Path, name: &str) -> Kept {
        Kept {
            path: state.join(name).join(format!("{}.json", stem_for(store))),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what was kept, if anything was.
    pub fn read(&self) -> io::Result<Option<String>> {
        match read_text(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps a text instead of what was kept; it is private, and on the disk when this returns.
    pub fn write(&self, text: &str) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            create_private_folder(folder)?;
        }
        write_private(&self.path, text.as_bytes())
    }

    /// Keeps nothing any more; that nothing was kept is no failure.
    pub fn remove(&self) -> io::Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

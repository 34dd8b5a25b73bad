//! Writing results where the user said: one file, or files of safe names in a folder.

use std::io;
use std::path::{Path, PathBuf};

use super::{create_private_file, replace};

/// Whether a file that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    Refuse,
    /// `--force`
    Replace,
}

/// Returns the file that a target names: itself, or `name` inside it when it is a folder.
pub fn place(target: &Path, name: &str) -> PathBuf {
    let names_folder = target.as_os_str().to_string_lossy().ends_with('/') || target.is_dir();
    if names_folder {
        target.join(name)
    } else {
        target.to_owned()
    }
}

/// Writes a file whole or not at all; a link in its place is replaced, never followed.
pub fn write(path: &Path, text: &str, overwrite: Overwrite) -> io::Result<()> {
    use std::io::Write;
    if overwrite == Overwrite::Refuse && (path.exists() || path.is_symlink()) {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    // Renaming over a device or a pipe would take it away from everybody.
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a regular file",
        ));
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let fresh = path.with_file_name(name);
    let written = create_private_file(&fresh)
        .and_then(|mut file| {
            shareable(&file)?;
            file.write_all(text.as_bytes())
        })
        .and_then(|()| replace(&fresh, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&fresh);
    }
    written
}

/// An export is made to be given away: it is as readable as any new file.
#[cfg(unix)]
fn shareable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn shareable(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}

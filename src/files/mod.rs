//! Files that must not be lost or half written: private creation, atomic replacement, drafts, names
//! that are safe everywhere.

pub mod backups;
pub mod draft;
pub mod export;
pub mod kept;
pub mod place;
pub mod witness;

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};

/// Makes a folder, and those above it, that only the user can enter; an existing one is left as it is.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder)
}

/// Makes an empty file that only the user can read; one that is there already is emptied.
pub fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

/// Gives the finished file `fresh` the name `path` unless that is taken; `fresh` is gone afterwards.
pub fn publish(fresh: &Path, path: &Path) -> io::Result<()> {
    match std::fs::hard_link(fresh, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // Some file systems know no hard links.
        Err(_) if !path.exists() => return replace(fresh, path),
        Err(error) => return Err(error),
    }
    std::fs::remove_file(fresh)?;
    sync_folder_of(path)
}

/// Gives the finished file `fresh` the name `path`, replacing what has it, so that a reader sees
/// either the old content or the new.
pub fn replace(fresh: &Path, path: &Path) -> io::Result<()> {
    sync(fresh)?;
    std::fs::rename(fresh, path)?;
    sync_folder_of(path)
}

/// Writes `bytes` to `path` so that a crash leaves either the old content or the new.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write;
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    let fresh = std::path::PathBuf::from(name);
    let written =
        create_private_file(&fresh).and_then(|mut file| file.write_all(bytes).map(|()| file));
    let replaced = written.and_then(|_| replace(&fresh, path));
    if replaced.is_err() {
        let _ = std::fs::remove_file(&fresh);
    }
    replaced
}

/// Copies a file as it is to `to`, which only the user can read.
pub fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut copy = create_private_file(to)?;
    io::copy(&mut source, &mut copy)?;
    copy.sync_all()
}

/// Reads a text file.
pub fn read_text(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path)
}

/// Makes what was written to `path` survive a power failure.
pub fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Whether this process may write to the file at `path`.
pub fn is_writable(path: &Path) -> bool {
    OpenOptions::new().write(true).open(path).is_ok()
}

/// Returns a short file name stem for `path` that two different paths do not share.
pub fn stem_for(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let digest = blake3::hash(absolute.as_os_str().as_encoded_bytes()).to_hex();
    let stem = path
        .file_stem()
        .map_or_else(|| "tpm".into(), |stem| stem.to_string_lossy());
    format!("{stem}-{}", &digest[..12])
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    // Windows cannot open folders; there the rename is durable by itself.
    if cfg!(unix) {
        sync(folder.unwrap_or(Path::new(".")))?;
    }
    Ok(())
}

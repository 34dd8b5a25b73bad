//! Places where a store is in danger: folders that a program syncs, and file systems of other
//! machines, whose locks cannot be relied on.

use std::path::{Path, PathBuf};

/// Parts of paths by which the folders of syncing programs are known, in lower case, and the program.
const SYNCED: [(&str, &str); 14] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "a cloud drive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("seafile", "Seafile"),
];

/// Types of file systems that lie on another machine.
const REMOTE: [&str; 20] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "afs",
    "ncpfs",
    "webdav",
    "davfs",
    "9p",
    "ceph",
    "lustre",
    "glusterfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.onedriver",
];

/// Why a place is dangerous.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// The program that syncs the folder.
    Synced(&'static str),
    /// The type of the file system.
    Remote(String),
}

impl std::fmt::Display for Hazard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Hazard::Synced(program) => write!(f, "a folder that {program} syncs"),
            Hazard::Remote(kind) => write!(f, "a file system of another machine ({kind})"),
        }
    }
}

/// Returns what endangers a file at `path`, as far as the system tells.
pub fn hazard(path: &Path) -> Option<Hazard> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // A link may lead out of the folder that it stands in, or into one.
    let real = absolute.canonicalize().unwrap_or_else(|_| absolute.clone());
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    hazard_of(&real, &mounts).or_else(|| hazard_of(&absolute, ""))
}

/// The same, given the mounts as `/proc/self/mountinfo` lists them.
fn hazard_of(path: &Path, mounts: &str) -> Option<Hazard> {
    let folders = path.parent().into_iter().flat_map(Path::components);
    for folder in folders {
        let folder = folder.as_os_str().to_string_lossy().to_lowercase();
        let known = SYNCED.iter().find(|(name, _)| {
            // As in `Dropbox (Personal)`, `OneDrive - Contoso`.
            folder
                .strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
        });
        if let Some((_, program)) = known {
            return Some(Hazard::Synced(program));
        }
    }
    if path.as_os_str().to_string_lossy().starts_with(r"\\") {
        return Some(Hazard::Remote("a network share".to_owned()));
    }
    let kind = mounts
        .lines()
        .filter_map(mount)
        .filter(|(point, _)| path.starts_with(point))
        // Of equals the last mounted hides those before.
        .max_by_key(|(point, _)| point.components().count())
        .map(|(_, kind)| kind)?;
    REMOTE
        .contains(&kind)
        .then(|| Hazard::Remote(kind.to_owned()))
}

/// Returns where a line of mountinfo mounts something, and of which type that is.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let point = before.split(' ').nth(4)?;
    let kind = after.split(' ').next()?;
    let plain = point.replace("\\040", " ").replace("\\011", "\t");
    Some((PathBuf::from(plain.replace("\\134", "\\")), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/team\\040share rw,relatime shared:2 - nfs4 server:/x rw
31 22 0:41 / /u/sam/remote rw - fuse.sshfs sam@host: rw
32 31 8:2 / /u/sam/remote/disk rw - ext4 /dev/sdb1 rw
";

    #[test]
    fn synced_folders_and_network_file_systems_are_known() {
        let check = |path: &str, want: Option<Hazard>| {
            assert_eq!(hazard_of(Path::new(path), MOUNTS), want, "{path}");
        };
        let remote = |kind: &str| Some(Hazard::Remote(kind.to_owned()));
        check("/u/sam/.local/share/tpm/tpm.db", None);
        check("/u/sam/Dropbox/tpm.db", Some(Hazard::Synced("Dropbox")));
        check(
            "/u/sam/Dropbox (Personal)/plans/tpm.db",
            Some(Hazard::Synced("Dropbox")),
        );
        check(
            "/u/sam/Library/Mobile Documents/com~apple~CloudDocs/tpm.db",
            Some(Hazard::Synced("iCloud")),
        );
        check(
            "/u/sam/OneDrive - Work/tpm.db",
            Some(Hazard::Synced("OneDrive")),
        );
        check(
            "/u/sam/Library/CloudStorage/x/tpm.db",
            Some(Hazard::Synced("a cloud drive")),
        );
        check("/mnt/team share/tpm.db", remote("nfs4"));
        check("/mnt/team/tpm.db", None);
        check("/u/sam/remote/tpm.db", remote("fuse.sshfs"));
        check("/u/sam/remote/disk/tpm.db", None);
        check(r"\\server\share\tpm.db", remote("a network share"));
        // The name of the file, and words that only begin alike, say nothing.
        check("/u/sam/dropbox.db", None);
        check("/u/sam/dropboxes/tpm.db", None);
    }
}

//! The witness of a store: a small file in the state folder that holds the last operation written to
//! the file at one path, so that a file which was put back to an older state does not pass unseen.
//!
//! It is written after COMMIT and never synced. So it may lag, be empty or be torn, and then says
//! nothing; it is never ahead of what the disk holds of the store.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{create_private_folder, stem_for};

const MARK: &str = "tpm-witness-1";

/// The last operation that was written to a path, and in which store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    pub store_uid: String,
    pub operation: i64,
    /// The operation's digest in hexadecimal digits.
    pub digest: String,
}

/// What is known of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    Nothing,
    /// The user said that the file is gone for good.
    Given,
    Last(Witness),
}

/// The place of one path's witness.
#[derive(Clone, Debug)]
pub struct WitnessFile {
    path: PathBuf,
}

impl WitnessFile {
    /// Returns the witness of the store at `store`, kept in the state folder.
    pub fn of(state: &Path, store: &Path) -> WitnessFile {
        WitnessFile {
            path: state.join("witness").join(stem_for(store)),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Returns what is known; a witness that cannot be read says nothing.
    pub fn read(&self) -> Seen {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        // What stands after the first line is left from a longer one.
        let line = text.split('\n').next().unwrap_or_default();
        let Some((said, check)) = line.rsplit_once(' ') else {
            return Seen::Nothing;
        };
        let words: Vec<&str> = said.split(' ').collect();
        match words[..] {
            // Two writers at once can leave a mixture, which must not raise an alarm.
            _ if check != check_of(said) => Seen::Nothing,
            [MARK] => Seen::Given,
            [MARK, store_uid, operation, digest] => match operation.parse() {
                Ok(operation) => Seen::Last(Witness {
                    store_uid: store_uid.to_owned(),
                    operation,
                    digest: digest.to_owned(),
                }),
                Err(_) => Seen::Nothing,
            },
            _ => Seen::Nothing,
        }
    }

    /// Writes down the last operation.
    pub fn write(&self, witness: &Witness) -> io::Result<()> {
        let Witness {
            store_uid,
            operation,
            digest,
        } = witness;
        self.put(&format!("{MARK} {store_uid} {operation} {digest}"))
    }

    /// Writes down that the file is gone for good, so that a new one may begin.
    pub fn give_up(&self) -> io::Result<()> {
        self.put(MARK)
    }

    /// One write in place, without renaming or syncing: it is done after every change, and the
    /// check at the end of the line tells whether all of it arrived.
    fn put(&self, said: &str) -> io::Result<()> {
        let line = format!("{said} {}\n", check_of(said));
        let mut file = match open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = self.path.parent() {
                    create_private_folder(folder)?;
                }
                open(&self.path)?
            }
            opened => opened?,
        };
        file.write_all(line.as_bytes())
    }
}

fn open(path: &Path) -> io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn check_of(said: &str) -> String {
    blake3::hash(said.as_bytes()).to_hex()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn witness(operation: i64) -> Witness {
        Witness {
            store_uid: "uid".to_owned(),
            operation,
            digest: "d".repeat(64),
        }
    }

    #[allow(clippy::disallowed_methods)] // a test needs a folder of its own
    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tpm-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn what_was_written_last_is_read_also_after_a_longer_line() {
        let file = WitnessFile::of(&scratch("witness"), Path::new("/x/tpm.db"));
        assert_eq!(file.read(), Seen::Nothing);
        for operation in [1, 1_000_000, 7] {
            file.write(&witness(operation)).unwrap();
            assert_eq!(file.read(), Seen::Last(witness(operation)));
        }
        file.give_up().unwrap();
        assert_eq!(file.read(), Seen::Given);
    }

    #[test]
    fn a_torn_or_empty_witness_says_nothing() {
        let file = WitnessFile::of(&scratch("torn"), Path::new("/x/tpm.db"));
        file.write(&witness(12)).unwrap();
        let whole = std::fs::read(file.path()).unwrap();
        for length in 0..whole.len() - 1 {
            std::fs::write(file.path(), &whole[..length]).unwrap();
            assert_eq!(file.read(), Seen::Nothing, "{length} bytes");
        }
        let mut mixed = whole.clone();
        mixed[60] = b'e';
        std::fs::write(file.path(), mixed).unwrap();
        assert_eq!(file.read(), Seen::Nothing);
    }
}

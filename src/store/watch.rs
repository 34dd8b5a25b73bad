//! Holds the open file against its witness, and brings the witness up to date after each commit.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::error::{Loss, StoreError};
use super::open::{Opening, refused};
use crate::files::backups;
use crate::files::place;
use crate::files::witness::{Seen, Witness, WitnessFile};

/// Takes what must be said although the command succeeded.
pub type Warn = Box<dyn Fn(&str)>;

/// The witness of an open file.
pub(super) struct Watch {
    file: WitnessFile,
    store_uid: String,
    warn: Warn,
}

impl Watch {
    /// Returns the watch over the file at `path`, and what the file has lost since it was last
    /// written to there. `seen` was read before the file was opened, so that it cannot be newer.
    pub(super) fn over(
        connection: &Connection,
        file: WitnessFile,
        seen: &Seen,
        warn: Warn,
    ) -> Result<(Watch, Option<Loss>), StoreError> {
        let operation = match seen {
            Seen::Last(witness) => witness.operation,
            Seen::Nothing | Seen::Given => 0,
        };
        let (store_uid, digest): (Option<String>, Option<Vec<u8>>) = connection.query_row(
            "SELECT (SELECT value FROM meta WHERE key = 'store_uid'), \
             (SELECT digest FROM operation WHERE id = ?1)",
            [operation],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let store_uid = store_uid.unwrap_or_default();
        let loss = match seen {
            Seen::Last(witness) => loss(connection, witness, &store_uid, digest.as_deref())?,
            Seen::Nothing | Seen::Given => None,
        };
        let watch = Watch {
            file,
            store_uid,
            warn,
        };
        Ok((watch, loss))
    }

    /// Writes down the last committed operation; that it cannot is only told.
    pub(super) fn saw(&self, path: &Path, operation: i64, digest: &[u8]) {
        let first = !self.file.exists();
        if let Err(error) = self.write(operation, digest) {
            (self.warn)(&format!(
                "the change was saved, but the witness {} cannot be written ({error}); until it can, \
                 a file that is rolled back goes unnoticed",
                self.file.path().display()
            ));
        }
        if first && let Some(hazard) = place::hazard(path) {
            (self.warn)(&format!(
                "{} is on {hazard}: two machines that write at once lose changes; `tpm backup` \
                 keeps copies elsewhere",
                path.display()
            ));
        }
    }

    fn write(&self, operation: i64, digest: &[u8]) -> std::io::Result<()> {
        self.file.write(&Witness {
            store_uid: self.store_uid.clone(),
            operation,
            digest: hex(digest),
        })
    }

    /// Takes the file as it is: what it holds last is what was seen last.
    pub(super) fn accept(&self, connection: &Connection) -> Result<(), StoreError> {
        let last = last_operation(connection)?;
        let (operation, digest) = last.unwrap_or((0, Vec::new()));
        self.write(operation, &digest)
            .map_err(|source| refused(self.file.path(), source))
    }
}

/// Gives up a file that is not there any more, so that a new one may begin; returns whether
/// anything was known of it.
pub fn accept_absence(opening: &Opening) -> Result<bool, StoreError> {
    let Some(state) = &opening.state else {
        return Ok(false);
    };
    let file = WitnessFile::of(state, &opening.path);
    let has_backup = !backups::all(&backups::folder(state), &opening.path).is_empty();
    let is_known = match file.read() {
        Seen::Last(_) => true,
        Seen::Nothing => has_backup,
        Seen::Given => false,
    };
    if is_known {
        file.give_up()
            .map_err(|source| refused(file.path(), source))?;
    }
    Ok(is_known)
}

/// Returns the last operation and its digest.
pub(super) fn last_operation(
    connection: &Connection,
) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT id, digest FROM operation ORDER BY id DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}

/// Says what the file lacks of what its witness saw.
fn loss(
    connection: &Connection,
    witness: &Witness,
    store_uid: &str,
    digest: Option<&[u8]>,
) -> Result<Option<Loss>, StoreError> {
    if witness.store_uid != store_uid {
        return Ok(Some(Loss::OtherStore(witness.operation)));
    }
    match digest {
        Some(digest) if hex(digest) == witness.digest => Ok(None),
        // Before its first operation a store holds none.
        None if witness.operation == 0 => Ok(None),
        Some(_) => Ok(Some(Loss::OtherHistory(witness.operation))),
        None => {
            let last = last_operation(connection)?.map_or(0, |(id, _)| id);
            Ok(Some(Loss::Missing(witness.operation - last)))
        }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Files that were imported from one place and stand in another now: known by their bytes.

use std::collections::HashMap;

use crate::model::id::Key;
use crate::model::relation::External;
use crate::store::{Journal, Reader, Row, StoreError};

use super::{Fate, FileDone};

/// The sources of earlier imports that are gone, by what they held.
pub(super) struct Moves {
    source: &'static str,
    gone: HashMap<[u8; 32], Vec<(Key, String)>>,
}

impl Moves {
    /// Looks for them only where one of the files was never imported from its place.
    pub fn of<'p>(
        reader: Reader<'_>,
        source: &'static str,
        paths: impl Iterator<Item = &'p str>,
        is_there: fn(&str) -> bool,
    ) -> Result<Moves, StoreError> {
        let mut moves = Moves {
            source,
            gone: HashMap::new(),
        };
        let mut has_new = false;
        for path in paths {
            has_new |= reader.external(source, path)?.is_none();
        }
        if !has_new {
            return Ok(moves);
        }
        for (key, path, digest) in reader.sources(source)?.into_iter().rev() {
            if !is_there(&path) {
                moves.gone.entry(digest).or_default().push((key, path));
            }
        }
        Ok(moves)
    }

    /// Makes a new place of a file the place that what came of it is known by; returns the old one.
    pub fn follow(
        &mut self,
        journal: &mut Journal<'_>,
        (path, text): (&str, &str),
    ) -> Result<Option<String>, StoreError> {
        let digest: [u8; 32] = blake3::hash(text.as_bytes()).into();
        let Some(gone) = self.gone.get_mut(&digest) else {
            return Ok(None);
        };
        if journal.reader().external(self.source, path)?.is_some() {
            return Ok(None);
        }
        let Some((key, old)) = gone.pop() else {
            return Ok(None);
        };
        let known: Row<External> = journal.reader().row(key)?;
        let entity = External {
            external_id: path.to_owned(),
            ..known.entity
        };
        journal.update(key, &entity)?;
        if let Some(id) = journal.reader().id_of(entity.parent)? {
            journal.touch(id);
        }
        Ok(Some(old))
    }
}

/// Says of a file that changed nothing else that it moved.
pub(super) fn told(done: FileDone, moved: Option<String>) -> FileDone {
    match (&done.fate, moved) {
        (Fate::Unchanged, Some(from)) => FileDone {
            fate: Fate::Moved(from),
            ..done
        },
        _ => done,
    }
}

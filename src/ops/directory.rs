//! Everybody by every name they go by, held in memory while names are looked up.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::model::id::Key;
use crate::model::person::Person;
use crate::store::{Reader, StoreError};
use crate::text::names;
use crate::text::notes::Roster;

/// Whom a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    Known(Key),
    /// More than one person fits; their handles with `@`.
    Several(Vec<String>),
    /// Nobody fits, and this handle is one slip away.
    Near(String),
    Unknown,
}

/// The people and workstreams of a store.
#[derive(Debug, Default)]
pub struct Directory {
    /// Handles and aliases: each is one person's.
    exact: HashMap<String, Key>,
    /// Full names and first names, lower case: who goes by each.
    names: HashMap<String, Vec<Key>>,
    handles: HashMap<Key, String>,
    workstreams: HashSet<String>,
}

impl Directory {
    /// Reads everybody.
    pub fn load(reader: Reader<'_>) -> Result<Directory, StoreError> {
        let mut directory = Directory::default();
        for row in reader.people()? {
            directory.add(row.key, &row.entity);
        }
        for row in reader.aliases()? {
            directory
                .exact
                .entry(row.entity.alias)
                .or_insert(row.entity.person);
        }
        for row in reader.workstreams()? {
            directory.workstreams.insert(row.entity.slug);
        }
        Ok(directory)
    }

    /// Takes in somebody new.
    pub fn add(&mut self, key: Key, person: &Person) {
        self.exact.insert(person.handle.clone(), key);
        self.handles.insert(key, person.handle.clone());
        if let Some(name) = &person.name {
            let full = name.to_lowercase();
            let first = names::first_name(&full).to_owned();
            if first != full {
                self.names.entry(first).or_default().push(key);
            }
            self.names.entry(full).or_default().push(key);
        }
    }

    /// Returns whoever has exactly this handle or alias, lower case.
    pub fn exact(&self, name: &str) -> Option<Key> {
        self.exact.get(name).copied()
    }

    /// Finds whom a name stands for; an exact handle or alias always wins.
    pub fn find(&self, name: &str) -> Match {
        let name = name.to_lowercase();
        if let Some(key) = self.exact.get(&name) {
            return Match::Known(*key);
        }
        match self.names.get(&name).map(Vec::as_slice) {
            Some([key]) => Match::Known(*key),
            Some(several) => Match::Several(
                several
                    .iter()
                    .map(|key| format!("@{}", self.handles[key]))
                    .collect(),
            ),
            None => self.near(&name),
        }
    }

    fn near(&self, name: &str) -> Match {
        let mut near: Vec<&String> = self
            .handles
            .values()
            .filter(|handle| names::is_near(handle, name))
            .collect();
        near.sort();
        near.first()
            .map_or(Match::Unknown, |handle| Match::Near((*handle).clone()))
    }
}

/// A directory that is read when the first name is looked up: a title often needs none.
pub(super) struct LazyDirectory<'a> {
    reader: Reader<'a>,
    directory: OnceCell<Directory>,
}

impl<'a> LazyDirectory<'a> {
    pub(super) fn over(reader: Reader<'a>) -> LazyDirectory<'a> {
        LazyDirectory {
            reader,
            directory: OnceCell::new(),
        }
    }

    /// Finds whom a name stands for.
    pub(super) fn find(&self, name: &str) -> Match {
        self.directory().find(name)
    }

    /// Returns everybody; a file that cannot be read knows nobody, and fails where it is read next.
    fn directory(&self) -> &Directory {
        self.directory
            .get_or_init(|| Directory::load(self.reader).unwrap_or_default())
    }
}

impl Roster for LazyDirectory<'_> {
    fn knows(&self, name: &str) -> bool {
        self.directory().knows(name)
    }

    fn knows_workstream(&self, slug: &str) -> bool {
        self.directory().knows_workstream(slug)
    }
}

impl Roster for Directory {
    fn knows(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.exact.contains_key(&name) || self.names.get(&name).is_some_and(|keys| keys.len() == 1)
    }

    fn knows_workstream(&self, slug: &str) -> bool {
        self.workstreams.contains(&slug.to_lowercase())
    }
}

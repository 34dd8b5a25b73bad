//! Everybody by every name they go by, held in memory while names are looked up.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::slice;

use crate::model::id::Key;
use crate::model::person::Person;
use crate::store::{Reader, StoreError};
use crate::text::names;
use crate::text::notes::Roster;

/// Whom a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    Known(Key),
    /// Not one person but a group of them.
    Group(Key),
    /// More than one person fits; their handles with `@`.
    Several(Vec<String>),
    /// Nobody fits, and this handle is one slip away.
    Near(String),
    Unknown,
}

/// The people, groups and workstreams of a store.
#[derive(Debug, Default)]
pub struct Directory {
    /// Handles and aliases, and handles that were merged into others: each is one party's.
    exact: HashMap<String, Key>,
    /// Full names and first names, lower case: who goes by each.
    names: HashMap<String, Vec<Key>>,
    handles: HashMap<Key, String>,
    groups: HashSet<Key>,
    /// Those who left, and groups that were disbanded: known by exact names alone.
    gone: HashSet<Key>,
    workstreams: HashSet<String>,
}

impl Directory {
    /// Reads everybody.
    pub fn load(reader: Reader<'_>) -> Result<Directory, StoreError> {
        let mut directory = Directory::default();
        for row in reader.people()? {
            match row.entity.merged_into {
                Some(into) => {
                    directory.exact.insert(row.entity.handle, into);
                }
                None => directory.add(row.key, &row.entity),
            }
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

    /// Takes in somebody new, or what was learnt of somebody.
    pub fn add(&mut self, key: Key, person: &Person) {
        self.exact.insert(person.handle.clone(), key);
        self.handles.insert(key, person.handle.clone());
        if person.is_group() {
            self.groups.insert(key);
        }
        if person.has_left() {
            self.gone.insert(key);
        }
        if let Some(name) = &person.name {
            let full = name.to_lowercase();
            let first = names::first_name(&full).to_owned();
            // A group is called by its whole name only.
            if first != full && !person.is_group() {
                self.names.entry(first).or_default().push(key);
            }
            self.names.entry(full).or_default().push(key);
        }
    }

    /// Returns whatever person has exactly this handle or alias, lower case.
    pub fn exact(&self, name: &str) -> Option<Key> {
        let key = self.exact.get(name).copied();
        key.filter(|key| !self.groups.contains(key))
    }

    /// Finds whom a name stands for; an exact handle or alias always wins, and who is here wins over
    /// who left.
    pub fn find(&self, name: &str) -> Match {
        let name = name.to_lowercase();
        if let Some(key) = self.exact.get(&name) {
            return self.known(*key);
        }
        self.one_of(&self.named(&name))
            .unwrap_or_else(|| self.near(&name))
    }

    /// Finds whom a name stands for that may have lost its accents on the way.
    pub fn find_plain(&self, name: &str) -> Match {
        match self.find(name) {
            nobody @ (Match::Near(_) | Match::Unknown) => {
                let fitting = self.without_accents(&name.to_lowercase());
                self.one_of(&fitting).unwrap_or(nobody)
            }
            found => found,
        }
    }

    /// Returns who is meant where these are the ones that fit; `None` where nobody does.
    fn one_of(&self, fitting: &[Key]) -> Option<Match> {
        match fitting {
            [] => None,
            [key] => Some(self.known(*key)),
            several => Some(Match::Several(
                several
                    .iter()
                    .map(|key| format!("@{}", self.handles[key]))
                    .collect(),
            )),
        }
    }

    fn known(&self, key: Key) -> Match {
        if self.groups.contains(&key) {
            Match::Group(key)
        } else {
            Match::Known(key)
        }
    }

    /// Returns those who go by a full or first name: those who are here, else those who left.
    fn named(&self, name: &str) -> Vec<Key> {
        let all = self.names.get(name).map_or(&[][..], Vec::as_slice);
        let here: Vec<Key> = all
            .iter()
            .copied()
            .filter(|key| !self.gone.contains(key))
            .collect();
        if here.is_empty() { all.to_vec() } else { here }
    }

    /// Returns those who are here and whose handle or name is this one but for accents.
    fn without_accents(&self, name: &str) -> Vec<Key> {
        let name = names::folded(name);
        let exact = self
            .exact
            .iter()
            .map(|(known, key)| (known, slice::from_ref(key)));
        let by_names = self.names.iter().map(|(known, keys)| (known, &keys[..]));
        let mut fitting: Vec<Key> = exact
            .chain(by_names)
            .filter(|(known, _)| names::folded(known) == name)
            .flat_map(|(_, keys)| keys.iter().copied())
            .filter(|key| !self.gone.contains(key))
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        fitting
    }

    fn near(&self, name: &str) -> Match {
        let near = self
            .exact
            .iter()
            .filter(|(known, key)| !self.gone.contains(key) && names::is_near(known, name))
            .map(|(_, key)| &self.handles[key])
            .min();
        near.map_or(Match::Unknown, |handle| Match::Near(handle.clone()))
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
        self.exact.contains_key(&name) || self.named(&name).len() == 1
    }

    fn knows_workstream(&self, slug: &str) -> bool {
        self.workstreams.contains(&slug.to_lowercase())
    }
}

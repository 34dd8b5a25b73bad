//! Who is meant by the names in a text before anything of it is written: as a save would take them.

use std::collections::HashMap;

use crate::model::id::Key;
use crate::model::person::Person;
use crate::store::{Reader, StoreError};
use crate::text::names;
use crate::text::notes::{self, Mention, MentionForm};

use super::{Names, attendees, called};
use crate::ops::directory::{Directory, Match};

/// Whoever can be meant in one meeting's notes.
#[derive(Default)]
pub(in crate::ops) struct Room {
    pub directory: Directory,
    /// Those of the meeting and of the texts, with the names they go by.
    people: Vec<(Key, Vec<String>)>,
    /// The names of those whom a save would add.
    strangers: HashMap<Key, String>,
    handles: HashMap<Key, String>,
}

/// Who is meant by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The handle of somebody known.
    Known(String),
    /// Somebody whom a save adds, as they are written.
    New(String),
    /// Nobody for certain.
    Unsure,
}

impl Room {
    /// Takes in who the texts name as present or absent, and whoever was or is to be in the meeting.
    pub fn of(reader: Reader<'_>, meeting: Key, texts: &[&str]) -> Result<Room, StoreError> {
        let mut room = Room {
            directory: Directory::load(reader)?,
            ..Room::default()
        };
        let named: Vec<_> = texts
            .iter()
            .flat_map(|text| notes::attendees(text))
            .collect();
        for (number, attendee) in (1..).zip(&named) {
            attendees::foresee(&mut room.directory, attendee, Key(-number));
            let Some(key) = attendees::known(&room.directory, attendee) else {
                continue;
            };
            if key == Key(-number) {
                room.strangers.insert(key, attendee.name.clone());
            }
            let mut names = called(&attendee.name, attendee.handle.as_deref());
            names.extend(attendee.initials.as_deref().map(str::to_lowercase));
            room.people.push((key, names));
        }
        for row in reader.attendance_of(meeting)? {
            let person: Person = reader.row(row.entity.person)?.entity;
            let name = person.name.as_deref().unwrap_or(&person.handle);
            let names = called(name, Some(&person.handle));
            room.people.push((row.entity.person, names));
        }
        for row in reader.people()? {
            room.handles.insert(row.key, row.entity.handle);
        }
        Ok(room)
    }

    /// Returns who is meant by a mention.
    pub fn whom(&self, mention: &Mention) -> Whom {
        let names = Names {
            directory: &self.directory,
            attendees: &self.people,
        };
        if let Some(key) = names.certain(mention) {
            let known = self.handles.get(&key).cloned().map(Whom::Known);
            let new = || self.strangers.get(&key).cloned().map(Whom::New);
            return known.or_else(new).unwrap_or(Whom::Unsure);
        }
        let typed = mention.text.to_lowercase();
        let is_ambiguous = self.people.iter().any(|(_, names)| names.contains(&typed));
        let is_somebody = match mention.form {
            MentionForm::Initials => false,
            MentionForm::Handle => names::read_handle(&mention.text).is_ok(),
            MentionForm::Name => names::handle_from_name(&mention.text).is_some(),
        };
        let is_unknown = self.directory.find(&mention.text) == Match::Unknown;
        if is_somebody && is_unknown && !is_ambiguous {
            Whom::New(mention.text.clone())
        } else {
            Whom::Unsure
        }
    }
}

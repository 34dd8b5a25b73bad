//! Texts that were read before the write lock was taken. Each reading is kept with the answers of the
//! roster that it rests on, and is used only while the roster still gives them: reading again under
//! the lock would give the same.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::text::dates::Calendar;
use crate::text::notes::{self, Attendee, Notes, Roster};

use super::read;
use crate::ops::directory::Directory;

/// The readings of the texts of one save.
#[derive(Debug, Default)]
pub(crate) struct Ahead(Vec<Reading>);

#[derive(Debug)]
struct Reading {
    text: String,
    on: NaiveDate,
    notes: Notes,
    answers: Answers,
}

/// What a roster was asked, and what it said.
#[derive(Debug, Default)]
struct Answers {
    people: HashMap<String, bool>,
    workstreams: HashMap<String, bool>,
}

impl Ahead {
    /// Reads each text as one that was written today, as the calendar has it.
    pub(crate) fn of(calendar: &Calendar, directory: &Directory, texts: &[&str]) -> Ahead {
        let readings = texts.iter().map(|text| {
            let listening = Listening {
                directory,
                answers: RefCell::default(),
            };
            Reading {
                text: (*text).to_owned(),
                on: calendar.today,
                notes: read(calendar, &listening, text),
                answers: listening.answers.into_inner(),
            }
        });
        Ahead(readings.collect())
    }

    /// Returns who is named as present or absent in a text; no roster has a say in that.
    pub(super) fn attendees(&self, text: &str) -> Vec<Attendee> {
        let reading = self.0.iter().find(|reading| reading.text == text);
        reading.map_or_else(
            || notes::attendees(text),
            |reading| reading.notes.attendees.clone(),
        )
    }

    /// Returns the reading of a text, if it was read as of that day and still holds.
    pub(super) fn reading(
        &self,
        text: &str,
        on: NaiveDate,
        directory: &Directory,
    ) -> Option<Notes> {
        let is_same = |reading: &&Reading| reading.on == on && reading.text == text;
        let reading = self.0.iter().find(is_same)?;
        reading
            .answers
            .hold(directory)
            .then(|| reading.notes.clone())
    }
}

impl Answers {
    fn hold(&self, roster: &dyn Roster) -> bool {
        self.people
            .iter()
            .all(|(name, known)| roster.knows(name) == *known)
            && self
                .workstreams
                .iter()
                .all(|(slug, known)| roster.knows_workstream(slug) == *known)
    }
}

/// A roster that keeps what it was asked.
struct Listening<'a> {
    directory: &'a Directory,
    answers: RefCell<Answers>,
}

impl Roster for Listening<'_> {
    fn knows(&self, name: &str) -> bool {
        let known = self.directory.knows(name);
        let mut answers = self.answers.borrow_mut();
        if !answers.people.contains_key(name) {
            answers.people.insert(name.to_owned(), known);
        }
        known
    }

    fn knows_workstream(&self, slug: &str) -> bool {
        let known = self.directory.knows_workstream(slug);
        let mut answers = self.answers.borrow_mut();
        if !answers.workstreams.contains_key(slug) {
            answers.workstreams.insert(slug.to_owned(), known);
        }
        known
    }
}

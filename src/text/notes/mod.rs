//! Notes in Markdown ↔ tracked items: finds the attendees and the items in what people type, paste and import,
//! and writes items back as single lines. Pure: no I/O, no clock; it never fails and never loses a line.
//!
//! A superset of forms is read (`NOTES.md`), one canonical form is written. Titles keep their links and code
//! spans and lose emphasis marks. In a printed line `\` before a sign keeps the sign as text (`\@x`), as in
//! Markdown, and a field that the title's words would otherwise set is closed by an empty one: `(due: none)`,
//! `(owner: none)`, `(waiting on: none)`, `(priority: none)`. A `(key: value)` always wins over words, the last
//! of a key over the others. For all signs escaped an action is written with its keyword: `[ ] ACTION: …`.
//!
//! Steps: `lines` cuts and classifies, `sections` says where each line stands, `people` finds who is known,
//! `items` reads logical lines by `keywords`, `owners` and `fields`, `doubles` folds what was said twice;
//! `candidates` finds promises in what is left.

mod candidates;
mod canonical;
mod doubles;
mod fields;
mod header;
mod items;
mod keywords;
mod lines;
mod owners;
mod people;
mod plain;
mod sections;
mod tables;
#[cfg(test)]
mod tests;
mod title;
mod types;
mod words;

pub use canonical::{Canonical, Rewrite, literal, rewrite_lines, with_anchors, without_private};
pub use doubles::says;
pub use header::{day, front_matter_of, header};
pub use people::named;
pub use title::TitleReading;
pub use types::{
    Attendee, Candidate, DateFound, Details, Doubt, DueMention, Header, Item, Mark, Mention,
    MentionForm, NoRoster, Notes, Presence, Problem, Roster, Source, What,
};

use crate::text::dates::Calendar;
use items::Rest;

/// Reads notes with what is known around them: today, and the people and workstreams of the store.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub calendar: &'a Calendar,
    pub roster: &'a dyn Roster,
}

/// Returns everybody whom a text of notes names as present or absent.
pub fn attendees(text: &str) -> Vec<Attendee> {
    let lines = lines::lines(text);
    people::attendees(text, &lines, &sections::places(&lines, &|_| false))
}

impl Reader<'_> {
    /// Reads a whole text of notes; never fails. `header.title` and `header.date` use no file name: call
    /// [`header`] for those of an imported file.
    pub fn read(&self, text: &str) -> Notes {
        self.read_all(text, Rest::Dropped).0
    }

    /// Reads the same, and what people commit to without marking it.
    pub fn read_closely(&self, text: &str) -> (Notes, Vec<Candidate>) {
        self.read_all(text, Rest::Kept)
    }

    fn read_all(&self, text: &str, rest: Rest) -> (Notes, Vec<Candidate>) {
        let lines = lines::lines(text);
        let places = sections::places(&lines, &|_| false);
        let attendees = people::attendees(text, &lines, &places);
        let known = people::Known::new(&attendees, &lines, self.roster);
        // Only now it can be told which labels are people.
        let places = sections::places(&lines, &|names| owners::are_known(&known, names));
        let (mut items, mut problems, unclaimed) =
            items::items(self.calendar, &known, &lines, &places, rest);
        doubles::fold(&mut items);
        problems.sort_by_key(|problem| problem.line);
        let candidates = candidates::candidates(self.calendar, &known, &unclaimed, &items);
        let notes = Notes {
            header: header::header(text, None, self.calendar),
            attendees,
            items,
            problems,
        };
        (notes, candidates)
    }

    /// Reads one line as it is typed to `tpm act`, `decide` or `propose`.
    pub fn read_title(&self, text: &str) -> TitleReading {
        title::read_title(self.calendar, self.roster, text)
    }
}

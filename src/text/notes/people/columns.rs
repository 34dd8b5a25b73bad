//! A table of people: which cells hold the name, the handle, the letters, and whether somebody was there.

use crate::text::notes::people::person::{Person, person};
use crate::text::notes::people::{is_handle, is_initials};

/// Which cells of a table say what.
#[derive(Clone, Copy, Default)]
pub(super) struct Columns {
    name: usize,
    handle: Option<usize>,
    initials: Option<usize>,
    /// Where it is said who was there.
    present: Option<usize>,
}

/// Returns the cells of a row, also the empty ones.
pub(super) fn cells(text: &str) -> Vec<&str> {
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = text.strip_suffix('|').unwrap_or(text);
    text.split('|').map(str::trim).collect()
}

impl Columns {
    /// Reads the head of a table; none where the row names neither a person's column nor a handle's.
    pub fn of_head(cells: &[&str]) -> Option<Columns> {
        let at = |names: &[&str]| {
            let mut cells = cells.iter();
            cells.position(|cell| names.contains(&cell.to_lowercase().as_str()))
        };
        #[rustfmt::skip]
        let handle = at(&["github", "handle", "username", "github handle", "github username", "alias"]);
        #[rustfmt::skip]
        let initials = at(&["abbreviation", "abbrev", "abbr", "initials", "delegate abbreviation"]);
        #[rustfmt::skip]
        let name = at(&["name", "person", "attendee", "who", "member", "participant"]);
        #[rustfmt::skip]
        let present = at(&["present", "present?", "attended", "attended?", "attendance", "here"]);
        (name.is_some() || handle.is_some()).then(|| Columns {
            name: name.unwrap_or(0),
            handle,
            initials,
            present,
        })
    }

    /// Reads the person of a row, and whether they were there.
    pub fn person(&self, cells: &[&str]) -> Option<(Person, bool)> {
        let mut found = cells.get(self.name).and_then(|cell| person(cell))?;
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied();
        let handle = cell(self.handle).map(|cell| link_words(cell).trim_start_matches('@'));
        let letters = cell(self.initials).filter(|letters| is_initials(letters));
        found.initials = letters.map(str::to_string).or(found.initials);
        found.handle = found
            .handle
            .or(handle.filter(|text| is_handle(text)).map(str::to_string));
        let was_there = !cell(self.present).is_some_and(is_away);
        Some((found, was_there))
    }
}

fn is_away(cell: &str) -> bool {
    #[rustfmt::skip]
    const AWAY: [&str; 11] = ["", "-", "–", "no", "n", "absent", "regrets", "apologies", "❌", "✗", "[ ]"];
    AWAY.contains(&cell.to_lowercase().as_str())
}

/// Returns the words of a link that is a whole cell.
fn link_words(cell: &str) -> &str {
    let inner = cell.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    inner.map_or(cell, |(words, _)| words)
}

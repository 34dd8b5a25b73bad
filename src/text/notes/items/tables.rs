//! The rows of a table of actions or decisions as items.

use super::empty::{is_placeholder, is_struck};
use super::{Sentence, Verdict, Walk, replies};
use crate::text::notes::fields;
use crate::text::notes::lines::Line;
use crate::text::notes::owners;
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::tables::{Columns, begins, cells, columns, is_row};
use crate::text::notes::types::{Item, Mark, Source, What};

impl<'a> Walk<'a> {
    /// Reads the table that begins at `index`, if its rows are items; returns the index after it.
    pub(super) fn table(&mut self, index: usize) -> Option<usize> {
        if !begins(self.lines, index) {
            return None;
        }
        let columns = columns(&self.lines[index], self.places[index].section)?;
        self.parents.clear();
        let mut at = index + 2;
        while let Some(line) = self.lines.get(at).filter(|line| is_row(line)) {
            if let Some(item) = self.row(line, at, &columns) {
                self.items.push(item);
            }
            at += 1;
        }
        Some(at)
    }

    fn row(&mut self, line: &'a Line<'a>, index: usize, columns: &Columns) -> Option<Item> {
        let cells = cells(line);
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
        let text = words(&cells, columns)?;
        let sentence = Sentence {
            first: line,
            last_line: line.number,
            text,
            anchor: line.anchor,
            place: &self.places[index],
        };
        let mut raw = line.body.split('|').filter(|cell| !cell.trim().is_empty());
        let struck =
            raw.any(|cell| is_struck(cell) && unmask(&plain(cell)) == unmask(&sentence.text));
        let fits = line.anchor.is_none_or(|id| id.kind == columns.what.kind());
        let verdict = Verdict {
            what: match line.anchor.filter(|_| !fits) {
                Some(id) => What::of_kind(id.kind)?,
                None => columns.what,
            },
            source: match line.anchor {
                Some(_) => Source::Anchor,
                None => Source::Section,
            },
            hit: None,
            refers: false,
            mark: state(cell(columns.status)).or(struck.then_some(Mark::Dropped)),
        };
        let mut item = self.item(&sentence, verdict);
        if let Ok(owners) = owners::slot(self.known, cell(columns.owner))
            && !owners.is_empty()
        {
            item.owners = owners;
        }
        item.due = fields::due(self.calendar, &unmask(cell(columns.due))).or(item.due);
        let kept = item.anchor.is_some() || !is_placeholder(&sentence.text, &item);
        kept.then_some(item)
    }
}

/// Returns the words of a row: the first cell that says more than a number does.
fn words(cells: &[String], columns: &Columns) -> Option<String> {
    let told = || columns.words.iter().filter_map(|at| cells.get(*at));
    let letters = |cell: &&String| cell.chars().filter(|sign| sign.is_alphabetic()).count() >= 3;
    told()
        .find(|cell| cell.contains(' ') && letters(cell))
        .or_else(|| told().find(letters))
        .cloned()
}

/// Reads a cell of the status column.
fn state(cell: &str) -> Option<Mark> {
    let bare = plain(cell);
    let boxed = bare
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match boxed.map(|sign| sign.chars().next().unwrap_or(' ')) {
        Some(sign) => Mark::from_box(sign),
        None if matches!(
            bare.to_lowercase().as_str(),
            "yes" | "y" | "x" | "✓" | "✔" | "☑" | "100%"
        ) =>
        {
            Some(Mark::Done)
        }
        None => replies::whole_reply(bare.trim_start_matches(|sign: char| !sign.is_alphanumeric())),
    }
}

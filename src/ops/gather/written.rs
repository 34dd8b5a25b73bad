//! Notes with what was accepted in them. Each way of writing an item is read back, and taken only if it gives
//! that one item more and changes no other.

use crate::ops::error::OpsError;
use crate::ops::meet::with_line;
use crate::text::notes::{Item, Reader as NotesReader, literal};

use super::{Proposed, details};

/// An item on its way into the notes, with the line that is to stand for it where somebody wrote one.
pub(super) type Line<'a> = (&'a Proposed, Option<&'a str>);

/// How notes are read by a save.
pub(super) struct Pages<'a> {
    pub reader: NotesReader<'a>,
}

impl Pages<'_> {
    /// Returns notes with lines under a heading that names where they come from.
    pub fn appended(
        &self,
        notes: &str,
        source: &str,
        lines: &[Line<'_>],
    ) -> Result<String, OpsError> {
        if lines.is_empty() {
            return Ok(notes.to_owned());
        }
        let mut blocks = Vec::new();
        for line in lines {
            blocks.push(self.block(line)?);
        }
        let heading = format!("## From {}", literal_name(source));
        let block = blocks.join("\n");
        if let Some(end) = end_of_section(notes, &heading) {
            let (before, after) = notes.split_at(end);
            return Ok(format!(
                "{}\n{block}\n{after}",
                before.trim_end_matches('\n')
            ));
        }
        let gap = if notes.trim().is_empty() { "" } else { "\n" };
        let text = with_line(notes, &format!("{gap}{heading}\n\n{block}"));
        Ok(text)
    }

    /// Returns notes in which each promise is marked where it stands, or written out beneath.
    pub fn marked(&self, notes: &str, mut lines: Vec<Line<'_>>) -> Result<String, OpsError> {
        // From the last on, so that the numbers of lines hold.
        lines.reverse();
        let mut text = notes.to_owned();
        for line in &lines {
            let block = self.block(line)?;
            let (proposed, typed) = *line;
            let item = self.item_of(&block);
            let in_place = match typed {
                None => keyed(&text, proposed),
                Some(_) => None,
            };
            let ways = in_place
                .into_iter()
                .chain(beneath(&text, &proposed.item, &block))
                .find(|written| self.adds(&text, written, item.as_ref()));
            text = ways.unwrap_or_else(|| with_line(&text, &block));
        }
        Ok(text)
    }

    /// Returns the bullet of an item with what stands under it.
    fn block(&self, (proposed, typed): &Line<'_>) -> Result<String, OpsError> {
        let Some(typed) = typed else {
            let mut block = format!("- {}", proposed.line);
            for detail in details(&proposed.item) {
                block.push_str(&format!("\n  {detail}"));
            }
            return Ok(block);
        };
        let bare = typed.trim().trim_start_matches(['-', '*']).trim_start();
        // A keyword or box of their own says what it is; else it is what was proposed.
        let own = format!("- {bare}");
        let boxed = format!("- [ ] {bare}");
        let block = [own, boxed]
            .into_iter()
            .find(|block| self.item_of(block).is_some());
        block
            .filter(|_| !bare.is_empty() && !bare.contains('\n'))
            .ok_or_else(|| {
                OpsError::invalid(
                    format!("\"{bare}\" makes no item"),
                    "write it as in notes: `@lee: file an issue by fri`",
                )
            })
    }

    fn item_of(&self, block: &str) -> Option<Item> {
        let mut items = self.reader.read(block).items.into_iter();
        items
            .next()
            .filter(|item| items.next().is_none() && !item.refers && item.anchor.is_none())
    }

    /// Says whether `after` reads as `before` and one item more, which is the one that is wanted.
    fn adds(&self, before: &str, after: &str, item: Option<&Item>) -> bool {
        let Some(item) = item else { return false };
        let [before, after] = [before, after].map(|text| self.reader.read(text).items);
        let is_it = |other: &Item| {
            other.what == item.what
                && other.title == item.title
                && other.owners.len() == item.owners.len()
                && other.due.map(|due| due.date) == item.due.map(|due| due.date)
                && other.anchor.is_none()
        };
        let same = |one: &Item, two: &Item| {
            (&one.title, &one.owners, one.anchor, one.due, &one.notes)
                == (&two.title, &two.owners, two.anchor, two.due, &two.notes)
        };
        let mut old = before.iter().peekable();
        let mut new = Vec::new();
        for item in &after {
            match old.peek() {
                Some(known) if same(known, item) => drop(old.next()),
                _ => new.push(item),
            }
        }
        old.peek().is_none() && matches!(new[..], [one] if is_it(one))
    }
}

/// Returns the text with a keyword before the words that promise: `Lee: ACTION: I'll send the plan`.
fn keyed(text: &str, proposed: &Proposed) -> Option<String> {
    let said = proposed.said.as_deref()?;
    let (start, line) = physical(text, proposed.item.line)?;
    let at = start + line.find(said)?;
    Some(format!("{}ACTION: {}", &text[..at], &text[at..]))
}

/// Returns the text with a block beneath the line that promises, at its level and then further in.
fn beneath(text: &str, item: &Item, block: &str) -> Vec<String> {
    let Some((start, line)) = physical(text, item.last_line) else {
        return Vec::new();
    };
    let (head, _) = physical(text, item.line).unwrap_or((start, line));
    let first = &text[head..];
    let indent: String = first
        .chars()
        .take_while(|sign| matches!(sign, ' ' | '\t'))
        .collect();
    let end = start + line.len();
    let ending = if text[end..].starts_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    ["", "  ", "    "]
        .iter()
        .map(|further| {
            let lines: Vec<String> = block
                .lines()
                .map(|line| format!("{ending}{indent}{further}{line}"))
                .collect();
            format!("{}{}{}", &text[..end], lines.concat(), &text[end..])
        })
        .collect()
}

/// Returns where a physical line, from 1, begins, and its words.
fn physical(text: &str, number: usize) -> Option<(usize, &str)> {
    let mut start = 0;
    for (at, line) in (1..).zip(text.split_inclusive('\n')) {
        if at == number {
            return Some((start, line.trim_end_matches(['\n', '\r'])));
        }
        start += line.len();
    }
    None
}

/// Returns where the section under this very heading ends, if there is one.
fn end_of_section(notes: &str, heading: &str) -> Option<usize> {
    let mut at = 0;
    let mut is_in = false;
    for line in notes.split_inclusive('\n') {
        if is_in && line.starts_with('#') {
            return Some(at);
        }
        is_in |= line.trim_end() == heading;
        at += line.len();
    }
    is_in.then_some(at)
}

/// Returns a name as one line of words that are no grammar.
fn literal_name(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " .,-()".contains(c);
    match name.chars().all(plain) {
        true => name.to_owned(),
        false => literal(name),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Room, proposed_of};
    use super::*;
    use crate::model::ctx::Policy;
    use crate::text::dates::Calendar;

    /// Whether `text` is what is left of `written` when something is taken out.
    fn is_kept(text: &str, written: &str) -> bool {
        let mut left = written.chars();
        text.chars().all(|sign| left.any(|other| other == sign))
    }

    fn notes() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "Lee will file an issue",
            "- Bo: fine. I'll send the plan by fri. And so on",
            "  - Lee to call them",
            "ACTION: @lee book it",
            "DECISION: use B",
            "  Why: cheap",
            "## Actions",
            "- Lee: print it",
            "we agreed to wait a week",
            "| a | b |",
            "```",
            "",
            "> Lee will go",
            "a line that is so long that whatever follows it may be taken for the rest of it",
        ]);
        let ending = prop::sample::select(vec!["\n", "\r\n"]);
        prop::collection::vec((line, ending), 0..12).prop_map(|lines| {
            lines
                .into_iter()
                .flat_map(|(line, end)| [line, end])
                .collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn marking_promises_keeps_every_sign_and_gives_one_item_each(text in notes()) {
            let today = "2026-11-22".parse().unwrap();
            let calendar = Calendar::on(&Policy::default(), today);
            let room = Room::default();
            let reader = NotesReader { calendar: &calendar, roster: &room.directory };
            let (before, found) = reader.read_closely(&text);
            let proposed: Vec<Proposed> = found.into_iter().map(|one| proposed_of(one, &room, &before)).collect();
            let lines = proposed.iter().map(|one| (one, None)).collect();
            let written = Pages { reader }.marked(&text, lines).unwrap();
            prop_assert!(is_kept(&text, &written), "{:?}\n{:?}", text, written);
            let after = reader.read(&written);
            prop_assert_eq!(after.items.len(), before.items.len() + proposed.len(), "{:?}\n{}", text, written);
        }
    }
}

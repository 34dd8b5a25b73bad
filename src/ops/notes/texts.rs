//! The texts of notes, without regard to what their items say: merging three of them around anchors.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::model::id::Kind;
use crate::text::merge::{self, Clash, Kept};
use crate::text::notes::Notes;

use super::present::is_own_line;

/// Merges the three texts. What stands for an item is one thing however it is written and wrapped:
/// its fields are merged one by one later, so the writer's wording stays where they touched it.
/// `read` says which lines are items' own.
pub(super) fn merged(
    base: &str,
    stored: &str,
    draft: &str,
    read: impl Fn(&str) -> Notes,
    clashes: &mut Vec<String>,
) -> String {
    if base == stored || draft == stored {
        return draft.to_owned();
    }
    let draft = &readopted(base, stored, draft);
    let [base, stored, draft] = [base, stored, draft].map(|text| Masked::of(text, &read(text)));
    let merge = merge::merge(&base.text, &stored.text, &draft.text);
    let own = |id: &str| {
        let touched = draft
            .items
            .get(id)
            .filter(|own| base.items.get(id) != Some(own));
        touched
            .or_else(|| stored.items.get(id))
            .or_else(|| draft.items.get(id))
            .copied()
            .unwrap_or_default()
    };
    for clash in &merge.clashes {
        if clash.kept == Kept::Stored {
            clashes.extend(told(clash));
        }
    }
    let mut text = String::with_capacity(merge.text.len());
    let mut seen = HashSet::new();
    for line in merge.text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let Some(id) = content.strip_prefix(MASK) else {
            text.push_str(line);
            continue;
        };
        // What one side moved while the other changed what is around it stands in two places.
        if seen.insert(id.to_owned()) {
            text.push_str(own(id));
            text.push_str(&line[content.len()..]);
        }
    }
    text
}

/// Says what was kept of a place that both sides changed; nothing where only items differ, whose
/// fields are merged one by one.
fn told(clash: &Clash) -> Option<String> {
    let words = |text: &str| {
        let lines = text.trim().lines();
        let lines = lines.filter(|line| !line.starts_with(MASK));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (kept, left) = (words(&clash.ours), words(&clash.theirs));
    let line = clash.base_line;
    match (kept.as_str(), left.as_str()) {
        ("", "") => None,
        (_, "") => Some(format!(
            "line {line} was changed elsewhere too; kept \"{kept}\", which was taken out"
        )),
        _ => Some(format!(
            "line {line} was changed elsewhere too; kept \"{kept}\", not \"{left}\""
        )),
    }
}

/// A text in which each item's own lines are one mask, and what stood there.
struct Masked<'a> {
    text: String,
    items: HashMap<String, &'a str>,
}

impl<'a> Masked<'a> {
    fn of(text: &'a str, notes: &Notes) -> Masked<'a> {
        let mut own = notes
            .items
            .iter()
            .filter(|item| is_own_line(item))
            .peekable();
        let mut masked = Masked {
            text: String::with_capacity(text.len()),
            items: HashMap::new(),
        };
        let (mut at, mut begin) = (0, 0);
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let start = at;
            at += line.len();
            while own.next_if(|item| item.last_line < number).is_some() {}
            let Some(item) = own.peek().filter(|item| item.line <= number) else {
                masked.text.push_str(line);
                continue;
            };
            if item.line == number {
                begin = start;
            }
            if let (true, Some(id)) = (item.last_line == number, item.anchor) {
                let content = line.trim_end_matches(['\n', '\r']);
                masked
                    .text
                    .push_str(&format!("{MASK}{id}{}", &line[content.len()..]));
                masked
                    .items
                    .insert(id.to_string(), &text[begin..start + content.len()]);
            }
        }
        masked
    }
}

/// Returns a text without the anchors at the ends of its lines: in a file from elsewhere they name
/// other items.
pub(crate) fn without_anchors(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let content = line.trim_end_matches(['\n', '\r']);
        match anchor_of(content) {
            Some(_) => format!("{}{}", without_anchor(content), &line[content.len()..]),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// Marks a line that stands for an item while texts are merged; no text holds it.
const MASK: &str = "\u{0}\u{0}item ";

pub(super) fn anchor_of(line: &str) -> Option<&str> {
    let word = line.trim_end().rsplit(' ').next()?;
    let id = word.strip_prefix('^')?;
    let (letter, number) = id.split_once('-')?;
    let is_id = letter.len() == 1
        && letter
            .chars()
            .all(|letter| Kind::from_letter(letter).is_some())
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(id)
}

/// Returns the draft with the anchors that an earlier save of it gave to its lines: a draft that a
/// crash left behind says nothing new.
fn readopted(base: &str, stored: &str, draft: &str) -> String {
    let known: HashSet<&str> = [base, draft]
        .iter()
        .flat_map(|text| text.lines().filter_map(anchor_of))
        .collect();
    let mut saved: HashMap<&str, VecDeque<&str>> = HashMap::new();
    for line in stored.lines() {
        if let Some(id) = anchor_of(line)
            && !known.contains(id)
        {
            saved.entry(without_anchor(line)).or_default().push_back(id);
        }
    }
    let lines = draft.split_inclusive('\n').map(|line| {
        let content = line.trim_end_matches(['\n', '\r']);
        match saved
            .get_mut(content.trim_end())
            .and_then(VecDeque::pop_front)
        {
            Some(id) => format!("{content} ^{id}{}", &line[content.len()..]),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// Returns a line of notes as it was before it got its anchor.
pub(super) fn without_anchor(line: &str) -> &str {
    let line = line.trim_end();
    let Some(id) = anchor_of(line) else {
        return line;
    };
    line[..line.len() - id.len() - 1].trim_end()
}

/// Whether every line that the stored notes of a new meeting hold stands in the draft too, so that
/// they are an earlier save of it.
pub(crate) fn is_saved_from(stored: &str, draft: &str) -> bool {
    let lines: HashSet<&str> = draft.lines().map(without_anchor).collect();
    stored
        .lines()
        .map(without_anchor)
        .all(|line| lines.contains(line))
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::*;
    use crate::text::dates::Calendar;
    use crate::text::notes::{NoRoster, Reader};

    fn read(text: &str) -> Notes {
        let calendar = Calendar {
            today: NaiveDate::default(),
            week_start: Weekday::Mon,
            next_meeting: None,
        };
        Reader {
            calendar: &calendar,
            roster: &NoRoster,
        }
        .read(text)
    }

    #[test]
    fn a_clash_tells_lines_as_they_stood_and_keeps_each_item_once() {
        let base = "top\n- [ ] a b ^A-1\nx\n- [ ] c d ^A-2\ny\n- [ ] e f ^A-3\nend\n";
        let stored = base.replace("x\n", "X\n").replace("y\n", "Y\n");
        for (draft, want, told) in [
            (
                "top\n- [x] c d ^A-2\n- [ ] e f ^A-3\n- [ ] a b ^A-1\nend\n",
                "top\n- [ ] a b ^A-1\nX\n- [x] c d ^A-2\nY\n- [ ] e f ^A-3\nend\n",
                "line 2 was changed elsewhere too; kept \"X\", which was taken out",
            ),
            (
                "top\n- [ ] a b ^A-1\nz\n- [x] c d ^A-2\ny\nend\n",
                "top\n- [ ] a b ^A-1\nX\n- [x] c d ^A-2\nY\nend\n",
                "line 3 was changed elsewhere too; kept \"X\", not \"z\"",
            ),
        ] {
            let mut clashes = Vec::new();
            let merged = merged(base, &stored, draft, read, &mut clashes);
            let anchors = |text: &str| {
                let mut anchors: Vec<_> = text.lines().filter_map(anchor_of).collect();
                anchors.sort();
                anchors.join(" ")
            };
            assert_eq!(anchors(&merged), anchors(draft), "{merged}");
            assert!(!clashes.concat().contains('\u{0}'), "{clashes:?}");
            assert!(clashes.iter().any(|clash| clash == told), "{clashes:?}");
            assert_eq!(merged, want);
        }
    }
}

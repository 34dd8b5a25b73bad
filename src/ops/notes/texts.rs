//! The texts of notes, without regard to what their items say: merging three of them around anchors,
//! and carrying anchors from one state of a file to the next.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::model::id::Kind;
use crate::text::merge::{self, Kept};
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
    for clash in merge
        .clashes
        .iter()
        .filter(|clash| clash.kept == Kept::Stored)
    {
        clashes.push(format!(
            "line {} was changed elsewhere too; kept \"{}\", not \"{}\"",
            clash.base_line,
            clash.ours.trim(),
            clash.theirs.trim()
        ));
    }
    let mut text = String::with_capacity(merge.text.len());
    for line in merge.text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let Some(id) = content.strip_prefix(MASK) else {
            text.push_str(line);
            continue;
        };
        let touched = draft
            .items
            .get(id)
            .filter(|own| base.items.get(id) != Some(own));
        let own = touched
            .or_else(|| stored.items.get(id))
            .or_else(|| draft.items.get(id));
        text.push_str(own.copied().unwrap_or_default());
        text.push_str(&line[content.len()..]);
    }
    text
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

/// Returns `text` with the anchors that `stored` added to lines of `last`, on the lines of `text` that
/// are or replace those lines. `last` and `text` are two states of a file, `stored` is what was made
/// of the first.
pub(crate) fn carried(last: &str, stored: &str, text: &str) -> String {
    let mut anchors: HashMap<&str, VecDeque<&str>> = HashMap::new();
    for line in stored.lines() {
        if let Some(id) = anchor_of(line) {
            let content = without_anchor(line);
            anchors.entry(content).or_default().push_back(id);
        }
    }
    let of_last: Vec<Option<&str>> = last
        .lines()
        .map(|line| anchors.get_mut(line.trim_end())?.pop_front())
        .collect();
    let descent = origins(last, &of_last, text);
    let lines = text.split_inclusive('\n').zip(descent).map(|(line, from)| {
        let content = line.trim_end_matches(['\n', '\r']);
        match from.and_then(|from| *of_last.get(from)?) {
            Some(id) if anchor_of(content).is_none() => {
                format!("{content} ^{id}{}", &line[content.len()..])
            }
            _ => line.to_owned(),
        }
    });
    lines.collect()
}

/// Returns for each line of `text` the line of `last` that it is. Lines with anchors are looked for in
/// this order: what stayed in its place, what says the same elsewhere, what begins the same, and what
/// stands where one line stood before.
fn origins(last: &str, of_last: &[Option<&str>], text: &str) -> Vec<Option<usize>> {
    let old: Vec<&str> = last.lines().map(str::trim_end).collect();
    let new: Vec<&str> = text.lines().map(str::trim_end).collect();
    let by_place = merge::descent(last, text);
    let stayed = |(place, from): (usize, &Option<usize>)| from.filter(|at| old[*at] == new[place]);
    let mut origins: Vec<Option<usize>> = by_place.iter().enumerate().map(stayed).collect();
    let kept: HashSet<usize> = origins.iter().flatten().copied().collect();
    let mut lost: Vec<usize> = (0..old.len())
        .filter(|at| of_last[*at].is_some() && !kept.contains(at))
        .collect();
    for is_same in [|old: &str, new: &str| old == new, begins_alike] {
        lost.retain(|at| {
            let home = (0..new.len())
                .find(|place| origins[*place].is_none() && is_same(old[*at], new[*place]));
            if let Some(place) = home {
                origins[place] = Some(*at);
            }
            home.is_none()
        });
    }
    for (origin, from) in origins.iter_mut().zip(&by_place) {
        if origin.is_none() && from.is_some_and(|at| lost.contains(&at)) {
            *origin = *from;
        }
    }
    origins
}

/// Whether two lines share their first half and more.
fn begins_alike(old: &str, new: &str) -> bool {
    const LEAST: usize = 12;
    let shared = old
        .chars()
        .zip(new.chars())
        .take_while(|(a, b)| a == b)
        .count();
    shared >= LEAST && shared * 10 >= old.chars().count() * 6
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

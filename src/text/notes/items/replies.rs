//! Lines that only say how an item stands: `A-12 done`, `[D-3]: agreed`, and replies in a review of actions.

use crate::text::notes::items::Sentence;
use crate::text::notes::keywords::speaker;
use crate::text::notes::lines::{Form, Line, item_id};
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::types::{Details, Item, Mark, Source, What};

/// Reads a line that begins with an ID and says how the item stands.
pub(super) fn reference(sentence: &Sentence<'_>) -> Option<Item> {
    let text = sentence.text.as_str();
    let bare = text
        .strip_prefix('[')
        .or_else(|| text.strip_prefix('^'))
        .unwrap_or(text);
    let end = bare
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(bare.len());
    let id = item_id(&bare[..end])?;
    let framed = bare.len() < text.len();
    let after = bare[end..].strip_prefix(']').unwrap_or(&bare[end..]);
    if sentence.anchor.is_some_and(|anchor| anchor != id) || after.starts_with('(') {
        return None;
    }
    let said = after.trim_start_matches([':', ' ', '-', '–', '—', '→', ',']);
    let parted = after.is_empty()
        || after.starts_with(':')
        || after.trim_start().starts_with(['-', '–', '—', '→']);
    let mark = reply(said).or(sentence.first.mark);
    if !(framed || parted || reply(said).is_some()) {
        return None;
    }
    Some(Item {
        line: sentence.first.number,
        last_line: sentence.last_line,
        what: What::of_kind(id.kind)?,
        mark,
        source: Source::Reference,
        anchor: Some(id),
        refers: true,
        title: unmask(said),
        owners: Vec::new(),
        due: None,
        undated: false,
        priority: None,
        tags: Vec::new(),
        waiting_on: None,
        details: Details::default(),
        notes: Vec::new(),
        private: sentence.first.private,
    })
}

/// Returns the state that a bullet of a review of actions is given, on its own line or right under it.
pub(super) fn state(lines: &[Line<'_>], index: usize) -> Option<Mark> {
    let own = &lines[index];
    let text = plain(own.body);
    if let Some(mark) = framed_reply(&text) {
        return Some(mark);
    }
    let under = lines[index + 1..]
        .iter()
        .take_while(|line| line.form == Form::Bullet && line.indent > own.indent)
        .take(8);
    under
        .filter_map(|line| whole_reply(&plain(line.body)))
        .last()
}

/// Says whether people have begun to talk above `index`: what is marked after that is new.
pub(super) fn is_conversation(lines: &[Line<'_>], index: usize) -> bool {
    const NEAR: usize = 20;
    let near = &lines[index.saturating_sub(NEAR)..index];
    let section = near
        .iter()
        .rposition(|line| matches!(line.form, Form::Heading(_)))
        .map_or(near, |at| &near[at..]);
    let is_turn = |line: &&Line<'_>| {
        line.form == Form::Bullet && !line.body.starts_with('[') && speaker(line.body).is_some()
    };
    section.iter().filter(is_turn).count() >= 3
}

/// `[Closed] …`, `… - done`, `… ✅`, `… [Resolved]`.
pub(super) fn framed_reply(text: &str) -> Option<Mark> {
    let head = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .and_then(|(word, _)| whole_reply(word));
    let tail = || {
        text.strip_suffix(']')
            .and_then(|rest| rest.rsplit_once('['))
            .and_then(|(_, word)| whole_reply(word))
    };
    let dashed = || {
        [" - ", " – ", " — ", ": "]
            .iter()
            .find_map(|sign| text.rsplit_once(sign))
            .and_then(|(_, word)| whole_reply(word))
    };
    head.or_else(tail)
        .or_else(dashed)
        .or_else(|| text.contains('✅').then_some(Mark::Done))
}

/// Says whether `text` is a reply and nothing else.
pub(super) fn is_reply(text: &str) -> bool {
    exact_reply(text).is_some()
}

/// Reads a text that is one of the words for how an item stands.
fn exact_reply(text: &str) -> Option<Mark> {
    let lower = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let found = REPLIES
        .iter()
        .find(|(_, words)| words.contains(&lower.as_str()));
    found.map(|(mark, _)| *mark)
}

/// Reads that an item is done or dropped from its own line: `… (done)`, `… [x]`, `DONE: …`, `… - done`,
/// `… ✅`; returns the words that are left.
pub(super) fn closed(text: &str) -> Option<(&str, Mark)> {
    let ended = |mark: &Mark| matches!(mark, Mark::Done | Mark::Dropped);
    let bare = text.trim_end().trim_end_matches('.');
    let framed = [('(', ')'), ('[', ']')].iter().find_map(|(open, close)| {
        let (before, word) = bare.strip_suffix(*close)?.rsplit_once(*open)?;
        let mark = match word {
            "x" | "X" if *open == '[' => Some(Mark::Done),
            _ => exact_reply(word),
        };
        Some((before.trim_end(), mark.filter(ended)?))
    });
    let dashed = || {
        [" - ", " – ", " — ", ": "].iter().find_map(|sign| {
            let (before, word) = bare.rsplit_once(sign)?;
            Some((before.trim_end(), exact_reply(word).filter(ended)?))
        })
    };
    let leading = || {
        let inner = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let loud = |word: &str| word.chars().all(|c| c.is_uppercase() || c == ' ');
        let (word, rest) = match inner {
            Some(inner) => inner,
            None => text.split_once(':').filter(|(word, _)| loud(word))?,
        };
        Some((rest.trim_start(), exact_reply(word).filter(ended)?))
    };
    let ticked = || {
        let before = ["✅", "✔", "✓", "☑"]
            .iter()
            .find_map(|sign| bare.strip_suffix(sign))?;
        Some((before.trim_end(), Mark::Done))
    };
    let (rest, mark) = framed.or_else(dashed).or_else(leading).or_else(ticked)?;
    rest.chars()
        .any(char::is_alphanumeric)
        .then_some((rest, mark))
}

/// A reply and nothing else, after who says it.
pub(super) fn whole_reply(text: &str) -> Option<Mark> {
    let text = speaker(text).map_or(text, |(_, said)| said);
    let text = text.trim().trim_end_matches(['.', '!']);
    (text.split(' ').count() <= 4)
        .then(|| reply(text))
        .flatten()
}

/// How an item stands, and the words that begin such a reply.
#[rustfmt::skip]
const REPLIES: [(Mark, &[&str]); 6] = [
    (Mark::Open, &["not done", "not yet", "still open", "open", "no progress", "reopened", "not started", "incomplete"]),
    (Mark::Done, &["done", "closed", "completed", "complete", "resolved", "finished", "✅", "is done", "fixed", "merged"]),
    (Mark::Dropped, &["dropped", "cancelled", "canceled", "won't do", "withdrawn", "no longer needed", "obsolete"]),
    (Mark::InProgress, &["in progress", "started", "ongoing", "wip", "under way", "underway", "working on it"]),
    (Mark::Waiting, &["waiting", "blocked", "on hold"]),
    (Mark::Carried, &["carried over", "carry over", "carried"]),
];

/// Reads how an item stands from the first words of a reply.
fn reply(said: &str) -> Option<Mark> {
    let lower = said.trim().to_lowercase();
    let begins = |word: &&str| {
        let rest = lower.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    };
    REPLIES
        .iter()
        .find(|(_, words)| words.iter().any(begins))
        .map(|(mark, _)| *mark)
}

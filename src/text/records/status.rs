//! Words for where a decision stands, and for how records hang together.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::cut::{Lines, options, plain};
use super::{Other, Reference};
use crate::model::words::{DecisionStatus, LinkKind};

/// Beginnings of what people write as a status, the longest first where one begins another.
const STATUSES: &[(&str, DecisionStatus)] = &[
    ("superseded", DecisionStatus::Superseded),
    ("superceded", DecisionStatus::Superseded),
    ("supersedes", DecisionStatus::Accepted),
    ("supercedes", DecisionStatus::Accepted),
    ("replaced", DecisionStatus::Superseded),
    ("obsoleted by", DecisionStatus::Superseded),
    ("accepted", DecisionStatus::Accepted),
    ("approved", DecisionStatus::Accepted),
    ("agreed", DecisionStatus::Accepted),
    ("adopted", DecisionStatus::Accepted),
    ("decided", DecisionStatus::Accepted),
    ("implemented", DecisionStatus::Accepted),
    ("partially", DecisionStatus::Accepted),
    ("partly", DecisionStatus::Accepted),
    ("ratified", DecisionStatus::Accepted),
    ("active", DecisionStatus::Accepted),
    ("in force", DecisionStatus::Accepted),
    ("in effect", DecisionStatus::Accepted),
    ("final", DecisionStatus::Accepted),
    ("done", DecisionStatus::Accepted),
    ("amended", DecisionStatus::Accepted),
    ("proposed", DecisionStatus::Proposed),
    ("proposal", DecisionStatus::Proposed),
    ("pending", DecisionStatus::Proposed),
    ("open", DecisionStatus::Proposed),
    ("in review", DecisionStatus::Proposed),
    ("under review", DecisionStatus::Proposed),
    ("review", DecisionStatus::Proposed),
    ("in discussion", DecisionStatus::Proposed),
    ("under discussion", DecisionStatus::Proposed),
    ("rfc", DecisionStatus::Proposed),
    ("request for comment", DecisionStatus::Proposed),
    ("draft", DecisionStatus::Draft),
    ("wip", DecisionStatus::Draft),
    ("work in progress", DecisionStatus::Draft),
    ("idea", DecisionStatus::Draft),
    ("rejected", DecisionStatus::Rejected),
    ("declined", DecisionStatus::Rejected),
    ("denied", DecisionStatus::Rejected),
    ("not accepted", DecisionStatus::Rejected),
    ("deprecated", DecisionStatus::Deprecated),
    ("obsolete", DecisionStatus::Deprecated),
    ("retired", DecisionStatus::Deprecated),
    ("outdated", DecisionStatus::Deprecated),
    ("expired", DecisionStatus::Deprecated),
    ("no longer", DecisionStatus::Deprecated),
    ("withdrawn", DecisionStatus::Withdrawn),
    ("abandoned", DecisionStatus::Withdrawn),
    ("cancelled", DecisionStatus::Withdrawn),
    ("canceled", DecisionStatus::Withdrawn),
    ("dropped", DecisionStatus::Withdrawn),
    ("deferred", DecisionStatus::Deferred),
    ("postponed", DecisionStatus::Deferred),
    ("on hold", DecisionStatus::Deferred),
    ("parked", DecisionStatus::Deferred),
    ("paused", DecisionStatus::Deferred),
];

/// Returns the status that a text begins with and how many bytes of its plain words say it.
pub(super) fn status_of(text: &str) -> Option<(DecisionStatus, usize)> {
    let words = lower(text);
    let start = words.find(|c: char| c.is_alphabetic())?;
    let rest = &words[start..];
    let (word, status) = STATUSES.iter().find(|(word, _)| {
        let after = rest.strip_prefix(word);
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })?;
    Some((*status, start + word.len()))
}

/// Returns the plain words of a text in lower case, letter by letter so that places stay.
fn lower(text: &str) -> String {
    plain(text)
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Phrases that name another record: what this one is to it, from this one or from the other.
const PHRASES: &[(&str, LinkKind, bool)] = &[
    ("superseded by", LinkKind::Supersedes, false),
    ("superceded by", LinkKind::Supersedes, false),
    ("replaced by", LinkKind::Supersedes, false),
    ("obsoleted by", LinkKind::Supersedes, false),
    ("supersedes", LinkKind::Supersedes, true),
    ("supercedes", LinkKind::Supersedes, true),
    ("replaces", LinkKind::Supersedes, true),
    ("obsoletes", LinkKind::Supersedes, true),
    ("amended by", LinkKind::Amends, false),
    ("extended by", LinkKind::Amends, false),
    ("refined by", LinkKind::Amends, false),
    ("clarified by", LinkKind::Amends, false),
    ("amends", LinkKind::Amends, true),
    ("extends", LinkKind::Amends, true),
    ("refines", LinkKind::Amends, true),
    ("clarifies", LinkKind::Amends, true),
    ("needed by", LinkKind::DependsOn, false),
    ("depends on", LinkKind::DependsOn, true),
    ("relates to", LinkKind::RelatesTo, true),
    ("related to", LinkKind::RelatesTo, true),
    ("related", LinkKind::RelatesTo, true),
];

/// Finds the records that a line names with a phrase: `Superseded by [9. Title](0009-title.md)`.
pub(super) fn references(text: &str, line: usize) -> Vec<Reference> {
    let words = lower(text);
    let phrases = PHRASES.iter();
    let Some((at, phrase, kind, outgoing)) = phrases
        .filter_map(|(phrase, kind, outgoing)| {
            Some((words.find(phrase)?, phrase, *kind, *outgoing))
        })
        .min_by_key(|(at, phrase, _, _)| (*at, std::cmp::Reverse(phrase.len())))
    else {
        return Vec::new();
    };
    let named = named(text, &plain(text)[at + phrase.len()..]);
    named
        .into_iter()
        .map(|other| Reference {
            kind,
            outgoing,
            other,
            said: true,
            line,
        })
        .collect()
}

/// Finds the records that a value under a key such as `related` names.
pub(super) fn references_under(key: &str, value: &str, line: usize) -> Vec<Reference> {
    let key = key.to_lowercase().replace(['_', '-'], " ");
    references(&format!("{key} {value}"), line)
}

/// Finds the files of records that a text links to.
pub(super) fn linked(text: &str, first_line: usize) -> Vec<Reference> {
    let lines = Lines::of(text, first_line);
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if let Event::Start(Tag::Link { dest_url, .. }) = event
            && let Some(other) = file(&dest_url)
        {
            found.push(Reference {
                kind: LinkKind::RelatesTo,
                outgoing: true,
                other,
                said: false,
                line: lines.at(range.start),
            });
        }
    }
    found
}

/// Returns the records that a text names: by links, else by numbers and names.
fn named(text: &str, after: &str) -> Vec<Other> {
    let mut links = Vec::new();
    let mut open: Option<(String, String)> = None;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some((dest_url.to_string(), String::new()));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, said)) = &mut open {
                    said.push_str(&words);
                }
            }
            Event::End(TagEnd::Link) => {
                let link = open.take();
                links.extend(link.and_then(|(address, said)| file(&address).or(number(&said))));
            }
            _ => {}
        }
    }
    if !links.is_empty() {
        return links;
    }
    let pieces = after
        .split([',', ';', '&'])
        .flat_map(|piece| piece.split(" and "));
    pieces.filter_map(number_or_name).collect()
}

/// Returns the file that an address within the folder names.
fn file(address: &str) -> Option<Other> {
    let path = address.split(['#', '?']).next().unwrap_or("");
    let is_record = path.ends_with(".md") || path.ends_with(".markdown");
    (is_record && !path.contains("://") && !path.starts_with('/'))
        .then(|| Other::File(path.replace("%20", " ")))
}

/// Returns the record that `ADR-0012`, `ADR 12`, `12. Title` or `#12` names.
fn number(text: &str) -> Option<Other> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = text
        .strip_prefix("ADR")
        .or_else(|| text.strip_prefix("adr"))
        .unwrap_or(text);
    let rest = rest.trim_start_matches([' ', '-', '#', '_', ':']);
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    let after = rest[digits.len()..].chars().next();
    // Longer ones are dates, as in the names that log4brains gives.
    let is_number = (1..=5).contains(&digits.len())
        && after
            .is_none_or(|c| matches!(c, '.' | ':' | ',' | ';' | ')' | ']' | ' ' | '-' | '_' | '–'));
    is_number.then(|| digits.parse().ok().map(Other::Number))?
}

/// Returns what one piece of a list names: a number, or a file without its ending.
fn number_or_name(piece: &str) -> Option<Other> {
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(file) = file(piece) {
        return Some(file);
    }
    if let Some(number) = number(piece) {
        return Some(number);
    }
    let is_name = piece.contains(['-', '_']) && !piece.contains(char::is_whitespace);
    is_name.then(|| Other::File(format!("{piece}.md")))
}

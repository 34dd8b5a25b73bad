//! The fields inside a line of plain text: `(key: value)`, `[key:: value]`, signs (`!high`, `#tag`, `~legal`,
//! `📅`) and words (`by fri`, `waiting on legal`). What is read is taken out; the rest is the title.

use crate::model::id::{ItemId, Kind};
use crate::model::words::Level;
use crate::text::dates::{Calendar, Exactness, Reading};
use crate::text::notes::lines::item_id;
use crate::text::notes::owners::{self, bare_mention};
use crate::text::notes::people::Known;
use crate::text::notes::plain::unmask;
use crate::text::notes::types::{DueMention, Mention};

mod groups;
mod phrases;

use groups::{Key, groups, key};
use phrases::{due_words, is_full, is_plain_date, level, priority_sign, set_off};

/// A field that a `(key: value)` group has set, or closed with `none`.
pub(super) type Closed<T> = Option<Option<T>>;

#[derive(Debug, Default)]
pub(super) struct Fields {
    /// What is left, still masked.
    pub text: String,
    pub id: Option<ItemId>,
    pub due: Closed<DueMention>,
    pub owners: Closed<Vec<Mention>>,
    pub decider: Closed<Vec<Mention>>,
    pub priority: Closed<Level>,
    pub waiting_on: Closed<String>,
    pub tags: Vec<String>,
    /// Message and hint of what could not be read.
    pub problems: Vec<(String, String)>,
}

/// Whether dates and waits are read from words, too, or only from groups and signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    Read,
    Kept,
}

/// Takes all fields out of `text`; an ID at its end is one of them where it is of this kind.
pub(super) fn take(
    calendar: &Calendar,
    known: &Known<'_>,
    text: &str,
    words: Words,
    kind: Option<Kind>,
) -> Fields {
    let mut taker = Taker {
        calendar,
        known,
        kind,
        fields: Fields::default(),
    };
    let text = taker.take_groups(text);
    let text = taker.take_signs(&text);
    let text = match words {
        Words::Read => taker.take_words(text),
        Words::Kept => text,
    };
    taker.fields.text = tidy(text);
    taker.fields
}

/// Reads a line that is fields and nothing else: `Owner: Lee`, `Due: fri`, `Owner: Lee; Due: fri`.
pub(super) fn alone(calendar: &Calendar, known: &Known<'_>, text: &str) -> Option<Fields> {
    let fields = groups::alone(text)?;
    let mut taker = Taker {
        calendar,
        known,
        kind: None,
        fields: Fields::default(),
    };
    let all_set = fields.iter().all(|field| taker.set(field.key, field.value));
    all_set.then_some(taker.fields)
}

/// Says whether a line is fields and nothing else.
pub(super) fn is_alone(text: &str) -> bool {
    groups::alone(text).is_some()
}

/// Reads a date as a due date is given.
pub(super) fn due(calendar: &Calendar, text: &str) -> Option<DueMention> {
    calendar
        .read(text.trim())
        .ok()
        .map(|Reading { date, exactness }| DueMention { date, exactness })
}

struct Taker<'a> {
    calendar: &'a Calendar,
    known: &'a Known<'a>,
    kind: Option<Kind>,
    fields: Fields,
}

impl Taker<'_> {
    /// Takes the last group of each key that can be read; earlier ones stay text.
    fn take_groups(&mut self, text: &str) -> String {
        let groups = groups(text);
        let mut seen = Vec::new();
        let mut cuts = Vec::new();
        for group in groups.iter().rev() {
            if seen.contains(&group.key) {
                continue;
            }
            if self.set(group.key, group.value) {
                cuts.push((group.start, group.end));
                seen.push(group.key);
            }
        }
        cuts.reverse();
        cuts.dedup();
        without(text, &cuts)
    }

    fn set(&mut self, key: Key, value: &str) -> bool {
        let none = value.eq_ignore_ascii_case("none");
        let value = &unmask(value);
        match key {
            Key::Due => return self.set_due(value, none),
            Key::Owner => match self.people(value, none) {
                None => return false,
                people => self.fields.owners = people,
            },
            Key::Decider => match self.people(value, none) {
                None => return false,
                people => self.fields.decider = people,
            },
            Key::Priority => match level(value) {
                None if !none => return false,
                level => self.fields.priority = Some(level),
            },
            Key::Waiting => self.fields.waiting_on = Some((!none).then(|| value.to_string())),
            Key::Workstream => self
                .fields
                .tags
                .extend((!none).then(|| value.trim_start_matches('#').to_string())),
        }
        true
    }

    fn set_due(&mut self, value: &str, none: bool) -> bool {
        let due = due(self.calendar, value);
        if due.is_none() && !none {
            let hint = "write a date such as 2026-11-02 or fri".to_string();
            self.fields
                .problems
                .push((format!("`{value}` is no date"), hint));
            return false;
        }
        self.fields.due = Some(due);
        true
    }

    /// Reads a list of people, in which a deadline may stand ("@lee, by 25 Nov"); a list that says
    /// anything else is left as text.
    fn people(&mut self, value: &str, none: bool) -> Closed<Vec<Mention>> {
        if none {
            return Some(None);
        }
        let mut people = Vec::new();
        let mut deadline = None;
        let pieces = value
            .split([',', '/', '&'])
            .flat_map(|piece| piece.split(" and "));
        for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
            let dated = ["by ", "due ", "until ", "before "]
                .iter()
                .find_map(|word| due(self.calendar, piece.strip_prefix(word)?));
            match dated {
                Some(date) => deadline = Some(date),
                None => people.push(bare_mention(self.known, piece, true)?),
            }
        }
        if let Some(date) = deadline {
            self.fields.due = Some(Some(date));
        }
        Some(Some(people))
    }

    /// Takes the words that begin with a sign.
    fn take_signs(&mut self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        let mut words = text.split(' ').peekable();
        let mut first = true;
        while let Some(word) = words.next() {
            let taken = self.take_dated_sign(word, words.peek().copied());
            if taken == Taken::Two {
                words.next();
            }
            let is_spoken_of = word.starts_with("p:")
                && words.peek().is_some_and(|next| {
                    ["and", "or", "is", "mean", "means", "in", "as"].contains(next)
                });
            if taken == Taken::None && (is_spoken_of || !self.take_sign(word, first)) {
                if !kept.is_empty() {
                    kept.push(' ');
                }
                kept.push_str(word);
            }
            first = false;
        }
        kept
    }

    fn take_dated_sign(&mut self, word: &str, next: Option<&str>) -> Taken {
        match word {
            "📅" if self.fields.due.is_none() => {
                let due = next.and_then(|next| due(self.calendar, next));
                self.fields.due = due.map(Some);
                if due.is_some() {
                    Taken::Two
                } else {
                    Taken::None
                }
            }
            "🆔" => {
                self.fields.id = self.fields.id.or(next.and_then(item_id));
                if next.is_some() {
                    Taken::Two
                } else {
                    Taken::One
                }
            }
            // Inside a sentence it names another item; at the end it is that of the line.
            _ if next.is_none() => match bracketed(word) {
                Some(id) if Some(id.kind) == self.kind => {
                    self.fields.id = self.fields.id.or(Some(id));
                    Taken::One
                }
                _ => Taken::None,
            },
            _ => Taken::None,
        }
    }

    fn take_sign(&mut self, word: &str, first: bool) -> bool {
        if let Some(level) = priority_sign(word, first) {
            if self.fields.priority.is_none() {
                self.fields.priority = Some(Some(level));
                return true;
            }
            return false;
        }
        let (lower, fields) = (word.to_lowercase(), &mut self.fields);
        if let Some(slug) = word
            .strip_prefix('#')
            .filter(|slug| self.known.roster.knows_workstream(slug))
        {
            fields.tags.push(slug.to_string());
            return true;
        }
        if let Some(whom) = word
            .strip_prefix('~')
            .filter(|whom| whom.starts_with(char::is_alphabetic))
        {
            let free = fields.waiting_on.is_none();
            fields.waiting_on = fields.waiting_on.take().or(Some(Some(unmask(whom))));
            return free;
        }
        let filled = |(_, value): &(&str, &str)| !value.trim_start_matches(':').is_empty();
        if let Some((name, value)) = lower.split_once(':').filter(filled) {
            let value = value.trim_start_matches(':');
            return match key(name) {
                Some(Key::Due) if fields.due.is_none() => {
                    fields.due = due(self.calendar, value).map(Some);
                    fields.due.is_some()
                }
                Some(Key::Priority) if fields.priority.is_none() => {
                    fields.priority = level(value).map(Some);
                    fields.priority.is_some()
                }
                Some(Key::Owner) if word.contains("::") && fields.owners.is_none() => {
                    self.set(Key::Owner, value)
                }
                _ => false,
            };
        }
        false
    }

    fn take_words(&mut self, text: String) -> String {
        let text = if self.fields.due.is_none() {
            self.take_due_words(text)
        } else {
            text
        };
        if self.fields.waiting_on.is_none() {
            self.take_waiting(text)
        } else {
            text
        }
    }

    /// Takes the one date that follows `by`, `until`, `due` …; two of them are left and reported.
    fn take_due_words(&mut self, text: String) -> String {
        let (past, hits): (Vec<_>, Vec<_>) = due_words(self.calendar, &text)
            .into_iter()
            .partition(|hit| hit.is_past);
        if let Some(hit) = past.first().filter(|_| hits.is_empty()) {
            let message = format!("{} has passed; left without a date", hit.due.date);
            let hint = "write the year, such as 2026-11-02".to_string();
            self.fields.problems.push((message, hint));
            return text;
        }
        match hits.as_slice() {
            [] => self.take_last_words(text),
            [hit] => {
                self.fields.due = Some(Some(hit.due));
                without(&text, &[(hit.start, hit.end)])
            }
            [first, second, ..] => {
                let message = format!(
                    "two dates: `{}` and `{}`",
                    unmask(&text[first.start..first.end]),
                    unmask(&text[second.start..second.end])
                );
                self.fields.problems.push((
                    message,
                    "say which one is meant: (due: 2026-11-02)".to_string(),
                ));
                text
            }
        }
    }

    /// Takes a date that stands bare at the end: `send the plan fri`.
    fn take_last_words(&mut self, text: String) -> String {
        if tells_what_was(&text) {
            return text;
        }
        if let Some((at, due)) = set_off(self.calendar, &text) {
            self.fields.due = Some(Some(due));
            return text[..at].trim_end().to_string();
        }
        let spaces: Vec<usize> = text.rmatch_indices(' ').take(3).map(|(at, _)| at).collect();
        for at in spaces.into_iter().rev() {
            let (before, last) = (&text[..at], text[at + 1..].trim_end_matches('.'));
            let word = before.rsplit(' ').next().unwrap_or("").to_lowercase();
            let bound = matches!(
                word.as_str(),
                "on" | "for"
                    | "from"
                    | "since"
                    | "of"
                    | "the"
                    | "last"
                    | "this"
                    | "to"
                    | "in"
                    | "at"
                    | "and"
                    | "or"
                    | "was"
                    | "until"
                    | "after"
                    | "next"
                    | "every"
                    | "each"
                    | "-"
                    | "via"
                    | "a"
                    | "by"
                    | "before"
                    | "early"
                    | "late"
                    | "mid"
                    | "around"
                    | "about"
                    | "than"
                    | "is"
                    | "are"
            );
            if !bound
                && (is_plain_date(last) || is_full(last))
                && let Some(due) = due(self.calendar, last)
                && (due.date >= self.calendar.today || !is_full(last))
            {
                self.fields.due = Some(Some(due));
                return before.to_string();
            }
        }
        text
    }

    /// Takes `waiting on legal` after the words of a title; behind who waits it is the title, too.
    fn take_waiting(&mut self, text: String) -> String {
        let lower = text.to_ascii_lowercase();
        let Some(start) = lower
            .find("waiting on ")
            .or_else(|| lower.find("waiting for "))
        else {
            return text;
        };
        let whom_start = start
            + if lower[start..].starts_with("waiting on") {
                11
            } else {
                12
            };
        let rest = &text[whom_start..];
        let length = rest
            .find([',', ';', '(', ')', '.', ':'])
            .unwrap_or(rest.len());
        let whom = rest[..length].trim();
        let parted = start == 0 || !text[..start].ends_with(|c: char| c.is_alphanumeric());
        let before = text[..start].trim_end();
        let stands_alone = before.is_empty()
            || before.ends_with(|sign: char| ",;:.(-–—!?".contains(sign))
            || owners::are_names(self.known, before);
        if !parted || !stands_alone || whom.is_empty() || whom.split(' ').count() > 4 {
            return text;
        }
        self.fields.waiting_on = Some(Some(unmask(whom.trim_start_matches('@'))));
        let before = before.trim_end_matches([',', '-', '–', ';', ' ']);
        let (before, framed) = match before.strip_suffix('(') {
            Some(before) => (before.trim_end(), rest[length..].starts_with(')')),
            None => (before, false),
        };
        let end = whom_start + length + usize::from(framed);
        if before.is_empty() || text[end..].is_empty() && owners::are_names(self.known, before) {
            text
        } else {
            without(&text, &[(before.len(), end)])
        }
    }
}

/// Says whether a sentence tells of something, so that a day at its end is no deadline: "Lee was late today".
fn tells_what_was(text: &str) -> bool {
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let tells = [
            "is", "are", "was", "were", "had", "did", "has", "have", "met", "left",
        ];
        let ahead = words.peek().is_none_or(|next| *next != "to");
        if ahead && tells.contains(&word.to_lowercase().as_str()) {
            return true;
        }
    }
    false
}

#[derive(PartialEq)]
enum Taken {
    None,
    One,
    Two,
}

/// Returns `text` without the given ranges, which are in order.
fn without(text: &str, cuts: &[(usize, usize)]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in cuts {
        kept.push_str(&text[from..*start]);
        from = *end;
    }
    kept.push_str(&text[from..]);
    kept
}

/// Puts one space between words again and drops brackets and signs that were left empty.
fn tidy(text: String) -> String {
    let mut kept = String::with_capacity(text.len());
    for word in text
        .split(' ')
        .filter(|word| !matches!(*word, "" | "()" | "(," | ","))
    {
        let closes = matches!(word, "." | ";" | ")" | ":");
        if word == ":" && kept.ends_with(',') {
            kept.pop();
        }
        if !kept.is_empty() && !closes {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

/// Says whether only exactness by words backs this date.
pub(super) fn is_guessed(due: &DueMention) -> bool {
    due.exactness == Exactness::Words
}

/// Reads `[A-12]`.
fn bracketed(word: &str) -> Option<ItemId> {
    item_id(word.strip_prefix('[')?.strip_suffix(']')?)
}

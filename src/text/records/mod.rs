//! Decision records in Markdown → what a decision holds. The form is known by its shape: MADR 2, 3 and 4,
//! Nygard's with a section a field, a table of metadata, log4brains and structured MADR. Pure; it never
//! fails and loses no line: a section that no field of a decision holds stays in `body`.

mod blocks;
mod cut;
mod meta;
mod options;
mod outcome;
mod sections;
mod status;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::NaiveDate;

use self::cut::{cut, plain, plain_line};
use self::meta::{Key, Said};
use self::sections::Sections;
use crate::model::decision::Tags;
use crate::model::words::{DecisionStatus, LinkKind};
use crate::text::notes::{self, Attendee};

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Record(Box<Record>),
    /// No record of a decision, and why.
    Other(&'static str),
}

/// A decision as its record tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub title: String,
    /// Its number in the folder.
    pub number: Option<u32>,
    pub status: Option<DecisionStatus>,
    /// Whether something was decided, by the record's own words.
    pub has_outcome: bool,
    /// When the record was last changed, as near as it says to when it was decided.
    pub date: Option<NaiveDate>,
    pub deciders: Vec<Attendee>,
    /// Who drives it; a decision has one, and of several the first.
    pub driver: Vec<Attendee>,
    pub consulted: Vec<Attendee>,
    pub informed: Vec<Attendee>,
    /// Who is informed and is no person, but may be a group.
    pub informed_groups: Vec<String>,
    /// Who wrote it, the first of whom is taken to have raised it.
    pub authors: Vec<Attendee>,
    pub tags: Tags,
    pub context: Option<String>,
    pub options: Vec<RecordOption>,
    /// Which of the options it went for.
    pub chosen: Option<usize>,
    pub outcome: Option<String>,
    pub rationale: Option<String>,
    pub consequences: Option<String>,
    /// Whatever no other field holds, as Markdown.
    pub body: Option<String>,
    pub references: Vec<Reference>,
    pub problems: Vec<Problem>,
}

/// One way in which the decision could have gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordOption {
    pub title: String,
    pub pros: Vec<String>,
    pub cons: Vec<String>,
}

/// Another record that this one names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub kind: LinkKind,
    /// Whether it goes from this record to the other.
    pub outgoing: bool,
    pub other: Other,
    /// Whether the record says so in words; else it only links to the file.
    pub said: bool,
    pub line: usize,
}

/// How another record is named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Other {
    /// By its file, from the folder of the record that names it.
    File(String),
    Number(u32),
}

/// Something of a record that could not be read, or could be meant otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub message: String,
}

impl Record {
    /// Returns where the decision stands: as the record says, else by whether it tells an outcome.
    pub fn standing(&self) -> DecisionStatus {
        self.status.unwrap_or(match self.has_outcome {
            true => DecisionStatus::Accepted,
            false => DecisionStatus::Proposed,
        })
    }

    /// Whether the decision was made, however it fared since.
    pub fn is_made(&self) -> bool {
        is_made(self.standing())
    }
}

/// Whether what stands so was accepted once.
pub fn is_made(status: DecisionStatus) -> bool {
    matches!(
        status,
        DecisionStatus::Accepted | DecisionStatus::Superseded | DecisionStatus::Deprecated
    )
}

/// Reads a file; its path gives the number or the date that its text does not.
pub fn read(path: &str, text: &str) -> Reading {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if is_index(stem) {
        return Reading::Other("an index or a page about the folder");
    }
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let front = notes::front_matter_of(&text);
    let front_lines = front.matches('\n').count();
    let cut = cut(&text[front.len()..], front_lines + 1);
    let first = cut.parts.first();
    let has_placeholder = |text: &str| text.contains('{') && text.contains('}');
    if is_template(stem) || first.is_some_and(|title| has_placeholder(&plain_line(&title.heading)))
    {
        return Reading::Other("a template");
    }
    let mut said = match front.split_once('\n') {
        Some((_, body)) => meta::of_front(body.trim_end().trim_end_matches("---"), 2),
        None => Vec::new(),
    };
    let sections = Sections::of(cut, &mut said);
    if !sections.is_record(&said) {
        return Reading::Other("no record of a decision: it has no status, options or outcome");
    }
    let mut record = Record::default();
    record.entitle(&sections, &said, stem);
    record.references = status::linked(&text, 1);
    let rest = record.take(&said);
    sections.fill(&mut record, rest);
    record.settle(stem);
    Reading::Record(Box::new(record))
}

/// Whether a file with this name tells of records and is none.
fn is_index(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    [
        "index",
        "readme",
        "summary",
        "changelog",
        "contributing",
        "_index",
    ]
    .contains(&&*stem)
}

/// Whether a file's name says that records are copied from it: `adr-template`, `0000-template-long`.
fn is_template(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic());
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let around = [
        "adr", "madr", "nnnn", "xxxx", "template", "decision", "record", "long", "short", "bare",
        "minimal", "full", "example", "of", "for", "a", "the",
    ];
    let is_template = lower.contains("template");
    is_template && words.all(|word| around.contains(&word))
}

impl Record {
    /// Finds the title and the number.
    fn entitle(&mut self, sections: &Sections, said: &[Said], stem: &str) {
        let of_key = |key: Key| {
            let mut found = said.iter().filter(|said| said.key == Some(key));
            found.find_map(|said| said.values.first().filter(|value| !value.is_empty()))
        };
        let heading = sections
            .title
            .as_ref()
            .map(|title| plain_line(&title.heading));
        let title = heading.filter(|title| !title.is_empty());
        let title = title.or_else(|| of_key(Key::Title).cloned());
        let (number, title) = match &title {
            Some(title) => numbered(title),
            None => (None, ""),
        };
        let of_name = number_of_name(stem);
        let of_front = of_key(Key::Number).and_then(|value| {
            let digits = value.trim_start_matches(|c: char| !c.is_ascii_digit());
            digits.parse().ok().filter(|number| *number <= LARGEST)
        });
        self.number = number.or(of_front).or(of_name);
        self.title = match title {
            "" => words_of_name(stem),
            title => title.to_owned(),
        };
    }

    /// Takes what the keys say; returns those that no field holds as a list.
    fn take(&mut self, said: &[Said]) -> String {
        let mut rest = Vec::new();
        for one in said {
            let Said {
                key,
                word,
                values,
                line,
            } = one;
            let whole = values.join(", ");
            if whole.trim().is_empty() {
                continue;
            }
            let strangers = match key {
                Some(Key::Deciders) => people(&mut self.deciders, values, *line),
                Some(Key::Driver) => one_of(&mut self.driver, values, *line),
                Some(Key::Consulted) => people(&mut self.consulted, values, *line),
                Some(Key::Informed) => {
                    let strangers = people(&mut self.informed, values, *line);
                    self.informed_groups.extend(strangers.iter().cloned());
                    strangers
                }
                Some(Key::Author) => one_of(&mut self.authors, values, *line),
                Some(Key::Title | Key::Number | Key::Site) => Vec::new(),
                Some(Key::Status) => self.take_status(&whole, *line),
                Some(Key::Date) => self.take_date(&whole, *line),
                Some(Key::Tags) => {
                    self.tags = self.tags.changed(&Tags::of(values), &Tags::default());
                    Vec::new()
                }
                Some(Key::Link) => self.take_references(word, values, *line),
                None => vec![whole],
            };
            if !strangers.is_empty() {
                rest.push(format!("* {word}: {}", strangers.join(", ")));
            }
        }
        rest.join("\n")
    }

    /// Reads a status; returns what it says beyond that.
    fn take_status(&mut self, text: &str, line: usize) -> Vec<String> {
        self.references.extend(status::references(text, line));
        let Some((status, end)) = status::status_of(text) else {
            self.problems.push(Problem {
                line,
                message: sections::unknown_status(text),
            });
            return vec![text.to_owned()];
        };
        self.status = self.status.or(Some(status));
        self.date = self.date.or_else(|| notes::day(text));
        let after = &plain(text)[end..];
        let says_more = after.chars().any(char::is_alphanumeric);
        says_more.then(|| text.to_owned()).into_iter().collect()
    }

    fn take_date(&mut self, text: &str, line: usize) -> Vec<String> {
        match notes::day(text) {
            Some(date) => {
                // The latest of several is when the record was last changed.
                self.date = self.date.max(Some(date));
                Vec::new()
            }
            None => {
                let message = format!("the date \"{text}\" is not read");
                self.problems.push(Problem { line, message });
                vec![text.to_owned()]
            }
        }
    }

    /// Reads what a key names; returns the values that name no record.
    fn take_references(&mut self, word: &str, values: &[String], line: usize) -> Vec<String> {
        let mut left = Vec::new();
        for value in values {
            let found = status::references_under(word, value, line);
            if found.is_empty() {
                left.push(value.clone());
            }
            self.references.extend(found);
        }
        left
    }

    /// Draws the conclusions that need the whole record.
    fn settle(&mut self, stem: &str) {
        self.date = self.date.or_else(|| notes::day(stem));
        let of_phrases: HashSet<Other> = self
            .references
            .iter()
            .filter(|reference| reference.said)
            .map(|reference| reference.other.clone())
            .collect();
        // What is said in words is not told a second time by the link in them.
        self.references
            .retain(|reference| reference.said || !of_phrases.contains(&reference.other));
        self.references.sort_by_key(|reference| !reference.said);
        let mut known: HashSet<(&'static str, bool, Other)> = HashSet::new();
        self.references
            .retain(|one| known.insert((one.kind.word(), one.outgoing, one.other.clone())));
        self.problems.sort_by_key(|problem| problem.line);
    }
}

/// The largest number that is one of a record: beyond it stand dates.
const LARGEST: u32 = 99_999;

/// Adds whoever is named; returns those who are no person.
fn people(known: &mut Vec<Attendee>, values: &[String], line: usize) -> Vec<String> {
    let mut strangers = Vec::new();
    for value in values {
        for named in notes::named(value, line) {
            match named {
                Ok(person) if known.iter().any(|one| one.name == person.name) => {}
                Ok(person) => known.push(person),
                Err(words) => strangers.push(words),
            }
        }
    }
    strangers
}

/// Adds whoever is named where a decision has room for one; returns all of them if there are more.
fn one_of(known: &mut Vec<Attendee>, values: &[String], line: usize) -> Vec<String> {
    let strangers = people(known, values, line);
    match known.len() > 1 {
        true => vec![values.join(", ")],
        false => strangers,
    }
}

/// Cuts the number off a title: `12. Title`, `ADR-0012: Title`, `ADR 12 - Title`.
fn numbered(title: &str) -> (Option<u32>, &str) {
    let bare = title.trim_start_matches(['[', '#', ' ']);
    let named = ["ADR", "adr", "Adr", "RFC", "DR"]
        .iter()
        .find_map(|word| bare.strip_prefix(word));
    let after = named
        .unwrap_or(bare)
        .trim_start_matches([' ', '-', '_', '#']);
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = after.split_at(digits);
    let Some(number) = number.parse().ok().filter(|number| *number <= LARGEST) else {
        return (None, title);
    };
    let rest = rest.trim_start_matches(']').trim_start();
    let words = rest.trim_start_matches(['.', ':', ')', '-', '–', '—']);
    let has_sign = words.len() < rest.len();
    // `3 ways to build it` and `1.2 is the version` have no number; `12. Build it` has one.
    match has_sign && !words.starts_with(char::is_alphanumeric) || named.is_some() {
        true => (Some(number), words.trim_start()),
        false => (None, title),
    }
}

/// Returns the number that a file's name begins with: `0012-title`, `adr-0012-title`.
fn number_of_name(stem: &str) -> Option<u32> {
    let lower = stem.to_lowercase();
    let bare = lower.strip_prefix("adr").unwrap_or(&lower);
    let bare = bare.trim_start_matches(['-', '_', ' ']);
    let digits = bare.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|number| *number <= LARGEST)
}

fn words_of_name(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let title = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    match title {
        "" => stem.to_owned(),
        title => title.to_owned(),
    }
}

/// Returns a text if it says anything.
fn filled(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// Adds a piece below what a field holds already.
fn add(field: &mut Option<String>, piece: &str) {
    if piece.trim().is_empty() {
        return;
    }
    let text = field.get_or_insert_default();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(piece);
}

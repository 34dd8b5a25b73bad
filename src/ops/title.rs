//! A title as typed to `act`, `propose` and `decide`: read with the notes grammar or taken as it is.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::Tags;
use crate::model::words::{DueSource, Level};
use crate::store::Reader;
use crate::text::dates::{Calendar, DateProblem, Exactness};
use crate::text::ids;
use crate::text::names::{self, PersonWord};
use crate::text::notes;

use super::directory::{LazyDirectory, Match};
use super::error::OpsError;

/// How many characters a title may have.
pub const LONGEST_TITLE: usize = 500;

/// Whether a title is read with the notes grammar or kept to the letter (`--literal`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    Read,
    Literal,
}

/// A deadline and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub date: NaiveDate,
    pub source: DueSource,
}

/// What a title says besides itself.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub text: String,
    pub owner: Option<PersonWord>,
    pub helpers: Vec<PersonWord>,
    pub due: Option<Deadline>,
    pub priority: Option<Level>,
    pub workstream: Option<String>,
    pub tags: Tags,
    pub waiting_on: Option<String>,
}

/// Reads a title as typed, refusing one that cannot stand for an item.
pub(super) fn read(
    reader: Reader<'_>,
    ctx: &Ctx,
    typed: &str,
    grammar: Grammar,
) -> Result<Title, OpsError> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if grammar == Grammar::Literal {
        check(&typed)?;
        return Ok(Title {
            text: typed,
            ..Title::default()
        });
    }
    refuse_id(&typed)?;
    let calendar = Calendar::on(&ctx.policy, ctx.today);
    let roster = LazyDirectory::over(reader);
    let notes = notes::Reader {
        calendar: &calendar,
        roster: &roster,
    };
    let reading = notes.read_title(&typed);
    if let Some((message, hint)) = reading.problems.first() {
        return Err(OpsError::invalid(
            message.clone(),
            format!("{hint}, or add --literal to keep the title to the letter"),
        ));
    }
    check(&reading.title)?;
    if let (None, Some(problem)) = (reading.due, wrong_date(&calendar, &reading.title)) {
        let hint = problem.hint();
        return Err(OpsError::invalid(
            problem.to_string(),
            format!("{hint}; --literal keeps the title to the letter"),
        ));
    }
    understood(reader, &roster, &typed, reading)
}

/// Returns what is wrong with a date that is meant and cannot be, such as "by 31 feb": as plain words
/// it would be lost.
pub(super) fn wrong_date(calendar: &Calendar, title: &str) -> Option<DateProblem> {
    const LONGEST_DATE: usize = 4;
    const WORDS: [&str; 7] = [
        "by",
        "before",
        "until",
        "due",
        "due:",
        "deadline",
        "deadline:",
    ];
    let words: Vec<&str> = title.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        if !WORDS.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        let rest = &words[at + 1..];
        for length in 1..=rest.len().min(LONGEST_DATE) {
            match calendar.read(&rest[..length].join(" ")) {
                Err(DateProblem::Unknown { .. } | DateProblem::Empty) | Ok(_) => {}
                Err(problem) => return Some(problem),
            }
        }
    }
    None
}

/// Refuses a title that is only an ID: another command was meant.
pub(super) fn refuse_id(title: &str) -> Result<(), OpsError> {
    if ids::is_only_ids(title) {
        return Err(OpsError::invalid(
            format!("the title \"{title}\" is only an ID"),
            "say in words what it is about; `tpm show ID` shows an item",
        ));
    }
    Ok(())
}

/// Checks a title that is taken to the letter.
pub(super) fn check(title: &str) -> Result<(), OpsError> {
    let length = title.chars().count();
    if title.trim().is_empty() {
        return Err(OpsError::invalid(
            "the title is empty",
            "say in a few words what it is about",
        ));
    }
    if length > LONGEST_TITLE {
        return Err(OpsError::invalid(
            format!("the title has {length} characters, more than {LONGEST_TITLE}"),
            "keep the title short and put the rest in --body or the notes",
        ));
    }
    Ok(())
}

/// Takes what was read; a name of several words that is nobody's stays in the title.
fn understood(
    reader: Reader<'_>,
    roster: &LazyDirectory<'_>,
    typed: &str,
    reading: notes::TitleReading,
) -> Result<Title, OpsError> {
    let mut people = Vec::new();
    let mut text = reading.title;
    for mention in &reading.owners {
        match (
            names::read_person(&mention.text),
            roster.find(&mention.text),
        ) {
            (_, Match::Known(key)) if mention.text.contains(' ') => {
                people.extend(names::read_person(&reader.handle_of(key)?).ok());
            }
            (Ok(word), _) => people.push(word),
            (Err(_), _) => {
                people.clear();
                typed.clone_into(&mut text);
                break;
            }
        }
    }
    let mut people = people.into_iter();
    let owner = people.next();
    let helpers = people.collect();
    let workstream = reading.workstream;
    let tags = Tags::of(
        reading
            .tags
            .iter()
            .filter(|tag| workstream.as_ref() != Some(tag)),
    );
    Ok(Title {
        text,
        owner,
        helpers,
        due: reading.due.map(|due| deadline(due.date, due.exactness)),
        priority: reading.priority,
        workstream,
        tags,
        waiting_on: reading.waiting_on,
    })
}

/// Returns the deadline that a date in a text stands for: one in full is explicit, words are inferred.
pub(super) fn deadline(date: NaiveDate, exactness: Exactness) -> Deadline {
    Deadline {
        date,
        source: match exactness {
            Exactness::Words => DueSource::Inferred,
            Exactness::Exact => DueSource::Explicit,
        },
    }
}

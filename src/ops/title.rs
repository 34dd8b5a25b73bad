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

use super::directory::LazyDirectory;
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
    /// Whether it was read from words rather than typed in full.
    pub guessed: bool,
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
    let calendar = Calendar {
        today: ctx.today,
        week_start: ctx.policy.week_start,
    };
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
    if reading.due.is_none() {
        refuse_wrong_date(&calendar, &reading.title)?;
    }
    Ok(understood(reading))
}

/// Refuses a title with a date that is meant and cannot be, such as "by 31 feb": as plain words it
/// would be lost.
fn refuse_wrong_date(calendar: &Calendar, title: &str) -> Result<(), OpsError> {
    const LONGEST_DATE: usize = 4;
    let words: Vec<&str> = title.split(' ').collect();
    let is_due = |word: &str| {
        let word = word.to_lowercase();
        [
            "by",
            "before",
            "until",
            "due",
            "due:",
            "deadline",
            "deadline:",
        ]
        .contains(&word.as_str())
    };
    for (at, word) in words.iter().enumerate() {
        let rest = &words[at + 1..];
        for length in (1..=rest.len().min(LONGEST_DATE)).filter(|_| is_due(word)) {
            match calendar.read(&rest[..length].join(" ")) {
                Err(DateProblem::Unknown { .. } | DateProblem::Empty) | Ok(_) => {}
                Err(problem) => {
                    return Err(OpsError::invalid(
                        problem.to_string(),
                        format!(
                            "{}; --literal keeps the title to the letter",
                            problem.hint()
                        ),
                    ));
                }
            }
        }
    }
    Ok(())
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

fn understood(reading: notes::TitleReading) -> Title {
    let mut people = reading
        .owners
        .iter()
        .map(|mention| names::read_person(&mention.text));
    let owner = people.next().and_then(Result::ok);
    let helpers = people.filter_map(Result::ok).collect();
    let workstream = reading.workstream;
    let tags = Tags::of(
        reading
            .tags
            .iter()
            .filter(|tag| workstream.as_ref() != Some(tag)),
    );
    Title {
        text: reading.title,
        owner,
        helpers,
        due: reading.due.map(|due| deadline(due.date, due.exactness)),
        priority: reading.priority,
        workstream,
        tags,
        waiting_on: reading.waiting_on,
    }
}

/// Returns the deadline that a date in a text stands for: one in full is explicit, words are inferred.
pub(super) fn deadline(date: NaiveDate, exactness: Exactness) -> Deadline {
    let guessed = exactness == Exactness::Words;
    Deadline {
        date,
        source: if guessed {
            DueSource::Inferred
        } else {
            DueSource::Explicit
        },
        guessed,
    }
}

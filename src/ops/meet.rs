//! Meetings: starting one, saving its notes, closing it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::series::Carry;
use crate::model::words::MeetingStatus;
use crate::store::{Journal, Operation, Reader, Rehearsal, Row};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;
use crate::text::notes::Problem;

use super::Desk;
use super::begin;
use super::directory::Directory;
use super::error::OpsError;
use super::facts::{self, Facts, MeetingFacts, Named};
pub use super::notes::Guess;
use super::notes::{self, Origin, Saved, Saving};
use super::outcome::Remarks;
use super::people::Newcomers;
use super::targets;

/// A meeting that begins.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    pub title: String,
    pub held: NaiveDate,
    pub starts_at: Option<DateTime<Utc>>,
    /// How long it is to take.
    pub minutes: Option<i64>,
    /// The slug of the series of which it is one.
    pub series: Option<String>,
    /// The meeting, if it was planned before.
    pub planned: Option<ItemId>,
    /// Who is invited.
    pub with: Vec<PersonWord>,
    pub workstream: Option<String>,
    pub newcomers: Newcomers,
}

/// Which meeting's notes are saved.
#[derive(Clone, Debug)]
pub enum Subject {
    New(NewMeeting),
    /// One whose draft was kept, perhaps by a crash after it had been saved.
    Resumed(NewMeeting),
    Existing(Key),
}

/// Notes as they come back from a writer.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The text as handed out.
    pub base: &'a str,
    pub draft: &'a str,
    /// Whether many items may leave the notes at once.
    pub unlink: bool,
    /// Whether a line that could be meant otherwise refuses them all.
    pub strict: bool,
}

/// What saving notes came to.
#[derive(Debug)]
pub struct NotesSaved {
    /// Whether the meeting is new.
    pub started: bool,
    pub meeting: MeetingFacts,
    pub created: Vec<Facts>,
    pub updated: Vec<Facts>,
    pub unlinked: Vec<Named>,
    /// Changes that were not taken because something else changed meanwhile.
    pub clashes: Vec<String>,
    pub problems: Vec<Problem>,
    /// What was understood by a guess.
    pub guesses: Vec<Guess>,
    pub remarks: Remarks,
    pub operation: Option<i64>,
    /// Whether there were changes that a rehearsal took back.
    pub rehearsed: bool,
}

/// Returns the meeting that is meant: the one named, or the one that is open.
pub fn meeting(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: Option<&IdWord>,
) -> Result<Row<Meeting>, OpsError> {
    if let Some(word) = word {
        let target = targets::resolve_one(reader, ctx, word, &[Kind::Meeting])?;
        return Ok(reader.row(target.key)?);
    }
    let mut open = reader.open_meetings()?;
    match open.len() {
        1 => Ok(open.remove(0)),
        0 => Err(OpsError::not_found(
            "no meeting is open",
            "`tpm meet \"TITLE\"` starts one; `tpm meetings` lists them",
        )),
        _ => Err(OpsError::Ambiguous {
            word: "the open meeting".to_owned(),
            candidates: open
                .iter()
                .map(|row| format!("{} \"{}\"", row.id(Kind::Meeting), row.entity.title))
                .collect(),
            hint: "name one by its ID".to_owned(),
        }),
    }
}

/// Returns the notes of a meeting as they are handed out to an editor.
pub fn hand_out(reader: Reader<'_>, ctx: &Ctx, meeting: &Row<Meeting>) -> Result<String, OpsError> {
    notes::handed_out(reader, ctx, meeting)
}

/// Returns notes with a line added at their end, or before a section of previous actions that ends them.
pub fn with_line(notes: &str, line: &str) -> String {
    let mut at = None;
    let mut begin = 0;
    for text in notes.split_inclusive('\n') {
        let level = text.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && is_previous(text) {
            at = at.or(Some((level, begin)));
        } else if level > 0 && at.is_some_and(|(previous, _)| level <= previous) {
            // Something else follows: the end is no part of that section.
            at = None;
        }
        begin += text.len();
    }
    let (before, after) = notes.split_at(at.map_or(notes.len(), |(_, begin)| begin));
    let gap = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let space = if after.is_empty() { "" } else { "\n" };
    format!("{before}{gap}{}\n{space}{after}", line.trim_end())
}

fn is_previous(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    heading.contains("previous action")
        || heading.contains("review of action")
        || heading.contains("last meeting")
}

/// Saves notes: the meeting, if it is new, and all that they say, as one operation.
pub fn save(
    desk: Desk<'_>,
    subject: &Subject,
    writing: Writing<'_>,
) -> Result<NotesSaved, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let verb = match subject {
        Subject::New(_) | Subject::Resumed(_) => "meet",
        Subject::Existing(_) => "note",
    };
    let written = store.write(ctx, Operation::new(verb), rehearsal, |journal| {
        let mut remarks = Remarks::new();
        let Writing {
            base,
            draft,
            unlink,
            strict,
        } = writing;
        let known = match subject {
            Subject::New(_) => None,
            Subject::Resumed(new) => saved_before(journal.reader(), new, draft)?,
            Subject::Existing(key) => Some(*key),
        };
        let started = known.is_none();
        let key = match (known, subject) {
            (Some(key), _) => key,
            (None, Subject::Existing(key)) => *key,
            (None, Subject::New(new) | Subject::Resumed(new)) => {
                begin::begin(journal, ctx, new, MeetingStatus::Open, &mut remarks)?
            }
        };
        let mut directory = Directory::load(journal.reader())?;
        let saving = Saving {
            base,
            draft,
            unlink,
            origin: if started {
                Origin::Beginning
            } else {
                Origin::Writer
            },
            ahead: &notes::Ahead::default(),
        };
        let saved = notes::apply(journal, ctx, key, saving, &mut directory)?;
        if let Some(doubt) = notes::doubt(&saved.problems, &saved.remarks).filter(|_| strict) {
            return Err(OpsError::Unreadable {
                message: doubt,
                hint: "--strict refuses notes that could be meant otherwise; nothing was saved"
                    .to_owned(),
            });
        }
        if started {
            carry(journal, key, &saved.kept)?;
        }
        collected(journal, key, saved, remarks, started)
    })?;
    let mut saved = written.result;
    saved.operation = written.operation;
    saved.rehearsed = rehearsal == Rehearsal::Dry && writing.base != writing.draft;
    Ok(saved)
}

/// Returns the open meeting that an earlier save of this draft made.
fn saved_before(
    reader: Reader<'_>,
    new: &NewMeeting,
    draft: &str,
) -> Result<Option<Key>, OpsError> {
    let open = reader.open_meetings()?;
    let before = open.into_iter().find(|row| {
        row.entity.title == new.title
            && row.entity.held == new.held
            && notes::is_saved_from(&row.entity.notes, draft)
    });
    Ok(before.map(|row| row.key))
}

/// Notes which open items a meeting took along: those whose lines were laid out and stayed.
fn carry(journal: &mut Journal<'_>, meeting: Key, kept: &[ItemId]) -> Result<(), OpsError> {
    for id in kept.iter().filter(|id| id.kind == Kind::Action) {
        if let Some((carried, false)) = journal.reader().find_item(*id)? {
            let entity = Carry { carried, meeting };
            journal.create_keyed(meeting, &id.to_string(), &entity)?;
        }
    }
    Ok(())
}

fn collected(
    journal: &Journal<'_>,
    key: Key,
    saved: Saved,
    mut remarks: Remarks,
    started: bool,
) -> Result<NotesSaved, OpsError> {
    let Saved {
        created,
        updated,
        unlinked,
        clashes,
        problems,
        guesses,
        remarks: from_notes,
        kept: _,
    } = saved;
    for remark in from_notes {
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    let reader = journal.reader();
    let described = |items: Vec<(crate::model::id::ItemId, Key)>| -> Result<Vec<Facts>, OpsError> {
        let mut facts = Vec::new();
        for (id, key) in items {
            facts.extend(facts::of(reader, id, key)?);
        }
        Ok(facts)
    };
    Ok(NotesSaved {
        started,
        meeting: facts::meeting(reader, reader.row(key)?)?,
        created: described(created)?,
        updated: described(updated)?,
        unlinked,
        clashes,
        problems,
        guesses,
        remarks,
        operation: None,
        rehearsed: false,
    })
}

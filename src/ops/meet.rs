//! Meetings: starting one, saving its notes, closing it.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::{Key, Kind};
use crate::model::meeting::{Attendance, Meeting};
use crate::model::words::{MeetingStatus, Seat};
use crate::store::{Journal, Operation, Reader, Rehearsal, Row};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;
use crate::text::notes::Problem;

use super::Desk;
use super::directory::Directory;
use super::error::OpsError;
use super::facts::{self, Facts, MeetingFacts, Named};
use super::notes::{self, Origin, Saved, Saving};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::targets;
use super::title;

/// A meeting that begins.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    pub title: String,
    pub held: NaiveDate,
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
    pub remarks: Remarks,
    pub operation: Option<i64>,
    /// Whether there were changes that a rehearsal took back.
    pub rehearsed: bool,
}

/// Returns the text that a new meeting's notes begin with.
pub fn layout(ctx: &Ctx, new: &NewMeeting) -> String {
    let mut present = vec![format!("@{}", ctx.actor)];
    for word in &new.with {
        if let PersonWord::Handle(handle) = word
            && handle.as_str() != ctx.actor
        {
            present.push(format!("@{}", handle.as_str()));
        }
    }
    format!(
        "# {}\n\nPresent: {}\n\n## Notes\n\n\n## Decisions\n\n\n## Actions\n\n",
        new.title,
        present.join(", ")
    )
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

/// Returns notes with a line added at their end, or before a section of previous actions.
pub fn with_line(notes: &str, line: &str) -> String {
    let is_previous = |heading: &str| {
        let heading = heading.to_lowercase();
        heading.starts_with('#')
            && (heading.contains("previous action")
                || heading.contains("review of action")
                || heading.contains("last meeting"))
    };
    let at = notes
        .split_inclusive('\n')
        .scan(0, |start, text| {
            let begin = *start;
            *start += text.len();
            Some((begin, text))
        })
        .find(|(_, text)| is_previous(text))
        .map_or(notes.len(), |(begin, _)| begin);
    let (before, after) = notes.split_at(at);
    let gap = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let space = if after.is_empty() { "" } else { "\n" };
    format!("{before}{gap}{}\n{space}{after}", line.trim_end())
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
                start(journal, ctx, new, &mut remarks)?
            }
        };
        let mut directory = Directory::load(journal.reader())?;
        // A new meeting holds nothing yet: all of the draft is new.
        let base = if started { "" } else { base };
        let saving = Saving {
            base,
            draft,
            unlink,
            origin: if started {
                Origin::Beginning
            } else {
                Origin::Writer
            },
        };
        let saved = notes::apply(journal, ctx, key, saving, &mut directory)?;
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
        remarks: from_notes,
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
        remarks,
        operation: None,
        rehearsed: false,
    })
}

fn start(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    new: &NewMeeting,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    title::refuse_id(&new.title)?;
    title::check(&new.title)?;
    let workstream = match &new.workstream {
        Some(name) => people::workstream(journal, ctx, name, new.newcomers, remarks)?,
        None => None,
    };
    let meeting = Meeting {
        title: new.title.clone(),
        held: new.held,
        starts_at: (new.held == ctx.today).then_some(ctx.now),
        status: MeetingStatus::Open,
        closed_at: None,
        notes: String::new(),
        workstream,
        history: false,
        series: None,
        minutes: None,
    };
    let key = journal.create(&meeting)?;
    for word in &new.with {
        if let Some(person) = people::person(journal, ctx, word, new.newcomers, remarks)? {
            let handle = journal.reader().handle_of(person)?;
            let attendance = Attendance {
                meeting: key,
                person,
                seat: Seat::Member,
                invited: true,
                attended: false,
            };
            journal.create_keyed(key, &handle, &attendance)?;
        }
    }
    Ok(key)
}

/// Closes meetings: their notes are done.
pub fn close(desk: Desk<'_>, words: &[IdWord]) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("close"), rehearsal, |journal| {
        let targets = match words {
            [] => {
                let row = meeting(journal.reader(), ctx, None)?;
                vec![targets::Target {
                    id: row.id(Kind::Meeting),
                    key: row.key,
                }]
            }
            words => targets::resolve(journal.reader(), ctx, words, &[Kind::Meeting])?,
        };
        let mut items = Vec::new();
        for target in targets {
            let mut meeting: Meeting = journal.reader().row(target.key)?.entity;
            if meeting.status == MeetingStatus::Closed {
                remarks.push(Remark::Unchanged(target.id, "is closed already"));
            }
            meeting.status = MeetingStatus::Closed;
            meeting.closed_at = meeting.closed_at.or(Some(ctx.now));
            journal.update(target.key, &meeting)?;
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Closed",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

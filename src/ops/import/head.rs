//! What a file says of its meeting as a whole: applied where it differs from what the file said before,
//! unless the same was changed here since.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use super::change::Change;
use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::meeting::{Attendance, Meeting};
use crate::model::words::Seat;
use crate::ops::directory::Directory;
use crate::ops::error::OpsError;
use crate::ops::notes::{Saved, found_or_added};
use crate::ops::outcome::Remark;
use crate::ops::people::{self, Newcomers};
use crate::ops::title;
use crate::store::Journal;
use crate::text::minutes::{Head, Seated};
use crate::text::names;
use crate::text::notes::Header;

/// Takes over the title and the date that were corrected in a file of notes; `before` is what it said
/// when it was imported last.
pub(super) fn correct(
    journal: &mut Journal<'_>,
    key: Key,
    before: &Header,
    file: &Header,
    saved: &mut Saved,
) -> Result<(), OpsError> {
    let old: Meeting = journal.reader().row(key)?.entity;
    let mut meeting = old.clone();
    if let (Some(was), Some(title)) = (&before.title, &file.title) {
        let cut = |title: &str| -> String { title.chars().take(title::LONGEST_TITLE).collect() };
        let (was, title) = (cut(was), cut(title));
        let change = Change {
            before: Some(&was),
            here: &old.title,
            file: &title,
        };
        if change.is_taken("title", String::clone, &mut saved.clashes) {
            meeting.title = title;
        }
    }
    if let Some(found) = file.date.filter(|found| found.certain) {
        let was = before.date.filter(|was| was.certain).map(|was| was.date);
        let change = Change {
            // A date that was guessed, or said by hand, gives way to one that the file names now.
            before: Some(was.as_ref().unwrap_or(&old.held)),
            here: &old.held,
            file: &found.date,
        };
        if change.is_taken("date", ToString::to_string, &mut saved.clashes) {
            meeting.held = found.date;
        }
    }
    if meeting != old {
        journal.update(key, &meeting)?;
    }
    Ok(())
}

/// The heads of minutes: as they were written, as they would be written now, and as the file has them.
#[derive(Clone, Copy)]
pub(super) struct Heads<'a> {
    pub before: Option<&'a Head>,
    pub here: &'a Head,
    pub file: &'a Head,
}

impl Heads<'_> {
    fn change<T: PartialEq>(&self, field: fn(&Head) -> &T) -> Change<'_, T> {
        Change {
            before: self.before.map(field),
            here: field(self.here),
            file: field(self.file),
        }
    }
}

/// Takes over what the file changed in its front matter; says whether anything did.
pub(super) fn apply(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    heads: Heads<'_>,
    directory: &mut Directory,
    saved: &mut Saved,
) -> Result<bool, OpsError> {
    let old: Meeting = journal.reader().row(key)?.entity;
    let mut meeting = old.clone();
    let file = heads.file;
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    if heads
        .change(|head| &head.title)
        .is_taken("title", String::clone, &mut saved.clashes)
    {
        title::check(&file.title)?;
        meeting.title.clone_from(&file.title);
    }
    if heads
        .change(|head| &head.date)
        .is_taken("date", ToString::to_string, &mut saved.clashes)
    {
        meeting.held = file.date;
    }
    let instant = |at: &Option<DateTime<FixedOffset>>| text(&at.map(|at| at.to_rfc3339()));
    if heads
        .change(|head| &head.starts_at)
        .is_taken("start", instant, &mut saved.clashes)
    {
        meeting.starts_at = file.starts_at.map(|at| at.to_utc());
    }
    let minutes = |minutes: &Option<i64>| text(&minutes.map(|minutes| minutes.to_string()));
    if heads
        .change(|head| &head.minutes)
        .is_taken("length", minutes, &mut saved.clashes)
    {
        meeting.minutes = file.minutes;
    }
    if heads
        .change(|head| &head.workstream)
        .is_taken("workstream", text, &mut saved.clashes)
    {
        let name = file.workstream.as_deref().unwrap_or("none");
        let remarks = &mut saved.remarks;
        meeting.workstream = people::workstream(journal, ctx, name, Newcomers::Careful, remarks)?;
    }
    for (field, is_same, way) in [
        (
            "status",
            file.status == heads.here.status,
            "`tpm close` closes a meeting",
        ),
        (
            "series",
            file.series == heads.here.series,
            "`tpm meet SERIES` begins one of a series",
        ),
    ] {
        let is_old = heads.before.is_some_and(|before| match field {
            "status" => before.status == file.status,
            _ => before.series == file.series,
        });
        if !is_same && !is_old {
            saved.remarks.push(Remark::Said(format!(
                "the {field} is not taken from a file; {way}"
            )));
        }
    }
    let has_changed = meeting != old;
    if has_changed {
        journal.update(key, &meeting)?;
    }
    Ok(seats(journal, key, heads, directory, saved)? || has_changed)
}

/// Takes over who was there, missed or invited.
fn seats(
    journal: &mut Journal<'_>,
    meeting: Key,
    heads: Heads<'_>,
    directory: &mut Directory,
    saved: &mut Saved,
) -> Result<bool, OpsError> {
    let by_handle = |head: &Head| -> HashMap<String, Seated> {
        let people = head.people.iter();
        people
            .map(|one| (one.handle.clone(), one.clone()))
            .collect()
    };
    let before = heads.before.map(by_handle);
    let (here, file) = (by_handle(heads.here), by_handle(heads.file));
    let said = |one: Option<&Seated>| one.map(|one| (one.seat, one.invited, one.attended));
    let mut handles: Vec<&String> = file
        .keys()
        .chain(before.iter().flat_map(HashMap::keys))
        .collect();
    handles.sort();
    handles.dedup();
    let mut has_changed = false;
    for handle in handles {
        let was = before.as_ref().map(|before| said(before.get(handle)));
        let change = Change {
            before: was.as_ref(),
            here: &said(here.get(handle)),
            file: &said(file.get(handle)),
        };
        if change.is_taken(&format!("part of @{handle}"), part, &mut saved.clashes) {
            let name = file.get(handle).and_then(|one| one.name.as_deref());
            let person = person(journal, directory, handle, name, saved)?;
            seat(journal, meeting, person, *change.file)?;
            has_changed = true;
        }
    }
    Ok(has_changed)
}

fn part(said: &Option<(Seat, bool, bool)>) -> String {
    match said {
        None => "none".to_owned(),
        Some((seat, _, true)) => seat.word().to_owned(),
        Some((_, true, false)) => "invited".to_owned(),
        Some((_, false, false)) => "absent".to_owned(),
    }
}

/// Returns whoever has this handle, or adds somebody who is named for the first time.
pub(super) fn person(
    journal: &mut Journal<'_>,
    directory: &mut Directory,
    handle: &str,
    name: Option<&str>,
    saved: &mut Saved,
) -> Result<Key, OpsError> {
    let handle = names::read_handle(handle)
        .map_err(|problem| OpsError::invalid(problem.to_string(), problem.hint()))?;
    let name = name.unwrap_or(handle.as_str());
    found_or_added(
        journal,
        directory,
        handle.as_str(),
        name,
        &mut saved.remarks,
    )
}

/// Gives somebody their part in a meeting; none takes them out of it.
pub(super) fn seat(
    journal: &mut Journal<'_>,
    meeting: Key,
    person: Key,
    said: Option<(Seat, bool, bool)>,
) -> Result<(), OpsError> {
    let rows = journal.reader().attendance_of(meeting)?;
    let known = rows.into_iter().find(|row| row.entity.person == person);
    match (known, said) {
        (Some(row), None) => journal.set_deleted::<Attendance>(row.key, true)?,
        (None, None) => {}
        (known, Some((seat, invited, attended))) => {
            let entity = Attendance {
                meeting,
                person,
                seat,
                invited,
                attended,
            };
            match known {
                Some(row) => journal.update(row.key, &entity)?,
                None => {
                    let handle = journal.reader().handle_of(person)?;
                    journal.create_keyed(meeting, &handle, &entity)?;
                }
            }
        }
    }
    Ok(())
}

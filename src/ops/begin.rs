//! Meetings that begin or are planned: the row, who is invited, and the agenda that waited for it.

use crate::model::ctx::Ctx;
use crate::model::id::{Key, Kind};
use crate::model::meeting::{Attendance, Meeting};
use crate::model::series::AgendaItem;
use crate::model::words::{MeetingStatus, Seat};
use crate::store::{Journal, Operation, Row};

use super::Desk;
use super::error::OpsError;
use super::facts::{self, Facts};
use super::meet::NewMeeting;
use super::outcome::{Outcome, Remarks};
use super::{people, series, targets, title};

/// Makes a meeting, or brings a planned one to what is known of it now.
pub(super) fn begin(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    new: &NewMeeting,
    status: MeetingStatus,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let workstream = match &new.workstream {
        Some(name) => people::workstream(journal, ctx, name, new.newcomers, remarks)?,
        None => None,
    };
    let key = match new.planned {
        Some(id) => {
            let key = targets::existing(journal.reader(), id)?.key;
            let mut meeting: Meeting = journal.reader().row(key)?.entity;
            if !matches!(
                meeting.status,
                MeetingStatus::Planned | MeetingStatus::Cancelled
            ) {
                return Err(OpsError::refused(
                    format!("{id} is {} already", meeting.status),
                    format!("`tpm note {id}` goes on with its notes"),
                ));
            }
            meeting.status = status;
            meeting.held = new.held;
            meeting.starts_at = new.starts_at;
            meeting.minutes = new.minutes;
            meeting.workstream = workstream.or(meeting.workstream);
            journal.update(key, &meeting)?;
            key
        }
        None => create(journal, new, status, workstream)?,
    };
    let mut invited = false;
    for person in people::taken_apart(journal, ctx, &new.with, new.newcomers, remarks)? {
        invited |= invite(journal, key, person, Seat::Member)?;
    }
    if invited && new.planned.is_some() {
        let mut meeting: Meeting = journal.reader().row(key)?.entity;
        meeting.revision = Some(meeting.revision.unwrap_or(0) + 1);
        journal.update(key, &meeting)?;
    }
    Ok(key)
}

fn create(
    journal: &mut Journal<'_>,
    new: &NewMeeting,
    status: MeetingStatus,
    workstream: Option<Key>,
) -> Result<Key, OpsError> {
    title::refuse_id(&new.title)?;
    title::check(&new.title)?;
    let series = new
        .series
        .as_ref()
        .map(|slug| series::named(journal.reader(), slug))
        .transpose()?;
    let key = journal.create(&Meeting {
        title: new.title.clone(),
        held: new.held,
        starts_at: new.starts_at,
        status,
        closed_at: None,
        notes: String::new(),
        workstream: workstream.or(series.as_ref().and_then(|row| row.entity.workstream)),
        history: false,
        series: series.as_ref().map(|row| row.key),
        minutes: new.minutes,
        revision: None,
    })?;
    let Some(series) = series else { return Ok(key) };
    for person in series::members(journal.reader(), &series)? {
        let seat = if series.entity.chair == Some(person) {
            Seat::Chair
        } else {
            Seat::Member
        };
        invite(journal, key, person, seat)?;
    }
    // What waited for the next meeting is now on the agenda of this one.
    let mut waiting = journal.reader().agenda_waiting(series.key)?;
    waiting.retain(|row| !row.entity.parked);
    for row in waiting {
        let item = AgendaItem {
            meeting: Some(key),
            ..row.entity
        };
        journal.update(row.key, &item)?;
    }
    Ok(key)
}

/// Takes somebody off the meetings that are planned, and invites another in their place. Returns what
/// those meetings are called.
pub(super) fn pass(
    journal: &mut Journal<'_>,
    from: Key,
    to: Option<Key>,
) -> Result<Vec<String>, OpsError> {
    let mut names = Vec::new();
    for row in journal.reader().seats_ahead(from)? {
        let Attendance { meeting, seat, .. } = row.entity;
        journal.set_deleted::<Attendance>(row.key, true)?;
        if let Some(to) = to {
            invite(journal, meeting, to, seat)?;
        }
        let planned: Row<Meeting> = journal.reader().row(meeting)?;
        names.push(planned.id(Kind::Meeting).to_string());
        let mut planned = planned.entity;
        planned.revision = Some(planned.revision.unwrap_or(0) + 1);
        journal.update(meeting, &planned)?;
    }
    Ok(names)
}

/// Invites somebody to a meeting; says whether they were not before.
fn invite(
    journal: &mut Journal<'_>,
    meeting: Key,
    person: Key,
    seat: Seat,
) -> Result<bool, OpsError> {
    let known = journal.reader().attendance_of(meeting)?;
    if known.iter().any(|row| row.entity.person == person) {
        return Ok(false);
    }
    let handle = journal.reader().handle_of(person)?;
    let attendance = Attendance {
        meeting,
        person,
        seat,
        invited: true,
        attended: false,
    };
    journal.create_keyed(meeting, &handle, &attendance)?;
    Ok(true)
}

/// Whether a meeting will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    Hold,
    CallOff,
}

/// Plans a meeting, or one that was planned anew, without any notes; or calls one off.
pub fn plan(desk: Desk<'_>, new: &NewMeeting, intent: Intent) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let (status, verb) = match intent {
        Intent::Hold => (MeetingStatus::Planned, "Planned"),
        Intent::CallOff => (MeetingStatus::Cancelled, "Cancelled"),
    };
    if intent == Intent::CallOff && new.planned.is_none() && new.series.is_none() {
        return Err(OpsError::not_found(
            format!("no meeting \"{}\" is planned", new.title),
            "`tpm meetings` lists them",
        ));
    }
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("meet"), rehearsal, |journal| {
        let key = begin(journal, ctx, new, status, &mut remarks)?;
        if intent == Intent::CallOff {
            release(journal, key)?;
        }
        let meeting = facts::meeting(journal.reader(), journal.reader().row(key)?)?;
        Ok::<_, OpsError>(vec![Facts::Meeting(Box::new(meeting))])
    })?;
    Ok(Outcome {
        verb,
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Lets the agenda of a meeting of a series wait for the next one.
fn release(journal: &mut Journal<'_>, meeting: Key) -> Result<(), OpsError> {
    for row in journal.reader().agenda_of(meeting)? {
        if row.entity.series.is_some() {
            let item = AgendaItem {
                meeting: None,
                ..row.entity
            };
            journal.update(row.key, &item)?;
        }
    }
    Ok(())
}

//! Which meeting is meant by what was typed to `meet`: the next of a series, one that was planned, one
//! that is open, or a new one.

use chrono::{NaiveDate, NaiveTime};

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Kind};
use crate::model::meeting::Meeting;
use crate::model::recurrence;
use crate::model::series::Series;
use crate::model::words::MeetingStatus;
use crate::store::{Reader, Row};
use crate::text::dates;
use crate::text::ids::{self, IdWord};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::meet::NewMeeting;
use super::outcome::Remark;
use super::people::Newcomers;
use super::{series, targets};

/// What was typed to `meet`.
#[derive(Clone, Debug)]
pub struct Wish {
    /// A title, the name of a series, or the ID of a meeting.
    pub title: String,
    pub on: Option<NaiveDate>,
    pub at: Option<NaiveTime>,
    pub minutes: Option<i64>,
    pub with: Vec<PersonWord>,
    pub workstream: Option<String>,
    pub newcomers: Newcomers,
}

/// The meeting that is meant.
#[derive(Clone, Debug)]
pub enum Occasion {
    /// It is there: open or closed, with notes.
    Open(Row<Meeting>),
    /// It begins: new, or planned before.
    New(NewMeeting),
}

/// Finds the meeting that is meant, and what to say of others like it.
pub fn occasion(
    reader: Reader<'_>,
    ctx: &Ctx,
    wish: &Wish,
) -> Result<(Occasion, Vec<Remark>), OpsError> {
    if let Some(row) = by_id(reader, ctx, &wish.title)? {
        return Ok((existing(reader, ctx, wish, row)?, Vec::new()));
    }
    if let Some(row) = series::find(reader, &wish.title)? {
        return of_series(reader, ctx, wish, &row);
    }
    let open = same_title(reader.open_meetings()?, &wish.title);
    let remarks = open.first().map(|row| still_open(ctx, row));
    let planned = match wish.on {
        Some(on) => reader.planned_meetings(on)?,
        None => reader.planned_meetings(ctx.today)?,
    };
    let planned = same_title(planned, &wish.title)
        .into_iter()
        .find(|row| wish.on.is_none_or(|on| on == row.entity.held));
    let occasion = match planned {
        Some(row) => Occasion::New(planned_anew(ctx, wish, &row, None)),
        None => Occasion::New(single(ctx, wish)),
    };
    Ok((occasion, remarks.into_iter().collect()))
}

/// Returns the meeting whose ID was typed. A title that is only another ID is refused later.
fn by_id(reader: Reader<'_>, ctx: &Ctx, typed: &str) -> Result<Option<Row<Meeting>>, OpsError> {
    match ids::read(typed) {
        Ok(IdWord::Id(ItemId {
            kind: Kind::Meeting,
            number,
        })) => {
            let word = IdWord::Id(ItemId::new(Kind::Meeting, number));
            let target = targets::resolve_one(reader, ctx, &word, &[Kind::Meeting])?;
            Ok(Some(reader.row(target.key)?))
        }
        _ => Ok(None),
    }
}

fn existing(
    reader: Reader<'_>,
    ctx: &Ctx,
    wish: &Wish,
    row: Row<Meeting>,
) -> Result<Occasion, OpsError> {
    let series: Option<Row<Series>> = row.entity.series.map(|key| reader.row(key)).transpose()?;
    Ok(match row.entity.status {
        MeetingStatus::Planned | MeetingStatus::Cancelled => {
            Occasion::New(planned_anew(ctx, wish, &row, series.as_ref()))
        }
        MeetingStatus::Open | MeetingStatus::Closed => Occasion::Open(row),
    })
}

fn of_series(
    reader: Reader<'_>,
    ctx: &Ctx,
    wish: &Wish,
    row: &Row<Series>,
) -> Result<(Occasion, Vec<Remark>), OpsError> {
    let meetings = reader.meetings_ahead(row.key, wish.on.unwrap_or(ctx.today).min(ctx.today))?;
    let is_now = |meeting: &&Row<Meeting>| match wish.on {
        Some(on) => meeting.entity.held == on,
        None => meeting.entity.held >= ctx.today,
    };
    let with_status = |status: MeetingStatus| {
        let mut fitting: Vec<_> = meetings
            .iter()
            .filter(|meeting| meeting.entity.status == status)
            .collect();
        fitting.reverse();
        fitting
    };
    let open = with_status(MeetingStatus::Open);
    if let Some(meeting) = open.iter().copied().find(is_now) {
        return Ok((Occasion::Open(meeting.clone()), Vec::new()));
    }
    if let Some(on) = wish.on
        && let Some(meeting) = with_status(MeetingStatus::Closed)
            .into_iter()
            .find(|meeting| meeting.entity.held == on)
    {
        return Ok((Occasion::Open(meeting.clone()), Vec::new()));
    }
    let remarks: Vec<Remark> = open
        .iter()
        .filter(|meeting| meeting.entity.held <= ctx.today)
        .map(|meeting| still_open(ctx, meeting))
        .collect();
    let next = match wish.on {
        Some(on) => Some(on),
        None => series::next_free(reader, row, ctx.today)?,
    };
    let planned = with_status(MeetingStatus::Planned);
    let planned = planned.iter().copied().find(is_now);
    if let Some(meeting) = planned
        && next.is_none_or(|next| meeting.entity.held <= next)
    {
        let new = planned_anew(ctx, wish, meeting, Some(row));
        return Ok((Occasion::New(new), remarks));
    }
    // Without a rule, or after its end, it meets when it is called.
    let held = next.unwrap_or(ctx.today);
    let new = NewMeeting {
        title: row.entity.title.clone(),
        held,
        starts_at: match wish.at {
            Some(at) => recurrence::instant(held, at, row.entity.zone),
            None => row.entity.instant_on(held),
        },
        minutes: wish.minutes.or(row.entity.minutes),
        series: Some(row.entity.slug.clone()),
        planned: None,
        with: wish.with.clone(),
        workstream: wish.workstream.clone(),
        newcomers: wish.newcomers,
    };
    Ok((Occasion::New(new), remarks))
}

/// Returns a planned meeting with what was typed beside it.
fn planned_anew(
    ctx: &Ctx,
    wish: &Wish,
    row: &Row<Meeting>,
    series: Option<&Row<Series>>,
) -> NewMeeting {
    let zone = series.map_or(ctx.zone, |row| row.entity.zone);
    let entity = &row.entity;
    let held = wish.on.unwrap_or(entity.held);
    let before = entity.starts_at.map(|at| at.with_timezone(&zone).time());
    let at = wish.at.or(before);
    NewMeeting {
        title: entity.title.clone(),
        held,
        starts_at: at.and_then(|at| recurrence::instant(held, at, zone)),
        minutes: wish.minutes.or(entity.minutes),
        series: series.map(|row| row.entity.slug.clone()),
        planned: Some(row.id(Kind::Meeting)),
        with: wish.with.clone(),
        workstream: wish.workstream.clone(),
        newcomers: wish.newcomers,
    }
}

fn single(ctx: &Ctx, wish: &Wish) -> NewMeeting {
    let held = wish.on.unwrap_or(ctx.today);
    NewMeeting {
        title: wish.title.clone(),
        held,
        starts_at: match wish.at {
            Some(at) => recurrence::instant(held, at, ctx.zone),
            None => (held == ctx.today).then_some(ctx.now),
        },
        minutes: wish.minutes,
        series: None,
        planned: None,
        with: wish.with.clone(),
        workstream: wish.workstream.clone(),
        newcomers: wish.newcomers,
    }
}

fn same_title(mut meetings: Vec<Row<Meeting>>, title: &str) -> Vec<Row<Meeting>> {
    let title = title.to_lowercase();
    meetings.retain(|row| row.entity.title.to_lowercase() == title);
    meetings
}

fn still_open(ctx: &Ctx, row: &Row<Meeting>) -> Remark {
    let id = row.id(Kind::Meeting);
    Remark::Said(format!(
        "{id} \"{}\" of {} is still open: `tpm note {id}` goes on with it, `tpm close {id}` ends it",
        row.entity.title,
        dates::short(row.entity.held, ctx.today)
    ))
}

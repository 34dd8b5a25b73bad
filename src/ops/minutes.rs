//! The minutes of a meeting: who was there, what was said, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::ctx::Ctx;
use crate::model::id::{Kind, Uid};
use crate::model::meeting::Meeting;
use crate::model::words::MeetingStatus;
use crate::store::tables::meeting::MeetingFilter;
use crate::store::{Reader, Row};
use crate::text::ids::IdWord;
use crate::text::minutes::{Head, Seated};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, MeetingFacts};
use super::show::{self, Whole};
use super::targets::{self, Target};
use super::{list, notes, people, series};

/// A meeting with its public notes, every item in its state of today.
#[derive(Clone, Debug)]
pub struct Minutes {
    pub whole: Whole,
    /// What stands before the notes.
    pub head: Head,
    /// The notes, with the front matter that they have of their own.
    pub notes: String,
}

/// A word that says whose minutes are wanted.
#[derive(Clone, Debug)]
pub enum Wanted {
    Id(IdWord),
    /// The slug or title of a series: all of its meetings.
    Series(String),
}

/// Which meetings' minutes are wanted; what is empty leaves nothing out.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub wanted: Vec<Wanted>,
    pub owners: Vec<PersonWord>,
    pub workstreams: Vec<String>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Choice {
    fn has_filters(&self) -> bool {
        !self.owners.is_empty()
            || !self.workstreams.is_empty()
            || self.since.is_some()
            || self.until.is_some()
    }
}

/// Collects the minutes of the meetings chosen: those named in the order typed, the others as they
/// were held; without any choice those of the open or latest one.
pub fn minutes(reader: Reader<'_>, ctx: &Ctx, choice: &Choice) -> Result<Vec<Minutes>, OpsError> {
    let targets = chosen(reader, ctx, choice)?;
    targets
        .into_iter()
        .map(|target| one(reader, ctx, target))
        .collect()
}

/// Collects the minutes of one meeting.
pub(super) fn one(reader: Reader<'_>, ctx: &Ctx, target: Target) -> Result<Minutes, OpsError> {
    let row: Row<Meeting> = reader.row(target.key)?;
    Ok(Minutes {
        notes: notes::visible(reader, ctx, &row)?,
        head: head(
            ctx,
            reader.uid_of(target.key)?,
            &facts::meeting(reader, row)?,
        ),
        whole: show::whole(reader, target)?,
    })
}

fn chosen(reader: Reader<'_>, ctx: &Ctx, choice: &Choice) -> Result<Vec<Target>, OpsError> {
    if choice.wanted.is_empty() && !choice.has_filters() {
        return Ok(vec![latest(reader)?]);
    }
    let fitting = match choice.has_filters() {
        true => Some(fitting(reader, ctx, choice)?),
        false => None,
    };
    if choice.wanted.is_empty() {
        return Ok(as_held(fitting.unwrap_or_default()));
    }
    let mut targets: Vec<Target> = Vec::new();
    for wanted in &choice.wanted {
        let more = match wanted {
            Wanted::Id(IdWord::Foreign(name)) if series::find(reader, name)?.is_some() => {
                let series = series::named(reader, name)?;
                as_held(reader.meetings_of(series.key, u32::MAX)?)
            }
            Wanted::Id(word) => {
                targets::resolve(reader, ctx, std::slice::from_ref(word), &[Kind::Meeting])?
            }
            Wanted::Series(name) => {
                let series = series::named(reader, name)?;
                as_held(reader.meetings_of(series.key, u32::MAX)?)
            }
        };
        for target in more {
            let fits = |rows: &Vec<Row<Meeting>>| rows.iter().any(|row| row.key == target.key);
            if !targets.contains(&target) && fitting.as_ref().is_none_or(fits) {
                targets.push(target);
            }
        }
    }
    Ok(targets)
}

fn fitting(reader: Reader<'_>, ctx: &Ctx, choice: &Choice) -> Result<Vec<Row<Meeting>>, OpsError> {
    let people = people::filter_people(reader, ctx, &choice.owners)?;
    let filter = MeetingFilter {
        since: choice.since,
        until: choice.until,
        people: people.into_iter().flatten().collect(),
        workstreams: list::workstreams(reader, &choice.workstreams)?,
        ..MeetingFilter::default()
    };
    Ok(reader.meetings(&filter)?)
}

/// Returns meetings that have minutes, the first one held first: what is only planned, or was called
/// off before anybody wrote a word, has none.
fn as_held(mut rows: Vec<Row<Meeting>>) -> Vec<Target> {
    rows.retain(|row| match row.entity.status {
        MeetingStatus::Planned | MeetingStatus::Cancelled => !row.entity.notes.trim().is_empty(),
        MeetingStatus::Open | MeetingStatus::Closed => true,
    });
    rows.sort_by_key(|row| (row.entity.held, row.entity.starts_at, row.key));
    let target = |row: Row<Meeting>| Target {
        id: row.id(Kind::Meeting),
        key: row.key,
    };
    rows.into_iter().map(target).collect()
}

/// Returns what minutes say of a meeting before its notes.
fn head(ctx: &Ctx, uid: Uid, facts: &MeetingFacts) -> Head {
    let entity = &facts.row.entity;
    let local = |at: DateTime<Utc>| at.with_timezone(&ctx.zone).fixed_offset();
    let people = facts.attendance.iter().map(|one| Seated {
        handle: one.handle.clone(),
        name: one.name.clone(),
        seat: one.seat,
        invited: one.invited,
        attended: one.attended,
    });
    Head {
        id: facts.id.to_string(),
        uid: uid.to_string(),
        title: entity.title.clone(),
        date: entity.held,
        starts_at: entity.starts_at.map(local),
        minutes: entity.minutes,
        status: entity.status,
        closed_at: entity.closed_at.map(local),
        series: facts.series.clone(),
        workstream: facts.workstream.clone(),
        people: people.collect(),
    }
}

fn latest(reader: Reader<'_>) -> Result<Target, OpsError> {
    let open = reader.open_meetings()?.into_iter().next();
    let newest = match open {
        Some(row) => Some(row),
        None => {
            let filter = MeetingFilter {
                limit: Some(1),
                ..Default::default()
            };
            reader.meetings(&filter)?.into_iter().next()
        }
    };
    newest
        .map(|row| Target {
            id: row.id(Kind::Meeting),
            key: row.key,
        })
        .ok_or_else(|| {
            OpsError::not_found(
                "there is no meeting yet",
                "`tpm meet \"TITLE\"` starts one; `tpm import notes FILES` brings some in",
            )
        })
}

//! What a calendar is told of a meeting or of a whole series: when, how often, and who is invited.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::model::ctx::Ctx;
use crate::model::id::{Key, Kind, Uid};
use crate::model::meeting::Meeting;
use crate::model::person::Person;
use crate::model::recurrence::Rule;
use crate::model::series::Series;
use crate::model::words::{MeetingStatus, Seat};
use crate::store::{Reader, Row};

use super::agenda;
use super::error::OpsError;
use super::outcome::Remark;
use super::series;

/// One entry of a calendar.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub uid: Uid,
    /// Grows with every change of when it is and who is invited.
    pub sequence: usize,
    pub title: String,
    pub when: When,
    /// Which meeting of a series this one replaces.
    pub replaces: Option<When>,
    pub rule: Option<Rule>,
    /// The last day on which it may recur.
    pub until: Option<NaiveDate>,
    pub minutes: Option<i64>,
    pub cancelled: bool,
    pub organizer: Option<Party>,
    pub invited: Vec<Party>,
    /// What is written below the title, line by line.
    pub description: Vec<String>,
}

/// When an entry begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On this day; the time is not known.
    Day(NaiveDate),
    At(DateTime<Utc>),
    /// At a local time, which stays when clocks change.
    Local(NaiveDate, NaiveTime, Tz),
}

/// Somebody in a calendar entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub handle: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub seat: Seat,
}

/// Returns the entry for a whole series.
pub fn of_series(reader: Reader<'_>, ctx: &Ctx, row: &Row<Series>) -> Result<Invitation, OpsError> {
    const TELLING: [&str; 10] = [
        "title", "rule", "starts", "at", "zone", "minutes", "chair", "ended", "revision", "deleted",
    ];
    let entity = &row.entity;
    let mut invited = Vec::new();
    for key in series::members(reader, row)? {
        let seat = match entity.chair == Some(key) {
            true => Seat::Chair,
            false => Seat::Member,
        };
        invited.push(party(reader, key, seat)?);
    }
    let agenda = agenda::waiting(reader, row.key)?.into_iter();
    let agenda = agenda
        .filter(|one| !one.item.parked)
        .map(|one| one.item.title);
    Ok(Invitation {
        uid: reader.uid_of(row.key)?,
        sequence: sequence(reader, row.key, &TELLING)?,
        title: entity.title.clone(),
        when: on(entity, entity.starts),
        replaces: None,
        rule: entity.rule.clone(),
        until: entity.ended,
        minutes: entity.minutes,
        cancelled: false,
        organizer: organizer(reader, ctx, &invited)?,
        description: description(format!("tpm: {}", entity.slug), agenda, &invited),
        invited,
    })
}

/// Returns the entry for one meeting. One of a series, on a day of its rule, replaces that day's.
pub fn of_meeting(
    reader: Reader<'_>,
    ctx: &Ctx,
    row: &Row<Meeting>,
) -> Result<Invitation, OpsError> {
    const TELLING: [&str; 7] = [
        "title",
        "held",
        "starts_at",
        "minutes",
        "status",
        "revision",
        "deleted",
    ];
    let entity = &row.entity;
    let series: Option<Row<Series>> = entity.series.map(|key| reader.row(key)).transpose()?;
    let recurring =
        series.filter(|series| series.entity.next_from(entity.held) == Some(entity.held));
    let mut invited = Vec::new();
    for seat in reader.attendance_of(row.key)? {
        if seat.entity.invited {
            invited.push(party(reader, seat.entity.person, seat.entity.seat)?);
        }
    }
    let agenda = agenda::of(reader, row.key)?
        .into_iter()
        .map(|one| one.item.title);
    let id = row.id(Kind::Meeting);
    let own = sequence(reader, row.key, &TELLING)?;
    Ok(Invitation {
        uid: reader.uid_of(recurring.as_ref().map_or(row.key, |series| series.key))?,
        sequence: match &recurring {
            // It has to win over what the series said of that day.
            Some(series) => own + of_series(reader, ctx, series)?.sequence + 1,
            None => own,
        },
        title: entity.title.clone(),
        when: match (entity.starts_at, &recurring) {
            (Some(at), Some(series)) => {
                let local = at.with_timezone(&series.entity.zone);
                When::Local(local.date_naive(), local.time(), series.entity.zone)
            }
            (Some(at), None) => When::At(at),
            (None, _) => When::Day(entity.held),
        },
        replaces: recurring.map(|series| on(&series.entity, entity.held)),
        rule: None,
        until: None,
        minutes: entity.minutes,
        cancelled: entity.status == MeetingStatus::Cancelled,
        organizer: organizer(reader, ctx, &invited)?,
        description: description(format!("tpm: {id}"), agenda, &invited),
        invited,
    })
}

/// Says whom a calendar cannot invite.
pub fn without_email(invitation: &Invitation) -> Option<Remark> {
    let mut handles = invitation
        .invited
        .iter()
        .filter(|party| party.email.is_none())
        .map(|party| party.handle.as_str())
        .peekable();
    let first = *handles.peek()?;
    let named: Vec<String> = handles.map(|handle| format!("@{handle}")).collect();
    Some(Remark::Said(format!(
        "no e-mail address is known of {}; `tpm person {first} --email ADDRESS` adds one",
        named.join(", ")
    )))
}

fn on(series: &Series, date: NaiveDate) -> When {
    match series.at {
        Some(at) => When::Local(date, at, series.zone),
        None => When::Day(date),
    }
}

/// Counts the operations that changed what a calendar shows, after the first.
fn sequence(reader: Reader<'_>, key: Key, telling: &[&str]) -> Result<usize, OpsError> {
    let changes = reader.changes_of(key)?.into_iter();
    let mut operations: Vec<i64> = changes
        .filter(|change| {
            let field = change.field.as_deref();
            field.is_none_or(|field| telling.contains(&field))
        })
        .map(|change| change.operation.id)
        .collect();
    operations.dedup();
    Ok(operations.len().saturating_sub(1))
}

fn party(reader: Reader<'_>, key: Key, seat: Seat) -> Result<Party, OpsError> {
    let person: Person = reader.row(key)?.entity;
    Ok(Party {
        handle: person.handle,
        name: person.name,
        email: person.email,
        seat,
    })
}

/// Returns who invites: the chair, else whoever acts.
fn organizer(reader: Reader<'_>, ctx: &Ctx, invited: &[Party]) -> Result<Option<Party>, OpsError> {
    if let Some(chair) = invited.iter().find(|party| party.seat == Seat::Chair) {
        return Ok(Some(chair.clone()));
    }
    let me = reader.person_named(&ctx.actor)?;
    me.map(|row| party(reader, row.key, Seat::Member))
        .transpose()
}

fn description(
    origin: String,
    agenda: impl Iterator<Item = String>,
    invited: &[Party],
) -> Vec<String> {
    let mut lines: Vec<String> = agenda.map(|title| format!("- {title}")).collect();
    if !lines.is_empty() {
        lines.insert(0, "Agenda:".to_owned());
    }
    let unknown: Vec<String> = invited
        .iter()
        .filter(|party| party.email.is_none())
        .map(|party| format!("@{}", party.handle))
        .collect();
    if !unknown.is_empty() {
        lines.push(format!("Also invited: {}", unknown.join(", ")));
    }
    lines.push(origin);
    lines
}

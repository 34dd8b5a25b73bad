//! What people owe beside actions and decisions: word that they read what was decided, and needs that
//! they are to commit to or to deliver. Each with the day by which it is owed.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::days::Clocks;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::ladder::owed_by;
use crate::model::need::Need;
use crate::model::person::{Person, Workstream};
use crate::model::receipt::Receipt;
use crate::model::words::NeedStatus;
use crate::store::tables::track::TrackFilter;
use crate::store::{Reader, Row};

use super::error::OpsError;

/// What is wanted of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// That an action is done.
    Action,
    /// That a decision is made.
    Decide,
    /// What they think of an open decision.
    Say,
    /// That they have read what was decided.
    Answer,
    /// That they say yes to a need.
    Commit,
    /// What they promised to give.
    Deliver,
}

impl Wanted {
    /// Returns the word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Wanted::Action => "action",
            Wanted::Decide => "decision",
            Wanted::Say => "opinion",
            Wanted::Answer => "answer",
            Wanted::Commit => "commitment",
            Wanted::Deliver => "delivery",
        }
    }
}

/// One thing that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owed {
    pub key: Key,
    pub id: ItemId,
    pub title: String,
    pub wanted: Wanted,
    /// Who owes it: of a need that a workstream gives, its lead.
    pub person: Option<Key>,
    pub due: Option<NaiveDate>,
    /// When it was sent or asked for.
    pub since: NaiveDate,
    pub workstream: Option<Key>,
}

/// Returns all that is owed of the present, by the order in which it was asked for.
pub(super) fn all(
    reader: Reader<'_>,
    ctx: &Ctx,
    clocks: &Clocks<'_>,
) -> Result<Vec<Owed>, OpsError> {
    let mut owed = Vec::new();
    for row in reader.receipts_silent()? {
        owed.push(answer(reader, ctx, clocks, &row.entity)?);
    }
    for row in reader.needs(&TrackFilter::default(), &[], &[], &[])? {
        owed.push(need(reader, ctx, clocks, row)?);
    }
    Ok(owed)
}

/// Returns the answer that somebody owes who was told.
pub(super) fn answer(
    reader: Reader<'_>,
    ctx: &Ctx,
    clocks: &Clocks<'_>,
    receipt: &Receipt,
) -> Result<Owed, OpsError> {
    let row: Row<Decision> = reader.row(receipt.decision)?;
    let days = ctx.policy.limits.ack_days;
    let due = receipt
        .sent_at
        .and_then(|sent| owed_by(clocks, receipt.person, sent, days));
    Ok(Owed {
        key: row.key,
        id: row.id(Kind::Decision),
        wanted: Wanted::Answer,
        person: Some(receipt.person),
        due,
        since: receipt.sent_at.unwrap_or(ctx.today),
        workstream: row.entity.workstream,
        title: row.entity.title,
    })
}

/// Returns what the giver of an open need owes: a yes within the days for an answer, then the thing.
pub(super) fn need(
    reader: Reader<'_>,
    ctx: &Ctx,
    clocks: &Clocks<'_>,
    row: Row<Need>,
) -> Result<Owed, OpsError> {
    let id = row.id(Kind::Need);
    let need = row.entity;
    let person = giver(reader, &need)?;
    let is_asked = need.status == NeedStatus::Asked;
    let days = ctx.policy.limits.ack_days;
    let answer = person.and_then(|person| owed_by(clocks, person, need.asked_at, days));
    Ok(Owed {
        key: row.key,
        id,
        wanted: match is_asked {
            true => Wanted::Commit,
            false => Wanted::Deliver,
        },
        person,
        // A need that is due sooner than an answer is owed is late when it is due.
        due: match is_asked {
            true => [answer, need.due].into_iter().flatten().min(),
            false => need.due,
        },
        since: need.asked_at,
        workstream: need.workstream,
        title: need.title,
    })
}

fn giver(reader: Reader<'_>, need: &Need) -> Result<Option<Key>, OpsError> {
    let Some(giver) = need.giver else {
        return Ok(None);
    };
    if reader.is_workstream(giver)? {
        return Ok(reader.row::<Workstream>(giver)?.entity.lead);
    }
    let person: Person = reader.row(giver)?.entity;
    Ok((!person.is_group()).then_some(giver))
}

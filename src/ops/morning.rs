//! What the loop and the calendar ask of the user today: whom to tell, what is stuck on them, which
//! meetings there are.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, SecondsFormat, TimeZone};

use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::flight::Flight;
use crate::model::flight::stuck::{Holder, Rule, Stuck};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::series::{AgendaItem, Series};
use crate::store::{OperationFilter, OperationLine, Reader, Row, StoreError};
use crate::text::ids::{self, IdWord};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, MilestoneFacts, Named};
use super::followup::{self, Asked};
use super::list::midnight;
use super::loops::{self, FlightFacts, Sky};
use super::{absence, people, series};

/// How many decisions of the user are looked at, the most urgent first.
const MOST_LOOKED_AT: u32 = 100;

/// A decision that the user drives and of which people were not told yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToTell {
    pub id: ItemId,
    pub title: String,
    pub decided_at: Option<NaiveDate>,
    /// The handles of those who were not told.
    pub untold: Vec<String>,
}

/// A meeting of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// None for the next one of a series, which has no ID before it begins.
    pub id: Option<ItemId>,
    pub series: Option<String>,
    pub title: String,
    /// In the user's zone.
    pub at: Option<NaiveTime>,
    pub topics: Vec<String>,
}

/// What the loop asks of the user.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    pub to_tell: Vec<ToTell>,
    /// What is stuck on the user for another reason.
    pub stuck: Vec<FlightFacts>,
    /// What the user owes beside actions and decisions: answers, and needs to commit to or deliver.
    pub owed: Vec<Asked>,
    /// Milestones of the user that are past their day and not reached.
    pub milestones: Vec<MilestoneFacts>,
}

/// Returns what the loop asks of the user; what is late to be decided or done is told elsewhere.
pub fn duties(reader: Reader<'_>, ctx: &Ctx) -> Result<Duties, OpsError> {
    let Some(me) = people::filter_person(reader, ctx, &PersonWord::Me)? else {
        return Ok(Duties::default());
    };
    // Whoever stands in for somebody is asked what they would be asked.
    let mut stood_for = absence::stood_for(reader, ctx, me)?;
    stood_for.insert(me);
    let mut rows: Vec<Row<Decision>> = Vec::new();
    for person in &stood_for {
        let theirs = reader.in_flight_of(*person, MOST_LOOKED_AT)?.into_iter();
        let known: BTreeSet<Key> = rows.iter().map(|row| row.key).collect();
        rows.extend(theirs.filter(|row| !known.contains(&row.key)));
    }
    rows.extend(reader.to_look_at_again(ctx.today)?);
    let sky = Sky::over(reader, ctx, rows)?;
    let mut duties = Duties {
        owed: followup::owed_by(reader, ctx, NaiveDate::MAX, |person| {
            person.is_some_and(|person| stood_for.contains(&person))
        })?,
        milestones: late_milestones(reader, ctx, me)?,
        ..Duties::default()
    };
    for (row, flight, stuck) in sky.in_order(ctx) {
        let untold = untold(flight);
        let drives = flight
            .driver()
            .is_some_and(|driver| stood_for.contains(&driver));
        let has_to_tell = drives && !untold.is_empty();
        if has_to_tell {
            duties.to_tell.push(ToTell {
                id: row.id(Kind::Decision),
                title: row.entity.title.clone(),
                decided_at: row.entity.decided_at,
                untold: handles(reader, &untold)?,
            });
        }
        let is_said = |stuck: &Stuck| has_to_tell && stuck.rule == Rule::Unsent;
        if stuck
            .as_ref()
            .is_some_and(|stuck| is_on(stuck, me) && !is_said(stuck))
        {
            duties
                .stuck
                .push(loops::describe(reader, ctx, row, flight, stuck)?);
        }
    }
    Ok(duties)
}

fn untold(flight: &Flight) -> Vec<Key> {
    if flight.status.is_open() || !flight.owes_telling {
        return Vec::new();
    }
    let tellings = flight.tellings().into_iter();
    tellings
        .filter(|telling| !telling.is_told())
        .map(|telling| telling.person)
        .collect()
}

fn handles(reader: Reader<'_>, people: &[Key]) -> Result<Vec<String>, StoreError> {
    people.iter().map(|key| reader.handle_of(*key)).collect()
}

/// Returns the milestones that somebody owns and that are past their day.
fn late_milestones(
    reader: Reader<'_>,
    ctx: &Ctx,
    owner: Key,
) -> Result<Vec<MilestoneFacts>, OpsError> {
    let rows = reader.milestones_held(owner)?.into_iter();
    let late = rows.filter(|row| {
        let expected = row.entity.expected();
        !row.entity.history && expected.is_some_and(|day| day < ctx.today)
    });
    late.map(|row| Ok(facts::milestone(reader, row)?)).collect()
}

/// Whether somebody holds it up for a day or longer, by another reason than those that lists of dates
/// tell. The clock of who is away stands still, so that what their cover holds up counts at once.
fn is_on(stuck: &Stuck, me: Key) -> bool {
    let is_told_elsewhere = matches!(stuck.rule, Rule::Overdue | Rule::OverdueAction);
    let holds =
        |one: &Holder| one.person == Some(me) && (stuck.days > 0 || one.stands_in_for.is_some());
    !is_told_elsewhere && stuck.holders.iter().any(holds)
}

/// Returns the meetings of today, the planned ones and those of series, by their time.
pub fn sittings(reader: Reader<'_>, ctx: &Ctx) -> Result<Vec<Sitting>, OpsError> {
    let mut sittings = Vec::new();
    let planned = reader.planned_meetings(ctx.today)?.into_iter();
    for row in planned.take_while(|row| row.entity.held == ctx.today) {
        let starts = row.entity.starts_at;
        sittings.push(Sitting {
            id: Some(row.id(Kind::Meeting)),
            series: match row.entity.series {
                Some(key) => Some(reader.row::<Series>(key)?.entity.slug),
                None => None,
            },
            title: row.entity.title.clone(),
            at: starts.map(|at| at.with_timezone(&ctx.zone).time()),
            topics: topics(reader.agenda_of(row.key)?.iter().map(|row| &row.entity)),
        });
    }
    for facts in series::list(reader, ctx)? {
        let today = facts
            .next
            .iter()
            .filter_map(|day| local(ctx, &facts.series, *day));
        let Some((_, at)) = today.into_iter().find(|(day, _)| *day == ctx.today) else {
            continue;
        };
        let waiting = reader.agenda_waiting(facts.key)?;
        let waiting = waiting.iter().map(|row| &row.entity);
        sittings.push(Sitting {
            id: None,
            title: facts.series.title.clone(),
            series: Some(facts.series.slug),
            at,
            topics: topics(waiting.filter(|topic| !topic.parked)),
        });
    }
    sittings.sort_by(|one, other| (one.at, &one.title).cmp(&(other.at, &other.title)));
    Ok(sittings)
}

fn topics<'a>(items: impl Iterator<Item = &'a AgendaItem>) -> Vec<String> {
    items.map(|topic| topic.title.clone()).collect()
}

/// Returns on which day and at what time the user sees a meeting of a series begin.
fn local(ctx: &Ctx, series: &Series, day: NaiveDate) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let Some(at) = series.at else {
        return Some((day, None));
    };
    let there = series
        .zone
        .from_local_datetime(&day.and_time(at))
        .earliest()?;
    let here = there.with_timezone(&ctx.zone).naive_local();
    Some((here.date(), Some(here.time())))
}

/// An item that changed, and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub item: Named,
    /// The commands that touched it, each once, in the order of their first.
    pub verbs: Vec<String>,
    /// The handles of who gave them.
    pub by: Vec<String>,
    /// The instant of the last, RFC 3339 in UTC.
    pub last: String,
}

/// Returns the items that changed since a day, the last changed first; what was undone does not count.
/// At most `MOST_CHANGES` commands are looked at, the last ones; the second value tells whether there
/// were more.
pub fn changed(
    reader: Reader<'_>,
    ctx: &Ctx,
    since: NaiveDate,
) -> Result<(Vec<Changed>, bool), OpsError> {
    let from = midnight(ctx, since).map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    let filter = OperationFilter {
        since: from,
        limit: Some(MOST_CHANGES + 1),
        ..OperationFilter::default()
    };
    let mut operations = reader.operations(&filter)?;
    let more = operations.len() > MOST_CHANGES as usize;
    operations.truncate(MOST_CHANGES as usize);
    let mut changed: Vec<Changed> = Vec::new();
    for line in operations {
        if line.undoes.is_some() || line.undone_by.is_some() {
            continue;
        }
        for word in line.items.split(' ') {
            let Ok(IdWord::Id(id)) = ids::read(word) else {
                continue;
            };
            match changed.iter_mut().find(|one| one.item.id == id) {
                Some(one) => one.also(&line),
                None => changed.extend(first_seen(reader, id, &line)?),
            }
        }
    }
    for one in &mut changed {
        one.verbs.reverse();
        one.by.reverse();
    }
    Ok((changed, more))
}

/// How many commands are looked at for what changed.
const MOST_CHANGES: u32 = 500;

/// Returns an item of a command, unless it is gone.
fn first_seen(
    reader: Reader<'_>,
    id: ItemId,
    line: &OperationLine,
) -> Result<Option<Changed>, OpsError> {
    let Some((key, false)) = reader.find_item(id)? else {
        return Ok(None);
    };
    Ok(facts::named(reader, Some(key))?.map(|item| Changed {
        item,
        verbs: vec![line.verb.clone()],
        by: vec![line.actor.clone()],
        last: line.at.clone(),
    }))
}

impl Changed {
    /// Adds an earlier command.
    fn also(&mut self, line: &OperationLine) {
        for (known, word) in [(&mut self.verbs, &line.verb), (&mut self.by, &line.actor)] {
            known.retain(|one| one != word);
            known.push(word.clone());
        }
    }
}

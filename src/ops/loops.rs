//! The loop: every decision in flight with its gates, where it is stuck, on whom and for how long; and
//! one decision rule by rule.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::days::{Absences, Clocks};
use crate::model::decision::Decision;
use crate::model::flight::gates::{Gates, gates};
use crate::model::flight::stuck::{
    About, Clear, Finding, Holder, Rule, Stuck, Watch, explain, stuck, urgency,
};
use crate::model::flight::{Flight, Flights, Place};
use crate::model::id::{ItemId, Key, Kind};
use crate::store::{Reader, Row};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, Named};
use super::list::Page;
use super::{audience, people, targets};

/// Which decisions in flight are shown; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct LoopFilter {
    /// Who holds them up, or would have to move next; `None` in the list is nobody.
    pub owners: Vec<PersonWord>,
    pub workstreams: Vec<String>,
    /// Leaves out what is on its way.
    pub only_stuck: bool,
    pub limit: Option<u32>,
}

/// One decision in the loop, as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlightFacts {
    pub id: ItemId,
    pub decision: Decision,
    pub workstream: Option<String>,
    pub place: Place,
    pub gates: Gates,
    pub blocks_milestone: bool,
    /// Who would have to move next: the decider until it is made, then the driver.
    pub next: Option<String>,
    pub stuck: Option<StuckFacts>,
}

/// Where a decision is stuck, with the names of those that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckFacts {
    pub rule: Rule,
    pub holders: Vec<HolderFacts>,
    pub days: i64,
    /// Items and people that show why.
    pub about: Vec<AboutFacts>,
}

/// Who is to move, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderFacts {
    /// Nobody where neither the part is taken nor known who raised it.
    pub person: Option<String>,
    /// Who is away, when `person` is their cover.
    pub stands_in_for: Option<String>,
    pub is_away: bool,
    pub days: i64,
}

/// What shows why a rule fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AboutFacts {
    Person(String),
    Item(Named),
}

/// What one rule found, with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictFacts {
    pub rule: Rule,
    pub finding: Result<StuckFacts, Clear>,
}

/// One decision, rule by rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    pub flight: FlightFacts,
    pub verdicts: Vec<VerdictFacts>,
}

/// All that is in flight, with what the rules need beside it.
pub struct Sky {
    pub rows: Vec<Row<Decision>>,
    pub flights: Flights,
    pub absences: Absences,
}

impl Sky {
    /// Reads all that is in flight, and what left the loop and asks to be looked at again.
    pub fn read(reader: Reader<'_>, ctx: &Ctx) -> Result<Sky, OpsError> {
        let mut rows = reader.in_flight()?;
        rows.extend(reader.to_look_at_again(ctx.today)?);
        Sky::over(reader, ctx, rows)
    }

    /// Reads these decisions, and all that they depend on.
    pub fn over(reader: Reader<'_>, ctx: &Ctx, rows: Vec<Row<Decision>>) -> Result<Sky, OpsError> {
        let mut flights = reader.flights(&rows, ctx.zone)?;
        for flight in flights.values_mut() {
            audience::foresee(reader, ctx.policy.limits.ack, flight)?;
        }
        Ok(Sky {
            rows,
            flights,
            absences: reader.absences()?,
        })
    }

    /// Returns with what the rules look at it.
    pub fn watch<'a>(&'a self, ctx: &'a Ctx) -> Watch<'a> {
        Watch {
            clocks: Clocks::of(ctx, &self.absences),
            limits: &ctx.policy.limits,
            flights: &self.flights,
        }
    }

    /// Returns the decisions that are in the loop on a day, and where each is stuck: those first, the
    /// most urgent before the others; then what is on its way, by the date to decide by.
    pub fn in_order(&self, ctx: &Ctx) -> Vec<(&Row<Decision>, &Flight, Option<Stuck>)> {
        let watch = self.watch(ctx);
        let looked_at = self.rows.iter().filter_map(|row| {
            let flight = self.flights.get(&row.key)?;
            let place = flight.place(ctx.today);
            let stuck = stuck(flight, &watch);
            // A decision whose gates are met is looked at again when its review is due.
            (place == Place::InFlight || stuck.is_some()).then_some((row, flight, stuck))
        });
        let mut found: Vec<_> = looked_at.collect();
        found.sort_by_cached_key(|(row, flight, stuck)| {
            let urgency = stuck.as_ref().map(|stuck| urgency(flight, stuck));
            (
                urgency.is_none(),
                urgency,
                row.entity.due.unwrap_or(NaiveDate::MAX),
                row.key,
            )
        });
        found
    }
}

/// Lists the decisions in flight, the stuck ones first.
pub fn list(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &LoopFilter,
) -> Result<Page<FlightFacts>, OpsError> {
    let owners = people::filter_people(reader, ctx, &filter.owners)?;
    let mut workstreams = Vec::new();
    for name in &filter.workstreams {
        workstreams.extend(people::filter_workstream(reader, name)?);
    }
    let sky = Sky::read(reader, ctx)?;
    let mut kept = sky.in_order(ctx);
    kept.retain(|(row, flight, stuck)| {
        let holds = owners.is_empty()
            || held(flight, stuck.as_ref())
                .iter()
                .any(|who| owners.contains(who));
        holds
            && (workstreams.is_empty() || workstreams.contains(&row.entity.workstream))
            && !(filter.only_stuck && stuck.is_none())
    });
    let limit = filter.limit.map_or(usize::MAX, |limit| limit as usize);
    let truncated = kept.len() > limit;
    kept.truncate(limit);
    let rows = kept
        .into_iter()
        .map(|(row, flight, stuck)| describe(reader, ctx, row, flight, stuck))
        .collect::<Result<_, _>>()?;
    Ok(Page { rows, truncated })
}

/// Who holds a decision up; of one that is on its way, who has to move next.
fn held(flight: &Flight, stuck: Option<&Stuck>) -> Vec<Option<Key>> {
    match stuck {
        Some(stuck) => stuck.holders.iter().map(|holder| holder.person).collect(),
        None => vec![next(flight)],
    }
}

fn next(flight: &Flight) -> Option<Key> {
    match gates(flight).is_made {
        false => flight.decider(),
        true => flight.driver(),
    }
}

/// Explains one decision rule by rule.
pub fn one(reader: Reader<'_>, ctx: &Ctx, word: &IdWord) -> Result<Explained, OpsError> {
    let target = targets::resolve_one(reader, ctx, word, &[Kind::Decision])?;
    let row: Row<Decision> = reader.row(target.key)?;
    let sky = Sky::over(reader, ctx, vec![row.clone()])?;
    let flight = &sky.flights[&row.key];
    let watch = sky.watch(ctx);
    let mut verdicts = Vec::new();
    for verdict in explain(flight, &watch) {
        verdicts.push(VerdictFacts {
            rule: verdict.rule,
            finding: match verdict.finding {
                Finding::Fires(stuck) => Ok(stuck_facts(reader, &stuck)?),
                Finding::Clear(clear) => Err(clear),
            },
        });
    }
    let stuck = stuck(flight, &watch);
    Ok(Explained {
        flight: describe(reader, ctx, &row, flight, stuck)?,
        verdicts,
    })
}

/// Gives one decision in flight its names.
pub fn describe(
    reader: Reader<'_>,
    ctx: &Ctx,
    row: &Row<Decision>,
    flight: &Flight,
    stuck: Option<Stuck>,
) -> Result<FlightFacts, OpsError> {
    let workstream = row.entity.workstream;
    Ok(FlightFacts {
        id: row.id(Kind::Decision),
        workstream: workstream.map(|key| reader.slug_of(key)).transpose()?,
        decision: row.entity.clone(),
        place: flight.place(ctx.today),
        gates: gates(flight),
        blocks_milestone: flight.blocks_milestone,
        next: handle(reader, next(flight))?,
        stuck: stuck.map(|stuck| stuck_facts(reader, &stuck)).transpose()?,
    })
}

fn stuck_facts(reader: Reader<'_>, stuck: &Stuck) -> Result<StuckFacts, OpsError> {
    let Stuck {
        rule,
        holders,
        days,
        about,
    } = stuck;
    let mut named = Vec::new();
    for about in about {
        match about {
            About::Person(key) => named.push(AboutFacts::Person(reader.handle_of(*key)?)),
            About::Action(key) | About::Decision(key) | About::Assumption(key) => {
                named.extend(facts::named(reader, Some(*key))?.map(AboutFacts::Item));
            }
        }
    }
    let holders = holders.iter().map(|holder| holder_facts(reader, holder));
    Ok(StuckFacts {
        rule: *rule,
        holders: holders.collect::<Result<_, _>>()?,
        days: *days,
        about: named,
    })
}

fn holder_facts(reader: Reader<'_>, holder: &Holder) -> Result<HolderFacts, OpsError> {
    let Holder {
        person,
        stands_in_for,
        is_away,
        days,
    } = holder;
    Ok(HolderFacts {
        person: handle(reader, *person)?,
        stands_in_for: handle(reader, *stands_in_for)?,
        is_away: *is_away,
        days: *days,
    })
}

fn handle(reader: Reader<'_>, key: Option<Key>) -> Result<Option<String>, OpsError> {
    Ok(key.map(|key| reader.handle_of(key)).transpose()?)
}

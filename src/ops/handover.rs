//! What somebody needs who takes a workstream over: how it stands, what is open and where it is stuck, whom
//! to chase, and which meetings come next. It changes nothing.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::series::Series;
use crate::store::{Reader, Row};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::ActionFacts;
use super::followup::{self, Followup, Grouping, Reach};
use super::list::{self, Filter};
use super::loops::{self, FlightFacts, LoopFilter};
use super::people;
use super::report::{self, Section};
use super::series;

/// How many days ahead of what is overdue a handover looks.
const SOON_DAYS: u32 = 7;

/// One workstream, or the whole program, on its way to somebody.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The handle of who takes it over.
    pub to: String,
    /// The facts and the words of the report that would be sent now.
    pub section: Section,
    /// Decisions in flight, the stuck ones first.
    pub flights: Vec<FlightFacts>,
    /// Whom to chase, and what is due within a week.
    pub followup: Followup,
    /// Open actions of whoever hands over: these need another owner.
    pub own: Vec<ActionFacts>,
    pub meetings: Vec<MeetingLine>,
}

/// A meeting that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingLine {
    /// None for the next one of a series, which has no ID before it begins.
    pub id: Option<ItemId>,
    pub series: Option<String>,
    pub title: String,
    pub on: NaiveDate,
}

/// Puts together what `to` needs to know of a workstream.
pub fn handover(
    reader: Reader<'_>,
    ctx: &Ctx,
    to: &PersonWord,
    workstream: Option<&str>,
) -> Result<Handover, OpsError> {
    let Some(person) = people::filter_person(reader, ctx, to)? else {
        return Err(OpsError::invalid(
            "nobody takes over",
            "--to names one person",
        ));
    };
    people::refuse_group(reader, person)?;
    let workstreams: Vec<String> = workstream.map(str::to_owned).into_iter().collect();
    let mut sections = report::weekly(reader, ctx, &workstreams, None)?;
    let section = sections.remove(0);
    let flights = LoopFilter {
        workstreams: workstreams.clone(),
        ..LoopFilter::default()
    };
    let open = Filter {
        workstreams: workstreams.clone(),
        ..Filter::default()
    };
    let reach = Reach {
        soon: Some(SOON_DAYS),
        undated: false,
    };
    let own = Filter {
        owners: vec![PersonWord::Me],
        ..open.clone()
    };
    let own = match reader.person_named(&ctx.actor)? {
        Some(_) => list::actions(reader, ctx, &own, &[], false)?.rows,
        None => Vec::new(),
    };
    Ok(Handover {
        to: reader.handle_of(person)?,
        section,
        flights: loops::list(reader, ctx, &flights)?.rows,
        followup: followup::followup(reader, ctx, &open, reach, Grouping::Owner)?,
        own,
        meetings: meetings(reader, ctx, &list::workstreams(reader, &workstreams)?)?,
    })
}

/// Returns the meetings that are planned and the next one of each series, by day.
fn meetings(
    reader: Reader<'_>,
    ctx: &Ctx,
    workstreams: &[Option<Key>],
) -> Result<Vec<MeetingLine>, OpsError> {
    let is_within =
        |workstream: Option<Key>| workstreams.is_empty() || workstreams.contains(&workstream);
    let mut lines = Vec::new();
    let mut met: BTreeSet<String> = BTreeSet::new();
    for row in reader.planned_meetings(ctx.today)? {
        let series: Option<Row<Series>> = match row.entity.series {
            Some(key) => Some(reader.row(key)?),
            None => None,
        };
        let home = series.as_ref().and_then(|row| row.entity.workstream);
        if is_within(row.entity.workstream.or(home)) {
            let series = series.map(|row| row.entity.slug);
            met.extend(series.clone());
            lines.push(MeetingLine {
                id: Some(row.id(Kind::Meeting)),
                series,
                title: row.entity.title.clone(),
                on: row.entity.held,
            });
        }
    }
    for facts in series::list(reader, ctx)? {
        let next = facts.next.first().copied();
        let is_told = met.contains(&facts.series.slug) || !is_within(facts.series.workstream);
        if let Some(on) = next.filter(|_| !is_told) {
            lines.push(MeetingLine {
                id: None,
                title: facts.series.title.clone(),
                series: Some(facts.series.slug),
                on,
            });
        }
    }
    lines.sort_by(|one, other| (one.on, &one.title).cmp(&(other.on, &other.title)));
    Ok(lines)
}

//! The metrics of the loop over a window, with the window before and a short course of earlier ones; whole,
//! or by owner, workstream or door.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::metrics::facts::{Fact, Facts};
use crate::model::metrics::value::Value;
use crate::model::metrics::working::waiting_by_person;
use crate::model::metrics::{Metric, Name, Window, metrics};
use crate::store::Reader;
use crate::store::tables::metrics::{Depth, Scope, Tag};

use super::error::OpsError;
use super::list;

/// Over how many days metrics are told unless somebody says otherwise, today included.
const USUAL_DAYS: u64 = 30;
/// How many windows of the same length make up the course, the present one included.
const COURSE: usize = 8;

/// By what metrics are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Who decides, or who owns the action, risk or milestone. Meetings have no owner.
    Owner,
    Workstream,
    /// Decisions and what serves them.
    Door,
}

/// Which metrics are wanted; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The first and the last day; the last 30 days up to today where nothing is said.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub workstreams: Vec<String>,
    pub grouping: Option<Grouping>,
    /// All of them, not only the eight of every day.
    pub all: bool,
}

/// Metrics of one window.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub window: Window,
    pub before: Option<Window>,
    pub grouping: Option<Grouping>,
    pub groups: Vec<Group>,
}

/// The metrics of all, or of one owner, workstream or door.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// A handle, a slug or a door; none for what has no such thing, and where nothing is told apart.
    pub name: Option<String>,
    pub lines: Vec<Measure>,
    /// On whom actions waited and for how many days in the window, the most first; what is no person is
    /// under none. Only where all metrics are wanted.
    pub waits: Vec<Waited>,
}

/// A handle, and how many days were waited on them.
pub type Waited = (Option<String>, i64);

/// One metric and how it came to that.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub name: Name,
    pub value: Value,
    /// In the window of the same length just before.
    pub before: Option<Value>,
    /// The last windows of the same length, the oldest first, up to the present one.
    pub course: Vec<Option<f64>>,
}

/// Computes the metrics of a window.
pub fn measure(reader: Reader<'_>, ctx: &Ctx, query: &Query) -> Result<Measured, OpsError> {
    let window = window(ctx, (query.since, query.until), USUAL_DAYS)?;
    let windows = course(window);
    let scope = Scope {
        from: windows.last().map_or(window.from, |oldest| oldest.from),
        workstreams: list::workstreams(reader, &query.workstreams)?,
        zone: ctx.zone,
        depth: if query.all { Depth::All } else { Depth::Daily },
    };
    let facts = reader.metric_facts(&scope)?;
    let mut groups = Vec::new();
    for (name, facts) in grouped(reader, query.grouping, facts)? {
        groups.push(Group {
            name,
            lines: lines(ctx, query, &windows, &facts),
            waits: match query.all {
                true => waits(reader, &facts, window)?,
                false => Vec::new(),
            },
        });
    }
    Ok(Measured {
        window,
        before: window.before(),
        grouping: query.grouping,
        groups,
    })
}

/// Returns what the metrics came to in each of these windows, which are in the order of time.
pub fn course_of(
    reader: Reader<'_>,
    ctx: &Ctx,
    workstreams: &[String],
    windows: &[Window],
) -> Result<Vec<Vec<(Name, Value)>>, OpsError> {
    let Some(first) = windows.first() else {
        return Ok(Vec::new());
    };
    let scope = Scope {
        from: first.from,
        workstreams: list::workstreams(reader, workstreams)?,
        zone: ctx.zone,
        depth: Depth::Daily,
    };
    let mut facts = Facts::default();
    facts.extend(
        reader
            .metric_facts(&scope)?
            .into_iter()
            .map(|(_, fact)| fact),
    );
    let limits = &ctx.policy.limits;
    let values = windows
        .iter()
        .map(|window| flat(metrics(&facts, *window, limits)));
    Ok(values.collect())
}

/// Returns the window that is meant: both its ends where they are said, else so many days; never a day to
/// come.
pub(super) fn window(
    ctx: &Ctx,
    (since, until): (Option<NaiveDate>, Option<NaiveDate>),
    usual_days: u64,
) -> Result<Window, OpsError> {
    let to = until.map_or(ctx.today, |until| until.min(ctx.today));
    let usual = to.checked_sub_days(Days::new(usual_days - 1));
    let from = since.or(usual).unwrap_or(to);
    match from <= to {
        true => Ok(Window { from, to }),
        false => Err(OpsError::invalid(
            format!("the window would begin on {from} and end on {to}"),
            "--since is the first day and --until the last; metrics end today at the latest",
        )),
    }
}

/// Returns the window and those of its length before it, the latest first.
fn course(window: Window) -> Vec<Window> {
    std::iter::successors(Some(window), |later| later.before())
        .take(COURSE)
        .collect()
}

/// Puts facts together by what they are told apart by; what has no door is in none of two groups.
fn grouped(
    reader: Reader<'_>,
    grouping: Option<Grouping>,
    facts: Vec<(Tag, Fact)>,
) -> Result<Vec<(Option<String>, Facts)>, OpsError> {
    let Some(grouping) = grouping else {
        let mut all = Facts::default();
        all.extend(facts.into_iter().map(|(_, fact)| fact));
        return Ok(vec![(None, all)]);
    };
    let mut names: BTreeMap<Option<Key>, Option<String>> = BTreeMap::new();
    // What has no name comes last.
    let mut groups: BTreeMap<(bool, Option<String>), Facts> = BTreeMap::new();
    for (tag, fact) in facts {
        let name = match grouping {
            Grouping::Door if tag.door.is_none() => continue,
            Grouping::Door => tag.door.map(|door| door.word().to_owned()),
            Grouping::Owner => match names.get(&tag.owner) {
                Some(name) => name.clone(),
                None => tag.owner.map(|key| reader.handle_of(key)).transpose()?,
            },
            Grouping::Workstream => match names.get(&tag.workstream) {
                Some(name) => name.clone(),
                None => tag.workstream.map(|key| reader.slug_of(key)).transpose()?,
            },
        };
        match grouping {
            Grouping::Owner => names.insert(tag.owner, name.clone()),
            Grouping::Workstream => names.insert(tag.workstream, name.clone()),
            Grouping::Door => None,
        };
        let group = groups.entry((name.is_none(), name)).or_default();
        group.extend([fact]);
    }
    Ok(groups
        .into_iter()
        .map(|((_, name), facts)| (name, facts))
        .collect())
}

fn lines(ctx: &Ctx, query: &Query, windows: &[Window], facts: &Facts) -> Vec<Measure> {
    let limits = &ctx.policy.limits;
    let all = windows
        .iter()
        .map(|window| flat(metrics(facts, *window, limits)));
    let all: Vec<Vec<(Name, Value)>> = all.collect();
    let at = |window: &[(Name, Value)], name: Name| {
        let found = window.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| *value)
    };
    let Some(present) = all.first() else {
        return Vec::new();
    };
    let wanted = present
        .iter()
        .filter(|(name, _)| query.all || name.is_daily());
    let measure = |(name, value): &(Name, Value)| Measure {
        name: *name,
        value: *value,
        before: all.get(1).and_then(|before| at(before, *name)),
        course: all
            .iter()
            .rev()
            .map(|window| at(window, *name)?.number())
            .collect(),
    };
    wanted.map(measure).collect()
}

fn waits(reader: Reader<'_>, facts: &Facts, window: Window) -> Result<Vec<Waited>, OpsError> {
    let mut waits = Vec::new();
    for (person, days) in waiting_by_person(&facts.actions, window) {
        if days > 0 {
            let handle = person.map(|key| reader.handle_of(key)).transpose()?;
            waits.push((handle, days));
        }
    }
    waits.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(waits)
}

/// Returns metrics and what stands beside them in one row.
fn flat(metrics: Vec<Metric>) -> Vec<(Name, Value)> {
    let flat = metrics.into_iter().flat_map(|metric| {
        let Metric {
            name,
            value,
            beside,
        } = metric;
        std::iter::once((name, value)).chain(beside)
    });
    flat.collect()
}

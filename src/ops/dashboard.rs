//! What stands on one page: the loop, what is overdue, workstreams, milestones, risks and needs, and how
//! decisions and actions went week by week.

use chrono::{Days, NaiveDate};

use crate::model::ctx::Ctx;
use crate::model::metrics::value::Value;
use crate::model::metrics::{Name, Window};
use crate::model::words::WorkstreamStatus;
use crate::store::Reader;
use crate::text::names;

use super::error::OpsError;
use super::facts::{MilestoneFacts, NeedFacts, RiskFacts};
use super::followup::{self, Followup, Grouping, Reach};
use super::list::{Filter, Page};
use super::loops::{self, FlightFacts, LoopFilter};
use super::need::NeedFilter;
use super::workstream::{self, WorkstreamFacts};
use super::{metrics, milestone, need, people, risk};

/// What the page is to hold.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Workstreams as typed; none keeps all.
    pub workstreams: Vec<String>,
    /// The days that trends and what was reached are taken from; the last twelve weeks unless told.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// All that stands on the page.
#[derive(Clone, Debug)]
pub struct Dashboard {
    pub workstreams: Vec<String>,
    pub window: Window,
    /// What is in flight, the stuck ones first.
    pub flights: Vec<FlightFacts>,
    pub overdue: Followup,
    /// Those that are not done, each after the one that it belongs to.
    pub streams: Vec<WorkstreamFacts>,
    /// The open ones, the gravest first.
    pub risks: Page<RiskFacts>,
    /// The open ones by date.
    pub needs: Page<NeedFacts>,
    /// Those ahead, and those reached in the window.
    pub milestones: Vec<MilestoneFacts>,
    /// In the order of time.
    pub trends: Vec<Step>,
}

/// What some metrics came to in a part of the window; none where they are not measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub window: Window,
    pub latency: Option<Value>,
    pub on_time: Option<Value>,
}

/// How many overdue items are looked at, so that a page of a huge store is still made soon.
const MOST_OVERDUE: u32 = 5_000;

/// How many days are looked back on unless somebody says otherwise: twelve weeks.
const USUAL_DAYS: u64 = 84;

/// Into how many steps of time a trend is cut.
const MOST_STEPS: i64 = 16;

/// Collects what stands on the page.
pub fn dashboard(reader: Reader<'_>, ctx: &Ctx, scope: &Scope) -> Result<Dashboard, OpsError> {
    let window = metrics::window(ctx, (scope.since, scope.until), USUAL_DAYS)?;
    let filter = Filter {
        workstreams: scope.workstreams.clone(),
        ..Filter::default()
    };
    let in_loop = LoopFilter {
        workstreams: scope.workstreams.clone(),
        ..LoopFilter::default()
    };
    let overdue = Filter {
        limit: Some(MOST_OVERDUE),
        ..filter.clone()
    };
    let mut milestones = milestone::milestones(reader, ctx, &filter, &[], true)?.rows;
    milestones.retain(|facts| {
        let milestone = &facts.row.entity;
        milestone.is_open() || milestone.done_at.is_some_and(|day| window.holds(day))
    });
    Ok(Dashboard {
        workstreams: scope.workstreams.clone(),
        window,
        flights: loops::list(reader, ctx, &in_loop)?.rows,
        overdue: followup::followup(reader, ctx, &overdue, Reach::default(), Grouping::Owner)?,
        streams: streams(reader, ctx, &scope.workstreams)?,
        risks: risk::risks(reader, ctx, &filter, (&[], &[]), false)?,
        needs: need::needs(reader, ctx, &filter, &NeedFilter::default())?,
        milestones,
        trends: trends(reader, ctx, scope, window)?,
    })
}

/// Returns the workstreams that are not done: all, or those named and what stands below them.
fn streams(
    reader: Reader<'_>,
    ctx: &Ctx,
    named: &[String],
) -> Result<Vec<WorkstreamFacts>, OpsError> {
    let named: Vec<String> = named
        .iter()
        .map(|name| names::slug(name, people::LONGEST_SLUG))
        .collect();
    let mut kept = Vec::new();
    // Those that come after a named one and stand deeper are below it.
    let mut above = None;
    for facts in workstream::list(reader, ctx)? {
        above = above.filter(|depth| facts.depth > *depth);
        if above.is_none() && named.contains(&facts.workstream.slug) {
            above = Some(facts.depth);
        }
        let is_meant = named.is_empty() || above.is_some();
        if is_meant && facts.workstream.status != WorkstreamStatus::Done {
            kept.push(facts);
        }
    }
    Ok(kept)
}

/// Cuts the window into whole weeks, or into as many weeks each as leave no more than `MOST_STEPS`. The
/// last ends with the window; the first begins with it, however short that makes it.
fn steps(window: Window) -> Vec<Window> {
    let days = (window.to - window.from).num_days() + 1;
    let weeks = (days + 6) / 7;
    let length = Days::new(((weeks + MOST_STEPS - 1) / MOST_STEPS).unsigned_abs() * 7);
    let mut steps = Vec::new();
    let mut to = window.to;
    while let Some(before) = to
        .checked_sub_days(length)
        .filter(|day| *day >= window.from)
    {
        steps.push(Window {
            from: before + Days::new(1),
            to,
        });
        to = before;
    }
    steps.push(Window {
        from: window.from,
        to,
    });
    steps.reverse();
    steps
}

fn trends(
    reader: Reader<'_>,
    ctx: &Ctx,
    scope: &Scope,
    window: Window,
) -> Result<Vec<Step>, OpsError> {
    let windows = steps(window);
    let values = metrics::course_of(reader, ctx, &scope.workstreams, &windows)?;
    let both = windows.into_iter().zip(values);
    let steps = both.map(|(window, values)| {
        let value = |wanted| {
            let found = values.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| *value)
        };
        Step {
            window,
            latency: value(Name::DecisionLatency),
            on_time: value(Name::OnTime),
        }
    });
    Ok(steps.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window(from: &str, to: &str) -> Window {
        Window {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    #[test]
    fn a_window_is_cut_into_weeks_that_end_with_it() {
        let check = |from, to, count, first: (&str, &str)| {
            let steps = steps(window(from, to));
            assert_eq!(steps.len(), count, "{steps:?}");
            assert_eq!(steps[0], window(first.0, first.1));
        };
        check("2026-08-31", "2026-11-22", 12, ("2026-08-31", "2026-09-06"));
        check("2026-11-22", "2026-11-22", 1, ("2026-11-22", "2026-11-22"));
        check("2026-11-15", "2026-11-22", 2, ("2026-11-15", "2026-11-15"));
        check("2025-11-23", "2026-11-22", 14, ("2025-11-23", "2025-11-23"));
    }

    proptest! {
        #[test]
        fn steps_fill_the_window_without_gaps(from in 0_i64..4_000, days in 0_i64..4_000) {
            let day = |number| NaiveDate::default() + chrono::TimeDelta::days(number);
            let whole = Window { from: day(from), to: day(from + days) };
            let steps = steps(whole);
            prop_assert!(steps.len() <= 17);
            prop_assert_eq!(steps[0].from, whole.from);
            prop_assert_eq!(steps[steps.len() - 1].to, whole.to);
            for pair in steps.windows(2) {
                prop_assert_eq!(pair[0].to + Days::new(1), pair[1].from);
            }
        }
    }
}

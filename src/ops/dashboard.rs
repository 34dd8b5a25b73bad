//! What stands on one page: the loop, what is overdue, workstreams, milestones, risks and needs, and how
//! decisions and actions went week by week.

use chrono::{Days, NaiveDate};

use crate::model::ctx::Ctx;
use crate::model::metrics::Window;
use crate::store::Reader;

use super::error::OpsError;
use super::facts::{MilestoneFacts, NeedFacts, RiskFacts};
use super::followup::{self, Followup, Grouping, Reach};
use super::list::{Filter, Page};
use super::loops::{self, FlightFacts, LoopFilter};
use super::need::NeedFilter;
use super::{milestone, need, risk};

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
    /// The open ones, the gravest first.
    pub risks: Page<RiskFacts>,
    /// The open ones by date.
    pub needs: Page<NeedFacts>,
    /// Those ahead, and those reached in the window.
    pub milestones: Vec<MilestoneFacts>,
}

/// How many overdue items are looked at, so that a page of a huge store is still made soon.
const MOST_OVERDUE: u32 = 5_000;

const WEEKS: u64 = 12;

/// Collects what stands on the page.
pub fn dashboard(reader: Reader<'_>, ctx: &Ctx, scope: &Scope) -> Result<Dashboard, OpsError> {
    let window = window(scope, ctx.today)?;
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
        risks: risk::risks(reader, ctx, &filter, (&[], &[]), false)?,
        needs: need::needs(reader, ctx, &filter, &NeedFilter::default())?,
        milestones,
    })
}

/// Returns the days that are looked back on.
fn window(scope: &Scope, today: NaiveDate) -> Result<Window, OpsError> {
    let to = scope.until.unwrap_or(today).min(today);
    let usual = to.checked_sub_days(Days::new(WEEKS * 7 - 1));
    let from = scope.since.or(usual).unwrap_or(to);
    if from > to {
        return Err(OpsError::invalid(
            format!("{from} is after {to}, so that no day lies between them"),
            "--since names the first day to look at, --until the last",
        ));
    }
    Ok(Window { from, to })
}

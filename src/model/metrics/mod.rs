//! The metrics of the loop (`LOOP.md`, "Metrics"), each by its formula over plain rows. A window holds both
//! its ends, and what is open is open on its last day. Who still has time is not counted as a miss.

pub mod facts;
mod making;
pub mod value;
pub mod working;

use chrono::{Days, NaiveDate};

use self::facts::Facts;
use self::value::{Share, Value};
use super::choice::choices;
use super::limits::Limits;

/// The days of which metrics tell, both ends included. The last is not after today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Window {
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Returns the window of the same length just before, for the trend.
    pub fn before(self) -> Option<Window> {
        let to = self.from.pred_opt()?;
        let days = u64::try_from((self.to - self.from).num_days()).ok()?;
        let from = to.checked_sub_days(Days::new(days))?;
        Some(Window { from, to })
    }

    /// Whether it is known by the end of the window that something came too late for `last`, the last
    /// day on which it is in time.
    fn is_over(self, last: NaiveDate) -> bool {
        last < self.to
    }

    /// Judges what had to happen by `last` and happened on `day`: met, missed, or still in time.
    fn judge(self, day: Option<NaiveDate>, last: NaiveDate) -> Option<bool> {
        match day.filter(|day| *day <= self.to) {
            Some(day) => Some(day <= last),
            None => self.is_over(last).then_some(false),
        }
    }
}

/// One metric, and what is shown beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    pub name: Name,
    pub value: Value,
    pub beside: Vec<(Name, Value)>,
}

impl Metric {
    fn alone(name: Name, value: Value) -> Metric {
        Metric {
            name,
            value,
            beside: Vec::new(),
        }
    }
}

/// Computes all metrics, in the order of `LOOP.md`.
pub fn metrics(facts: &Facts, window: Window, limits: &Limits) -> Vec<Metric> {
    let mut all = making::metrics(facts, window, limits);
    all.extend(working::metrics(facts, window, limits));
    all.sort_by_key(|metric| metric.name);
    all
}

choices! {
    /// What is measured, by its key in JSON.
    Name {
        DecisionLatency = "decision_latency",
        OpenAge = "open_decision_age",
        DecideByHits = "decide_by_hits",
        RedatedDecisions = "redated_decisions",
        DecisionSlip = "decision_slip",
        Throughput = "decision_throughput",
        DecayQueue = "decay_queue",
        Coverage = "communication_coverage",
        SendLag = "send_lag",
        FullyInformed = "time_to_fully_informed",
        AckRate = "ack_rate",
        AckLag = "ack_lag",
        SilentAge = "silent_age",
        PlanningRate = "planning_rate",
        ExecutionCompletion = "execution_completion",
        DecisionYield = "decision_yield",
        LoopClosure = "loop_closure",
        LoopTime = "loop_time",
        MakeTime = "make_time",
        TellTime = "tell_time",
        DoTime = "do_time",
        FollowThrough = "follow_through",
        OnTime = "on_time",
        OnTimeRedated = "on_time_redated",
        Ageing = "overdue_ageing",
        Zombies = "zombies",
        WaitingShare = "waiting_share",
        NudgeResponse = "nudge_response",
        MeetingYield = "meeting_yield",
        DryMeetings = "dry_meetings",
        BeforeNext = "before_next",
        Reversals = "reversal_rate",
        TwoWayReversals = "reversal_rate_two_way",
        OneWayReversals = "reversal_rate_one_way",
        Amendments = "amendment_rate",
        ReviewCompliance = "review_compliance",
        RiskExposure = "risk_exposure",
        MilestoneHits = "milestone_hits",
        ForecastSlip = "forecast_slip",
    }
}

/// In what a metric is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Percent,
    Days,
    Items,
    /// Decisions and actions for an hour of one person.
    PerPersonHour,
    /// Decided for each raised.
    PerItem,
    /// Probability times impact, summed.
    Points,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Lower,
    Higher,
    /// It tells something and is no aim.
    Neither,
}

impl Name {
    /// Whether it is one of the eight that `tpm metrics` shows.
    pub fn is_daily(self) -> bool {
        use Name::{
            AckLag, Ageing, Coverage, DecideByHits, DecisionLatency, OnTime, Reversals, Zombies,
        };
        matches!(
            self,
            DecisionLatency
                | DecideByHits
                | Coverage
                | AckLag
                | OnTime
                | Ageing
                | Zombies
                | Reversals
        )
    }

    /// Returns its title, its unit and which way is good.
    pub fn about(self) -> (&'static str, Unit, Better) {
        use Better::{Higher, Lower, Neither};
        use Unit::{Days, Items, PerItem, PerPersonHour, Percent, Points};
        match self {
            Name::DecisionLatency => ("decision latency", Days, Lower),
            Name::OpenAge => ("age of open decisions", Days, Lower),
            Name::DecideByHits => ("decided by the first date", Percent, Higher),
            Name::RedatedDecisions => ("re-dated decisions", Percent, Lower),
            Name::DecisionSlip => ("slip of decisions", Days, Lower),
            Name::Throughput => ("decided for each raised", PerItem, Higher),
            Name::DecayQueue => ("open for too long", Items, Lower),
            Name::Coverage => ("told of those to be told", Percent, Higher),
            Name::SendLag => ("from decided to sent", Days, Lower),
            Name::FullyInformed => ("time to fully informed", Days, Lower),
            Name::AckRate => ("acknowledged", Percent, Higher),
            Name::AckLag => ("from sent to acknowledged", Days, Lower),
            Name::SilentAge => ("silent so far", Days, Lower),
            Name::PlanningRate => ("planned in time", Percent, Higher),
            Name::ExecutionCompletion => ("done of what was planned", Percent, Higher),
            Name::DecisionYield => ("landed as intended", Percent, Higher),
            Name::LoopClosure => ("loop closed in time", Percent, Higher),
            Name::LoopTime => ("loop time", Days, Lower),
            Name::MakeTime => ("of it making", Days, Lower),
            Name::TellTime => ("of it telling", Days, Lower),
            Name::DoTime => ("of it doing", Days, Lower),
            Name::FollowThrough => ("follow-through", Percent, Higher),
            Name::OnTime => ("done by the first date", Percent, Higher),
            Name::OnTimeRedated => ("done by the present date", Percent, Higher),
            Name::Ageing => ("overdue actions by age", Items, Lower),
            Name::Zombies => ("carried three times or more", Items, Lower),
            Name::WaitingShare => ("waiting of the time open", Percent, Lower),
            Name::NudgeResponse => ("moved by a nudge", Percent, Higher),
            Name::MeetingYield => ("results of meetings", PerPersonHour, Higher),
            Name::DryMeetings => ("meetings without a result", Percent, Lower),
            Name::BeforeNext => ("done before the next meeting", Percent, Higher),
            Name::Reversals => ("reversed decisions", Percent, Lower),
            Name::TwoWayReversals => ("reversed two-way doors", Percent, Neither),
            Name::OneWayReversals => ("reversed one-way doors", Percent, Lower),
            Name::Amendments => ("amended decisions", Percent, Neither),
            Name::ReviewCompliance => ("reviewed in time", Percent, Higher),
            Name::RiskExposure => ("risk exposure", Points, Lower),
            Name::MilestoneHits => ("milestones by their baseline", Percent, Higher),
            Name::ForecastSlip => ("slip of forecasts", Days, Lower),
        }
    }
}

/// Returns the day so many days later.
fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

fn share(name: Name, verdicts: impl Iterator<Item = Option<bool>>) -> Metric {
    Metric::alone(name, Value::Share(Share::of(verdicts)))
}

#[cfg(test)]
mod tests;

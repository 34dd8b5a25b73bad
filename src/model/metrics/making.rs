//! Metrics of decisions: making them, telling people of them, and how they fared.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::facts::{Acceptance, Facts, Made, Sent};
use super::value::{Share, Spread, Value};
use super::{Metric, Name, Window, count, later, share};
use crate::model::days::civil_days;
use crate::model::id::Key;
use crate::model::limits::Limits;
use crate::model::words::Door;

/// Within how many days a decision that does not hold counts as reversed.
const REVERSAL_DAYS: u32 = 90;

pub(super) fn metrics(facts: &Facts, window: Window, limits: &Limits) -> Vec<Metric> {
    let decisions = &facts.decisions;
    vec![
        latency(decisions, window),
        decide_by(decisions, window),
        redated(decisions, window),
        throughput(decisions, window, limits),
        coverage(&facts.receipts, window),
        ack_rate(&facts.receipts, window, limits),
        ack_lag(&facts.receipts, window),
        planning(decisions, window, limits),
        decision_yield(decisions, window),
        closure(decisions, window),
        reversals(&facts.acceptances, window),
        reviews(facts, window),
    ]
}

/// decided_at − raised over those decided in W; beside it the age of those still open.
fn latency(decisions: &[Made], window: Window) -> Metric {
    let decided = decided_in(decisions, window);
    let latencies = decided.map(|(made, day)| civil_days(made.raised, day));
    let ages = open(decisions, window).map(|made| civil_days(made.raised, window.to));
    Metric {
        name: Name::DecisionLatency,
        value: Value::Spread(Spread::of(latencies)),
        beside: vec![(Name::OpenAge, Value::Spread(Spread::of(ages)))],
    }
}

/// decided ≤ O / all with O in W that were not withdrawn; one still open past O is a miss.
fn decide_by(decisions: &[Made], window: Window) -> Metric {
    let promised = promised(decisions, window);
    let verdicts = promised.map(|(made, baseline)| window.judge(made.decided_at, baseline));
    share(Name::DecideByHits, verdicts)
}

/// decide-by ≠ O / with O in W; beside it decided_at − O of those decided in W.
fn redated(decisions: &[Made], window: Window) -> Metric {
    let verdicts =
        promised(decisions, window).map(|(made, baseline)| Some(made.due != Some(baseline)));
    let slips = decided_in(decisions, window)
        .filter_map(|(made, day)| Some((day - made.due_baseline?).num_days()));
    Metric {
        beside: vec![(Name::DecisionSlip, Value::Spread(Spread::of(slips)))],
        ..share(Name::RedatedDecisions, verdicts)
    }
}

/// Decided in W / raised in W; beside it those open for longer than their door allows.
fn throughput(decisions: &[Made], window: Window, limits: &Limits) -> Metric {
    let raised = decisions.iter().filter(|made| window.holds(made.raised));
    let old = open(decisions, window).filter(|made| {
        civil_days(made.raised, window.to) > i64::from(limits.decide_days(made.door))
    });
    let raised = raised.count();
    let value = Value::Rate {
        amount: count(decided_in(decisions, window)),
        per: i64::try_from(raised).unwrap_or(i64::MAX),
        unit: 1.0,
        n: raised,
    };
    Metric {
        name: Name::Throughput,
        value,
        beside: vec![(Name::DecayQueue, Value::Count(count(old)))],
    }
}

/// Sent / required of what was decided in W; beside it sent − decided, and the maximum for each decision
/// of which everybody was told: the time to fully informed.
fn coverage(receipts: &[Sent], window: Window) -> Metric {
    let required = || receipts.iter().filter(|sent| window.holds(sent.decided_at));
    let sent_at = |sent: &Sent| sent.sent_at.filter(|day| *day <= window.to);
    let lag = |sent: &Sent| Some(civil_days(sent.decided_at, sent_at(sent)?));
    let mut decisions: BTreeMap<Key, Option<i64>> = BTreeMap::new();
    for sent in required() {
        let slowest = decisions.entry(sent.decision).or_insert(Some(0));
        *slowest = slowest.and_then(|slowest| Some(slowest.max(lag(sent)?)));
    }
    let lags = Spread::of(required().filter_map(lag));
    let informed = Spread::of(decisions.into_values().flatten());
    Metric {
        beside: vec![
            (Name::SendLag, Value::Spread(lags)),
            (Name::FullyInformed, Value::Spread(informed)),
        ],
        ..share(
            Name::Coverage,
            required().map(|sent| Some(sent_at(sent).is_some())),
        )
    }
}

/// Acked / required and sent the SLA ago, by the day on which the SLA ran out; any ack by the end of W
/// counts.
fn ack_rate(receipts: &[Sent], window: Window, limits: &Limits) -> Metric {
    let due = |sent: &Sent| {
        let day = sent.sent_at.filter(|_| sent.is_answer_required)?;
        Some(limits.week.after(day, limits.ack_days))
    };
    let verdicts = receipts.iter().map(|sent| {
        let is_due = due(sent).is_some_and(|day| window.holds(day));
        is_due.then(|| sent.acked_at.is_some_and(|day| day <= window.to))
    });
    share(Name::AckRate, verdicts)
}

/// acked − sent of what was acked in W; beside it how long others have been silent.
fn ack_lag(receipts: &[Sent], window: Window) -> Metric {
    let required = || receipts.iter().filter(|sent| sent.is_answer_required);
    let lags = required().filter_map(|sent| {
        let day = sent.acked_at.filter(|day| window.holds(*day))?;
        Some(civil_days(sent.sent_at?, day))
    });
    let silences = required().filter_map(|sent| {
        let is_silent = sent.acked_at.is_none_or(|day| day > window.to);
        let day = sent.sent_at.filter(|day| is_silent && *day <= window.to)?;
        Some(civil_days(day, window.to))
    });
    Metric {
        name: Name::AckLag,
        value: Value::Spread(Spread::of(lags)),
        beside: vec![(Name::SilentAge, Value::Spread(Spread::of(silences)))],
    }
}

/// Accepted in W, with an action or with nothing to carry out, within the SLA / accepted in W.
fn planning(decisions: &[Made], window: Window, limits: &Limits) -> Metric {
    let verdicts = decided_in(decisions, window).filter(|(made, _)| made.is_accepted);
    let verdicts = verdicts.map(|(made, day)| match made.owes_execution {
        false => Some(true),
        true => window.judge(made.planned_at, limits.week.after(day, limits.plan_days)),
    });
    share(Name::PlanningRate, verdicts)
}

/// As intended / accepted with execute_by in W.
fn decision_yield(decisions: &[Made], window: Window) -> Metric {
    let verdicts = to_execute(decisions, window).map(|(made, execute_by)| match made.landed {
        Some(landed) => Some(landed),
        None => window.is_over(execute_by).then_some(false),
    });
    share(Name::DecisionYield, verdicts)
}

/// All gates met by execute_by / execute_by in W; beside it closed − raised of those closed in W, and its
/// parts.
fn closure(decisions: &[Made], window: Window) -> Metric {
    let verdicts = to_execute(decisions, window)
        .map(|(made, execute_by)| window.judge(made.closed_at(), execute_by));
    let closed = || {
        let is_closed = |made: &&Made| made.closed_at().is_some_and(|day| window.holds(day));
        decisions.iter().filter(is_closed)
    };
    let times = |part: fn(&Made) -> Option<(NaiveDate, NaiveDate)>| {
        let days = closed()
            .filter_map(part)
            .map(|(from, to)| civil_days(from, to));
        Value::Spread(Spread::of(days))
    };
    Metric {
        beside: vec![
            (
                Name::LoopTime,
                times(|made| Some((made.raised, made.closed_at()?))),
            ),
            (
                Name::MakeTime,
                times(|made| Some((made.raised, made.decided_at?))),
            ),
            (
                Name::TellTime,
                times(|made| Some((made.decided_at?, made.told_at?))),
            ),
            (
                Name::DoTime,
                times(|made| Some((made.decided_at?, made.done_at?))),
            ),
        ],
        ..share(Name::LoopClosure, verdicts)
    }
}

/// Superseded or reopened within 90 days / accepted at least 90 days ago, by the day on which these are
/// over; beside it by door, and the amended ones apart.
fn reversals(acceptances: &[Acceptance], window: Window) -> Metric {
    let settled = |door: Option<Door>, fate: fn(&Acceptance) -> Option<NaiveDate>| {
        let judged = acceptances.iter().filter(move |acceptance| {
            door.is_none_or(|door| acceptance.door == door)
                && window.holds(later(acceptance.on, REVERSAL_DAYS))
        });
        judged.map(move |acceptance| {
            let last = later(acceptance.on, REVERSAL_DAYS);
            Some(fate(acceptance).is_some_and(|day| day <= last))
        })
    };
    let by = |door, fate| Value::Share(Share::of(settled(door, fate)));
    let reversed = |acceptance: &Acceptance| acceptance.reversed_at;
    Metric {
        beside: vec![
            (Name::TwoWayReversals, by(Some(Door::TwoWay), reversed)),
            (Name::OneWayReversals, by(Some(Door::OneWay), reversed)),
            (
                Name::Amendments,
                by(None, |acceptance| acceptance.amended_at),
            ),
        ],
        ..share(Name::Reversals, settled(None, reversed))
    }
}

/// reviewed ≤ review_by / review_by in W.
fn reviews(facts: &Facts, window: Window) -> Metric {
    let due = facts.reviews.iter();
    let due = due.filter(|review| window.holds(review.review_by));
    let verdicts = due.map(|review| window.judge(review.reviewed_at, review.review_by));
    share(Name::ReviewCompliance, verdicts)
}

/// Returns those that are open on the last day of the window.
fn open(decisions: &[Made], window: Window) -> impl Iterator<Item = &Made> {
    let ended = |made: &Made| made.decided_at.or(made.withdrawn_at);
    let is_open = move |made: &&Made| {
        made.raised <= window.to && ended(made).is_none_or(|day| day > window.to)
    };
    decisions.iter().filter(is_open)
}

/// Returns those decided in the window, with the day.
fn decided_in(decisions: &[Made], window: Window) -> impl Iterator<Item = (&Made, NaiveDate)> {
    let decided = decisions.iter();
    let decided = decided.filter_map(|made| Some((made, made.decided_at?)));
    decided.filter(move |(_, day)| window.holds(*day))
}

/// Returns those whose first date lies in the window and that were not withdrawn.
fn promised(decisions: &[Made], window: Window) -> impl Iterator<Item = (&Made, NaiveDate)> {
    let promised = decisions.iter().filter(|made| made.withdrawn_at.is_none());
    let promised = promised.filter_map(|made| Some((made, made.due_baseline?)));
    promised.filter(move |(_, day)| window.holds(*day))
}

/// Returns the accepted ones that were to be carried out by a day of the window.
fn to_execute(decisions: &[Made], window: Window) -> impl Iterator<Item = (&Made, NaiveDate)> {
    let accepted = decisions.iter().filter(|made| made.is_accepted);
    let accepted = accepted.filter_map(|made| Some((made, made.execute_by?)));
    accepted.filter(move |(_, day)| window.holds(*day))
}

//! Metrics of actions, nudges, meetings, risks and milestones.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::facts::{Done, Facts, Held, Nudged, Reached, Wait};
use super::value::{Share, Spread, Value};
use super::{Metric, Name, Window, count, later, share};
use crate::model::days::civil_days;
use crate::model::id::Key;
use crate::model::limits::Limits;

/// Within how many days a nudge shows its effect.
const RESPONSE_DAYS: u32 = 3;
const MINUTES_AN_HOUR: f64 = 60.0;

pub(super) fn metrics(facts: &Facts, window: Window, limits: &Limits) -> Vec<Metric> {
    let actions = &facts.actions;
    vec![
        completion(actions, window),
        follow_through(actions, window, limits),
        on_time(actions, window),
        ageing(actions, window),
        zombies(actions, window),
        waiting(actions, window),
        nudges(&facts.nudges, window),
        meetings(&facts.meetings, window),
        before_next(actions, window),
        exposure(facts, window),
        milestones(&facts.milestones, window),
    ]
}

/// done / (actions − dropped) of those that carry out a decision and were created in W.
fn completion(actions: &[Done], window: Window) -> Metric {
    let planned = created_in(actions, window).filter(|action| action.serves_decision);
    let verdicts = planned.map(|action| Some(action.done_at.is_some_and(|day| day <= window.to)));
    share(Name::ExecutionCompletion, verdicts)
}

/// Created in W and done within the limit (30 days) / (created − dropped).
fn follow_through(actions: &[Done], window: Window, limits: &Limits) -> Metric {
    let verdicts = created_in(actions, window).map(|action| {
        let last = later(action.created, limits.execute_days);
        window.judge(action.done_at, last)
    });
    share(Name::FollowThrough, verdicts)
}

/// O in W and done ≤ O / O in W not dropped; beside it the same with the present date, so that
/// re-dating shows.
fn on_time(actions: &[Done], window: Window) -> Metric {
    let by = |date: fn(&Done) -> Option<NaiveDate>| {
        let due = kept(actions).filter_map(move |action| Some((action, date(action)?)));
        let due = due.filter(move |(_, day)| window.holds(*day));
        Share::of(due.map(move |(action, day)| window.judge(action.done_at, day)))
    };
    Metric {
        name: Name::OnTime,
        value: Value::Share(by(|action| action.due_baseline)),
        beside: vec![(Name::OnTimeRedated, Value::Share(by(|action| action.due)))],
    }
}

/// Those overdue at the end of W, by bucket.
fn ageing(actions: &[Done], window: Window) -> Metric {
    let late = open(actions, window)
        .filter_map(|action| Some(civil_days(action.due?, window.to)))
        .filter(|days| *days > 0);
    Metric::alone(Name::Ageing, Value::ageing(late))
}

/// Those open at the end of W that were carried three times or more by then.
fn zombies(actions: &[Done], window: Window) -> Metric {
    let is_zombie = |action: &&Done| action.zombie_since.is_some_and(|day| day <= window.to);
    let carried = open(actions, window).filter(is_zombie);
    Metric::alone(Name::Zombies, Value::Count(count(carried)))
}

/// Days waiting / days open, both in W and summed over actions.
fn waiting(actions: &[Done], window: Window) -> Metric {
    let days = |days: i64| usize::try_from(days).unwrap_or(0);
    let open = actions.iter();
    let open = open.map(|action| days_within((action.created, action.ended_at()), window));
    let value = Value::Share(Share {
        hits: days(waiting_by_person(actions, window).into_values().sum()),
        of: days(open.sum()),
    });
    Metric::alone(Name::WaitingShare, value)
}

/// Returns how many days in W actions waited on each person, summed; those on no person are under none.
pub fn waiting_by_person(actions: &[Done], window: Window) -> BTreeMap<Option<Key>, i64> {
    let mut days = BTreeMap::new();
    for wait in actions.iter().flat_map(|action| &action.waits) {
        let Wait { person, from, to } = *wait;
        *days.entry(person).or_default() += days_within((from, to), window);
    }
    days
}

/// Nudges in W after which the item changed within 3 days / nudges in W.
fn nudges(nudges: &[Nudged], window: Window) -> Metric {
    let sent = nudges.iter().filter(|nudge| window.holds(nudge.on));
    let verdicts = sent.map(|nudge| window.judge(nudge.changed_at, later(nudge.on, RESPONSE_DAYS)));
    share(Name::NudgeResponse, verdicts)
}

/// (decisions + actions) / person-hours, of the meetings in W whose length is known; beside it those
/// with neither / all.
fn meetings(meetings: &[Held], window: Window) -> Metric {
    let held = || meetings.iter().filter(|held| window.holds(held.on));
    let results = |held: &Held| held.decisions + held.actions;
    let mut amount = 0;
    let mut person_minutes = 0;
    let mut n = 0;
    for (meeting, minutes) in held().filter_map(|held| Some((held, held.minutes?))) {
        amount += results(meeting);
        person_minutes += minutes * meeting.attended;
        n += 1;
    }
    let dry = Share::of(held().map(|held| Some(results(held) == 0)));
    Metric {
        name: Name::MeetingYield,
        value: Value::Rate {
            amount,
            per: person_minutes,
            unit: MINUTES_AN_HOUR,
            n,
        },
        beside: vec![(Name::DryMeetings, Value::Share(dry))],
    }
}

/// Actions of one occurrence that were done before the next / its actions, by the next one's day. What
/// was done on that very day counts.
fn before_next(actions: &[Done], window: Window) -> Metric {
    let given = kept(actions).filter_map(|action| Some((action, action.next_meeting?)));
    let given = given.filter(|(_, day)| window.holds(*day));
    let verdicts = given.map(|(action, day)| window.judge(action.done_at, day));
    share(Name::BeforeNext, verdicts)
}

/// The sum of probability × impact of those open at the end of W.
fn exposure(facts: &Facts, window: Window) -> Metric {
    let open = facts.risks.iter().filter(|risk| {
        risk.raised <= window.to && risk.closed_at.is_none_or(|day| day > window.to)
    });
    let scores: Vec<i64> = open.filter_map(|risk| risk.score).collect();
    let value = Value::Sum {
        sum: scores.iter().sum(),
        n: scores.len(),
    };
    Metric::alone(Name::RiskExposure, value)
}

/// done ≤ baseline / baseline in W; beside it forecast − baseline of those not reached by the end of W.
fn milestones(milestones: &[Reached], window: Window) -> Metric {
    let due = milestones.iter();
    let due = due.filter_map(|reached| Some((reached, reached.baseline?)));
    let verdicts = due.clone().filter(|(_, day)| window.holds(*day));
    let verdicts = verdicts.map(|(reached, day)| window.judge(reached.done_at, day));
    let coming = due.filter(|(reached, _)| reached.done_at.is_none_or(|day| day > window.to));
    let slips =
        coming.filter_map(|(reached, baseline)| Some((reached.forecast? - baseline).num_days()));
    Metric {
        beside: vec![(Name::ForecastSlip, Value::Spread(Spread::of(slips)))],
        ..share(Name::MilestoneHits, verdicts)
    }
}

/// Returns those that were not dropped.
fn kept(actions: &[Done]) -> impl Iterator<Item = &Done> {
    actions.iter().filter(|action| action.dropped_at.is_none())
}

fn created_in(actions: &[Done], window: Window) -> impl Iterator<Item = &Done> {
    kept(actions).filter(move |action| window.holds(action.created))
}

/// Returns those that are open on the last day of the window.
fn open(actions: &[Done], window: Window) -> impl Iterator<Item = &Done> {
    let is_open = move |action: &&Done| {
        action.created <= window.to && action.ended_at().is_none_or(|day| day > window.to)
    };
    actions.iter().filter(is_open)
}

/// Returns how many days of a time lie in the window; without an end it goes on.
fn days_within((from, to): (NaiveDate, Option<NaiveDate>), window: Window) -> i64 {
    let before = window.from.pred_opt().unwrap_or(window.from);
    civil_days(
        from.max(before),
        to.map_or(window.to, |to| to.min(window.to)),
    )
}

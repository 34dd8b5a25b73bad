//! The decisions that gates and rules are tried on. Today is Friday, 20 November 2026; 1 is the decider,
//! 2 the driver, 3 who raised it.

use super::gates::{Fill, Gates, gates};
use super::stuck::{About, Clear, Finding, Gate, Rule, Stuck, Watch, explain, stuck, urgency};
use super::*;
use crate::model::days::{Absence, Absences, Away, Clocks, Week};
use crate::model::limits::Limits;

mod gates;
mod properties;
mod rules;

type Change = fn(&mut Flight);

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// An open decision, raised on Monday the 16th, in which nothing is missing yet.
fn open() -> Flight {
    Flight {
        decision: Key(100),
        status: DecisionStatus::Proposed,
        door: Door::TwoWay,
        raised: day(16),
        raised_by: Some(Key(3)),
        due: Some(day(27)),
        defer_until: None,
        decided_at: None,
        version: 0,
        changed_at: None,
        owes_telling: true,
        owes_execution: true,
        confirmed_at: None,
        review_by: None,
        reviewed_at: None,
        is_history: false,
        blocks_milestone: false,
        parts: vec![
            part(1, DecisionRole::Decider),
            part(2, DecisionRole::Driver),
        ],
        receipts: Vec::new(),
        actions: Vec::new(),
        depends_on: Vec::new(),
        found_false: Vec::new(),
    }
}

/// Accepted on Wednesday the 18th; 5 was told and answered, 10 is planned.
fn accepted() -> Flight {
    Flight {
        status: DecisionStatus::Accepted,
        decided_at: Some(day(18)),
        version: 1,
        receipts: vec![acked(5)],
        actions: vec![task(10)],
        ..open()
    }
}

fn part(person: i64, role: DecisionRole) -> Part {
    Part {
        person: Key(person),
        role,
        asked_at: Some(day(17)),
        response: None,
        responded_at: None,
    }
}

fn telling(person: i64) -> Telling {
    Telling {
        person: Key(person),
        version: 1,
        is_answer_required: true,
        listed_at: None,
        sent_at: None,
        was_there: false,
        answer: None,
        answered_at: None,
        is_resolved: false,
    }
}

fn sent(person: i64, on: u32) -> Telling {
    Telling {
        sent_at: Some(day(on)),
        ..telling(person)
    }
}

fn answered(person: i64, answer: Answer) -> Telling {
    Telling {
        answer: Some(answer),
        answered_at: Some(day(19)),
        ..sent(person, 18)
    }
}

fn acked(person: i64) -> Telling {
    answered(person, Answer::Ack)
}

fn task(action: i64) -> Task {
    Task {
        action: Key(action),
        owner: Some(Key(7)),
        status: ActionStatus::Open,
        created: day(18),
        due: Some(day(30)),
        changed: day(18),
        done_at: None,
        waiting_on: None,
        chase_on: None,
        snooze_until: None,
    }
}

fn done(action: i64, on: u32) -> Task {
    Task {
        status: ActionStatus::Done,
        done_at: Some(day(on)),
        ..task(action)
    }
}

fn dropped(action: i64, on: u32) -> Task {
    Task {
        status: ActionStatus::Dropped,
        ..done(action, on)
    }
}

fn with(flight: Flight, change: Change) -> Flight {
    let mut changed = flight;
    change(&mut changed);
    changed
}

fn watched<T>(absences: &Absences, flights: &Flights, look: impl Fn(&Watch<'_>) -> T) -> T {
    look(&Watch {
        clocks: Clocks {
            today: day(20),
            week: Week::USUAL,
            absences,
        },
        limits: &Limits::default(),
        flights,
    })
}

/// Returns a finding in short: the rule, then each holder with days, `for` whom they stand in, and `!`
/// for those who are away.
fn short(found: Option<&Stuck>) -> String {
    let Some(found) = found else {
        return "-".to_owned();
    };
    let mut said = found.rule.to_string();
    for holder in &found.holders {
        let name = holder
            .person
            .map_or("?".to_owned(), |person| person.0.to_string());
        let stands_in = holder
            .stands_in_for
            .map(|person| format!("(for {})", person.0));
        let away = if holder.is_away { "!" } else { "" };
        said += &format!(
            " {name}{away}{}:{}",
            stands_in.unwrap_or_default(),
            holder.days
        );
    }
    let most = found.holders.iter().map(|holder| holder.days).max();
    assert_eq!(Some(found.days), most);
    said
}

/// Checks what the first rule that fires says, and that the explanation agrees with it.
fn check(flight: Flight, want: &str) {
    check_among(flight, &Absences::new(), Flights::new(), want);
}

fn check_among(flight: Flight, absences: &Absences, flights: Flights, want: &str) {
    let found = watched(absences, &flights, |watch| stuck(&flight, watch));
    assert_eq!(short(found.as_ref()), want, "{flight:?}");
    let verdicts = watched(absences, &flights, |watch| explain(&flight, watch));
    let first = verdicts
        .into_iter()
        .find_map(|verdict| match verdict.finding {
            Finding::Fires(stuck) => Some(stuck),
            Finding::Clear(_) => None,
        });
    assert_eq!(first, found);
}

//! Each metric by a small table. The window is November 2026 up to Friday the 20th.

use chrono::NaiveDate;

use super::facts::*;
use super::value::{Share, Spread, Value};
use super::working::waiting_by_person;
use super::{Metric, Name, Window, metrics};
use crate::model::id::Key;
use crate::model::limits::Limits;
use crate::model::words::Door;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn window() -> Window {
    Window {
        from: day(1),
        to: day(20),
    }
}

/// Returns one value, wherever it stands.
fn value(facts: &Facts, name: Name) -> Value {
    let all = metrics(facts, window(), &Limits::default());
    let values = all.iter().flat_map(|metric| {
        let Metric {
            name,
            value,
            beside,
        } = metric;
        std::iter::once((*name, *value)).chain(beside.iter().copied())
    });
    let found: Vec<Value> = values
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| value)
        .collect();
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

fn share(facts: &Facts, name: Name, hits: usize, of: usize) {
    assert_eq!(
        value(facts, name),
        Value::Share(Share { hits, of }),
        "{name}"
    );
}

fn spread(facts: &Facts, name: Name, values: &[i64]) {
    let want = Spread::of(values.iter().copied());
    assert_eq!(value(facts, name), Value::Spread(want), "{name}");
}

fn made(raised: NaiveDate, decided: Option<NaiveDate>) -> Made {
    Made {
        decision: Key(1),
        door: Door::TwoWay,
        raised,
        decided_at: decided,
        is_accepted: decided.is_some(),
        withdrawn_at: None,
        due: None,
        due_baseline: None,
        owes_execution: true,
        planned_at: None,
        execute_by: None,
        landed: None,
        told_at: None,
        done_at: None,
    }
}

fn decisions(decisions: Vec<Made>) -> Facts {
    Facts {
        decisions,
        ..Facts::default()
    }
}

fn action(created: NaiveDate) -> Done {
    Done {
        created,
        serves_decision: true,
        due: None,
        due_baseline: None,
        done_at: None,
        dropped_at: None,
        zombie_since: None,
        next_meeting: None,
        waits: Vec::new(),
    }
}

fn actions(actions: Vec<Done>) -> Facts {
    Facts {
        actions,
        ..Facts::default()
    }
}

#[test]
fn nothing_is_told_of_nothing() {
    let all = metrics(&Facts::default(), window(), &Limits::default());
    let names: Vec<Name> = all
        .iter()
        .flat_map(|metric| {
            std::iter::once(metric.name).chain(metric.beside.iter().map(|(name, _)| *name))
        })
        .collect();
    assert_eq!(names, Name::ALL);
    for metric in &all {
        let is_count = matches!(
            metric.value,
            Value::Count(0) | Value::Sum { sum: 0, n: 0 } | Value::Ageing([0, 0, 0, 0, 0])
        );
        assert_eq!(metric.value.is_absent(), !is_count, "{}", metric.name);
        assert_eq!(
            metric.value.number().is_none(),
            !is_count,
            "{}",
            metric.name
        );
        assert_eq!(metric.value.n(), 0, "{}", metric.name);
    }
    let daily = Name::ALL.iter().filter(|name| name.is_daily());
    assert_eq!(daily.count(), 8);
}

#[test]
fn percentiles_are_values_that_occurred() {
    let check = |values: &[i64], want: Option<(i64, i64, i64)>| {
        let spread = Spread::of(values.iter().copied());
        let got = spread.median.zip(spread.p85).zip(spread.most);
        assert_eq!(got.map(|((median, p85), most)| (median, p85, most)), want);
        assert_eq!(spread.n, values.len());
    };
    check(&[], None);
    check(&[4], Some((4, 4, 4)));
    check(&[9, 1], Some((1, 9, 9)));
    check(&[3, 1, 2], Some((2, 3, 3)));
    check(&(1..=20).collect::<Vec<_>>(), Some((10, 17, 20)));
    check(&(1..=100).rev().collect::<Vec<_>>(), Some((50, 85, 100)));
}

#[test]
fn a_window_has_one_of_its_length_before_it() {
    let before = Window {
        from: date(10, 12),
        to: date(10, 31),
    };
    assert_eq!(window().before(), Some(before));
    let one_day = Window {
        from: day(20),
        to: day(20),
    };
    assert_eq!(
        one_day.before(),
        Some(Window {
            from: day(19),
            to: day(19)
        })
    );
}

#[test]
fn latency_is_of_those_decided_and_the_age_of_those_open() {
    let facts = decisions(vec![
        made(date(10, 20), Some(day(1))),
        made(day(10), Some(day(12))),
        made(date(10, 1), Some(date(10, 31))),
        made(day(11), None),
        made(day(12), Some(day(21))),
        made(day(21), None),
        Made {
            withdrawn_at: Some(day(15)),
            ..made(day(10), None)
        },
        Made {
            is_accepted: false,
            ..made(day(20), Some(day(20)))
        },
    ]);
    spread(&facts, Name::DecisionLatency, &[12, 2, 0]);
    spread(&facts, Name::OpenAge, &[9, 8]);
    let rate = Value::Rate {
        amount: 3,
        per: 5,
        unit: 1.0,
        n: 5,
    };
    assert_eq!(value(&facts, Name::Throughput), rate);
    assert_eq!(rate.number(), Some(0.6));
    assert_eq!(value(&facts, Name::DecayQueue), Value::Count(2));
}

#[test]
fn the_decay_queue_goes_by_the_door() {
    let check = |door: Door, raised: NaiveDate, want: i64| {
        let facts = decisions(vec![Made {
            door,
            ..made(raised, None)
        }]);
        assert_eq!(value(&facts, Name::DecayQueue), Value::Count(want));
    };
    check(Door::TwoWay, day(13), 0);
    check(Door::TwoWay, day(12), 1);
    check(Door::OneWay, date(10, 30), 0);
    check(Door::OneWay, date(10, 29), 1);
}

#[test]
fn a_decision_hits_its_first_date_whatever_it_was_moved_to() {
    let due = |baseline: u32, due: u32, decided: Option<u32>| Made {
        due_baseline: Some(day(baseline)),
        due: Some(day(due)),
        ..made(date(10, 1), decided.map(day))
    };
    let facts = decisions(vec![
        due(10, 10, Some(10)),
        due(10, 15, Some(14)),
        due(19, 19, None),
        due(20, 20, None),
        due(20, 20, Some(18)),
        due(25, 25, Some(20)),
        Made {
            withdrawn_at: Some(day(9)),
            ..due(10, 10, None)
        },
        made(day(1), Some(day(2))),
    ]);
    share(&facts, Name::DecideByHits, 2, 4);
    share(&facts, Name::RedatedDecisions, 1, 5);
    spread(&facts, Name::DecisionSlip, &[0, 4, -2, -5]);
}

#[test]
fn telling_is_covered_by_person_and_whole_when_the_last_was_told() {
    let sent = |decision: i64, decided: u32, sent: Option<u32>| Sent {
        decision: Key(decision),
        decided_at: day(decided),
        sent_at: sent.map(day),
        is_answer_required: true,
        acked_at: None,
    };
    let acked = |sent: Sent, on: u32| Sent {
        acked_at: Some(day(on)),
        ..sent
    };
    let facts = Facts {
        receipts: vec![
            acked(sent(1, 2, Some(3)), 5),
            sent(1, 2, Some(6)),
            acked(sent(2, 4, Some(4)), 20),
            sent(2, 4, None),
            Sent {
                is_answer_required: false,
                ..sent(3, 17, Some(18))
            },
            acked(sent(4, 18, Some(18)), 19),
        ],
        ..Facts::default()
    };
    share(&facts, Name::Coverage, 5, 6);
    spread(&facts, Name::SendLag, &[1, 4, 0, 1, 0]);
    spread(&facts, Name::FullyInformed, &[4, 1, 0]);
    share(&facts, Name::AckRate, 2, 3);
    spread(&facts, Name::AckLag, &[2, 16, 1]);
    spread(&facts, Name::SilentAge, &[14]);
}

#[test]
fn what_was_accepted_is_planned_in_time_or_owes_nothing() {
    let planned = |decided: u32, planned: Option<u32>| Made {
        planned_at: planned.map(day),
        ..made(day(1), Some(day(decided)))
    };
    let facts = decisions(vec![
        planned(10, Some(10)),
        planned(10, Some(13)),
        planned(10, Some(16)),
        planned(10, None),
        planned(18, None),
        planned(18, Some(19)),
        Made {
            owes_execution: false,
            ..planned(10, None)
        },
        Made {
            is_accepted: false,
            ..planned(10, None)
        },
    ]);
    share(&facts, Name::PlanningRate, 4, 6);
}

#[test]
fn a_loop_is_closed_when_its_last_gate_is_met() {
    let due = |execute_by: u32, landed: Option<bool>| Made {
        execute_by: Some(day(execute_by)),
        landed,
        ..made(day(1), Some(day(4)))
    };
    let closed = |made: Made, told: u32, done: u32| Made {
        told_at: Some(day(told)),
        done_at: Some(day(done)),
        ..made
    };
    let facts = decisions(vec![
        closed(due(10, Some(true)), 5, 9),
        closed(due(10, Some(false)), 12, 9),
        due(10, None),
        due(20, None),
        due(21, Some(true)),
        Made {
            is_accepted: false,
            ..due(10, None)
        },
    ]);
    share(&facts, Name::DecisionYield, 1, 3);
    share(&facts, Name::LoopClosure, 1, 3);
    spread(&facts, Name::LoopTime, &[8, 11]);
    spread(&facts, Name::MakeTime, &[3, 3]);
    spread(&facts, Name::TellTime, &[1, 8]);
    spread(&facts, Name::DoTime, &[5, 5]);
}

#[test]
fn reversals_are_judged_once_ninety_days_are_over() {
    let accepted = |door: Door, on: NaiveDate, reversed: Option<NaiveDate>| Acceptance {
        door,
        on,
        reversed_at: reversed,
        amended_at: None,
    };
    let (two, one) = (Door::TwoWay, Door::OneWay);
    let facts = Facts {
        acceptances: vec![
            accepted(two, date(8, 10), Some(day(8))),
            accepted(two, date(8, 10), Some(day(9))),
            accepted(one, date(8, 22), None),
            accepted(one, date(8, 23), Some(date(8, 24))),
            accepted(two, date(8, 2), Some(date(8, 3))),
            Acceptance {
                amended_at: Some(day(1)),
                ..accepted(one, date(8, 10), None)
            },
        ],
        ..Facts::default()
    };
    share(&facts, Name::Reversals, 1, 4);
    share(&facts, Name::TwoWayReversals, 1, 2);
    share(&facts, Name::OneWayReversals, 0, 2);
    share(&facts, Name::Amendments, 1, 4);
}

#[test]
fn reviews_and_milestones_keep_their_day_or_not() {
    let review = |by: u32, on: Option<u32>| Review {
        review_by: day(by),
        reviewed_at: on.map(day),
    };
    let reached = |baseline: u32, forecast: Option<u32>, done: Option<u32>| Reached {
        baseline: Some(day(baseline)),
        forecast: forecast.map(day),
        done_at: done.map(day),
    };
    let facts = Facts {
        reviews: vec![
            review(10, Some(9)),
            review(10, Some(11)),
            review(10, None),
            review(20, None),
            review(21, Some(2)),
        ],
        milestones: vec![
            reached(10, None, Some(10)),
            reached(10, Some(12), Some(12)),
            reached(10, Some(25), None),
            reached(30, Some(28), None),
            Reached {
                baseline: None,
                ..reached(1, Some(9), None)
            },
        ],
        ..Facts::default()
    };
    share(&facts, Name::ReviewCompliance, 1, 3);
    share(&facts, Name::MilestoneHits, 1, 3);
    spread(&facts, Name::ForecastSlip, &[15, -2]);
}

#[test]
fn actions_follow_through_unless_they_were_dropped() {
    let done = |created: NaiveDate, on: u32| Done {
        done_at: Some(day(on)),
        ..action(created)
    };
    let facts = actions(vec![
        done(day(1), 20),
        action(day(1)),
        Done {
            dropped_at: Some(day(3)),
            ..action(day(1))
        },
        Done {
            serves_decision: false,
            ..done(day(2), 3)
        },
        done(date(10, 31), 3),
    ]);
    share(&facts, Name::ExecutionCompletion, 1, 2);
    share(&facts, Name::FollowThrough, 2, 2);
    let long = Window {
        from: date(9, 1),
        to: day(20),
    };
    let facts = actions(vec![
        done(date(10, 1), 1),
        done(date(10, 2), 1),
        action(date(10, 20)),
        action(date(10, 21)),
    ]);
    let all = metrics(&facts, long, &Limits::default());
    let found = all.iter().find(|metric| metric.name == Name::FollowThrough);
    assert_eq!(found.unwrap().value, Value::Share(Share { hits: 1, of: 3 }));
}

#[test]
fn being_on_time_goes_by_the_first_date_and_beside_it_by_the_present_one() {
    let due = |baseline: u32, due: u32, done: Option<u32>| Done {
        due_baseline: Some(day(baseline)),
        due: Some(day(due)),
        done_at: done.map(day),
        ..action(day(1))
    };
    let facts = actions(vec![
        due(10, 10, Some(10)),
        due(10, 16, Some(15)),
        due(10, 19, None),
        due(20, 20, None),
        due(10, 30, None),
        Done {
            dropped_at: Some(day(2)),
            ..due(10, 10, None)
        },
        action(day(1)),
    ]);
    share(&facts, Name::OnTime, 1, 4);
    share(&facts, Name::OnTimeRedated, 2, 3);
}

#[test]
fn what_is_overdue_is_counted_by_age_and_what_is_carried_as_a_zombie() {
    let due = |due: NaiveDate, third: Option<u32>| Done {
        due: Some(due),
        zombie_since: third.map(day),
        ..action(date(9, 1))
    };
    let facts = actions(vec![
        due(day(20), Some(20)),
        due(day(19), None),
        due(day(17), Some(21)),
        due(day(16), None),
        due(day(12), Some(1)),
        due(date(10, 20), None),
        Done {
            done_at: Some(day(20)),
            ..due(day(1), Some(2))
        },
        Done {
            done_at: Some(day(21)),
            ..due(day(1), None)
        },
    ]);
    assert_eq!(value(&facts, Name::Ageing), Value::Ageing([2, 1, 1, 1, 1]));
    assert_eq!(value(&facts, Name::Ageing).n(), 6);
    assert_eq!(value(&facts, Name::Zombies), Value::Count(2));
}

#[test]
fn waiting_is_told_in_days_of_the_window_by_person() {
    let wait = |person: Option<i64>, from: NaiveDate, to: Option<u32>| Wait {
        person: person.map(Key),
        from,
        to: to.map(day),
    };
    let facts = actions(vec![
        Done {
            waits: vec![
                wait(Some(1), date(10, 20), Some(3)),
                wait(Some(2), day(10), Some(14)),
                wait(None, day(18), None),
            ],
            ..action(date(10, 1))
        },
        Done {
            waits: vec![wait(Some(1), day(12), Some(15))],
            done_at: Some(day(15)),
            ..action(day(10))
        },
        action(day(25)),
    ]);
    share(&facts, Name::WaitingShare, 3 + 4 + 2 + 3, 20 + 5);
    let by_person: Vec<(Option<i64>, i64)> = waiting_by_person(&facts.actions, window())
        .into_iter()
        .map(|(person, days)| (person.map(|person| person.0), days))
        .collect();
    assert_eq!(by_person, [(None, 2), (Some(1), 6), (Some(2), 4)]);
}

#[test]
fn a_nudge_works_if_its_item_moves_within_three_days() {
    let nudged = |on: u32, changed: Option<u32>| Nudged {
        on: day(on),
        changed_at: changed.map(day),
    };
    let facts = Facts {
        nudges: vec![
            nudged(10, Some(10)),
            nudged(10, Some(13)),
            nudged(10, Some(14)),
            nudged(10, None),
            nudged(18, None),
            nudged(21, None),
        ],
        ..Facts::default()
    };
    share(&facts, Name::NudgeResponse, 2, 4);
}

#[test]
fn meetings_yield_by_the_hours_of_all_who_were_there() {
    let held = |on: u32, minutes: Option<i64>, decisions: i64| Held {
        on: day(on),
        minutes,
        attended: 4,
        decisions,
        actions: decisions,
    };
    let facts = Facts {
        meetings: vec![
            held(3, Some(30), 2),
            held(4, Some(60), 0),
            held(5, None, 1),
            held(21, Some(60), 0),
        ],
        ..Facts::default()
    };
    let found = value(&facts, Name::MeetingYield);
    assert_eq!(
        found,
        Value::Rate {
            amount: 4,
            per: 360,
            unit: 60.0,
            n: 2,
        }
    );
    assert!((found.number().unwrap() - 4.0 / 6.0).abs() < 1e-9);
    share(&facts, Name::DryMeetings, 1, 3);
}

#[test]
fn what_a_meeting_gave_is_done_before_the_next() {
    let given = |next: u32, done: Option<u32>| Done {
        next_meeting: Some(day(next)),
        done_at: done.map(day),
        ..action(day(2))
    };
    let facts = actions(vec![
        given(9, Some(8)),
        given(9, Some(9)),
        given(9, Some(10)),
        given(9, None),
        given(20, None),
        action(day(2)),
    ]);
    share(&facts, Name::BeforeNext, 2, 4);
}

#[test]
fn exposure_is_the_sum_over_open_risks() {
    let risk = |score: Option<i64>, raised: u32, closed: Option<u32>| Exposed {
        score,
        raised: day(raised),
        closed_at: closed.map(day),
    };
    let facts = Facts {
        risks: vec![
            risk(Some(20), 1, None),
            risk(Some(6), 1, Some(21)),
            risk(Some(9), 1, Some(20)),
            risk(None, 1, None),
            risk(Some(25), 21, None),
        ],
        ..Facts::default()
    };
    assert_eq!(
        value(&facts, Name::RiskExposure),
        Value::Sum { sum: 26, n: 2 }
    );
}

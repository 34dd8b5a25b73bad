//! Gates and rules by tables. Today is Friday, 20 November 2026; 1 is the decider, 2 the driver, 3 who
//! raised it.

use super::gates::{Fill, Gates, gates};
use super::stuck::{About, Clear, Finding, Rule, Stuck, Watch, explain, stuck, urgency};
use super::*;
use crate::model::days::{Absence, Absences, Away, Clocks, Week};
use crate::model::limits::Limits;

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

#[test]
fn who_was_told_is_counted_by_person() {
    let check = |flight: Flight, want: (usize, usize, bool)| {
        let Fill { met, of, is_met } = gates(&flight).told;
        assert_eq!((met, of, is_met), want, "{:?}", flight.receipts);
    };
    let told = |receipts: Vec<Telling>| Flight {
        receipts,
        ..accepted()
    };
    check(told(vec![]), (0, 0, false));
    check(told(vec![acked(5)]), (1, 1, true));
    check(told(vec![acked(5), telling(6)]), (1, 2, false));
    check(told(vec![sent(5, 18)]), (0, 1, false));
    check(told(vec![answered(5, Answer::Waived)]), (1, 1, true));
    check(told(vec![answered(5, Answer::Question)]), (0, 1, false));
    check(told(vec![answered(5, Answer::Objection)]), (0, 1, false));
    let mut receipt = answered(5, Answer::Objection);
    receipt.is_resolved = true;
    check(told(vec![receipt]), (1, 1, true));
    let mut receipt = sent(5, 18);
    receipt.is_answer_required = false;
    check(told(vec![receipt]), (1, 1, true));
    receipt.answer = Some(Answer::Question);
    check(told(vec![receipt]), (0, 1, false));
    let mut receipt = sent(5, 18);
    receipt.was_there = true;
    check(told(vec![receipt]), (1, 1, true));
    let mut receipt = acked(5);
    receipt.sent_at = None;
    check(told(vec![receipt]), (1, 1, true));
    receipt.answer = Some(Answer::Waived);
    check(told(vec![receipt]), (0, 1, false));
    let unowed = Flight {
        owes_telling: false,
        ..told(vec![telling(5)])
    };
    check(unowed, (0, 0, true));
    let early = Flight {
        receipts: vec![acked(5)],
        ..open()
    };
    check(early, (0, 1, false));
}

#[test]
fn answers_to_an_earlier_outcome_stop_counting() {
    let check = |receipts: Vec<Telling>, want: (usize, usize)| {
        let flight = Flight {
            version: 2,
            receipts,
            ..accepted()
        };
        let told = gates(&flight).told;
        assert_eq!((told.met, told.of), want);
    };
    let second = |receipt: Telling| Telling {
        version: 2,
        ..receipt
    };
    check(vec![], (0, 0));
    check(vec![acked(5), acked(6)], (0, 2));
    check(vec![acked(5), acked(6), second(acked(5))], (1, 1));
    check(
        vec![second(acked(5)), second(sent(6, 19)), acked(7)],
        (1, 2),
    );
}

#[test]
fn what_was_done_is_counted_by_action_and_confirmed_as_the_door_wants() {
    let check = |door: Door, actions: Vec<Task>, confirmed: bool, want: (usize, usize, bool)| {
        let flight = Flight {
            door,
            actions,
            confirmed_at: confirmed.then(|| day(20)),
            ..accepted()
        };
        let Fill { met, of, is_met } = gates(&flight).done;
        assert_eq!((met, of, is_met), want, "{:?}", flight.actions);
    };
    let (two, one) = (Door::TwoWay, Door::OneWay);
    check(two, vec![], false, (0, 0, false));
    check(two, vec![], true, (0, 0, false));
    check(two, vec![task(10)], true, (0, 1, false));
    check(two, vec![done(10, 19), task(11)], true, (1, 2, false));
    check(
        two,
        vec![done(10, 19), dropped(11, 19)],
        false,
        (2, 2, true),
    );
    check(two, vec![dropped(11, 19)], false, (1, 1, false));
    check(two, vec![dropped(11, 19)], true, (1, 1, true));
    check(one, vec![done(10, 19)], false, (1, 1, false));
    check(one, vec![done(10, 19)], true, (1, 1, true));
}

#[test]
fn the_loop_is_left_when_all_gates_are_met_or_the_decision_is_no_more() {
    let check = |flight: Flight, want: Place| {
        assert_eq!(flight.place(day(20)), want, "{flight:?}");
        let has_left = matches!(want, Place::Closed | Place::Ended);
        assert_eq!(want.has_left(), has_left);
        let Gates { is_closed, .. } = gates(&flight);
        assert_eq!(is_closed, want == Place::Closed);
    };
    let status = |status: DecisionStatus| Flight {
        status,
        ..accepted()
    };
    let closed = with(accepted(), |flight| flight.actions = vec![done(10, 19)]);
    check(open(), Place::InFlight);
    check(accepted(), Place::InFlight);
    check(closed, Place::Closed);
    check(status(DecisionStatus::Rejected), Place::Closed);
    for ended in [
        DecisionStatus::Superseded,
        DecisionStatus::Withdrawn,
        DecisionStatus::Deprecated,
    ] {
        check(status(ended), Place::Ended);
    }
    check(
        with(status(DecisionStatus::Rejected), |flight| {
            flight.receipts = vec![]
        }),
        Place::InFlight,
    );
    check(
        with(open(), |flight| flight.is_history = true),
        Place::History,
    );
    let deferred = |until: Option<u32>| Flight {
        status: DecisionStatus::Deferred,
        defer_until: until.map(day),
        ..open()
    };
    check(deferred(Some(21)), Place::Parked { until: day(21) });
    check(deferred(Some(20)), Place::InFlight);
    check(deferred(None), Place::InFlight);
}

#[test]
fn an_open_decision_is_stuck_by_the_first_rule_that_fires() {
    let check = |change: Change, want: &str| check(with(open(), change), want);
    check(|_| (), "-");
    check(
        |flight| flight.parts = vec![part(2, DecisionRole::Driver)],
        "no_decider 2:4",
    );
    check(|flight| flight.parts.clear(), "no_decider 3:4");
    check(
        |flight| {
            flight.parts.clear();
            flight.raised_by = None;
        },
        "no_decider ?:4",
    );
    check(|flight| flight.due = None, "-");
    check(|flight| (flight.due, flight.raised) = (None, day(13)), "-");
    check(
        |flight| (flight.due, flight.raised) = (None, day(12)),
        "no_date 2:1",
    );
    check(
        |flight| (flight.due, flight.raised, flight.door) = (None, day(1), Door::OneWay),
        "-",
    );
    check(|flight| flight.due = Some(day(20)), "-");
    check(|flight| flight.due = Some(day(17)), "overdue 1:3");
    check(|flight| flight.status = DecisionStatus::Draft, "-");
    check(
        |flight| (flight.status, flight.due) = (DecisionStatus::Draft, Some(day(19))),
        "overdue 1:1",
    );
}

#[test]
fn objections_and_missing_input_name_who_gave_or_owes_them() {
    let check = |change: Change, want: &str| check(with(open(), change), want);
    let objecting: Change = |flight| {
        let mut agree = part(5, DecisionRole::Agree);
        agree.response = Some(Response::Object);
        agree.responded_at = Some(day(18));
        flight.parts.extend([agree, part(6, DecisionRole::Agree)]);
    };
    check(objecting, "objection 5:2");
    let heard: Change = |flight| {
        let mut input = part(5, DecisionRole::Input);
        input.response = Some(Response::Object);
        flight.parts.push(input);
        flight.due = Some(day(21));
    };
    check(heard, "-");
    let silent: Change = |flight| {
        flight.parts.push(part(5, DecisionRole::Input));
        flight.parts.push(Part {
            asked_at: Some(day(16)),
            ..part(6, DecisionRole::Input)
        });
    };
    check(silent, "-");
    let soon = |change: Change, due: u32, want: &str| {
        let mut flight = with(open(), change);
        flight.due = Some(day(due));
        super::tests::check(flight, want);
    };
    soon(silent, 23, "-");
    soon(silent, 22, "no_input 6:4 5:3");
    soon(silent, 20, "no_input 6:4 5:3");
    soon(silent, 19, "overdue 1:1");
}

#[test]
fn what_waits_is_held_up_by_whoever_holds_up_what_it_waits_on() {
    let other = |key: i64, change: Change| {
        let flight = Flight {
            decision: Key(key),
            parts: vec![part(key + 1000, DecisionRole::Decider)],
            ..open()
        };
        (Key(key), with(flight, change))
    };
    let check = |depends_on: &[i64], others: Vec<(Key, Flight)>, want: &str| {
        let flight = Flight {
            depends_on: depends_on.iter().copied().map(Key).collect(),
            ..open()
        };
        let mut flights: Flights = others.into_iter().collect();
        flights.insert(flight.decision, flight.clone());
        check_among(flight, &Absences::new(), flights, want);
    };
    let late: Change = |flight| flight.due = Some(day(17));
    let later: Change = |flight| flight.due = Some(day(16));
    let made: Change = |flight| flight.status = DecisionStatus::Accepted;
    check(&[], vec![], "-");
    check(&[1], vec![], "-");
    check(&[1], vec![other(1, made)], "-");
    check(&[1], vec![other(1, |_| ())], "waits 1001:0");
    check(&[1], vec![other(1, late)], "waits 1001:3");
    check(
        &[1, 2, 3],
        vec![other(1, late), other(2, later), other(3, made)],
        "waits 1002:4",
    );
    let on_two: Change = |flight| flight.depends_on = vec![Key(2)];
    check(&[1], vec![other(1, on_two), other(2, late)], "waits 1002:3");
    let on_one: Change = |flight| flight.depends_on = vec![Key(1)];
    check(
        &[1],
        vec![other(1, on_two), other(2, on_one)],
        "waits 1002:0",
    );
    check(&[100], vec![], "-");
    let on_it: Change = |flight| flight.depends_on = vec![Key(100)];
    check(&[1], vec![other(1, on_it)], "waits 1001:0");
    let both: Change = |flight| flight.depends_on = vec![Key(3)];
    check(
        &[1, 2],
        vec![other(1, both), other(2, both), other(3, late)],
        "waits 1003:3",
    );
}

#[test]
fn a_decision_that_was_made_is_stuck_until_everybody_knows() {
    let check = |receipts: Vec<Telling>, decided: u32, want: &str| {
        let flight = Flight {
            receipts,
            raised: day(1),
            decided_at: Some(day(decided)),
            ..accepted()
        };
        check(flight, want);
    };
    check(vec![], 18, "no_audience 2:2");
    check(vec![], 20, "no_audience 2:0");
    check(vec![telling(5)], 18, "-");
    check(vec![telling(5)], 17, "unsent 2:1");
    check(vec![telling(5), acked(6)], 16, "unsent 2:2");
    check(vec![sent(5, 17)], 16, "-");
    check(
        vec![sent(5, 16), sent(6, 12), acked(7)],
        12,
        "no_ack 6:3 5:1",
    );
    let mut there = sent(5, 12);
    there.was_there = true;
    check(vec![there], 12, "-");
    check(vec![answered(5, Answer::Waived)], 12, "-");
    check(vec![answered(5, Answer::Question)], 12, "questioned 1:1");
    check(
        vec![answered(5, Answer::Objection), sent(6, 16)],
        12,
        "no_ack 6:1",
    );
    let mut resolved = answered(5, Answer::Objection);
    resolved.is_resolved = true;
    check(vec![resolved], 12, "-");
}

#[test]
fn a_changed_outcome_starts_the_clock_of_telling_anew() {
    let check = |changed: u32, want: &str| {
        let flight = Flight {
            version: 2,
            raised: day(1),
            decided_at: Some(day(3)),
            changed_at: Some(day(changed)),
            ..accepted()
        };
        check(flight, want);
    };
    check(18, "-");
    check(17, "unsent 2:1");
}

#[test]
fn an_accepted_decision_is_stuck_until_it_landed() {
    let check = |actions: Vec<Task>, want: &str| {
        let flight = Flight {
            actions,
            door: Door::OneWay,
            raised: day(1),
            decided_at: Some(day(16)),
            ..accepted()
        };
        check(flight, want);
    };
    check(vec![], "no_plan 2:1");
    check(vec![task(10)], "-");
    let unowned = Task {
        owner: None,
        created: day(17),
        ..task(10)
    };
    let undated = Task {
        due: None,
        ..task(11)
    };
    check(vec![undated, unowned], "unowned 2:3");
    check(vec![undated], "undated 2:2");
    check(
        vec![Task {
            status: ActionStatus::Done,
            done_at: Some(day(19)),
            ..undated
        }],
        "-",
    );
    let late = |action: i64, owner: i64, due: u32| Task {
        owner: Some(Key(owner)),
        due: Some(day(due)),
        ..task(action)
    };
    check(vec![late(10, 7, 20)], "-");
    check(vec![late(10, 7, 19), late(11, 8, 16)], "overdue_action 8:4");
    let waiting = Task {
        status: ActionStatus::Waiting,
        waiting_on: Some(Key(9)),
        ..late(10, 7, 19)
    };
    check(vec![waiting], "overdue_action 9:1");
    check(
        vec![Task {
            chase_on: Some(day(20)),
            ..waiting
        }],
        "overdue_action 9:1",
    );
    check(
        vec![Task {
            chase_on: Some(day(21)),
            ..waiting
        }],
        "overdue_action 7:1",
    );
    let still = |action: i64, owner: i64, changed: u32| Task {
        owner: Some(Key(owner)),
        changed: day(changed),
        ..task(action)
    };
    check(vec![still(10, 7, 6)], "-");
    check(vec![still(10, 7, 5), still(11, 8, 2)], "stale 8:15");
    check(vec![still(10, 7, 5), still(11, 8, 19)], "-");
    check(vec![done(10, 17)], "-");
    check(vec![done(10, 12), dropped(11, 16)], "unconfirmed 2:1");
}

#[test]
fn what_owes_nothing_is_not_stuck() {
    let bare = Flight {
        owes_telling: false,
        owes_execution: false,
        receipts: vec![],
        actions: vec![],
        raised: day(1),
        decided_at: Some(day(1)),
        ..accepted()
    };
    check(bare.clone(), "-");
    let rejected = Flight {
        status: DecisionStatus::Rejected,
        owes_execution: true,
        review_by: Some(day(2)),
        ..bare
    };
    check(rejected, "-");
}

#[test]
fn a_review_is_due_until_it_was_held_and_after_its_ground_shifted() {
    let check = |change: Change, want: &str| {
        let closed = with(accepted(), |flight| flight.actions = vec![done(10, 19)]);
        check(with(closed, change), want);
    };
    check(|flight| flight.review_by = Some(day(20)), "-");
    check(|flight| flight.review_by = Some(day(19)), "review_due 1:1");
    check(
        |flight| (flight.review_by, flight.reviewed_at) = (Some(day(17)), Some(day(16))),
        "review_due 1:3",
    );
    check(
        |flight| (flight.review_by, flight.reviewed_at) = (Some(day(17)), Some(day(17))),
        "-",
    );
    let shifted: Change = |flight| {
        flight.found_false = vec![(Key(31), day(19)), (Key(30), day(18))];
    };
    check(shifted, "ground_shifted 1:2");
    check(
        |flight| {
            flight.found_false = vec![(Key(31), day(19)), (Key(30), day(18))];
            flight.reviewed_at = Some(day(18));
        },
        "ground_shifted 1:1",
    );
    check(
        |flight| {
            flight.found_false = vec![(Key(31), day(19))];
            flight.reviewed_at = Some(day(19));
        },
        "-",
    );
}

#[test]
fn nothing_outside_the_loop_is_stuck() {
    let check = |change: Change, want: Place| {
        let flight = with(
            Flight {
                due: Some(day(2)),
                ..open()
            },
            change,
        );
        check(flight.clone(), "-");
        let (absences, flights) = (Absences::new(), Flights::new());
        let verdicts = watched(&absences, &flights, |watch| explain(&flight, watch));
        let outside = Finding::Clear(Clear::Outside(want));
        assert!(verdicts.iter().all(|verdict| verdict.finding == outside));
    };
    check(|flight| flight.is_history = true, Place::History);
    check(
        |flight| flight.status = DecisionStatus::Withdrawn,
        Place::Ended,
    );
    check(
        |flight| (flight.status, flight.defer_until) = (DecisionStatus::Deferred, Some(day(21))),
        Place::Parked { until: day(21) },
    );
}

#[test]
fn who_is_away_is_covered_or_their_clock_stands_still() {
    let absence = |from: u32, to: Option<u32>, cover: Option<i64>| Absence {
        away: Away {
            from: day(from),
            to: to.map(day),
        },
        cover: cover.map(Key),
    };
    let check = |flight: Flight, absences: &[(i64, Absence)], want: &str| {
        let absences = absences
            .iter()
            .map(|(person, absence)| (Key(*person), *absence));
        check_among(flight, &absences.collect(), Flights::new(), want);
    };
    let late = with(open(), |flight| flight.due = Some(day(16)));
    check(
        late.clone(),
        &[(1, absence(1, Some(15), None))],
        "overdue 1:4",
    );
    check(
        late.clone(),
        &[(1, absence(17, Some(18), None))],
        "overdue 1:2",
    );
    check(
        late.clone(),
        &[(1, absence(18, None, None))],
        "overdue 1!:1",
    );
    check(
        late.clone(),
        &[(1, absence(18, None, Some(4)))],
        "overdue 4(for 1):1",
    );
    check(late, &[(1, absence(10, None, None))], "overdue 1!:0");
    let silent = with(accepted(), |flight| {
        flight.receipts = vec![sent(5, 12), sent(6, 13)]
    });
    check(
        silent.clone(),
        &[(5, absence(10, None, None))],
        "no_ack 6:2",
    );
    check(
        silent.clone(),
        &[(5, absence(17, Some(18), None))],
        "no_ack 6:2 5:1",
    );
    check(
        silent,
        &[(5, absence(10, None, None)), (6, absence(10, None, None))],
        "-",
    );
}

#[test]
fn an_explanation_tells_of_each_rule_what_it_found() {
    let flight = with(accepted(), |flight| {
        flight.receipts = vec![telling(5), telling(6)];
        flight.decided_at = Some(day(16));
        flight.review_by = Some(day(30));
    });
    let verdicts = watched(&Absences::new(), &Flights::new(), |watch| {
        explain(&flight, watch)
    });
    let rules: Vec<Rule> = verdicts.iter().map(|verdict| verdict.rule).collect();
    assert_eq!(rules, Rule::ALL);
    let said: Vec<String> = verdicts
        .iter()
        .map(|verdict| match &verdict.finding {
            Finding::Fires(stuck) => {
                assert_eq!(stuck.about, [About::Person(Key(5)), About::Person(Key(6))]);
                format!("{} {}", verdict.rule.number(), short(Some(stuck)))
            }
            Finding::Clear(clear) => format!("{} {clear:?}", verdict.rule.number()),
        })
        .collect();
    assert_eq!(
        said,
        [
            "1 Made",
            "2 Made",
            "3 Made",
            "4 Made",
            "5 Made",
            "6 Made",
            "7 InOrder",
            "8 unsent 2:2",
            "9 InOrder",
            "10 InOrder",
            "11 InOrder",
            "12 InOrder",
            "12 InOrder",
            "13 InOrder",
            "14 Within { days: 2, limit: 14 }",
            "15 InOrder",
            "16 Ahead { date: 2026-11-30 }",
            "17 InOrder",
        ]
    );
}

#[test]
fn what_cannot_be_taken_back_comes_first_then_what_blocks_a_milestone_then_the_longest() {
    let late = |key: i64, door: Door, blocks: bool, due: u32| Flight {
        decision: Key(key),
        door,
        blocks_milestone: blocks,
        due: Some(day(due)),
        ..open()
    };
    let flights = [
        late(1, Door::TwoWay, false, 17),
        late(2, Door::TwoWay, false, 16),
        late(3, Door::TwoWay, true, 19),
        late(4, Door::OneWay, false, 19),
        late(5, Door::OneWay, true, 19),
        late(6, Door::TwoWay, false, 17),
    ];
    watched(&Absences::new(), &Flights::new(), |watch| {
        let mut sorted: Vec<&Flight> = flights.iter().collect();
        sorted.sort_by_key(|flight| urgency(flight, &stuck(flight, watch).unwrap()));
        let keys: Vec<i64> = sorted.iter().map(|flight| flight.decision.0).collect();
        assert_eq!(keys, [5, 4, 3, 2, 1, 6]);
    });
}

//! The rules, each by a table.

use super::*;

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
        "-",
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
        super::check(flight, want);
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

/// Checks where an accepted one-way decision with these actions is stuck.
#[track_caller]
fn check_actions(actions: Vec<Task>, want: &str) {
    let flight = Flight {
        actions,
        door: Door::OneWay,
        raised: day(1),
        decided_at: Some(day(16)),
        ..accepted()
    };
    check(flight, want);
}

#[test]
fn an_accepted_decision_is_stuck_until_it_landed() {
    let check = check_actions;
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
    check(vec![done(10, 17)], "-");
    check(vec![done(10, 12), dropped(11, 16)], "unconfirmed 2:1");
}

#[test]
fn actions_that_nobody_moves_hold_a_decision_up_and_those_put_aside_do_not() {
    let check = check_actions;
    let still = |action: i64, owner: i64, changed: u32| Task {
        owner: Some(Key(owner)),
        changed: day(changed),
        ..task(action)
    };
    check(vec![still(10, 7, 6)], "-");
    check(vec![still(10, 7, 5), still(11, 8, 2)], "stale 8:15");
    check(vec![still(10, 7, 5), still(11, 8, 19)], "-");
    let aside = |until: u32| Task {
        snooze_until: Some(day(until)),
        ..still(10, 7, 5)
    };
    check(vec![aside(21), still(11, 8, 2)], "-");
    check(vec![aside(20)], "stale 7:15");
    let later = Task {
        status: ActionStatus::Waiting,
        chase_on: Some(day(21)),
        ..still(10, 7, 5)
    };
    check(vec![later], "-");
}

#[test]
fn what_was_confirmed_or_confirms_itself_waits_for_no_confirmation() {
    let check = |door: Door, confirmed: bool, actions: Vec<Task>, want: &str| {
        let flight = Flight {
            actions,
            door,
            confirmed_at: confirmed.then(|| day(16)),
            decided_at: Some(day(1)),
            ..accepted()
        };
        check(flight, want);
    };
    check(Door::OneWay, true, vec![done(10, 12)], "-");
    check(Door::OneWay, false, vec![done(10, 12)], "unconfirmed 2:5");
    check(Door::TwoWay, false, vec![done(10, 12)], "-");
    check(
        Door::TwoWay,
        false,
        vec![dropped(10, 12)],
        "unconfirmed 2:5",
    );
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
fn what_was_known_to_be_false_when_it_was_decided_shifts_no_ground() {
    let check = |found: u32, want: &str| {
        let found_false = vec![(Key(30), day(found))];
        check(
            Flight {
                found_false,
                ..accepted()
            },
            want,
        );
    };
    check(17, "-");
    check(18, "ground_shifted 1:2");
}

#[test]
fn who_was_listed_after_the_decision_is_owed_it_since_then() {
    let check = |listed: Option<u32>, want: &str| {
        let listed = Telling {
            listed_at: listed.map(day),
            ..telling(5)
        };
        let flight = Flight {
            receipts: vec![listed],
            raised: day(1),
            decided_at: Some(day(3)),
            ..accepted()
        };
        check(flight, want);
    };
    check(Some(18), "-");
    check(Some(17), "unsent 2:1");
    check(None, "unsent 2:11");
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

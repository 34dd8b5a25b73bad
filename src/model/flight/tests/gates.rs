//! The gates, and when a decision leaves the loop.

use super::*;

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
    check(early.clone(), (0, 1, false));
    let reopened = Flight {
        version: 1,
        ..early
    };
    check(reopened, (1, 1, false));
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
    check(status(DecisionStatus::Draft), Place::Draft);
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

//! What holds of every decision.

use proptest::prelude::*;

use super::*;

/// Returns decisions in any state, with dates around today.
fn any_flight() -> impl Strategy<Value = Flight> {
    let maybe_day = || proptest::option::of((1u32..=30).prop_map(day));
    let statuses = proptest::sample::select(DecisionStatus::ALL);
    let people = proptest::collection::vec((1i64..6, 0..DecisionRole::ALL.len()), 0..4);
    let receipt = (
        1i64..6,
        1i64..3,
        any::<bool>(),
        maybe_day(),
        0usize..5,
        any::<bool>(),
    );
    let work = (
        proptest::option::of(1i64..6),
        0..ActionStatus::ALL.len(),
        maybe_day(),
        maybe_day(),
    );
    let dates = (
        maybe_day(),
        maybe_day(),
        maybe_day(),
        maybe_day(),
        maybe_day(),
    );
    let switches = (any::<bool>(), any::<bool>(), any::<bool>());
    let rows = (
        people,
        proptest::collection::vec(receipt, 0..4),
        proptest::collection::vec(work, 0..4),
    );
    (statuses, switches, dates, rows).prop_map(|(status, switches, dates, rows)| {
        let (owes_telling, owes_execution, is_one_way) = switches;
        let (due, defer_until, confirmed_at, review_by, reviewed_at) = dates;
        let (people, receipts, tasks) = rows;
        let receipt =
            |(person, version, is_answer_required, sent_at, answer, is_resolved)| Telling {
                version,
                is_answer_required,
                sent_at,
                answer: Answer::ALL.get(answer).copied(),
                is_resolved,
                ..telling(person)
            };
        let action = |(at, work): (i64, (Option<i64>, usize, _, _))| Task {
            owner: work.0.map(Key),
            status: ActionStatus::ALL[work.1],
            due: work.2,
            done_at: work.3,
            ..task(at)
        };
        Flight {
            status,
            door: if is_one_way {
                Door::OneWay
            } else {
                Door::TwoWay
            },
            due,
            defer_until,
            decided_at: (!status.is_open()).then(|| day(10)),
            version: i64::from(!status.is_open()),
            raised: day(1),
            owes_telling,
            owes_execution,
            confirmed_at,
            review_by,
            reviewed_at,
            parts: people
                .into_iter()
                .map(|(person, role)| part(person, DecisionRole::ALL[role]))
                .collect(),
            receipts: receipts.into_iter().map(receipt).collect(),
            actions: (10..).zip(tasks).map(action).collect(),
            ..open()
        }
    })
}

proptest! {
    #[test]
    fn the_explanation_agrees_and_what_left_the_loop_is_stuck_at_no_gate(
        flight in any_flight(),
    ) {
        let (absences, flights) = (Absences::new(), Flights::new());
        let found = watched(&absences, &flights, |watch| stuck(&flight, watch));
        let verdicts = watched(&absences, &flights, |watch| explain(&flight, watch));
        let first = verdicts.into_iter().find_map(|verdict| match verdict.finding {
            Finding::Fires(stuck) => Some(stuck),
            Finding::Clear(_) => None,
        });
        prop_assert_eq!(&first, &found);
        let place = flight.place(day(20));
        if let Some(stuck) = found {
            prop_assert!(matches!(place, Place::InFlight | Place::Closed), "{:?}", place);
            prop_assert!(place == Place::InFlight || stuck.rule.gate() == Gate::Review);
            prop_assert!(!stuck.holders.is_empty());
            prop_assert_eq!(stuck.days, stuck.holders[0].days);
            prop_assert!(stuck.holders.iter().all(|holder| (0..=stuck.days).contains(&holder.days)));
        }
        let Gates { told, done, .. } = gates(&flight);
        prop_assert!(told.met <= told.of && done.met <= done.of);
    }
}

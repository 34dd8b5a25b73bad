//! The rules one by one. Each returns whom it names, or why it does not fire. Dates say whether a rule
//! fires; the days that it tells run on the clock of whoever holds it up.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::gates::is_confirmed;
use super::stuck::{About, Case, Clear, Gate, Holder, Rule, Stuck, first};
use super::{Place, Task, Telling};
use crate::model::days::civil_days;
use crate::model::id::Key;
use crate::model::words::{DecisionRole, DecisionStatus, Response};

type Found = Result<(Vec<Holder>, Vec<About>), Clear>;

/// Returns what the rule says of a case.
pub(super) fn check(rule: Rule, case: &mut Case<'_>) -> Result<Stuck, Clear> {
    applies(rule.gate(), case)?;
    let (mut holders, about) = match rule {
        Rule::NoDecider => no_decider(case),
        Rule::NoDate => no_date(case),
        Rule::Overdue => overdue(case),
        Rule::Objection => objection(case),
        Rule::NoInput => no_input(case),
        Rule::Waits => waits(case),
        Rule::NoAudience => no_audience(case),
        Rule::Unsent => unsent(case),
        Rule::NoAck => no_ack(case),
        Rule::Questioned => questioned(case),
        Rule::NoPlan => no_plan(case),
        Rule::Unowned => incomplete(case, |task| task.owner.is_none()),
        Rule::Undated => incomplete(case, |task| task.due.is_none()),
        Rule::OverdueAction => overdue_action(case),
        Rule::Stale => stale(case),
        Rule::Unconfirmed => unconfirmed(case),
        Rule::ReviewDue => review_due(case),
        Rule::GroundShifted => ground_shifted(case),
    }?;
    holders.sort_by_key(|holder| (Reverse(holder.days), holder.person));
    Ok(Stuck {
        rule,
        days: holders.first().map_or(0, |holder| holder.days),
        holders,
        about,
    })
}

/// Whether the rules of a gate look at this decision at all.
fn applies(gate: Gate, case: &Case<'_>) -> Result<(), Clear> {
    if matches!(
        case.place,
        Place::Draft | Place::Parked { .. } | Place::Ended | Place::History
    ) {
        return Err(Clear::Outside(case.place));
    }
    let is_accepted = case.flight.status == DecisionStatus::Accepted;
    match gate {
        Gate::Made if case.gates.is_made => Err(Clear::Made),
        Gate::Told | Gate::Done | Gate::Review if !case.gates.is_made => Err(Clear::NotMade),
        Gate::Told if !case.flight.owes_telling => Err(Clear::NobodyToTell),
        Gate::Done | Gate::Review if !is_accepted => Err(Clear::NotAccepted),
        Gate::Done if !case.flight.owes_execution => Err(Clear::NothingToDo),
        _ => Ok(()),
    }
}

fn no_decider(case: &Case<'_>) -> Found {
    match case.flight.holder_of(DecisionRole::Decider) {
        Some(_) => Err(Clear::InOrder),
        None => Ok(case.held_since(case.flight.driver(), case.flight.raised)),
    }
}

fn no_date(case: &Case<'_>) -> Found {
    if let Some(date) = case.flight.due {
        return Err(Clear::Ahead { date });
    }
    let limit = case.watch.limits.decide_days(case.flight.door);
    let driver = case.flight.driver();
    let days = case.watch.clocks.days(driver, case.flight.raised);
    case.held_over(driver, days, limit)
}

fn overdue(case: &Case<'_>) -> Found {
    let due = case.passed(case.flight.due)?;
    Ok(case.held_since(case.flight.decider(), due))
}

fn objection(case: &Case<'_>) -> Found {
    let objecting =
        case.flight.parts.iter().filter(|part| {
            part.role == DecisionRole::Agree && part.response == Some(Response::Object)
        });
    case.each(objecting.map(|part| (part.person, part.responded_at.or(part.asked_at))))
}

fn no_input(case: &Case<'_>) -> Found {
    let due = case.flight.due.ok_or(Clear::NoDate)?;
    if civil_days(case.watch.clocks.today, due) > i64::from(case.watch.limits.input_days) {
        return Err(Clear::Ahead { date: due });
    }
    let silent = case.flight.parts.iter();
    let silent = silent.filter(|part| part.role == DecisionRole::Input && part.response.is_none());
    case.each(silent.map(|part| (part.person, part.asked_at)))
}

/// The decision that it depends on and that is stuck the longest passes on its holders; one that is
/// open and not stuck is its decider's, for no days yet.
fn waits(case: &mut Case<'_>) -> Found {
    let watch = case.watch;
    let mut worst: Option<(Vec<Holder>, Key)> = None;
    for key in &case.flight.depends_on {
        let Some(other) = watch.flights.get(key) else {
            continue;
        };
        if !other.status.is_open() || !case.seen.insert(*key) {
            continue;
        }
        let holders = match first(other, watch, case.seen) {
            Some(stuck) => stuck.holders,
            None => vec![case.holder(other.decider(), 0)],
        };
        let days = |holders: &[Holder]| holders.first().map_or(0, |holder| holder.days);
        if worst
            .as_ref()
            .is_none_or(|(held, _)| days(&holders) > days(held))
        {
            worst = Some((holders, *key));
        }
    }
    let (holders, key) = worst.ok_or(Clear::InOrder)?;
    Ok((holders, vec![About::Decision(key)]))
}

fn no_audience(case: &Case<'_>) -> Found {
    if !case.flight.receipts.is_empty() {
        return Err(Clear::InOrder);
    }
    let since = case.flight.outcome_since().ok_or(Clear::NoDate)?;
    Ok(case.held_since(case.flight.driver(), since))
}

fn unsent(case: &Case<'_>) -> Found {
    let untold = case.people(|telling| !telling.is_told())?;
    let outcome = case.flight.outcome_since().ok_or(Clear::NoDate)?;
    let driver = case.flight.driver();
    let limit = case.watch.limits.send_days;
    // Who was listed after the decision is owed it since then.
    let waited = untold.iter().map(|telling| {
        let since = telling.listed_at.max(Some(outcome));
        let days = case
            .watch
            .clocks
            .working_days(driver, since.unwrap_or(outcome));
        (telling.person, days)
    });
    let waited: Vec<(Key, i64)> = waited.collect();
    let days = waited.iter().map(|(_, days)| *days).max().unwrap_or(0);
    let (holders, _) = case.held_over(driver, days, limit)?;
    let over = waited.iter().filter(|(_, days)| *days > i64::from(limit));
    Ok((
        holders,
        over.map(|(person, _)| About::Person(*person)).collect(),
    ))
}

/// Names each silent person, with the days that they are over.
fn no_ack(case: &Case<'_>) -> Found {
    let silent = case.people(|telling| telling.owes_answer() && telling.sent_at.is_some())?;
    let limit = case.watch.limits.ack_days;
    let waited = |telling: &Telling| {
        let days = case
            .watch
            .clocks
            .working_days(Some(telling.person), telling.sent_at?);
        Some((telling.person, days))
    };
    let waited: Vec<(Key, i64)> = silent.iter().filter_map(waited).collect();
    let days = waited.iter().map(|(_, days)| *days).max().unwrap_or(0);
    let over = waited.iter().filter(|(_, days)| *days > i64::from(limit));
    let (holders, about): (Vec<Holder>, Vec<About>) = over
        .map(|(person, days)| {
            let holder = case.holder(Some(*person), days - i64::from(limit));
            (holder, About::Person(*person))
        })
        .unzip();
    if holders.is_empty() {
        return Err(Clear::Within { days, limit });
    }
    Ok((holders, about))
}

fn questioned(case: &Case<'_>) -> Found {
    let mut asking = case.people(Telling::is_questioned)?;
    let since = |telling: &Telling| telling.answered_at.or(telling.sent_at);
    asking.sort_by_key(since);
    let oldest = asking.iter().find_map(since);
    let since = oldest.or(case.flight.decided_at).ok_or(Clear::NoDate)?;
    let (holders, _) = case.held_since(case.flight.decider(), since);
    let about = asking.iter().map(|telling| About::Person(telling.person));
    Ok((holders, about.collect()))
}

fn no_plan(case: &Case<'_>) -> Found {
    if !case.flight.actions.is_empty() {
        return Err(Clear::InOrder);
    }
    let since = case.flight.decided_at.ok_or(Clear::NoDate)?;
    let driver = case.flight.driver();
    let days = case.watch.clocks.working_days(driver, since);
    case.held_over(driver, days, case.watch.limits.plan_days)
}

fn incomplete(case: &Case<'_>, lacks: impl Fn(&Task) -> bool) -> Found {
    let mut tasks = case.tasks(lacks)?;
    tasks.sort_by_key(|task| (task.created, task.action));
    let (holders, _) = case.held_since(case.flight.driver(), tasks[0].created);
    Ok((holders, actions(&tasks)))
}

/// The action that is late for the most days names whom to ask.
fn overdue_action(case: &Case<'_>) -> Found {
    let today = case.watch.clocks.today;
    let mut late = case.tasks(|task| task.due.is_some_and(|due| due < today))?;
    let held = |task: &Task| {
        let person = task.chased(today).or_else(|| case.flight.driver());
        let days = task
            .due
            .map_or(0, |due| case.watch.clocks.days(person, due));
        (person, days)
    };
    late.sort_by_key(|task| (Reverse(held(task).1), task.due, task.action));
    let (person, days) = held(&late[0]);
    Ok((vec![case.holder(person, days)], actions(&late)))
}

/// The days run from the last change on any of them; the one left alone the longest names its owner.
fn stale(case: &Case<'_>) -> Found {
    let mut tasks = case.tasks(|_| true)?;
    if tasks.iter().any(|task| task.rests(case.watch.clocks.today)) {
        return Err(Clear::InOrder);
    }
    tasks.sort_by_key(|task| (task.changed, task.action));
    let last = tasks.iter().map(|task| task.changed).max();
    let owner = tasks[0].owner.or_else(|| case.flight.driver());
    let days = last.map_or(0, |last| case.watch.clocks.days(owner, last));
    let limit = case.watch.limits.stale_days;
    if days <= i64::from(limit) {
        return Err(Clear::Within { days, limit });
    }
    Ok((vec![case.holder(owner, days)], actions(&tasks)))
}

fn unconfirmed(case: &Case<'_>) -> Found {
    if case.flight.actions.is_empty() || case.tasks(|_| true).is_ok() || is_confirmed(case.flight) {
        return Err(Clear::InOrder);
    }
    let ended = case.flight.actions.iter().filter_map(|task| task.done_at);
    let since = ended.max().ok_or(Clear::NoDate)?;
    let driver = case.flight.driver();
    let days = case.watch.clocks.days(driver, since);
    case.held_over(driver, days, case.watch.limits.confirm_days)
}

fn review_due(case: &Case<'_>) -> Found {
    let due = case.passed(case.flight.review_by)?;
    match case.flight.reviewed_at {
        Some(on) if on >= due => Err(Clear::Reviewed { on }),
        _ => Ok(case.held_since(case.flight.decider(), due)),
    }
}

fn ground_shifted(case: &Case<'_>) -> Found {
    let reviewed = case.flight.reviewed_at;
    let found = case.flight.found_false.iter();
    // What was known to be false when it was decided shifts no ground.
    let decided = case.flight.decided_at;
    let mut open: Vec<(NaiveDate, Key)> = found
        .filter(|(_, day)| decided.is_none_or(|decided| decided <= *day))
        .filter(|(_, day)| reviewed.is_none_or(|reviewed| reviewed < *day))
        .map(|(assumption, day)| (*day, *assumption))
        .collect();
    open.sort_unstable();
    let Some((first, _)) = open.first() else {
        return Err(match reviewed {
            Some(on) if !case.flight.found_false.is_empty() => Clear::Reviewed { on },
            _ => Clear::InOrder,
        });
    };
    let (holders, _) = case.held_since(case.flight.decider(), *first);
    let about = open
        .iter()
        .map(|(_, assumption)| About::Assumption(*assumption));
    Ok((holders, about.collect()))
}

fn actions(tasks: &[Task]) -> Vec<About> {
    tasks
        .iter()
        .map(|task| About::Action(task.action))
        .collect()
}

impl Case<'_> {
    /// Names one person, for the days since a date.
    fn held_since(&self, person: Option<Key>, since: NaiveDate) -> (Vec<Holder>, Vec<About>) {
        let days = self.watch.clocks.days(person, since);
        (vec![self.holder(person, days)], Vec::new())
    }

    /// Names one person for the days over a limit, if it is not kept.
    fn held_over(&self, person: Option<Key>, days: i64, limit: u32) -> Found {
        let over = days - i64::from(limit);
        if over <= 0 {
            return Err(Clear::Within { days, limit });
        }
        Ok((vec![self.holder(person, over)], Vec::new()))
    }

    /// Names each of these people, for the days since their date; where none is known, since it was
    /// raised.
    fn each(&self, people: impl Iterator<Item = (Key, Option<NaiveDate>)>) -> Found {
        let (holders, about): (Vec<Holder>, Vec<About>) = people
            .map(|(person, since)| {
                let since = since.unwrap_or(self.flight.raised);
                let days = self.watch.clocks.days(Some(person), since);
                (self.holder(Some(person), days), About::Person(person))
            })
            .unzip();
        match holders.is_empty() {
            true => Err(Clear::InOrder),
            false => Ok((holders, about)),
        }
    }

    /// Returns a date that has passed.
    fn passed(&self, date: Option<NaiveDate>) -> Result<NaiveDate, Clear> {
        match date {
            None => Err(Clear::NoDate),
            Some(date) if date >= self.watch.clocks.today => Err(Clear::Ahead { date }),
            Some(date) => Ok(date),
        }
    }

    /// Returns those who must be told and of whom this holds, at least one.
    fn people(&self, holds: impl Fn(&Telling) -> bool) -> Result<Vec<Telling>, Clear> {
        let mut tellings = self.flight.tellings();
        tellings.retain(holds);
        match tellings.is_empty() {
            true => Err(Clear::InOrder),
            false => Ok(tellings),
        }
    }

    /// Returns the open actions of which this holds, at least one.
    fn tasks(&self, holds: impl Fn(&Task) -> bool) -> Result<Vec<Task>, Clear> {
        let tasks = self.flight.actions.iter().copied();
        let tasks: Vec<Task> = tasks.filter(|task| task.is_open() && holds(task)).collect();
        match tasks.is_empty() {
            true => Err(Clear::InOrder),
            false => Ok(tasks),
        }
    }
}

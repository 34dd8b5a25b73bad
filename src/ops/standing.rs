//! Where a decision stands: accepting it, setting it aside, looking at it again, opening it again. Each
//! move is lawful or refused with what is lawful from there.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Step};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::DecisionStatus;
use crate::store::{Journal, Operation, Row};
use crate::text::ids::IdWord;

use super::Desk;
use super::edit::Set;
use super::error::OpsError;
use super::outcome::{Outcome, Remark, Remarks};
use super::targets::{self, Target};
use super::{ack, audience, comment, facts, moves, options, roles, supersede};

/// What one command does with one or many decisions.
#[derive(Clone, Debug)]
pub enum Course {
    /// Rests until a day to come.
    Defer {
        until: NaiveDate,
    },
    /// Decided against, on a civil date.
    Reject {
        on: NaiveDate,
    },
    Withdraw,
    /// Looked at again on a civil date, with the day of the next time.
    Review {
        on: NaiveDate,
        next: Option<Set<NaiveDate>>,
    },
    /// Looked at again on a civil date, and it holds no longer.
    Retire {
        on: NaiveDate,
    },
}

impl Course {
    fn step(&self) -> Step {
        match self {
            Course::Defer { .. } => Step::Defer,
            Course::Reject { .. } => Step::Reject,
            Course::Withdraw => Step::Withdraw,
            Course::Review { .. } => Step::Review,
            Course::Retire { .. } => Step::Retire,
        }
    }

    fn operation(&self) -> &'static str {
        match self {
            Course::Defer { .. } => "defer",
            Course::Reject { .. } => "reject",
            Course::Withdraw => "withdraw",
            Course::Review { .. } | Course::Retire { .. } => "review",
        }
    }

    fn past_tense(&self) -> &'static str {
        match self {
            Course::Defer { .. } => "Deferred",
            Course::Reject { .. } => "Rejected",
            Course::Withdraw => "Withdrew",
            Course::Review { .. } => "Reviewed",
            Course::Retire { .. } => "Retired",
        }
    }
}

/// Takes all the decisions named on the same course, or none when one cannot take it. The reason of a
/// rejection is the decision's own; any other is kept as a comment.
pub fn take(
    desk: Desk<'_>,
    words: &[IdWord],
    course: &Course,
    why: Option<&str>,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let operation = Operation::new(course.operation());
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[Kind::Decision])? {
            go(journal, ctx, target, (course, why), &mut remarks)?;
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: course.past_tense(),
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

fn go(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (course, why): (&Course, Option<&str>),
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let old: Decision = journal.reader().row(target.key)?.entity;
    check(target.id, old.status, course.step())?;
    let mut decision = old.clone();
    decision.status = course.step().target();
    decision.defer_until = None;
    match course {
        Course::Defer { until } => {
            let hint = "--until says when it is taken up again, such as `--until 2w`";
            check_coming(ctx, *until, hint)?;
            decision.defer_until = Some(*until);
            decision.history = false;
            if decision != old {
                remarks.extend(due_before(target.id, &decision, *until));
            }
        }
        Course::Reject { on } => {
            moves::check_past(ctx, *on)?;
            decision.decided_at = Some(*on);
            decision.version += 1;
            decision.rationale = why.map(str::to_owned).or(decision.rationale);
            remarks.extend(no_decider(journal, target.key)?);
        }
        Course::Withdraw => {}
        Course::Review { on, next } => {
            moves::check_past(ctx, *on)?;
            decision.reviewed_at = Some(*on);
            if let Some(next) = next {
                if let Some(day) = next.value() {
                    let hint = "--next says when it is looked at again, such as `--next 6m`";
                    check_coming(ctx, day, hint)?;
                }
                decision.review_by = next.value();
            }
        }
        Course::Retire { on } => {
            moves::check_past(ctx, *on)?;
            decision.reviewed_at = Some(*on);
            decision.review_by = None;
        }
    }
    journal.update(target.key, &decision)?;
    if matches!(course, Course::Reject { .. }) {
        audience::decided(journal, ctx, target, None, remarks)?;
    }
    match (why, course) {
        (None, _) if decision == old => {
            remarks.push(Remark::Unchanged(target.id, "was like that already"));
        }
        (None, _) | (Some(_), Course::Reject { .. }) => {}
        (Some(why), _) => comment::add(journal, ctx, target, why)?,
    }
    Ok(())
}

fn check_coming(ctx: &Ctx, day: NaiveDate, hint: &str) -> Result<(), OpsError> {
    if day > ctx.today {
        return Ok(());
    }
    let message = format!("{day} is not a day to come");
    Err(OpsError::invalid(message, hint))
}

/// Says that a decision rests beyond the day by which it must be decided.
fn due_before(id: ItemId, decision: &Decision, until: NaiveDate) -> Option<Remark> {
    let due = decision.due.filter(|due| *due < until)?;
    Some(Remark::Said(format!(
        "{id} is due {due}, before it is taken up again; `tpm edit {id} --due DATE` moves that"
    )))
}

fn no_decider(journal: &Journal<'_>, key: Key) -> Result<Option<Remark>, OpsError> {
    if journal.reader().decider_of(key)?.is_some() {
        return Ok(None);
    }
    Ok(journal.reader().id_of(key)?.map(Remark::NoDecider))
}

/// How an open decision is accepted; what is `None` stays as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Acceptance<'a> {
    pub outcome: Option<&'a str>,
    /// The number or title of the option that it goes for.
    pub chose: Option<&'a str>,
    /// Why it is made although somebody objects who must agree.
    pub overriding: Option<&'a str>,
    pub on: Option<NaiveDate>,
    /// The meeting in which it is decided, where that is known.
    pub meeting: Option<Key>,
}

/// Accepts an open decision and retires what it supersedes. An objection of somebody who must agree
/// stands in the way unless it is overridden.
pub(super) fn accept(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    acceptance: &Acceptance<'_>,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let Acceptance {
        outcome,
        chose,
        overriding,
        on,
        meeting,
    } = *acceptance;
    let row: Row<Decision> = journal.reader().row(key)?;
    let id = row.id(Kind::Decision);
    let on = on.unwrap_or(ctx.today);
    moves::check_past(ctx, on)?;
    let overridden = ack::overridden(journal, Target { id, key }, overriding, remarks)?;
    let picked = options::settle(journal, Target { id, key }, chose, outcome, remarks)?;
    let mut decision = row.entity;
    decision.status = DecisionStatus::Accepted;
    decision.decided_at = Some(on);
    decision.version += 1;
    decision.defer_until = None;
    decision.overridden = overridden;
    decision.history &= on < ctx.oldest_live();
    if let Some(outcome) = outcome.map(str::to_owned).or(picked) {
        decision.outcome = Some(outcome);
    }
    journal.update(key, &decision)?;
    supersede::retire(journal, key, remarks)?;
    remarks.extend(no_decider(journal, key)?);
    audience::decided(journal, ctx, Target { id, key }, meeting, remarks)
}

/// Opens a decision again; whether that changed anything.
pub(super) fn reopen(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    let mut decision: Decision = journal.reader().row(target.key)?.entity;
    if !Step::Reopen.is_lawful_from(decision.status) {
        return Ok(false);
    }
    let was = decision.status;
    decision.status = DecisionStatus::Proposed;
    decision.decided_at = None;
    decision.outcome = None;
    // It says why that outcome; what is decided next has reasons of its own.
    decision.rationale = None;
    decision.defer_until = None;
    decision.reviewed_at = None;
    decision.overridden = None;
    decision.confirmed_at = None;
    decision.confirmed_by = None;
    decision.confirmed_how = None;
    decision.result = None;
    // What is taken up again is no history.
    decision.history = false;
    journal.update(target.key, &decision)?;
    options::choose(journal, target.key, None)?;
    if !was.is_open() {
        roles::ask_again(journal, target.key, ctx.today)?;
    }
    supersede::restore(journal, (target.key, was), remarks)?;
    supersede::tell_successors(journal.reader(), (target.key, target.id), remarks)?;
    Ok(true)
}

/// Refuses a step that is not lawful from a status, and says what is.
pub(super) fn check(id: ItemId, status: DecisionStatus, step: Step) -> Result<(), OpsError> {
    if step.is_lawful_from(status) {
        return Ok(());
    }
    let message = match step {
        Step::Review | Step::Retire => {
            format!("{id} is {status}, and only an accepted decision is reviewed")
        }
        Step::Defer if status.is_open() => {
            format!("{id} is {status}, and only a proposed decision can be deferred")
        }
        _ => format!("{id} is {status} already"),
    };
    Err(OpsError::refused(message, lawful(id, status)))
}

/// Says what may be done with a decision that stands where it stands.
pub(super) fn lawful(id: ItemId, status: DecisionStatus) -> String {
    match status {
        DecisionStatus::Draft => {
            format!("`tpm propose {id}` raises it; decide, reject and withdraw are lawful too")
        }
        DecisionStatus::Proposed => format!(
            "`tpm decide {id} \"OUTCOME\"` makes it; reject, defer and withdraw are lawful too"
        ),
        DecisionStatus::Deferred => format!(
            "`tpm reopen {id}` takes it up again; decide, reject and withdraw are lawful too"
        ),
        DecisionStatus::Accepted => format!(
            "`tpm reopen {id}` opens it again; `tpm decide \"TITLE\" --supersedes {id}` replaces it; \
             `tpm review {id}` looks at it again"
        ),
        DecisionStatus::Rejected
        | DecisionStatus::Withdrawn
        | DecisionStatus::Superseded
        | DecisionStatus::Deprecated => format!("`tpm reopen {id}` opens it again"),
    }
}

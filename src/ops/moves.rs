//! Moving items along: start, done, drop, wait, snooze, and opening again. What ends risks, needs and
//! milestones is in `ending`.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};

use crate::model::action::Action;
use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::{ActionStatus, Landed};
use crate::store::{Journal, Operation, Reader};
use crate::text::ids::IdWord;

use super::Desk;
use super::act;
use super::confirm;
use super::ending::{self, Ending};
use super::error::OpsError;
use super::facts::{self, Named};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::Newcomers;
use super::standing;
use super::targets::{self, Target};

/// A move that one command makes with one or many actions.
#[derive(Clone, Debug)]
pub enum Move {
    Start,
    /// Done on a civil date.
    Done {
        on: NaiveDate,
        /// How the decision landed that this carries out.
        landed: Option<Landed>,
    },
    Drop {
        on: NaiveDate,
        why: Option<String>,
    },
    Wait {
        /// `@handle`, a known name, or free text.
        on: String,
        since: NaiveDate,
        chase: Option<NaiveDate>,
        newcomers: Newcomers,
    },
    /// Snoozed until a date, or no longer.
    Snooze {
        until: Option<NaiveDate>,
    },
}

impl Move {
    fn operation(&self) -> &'static str {
        match self {
            Move::Start => "start",
            Move::Done { .. } => "done",
            Move::Drop { .. } => "drop",
            Move::Wait { .. } => "wait",
            Move::Snooze { .. } => "snooze",
        }
    }

    /// Returns the decisions that this move would carry out: their last actions are done.
    fn carries_out(&self, reader: Reader<'_>, targets: &[Target]) -> Result<Vec<Named>, OpsError> {
        let Move::Done { .. } = self else {
            return Ok(Vec::new());
        };
        let actions = targets
            .iter()
            .filter(|target| target.id.kind == Kind::Action);
        let keys: Vec<Key> = actions.map(|target| target.key).collect();
        confirm::carried_out(reader, &keys)
    }

    fn past_tense(&self) -> &'static str {
        match self {
            Move::Start => "Started",
            Move::Done { .. } => "Done",
            Move::Drop { .. } => "Dropped",
            Move::Wait { .. } => "Waiting",
            Move::Snooze { until: Some(_) } => "Snoozed",
            Move::Snooze { until: None } => "Woken",
        }
    }

    /// Returns the kinds of items that can make the move.
    fn kinds(&self) -> &'static [Kind] {
        match self {
            Move::Done { .. } | Move::Drop { .. } => {
                &[Kind::Action, Kind::Milestone, Kind::Need, Kind::Risk]
            }
            Move::Start | Move::Wait { .. } | Move::Snooze { .. } => &[Kind::Action],
        }
    }
}

/// Makes a move with all the items named, or with none when one cannot make it.
pub fn move_items(desk: Desk<'_>, words: &[IdWord], step: &Move) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let operation = Operation::new(step.operation());
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let mut items = Vec::new();
        let targets = targets::resolve(journal.reader(), ctx, &numbered(words), step.kinds())?;
        let carried_out = step.carries_out(journal.reader(), &targets)?;
        for target in targets {
            let told = match (target.id.kind, step) {
                (Kind::Action, _) => self::step(journal, ctx, target, step, &mut remarks)?,
                (_, Move::Done { on, landed: _ }) => {
                    ending::end(journal, ctx, target, &Ending::Done { on: *on })?
                }
                (_, Move::Drop { on, why }) => {
                    let ending = Ending::Dropped {
                        on: *on,
                        why: why.as_deref(),
                    };
                    ending::end(journal, ctx, target, &ending)?
                }
                (_, Move::Start | Move::Wait { .. } | Move::Snooze { .. }) => None,
            };
            remarks.extend(told);
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        if let Move::Done { on, landed } = step {
            for decision in &carried_out {
                remarks.extend(confirm::land(journal, ctx, decision, *landed, *on)?);
            }
            refuse_early(&carried_out, *landed)?;
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: step.past_tense(),
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Returns the decisions that would be carried out if these items were done.
pub fn carried_out(
    reader: Reader<'_>,
    ctx: &Ctx,
    words: &[IdWord],
) -> Result<Vec<Named>, OpsError> {
    let done = Move::Done {
        on: ctx.today,
        landed: None,
    };
    let targets = targets::resolve(reader, ctx, &numbered(words), done.kinds())?;
    done.carries_out(reader, &targets)
}

/// Refuses to say how a decision landed of which actions are still open.
fn refuse_early(carried_out: &[Named], landed: Option<Landed>) -> Result<(), OpsError> {
    if landed.is_none() || !carried_out.is_empty() {
        return Ok(());
    }
    Err(OpsError::refused(
        "these are not the last open actions of an accepted decision",
        "leave --landed out; `tpm confirm ID --landed RESULT` says later how a decision landed",
    ))
}

/// Takes a bare number for an action, as these commands did when they took nothing else.
fn numbered(words: &[IdWord]) -> Vec<IdWord> {
    let words = words.iter().map(|word| match word {
        IdWord::Number(number) => IdWord::Id(ItemId::new(Kind::Action, *number)),
        word => word.clone(),
    });
    words.collect()
}

/// Makes one move inside another operation, or says why it leads nowhere.
pub(super) fn step(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    step: &Move,
    remarks: &mut Remarks,
) -> Result<Option<Remark>, OpsError> {
    let old: Action = journal.reader().row(target.key)?.entity;
    let mut action = old.clone();
    make(journal, ctx, &mut action, step, remarks)?;
    let remark = unchanged(target, &old, step);
    if remark.is_none() {
        journal.update(target.key, &action)?;
    }
    Ok(remark)
}

fn make(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    action: &mut Action,
    step: &Move,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    match step {
        Move::Start => action.start(),
        Move::Done { on, landed: _ } => {
            check_past(ctx, *on)?;
            action.complete(*on);
        }
        Move::Drop { on, why } => {
            check_past(ctx, *on)?;
            action.drop(*on, why.clone());
        }
        Move::Wait {
            on,
            since,
            chase,
            newcomers,
        } => {
            check_past(ctx, *since)?;
            let waiting = act::waiting_on(journal, ctx, on, *newcomers, remarks)?;
            action.wait(waiting, *since, *chase);
        }
        Move::Snooze { until } => action.snooze_until = *until,
    }
    if !action.status.is_ended() {
        // What is taken up again is no history.
        action.history = false;
    }
    Ok(())
}

/// Says why a move that leads nowhere changes nothing.
fn unchanged(target: Target, action: &Action, step: &Move) -> Option<Remark> {
    let reason = match (step, action.status) {
        (Move::Start, ActionStatus::InProgress) => "was started already",
        (Move::Done { .. }, ActionStatus::Done) => "was done already",
        (Move::Drop { why: None, .. }, ActionStatus::Dropped) => "was dropped already",
        (Move::Snooze { until: Some(_) }, ActionStatus::Done | ActionStatus::Dropped) => {
            "has ended and needs no snooze"
        }
        (Move::Snooze { until: None }, _) if action.snooze_until.is_none() => "was not snoozed",
        _ => return None,
    };
    Some(Remark::Unchanged(target.id, reason))
}

/// Opens what has ended again: actions, decisions, risks, needs and milestones.
pub fn reopen(desk: Desk<'_>, words: &[IdWord], why: Option<&str>) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("reopen"), rehearsal, |journal| {
        let kinds = [
            Kind::Action,
            Kind::Decision,
            Kind::Risk,
            Kind::Need,
            Kind::Milestone,
        ];
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &kinds)? {
            let changed = match target.id.kind {
                Kind::Decision => standing::reopen(journal, ctx, target, &mut remarks)?,
                Kind::Risk | Kind::Need | Kind::Milestone => {
                    ending::reopen(journal, ctx, target, &mut remarks)?
                }
                Kind::Action | Kind::Meeting => reopen_action(journal, target)?,
            };
            match (changed, why) {
                (false, _) => remarks.push(Remark::Unchanged(target.id, "is open already")),
                (true, Some(why)) => super::comment::add(journal, ctx, target, why)?,
                (true, None) => {}
            }
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Reopened",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

fn reopen_action(journal: &mut Journal<'_>, target: Target) -> Result<bool, OpsError> {
    let mut action: Action = journal.reader().row(target.key)?.entity;
    if !action.status.is_ended() {
        return Ok(false);
    }
    action.open();
    action.history = false;
    journal.update(target.key, &action)?;
    Ok(true)
}

/// Refuses a date after today for something that happened.
pub(super) fn check_past(ctx: &Ctx, on: NaiveDate) -> Result<(), OpsError> {
    if on > ctx.today {
        return Err(OpsError::invalid(
            format!("{on} is in the future"),
            "--on says when something happened",
        ));
    }
    Ok(())
}

/// Returns the instant that stands for a past civil date: now for today, else noon in the user's zone.
pub(super) fn instant_of(ctx: &Ctx, on: NaiveDate) -> DateTime<Utc> {
    let noon = on.and_hms_opt(12, 0, 0).expect("every day has a noon");
    match ctx.zone.from_local_datetime(&noon).earliest() {
        Some(local) if on != ctx.today => local.with_timezone(&Utc),
        _ => ctx.now,
    }
}

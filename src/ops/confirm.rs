//! Confirming what became of a decision that was carried out: the end of its loop.

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::{DecisionStatus, Door, Landed};
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::ids::IdWord;

use super::Desk;
use super::error::OpsError;
use super::facts::{self, Named};
use super::moves::check_past;
use super::outcome::{Outcome, Remark, Remarks};
use super::people;
use super::targets::{self, Target};

/// What is known of a decision that was carried out.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub landed: Option<Landed>,
    /// How it is known.
    pub how: Option<String>,
    pub on: NaiveDate,
}

/// Confirms that decisions were carried out, or none of them where one cannot be.
pub fn confirm(
    desk: Desk<'_>,
    words: &[IdWord],
    confirmation: &Confirmation,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("confirm"), rehearsal, |journal| {
        check_past(ctx, confirmation.on)?;
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[Kind::Decision])? {
            one(journal, ctx, target, confirmation)?;
            remarks.extend(still_open(journal.reader(), target)?);
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Confirmed",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

fn one(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    confirmation: &Confirmation,
) -> Result<(), OpsError> {
    let mut decision: Decision = journal.reader().row(target.key)?.entity;
    if decision.status != DecisionStatus::Accepted {
        return Err(refused(target.id, decision.status));
    }
    if let Some(decided) = decision.decided_at.filter(|day| confirmation.on < *day) {
        return Err(OpsError::invalid(
            format!(
                "{} was decided on {decided}, after {}",
                target.id, confirmation.on
            ),
            "--on says when it was confirmed",
        ));
    }
    let Confirmation { landed, how, on } = confirmation;
    decision.confirmed_at = Some(*on);
    decision.confirmed_by = Some(people::me(journal, ctx)?);
    decision.confirmed_how = how.clone().or(decision.confirmed_how);
    decision.result = landed.or(decision.result);
    journal.update(target.key, &decision)?;
    Ok(())
}

fn refused(id: ItemId, status: DecisionStatus) -> OpsError {
    let hint = match status.is_open() {
        true => format!("`tpm decide {id} \"OUTCOME\"` makes it first"),
        false => format!("`tpm show {id}` tells what became of it"),
    };
    OpsError::refused(
        format!("{id} is {status}; what was accepted is confirmed"),
        hint,
    )
}

fn still_open(reader: Reader<'_>, target: Target) -> Result<Option<Remark>, OpsError> {
    let open: Vec<String> = reader
        .actions_serving(target.key)?
        .iter()
        .filter(|row| !row.entity.status.is_ended())
        .map(|row| row.id(Kind::Action).to_string())
        .collect();
    Ok((!open.is_empty()).then(|| {
        let verb = if open.len() == 1 { "is" } else { "are" };
        Remark::Said(format!(
            "{} stays in the loop: {} {verb} still open",
            target.id,
            open.join(", ")
        ))
    }))
}

/// Returns the accepted decision that ending these actions carries out, if they are the last open ones
/// that serve it and nobody said yet how it landed.
pub fn carried_out(reader: Reader<'_>, ending: &[Key]) -> Result<Vec<Named>, OpsError> {
    let mut decisions: Vec<Key> = Vec::new();
    for key in ending {
        let action: Row<Action> = reader.row(*key)?;
        if let Some(serves) = action.entity.serves.filter(|key| !decisions.contains(key)) {
            decisions.push(serves);
        }
    }
    let mut found = Vec::new();
    for key in decisions {
        let Some(row) = reader.decision_at(key)? else {
            continue;
        };
        let is_waiting = row.entity.status == DecisionStatus::Accepted
            && row.entity.result.is_none()
            && row.entity.confirmed_at.is_none()
            && !row.deleted;
        let serving = reader.actions_serving(key)?;
        let is_last = serving
            .iter()
            .all(|action| action.entity.status.is_ended() || ending.contains(&action.key));
        if is_waiting && is_last {
            found.extend(facts::named(reader, Some(key))?);
        }
    }
    Ok(found)
}

/// Says inside another operation how the decision landed that its last action carried out. A two-way
/// door is confirmed by that; a one-way door wants `confirm`.
pub(super) fn land(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    decision: &Named,
    landed: Option<Landed>,
    on: NaiveDate,
) -> Result<Option<Remark>, OpsError> {
    let id = decision.id;
    let Some((key, _)) = journal.reader().find_item(id)? else {
        return Ok(None);
    };
    let mut entity: Decision = journal.reader().row(key)?.entity;
    let Some(landed) = landed else {
        return Ok(Some(Remark::Said(match entity.door {
            Door::TwoWay => format!(
                "that was the last action of {id}; `tpm confirm {id} --landed as_intended` says how it landed"
            ),
            Door::OneWay => {
                format!(
                    "that was the last action of {id}, a one-way door: `tpm confirm {id}` closes it"
                )
            }
        })));
    };
    entity.result = Some(landed);
    if entity.door == Door::TwoWay {
        entity.confirmed_at = Some(on);
        entity.confirmed_by = Some(people::me(journal, ctx)?);
    }
    let remark = match entity.door {
        Door::TwoWay => format!("that was the last action of {id}, which is confirmed"),
        Door::OneWay => format!("{id} is a one-way door: `tpm confirm {id}` closes it"),
    };
    journal.update(key, &entity)?;
    journal.touch(id);
    Ok(Some(Remark::Said(remark)))
}

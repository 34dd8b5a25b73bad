//! What people answer before a decision is made, and what an objection stands in the way of. What they
//! answer after it is in `receive`.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Role};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::{DecisionRole, Response};
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::Desk;
use super::error::OpsError;
use super::outcome::{Outcome, Remark, Remarks};
use super::receive::{Who, receive};
use super::targets::{self, Target};
use super::{facts, moves, people};

/// What somebody answers, or what is recorded of their answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub reply: Reply,
    /// What they say beside it, or why it is recorded.
    pub note: Option<String>,
    pub on: NaiveDate,
}

/// The replies; which of them fit depends on whether the decision is open or made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Read and understood: of a decision that was made.
    Plain,
    Agree,
    Input,
    Object,
    Question,
    /// No answer is wanted of them any more.
    Waive,
    /// Their question or objection is settled.
    Resolve,
}

/// Records the answer of people who were asked about open decisions, or told of decisions that were
/// made; of the actor if nobody is named.
pub fn acknowledge(
    desk: Desk<'_>,
    words: &[IdWord],
    who: &Who,
    answer: &Answer,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("ack"), rehearsal, |journal| {
        moves::check_past(ctx, answer.on)?;
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[Kind::Decision])? {
            let decision: Decision = journal.reader().row(target.key)?.entity;
            let changed = if decision.is_open() {
                respond(journal, ctx, target, (who, answer), &mut remarks)?
            } else {
                receive(journal, ctx, target, (who, answer), &mut remarks)?
            };
            if !changed {
                remarks.push(Remark::Unchanged(target.id, "was answered so already"));
            }
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Answered",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Records what people who were asked say to an open decision; whether anything changed.
fn respond(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (who, answer): (&Who, &Answer),
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    let id = target.id;
    let response = match answer.reply {
        Reply::Agree => Response::Agree,
        Reply::Input => Response::Given,
        Reply::Object => Response::Object,
        Reply::Plain | Reply::Question | Reply::Waive | Reply::Resolve => {
            return Err(OpsError::invalid(
                format!("{id} is open, and this is for decisions that were made"),
                format!("while it is open, `tpm ack {id}` takes --agree, --input or --object"),
            ));
        }
    };
    let me = [PersonWord::Me];
    let words: &[PersonWord] = match who {
        Who::Actor => &me,
        Who::Named(words) => words,
        Who::Pasted(_) => {
            return Err(OpsError::invalid(
                format!("{id} is open, and a pasted list tells who has read what was decided"),
                "name each with what they answer",
            ));
        }
    };
    let mut changed = false;
    for word in words {
        changed |= record(journal, ctx, target, (word, response, answer), remarks)?;
    }
    if changed {
        remarks.extend(outstanding(journal.reader(), target)?);
    }
    Ok(changed)
}

/// Records one person's answer; whether it is another than before.
fn record(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (word, response, answer): (&PersonWord, Response, &Answer),
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    let (person, handle) = answering(journal.reader(), ctx, word)?;
    let row = asked(journal.reader(), target, (person, &handle), response)?;
    let mut role = row.entity;
    let was = role.clone();
    role.response = Some(response);
    role.note.clone_from(&answer.note);
    if (role.response, &role.note) == (was.response, &was.note) {
        return Ok(false);
    }
    // Nobody answers before they are asked: the question was put by then, and is written down late.
    if let Some(asked) = role.asked_at.filter(|asked| answer.on < *asked) {
        role.asked_at = Some(answer.on);
        remarks.push(Remark::Said(format!(
            "@{handle} counts as asked about {} on {}, not on {asked}",
            target.id, answer.on
        )));
    }
    role.responded_at = Some(answer.on);
    if role.role == DecisionRole::Input && response == Response::Object {
        remarks.push(Remark::Said(format!(
            "@{handle} gives input to {} and has no veto: this objection stops nothing",
            target.id
        )));
    }
    journal.update(row.key, &role)?;
    journal.touch(target.id);
    Ok(true)
}

/// Returns who answers; the actor may be nobody who is known.
pub(super) fn answering(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &PersonWord,
) -> Result<(Key, String), OpsError> {
    match word {
        PersonWord::None => Err(OpsError::invalid(
            "`none` is nobody who can answer",
            "name who answers, or nobody for yourself",
        )),
        PersonWord::Me => Ok((people::known_me(reader, ctx)?, ctx.actor.clone())),
        PersonWord::NoPerson(_) | PersonWord::Handle(_) => {
            let person = people::existing(reader, ctx, word)?;
            Ok((person, reader.handle_of(person)?))
        }
    }
}

/// Returns the part in which a person answers: that of who must agree before that of who gives input.
fn asked(
    reader: Reader<'_>,
    target: Target,
    (person, handle): (Key, &str),
    response: Response,
) -> Result<Row<Role>, OpsError> {
    let id = target.id;
    let mut held: Vec<Row<Role>> = reader.roles_of(target.key)?;
    held.retain(|row| row.entity.person == person && row.entity.role.is_asked());
    held.sort_by_key(|row| row.entity.role != DecisionRole::Agree);
    if held.is_empty() {
        return Err(OpsError::refused(
            format!("@{handle} is not asked about {id}"),
            format!(
                "`tpm edit {id} --input=+@{handle}` asks for input, \
                 `--agree=+@{handle}` for agreement"
            ),
        ));
    }
    held.into_iter()
        .find(|row| row.entity.role.may_answer(response))
        .ok_or_else(|| {
            OpsError::refused(
                format!("@{handle} is asked to agree to {id}, not for input"),
                format!("`tpm ack {id} @{handle} --agree` or `--object \"…\"` answers"),
            )
        })
}

/// Says what stands in the way now, and who is still silent.
fn outstanding(reader: Reader<'_>, target: Target) -> Result<Vec<Remark>, OpsError> {
    let mut remarks = Vec::new();
    let objections = objections(reader, target.key)?;
    if let Some(objection) = objections.first() {
        remarks.push(Remark::Said(format!(
            "{} stands in the way of {} unless it is decided with --override \"REASON\"",
            objection.told(),
            target.id
        )));
    }
    remarks.extend(silence(reader, target)?);
    Ok(remarks)
}

/// Says who of those that were asked has not answered.
pub(super) fn silence(reader: Reader<'_>, target: Target) -> Result<Option<Remark>, OpsError> {
    let mut silent: Vec<String> = Vec::new();
    for row in reader.roles_of(target.key)? {
        if row.entity.role.is_asked() && row.entity.response.is_none() {
            silent.push(format!(
                "@{} ({})",
                reader.handle_of(row.entity.person)?,
                row.entity.role
            ));
        }
    }
    let verb = if silent.len() == 1 { "has" } else { "have" };
    Ok((!silent.is_empty()).then(|| {
        Remark::Said(format!(
            "{} {verb} not answered about {}",
            silent.join(", "),
            target.id
        ))
    }))
}

/// Somebody who must agree and objects.
pub(super) struct Objection {
    handle: String,
    note: Option<String>,
}

impl Objection {
    /// Returns who objects and what they say.
    pub fn told(&self) -> String {
        match &self.note {
            Some(note) => format!("the objection of @{} (\"{note}\")", self.handle),
            None => format!("the objection of @{}", self.handle),
        }
    }
}

/// Returns the objections that stand in the way of accepting a decision.
pub(super) fn objections(reader: Reader<'_>, decision: Key) -> Result<Vec<Objection>, OpsError> {
    let mut objections = Vec::new();
    for row in reader.roles_of(decision)? {
        if row.entity.is_veto() {
            objections.push(Objection {
                handle: reader.handle_of(row.entity.person)?,
                note: row.entity.note,
            });
        }
    }
    Ok(objections)
}

/// Returns the reason for passing over objections, if there are any; without one they are refused.
pub(super) fn overridden(
    journal: &Journal<'_>,
    target: Target,
    reason: Option<&str>,
    remarks: &mut Remarks,
) -> Result<Option<String>, OpsError> {
    let objections = objections(journal.reader(), target.key)?;
    let id = target.id;
    if let Some(reason) = reason
        && reason.trim().is_empty()
    {
        return Err(OpsError::invalid(
            "the reason to override is empty",
            "say why it is decided all the same",
        ));
    }
    match (reason, &objections[..]) {
        (None, []) => Ok(None),
        (Some(_), []) => {
            remarks.push(Remark::Said(format!(
                "nobody who must agree to {id} objects: nothing was overridden"
            )));
            Ok(None)
        }
        (Some(reason), _) => Ok(Some(reason.trim().to_owned())),
        (None, [first, ..]) => Err(refusal(id, first, &objections)),
    }
}

fn refusal(id: ItemId, first: &Objection, objections: &[Objection]) -> OpsError {
    let told: Vec<String> = objections.iter().map(Objection::told).collect();
    OpsError::refused(
        format!("{id} cannot be accepted over {}", told.join(" and ")),
        format!(
            "`tpm ack {id} @{} --agree` once it is settled, or add --override \"REASON\"",
            first.handle
        ),
    )
}

//! Telling people of a decision: whom, and what was recorded of it. Before it is made they are asked,
//! and what goes out is the pre-read; afterwards they are told. Only what was sent is recorded.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Reach, Role};
use crate::model::id::{Key, Kind};
use crate::model::limits::AckRule;
use crate::model::person::Person;
use crate::model::receipt::Receipt;
use crate::model::words::{DecisionRole, DecisionStatus};
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::audience::{self, Listener, Why, Writing};
use super::error::OpsError;
use super::facts;
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::show::{self, Whole};
use super::targets::{self, Target};
use super::{Desk, moves};

/// What goes out about a decision, and to whom.
#[derive(Clone, Debug)]
pub struct Announcement {
    pub whole: Whole,
    pub stage: Stage,
    pub audience: Vec<Hearer>,
}

/// Whether people are asked or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is open: the pre-read goes to those who decide it and have a say.
    Asking,
    /// It was made: this version of its outcome goes to those who must know.
    Telling { version: i64 },
}

/// Somebody who is asked or told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearer {
    pub person: Key,
    pub handle: String,
    pub name: Option<String>,
    pub email: Option<String>,
    /// Where a message reaches them, as they said.
    pub channel: Option<String>,
    pub why: Vec<Why>,
    /// Whether an answer is asked of them.
    pub owes_answer: bool,
    pub sent_at: Option<NaiveDate>,
    pub sent_by: Option<String>,
    pub has_answered: bool,
    /// Whether they know: it was sent to them, or they answered; a waiver spares the answer alone.
    pub is_told: bool,
    pub is_away: bool,
}

impl Hearer {
    /// Whether this version still has to reach them.
    pub fn is_untold(&self) -> bool {
        !self.is_told
    }
}

/// Returns what is to go out about a decision, to those named, else to all who are asked or must know;
/// `ack` is of whom an answer is asked, where that is not as usual.
pub fn draft(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &IdWord,
    ack: Option<AckRule>,
    to: &[PersonWord],
) -> Result<Announcement, OpsError> {
    let target = targets::resolve_one(reader, ctx, word, &[Kind::Decision])?;
    let decision: Decision = reader.row(target.key)?.entity;
    let stage = stage(target, &decision)?;
    let mut audience = match stage {
        Stage::Asking => asked(reader, ctx, target)?,
        Stage::Telling { version } => told(reader, ctx, target, (&decision, version, ack))?,
    };
    if !to.is_empty() {
        let named = people::filter_people(reader, ctx, to)?;
        audience.retain(|hearer| named.contains(&Some(hearer.person)));
        for person in named.into_iter().flatten() {
            if audience.iter().all(|hearer| hearer.person != person) {
                audience.push(hearer(reader, ctx, person, None)?);
            }
        }
    }
    Ok(Announcement {
        whole: show::whole(reader, target)?,
        stage,
        audience,
    })
}

fn stage(target: Target, decision: &Decision) -> Result<Stage, OpsError> {
    let id = target.id;
    match decision.status {
        DecisionStatus::Proposed => Ok(Stage::Asking),
        DecisionStatus::Accepted | DecisionStatus::Rejected => Ok(Stage::Telling {
            version: decision.version,
        }),
        DecisionStatus::Draft | DecisionStatus::Deferred => Err(OpsError::refused(
            format!("{id} is {} and not on the table", decision.status),
            format!("`tpm propose {id}` puts it there"),
        )),
        status @ (DecisionStatus::Withdrawn
        | DecisionStatus::Superseded
        | DecisionStatus::Deprecated) => Err(OpsError::refused(
            format!("{id} is {status}, and there is nothing to tell of it"),
            format!("`tpm show {id} --format md` gives it as a page to send all the same"),
        )),
    }
}

/// Returns who decides an open decision and who is asked about it.
fn asked(reader: Reader<'_>, ctx: &Ctx, target: Target) -> Result<Vec<Hearer>, OpsError> {
    let mut hearers: Vec<Hearer> = Vec::new();
    for row in reader.roles_of(target.key)? {
        let role = row.entity;
        if !role.role.is_asked() && role.role != DecisionRole::Decider {
            continue;
        }
        let why = Why::Part(role.role);
        match hearers.iter_mut().find(|known| known.person == role.person) {
            Some(known) => {
                known.has_answered &= role.response.is_some();
                known.owes_answer |= role.response.is_none();
                known.why.push(why);
            }
            None => {
                let receipt = audience::of(reader, target.key, 0, role.person)?;
                let mut hearer = hearer(reader, ctx, role.person, receipt.as_ref())?;
                hearer.owes_answer = role.response.is_none();
                hearer.has_answered = role.response.is_some();
                hearer.is_told = hearer.sent_at.is_some() || hearer.has_answered;
                hearer.why.push(why);
                hearers.push(hearer);
            }
        }
    }
    Ok(hearers)
}

/// Returns who was written down for a version, and who would be by now.
fn told(
    reader: Reader<'_>,
    ctx: &Ctx,
    target: Target,
    (decision, version, ack): (&Decision, i64, Option<AckRule>),
) -> Result<Vec<Hearer>, OpsError> {
    let rule = ack.unwrap_or(ctx.policy.limits.ack);
    let listeners = match decision.reach {
        Reach::Listed => audience::required(reader, target.key)?,
        Reach::Nobody => Vec::new(),
    };
    let mut hearers = Vec::new();
    let receipts = reader.receipts_of(target.key)?.into_iter();
    for row in receipts.filter(|row| row.entity.version == version) {
        let person = row.entity.person;
        let listener = listeners.iter().find(|one| one.person == person);
        let mut hearer = hearer(reader, ctx, person, Some(&row))?;
        if let Some(Listener { why, .. }) = listener {
            hearer.why.clone_from(why);
        }
        if let (Some(listener), Some(_), false) = (listener, ack, hearer.has_answered) {
            hearer.owes_answer = listener.owes_answer(rule);
        }
        hearers.push(hearer);
    }
    for listener in listeners {
        if hearers.iter().any(|known| known.person == listener.person) {
            continue;
        }
        let mut hearer = hearer(reader, ctx, listener.person, None)?;
        hearer.owes_answer = listener.owes_answer(rule);
        hearer.why = listener.why;
        hearers.push(hearer);
    }
    Ok(hearers)
}

fn hearer(
    reader: Reader<'_>,
    ctx: &Ctx,
    person: Key,
    receipt: Option<&Row<Receipt>>,
) -> Result<Hearer, OpsError> {
    let entity: Person = reader.row(person)?.entity;
    let receipt = receipt.map(|row| &row.entity);
    Ok(Hearer {
        person,
        is_away: entity.is_away(ctx.today),
        handle: entity.handle,
        name: entity.name,
        email: entity.email,
        channel: entity.channel,
        why: Vec::new(),
        owes_answer: receipt.is_some_and(|receipt| receipt.required),
        sent_at: receipt.and_then(|receipt| receipt.sent_at),
        sent_by: receipt.and_then(|receipt| receipt.channel.clone()),
        has_answered: receipt.is_some_and(|receipt| receipt.answer.is_some()),
        is_told: receipt.is_some_and(Receipt::is_told),
    })
}

/// That something was sent.
#[derive(Clone, Debug)]
pub struct Sending {
    pub on: NaiveDate,
    /// Where, such as `slack` or `email`.
    pub channel: Option<String>,
    /// To whom; to all who were not told yet if nobody is named.
    pub to: Vec<PersonWord>,
    /// Of whom an answer is asked, where that is not as usual.
    pub ack: Option<AckRule>,
    pub newcomers: Newcomers,
}

/// Records that people were told of a decision, or asked about an open one.
pub fn record(desk: Desk<'_>, word: &IdWord, sending: &Sending) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("announce"), rehearsal, |journal| {
        moves::check_past(ctx, sending.on)?;
        let target = targets::resolve_one(journal.reader(), ctx, word, &[Kind::Decision])?;
        let decision: Decision = journal.reader().row(target.key)?.entity;
        let stage = stage(target, &decision)?;
        if let Stage::Telling { .. } = stage {
            refuse_before(target, &decision, sending.on)?;
            let writing = Writing {
                meeting: None,
                ack: sending.ack,
            };
            audience::write_down(journal, ctx, target, writing)?;
        }
        let to = receivers(journal, ctx, target, (stage, sending), &mut remarks)?;
        for person in &to {
            note(journal, target, stage, (*person, sending))?;
        }
        remarks.push(sent(journal.reader(), target, &to, sending)?);
        let facts = facts::of(journal.reader(), target.id, target.key)?;
        Ok::<_, OpsError>((stage, facts))
    })?;
    let (stage, facts) = written.result;
    Ok(Outcome {
        verb: match stage {
            Stage::Asking => "Asked about",
            Stage::Telling { .. } => "Announced",
        },
        items: facts.into_iter().collect(),
        remarks,
        operation: written.operation,
    })
}

fn refuse_before(target: Target, decision: &Decision, on: NaiveDate) -> Result<(), OpsError> {
    let id = target.id;
    match decision.decided_at.filter(|decided| on < *decided) {
        None => Ok(()),
        Some(decided) => Err(OpsError::invalid(
            format!("{id} was decided on {decided}, and nobody was told before"),
            "--on takes that day or a later one",
        )),
    }
}

/// Returns to whom it went: those named, with groups taken apart, or all who were not told yet.
fn receivers(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (stage, sending): (Stage, &Sending),
    remarks: &mut Remarks,
) -> Result<Vec<Key>, OpsError> {
    if !sending.to.is_empty() {
        let to = &sending.to;
        return people::taken_apart(journal, ctx, to, sending.newcomers, remarks);
    }
    let reader = journal.reader();
    let word = IdWord::Id(target.id);
    let audience = draft(reader, ctx, &word, sending.ack, &[])?.audience;
    let is_due = |hearer: &&Hearer| match stage {
        // Who has answered needs no pre-read any more; who got one can get it again.
        Stage::Asking => !hearer.has_answered,
        Stage::Telling { .. } => hearer.is_untold(),
    };
    let due: Vec<Key> = audience
        .iter()
        .filter(is_due)
        .map(|one| one.person)
        .collect();
    if due.is_empty() {
        let id = target.id;
        return Err(OpsError::refused(
            match audience.is_empty() {
                true => format!("nobody is listed to be told of {id}"),
                false => format!("everybody was told of {id} already"),
            },
            format!("--to names others; `tpm edit {id} --inform=+NAME` lists them for good"),
        ));
    }
    Ok(due)
}

/// Notes that one person was told or asked; who was told before was told then.
fn note(
    journal: &mut Journal<'_>,
    target: Target,
    stage: Stage,
    (person, sending): (Key, &Sending),
) -> Result<(), OpsError> {
    let version = match stage {
        Stage::Asking => 0,
        Stage::Telling { version } => version,
    };
    let known = audience::of(journal.reader(), target.key, version, person)?;
    let mut receipt = match known {
        Some(row) => row.entity,
        None => Receipt::new(target.key, person, version, false),
    };
    if stage == Stage::Asking {
        receipt.required = ask(journal, target, person, sending.on)?;
    } else if receipt.sent_at.is_some() {
        return Ok(());
    }
    receipt.sent_at = Some(sending.on);
    receipt.channel.clone_from(&sending.channel);
    audience::keep(journal, target, &receipt)
}

/// Notes on which day somebody was asked who has not answered; whether they are asked at all.
fn ask(
    journal: &mut Journal<'_>,
    target: Target,
    person: Key,
    on: NaiveDate,
) -> Result<bool, OpsError> {
    let mut is_asked = false;
    for row in journal.reader().roles_of(target.key)? {
        if row.entity.person == person && row.entity.role.is_asked() {
            is_asked = true;
            let role = Role {
                asked_at: Some(on),
                ..row.entity.clone()
            };
            if role.response.is_none() {
                journal.update(row.key, &role)?;
            }
        }
    }
    Ok(is_asked)
}

fn sent(
    reader: Reader<'_>,
    target: Target,
    to: &[Key],
    sending: &Sending,
) -> Result<Remark, OpsError> {
    let mut handles = Vec::new();
    for person in to {
        handles.push(format!("@{}", reader.handle_of(*person)?));
    }
    let by = match &sending.channel {
        Some(channel) => format!(" ({channel})"),
        None => String::new(),
    };
    Ok(Remark::Said(format!(
        "{} went to {}{by}",
        target.id,
        handles.join(", ")
    )))
}

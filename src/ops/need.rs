//! What one side needs from another: asking for it, the giver's word, and listing what is open.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::Tags;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::need::{Need, NeedStep};
use crate::model::person::{Party, Person};
use crate::model::words::NeedStatus;
use crate::store::{Journal, Operation, Reader};
use crate::text::dates;
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, Facts, NeedFacts, Side};
use super::list::{self, Filter, Page};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::side;
use super::targets::{self, Target};
use super::title::{self, Deadline, Grammar};
use super::{Desk, comment, moves};

/// A need as typed: what is given wins over what the title says.
#[derive(Clone, Debug)]
pub struct NewNeed {
    pub title: String,
    pub grammar: Grammar,
    /// Who gives: a person, group or workstream.
    pub giver: Option<String>,
    /// Who takes: a person, group, workstream or item.
    pub taker: Option<String>,
    pub due: Option<Deadline>,
    pub workstream: Option<String>,
    pub note: Option<String>,
    pub tags: Tags,
    /// The civil date on which it was asked for, if that was not today.
    pub on: Option<NaiveDate>,
    pub newcomers: Newcomers,
}

/// Asks for something.
pub fn ask(desk: Desk<'_>, new: &NewNeed) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("need"), rehearsal, |journal| {
        let key = add(journal, ctx, new, &mut remarks)?;
        told(journal.reader(), key)
    })?;
    Ok(Outcome {
        verb: "Asked",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    new: &NewNeed,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let title = title::read(journal.reader(), ctx, &new.title, new.grammar)?;
    let asked_at = new.on.unwrap_or(ctx.today);
    moves::check_past(ctx, asked_at)?;
    let mut need = Need::new(title.text, asked_at);
    let newcomers = new.newcomers;
    if let Some(word) = &new.giver {
        need.giver = giver(journal, ctx, word, newcomers, remarks)?;
    } else if let Some(word) = &title.owner {
        need.giver = people::party(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(word) = &new.taker {
        need.taker = side::side(journal, ctx, word, newcomers, remarks)?;
    }
    check_sides(journal.reader(), &need)?;
    need.workstream = match new.workstream.as_ref().or(title.workstream.as_ref()) {
        Some(name) => people::workstream(journal, ctx, name, newcomers, remarks)?,
        None => home_of(journal.reader(), need.taker)?,
    };
    need.raised_by = Some(people::me(journal, ctx)?);
    need.note.clone_from(&new.note);
    need.tags = title.tags.changed(&new.tags, &Tags::default());
    if let Some(due) = new.due.or(title.due) {
        need.set_due(Some(due.date), due.source);
    }
    Ok(journal.create(&need)?)
}

/// Returns who gives; an item gives nothing.
pub(super) fn giver(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    word: &str,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let giver = side::side(journal, ctx, word, newcomers, remarks)?;
    if let Some(id) = giver
        .map(|key| journal.reader().id_of(key))
        .transpose()?
        .flatten()
    {
        return Err(OpsError::invalid(
            format!(
                "{id} is {} {}, which gives nothing",
                targets::article(id.kind),
                id.kind
            ),
            "--from names a person, a group or a workstream",
        ));
    }
    Ok(giver)
}

/// Refuses a need of somebody from themselves.
pub(super) fn check_sides(reader: Reader<'_>, need: &Need) -> Result<(), OpsError> {
    if need.giver.is_none() || need.giver != need.taker {
        return Ok(());
    }
    let name = facts::side(reader, need.giver)?.map_or_else(String::new, |side| side.to_string());
    Err(OpsError::invalid(
        format!("{name} cannot both give and take"),
        "--from names who gives, --for who takes; `tpm act` adds what somebody is to do",
    ))
}

/// Returns the workstream that takes, or that of the item that does.
fn home_of(reader: Reader<'_>, taker: Option<Key>) -> Result<Option<Key>, OpsError> {
    let Some(taker) = taker else { return Ok(None) };
    if reader.is_workstream(taker)? {
        return Ok(Some(taker));
    }
    Ok(reader.home_of(taker)?)
}

fn told(reader: Reader<'_>, key: Key) -> Result<Facts, OpsError> {
    let facts = facts::need(reader, reader.row(key)?)?;
    Ok(Facts::Need(Box::new(facts)))
}

/// What is said of a need beside the step that it takes.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Who said yes.
    pub by: Option<PersonWord>,
    pub due: Option<NaiveDate>,
    pub on: Option<NaiveDate>,
    /// Kept as a comment.
    pub why: Option<String>,
}

/// Takes a step with the needs named, or with none when one cannot take it.
pub fn step(
    desk: Desk<'_>,
    words: &[IdWord],
    step: NeedStep,
    word: &Word,
    newcomers: Newcomers,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("need"), rehearsal, |journal| {
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[Kind::Need])? {
            take(journal, ctx, target, (step, word), newcomers, &mut remarks)?;
            items.push(told(journal.reader(), target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: past_tense(step),
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

fn past_tense(step: NeedStep) -> &'static str {
    match step {
        NeedStep::Commit => "Committed",
        NeedStep::AtRisk => "Flagged",
        NeedStep::Deliver => "Delivered",
        NeedStep::Miss => "Missed",
        NeedStep::Drop => "Dropped",
        NeedStep::Reopen => "Reopened",
    }
}

/// Takes one step inside another operation; one that leads nowhere is told.
pub(super) fn take(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (step, word): (NeedStep, &Word),
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let Word { by, due, on, why } = word;
    let on = on.unwrap_or(ctx.today);
    moves::check_past(ctx, on)?;
    let old: Need = journal.reader().row(target.key)?.entity;
    check(target.id, old.status, step)?;
    let mut need = old.clone();
    need.step(step, on);
    if step == NeedStep::Commit {
        need.committed_by = match by {
            Some(word) => people::person(journal, ctx, word, newcomers, remarks)?,
            None => need
                .committed_by
                .or(giving_person(journal.reader(), &need)?),
        };
    }
    if let Some(due) = due {
        need.set_due(Some(*due), super::act::TYPED);
        remarks.extend(moved(journal.reader(), ctx, target.id, (&old, &need))?);
    }
    journal.update(target.key, &need)?;
    match why {
        Some(why) => comment::add(journal, ctx, target, why),
        None if need == old => {
            remarks.push(Remark::Unchanged(target.id, "was like that already"));
            Ok(())
        }
        None => Ok(()),
    }
}

/// Returns who gives, where that is one person.
fn giving_person(reader: Reader<'_>, need: &Need) -> Result<Option<Key>, OpsError> {
    let Some(giver) = need.giver else {
        return Ok(None);
    };
    if reader.is_workstream(giver)? {
        return Ok(None);
    }
    let person: Person = reader.row(giver)?.entity;
    Ok((person.party == Party::Person).then_some(giver))
}

/// Refuses a step that is not lawful from a status, and says what is.
pub(super) fn check(id: ItemId, status: NeedStatus, step: NeedStep) -> Result<(), OpsError> {
    if step.is_lawful_from(status) {
        return Ok(());
    }
    let message = match step {
        NeedStep::AtRisk if !status.is_ended() => {
            format!("{id} is {status}, and only what somebody committed to can be at risk")
        }
        _ if status.is_ended() => format!("{id} was {status} already"),
        _ => format!("{id} is {status} already"),
    };
    let hint = if status.is_ended() {
        format!("`tpm reopen {id}` opens it again")
    } else {
        format!("`tpm need {id} --commit` says yes; done, drop and --missed are lawful too")
    };
    Err(OpsError::refused(message, hint))
}

/// Says so if a date that somebody committed to has moved.
pub(super) fn moved(
    reader: Reader<'_>,
    ctx: &Ctx,
    id: ItemId,
    (old, new): (&Need, &Need),
) -> Result<Option<Remark>, OpsError> {
    let (Some(before), true) = (old.due, old.status.is_promised() && old.due != new.due) else {
        return Ok(None);
    };
    let now = match new.due {
        Some(due) => format!("is due {} now", dates::short(due, ctx.today)),
        None => "has no date now".to_owned(),
    };
    let taker = facts::side(reader, new.taker)?;
    let tell = taker.map_or_else(String::new, |taker: Side| format!("; {taker} counts on it"));
    Ok(Some(Remark::Said(format!(
        "{id} was committed for {} and {now}{tell}",
        dates::short(before, ctx.today)
    ))))
}

/// Which needs a list holds beside the filters that all lists share.
#[derive(Clone, Debug, Default)]
pub struct NeedFilter {
    pub givers: Vec<String>,
    pub takers: Vec<String>,
    pub statuses: Vec<NeedStatus>,
    pub all: bool,
}

/// Lists needs by date: the open ones, or those with the given statuses.
pub fn needs(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    only: &NeedFilter,
) -> Result<Page<NeedFacts>, OpsError> {
    let NeedFilter {
        givers,
        takers,
        statuses,
        all,
    } = only;
    let keys = |words: &[String]| -> Result<Vec<Key>, OpsError> {
        words
            .iter()
            .map(|word| side::filter(reader, ctx, word))
            .collect()
    };
    let rows = list::track_filter(reader, ctx, filter, *all)?;
    let rows = reader.needs(&rows, &keys(givers)?, &keys(takers)?, statuses)?;
    Page::of(rows, filter.limit, |row| facts::need(reader, row))
}

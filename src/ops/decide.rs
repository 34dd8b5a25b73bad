//! Raising decisions and making them.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Execution, Reach, Step, Tags};
use crate::model::id::{Key, Kind};
use crate::model::words::{DecisionRole, DecisionStatus, Door, Level};
use crate::store::{Journal, Operation};
use crate::text::criteria::Weighted;
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::edit::ListEdit;
use super::error::OpsError;
use super::facts::{self, Facts, Named};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::roles::Parts;
use super::standing::{self, Acceptance};
use super::targets::{self, Target};
use super::title::{self, Deadline, Grammar, Title};
use super::{Desk, ack, moves, options, roles, supersede};

/// What can be said of a decision when it is raised or made; all of it is optional.
#[derive(Clone, Debug)]
pub struct Particulars {
    pub decider: Option<PersonWord>,
    pub driver: Option<PersonWord>,
    /// Who else has which part.
    pub parts: Parts,
    pub due: Option<Deadline>,
    pub if_late: Option<String>,
    pub context: Option<String>,
    pub rationale: Option<String>,
    pub consequences: Option<String>,
    pub review_by: Option<NaiveDate>,
    /// Whether anybody must know, and whether actions must carry it out.
    pub reach: Option<Reach>,
    pub execution: Option<Execution>,
    pub execute_by: Option<NaiveDate>,
    pub workstream: Option<String>,
    pub door: Option<Door>,
    pub impact: Option<Level>,
    pub tags: Tags,
    /// What its options are compared by.
    pub criteria: ListEdit<Weighted>,
    /// Decisions that this one replaces once it is accepted.
    pub supersedes: Vec<IdWord>,
    /// The civil date on which it was raised or made, if that was not today.
    pub on: Option<NaiveDate>,
    pub newcomers: Newcomers,
}

/// What is decided: something new, or an open decision with its outcome, one of its options, or both.
#[derive(Clone, Debug)]
pub enum Subject {
    New {
        title: String,
        grammar: Grammar,
    },
    Open {
        id: IdWord,
        outcome: Option<String>,
        /// The number or title of an option.
        chose: Option<String>,
    },
}

/// What is put on the table: something new, or what was drafted or deferred.
#[derive(Clone, Debug)]
pub enum Proposal {
    New {
        title: String,
        grammar: Grammar,
    },
    /// Something new that is not on the table yet.
    Draft {
        title: String,
        grammar: Grammar,
    },
    Known(IdWord),
}

/// Raises a decision that must be made.
pub fn propose(
    desk: Desk<'_>,
    proposal: &Proposal,
    particulars: &Particulars,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("propose"), rehearsal, |journal| {
        let key = match proposal {
            Proposal::New { title, grammar } | Proposal::Draft { title, grammar } => {
                let title = title::read(journal.reader(), ctx, title, *grammar)?;
                remarks.extend(resembling(journal, &title.text)?);
                let key = add(journal, ctx, title, particulars, &mut remarks)?;
                if matches!(proposal, Proposal::Draft { .. }) {
                    let mut decision: Decision = journal.reader().row(key)?.entity;
                    decision.status = DecisionStatus::Draft;
                    journal.update(key, &decision)?;
                }
                key
            }
            Proposal::Known(id) => raise(journal, ctx, id, particulars, &mut remarks)?,
        };
        described(journal, key)
    })?;
    Ok(Outcome {
        verb: match proposal {
            Proposal::Draft { .. } => "Drafted",
            Proposal::New { .. } | Proposal::Known(_) => "Proposed",
        },
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

/// Puts what was drafted or deferred on the table.
fn raise(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    id: &IdWord,
    particulars: &Particulars,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let target = targets::resolve_one(journal.reader(), ctx, id, &[Kind::Decision])?;
    let mut decision: Decision = journal.reader().row(target.key)?.entity;
    standing::check(target.id, decision.status, Step::Propose)?;
    decision.status = DecisionStatus::Proposed;
    decision.defer_until = None;
    if let Some(on) = particulars.on {
        moves::check_past(ctx, on)?;
        decision.raised = on;
    }
    journal.update(target.key, &decision)?;
    complete(journal, ctx, target.key, particulars, remarks)?;
    Ok(target.key)
}

/// Logs a decision that was made, or makes an open one. An objection of somebody who must agree needs
/// the reason for which it is overridden.
pub fn decide(
    desk: Desk<'_>,
    subject: &Subject,
    overriding: Option<&str>,
    particulars: &Particulars,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("decide"), rehearsal, |journal| {
        let mut acceptance = Acceptance {
            overriding,
            on: particulars.on,
            ..Acceptance::default()
        };
        let key = match subject {
            Subject::New { title, grammar } => {
                let title = title::read(journal.reader(), ctx, title, *grammar)?;
                remarks.extend(resembling(journal, &title.text)?);
                add(journal, ctx, title, particulars, &mut remarks)?
            }
            Subject::Open { id, outcome, chose } => {
                let target = targets::resolve_one(journal.reader(), ctx, id, &[Kind::Decision])?;
                refuse_empty(target, outcome.as_deref())?;
                let decision: Decision = journal.reader().row(target.key)?.entity;
                standing::check(target.id, decision.status, Step::Accept)?;
                complete(journal, ctx, target.key, particulars, &mut remarks)?;
                acceptance.outcome = outcome.as_deref();
                acceptance.chose = chose.as_deref();
                remarks.extend(ack::silence(journal.reader(), target)?);
                target.key
            }
        };
        standing::accept(journal, ctx, key, &acceptance, &mut remarks)?;
        described(journal, key)
    })?;
    Ok(Outcome {
        verb: "Decided",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

fn refuse_empty(target: Target, outcome: Option<&str>) -> Result<(), OpsError> {
    match outcome {
        Some(outcome) if outcome.trim().is_empty() => Err(OpsError::invalid(
            "the outcome is empty",
            format!(
                "`tpm decide {} \"OUTCOME\"` says what was decided",
                target.id
            ),
        )),
        Some(_) | None => Ok(()),
    }
}

fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    title: Title,
    particulars: &Particulars,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let raised = particulars.on.unwrap_or(ctx.today);
    moves::check_past(ctx, raised)?;
    let mut decision = Decision::new(title.text, raised);
    decision.raised_by = Some(people::me(journal, ctx)?);
    decision.tags = title.tags;
    decision.impact = title.priority;
    if let Some(due) = title.due {
        decision.set_due(Some(due.date), due.source);
    }
    if let (None, Some(name)) = (&particulars.workstream, &title.workstream) {
        decision.workstream =
            people::workstream(journal, ctx, name, particulars.newcomers, remarks)?;
    }
    let key = journal.create(&decision)?;
    if let (None, Some(owner)) = (&particulars.decider, &title.owner) {
        set_role(
            journal,
            ctx,
            key,
            (DecisionRole::Decider, owner),
            particulars.newcomers,
            remarks,
        )?;
    }
    complete(journal, ctx, key, particulars, remarks)?;
    Ok(key)
}

/// Writes what was said of a decision over what it held.
fn complete(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    particulars: &Particulars,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let Particulars {
        decider,
        driver,
        parts,
        due,
        if_late,
        context,
        rationale,
        consequences,
        review_by,
        reach,
        execution,
        execute_by,
        workstream,
        door,
        impact,
        tags,
        criteria,
        supersedes,
        on,
        newcomers,
    } = particulars;
    let mut decision: Decision = journal.reader().row(key)?.entity;
    if let Some(due) = due {
        decision.set_due(Some(due.date), due.source);
    }
    if let Some(name) = workstream {
        decision.workstream = people::workstream(journal, ctx, name, *newcomers, remarks)?;
    }
    let texts = [
        (&mut decision.if_late, if_late),
        (&mut decision.context, context),
        (&mut decision.rationale, rationale),
        (&mut decision.consequences, consequences),
    ];
    for (field, text) in texts {
        if text.is_some() {
            field.clone_from(text);
        }
    }
    decision.review_by = review_by.or(decision.review_by);
    decision.reach = reach.unwrap_or(decision.reach);
    decision.execution = execution.unwrap_or(decision.execution);
    decision.execute_by = execute_by.or(decision.execute_by);
    decision.door = door.unwrap_or(decision.door);
    decision.impact = impact.or(decision.impact);
    decision.tags = decision.tags.changed(tags, &Tags::default());
    decision.criteria = options::edited_criteria(&decision.criteria, criteria);
    journal.update(key, &decision)?;
    for (role, word) in [
        (DecisionRole::Decider, decider),
        (DecisionRole::Driver, driver),
    ] {
        if let Some(word) = word {
            set_role(journal, ctx, key, (role, word), *newcomers, remarks)?;
        }
    }
    let asked = (key, on.unwrap_or(ctx.today));
    roles::share(journal, ctx, asked, parts, *newcomers, remarks)?;
    for word in supersedes {
        let older = targets::resolve_one(journal.reader(), ctx, word, &[Kind::Decision])?;
        supersede::supersede(journal, key, older)?;
    }
    Ok(())
}

/// Gives a role that one person has to this person; nobody takes it away.
pub(super) fn set_role(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    decision: Key,
    (role, word): (DecisionRole, &PersonWord),
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let person = people::person(journal, ctx, word, newcomers, remarks)?;
    roles::hand(journal, decision, role, person, ctx.today)?;
    if let Some(id) = journal.reader().id_of(decision)? {
        journal.touch(id);
    }
    Ok(())
}

/// Finds open decisions that read like a new title.
pub(super) fn resembling(journal: &Journal<'_>, title: &str) -> Result<Vec<Remark>, OpsError> {
    let rows = journal.reader().open_decisions_titled(title)?;
    Ok(rows
        .into_iter()
        .take(1)
        .map(|row| {
            Remark::Resembles(Named {
                id: row.id(Kind::Decision),
                title: row.entity.title,
            })
        })
        .collect())
}

fn described(journal: &Journal<'_>, key: Key) -> Result<Facts, OpsError> {
    let reader = journal.reader();
    Ok(Facts::Decision(Box::new(facts::decision(
        reader,
        reader.row(key)?,
    )?)))
}

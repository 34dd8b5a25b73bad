//! Raising decisions and making them.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Tags};
use crate::model::id::{Key, Kind};
use crate::model::relation::Link;
use crate::model::words::{DecisionRole, DecisionStatus, Door, Level, LinkKind};
use crate::store::{Journal, Operation, Row};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, Facts, Named};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::targets::{self, Target};
use super::title::{self, Deadline, Grammar, Title};
use super::{Desk, moves, roles};

/// What can be said of a decision when it is raised or made; all of it is optional.
#[derive(Clone, Debug)]
pub struct Particulars {
    pub decider: Option<PersonWord>,
    pub driver: Option<PersonWord>,
    pub due: Option<Deadline>,
    pub if_late: Option<String>,
    pub context: Option<String>,
    pub rationale: Option<String>,
    pub consequences: Option<String>,
    pub review_by: Option<NaiveDate>,
    pub workstream: Option<String>,
    pub door: Option<Door>,
    pub impact: Option<Level>,
    pub tags: Tags,
    /// Decisions that this one replaces once it is accepted.
    pub supersedes: Vec<IdWord>,
    /// The civil date on which it was raised or made, if that was not today.
    pub on: Option<NaiveDate>,
    pub newcomers: Newcomers,
}

/// What is decided: something new, or an open decision with its outcome.
#[derive(Clone, Debug)]
pub enum Subject {
    New { title: String, grammar: Grammar },
    Open { id: IdWord, outcome: String },
}

/// Raises a decision that must be made.
pub fn propose(
    desk: Desk<'_>,
    title: &str,
    grammar: Grammar,
    particulars: &Particulars,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("propose"), rehearsal, |journal| {
        let title = title::read(journal.reader(), ctx, title, grammar)?;
        remarks.extend(resembling(journal, &title.text)?);
        let key = add(journal, ctx, title, particulars, &mut remarks)?;
        described(journal, key)
    })?;
    Ok(Outcome {
        verb: "Proposed",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

/// Logs a decision that was made, or makes an open one.
pub fn decide(
    desk: Desk<'_>,
    subject: &Subject,
    particulars: &Particulars,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("decide"), rehearsal, |journal| {
        let (key, outcome) = match subject {
            Subject::New { title, grammar } => {
                let title = title::read(journal.reader(), ctx, title, *grammar)?;
                remarks.extend(resembling(journal, &title.text)?);
                let key = add(journal, ctx, title, particulars, &mut remarks)?;
                (key, None)
            }
            Subject::Open { id, outcome } => {
                let target = targets::resolve_one(journal.reader(), ctx, id, &[Kind::Decision])?;
                if outcome.trim().is_empty() {
                    return Err(OpsError::invalid(
                        "the outcome is empty",
                        format!(
                            "`tpm decide {} \"OUTCOME\"` says what was decided",
                            target.id
                        ),
                    ));
                }
                refuse_unless_open(journal, target)?;
                complete(journal, ctx, target.key, particulars, &mut remarks)?;
                (target.key, Some(outcome.clone()))
            }
        };
        accept(journal, ctx, key, outcome, particulars.on, &mut remarks)?;
        described(journal, key)
    })?;
    Ok(Outcome {
        verb: "Decided",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

/// Accepts an open decision and retires what it supersedes.
pub(super) fn accept(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    outcome: Option<String>,
    on: Option<NaiveDate>,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let row: Row<Decision> = journal.reader().row(key)?;
    let on = on.unwrap_or(ctx.today);
    moves::check_past(ctx, on)?;
    let mut decision = row.entity;
    decision.status = DecisionStatus::Accepted;
    decision.decided_at = Some(on);
    decision.version += 1;
    if outcome.is_some() {
        decision.outcome = outcome;
    }
    journal.update(key, &decision)?;
    for link in journal.reader().links_of(key)? {
        if link.entity.kind == LinkKind::Supersedes && link.entity.source == key {
            retire(journal, link.entity.target, remarks)?;
        }
    }
    if journal.reader().decider_of(key)?.is_none()
        && let Some(id) = journal.reader().id_of(key)?
    {
        remarks.push(Remark::NoDecider(id));
    }
    Ok(())
}

fn retire(journal: &mut Journal<'_>, key: Key, remarks: &mut Remarks) -> Result<(), OpsError> {
    let row: Row<Decision> = journal.reader().row(key)?;
    let id = row.id(Kind::Decision);
    let mut decision = row.entity;
    if decision.status == DecisionStatus::Accepted {
        decision.status = DecisionStatus::Superseded;
        journal.update(key, &decision)?;
        let title = decision.title;
        remarks.push(Remark::Superseded(Named { id, title }));
    }
    Ok(())
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
        due,
        if_late,
        context,
        rationale,
        consequences,
        review_by,
        workstream,
        door,
        impact,
        tags,
        supersedes,
        on: _,
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
    decision.door = door.unwrap_or(decision.door);
    decision.impact = impact.or(decision.impact);
    decision.tags = decision.tags.changed(tags, &Tags::default());
    journal.update(key, &decision)?;
    for (role, word) in [
        (DecisionRole::Decider, decider),
        (DecisionRole::Driver, driver),
    ] {
        if let Some(word) = word {
            set_role(journal, ctx, key, (role, word), *newcomers, remarks)?;
        }
    }
    for word in supersedes {
        let older = targets::resolve_one(journal.reader(), ctx, word, &[Kind::Decision])?;
        supersede(journal, key, older)?;
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

fn supersede(journal: &mut Journal<'_>, newer: Key, older: Target) -> Result<(), OpsError> {
    let decision: Decision = journal.reader().row(older.key)?.entity;
    if decision.status != DecisionStatus::Accepted {
        return Err(OpsError::refused(
            format!(
                "{} is {}, and only an accepted decision can be superseded",
                older.id, decision.status
            ),
            lawful(older, decision.status),
        ));
    }
    if older.key == newer {
        return Err(OpsError::invalid(
            format!("{} cannot supersede itself", older.id),
            "name the older decision",
        ));
    }
    let link = Link {
        source: newer,
        target: older.key,
        kind: LinkKind::Supersedes,
    };
    super::link::add(journal, &link)?;
    journal.touch(older.id);
    Ok(())
}

fn refuse_unless_open(journal: &Journal<'_>, target: Target) -> Result<(), OpsError> {
    let decision: Decision = journal.reader().row(target.key)?.entity;
    if decision.is_open() {
        return Ok(());
    }
    Err(OpsError::refused(
        format!("{} is {} already", target.id, decision.status),
        lawful(target, decision.status),
    ))
}

/// Says what may be done with a decision that stands where it stands.
fn lawful(target: Target, status: DecisionStatus) -> String {
    let id = target.id;
    match status {
        DecisionStatus::Accepted => format!(
            "`tpm reopen {id}` opens it again; `tpm decide \"…\" --supersedes {id}` replaces it"
        ),
        status if status.is_open() => format!("`tpm decide {id} \"OUTCOME\"` makes it"),
        _ => format!("`tpm reopen {id}` opens it again"),
    }
}

/// Finds open decisions that read like a new title.
fn resembling(journal: &Journal<'_>, title: &str) -> Result<Vec<Remark>, OpsError> {
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

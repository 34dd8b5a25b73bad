//! Risks, assumptions and issues: adding one, saying what became of it, and listing them.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Tags};
use crate::model::id::{Key, Kind};
use crate::model::risk::Risk;
use crate::model::words::{DecisionStatus, LinkKind, RiskSort, RiskStatus, Strategy};
use crate::store::{Journal, Operation, Reader};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, Facts, RiskFacts};
use super::list::{self, Filter, Page};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::targets::{self, Target};
use super::title::{self, Deadline, Grammar};
use super::{Desk, absence, moves};

/// A risk, assumption or issue as typed: what is given wins over what the title says.
#[derive(Clone, Debug)]
pub struct NewRisk {
    pub sort: RiskSort,
    pub title: String,
    pub grammar: Grammar,
    pub cause: Option<String>,
    pub effect: Option<String>,
    pub probability: Option<i64>,
    pub impact: Option<i64>,
    pub owner: Option<PersonWord>,
    pub strategy: Option<Strategy>,
    pub response: Option<String>,
    pub trigger: Option<String>,
    pub due: Option<Deadline>,
    /// The decision that rests on it.
    pub decision: Option<IdWord>,
    pub workstream: Option<String>,
    pub tags: Tags,
    /// The civil date on which it came up, if that was not today.
    pub on: Option<NaiveDate>,
    pub newcomers: Newcomers,
}

/// Adds a risk, an assumption or an issue.
pub fn raise(desk: Desk<'_>, new: &NewRisk) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("risk"), rehearsal, |journal| {
        let key = add(journal, ctx, new, &mut remarks)?;
        told(journal.reader(), key)
    })?;
    Ok(Outcome {
        verb: "Added",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    new: &NewRisk,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let title = title::read(journal.reader(), ctx, &new.title, new.grammar)?;
    let raised = new.on.unwrap_or(ctx.today);
    moves::check_past(ctx, raised)?;
    let mut risk = Risk::new(new.sort, title.text, raised);
    risk.cause.clone_from(&new.cause);
    risk.effect.clone_from(&new.effect);
    risk.probability = new.probability;
    risk.impact = new.impact;
    risk.strategy = new.strategy;
    risk.response.clone_from(&new.response);
    risk.trigger.clone_from(&new.trigger);
    risk.due = new.due.or(title.due).map(|due| due.date);
    risk.tags = title.tags.changed(&new.tags, &Tags::default());
    let newcomers = new.newcomers;
    if let Some(word) = new.owner.as_ref().or(title.owner.as_ref()) {
        risk.owner = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(word) = &new.decision {
        let kinds = [Kind::Decision];
        risk.decision = Some(targets::resolve_one(journal.reader(), ctx, word, &kinds)?.key);
    }
    if let Some(name) = new.workstream.as_ref().or(title.workstream.as_ref()) {
        risk.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    } else if let Some(decision) = risk.decision {
        let decision: Decision = journal.reader().row(decision)?.entity;
        risk.workstream = decision.workstream;
    }
    absence::remark(journal.reader(), ctx, risk.owner, risk.due, remarks)?;
    Ok(journal.create(&risk)?)
}

fn told(reader: Reader<'_>, key: Key) -> Result<Facts, OpsError> {
    let facts = facts::risk(reader, reader.row(key)?)?;
    Ok(Facts::Risk(Box::new(facts)))
}

/// What became of a risk or assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The risk happened: it is an issue now.
    Happened,
    /// The assumption proved right.
    Held,
    /// The assumption proved wrong.
    False,
}

impl Turn {
    fn past_tense(self) -> &'static str {
        match self {
            Turn::Happened => "Happened",
            Turn::Held => "Held",
            Turn::False => "Found false",
        }
    }

    fn status(self) -> RiskStatus {
        match self {
            Turn::Happened => RiskStatus::Happened,
            Turn::Held => RiskStatus::Held,
            Turn::False => RiskStatus::False,
        }
    }

    /// Returns the sort of entry of which it can be said.
    fn sort(self) -> RiskSort {
        match self {
            Turn::Happened => RiskSort::Risk,
            Turn::Held | Turn::False => RiskSort::Assumption,
        }
    }
}

/// Says of risks or assumptions what became of them, on a civil date.
pub fn turn(
    desk: Desk<'_>,
    words: &[IdWord],
    turn: Turn,
    on: Option<NaiveDate>,
    why: Option<&str>,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let on = on.unwrap_or(ctx.today);
    let written = store.write(ctx, Operation::new("risk"), rehearsal, |journal| {
        moves::check_past(ctx, on)?;
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[Kind::Risk])? {
            take(journal, target, turn, (on, why), &mut remarks)?;
            items.push(told(journal.reader(), target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: turn.past_tense(),
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Makes one turn; a risk that happened leaves an issue.
fn take(
    journal: &mut Journal<'_>,
    target: Target,
    turn: Turn,
    (on, why): (NaiveDate, Option<&str>),
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let mut risk: Risk = journal.reader().row(target.key)?.entity;
    check(target, &risk, turn)?;
    let issue = risk.issue(target.key, on);
    risk.end(turn.status(), on, why.map(str::to_owned));
    journal.update(target.key, &risk)?;
    match turn {
        Turn::Happened => journal.create(&issue).map(|_| ()).map_err(OpsError::from),
        Turn::Held => Ok(()),
        Turn::False => shaken(journal.reader(), target, &risk, remarks),
    }
}

fn check(target: Target, risk: &Risk, turn: Turn) -> Result<(), OpsError> {
    let id = target.id;
    if risk.sort != turn.sort() {
        let (sort, article) = match risk.sort {
            RiskSort::Risk => ("risk", "a"),
            RiskSort::Assumption => ("assumption", "an"),
            RiskSort::Issue => ("issue", "an"),
        };
        let lawful = match risk.sort {
            RiskSort::Risk => format!("`tpm risk {id} --happened` makes it an issue"),
            RiskSort::Assumption => format!("`tpm risk {id} --held` or `--false` settles it"),
            RiskSort::Issue => format!("`tpm done {id}` closes it"),
        };
        return Err(OpsError::refused(
            format!(
                "{id} is {article} {sort}, and only {} {}",
                of(turn),
                can(turn)
            ),
            format!("{lawful}; `tpm edit {id} --sort SORT` changes what it is"),
        ));
    }
    if !risk.is_open() {
        return Err(OpsError::refused(
            format!("{id} {} already", risk.status.told()),
            format!("`tpm reopen {id}` opens it again"),
        ));
    }
    Ok(())
}

fn of(turn: Turn) -> &'static str {
    match turn.sort() {
        RiskSort::Assumption => "an assumption",
        RiskSort::Risk | RiskSort::Issue => "a risk",
    }
}

fn can(turn: Turn) -> &'static str {
    match turn {
        Turn::Happened => "happens",
        Turn::Held => "holds",
        Turn::False => "is found false",
    }
}

/// Says which decisions rested on an assumption that was found false.
fn shaken(
    reader: Reader<'_>,
    target: Target,
    risk: &Risk,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let mut resting: Vec<Key> = risk.decision.into_iter().collect();
    for link in reader.links_of(target.key)? {
        let link = link.entity;
        if link.kind == LinkKind::DependsOn
            && link.target == target.key
            && !resting.contains(&link.source)
        {
            resting.push(link.source);
        }
    }
    for key in resting {
        let Some(id) = reader.id_of(key)?.filter(|id| id.kind == Kind::Decision) else {
            continue;
        };
        if reader.find_item(id)?.is_none_or(|(_, deleted)| deleted) {
            continue;
        }
        let Decision { title, status, .. } = reader.row::<Decision>(key)?.entity;
        let way_on = match status {
            DecisionStatus::Accepted => format!("`tpm review {id}` looks at it again"),
            status if status.is_open() => format!("`tpm show {id}` shows it; it is open still"),
            _ => continue,
        };
        remarks.push(Remark::Said(format!(
            "{id} \"{title}\" rests on {}; {way_on}",
            target.id
        )));
    }
    Ok(())
}

/// Lists risks, the gravest first: the open ones, or those with the given statuses.
pub fn risks(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    (sorts, statuses): (&[RiskSort], &[RiskStatus]),
    all: bool,
) -> Result<Page<RiskFacts>, OpsError> {
    let rows = list::track_filter(reader, ctx, filter, all)?;
    let rows = reader.risks(&rows, sorts, statuses)?;
    Page::of(rows, filter.limit, |row| facts::risk(reader, row))
}

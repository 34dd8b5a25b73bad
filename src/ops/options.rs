//! The options of a decision and what they are compared by. Options are weighed here and chosen only
//! when a decision is accepted.

use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{Key, Kind};
use crate::model::option::{Criteria, DecisionOption, Points};
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::criteria::{Scored, Weighted};
use crate::text::ids::IdWord;

use super::Desk;
use super::edit::ListEdit;
use super::error::OpsError;
use super::facts::{self, DecisionFacts};
use super::outcome::{Remark, Remarks};
use super::targets::{self, Target};
use super::title;

/// What to change of the options of one decision.
#[derive(Clone, Debug, Default)]
pub struct OptionEdit {
    /// The number or title of an option; a title that is new adds one. Without it only the criteria
    /// are changed.
    pub option: Option<String>,
    pub title: Option<String>,
    pub pros: ListEdit<String>,
    pub cons: ListEdit<String>,
    pub scores: Vec<Scored>,
    pub criteria: ListEdit<Weighted>,
    /// The place in the list, from 1.
    pub position: Option<usize>,
    pub presence: Presence,
}

/// Whether an option is to stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    #[default]
    Kept,
    Removed,
}

/// What came of a change of options.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// What happened, in the past tense, to the option with this number and title.
    pub what: Option<(&'static str, i64, String)>,
    pub decision: DecisionFacts,
    pub remarks: Remarks,
    pub operation: Option<i64>,
}

/// Returns a decision with its options.
pub fn options(reader: Reader<'_>, ctx: &Ctx, id: &IdWord) -> Result<DecisionFacts, OpsError> {
    let target = targets::resolve_one(reader, ctx, id, &[Kind::Decision])?;
    Ok(facts::decision(reader, reader.row(target.key)?)?)
}

/// Adds, changes or takes away an option, and changes the criteria.
pub fn weigh(desk: Desk<'_>, id: &IdWord, edit: &OptionEdit) -> Result<Weighed, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("option"), rehearsal, |journal| {
        let target = targets::resolve_one(journal.reader(), ctx, id, &[Kind::Decision])?;
        let before = facts::decision(journal.reader(), journal.reader().row(target.key)?)?;
        let mut decision: Decision = journal.reader().row(target.key)?.entity;
        decision.criteria = edited_criteria(&decision.criteria, &edit.criteria);
        let what = match &edit.option {
            Some(word) => Some(change(
                journal,
                (target, word),
                edit,
                &mut decision.criteria,
                &mut remarks,
            )?),
            None => None,
        };
        journal.update(target.key, &decision)?;
        let after = facts::decision(journal.reader(), journal.reader().row(target.key)?)?;
        if before == after {
            remarks.push(Remark::Unchanged(target.id, "was like that already"));
            return Ok::<_, OpsError>((None, after));
        }
        journal.touch(target.id);
        Ok((what, after))
    })?;
    let (what, decision) = written.result;
    Ok(Weighed {
        what,
        decision,
        remarks,
        operation: written.operation,
    })
}

fn change(
    journal: &mut Journal<'_>,
    (target, word): (Target, &str),
    edit: &OptionEdit,
    criteria: &mut Criteria,
    remarks: &mut Remarks,
) -> Result<(&'static str, i64, String), OpsError> {
    let found = find(journal.reader(), target, word)?;
    if edit.presence == Presence::Removed {
        let row = found.ok_or_else(|| unknown(target, word))?;
        return remove(journal, target, row);
    }
    let (verb, key, mut option) = match found {
        Some(row) => ("Changed", Some(row.key), row.entity),
        None => {
            let title = checked_title(word)?;
            let ordinal = journal.next_ordinal(target.key)?;
            (
                "Added",
                None,
                DecisionOption::new(target.key, ordinal, title),
            )
        }
    };
    if let Some(title) = &edit.title {
        option.title = checked_title(title)?;
        let same = find(journal.reader(), target, &option.title)?;
        if same.is_some_and(|same| Some(same.key) != key) {
            return Err(OpsError::refused(
                format!("{} has an option \"{}\" already", target.id, option.title),
                format!("`tpm option {}` lists its options", target.id),
            ));
        }
    }
    option.pros = edited_points(&option.pros, &edit.pros);
    option.cons = edited_points(&option.cons, &edit.cons);
    score(&mut option, edit, target, criteria, remarks);
    let (ordinal, title) = (option.ordinal, option.title.clone());
    let key = match key {
        Some(key) => {
            journal.update(key, &option)?;
            key
        }
        None => journal.create(&option)?,
    };
    if let Some(position) = edit.position {
        place(journal, target.key, key, position)?;
    }
    Ok((verb, ordinal, title))
}

/// Sets the scores; what was no criterion becomes one.
fn score(
    option: &mut DecisionOption,
    edit: &OptionEdit,
    target: Target,
    criteria: &mut Criteria,
    remarks: &mut Remarks,
) {
    for (name, score) in &edit.scores {
        let Some(score) = score else {
            option.scores.unset(name);
            continue;
        };
        option.scores.set(name, *score);
        if criteria.weight(name).is_none() {
            criteria.set(name, 1);
            remarks.push(Remark::Said(format!(
                "\"{name}\" is a new criterion of {}, with weight 1",
                target.id
            )));
        }
    }
}

fn remove(
    journal: &mut Journal<'_>,
    target: Target,
    row: Row<DecisionOption>,
) -> Result<(&'static str, i64, String), OpsError> {
    let DecisionOption {
        ordinal,
        title,
        chosen,
        ..
    } = row.entity;
    if chosen {
        return Err(OpsError::refused(
            format!("{} went for option {ordinal} \"{title}\"", target.id),
            format!("`tpm reopen {}` opens it again", target.id),
        ));
    }
    journal.set_deleted::<DecisionOption>(row.key, true)?;
    Ok(("Removed", ordinal, title))
}

/// Puts an option at a place in the list and the others around it.
fn place(
    journal: &mut Journal<'_>,
    decision: Key,
    key: Key,
    position: usize,
) -> Result<(), OpsError> {
    let mut rows = journal.reader().options_of(decision)?;
    let Some(at) = rows.iter().position(|row| row.key == key) else {
        return Ok(());
    };
    let moved = rows.remove(at);
    rows.insert(position.saturating_sub(1).min(rows.len()), moved);
    for (position, row) in (1..).zip(rows) {
        let mut option = row.entity;
        option.position = position;
        journal.update(row.key, &option)?;
    }
    Ok(())
}

/// Returns the option with this number or title; a number that no option has is an error.
fn find(
    reader: Reader<'_>,
    target: Target,
    word: &str,
) -> Result<Option<Row<DecisionOption>>, OpsError> {
    let mut rows = reader.options_of(target.key)?.into_iter();
    if let Some(number) = number(word) {
        return match rows.find(|row| row.entity.ordinal == number) {
            Some(row) => Ok(Some(row)),
            None => Err(unknown(target, word)),
        };
    }
    Ok(rows.find(|row| row.entity.is_titled(word)))
}

fn number(word: &str) -> Option<i64> {
    let word = word.trim();
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().unwrap_or(i64::MAX))
}

fn unknown(target: Target, word: &str) -> OpsError {
    let id = target.id;
    let option = match number(word) {
        Some(_) => format!("option {}", word.trim()),
        None => format!("option \"{word}\""),
    };
    OpsError::not_found(
        format!("{id} has no {option}"),
        format!("`tpm option {id}` lists its options"),
    )
}

fn checked_title(typed: &str) -> Result<String, OpsError> {
    let title = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if number(&title).is_some() {
        return Err(OpsError::invalid(
            format!("the title \"{title}\" is only a number"),
            "options are numbered by themselves; say in words what it is",
        ));
    }
    title::check(&title)?;
    Ok(title)
}

fn edited_points(points: &Points, edit: &ListEdit<String>) -> Points {
    let kept = match &edit.replace {
        Some(lines) => lines.as_slice(),
        None => points.lines(),
    };
    Points::of(kept.iter().chain(&edit.add))
}

/// Returns criteria as an edit leaves them; one without a weight keeps what it had, else weighs 1.
pub(super) fn edited_criteria(criteria: &Criteria, edit: &ListEdit<Weighted>) -> Criteria {
    let ListEdit {
        replace,
        add,
        remove,
    } = edit;
    let mut edited = match replace {
        Some(_) => Criteria::default(),
        None => criteria.clone(),
    };
    for (name, weight) in replace.iter().flatten().chain(add) {
        let weight = weight.or_else(|| criteria.weight(name)).unwrap_or(1);
        edited.set(name, weight);
    }
    for (name, _) in remove {
        edited.unset(name);
    }
    edited
}

/// Marks the option that a decision goes for: the one that was named, else the one of which the
/// outcome is the title. Returns the title of one that was named.
pub(super) fn settle(
    journal: &mut Journal<'_>,
    target: Target,
    chose: Option<&str>,
    outcome: Option<&str>,
    remarks: &mut Remarks,
) -> Result<Option<String>, OpsError> {
    if let Some(word) = chose {
        let row = find(journal.reader(), target, word)?.ok_or_else(|| unknown(target, word))?;
        remarks.extend(otherwise(journal.reader(), target, &row, outcome)?);
        choose(journal, target.key, Some(row.key))?;
        return Ok(Some(row.entity.title));
    }
    if let Some(outcome) = outcome {
        refuse_number(journal.reader(), target, outcome)?;
        mark_outcome(journal, target.key, outcome)?;
    }
    Ok(None)
}

/// Says that the outcome of a decision does not name the option that it goes for; one that names
/// another option is refused.
fn otherwise(
    reader: Reader<'_>,
    target: Target,
    chosen: &Row<DecisionOption>,
    outcome: Option<&str>,
) -> Result<Option<Remark>, OpsError> {
    let DecisionOption { ordinal, title, .. } = &chosen.entity;
    let names = |outcome: &&str| outcome.to_lowercase().contains(&title.to_lowercase());
    let Some(outcome) = outcome.filter(|outcome| !names(outcome)) else {
        return Ok(None);
    };
    let mut others = reader.options_of(target.key)?.into_iter();
    if let Some(other) = others.find(|row| row.entity.is_titled(outcome)) {
        return Err(OpsError::invalid(
            format!(
                "\"{}\" is option {} of {}, and --chose names option {ordinal}, \"{title}\"",
                other.entity.title, other.entity.ordinal, target.id
            ),
            "leave one of the two out",
        ));
    }
    Ok(Some(Remark::Said(format!(
        "{} goes for option {ordinal}, \"{title}\"; the outcome says \"{outcome}\"",
        target.id
    ))))
}

/// Refuses an outcome that is only the number of an option.
fn refuse_number(reader: Reader<'_>, target: Target, outcome: &str) -> Result<(), OpsError> {
    let Some(number) = number(outcome) else {
        return Ok(());
    };
    let rows = reader.options_of(target.key)?;
    match rows.into_iter().find(|row| row.entity.ordinal == number) {
        None => Ok(()),
        Some(row) => Err(OpsError::invalid(
            format!("the outcome \"{number}\" is only a number"),
            format!(
                "`tpm decide {} --chose {number}` goes for \"{}\"",
                target.id, row.entity.title
            ),
        )),
    }
}

/// Marks the option of which an outcome is the title, if there is one.
pub(super) fn mark_outcome(
    journal: &mut Journal<'_>,
    decision: Key,
    outcome: &str,
) -> Result<(), OpsError> {
    let rows = journal.reader().options_of(decision)?;
    match rows.into_iter().find(|row| row.entity.is_titled(outcome)) {
        Some(row) => choose(journal, decision, Some(row.key)),
        None => Ok(()),
    }
}

/// Marks one option of a decision as the chosen one, or none.
pub(super) fn choose(
    journal: &mut Journal<'_>,
    decision: Key,
    chosen: Option<Key>,
) -> Result<(), OpsError> {
    for row in journal.reader().options_of(decision)? {
        let mut option = row.entity;
        option.chosen = Some(row.key) == chosen;
        journal.update(row.key, &option)?;
    }
    Ok(())
}

//! The options of a record as those of its decision.

use crate::model::id::Key;
use crate::model::option::{DecisionOption, Points};
use crate::ops::error::OpsError;
use crate::ops::import::change::Change;
use crate::ops::notes::short;
use crate::store::{Journal, Row};
use crate::text::records::{Record, RecordOption};

/// Adds the options of a new decision.
pub(super) fn create(
    journal: &mut Journal<'_>,
    decision: Key,
    record: &Record,
) -> Result<(), OpsError> {
    for (at, option) in record.options.iter().enumerate() {
        add(journal, decision, option, record.chosen == Some(at))?;
    }
    Ok(())
}

fn add(
    journal: &mut Journal<'_>,
    decision: Key,
    option: &RecordOption,
    chosen: bool,
) -> Result<(), OpsError> {
    let ordinal = journal.next_ordinal(decision)?;
    let mut entity = DecisionOption::new(decision, ordinal, short(&option.title));
    entity.pros = Points::of(&option.pros);
    entity.cons = Points::of(&option.cons);
    entity.chosen = chosen;
    journal.create(&entity)?;
    Ok(())
}

/// Takes over what was edited in the options of a record; returns the names of what changed.
pub(super) fn follow(
    journal: &mut Journal<'_>,
    decision: Key,
    (before, file): (&Record, &Record),
    clashes: &mut Vec<String>,
) -> Result<Vec<&'static str>, OpsError> {
    let mut changed = Vec::new();
    if before.options != file.options {
        let old = |title: &str| before.options.iter().find(|one| one.title == title);
        for option in &file.options {
            let was = old(&option.title);
            match find(journal, decision, &option.title)? {
                Some(row) => points(journal, row, (was, option), clashes)?,
                None if was.is_none() => add(journal, decision, option, false)?,
                // It was taken away here.
                None => {}
            }
        }
        for gone in &before.options {
            if file.options.iter().any(|one| one.title == gone.title) {
                continue;
            }
            let row = find(journal, decision, &gone.title)?;
            let is_as_imported = |row: &Row<DecisionOption>| {
                row.entity.pros == Points::of(&gone.pros)
                    && row.entity.cons == Points::of(&gone.cons)
                    && row.entity.scores.all().is_empty()
            };
            match row {
                Some(row) if is_as_imported(&row) => {
                    journal.set_deleted::<DecisionOption>(row.key, true)?;
                }
                Some(row) => clashes.push(format!(
                    "the option \"{}\" is no longer in it, and stays for what was added here",
                    row.entity.title
                )),
                None => {}
            }
        }
        changed.push("options");
    }
    if name(before) != name(file) && choose(journal, decision, (name(before), name(file)))? {
        changed.push("chosen option");
    }
    Ok(changed)
}

fn name(record: &Record) -> Option<&str> {
    let option = record.options.get(record.chosen?)?;
    Some(&option.title)
}

fn find(
    journal: &Journal<'_>,
    decision: Key,
    title: &str,
) -> Result<Option<Row<DecisionOption>>, OpsError> {
    let mut rows = journal.reader().options_of(decision)?.into_iter();
    Ok(rows.find(|row| row.entity.is_titled(&short(title))))
}

/// Takes over what speaks for and against an option.
fn points(
    journal: &mut Journal<'_>,
    row: Row<DecisionOption>,
    (was, now): (Option<&RecordOption>, &RecordOption),
    clashes: &mut Vec<String>,
) -> Result<(), OpsError> {
    let mut option = row.entity;
    let title = option.title.clone();
    let sides = [
        (
            "pros",
            &mut option.pros,
            was.map(|was| &was.pros),
            &now.pros,
        ),
        (
            "cons",
            &mut option.cons,
            was.map(|was| &was.cons),
            &now.cons,
        ),
    ];
    for (side, here, was, now) in sides {
        let (was, now) = (was.map(Points::of), Points::of(now));
        let change = Change {
            before: was.as_ref(),
            here: &*here,
            file: &now,
        };
        let field = format!("list of {side} of \"{title}\"");
        if change.is_taken(&field, |points| points.lines().join("; "), clashes) {
            *here = now;
        }
    }
    journal.update(row.key, &option)?;
    Ok(())
}

/// Marks the option that the record now goes for, unless another was marked here since.
fn choose(
    journal: &mut Journal<'_>,
    decision: Key,
    (was, now): (Option<&str>, Option<&str>),
) -> Result<bool, OpsError> {
    let rows = journal.reader().options_of(decision)?;
    let here = rows.iter().find(|row| row.entity.chosen);
    let is_as_imported = match (here, was) {
        (Some(row), Some(was)) => row.entity.is_titled(&short(was)),
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => false,
    };
    if !is_as_imported {
        return Ok(false);
    }
    for row in rows {
        let mut option = row.entity;
        option.chosen = now.is_some_and(|now| option.is_titled(&short(now)));
        journal.update(row.key, &option)?;
    }
    Ok(true)
}

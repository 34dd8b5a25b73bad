//! Decisions that replace others: linked when that is said, in force once the successor is accepted,
//! and no longer when the successor is not.

use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::relation::Link;
use crate::model::words::{DecisionStatus, LinkKind};
use crate::store::{Journal, Reader, Row};

use super::error::OpsError;
use super::facts::Named;
use super::outcome::{Remark, Remarks};
use super::standing;
use super::targets::Target;

/// Notes that `newer` replaces `older`, which must be accepted; in force once `newer` is.
pub(super) fn supersede(
    journal: &mut Journal<'_>,
    newer: Key,
    older: Target,
) -> Result<(), OpsError> {
    let decision: Decision = journal.reader().row(older.key)?.entity;
    if decision.status != DecisionStatus::Accepted {
        let hint = match latest(journal.reader(), older.key)? {
            Some(latest) if decision.status == DecisionStatus::Superseded => format!(
                "{0} superseded it: name that one with `--supersedes {0}`",
                latest.id(Kind::Decision)
            ),
            _ => standing::lawful(older.id, decision.status),
        };
        return Err(OpsError::refused(
            format!(
                "{} is {}, and only an accepted decision can be superseded",
                older.id, decision.status
            ),
            hint,
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

/// Retires what an accepted decision supersedes.
pub(super) fn retire(
    journal: &mut Journal<'_>,
    newer: Key,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    for key in joined(journal.reader(), newer, End::Older)? {
        let row: Row<Decision> = journal.reader().row(key)?;
        let named = named(&row);
        let mut decision = row.entity;
        if decision.status == DecisionStatus::Accepted {
            decision.status = DecisionStatus::Superseded;
            journal.update(key, &decision)?;
            remarks.push(Remark::Superseded(named));
        }
    }
    Ok(())
}

/// Puts back what a decision superseded that `was` accepted or retired and is so no longer, unless
/// another accepted decision supersedes it too.
pub(super) fn restore(
    journal: &mut Journal<'_>,
    (newer, was): (Key, DecisionStatus),
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    // What was itself superseded has a successor, which stands for all before it.
    if !matches!(was, DecisionStatus::Accepted | DecisionStatus::Deprecated) {
        return Ok(());
    }
    for key in joined(journal.reader(), newer, End::Older)? {
        restore_one(journal, key, Some(newer), remarks)?;
    }
    Ok(())
}

/// Puts one superseded decision back if no accepted decision other than `but` supersedes it.
pub(super) fn restore_one(
    journal: &mut Journal<'_>,
    key: Key,
    but: Option<Key>,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let row: Row<Decision> = journal.reader().row(key)?;
    let named = named(&row);
    let mut decision = row.entity;
    if decision.status != DecisionStatus::Superseded {
        return Ok(());
    }
    let successors = successors(journal.reader(), key)?;
    if successors.iter().any(|other| Some(other.key) != but) {
        return Ok(());
    }
    decision.status = DecisionStatus::Accepted;
    journal.update(key, &decision)?;
    remarks.push(Remark::Restored(named));
    Ok(())
}

/// Tells which decisions still supersede one that was opened again.
pub(super) fn tell_successors(
    reader: Reader<'_>,
    (key, id): (Key, ItemId),
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    for row in successors(reader, key)? {
        remarks.push(Remark::StillSuperseded(id, named(&row)));
    }
    Ok(())
}

/// Returns the accepted decision at the end of those that supersede one another from `key` on.
fn latest(reader: Reader<'_>, key: Key) -> Result<Option<Row<Decision>>, OpsError> {
    let mut seen = vec![key];
    let mut at = 0;
    while let Some(key) = seen.get(at).copied() {
        for row in successors(reader, key)? {
            if row.entity.status == DecisionStatus::Accepted {
                return Ok(Some(row));
            }
            if !seen.contains(&row.key) {
                seen.push(row.key);
            }
        }
        at += 1;
    }
    Ok(None)
}

/// Returns what supersedes a decision and was made.
fn successors(reader: Reader<'_>, key: Key) -> Result<Vec<Row<Decision>>, OpsError> {
    let mut found = Vec::new();
    for successor in joined(reader, key, End::Newer)? {
        let row: Row<Decision> = reader.row(successor)?;
        // One that was superseded in its turn, or retired, still stands between the two.
        if !row.deleted && row.entity.status.was_made() {
            found.push(row);
        }
    }
    Ok(found)
}

/// The end of a supersedes link that is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Older,
    Newer,
}

fn joined(reader: Reader<'_>, key: Key, end: End) -> Result<Vec<Key>, OpsError> {
    let links = reader.links_of(key)?.into_iter().map(|row| row.entity);
    Ok(links
        .filter(|link| link.kind == LinkKind::Supersedes)
        .filter_map(|link| match end {
            End::Older => (link.source == key).then_some(link.target),
            End::Newer => (link.target == key).then_some(link.source),
        })
        .collect())
}

fn named(row: &Row<Decision>) -> Named {
    Named {
        id: row.id(Kind::Decision),
        title: row.entity.title.clone(),
    }
}

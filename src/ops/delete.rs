//! Taking items out of sight; `undo` brings them back.

use crate::model::action::Action;
use crate::model::decision::Decision;
use crate::model::id::Kind;
use crate::model::meeting::Meeting;
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::risk::Risk;
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::{Journal, Operation};
use crate::text::ids::IdWord;

use super::Desk;
use super::error::OpsError;
use super::facts::{self, Named};
use super::outcome::{Outcome, Remark, Remarks};
use super::supersede;
use super::targets::{self, Target};

/// Deletes the items named and says what hung on each.
pub fn delete(desk: Desk<'_>, words: &[IdWord]) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("delete"), rehearsal, |journal| {
        let mut items = Vec::new();
        let targets = targets::resolve(journal.reader(), ctx, words, &[])?;
        for target in &targets {
            mark(journal, *target)?;
            if target.id.kind == Kind::Decision {
                let decision: Decision = journal.reader().row(target.key)?.entity;
                supersede::restore(journal, (target.key, decision.status), &mut remarks)?;
            }
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        for (target, item) in targets.iter().zip(&items) {
            let dependents = dependents(journal, *target)?;
            if !dependents.is_empty() {
                let named = Named {
                    id: target.id,
                    title: item.title().to_owned(),
                };
                remarks.push(Remark::DependedOn(named, dependents));
            }
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Deleted",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

fn mark(journal: &mut Journal<'_>, target: Target) -> Result<(), OpsError> {
    match target.id.kind {
        Kind::Action => journal.set_deleted::<Action>(target.key, true)?,
        Kind::Decision => journal.set_deleted::<Decision>(target.key, true)?,
        Kind::Meeting => journal.set_deleted::<Meeting>(target.key, true)?,
        Kind::Risk => journal.set_deleted::<Risk>(target.key, true)?,
        Kind::Need => journal.set_deleted::<Need>(target.key, true)?,
        Kind::Milestone => journal.set_deleted::<Milestone>(target.key, true)?,
    }
    Ok(())
}

/// Returns what is still there and points at the item: actions that serve it, what its notes hold,
/// risks and needs that name it, and what is linked to it.
fn dependents(journal: &Journal<'_>, target: Target) -> Result<Vec<Named>, OpsError> {
    let reader = journal.reader();
    let mut dependents = Vec::new();
    for (serves, meeting) in [(Some(target.key), None), (None, Some(target.key))] {
        let filter = ActionFilter {
            serves,
            meeting,
            all: true,
            history: true,
            ..ActionFilter::default()
        };
        for row in reader.actions(&filter)? {
            dependents.push(Named {
                id: row.id(Kind::Action),
                title: row.entity.title,
            });
        }
    }
    let filter = DecisionFilter {
        meeting: Some(target.key),
        history: true,
        ..DecisionFilter::default()
    };
    for row in reader.decisions(&filter)? {
        dependents.push(Named {
            id: row.id(Kind::Decision),
            title: row.entity.title,
        });
    }
    dependents.extend(
        reader
            .tracked_at(target.key)?
            .into_iter()
            .map(|(id, title)| Named { id, title }),
    );
    for link in facts::links(reader, target.key)? {
        let gone = reader
            .find_item(link.other.id)?
            .is_none_or(|(_, deleted)| deleted);
        if !gone && !dependents.contains(&link.other) {
            dependents.push(link.other);
        }
    }
    Ok(dependents)
}

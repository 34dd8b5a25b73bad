//! Closing meetings: their notes are done, and what they leave open is told.

use crate::model::action::Action;
use crate::model::id::Kind;
use crate::model::meeting::Meeting;
use crate::model::words::MeetingStatus;
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::{Operation, Reader};
use crate::text::ids::IdWord;

use super::Desk;
use super::error::OpsError;
use super::facts;
use super::meet::meeting;
use super::outcome::{Outcome, Remark, Remarks};
use super::targets::{self, Target};

/// Closes meetings: their notes are done.
pub fn close(desk: Desk<'_>, words: &[IdWord]) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("close"), rehearsal, |journal| {
        let targets = match words {
            [] => {
                let row = meeting(journal.reader(), ctx, None)?;
                vec![Target {
                    id: row.id(Kind::Meeting),
                    key: row.key,
                }]
            }
            words => targets::resolve(journal.reader(), ctx, words, &[Kind::Meeting])?,
        };
        let mut items = Vec::new();
        for target in targets {
            let mut meeting: Meeting = journal.reader().row(target.key)?.entity;
            if meeting.status == MeetingStatus::Closed {
                remarks.push(Remark::Unchanged(target.id, "is closed already"));
            }
            meeting.status = MeetingStatus::Closed;
            meeting.closed_at = meeting.closed_at.or(Some(ctx.now));
            journal.update(target.key, &meeting)?;
            remarks.extend(left_open(journal.reader(), target)?);
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Closed",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Says what a meeting leaves open: its own items, those it carried, and what it did not take up.
fn left_open(reader: Reader<'_>, target: Target) -> Result<Vec<Remark>, OpsError> {
    const MOST_NAMED: usize = 8;
    let mut open = Vec::new();
    let filter = DecisionFilter {
        meeting: Some(target.key),
        ..DecisionFilter::default()
    };
    for row in reader.decisions(&filter)?.into_iter().rev() {
        if row.entity.is_open() {
            open.push(row.id(Kind::Decision).to_string());
        }
    }
    let filter = ActionFilter {
        meeting: Some(target.key),
        ..ActionFilter::default()
    };
    let mut actions = reader.actions(&filter)?;
    for carry in reader.carried_into(target.key)? {
        let row = reader.row::<Action>(carry.entity.carried)?;
        if !row.deleted && row.entity.done_at.is_none() && !actions.contains(&row) {
            actions.push(row);
        }
    }
    open.extend(actions.iter().map(|row| row.id(Kind::Action).to_string()));
    let mut said = Vec::new();
    if !open.is_empty() {
        let rest = open.len().saturating_sub(MOST_NAMED);
        open.truncate(MOST_NAMED);
        let more = if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        };
        said.push(format!(
            "{} leaves open: {}{more}",
            target.id,
            open.join(", ")
        ));
    }
    let mut agenda = reader.agenda_of(target.key)?;
    agenda.retain(|row| row.entity.outcome.is_none());
    if !agenda.is_empty() {
        let id = target.id;
        let noun = if agenda.len() == 1 {
            "item has"
        } else {
            "items have"
        };
        said.push(format!(
            "{} agenda {noun} no outcome: `tpm agenda {id}` shows them, --move-to next takes one along",
            agenda.len()
        ));
    }
    Ok(said.into_iter().map(Remark::Said).collect())
}

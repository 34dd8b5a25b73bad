//! Nudges, meetings, risks and milestones.

use chrono::{DateTime, Utc};

use super::{Cursor, NOT_DELETED, Scope, Tag, Tagged};
use crate::model::id::Key;
use crate::model::metrics::facts::{Exposed, Fact, Held, Nudged, Reached};
use crate::model::milestone::Milestone;
use crate::model::risk::Risk;
use crate::model::words::{MilestoneStatus, RiskSort};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::value::Field;

pub(super) fn collect(
    reader: Reader<'_>,
    scope: &Scope,
    facts: &mut Vec<Tagged>,
) -> Result<(), StoreError> {
    nudges(reader, scope, facts)?;
    meetings(reader, scope, facts)?;
    risks(reader, scope, facts)?;
    milestones(reader, scope, facts)
}

/// Nudges go with the action or decision that they are about.
fn nudges(reader: Reader<'_>, scope: &Scope, facts: &mut Vec<Tagged>) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT t.at, coalesce(a.owner, t.person), coalesce(a.workstream, d.workstream), d.door, \
         (SELECT min(o.at) FROM change c JOIN operation o ON o.id = c.operation WHERE c.item = t.parent \
           AND o.at > t.at AND o.undone_by IS NULL AND o.undoes IS NULL) \
         FROM nudge t LEFT JOIN action a ON a.item = t.parent LEFT JOIN decision d ON d.item = t.parent \
         WHERE substr(t.at, 1, 10) >= ?1 AND {NOT_DELETED}"
    );
    // An instant of the day before may be of the first day here.
    let from = scope.from.pred_opt().unwrap_or(scope.from);
    let mut statement = reader.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([from.to_string()])?;
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        let at: DateTime<Utc> = columns.next()?;
        let tag = Tag {
            owner: columns.next()?,
            workstream: columns.next()?,
            door: columns.next()?,
        };
        let changed: Option<DateTime<Utc>> = columns.next()?;
        let is_kept = scope.workstreams.is_empty() || scope.workstreams.contains(&tag.workstream);
        if is_kept {
            let nudged = Nudged {
                on: scope.day(at),
                changed_at: changed.map(|at| scope.day(at)),
            };
            facts.push((tag, Fact::Nudge(nudged)));
        }
    }
    Ok(())
}

fn meetings(reader: Reader<'_>, scope: &Scope, facts: &mut Vec<Tagged>) -> Result<(), StoreError> {
    let mut condition = scope.condition();
    condition.with("t.held >= ?", [scope.from.to_value()]);
    let of = |table: &str| {
        format!(
            "(SELECT count(*) FROM {table} x JOIN item xi ON xi.id = x.item \
             WHERE x.meeting = t.item AND xi.deleted = 0)"
        )
    };
    let sql = format!(
        "SELECT t.held, t.minutes, t.workstream, (SELECT count(*) FROM attendance x \
           JOIN item xi ON xi.id = x.item WHERE x.meeting = t.item AND x.attended = 1 \
           AND xi.deleted = 0), {}, {} FROM meeting t \
         WHERE t.status IN ('open', 'closed') AND {}",
        of("decision"),
        of("action"),
        condition.sql()
    );
    let mut statement = reader.connection.prepare_cached(&sql)?;
    let mut rows = statement.query(&condition.params()[..])?;
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        let (on, minutes) = (columns.next()?, columns.next()?);
        let workstream: Option<Key> = columns.next()?;
        let held = Held {
            on,
            minutes,
            attended: columns.next()?,
            decisions: columns.next()?,
            actions: columns.next()?,
        };
        facts.push((tag(None, workstream), Fact::Meeting(held)));
    }
    Ok(())
}

fn risks(reader: Reader<'_>, scope: &Scope, facts: &mut Vec<Tagged>) -> Result<(), StoreError> {
    let mut condition = scope.condition();
    let ended = "(t.closed_at IS NULL OR t.closed_at >= ?)";
    condition.with(ended, [scope.from.to_value()]);
    let rows: Vec<Row<Risk>> = reader.many(&condition.sql(), &condition.params()[..])?;
    let rows = rows.into_iter().map(|row| row.entity);
    for risk in rows.filter(|risk| risk.sort != RiskSort::Assumption) {
        let exposed = Exposed {
            score: risk.score(),
            raised: risk.raised,
            closed_at: risk.closed_at,
        };
        facts.push((tag(risk.owner, risk.workstream), Fact::Risk(exposed)));
    }
    Ok(())
}

fn milestones(
    reader: Reader<'_>,
    scope: &Scope,
    facts: &mut Vec<Tagged>,
) -> Result<(), StoreError> {
    let condition = scope.condition();
    let rows: Vec<Row<Milestone>> = reader.many(&condition.sql(), &condition.params()[..])?;
    let rows = rows.into_iter().map(|row| row.entity);
    for milestone in rows.filter(|one| one.status != MilestoneStatus::Dropped) {
        let reached = Reached {
            baseline: milestone.baseline,
            forecast: milestone.forecast,
            done_at: milestone.done_at,
        };
        let tag = tag(milestone.owner, milestone.workstream);
        facts.push((tag, Fact::Milestone(reached)));
    }
    Ok(())
}

fn tag(owner: Option<Key>, workstream: Option<Key>) -> Tag {
    Tag {
        owner,
        workstream,
        door: None,
    }
}

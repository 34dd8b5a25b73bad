//! Decisions: the record, the list, and the line after a change.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::list::Listed;
use super::option::{ComparisonRecord, CriterionRecord, OptionRecord};
use super::{json, phrase};
use crate::model::action::days_late;
use crate::model::compare::compare;
use crate::model::id::ItemId;
use crate::model::words::{DecisionRole, DecisionStatus, Door, DueSource, Landed, Level, Response};
use crate::ops::facts::{DecisionFacts, RoleFacts};
use crate::render::{Column, Fit, Line, Style, Table};
use crate::text::dates;

/// A decision in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct DecisionRecord<'a> {
    id: ItemId,
    title: &'a str,
    status: DecisionStatus,
    outcome: Option<&'a str>,
    rationale: Option<&'a str>,
    context: Option<&'a str>,
    consequences: Option<&'a str>,
    decider: Option<&'a str>,
    driver: Option<&'a str>,
    roles: Vec<RoleRecord<'a>>,
    workstream: Option<&'a str>,
    door: Door,
    impact: Option<Level>,
    raised: NaiveDate,
    raised_by: Option<&'a str>,
    due: Option<NaiveDate>,
    due_baseline: Option<NaiveDate>,
    due_source: DueSource,
    days_late: Option<i64>,
    if_late: Option<&'a str>,
    decided_at: Option<NaiveDate>,
    version: i64,
    review_by: Option<NaiveDate>,
    meeting: Option<ItemId>,
    tags: &'a [String],
    history: bool,
    deleted: bool,
    criteria: Vec<CriterionRecord<'a>>,
    options: Vec<OptionRecord<'a>>,
    comparison: Option<ComparisonRecord>,
    body: Option<&'a str>,
    defer_until: Option<NaiveDate>,
    reviewed_at: Option<NaiveDate>,
    overridden: Option<&'a str>,
    audience: &'static str,
    execution: &'static str,
    execute_by: Option<NaiveDate>,
    confirmed_at: Option<NaiveDate>,
    confirmed_by: Option<&'a str>,
    confirmed_how: Option<&'a str>,
    result: Option<Landed>,
    left_loop_at: Option<NaiveDate>,
}

#[derive(Serialize)]
struct RoleRecord<'a> {
    role: DecisionRole,
    person: &'a str,
    asked_at: Option<NaiveDate>,
    response: Option<Response>,
    responded_at: Option<NaiveDate>,
    note: Option<&'a str>,
}

impl<'a> RoleRecord<'a> {
    fn of(facts: &'a RoleFacts) -> RoleRecord<'a> {
        let RoleFacts { handle, entity } = facts;
        RoleRecord {
            role: entity.role,
            person: handle,
            asked_at: entity.asked_at,
            response: entity.response,
            responded_at: entity.responded_at,
            note: entity.note.as_deref(),
        }
    }
}

/// Returns a decision's JSON record; `days_late` is null unless it is open and past its date.
pub fn record(decision: &DecisionFacts, today: NaiveDate) -> Value {
    let entity = &decision.row.entity;
    let compared = compare(&entity.criteria, &decision.options);
    json(&DecisionRecord {
        id: decision.id,
        title: &entity.title,
        status: entity.status,
        outcome: entity.outcome.as_deref(),
        rationale: entity.rationale.as_deref(),
        context: entity.context.as_deref(),
        consequences: entity.consequences.as_deref(),
        decider: decision.holder(DecisionRole::Decider),
        driver: decision.holder(DecisionRole::Driver),
        roles: decision.roles.iter().map(RoleRecord::of).collect(),
        workstream: decision.workstream.as_deref(),
        door: entity.door,
        impact: entity.impact,
        raised: entity.raised,
        raised_by: decision.raised_by.as_deref(),
        due: entity.due,
        due_baseline: entity.due_baseline,
        due_source: entity.due_source,
        days_late: days_late(entity.due, today).filter(|_| entity.is_open()),
        if_late: entity.if_late.as_deref(),
        decided_at: entity.decided_at,
        version: entity.version,
        review_by: entity.review_by,
        meeting: decision.meeting,
        tags: entity.tags.labels(),
        history: entity.history,
        deleted: decision.row.deleted,
        criteria: CriterionRecord::all(&entity.criteria),
        options: OptionRecord::all(&decision.options, &compared),
        comparison: ComparisonRecord::of(&compared),
        body: entity.body.as_deref(),
        defer_until: entity.defer_until,
        reviewed_at: entity.reviewed_at,
        overridden: entity.overridden.as_deref(),
        audience: entity.reach.word(),
        execution: entity.execution.word(),
        execute_by: entity.execute_by,
        confirmed_at: entity.confirmed_at,
        confirmed_by: decision.confirmed_by.as_deref(),
        confirmed_how: entity.confirmed_how.as_deref(),
        result: entity.result,
        left_loop_at: entity.left_loop_at,
    })
}

impl Listed for DecisionFacts {
    const KIND: &'static str = "decision.list";
    const EMPTY: &'static str = "No decisions match.";

    fn id(&self) -> ItemId {
        self.id
    }

    fn record(&self, today: NaiveDate) -> Value {
        record(self, today)
    }

    fn table(rows: &[Self], today: NaiveDate) -> Table {
        table(rows, today)
    }
}

/// Returns a table of decisions.
pub fn table(decisions: &[DecisionFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("outcome", "Outcome").fit(Fit::Drop(1)),
        Column::new("decider", "Decider"),
        Column::new("when", "When"),
        Column::new("status", "Status").fit(Fit::Phrase),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for decision in decisions {
        let entity = &decision.row.entity;
        table.rows.push(vec![
            Line::styled(Style::Id, decision.id.to_string()),
            Line::from(entity.title.as_str()),
            Line::from(phrase::outcome(entity).unwrap_or_default()),
            phrase::owner(decision.holder(DecisionRole::Decider)),
            when(decision, today),
            status(decision, today),
            phrase::text(decision.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns the date by which an open decision is due, or on which another was made.
fn when(decision: &DecisionFacts, today: NaiveDate) -> Line {
    let entity = &decision.row.entity;
    match entity.decided_at {
        Some(decided) => Line::from(dates::short(decided, today)),
        None => phrase::due(entity.due, entity.due_source, today),
    }
}

/// Returns where a decision stands, until when it rests, and who stands in its way.
pub(super) fn status(decision: &DecisionFacts, today: NaiveDate) -> Line {
    let entity = &decision.row.entity;
    let mut line = match entity.status {
        DecisionStatus::Accepted => Line::styled(Style::Good, "accepted"),
        DecisionStatus::Superseded | DecisionStatus::Deprecated | DecisionStatus::Withdrawn => {
            Line::styled(Style::Muted, entity.status.word())
        }
        status => Line::from(status.word()),
    };
    if let Some(until) = entity.defer_until {
        line = line.push(
            phrase::urgency(until, today),
            format!(" until {}", dates::short(until, today)),
        );
    }
    for handle in objectors(decision) {
        line = line
            .push(Style::Plain, ", ")
            .push(Style::Late, format!("@{handle} objects"));
    }
    line
}

/// Returns who stands in the way of an open decision.
fn objectors(decision: &DecisionFacts) -> Vec<&str> {
    let vetoes = decision.roles.iter().filter(|role| role.entity.is_veto());
    vetoes
        .filter(|_| decision.row.entity.is_open())
        .map(|role| role.handle.as_str())
        .collect()
}

/// Returns the one line that tells a decision as it now stands.
pub fn summary(decision: &DecisionFacts, today: NaiveDate) -> Line {
    let entity = &decision.row.entity;
    let mut line = Line::styled(Style::Id, decision.id.to_string())
        .push(Style::Plain, format!("  {}", entity.title));
    if let Some(outcome) = phrase::outcome(entity) {
        line = line.push(Style::Strong, format!("  → {outcome}"));
    }
    if let Some(decider) = decision.holder(DecisionRole::Decider) {
        line = line.push(Style::Plain, format!("  decider @{decider}"));
    }
    line = match (entity.decided_at, entity.due) {
        (Some(decided), _) => line.push(
            Style::Plain,
            format!("  decided {}", dates::short(decided, today)),
        ),
        (None, Some(due)) => line.push(
            phrase::urgency(due, today),
            format!("  due {}", dates::echo(due, today)),
        ),
        (None, None) => line,
    };
    if let Some(until) = entity.defer_until {
        let until = dates::short(until, today);
        line = line.push(Style::Plain, format!("  deferred until {until}"));
    }
    for handle in objectors(decision) {
        line = line.push(Style::Late, format!("  @{handle} objects"));
    }
    if let Some(workstream) = &decision.workstream {
        line = line.push(Style::Plain, format!("  {workstream}"));
    }
    line
}

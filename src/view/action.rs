//! Actions: the record, the list, and the line after a change.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;

use super::list::Listed;
use super::{json, phrase};
use crate::model::action::days_late;
use crate::model::id::ItemId;
use crate::model::words::{ActionStatus, DueSource, Level};
use crate::ops::facts::ActionFacts;
use crate::render::{Column, Fit, Line, Style, Table};
use crate::text::dates;

/// An action in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct ActionRecord<'a> {
    id: ItemId,
    title: &'a str,
    body: Option<&'a str>,
    owner: Option<&'a str>,
    helpers: &'a [String],
    workstream: Option<&'a str>,
    r#for: Option<ItemId>,
    meeting: Option<ItemId>,
    status: ActionStatus,
    priority: Option<Level>,
    created: DateTime<Utc>,
    due: Option<NaiveDate>,
    due_baseline: Option<NaiveDate>,
    due_source: DueSource,
    days_late: Option<i64>,
    done_at: Option<NaiveDate>,
    drop_reason: Option<&'a str>,
    waiting_on: Option<&'a str>,
    waiting_since: Option<NaiveDate>,
    chase_on: Option<NaiveDate>,
    snooze_until: Option<NaiveDate>,
    reopened: i64,
    tags: &'a [String],
    history: bool,
    deleted: bool,
}

/// Returns an action's JSON record; `days_late` is null unless it is open and overdue.
pub fn record(action: &ActionFacts, today: NaiveDate) -> Value {
    let entity = &action.row.entity;
    json(&ActionRecord {
        id: action.id,
        title: &entity.title,
        body: entity.body.as_deref(),
        owner: action.owner.as_deref(),
        helpers: &action.helpers,
        workstream: action.workstream.as_deref(),
        r#for: action.serves.as_ref().map(|serves| serves.id),
        meeting: action.meeting,
        status: entity.status,
        priority: entity.priority,
        created: entity.created,
        due: entity.due,
        due_baseline: entity.due_baseline,
        due_source: entity.due_source,
        days_late: late(action, today),
        done_at: entity.done_at,
        drop_reason: entity.drop_reason.as_deref(),
        waiting_on: action.waiting_on.as_deref(),
        waiting_since: entity.waiting_since,
        chase_on: entity.chase_on,
        snooze_until: entity.snooze_until,
        reopened: entity.reopened,
        tags: entity.tags.labels(),
        history: entity.history,
        deleted: action.row.deleted,
    })
}

fn late(action: &ActionFacts, today: NaiveDate) -> Option<i64> {
    let entity = &action.row.entity;
    days_late(entity.due, today).filter(|_| !entity.status.is_ended())
}

impl Listed for ActionFacts {
    const KIND: &'static str = "action.list";
    const EMPTY: &'static str = "No actions match.";

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

/// Returns a table of actions.
pub fn table(actions: &[ActionFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("owner", "Owner"),
        Column::new("due", "Due"),
        Column::new("status", "Status").fit(Fit::Drop(2)),
        Column::new("for", "For").fit(Fit::Drop(1)),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for action in actions {
        table.rows.push(vec![
            Line::styled(Style::Id, action.id.to_string()),
            Line::from(action.row.entity.title.as_str()),
            phrase::owner(action.owner.as_deref()),
            when(action, today),
            status(action),
            Line::from(
                action
                    .serves
                    .as_ref()
                    .map_or_else(String::new, |serves| serves.id.to_string()),
            ),
            phrase::text(action.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns when an open action is due, or when an ended one ended.
fn when(action: &ActionFacts, today: NaiveDate) -> Line {
    let entity = &action.row.entity;
    match entity.done_at {
        Some(done) => Line::styled(Style::Muted, dates::short(done, today)),
        None => phrase::due(entity.due, entity.due_source, today),
    }
}

/// Returns the status, with whom it waits on.
pub fn status(action: &ActionFacts) -> Line {
    let entity = &action.row.entity;
    match (entity.status, &action.waiting_on) {
        (ActionStatus::Open, _) => Line::new(),
        (ActionStatus::Waiting, Some(on)) => Line::styled(Style::Soon, format!("waits on {on}")),
        (ActionStatus::Done, _) => Line::styled(Style::Good, "done"),
        (status, _) => Line::from(phrase::status(status.word())),
    }
}

/// Returns the one line that tells an action as it now stands.
pub fn summary(action: &ActionFacts, today: NaiveDate) -> Line {
    let entity = &action.row.entity;
    let mut line = Line::styled(Style::Id, action.id.to_string())
        .push(Style::Plain, format!("  {}", entity.title));
    if let Some(owner) = &action.owner {
        line = line.push(Style::Plain, format!("  @{owner}"));
    }
    for helper in &action.helpers {
        line = line.push(Style::Plain, format!(", @{helper}"));
    }
    if let (Some(due), None) = (entity.due, entity.done_at) {
        line = line.push(
            phrase::urgency(due, today),
            format!(
                "  due {}{}",
                phrase::default_sign(entity.due_source),
                dates::echo(due, today)
            ),
        );
    }
    if let Some(priority) = entity.priority {
        line = line.push(Style::Plain, format!("  priority {priority}"));
    }
    if let Some(on) = &action.waiting_on {
        line = line.push(Style::Soon, format!("  waits on {on}"));
    }
    if let Some(until) = entity.snooze_until {
        line = line.push(
            Style::Muted,
            format!("  snoozed until {}", dates::short(until, today)),
        );
    }
    if let Some(serves) = &action.serves {
        line = line.push(Style::Plain, format!("  for {}", serves.id));
    }
    if let Some(workstream) = &action.workstream {
        line = line.push(Style::Plain, format!("  {workstream}"));
    }
    line
}

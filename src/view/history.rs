//! Operations, the history of one item, and what an undo took back.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{View, json};
use crate::model::id::ItemId;
use crate::ops::list::Page;
use crate::ops::undo::TakenBack;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::store::{ChangeLine, OperationLine, What};

/// An operation in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct OperationRecord<'a> {
    operation: i64,
    at: &'a str,
    actor: &'a str,
    verb: &'a str,
    items: Vec<&'a str>,
    changes: i64,
    group: i64,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

fn operation_record(line: &OperationLine) -> Value {
    json(&OperationRecord {
        operation: line.id,
        at: &line.at,
        actor: &line.actor,
        verb: &line.verb,
        items: line
            .items
            .split(' ')
            .filter(|item| !item.is_empty())
            .collect(),
        changes: line.change_count,
        group: line.group,
        undoes: line.undoes,
        undone_by: line.undone_by,
    })
}

/// The list of operations.
pub struct OperationList {
    pub page: Page<OperationLine>,
    pub zone: chrono_tz::Tz,
}

impl View for OperationList {
    fn kind(&self) -> &'static str {
        "operation.list"
    }

    fn records(&self) -> Vec<Value> {
        self.page.rows.iter().map(operation_record).collect()
    }

    fn truncated(&self) -> bool {
        self.page.truncated
    }

    fn document(&self) -> Document {
        if self.page.rows.is_empty() {
            return super::outcome::note("Nothing has happened yet.");
        }
        let mut table = Table::new([
            Column::new("operation", "Op").right(),
            Column::new("at", "When"),
            Column::new("actor", "Who"),
            Column::new("verb", "What"),
            Column::new("items", "Items").fit(Fit::Cut),
            Column::new("state", ""),
        ]);
        for line in &self.page.rows {
            table.rows.push(vec![
                Line::styled(Style::Id, line.id.to_string()),
                Line::from(local(&line.at, self.zone)),
                Line::from(format!("@{}", line.actor)),
                Line::from(line.verb.as_str()),
                Line::from(line.items.as_str()),
                state(line),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.page
            .rows
            .iter()
            .map(|line| line.id.to_string())
            .collect()
    }
}

fn state(line: &OperationLine) -> Line {
    match (line.undone_by, line.undoes) {
        (Some(by), _) => Line::styled(Style::Muted, format!("undone by {by}")),
        (None, Some(other)) => Line::styled(Style::Muted, format!("of {other}")),
        (None, None) => Line::new(),
    }
}

/// Returns an instant as the user's clock shows it.
fn local(at: &str, zone: chrono_tz::Tz) -> String {
    at.parse::<DateTime<Utc>>().map_or_else(
        |_| at.to_owned(),
        |instant| {
            instant
                .with_timezone(&zone)
                .format("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

/// A change in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct ChangeRecord<'a> {
    id: ItemId,
    operation: i64,
    at: &'a str,
    actor: &'a str,
    verb: &'a str,
    part: Option<&'static str>,
    change: &'static str,
    field: Option<&'a str>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    undone_by: Option<i64>,
}

/// The history of one item.
pub struct ItemHistory {
    pub id: ItemId,
    pub changes: Vec<ChangeLine>,
    pub zone: chrono_tz::Tz,
}

impl View for ItemHistory {
    fn kind(&self) -> &'static str {
        "change.list"
    }

    fn records(&self) -> Vec<Value> {
        let changes = self.changes.iter();
        changes
            .map(|line| {
                json(&ChangeRecord {
                    id: self.id,
                    operation: line.operation.id,
                    at: &line.operation.at,
                    actor: &line.operation.actor,
                    verb: &line.operation.verb,
                    part: line.part,
                    change: change_word(line.what),
                    field: line.field.as_deref(),
                    old: line.old.as_ref(),
                    new: line.new.as_ref(),
                    undone_by: line.operation.undone_by,
                })
            })
            .collect()
    }

    fn document(&self) -> Document {
        let mut table = Table::new([
            Column::new("operation", "Op").right(),
            Column::new("at", "When"),
            Column::new("actor", "Who"),
            Column::new("verb", "What"),
            Column::new("change", "Change").fit(Fit::Wrap),
            Column::new("state", ""),
        ]);
        for line in &self.changes {
            table.rows.push(vec![
                Line::styled(Style::Id, line.operation.id.to_string()),
                Line::from(local(&line.operation.at, self.zone)),
                Line::from(format!("@{}", line.operation.actor)),
                Line::from(line.operation.verb.as_str()),
                Line::from(told(line)),
                state(&line.operation),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let operations = self.changes.iter();
        let mut ids: Vec<String> = operations
            .map(|line| line.operation.id.to_string())
            .collect();
        ids.dedup();
        ids
    }
}

fn change_word(what: What) -> &'static str {
    match what {
        What::Create => "create",
        What::Update => "update",
        What::Remove => "remove",
    }
}

/// Tells a change as `field: old → new`.
fn told(line: &ChangeLine) -> String {
    let field = line.field.as_deref().unwrap_or_default();
    let part = line
        .part
        .map_or(String::new(), |part| format!("{} ", part.replace('_', " ")));
    match line.what {
        What::Update if field == "deleted" => {
            let gone = line.new.as_ref().and_then(Value::as_i64) == Some(1);
            format!("{part}{}", if gone { "deleted" } else { "back" })
        }
        What::Update => format!(
            "{part}{}: {} → {}",
            field.replace('_', " "),
            value(line.old.as_ref()),
            value(line.new.as_ref())
        ),
        What::Create => whole(&format!("{part}added"), line.new.as_ref()),
        What::Remove => whole(&format!("{part}removed"), line.old.as_ref()),
    }
}

fn whole(verb: &str, row: Option<&Value>) -> String {
    let name = row.and_then(|row| {
        [
            "title",
            "handle",
            "slug",
            "text",
            "role",
            "alias",
            "kind",
            "external_id",
        ]
        .iter()
        .find_map(|field| row.get(field)?.as_str())
    });
    let mut told = match name {
        Some(name) => format!("{verb} \"{}\"", cut(name)),
        None => verb.to_owned(),
    };
    let word = |field: &str| row.and_then(|row| row.get(field)?.as_str());
    if let Some(handle) = word("person") {
        told.push_str(&format!(" @{handle}"));
    }
    if let (Some(carried), Some(meeting)) = (word("carried"), word("meeting")) {
        told.push_str(&format!(": {carried} into {meeting}"));
    }
    if let (Some(source), Some(target)) = (word("source"), word("target")) {
        told.push_str(&format!(" from {source} to {target}"));
    }
    told
}

fn value(value: Option<&Value>) -> String {
    match value {
        None => "purged".to_owned(),
        Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => cut(text),
        Some(other) => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > LONGEST || line.len() < text.trim_end().len() {
        let kept: String = line.chars().take(LONGEST).collect();
        format!("{kept}…")
    } else {
        line.to_owned()
    }
}

/// What an undo or redo came to.
pub struct TakenBackView(pub TakenBack);

impl View for TakenBackView {
    fn kind(&self) -> &'static str {
        "operation.taken_back"
    }

    fn records(&self) -> Vec<Value> {
        self.0.operations.iter().map(operation_record).collect()
    }

    fn document(&self) -> Document {
        let past = if self.0.verb == "undo" {
            "Undid"
        } else {
            "Redid"
        };
        let lines = self.0.operations.iter().map(|line| {
            let (what, operation) = match line.undoes {
                Some(undone) => (line.items.clone(), undone),
                None => (format!("{} {}", line.verb, line.items), line.id),
            };
            Line::from(format!(
                "{past} {}  (operation {operation})",
                what.trim_end()
            ))
        });
        Document {
            blocks: vec![Block::Lines(lines.collect())],
        }
    }

    fn ids(&self) -> Vec<String> {
        self.0
            .operations
            .iter()
            .map(|line| line.id.to_string())
            .collect()
    }
}

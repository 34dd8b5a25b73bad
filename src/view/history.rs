//! Lists of operations, and what an undo took back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{View, json, phrase};
use crate::model::id::Kind;
use crate::ops::list::Page;
use crate::ops::undo::TakenBack;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::store::OperationLine;

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
    names: &'a [String],
}

pub(super) fn operation_record(line: &OperationLine) -> Value {
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
        names: &line.names,
    })
}

/// The list of operations.
pub struct OperationList {
    pub page: Page<OperationLine>,
    /// Whether only some operations were asked for.
    pub filtered: bool,
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
            return super::outcome::note(match self.filtered {
                true => "No operation fits.",
                false => "Nothing has happened yet.",
            });
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
                Line::from(touched(line)),
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

/// Tells what an operation touched: items, or else what it changed that has no ID.
fn touched(line: &OperationLine) -> String {
    match line.items.is_empty() {
        true => line.names.join(" "),
        false => line.items.clone(),
    }
}

pub(super) fn state(line: &OperationLine) -> Line {
    match (line.undone_by, line.undoes) {
        (Some(by), _) => Line::styled(Style::Muted, format!("undone by {by}")),
        (None, Some(other)) => Line::styled(Style::Muted, format!("of {other}")),
        (None, None) => Line::new(),
    }
}

/// Returns an instant as the user's clock shows it.
pub(super) fn local(at: &str, zone: chrono_tz::Tz) -> String {
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
        let TakenBack {
            verb,
            operations: _,
            affected,
            by,
            operation: _,
        } = &self.0;
        let past = if *verb == "undo" { "Undid" } else { "Redid" };
        let (Some(first), Some(last)) = (affected.first(), affected.last()) else {
            return Document::new();
        };
        let touched: Vec<String> = affected.iter().map(touched).collect();
        let items = touched.iter().flat_map(|items| items.split(' '));
        let items = items_told(items.filter(|item| !item.is_empty()));
        let numbers = match first.id == last.id {
            true => format!("operation {}", first.id),
            false => format!("operations {} to {}", first.id, last.id),
        };
        let by = by
            .as_deref()
            .map_or(String::new(), |by| format!("  by {}", phrase::at(by)));
        let told = format!("{past} {} {items}", first.verb);
        let line = Line::from(format!("{}{by}  ({numbers})", told.trim_end()));
        Document {
            blocks: vec![Block::Lines(vec![line])],
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

/// Tells items by their IDs, or many of them by their numbers.
fn items_told<'a>(items: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 6;
    let items: BTreeSet<&str> = items.collect();
    if items.len() <= MOST {
        return items.into_iter().collect::<Vec<_>>().join(" ");
    }
    let of_kind = |kind: Kind| {
        let begins = |item: &&&str| item.starts_with(kind.letter());
        let number = items.iter().filter(begins).count();
        (number > 0).then(|| phrase::count(number, kind.noun()))
    };
    let counts: Vec<String> = Kind::ALL.into_iter().filter_map(of_kind).collect();
    counts.join(", ")
}

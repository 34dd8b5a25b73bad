//! What a search found.

use serde::Serialize;
use serde_json::Value;

use super::phrase;
use super::{View, json};
use crate::model::id::ItemId;
use crate::ops::list::Page;
use crate::render::{Column, Document, Fit, Line, Style, Table};
use crate::store::Found;

/// A find in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct FoundRecord<'a> {
    id: ItemId,
    kind: &'static str,
    title: &'a str,
    status: &'a str,
    comment: Option<&'a str>,
    history: bool,
}

/// The list of finds, the best first.
pub struct FoundList(pub Page<Found>);

impl View for FoundList {
    fn kind(&self) -> &'static str {
        "find.list"
    }

    fn records(&self) -> Vec<Value> {
        let found = self.0.rows.iter();
        found
            .map(|found| {
                json(&FoundRecord {
                    id: found.id,
                    kind: found.id.kind.noun(),
                    title: &found.title,
                    status: &found.status,
                    comment: found.comment.as_deref(),
                    history: found.history,
                })
            })
            .collect()
    }

    fn truncated(&self) -> bool {
        self.0.truncated
    }

    // Ranking everything would take long, so there is no way to ask for all.
    fn way_to_more(&self) -> &'static str {
        "add a word, or raise --limit"
    }

    fn document(&self) -> Document {
        if self.0.rows.is_empty() {
            return super::outcome::note("Nothing found.");
        }
        let mut table = Table::new([
            Column::new("id", "ID"),
            Column::new("title", "Title").fit(Fit::Wrap),
            Column::new("status", "Status"),
            Column::new("comment", "Comment").fit(Fit::Cut),
        ]);
        for found in &self.0.rows {
            table.rows.push(vec![
                Line::styled(Style::Id, found.id.to_string()),
                Line::from(found.title.as_str()),
                Line::from(phrase::status(&found.status)),
                phrase::text(found.comment.as_deref()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.0
            .rows
            .iter()
            .map(|found| found.id.to_string())
            .collect()
    }
}

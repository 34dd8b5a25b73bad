//! What a search found.

use serde::Serialize;
use serde_json::Value;

use super::phrase;
use super::{View, json};
use crate::model::id::ItemId;
use crate::ops::find::{Finds, Found};
use crate::render::{Column, Document, Fit, Line, Style, Table};
use crate::store::Sort;
use crate::text::snippet::{self, Piece};

/// A find in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct FoundRecord<'a> {
    id: Option<ItemId>,
    kind: &'static str,
    title: String,
    status: &'a str,
    comment: Option<&'a str>,
    history: bool,
    name: Option<&'a str>,
    field: &'static str,
    snippet: String,
}

/// The list of finds, the best first.
pub struct FoundList(pub Finds);

impl View for FoundList {
    fn kind(&self) -> &'static str {
        "find.list"
    }

    fn records(&self) -> Vec<Value> {
        let found = self.0.found.iter();
        found
            .map(|found| {
                json(&FoundRecord {
                    id: found.id,
                    kind: kind(found.sort),
                    title: snippet::plain(&found.title),
                    status: &found.status,
                    comment: found.comment.as_deref(),
                    history: found.history,
                    name: found.name.as_deref(),
                    field: found.field,
                    snippet: snippet::plain(&found.snippet),
                })
            })
            .collect()
    }

    fn truncated(&self) -> bool {
        self.0.truncated || self.0.capped
    }

    // Ranking everything would take long, so there is no way to ask for all.
    fn way_to_more(&self) -> &'static str {
        match self.0.capped {
            true => "only the newest 1000 matches were ranked; add a word",
            false => "add a word, or raise --limit",
        }
    }

    fn document(&self) -> Document {
        if self.0.found.is_empty() {
            return super::outcome::note("Nothing found.");
        }
        let mut table = Table::new([
            Column::new("id", "ID"),
            Column::new("title", "Title").fit(Fit::Wrap),
            Column::new("status", "Status"),
            Column::new("match", "Match").fit(Fit::Wrap),
        ]);
        for found in &self.0.found {
            table.rows.push(vec![
                name(found),
                marked(Line::new(), &found.title),
                Line::from(phrase::status(&found.status)),
                place(found),
            ]);
        }
        Document::from(table)
    }

    // Other commands read these, and they take items.
    fn ids(&self) -> Vec<String> {
        let ids = self.0.found.iter().filter_map(|found| found.id);
        ids.map(|id| id.to_string()).collect()
    }
}

fn kind(sort: Sort) -> &'static str {
    match sort {
        Sort::Item(kind) => kind.noun(),
        Sort::Person => "person",
        Sort::Workstream => "workstream",
        Sort::Update => "update",
    }
}

fn name(found: &Found) -> Line {
    let name = found.name.as_deref().unwrap_or_default();
    let text = match (found.id, found.sort) {
        (Some(id), _) => id.to_string(),
        (None, Sort::Person) => phrase::at(name),
        (None, Sort::Update) => kind(found.sort).to_owned(),
        (None, _) => name.to_owned(),
    };
    Line::styled(Style::Id, text)
}

/// Tells where the words stand, unless the row shows it already.
fn place(found: &Found) -> Line {
    match found.field {
        "title" | "handle" | "slug" | "name" => Line::new(),
        field => {
            let field = format!("{}: ", field.replace('_', " "));
            marked(Line::styled(Style::Muted, field), &found.snippet)
        }
    }
}

fn marked(line: Line, pieces: &[Piece]) -> Line {
    pieces.iter().fold(line, |line, piece| {
        let style = if piece.found {
            Style::Strong
        } else {
            Style::Plain
        };
        line.push(style, piece.text.as_str())
    })
}

//! Drafts of notes that were kept.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Value, json};

use super::{View, outcome, phrase};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

/// A draft as readers see it; its JSON too: fields are added and never renamed or removed.
#[derive(Serialize)]
pub struct DraftFacts {
    /// The ID of the meeting, if that is stored.
    pub meeting: Option<String>,
    pub title: Option<String>,
    /// How many lines differ from the text as handed out.
    pub typed_lines: usize,
    pub path: PathBuf,
    /// The command that goes on with it.
    pub resume: String,
}

/// The drafts that were kept.
pub struct DraftList(pub Vec<DraftFacts>);

impl View for DraftList {
    fn kind(&self) -> &'static str {
        "draft.list"
    }

    fn records(&self) -> Vec<Value> {
        self.0.iter().map(super::json).collect()
    }

    fn document(&self) -> Document {
        if self.0.is_empty() {
            return outcome::note("No draft was kept.");
        }
        let mut table = Table::new([
            Column::new("meeting", "Meeting"),
            Column::new("title", "Title").fit(Fit::Wrap),
            Column::new("typed_lines", "Typed").right(),
            Column::new("resume", "Go on with").fit(Fit::Wrap),
        ]);
        for draft in &self.0 {
            table.rows.push(vec![
                match &draft.meeting {
                    Some(id) => Line::styled(Style::Id, id.as_str()),
                    None => Line::styled(Style::Muted, "new"),
                },
                phrase::text(draft.title.as_deref()),
                Line::from(phrase::count(draft.typed_lines, "line")),
                Line::from(draft.resume.as_str()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let drafts = self.0.iter();
        drafts
            .map(|draft| draft.path.display().to_string())
            .collect()
    }
}

/// A draft that was put aside.
pub struct Discarded {
    /// The ID or title of its meeting.
    pub of: String,
    /// Where what was typed is kept; none when nothing was.
    pub kept: Option<PathBuf>,
}

impl View for Discarded {
    fn kind(&self) -> &'static str {
        "draft.discarded"
    }

    fn records(&self) -> Vec<Value> {
        let kept = self.kept.as_ref().map(|path| path.display().to_string());
        vec![json!({ "meeting": self.of, "kept": kept })]
    }

    fn document(&self) -> Document {
        let mut line = Line::from(format!("Discarded the draft of {}", self.of));
        if let Some(path) = &self.kept {
            line = line.push(
                Style::Plain,
                format!("; its text is kept at {}", path.display()),
            );
        }
        Document {
            blocks: vec![Block::Lines(vec![line])],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.of.clone()]
    }
}

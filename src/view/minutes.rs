//! Minutes as Markdown: front matter, the notes, and tables of what was decided and is to be done.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, meeting, need, risk};
use crate::model::id::ItemId;
use crate::model::words::DecisionRole;
use crate::ops::facts::{ActionFacts, DecisionFacts, Facts, MeetingFacts};
use crate::ops::minutes::Minutes;
use crate::render::{Block, Column, Document, Line, Table, markdown as md};
use crate::text::names;

/// The minutes of meetings.
pub struct MinutesView {
    pub minutes: Vec<Minutes>,
    pub today: NaiveDate,
}

impl MinutesView {
    /// Returns all minutes as one Markdown text.
    pub fn markdown(&self) -> String {
        let texts: Vec<String> = self
            .minutes
            .iter()
            .map(|one| markdown(one, self.today))
            .collect();
        texts.join("\n")
    }
}

impl View for MinutesView {
    fn kind(&self) -> &'static str {
        "minutes.list"
    }

    fn records(&self) -> Vec<Value> {
        let minutes = self.minutes.iter();
        minutes
            .map(|one| {
                let mut record = match &one.whole.facts {
                    Facts::Meeting(facts) => meeting::record(facts),
                    _ => Value::Null,
                };
                record["markdown"] = markdown(one, self.today).into();
                record
            })
            .collect()
    }

    fn document(&self) -> Document {
        Document {
            blocks: vec![Block::Markdown(self.markdown())],
        }
    }

    fn ids(&self) -> Vec<String> {
        self.minutes
            .iter()
            .map(|one| one.whole.facts.id().to_string())
            .collect()
    }
}

/// Returns a safe file name for the minutes of a meeting: the date, then the title.
pub fn file_name(minutes: &Minutes) -> String {
    let slug = names::slug(minutes.whole.facts.title(), 60);
    match &minutes.whole.facts {
        Facts::Meeting(facts) => {
            format!("{}-{}-{slug}.md", facts.row.entity.held, facts.id)
        }
        other => format!("{}-{slug}.md", other.id()),
    }
}

/// Returns the minutes of one meeting.
pub fn markdown(minutes: &Minutes, today: NaiveDate) -> String {
    let mut text = match &minutes.whole.facts {
        Facts::Meeting(facts) => front_matter(facts),
        _ => String::new(),
    };
    let notes = minutes.notes.trim_matches('\n');
    if !notes.is_empty() {
        text.push_str(notes);
        text.push_str("\n\n");
    }
    let mut tables = Document::new();
    if !minutes.whole.decisions.is_empty() {
        tables.push(Block::Heading(2, Line::from("Decisions of this meeting")));
        tables.push(Block::Table(decisions(&minutes.whole.decisions)));
    }
    if !minutes.whole.actions.is_empty() {
        let heading = format!("Actions of this meeting, as of {today}");
        tables.push(Block::Heading(2, Line::from(heading)));
        tables.push(Block::Table(actions(&minutes.whole.actions)));
    }
    for (what, table) in [
        ("Risks", risk::minutes(&minutes.whole.tracked.risks)),
        ("Needs", need::minutes(&minutes.whole.tracked.needs)),
    ] {
        if !table.rows.is_empty() {
            let heading = format!("{what} of this meeting, as of {today}");
            tables.push(Block::Heading(2, Line::from(heading)));
            tables.push(Block::Table(table));
        }
    }
    text.push_str(&md::render(&tables));
    format!("{}\n", text.trim_end())
}

fn front_matter(facts: &MeetingFacts) -> String {
    let entity = &facts.row.entity;
    let attendees: Vec<String> = facts
        .attendance
        .iter()
        .filter(|one| one.attended)
        .map(|one| quoted(&format!("@{}", one.handle)))
        .collect();
    let series = facts
        .series
        .as_ref()
        .map_or_else(String::new, |slug| format!("series: {slug}\n"));
    format!(
        "---\nid: {}\ntitle: {}\ndate: {}\n{series}attendees: [{}]\n---\n\n",
        facts.id,
        quoted(&entity.title),
        entity.held,
        attendees.join(", ")
    )
}

/// Returns a YAML string in double quotes; JSON's form is one.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn decisions(decisions: &[DecisionFacts]) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Decision"),
        Column::new("outcome", "Outcome"),
        Column::new("decider", "Decider"),
        Column::new("status", "Status"),
    ]);
    for decision in decisions {
        let entity = &decision.row.entity;
        table.rows.push(vec![
            Line::from(decision.id.to_string()),
            Line::from(entity.title.as_str()),
            Line::from(entity.outcome.as_deref().unwrap_or_default()),
            handle(decision.holder(DecisionRole::Decider)),
            Line::from(entity.status.word()),
        ]);
    }
    table
}

fn actions(actions: &[ActionFacts]) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Action"),
        Column::new("owner", "Owner"),
        Column::new("due", "Due"),
        Column::new("status", "Status"),
    ]);
    for action in actions {
        let entity = &action.row.entity;
        let due = entity.due.map_or_else(String::new, |due| due.to_string());
        table.rows.push(vec![
            Line::from(action.id.to_string()),
            Line::from(entity.title.as_str()),
            handle(action.owner.as_deref()),
            Line::from(due),
            Line::from(super::phrase::status(entity.status.word())),
        ]);
    }
    table
}

fn handle(handle: Option<&str>) -> Line {
    Line::from(handle.map_or_else(String::new, super::phrase::at))
}

/// The files that minutes were written to.
pub struct Written(pub Vec<(ItemId, PathBuf)>);

impl View for Written {
    fn kind(&self) -> &'static str {
        "file.list"
    }

    fn records(&self) -> Vec<Value> {
        let files = self.0.iter();
        files
            .map(|(id, path)| json!({ "id": id, "path": path.display().to_string() }))
            .collect()
    }

    fn document(&self) -> Document {
        let lines = self
            .0
            .iter()
            .map(|(id, path)| Line::from(format!("Wrote {id} to {}", path.display())));
        Document {
            blocks: vec![Block::Lines(lines.collect())],
        }
    }

    fn ids(&self) -> Vec<String> {
        self.0.iter().map(|(id, _)| id.to_string()).collect()
    }
}

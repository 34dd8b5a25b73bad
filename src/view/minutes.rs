//! Minutes as Markdown: front matter, the notes, and tables of what was decided and is to be done.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, action, decision, meeting, need, phrase, risk};
use crate::model::id::ItemId;
use crate::model::words::DecisionRole;
use crate::ops::facts::{ActionFacts, DecisionFacts, Facts};
use crate::ops::minutes::Minutes;
use crate::render::template::{self, TemplateError};
use crate::render::{Block, Column, Document, Line, Table, markdown as md};
use crate::text::minutes::{END, front_matter, parts, written};
use crate::text::names;

/// The minutes of meetings.
pub struct MinutesView {
    pub minutes: Vec<Minutes>,
    pub today: NaiveDate,
    /// What each is written by.
    pub form: Form,
}

/// What minutes are written by.
#[derive(Clone, Debug)]
pub enum Form {
    /// The program's own form.
    Usual,
    /// A template of the user's: what errors call it, and its text.
    Template(String, String),
}

impl Form {
    /// Returns the text of a meeting's minutes.
    pub fn markdown(&self, minutes: &Minutes, today: NaiveDate) -> Result<String, TemplateError> {
        match self {
            Form::Usual => Ok(markdown(minutes, today)),
            Form::Template(name, source) => template::render(name, source, &record(minutes, today)),
        }
    }
}

/// The template that writes what the program writes by itself, for users to begin with.
pub const TEMPLATE: &str = include_str!("minutes.md");

/// Minutes that were written.
pub struct MinutesText {
    pub minutes: Minutes,
    pub markdown: String,
    pub today: NaiveDate,
    /// Whether a template of the user's made them.
    pub is_own_form: bool,
}

impl MinutesView {
    /// Writes all minutes.
    pub fn written(self) -> Result<MinutesTexts, TemplateError> {
        let MinutesView {
            minutes,
            today,
            form,
        } = self;
        let texts = minutes.into_iter().map(|minutes| {
            Ok(MinutesText {
                markdown: form.markdown(&minutes, today)?,
                is_own_form: matches!(form, Form::Template(..)),
                minutes,
                today,
            })
        });
        texts.collect::<Result<_, _>>().map(MinutesTexts)
    }
}

/// The texts of minutes.
pub struct MinutesTexts(pub Vec<MinutesText>);

impl MinutesTexts {
    /// Returns all minutes as one Markdown text.
    pub fn markdown(&self) -> String {
        let texts: Vec<&str> = self.0.iter().map(|one| one.markdown.as_str()).collect();
        texts.join("\n")
    }
}

impl View for MinutesTexts {
    fn kind(&self) -> &'static str {
        "minutes.list"
    }

    fn records(&self) -> Vec<Value> {
        let texts = self.0.iter();
        texts
            .map(|one| {
                let mut record = record(&one.minutes, one.today);
                record["markdown"] = one.markdown.as_str().into();
                record
            })
            .collect()
    }

    fn document(&self) -> Document {
        let blocks = self.0.iter().flat_map(|one| match one.is_own_form {
            true => md::parse(&one.markdown).blocks,
            false => vec![Block::Markdown(one.markdown.clone())],
        });
        Document {
            blocks: blocks.collect(),
        }
    }

    fn sendable(&self) -> Document {
        Document {
            blocks: vec![Block::Markdown(self.markdown())],
        }
    }

    fn ids(&self) -> Vec<String> {
        let texts = self.0.iter();
        texts
            .map(|one| one.minutes.whole.facts.id().to_string())
            .collect()
    }
}

/// Returns the JSON record of minutes, which is also what a template gets. Its notes are those that
/// others may read.
fn record(minutes: &Minutes, today: NaiveDate) -> Value {
    let Minutes { whole, head, notes } = minutes;
    let mut record = match &whole.facts {
        Facts::Meeting(facts) => meeting::record(facts),
        _ => Value::Null,
    };
    let (_, body) = parts(notes);
    let actions = whole.actions.iter();
    record["notes"] = notes.as_str().into();
    record["uid"] = head.uid.as_str().into();
    record["as_of"] = today.to_string().into();
    record["front_matter"] = front_matter(head, notes).into();
    record["body"] = body.into();
    record["end_of_notes"] = END.into();
    let decisions = whole.decisions.iter();
    record["decisions"] = decisions
        .map(|decision| decision::record(decision, today))
        .collect();
    record["actions"] = actions
        .map(|action| action::record(action, today))
        .collect();
    let risks = whole.tracked.risks.iter();
    record["risks"] = risks.map(|risk| risk::record(risk, today)).collect();
    let needs = whole.tracked.needs.iter();
    record["needs"] = needs.map(|need| need::record(need, today)).collect();
    record
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
    let mut text = written(&minutes.head, &minutes.notes);
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
    let tables = md::render(&tables);
    if !tables.is_empty() {
        text.push('\n');
        text.push_str(&tables);
    }
    text
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
            Line::from(phrase::outcome(entity).unwrap_or_default()),
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

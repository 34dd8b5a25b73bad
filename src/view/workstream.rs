//! Workstreams: the tree of them, one whole, and the line after a change.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::people::{handle, handles};
use super::{View, action, decision, json as to_json, phrase, rag};
use crate::model::words::WorkstreamStatus;
use crate::ops::workstream::{WorkstreamFacts, WorkstreamWhole};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::store::tables::holdings::Load;
use crate::text::dates;

/// A workstream in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct WorkstreamRecord<'a> {
    slug: &'a str,
    name: Option<&'a str>,
    lead: Option<&'a str>,
    parent: Option<&'a str>,
    status: WorkstreamStatus,
    created: NaiveDate,
    audience: &'a [String],
    open: u32,
    overdue: u32,
    deciding: u32,
    depth: usize,
}

fn record(facts: &WorkstreamFacts) -> Value {
    let WorkstreamFacts {
        workstream,
        lead,
        parent,
        depth,
        audience,
        load,
        rag,
    } = facts;
    let mut record = to_json(&WorkstreamRecord {
        slug: &workstream.slug,
        name: workstream.name.as_deref(),
        lead: lead.as_deref(),
        parent: parent.as_deref(),
        status: workstream.status,
        created: workstream.created,
        audience,
        open: load.open,
        overdue: load.overdue,
        deciding: load.deciding,
        depth: *depth,
    });
    rag::add_to(&mut record, rag.as_ref());
    record
}

/// The list of workstreams.
pub struct WorkstreamList {
    pub rows: Vec<WorkstreamFacts>,
    pub today: NaiveDate,
}

impl View for WorkstreamList {
    fn kind(&self) -> &'static str {
        "workstream.list"
    }

    fn records(&self) -> Vec<Value> {
        self.rows.iter().map(record).collect()
    }

    fn document(&self) -> Document {
        if self.rows.is_empty() {
            return super::outcome::note(
                "There is no workstream yet. They are added when they are first named.",
            );
        }
        let mut table = Table::new([
            Column::new("slug", "Workstream"),
            Column::new("name", "Name").fit(Fit::Wrap),
            Column::new("lead", "Lead"),
            Column::new("parent", "Part of").fit(Fit::Drop(1)),
            Column::new("status", "Status"),
            Column::new("rag", "RAG"),
            Column::new("created", "Since").fit(Fit::Drop(0)),
            Column::new("open", "Open").right(),
            Column::new("overdue", "Overdue").right(),
            Column::new("deciding", "To decide").right(),
        ]);
        for facts in &self.rows {
            let WorkstreamFacts {
                workstream,
                lead,
                parent,
                depth: _,
                audience: _,
                load,
                rag,
            } = facts;
            let late = if load.overdue > 0 {
                Style::Late
            } else {
                Style::Plain
            };
            table.rows.push(vec![
                Line::styled(Style::Id, workstream.slug.as_str()),
                phrase::text(workstream.name.as_deref()),
                handle(lead.as_deref()),
                phrase::text(parent.as_deref()),
                Line::from(workstream.status.word()),
                rag::shown(rag.as_ref()),
                Line::from(dates::short(workstream.created, self.today)),
                Line::from(load.open.to_string()),
                Line::styled(late, load.overdue.to_string()),
                Line::from(load.deciding.to_string()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.rows
            .iter()
            .map(|facts| facts.workstream.slug.clone())
            .collect()
    }
}

/// One workstream: whole, or as a change left it.
pub struct WorkstreamView {
    pub whole: WorkstreamWhole,
    /// What happened, in the past tense; none for a look.
    pub verb: Option<&'static str>,
    pub today: NaiveDate,
}

impl View for WorkstreamView {
    fn kind(&self) -> &'static str {
        "workstream"
    }

    fn records(&self) -> Vec<Value> {
        let WorkstreamWhole {
            facts,
            children,
            total,
            decisions,
            overdue,
        } = &self.whole;
        let mut record = record(facts);
        record["children"] = json!(children);
        record["total"] = json!({ "open": total.open, "overdue": total.overdue,
                                  "deciding": total.deciding });
        record["decisions"] = decisions
            .rows
            .iter()
            .map(|row| decision::record(row, self.today))
            .collect();
        record["overdue_actions"] = overdue
            .rows
            .iter()
            .map(|row| action::record(row, self.today))
            .collect();
        vec![record]
    }

    fn document(&self) -> Document {
        match self.verb {
            Some(verb) => Document {
                blocks: vec![Block::Lines(vec![changed(verb, &self.whole.facts)])],
            },
            None => whole(&self.whole, self.today),
        }
    }

    fn truncated(&self) -> bool {
        self.verb.is_none() && (self.whole.decisions.truncated || self.whole.overdue.truncated)
    }

    fn way_to_more(&self) -> &'static str {
        "`tpm decisions -w NAME` and `tpm actions -w NAME` list it all"
    }

    fn ids(&self) -> Vec<String> {
        vec![self.whole.facts.workstream.slug.clone()]
    }
}

fn title(facts: &WorkstreamFacts) -> Line {
    let mut line = Line::styled(Style::Id, facts.workstream.slug.as_str());
    if let Some(name) = &facts.workstream.name {
        line = line.push(Style::Heading, format!("  {name}"));
    }
    line
}

/// Returns the line after a change.
fn changed(verb: &str, facts: &WorkstreamFacts) -> Line {
    let mut line = Line::from(format!("{verb} "));
    line.0.extend(title(facts).0);
    let mut said = Vec::new();
    said.extend(facts.lead.as_ref().map(|lead| format!("lead @{lead}")));
    said.extend(facts.parent.as_ref().map(|slug| format!("part of {slug}")));
    if facts.workstream.status != WorkstreamStatus::Active {
        said.push(facts.workstream.status.word().to_owned());
    }
    said.extend(facts.workstream.rag.map(|rag| format!("said to be {rag}")));
    if !facts.audience.is_empty() {
        said.push(format!("told {}", handles(&facts.audience).text()));
    }
    for one in said {
        line = line.push(Style::Plain, format!("  {one}"));
    }
    line
}

fn whole(whole: &WorkstreamWhole, today: NaiveDate) -> Document {
    let WorkstreamWhole {
        facts,
        children,
        total,
        decisions,
        overdue,
    } = whole;
    let workstream = &facts.workstream;
    let mut document = Document::new();
    document.push(Block::Heading(1, title(facts)));
    document.push(Block::Fields(vec![
        ("Status".into(), Line::from(workstream.status.word())),
        ("RAG".into(), rag::shown(facts.rag.as_ref())),
        (
            "Why".into(),
            facts.rag.as_ref().map_or_else(Line::new, rag::why),
        ),
        ("Lead".into(), phrase::owner(facts.lead.as_deref())),
        ("Part of".into(), phrase::text(facts.parent.as_deref())),
        ("Below".into(), Line::from(children.join(", "))),
        ("Audience".into(), handles(&facts.audience)),
        ("Since".into(), phrase::day(Some(workstream.created), today)),
        ("Open".into(), load(total)),
    ]));
    if !decisions.rows.is_empty() {
        document.push(Block::Heading(
            2,
            Line::styled(Style::Heading, "Decisions to make"),
        ));
        document.push(Block::Table(decision::table(&decisions.rows, today)));
    }
    if !overdue.rows.is_empty() {
        document.push(Block::Heading(2, Line::styled(Style::Heading, "Overdue")));
        document.push(Block::Table(action::table(&overdue.rows, today)));
    }
    document
}

fn load(load: &Load) -> Line {
    let mut line = Line::from(phrase::count(load.open as usize, "action"));
    if load.overdue > 0 {
        line = line.push(Style::Late, format!(", {} overdue", load.overdue));
    }
    let decisions = phrase::count(load.deciding as usize, "decision");
    line.push(Style::Plain, format!(", {decisions} to make"))
}

//! People and workstreams.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::phrase;
use super::{View, json};
use crate::model::words::WorkstreamStatus;
use crate::ops::list::{PersonFacts, WorkstreamFacts};
use crate::render::{Column, Document, Fit, Line, Style, Table};
use crate::text::dates;

/// A person in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct PersonRecord<'a> {
    handle: &'a str,
    name: Option<&'a str>,
    email: Option<&'a str>,
    team: Option<&'a str>,
    manager: Option<&'a str>,
    channel: Option<&'a str>,
    aliases: &'a [String],
    active: bool,
    open: u32,
    overdue: u32,
    deciding: u32,
}

/// The list of people.
pub struct PersonList(pub Vec<PersonFacts>);

impl View for PersonList {
    fn kind(&self) -> &'static str {
        "person.list"
    }

    fn records(&self) -> Vec<Value> {
        let people = self.0.iter();
        people
            .map(|facts| {
                json(&PersonRecord {
                    handle: &facts.person.handle,
                    name: facts.person.name.as_deref(),
                    email: facts.person.email.as_deref(),
                    team: facts.person.team.as_deref(),
                    manager: facts.manager.as_deref(),
                    channel: facts.person.channel.as_deref(),
                    aliases: &facts.aliases,
                    active: facts.person.active,
                    open: facts.open,
                    overdue: facts.overdue,
                    deciding: facts.deciding,
                })
            })
            .collect()
    }

    fn document(&self) -> Document {
        if self.0.is_empty() {
            return super::outcome::note(
                "Nobody matches. People are added when they are first named.",
            );
        }
        let mut table = Table::new([
            Column::new("handle", "Handle"),
            Column::new("name", "Name").fit(Fit::Wrap),
            Column::new("aliases", "Also").fit(Fit::Drop(4)),
            Column::new("team", "Team").fit(Fit::Drop(3)),
            Column::new("manager", "Manager").fit(Fit::Drop(2)),
            Column::new("email", "E-mail").fit(Fit::Drop(1)),
            Column::new("channel", "Channel").fit(Fit::Drop(0)),
            Column::new("open", "Open").right(),
            Column::new("overdue", "Overdue").right(),
            Column::new("deciding", "To decide").right(),
        ]);
        for facts in &self.0 {
            let late = if facts.overdue > 0 {
                Style::Late
            } else {
                Style::Plain
            };
            table.rows.push(vec![
                Line::from(phrase::at(&facts.person.handle)),
                phrase::text(facts.person.name.as_deref()),
                Line::from(facts.aliases.join(", ")),
                phrase::text(facts.person.team.as_deref()),
                Line::from(
                    facts
                        .manager
                        .as_deref()
                        .map_or_else(String::new, phrase::at),
                ),
                phrase::text(facts.person.email.as_deref()),
                phrase::text(facts.person.channel.as_deref()),
                Line::from(facts.open.to_string()),
                Line::styled(late, facts.overdue.to_string()),
                Line::from(facts.deciding.to_string()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|facts| phrase::at(&facts.person.handle))
            .collect()
    }
}

/// A workstream in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct WorkstreamRecord<'a> {
    slug: &'a str,
    name: Option<&'a str>,
    lead: Option<&'a str>,
    parent: Option<&'a str>,
    status: WorkstreamStatus,
    created: NaiveDate,
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
        let rows = self.rows.iter();
        rows.map(|facts| {
            json(&WorkstreamRecord {
                slug: &facts.workstream.slug,
                name: facts.workstream.name.as_deref(),
                lead: facts.lead.as_deref(),
                parent: facts.parent.as_deref(),
                status: facts.workstream.status,
                created: facts.workstream.created,
            })
        })
        .collect()
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
            Column::new("parent", "Part of"),
            Column::new("status", "Status"),
            Column::new("created", "Since").fit(Fit::Drop(0)),
        ]);
        for facts in &self.rows {
            table.rows.push(vec![
                Line::styled(Style::Id, facts.workstream.slug.as_str()),
                phrase::text(facts.workstream.name.as_deref()),
                Line::from(facts.lead.as_deref().map_or_else(String::new, phrase::at)),
                phrase::text(facts.parent.as_deref()),
                Line::from(facts.workstream.status.word()),
                Line::from(dates::short(facts.workstream.created, self.today)),
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

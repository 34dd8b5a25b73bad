//! What meetings take up: the list, and the line after a change.

use serde::Serialize;
use serde_json::Value;

use super::{View, json, outcome, phrase};
use crate::model::id::ItemId;
use crate::ops::agenda::{Agenda, AgendaFacts, Changed};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::recurrence::length;

/// Something on an agenda in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct AgendaRecord<'a> {
    number: usize,
    title: &'a str,
    minutes: Option<i64>,
    presenter: Option<&'a str>,
    item: Option<ItemId>,
    outcome: Option<&'a str>,
    meeting: Option<ItemId>,
    parked: bool,
}

/// Returns the JSON record of something on an agenda.
pub fn record(facts: &AgendaFacts) -> Value {
    json(&AgendaRecord {
        number: facts.number,
        title: &facts.item.title,
        minutes: facts.item.minutes,
        presenter: facts.presenter.as_deref(),
        item: facts.about.as_ref().map(|named| named.id),
        outcome: facts.item.outcome.as_deref(),
        meeting: facts.meeting,
        parked: facts.item.parked,
    })
}

/// An agenda.
pub struct AgendaView(pub Agenda);

impl View for AgendaView {
    fn kind(&self) -> &'static str {
        "agenda.list"
    }

    fn records(&self) -> Vec<Value> {
        self.0.items.iter().map(record).collect()
    }

    fn document(&self) -> Document {
        let Agenda {
            title,
            meeting,
            series: _,
            items,
        } = &self.0;
        if items.is_empty() {
            return outcome::note(&format!("Nothing is on the agenda of {title}."));
        }
        let mut document = Document::new();
        let own: Vec<&AgendaFacts> = items.iter().filter(|one| one.meeting.is_some()).collect();
        if let Some(id) = meeting
            && !own.is_empty()
        {
            let heading =
                Line::styled(Style::Id, id.to_string()).push(Style::Heading, format!("  {title}"));
            document.push(Block::Heading(1, heading));
            document.push(Block::Table(table(&own)));
        }
        push_waiting(&mut document, items);
        document
    }

    fn ids(&self) -> Vec<String> {
        let items = self.0.items.iter();
        items.map(|item| item.number.to_string()).collect()
    }
}

/// Adds what waits for the next meeting, and what is parked.
pub(super) fn push_waiting(document: &mut Document, items: &[AgendaFacts]) {
    for (heading, parked) in [("Next meeting", false), ("Parking lot", true)] {
        let waiting: Vec<&AgendaFacts> = items
            .iter()
            .filter(|one| one.meeting.is_none() && one.item.parked == parked)
            .collect();
        if !waiting.is_empty() {
            document.push(Block::Heading(2, Line::from(heading)));
            document.push(Block::Table(table(&waiting)));
        }
    }
}

fn table(items: &[&AgendaFacts]) -> Table {
    let mut table = Table::new([
        Column::new("number", "#").right(),
        Column::new("title", "Topic").fit(Fit::Wrap),
        Column::new("minutes", "Takes").fit(Fit::Drop(1)),
        Column::new("presenter", "Who"),
        Column::new("item", "About").fit(Fit::Drop(0)),
        Column::new("outcome", "Outcome").fit(Fit::Wrap),
    ]);
    for facts in items {
        let AgendaFacts {
            key: _,
            item,
            number,
            presenter,
            about,
            meeting: _,
        } = facts;
        table.rows.push(vec![
            Line::from(number.to_string()),
            Line::from(item.title.as_str()),
            Line::from(item.minutes.map_or_else(String::new, length)),
            Line::from(presenter.as_deref().map_or_else(String::new, phrase::at)),
            about.as_ref().map_or_else(Line::new, |named| {
                Line::styled(Style::Id, named.id.to_string())
            }),
            phrase::text(item.outcome.as_deref()),
        ]);
    }
    table
}

/// What came of a change to an agenda.
pub struct AgendaChanged(pub Changed);

impl View for AgendaChanged {
    fn kind(&self) -> &'static str {
        "agenda.changed"
    }

    fn records(&self) -> Vec<Value> {
        vec![record(&self.0.item)]
    }

    fn document(&self) -> Document {
        let Changed {
            verb,
            item,
            agenda,
            remarks: _,
            operation: _,
        } = &self.0;
        let place = match (item.meeting, item.item.parked) {
            (Some(id), _) => format!("{} on the agenda of {id}", item.number),
            (None, true) => "in the parking lot".to_owned(),
            (None, false) => format!("for the next {}", agenda.title),
        };
        let mut line = Line::from(format!("{verb} \"{}\"", item.item.title));
        if *verb != "Dropped" {
            line = line.push(Style::Plain, format!("  {place}"));
        }
        let details = [
            item.item.minutes.map(length),
            item.presenter.as_deref().map(phrase::at),
            item.about.as_ref().map(|named| named.id.to_string()),
            item.item
                .outcome
                .as_ref()
                .map(|text| format!("outcome: {text}")),
        ];
        for said in details.into_iter().flatten() {
            line = line.push(Style::Plain, format!("  {said}"));
        }
        Document {
            blocks: vec![Block::Lines(vec![line])],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.0.item.number.to_string()]
    }
}

//! What a command that changes things says: the items as they now stand, and the remarks beside them.

use chrono::NaiveDate;
use serde_json::Value;

use super::{View, action, decision, meeting, milestone, need, phrase, risk};
use crate::model::person::Party;
use crate::ops::facts::Facts;
use crate::ops::outcome::{Outcome, Remark};
use crate::render::{Block, Document, Line, Style};
use crate::text::dates;

/// The result of a change.
pub struct Changed {
    pub outcome: Outcome,
    pub today: NaiveDate,
}

impl View for Changed {
    fn kind(&self) -> &'static str {
        match self.outcome.items.first() {
            Some(Facts::Action(_)) => "action.changed",
            Some(Facts::Decision(_)) => "decision.changed",
            Some(Facts::Meeting(_)) => "meeting.changed",
            Some(Facts::Risk(_)) => "risk.changed",
            Some(Facts::Need(_)) => "need.changed",
            Some(Facts::Milestone(_)) => "milestone.changed",
            None => "nothing.changed",
        }
    }

    fn records(&self) -> Vec<Value> {
        let items = self.outcome.items.iter();
        items.map(|item| record(item, self.today)).collect()
    }

    fn document(&self) -> Document {
        let unchanged: Vec<_> = self
            .outcome
            .remarks
            .iter()
            .filter_map(|remark| match remark {
                Remark::Unchanged(id, _) => Some(*id),
                _ => None,
            })
            .collect();
        let changed = self
            .outcome
            .items
            .iter()
            .filter(|item| !unchanged.contains(&item.id()));
        let lines: Vec<Line> = changed
            .map(|item| {
                let mut line = Line::from(format!("{} ", self.outcome.verb));
                line.0.extend(summary(item, self.today).0);
                line
            })
            .collect();
        let mut document = Document::new();
        if !lines.is_empty() {
            document.push(Block::Lines(lines));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let items = self.outcome.items.iter();
        items.map(|item| item.id().to_string()).collect()
    }
}

/// Returns the JSON record of an item.
pub fn record(item: &Facts, today: NaiveDate) -> Value {
    match item {
        Facts::Action(facts) => action::record(facts, today),
        Facts::Decision(facts) => decision::record(facts, today),
        Facts::Meeting(facts) => meeting::record(facts),
        Facts::Risk(facts) => risk::record(facts, today),
        Facts::Need(facts) => need::record(facts, today),
        Facts::Milestone(facts) => milestone::record(facts, today),
    }
}

/// Returns the one line that tells an item as it now stands.
pub fn summary(item: &Facts, today: NaiveDate) -> Line {
    match item {
        Facts::Action(facts) => action::summary(facts, today),
        Facts::Decision(facts) => decision::summary(facts, today),
        Facts::Meeting(facts) => meeting::summary(facts, today),
        Facts::Risk(facts) => risk::summary(facts, today),
        Facts::Need(facts) => need::summary(facts, today),
        Facts::Milestone(facts) => milestone::summary(facts, today),
    }
}

/// Returns a remark as a sentence without its full stop.
pub fn remark(remark: &Remark) -> String {
    match remark {
        Remark::PersonAdded(handle) => format!("added @{handle}, named for the first time"),
        Remark::Gone(handle, Party::Person) => {
            format!("@{handle} has left; `tpm person {handle}` shows what they hold")
        }
        Remark::Gone(handle, Party::Group) => format!("the group @{handle} was disbanded"),
        Remark::WorkstreamAdded(slug) => {
            format!("added workstream {slug}, named for the first time")
        }
        Remark::Resembles(named) => format!(
            "this resembles {} \"{}\", which is open",
            named.id, named.title
        ),
        Remark::Superseded(named) => {
            format!("{} \"{}\" is superseded", named.id, named.title)
        }
        Remark::Restored(named) => {
            format!("{} \"{}\" is accepted again", named.id, named.title)
        }
        Remark::StillSuperseded(id, named) => format!(
            "{} \"{}\" supersedes {id} still; `tpm unlink {} {id}` takes that away",
            named.id, named.title, named.id
        ),
        Remark::NoDecider(id) => {
            format!("{id} has no decider; `tpm edit {id} --decider NAME` says who decided")
        }
        Remark::Unchanged(id, reason) => format!("{id} {reason}"),
        Remark::DependedOn(item, dependents) => {
            let names: Vec<String> = dependents
                .iter()
                .map(|named| format!("{} \"{}\"", named.id, named.title))
                .collect();
            format!(
                "{} had {} hanging on it: {}",
                item.id,
                phrase::count(dependents.len(), "item"),
                names.join(", ")
            )
        }
        Remark::Unsure(text) | Remark::Said(text) => text.clone(),
    }
}

/// Returns what to say of a date that was read from words, unless what was `said` tells it.
pub fn guessed(word: &str, date: NaiveDate, today: NaiveDate, said: &str) -> Option<String> {
    let (short, echo) = (dates::short(date, today), dates::echo(date, today));
    let is_told = said.contains(&short) || said.contains(&echo);
    let whole = if echo.starts_with(&short) {
        echo
    } else {
        format!("{short} ({echo})")
    };
    (!is_told).then(|| format!("read \"{word}\" as {whole}"))
}

/// Returns a document of one muted line.
pub fn note(text: &str) -> Document {
    Document {
        blocks: vec![Block::Paragraph(Line::styled(Style::Muted, text))],
    }
}

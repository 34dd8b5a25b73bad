//! What goes out about a decision: the message, and beside it for whom it is.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::{View, brief, json as to_json, phrase, show};
use crate::model::words::DecisionRole;
use crate::ops::announce::{Announcement, Hearer, Stage};
use crate::ops::audience::Why;
use crate::ops::facts::{DecisionFacts, Facts};
use crate::render::{Block, Document, Line, Style, markdown};
use crate::text::dates;

/// A message about a decision, and to whom it goes.
pub struct Announced {
    pub announcement: Announcement,
    pub today: NaiveDate,
    /// What a template of the user's made of it, in Markdown; none takes the usual form.
    pub own: Option<String>,
}

/// One of the audience in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct HearerRecord<'a> {
    person: &'a str,
    name: Option<&'a str>,
    why: Vec<String>,
    answer_required: bool,
    answered: bool,
    sent_at: Option<NaiveDate>,
    channel: Option<&'a str>,
    away: bool,
}

impl View for Announced {
    fn kind(&self) -> &'static str {
        "announcement"
    }

    fn records(&self) -> Vec<Value> {
        let Announcement {
            whole,
            stage,
            audience,
        } = &self.announcement;
        let (stage, version) = match stage {
            Stage::Asking => ("pre_read", 0),
            Stage::Telling { version } => ("decision", *version),
        };
        let hearers: Vec<Value> = audience.iter().map(record).collect();
        vec![json!({
            "id": whole.facts.id(),
            "stage": stage,
            "version": version,
            "subject": self.subject(),
            "markdown": match &self.own {
                Some(text) => text.clone(),
                None => markdown::render(&self.usual()),
            },
            "audience": hearers,
        })]
    }

    fn document(&self) -> Document {
        match &self.own {
            Some(text) => markdown::parse(text),
            None => self.usual(),
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.announcement.whole.facts.id().to_string()]
    }
}

impl Announced {
    /// Returns what a template gets: the record, with the decision as `show` tells it.
    pub fn values(&self) -> Value {
        let mut values = self.records().swap_remove(0);
        values["decision"] = show::record(&self.announcement.whole, self.today);
        values
    }

    fn usual(&self) -> Document {
        let mut document = Document::new();
        if let Facts::Decision(decision) = &self.announcement.whole.facts {
            match self.announcement.stage {
                Stage::Asking => self.pre_read(&mut document, decision),
                Stage::Telling { version } => self.told(&mut document, decision, version),
            }
        }
        document
    }

    /// Returns what stands above the message.
    pub fn subject(&self) -> String {
        let facts = &self.announcement.whole.facts;
        let word = match self.announcement.stage {
            Stage::Asking => "Decision needed",
            Stage::Telling { version: 1 } => "Decided",
            Stage::Telling { .. } => "Decided anew",
        };
        format!("{} {word}: {}", facts.id(), facts.title())
    }

    fn pre_read(&self, document: &mut Document, decision: &DecisionFacts) {
        brief::add(document, &self.announcement.whole, decision, self.today);
    }

    fn told(&self, document: &mut Document, decision: &DecisionFacts, version: i64) {
        let entity = &decision.row.entity;
        let title = format!("{}: {}", decision.id, entity.title);
        document.push(Block::Heading(1, Line::styled(Style::Heading, title)));
        let whole = &self.announcement.whole;
        let mut lead = brief::lead(whole, decision, self.today);
        if version > 1 {
            let before = "This replaces what you were told of it before.";
            lead.push(Line::styled(Style::Strong, before));
        }
        document.push(Block::Lines(lead));
        brief::reasons(document, entity);
        brief::text(document, "Consequences", entity.consequences.as_deref());
        let next = next_steps(whole, self.today);
        if !next.is_empty() || entity.execute_by.is_some() {
            brief::heading(document, "What happens next");
        }
        if let Some(day) = entity.execute_by {
            let line = format!("To be carried out by {}", phrase::full_day(day));
            document.push(Block::Paragraph(Line::from(line)));
        }
        if !next.is_empty() {
            document.push(Block::Bullets(next));
        }
        let asked = asked_of(&self.announcement.audience);
        if !asked.is_empty() {
            brief::heading(document, "What is asked of you");
            document.push(Block::Lines(asked));
        }
    }

    /// Says for whom the message is, and who had it already.
    pub fn told_of(&self) -> Vec<String> {
        let audience = &self.announcement.audience;
        let mut told = Vec::new();
        let untold: Vec<String> = audience
            .iter()
            .filter(|hearer| hearer.is_untold())
            .map(|hearer| {
                let why: Vec<String> = hearer.why.iter().map(why_told).collect();
                let away = if hearer.is_away { ", away" } else { "" };
                format!("{} ({}{away})", phrase::at(&hearer.handle), why.join(", "))
            })
            .collect();
        if !untold.is_empty() {
            told.push(format!("for {}", untold.join(", ")));
        }
        let already: Vec<String> = audience
            .iter()
            .filter(|hearer| !hearer.is_untold())
            .map(|hearer| already(hearer, self.today))
            .collect();
        if !already.is_empty() {
            told.push(format!("already: {}", already.join(", ")));
        }
        if audience.is_empty() {
            told.push("nobody is listed to be told".to_owned());
        }
        told
    }
}

fn record(hearer: &Hearer) -> Value {
    let Hearer {
        person: _,
        handle,
        name,
        email: _,
        channel: _,
        why,
        owes_answer,
        sent_at,
        sent_by,
        has_answered,
        is_told: _,
        is_away,
    } = hearer;
    to_json(&HearerRecord {
        person: handle,
        name: name.as_deref(),
        why: why.iter().map(why_told).collect(),
        answer_required: *owes_answer,
        answered: *has_answered,
        sent_at: *sent_at,
        channel: sent_by.as_deref(),
        away: *is_away,
    })
}

fn why_told(why: &Why) -> String {
    match why {
        Why::Part(role) => match role {
            DecisionRole::Driver => "drives",
            DecisionRole::Decider => "decides",
            DecisionRole::Agree => "must agree",
            DecisionRole::Input => "input",
            DecisionRole::Perform => "performs",
            DecisionRole::Informed => "informed",
        }
        .to_owned(),
        Why::Held(id) => format!("owns {id}"),
        Why::Workstream(slug) => format!("hears of {slug}"),
        Why::ToldBefore => "told before".to_owned(),
    }
}

fn already(hearer: &Hearer, today: NaiveDate) -> String {
    let mut told = phrase::at(&hearer.handle);
    if let Some(day) = hearer.sent_at {
        told.push_str(&format!(" {}", dates::short(day, today)));
    }
    if let Some(channel) = &hearer.sent_by {
        told.push_str(&format!(" by {channel}"));
    }
    told
}

fn next_steps(whole: &crate::ops::show::Whole, today: NaiveDate) -> Vec<Line> {
    let open = whole.actions.iter();
    let open = open.filter(|action| !action.row.entity.status.is_ended());
    open.map(|action| {
        let entity = &action.row.entity;
        let mut line = Line::from(format!("{} {}", action.id, entity.title));
        if let Some(owner) = &action.owner {
            line = line.push(Style::Plain, format!(", {}", phrase::at(owner)));
        }
        if let Some(due) = entity.due {
            let day = phrase::full_day(due);
            let style = phrase::urgency(due, today);
            line = line.push(Style::Plain, ", by ").push(style, day);
        }
        line
    })
    .collect()
}

/// Returns of whom an answer is asked, and for whom it is news.
fn asked_of(audience: &[Hearer]) -> Vec<Line> {
    let names = |owes: bool| -> Vec<String> {
        let of = audience
            .iter()
            .filter(|one| one.owes_answer == owes && !one.has_answered);
        of.map(|one| phrase::at(&one.handle)).collect()
    };
    let mut lines = Vec::new();
    for (owes, label, what) in [
        (
            true,
            "To answer:",
            " please say that you have read it, or what stands against it",
        ),
        (false, "To know:", ""),
    ] {
        let names = names(owes);
        if !names.is_empty() {
            let told = format!(" {}{}", phrase::listed(&names), what.replacen(' ', "; ", 1));
            lines.push(Line::styled(Style::Strong, label).push(Style::Plain, told));
        }
    }
    lines
}

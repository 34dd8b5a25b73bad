//! A status update: what the writer said of a workstream or of the program, and whether it was sent.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{View, json, phrase, rag};
use crate::model::update::Update;
use crate::model::words::Rag;
use crate::ops::update::UpdateFacts;
use crate::render::{Block, Document, Line, Style};

/// An update in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct UpdateRecord<'a> {
    workstream: Option<&'a str>,
    begins: NaiveDate,
    ends: NaiveDate,
    author: Option<&'a str>,
    at: DateTime<Utc>,
    rag: Option<Rag>,
    summary: Option<&'a str>,
    highlights: Option<&'a str>,
    lowlights: Option<&'a str>,
    ask: Option<&'a str>,
    sent_at: Option<DateTime<Utc>>,
    channel: Option<&'a str>,
    copy: Option<&'a str>,
}

fn record(facts: &UpdateFacts) -> Value {
    let UpdateFacts {
        update,
        workstream,
        author,
    } = facts;
    let Update {
        workstream: _,
        begins,
        ends,
        author: _,
        at,
        rag,
        summary,
        highlights,
        lowlights,
        ask,
        sent_at,
        channel,
        copy,
    } = update;
    json(&UpdateRecord {
        workstream: workstream.as_deref(),
        begins: *begins,
        ends: *ends,
        author: author.as_deref(),
        at: *at,
        rag: *rag,
        summary: summary.as_deref(),
        highlights: highlights.as_deref(),
        lowlights: lowlights.as_deref(),
        ask: ask.as_deref(),
        sent_at: *sent_at,
        channel: channel.as_deref(),
        copy: copy.as_deref(),
    })
}

/// Returns what an update is about: a workstream, or the whole program.
pub(super) fn subject(slug: Option<&str>) -> &str {
    slug.unwrap_or("the program")
}

/// Updates: one for a look, or those that a change wrote.
pub struct UpdateView {
    pub updates: Vec<UpdateFacts>,
    /// What happened, in the past tense; none for a look.
    pub verb: Option<&'static str>,
}

impl View for UpdateView {
    fn kind(&self) -> &'static str {
        match self.verb {
            Some(_) => "update.changed",
            None => "update",
        }
    }

    fn records(&self) -> Vec<Value> {
        self.updates.iter().map(record).collect()
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        if self.updates.is_empty() {
            return super::outcome::note(
                "No update was written yet: --summary, --highlights, --lowlights and --ask begin one.",
            );
        }
        match self.verb {
            Some(verb) => {
                let lines = self.updates.iter().map(|facts| changed(verb, facts));
                document.push(Block::Lines(lines.collect()));
            }
            None => self
                .updates
                .iter()
                .for_each(|facts| whole(facts, &mut document)),
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let slugs = self
            .updates
            .iter()
            .map(|facts| subject(facts.workstream.as_deref()));
        slugs.map(str::to_owned).collect()
    }
}

/// Returns the line after a change, such as `Sent the update of launch  16 Nov 2026 to … to #launch`.
fn changed(verb: &str, facts: &UpdateFacts) -> Line {
    let Update {
        begins,
        ends,
        rag,
        sent_at,
        channel,
        ..
    } = &facts.update;
    let mut line = Line::from(format!("{verb} the update of "))
        .push(Style::Id, subject(facts.workstream.as_deref()))
        .push(Style::Plain, format!("  {}", span(*begins, *ends)));
    if let Some(colour) = rag {
        line = line.push(rag::style(*colour), format!("  {colour}"));
    }
    match (sent_at, channel) {
        (None, _) => line.push(Style::Muted, "  not sent yet"),
        (Some(_), None) => line,
        (Some(_), Some(channel)) => line.push(Style::Plain, format!("  to {channel}")),
    }
}

/// Returns a time with both its ends.
pub(super) fn span(begins: NaiveDate, ends: NaiveDate) -> String {
    format!("{} to {}", phrase::full_day(begins), phrase::full_day(ends))
}

fn whole(facts: &UpdateFacts, document: &mut Document) {
    let Update {
        begins,
        ends,
        rag,
        summary,
        highlights,
        lowlights,
        ask,
        sent_at,
        channel,
        ..
    } = &facts.update;
    let title = format!("Update of {}", subject(facts.workstream.as_deref()));
    document.push(Block::Heading(1, Line::styled(Style::Heading, title)));
    let sent = sent_at.map_or("not yet".to_owned(), |at| {
        let day = phrase::full_day(at.date_naive());
        channel
            .as_ref()
            .map_or(day.clone(), |channel| format!("{day} to {channel}"))
    });
    document.push(Block::Fields(vec![
        ("Of".into(), Line::from(span(*begins, *ends))),
        (
            "RAG".into(),
            rag.map_or_else(Line::new, |rag| Line::styled(rag::style(rag), rag.word())),
        ),
        ("Sent".into(), Line::from(sent)),
    ]));
    for (title, text) in [
        ("Summary", summary),
        ("Highlights", highlights),
        ("Lowlights", lowlights),
        ("The ask", ask),
    ] {
        if let Some(text) = text {
            document.push(Block::Heading(2, Line::styled(Style::Heading, title)));
            document.push(Block::Markdown(text.clone()));
        }
    }
}

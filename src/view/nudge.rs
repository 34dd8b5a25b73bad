//! Nudges as they go out: one digest a person, of all that waits on them.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, phrase};
use crate::model::ladder::Rung;
use crate::ops::chase::{Digest, Matter, Nudges, Wanted};
use crate::render::{Block, Document, Line, Style, markdown};

/// The digests of several people.
pub struct NudgeList<'a> {
    pub nudges: &'a Nudges,
    pub today: NaiveDate,
}

impl View for NudgeList<'_> {
    fn kind(&self) -> &'static str {
        "nudge.list"
    }

    fn records(&self) -> Vec<Value> {
        let digests = self.nudges.digests.iter();
        digests.map(|digest| record(digest, self.today)).collect()
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        for digest in &self.nudges.digests {
            let person = &digest.to.entity;
            let mut line =
                Line::styled(Style::Heading, format!("To {}", phrase::at(&person.handle)));
            let place = person.channel.as_ref().or(person.email.as_ref());
            if let Some(place) = place {
                line = line.push(Style::Muted, format!("  {place}"));
            }
            document.push(Block::Heading(1, line));
            document.blocks.extend(body(digest, self.today).blocks);
        }
        if self.nudges.digests.is_empty() {
            return super::outcome::note("Nobody is to be nudged today.");
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let matters = self
            .nudges
            .digests
            .iter()
            .flat_map(|digest| &digest.matters);
        let mut ids: Vec<String> = matters.map(|matter| matter.id.to_string()).collect();
        ids.dedup();
        ids
    }
}

/// Returns what one person is sent.
pub fn message(digest: &Digest, today: NaiveDate) -> Document {
    let mut document = Document::new();
    let line = Line::styled(Style::Heading, subject(digest));
    document.push(Block::Heading(1, line));
    document.blocks.extend(body(digest, today).blocks);
    document
}

/// Returns what stands above the message.
pub fn subject(digest: &Digest) -> String {
    let count = phrase::count(digest.matters.len(), "thing");
    let waits = if digest.matters.len() == 1 {
        "waits"
    } else {
        "wait"
    };
    let is_own = |matter: &Matter| matter.asked == digest.to.entity.handle;
    match digest.matters.iter().any(is_own) {
        true => format!("{count} {waits} on you"),
        false => format!("{count} {waits} on your people"),
    }
}

fn body(digest: &Digest, today: NaiveDate) -> Document {
    let mut document = Document::new();
    let matters = digest.matters.iter();
    let lines = matters.map(|matter| told(matter, &digest.to.entity.handle, today));
    document.push(Block::Bullets(lines.collect()));
    document.push(Block::Paragraph(Line::from(closing(digest))));
    if !digest.copies.is_empty() {
        let handles: Vec<String> = digest
            .copies
            .iter()
            .map(|(one, _)| phrase::at(one))
            .collect();
        let line = format!("Copy: {}", phrase::listed(&handles));
        document.push(Block::Paragraph(Line::from(line)));
    }
    document
}

/// Returns what is asked at the end: of a manager another thing than of who owes it, and of a date only
/// where one can be given.
fn closing(digest: &Digest) -> &'static str {
    let handle = &digest.to.entity.handle;
    let is_above = |one: &Matter| one.rung == Rung::Manager && one.asked != *handle;
    let is_datable = |one: &Matter| {
        matches!(
            one.wanted,
            Wanted::Action | Wanted::Decide | Wanted::Deliver
        )
    };
    let mut matters = digest.matters.iter();
    match digest.matters.iter().all(is_above) {
        true => "This has gone up a step: can you help it along?",
        false if matters.any(is_datable) => {
            "Done already, or another date? A short answer is enough."
        }
        false => "A short answer is enough.",
    }
}

fn told(matter: &Matter, to: &str, today: NaiveDate) -> Line {
    let Matter {
        key: _,
        id,
        title,
        wanted,
        due,
        days_late,
        rung: _,
        asked,
        serves,
        times: _,
    } = matter;
    let is_own = asked == to;
    let mut line = Line::from(format!("{id} {title}"));
    line = line.push(
        Style::Plain,
        match wanted {
            Wanted::Action => "",
            Wanted::Decide => ": to be decided",
            Wanted::Say if is_own => ": please say what you think of it",
            Wanted::Say => ": no opinion yet",
            Wanted::Answer if is_own => ": please say that you have read it",
            Wanted::Answer => ": no word yet that it was read",
            Wanted::Commit if is_own => ": please say whether you commit to it",
            Wanted::Commit => ": no commitment yet",
            Wanted::Deliver => ": to be delivered",
        },
    );
    if let Some(due) = due {
        let word = if *due < today { "was due" } else { "due" };
        let day = phrase::full_day(*due);
        line = line.push(Style::Plain, format!(", {word} {day}"));
    }
    if let Some(days) = days_late {
        let days = phrase::count(days.unsigned_abs() as usize, "day");
        line = line.push(Style::Strong, format!(" ({days} late)"));
    }
    if let Some(serves) = serves {
        line = line.push(
            Style::Plain,
            format!(", for {} {}", serves.id, serves.title),
        );
    }
    if !is_own {
        line = line.push(Style::Plain, format!(", with {}", phrase::at(asked)));
    }
    line
}

fn record(digest: &Digest, today: NaiveDate) -> Value {
    let Digest {
        to,
        copies,
        matters,
    } = digest;
    let items: Vec<Value> = matters
        .iter()
        .map(|matter| {
            json!({
                "id": matter.id,
                "title": matter.title,
                "wanted": matter.wanted.word(),
                "asked": matter.asked,
                "due": matter.due,
                "days_late": matter.days_late,
                "step": matter.rung.word(),
                "level": matter.rung.level(),
                "nudges": matter.times,
            })
        })
        .collect();
    let copies: Vec<&str> = copies.iter().map(|(handle, _)| handle.as_str()).collect();
    json!({
        "person": to.entity.handle,
        "name": to.entity.name,
        "copies": copies,
        "items": items,
        "subject": subject(digest),
        "markdown": markdown::render(&message(digest, today)),
    })
}

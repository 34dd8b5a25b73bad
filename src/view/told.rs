//! Who was told of a decision, and what they answered.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{json, phrase};
use crate::model::receipt::Receipt;
use crate::model::words::Answer;
use crate::ops::facts::{DecisionFacts, ReceiptFacts};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;

/// A receipt in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct ReceiptRecord<'a> {
    person: &'a str,
    version: i64,
    answer_required: bool,
    sent_at: Option<NaiveDate>,
    channel: Option<&'a str>,
    answer: Option<Answer>,
    answered_at: Option<NaiveDate>,
    note: Option<&'a str>,
    resolved_at: Option<NaiveDate>,
}

/// Returns a receipt's JSON record.
pub(super) fn record(facts: &ReceiptFacts) -> Value {
    let ReceiptFacts {
        handle,
        name: _,
        entity,
    } = facts;
    let Receipt {
        decision: _,
        person: _,
        version,
        required,
        sent_at,
        channel,
        answer,
        answered_at,
        note,
        resolved_at,
    } = entity;
    json(&ReceiptRecord {
        person: handle,
        version: *version,
        answer_required: *required,
        sent_at: *sent_at,
        channel: channel.as_deref(),
        answer: *answer,
        answered_at: *answered_at,
        note: note.as_deref(),
        resolved_at: *resolved_at,
    })
}

/// Adds who was told of the present outcome of a decision, or was sent the pre-read of an open one.
pub(super) fn add(
    document: &mut Document,
    decision: &DecisionFacts,
    receipts: &[ReceiptFacts],
    today: NaiveDate,
) {
    let entity = &decision.row.entity;
    let version = if entity.is_open() { 0 } else { entity.version };
    let of_version: Vec<&ReceiptFacts> = receipts
        .iter()
        .filter(|receipt| receipt.entity.version == version)
        .collect();
    if of_version.is_empty() {
        return;
    }
    let heading = match entity.is_open() {
        true => "Asked".to_owned(),
        false => {
            let settled = of_version.iter().filter(|one| one.entity.is_settled());
            format!("Told {}/{}", settled.count(), of_version.len())
        }
    };
    document.push(Block::Heading(2, Line::styled(Style::Heading, heading)));
    document.push(Block::Table(table(&of_version, today)));
}

fn table(receipts: &[&ReceiptFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("who", "Who"),
        Column::new("sent", "Told"),
        Column::new("answer", "Answer").fit(Fit::Wrap),
    ]);
    for receipt in receipts {
        table.rows.push(vec![
            Line::from(phrase::at(&receipt.handle)),
            sent(&receipt.entity, today),
            answer(&receipt.entity, today),
        ]);
    }
    table
}

fn sent(receipt: &Receipt, today: NaiveDate) -> Line {
    let Some(day) = receipt.sent_at else {
        return match receipt.answer {
            Some(_) => Line::new(),
            None => Line::styled(Style::Soon, "not yet"),
        };
    };
    let line = Line::from(dates::short(day, today));
    match &receipt.channel {
        Some(channel) => line.push(Style::Muted, format!(" by {channel}")),
        None => line,
    }
}

fn answer(receipt: &Receipt, today: NaiveDate) -> Line {
    let day = receipt.answered_at.map(|day| dates::short(day, today));
    let day = day.map_or_else(String::new, |day| format!(" {day}"));
    let (style, word) = match receipt.answer {
        Some(Answer::Ack) => (Style::Good, "has read it"),
        Some(Answer::Question) => (Style::Late, "asks"),
        Some(Answer::Objection) => (Style::Late, "objects"),
        Some(Answer::Waived) => (Style::Muted, "waived"),
        None if receipt.required && receipt.sent_at.is_some() => (Style::Soon, "silent"),
        None if receipt.required => (Style::Plain, "to be asked"),
        None => return Line::styled(Style::Muted, "none needed"),
    };
    let mut line = Line::styled(style, word).push(Style::Muted, day);
    if let Some(note) = &receipt.note {
        line = line.push(Style::Plain, format!(": {note}"));
    }
    match receipt.resolved_at {
        Some(day) => line.push(
            Style::Good,
            format!(" (settled {})", dates::short(day, today)),
        ),
        None => line,
    }
}

//! Changes: the history of one item, and what one operation did.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::history::{local, operation_record, state};
use super::{View, json, phrase};
use crate::model::id::ItemId;
use crate::ops::log::Whole;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::store::{ChangeLine, What};
use crate::text::diff::{self, Sign};

/// A change in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct ChangeRecord<'a> {
    id: Option<ItemId>,
    operation: i64,
    at: &'a str,
    actor: &'a str,
    verb: &'a str,
    part: Option<&'static str>,
    change: &'static str,
    field: Option<&'a str>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    undone_by: Option<i64>,
    subject: Option<&'a str>,
    purged: bool,
}

fn record(id: Option<ItemId>, line: &ChangeLine) -> Value {
    let ChangeLine {
        operation,
        subject,
        part,
        what,
        field,
        old,
        new,
        row: _,
        purged,
    } = line;
    json(&ChangeRecord {
        id,
        operation: operation.id,
        at: &operation.at,
        actor: &operation.actor,
        verb: &operation.verb,
        part: *part,
        change: change_word(*what),
        field: field.as_deref(),
        old: old.as_ref(),
        new: new.as_ref(),
        undone_by: operation.undone_by,
        subject: subject.as_deref(),
        purged: *purged,
    })
}

/// The history of one item, person, group, workstream or series.
pub struct ItemHistory {
    /// None for what has no ID.
    pub id: Option<ItemId>,
    pub changes: Vec<ChangeLine>,
    pub zone: chrono_tz::Tz,
}

impl View for ItemHistory {
    fn kind(&self) -> &'static str {
        "change.list"
    }

    fn records(&self) -> Vec<Value> {
        let changes = self.changes.iter();
        changes.map(|line| record(self.id, line)).collect()
    }

    fn document(&self) -> Document {
        let mut table = Table::new([
            Column::new("operation", "Op").right(),
            Column::new("at", "When"),
            Column::new("actor", "Who"),
            Column::new("verb", "What"),
            Column::new("change", "Change").fit(Fit::Wrap),
            Column::new("state", ""),
        ]);
        for (line, told) in told_all(&self.changes) {
            table.rows.push(vec![
                Line::styled(Style::Id, line.operation.id.to_string()),
                Line::from(local(&line.operation.at, self.zone)),
                Line::from(phrase::at(&line.operation.actor)),
                Line::from(line.operation.verb.as_str()),
                Line::from(told),
                state(&line.operation),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let operations = self.changes.iter();
        let mut ids: Vec<String> = operations
            .map(|line| line.operation.id.to_string())
            .collect();
        ids.dedup();
        ids
    }
}

/// One operation with what it did.
pub struct OperationWhole {
    pub whole: Whole,
    pub zone: chrono_tz::Tz,
}

impl View for OperationWhole {
    fn kind(&self) -> &'static str {
        "operation"
    }

    fn records(&self) -> Vec<Value> {
        let Whole {
            line,
            group: _,
            changes,
        } = &self.whole;
        let mut record = operation_record(line);
        // `changes` counts them in every list of operations.
        record["details"] = changes
            .iter()
            .map(|line| self::record(None, line))
            .collect();
        vec![record]
    }

    fn document(&self) -> Document {
        let Whole {
            line,
            group,
            changes,
        } = &self.whole;
        let mut document = Document::new();
        let title = format!("Operation {}  {}", line.id, line.verb);
        document.push(Block::Heading(1, Line::from(title)));
        let when = format!(
            "{} by {}",
            local(&line.at, self.zone),
            phrase::at(&line.actor)
        );
        let mut fields = vec![("When".to_owned(), Line::from(when))];
        if let ([first, .., last], true) = (group.as_slice(), group.len() > 1) {
            let text = format!("{first} to {last}, undone together");
            fields.push(("Group".to_owned(), Line::from(text)));
        }
        fields.push(("State".to_owned(), state(line)));
        document.push(Block::Fields(fields));
        let mut table = Table::new([
            Column::new("subject", "Of"),
            Column::new("change", "Change").fit(Fit::Wrap),
        ]);
        for (line, told) in told_all(changes) {
            let subject = subject(line);
            table
                .rows
                .push(vec![Line::styled(Style::Id, subject), Line::from(told)]);
        }
        document.push(Block::Table(table));
        for line in changes {
            write_differences(line, &mut document);
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let subjects = self.whole.line.items.split(' ');
        subjects
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// Returns what a change is about; an update that is of no workstream is of the program.
fn subject(line: &ChangeLine) -> &str {
    match (&line.subject, line.part) {
        (Some(subject), _) => subject,
        (None, Some("status_update")) => "the program",
        (None, _) => "",
    }
}

/// Adds the lines that a change of a text of several lines added and removed.
fn write_differences(line: &ChangeLine, document: &mut Document) {
    let Some((old, new)) = long_texts(line) else {
        return;
    };
    let lines = diff::lines(old, new)
        .into_iter()
        .map(|(sign, text)| match sign {
            Sign::Added => Line::styled(Style::Good, format!("+ {text}")),
            Sign::Removed => Line::styled(Style::Muted, format!("- {text}")),
        });
    let subject = subject(line);
    let field = line.field.as_deref().unwrap_or_default();
    let title = format!("{subject} {}", field.replace('_', " "));
    document.push(Block::Heading(2, Line::from(title)));
    document.push(Block::Lines(lines.collect()));
}

/// Returns the texts before and after, where one of them has several lines.
fn long_texts(line: &ChangeLine) -> Option<(&str, &str)> {
    let text = |value: &Option<Value>| match value {
        None | Some(Value::Null) => Some(""),
        Some(Value::String(_)) => None,
        Some(_) => Some(""),
    };
    let old = line
        .old
        .as_ref()
        .and_then(Value::as_str)
        .or_else(|| text(&line.old))?;
    let new = line
        .new
        .as_ref()
        .and_then(Value::as_str)
        .or_else(|| text(&line.new))?;
    let is_long = line.what == What::Update && (is_several(old) || is_several(new));
    // Of a purged text nothing tells what the new one differs from.
    (is_long && line.old.is_some()).then_some((old, new))
}

fn is_several(text: &str) -> bool {
    text.trim_end().contains('\n')
}

/// Tells changes in words, without those that only repeat another: where a date was set, its baseline
/// and its source.
fn told_all(changes: &[ChangeLine]) -> Vec<(&ChangeLine, String)> {
    let of = |line: &ChangeLine| (line.operation.id, line.subject.clone());
    let mut created = BTreeSet::new();
    let mut dated = BTreeSet::new();
    for line in changes
        .iter()
        .filter(|line| line.part.is_none() && !line.purged)
    {
        match (line.what, line.field.as_deref()) {
            (What::Create, _) => _ = created.insert(of(line)),
            (What::Update, Some("due")) => _ = dated.insert(of(line)),
            _ => {}
        }
    }
    let is_told = |line: &&ChangeLine| {
        let repeats = matches!(line.field.as_deref(), Some("due_baseline" | "due_source"));
        !(repeats && dated.contains(&of(line)))
    };
    let is_new = |line: &ChangeLine| line.part.is_none() && created.contains(&of(line));
    let told = changes.iter().filter(is_told);
    told.map(|line| (line, told_one(line, is_new(line))))
        .collect()
}

fn change_word(what: What) -> &'static str {
    match what {
        What::Create => "create",
        What::Update => "update",
        What::Remove => "remove",
    }
}

/// Tells a change as `field: old → new`; of something new without the old value.
fn told_one(line: &ChangeLine, is_new: bool) -> String {
    let field = line.field.as_deref().unwrap_or_default();
    let name = match field {
        "reach" => "audience".to_owned(),
        field => field.replace('_', " "),
    };
    let part = match line.part {
        None => String::new(),
        Some("external") => "source ".to_owned(),
        Some(part) => format!("{} ", part.replace('_', " ")),
    };
    let row = line.row.as_ref();
    match line.what {
        What::Remove if line.operation.verb == "purge" => format!("{part}purged"),
        // A row that a purge took a text out of begins anew.
        What::Create if line.operation.verb == "purge" => format!("{part}kept without its past"),
        What::Create if line.purged => format!("{part}added (purged)"),
        What::Remove if line.purged => format!("{part}removed (purged)"),
        What::Update if line.purged => format!("{part}{name}: (purged)"),
        What::Update if field == "deleted" => {
            let gone = line.new.as_ref().and_then(Value::as_i64) == Some(1);
            whole(
                &format!("{part}{}", if gone { "deleted" } else { "back" }),
                row,
            )
        }
        What::Update if row.is_some() => format!(
            "{}, {name}: {} → {}",
            whole(part.trim_end(), row),
            value(line.old.as_ref(), field),
            value(line.new.as_ref(), field)
        ),
        What::Update => match long_texts(line) {
            Some((old, new)) => format!("{part}{name}: {}", lines_told(old, new)),
            None if is_new => format!("{part}{name}: {}", value(line.new.as_ref(), field)),
            None => format!(
                "{part}{name}: {} → {}",
                value(line.old.as_ref(), field),
                value(line.new.as_ref(), field)
            ),
        },
        What::Create => whole(&format!("{part}added"), line.new.as_ref()),
        What::Remove => whole(&format!("{part}removed"), line.old.as_ref()),
    }
}

/// Tells how many lines came and went, and the first of them.
fn lines_told(old: &str, new: &str) -> String {
    let lines = diff::lines(old, new);
    let count = |wanted: Sign| lines.iter().filter(|(sign, _)| *sign == wanted).count();
    let mut counts = Vec::new();
    for (sign, word) in [(Sign::Added, "added"), (Sign::Removed, "removed")] {
        if count(sign) > 0 {
            counts.push(format!("{} {word}", phrase::count(count(sign), "line")));
        }
    }
    let telling = |wanted: Sign| {
        let mut of_sign = lines.iter().filter(|(sign, _)| *sign == wanted);
        of_sign.find(|(_, text)| text.chars().any(char::is_alphanumeric))
    };
    let first = telling(Sign::Added).or_else(|| telling(Sign::Removed));
    match first {
        Some((sign, text)) => {
            let sign = if *sign == Sign::Added { '+' } else { '-' };
            format!("{}: {sign} {}", counts.join(", "), cut(text))
        }
        None => counts.join(", "),
    }
}

fn whole(verb: &str, row: Option<&Value>) -> String {
    let name = row.and_then(|row| {
        [
            "title",
            "handle",
            "slug",
            "text",
            "role",
            "alias",
            "kind",
            "external_id",
            "note",
        ]
        .iter()
        .find_map(|field| row.get(field)?.as_str())
    });
    let mut told = match name {
        Some(name) => format!("{verb} \"{}\"", cut(name)),
        None => verb.to_owned(),
    };
    let word = |field: &str| row.and_then(|row| row.get(field)?.as_str());
    if let Some(handle) = word("person").or_else(|| word("member")) {
        told.push_str(&format!(" @{handle}"));
    }
    if let (Some(carried), Some(meeting)) = (word("carried"), word("meeting")) {
        told.push_str(&format!(": {carried} into {meeting}"));
    }
    if let (Some(source), Some(target)) = (word("source"), word("target")) {
        told.push_str(&format!(" from {source} to {target}"));
    }
    told
}

fn value(value: Option<&Value>, field: &str) -> String {
    match value {
        None => "(purged)".to_owned(),
        // Of these two an empty column is what is usual.
        Some(Value::Null) if field == "reach" => "listed".to_owned(),
        Some(Value::Null) if field == "execution" => "required".to_owned(),
        Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => cut(text),
        Some(other) => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > LONGEST || line.len() < text.trim_end().len() {
        let kept: String = line.chars().take(LONGEST).collect();
        format!("{kept}…")
    } else {
        line.to_owned()
    }
}

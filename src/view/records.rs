//! What an import of decision records came to: counts, what an edited record changed, and what could not
//! be read.

use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::import::{ProblemRecord, counted, result, skipped, told};
use super::{View, json, phrase};
use crate::model::id::ItemId;
use crate::model::words::DecisionStatus;
use crate::ops::import::{Fate, RecordDone, RecordsImported};
use crate::render::{Block, Document, Line, Style};

/// How many records are named where something is missing in several.
const MOST_NAMED: usize = 3;

/// The result of an import of records.
pub struct RecordsView {
    pub imported: RecordsImported,
    /// Files that could not be read at all, and why.
    pub bad: Vec<(String, String)>,
}

/// One file in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct FileRecord<'a> {
    path: &'a str,
    result: &'static str,
    reason: Option<&'a str>,
    decision: Option<ItemId>,
    title: &'a str,
    status: Option<DecisionStatus>,
    date: Option<NaiveDate>,
    options: usize,
    links: usize,
    changed: &'a [&'static str],
    problems: Vec<ProblemRecord<'a>>,
    clashes: &'a [String],
}

impl RecordsView {
    /// Whether not one file went in.
    pub fn is_nothing(&self) -> bool {
        let mut files = self.imported.files.iter();
        files.all(|file| matches!(file.fate, Fate::Skipped(_) | Fate::PassedOver(_)))
    }

    /// Whether a record was left out.
    pub fn has_skipped(&self) -> bool {
        let mut files = self.imported.files.iter();
        !self.bad.is_empty() || files.any(|file| matches!(file.fate, Fate::Skipped(_)))
    }

    /// Returns what could not be read, as `file:line: reason`, and what many records lack.
    pub fn problems(&self) -> Vec<String> {
        let bad = self.bad.iter();
        let mut lines: Vec<String> = bad.map(|(path, reason)| skipped(path, reason)).collect();
        for file in &self.imported.files {
            lines.extend(told(&file.path, &file.fate, &file.problems, &file.clashes));
        }
        lines.extend(self.missing("no date", |file| file.date.is_none()));
        let taken = "no status, taken by whether they tell an outcome";
        lines.extend(self.missing(taken, |file| !file.says_status));
        lines
    }

    /// Says which of the new records lack something.
    fn missing(&self, what: &str, lacks: impl Fn(&RecordDone) -> bool) -> Option<String> {
        let files = self.imported.files.iter();
        let new = files.filter(|file| file.fate == Fate::Added);
        let named: Vec<&str> = new
            .filter(|file| lacks(file))
            .map(|file| {
                let name = Path::new(&file.path).file_name();
                name.and_then(|name| name.to_str()).unwrap_or(&file.path)
            })
            .collect();
        let rest = named.len().saturating_sub(MOST_NAMED);
        let mut shown = named[..named.len() - rest].join(", ");
        if rest > 0 {
            shown = format!("{shown} and {rest} more");
        }
        (!named.is_empty()).then(|| format!("{what}: {shown}"))
    }

    /// Says what came with the records.
    fn summary(&self) -> String {
        let files = &self.imported.files;
        let sum = |of: fn(&RecordDone) -> usize| -> usize { files.iter().map(of).sum() };
        format!(
            "{}, {}; {} to look at",
            phrase::count(sum(|file| file.options), "option"),
            phrase::count(sum(|file| file.links), "link"),
            phrase::count(sum(|file| file.problems.len()), "line"),
        )
    }
}

impl View for RecordsView {
    fn kind(&self) -> &'static str {
        "import.records"
    }

    fn records(&self) -> Vec<Value> {
        let mut records: Vec<Value> = self.imported.files.iter().map(record).collect();
        records.extend(self.bad.iter().map(|(path, reason)| {
            json(&FileRecord {
                path,
                result: "skipped",
                reason: Some(reason),
                decision: None,
                title: "",
                status: None,
                date: None,
                options: 0,
                links: 0,
                changed: &[],
                problems: Vec::new(),
                clashes: &[],
            })
        }));
        records
    }

    fn document(&self) -> Document {
        let fates = self.imported.files.iter().map(|file| &file.fate);
        let counts = counted("decision", fates, self.bad.len());
        let mut lines = vec![
            Line::from(counts),
            Line::styled(Style::Muted, self.summary()),
        ];
        for file in &self.imported.files {
            if let (Some(id), false) = (file.decision, file.changed.is_empty()) {
                let title = format!("  {}  ", file.title);
                lines.push(
                    Line::styled(Style::Id, id.to_string())
                        .push(Style::Plain, title)
                        .push(Style::Muted, file.changed.join(", ")),
                );
            }
        }
        Document {
            blocks: vec![Block::Lines(lines)],
        }
    }

    fn ids(&self) -> Vec<String> {
        let files = self.imported.files.iter();
        let added = files.filter(|file| file.fate == Fate::Added);
        added
            .filter_map(|file| Some(file.decision?.to_string()))
            .collect()
    }
}

fn record(file: &RecordDone) -> Value {
    let RecordDone {
        path,
        fate,
        decision,
        title,
        status,
        says_status: _,
        date,
        options,
        links,
        changed,
        problems,
        clashes,
    } = file;
    let (result, reason) = result(fate);
    json(&FileRecord {
        path,
        result,
        reason,
        decision: *decision,
        title,
        status: *status,
        date: *date,
        options: *options,
        links: *links,
        changed,
        problems: ProblemRecord::all(problems),
        clashes,
    })
}

//! What an import came to: a line a file, what could not be read, and how good the notes were.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{View, json, phrase};
use crate::model::id::{ItemId, Kind};
use crate::ops::import::{Fate, FileDone, Imported};
use crate::render::{Block, Document, Line, Style};

/// The result of an import.
pub struct ImportView {
    pub imported: Imported,
    /// Files that could not be read at all, and why.
    pub bad: Vec<(String, String)>,
}

/// One file in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct FileRecord<'a> {
    path: &'a str,
    result: &'static str,
    reason: Option<&'a str>,
    meeting: Option<ItemId>,
    title: &'a str,
    date: Option<NaiveDate>,
    created: &'a [ItemId],
    updated: usize,
    problems: Vec<ProblemRecord<'a>>,
    clashes: &'a [String],
}

#[derive(Serialize)]
struct ProblemRecord<'a> {
    /// 0 where no one line is to blame.
    line: usize,
    message: &'a str,
}

impl ImportView {
    /// Whether not one file went in.
    pub fn is_nothing(&self) -> bool {
        let mut files = self.imported.files.iter();
        files.all(|file| matches!(file.fate, Fate::Skipped(_)))
    }

    /// Whether a file was left out.
    pub fn has_skipped(&self) -> bool {
        let mut files = self.imported.files.iter();
        !self.bad.is_empty() || files.any(|file| matches!(file.fate, Fate::Skipped(_)))
    }

    /// Returns what could not be read, as `file:line: reason`.
    pub fn problems(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .bad
            .iter()
            .map(|(path, reason)| format!("skipped {path}: {reason}"))
            .collect();
        for file in &self.imported.files {
            if let Fate::Skipped(reason) = &file.fate {
                lines.push(format!("skipped {}: {reason}", file.path));
            }
            if let Fate::Moved(from) = &file.fate {
                lines.push(format!("{}: was imported as {from}", file.path));
            }
            for (line, message) in &file.problems {
                lines.push(match line {
                    0 => format!("{}: {message}", file.path),
                    line => format!("{}:{line}: {message}", file.path),
                });
            }
            for clash in &file.clashes {
                lines.push(format!("{}: {clash}", file.path));
            }
        }
        lines
    }

    fn count(&self, matches: impl Fn(&Fate) -> bool) -> usize {
        let files = self.imported.files.iter();
        files.filter(|file| matches(&file.fate)).count()
    }

    /// Says how many files, items, owners and dates there were.
    fn quality(&self) -> String {
        let files = &self.imported.files;
        let sum = |of: fn(&FileDone) -> usize| -> usize { files.iter().map(of).sum() };
        let actions = sum(|file| file.actions);
        let created = |kind: Kind| -> usize {
            let ids = files.iter().flat_map(|file| &file.created);
            ids.filter(|id| id.kind == kind).count()
        };
        // Most notes have none of these, and nobody misses a nought there.
        let tracked: String = [(Kind::Risk, "risk"), (Kind::Need, "need")]
            .into_iter()
            .filter(|(kind, _)| created(*kind) > 0)
            .map(|(kind, noun)| format!(", {}", phrase::count(created(kind), noun)))
            .collect();
        let problems: usize = files.iter().map(|file| file.problems.len()).sum();
        format!(
            "{}, {}{tracked}; owned {}, dated {}; {} to look at",
            phrase::count(actions, "action"),
            phrase::count(created(Kind::Decision), "decision"),
            share(sum(|file| file.owned), actions),
            share(sum(|file| file.dated), actions),
            phrase::count(problems, "line"),
        )
    }
}

/// Returns `8 of 10 (80%)`.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "n/a".to_owned();
    }
    format!("{part} of {whole} ({}%)", part * 100 / whole)
}

impl View for ImportView {
    fn kind(&self) -> &'static str {
        "import.notes"
    }

    fn records(&self) -> Vec<Value> {
        let mut records: Vec<Value> = self.imported.files.iter().map(record).collect();
        records.extend(self.bad.iter().map(|(path, reason)| {
            json(&FileRecord {
                path,
                result: "skipped",
                reason: Some(reason),
                meeting: None,
                title: "",
                date: None,
                created: &[],
                updated: 0,
                problems: Vec::new(),
                clashes: &[],
            })
        }));
        records
    }

    fn document(&self) -> Document {
        let added = self.count(|fate| *fate == Fate::Added);
        let updated = self.count(|fate| *fate == Fate::Updated);
        let same = self.count(|fate| *fate == Fate::Unchanged);
        let moved = self.count(|fate| matches!(fate, Fate::Moved(_)));
        let skipped = self.count(|fate| matches!(fate, Fate::Skipped(_))) + self.bad.len();
        let mut counts = vec![format!("Imported {}", phrase::count(added, "meeting"))];
        for (count, what) in [
            (updated, "updated"),
            (moved, "moved"),
            (same, "unchanged"),
            (skipped, "skipped"),
        ] {
            if count > 0 {
                counts.push(format!("{count} {what}"));
            }
        }
        let history = Line::styled(Style::Muted, self.quality());
        Document {
            blocks: vec![Block::Lines(vec![Line::from(counts.join(", ")), history])],
        }
    }

    fn ids(&self) -> Vec<String> {
        let files = self.imported.files.iter();
        let added = files.filter(|file| file.fate == Fate::Added);
        added
            .filter_map(|file| Some(file.meeting?.to_string()))
            .collect()
    }
}

fn record(file: &FileDone) -> Value {
    let (result, reason) = match &file.fate {
        Fate::Added => ("added", None),
        Fate::Updated => ("updated", None),
        Fate::Moved(from) => ("moved", Some(from.as_str())),
        Fate::Unchanged => ("unchanged", None),
        Fate::Skipped(reason) => ("skipped", Some(reason.as_str())),
    };
    let problems = file.problems.iter().map(|(line, message)| ProblemRecord {
        line: *line,
        message,
    });
    json(&FileRecord {
        path: &file.path,
        result,
        reason,
        meeting: file.meeting,
        title: &file.title,
        date: file.held,
        created: &file.created,
        updated: file.updated,
        problems: problems.collect(),
        clashes: &file.clashes,
    })
}

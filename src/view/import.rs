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

/// Something that could not be read, in JSON.
#[derive(Serialize)]
pub(super) struct ProblemRecord<'a> {
    /// 0 where no one line is to blame.
    line: usize,
    message: &'a str,
}

impl<'a> ProblemRecord<'a> {
    pub(super) fn all(problems: &'a [(usize, String)]) -> Vec<ProblemRecord<'a>> {
        let problems = problems.iter();
        problems
            .map(|(line, message)| ProblemRecord {
                line: *line,
                message,
            })
            .collect()
    }
}

/// Says that nothing of a file went in.
pub(super) fn skipped(path: &str, reason: &str) -> String {
    format!("skipped {path}: {reason}")
}

/// Returns what is told of one file, as `file:line: reason`.
pub(super) fn told(
    path: &str,
    fate: &Fate,
    problems: &[(usize, String)],
    clashes: &[String],
) -> Vec<String> {
    let mut lines = Vec::new();
    match fate {
        Fate::Skipped(reason) => lines.push(skipped(path, reason)),
        Fate::PassedOver(reason) => lines.push(format!("passed over {path}: {reason}")),
        Fate::Moved(from) => lines.push(format!("{path}: was imported as {from}")),
        Fate::Added | Fate::Updated | Fate::Unchanged => {}
    }
    for (line, message) in problems {
        lines.push(match line {
            0 => format!("{path}: {message}"),
            line => format!("{path}:{line}: {message}"),
        });
    }
    lines.extend(clashes.iter().map(|clash| format!("{path}: {clash}")));
    lines
}

/// Returns the word for how a file fared, and why nothing of it went in.
pub(super) fn result(fate: &Fate) -> (&'static str, Option<&str>) {
    match fate {
        Fate::Added => ("added", None),
        Fate::Updated => ("updated", None),
        Fate::Moved(from) => ("moved", Some(from.as_str())),
        Fate::Unchanged => ("unchanged", None),
        Fate::Skipped(reason) => ("skipped", Some(reason.as_str())),
        Fate::PassedOver(reason) => ("passed_over", Some(reason)),
    }
}

/// Counts the files by how they fared, behind the count of what is new.
pub(super) fn counted<'a>(
    noun: &str,
    fates: impl Iterator<Item = &'a Fate> + Clone,
    bad: usize,
) -> String {
    let count = |matches: fn(&Fate) -> bool| fates.clone().filter(|fate| matches(fate)).count();
    let added = count(|fate| *fate == Fate::Added);
    let mut counts = vec![format!("Imported {}", phrase::count(added, noun))];
    for (count, what) in [
        (count(|fate| *fate == Fate::Updated), "updated"),
        (count(|fate| matches!(fate, Fate::Moved(_))), "moved"),
        (count(|fate| *fate == Fate::Unchanged), "unchanged"),
        (
            count(|fate| matches!(fate, Fate::Skipped(_))) + bad,
            "skipped",
        ),
        (
            count(|fate| matches!(fate, Fate::PassedOver(_))),
            "passed over",
        ),
    ] {
        if count > 0 {
            counts.push(format!("{count} {what}"));
        }
    }
    counts.join(", ")
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
            .map(|(path, reason)| skipped(path, reason))
            .collect();
        for file in &self.imported.files {
            lines.extend(told(&file.path, &file.fate, &file.problems, &file.clashes));
        }
        lines
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
        let fates = self.imported.files.iter().map(|file| &file.fate);
        let counts = counted("meeting", fates, self.bad.len());
        let history = Line::styled(Style::Muted, self.quality());
        Document {
            blocks: vec![Block::Lines(vec![Line::from(counts), history])],
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
    let (result, reason) = result(&file.fate);
    json(&FileRecord {
        path: &file.path,
        result,
        reason,
        meeting: file.meeting,
        title: &file.title,
        date: file.held,
        created: &file.created,
        updated: file.updated,
        problems: ProblemRecord::all(&file.problems),
        clashes: &file.clashes,
    })
}

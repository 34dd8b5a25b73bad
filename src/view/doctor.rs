//! What `doctor` found, took as it is, or repaired.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

use super::{View, json, phrase};
use crate::ops::doctor::{Depth, Finding, Weight};
use crate::render::{Block, Document, Line, Style};
use crate::store::{Damage, Loss, Repaired};

/// The findings of an examination.
pub struct Findings {
    pub findings: Vec<Finding>,
    pub depth: Depth,
}

#[derive(Serialize)]
struct FindingRecord<'a> {
    level: &'static str,
    code: &'static str,
    record: Option<&'a str>,
    message: &'a str,
    next_step: &'a str,
}

impl View for Findings {
    fn kind(&self) -> &'static str {
        "doctor"
    }

    fn records(&self) -> Vec<Value> {
        self.findings
            .iter()
            .map(|finding| {
                let Finding {
                    weight,
                    code,
                    record,
                    message,
                    next_step,
                } = finding;
                json(&FindingRecord {
                    level: word(*weight),
                    code,
                    record: record.as_deref(),
                    message,
                    next_step,
                })
            })
            .collect()
    }

    fn document(&self) -> Document {
        let mut lines: Vec<Line> = self.findings.iter().map(line).collect();
        if !self.findings.iter().any(|one| one.weight < Weight::Note) {
            let checked = match self.depth {
                Depth::Quick => {
                    "The file is in order, as far as a quick look tells; --deep looks at all of it."
                }
                Depth::Deep => {
                    "The file is in order: pages, references, rows, history and search index."
                }
            };
            lines.push(Line::styled(Style::Good, checked));
        }
        let mut document = Document::new();
        document.push(Block::Lines(lines));
        document
    }

    fn ids(&self) -> Vec<String> {
        self.findings
            .iter()
            .map(|one| one.code.to_owned())
            .collect()
    }
}

fn word(weight: Weight) -> &'static str {
    match weight {
        Weight::Problem => "problem",
        Weight::Warning => "warning",
        Weight::Note => "note",
    }
}

fn line(finding: &Finding) -> Line {
    let style = match finding.weight {
        Weight::Problem => Style::Late,
        Weight::Warning => Style::Soon,
        Weight::Note => Style::Muted,
    };
    Line::styled(style, word(finding.weight))
        .push(Style::Plain, format!(": {}; ", finding.message))
        .push(Style::Muted, finding.next_step.clone())
}

/// A file that was taken as it is.
pub struct Accepted {
    pub path: PathBuf,
    /// What it had lost; `None` where there was nothing to accept.
    pub loss: Option<Loss>,
    /// The file itself is given up.
    pub is_gone: bool,
}

#[derive(Serialize)]
struct AcceptedRecord {
    path: String,
    accepted: bool,
    missing_operations: Option<i64>,
}

impl View for Accepted {
    fn kind(&self) -> &'static str {
        "doctor.accepted"
    }

    fn records(&self) -> Vec<Value> {
        vec![json(&AcceptedRecord {
            path: self.path.display().to_string(),
            accepted: self.is_gone || self.loss.is_some(),
            missing_operations: match self.loss {
                Some(Loss::Missing(count) | Loss::OtherStore(count)) => Some(count),
                // How many of another history are missing nobody can tell.
                Some(Loss::OtherHistory(_)) | None => None,
            },
        })]
    }

    fn document(&self) -> Document {
        let path = self.path.display();
        let text = match (self.is_gone, self.loss) {
            (true, _) => format!("Gave up {path}; the next change begins a new file"),
            (false, Some(loss)) => format!("Accepted {path} as it is, which {loss}"),
            (false, None) => format!("Nothing to accept: {path} is as it was written last"),
        };
        let mut document = Document::new();
        document.push(Block::Lines(vec![Line::from(text)]));
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.path.display().to_string()]
    }
}

/// A sound copy that was made of a damaged file.
pub struct Copied {
    pub path: PathBuf,
    pub repaired: Repaired,
}

#[derive(Serialize)]
struct CopiedRecord<'a> {
    path: String,
    kept_operations: i64,
    folded_operations: i64,
    differences: Vec<Difference<'a>>,
    lost: &'a [String],
}

#[derive(Serialize)]
struct Difference<'a> {
    record: Option<&'a str>,
    detail: &'a str,
}

/// How many differences people are shown.
const SHOWN: usize = 20;

impl View for Copied {
    fn kind(&self) -> &'static str {
        "doctor.repaired"
    }

    fn records(&self) -> Vec<Value> {
        let Repaired {
            kept_operations,
            folded_operations,
            differences,
            lost,
        } = &self.repaired;
        let differences = differences.iter().map(|damage| Difference {
            record: damage.record.as_deref(),
            detail: &damage.detail,
        });
        vec![json(&CopiedRecord {
            path: self.path.display().to_string(),
            kept_operations: *kept_operations,
            folded_operations: *folded_operations,
            differences: differences.collect(),
            lost,
        })]
    }

    fn document(&self) -> Document {
        let Repaired {
            kept_operations,
            folded_operations,
            differences,
            lost,
        } = &self.repaired;
        let kept = usize::try_from(*kept_operations).unwrap_or(0);
        let mut lines = vec![Line::from(format!(
            "Wrote a sound copy to {}: {} kept",
            self.path.display(),
            phrase::count(kept, "operation")
        ))];
        if *folded_operations > 0 {
            lines.push(Line::from(format!(
                "The history of the last {folded_operations} could not be proven: what the rows say \
                 now stands in it as one operation, repair"
            )));
        }
        let mut document = Document::new();
        document.push(Block::Lines(lines));
        let mut told: Vec<Line> = lost
            .iter()
            .map(|one| Line::from(format!("lost {one}")))
            .collect();
        told.extend(differences.iter().map(difference));
        let more = told.len().saturating_sub(SHOWN);
        told.truncate(SHOWN);
        if more > 0 {
            told.push(Line::styled(
                Style::Muted,
                format!("and {more} more; --json lists all"),
            ));
        }
        if !told.is_empty() {
            document.push(Block::Bullets(told));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.path.display().to_string()]
    }
}

fn difference(damage: &Damage) -> Line {
    let Damage {
        area: _,
        record,
        detail,
    } = damage;
    let record = record.as_deref().unwrap_or("the file");
    Line::from(format!("in the damaged file, {record}: {detail}"))
}

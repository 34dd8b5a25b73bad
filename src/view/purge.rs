//! What a purge would take, and what it took.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{View, json, phrase};
use crate::model::id::ItemId;
use crate::ops::purge::{Doomed, Plan};
use crate::ops::update::UpdateFacts;
use crate::render::{Block, Document, Line, Style};
use crate::store::Standing;

/// A file outside the store that holds something of what is purged.
#[derive(Clone, Debug)]
pub struct Place {
    path: PathBuf,
    what: What,
    /// Sums up what it will hold afterwards.
    digest: [u8; 32],
    /// Why it could not be changed.
    left: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Draft,
    Backup,
    /// A file that nobody could look into.
    Unknown,
}

impl Place {
    /// Returns a draft that will say `text`.
    pub fn draft(path: PathBuf, text: &str) -> Place {
        Place {
            path,
            what: What::Draft,
            digest: *blake3::hash(text.as_bytes()).as_bytes(),
            left: None,
        }
    }

    pub fn backup(path: PathBuf) -> Place {
        Place {
            path,
            what: What::Backup,
            digest: [0; 32],
            left: None,
        }
    }

    /// Returns a file that still holds what is purged, or may.
    pub fn left(path: PathBuf, reason: String) -> Place {
        Place {
            path,
            what: What::Unknown,
            digest: [0; 32],
            left: Some(reason),
        }
    }
}

/// The files outside the store.
#[derive(Clone, Debug)]
pub struct Beside {
    pub places: Vec<Place>,
    /// Whether an earlier purge could not write the file anew.
    pub unswept: bool,
}

impl Beside {
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && !self.unswept
    }

    /// Whether something is not gone.
    pub fn is_left(&self) -> bool {
        self.places.iter().any(|place| place.left.is_some())
    }

    /// Sums up what goes, for the code that confirms it.
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for place in &self.places {
            hasher.update(place.path.as_os_str().as_encoded_bytes());
            hasher.update(&place.digest);
        }
        *hasher.finalize().as_bytes()
    }

    /// Notes why a file could not be changed.
    pub fn leave(&mut self, path: &Path, reason: String) {
        let place = self.places.iter_mut().find(|place| place.path == path);
        if let Some(place) = place {
            place.left = Some(reason);
        }
    }

    /// Returns the backups that hold something of it.
    pub fn backups(&self) -> Vec<PathBuf> {
        self.paths(What::Backup)
    }

    fn paths(&self, what: What) -> Vec<PathBuf> {
        let places = self.places.iter().filter(|place| place.what == what);
        places.map(|place| place.path.clone()).collect()
    }
}

/// How far the purge is.
pub enum Stage {
    Planned {
        code: String,
    },
    /// The operation; none for a rehearsal, or if only copies were left to purge.
    Purged {
        operation: Option<i64>,
    },
    /// It was purged before, and nothing is left of it.
    Done,
}

/// A purge before or after it happened.
pub struct PurgeView {
    pub plan: Plan,
    pub beside: Beside,
    pub stage: Stage,
}

/// A purge in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct PurgeRecord<'a> {
    items: Vec<ItemRecord>,
    notes: &'a [ItemId],
    elsewhere: &'a [ItemId],
    sent: Vec<SentRecord<'a>>,
    elsewhere_named: &'a [String],
    drafts: Vec<String>,
    backups: Vec<String>,
    left: Vec<LeftRecord<'a>>,
    code: Option<&'a str>,
    operation: Option<i64>,
}

#[derive(Serialize)]
struct ItemRecord {
    id: ItemId,
    /// None once it is purged.
    title: Option<String>,
    standing: &'static str,
    parts: serde_json::Map<String, Value>,
    changes: usize,
    referring: Vec<ItemId>,
}

/// A report that was sent; `workstream` is null for the whole program.
#[derive(Serialize)]
struct SentRecord<'a> {
    workstream: Option<&'a str>,
    begins: NaiveDate,
    ends: NaiveDate,
}

#[derive(Serialize)]
struct LeftRecord<'a> {
    path: String,
    reason: &'a str,
}

impl View for PurgeView {
    fn kind(&self) -> &'static str {
        match self.stage {
            Stage::Planned { .. } => "purge.plan",
            Stage::Purged { .. } | Stage::Done => "purge.done",
        }
    }

    fn records(&self) -> Vec<Value> {
        let shown = |paths: Vec<PathBuf>| -> Vec<String> {
            paths
                .iter()
                .map(|path| path.display().to_string())
                .collect()
        };
        let (code, operation) = match &self.stage {
            Stage::Planned { code } => (Some(code.as_str()), None),
            Stage::Purged { operation } => (None, *operation),
            Stage::Done => (None, None),
        };
        let left = self.beside.places.iter().filter_map(|place| {
            Some(LeftRecord {
                path: place.path.display().to_string(),
                reason: place.left.as_deref()?,
            })
        });
        vec![json(&PurgeRecord {
            items: self
                .plan
                .items
                .iter()
                .map(|item| item_record(item, &self.stage))
                .collect(),
            notes: &self.plan.quoted_in,
            elsewhere: &self.plan.elsewhere,
            sent: self.plan.sent.iter().map(sent_record).collect(),
            elsewhere_named: &self.plan.elsewhere_named,
            drafts: shown(self.beside.paths(What::Draft)),
            backups: shown(self.beside.paths(What::Backup)),
            left: left.collect(),
            code,
            operation,
        })]
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        let lines = self.plan.items.iter().map(|item| self.item_line(item));
        document.push(Block::Lines(lines.collect()));
        if !matches!(self.stage, Stage::Done) {
            document.push(Block::Fields(self.fields()));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let items = self.plan.items.iter();
        items.map(|item| item.subject.id.to_string()).collect()
    }
}

impl PurgeView {
    /// Names an item; afterwards without its title, which is not to be said again.
    fn item_line(&self, item: &Doomed) -> Line {
        let id = item.subject.id.to_string();
        let line = match self.stage {
            Stage::Planned { .. } => Line::styled(Style::Id, id),
            Stage::Purged { .. } | Stage::Done => Line::from("Purged ").push(Style::Id, id),
        };
        let title = match (&self.stage, &item.title) {
            (Stage::Planned { .. }, Some(title)) => format!("  {title}"),
            _ => String::new(),
        };
        let standing = match (&self.stage, item.subject.standing) {
            (Stage::Done, Standing::Purged(operation)) => {
                format!("  by operation {operation}; nothing is left of it")
            }
            (_, Standing::Purged(operation)) => format!("  purged by operation {operation}"),
            (Stage::Planned { .. }, Standing::Deleted) => "  deleted".to_owned(),
            (Stage::Planned { .. }, Standing::Undone) => "  its creation was undone".to_owned(),
            _ => String::new(),
        };
        line.push(Style::Plain, title).push(Style::Muted, standing)
    }

    /// Names what says the same words and stays.
    fn elsewhere(&self) -> String {
        let Plan {
            elsewhere,
            elsewhere_named,
            ..
        } = &self.plan;
        let mut names: Vec<String> = Vec::new();
        names.extend((!elsewhere.is_empty()).then(|| ids(elsewhere)));
        names.extend(elsewhere_named.iter().cloned());
        match names.is_empty() {
            true => String::new(),
            false => format!("{}, kept as they are", names.join(", ")),
        }
    }

    fn fields(&self) -> Vec<(String, Line)> {
        let items = &self.plan.items;
        let mut parts: Vec<String> = Vec::new();
        let names: std::collections::BTreeSet<_> = items
            .iter()
            .flat_map(|item| item.extent.parts.keys())
            .collect();
        for name in names {
            let of_name = items.iter().filter_map(|item| item.extent.parts.get(name));
            parts.push(counted(of_name.sum(), name));
        }
        let changes: usize = items.iter().map(|item| item.extent.changes).sum();
        let mut referring: Vec<ItemId> = items
            .iter()
            .flat_map(|item| item.extent.referring.clone())
            .collect();
        referring.sort();
        referring.dedup();
        referring.retain(|id| items.iter().all(|item| item.subject.id != *id));
        let history = match changes {
            0 => String::new(),
            _ => format!("the values of {}", phrase::count(changes, "change")),
        };
        let notes = match self.plan.quoted_in.is_empty() {
            true => String::new(),
            false => format!(
                "its lines in {}, and all earlier states of these notes",
                ids(&self.plan.quoted_in)
            ),
        };
        let references = match referring.is_empty() {
            true => String::new(),
            false => format!("{}, no longer afterwards", ids(&referring)),
        };
        let sent: Vec<String> = self.plan.sent.iter().map(sent_named).collect();
        let sent = match sent.is_empty() {
            true => String::new(),
            false => format!("its lines in reports: {}", sent.join(", ")),
        };
        let elsewhere = self.elsewhere();
        let mut fields: Vec<(String, Line)> = [
            ("With it", parts.join(", ")),
            ("History", history),
            ("Notes", notes),
            ("Sent", sent),
            ("Named by", references),
            ("Same words in", elsewhere),
        ]
        .map(|(name, text)| (name.to_owned(), Line::from(text)))
        .into();
        if self.beside.unswept {
            let text = "it is to be written anew, which an earlier purge could not do";
            fields.push(("File".to_owned(), Line::from(text)));
        }
        for place in &self.beside.places {
            let name = match (&place.left, place.what) {
                (Some(_), _) => "Not in reach",
                (None, What::Draft) => "Draft",
                (None, What::Backup | What::Unknown) => "Backup",
            };
            let path = place.path.display().to_string();
            let text = match &place.left {
                Some(reason) if reason.contains(&path) => reason.clone(),
                Some(reason) => format!("{path}: {reason}"),
                None => path,
            };
            fields.push((name.to_owned(), Line::from(text)));
        }
        fields
    }
}

/// Names a report by what it is about and its days.
fn sent_named(facts: &UpdateFacts) -> String {
    let about = super::update::subject(facts.workstream.as_deref());
    format!("{about} ({} to {})", facts.update.begins, facts.update.ends)
}

fn sent_record(facts: &UpdateFacts) -> SentRecord<'_> {
    SentRecord {
        workstream: facts.workstream.as_deref(),
        begins: facts.update.begins,
        ends: facts.update.ends,
    }
}

fn item_record(item: &Doomed, stage: &Stage) -> ItemRecord {
    let Doomed {
        subject,
        title,
        extent,
    } = item;
    ItemRecord {
        id: subject.id,
        title: match stage {
            Stage::Planned { .. } => title.clone(),
            Stage::Purged { .. } | Stage::Done => None,
        },
        standing: match subject.standing {
            Standing::Live => "live",
            Standing::Deleted => "deleted",
            Standing::Undone => "undone",
            Standing::Purged(_) => "purged",
        },
        parts: extent
            .parts
            .iter()
            .map(|(name, count)| ((*name).to_owned(), Value::from(*count)))
            .collect(),
        changes: extent.changes,
        referring: extent.referring.clone(),
    }
}

/// Returns `2 comments` for rows of the table `comment`.
fn counted(number: usize, table: &str) -> String {
    match table {
        "attendance" => phrase::count(number, "attendee"),
        "carry" => phrase::count(number, "carry-over"),
        "external" => phrase::count(number, "imported name"),
        _ => phrase::count(number, &table.replace('_', " ")),
    }
}

fn ids(ids: &[ItemId]) -> String {
    let ids: Vec<String> = ids.iter().map(ItemId::to_string).collect();
    ids.join(" ")
}

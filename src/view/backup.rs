//! Backups: those that are there, one that was taken, and what restoring one changes.

use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::Value;

use super::{View, json, phrase};
use crate::ops::backup::{Restored, Taken};
use crate::render::{Block, Column, Document, Line, Style, Table};
use crate::store::backup::Contents;
use crate::store::restore::{Difference, Reverted, RevertedName};
use crate::store::shelf::{Purpose, Shelved};

/// How many items people are shown.
const SHOWN: usize = 20;

#[derive(Serialize)]
struct BackupRecord<'a> {
    name: &'a str,
    path: String,
    purpose: &'static str,
    taken: String,
    operations: Option<i64>,
    last_change: Option<&'a str>,
    bytes: u64,
    readable: bool,
}

fn record(backup: &Shelved) -> BackupRecord<'_> {
    let Shelved {
        path,
        name,
        purpose,
        taken,
        bytes,
        contents,
    } = backup;
    BackupRecord {
        name,
        path: path.display().to_string(),
        purpose: match purpose {
            Purpose::Asked => "asked",
            Purpose::Migration => "migration",
            Purpose::SetAside => "set_aside",
        },
        taken: taken.to_rfc3339_opts(SecondsFormat::Secs, true),
        operations: contents.as_ref().map(|contents| contents.operations),
        last_change: contents
            .as_ref()
            .and_then(|contents| contents.last_change.as_deref()),
        bytes: *bytes,
        readable: contents.is_some(),
    }
}

/// The backups of a store.
pub struct BackupList {
    pub backups: Vec<Shelved>,
    pub zone: chrono_tz::Tz,
}

const COLUMNS: [Column; 5] = [
    Column::new("name", "Name"),
    Column::new("taken", "Taken"),
    Column::new("operations", "Ops").right(),
    Column::new("bytes", "Size").right(),
    Column::new("purpose", ""),
];

impl View for BackupList {
    fn kind(&self) -> &'static str {
        "backup.list"
    }

    fn records(&self) -> Vec<Value> {
        self.backups
            .iter()
            .map(|backup| json(&record(backup)))
            .collect()
    }

    fn document(&self) -> Document {
        if self.backups.is_empty() {
            return Document {
                blocks: vec![Block::Paragraph(Line::from("There are no backups."))],
            };
        }
        let mut table = Table::new(COLUMNS);
        for backup in &self.backups {
            let taken = backup.taken.with_timezone(&self.zone);
            table.rows.push(vec![
                Line::styled(Style::Id, &backup.name),
                Line::from(taken.format("%Y-%m-%d %H:%M").to_string()),
                Line::from(match &backup.contents {
                    Some(contents) => contents.operations.to_string(),
                    None => "unreadable".to_owned(),
                }),
                Line::from(size(backup.bytes)),
                Line::styled(Style::Muted, purpose(backup.purpose)),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let backups = self.backups.iter();
        backups.map(|backup| backup.name.clone()).collect()
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Asked => "",
        Purpose::Migration => "before a newer form",
        Purpose::SetAside => "set aside by restore",
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// A backup that was taken.
pub struct BackedUp(pub Taken);

#[derive(Serialize)]
struct TakenRecord<'a> {
    #[serde(flatten)]
    backup: BackupRecord<'a>,
    removed: Vec<&'a str>,
}

impl View for BackedUp {
    fn kind(&self) -> &'static str {
        "backup.made"
    }

    fn records(&self) -> Vec<Value> {
        let Taken { backup, removed } = &self.0;
        vec![json(&TakenRecord {
            backup: record(backup),
            removed: removed.iter().map(|old| old.name.as_str()).collect(),
        })]
    }

    fn document(&self) -> Document {
        let Taken { backup, removed } = &self.0;
        let mut lines = vec![Line::from(format!(
            "Backed up {} to {}",
            operations(backup.contents.as_ref()),
            backup.path.display()
        ))];
        lines.extend(
            removed
                .iter()
                .map(|old| Line::from(format!("Removed {}, which has served its time", old.name))),
        );
        let mut document = Document::new();
        document.push(Block::Lines(lines));
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.0.backup.path.display().to_string()]
    }
}

fn operations(contents: Option<&Contents>) -> String {
    let count = contents.map_or(0, |contents| contents.operations);
    phrase::count(usize::try_from(count).unwrap_or(0), "operation")
}

/// What restoring a backup changes, or changed.
pub struct RestoreView {
    pub restored: Restored,
    pub is_done: bool,
}

#[derive(Serialize)]
struct RestoreRecord<'a> {
    path: String,
    backup: String,
    restored: bool,
    set_aside: Option<String>,
    unreadable: Option<&'a str>,
    other_store: bool,
    operations_taken_back: Option<i64>,
    operations_brought_back: Option<i64>,
    items: Vec<RevertedRecord<'a>>,
    named: Vec<RevertedNameRecord<'a>>,
}

#[derive(Serialize)]
struct RevertedNameRecord<'a> {
    kind: &'static str,
    name: Option<&'a str>,
    gone: bool,
    fields: &'a [String],
}

#[derive(Serialize)]
struct RevertedRecord<'a> {
    id: String,
    title: &'a str,
    gone: bool,
    fields: &'a [String],
}

impl View for RestoreView {
    fn kind(&self) -> &'static str {
        "restore"
    }

    fn records(&self) -> Vec<Value> {
        let Restored {
            path,
            backup,
            difference,
            unreadable,
            set_aside,
        } = &self.restored;
        let difference = difference.as_ref();
        let items = difference.map_or(&[][..], |difference| &difference.items);
        let named = difference.map_or(&[][..], |difference| &difference.named);
        vec![json(&RestoreRecord {
            path: path.display().to_string(),
            backup: backup.path.display().to_string(),
            restored: self.is_done,
            set_aside: set_aside.as_ref().map(|path| path.display().to_string()),
            unreadable: unreadable.as_deref(),
            other_store: difference.is_some_and(|difference| difference.other_store),
            operations_taken_back: difference.map(|difference| difference.taken_back),
            operations_brought_back: difference.map(|difference| difference.brought_back),
            items: items
                .iter()
                .map(|item| RevertedRecord {
                    id: item.id.to_string(),
                    title: &item.title,
                    gone: item.gone,
                    fields: &item.fields,
                })
                .collect(),
            named: named
                .iter()
                .map(|one| RevertedNameRecord {
                    kind: one.kind,
                    name: one.name.as_deref(),
                    gone: one.gone,
                    fields: &one.fields,
                })
                .collect(),
        })]
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        document.push(Block::Lines(self.lines()));
        let difference = self.restored.difference.as_ref();
        let items = difference.map_or(&[][..], |difference| &difference.items);
        let named = difference.map_or(&[][..], |difference| &difference.named);
        let all = items.iter().map(reverted);
        let mut told: Vec<Line> = all.chain(named.iter().map(reverted_name)).collect();
        if let Some(more) = told.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            told.truncate(SHOWN);
            let more = format!("and {more} more; --json lists all");
            told.push(Line::styled(Style::Muted, more));
        }
        if !told.is_empty() {
            document.push(Block::Bullets(told));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.restored.path.display().to_string()]
    }
}

impl RestoreView {
    fn lines(&self) -> Vec<Line> {
        let Restored {
            path,
            backup,
            difference,
            unreadable,
            set_aside,
        } = &self.restored;
        let held = operations(backup.contents.as_ref());
        let (path, from) = (path.display(), backup.path.display());
        let mut lines = vec![Line::from(if self.is_done {
            format!("Restored {path} from {from}, which holds {held}")
        } else {
            format!("{from} holds {held} and would take the place of {path}")
        })];
        match (difference, unreadable) {
            (Some(difference), _) => lines.push(Line::from(told(difference, self.is_done))),
            (None, Some(reason)) => {
                lines.push(Line::from(format!("What differs cannot be told: {reason}")))
            }
            (None, None) if self.is_done => lines.push(Line::from("No file was in its place.")),
            (None, None) => lines.push(Line::from("No file is in its place.")),
        }
        if let Some(aside) = set_aside {
            lines.push(Line::from(format!(
                "The file as it was is at {}",
                aside.display()
            )));
        }
        lines
    }
}

fn told(difference: &Difference, is_done: bool) -> String {
    let Difference {
        other_store,
        taken_back,
        brought_back,
        items: _,
        named: _,
    } = difference;
    let count = |count: i64| phrase::count(usize::try_from(count).unwrap_or(0), "operation");
    let (go, come) = if is_done {
        ("went", "came")
    } else {
        ("would go", "would come")
    };
    let gone = format!("{} {go} away", count(*taken_back));
    let back = format!("{} {come} back", count(*brought_back));
    match (other_store, taken_back, brought_back) {
        (true, _, _) => format!("It is another store: of the present one {gone}"),
        (false, 0, 0) => "Nothing differs".to_owned(),
        (false, 0, _) => back,
        (false, _, 0) => gone,
        (false, _, _) => format!("{gone}, {back}"),
    }
}

fn reverted(item: &Reverted) -> Line {
    let Reverted {
        id,
        title,
        gone,
        fields,
    } = item;
    Line::styled(Style::Id, id.to_string())
        .push(Style::Plain, format!(" {title}"))
        .push(Style::Muted, older(*gone, fields))
}

fn reverted_name(one: &RevertedName) -> Line {
    let RevertedName {
        kind,
        name,
        gone,
        fields,
    } = one;
    let name = name.as_deref().unwrap_or("of the program");
    Line::from(format!("{kind} "))
        .push(Style::Id, name)
        .push(Style::Muted, older(*gone, fields))
}

/// Says how a thing stands in the backup.
fn older(gone: bool, fields: &[String]) -> String {
    match (gone, fields.is_empty()) {
        (true, _) => " is not in the backup".to_owned(),
        (false, true) => " is older in the backup".to_owned(),
        (false, false) => {
            let fields = fields.join(", ").replace('_', " ");
            format!(" is older in the backup: {fields}")
        }
    }
}

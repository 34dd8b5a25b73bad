//! The settings: what counts, and where it was said.

use serde::Serialize;
use serde_json::Value;

use super::{View, json};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

/// A setting in JSON: fields are added and never renamed or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingLine {
    pub key: String,
    /// What counts.
    pub value: Option<String>,
    /// `default`, `file`, `environment` or `option`.
    pub origin: &'static str,
    /// The file, the variable or the option that says so.
    pub source: Option<String>,
    pub meaning: String,
}

impl SettingLine {
    /// Returns the word for where it was said; the file's path is the same on every line.
    fn told_by(&self) -> &str {
        match (self.origin, &self.source) {
            ("environment" | "option", Some(source)) => source,
            (origin, _) => origin,
        }
    }
}

/// The list of settings.
pub struct SettingList(pub Vec<SettingLine>);

impl View for SettingList {
    fn kind(&self) -> &'static str {
        "setting.list"
    }

    fn records(&self) -> Vec<Value> {
        self.0.iter().map(json).collect()
    }

    fn document(&self) -> Document {
        let mut table = Table::new([
            Column::new("key", "Setting"),
            Column::new("value", "Value").fit(Fit::Wrap),
            Column::new("origin", "From").fit(Fit::Wrap),
            Column::new("meaning", "What it is").fit(Fit::Drop(0)),
        ]);
        for line in &self.0 {
            table.rows.push(vec![
                Line::styled(Style::Id, line.key.as_str()),
                Line::from(line.value.as_deref().unwrap_or_default()),
                Line::styled(Style::Muted, line.told_by()),
                Line::from(line.meaning.as_str()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.0.iter().map(|line| line.key.clone()).collect()
    }
}

/// One setting, of which people want the value alone.
pub struct SettingValue(pub SettingLine);

impl View for SettingValue {
    fn kind(&self) -> &'static str {
        "setting.value"
    }

    fn records(&self) -> Vec<Value> {
        vec![json(&self.0)]
    }

    fn document(&self) -> Document {
        line(self.0.value.as_deref().unwrap_or_default())
    }

    fn ids(&self) -> Vec<String> {
        self.0.value.clone().into_iter().collect()
    }
}

/// What was done to the configuration, or where it is.
pub struct ConfigChange {
    pub said: String,
    pub path: String,
    pub key: Option<String>,
    pub value: Option<String>,
    pub before: Option<String>,
}

/// A change in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct ChangeRecord<'a> {
    path: &'a str,
    key: Option<&'a str>,
    value: Option<&'a str>,
    before: Option<&'a str>,
}

impl View for ConfigChange {
    fn kind(&self) -> &'static str {
        "setting.change"
    }

    fn records(&self) -> Vec<Value> {
        vec![json(&ChangeRecord {
            path: &self.path,
            key: self.key.as_deref(),
            value: self.value.as_deref(),
            before: self.before.as_deref(),
        })]
    }

    fn document(&self) -> Document {
        line(&self.said)
    }

    fn ids(&self) -> Vec<String> {
        vec![self.key.as_ref().unwrap_or(&self.path).clone()]
    }
}

fn line(text: &str) -> Document {
    Document {
        blocks: vec![Block::Lines(vec![Line::from(text)])],
    }
}

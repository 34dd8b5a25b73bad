//! The commands, for programs that want to know them.

use serde::Serialize;
use serde_json::Value;

use super::{View, json};
use crate::render::{Column, Document, Fit, Line, Style, Table};

/// A command in JSON: fields are added and never renamed or removed.
#[derive(Clone, Debug, Serialize)]
pub struct CommandLine {
    pub command: String,
    pub group: &'static str,
    /// Other names that it goes by.
    pub also: Vec<String>,
    pub about: String,
}

/// The list of commands.
pub struct HelpView(pub Vec<CommandLine>);

impl View for HelpView {
    fn kind(&self) -> &'static str {
        "command.list"
    }

    fn records(&self) -> Vec<Value> {
        self.0.iter().map(json).collect()
    }

    fn document(&self) -> Document {
        let mut table = Table::new([
            Column::new("command", "Command"),
            Column::new("group", "Group"),
            Column::new("about", "What it does").fit(Fit::Wrap),
        ]);
        for line in &self.0 {
            table.rows.push(vec![
                Line::styled(Style::Id, line.command.as_str()),
                Line::from(line.group),
                Line::from(line.about.as_str()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.0.iter().map(|line| line.command.clone()).collect()
    }
}

//! The questions that belong to one table each, as methods of `Reader`.

pub mod action;
pub mod decision;
pub mod flight;
pub mod gaps;
pub mod glance;
pub mod holdings;
pub mod meeting;
pub mod metrics;
mod people;
mod rag;
mod receipt;
mod relation;
mod series;
pub mod track;
pub mod update;

use chrono::NaiveDate;
use rusqlite::ToSql;

use super::search;
use super::value::{Field, Value};

/// An SQL condition that is put together from the filters a person gave.
#[derive(Default)]
pub(super) struct Condition {
    parts: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Condition {
    fn and(&mut self, sql: impl Into<String>) {
        self.parts.push(sql.into());
    }

    /// Adds a part in which each `?` stands for the next of `values`.
    pub(super) fn with(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.and(sql);
        self.values.extend(values);
    }

    /// Adds `column IN (…)`; null in the list means that the column is empty. An empty list filters nothing.
    pub(super) fn any_of(&mut self, column: &str, values: Vec<Value>) {
        if values.is_empty() {
            return;
        }
        let (empty, given): (Vec<Value>, Vec<Value>) =
            values.into_iter().partition(|value| *value == Value::Null);
        let mut ways = Vec::new();
        if !given.is_empty() {
            ways.push(format!(
                "{column} IN ({})",
                vec!["?"; given.len()].join(", ")
            ));
        }
        if !empty.is_empty() {
            ways.push(format!("{column} IS NULL"));
        }
        self.with(format!("({})", ways.join(" OR ")), given);
    }

    /// Adds each part, with one `?`, whose date is given.
    fn dates(&mut self, parts: &[(&str, &Option<NaiveDate>)]) {
        for (sql, date) in parts {
            if let Some(date) = date {
                self.with(*sql, [date.to_value()]);
            }
        }
    }

    /// Keeps the items of `t` whose searched text holds all the words; no words filter nothing.
    fn words(&mut self, words: &[String]) {
        if let Some(query) = search::query(words) {
            self.with(
                "t.item IN (SELECT rowid FROM search WHERE search MATCH ?)",
                [Value::Text(query)],
            );
        }
    }

    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() {
            "1".to_owned()
        } else {
            self.parts.join(" AND ")
        }
    }

    pub(super) fn params(&self) -> Vec<&dyn ToSql> {
        self.values
            .iter()
            .map(|value| value as &dyn ToSql)
            .collect()
    }
}

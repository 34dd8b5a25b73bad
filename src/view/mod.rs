//! What a reader sees: the JSON records, which are a contract, and from the same facts the documents
//! that people read. Asks the store nothing and knows no output format.

pub mod action;
pub mod agenda;
pub mod calendar;
pub mod decision;
pub mod draft;
pub mod find;
pub mod followup;
pub mod history;
pub mod import;
pub mod list;
pub mod meeting;
pub mod minutes;
pub mod outcome;
pub mod people;
mod phrase;
pub mod series;
pub mod show;
pub mod today;

use serde::Serialize;
use serde_json::Value;

use crate::render::Document;
use crate::render::machine::Meta;

/// The result of one command, for every output format.
pub trait View {
    /// Returns the `kind` of the JSON envelope, such as `action.list`.
    fn kind(&self) -> &'static str;

    /// Returns the records for machines.
    fn records(&self) -> Vec<Value>;

    /// Returns whether there is more than the records hold.
    fn truncated(&self) -> bool {
        false
    }

    /// Says how to see what the records leave out.
    fn way_to_more(&self) -> &'static str {
        "--limit 0 shows all"
    }

    /// Returns what people read.
    fn document(&self) -> Document;

    /// Returns the IDs for `--quiet`, one a line.
    fn ids(&self) -> Vec<String>;

    /// Returns what the envelope tells of the records.
    fn meta(&self, shown: usize) -> Meta {
        Meta {
            truncated: self.truncated(),
            total: (!self.truncated()).then_some(shown as u64),
            shown,
        }
    }
}

/// Turns a record into its JSON.
fn json(record: &impl Serialize) -> Value {
    serde_json::to_value(record).expect("records are plain data with text keys")
}

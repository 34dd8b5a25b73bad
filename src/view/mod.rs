//! What a reader sees: the JSON records, which are a contract, and from the same facts the documents
//! that people read. Asks the store nothing and knows no output format.

pub mod action;
pub mod agenda;
pub mod announce;
pub mod backup;
mod brief;
pub mod calendar;
pub mod change;
pub mod dashboard;
pub mod decision;
pub mod demo;
pub mod doctor;
pub mod draft;
pub mod find;
pub mod followup;
pub mod form;
pub mod handover;
pub mod help;
pub mod history;
pub mod import;
pub mod list;
pub mod loops;
pub mod man;
pub mod meeting;
pub mod metrics;
pub mod milestone;
pub mod minutes;
pub mod need;
pub mod nudge;
pub mod one_to_one;
pub mod option;
pub mod outcome;
pub mod people;
pub mod person;
mod phrase;
pub mod proposal;
pub mod purge;
mod rag;
pub mod records;
pub mod report;
pub mod risk;
pub mod series;
pub mod setting;
pub mod show;
mod standing;
pub mod today;
mod told;
pub mod update;
pub mod walk;
pub mod workstream;

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

    /// Returns what can be sent to others, where that is laid out otherwise than for its own reader.
    fn sendable(&self) -> Document {
        self.document()
    }

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

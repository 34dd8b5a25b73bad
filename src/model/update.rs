//! What was reported of a workstream or of the whole program, and the copy that was sent.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::Key;
use super::words::Rag;

/// A status report of a time, with the writer's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Of which workstream; none is the whole program.
    pub workstream: Option<Key>,
    /// The first and the last day that it tells of.
    pub begins: NaiveDate,
    pub ends: NaiveDate,
    pub author: Option<Key>,
    pub at: DateTime<Utc>,
    /// The status that the writer gave it against the computed one.
    pub rag: Option<Rag>,
    pub summary: Option<String>,
    pub highlights: Option<String>,
    pub lowlights: Option<String>,
    pub ask: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    /// Where it was sent.
    pub channel: Option<String>,
    /// The text as it was sent.
    pub copy: Option<String>,
}

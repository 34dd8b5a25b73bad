//! What hangs on items: links between them, comments, nudges, and their names in other systems.

use chrono::{DateTime, Utc};

use super::id::Key;
use super::words::LinkKind;

/// A directed relation: `from` supersedes, amends, depends on, blocks or relates to `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub source: Key,
    pub target: Key,
    pub kind: LinkKind,
}

/// A remark on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub parent: Key,
    pub at: DateTime<Utc>,
    pub author: String,
    pub text: String,
}

/// The name of an item in another system or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    pub parent: Key,
    /// The system, such as `notes` for a file of meeting notes.
    pub source: String,
    pub external_id: String,
    pub url: Option<String>,
    /// The text that was imported last, against which the next import is compared.
    pub content: Option<String>,
}

/// A reminder that somebody got about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nudge {
    pub parent: Key,
    pub person: Option<Key>,
    pub at: DateTime<Utc>,
    /// Where they were asked, such as a chat channel or `in person`.
    pub channel: Option<String>,
    /// The step of the nudge ladder: 0 before the date, then 1 to 3; 0 for a reminder outside it.
    pub level: i64,
    pub note: Option<String>,
}

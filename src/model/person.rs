//! People, their other names, and the workstreams that they work on.

use chrono::NaiveDate;

use super::id::Key;
use super::words::WorkstreamStatus;

/// Somebody who decides, owns, attends or must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The unique handle, lower case, without `@`.
    pub handle: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub team: Option<String>,
    pub manager: Option<Key>,
    /// Where a message reaches this person, such as a chat channel.
    pub channel: Option<String>,
    pub active: bool,
}

impl Person {
    /// Returns a person of whom nothing but the handle is known.
    pub fn new(handle: String) -> Person {
        Person {
            handle,
            name: None,
            email: None,
            team: None,
            manager: None,
            channel: None,
            active: true,
        }
    }
}

/// Another name by which a person is known; unique over all people, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    pub person: Key,
    pub alias: String,
}

/// A stream of work that decisions and actions belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workstream {
    /// The unique short name, lower case.
    pub slug: String,
    pub name: Option<String>,
    pub lead: Option<Key>,
    pub parent: Option<Key>,
    pub status: WorkstreamStatus,
    /// When it was first named.
    pub created: NaiveDate,
}

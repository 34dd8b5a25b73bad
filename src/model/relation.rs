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

impl Nudge {
    /// Returns the step of the ladder for an item that is so many days late (`LOOP.md`, "Follow-up"):
    /// a reminder before the date, then from one day, four days and eight days after it.
    pub fn level(days_late: Option<i64>) -> i64 {
        match days_late.unwrap_or(0) {
            ..1 => 0,
            1..4 => 1,
            4..8 => 2,
            8.. => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_rises_at_one_four_and_eight_days() {
        let check = |days: Option<i64>, want: i64| assert_eq!(Nudge::level(days), want, "{days:?}");
        check(None, 0);
        check(Some(0), 0);
        check(Some(1), 1);
        check(Some(3), 1);
        check(Some(4), 2);
        check(Some(7), 2);
        check(Some(8), 3);
        check(Some(400), 3);
    }
}

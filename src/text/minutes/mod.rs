//! The minutes of a meeting as one Markdown file: front matter that says which meeting it is, its notes
//! line by line, and a mark where they end, behind which tables may follow. What is written is read back
//! to the same values; a digest tells whether anybody changed the file since it was written.

mod read;
#[cfg(test)]
mod tests;
mod write;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::model::words::{MeetingStatus, Seat};

pub use read::{ReadBack, Trouble, read};
pub use write::{digest, front_matter, parts, written};

/// The line behind which no notes are read.
pub const END: &str = "<!-- tpm:end-of-notes -->";

/// What minutes say of their meeting before its notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its ID where it was written.
    pub id: String,
    /// Its identity in every store.
    pub uid: String,
    pub title: String,
    pub date: NaiveDate,
    /// When it began, in the local time of whoever wrote it.
    pub starts_at: Option<DateTime<FixedOffset>>,
    /// How long it is to take.
    pub minutes: Option<i64>,
    pub status: MeetingStatus,
    pub closed_at: Option<DateTime<FixedOffset>>,
    pub series: Option<String>,
    pub workstream: Option<String>,
    pub people: Vec<Seated>,
}

/// Somebody who was there, was missed or was invited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seated {
    pub handle: String,
    pub name: Option<String>,
    pub seat: Seat,
    pub invited: bool,
    pub attended: bool,
}

//! A meeting and who was there.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::Key;
use super::words::{MeetingStatus, Seat};

/// A meeting and its notes, which are the truth of what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub title: String,
    /// The civil date on which it is held, in the zone of whoever recorded it.
    pub held: NaiveDate,
    /// The instant at which it begins, where a time is known.
    pub starts_at: Option<DateTime<Utc>>,
    pub status: MeetingStatus,
    pub closed_at: Option<DateTime<Utc>>,
    /// Markdown as typed.
    pub notes: String,
    pub workstream: Option<Key>,
    /// Whether it came in as history: listed, and outside follow-up.
    pub history: bool,
    /// The series of which it is one.
    pub series: Option<Key>,
    /// How long it is to take.
    pub minutes: Option<i64>,
    /// Counts the changes of who is invited; calendars take the newest.
    pub revision: Option<i64>,
}

/// What one person had to do with one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    pub meeting: Key,
    pub person: Key,
    pub seat: Seat,
    pub invited: bool,
    pub attended: bool,
}

impl Attendance {
    /// Takes in what the same person, known twice, had to do with the same meeting.
    pub fn absorb(&mut self, same: &Attendance) {
        if self.seat == Seat::Member {
            self.seat = same.seat;
        }
        self.invited |= same.invited;
        self.attended |= same.attended;
    }
}

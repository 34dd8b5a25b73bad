//! Meetings that recur: the series, who belongs to it, what its meetings take up and what they carry along.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::id::Key;
use super::recurrence::{self, Rule};

/// How often an open item is carried along before it is called a zombie.
pub const ZOMBIE: u32 = 3;

/// Meetings that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What people type: lower case, with dashes.
    pub slug: String,
    pub title: String,
    /// None for one that meets when it is called.
    pub rule: Option<Rule>,
    /// The first day, from which intervals count.
    pub starts: NaiveDate,
    /// The local time at which it begins.
    pub at: Option<NaiveTime>,
    pub zone: Tz,
    pub minutes: Option<i64>,
    pub chair: Option<Key>,
    pub workstream: Option<Key>,
    /// The last day on which it may meet.
    pub ended: Option<NaiveDate>,
    /// Counts the changes of who is invited; calendars take the newest.
    pub revision: Option<i64>,
}

impl Series {
    /// Returns the first day on which it meets that is `date` or later.
    pub fn next_from(&self, date: NaiveDate) -> Option<NaiveDate> {
        let mut from = date;
        loop {
            let next = self.rule.as_ref()?.next_from(self.starts, from)?;
            if self.ended.is_some_and(|ended| next > ended) {
                return None;
            }
            // A day that the zone leapt over has no meeting.
            match self.at {
                Some(at) if recurrence::instant(next, at, self.zone).is_none() => {
                    from = next.succ_opt()?;
                }
                _ => return Some(next),
            }
        }
    }

    /// Returns the instant at which it begins on a day, where a time is known.
    pub fn instant_on(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        recurrence::instant(date, self.at?, self.zone)
    }

    /// Whether it has come to its end.
    pub fn is_ended(&self, today: NaiveDate) -> bool {
        self.ended.is_some_and(|ended| ended < today)
    }
}

/// Somebody who belongs to a series and is invited to its meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    pub series: Key,
    pub person: Key,
}

/// Something that a meeting takes up. Without a meeting it waits for the next one of its series, or
/// in the parking lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    pub series: Option<Key>,
    pub meeting: Option<Key>,
    /// Whether it waits until somebody takes it out of the parking lot.
    pub parked: bool,
    /// Where it stands; smaller comes first.
    pub position: i64,
    pub title: String,
    pub minutes: Option<i64>,
    pub presenter: Option<Key>,
    /// The decision or action that it is about.
    pub about: Option<Key>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// An open item that a meeting took along from an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carry {
    pub carried: Key,
    pub meeting: Key,
}

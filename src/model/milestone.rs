//! The dates that a workstream is held to: as first promised, as now expected, as they came.

use chrono::NaiveDate;

use super::decision::Tags;
use super::id::Key;
use super::words::MilestoneStatus;

/// A point in time at which something is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    pub title: String,
    pub workstream: Option<Key>,
    pub owner: Option<Key>,
    /// The date that was promised first.
    pub baseline: Option<NaiveDate>,
    /// The date that is expected now, where anybody has said one since.
    pub forecast: Option<NaiveDate>,
    pub status: MilestoneStatus,
    /// The civil date on which it was reached or dropped.
    pub done_at: Option<NaiveDate>,
    /// Why it was moved or dropped last.
    pub reason: Option<String>,
    /// The meeting whose notes hold it.
    pub meeting: Option<Key>,
    /// The civil date on which it was set.
    pub created: NaiveDate,
    pub tags: Tags,
    /// Whether it came in as history: listed, and outside follow-up.
    pub history: bool,
}

impl Milestone {
    /// Returns a milestone of which only the title is known.
    pub fn new(title: String, created: NaiveDate) -> Milestone {
        Milestone {
            title,
            workstream: None,
            owner: None,
            baseline: None,
            forecast: None,
            status: MilestoneStatus::Planned,
            done_at: None,
            reason: None,
            meeting: None,
            created,
            tags: Tags::default(),
            history: false,
        }
    }

    /// Returns the date on which it is expected: the forecast, else the baseline.
    pub fn expected(&self) -> Option<NaiveDate> {
        self.forecast.or(self.baseline)
    }
}

//! What one side needs from another, from asking to delivery.

use chrono::NaiveDate;

use super::decision::{Tags, set_due};
use super::id::Key;
use super::words::{DueSource, NeedStatus};

/// Something that one side is to give to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub title: String,
    /// The person, group or workstream that gives.
    pub giver: Option<Key>,
    /// The person, group, workstream or item that takes.
    pub taker: Option<Key>,
    pub workstream: Option<Key>,
    pub raised_by: Option<Key>,
    pub due: Option<NaiveDate>,
    /// The first explicit or inferred `due`, kept when `due` moves.
    pub due_baseline: Option<NaiveDate>,
    pub due_source: DueSource,
    pub status: NeedStatus,
    /// The civil date on which the giver was asked.
    pub asked_at: NaiveDate,
    /// The civil date on which the giver said yes.
    pub committed_at: Option<NaiveDate>,
    pub committed_by: Option<Key>,
    /// The civil date on which it was delivered, missed or dropped.
    pub closed_at: Option<NaiveDate>,
    pub note: Option<String>,
    /// The meeting whose notes hold it.
    pub meeting: Option<Key>,
    pub tags: Tags,
    /// Whether it came in as history: listed, and outside follow-up.
    pub history: bool,
}

impl Need {
    /// Returns a need of which only the title is known, asked for on a civil date.
    pub fn new(title: String, asked_at: NaiveDate) -> Need {
        Need {
            title,
            giver: None,
            taker: None,
            workstream: None,
            raised_by: None,
            due: None,
            due_baseline: None,
            due_source: DueSource::None,
            status: NeedStatus::Asked,
            asked_at,
            committed_at: None,
            committed_by: None,
            closed_at: None,
            note: None,
            meeting: None,
            tags: Tags::default(),
            history: false,
        }
    }

    /// Moves the deadline; the first date that is not a default becomes the baseline.
    pub fn set_due(&mut self, due: Option<NaiveDate>, source: DueSource) {
        set_due(
            (&mut self.due, &mut self.due_baseline, &mut self.due_source),
            due,
            source,
        );
    }
}

//! What one side needs from another, from asking to delivery.

use chrono::NaiveDate;

use super::days::Week;
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

    /// Whether it is neither delivered, missed nor dropped.
    pub fn is_open(&self) -> bool {
        !self.status.is_ended()
    }

    /// Returns for how many days it has been asked for and not promised; `None` once it is.
    pub fn asked_days(&self, today: NaiveDate) -> Option<i64> {
        (self.status == NeedStatus::Asked).then(|| (today - self.asked_at).num_days().max(0))
    }

    /// Whether it was asked for so long ago that somebody should have said yes or no.
    pub fn is_unanswered(&self, today: NaiveDate) -> bool {
        self.status == NeedStatus::Asked && Week::USUAL.days(self.asked_at, today) >= PATIENCE
    }

    /// Takes a step that is lawful from where it stands, on a civil date.
    pub fn step(&mut self, step: NeedStep, on: NaiveDate) {
        self.status = step.target(self);
        match step {
            NeedStep::Commit => {
                self.committed_at = self.committed_at.or(Some(on));
            }
            NeedStep::AtRisk => {}
            NeedStep::Deliver | NeedStep::Miss | NeedStep::Drop => self.closed_at = Some(on),
            NeedStep::Reopen => self.closed_at = None,
        }
    }
}

/// For how many working days a need may be asked for before it counts as unanswered (`LOOP.md`, rule 9).
const PATIENCE: i64 = 3;

/// A step of a need on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedStep {
    Commit,
    AtRisk,
    Deliver,
    Miss,
    Drop,
    Reopen,
}

impl NeedStep {
    /// Whether a need in this status may take the step.
    pub fn is_lawful_from(self, status: NeedStatus) -> bool {
        use NeedStatus::{AtRisk, Committed};
        match self {
            NeedStep::AtRisk => matches!(status, Committed | AtRisk),
            NeedStep::Commit | NeedStep::Deliver | NeedStep::Miss | NeedStep::Drop => {
                !status.is_ended()
            }
            NeedStep::Reopen => status.is_ended(),
        }
    }

    fn target(self, need: &Need) -> NeedStatus {
        match self {
            NeedStep::Commit => NeedStatus::Committed,
            NeedStep::AtRisk => NeedStatus::AtRisk,
            NeedStep::Deliver => NeedStatus::Delivered,
            NeedStep::Miss => NeedStatus::Missed,
            NeedStep::Drop => NeedStatus::Dropped,
            NeedStep::Reopen if need.committed_at.is_some() => NeedStatus::Committed,
            NeedStep::Reopen => NeedStatus::Asked,
        }
    }
}

impl NeedStatus {
    /// Whether a need in this status waits for nothing more.
    pub fn is_ended(self) -> bool {
        use NeedStatus::{Delivered, Dropped, Missed};
        matches!(self, Delivered | Missed | Dropped)
    }

    /// Whether the giver's word stands.
    pub fn is_promised(self) -> bool {
        matches!(self, NeedStatus::Committed | NeedStatus::AtRisk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_need_is_unanswered_from_the_third_working_day_after_the_asking_on() {
        let check = |asked: &str, today: &str, want| {
            let need = Need::new("auth".to_owned(), day(asked));
            assert_eq!(need.is_unanswered(day(today)), want, "{asked} to {today}");
        };
        // The 22nd of November 2026 is a Sunday.
        check("2026-11-20", "2026-11-22", false);
        check("2026-11-20", "2026-11-23", false);
        check("2026-11-18", "2026-11-20", false);
        check("2026-11-18", "2026-11-23", true);
        check("2026-11-09", "2026-11-23", true);
        check("2026-11-23", "2026-11-20", false);
    }

    #[test]
    fn a_need_goes_from_asked_over_committed_to_delivered_and_back() {
        let on = day("2026-11-22");
        let mut need = Need::new("auth".to_owned(), on);
        assert!(!NeedStep::AtRisk.is_lawful_from(need.status));
        need.step(NeedStep::Commit, on);
        assert!(NeedStep::AtRisk.is_lawful_from(need.status));
        need.step(NeedStep::Deliver, on);
        assert_eq!(need.closed_at, Some(on));
        assert!(!NeedStep::Miss.is_lawful_from(need.status));
        need.step(NeedStep::Reopen, on);
        assert_eq!((need.status, need.closed_at), (NeedStatus::Committed, None));
    }
}

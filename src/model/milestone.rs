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

    /// Says when it is expected; the first date that anybody says is its baseline. Without a forecast the
    /// baseline is what is expected.
    pub fn expect(&mut self, date: Option<NaiveDate>) {
        match (self.baseline, date) {
            (None, date) => self.baseline = date,
            (Some(_), None) => self.forecast = None,
            (Some(first), Some(date)) if self.forecast.is_none() && date == first => {}
            (Some(_), Some(date)) => self.forecast = Some(date),
        }
    }

    /// Returns by how many days it comes, or came, after its baseline; less than 0 for earlier.
    pub fn slip_days(&self) -> Option<i64> {
        let comes = match self.status {
            MilestoneStatus::Done => self.done_at,
            MilestoneStatus::Planned => self.expected(),
            MilestoneStatus::Dropped => None,
        };
        Some((comes? - self.baseline?).num_days())
    }

    /// Whether it is ahead.
    pub fn is_open(&self) -> bool {
        self.status == MilestoneStatus::Planned
    }

    /// Ends it on a civil date: as reached, or as dropped for a reason.
    pub fn end(&mut self, status: MilestoneStatus, on: NaiveDate, reason: Option<String>) {
        self.status = status;
        self.done_at = Some(on);
        self.reason = reason.or(self.reason.take());
    }

    /// Puts it ahead again.
    pub fn reopen(&mut self) {
        self.status = MilestoneStatus::Planned;
        self.done_at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_date_is_the_baseline_and_later_ones_are_forecasts() {
        let mut milestone = Milestone::new("beta".to_owned(), day("2026-11-22"));
        assert_eq!(milestone.slip_days(), None);
        milestone.expect(Some(day("2026-12-15")));
        assert_eq!((milestone.forecast, milestone.slip_days()), (None, Some(0)));
        milestone.expect(Some(day("2026-12-20")));
        assert_eq!(milestone.baseline, Some(day("2026-12-15")));
        assert_eq!(milestone.slip_days(), Some(5));
        milestone.end(MilestoneStatus::Done, day("2026-12-14"), None);
        assert_eq!(milestone.slip_days(), Some(-1));
        milestone.end(MilestoneStatus::Dropped, day("2026-12-14"), None);
        assert_eq!(milestone.slip_days(), None);
    }
}

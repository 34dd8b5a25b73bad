//! What metrics are computed from: plain rows with dates, filtered beforehand by whoever asks (by owner,
//! workstream, door), without history and without what was undone.

use chrono::NaiveDate;

use crate::model::id::Key;
use crate::model::words::Door;

/// The rows of all kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub decisions: Vec<Made>,
    pub acceptances: Vec<Acceptance>,
    pub reviews: Vec<Review>,
    pub receipts: Vec<Sent>,
    pub actions: Vec<Done>,
    pub nudges: Vec<Nudged>,
    pub meetings: Vec<Held>,
    pub risks: Vec<Exposed>,
    pub milestones: Vec<Reached>,
}

/// A row of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    Decision(Made),
    Acceptance(Acceptance),
    Review(Review),
    Receipt(Sent),
    Action(Done),
    Nudge(Nudged),
    Meeting(Held),
    Risk(Exposed),
    Milestone(Reached),
}

impl Extend<Fact> for Facts {
    fn extend<T: IntoIterator<Item = Fact>>(&mut self, facts: T) {
        for fact in facts {
            match fact {
                Fact::Decision(one) => self.decisions.push(one),
                Fact::Acceptance(one) => self.acceptances.push(one),
                Fact::Review(one) => self.reviews.push(one),
                Fact::Receipt(one) => self.receipts.push(one),
                Fact::Action(one) => self.actions.push(one),
                Fact::Nudge(one) => self.nudges.push(one),
                Fact::Meeting(one) => self.meetings.push(one),
                Fact::Risk(one) => self.risks.push(one),
                Fact::Milestone(one) => self.milestones.push(one),
            }
        }
    }
}

/// A decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    pub decision: Key,
    pub door: Door,
    pub raised: NaiveDate,
    /// When it was last accepted or rejected; nothing while it is open again.
    pub decided_at: Option<NaiveDate>,
    /// Whether it is or was accepted, superseded and deprecated ones included.
    pub is_accepted: bool,
    /// When it was withdrawn, which leaves it out of what is open and of what was promised.
    pub withdrawn_at: Option<NaiveDate>,
    /// The date by which it must be decided, and the first one.
    pub due: Option<NaiveDate>,
    pub due_baseline: Option<NaiveDate>,
    pub owes_execution: bool,
    /// When the first action that serves it was added.
    pub planned_at: Option<NaiveDate>,
    pub execute_by: Option<NaiveDate>,
    /// Whether it landed as intended; nothing while nobody said so.
    pub landed: Option<bool>,
    /// When its gates TOLD and DONE were met; where nothing is owed, the day on which it was decided.
    pub told_at: Option<NaiveDate>,
    pub done_at: Option<NaiveDate>,
}

impl Made {
    /// Returns when all its gates were met: it left the loop.
    pub fn closed_at(&self) -> Option<NaiveDate> {
        Some(self.decided_at?.max(self.told_at?).max(self.done_at?))
    }
}

/// That a decision was accepted once; one that was reopened and accepted again has two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub door: Door,
    pub on: NaiveDate,
    /// When it was superseded or reopened.
    pub reversed_at: Option<NaiveDate>,
    /// When another decision amended it.
    pub amended_at: Option<NaiveDate>,
}

/// A review that was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    pub review_by: NaiveDate,
    pub reviewed_at: Option<NaiveDate>,
}

/// That one person was to be told of one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    pub decision: Key,
    pub decided_at: NaiveDate,
    pub sent_at: Option<NaiveDate>,
    /// Whether an answer is required: not of those in the meeting, nor where it was waived.
    pub is_answer_required: bool,
    pub acked_at: Option<NaiveDate>,
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub created: NaiveDate,
    /// Whether it carries out a decision.
    pub serves_decision: bool,
    pub due: Option<NaiveDate>,
    pub due_baseline: Option<NaiveDate>,
    pub done_at: Option<NaiveDate>,
    pub dropped_at: Option<NaiveDate>,
    /// The day of the meeting into which it was carried for the third time.
    pub zombie_since: Option<NaiveDate>,
    /// The day of the next meeting of the series in whose meeting it was given.
    pub next_meeting: Option<NaiveDate>,
    pub waits: Vec<Wait>,
}

impl Done {
    /// Returns when it ended.
    pub fn ended_at(&self) -> Option<NaiveDate> {
        self.done_at.or(self.dropped_at)
    }
}

/// A time in which an action waited, on a person or on something else; without an end it still does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    pub person: Option<Key>,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// A nudge that was sent, and the first change of its item after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nudged {
    pub on: NaiveDate,
    pub changed_at: Option<NaiveDate>,
}

/// A meeting that was held, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub on: NaiveDate,
    pub minutes: Option<i64>,
    pub attended: i64,
    pub decisions: i64,
    pub actions: i64,
}

/// A risk or an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// Probability times impact.
    pub score: Option<i64>,
    pub raised: NaiveDate,
    pub closed_at: Option<NaiveDate>,
}

/// A milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub baseline: Option<NaiveDate>,
    pub forecast: Option<NaiveDate>,
    pub done_at: Option<NaiveDate>,
}

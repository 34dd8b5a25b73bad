//! The loop of one decision, from raising it until it landed: which of its gates are met, and where it
//! is stuck, on whom and for how many days (`LOOP.md`). All of it follows from what is in the file and
//! from the day; nothing here is stored.

pub mod gates;
mod rules;
pub mod stuck;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::id::Key;
use super::words::{ActionStatus, Answer, DecisionRole, DecisionStatus, Door, Response};

/// A decision with all that its loop depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight {
    pub decision: Key,
    pub status: DecisionStatus,
    pub door: Door,
    pub raised: NaiveDate,
    pub raised_by: Option<Key>,
    /// The date by which it must be decided.
    pub due: Option<NaiveDate>,
    pub defer_until: Option<NaiveDate>,
    /// When it was accepted or rejected.
    pub decided_at: Option<NaiveDate>,
    /// Which outcome is the present one.
    pub version: i64,
    /// When the present outcome replaced another; nothing where it is the first.
    pub changed_at: Option<NaiveDate>,
    /// Whether people are to be told: its audience is `listed`, not `none`.
    pub owes_telling: bool,
    /// Whether it is to be carried out: its execution is `required`, not `none`.
    pub owes_execution: bool,
    pub confirmed_at: Option<NaiveDate>,
    pub review_by: Option<NaiveDate>,
    pub reviewed_at: Option<NaiveDate>,
    /// Whether it came in as history, which the loop leaves alone.
    pub is_history: bool,
    /// Whether a milestone cannot be reached without it.
    pub blocks_milestone: bool,
    pub parts: Vec<Part>,
    /// Who was to be told, one by one: groups are taken apart before.
    pub receipts: Vec<Telling>,
    /// The actions that serve it, ended ones included.
    pub actions: Vec<Task>,
    /// The decisions that it depends on, made ones included or not.
    pub depends_on: Vec<Key>,
    /// The assumptions it rests on that were found false, and when.
    pub found_false: Vec<(Key, NaiveDate)>,
}

/// What one person has to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub person: Key,
    pub role: DecisionRole,
    pub asked_at: Option<NaiveDate>,
    pub response: Option<Response>,
    pub responded_at: Option<NaiveDate>,
}

/// That one person is to be told of one outcome, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    pub person: Key,
    /// Of which outcome.
    pub version: i64,
    /// Whether an answer is required.
    pub is_answer_required: bool,
    /// When the person was written down, where that was after the outcome was.
    pub listed_at: Option<NaiveDate>,
    pub sent_at: Option<NaiveDate>,
    /// Whether the meeting in which it was decided told them: the channel is `meeting`.
    pub was_there: bool,
    pub answer: Option<Answer>,
    pub answered_at: Option<NaiveDate>,
    /// Whether their question or objection was settled.
    pub is_resolved: bool,
}

/// An action that carries it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    pub action: Key,
    pub owner: Option<Key>,
    pub status: ActionStatus,
    pub created: NaiveDate,
    pub due: Option<NaiveDate>,
    /// When it was last changed in any way.
    pub changed: NaiveDate,
    /// When it was done or dropped.
    pub done_at: Option<NaiveDate>,
    pub waiting_on: Option<Key>,
    pub chase_on: Option<NaiveDate>,
    pub snooze_until: Option<NaiveDate>,
}

/// Decisions by key: those that are looked at, and those that they depend on.
pub type Flights = BTreeMap<Key, Flight>;

/// Where a decision stands towards the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    InFlight,
    /// A draft, which is not on the table yet.
    Draft,
    /// Deferred to a day that has not come.
    Parked {
        until: NaiveDate,
    },
    /// All gates are met.
    Closed,
    /// Superseded, withdrawn or deprecated.
    Ended,
    /// Came in as history.
    History,
}

impl Place {
    /// Whether it left the loop for good, so that `left_loop_at` is set.
    pub fn has_left(self) -> bool {
        matches!(self, Place::Closed | Place::Ended)
    }
}

impl Flight {
    /// Returns where it stands towards the loop on a day.
    pub fn place(&self, today: NaiveDate) -> Place {
        use DecisionStatus::{Deferred, Deprecated, Draft, Superseded, Withdrawn};
        if self.is_history {
            return Place::History;
        }
        match (self.status, self.defer_until) {
            (Draft, _) => Place::Draft,
            (Superseded | Withdrawn | Deprecated, _) => Place::Ended,
            (Deferred, Some(until)) if until > today => Place::Parked { until },
            _ if gates::gates(self).is_closed => Place::Closed,
            _ => Place::InFlight,
        }
    }

    /// Returns the first person in a role.
    pub fn holder_of(&self, role: DecisionRole) -> Option<Key> {
        let mut parts = self.parts.iter();
        parts.find(|part| part.role == role).map(|part| part.person)
    }

    /// Returns who drives it; where nobody does, who raised it, and where that is not known, as in
    /// notes, who decides it.
    pub fn driver(&self) -> Option<Key> {
        let driver = self.holder_of(DecisionRole::Driver).or(self.raised_by);
        driver.or_else(|| self.holder_of(DecisionRole::Decider))
    }

    /// Returns who decides it; where nobody does, who drives it.
    pub fn decider(&self) -> Option<Key> {
        self.holder_of(DecisionRole::Decider)
            .or_else(|| self.driver())
    }

    /// Returns what was written down about telling people of the present outcome. After a change of
    /// the outcome of which nobody was written down yet, these are the people of the outcome before,
    /// untold.
    pub fn tellings(&self) -> Vec<Telling> {
        let newest = self.receipts.iter().map(|receipt| receipt.version).max();
        let receipts = self.receipts.iter().copied();
        receipts
            .filter(|receipt| Some(receipt.version) == newest)
            .map(|receipt| receipt.of_version(self.version))
            .collect()
    }

    /// Returns since when people are owed the present outcome.
    pub fn outcome_since(&self) -> Option<NaiveDate> {
        self.changed_at.max(self.decided_at)
    }
}

impl Telling {
    /// Returns this where it is about that outcome, else the same person, told and asked nothing.
    fn of_version(self, version: i64) -> Telling {
        if self.version == version {
            return self;
        }
        Telling {
            version,
            sent_at: None,
            was_there: false,
            answer: None,
            answered_at: None,
            is_resolved: false,
            ..self
        }
    }

    /// Whether the person knows: it was sent to them, or they answered.
    pub fn is_told(&self) -> bool {
        let has_answered = self.answer.is_some_and(|answer| answer != Answer::Waived);
        self.sent_at.is_some() || has_answered
    }

    /// Whether a question or an objection is open.
    pub fn is_questioned(&self) -> bool {
        let is_question = matches!(self.answer, Some(Answer::Question | Answer::Objection));
        is_question && !self.is_resolved
    }

    /// Whether an answer is still to come; who was in the meeting owes none.
    pub fn owes_answer(&self) -> bool {
        self.is_answer_required && !self.was_there && self.answer.is_none()
    }

    /// Whether nothing of this person is missing.
    pub fn is_settled(&self) -> bool {
        self.is_told() && !self.owes_answer() && !self.is_questioned()
    }
}

impl Task {
    /// Whether something is still to be done.
    pub fn is_open(&self) -> bool {
        !self.status.is_ended()
    }

    /// Whether it was put aside until a day that has not come: snoozed, or not to be asked about yet.
    pub fn rests(&self, today: NaiveDate) -> bool {
        let chase_on = self
            .chase_on
            .filter(|_| self.status == ActionStatus::Waiting);
        self.snooze_until
            .max(chase_on)
            .is_some_and(|day| day > today)
    }

    /// Returns whom to ask about it: whom it waits on from the day of chasing on, else its owner.
    pub fn chased(&self, today: NaiveDate) -> Option<Key> {
        let is_waiting = self.status == ActionStatus::Waiting;
        let has_come = self.chase_on.is_none_or(|day| day <= today);
        let waiting_on = self.waiting_on.filter(|_| is_waiting && has_come);
        waiting_on.or(self.owner)
    }
}

#[cfg(test)]
mod tests;

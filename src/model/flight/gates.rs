//! The three gates of a decision: MADE, TOLD, DONE (`LOOP.md`, "Three gates"). They may fill out of
//! order, and are derived each time.

use super::{Flight, Task};
use crate::model::words::{ActionStatus, DecisionStatus, Door};

/// How far a gate has filled: so many of so many, such as people or actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    pub met: usize,
    /// None where nothing is owed, or nothing is planned yet.
    pub of: usize,
    /// Whether the gate is met; 4 of 4 actions do not meet it while a one-way door is not confirmed.
    pub is_met: bool,
}

/// The gates of one decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gates {
    /// Accepted or rejected.
    pub is_made: bool,
    /// People who were told and owe nothing, of all who must be told.
    pub told: Fill,
    /// Actions that are done or dropped, of all.
    pub done: Fill,
    /// Whether all three are met, so that it leaves the loop.
    pub is_closed: bool,
}

/// Returns the gates of a decision. What was superseded or deprecated was made once, and owes nothing.
pub fn gates(flight: &Flight) -> Gates {
    let is_made = !flight.status.is_open() && flight.status != DecisionStatus::Withdrawn;
    let (told, done) = (told(flight, is_made), done(flight, is_made));
    Gates {
        is_made,
        told,
        done,
        is_closed: is_made && told.is_met && done.is_met,
    }
}

fn told(flight: &Flight, is_made: bool) -> Fill {
    if !flight.owes_telling {
        return NOTHING_OWED;
    }
    let tellings = flight.tellings();
    let settled = tellings.iter().filter(|telling| telling.is_settled());
    let (met, of) = (settled.count(), tellings.len());
    Fill {
        met,
        of,
        // Before it is made there is nothing to tell, whatever was written down.
        is_met: is_made && of > 0 && met == of,
    }
}

fn done(flight: &Flight, is_made: bool) -> Fill {
    let is_rejected = flight.status == DecisionStatus::Rejected;
    if !flight.owes_execution || is_rejected {
        return NOTHING_OWED;
    }
    let ended = flight.actions.iter().filter(|task| !task.is_open());
    let (met, of) = (ended.count(), flight.actions.len());
    Fill {
        met,
        of,
        is_met: is_made && of > 0 && met == of && is_confirmed(flight),
    }
}

/// Whether somebody said that it landed; the last action done says so for a two-way door.
pub(super) fn is_confirmed(flight: &Flight) -> bool {
    let is_done = |task: &Task| task.status == ActionStatus::Done;
    let confirms_itself = flight.door == Door::TwoWay && flight.actions.iter().any(is_done);
    flight.confirmed_at.is_some() || confirms_itself
}

const NOTHING_OWED: Fill = Fill {
    met: 0,
    of: 0,
    is_met: true,
};

//! What tpm can do: one function is one transaction or one read. Takes typed values, returns data,
//! formats nothing and prints nothing.

mod absence;
pub mod ack;
pub mod act;
pub mod agenda;
pub mod announce;
pub mod audience;
pub mod backup;
pub mod begin;
pub mod chase;
pub mod close;
pub mod comment;
pub mod confirm;
pub mod dashboard;
pub mod decide;
pub mod delete;
mod directory;
pub mod doctor;
pub mod edit;
mod ending;
pub mod error;
pub mod facts;
pub mod find;
pub mod followup;
pub mod gather;
pub mod group;
pub mod handover;
pub mod import;
pub mod invitation;
pub mod layout;
pub mod leave;
pub mod link;
pub mod list;
pub mod log;
pub mod loops;
pub mod meet;
pub mod merge;
pub mod metrics;
pub mod milestone;
pub mod minutes;
pub mod morning;
pub mod moves;
pub mod need;
mod notes;
pub mod nudge;
pub mod occasion;
pub mod one_to_one;
pub mod options;
pub mod outcome;
pub mod owed;
pub mod people;
pub mod person;
pub mod purge;
pub mod rag;
pub mod receive;
pub mod report;
pub mod risk;
pub mod roles;
pub mod series;
pub mod show;
mod side;
pub mod standing;
mod supersede;
pub mod targets;
mod title;
pub mod today;
pub mod undo;
pub mod update;
pub mod walk;
pub mod workstream;

pub use error::OpsError;
pub use outcome::{Outcome, Remark};

use crate::model::ctx::Ctx;
use crate::store::{Rehearsal, Store};

/// What every changing operation works with: the file, the surroundings, and whether it is for real.
pub struct Desk<'a> {
    pub store: &'a mut Store,
    pub ctx: &'a Ctx,
    pub rehearsal: Rehearsal,
}

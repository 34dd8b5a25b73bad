//! What tpm can do: one function is one transaction or one read. Takes typed values, returns data,
//! formats nothing and prints nothing.

pub mod act;
pub mod agenda;
pub mod begin;
pub mod close;
pub mod comment;
pub mod decide;
pub mod delete;
mod directory;
pub mod edit;
pub mod error;
pub mod facts;
pub mod find;
pub mod followup;
pub mod import;
pub mod invitation;
pub mod layout;
pub mod link;
pub mod list;
pub mod log;
pub mod meet;
pub mod minutes;
pub mod moves;
mod notes;
pub mod occasion;
pub mod outcome;
pub mod people;
mod roles;
pub mod series;
pub mod show;
pub mod targets;
mod title;
pub mod today;
pub mod undo;

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

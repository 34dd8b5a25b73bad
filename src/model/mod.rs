//! Values and rules: IDs, entities, lawful moves, follow-up. Pure: no I/O, no SQL, no clock.

pub mod action;
mod choice;
pub mod compare;
pub mod ctx;
pub mod days;
pub mod decision;
pub mod flight;
pub mod id;
pub mod ladder;
pub mod limits;
pub mod meeting;
pub mod metrics;
pub mod milestone;
pub mod need;
pub mod option;
pub mod person;
pub mod rag;
pub mod receipt;
pub mod recurrence;
pub mod relation;
pub mod risk;
pub mod series;
pub mod update;
pub mod words;

//! What users meet: whole exchanges with the program, in a sandbox with a fixed clock; and what holds
//! of the sources and the pages as a whole.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // tests may fail loudly and look around

mod anchors;
mod browser;
mod commands;
mod docs;
#[cfg(unix)]
mod faults;
mod gold;
mod hints;
mod landing;
mod layers;
mod mornings;
mod no_false_alarms;
mod properties;
mod purging;
mod real_notes;
mod reference;
#[cfg(unix)]
mod review;
mod round_trip;
#[allow(dead_code)] // each test uses the part that it needs
mod sandbox;
mod shells;
mod smoke;
#[cfg(unix)]
mod terminal;
mod tree;
mod undo_list;
mod undo_refusals;
#[cfg(unix)]
mod walk;
mod widths;
mod wording;
mod words;

//! What users meet: whole exchanges with the program, in a sandbox with a fixed clock.

mod commands;
mod properties;
mod real_notes;
mod sandbox;
mod smoke;
mod undo_list;

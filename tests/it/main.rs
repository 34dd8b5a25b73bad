//! What users meet: whole exchanges with the program, in a sandbox with a fixed clock.

mod real_notes;
mod sandbox;
mod smoke;

//! What users meet: whole exchanges with the program, in a sandbox with a fixed clock.

#[allow(dead_code)] // each test uses the part that it needs
mod sandbox;
mod smoke;
mod wording;

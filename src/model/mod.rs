//! Values and rules: IDs, entities, lawful moves, follow-up. Pure: no I/O, no SQL, no clock.

mod choice;
pub mod id;
pub mod words;

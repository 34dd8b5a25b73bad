//! From text to values and back, pure: dates, IDs, names, notes, and merging of texts. Parsers of
//! what people type say what is wrong and what to write instead; parsers of notes never fail.

pub mod dates;
pub mod ids;
pub mod merge;
pub mod names;
pub mod notes;
pub mod recurrence;

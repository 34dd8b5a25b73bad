//! From text to values and back, pure: dates, IDs, names, notes, merging of texts, and snippets. Parsers of
//! what people type say what is wrong and what to write instead; parsers of notes never fail.

pub mod criteria;
pub mod dates;
pub mod diff;
pub mod form;
pub mod front;
pub mod gist;
pub mod headed;
pub mod ids;
pub mod merge;
pub mod minutes;
pub mod names;
pub mod notes;
pub mod pasted;
pub mod records;
pub mod recurrence;
pub mod snippet;

//! What is left of a text beside its items: sentences in which somebody may promise something.

use super::{Sentence, Walk};
use crate::text::notes::people::people_line;
use crate::text::notes::sections::Section;

/// Whether the sentences that are no items are of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text::notes) enum Rest {
    Dropped,
    Kept,
}

/// A sentence that is no item and says nothing of one.
pub(in crate::text::notes) struct Unclaimed {
    pub line: usize,
    pub last_line: usize,
    pub text: String,
}

impl<'a> Walk<'a> {
    /// Keeps a sentence that is no item, where promises may stand.
    pub(super) fn leave(&mut self, sentence: &Sentence<'a>) {
        let Sentence {
            first,
            last_line,
            text,
            anchor,
            place,
        } = sentence;
        let is_talk = matches!(
            place.section,
            Section::Other
                | Section::AgendaTopic
                | Section::Actions
                | Section::Decisions
                | Section::Mixed
        );
        let is_free = !place.opens && !first.private && anchor.is_none();
        if self.rest == Rest::Kept
            && is_talk
            && is_free
            && people_line(first).is_none()
            && !self.parents.is_under_action(first, &self.items)
        {
            self.unclaimed.push(Unclaimed {
                line: first.number,
                last_line: *last_line,
                text: text.clone(),
            });
        }
    }
}

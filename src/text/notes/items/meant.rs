//! Whether a keyword or a box is meant as an item, by where it stands and what follows it.

use crate::text::notes::items::empty::{is_answered, is_bare_link};
use crate::text::notes::items::{Sentence, Walk, me, nested};
use crate::text::notes::keywords::Hit;
use crate::text::notes::lines::Form;
use crate::text::notes::owners::{self, Slot};
use crate::text::notes::sections::{Section, of_phrase, phrase};
use crate::text::notes::types::{Mention, MentionForm, What};

/// Says whether the words behind a keyword speak of the thing: "Risk: is low", "AI: is it ready?",
/// "Lee: Action: in these terms, …".
fn speaks_of_it(hit: &Hit<'_>) -> bool {
    if matches!(
        hit.what,
        What::Question | What::OpenDecision | What::Decision
    ) {
        return false;
    }
    let first = hit.rest.split([' ', ',', '\'', '’']).next().unwrap_or("");
    let told = [
        "is", "are", "was", "were", "isn", "has", "does", "did", "means",
    ];
    if hit.slot.is_none() && told.contains(&first) {
        return true;
    }
    let asks = [
        "what", "why", "how", "who", "when", "where", "which", "is", "are", "does",
    ];
    let asked = hit.word == "ai" && hit.rest.ends_with('?');
    if asked && asks.contains(&first.to_lowercase().as_str()) {
        return true;
    }
    let talk = [
        "in", "as", "at", "of", "with", "than", "like", "if", "when", "it", "that", "which",
    ];
    hit.speaker.is_some() && !hit.loud && talk.contains(&first)
}

impl Walk<'_> {
    /// Says whether a keyword is said in earnest here, by where it stands and what follows it.
    pub(super) fn is_meant(&self, hit: &Hit<'_>, sentence: &Sentence<'_>, index: usize) -> bool {
        let line = sentence.first;
        let sure = matches!(hit.what, What::Action | What::Decision) && !hit.is_soft();
        let names_section = || of_phrase(&phrase(line.body)).is_some();
        // What stands on an item's own line is its kind, in a heading, too.
        if matches!(line.form, Form::Heading(_))
            && sentence.anchor.is_none()
            && (!sure || hit.needs_owner || hit.rest.is_empty() || names_section())
        {
            return false;
        }
        if hit.rest.is_empty()
            || (hit.needs_owner
                && hit.slot.is_none()
                && owners::lead(self.known, hit.rest, Slot::Action, Some(&me())).is_none())
        {
            return false;
        }
        if sentence.anchor.is_some() || line.mark.is_some() {
            return true;
        }
        if speaks_of_it(hit) {
            return false;
        }
        let quiet = matches!(
            sentence.place.section,
            Section::Agenda | Section::Parked | Section::People(..)
        );
        let is_topic = sentence.place.section == Section::Agenda && self.is_top && !hit.loud;
        match hit.what {
            What::Action | What::Decision if is_topic && !self.names_known(hit) => false,
            What::Action | What::Decision => {
                !is_bare_link(hit.rest) && !matches!(sentence.place.section, Section::People(..))
            }
            _ if quiet || is_bare_link(hit.rest) => false,
            What::Question => !is_answered(hit.rest) && !nested::has_nested(self.lines, index),
            _ => true,
        }
    }

    /// Says whether the owner behind a keyword that needs one is known.
    pub(super) fn is_clear(&self, hit: &Hit<'_>) -> bool {
        !hit.needs_owner || self.names_known(hit)
    }

    /// Says whether a keyword names owners of whom each is a handle or known.
    fn names_known(&self, hit: &Hit<'_>) -> bool {
        let owners = match hit.slot {
            Some(slot) => owners::slot(self.known, slot).unwrap_or_default(),
            None => owners::lead(self.known, hit.rest, Slot::Action, None)
                .filter(|lead| !lead.rest.is_empty())
                .map_or(Vec::new(), |lead| lead.owners),
        };
        let is_known =
            |owner: &Mention| owner.form == MentionForm::Handle || self.known.knows(&owner.text);
        !owners.is_empty() && owners.iter().all(is_known)
    }

    pub(super) fn box_is_item(&self, sentence: &Sentence<'_>) -> bool {
        let text = sentence.text.as_str();
        let rule = [
            "I agree",
            "I have read",
            "I understand",
            "I've read",
            "I accept",
            "I confirm",
        ];
        match sentence.place.section {
            Section::Agenda | Section::Parked | Section::People(..) | Section::Previous => false,
            Section::AgendaTopic => owners::lead(self.known, text, Slot::Action, None).is_some(),
            _ => !rule.iter().any(|head| text.starts_with(head)),
        }
    }
}

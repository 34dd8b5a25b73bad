//! Whose an item is, and the title that is left of its words.

use std::borrow::Cow;

use crate::text::notes::fields::Fields;
use crate::text::notes::items::Walk;
use crate::text::notes::keywords::{self, Hit};
use crate::text::notes::owners::{self, Lead, Slot, bare_mention};
use crate::text::notes::plain::unmask;
use crate::text::notes::sections::{Place, Section};
use crate::text::notes::types::{Item, Mention, MentionForm, Problem, What};
use crate::text::notes::words::is_nobody;

/// Where the line of an item stands.
#[derive(Clone, Copy)]
pub(super) struct Footing<'p> {
    pub place: &'p Place,
    /// It has neither keyword nor box.
    pub is_bare: bool,
}

impl Walk<'_> {
    /// Finds the owners, and makes the title of what is left.
    pub(super) fn finish(
        &mut self,
        item: &mut Item,
        taken: Fields,
        hit: Option<&Hit<'_>>,
        footing: Footing<'_>,
    ) {
        let Fields {
            text,
            owners: closed,
            decider,
            tags,
            ..
        } = taken;
        item.tags = tags;
        item.details.by = decider
            .flatten()
            .and_then(|mut people| (!people.is_empty()).then(|| people.remove(0)));
        let slot = hit
            .and_then(|hit| hit.slot)
            .map(|names| owners::slot(self.known, names));
        let mut title = Cow::Borrowed(text.as_str());
        match (closed, slot) {
            (Some(owners), _) => item.owners = owners.unwrap_or_default(),
            (None, Some(Ok(owners))) if !owners.is_empty() => {
                item.owners = owners;
                title = Cow::Borrowed(without_said_again(&text, &item.owners));
            }
            (None, Some(Err(open))) => self.problems.push(unsure(item.line, &open)),
            (None, _) if item.what == What::Action && !hit.is_some_and(names_nobody) => {
                title = self.find_owners(item, &text, hit, footing)
            }
            (None, _) => {}
        }
        item.title = ended(&title);
        if item.title.is_empty() {
            item.title = ended(&text);
        }
    }

    fn find_owners<'t>(
        &mut self,
        item: &mut Item,
        text: &'t str,
        hit: Option<&Hit<'_>>,
        footing: Footing<'_>,
    ) -> Cow<'t, str> {
        let speaker = hit
            .and_then(|hit| hit.speaker)
            .and_then(|name| bare_mention(self.known, name, true));
        let lead = owners::lead(self.known, text, Slot::Action, speaker.as_ref())
            .filter(|lead| !lead.rest.is_empty());
        if let Some(lead) = &lead
            && let Some(name) = self.stranger(lead, footing)
        {
            self.problems.push(nobody(item.line, name));
            return Cow::Borrowed(text);
        }
        if let Some(lead) = lead {
            let rest = if hit.is_some() && lead.by_name {
                without_said_again(lead.rest, &lead.owners)
            } else {
                lead.rest
            };
            let title = match lead.aside {
                Some(_) => Cow::Owned(lead.with_aside(rest)),
                None => Cow::Borrowed(rest),
            };
            item.owners = lead.owners;
            return title;
        }
        let speaker_owns = hit.is_some_and(|hit| hit.speaker_owns);
        if let Some(speaker) = speaker.filter(|_| speaker_owns) {
            item.owners = vec![speaker];
            return Cow::Borrowed(text);
        }
        if let Some((owners, rest)) = owners::trail(self.known, text) {
            item.owners = owners;
            return Cow::Borrowed(rest);
        }
        item.owners = self.owners_above(footing.place);
        Cow::Borrowed(text)
    }

    /// Returns whom the heading, the label or the bullet above names.
    fn owners_above(&self, place: &Place) -> Vec<Mention> {
        if place.section != Section::Actions {
            return Vec::new();
        }
        let heading = place.heading.as_deref();
        let named = heading.filter(|names| owners::are_known(self.known, names));
        match named.map(|names| owners::slot(self.known, names)) {
            Some(Ok(owners)) => owners,
            _ => self.parents.group_owners(),
        }
    }

    /// Returns who of those at the head of a bare bullet is nobody's name for certain: among known attendees
    /// its first word is hardly somebody new, and stays in the title.
    fn stranger<'l>(&self, lead: &'l Lead<'_>, footing: Footing<'_>) -> Option<&'l str> {
        let is_strange = |mention: &&Mention| {
            mention.form == MentionForm::Name && !self.known.knows(&mention.text)
        };
        let is_doubtful = footing.is_bare && self.known.has_attendees;
        let stranger = lead.owners.iter().find(is_strange);
        stranger
            .filter(|_| is_doubtful)
            .map(|mention| mention.text.as_str())
    }
}

fn nobody(line: usize, name: &str) -> Problem {
    Problem {
        line,
        message: format!("nobody is certainly meant by \"{name}\"; left without an owner"),
        hint: "name one owner: @handle".to_string(),
    }
}

/// `[ACTION - everyone] …`: the brackets leave it open whose it is, and so do the words.
fn names_nobody(hit: &Hit<'_>) -> bool {
    let nobody = |slot: &str| is_nobody(slot.split(' ').next().unwrap_or(""));
    hit.slot
        .is_some_and(|slot| nobody(slot) || slot.trim() == "?")
}

fn unsure(line: usize, names: &str) -> Problem {
    Problem {
        line,
        message: format!("`{names}` does not say who owns it"),
        hint: "name one owner: @handle".to_string(),
    }
}

/// Drops `Lee: I can` from `ACTION - Lee; Lee: I can …`.
fn without_said_again<'t>(title: &'t str, owners: &[Mention]) -> &'t str {
    let said = match keywords::speaker(title) {
        Some((name, said))
            if owners
                .iter()
                .any(|owner| owner.text.eq_ignore_ascii_case(name)) =>
        {
            said
        }
        _ => title,
    };
    owners::after_i_will(said)
        .filter(|_| !owners.is_empty())
        .unwrap_or(said)
}

/// Trims separators that were left at either end.
fn ended(title: &str) -> String {
    let title = keywords::after_separators(title.trim());
    unmask(title.trim_end_matches([' ', ',', ';', '-', '–', '—', ':']))
}

//! One line as it is typed to a command: the same fields as in notes, without headings, boxes and attendees.

use crate::model::words::Level;
use crate::text::dates::Calendar;
use crate::text::notes::fields::{self, Words, is_guessed};
use crate::text::notes::keywords;
use crate::text::notes::owners::{self, Slot};
use crate::text::notes::people::Known;
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::types::{DueMention, Mention, MentionForm, Roster, What};

/// What was understood of a typed title.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleReading {
    /// The words that are left; the whole text when nothing else would be.
    pub title: String,
    pub owners: Vec<Mention>,
    pub due: Option<DueMention>,
    pub priority: Option<Level>,
    /// The first of `tags`.
    pub workstream: Option<String>,
    pub tags: Vec<String>,
    pub waiting_on: Option<String>,
    /// The owners were bare names.
    pub guessed_owner: bool,
    /// The date was made from words.
    pub guessed_due: bool,
    /// What could not be read, such as two dates: message and hint.
    pub problems: Vec<(String, String)>,
}

/// Returns what stands after a keyword such as `ACTION:`, which a pasted line brings along.
fn after_keyword(text: &str) -> &str {
    let main = [What::Action, What::Decision, What::OpenDecision];
    match keywords::at_head(text) {
        Some(hit) if hit.slot.is_none() && !hit.needs_owner && main.contains(&hit.what) => {
            Some(hit.rest)
                .filter(|rest| !rest.trim().is_empty())
                .unwrap_or(text)
        }
        _ => text,
    }
}

pub(super) fn read_title(calendar: &Calendar, roster: &dyn Roster, text: &str) -> TitleReading {
    let mut known = Known::of_roster(roster);
    // One unknown word before a colon ("Docs: fix it") is a topic here, as in a meeting with attendees.
    known.has_attendees = true;
    let whole = plain(text);
    let taken = fields::take(calendar, &known, after_keyword(&whole), Words::Read, None);
    let found = match taken.owners.clone() {
        Some(owners) => (owners.unwrap_or_default(), taken.text.clone()),
        None => match owners::lead(&known, &taken.text, Slot::Action, None)
            .filter(|lead| !lead.rest.is_empty())
        {
            Some(lead) => {
                let rest = lead.with_aside(lead.rest);
                (lead.owners, rest)
            }
            None => owners::trail(&known, &taken.text)
                .map_or((Vec::new(), taken.text.clone()), |(owners, rest)| {
                    (owners, rest.to_owned())
                }),
        },
    };
    let (owners, rest) = found;
    let title = unmask(keywords::after_separators(&rest).trim_end_matches([' ', ',', ';', ':']));
    let due = taken.due.flatten();
    TitleReading {
        title: if title.is_empty() {
            unmask(&whole)
        } else {
            title
        },
        guessed_owner: owners.iter().any(|owner| owner.form != MentionForm::Handle),
        guessed_due: due.as_ref().is_some_and(is_guessed),
        owners,
        due,
        priority: taken.priority.flatten(),
        workstream: taken.tags.first().cloned(),
        tags: taken.tags,
        waiting_on: taken.waiting_on.flatten(),
        problems: taken.problems,
    }
}

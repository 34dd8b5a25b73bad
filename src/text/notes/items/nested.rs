//! Lines under an item: its notes, the details of a decision, and bullets that only group those below.

use crate::text::dates::Calendar;
use crate::text::notes::fields;
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::owners::{self, Slot, bare_mention};
use crate::text::notes::people::Known;
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::sections::Place;
use crate::text::notes::types::{Item, Mention, Problem, What};
use crate::text::notes::words::is_nobody;

/// The items that lines further in belong to, and the level of bullets that a section's items stand at.
#[derive(Default)]
pub(super) struct Parents {
    /// Indentation and index of each open item, the outermost first.
    open: Vec<(usize, usize)>,
    /// The run, and the indentation of its top-level bullets.
    top: Option<(u32, usize)>,
    /// A bullet that only groups: its indentation and whom it names.
    group: Option<(usize, Vec<Mention>)>,
}

/// What a line under a decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    Why,
    Alternatives,
    By,
    Revisit,
    DecideBy,
    Inform,
}

/// Splits `Why: …` into its key and text.
pub(super) fn detail(body: &str) -> Option<(Detail, &str)> {
    let bare = body.trim_start_matches(['*', '_']);
    let (key, value) = bare.split_once(':').filter(|(key, _)| key.len() <= 24)?;
    let detail = match key
        .trim_end_matches(['*', '_', ' '])
        .to_lowercase()
        .as_str()
    {
        "why" | "rationale" | "reason" | "because" => Detail::Why,
        "alternatives" | "alternative" | "options" | "alternatives considered" => {
            Detail::Alternatives
        }
        "by" | "decider" | "decided by" => Detail::By,
        "revisit" | "review by" | "review on" => Detail::Revisit,
        "decide by" | "due" | "deadline" => Detail::DecideBy,
        "inform" | "informed" | "tell" | "announce to" => Detail::Inform,
        _ => return None,
    };
    Some((detail, value.trim_start_matches(['*', '_']).trim()))
}

/// Says whether the line at `index` has lines further in under it.
pub(super) fn has_nested(lines: &[Line<'_>], index: usize) -> bool {
    let own = &lines[index];
    let next = lines[index + 1..]
        .iter()
        .find(|line| line.form != Form::Blank);
    next.is_some_and(|next| {
        let answers = next.body.trim_start_matches(['*', '_']);
        let further_in = matches!(next.form, Form::Bullet) && next.indent > own.indent;
        further_in || answers.starts_with("A:") || answers.starts_with("Answer:")
    })
}

impl Parents {
    pub fn clear(&mut self) {
        self.open.clear();
        self.group = None;
    }

    /// Says whether a bullet stands at the level of its section's items; to be asked once for each bullet.
    pub fn is_top(&mut self, line: &Line<'_>, place: &Place) -> bool {
        let (run, level) = self
            .top
            .filter(|top| top.0 == place.run)
            .unwrap_or((place.run, line.indent));
        if let Some((group, _)) = &self.group {
            if line.indent > *group {
                return !self
                    .open
                    .iter()
                    .any(|(indent, _)| *indent < line.indent && *indent > *group);
            }
            self.group = None;
        }
        self.top = Some((run, level.min(line.indent)));
        line.indent <= level + 1
    }

    /// Says whether the bullet at `index` only groups those under it, and remembers whom it names.
    pub fn opens_group(
        &mut self,
        known: &Known<'_>,
        lines: &[Line<'_>],
        index: usize,
        text: &str,
    ) -> bool {
        let own = &lines[index];
        let Some(next) = lines[index + 1..]
            .iter()
            .find(|line| line.form != Form::Blank)
        else {
            return false;
        };
        if next.form != Form::Bullet || next.indent <= own.indent || own.mark.is_some() {
            return false;
        }
        let name = text.trim_end_matches(':');
        let owner = bare_mention(known, name, false)
            .filter(|mention| text.ends_with(':') || known.knows(&mention.text));
        let next_text = plain(next.body);
        // A line that only sets a field tells more of the item above it.
        if fields::is_alone(&next_text) {
            return false;
        }
        let assigned = next.mark.is_some()
            || (is_assigned(&next_text)
                && owners::lead(known, &next_text, Slot::Action, None).is_some());
        // A word alone is no item; those under it are, if they name who does them.
        let led = || {
            owners::lead(known, &next_text, Slot::Text, None)
                .is_some_and(|lead| !lead.owners.is_empty())
        };
        let is_word = !text.contains(' ') && led();
        let groups = owner.is_some() || assigned || is_word || text.ends_with(':');
        if groups {
            self.group = Some((own.indent, owner.into_iter().collect()));
        }
        groups
    }

    /// Returns whom the open group names.
    pub fn group_owners(&self) -> Vec<Mention> {
        self.group
            .as_ref()
            .map_or(Vec::new(), |(_, owners)| owners.clone())
    }

    /// Adds an item and makes it the parent of what stands further in.
    pub fn push(&mut self, line: &Line<'_>, item: Item, items: &mut Vec<Item>) {
        while self
            .open
            .last()
            .is_some_and(|(indent, _)| *indent >= line.indent)
        {
            self.open.pop();
        }
        self.open.push((line.indent, items.len()));
        items.push(item);
    }

    /// Says whether a line stands under an action, and so tells more of it.
    pub fn is_under_action(&self, line: &Line<'_>, items: &[Item]) -> bool {
        let mut open = self.open.iter();
        open.any(|(indent, index)| *indent < line.indent && items[*index].what == What::Action)
    }

    /// Hangs a line that is no item on the item above it, as detail, owner or note.
    pub fn note(
        &mut self,
        line: &Line<'_>,
        text: &str,
        items: &mut [Item],
        calendar: &Calendar,
        known: &Known<'_>,
        problems: &mut Vec<Problem>,
    ) {
        let next_to = |item: &Item| item.last_line + 1 >= line.number || !item.details_are_empty();
        while let Some((indent, index)) = self.open.last().copied() {
            let item = &mut items[index];
            let said = detail(text).filter(|_| is_decision(item.what));
            if line.indent <= indent && !(said.is_some() && line.indent == indent && next_to(item))
            {
                self.open.pop();
                continue;
            }
            match said {
                Some((detail, value)) => problems.extend(set_detail(
                    item,
                    detail,
                    value,
                    calendar,
                    known,
                    line.number,
                )),
                None if set_field(item, calendar, known, text) => {}
                None => add_note(item, text, known),
            }
            return;
        }
    }
}

/// `@lee: …`, `[@lee][]: …` and `Unclaimed: …`.
fn is_assigned(text: &str) -> bool {
    text.starts_with(['@', '[']) || text.split(':').next().is_some_and(is_nobody)
}

fn is_decision(what: What) -> bool {
    matches!(what, What::Decision | What::OpenDecision | What::Question)
}

impl Item {
    fn details_are_empty(&self) -> bool {
        self.details == Default::default()
    }
}

fn set_detail(
    item: &mut Item,
    detail: Detail,
    value: &str,
    calendar: &Calendar,
    known: &Known<'_>,
    line: usize,
) -> Option<Problem> {
    let words = unmask(value);
    let date = || fields::due(calendar, &words);
    match detail {
        Detail::Why => item.details.why = Some(words),
        Detail::Alternatives => item
            .details
            .alternatives
            .extend(words.split(';').map(|word| word.trim().to_string())),
        Detail::By => {
            item.details.by = owners::slot(known, value)
                .ok()
                .and_then(|people| people.into_iter().next())
        }
        Detail::Inform => item
            .details
            .inform
            .extend(owners::slot(known, value).unwrap_or_default()),
        Detail::Revisit | Detail::DecideBy => {
            let Some(date) = date() else {
                let hint = "write a date such as 2026-11-02 or fri".to_string();
                return Some(Problem {
                    line,
                    message: format!("`{words}` is no date"),
                    hint,
                });
            };
            match detail {
                Detail::Revisit => item.details.revisit = Some(date),
                _ => item.details.decide_by = Some(date),
            }
        }
    }
    None
}

/// Takes a line that only names the owner or the date of the action above it.
fn set_field(item: &mut Item, calendar: &Calendar, known: &Known<'_>, text: &str) -> bool {
    if item.what != What::Action {
        return false;
    }
    let Some(found) = fields::alone(calendar, known, text) else {
        return false;
    };
    let (owners, due) = (found.owners.flatten(), found.due.flatten());
    let says_more = item.owners.is_empty() && owners.is_some()
        || item.due.is_none() && due.is_some()
        || item.priority.is_none() && found.priority.is_some();
    if item.owners.is_empty() {
        item.owners = owners.unwrap_or_default();
    }
    item.due = item.due.or(due);
    item.priority = item.priority.or(found.priority.flatten());
    says_more
}

/// Keeps a nested line; "Lee to do that" under an unowned action names its owner.
fn add_note(item: &mut Item, text: &str, known: &Known<'_>) {
    if item.what == What::Action && item.owners.is_empty() && item.notes.is_empty() {
        let lead = owners::lead(known, text, Slot::Text, None);
        let lead = lead.filter(|lead| {
            [
                "do that",
                "do this",
                "do it",
                "take this",
                "take it",
                "take that",
            ]
            .contains(&lead.rest.trim_end_matches('.'))
        });
        item.owners = lead.map_or(Vec::new(), |lead| lead.owners);
    }
    item.notes.push(unmask(text));
}

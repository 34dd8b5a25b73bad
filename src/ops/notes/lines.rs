//! What two readings of an item's line say, and who changed what between them.

use std::collections::{HashMap, HashSet};

use crate::model::id::ItemId;
use crate::ops::facts;
use crate::store::{Reader, StoreError};
use crate::text::notes::{Item, Notes, Problem};

use super::present::is_own_line;

/// An item's line as it was handed out, and as it would be handed out now.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub base: &'a Item,
    pub now: &'a Item,
}

/// What a saved line says of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing that is not stored already.
    Nothing,
    /// The writer changed it, and nobody else did.
    Theirs,
    /// The writer and somebody else changed it, and not to the same.
    Both,
}

impl Before<'_> {
    /// Returns who changed a field of the line.
    pub fn writers<T: PartialEq>(self, item: &Item, field: impl Fn(&Item) -> T) -> Said {
        let [base, now, saved] = [self.base, self.now, item].map(field);
        if saved == base || saved == now {
            Said::Nothing
        } else if now == base {
            Said::Theirs
        } else {
            Said::Both
        }
    }
}

/// Returns the owners as people read them.
pub(super) fn owner_word(item: &Item) -> String {
    let names: Vec<&str> = item
        .owners
        .iter()
        .map(|owner| owner.text.as_str())
        .collect();
    match names[..] {
        [] => "nobody".to_owned(),
        _ => names.join(", "),
    }
}

/// Returns whom or what it waits on as people read it.
pub(super) fn wait_word(item: &Item) -> String {
    item.waiting_on.clone().unwrap_or_else(|| "none".to_owned())
}

/// Returns the priority as people read it.
pub(super) fn level_word(item: &Item) -> String {
    item.priority
        .map_or_else(|| "none".to_owned(), |level| level.to_string())
}

/// Returns what a text says in the lines that stand for items.
pub(super) fn own_lines(notes: &Notes) -> HashMap<ItemId, &Item> {
    let own = notes.items.iter().filter(|item| is_own_line(item));
    own.filter_map(|item| Some((item.anchor?, item))).collect()
}

/// Leaves each item one line of its own: where several end in the same anchor, that for which `is_it`
/// holds, else the first. The others only speak of the item; those that say something else of it are told.
pub(super) fn settle(notes: &mut Notes, is_it: impl Fn(ItemId, &Item) -> bool) {
    let mut own: HashMap<ItemId, usize> = HashMap::new();
    for (at, item) in notes.items.iter().enumerate() {
        let Some(id) = item.anchor.filter(|_| is_own_line(item)) else {
            continue;
        };
        let known = *own.entry(id).or_insert(at);
        if known != at && is_it(id, item) && !is_it(id, &notes.items[known]) {
            own.insert(id, at);
        }
    }
    for at in 0..notes.items.len() {
        let item = &notes.items[at];
        let Some(id) = item.anchor.filter(|_| is_own_line(item)) else {
            continue;
        };
        let first = own.get(&id).map_or(at, |own| *own);
        if first == at {
            continue;
        }
        let kept = &notes.items[first];
        if item.title != kept.title {
            notes.problems.push(Problem {
                line: item.line,
                message: format!("{id} is line {}; this one was left as text", kept.line),
                hint: format!("without {id} it is an item of its own"),
            });
        }
        let item = &mut notes.items[at];
        item.refers = true;
        item.mark = None;
    }
    notes.problems.sort_by_key(|problem| problem.line);
}

/// Returns the titles of the items that have several lines in one of the readings.
pub(super) fn titles_of_doubles(
    reader: Reader<'_>,
    readings: &[&Notes],
) -> Result<HashMap<ItemId, String>, StoreError> {
    let mut titles = HashMap::new();
    for notes in readings {
        let mut seen = HashSet::new();
        for item in notes.items.iter().filter(|item| is_own_line(item)) {
            if let Some(id) = item.anchor
                && !seen.insert(id)
                && let Some((key, _)) = reader.find_item(id)?
                && let Some(named) = facts::named(reader, Some(key))?
            {
                titles.insert(id, named.title);
            }
        }
    }
    Ok(titles)
}

/// Returns the item whose own, anchored line says the same words: they were saved already.
pub(super) fn double_of(saved_before: &HashMap<&str, &Item>, item: &Item) -> Option<ItemId> {
    let other = saved_before.get(item.title.as_str())?;
    let is_same = other.what == item.what && other.owners == item.owners && other.due == item.due;
    other.anchor.filter(|_| is_same)
}

/// Whether two readings of an item's line say the same.
pub(super) fn same_words(base: &Item, item: &Item) -> bool {
    base.what == item.what
        && base.mark == item.mark
        && base.title == item.title
        && base.owners == item.owners
        && base.due.map(|due| due.date) == item.due.map(|due| due.date)
        && base.priority == item.priority
        && base.waiting_on == item.waiting_on
        && base.details == item.details
}

/// Says what was kept and what was not, so that neither is lost.
pub(super) fn changed_elsewhere(id: ItemId, field: &str, kept: &str, left: &str) -> String {
    format!("{id}: the {field} was changed elsewhere too; kept \"{kept}\", not \"{left}\"")
}

pub(super) fn date_word(date: Option<chrono::NaiveDate>) -> String {
    date.map_or_else(|| "none".to_owned(), |date| date.to_string())
}

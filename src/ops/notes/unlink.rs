//! Items whose lines a save leaves out: they leave the meeting, and stay as they are.

use std::collections::HashSet;

use crate::model::action::Action;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::store::Journal;
use crate::text::notes::Notes;

use super::apply::Saved;
use super::present::is_own_line;
use super::track;
use crate::ops::error::OpsError;
use crate::ops::facts;

/// How many items may leave the notes in one save without a word.
const MOST_UNLINKED: usize = 3;

/// Takes items whose lines are gone out of the meeting; they themselves stay.
pub(super) fn unlink(
    journal: &mut Journal<'_>,
    meeting: Key,
    base: &Notes,
    reading: &Notes,
    many: bool,
    saved: &mut Saved,
) -> Result<(), OpsError> {
    let kept: HashSet<ItemId> = reading
        .items
        .iter()
        .filter_map(|item| item.anchor)
        .collect();
    let mut gone = Vec::new();
    for item in base.items.iter().filter(|item| is_own_line(item)) {
        if let Some(id) = item.anchor
            && !kept.contains(&id)
            && let Some((key, false)) = journal.reader().find_item(id)?
            && !gone.contains(&(id, key))
            && is_of(journal, id, key, meeting)?
        {
            gone.push((id, key));
        }
    }
    if gone.len() > MOST_UNLINKED && !many {
        let ids: Vec<String> = gone.iter().map(|(id, _)| id.to_string()).collect();
        return Err(OpsError::refused(
            format!(
                "the lines of {} items are gone: {}",
                gone.len(),
                ids.join(", ")
            ),
            "put them back, or go on with `--resume --unlink` to take them out of the meeting",
        ));
    }
    for (id, key) in gone {
        leave(journal, id, key)?;
        saved
            .unlinked
            .extend(facts::named(journal.reader(), Some(key))?);
    }
    Ok(())
}

/// Whether an item's notes are those of this meeting.
fn is_of(journal: &Journal<'_>, id: ItemId, key: Key, meeting: Key) -> Result<bool, OpsError> {
    let reader = journal.reader();
    let home = match id.kind {
        Kind::Action => reader.row::<Action>(key)?.entity.meeting,
        Kind::Decision => reader.row::<Decision>(key)?.entity.meeting,
        kind => track::meeting_of(reader, kind, key)?,
    };
    Ok(home == Some(meeting))
}

/// Takes an item out of its meeting.
fn leave(journal: &mut Journal<'_>, id: ItemId, key: Key) -> Result<(), OpsError> {
    match id.kind {
        Kind::Action => {
            let mut action: Action = journal.reader().row(key)?.entity;
            action.meeting = None;
            journal.update(key, &action)?;
        }
        Kind::Decision => {
            let mut decision: Decision = journal.reader().row(key)?.entity;
            decision.meeting = None;
            journal.update(key, &decision)?;
        }
        kind => track::leave(journal, kind, key)?,
    }
    Ok(())
}

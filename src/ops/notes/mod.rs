//! Notes and the items in them: what a saved text changes, and how a stored text shows the items'
//! present state. The grammar is `text::notes`; here its readings meet the store.

mod ahead;
mod apply;
mod attendees;
mod changes;
mod common;
mod create;
mod lines;
mod origins;
mod present;
mod purged;
mod room;
mod texts;
mod track;
mod unlink;

pub(super) use ahead::Ahead;
pub use apply::Guess;
pub(super) use apply::{Origin, Saved, Saving, apply, doubt};
pub(super) use attendees::{foresee, found_or_added, known, person};
pub(super) use common::{common, renumbered};
pub(super) use create::{is_tracked, short};
pub(super) use origins::carried;
pub(super) use present::line;
pub use present::{handed_out, visible};
pub(super) use purged::{Traces, blanked, blanked_copy};
pub(super) use room::Room;
pub use room::Whom;
pub(super) use texts::{is_saved_from, without_anchors};

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::meeting::Meeting;
use crate::model::series::Series;
use crate::store::{Reader, Row, StoreError};
use crate::text::dates::Calendar;
use crate::text::names;
use crate::text::notes::{Mention, MentionForm, Notes, Reader as NotesReader, Roster};

use super::directory::{Directory, Match};

/// Who is meant by the names in one meeting's notes: its attendees first, then everybody.
struct Names<'a> {
    directory: &'a Directory,
    /// Those named as present or absent, with the names they go by, lower case.
    attendees: &'a [(Key, Vec<String>)],
}

impl Names<'_> {
    /// Returns the one person a mention stands for; never a guess between two.
    fn certain(&self, mention: &Mention) -> Option<Key> {
        let name = mention.text.to_lowercase();
        // A handle is somebody's very own, whoever else in the room has it as a first name.
        if mention.form == MentionForm::Handle
            && let Some(person) = self.directory.exact(&name)
        {
            return Some(person);
        }
        let mut fitting: Vec<Key> = self
            .attendees
            .iter()
            .filter(|(_, names)| names.contains(&name))
            .map(|(key, _)| *key)
            .collect();
        fitting.sort();
        fitting.dedup();
        match fitting[..] {
            [key] => return Some(key),
            [] => {}
            _ => return None,
        }
        if mention.form == MentionForm::Initials {
            return None;
        }
        match self.directory.find(&name) {
            Match::Known(key) => Some(key),
            Match::Group(_) | Match::Several(_) | Match::Near(_) | Match::Unknown => None,
        }
    }
}

/// Returns the lower-case names by which somebody with this name and handle may be called.
fn called(name: &str, handle: Option<&str>) -> Vec<String> {
    let full = name.to_lowercase();
    let mut called = vec![names::first_name(&full).to_owned()];
    called.extend(names::initials(name).map(|initials| initials.to_lowercase()));
    called.extend(handle.map(str::to_lowercase));
    called.push(full);
    called
}

/// Returns how dates are read in a meeting's notes on a day: "next meeting" is that of its series.
pub(super) fn calendar(
    reader: Reader<'_>,
    ctx: &Ctx,
    meeting: &Meeting,
    on: NaiveDate,
) -> Result<Calendar, StoreError> {
    Ok(Calendar::on(&ctx.policy, on).before(next_meeting(reader, meeting, on)?))
}

/// Returns the first day after `on` on which the series of a meeting meets.
fn next_meeting(
    reader: Reader<'_>,
    meeting: &Meeting,
    on: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    let Some((key, later)) = meeting.series.zip(on.succ_opt()) else {
        return Ok(None);
    };
    let series: Row<Series> = reader.row(key)?;
    Ok(series.entity.next_from(later))
}

/// Reads notes as they were meant on the day on which they were typed.
pub(super) fn read(calendar: &Calendar, roster: &dyn Roster, text: &str) -> Notes {
    NotesReader { calendar, roster }.read(text)
}

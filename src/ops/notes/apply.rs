//! What a saved text changes. The text as handed out (the base) tells what the writer changed; a
//! field that was changed elsewhere since keeps its stored value, and both are told.

use std::collections::{HashMap, HashSet};

use crate::model::action::Action;
use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::store::{Journal, Reader, Row};
use crate::text::dates::Calendar;
use crate::text::ids;
use crate::text::notes::{self, Item, Mark, Notes, Problem};

use super::create::{Birth, is_tracked, mark, short};
use super::lines::{Before, double_of, own_lines, same_words, settle, titles_of_doubles};
use super::present::{handed_out, is_own_line, mark_of, shown};
use super::texts::{merged, without_anchors};
use super::unlink::unlink;
use super::{Ahead, attendees, calendar, read};
use crate::ops::directory::Directory;
use crate::ops::error::OpsError;
use crate::ops::facts::Named;
use crate::ops::outcome::{Remark, Remarks};

/// A text that comes back for a meeting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Saving<'a> {
    /// The text as handed out.
    pub base: &'a str,
    pub draft: &'a str,
    /// Whether many items may leave the notes at once.
    pub unlink: bool,
    pub origin: Origin,
    /// What was read of these texts before.
    pub ahead: &'a Ahead,
}

/// Where a text comes from, and so what its dates and anchors mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Typed for a meeting that begins with it.
    Beginning,
    /// Typed today for a meeting that is there.
    Writer,
    /// A file that was written when the meeting was held.
    File,
    /// Minutes of another store: their anchors tell which lines are items, of which none is here yet.
    /// Where nobody `edited` them since, nothing else is one.
    Minutes { edited: bool },
}

impl Origin {
    /// Whether it was written elsewhere, when the meeting was held.
    pub(super) fn is_file(self) -> bool {
        matches!(self, Origin::File | Origin::Minutes { .. })
    }
}

/// What a save came to.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    pub created: Vec<(ItemId, Key)>,
    pub updated: Vec<(ItemId, Key)>,
    pub unlinked: Vec<Named>,
    /// Changes that were not taken because something else changed meanwhile.
    pub clashes: Vec<String>,
    pub problems: Vec<Problem>,
    pub guesses: Vec<Guess>,
    pub remarks: Remarks,
    /// The items that had lines in the text as handed out and have them still.
    pub kept: Vec<ItemId>,
}

/// Something in a line that was understood by a guess, which may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub line: usize,
    pub message: String,
}

/// Says why notes are refused where nothing may be open, if anything is: the first such line.
pub(crate) fn doubt(problems: &[Problem], remarks: &[Remark]) -> Option<String> {
    let problem = problems
        .iter()
        .map(|one| format!("line {}: {}", one.line, one.message));
    let unsure = remarks.iter().filter_map(|remark| match remark {
        Remark::Unsure(text) => Some(text.clone()),
        _ => None,
    });
    let doubts: Vec<String> = problem.chain(unsure).collect();
    match &doubts[..] {
        [] => None,
        [one] => Some(one.clone()),
        [one, more @ ..] => Some(format!("{one}, and {} more", more.len())),
    }
}

/// Merges a saved text into a meeting and makes its items what the text says.
pub(crate) fn apply(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    saving: Saving<'_>,
    directory: &mut Directory,
) -> Result<Saved, OpsError> {
    let meeting: Row<Meeting> = journal.reader().row(key)?;
    let mut saved = Saved::default();
    if saving.draft == saving.base && saving.origin == Origin::Writer {
        return Ok(saved);
    }
    // A beginning is stored nowhere yet: what it was handed out from is its layout.
    let present = match saving.origin {
        Origin::Beginning => shown(journal.reader(), ctx, &meeting, saving.base)?,
        Origin::Writer | Origin::File | Origin::Minutes { .. } => {
            handed_out(journal.reader(), ctx, &meeting)?
        }
    };
    let lens = Lens::of(journal.reader(), ctx, &meeting, saving, directory)?;
    let mut merged = merged(
        saving.base,
        &present,
        saving.draft,
        |text| lens.read(directory, text),
        &mut saved.clashes,
    );
    let attendees = saving.ahead.attendees(&merged);
    let named = attendees::people(journal, ctx, directory, &attendees, &mut saved.remarks)?;
    let before = saving.ahead.attendees(saving.base);
    let before = attendees::known_people(journal.reader(), directory, &before)?;
    let mut changed = attendees::record(journal, key, &named, &before)?;
    // Only now that the attendees are known do their names own lines.
    let mut reading = lens.read(directory, &merged);
    if let Origin::Minutes { edited } = saving.origin {
        disown(&mut reading, edited);
        merged = without_anchors(&merged);
    }
    let many = saving.unlink;
    unlink(journal, key, &lens.base, &reading, many, &mut saved)?;
    let birth = Birth {
        ctx,
        meeting: &meeting,
        people: &named.people,
        directory,
        remarks: std::mem::take(&mut saved.remarks),
        guesses: Vec::new(),
        origin: saving.origin,
    };
    let mut update = Update {
        birth,
        saved: &mut saved,
    };
    // Mostly nothing was changed meanwhile, and reading long notes once more takes its time.
    let changed_meanwhile =
        (saving.base != present).then(|| lens.read(update.birth.directory, &present));
    let texts = Texts {
        base: &lens.base,
        stored: changed_meanwhile.as_ref().unwrap_or(&lens.base),
        merged: &reading,
    };
    let anchors = update.items(journal, texts)?;
    let Birth {
        remarks, guesses, ..
    } = update.birth;
    (saved.remarks, saved.guesses) = (remarks, guesses);
    let before = own_lines(&lens.base);
    let still = own_lines(&reading).into_keys();
    saved.kept = still.filter(|id| before.contains_key(id)).collect();
    saved.kept.sort();
    saved.problems = reading.problems;
    changed |= keep(journal, &meeting, notes::with_anchors(&merged, &anchors))?;
    if changed {
        journal.touch(meeting.id(Kind::Meeting));
    }
    Ok(saved)
}

/// Makes the items of another store new ones; where nobody edited their text, nothing else is an item.
fn disown(reading: &mut Notes, edited: bool) {
    reading.items.retain(|item| edited || is_own_line(item));
    for item in reading.items.iter_mut().filter(|item| is_own_line(item)) {
        item.anchor = None;
    }
}

/// Stores the text; says whether it is another than before.
fn keep(journal: &mut Journal<'_>, meeting: &Row<Meeting>, text: String) -> Result<bool, OpsError> {
    if text == meeting.entity.notes {
        return Ok(false);
    }
    let entity = Meeting {
        notes: text,
        ..meeting.entity.clone()
    };
    journal.update(meeting.key, &entity)?;
    Ok(true)
}

/// How the texts of one save are read: on which day, and which of several lines with one anchor is
/// the item's own.
struct Lens<'a> {
    calendar: Calendar,
    titles: HashMap<ItemId, String>,
    /// The text as handed out.
    base: Notes,
    ahead: &'a Ahead,
}

impl Lens<'_> {
    fn of<'a>(
        reader: Reader<'_>,
        ctx: &Ctx,
        meeting: &Row<Meeting>,
        saving: Saving<'a>,
        directory: &Directory,
    ) -> Result<Lens<'a>, OpsError> {
        let held = meeting.entity.held;
        let on = match saving.origin {
            Origin::Writer => ctx.today.max(held),
            Origin::Beginning | Origin::File | Origin::Minutes { .. } => held,
        };
        let calendar = calendar(reader, ctx, &meeting.entity, on)?;
        let read = |text: &str| {
            let is_same = calendar.next_meeting.is_none();
            let ahead = is_same
                .then(|| saving.ahead.reading(text, on, directory))
                .flatten();
            ahead.unwrap_or_else(|| read(&calendar, directory, text))
        };
        let mut base = read(saving.base);
        let mut titles = HashMap::new();
        if ids::signed_in(saving.draft).next().is_some() {
            let draft = read(saving.draft);
            titles = titles_of_doubles(reader, &[&base, &draft])?;
        }
        settle(&mut base, |id, item| {
            titles.get(&id) == Some(&short(&item.title))
        });
        Ok(Lens {
            calendar,
            titles,
            base,
            ahead: saving.ahead,
        })
    }

    fn read(&self, directory: &Directory, text: &str) -> Notes {
        // What was read before knows of no next meeting.
        let is_same = self.calendar.next_meeting.is_none();
        let on = self.calendar.today;
        let ahead = is_same
            .then(|| self.ahead.reading(text, on, directory))
            .flatten();
        let mut notes = ahead.unwrap_or_else(|| read(&self.calendar, directory, text));
        let base = own_lines(&self.base);
        settle(&mut notes, |id, item| {
            base.get(&id).is_some_and(|base| same_words(base, item))
                || self.titles.get(&id) == Some(&short(&item.title))
        });
        notes
    }
}

/// The readings of the text as handed out, as it would be handed out now, and as it is saved.
#[derive(Clone, Copy)]
struct Texts<'a> {
    base: &'a Notes,
    stored: &'a Notes,
    merged: &'a Notes,
}

/// The items of one text on their way into the store.
pub(super) struct Update<'a> {
    pub(super) birth: Birth<'a>,
    pub(super) saved: &'a mut Saved,
}

impl Update<'_> {
    /// Creates what is new and changes what the writer changed; returns the anchors to add.
    fn items(
        &mut self,
        journal: &mut Journal<'_>,
        texts: Texts<'_>,
    ) -> Result<Vec<(usize, ItemId)>, OpsError> {
        let Texts {
            base,
            stored,
            merged: reading,
        } = texts;
        let (before, stored) = (own_lines(base), own_lines(stored));
        let said: HashSet<(ItemId, Option<Mark>)> = base
            .items
            .iter()
            .filter(|item| !is_own_line(item))
            .filter_map(|item| Some((item.anchor?, item.mark)))
            .collect();
        let anchored = reading.items.iter().filter(|item| item.anchor.is_some());
        let saved_before: HashMap<&str, &Item> =
            anchored.map(|item| (item.title.as_str(), item)).collect();
        let doubled_before: HashSet<&str> = base
            .items
            .iter()
            .filter(|item| item.anchor.is_none())
            .map(|item| item.title.as_str())
            .collect();
        let mut anchors = Vec::new();
        for item in &reading.items {
            match item.anchor {
                None if item.refers || item.private || !is_tracked(item.what) => {}
                None => match double_of(&saved_before, item) {
                    Some(_) if doubled_before.contains(item.title.as_str()) => {}
                    Some(id) => self.birth.remarks.push(Remark::Unsure(format!(
                        "line {}: {id} says so already; nothing was added",
                        item.line
                    ))),
                    None => anchors.extend(self.new_item(journal, item)?),
                },
                Some(id) if is_own_line(item) => {
                    // A line that says what is stored anyway is no change of the writer's.
                    let is_stored = stored.get(&id).is_some_and(|now| same_words(now, item));
                    match before.get(&id) {
                        Some(base) if !is_stored => {
                            let now = stored.get(&id).copied().unwrap_or(base);
                            self.changed(journal, id, Before { base, now }, item)?;
                        }
                        Some(_) => {}
                        None => self.claimed(journal, id, item)?,
                    }
                }
                Some(id) if !said.contains(&(id, item.mark)) => self.reply(journal, id, item)?,
                Some(_) => {}
            }
        }
        Ok(anchors)
    }

    fn new_item(
        &mut self,
        journal: &mut Journal<'_>,
        item: &Item,
    ) -> Result<Option<(usize, ItemId)>, OpsError> {
        let created = self.birth.create(journal, item)?;
        self.saved.created.extend(created);
        if let Some((id, _)) = created {
            self.birth.guessed_date(item, id);
        }
        Ok(created.map(|(id, _)| (item.last_line, id)))
    }

    /// Returns the item that a line names; that there is none is told.
    pub(super) fn spoken_of(
        &mut self,
        reader: Reader<'_>,
        id: ItemId,
        item: &Item,
    ) -> Result<Option<Key>, OpsError> {
        if let Some((key, false)) = reader.find_item(id)? {
            return Ok(Some(key));
        }
        self.birth.remarks.push(Remark::Said(format!(
            "line {}: there is no {id}; the line was left as text",
            item.line
        )));
        Ok(None)
    }

    /// Applies a line that only speaks of an item, such as "A-12 done".
    fn reply(
        &mut self,
        journal: &mut Journal<'_>,
        id: ItemId,
        item: &Item,
    ) -> Result<(), OpsError> {
        // What a file from elsewhere calls A-12 is not ours.
        if self.birth.origin.is_file() {
            return Ok(());
        }
        let Some(key) = self.spoken_of(journal.reader(), id, item)? else {
            return Ok(());
        };
        let Some(said) = item.mark else {
            return Ok(());
        };
        if id.kind != Kind::Action {
            return self.tracked_reply(journal, (id, key), said);
        }
        let mut action: Action = journal.reader().row(key)?.entity;
        if mark_of(action.status) != said {
            mark(&mut action, Some(said), self.birth.day());
            journal.update(key, &action)?;
            self.saved.updated.push((id, key));
        }
        Ok(())
    }
}

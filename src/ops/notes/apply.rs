//! What a saved text changes. The text as handed out (the base) tells what the writer changed; a
//! field that was changed elsewhere since keeps its stored value, and both are told.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::model::action::{Action, Helper};
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::words::{ActionStatus, DueSource};
use crate::store::{Journal, Reader, Row};
use crate::text::notes::{self, Item, Mark, Notes, Problem, What};

use super::create::{Birth, is_tracked, mark, short};
use super::lines::{
    Before, Said, changed_elsewhere, date_word, double_of, level_word, own_lines, owner_word,
    same_words, settle, titles_of_doubles, wait_word,
};
use super::present::{handed_out, is_own_line, mark_of, what_of};
use super::texts::merged;
use super::unlink::unlink;
use super::{attendees, read};
use crate::ops::act::add_helper;
use crate::ops::decide;
use crate::ops::directory::Directory;
use crate::ops::error::OpsError;
use crate::ops::facts::Named;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::title::deadline;

/// A text that comes back for a meeting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Saving<'a> {
    /// The text as handed out.
    pub base: &'a str,
    pub draft: &'a str,
    /// Whether many items may leave the notes at once.
    pub unlink: bool,
    pub origin: Origin,
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
    pub remarks: Remarks,
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
    let present = handed_out(journal.reader(), ctx, &meeting)?;
    let lens = Lens::of(journal.reader(), ctx, &meeting, saving, directory)?;
    let merged = merged(
        saving.base,
        &present,
        saving.draft,
        |text| lens.read(directory, text),
        &mut saved.clashes,
    );
    let reading = lens.read(directory, &merged);
    let people = attendees::people(
        journal,
        ctx,
        directory,
        &reading.attendees,
        &mut saved.remarks,
    )?;
    let mut changed = attendees::record(journal, key, &reading.attendees, &people)?;
    // Now that the attendees are known, their names own lines that were nobody's before.
    let reading = lens.read(directory, &merged);
    unlink(
        journal,
        key,
        &lens.base,
        &reading,
        saving.unlink,
        &mut saved,
    )?;
    let birth = Birth {
        ctx,
        meeting: &meeting,
        people: &people,
        directory,
        remarks: std::mem::take(&mut saved.remarks),
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
    saved.remarks = update.birth.remarks;
    saved.problems = reading.problems;
    changed |= keep(journal, &meeting, notes::with_anchors(&merged, &anchors))?;
    if changed {
        journal.touch(meeting.id(Kind::Meeting));
    }
    Ok(saved)
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
    ctx: &'a Ctx,
    on: NaiveDate,
    titles: HashMap<ItemId, String>,
    /// The text as handed out.
    base: Notes,
}

impl Lens<'_> {
    fn of<'a>(
        reader: Reader<'_>,
        ctx: &'a Ctx,
        meeting: &Row<Meeting>,
        saving: Saving<'_>,
        directory: &Directory,
    ) -> Result<Lens<'a>, OpsError> {
        let held = meeting.entity.held;
        let on = match saving.origin {
            Origin::Writer => ctx.today.max(held),
            Origin::Beginning | Origin::File => held,
        };
        let mut base = read(ctx, on, directory, saving.base);
        let mut titles = HashMap::new();
        if saving.draft.contains('^') {
            let draft = read(ctx, on, directory, saving.draft);
            titles = titles_of_doubles(reader, &[&base, &draft])?;
        }
        settle(&mut base, |id, item| {
            titles.get(&id) == Some(&short(&item.title))
        });
        Ok(Lens {
            ctx,
            on,
            titles,
            base,
        })
    }

    fn read(&self, directory: &Directory, text: &str) -> Notes {
        let mut notes = read(self.ctx, self.on, directory, text);
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
struct Update<'a> {
    birth: Birth<'a>,
    saved: &'a mut Saved,
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
                    Some(id) => self.birth.remarks.push(Remark::Said(format!(
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
                        // Pasted in from elsewhere: it is another meeting's, and its box still counts.
                        None => self.reply(journal, id, item)?,
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
        Ok(created.map(|(id, _)| (item.last_line, id)))
    }

    /// Applies a line that only speaks of an item, such as "A-12 done".
    fn reply(
        &mut self,
        journal: &mut Journal<'_>,
        id: ItemId,
        item: &Item,
    ) -> Result<(), OpsError> {
        // What a file from elsewhere calls A-12 is not ours.
        if self.birth.origin == Origin::File {
            return Ok(());
        }
        let Some((key, false)) = journal.reader().find_item(id)? else {
            self.birth.remarks.push(Remark::Said(format!(
                "line {}: there is no {id}; the line was left as text",
                item.line
            )));
            return Ok(());
        };
        let (Kind::Action, Some(said)) = (id.kind, item.mark) else {
            return Ok(());
        };
        let mut action: Action = journal.reader().row(key)?.entity;
        if mark_of(action.status) != said {
            mark(&mut action, Some(said), self.birth.day());
            journal.update(key, &action)?;
            self.saved.updated.push((id, key));
        }
        Ok(())
    }

    /// Applies what the writer changed in an item's own line.
    fn changed(
        &mut self,
        journal: &mut Journal<'_>,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<(), OpsError> {
        if same_words(before.base, item) {
            return Ok(());
        }
        let Some((key, false)) = journal.reader().find_item(id)? else {
            return Ok(());
        };
        let changed = match id.kind {
            Kind::Action => self.changed_action(journal, key, id, before, item)?,
            Kind::Decision => self.changed_decision(journal, key, id, before.base, item)?,
            _ => false,
        };
        if changed {
            self.saved.updated.push((id, key));
        }
        Ok(())
    }

    fn changed_action(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let old: Action = journal.reader().row(key)?.entity;
        let mut action = old.clone();
        let Before { base, now } = before;
        let mut clash = |field: &str, kept: &str, left: &str| {
            let clashes = &mut self.saved.clashes;
            clashes.push(changed_elsewhere(id, field, kept, left));
        };
        if item.title != base.title {
            if old.title == short(&base.title) {
                action.title = short(&item.title);
            } else if old.title != short(&item.title) {
                clash("title", &old.title, &item.title);
            }
        }
        let due = |item: &Item| item.due.map(|due| due.date);
        if due(item) != due(base) {
            if old.due == due(base) {
                match item.due {
                    Some(due) => {
                        let due = deadline(due.date, due.exactness);
                        action.set_due(Some(due.date), due.source);
                    }
                    None => action.set_due(None, DueSource::None),
                }
            } else if old.due != due(item) {
                clash("due date", &date_word(old.due), &date_word(due(item)));
            }
        }
        let state = |item: &Item| item.mark.unwrap_or(Mark::Open);
        if state(item) != state(base) {
            if mark_of(old.status) == state(base) {
                mark(&mut action, Some(state(item)), self.birth.ctx.today);
            } else if mark_of(old.status) != state(item) {
                let left = state(item);
                clash(
                    "status",
                    old.status.word(),
                    &format!("{left:?}").to_lowercase(),
                );
            }
        }
        match before.writers(item, |item| item.priority) {
            Said::Theirs => action.priority = item.priority,
            Said::Both => clash("priority", &level_word(now), &level_word(item)),
            Said::Nothing => {}
        }
        let waiting = before.writers(item, wait_word);
        if waiting == Said::Both {
            clash("wait", &wait_word(now), &wait_word(item));
        }
        let owners = before.writers(item, |item| owner_word(item).to_lowercase());
        if owners == Said::Both {
            clash("owner", &owner_word(now), &owner_word(item));
        }
        if waiting == Said::Theirs {
            self.waiting(&mut action, item);
        }
        if owners == Said::Theirs {
            self.owners(journal, &mut action, key, item)?;
        }
        journal.update(key, &action)?;
        Ok(action != old || owners == Said::Theirs)
    }

    fn waiting(&self, action: &mut Action, item: &Item) {
        match &item.waiting_on {
            Some(on) => {
                action.wait(
                    self.birth.waiting(on),
                    self.birth.ctx.today,
                    action.chase_on,
                );
            }
            None if action.status == ActionStatus::Waiting => action.open(),
            None => {}
        }
    }

    fn owners(
        &mut self,
        journal: &mut Journal<'_>,
        action: &mut Action,
        key: Key,
        item: &Item,
    ) -> Result<(), OpsError> {
        let people = self.birth.owners(journal, item)?;
        action.owner = people.first().copied();
        let helpers = people.get(1..).unwrap_or_default();
        for helper in journal.reader().helpers_of(key)? {
            if !helpers.contains(&helper.entity.person) {
                journal.set_deleted::<Helper>(helper.key, true)?;
            }
        }
        for helper in helpers {
            add_helper(journal, key, *helper)?;
        }
        Ok(())
    }

    fn changed_decision(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
        base: &Item,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let old: Decision = journal.reader().row(key)?.entity;
        let mut decision = old.clone();
        if item.title != base.title {
            if old.title == short(&base.title) {
                decision.title = short(&item.title);
            } else if old.title != short(&item.title) {
                let clash = changed_elsewhere(id, "title", &old.title, &item.title);
                self.saved.clashes.push(clash);
            }
        }
        if item.details.why != base.details.why {
            if old.rationale == base.details.why {
                decision.rationale.clone_from(&item.details.why);
            } else {
                let [kept, left] = [&old.rationale, &item.details.why]
                    .map(|text| text.clone().unwrap_or_else(|| "none".to_owned()));
                let clash = changed_elsewhere(id, "reason", &kept, &left);
                self.saved.clashes.push(clash);
            }
        }
        let due = |item: &Item| item.due.or(item.details.decide_by).map(|due| due.date);
        if due(item) != due(base) && old.is_open() {
            if old.due == due(base) {
                match item.due.or(item.details.decide_by) {
                    Some(due) => {
                        let due = deadline(due.date, due.exactness);
                        decision.set_due(Some(due.date), due.source);
                    }
                    None => decision.set_due(None, DueSource::None),
                }
            } else {
                let [kept, left] = [old.due, due(item)].map(date_word);
                let clash = changed_elsewhere(id, "decide-by date", &kept, &left);
                self.saved.clashes.push(clash);
            }
        }
        journal.update(key, &decision)?;
        if item.details.by != base.details.by {
            self.birth.decider(journal, key, item)?;
            return Ok(true);
        }
        if item.what == What::Decision && base.what != What::Decision && old.is_open() {
            let day = Some(self.birth.day());
            decide::accept(
                journal,
                self.birth.ctx,
                key,
                None,
                day,
                &mut self.birth.remarks,
            )?;
            return Ok(true);
        }
        if item.what != base.what && what_of(old.status) != item.what {
            self.birth.remarks.push(Remark::Said(format!(
                "{id} is {} and stays so; `tpm reopen {id}` opens it again",
                old.status
            )));
        }
        Ok(decision != old)
    }
}

//! What a saved text changes. The text as handed out (the base) tells what the writer changed; a
//! field that was changed elsewhere since keeps its stored value, and both are told.

use std::collections::{HashMap, HashSet};

use crate::model::action::{Action, Waiting};
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::words::{ActionStatus, DueSource};
use crate::store::{Journal, Row};
use crate::text::merge::{self, Kept};
use crate::text::notes::{self, Item, Mark, Notes, Problem, What};

use super::create::{Birth, create, is_tracked, mark, owner, short};
use super::present::{handed_out, is_own_line, mark_of, what_of};
use super::{attendees, read, unsure};
use crate::ops::decide;
use crate::ops::directory::Directory;
use crate::ops::error::OpsError;
use crate::ops::facts::{self, Named};
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

/// How many items may leave the notes in one save without a word.
const MOST_UNLINKED: usize = 3;

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
    let present = handed_out(journal.reader(), ctx, &meeting)?;
    let merged = merged(saving.base, &present, saving.draft, &mut saved.clashes);
    let base = read(ctx, &meeting.entity, directory, saving.base);
    let reading = read(ctx, &meeting.entity, directory, &merged);
    let people = attendees::people(
        journal,
        ctx,
        directory,
        &reading.attendees,
        &mut saved.remarks,
    )?;
    let mut changed = attendees::record(journal, key, &reading.attendees, &people)?;
    // Now that the attendees are known, their names own lines that were nobody's before.
    let reading = read(ctx, &meeting.entity, directory, &merged);
    unlink(journal, key, &base, &reading, saving.unlink, &mut saved)?;
    let mut update = Update {
        ctx,
        meeting: &meeting,
        people: &people,
        directory,
        saved: &mut saved,
    };
    let anchors = update.items(journal, &base, &reading)?;
    let text = notes::with_anchors(&merged, &anchors);
    saved.problems = reading.problems;
    if text != meeting.entity.notes {
        let entity = Meeting {
            notes: text,
            ..meeting.entity.clone()
        };
        journal.update(key, &entity)?;
        changed = true;
    }
    if changed {
        journal.touch(meeting.id(Kind::Meeting));
    }
    Ok(saved)
}

/// Merges the three texts. A line that ends in an anchor is one thing however it is written: its
/// fields are merged one by one later, so the writer's wording stays where they touched it.
fn merged(base: &str, stored: &str, draft: &str, clashes: &mut Vec<String>) -> String {
    if base == stored || draft == stored {
        return draft.to_owned();
    }
    let [base_lines, stored_lines, draft_lines] = [base, stored, draft].map(anchored_lines);
    let merge = merge::merge(&masked(base), &masked(stored), &masked(draft));
    for clash in merge
        .clashes
        .iter()
        .filter(|clash| clash.kept == Kept::Stored)
    {
        clashes.push(format!(
            "line {} was changed elsewhere too; kept \"{}\", not \"{}\"",
            clash.base_line,
            clash.ours.trim(),
            clash.theirs.trim()
        ));
    }
    let mut text = String::with_capacity(merge.text.len());
    for line in merge.text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let Some(id) = content.strip_prefix(MASK) else {
            text.push_str(line);
            continue;
        };
        let touched = draft_lines
            .get(id)
            .filter(|line| base_lines.get(id) != Some(line));
        let own = touched
            .or_else(|| stored_lines.get(id))
            .or_else(|| draft_lines.get(id));
        text.push_str(own.copied().unwrap_or_default());
        text.push_str(&line[content.len()..]);
    }
    text
}

/// Marks a line that stands for an item while texts are merged; no text holds it.
const MASK: &str = "\u{0}\u{0}item ";

fn anchor_of(line: &str) -> Option<&str> {
    let word = line.trim_end().rsplit(' ').next()?;
    let id = word.strip_prefix('^')?;
    let (letter, number) = id.split_once('-')?;
    let is_id = letter.len() == 1
        && letter
            .chars()
            .all(|letter| Kind::from_letter(letter).is_some())
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(id)
}

/// Returns `text` with the anchors that `stored` added to lines of `last`, on the lines of `text` that
/// are or replace those lines. `last` and `text` are two states of a file, `stored` is what was made
/// of the first.
pub(crate) fn carried(last: &str, stored: &str, text: &str) -> String {
    let mut anchors: HashMap<&str, std::collections::VecDeque<&str>> = HashMap::new();
    for line in stored.lines() {
        if let Some(id) = anchor_of(line) {
            let content = line.trim_end().trim_end_matches(id).trim_end_matches('^');
            anchors.entry(content.trim_end()).or_default().push_back(id);
        }
    }
    let of_last: Vec<Option<&str>> = last
        .lines()
        .map(|line| anchors.get_mut(line.trim_end())?.pop_front())
        .collect();
    let descent = merge::descent(last, text);
    let lines = text.split_inclusive('\n').zip(descent).map(|(line, from)| {
        let content = line.trim_end_matches(['\n', '\r']);
        match from.and_then(|from| *of_last.get(from)?) {
            Some(id) if anchor_of(content).is_none() => {
                format!("{content} ^{id}{}", &line[content.len()..])
            }
            _ => line.to_owned(),
        }
    });
    lines.collect()
}

fn masked(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let content = line.trim_end_matches(['\n', '\r']);
        match anchor_of(content) {
            Some(id) => format!("{MASK}{id}{}", &line[content.len()..]),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

fn anchored_lines(text: &str) -> HashMap<&str, &str> {
    text.lines()
        .filter_map(|line| Some((anchor_of(line)?, line)))
        .collect()
}

/// Takes items whose lines are gone out of the meeting; they themselves stay.
fn unlink(
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
            "put them back, or add --unlink to take these items out of the meeting",
        ));
    }
    for (id, key) in gone {
        let was_here = match id.kind {
            Kind::Action => {
                let mut action: Action = journal.reader().row(key)?.entity;
                let was_here = action.meeting.take() == Some(meeting);
                journal.update(key, &action)?;
                was_here
            }
            Kind::Decision => {
                let mut decision: Decision = journal.reader().row(key)?.entity;
                let was_here = decision.meeting.take() == Some(meeting);
                journal.update(key, &decision)?;
                was_here
            }
            _ => false,
        };
        if was_here {
            saved
                .unlinked
                .extend(facts::named(journal.reader(), Some(key))?);
        }
    }
    Ok(())
}

/// The items of one text on their way into the store.
struct Update<'a> {
    ctx: &'a Ctx,
    meeting: &'a Row<Meeting>,
    people: &'a [(Key, Vec<String>)],
    directory: &'a mut Directory,
    saved: &'a mut Saved,
}

impl Update<'_> {
    /// Creates what is new and changes what the writer changed; returns the anchors to add.
    fn items(
        &mut self,
        journal: &mut Journal<'_>,
        base: &Notes,
        reading: &Notes,
    ) -> Result<Vec<(usize, ItemId)>, OpsError> {
        let before: HashMap<ItemId, &Item> = base
            .items
            .iter()
            .filter(|item| is_own_line(item))
            .filter_map(|item| Some((item.anchor?, item)))
            .collect();
        let said: HashSet<(ItemId, Option<Mark>)> = base
            .items
            .iter()
            .filter(|item| !is_own_line(item))
            .filter_map(|item| Some((item.anchor?, item.mark)))
            .collect();
        let mut anchors = Vec::new();
        for item in &reading.items {
            match item.anchor {
                None if item.refers || item.private || !is_tracked(item.what) => {}
                None => anchors.extend(self.new_item(journal, reading, item)?),
                Some(id) if is_own_line(item) => {
                    if let Some(base) = before.get(&id) {
                        self.changed(journal, id, base, item)?;
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
        reading: &Notes,
        item: &Item,
    ) -> Result<Option<(usize, ItemId)>, OpsError> {
        // The same words beside their own anchored line were saved already.
        let is_double = reading.items.iter().any(|other| {
            other.anchor.is_some()
                && other.what == item.what
                && other.title == item.title
                && other.owners == item.owners
                && other.due == item.due
        });
        if is_double {
            return Ok(None);
        }
        let birth = Birth {
            ctx: self.ctx,
            meeting: self.meeting,
        };
        let remarks = &mut self.saved.remarks;
        let created = create(journal, &birth, item, self.directory, self.people, remarks)?;
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
        let (Kind::Action, Some(said)) = (id.kind, item.mark) else {
            return Ok(());
        };
        let Some((key, false)) = journal.reader().find_item(id)? else {
            return Ok(());
        };
        let mut action: Action = journal.reader().row(key)?.entity;
        if mark_of(action.status) != said {
            mark(
                &mut action,
                Some(said),
                self.meeting.entity.held.min(self.ctx.today),
            );
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
        base: &Item,
        item: &Item,
    ) -> Result<(), OpsError> {
        if same_words(base, item) {
            return Ok(());
        }
        let Some((key, false)) = journal.reader().find_item(id)? else {
            return Ok(());
        };
        let changed = match id.kind {
            Kind::Action => self.changed_action(journal, key, id, base, item)?,
            Kind::Decision => self.changed_decision(journal, key, id, base, item)?,
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
        base: &Item,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let old: Action = journal.reader().row(key)?.entity;
        let mut action = old.clone();
        let mut clash = |field: &str| {
            self.saved.clashes.push(format!(
                "{id}: the {field} was changed elsewhere since the notes were opened; kept as it is"
            ));
        };
        if item.title != base.title {
            if old.title == short(&base.title) {
                action.title = short(&item.title);
            } else {
                clash("title");
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
            } else {
                clash("due date");
            }
        }
        let state = |item: &Item| item.mark.unwrap_or(Mark::Open);
        if state(item) != state(base) {
            if mark_of(old.status) == state(base) {
                mark(&mut action, Some(state(item)), self.ctx.today);
            } else if mark_of(old.status) != state(item) {
                clash("status");
            }
        }
        if item.priority != base.priority {
            action.priority = item.priority;
        }
        if item.waiting_on != base.waiting_on {
            self.waiting(&mut action, item);
        }
        if item.owners != base.owners {
            self.owners(journal, &mut action, key, item)?;
        }
        journal.update(key, &action)?;
        Ok(action != old || item.owners != base.owners)
    }

    fn waiting(&self, action: &mut Action, item: &Item) {
        match &item.waiting_on {
            Some(on) => {
                let person = match self.directory.find(on.trim_start_matches('@')) {
                    crate::ops::directory::Match::Known(person) => Some(person),
                    _ => None,
                };
                let waiting = person.map_or_else(|| Waiting::Text(on.clone()), Waiting::Person);
                action.wait(waiting, self.ctx.today, action.chase_on);
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
        let mut people = Vec::new();
        for mention in &item.owners {
            let remarks = &mut self.saved.remarks;
            match owner(journal, self.directory, self.people, mention, remarks)? {
                Some(person) => people.push(person),
                None => unsure(remarks, item.line, mention),
            }
        }
        action.owner = people.first().copied();
        for helper in journal.reader().helpers_of(key)? {
            if !people
                .iter()
                .skip(1)
                .any(|person| *person == helper.entity.person)
            {
                journal.set_deleted::<crate::model::action::Helper>(helper.key, true)?;
            }
        }
        for helper in people.iter().skip(1) {
            crate::ops::act::add_helper(journal, key, *helper)?;
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
            } else {
                self.saved.clashes.push(format!(
                    "{id}: the title was changed elsewhere since the notes were opened; kept as it is"
                ));
            }
        }
        if item.details.why != base.details.why {
            decision.rationale.clone_from(&item.details.why);
        }
        journal.update(key, &decision)?;
        if item.what == What::Decision && base.what != What::Decision && old.is_open() {
            let held = self.meeting.entity.held.min(self.ctx.today);
            let remarks = &mut self.saved.remarks;
            decide::accept(journal, self.ctx, key, None, Some(held), remarks)?;
            return Ok(true);
        }
        if item.what != base.what && what_of(old.status) != item.what {
            self.saved.remarks.push(Remark::Said(format!(
                "{id} is {} and stays so; `tpm reopen {id}` opens it again",
                old.status
            )));
        }
        Ok(decision != old)
    }
}

/// Whether two readings of an item's line say the same.
fn same_words(base: &Item, item: &Item) -> bool {
    base.what == item.what
        && base.mark == item.mark
        && base.title == item.title
        && base.owners == item.owners
        && base.due.map(|due| due.date) == item.due.map(|due| due.date)
        && base.priority == item.priority
        && base.waiting_on == item.waiting_on
        && base.details == item.details
}

//! Stored notes with the items' present state: as handed out to an editor, and as exported.

use std::collections::HashMap;

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Kind};
use crate::model::meeting::Meeting;
use crate::model::words::{ActionStatus, DecisionRole, DecisionStatus, DueSource};
use crate::store::{Reader, Row};
use crate::text::ids;
use crate::text::notes::{self, Canonical, Item, Mark, Rewrite, Source, What};

use super::lines::{settle, titles_of_doubles};
use super::{calendar, read, track};
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::facts::{self, Facts};

/// The canonical forms of items by ID, read once each.
type Canonicals = HashMap<ItemId, Option<Canonical>>;

/// Returns the notes with every anchored line that no longer tells its item's state rewritten.
pub fn handed_out(
    reader: Reader<'_>,
    ctx: &Ctx,
    meeting: &Row<Meeting>,
) -> Result<String, OpsError> {
    shown(reader, ctx, meeting, &meeting.entity.notes)
}

/// Returns a text of a meeting in the same way.
pub(super) fn shown(
    reader: Reader<'_>,
    ctx: &Ctx,
    meeting: &Row<Meeting>,
    text: &str,
) -> Result<String, OpsError> {
    rewritten(reader, ctx, meeting, text, tells)
}

/// Returns the line of an item in its canonical form, without a bullet.
pub fn line(facts: &Facts, directory: &Directory) -> Option<String> {
    of_facts(facts).map(|canonical| canonical.line(directory))
}

/// Returns the notes for others to read: every item in canonical form with its present state, and
/// nothing private.
pub fn visible(reader: Reader<'_>, ctx: &Ctx, meeting: &Row<Meeting>) -> Result<String, OpsError> {
    let public = notes::without_private(&meeting.entity.notes);
    // A name that is nobody's stays as it was typed: written as a handle it would become somebody.
    rewritten(reader, ctx, meeting, &public, |item, canonical| {
        let is_unknown = |owner: &String| item.owners.iter().any(|mention| mention.text == *owner);
        canonical.owners.iter().any(is_unknown)
            && tells(item, canonical)
            && item.mark.is_none()
            && canonical.mark == Some(Mark::Open)
    })
}

fn rewritten(
    reader: Reader<'_>,
    ctx: &Ctx,
    meeting: &Row<Meeting>,
    text: &str,
    is_fine: impl Fn(&Item, &Canonical) -> bool,
) -> Result<String, OpsError> {
    if ids::signed_in(text).next().is_none() {
        return Ok(text.to_owned());
    }
    let directory = Directory::load(reader)?;
    let calendar = calendar(reader, ctx, &meeting.entity, meeting.entity.held)?;
    let mut reading = read(&calendar, &directory, text);
    let titles = titles_of_doubles(reader, &[&reading])?;
    settle(&mut reading, |id, item| {
        titles.get(&id) == Some(&super::create::short(&item.title))
    });
    let mut known = Canonicals::new();
    let mut rewrites = Vec::new();
    for item in reading.items.iter().filter(|item| is_own_line(item)) {
        let Some(id) = item.anchor else { continue };
        if let Some(canonical) = canonical(reader, &mut known, id)?
            .map(|canonical| with_unknown_owner(canonical, item, &directory))
            && !is_fine(item, &canonical)
        {
            rewrites.push(Rewrite {
                line: item.line,
                last_line: item.last_line,
                item: canonical,
            });
        }
    }
    Ok(notes::rewrite_lines(text, &rewrites, &directory))
}

/// Keeps a name that is nobody's for certain: the item has no owner, and the notes still say whom
/// they mean.
fn with_unknown_owner(mut canonical: Canonical, item: &Item, directory: &Directory) -> Canonical {
    if canonical.owners.is_empty() {
        let unknown = item
            .owners
            .iter()
            .filter(|mention| !matches!(directory.find(&mention.text), Match::Known(_)));
        canonical.owners = unknown.map(|mention| mention.text.clone()).collect();
    }
    canonical
}

/// Whether a line is its item's own, not one that speaks of an item.
pub(super) fn is_own_line(item: &Item) -> bool {
    item.anchor.is_some() && !item.refers && item.source != Source::Reference
}

/// Returns an item's canonical form; deleted and unknown ones have none.
fn canonical(
    reader: Reader<'_>,
    known: &mut Canonicals,
    id: ItemId,
) -> Result<Option<Canonical>, OpsError> {
    if let Some(canonical) = known.get(&id) {
        return Ok(canonical.clone());
    }
    let facts = match reader.find_item(id)? {
        Some((key, false)) => facts::of(reader, id, key)?,
        _ => None,
    };
    let canonical = facts.and_then(|facts| of_facts(&facts));
    known.insert(id, canonical.clone());
    Ok(canonical)
}

/// Returns the form of what is stored; milestones and meetings have none.
pub(super) fn of_facts(facts: &Facts) -> Option<Canonical> {
    match facts {
        Facts::Action(facts) => {
            let entity = &facts.row.entity;
            let mut owners: Vec<String> = facts.owner.iter().cloned().collect();
            owners.extend(facts.helpers.iter().cloned());
            Some(Canonical {
                id: Some(facts.id),
                what: What::Action,
                mark: Some(mark_of(entity.status)),
                owners,
                title: entity.title.clone(),
                // A date that nobody named is no word of the notes.
                due: entity
                    .due
                    .filter(|_| entity.due_source != DueSource::Default),
                decider: None,
                waiting_on: facts.waiting_on.clone(),
                priority: entity.priority,
                tags: Vec::new(),
            })
        }
        Facts::Decision(facts) => {
            let entity = &facts.row.entity;
            Some(Canonical {
                id: Some(facts.id),
                what: what_of(entity.status),
                mark: None,
                owners: Vec::new(),
                title: entity.title.clone(),
                due: entity.due.filter(|_| entity.is_open()),
                decider: facts.holder(DecisionRole::Decider).map(str::to_owned),
                waiting_on: None,
                priority: None,
                tags: Vec::new(),
            })
        }
        Facts::Risk(facts) => Some(track::of_risk(facts)),
        Facts::Need(facts) => Some(track::of_need(facts)),
        Facts::Milestone(_) | Facts::Meeting(_) => None,
    }
}

/// Returns the box that shows a status.
pub(super) fn mark_of(status: ActionStatus) -> Mark {
    match status {
        ActionStatus::Open => Mark::Open,
        ActionStatus::InProgress => Mark::InProgress,
        ActionStatus::Waiting => Mark::Waiting,
        ActionStatus::Done => Mark::Done,
        ActionStatus::Dropped => Mark::Dropped,
    }
}

/// Returns how a decision in this status is written in notes.
pub(super) fn what_of(status: DecisionStatus) -> What {
    match status {
        DecisionStatus::Draft => What::Question,
        DecisionStatus::Proposed | DecisionStatus::Deferred => What::OpenDecision,
        _ => What::Decision,
    }
}

/// Whether a line as typed still says what its item is: then it stays as typed.
fn tells(item: &Item, canonical: &Canonical) -> bool {
    let kind = canonical.what.kind();
    let state = match kind {
        Kind::Action => item.mark.unwrap_or(Mark::Open) == canonical.mark.unwrap_or(Mark::Open),
        Kind::Risk | Kind::Need => track::tells_state(item, canonical),
        Kind::Decision | Kind::Meeting | Kind::Milestone => item.what == canonical.what,
    };
    state
        && super::create::short(&item.title) == canonical.title
        && item.due.map(|due| due.date) == canonical.due
        && (kind == Kind::Decision || tells_people(item, canonical))
}

/// Whether the people on a line are the item's, as far as handles and names can tell.
pub(super) fn tells_people(item: &Item, canonical: &Canonical) -> bool {
    item.owners.len() == canonical.owners.len()
        && item
            .owners
            .iter()
            .zip(&canonical.owners)
            .all(|(mention, handle)| {
                let typed = mention.text.to_lowercase();
                typed == handle.to_lowercase()
                    || crate::text::names::first_name(handle) == typed
                    || handle.split(['-', '.', '_']).next() == Some(typed.as_str())
                    || crate::text::names::handle_from_name(&mention.text)
                        .is_some_and(|folded| folded.as_str() == handle)
            })
}

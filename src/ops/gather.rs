//! What a longer text, or a meeting's own notes, could give besides: marked items that a save takes, and
//! promises that somebody must accept first. Proposing writes nothing; accepting makes a text of notes,
//! which is saved as any other.

use chrono::NaiveDate;

use super::error::OpsError;
pub use super::notes::Whom;
use super::notes::{self, Room};
use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Kind};
use crate::model::meeting::Meeting;
use crate::store::{Reader, Row};
use crate::text::names;
use crate::text::notes::{
    self as grammar, Candidate, Canonical, Details, Doubt, Item, Notes, Problem,
    Reader as NotesReader, What,
};

mod written;

use written::Pages;

/// Where proposals come from.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// The meeting's own notes.
    Own,
    /// A text from elsewhere, and what it is called.
    Text { name: &'a str, text: &'a str },
}

/// What a text could give to a meeting.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub meeting: ItemId,
    pub title: String,
    /// What the text is called; none for the meeting's own notes.
    pub source: Option<String>,
    /// The notes as they are handed out now.
    pub base: String,
    /// Marked items of a text from elsewhere: a save takes them.
    pub items: Vec<Proposed>,
    /// Promises that nothing marks, numbered from 1 in the order of the text.
    pub candidates: Vec<Proposed>,
    pub problems: Vec<Problem>,
    /// The day as of which words for dates are read.
    held: NaiveDate,
}

/// One item that could be.
#[derive(Clone, Debug)]
pub struct Proposed {
    pub item: Item,
    pub owners: Vec<Owner>,
    /// The words that promise, of a candidate.
    pub cue: Option<String>,
    pub said: Option<String>,
    pub doubt: Option<Doubt>,
    /// The item of the meeting that says so already.
    pub already: Option<ItemId>,
    /// The line that it would be in the notes.
    pub line: String,
}

/// Who would own an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The name as written.
    pub said: String,
    pub whom: Whom,
}

/// A candidate that was accepted, as proposed or in the words of whoever did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its number.
    pub number: usize,
    /// The line to write in place of the proposed one, without bullet and box.
    pub line: Option<String>,
}

/// Proposes what a text could give to a meeting; writes nothing.
pub fn propose(
    reader: Reader<'_>,
    ctx: &Ctx,
    meeting: &Row<Meeting>,
    origin: Origin<'_>,
) -> Result<Proposal, OpsError> {
    let base = notes::handed_out(reader, ctx, meeting)?;
    let held = meeting.entity.held;
    let calendar = notes::calendar(reader, ctx, &meeting.entity, held)?;
    let texts = match origin {
        Origin::Own => vec![base.as_str()],
        Origin::Text { text, .. } => vec![base.as_str(), text],
    };
    let room = Room::of(reader, meeting.key, &texts)?;
    let read = NotesReader {
        calendar: &calendar,
        roster: &room.directory,
    };
    let own = read.read(&base);
    let source = match origin {
        Origin::Own => None,
        Origin::Text { name, .. } => Some(name.to_owned()),
    };
    let (found, promised) = match origin {
        Origin::Own => read.read_closely(&base),
        Origin::Text { text, .. } => read.read_closely(text),
    };
    let mut proposal = Proposal {
        meeting: meeting.id(Kind::Meeting),
        title: meeting.entity.title.clone(),
        source,
        base: String::new(),
        items: Vec::new(),
        candidates: Vec::new(),
        problems: Vec::new(),
        held,
    };
    if let Origin::Text { .. } = origin {
        proposal.problems = found.problems;
        proposal.take_items(found.items, &room, &own);
    }
    for candidate in promised {
        let proposed = proposed_of(candidate, &room, &own);
        proposal.candidates.push(proposed);
    }
    proposal.base = base;
    Ok(proposal)
}

fn proposed_of(candidate: Candidate, room: &Room, own: &Notes) -> Proposed {
    let Candidate {
        item,
        cue,
        said,
        doubt,
    } = candidate;
    Proposed {
        cue: Some(cue),
        said: Some(said),
        doubt,
        ..Proposed::of(item, room, own)
    }
}

impl Proposal {
    /// Takes the marked items; what speaks of items that are there already is told.
    fn take_items(&mut self, items: Vec<Item>, room: &Room, own: &Notes) {
        for item in items {
            if item.private || !notes::is_tracked(item.what) {
                continue;
            }
            if let Some(id) = item.anchor {
                self.problems.push(Problem {
                    line: item.line,
                    message: format!("it speaks of {id}, and was left out"),
                    hint: format!("`tpm show {id}` tells how that stands"),
                });
            } else if !item.refers {
                self.items.push(Proposed::of(item, room, own));
            }
        }
        let unsure: Vec<Problem> = self.items.iter().filter_map(Proposed::unsure).collect();
        self.problems.extend(unsure);
        self.problems.sort_by_key(|problem| problem.line);
    }

    /// Returns the marked items that are new to the meeting.
    pub fn new_items(&self) -> impl Iterator<Item = &Proposed> {
        self.items.iter().filter(|item| item.already.is_none())
    }

    /// Returns the candidates that may be accepted, with their numbers.
    pub fn open_candidates(&self) -> impl Iterator<Item = (usize, &Proposed)> {
        (1..)
            .zip(&self.candidates)
            .filter(|(_, candidate)| candidate.already.is_none())
    }

    /// Returns the notes with the marked items and what was accepted in them.
    ///
    /// # Errors
    /// A number that no candidate has, or words that make no item.
    pub fn written(
        &self,
        reader: Reader<'_>,
        ctx: &Ctx,
        meeting: &Row<Meeting>,
        accepted: &[Accepted],
    ) -> Result<String, OpsError> {
        let room = Room::of(reader, meeting.key, &[&self.base])?;
        // A save reads notes as of the day on which they are typed.
        let on = ctx.today.max(self.held);
        let calendar = notes::calendar(reader, ctx, &meeting.entity, on)?;
        let pages = Pages {
            reader: NotesReader {
                calendar: &calendar,
                roster: &room.directory,
            },
        };
        let mut chosen = Vec::new();
        for one in accepted {
            let at = one.number.checked_sub(1);
            let Some(candidate) = at.and_then(|at| self.candidates.get(at)) else {
                return Err(self.no_candidate(one.number));
            };
            if candidate.already.is_none() {
                chosen.push((candidate, one.line.as_deref()));
            }
        }
        match &self.source {
            None => pages.marked(&self.base, chosen),
            Some(name) => {
                let items = self.new_items().map(|item| (item, None));
                let mut lines: Vec<_> = items.chain(chosen).collect();
                lines.sort_by_key(|(proposed, _)| proposed.item.line);
                pages.appended(&self.base, name, &lines)
            }
        }
    }

    fn no_candidate(&self, number: usize) -> OpsError {
        let count = self.candidates.len();
        let message = format!("there is no candidate {number}");
        let hint = match count {
            0 => "nobody promises anything that is not marked".to_owned(),
            _ => format!("they are numbered from 1 to {count}; --dry-run lists them"),
        };
        OpsError::invalid(message, hint)
    }
}

impl Proposed {
    fn of(item: Item, room: &Room, own: &Notes) -> Proposed {
        let owner = |mention: &grammar::Mention| Owner {
            said: mention.text.clone(),
            whom: room.whom(mention),
        };
        let owners: Vec<Owner> = item.owners.iter().map(owner).collect();
        let already = own
            .items
            .iter()
            .filter(|other| other.anchor.is_some() && !other.refers)
            .find(|other| grammar::says(&resolved(other, room), &resolved(&item, room)))
            .and_then(|other| other.anchor);
        let canonical = canonical(&item, room);
        Proposed {
            line: canonical.line(&room.directory),
            item,
            owners,
            cue: None,
            said: None,
            doubt: None,
            already,
        }
    }

    fn unsure(&self) -> Option<Problem> {
        let owner = self
            .owners
            .iter()
            .find(|owner| owner.whom == Whom::Unsure)?;
        Some(Problem {
            line: self.item.line,
            message: format!("nobody is certainly meant by \"{}\"", owner.said),
            hint: "its owner is left open".to_owned(),
        })
    }
}

/// Returns an item with its owners as the store knows them.
fn resolved(item: &Item, room: &Room) -> Item {
    let mut item = item.clone();
    for owner in &mut item.owners {
        if let Whom::Known(handle) = room.whom(owner) {
            owner.text = handle;
        }
    }
    item
}

/// Returns the form in which an item is written; whoever is unsure stays in the words.
fn canonical(item: &Item, room: &Room) -> Canonical {
    let mut owners = Vec::new();
    let mut unsure = Vec::new();
    for mention in &item.owners {
        match room.whom(mention) {
            Whom::Known(handle) => owners.push(handle),
            Whom::New(name) => owners.push(written_name(name)),
            Whom::Unsure => unsure.push(mention.text.as_str()),
        }
    }
    let decider = item.details.by.as_ref().map(|by| match room.whom(by) {
        Whom::Known(handle) => handle,
        Whom::New(name) => written_name(name),
        Whom::Unsure => by.text.clone(),
    });
    let title = match unsure[..] {
        [] => item.title.clone(),
        _ => format!("{} ({})", item.title, unsure.join(", ")),
    };
    Canonical {
        id: None,
        what: item.what,
        mark: item.mark.filter(|_| item.what == What::Action),
        owners,
        title,
        due: item.due.map(|due| due.date),
        decider,
        waiting_on: item.waiting_on.clone(),
        priority: item.priority,
        tags: item.tags.clone(),
    }
}

/// Returns a new name as a line holds it: a full name stays, so that a save takes it down.
fn written_name(name: String) -> String {
    let handle = names::handle_from_name(&name).filter(|_| !name.contains(' '));
    handle.map_or(name, |handle| handle.as_str().to_owned())
}

/// Returns what stands under an item, as lines of their own.
fn details(item: &Item) -> Vec<String> {
    let Details {
        why,
        alternatives,
        by: _,
        revisit,
        decide_by,
        inform,
    } = &item.details;
    let mut lines = Vec::new();
    let mut push = |key: &str, value: String| lines.push(format!("{key}: {value}"));
    if let Some(why) = why {
        push("Why", why.clone());
    }
    if !alternatives.is_empty() {
        push("Alternatives", alternatives.join("; "));
    }
    if let Some(due) = revisit {
        push("Revisit", due.date.to_string());
    }
    if let Some(due) = decide_by {
        push("Decide by", due.date.to_string());
    }
    if !inform.is_empty() {
        let names: Vec<&str> = inform.iter().map(|one| one.text.as_str()).collect();
        push("Inform", names.join(", "));
    }
    lines.extend(item.notes.iter().cloned());
    lines
}

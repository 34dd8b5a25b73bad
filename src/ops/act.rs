//! Adding an action item.

use chrono::NaiveDate;

use crate::model::action::{Action, Helper, Waiting};
use crate::model::ctx::Ctx;
use crate::model::decision::Tags;
use crate::model::id::Key;
use crate::model::words::{DueSource, Level};
use crate::store::{Journal, Operation, Reader};
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, Facts};
use super::outcome::{Outcome, Remarks};
use super::people::{self, Newcomers, Whom};
use super::targets;
use super::title::{self, Deadline, Grammar, Title};
use super::{Desk, absence, moves};

pub use super::title::{Deadline as Due, Grammar as TitleGrammar};

/// An action item as typed: what is given wins over what the title says.
#[derive(Clone, Debug)]
pub struct NewAction {
    pub title: String,
    pub grammar: Grammar,
    pub body: Option<String>,
    pub owner: Option<PersonWord>,
    pub helpers: Vec<PersonWord>,
    pub due: Option<Deadline>,
    pub workstream: Option<String>,
    pub serves: Option<IdWord>,
    pub priority: Option<Level>,
    pub tags: Tags,
    /// The civil date on which it came up, if that was not today.
    pub on: Option<NaiveDate>,
    pub newcomers: Newcomers,
}

/// Adds an action item.
pub fn act(desk: Desk<'_>, new: &NewAction) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("act"), rehearsal, |journal| {
        let title = title::read(journal.reader(), ctx, &new.title, new.grammar)?;
        let key = add(journal, ctx, new, title, &mut remarks)?;
        let reader = journal.reader();
        let facts = facts::action(reader, reader.row(key)?)?;
        Ok::<_, OpsError>(Facts::Action(Box::new(facts)))
    })?;
    Ok(Outcome {
        verb: "Added",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    new: &NewAction,
    title: Title,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let mut action = Action::new(title.text, ctx.now);
    action.body = new.body.clone();
    if let Some(on) = new.on {
        moves::check_past(ctx, on)?;
        action.created = moves::instant_of(ctx, on);
    }
    let newcomers = new.newcomers;
    if let Some(word) = new.owner.as_ref().or(title.owner.as_ref()) {
        action.owner = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(word) = &new.serves {
        action.serves = Some(targets::resolve_one(journal.reader(), ctx, word, &[])?.key);
    }
    action.workstream = match new.workstream.as_ref().or(title.workstream.as_ref()) {
        Some(name) => people::workstream(journal, ctx, name, newcomers, remarks)?,
        None => home_of(journal.reader(), action.serves)?,
    };
    action.priority = new.priority.or(title.priority);
    action.tags = title.tags.changed(&new.tags, &Tags::default());
    if let Some(due) = new.due.or(title.due) {
        action.set_due(Some(due.date), due.source);
    }
    if let Some(on) = title.waiting_on {
        let waiting = waiting_on(journal, ctx, &on, newcomers, remarks)?;
        action.wait(waiting, ctx.today, None);
    }
    absence::remark(journal.reader(), ctx, action.owner, action.due, remarks)?;
    let key = journal.create(&action)?;
    let helpers = if new.helpers.is_empty() {
        &title.helpers
    } else {
        &new.helpers
    };
    for word in helpers {
        for person in Whom::Members.find(journal, ctx, word, newcomers, remarks)? {
            add_helper(journal, key, person)?;
        }
    }
    Ok(key)
}

/// Returns the workstream of what an action serves.
pub(super) fn home_of(reader: Reader<'_>, serves: Option<Key>) -> Result<Option<Key>, OpsError> {
    match serves {
        Some(served) => Ok(reader.home_of(served)?),
        None => Ok(None),
    }
}

/// Notes that a person helps with an action; its owner does anyway.
pub(super) fn add_helper(
    journal: &mut Journal<'_>,
    action: Key,
    person: Key,
) -> Result<(), OpsError> {
    if journal.reader().row::<Action>(action)?.entity.owner == Some(person) {
        return Ok(());
    }
    let handle = journal.reader().handle_of(person)?;
    journal.create_keyed(action, &handle, &Helper { action, person })?;
    Ok(())
}

/// Takes who owns an action out of those who help with it.
pub(super) fn only_own(journal: &mut Journal<'_>, action: Key) -> Result<(), OpsError> {
    let owner = journal.reader().row::<Action>(action)?.entity.owner;
    for helper in journal.reader().helpers_of(action)? {
        if Some(helper.entity.person) == owner {
            journal.set_deleted::<Helper>(helper.key, true)?;
        }
    }
    Ok(())
}

/// Returns whom or what is waited on: `@handle` and names of known people are people, the rest is text.
pub(super) fn waiting_on(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    typed: &str,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Waiting, OpsError> {
    if typed.trim().is_empty() {
        return Err(OpsError::invalid(
            "whom or what it waits on is empty",
            "name somebody, such as @lee, or say what is awaited",
        ));
    }
    if let Some(person) = people::certain(journal.reader(), typed)? {
        return Ok(Waiting::Person(person));
    }
    if typed.starts_with('@') || typed == "me" {
        let word = crate::text::names::read_person(typed).map_err(|problem| {
            OpsError::invalid(problem.to_string(), "handles look like @priya")
        })?;
        if let Some(person) = people::person(journal, ctx, &word, newcomers, remarks)? {
            return Ok(Waiting::Person(person));
        }
    }
    Ok(Waiting::Text(typed.to_owned()))
}

/// The source of a date that was typed as a flag.
pub const TYPED: DueSource = DueSource::Explicit;

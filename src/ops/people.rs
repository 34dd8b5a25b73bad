//! From what a person typed to the person or workstream they meant: exact names win, near ones are
//! refused, new ones are added and said so.

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::person::{Alias, Person, Workstream};
use crate::model::words::WorkstreamStatus;
use crate::store::{Journal, Operation, Reader};
use crate::text::names::{self, Handle, PersonWord};

use super::Desk;
use super::directory::{Directory, Match};
use super::edit::Set;
use super::error::OpsError;
use super::list::{self, PersonFacts, WorkstreamFacts};
use super::outcome::{Remark, Remarks};

/// Whether a near miss of a known name may be a new one (`--new`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newcomers {
    Careful,
    Insisted,
}

/// Returns the person meant by a typed word; `None` for nobody. Somebody new is added.
pub fn person(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    word: &PersonWord,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let handle = match word {
        PersonWord::None => return Ok(None),
        PersonWord::Me => return me(journal, ctx).map(Some),
        PersonWord::NoPerson(word) => return Err(no_person(word)),
        PersonWord::Handle(handle) => handle,
    };
    match find(journal.reader(), handle.as_str())? {
        Match::Known(key) => Ok(Some(key)),
        Match::Several(candidates) => Err(ambiguous(handle.as_str(), candidates)),
        Match::Near(known) if newcomers == Newcomers::Careful => Err(near(handle, &known)),
        Match::Near(_) | Match::Unknown => {
            let key = journal.create(&Person::new(handle.as_str().to_owned()))?;
            remarks.push(Remark::PersonAdded(handle.as_str().to_owned()));
            Ok(Some(key))
        }
    }
}

/// Returns the person who acts, added without a word when first needed.
pub fn me(journal: &mut Journal<'_>, ctx: &Ctx) -> Result<Key, OpsError> {
    match journal.reader().person_named(&ctx.actor)? {
        Some(person) => Ok(person.key),
        None => Ok(journal.create(&Person::new(ctx.actor.clone()))?),
    }
}

/// Returns the person meant by a word in a filter; `None` for nobody.
pub fn filter_person(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &PersonWord,
) -> Result<Option<Key>, OpsError> {
    let name = match word {
        PersonWord::None => return Ok(None),
        // Only the very handle: others may have the actor's first name.
        PersonWord::Me => return Ok(Some(known_me(reader, ctx)?)),
        PersonWord::NoPerson(word) => return Err(no_person(word)),
        PersonWord::Handle(handle) => handle.as_str(),
    };
    match find(reader, name)? {
        Match::Known(key) => Ok(Some(key)),
        Match::Several(candidates) => Err(ambiguous(name, candidates)),
        Match::Near(known) => Err(OpsError::not_found(
            format!("nobody is called @{name}"),
            format!("did you mean @{known}? `tpm people` lists everybody"),
        )),
        Match::Unknown => Err(OpsError::not_found(
            format!("nobody is called @{name}"),
            "`tpm people` lists everybody",
        )),
    }
}

/// Returns the person who acts; one who acts for the first time holds nothing, which is no error.
fn known_me(reader: Reader<'_>, ctx: &Ctx) -> Result<Key, OpsError> {
    let nobody = Key(-1);
    Ok(reader.person_named(&ctx.actor)?.map_or(nobody, |me| me.key))
}

/// Returns the one person whom a name stands for; never a guess between two.
pub fn certain(reader: Reader<'_>, name: &str) -> Result<Option<Key>, OpsError> {
    Ok(match find(reader, name.trim_start_matches('@'))? {
        Match::Known(key) => Some(key),
        Match::Several(_) | Match::Near(_) | Match::Unknown => None,
    })
}

fn find(reader: Reader<'_>, name: &str) -> Result<Match, OpsError> {
    // An exact handle needs no look at everybody.
    if let Some(person) = reader.person_named(name)? {
        return Ok(Match::Known(person.key));
    }
    Ok(Directory::load(reader)?.find(name))
}

/// Returns the workstream with this name; one named for the first time is added.
pub fn workstream(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    name: &str,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let slug = names::slug(name, 40);
    if slug == "none" {
        return Ok(None);
    }
    if let Some(workstream) = journal.reader().workstream_named(&slug)? {
        return Ok(Some(workstream.key));
    }
    let near = journal
        .reader()
        .workstreams()?
        .into_iter()
        .find(|known| names::is_near(&known.entity.slug, &slug));
    if let Some(near) = near
        && newcomers == Newcomers::Careful
    {
        return Err(OpsError::Ambiguous {
            word: slug,
            candidates: vec![
                format!("the workstream {}", near.entity.slug),
                "a new one".to_owned(),
            ],
            hint: "type the known name, or add --new for a new workstream".to_owned(),
        });
    }
    let key = journal.create(&Workstream {
        slug: slug.clone(),
        name: None,
        lead: None,
        parent: None,
        status: WorkstreamStatus::Active,
        created: ctx.today,
    })?;
    remarks.push(Remark::WorkstreamAdded(slug));
    Ok(Some(key))
}

/// Returns a workstream named in a filter with all below it; `None` stands for no workstream.
pub fn filter_workstream(reader: Reader<'_>, name: &str) -> Result<Vec<Option<Key>>, OpsError> {
    let slug = names::slug(name, 40);
    if slug == "none" {
        return Ok(vec![None]);
    }
    match reader.workstream_named(&slug)? {
        Some(workstream) => Ok(reader
            .workstream_tree(workstream.key)?
            .into_iter()
            .map(Some)
            .collect()),
        None => Err(OpsError::not_found(
            format!("no workstream is called {slug}"),
            "`tpm workstreams` lists them",
        )),
    }
}

/// What to change of a person; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct PersonEdit {
    pub handle: PersonWord,
    pub name: Option<Set<String>>,
    pub email: Option<Set<String>>,
    pub team: Option<Set<String>>,
    pub manager: Option<PersonWord>,
    pub channel: Option<Set<String>>,
    /// Names to add.
    pub aliases: Vec<String>,
    pub newcomers: Newcomers,
}

/// What to change of a workstream; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct WorkstreamEdit {
    pub slug: String,
    pub name: Option<Set<String>>,
    pub lead: Option<PersonWord>,
    pub parent: Option<String>,
    pub status: Option<WorkstreamStatus>,
    pub newcomers: Newcomers,
}

/// Who or what was changed.
#[derive(Clone, Debug)]
pub struct Edited<F> {
    /// As it now stands.
    pub facts: Vec<F>,
    pub remarks: Remarks,
    pub operation: Option<i64>,
}

/// Adds a person, or changes what is known of one.
pub fn edit_person(desk: Desk<'_>, edit: &PersonEdit) -> Result<Edited<PersonFacts>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("person"), rehearsal, |journal| {
        let newcomers = edit.newcomers;
        let Some(key) = person(journal, ctx, &edit.handle, newcomers, &mut remarks)? else {
            return Err(no_person("none"));
        };
        let mut entity: Person = journal.reader().row(key)?.entity;
        let texts = [
            (&mut entity.name, &edit.name),
            (&mut entity.email, &edit.email),
            (&mut entity.team, &edit.team),
            (&mut entity.channel, &edit.channel),
        ];
        for (field, change) in texts {
            if let Some(change) = change {
                *field = change.value();
            }
        }
        if let Some(word) = &edit.manager {
            entity.manager = person(journal, ctx, word, newcomers, &mut remarks)?;
        }
        journal.update(key, &entity)?;
        for alias in &edit.aliases {
            add_alias(journal, key, alias)?;
        }
        let mut facts = list::people(journal.reader(), ctx, &[])?;
        facts.retain(|facts| facts.person.handle == entity.handle);
        Ok(facts)
    })?;
    Ok(Edited {
        facts: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Adds a name to a person; a name that somebody has already is refused.
fn add_alias(journal: &mut Journal<'_>, person: Key, alias: &str) -> Result<(), OpsError> {
    let alias = names::read_handle(alias)
        .map_err(|problem| OpsError::invalid(problem.to_string(), problem.hint()))?;
    match journal.reader().person_named(alias.as_str())? {
        Some(known) if known.key == person => Ok(()),
        Some(known) => Err(OpsError::refused(
            format!(
                "@{} is a name of @{} already",
                alias.as_str(),
                known.entity.handle
            ),
            "choose another alias",
        )),
        None => {
            let entity = Alias {
                person,
                alias: alias.as_str().to_owned(),
            };
            journal.create_keyed(person, alias.as_str(), &entity)?;
            Ok(())
        }
    }
}

/// Adds a workstream, or changes what is known of one.
pub fn edit_workstream(
    desk: Desk<'_>,
    edit: &WorkstreamEdit,
) -> Result<Edited<WorkstreamFacts>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("workstream"), rehearsal, |journal| {
        let newcomers = edit.newcomers;
        let Some(key) = workstream(journal, ctx, &edit.slug, newcomers, &mut remarks)? else {
            return Err(OpsError::invalid(
                "\"none\" is no workstream",
                "choose another name",
            ));
        };
        let mut entity: Workstream = journal.reader().row(key)?.entity;
        if let Some(name) = &edit.name {
            entity.name = name.value();
        }
        if let Some(word) = &edit.lead {
            entity.lead = person(journal, ctx, word, newcomers, &mut remarks)?;
        }
        if let Some(parent) = &edit.parent {
            entity.parent = workstream(journal, ctx, parent, newcomers, &mut remarks)?;
            refuse_circle(journal, key, entity.parent)?;
        }
        entity.status = edit.status.unwrap_or(entity.status);
        journal.update(key, &entity)?;
        let mut facts = list::workstream_list(journal.reader())?;
        facts.retain(|facts| facts.workstream.slug == entity.slug);
        Ok(facts)
    })?;
    Ok(Edited {
        facts: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Refuses to make a workstream a part of itself.
fn refuse_circle(journal: &Journal<'_>, key: Key, parent: Option<Key>) -> Result<(), OpsError> {
    let below = journal.reader().workstream_tree(key)?;
    match parent {
        Some(parent) if below.contains(&parent) => Err(OpsError::refused(
            "a workstream cannot be a part of itself",
            "`tpm workstreams` shows what belongs to what",
        )),
        _ => Ok(()),
    }
}

fn no_person(word: &str) -> OpsError {
    OpsError::invalid(
        format!("\"{word}\" is no person"),
        "name one person, or `none` for nobody",
    )
}

fn ambiguous(word: &str, candidates: Vec<String>) -> OpsError {
    OpsError::Ambiguous {
        word: word.to_owned(),
        candidates,
        hint: "type the handle".to_owned(),
    }
}

fn near(typed: &Handle, known: &str) -> OpsError {
    OpsError::Ambiguous {
        word: format!("@{}", typed.as_str()),
        candidates: vec![format!("@{known}"), "somebody new".to_owned()],
        hint: "type the known handle, or add --new for somebody new".to_owned(),
    }
}

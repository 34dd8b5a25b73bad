//! Groups: several people under one handle, who are informed and filtered together.

use crate::model::ctx::Ctx;
use crate::model::decision::Role;
use crate::model::id::{Key, Kind};
use crate::model::person::{Audience, Membership, Person};
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::names::{Handle, PersonWord};

use super::Desk;
use super::edit::{ListEdit, Set};
use super::error::OpsError;
use super::leave::Moved;
use super::outcome::Remarks;
use super::people::{self, Newcomers, Whom};
use super::person::{self, Edited, Scope};
use super::series;

/// A group with the handles of its members.
#[derive(Clone, Debug)]
pub struct GroupFacts {
    pub group: Person,
    pub members: Vec<String>,
    /// Workstreams of whose decisions it is told.
    pub hears_of: Vec<String>,
    pub aliases: Vec<String>,
}

/// A group as a change left it, and what a disbanded one was taken off.
#[derive(Clone, Debug)]
pub struct GroupChange {
    pub facts: GroupFacts,
    pub taken: Vec<Moved>,
}

/// What to change of a group; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct GroupEdit {
    pub group: Handle,
    /// A new handle; the old one goes on meaning this group.
    pub handle: Option<Handle>,
    pub name: Option<Set<String>>,
    pub members: ListEdit<PersonWord>,
    /// Whether there is to be no such group any more.
    pub disband: bool,
    pub newcomers: Newcomers,
}

impl GroupEdit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let GroupEdit {
            group: _,
            handle,
            name,
            members,
            disband,
            newcomers: _,
        } = self;
        handle.is_none() && name.is_none() && members.is_empty() && !disband
    }
}

/// Lists groups by handle.
pub fn groups(
    reader: Reader<'_>,
    words: &[String],
    scope: Scope,
) -> Result<Vec<GroupFacts>, OpsError> {
    let mut listed = Vec::new();
    for row in reader.people()? {
        if row.entity.is_group() && (scope == Scope::All || !row.entity.has_left()) {
            let facts = described(reader, row)?;
            let text = format!(
                "{} {} {}",
                facts.group.handle,
                facts.group.name.as_deref().unwrap_or(""),
                facts.members.join(" ")
            )
            .to_lowercase();
            if words.iter().all(|word| text.contains(&word.to_lowercase())) {
                listed.push(facts);
            }
        }
    }
    Ok(listed)
}

/// Returns the group with this handle; a person is refused.
pub fn group(reader: Reader<'_>, handle: &Handle) -> Result<GroupFacts, OpsError> {
    match known(reader, handle)? {
        Some(row) => described(reader, row),
        None => Err(OpsError::not_found(
            format!("there is no group @{handle}"),
            format!("`tpm group {handle} --members NAMES` makes one; `tpm group` lists them"),
        )),
    }
}

fn known(reader: Reader<'_>, handle: &Handle) -> Result<Option<Row<Person>>, OpsError> {
    match reader.person_named(handle.as_str())? {
        Some(row) if !row.entity.is_group() => Err(OpsError::refused(
            format!("@{} is a person, not a group", row.entity.handle),
            "choose another handle; people and groups share their names",
        )),
        known => Ok(known),
    }
}

fn described(reader: Reader<'_>, row: Row<Person>) -> Result<GroupFacts, OpsError> {
    let mut members = Vec::new();
    for member in reader.members_of(row.key)? {
        members.push(reader.handle_of(member.entity.member)?);
    }
    let mut hears_of = Vec::new();
    for audience in reader.audiences_of(row.key)? {
        hears_of.push(reader.slug_of(audience.entity.workstream)?);
    }
    let aliases = reader.aliases_of(row.key)?.into_iter();
    Ok(GroupFacts {
        group: row.entity,
        members,
        hears_of,
        aliases: aliases.map(|row| row.entity.alias).collect(),
    })
}

/// Adds a group, or changes one.
pub fn edit(desk: Desk<'_>, edit: &GroupEdit) -> Result<Edited<GroupChange>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let mut verb = if edit.disband { "Disbanded" } else { "Changed" };
    let written = store.write(ctx, Operation::new("group"), rehearsal, |journal| {
        let key = match known(journal.reader(), &edit.group)? {
            Some(row) => row.key,
            None if edit.disband => {
                let facts = group(journal.reader(), &edit.group)?;
                let taken = Vec::new();
                return Ok::<_, OpsError>(GroupChange { facts, taken });
            }
            None => {
                verb = "Added";
                people::refuse_near(journal.reader(), &edit.group, edit.newcomers)?;
                journal.create(&Person::group(edit.group.as_str().to_owned()))?
            }
        };
        let taken = apply(journal, ctx, key, edit, &mut remarks)?;
        let facts = described(journal.reader(), journal.reader().row(key)?)?;
        Ok::<_, OpsError>(GroupChange { facts, taken })
    })?;
    Ok(Edited {
        verb,
        now: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Makes the group what the edit says; returns what a disbanded one was taken off.
fn apply(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    edit: &GroupEdit,
    remarks: &mut Remarks,
) -> Result<Vec<Moved>, OpsError> {
    let mut taken = Vec::new();
    let mut entity: Person = journal.reader().row(key)?.entity;
    if let Some(name) = &edit.name {
        entity.name = name.value();
    }
    if edit.disband {
        taken = disband(journal, ctx, key)?;
        entity.active = false;
        entity.left_on = Some(ctx.today);
    } else if !edit.members.is_empty() {
        // A group that was disbanded is there again with its first member.
        entity.active = true;
        entity.left_on = None;
    }
    journal.update(key, &entity)?;
    if let Some(handle) = &edit.handle {
        person::rename(journal, key, entity, handle)?;
    }
    edit_members(journal, ctx, key, edit, remarks)?;
    Ok(taken)
}

fn edit_members(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    group: Key,
    edit: &GroupEdit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let whom = Whom::Party;
    let listed = people::listed(journal, ctx, &edit.members, whom, edit.newcomers, remarks)?;
    for member in &listed.given {
        refuse_inner(journal.reader(), *member)?;
    }
    for row in journal.reader().members_of(group)? {
        if listed.goes(row.entity.member) {
            journal.set_deleted::<Membership>(row.key, true)?;
        }
    }
    for member in listed.given {
        let handle = journal.reader().handle_of(member)?;
        let entity = Membership {
            party: group,
            member,
        };
        journal.create_keyed(group, &handle, &entity)?;
    }
    Ok(())
}

/// Refuses a group in a group.
fn refuse_inner(reader: Reader<'_>, member: Key) -> Result<(), OpsError> {
    match people::group_told(reader, member)? {
        Some((_, hint)) => Err(OpsError::refused(
            format!(
                "@{} is a group, and the members of a group are people",
                reader.handle_of(member)?
            ),
            hint,
        )),
        None => Ok(()),
    }
}

/// Takes a group's members and whatever it was to hear of, and returns what that was; what it was told
/// stays.
fn disband(journal: &mut Journal<'_>, ctx: &Ctx, group: Key) -> Result<Vec<Moved>, OpsError> {
    let mut members = Vec::new();
    for row in journal.reader().members_of(group)? {
        journal.set_deleted::<Membership>(row.key, true)?;
        let handle = journal.reader().handle_of(row.entity.member)?;
        members.push(format!("@{handle}"));
    }
    let mut heard_of = Vec::new();
    for row in journal.reader().audiences_of(group)? {
        journal.set_deleted::<Audience>(row.key, true)?;
        heard_of.push(journal.reader().slug_of(row.entity.workstream)?);
    }
    let mut parts = Vec::new();
    for row in journal.reader().open_roles(group)? {
        journal.set_deleted::<Role>(row.key, true)?;
        if let Some(id) = journal.reader().id_of(row.entity.decision)? {
            journal.touch(id);
            parts.push(format!("{id} {}", row.entity.role));
        }
    }
    // What was to come from it or go to it is anybody's now; `needs` shows it as nobody's.
    let mut needs = Vec::new();
    for row in journal.reader().needs_held(group)? {
        needs.push(row.id(Kind::Need).to_string());
        let mut need = row.entity;
        need.giver = need.giver.filter(|giver| *giver != group);
        need.taker = need.taker.filter(|taker| *taker != group);
        journal.update(row.key, &need)?;
    }
    let (_, series) = series::pass(journal, ctx, group, None)?;
    let all = [
        ("members", members),
        ("workstreams to hear of", heard_of),
        ("parts in open decisions", parts),
        ("needs", needs),
        ("series", series),
    ];
    Ok(all
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| Moved {
            what,
            names,
            handed_over: false,
        })
        .collect())
}

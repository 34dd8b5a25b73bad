//! People: the list of them, one whole, and changing what is known of one.

use std::collections::HashMap;

use crate::model::ctx::Ctx;
use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::person::{Alias, Person};
use crate::store::tables::action::ActionFilter;
use crate::store::tables::holdings::Load;
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::dates::Span;
use crate::text::names::{self, Handle, PersonWord};

use super::Desk;
use super::edit::{ListEdit, Set};
use super::error::OpsError;
use super::facts::{self, ActionFacts, DecisionFacts};
use super::list::Page;
use super::outcome::{Remark, Remarks};
use super::people::{self, Newcomers};

/// Somebody, and how much they hold.
#[derive(Clone, Debug)]
pub struct PersonFacts {
    pub person: Person,
    pub aliases: Vec<String>,
    /// Handles of those who turned out to be this person.
    pub merged: Vec<String>,
    pub manager: Option<String>,
    pub cover: Option<String>,
    /// The groups that they belong to.
    pub groups: Vec<String>,
    pub load: Load,
}

/// Whether a list holds those who left, and groups that were disbanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Here,
    All,
}

/// Lists people by handle with what each holds.
pub fn people(
    reader: Reader<'_>,
    ctx: &Ctx,
    words: &[String],
    scope: Scope,
) -> Result<Vec<PersonFacts>, OpsError> {
    let loads = reader.loads_of_people(ctx.today)?;
    let everybody = reader.people()?;
    let handles: HashMap<Key, String> = everybody
        .iter()
        .map(|row| (row.key, row.entity.handle.clone()))
        .collect();
    let mut listed = Vec::new();
    for row in everybody {
        let is_listed = !row.entity.is_group()
            && row.entity.merged_into.is_none()
            && (scope == Scope::All || !row.entity.has_left());
        if is_listed {
            let load = loads.get(&row.key).copied().unwrap_or_default();
            let facts = described(reader, row, &handles, load)?;
            if matches(&facts, words) {
                listed.push(facts);
            }
        }
    }
    Ok(listed)
}

fn matches(facts: &PersonFacts, words: &[String]) -> bool {
    let text = format!(
        "{} {} {} {}",
        facts.person.handle,
        facts.person.name.as_deref().unwrap_or(""),
        facts.aliases.join(" "),
        facts.merged.join(" "),
    )
    .to_lowercase();
    words.iter().all(|word| text.contains(&word.to_lowercase()))
}

fn described(
    reader: Reader<'_>,
    row: Row<Person>,
    handles: &HashMap<Key, String>,
    load: Load,
) -> Result<PersonFacts, OpsError> {
    let Row { key, entity, .. } = row;
    let handle = |key: Key| handles.get(&key).cloned();
    let aliases = reader.aliases_of(key)?.into_iter();
    let merged = reader.merged_into(key)?.into_iter();
    let groups = reader.memberships_of(key)?.into_iter();
    Ok(PersonFacts {
        manager: entity.manager.and_then(handle),
        cover: entity.cover.and_then(handle),
        person: entity,
        aliases: aliases.map(|row| row.entity.alias).collect(),
        merged: merged.map(|row| row.entity.handle).collect(),
        groups: groups.filter_map(|row| handle(row.entity.party)).collect(),
        load,
    })
}

/// A part in an open decision.
#[derive(Clone, Debug)]
pub struct Part {
    pub role: Role,
    pub decision: DecisionFacts,
}

/// Somebody whole: what is known of them and what they hold.
#[derive(Clone, Debug)]
pub struct PersonWhole {
    pub facts: PersonFacts,
    /// Their parts in open decisions.
    pub parts: Page<Part>,
    /// Open actions that they own, by due date.
    pub actions: Page<ActionFacts>,
    /// Open actions that wait on them.
    pub awaited: Page<ActionFacts>,
    /// The workstreams that they lead.
    pub leads: Vec<String>,
    /// Those for whom they stand in.
    pub covers: Vec<String>,
    /// Those whom they manage.
    pub reports: Vec<String>,
}

/// Returns the person whom a word names, for a look; `None` where nobody has this very name yet.
pub fn known(reader: Reader<'_>, ctx: &Ctx, word: &PersonWord) -> Result<Option<Key>, OpsError> {
    let name = match word {
        PersonWord::Me => &ctx.actor,
        PersonWord::Handle(handle) => handle.as_str(),
        PersonWord::None | PersonWord::NoPerson(_) => return Ok(None),
    };
    let party = people::certain_party(reader, name)?;
    party.map_or(Ok(()), |key| refuse_group(reader, key))?;
    Ok(party)
}

/// Refuses a group, which has a command of its own.
fn refuse_group(reader: Reader<'_>, key: Key) -> Result<(), OpsError> {
    let Person { handle, .. } = match reader.row::<Person>(key)?.entity {
        entity if entity.is_group() => entity,
        _ => return Ok(()),
    };
    let hint = format!("`tpm group {handle}` shows it");
    Err(OpsError::refused(format!("@{handle} is a group"), hint))
}

/// Describes one person; each part holds at most `limit` rows.
pub fn whole(
    reader: Reader<'_>,
    ctx: &Ctx,
    person: Key,
    limit: Option<u32>,
) -> Result<PersonWhole, OpsError> {
    refuse_group(reader, person)?;
    let one_more = limit.map(|limit| limit.saturating_add(1));
    let row: Row<Person> = reader.row(person)?;
    let mut handles = HashMap::new();
    let groups = reader.memberships_of(person)?.into_iter();
    let named = groups.map(|row| row.entity.party);
    for key in named.chain(row.entity.manager).chain(row.entity.cover) {
        handles.insert(key, reader.handle_of(key)?);
    }
    let mine = ActionFilter {
        owners: vec![Some(person)],
        history: true,
        limit: one_more,
        ..ActionFilter::default()
    };
    let describe = |row| facts::action(reader, row);
    let of_people = |rows: Vec<Row<Person>>| -> Vec<String> {
        rows.into_iter().map(|row| row.entity.handle).collect()
    };
    let leads = reader.workstreams_led(person)?.into_iter();
    Ok(PersonWhole {
        facts: described(reader, row, &handles, reader.load_of(person, ctx.today)?)?,
        parts: Page::of(reader.open_roles(person)?, limit, |row| {
            let decision = facts::decision(reader, reader.row(row.entity.decision)?)?;
            Ok(Part {
                role: row.entity,
                decision,
            })
        })?,
        actions: Page::of(reader.actions(&mine)?, limit, describe)?,
        awaited: Page::of(reader.actions_awaiting(person, one_more)?, limit, describe)?,
        leads: leads.map(|row| row.entity.slug).collect(),
        covers: of_people(reader.covered_by(person)?),
        reports: of_people(reader.reports_of(person)?),
    })
}

/// What to change of a person; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct PersonEdit {
    pub person: PersonWord,
    /// A new handle; the old one goes on meaning this person.
    pub handle: Option<Handle>,
    pub name: Option<Set<String>>,
    pub email: Option<Set<String>>,
    pub team: Option<Set<String>>,
    pub manager: Option<PersonWord>,
    pub channel: Option<Set<String>>,
    pub aliases: ListEdit<Handle>,
    pub away: Option<Set<Span>>,
    pub cover: Option<PersonWord>,
    /// Whether somebody who left is here again.
    pub back: bool,
    pub newcomers: Newcomers,
}

impl PersonEdit {
    /// Returns an edit that changes nothing of somebody, and adds whoever is not known.
    pub fn nothing(person: PersonWord, newcomers: Newcomers) -> PersonEdit {
        PersonEdit {
            person,
            handle: None,
            name: None,
            email: None,
            team: None,
            manager: None,
            channel: None,
            aliases: ListEdit::default(),
            away: None,
            cover: None,
            back: false,
            newcomers,
        }
    }
}

/// A party or workstream as a change left it.
#[derive(Clone, Debug)]
pub struct Edited<F> {
    /// What happened, in the past tense, such as `Added`.
    pub verb: &'static str,
    pub now: F,
    pub remarks: Remarks,
    /// The operation recorded; none when nothing changed or it was a rehearsal.
    pub operation: Option<i64>,
}

/// How many rows of each kind a change shows besides.
pub const SHOWN: u32 = 10;

/// Adds a person, or changes what is known of one.
pub fn edit(desk: Desk<'_>, edit: &PersonEdit) -> Result<Edited<PersonWhole>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let mut verb = "Changed";
    let written = store.write(ctx, Operation::new("person"), rehearsal, |journal| {
        let known = known(journal.reader(), ctx, &edit.person)?;
        let key = match known {
            Some(key) => key,
            None => added(journal, ctx, edit, &mut remarks)?,
        };
        if known.is_none() {
            verb = "Added";
            // The line that says so is the result itself.
            remarks.retain(|remark| !matches!(remark, Remark::PersonAdded(_)));
        }
        apply(journal, ctx, key, edit, &mut remarks)?;
        whole(journal.reader(), ctx, key, Some(SHOWN))
    })?;
    Ok(Edited {
        verb,
        now: written.result,
        remarks,
        operation: written.operation,
    })
}

fn added(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    edit: &PersonEdit,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let key = people::party(journal, ctx, &edit.person, edit.newcomers, remarks)?
        .ok_or_else(|| people::no_person("none"))?;
    refuse_group(journal.reader(), key)?;
    Ok(key)
}

fn apply(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    edit: &PersonEdit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let PersonEdit {
        person: _,
        handle,
        name,
        email,
        team,
        manager,
        channel,
        aliases,
        away,
        cover,
        back,
        newcomers,
    } = edit;
    let mut entity: Person = journal.reader().row(key)?.entity;
    let texts = [
        (&mut entity.name, name),
        (&mut entity.email, email),
        (&mut entity.team, team),
        (&mut entity.channel, channel),
    ];
    for (field, change) in texts {
        if let Some(change) = change {
            *field = change.value();
        }
    }
    if let Some(word) = manager {
        entity.manager = people::person(journal, ctx, word, *newcomers, remarks)?;
        refuse_self(key, entity.manager, &entity.handle, "manage themselves")?;
    }
    if *back {
        entity.active = true;
        entity.left_on = None;
    }
    if let Some(away) = away {
        set_away(&mut entity, away);
    }
    if let Some(word) = cover {
        entity.cover = people::person(journal, ctx, word, *newcomers, remarks)?;
        refuse_self(key, entity.cover, &entity.handle, "stand in for themselves")?;
    }
    if away.is_some() || cover.is_some() {
        check_cover(journal.reader(), &entity, remarks)?;
    }
    journal.update(key, &entity)?;
    edit_aliases(journal, key, aliases)?;
    if let Some(handle) = handle {
        rename(journal, key, entity, handle)?;
    }
    Ok(())
}

fn refuse_self(key: Key, other: Option<Key>, handle: &str, what: &str) -> Result<(), OpsError> {
    if other == Some(key) {
        return Err(OpsError::refused(
            format!("@{handle} cannot {what}"),
            "name somebody else, or `none`",
        ));
    }
    Ok(())
}

fn set_away(person: &mut Person, away: &Set<Span>) {
    match away {
        Set::To(span) => {
            person.away_from = Some(span.from.date);
            person.away_to = span.to.map(|to| to.date);
        }
        Set::Empty => {
            person.away_from = None;
            person.away_to = None;
            person.cover = None;
        }
    }
}

/// Refuses a cover who has left, and says what else makes one doubtful.
fn check_cover(reader: Reader<'_>, person: &Person, remarks: &mut Remarks) -> Result<(), OpsError> {
    let Some(cover) = person.cover else {
        return Ok(());
    };
    let cover: Person = reader.row(cover)?.entity;
    if cover.has_left() {
        return Err(OpsError::refused(
            format!("@{} has left and can stand in for nobody", cover.handle),
            "name somebody else with --cover",
        ));
    }
    if person.away_from.is_none() {
        remarks.push(Remark::Said(format!(
            "@{} is not away; `tpm person {} --away 24nov..5dec` says when",
            person.handle, person.handle
        )));
    }
    if person.is_away_with(&cover) {
        remarks.push(Remark::Said(format!(
            "@{} is away at that time too",
            cover.handle
        )));
    }
    Ok(())
}

fn edit_aliases(
    journal: &mut Journal<'_>,
    person: Key,
    edit: &ListEdit<Handle>,
) -> Result<(), OpsError> {
    let ListEdit {
        replace,
        add,
        remove,
    } = edit;
    for alias in remove {
        let own = journal.reader().aliases_of(person)?;
        let known = own.iter().find(|row| row.entity.alias == alias.as_str());
        let Some(row) = known else {
            return Err(not_an_alias(journal.reader(), person, alias)?);
        };
        journal.set_deleted::<Alias>(row.key, true)?;
    }
    // Plain names are added: nobody lists all names again to add one.
    for alias in replace.iter().flatten().chain(add) {
        add_alias(journal, person, alias)?;
    }
    Ok(())
}

fn not_an_alias(reader: Reader<'_>, person: Key, alias: &Handle) -> Result<OpsError, OpsError> {
    let handle = reader.handle_of(person)?;
    let message = format!("@{alias} is no alias of @{handle}");
    Ok(if alias.as_str() == handle {
        OpsError::refused(message, "a handle is changed with --handle")
    } else if reader.person_named(alias.as_str())?.map(|row| row.key) == Some(person) {
        OpsError::refused(message, "it was merged; `tpm log` lists the operation")
    } else {
        OpsError::not_found(message, format!("`tpm person {handle}` lists them"))
    })
}

/// Adds a name to a person; a name that somebody has already is refused.
fn add_alias(journal: &mut Journal<'_>, person: Key, alias: &Handle) -> Result<(), OpsError> {
    match journal.reader().person_named(alias.as_str())? {
        Some(known) if known.key == person => Ok(()),
        Some(known) => Err(taken(alias, &known.entity.handle, "choose another alias")),
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

fn taken(name: &Handle, handle: &str, hint: &str) -> OpsError {
    OpsError::refused(format!("@{name} is a name of @{handle} already"), hint)
}

/// Gives a person or group another handle; the old one becomes an alias.
pub(super) fn rename(
    journal: &mut Journal<'_>,
    key: Key,
    mut entity: Person,
    handle: &Handle,
) -> Result<(), OpsError> {
    if entity.handle == handle.as_str() {
        return Ok(());
    }
    let own = journal.reader().aliases_of(key)?;
    match own.iter().find(|row| row.entity.alias == handle.as_str()) {
        Some(alias) => journal.set_deleted::<Alias>(alias.key, true)?,
        None => {
            if let Some(known) = journal.reader().person_named(handle.as_str())? {
                return Err(taken(handle, &known.entity.handle, "choose another handle"));
            }
        }
    }
    let old = std::mem::replace(&mut entity.handle, handle.as_str().to_owned());
    journal.update(key, &entity)?;
    let old = names::read_handle(&old)
        .map_err(|problem| OpsError::invalid(problem.to_string(), problem.hint()))?;
    add_alias(journal, key, &old)
}

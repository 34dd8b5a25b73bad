//! From what a person typed to the person, group or workstream they meant: exact names win, near ones
//! are refused, new ones are added and said so.

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::person::{Party, Person, Workstream};
use crate::store::{Journal, Reader};
use crate::text::names::{self, Handle, PersonWord};

use super::directory::{Directory, Match};
use super::edit::ListEdit;
use super::error::OpsError;
use super::outcome::{Remark, Remarks};

/// Whether a near miss of a known name may be a new one (`--new`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newcomers {
    Careful,
    Insisted,
}

/// Returns the one person meant by a typed word; `None` for nobody. Somebody new is added; a group is
/// refused.
pub fn person(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    word: &PersonWord,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let party = party(journal, ctx, word, newcomers, remarks)?;
    if let Some(key) = party {
        refuse_group(journal.reader(), key)?;
    }
    Ok(party)
}

/// Returns the person or group meant by a typed word, for those who are informed; `None` for nobody.
/// Somebody new is added.
pub fn party(
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
        Match::Known(key) | Match::Group(key) => {
            remark_if_gone(journal.reader(), key, remarks)?;
            Ok(Some(key))
        }
        Match::Several(candidates) => Err(ambiguous(handle.as_str(), candidates)),
        Match::Near(known) if newcomers == Newcomers::Careful => Err(near(handle, &known)),
        Match::Near(_) | Match::Unknown => {
            let key = journal.create(&Person::new(handle.as_str().to_owned()))?;
            remarks.push(Remark::PersonAdded(handle.as_str().to_owned()));
            Ok(Some(key))
        }
    }
}

/// Says so if somebody named has left, or a group was disbanded.
fn remark_if_gone(reader: Reader<'_>, key: Key, remarks: &mut Remarks) -> Result<(), OpsError> {
    let Person {
        handle,
        active,
        party,
        ..
    } = reader.row(key)?.entity;
    if !active {
        let remark = Remark::Gone(handle, party);
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    Ok(())
}

/// Refuses a group where one person is meant.
pub fn refuse_group(reader: Reader<'_>, key: Key) -> Result<(), OpsError> {
    match group_told(reader, key)? {
        Some((message, hint)) => Err(OpsError::refused(message, hint)),
        None => Ok(()),
    }
}

/// Says of a group that it is one where one person is wanted, and whom to name instead; `None` of a
/// person.
pub(super) fn group_told(
    reader: Reader<'_>,
    key: Key,
) -> Result<Option<(String, String)>, OpsError> {
    let entity: Person = reader.row(key)?.entity;
    if !entity.is_group() {
        return Ok(None);
    }
    let mut members = Vec::new();
    for row in reader.members_of(key)? {
        members.push(format!("@{}", reader.handle_of(row.entity.member)?));
    }
    let message = format!(
        "@{} is a group, and one person is wanted here",
        entity.handle
    );
    let hint = match (entity.active, &members[..]) {
        (false, _) => "name a person; the group was disbanded".to_owned(),
        (true, []) => "name a person; the group has no members".to_owned(),
        (true, members) => format!("name one of its members: {}", members.join(", ")),
    };

    Ok(Some((message, hint)))
}

/// What an edit makes of a list of people.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Those whom the edit names to be in the list; some may be in it already.
    pub given: Vec<Key>,
    gone: Vec<Key>,
    is_whole: bool,
}

impl Listed {
    /// Whether somebody who was in the list leaves it.
    pub fn goes(&self, person: Key) -> bool {
        let is_given = self.given.contains(&person);
        self.gone.contains(&person) || (self.is_whole && !is_given)
    }
}

/// Finds whom an edit of a list means. Somebody new is added; who is taken out must be known.
pub(super) fn listed(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    edit: &ListEdit<PersonWord>,
    whom: Whom,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Listed, OpsError> {
    let ListEdit {
        replace,
        add,
        remove,
    } = edit;
    let mut given = Vec::new();
    for word in replace.iter().flatten().chain(add) {
        given.extend(whom.find(journal, ctx, word, newcomers, remarks)?);
    }
    let mut gone = Vec::new();
    for word in remove {
        match filter_person(journal.reader(), ctx, word)? {
            Some(key) if whom == Whom::Members && key != STRANGER => {
                gone.extend(members_or_self(journal.reader(), key)?);
            }
            key => gone.extend(key),
        }
    }
    Ok(Listed {
        given,
        gone,
        is_whole: replace.is_some(),
    })
}

/// Who fits where people are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// One person; a group is refused.
    Person,
    /// A person or a group.
    Party,
    /// A person, or all who are members of a group now.
    Members,
}

impl Whom {
    /// Returns whom one word means, nobody for `none`. Somebody new is added.
    pub fn find(
        self,
        journal: &mut Journal<'_>,
        ctx: &Ctx,
        word: &PersonWord,
        newcomers: Newcomers,
        remarks: &mut Remarks,
    ) -> Result<Vec<Key>, OpsError> {
        let Some(key) = party(journal, ctx, word, newcomers, remarks)? else {
            return Ok(Vec::new());
        };
        let members = members_or_self(journal.reader(), key)?;
        match self {
            Whom::Party => return Ok(vec![key]),
            Whom::Members if members == [key] => {}
            Whom::Members if !members.is_empty() => {
                let told = stands_for(journal.reader(), key, &members)?;
                if !remarks.contains(&told) {
                    remarks.push(told);
                }
            }
            // A group without members is refused as one.
            Whom::Person | Whom::Members => refuse_group(journal.reader(), key)?,
        }
        Ok(members)
    }
}

/// Says which members a group was taken apart into.
fn stands_for(reader: Reader<'_>, group: Key, members: &[Key]) -> Result<Remark, OpsError> {
    let mut names = Vec::new();
    for member in members {
        names.push(format!("@{}", reader.handle_of(*member)?));
    }
    let handle = reader.handle_of(group)?;
    Ok(Remark::Said(format!(
        "@{handle} stands for {}, its members now",
        names.join(", ")
    )))
}

/// Returns the people meant by typed words, groups taken apart into their members; each once.
/// Somebody new is added.
pub fn taken_apart(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    words: &[PersonWord],
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Vec<Key>, OpsError> {
    let mut people = Vec::new();
    for word in words {
        if let Some(key) = party(journal, ctx, word, newcomers, remarks)? {
            for member in members_or_self(journal.reader(), key)? {
                if !people.contains(&member) {
                    people.push(member);
                }
            }
        }
    }
    Ok(people)
}

/// Returns the members of a group, or the person alone.
pub fn members_or_self(reader: Reader<'_>, key: Key) -> Result<Vec<Key>, OpsError> {
    if !reader.row::<Person>(key)?.entity.is_group() {
        return Ok(vec![key]);
    }
    let members = reader.members_of(key)?.into_iter();
    Ok(members.map(|row| row.entity.member).collect())
}

/// Returns the person who acts, added without a word when first needed.
pub fn me(journal: &mut Journal<'_>, ctx: &Ctx) -> Result<Key, OpsError> {
    match journal.reader().person_named(&ctx.actor)? {
        Some(person) => Ok(person.key),
        None => Ok(journal.create(&Person::new(ctx.actor.clone()))?),
    }
}

/// Returns the people meant by the words of a filter, groups taken apart into their members; `None`
/// in the list is nobody.
pub fn filter_people(
    reader: Reader<'_>,
    ctx: &Ctx,
    words: &[PersonWord],
) -> Result<Vec<Option<Key>>, OpsError> {
    let mut people = Vec::new();
    for word in words {
        match filter_person(reader, ctx, word)? {
            Some(key) if key != STRANGER => {
                let members = members_or_self(reader, key)?;
                if members.is_empty() {
                    // A list without anybody would filter nothing.
                    people.push(Some(STRANGER));
                }
                people.extend(members.into_iter().map(Some));
            }
            other => people.push(other),
        }
    }
    Ok(people)
}

/// The key of somebody who is not in the file, and so holds nothing.
const STRANGER: Key = Key(-1);

/// Returns the person or group meant by a word in a filter; `None` for nobody.
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
        Match::Known(key) | Match::Group(key) => Ok(Some(key)),
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

/// Returns the one person meant by a word, who must be known already.
pub(super) fn existing(reader: Reader<'_>, ctx: &Ctx, word: &PersonWord) -> Result<Key, OpsError> {
    match filter_person(reader, ctx, word)? {
        None => Err(no_person("none")),
        Some(STRANGER) => Err(OpsError::not_found(
            format!("nobody is called @{}", ctx.actor),
            "`tpm people` lists everybody",
        )),
        Some(key) => {
            refuse_group(reader, key)?;
            Ok(key)
        }
    }
}

/// Returns the person who acts; one who acts for the first time holds nothing, which is no error.
pub(super) fn known_me(reader: Reader<'_>, ctx: &Ctx) -> Result<Key, OpsError> {
    Ok(reader
        .person_named(&ctx.actor)?
        .map_or(STRANGER, |me| me.key))
}

/// Returns the one person whom a name stands for; never a guess between two. A group is refused.
pub fn certain(reader: Reader<'_>, name: &str) -> Result<Option<Key>, OpsError> {
    let party = certain_party(reader, name)?;
    if let Some(key) = party {
        refuse_group(reader, key)?;
    }
    Ok(party)
}

/// Returns the one person or group that a name stands for; never a guess between two.
pub fn certain_party(reader: Reader<'_>, name: &str) -> Result<Option<Key>, OpsError> {
    Ok(match find(reader, name.trim_start_matches('@'))? {
        Match::Known(key) | Match::Group(key) => Some(key),
        Match::Several(_) | Match::Near(_) | Match::Unknown => None,
    })
}

/// Returns the handle of the one person or group that a name stands for.
pub fn handle_named(reader: Reader<'_>, name: &str) -> Result<Option<String>, OpsError> {
    match find(reader, name)? {
        Match::Several(candidates) => Err(ambiguous(name, candidates)),
        Match::Known(key) | Match::Group(key) => Ok(Some(reader.handle_of(key)?)),
        Match::Near(_) | Match::Unknown => Ok(None),
    }
}

fn find(reader: Reader<'_>, name: &str) -> Result<Match, OpsError> {
    // An exact handle needs no look at everybody.
    if let Some(person) = reader.person_named(name)? {
        return Ok(match person.entity.party {
            Party::Group => Match::Group(person.key),
            Party::Person => Match::Known(person.key),
        });
    }
    Ok(Directory::load(reader)?.find(name))
}

/// The longest short name of a workstream, in characters.
pub(super) const LONGEST_SLUG: usize = 40;

/// Refuses a handle that is close to a known one, unless it is insisted on.
pub(super) fn refuse_near(
    reader: Reader<'_>,
    handle: &Handle,
    newcomers: Newcomers,
) -> Result<(), OpsError> {
    match Directory::load(reader)?.find(handle.as_str()) {
        Match::Near(known) if newcomers == Newcomers::Careful => Err(near(handle, &known)),
        _ => Ok(()),
    }
}

/// Returns the workstream with this name; one named for the first time is added.
pub fn workstream(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    name: &str,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let slug = names::slug(name, LONGEST_SLUG);
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
    let meant = match near {
        Some(near) => Some(format!("the workstream {}", near.entity.slug)),
        None => journal
            .reader()
            .workstream_once_called(&slug)?
            .map(|now| format!("the workstream {now} (formerly {slug})")),
    };
    if let Some(meant) = meant
        && newcomers == Newcomers::Careful
    {
        return Err(OpsError::Ambiguous {
            word: slug,
            candidates: vec![meant, "a new one".to_owned()],
            hint: "type the known name, or add --new for a new workstream".to_owned(),
        });
    }
    let key = journal.create(&Workstream::new(slug.clone(), ctx.today))?;
    remarks.push(Remark::WorkstreamAdded(slug));
    Ok(Some(key))
}

/// Returns a workstream named in a filter with all below it; `None` stands for no workstream.
pub fn filter_workstream(reader: Reader<'_>, name: &str) -> Result<Vec<Option<Key>>, OpsError> {
    let slug = names::slug(name, LONGEST_SLUG);
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

pub(super) fn no_person(word: &str) -> OpsError {
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

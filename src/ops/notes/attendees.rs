//! Who a text names as present or absent: from names to people and attendance rows.

use std::collections::HashSet;

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::meeting::Attendance;
use crate::model::person::Person;
use crate::store::{Journal, Reader};
use crate::text::names::{self, Handle};
use crate::text::notes::{Attendee, Presence};

use super::called;
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::outcome::{Remark, Remarks};

/// Who was named, person by person.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// Each with the names they go by in this meeting.
    pub people: Vec<(Key, Vec<String>)>,
    /// What the text says of each, in the same order.
    said: Vec<&'a Attendee>,
}

/// Finds or adds the people named; a group is taken apart into its members.
pub(super) fn people<'a>(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    directory: &mut Directory,
    attendees: &'a [Attendee],
    remarks: &mut Remarks,
) -> Result<Named<'a>, OpsError> {
    let mut named = Named::default();
    for attendee in attendees {
        let members = group(journal.reader(), directory, attendee)?;
        let is_group = members.is_some();
        let keys = match members {
            Some(members) => members,
            None => person(journal, ctx, directory, attendee, remarks)?
                .into_iter()
                .collect(),
        };
        for key in keys {
            let mut names = Vec::new();
            if !is_group {
                names.extend(called(&attendee.name, attendee.handle.as_deref()));
                names.extend(attendee.initials.as_deref().map(str::to_lowercase));
            }
            if let Some(name) = &journal.reader().row::<Person>(key)?.entity.name {
                names.extend(called(name, None));
            }
            named.people.push((key, names));
            named.said.push(attendee);
        }
    }
    Ok(named)
}

/// Returns the members of the group that is named, if it is one.
fn group(
    reader: Reader<'_>,
    directory: &Directory,
    attendee: &Attendee,
) -> Result<Option<Vec<Key>>, OpsError> {
    for name in [attendee.handle.as_deref(), Some(attendee.name.as_str())] {
        match name.map(|name| directory.find(name)) {
            Some(Match::Group(key)) => {
                return crate::ops::people::members_or_self(reader, key).map(Some);
            }
            Some(Match::Known(_)) => return Ok(None),
            _ => {}
        }
    }
    Ok(None)
}

/// Returns who is named, as far as they are known already.
pub(super) fn known_people(
    reader: Reader<'_>,
    directory: &Directory,
    attendees: &[Attendee],
) -> Result<HashSet<Key>, OpsError> {
    let mut people = HashSet::new();
    for attendee in attendees {
        match group(reader, directory, attendee)? {
            Some(members) => people.extend(members),
            None => people.extend(known(directory, attendee)),
        }
    }
    Ok(people)
}

/// Makes the attendance of a meeting what its notes say. Who was named `before` and is no longer was
/// not there; who was only invited, or is known to have been there from elsewhere, stays.
pub(super) fn record(
    journal: &mut Journal<'_>,
    meeting: Key,
    present: &Named<'_>,
    named_before: &HashSet<Key>,
) -> Result<bool, OpsError> {
    let Named { people, said } = present;
    let mut named = HashSet::new();
    let before = journal.reader().attendance_of(meeting)?;
    let mut changed = false;
    for (attendee, (person, _)) in said.iter().zip(people) {
        if !named.insert(*person) {
            continue;
        }
        let known = before.iter().find(|row| row.entity.person == *person);
        let entity = Attendance {
            meeting,
            person: *person,
            seat: attendee.seat,
            invited: known.is_some_and(|row| row.entity.invited),
            attended: attendee.presence == Presence::Present,
        };
        match known {
            Some(row) if row.entity == entity => {}
            Some(row) => {
                journal.update(row.key, &entity)?;
                changed = true;
            }
            None => {
                let handle = journal.reader().handle_of(*person)?;
                journal.create_keyed(meeting, &handle, &entity)?;
                changed = true;
            }
        }
    }
    for row in before {
        let person = row.entity.person;
        let has_left = named_before.contains(&person) && !named.contains(&person);
        if has_left && row.entity.attended && !row.entity.invited {
            journal.set_deleted::<Attendance>(row.key, true)?;
            changed = true;
        }
    }
    Ok(changed)
}

/// Finds or adds whoever is named; none where the name holds no letter.
pub(in crate::ops) fn person(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    directory: &mut Directory,
    attendee: &Attendee,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    if attendee.handle.is_some() && attendee.name.eq_ignore_ascii_case("me") {
        return super::super::people::me(journal, ctx).map(Some);
    }
    if let Some(key) = known(directory, attendee) {
        complete(journal, directory, key, attendee)?;
        return Ok(Some(key));
    }
    let Some(handle) = handle_of(attendee) else {
        return Ok(None);
    };
    found_or_added(journal, directory, handle.as_str(), &attendee.name, remarks).map(Some)
}

/// Returns whoever is named, if they are known for certain.
pub(in crate::ops) fn known(directory: &Directory, attendee: &Attendee) -> Option<Key> {
    let names = [attendee.handle.as_deref(), Some(attendee.name.as_str())];
    names
        .into_iter()
        .flatten()
        .find_map(|name| match directory.find(name) {
            Match::Known(key) => Some(key),
            Match::Group(_) | Match::Several(_) | Match::Near(_) | Match::Unknown => None,
        })
}

fn handle_of(attendee: &Attendee) -> Option<Handle> {
    match &attendee.handle {
        Some(handle) => names::read_handle(handle).ok(),
        None => names::handle_from_name(&attendee.name),
    }
}

/// Takes an attendee into a directory as writing the meeting will, a stranger under `key`.
pub(crate) fn foresee(directory: &mut Directory, attendee: &Attendee, key: Key) {
    if known(directory, attendee).is_none()
        && let Some(handle) = handle_of(attendee)
        && !matches!(
            directory.find(handle.as_str()),
            Match::Known(_) | Match::Group(_)
        )
    {
        directory.add(key, &newcomer(handle.as_str(), &attendee.name));
    }
}

fn newcomer(handle: &str, name: &str) -> Person {
    let mut person = Person::new(handle.to_owned());
    person.name = (!name.eq_ignore_ascii_case(handle)).then(|| name.to_owned());
    person
}

/// Returns whoever has this handle, or adds somebody who is named for the first time.
pub(crate) fn found_or_added(
    journal: &mut Journal<'_>,
    directory: &mut Directory,
    handle: &str,
    name: &str,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    // Two people whose names fold to one handle cannot be told apart for certain.
    if let Match::Known(key) = directory.find(handle) {
        return Ok(key);
    }
    let person = newcomer(handle, name);
    let key = journal.create(&person)?;
    directory.add(key, &person);
    remarks.push(Remark::PersonAdded(handle.to_owned()));
    Ok(key)
}

/// Writes down the full name of somebody who was known by handle only.
fn complete(
    journal: &mut Journal<'_>,
    directory: &mut Directory,
    key: Key,
    attendee: &Attendee,
) -> Result<(), OpsError> {
    let mut person: Person = journal.reader().row(key)?.entity;
    if person.name.is_some() || !attendee.name.contains(' ') {
        return Ok(());
    }
    person.name = Some(attendee.name.clone());
    journal.update(key, &person)?;
    directory.add(key, &person);
    Ok(())
}

//! Who a text names as present or absent: from names to people and attendance rows.

use std::collections::HashSet;

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::meeting::Attendance;
use crate::model::person::Person;
use crate::store::Journal;
use crate::text::names;
use crate::text::notes::{Attendee, Presence};

use super::called;
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::outcome::{Remark, Remarks};

/// Finds or adds the people named and returns each with the names they go by in this meeting.
pub(super) fn people(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    directory: &mut Directory,
    attendees: &[Attendee],
    remarks: &mut Remarks,
) -> Result<Vec<(Key, Vec<String>)>, OpsError> {
    let mut people = Vec::new();
    for attendee in attendees {
        if let Some(key) = person(journal, ctx, directory, attendee, remarks)? {
            let mut names = called(&attendee.name, attendee.handle.as_deref());
            names.extend(attendee.initials.as_deref().map(str::to_lowercase));
            if let Some(name) = &journal.reader().row::<Person>(key)?.entity.name {
                names.extend(called(name, None));
            }
            people.push((key, names));
        }
    }
    Ok(people)
}

/// Makes the attendance of a meeting what its notes say; who was only invited stays.
pub(super) fn record(
    journal: &mut Journal<'_>,
    meeting: Key,
    attendees: &[Attendee],
    people: &[(Key, Vec<String>)],
) -> Result<bool, OpsError> {
    let mut named = HashSet::new();
    let before = journal.reader().attendance_of(meeting)?;
    let mut changed = false;
    for (attendee, (person, _)) in attendees.iter().zip(people) {
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
        if !named.contains(&row.entity.person) && row.entity.attended && !row.entity.invited {
            journal.set_deleted::<Attendance>(row.key, true)?;
            changed = true;
        }
    }
    Ok(changed)
}

fn person(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    directory: &mut Directory,
    attendee: &Attendee,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    if attendee.handle.is_some() && attendee.name.eq_ignore_ascii_case("me") {
        return super::super::people::me(journal, ctx).map(Some);
    }
    for name in [attendee.handle.as_deref(), Some(attendee.name.as_str())] {
        if let Some(name) = name
            && let Match::Known(key) = directory.find(name)
        {
            complete(journal, directory, key, attendee)?;
            return Ok(Some(key));
        }
    }
    let handle = match &attendee.handle {
        Some(handle) => names::read_handle(handle).ok(),
        None => names::handle_from_name(&attendee.name),
    };
    let Some(handle) = handle else {
        return Ok(None);
    };
    found_or_added(journal, directory, handle.as_str(), &attendee.name, remarks).map(Some)
}

/// Returns whoever has this handle, or adds somebody who is named for the first time.
pub(super) fn found_or_added(
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
    let mut person = Person::new(handle.to_owned());
    person.name = (!name.eq_ignore_ascii_case(handle)).then(|| name.to_owned());
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

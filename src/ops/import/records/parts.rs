//! Who a record names, as parts in its decision. The first of the deciders decides; the others had to
//! agree, and of a decision that was made they did. Who was consulted gave input; who was informed is.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::words::{DecisionRole, Response};
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::{notes, people, roles};
use crate::store::Journal;
use crate::text::notes::Attendee;
use crate::text::records::Record;

/// Gives everybody whom a record names their part.
pub(super) fn give(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    decision: Key,
    record: &Record,
    directory: &mut Directory,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    for (role, attendee) in wanted(record) {
        let person = holder(journal, ctx, directory, (role, attendee), remarks)?;
        if let Some(person) = person {
            part(journal, ctx, (decision, role, person), record)?;
        }
    }
    for (role, group) in groups(directory, record) {
        part(journal, ctx, (decision, role, group), record)?;
    }
    Ok(())
}

/// Returns the groups that are informed, of those that are known.
fn groups(directory: &Directory, record: &Record) -> Vec<(DecisionRole, Key)> {
    let words = record.informed_groups.iter();
    let found = words.filter_map(|word| match directory.find(word.trim_start_matches('@')) {
        Match::Group(key) => Some((DecisionRole::Informed, key)),
        Match::Known(_) | Match::Several(_) | Match::Near(_) | Match::Unknown => None,
    });
    found.collect()
}

/// Returns the parts that a record gives, each with whoever has it.
fn wanted(record: &Record) -> Vec<(DecisionRole, &Attendee)> {
    let deciders = record
        .deciders
        .iter()
        .enumerate()
        .map(|(at, one)| match at {
            0 => (DecisionRole::Decider, one),
            _ => (DecisionRole::Agree, one),
        });
    let drivers = record.driver.first().map(|one| (DecisionRole::Driver, one));
    let consulted = record
        .consulted
        .iter()
        .map(|one| (DecisionRole::Input, one));
    let informed = record
        .informed
        .iter()
        .map(|one| (DecisionRole::Informed, one));
    drivers
        .into_iter()
        .chain(deciders)
        .chain(consulted)
        .chain(informed)
        .collect()
}

/// Takes over who was named or left out in an edited record; returns the names of what changed.
pub(super) fn follow(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    decision: Key,
    (before, file): (&Record, &Record),
    directory: &mut Directory,
    remarks: &mut Remarks,
) -> Result<Vec<&'static str>, OpsError> {
    let known = |directory: &Directory, record: &Record| -> Vec<(DecisionRole, Key)> {
        let wanted = wanted(record).into_iter();
        let found = wanted.filter_map(|(role, one)| Some((role, notes::known(directory, one)?)));
        found.chain(groups(directory, record)).collect()
    };
    let was = known(directory, before);
    let mut now = Vec::new();
    let mut has_changed = false;
    for (role, attendee) in wanted(file) {
        let Some(person) = holder(journal, ctx, directory, (role, attendee), remarks)? else {
            continue;
        };
        now.push((role, person));
        // Who was named before and has no part here any more lost it here.
        if !was.contains(&(role, person)) {
            if role == DecisionRole::Decider {
                roles::hand(journal, decision, role, Some(person), ctx.today)?;
            }
            part(journal, ctx, (decision, role, person), file)?;
            has_changed = true;
        }
    }
    for (role, group) in groups(directory, file) {
        now.push((role, group));
        if !was.contains(&(role, group)) {
            part(journal, ctx, (decision, role, group), file)?;
            has_changed = true;
        }
    }
    for row in journal.reader().roles_of(decision)? {
        let one = (row.entity.role, row.entity.person);
        if was.contains(&one) && !now.contains(&one) {
            journal.set_deleted::<Role>(row.key, true)?;
            has_changed = true;
        }
    }
    if !before.is_made() && file.is_made() {
        answer_all(journal, decision, &now, file.date.unwrap_or(ctx.today))?;
    }
    Ok(has_changed.then_some("people").into_iter().collect())
}

/// Notes of everybody who was asked that they answered, for the record says that it was decided.
fn answer_all(
    journal: &mut Journal<'_>,
    decision: Key,
    named: &[(DecisionRole, Key)],
    on: NaiveDate,
) -> Result<(), OpsError> {
    for row in journal.reader().roles_of(decision)? {
        let mut role = row.entity;
        if named.contains(&(role.role, role.person)) && role.response.is_none() {
            answered(&mut role, on);
            journal.update(row.key, &role)?;
        }
    }
    Ok(())
}

fn part(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    (decision, role, person): (Key, DecisionRole, Key),
    record: &Record,
) -> Result<(), OpsError> {
    let day = record.date.filter(|date| *date <= ctx.today);
    let day = day.unwrap_or(ctx.today);
    roles::add(journal, decision, role, person, day)?;
    match record.is_made() {
        true => answer_all(journal, decision, &[(role, person)], day),
        false => Ok(()),
    }
}

fn answered(role: &mut Role, on: NaiveDate) {
    role.response = match role.role {
        DecisionRole::Agree => Some(Response::Agree),
        DecisionRole::Input => Some(Response::Given),
        DecisionRole::Driver
        | DecisionRole::Decider
        | DecisionRole::Perform
        | DecisionRole::Informed => return,
    };
    role.responded_at = Some(on);
}

/// Returns who has a part; a group only where it may have one, and nobody where it is told.
fn holder(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    directory: &mut Directory,
    (role, attendee): (DecisionRole, &Attendee),
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let names = [attendee.handle.as_deref(), Some(attendee.name.as_str())];
    let group = names
        .into_iter()
        .flatten()
        .find_map(|name| match directory.find(name) {
            Match::Group(key) => Some(key),
            Match::Known(_) | Match::Several(_) | Match::Near(_) | Match::Unknown => None,
        });
    match group {
        Some(group) if role == DecisionRole::Informed => Ok(Some(group)),
        Some(group) => {
            let told = people::group_told(journal.reader(), group)?;
            remarks.extend(told.map(|(message, hint)| {
                Remark::Unsure(format!("line {}: {message} ({hint})", attendee.line))
            }));
            Ok(None)
        }
        None => one(journal, ctx, directory, attendee, remarks),
    }
}

/// Finds or adds one person whom a record names.
pub(super) fn one(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    directory: &mut Directory,
    attendee: &Attendee,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let person = notes::person(journal, ctx, directory, attendee, remarks)?;
    if person.is_none() {
        let (line, name) = (attendee.line, &attendee.name);
        let text = format!("line {line}: nobody is certainly meant by \"{name}\"");
        remarks.push(Remark::Unsure(text));
    }
    Ok(person)
}

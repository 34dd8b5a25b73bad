//! Who has which part in a decision.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::words::{DecisionRole, Response};
use crate::store::{Journal, Row};
use crate::text::names::PersonWord;

use super::edit::ListEdit;
use super::error::OpsError;
use super::outcome::{Remark, Remarks};
use super::people::{self, Newcomers, Whom};

/// Who gets or loses the parts that several people can have.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub agree: ListEdit<PersonWord>,
    pub input: ListEdit<PersonWord>,
    pub perform: ListEdit<PersonWord>,
    pub inform: ListEdit<PersonWord>,
}

impl Parts {
    /// Returns each part with what becomes of it and the option that says so.
    pub(super) fn all(&self) -> [(DecisionRole, &ListEdit<PersonWord>, &'static str); 4] {
        let Parts {
            agree,
            input,
            perform,
            inform,
        } = self;
        [
            (DecisionRole::Agree, agree, "--agree"),
            (DecisionRole::Input, input, "--input"),
            (DecisionRole::Perform, perform, "--perform"),
            (DecisionRole::Informed, inform, "--inform"),
        ]
    }

    pub fn is_empty(&self) -> bool {
        self.all().iter().all(|(_, edit, _)| edit.is_empty())
    }
}

/// Gives the parts that several people can have, and takes them away. Who keeps a part keeps what
/// they answered; who is new to it is asked on the day `asked`.
pub(super) fn share(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    (decision, asked): (Key, NaiveDate),
    parts: &Parts,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    for (role, edit, _) in parts.all() {
        if edit.is_empty() {
            continue;
        }
        let listed = people::listed(journal, ctx, edit, whom(role), newcomers, remarks)?;
        for held in journal.reader().roles_of(decision)? {
            if held.entity.role == role && listed.goes(held.entity.person) {
                journal.set_deleted::<Role>(held.key, true)?;
                remarks.extend(objection_lost(journal, &held.entity)?);
            }
        }
        for person in listed.given {
            add(journal, decision, role, person, asked)?;
        }
        if let Some(id) = journal.reader().id_of(decision)? {
            journal.touch(id);
        }
    }
    Ok(())
}

/// Tells that an objection goes with the part of whom it is: nothing holds the decision up any more.
fn objection_lost(journal: &Journal<'_>, part: &Role) -> Result<Option<Remark>, OpsError> {
    if part.response != Some(Response::Object) {
        return Ok(None);
    }
    let handle = journal.reader().handle_of(part.person)?;
    let said = part.note.as_deref().unwrap_or("without a reason");
    let id = journal.reader().id_of(part.decision)?;
    let log = id.map_or(String::new(), |id| format!("; `tpm log {id}` keeps it"));
    Ok(Some(Remark::Said(format!(
        "the objection of @{handle} goes with the part: {said}{log}"
    ))))
}

/// Returns who can get a part: those who perform or are informed may be a group; who answers is a
/// person, so that a group is asked through its members.
fn whom(role: DecisionRole) -> Whom {
    match role {
        DecisionRole::Perform | DecisionRole::Informed => Whom::Party,
        DecisionRole::Agree | DecisionRole::Input => Whom::Members,
        DecisionRole::Driver | DecisionRole::Decider => Whom::Person,
    }
}

/// Gives a part that one person has to this person, or to nobody. Who has it already keeps what they
/// answered.
pub(super) fn hand(
    journal: &mut Journal<'_>,
    decision: Key,
    role: DecisionRole,
    person: Option<Key>,
    today: NaiveDate,
) -> Result<(), OpsError> {
    for held in journal.reader().roles_of(decision)? {
        if held.entity.role == role && Some(held.entity.person) != person {
            journal.set_deleted::<Role>(held.key, true)?;
        }
    }
    match person {
        Some(person) => add(journal, decision, role, person, today),
        None => Ok(()),
    }
}

/// Asks everybody who is asked once more: what they answered was about the outcome that is gone.
pub(super) fn ask_again(
    journal: &mut Journal<'_>,
    decision: Key,
    today: NaiveDate,
) -> Result<(), OpsError> {
    for row in journal.reader().roles_of(decision)? {
        let Role {
            decision,
            person,
            role,
            ..
        } = row.entity;
        if role.is_asked() {
            journal.update(row.key, &Role::new(decision, person, role, today))?;
        }
    }
    Ok(())
}

/// Takes a part from whom it was given to and hands it on; who has it already keeps what they answered.
pub(super) fn pass(
    journal: &mut Journal<'_>,
    held: &Row<Role>,
    to: Option<Key>,
    today: NaiveDate,
) -> Result<(), OpsError> {
    journal.set_deleted::<Role>(held.key, true)?;
    match to {
        Some(to) => add(journal, held.entity.decision, held.entity.role, to, today),
        None => Ok(()),
    }
}

/// Gives somebody a part beside others; who has it already keeps what they answered.
pub(super) fn add(
    journal: &mut Journal<'_>,
    decision: Key,
    role: DecisionRole,
    person: Key,
    today: NaiveDate,
) -> Result<(), OpsError> {
    let held = journal.reader().roles_of(decision)?;
    let is_same = |held: &Role| held.role == role && held.person == person;
    if held.iter().any(|row| is_same(&row.entity)) {
        return Ok(());
    }
    let handle = journal.reader().handle_of(person)?;
    let entity = Role::new(decision, person, role, today);
    journal.create_keyed(decision, &format!("{role} {handle}"), &entity)?;
    Ok(())
}

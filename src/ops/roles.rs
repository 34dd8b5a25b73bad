//! Who has which part in a decision.

use chrono::NaiveDate;

use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::words::DecisionRole;
use crate::store::{Journal, Row};

use super::error::OpsError;

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

//! Merging: two handles turn out to be one person.

use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::person::Person;
use crate::model::words::Response;
use crate::store::{Operation, Reader};
use crate::text::names::PersonWord;

use super::Desk;
use super::error::OpsError;
use super::outcome::{Remark, Remarks};
use super::person::{self, Edited, PersonWhole, SHOWN};
use super::{act, people};

/// What a merge came to.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The handle that is another's now.
    pub from: String,
    /// Whom it was merged into.
    pub whole: PersonWhole,
}

/// Makes all that refers to one person refer to another, who takes over what was known of the first.
/// The handle of the first goes on meaning the second.
pub fn merge(
    desk: Desk<'_>,
    from: &PersonWord,
    into: &PersonWord,
) -> Result<Edited<Merged>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let operation = Operation::new("person merge");
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let from = people::existing(journal.reader(), ctx, from)?;
        let into = people::existing(journal.reader(), ctx, into)?;
        let mut gone: Person = journal.reader().row(from)?.entity;
        let mut kept: Person = journal.reader().row(into)?.entity;
        check((from, &gone), (into, &kept))?;
        // Nobody is their own manager or cover, under whichever name.
        let both = [Some(from), Some(into)];
        for one in [&mut kept, &mut gone] {
            one.manager = one.manager.filter(|key| !both.contains(&Some(*key)));
            one.cover = one.cover.filter(|key| !both.contains(&Some(*key)));
        }
        remarks.extend(contradictions(journal.reader(), from, into)?);
        kept.absorb(&gone);
        journal.update(into, &kept)?;
        journal.redirect(from, into)?;
        gone.merged_into = Some(into);
        journal.update(from, &gone)?;
        for helper in journal.reader().helping(into)? {
            act::only_own(journal, helper.entity.action)?;
        }
        let whole = person::whole(journal.reader(), ctx, into, Some(SHOWN))?;
        let from = gone.handle;
        Ok::<_, OpsError>(Merged { from, whole })
    })?;
    Ok(Edited {
        verb: "Merged",
        now: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Refuses to merge what is one already, and somebody who is here into somebody who left: what they
/// hold would pass to nobody without a word.
fn check((from, gone): (Key, &Person), (into, kept): (Key, &Person)) -> Result<(), OpsError> {
    let (gone_name, kept_name) = (&gone.handle, &kept.handle);
    if from == into {
        return Err(OpsError::refused(
            format!("both names mean @{kept_name} already"),
            format!("`tpm person {kept_name}` lists the names"),
        ));
    }
    if kept.has_left() && !gone.has_left() {
        return Err(OpsError::refused(
            format!("@{kept_name} has left, and @{gone_name} has not"),
            format!(
                "`tpm person {kept_name} --back` if they are here again; \
                 `tpm person {kept_name} --merge-into {gone_name}` keeps the other"
            ),
        ));
    }
    Ok(())
}

/// Says where the two gave two answers in one part, and which of them stands.
fn contradictions(reader: Reader<'_>, from: Key, into: Key) -> Result<Remarks, OpsError> {
    let mut remarks = Remarks::new();
    for gone in reader.answers_of(from)? {
        let is_twin = |role: &Role| role.person == into && role.role == gone.entity.role;
        let roles = reader.roles_of(gone.entity.decision)?.into_iter();
        let twin = roles.map(|row| row.entity).find(is_twin);
        let Some(kept) = twin.filter(|kept| kept.contradicts(&gone.entity)) else {
            continue;
        };
        let Some(id) = reader.id_of(kept.decision)? else {
            continue;
        };
        let mut stands = kept.clone();
        stands.absorb(&gone.entity);
        remarks.push(Remark::Said(format!(
            "{id}: {}, and {}; {} stands",
            told(reader, &kept)?,
            told(reader, &gone.entity)?,
            if stands.contradicts(&kept) {
                "the second"
            } else {
                "the first"
            },
        )));
    }
    Ok(remarks)
}

/// Returns who answered what.
fn told(reader: Reader<'_>, role: &Role) -> Result<String, OpsError> {
    let answered = match role.response {
        Some(Response::Agree) => "agreed",
        Some(Response::Object) => "objected",
        Some(Response::Given) => "gave input",
        None => "was silent",
    };
    let note = role.note.as_ref();
    let note = note.map_or_else(String::new, |note| format!(" (\"{note}\")"));
    Ok(format!(
        "@{} {answered}{note}",
        reader.handle_of(role.person)?
    ))
}

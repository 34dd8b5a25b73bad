//! Merging: two handles turn out to be one person.

use crate::model::person::Person;
use crate::store::Operation;
use crate::text::names::PersonWord;

use super::Desk;
use super::error::OpsError;
use super::outcome::Remarks;
use super::people;
use super::person::{self, Edited, PersonWhole, SHOWN};

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
    let operation = Operation::new("person merge");
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let from = people::existing(journal.reader(), ctx, from)?;
        let into = people::existing(journal.reader(), ctx, into)?;
        let mut gone: Person = journal.reader().row(from)?.entity;
        let mut kept: Person = journal.reader().row(into)?.entity;
        if from == into {
            return Err(OpsError::refused(
                format!("both names mean @{} already", kept.handle),
                format!("`tpm person {}` lists the names", kept.handle),
            ));
        }
        // Nobody is their own manager or cover, under whichever name.
        let both = [Some(from), Some(into)];
        for one in [&mut kept, &mut gone] {
            one.manager = one.manager.filter(|key| !both.contains(&Some(*key)));
            one.cover = one.cover.filter(|key| !both.contains(&Some(*key)));
        }
        kept.absorb(&gone);
        journal.update(into, &kept)?;
        journal.redirect(from, into)?;
        gone.merged_into = Some(into);
        journal.update(from, &gone)?;
        let whole = person::whole(journal.reader(), ctx, into, Some(SHOWN))?;
        let from = gone.handle;
        Ok(Merged { from, whole })
    })?;
    Ok(Edited {
        verb: "Merged",
        now: written.result,
        remarks: Remarks::new(),
        operation: written.operation,
    })
}

//! Remarks on items.

use crate::model::ctx::Ctx;
use crate::model::relation::Comment;
use crate::store::{Journal, Operation};
use crate::text::ids::IdWord;

use super::Desk;
use super::error::OpsError;
use super::facts;
use super::outcome::{Outcome, Remarks};
use super::targets::{self, Target};

/// Adds the same comment to each item named.
pub fn comment(desk: Desk<'_>, words: &[IdWord], text: &str) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    if text.trim().is_empty() {
        return Err(OpsError::invalid(
            "the comment is empty",
            "say something, or `-` to read it from standard input",
        ));
    }
    let written = store.write(ctx, Operation::new("comment"), rehearsal, |journal| {
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[])? {
            add(journal, ctx, target, text)?;
            items.extend(facts::of(journal.reader(), target.id, target.key)?);
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Commented on",
        items: written.result,
        remarks: Remarks::new(),
        operation: written.operation,
    })
}

/// Adds a comment inside another operation.
pub(super) fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    text: &str,
) -> Result<(), OpsError> {
    journal.create(&Comment {
        parent: target.key,
        at: ctx.now,
        author: ctx.actor.clone(),
        text: text.trim_end().to_owned(),
    })?;
    journal.touch(target.id);
    Ok(())
}

//! Relations between items.

use crate::model::id::ItemId;
use crate::model::relation::Link;
use crate::model::words::LinkKind;
use crate::store::{Journal, Operation};
use crate::text::ids::IdWord;

use super::Desk;
use super::error::OpsError;
use super::facts;
use super::outcome::{Outcome, Remark, Remarks};
use super::supersede;
use super::targets::{self, Target};

/// Links one item to others.
pub fn link(
    desk: Desk<'_>,
    from: &IdWord,
    kind: LinkKind,
    to: &[IdWord],
) -> Result<Outcome, OpsError> {
    change(desk, "link", from, to, |journal, source, target, _| {
        let link = Link {
            source: source.key,
            target: target.key,
            kind,
        };
        let links = journal.reader().links_of(source.key)?;
        if links.iter().any(|row| row.entity == link) {
            return Ok(false);
        }
        add(journal, &link)?;
        Ok(true)
    })
}

/// Takes links between one item and others away, of one kind or of all.
pub fn unlink(
    desk: Desk<'_>,
    from: &IdWord,
    kind: Option<LinkKind>,
    to: &[IdWord],
) -> Result<Outcome, OpsError> {
    change(
        desk,
        "unlink",
        from,
        to,
        |journal, source, target, remarks| {
            let mut found = false;
            for link in journal.reader().links_of(source.key)? {
                let joins = [link.entity.source, link.entity.target].contains(&target.key);
                if joins && kind.is_none_or(|kind| kind == link.entity.kind) {
                    journal.set_deleted::<Link>(link.key, true)?;
                    found = true;
                    if link.entity.kind == LinkKind::Supersedes {
                        supersede::restore_one(journal, link.entity.target, None, remarks)?;
                    }
                }
            }
            Ok(found)
        },
    )
}

fn change(
    desk: Desk<'_>,
    verb: &'static str,
    from: &IdWord,
    to: &[IdWord],
    apply: impl Fn(&mut Journal<'_>, Target, Target, &mut Remarks) -> Result<bool, OpsError>,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new(verb), rehearsal, |journal| {
        let source = targets::resolve_one(journal.reader(), ctx, from, &[])?;
        let mut left = Vec::new();
        let targets = targets::resolve(journal.reader(), ctx, to, &[])?;
        let count = targets.len();
        for target in targets {
            if target == source {
                return Err(OpsError::invalid(
                    format!("{} cannot be linked to itself", source.id),
                    "name two items",
                ));
            }
            if apply(journal, source, target, &mut remarks)? {
                journal.touch(source.id);
                journal.touch(target.id);
            } else {
                left.push(target.id);
            }
        }
        remarks.extend(unchanged(verb, source.id, &left, count));
        Ok::<_, OpsError>(facts::of(journal.reader(), source.id, source.key)?)
    })?;
    Ok(Outcome {
        verb: if verb == "link" { "Linked" } else { "Unlinked" },
        items: written.result.into_iter().collect(),
        remarks,
        operation: written.operation,
    })
}

/// Says which of `count` links were left as they were.
fn unchanged(verb: &str, source: ItemId, left: &[ItemId], count: usize) -> Remarks {
    let already = if verb == "link" {
        "was linked so already"
    } else {
        "was not linked so"
    };
    if left.len() == count {
        return vec![Remark::Unchanged(source, already)];
    }
    let told = left.iter().map(|id| format!("{id} {already}"));
    told.map(Remark::Said).collect()
}

/// Adds a link inside another operation; one that is there already stays as it is.
pub(super) fn add(journal: &mut Journal<'_>, link: &Link) -> Result<(), OpsError> {
    let target = journal.reader().id_of(link.target)?;
    let natural_key = match target {
        Some(id) => format!("{} {id}", link.kind),
        None => format!("{} {}", link.kind, link.target.0),
    };
    journal.create_keyed(link.source, &natural_key, link)?;
    Ok(())
}

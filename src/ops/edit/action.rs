//! Changing fields of an action.

use crate::model::action::{Action, Helper};
use crate::model::ctx::Ctx;
use crate::ops::error::OpsError;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::targets::Target;
use crate::ops::{absence, act, people};
use crate::store::Journal;

use super::track::served;
use super::{Edit, Set, edited_tags, new_due};

/// Changes an action.
pub(super) fn edit_action(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let mut action: Action = journal.reader().row(target.key)?.entity;
    let newcomers = edit.newcomers;
    if let Some(title) = &edit.title {
        action.title.clone_from(title);
    }
    if let Some(body) = &edit.body {
        action.body = body.value();
    }
    if let Some(word) = &edit.owner {
        action.owner = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(name) = &edit.workstream {
        action.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    }
    if let Some(serves) = &edit.serves {
        action.serves = match serves {
            Set::To(typed) => Some(served(journal, ctx, typed, &[])?.key),
            Set::Empty => None,
        };
        if action.serves == Some(target.key) {
            return Err(OpsError::invalid(
                format!("{} cannot serve itself", target.id),
                "name another item with --for",
            ));
        }
    }
    if edit.serves.is_some() && edit.workstream.is_none() && action.workstream.is_none() {
        action.workstream = act::home_of(journal.reader(), action.serves)?;
    }
    if let Some(priority) = &edit.priority {
        action.priority = priority.value();
    }
    action.tags = edited_tags(&action.tags, &edit.tags);
    let old = (action.due, action.status.is_ended());
    if let Some((due, source)) = new_due(edit, target, old, remarks)? {
        action.set_due(due, source);
        action.history = false;
    }
    if edit.owner.is_some() || edit.due.is_some() || edit.shift.is_some() {
        absence::remark(journal.reader(), ctx, action.owner, action.due, remarks)?;
    }
    action.due_baseline = edit.baseline.or(action.due_baseline);
    journal.update(target.key, &action)?;
    edit_helpers(journal, ctx, target, edit, remarks)
}

fn edit_helpers(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    if edit.helpers.is_empty() {
        return act::only_own(journal, target.key);
    }
    let whom = people::Whom::Members;
    let listed = people::listed(journal, ctx, &edit.helpers, whom, edit.newcomers, remarks)?;
    for helper in journal.reader().helpers_of(target.key)? {
        if listed.goes(helper.entity.person) {
            journal.set_deleted::<Helper>(helper.key, true)?;
        }
    }
    let owner = journal.reader().row::<Action>(target.key)?.entity.owner;
    for person in listed.given {
        if Some(person) == owner {
            let handle = journal.reader().handle_of(person)?;
            remarks.push(Remark::Said(format!(
                "@{handle} owns {} and is no helper beside that",
                target.id
            )));
        }
        act::add_helper(journal, target.key, person)?;
    }
    journal.touch(target.id);
    act::only_own(journal, target.key)
}

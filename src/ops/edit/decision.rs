//! Changing fields of a decision, and who has which part in it.

use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::words::DecisionRole;
use crate::ops::error::OpsError;
use crate::ops::outcome::Remarks;
use crate::ops::targets::Target;
use crate::ops::{audience, decide, options, people, roles};
use crate::store::Journal;

use super::{Edit, Set, edited_tags, new_due};

/// Changes a decision.
pub(super) fn edit_decision(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let mut decision: Decision = journal.reader().row(target.key)?.entity;
    let (told, version) = (
        audience::required(journal.reader(), target.key)?,
        decision.version,
    );
    let newcomers = edit.newcomers;
    if let Some(title) = &edit.title {
        decision.title.clone_from(title);
    }
    if let Some(name) = &edit.workstream {
        decision.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    }
    if let Some(Set::To(outcome)) = &edit.outcome
        && !decision.is_open()
        && decision.outcome.as_ref() != Some(outcome)
    {
        options::mark_outcome(journal, target.key, outcome)?;
        // A changed outcome is a new version that people have to be told of.
        decision.version += 1;
    }
    let texts = [
        (&mut decision.body, &edit.body),
        (&mut decision.context, &edit.context),
        (&mut decision.outcome, &edit.outcome),
        (&mut decision.rationale, &edit.rationale),
        (&mut decision.consequences, &edit.consequences),
        (&mut decision.if_late, &edit.if_late),
    ];
    for (field, change) in texts {
        if let Some(change) = change {
            *field = change.value();
        }
    }
    if let Some(review_by) = &edit.review_by {
        decision.review_by = review_by.value();
    }
    decision.reach = edit.reach.unwrap_or(decision.reach);
    decision.execution = edit.execution.unwrap_or(decision.execution);
    if let Some(execute_by) = &edit.execute_by {
        decision.execute_by = execute_by.value();
    }
    decision.door = edit.door.unwrap_or(decision.door);
    if let Some(priority) = &edit.priority {
        decision.impact = priority.value();
    }
    decision.criteria = options::edited_criteria(&decision.criteria, &edit.criteria);
    decision.tags = edited_tags(&decision.tags, &edit.tags);
    let old = (decision.due, !decision.is_open());
    if let Some((due, source)) = new_due(edit, target, old, remarks)? {
        decision.set_due(due, source);
        decision.history = false;
    }
    decision.due_baseline = edit.baseline.or(decision.due_baseline);
    journal.update(target.key, &decision)?;
    let roles = [
        (DecisionRole::Decider, &edit.decider),
        (DecisionRole::Driver, &edit.driver),
    ];
    for (role, word) in roles {
        if let Some(word) = word {
            decide::set_role(journal, ctx, target.key, (role, word), newcomers, remarks)?;
        }
    }
    let asked = (target.key, ctx.today);
    roles::share(journal, ctx, asked, &edit.parts, newcomers, remarks)?;
    if decision.version != version {
        return audience::decided(journal, ctx, target, None, remarks);
    }
    if moves_audience(edit) {
        audience::follow(journal, ctx, target, &told)?;
    }
    Ok(())
}

/// Whether an edit may change who must know.
fn moves_audience(edit: &Edit) -> bool {
    edit.workstream.is_some()
        || edit.reach.is_some()
        || edit.decider.is_some()
        || !edit.parts.is_empty()
}

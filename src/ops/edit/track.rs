//! Changing fields of risks, needs and milestones.

use crate::model::ctx::Ctx;
use crate::model::id::Kind;
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::risk::Risk;
use crate::model::words::{RiskSort, Strategy};
use crate::ops::error::OpsError;
use crate::ops::milestone::{self, Dependents};
use crate::ops::outcome::Remarks;
use crate::ops::targets::{self, Target};
use crate::ops::{absence, need, people, side};
use crate::store::Journal;
use crate::text::dates;
use crate::text::ids::{self, IdWord};

use super::{Edit, Set, edited_tags, new_due};

/// What to change of risks, needs and milestones alone; `None` leaves a field alone.
#[derive(Clone, Debug, Default)]
pub struct TrackEdit {
    pub sort: Option<RiskSort>,
    pub probability: Option<Set<i64>>,
    pub impact: Option<Set<i64>>,
    pub cause: Option<Set<String>>,
    pub effect: Option<Set<String>>,
    pub strategy: Option<Set<Strategy>>,
    pub response: Option<Set<String>>,
    pub trigger: Option<Set<String>>,
    /// Who gives what is needed.
    pub giver: Option<String>,
    pub dependents: Dependents,
}

impl TrackEdit {
    /// Whether it names no field.
    pub fn is_empty(&self) -> bool {
        self.of_risks().iter().all(|(_, given)| !given) && self.giver.is_none()
    }

    /// Returns the options of risks, and whether each is given.
    pub(super) fn of_risks(&self) -> [(&'static str, bool); 8] {
        let TrackEdit {
            sort,
            probability,
            impact,
            cause,
            effect,
            strategy,
            response,
            trigger,
            giver: _,
            dependents: _,
        } = self;
        [
            ("--sort", sort.is_some()),
            ("--p", probability.is_some()),
            ("--i", impact.is_some()),
            ("--cause", cause.is_some()),
            ("--effect", effect.is_some()),
            ("--strategy", strategy.is_some()),
            ("--response", response.is_some()),
            ("--trigger", trigger.is_some()),
        ]
    }
}

/// Returns the item that `--for` names.
pub(super) fn served(
    journal: &Journal<'_>,
    ctx: &Ctx,
    typed: &str,
    kinds: &[Kind],
) -> Result<Target, OpsError> {
    let word: IdWord = ids::read(typed)
        .map_err(|problem| OpsError::invalid(problem.to_string(), problem.hint()))?;
    targets::resolve_one(journal.reader(), ctx, &word, kinds)
}

/// Changes a risk, an assumption or an issue.
pub(super) fn edit_risk(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let mut risk: Risk = journal.reader().row(target.key)?.entity;
    let newcomers = edit.newcomers;
    if let Some(title) = &edit.title {
        risk.title.clone_from(title);
    }
    let TrackEdit {
        sort,
        probability,
        impact,
        cause,
        effect,
        strategy,
        response,
        trigger,
        giver: _,
        dependents: _,
    } = &edit.track;
    risk.sort = sort.unwrap_or(risk.sort);
    for (field, change) in [
        (&mut risk.probability, probability),
        (&mut risk.impact, impact),
    ] {
        if let Some(change) = change {
            *field = change.value();
        }
    }
    for (field, change) in [
        (&mut risk.cause, cause),
        (&mut risk.effect, effect),
        (&mut risk.response, response),
        (&mut risk.trigger, trigger),
    ] {
        if let Some(change) = change {
            *field = change.value();
        }
    }
    if let Some(strategy) = strategy {
        risk.strategy = strategy.value();
    }
    if let Some(word) = &edit.owner {
        risk.owner = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(name) = &edit.workstream {
        risk.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    }
    if let Some(serves) = &edit.serves {
        risk.decision = match serves {
            Set::To(typed) => Some(served(journal, ctx, typed, &[Kind::Decision])?.key),
            Set::Empty => None,
        };
    }
    risk.tags = edited_tags(&risk.tags, &edit.tags);
    let old = (risk.due, !risk.is_open());
    if let Some((due, _)) = new_due(edit, target, old, remarks)? {
        risk.due = due;
        risk.history = false;
    }
    if edit.owner.is_some() || edit.due.is_some() || edit.shift.is_some() {
        absence::remark(journal.reader(), ctx, risk.owner, risk.due, remarks)?;
    }
    journal.update(target.key, &risk)?;
    Ok(())
}

/// Changes a need.
pub(super) fn edit_need(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let old: Need = journal.reader().row(target.key)?.entity;
    let mut need = old.clone();
    let newcomers = edit.newcomers;
    if let Some(title) = &edit.title {
        need.title.clone_from(title);
    }
    if let Some(note) = &edit.body {
        need.note = note.value();
    }
    if let Some(word) = &edit.track.giver {
        need.giver = need::giver(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(taker) = &edit.serves {
        need.taker = match taker {
            Set::To(word) => side::side(journal, ctx, word, newcomers, remarks)?,
            Set::Empty => None,
        };
    }
    if need.taker == Some(target.key) {
        return Err(OpsError::invalid(
            format!("{} cannot be for itself", target.id),
            "name somebody, a workstream or another item with --for",
        ));
    }
    need::check_sides(journal.reader(), &need)?;
    if let Some(name) = &edit.workstream {
        need.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    }
    need.tags = edited_tags(&need.tags, &edit.tags);
    if let Some((due, source)) = new_due(edit, target, (need.due, !need.is_open()), remarks)? {
        need.set_due(due, source);
        need.history = false;
        remarks.extend(need::moved(
            journal.reader(),
            ctx,
            target.id,
            (&old, &need),
        )?);
    }
    need.due_baseline = edit.baseline.or(need.due_baseline);
    journal.update(target.key, &need)?;
    Ok(())
}

/// Changes a milestone: its due date is its forecast, once it has a baseline. Returns what moved with it.
pub(super) fn edit_milestone(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<Vec<Target>, OpsError> {
    let old: Milestone = journal.reader().row(target.key)?.entity;
    let mut milestone = old.clone();
    let newcomers = edit.newcomers;
    if let Some(title) = &edit.title {
        milestone.title.clone_from(title);
    }
    if let Some(word) = &edit.owner {
        milestone.owner = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(name) = &edit.workstream {
        milestone.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    }
    milestone.tags = edited_tags(&milestone.tags, &edit.tags);
    let expected = (milestone.expected(), !milestone.is_open());
    if let Some((due, _)) = new_due(edit, target, expected, remarks)? {
        if let (None, Some(first), None) = (due, milestone.baseline, milestone.forecast) {
            let day = dates::short(first, ctx.today);
            return Err(OpsError::refused(
                format!(
                    "{} is expected on the date first promised, {day}",
                    target.id
                ),
                format!(
                    "`tpm edit {} --baseline DATE --why TEXT` corrects that date",
                    target.id
                ),
            ));
        }
        milestone.expect(due);
        milestone.history = false;
    }
    milestone.baseline = edit.baseline.or(milestone.baseline);
    if milestone.expected() != old.expected() {
        milestone.reason = edit.why.clone().or(milestone.reason);
        let due = milestone.expected();
        absence::remark(journal.reader(), ctx, milestone.owner, due, remarks)?;
    }
    journal.update(target.key, &milestone)?;
    let moved = (&old, &milestone, edit.track.dependents);
    milestone::follow(journal, ctx, target, moved, remarks)
}

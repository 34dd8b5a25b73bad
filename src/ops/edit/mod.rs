//! Changing fields of items that exist, one or many at once: what can be changed stands here, how each
//! kind takes it in a file of its own.

mod action;
mod decision;
mod meeting;
mod track;

use chrono::NaiveDate;

pub use track::TrackEdit;

use crate::model::ctx::Ctx;
use crate::model::decision::{Execution, Reach, Tags};
use crate::model::id::Kind;
use crate::model::words::{Door, DueSource, Level};
use crate::store::{Journal, Operation};
use crate::text::criteria::Weighted;
use crate::text::dates::Shift;
use crate::text::ids::IdWord;
use crate::text::names::PersonWord;

use super::Desk;
use super::error::OpsError;
use super::facts;
use super::milestone::Dependents;
use super::outcome::{Outcome, Remark, Remarks};
use super::people::Newcomers;
use super::roles::Parts;
use super::targets::{self, Target};
use super::title::{self, Deadline};
use super::{act, comment};

/// A field that is set to something or emptied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Set<T> {
    To(T),
    Empty,
}

impl<T: Clone> Set<T> {
    pub(super) fn value(&self) -> Option<T> {
        match self {
            Set::To(value) => Some(value.clone()),
            Set::Empty => None,
        }
    }
}

/// A change of a list field: a whole new list, or additions and removals.
#[derive(Clone, Debug)]
pub struct ListEdit<T> {
    pub replace: Option<Vec<T>>,
    pub add: Vec<T>,
    pub remove: Vec<T>,
}

impl<T> Default for ListEdit<T> {
    fn default() -> ListEdit<T> {
        ListEdit::adding(Vec::new())
    }
}

impl<T> ListEdit<T> {
    /// Returns a change that adds and takes nothing away.
    pub fn adding(add: Vec<T>) -> ListEdit<T> {
        ListEdit {
            replace: None,
            add,
            remove: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.replace.is_none() && self.add.is_empty() && self.remove.is_empty()
    }
}

/// What to change; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct Edit {
    pub title: Option<String>,
    pub body: Option<Set<String>>,
    pub owner: Option<PersonWord>,
    pub helpers: ListEdit<PersonWord>,
    pub due: Option<Set<Deadline>>,
    /// Moves the due date of each item that has one.
    pub shift: Option<Shift>,
    /// Corrects the first date; nothing else ever moves it.
    pub baseline: Option<NaiveDate>,
    pub workstream: Option<String>,
    /// What an action serves, which decision rests on a risk, or who takes what is needed, as typed.
    pub serves: Option<Set<String>>,
    pub priority: Option<Set<Level>>,
    pub tags: ListEdit<String>,
    pub decider: Option<PersonWord>,
    pub driver: Option<PersonWord>,
    pub door: Option<Door>,
    pub context: Option<Set<String>>,
    pub outcome: Option<Set<String>>,
    pub rationale: Option<Set<String>>,
    pub consequences: Option<Set<String>>,
    pub if_late: Option<Set<String>>,
    pub review_by: Option<Set<NaiveDate>>,
    pub reach: Option<Reach>,
    pub execution: Option<Execution>,
    pub execute_by: Option<Set<NaiveDate>>,
    pub parts: Parts,
    pub criteria: ListEdit<Weighted>,
    /// The day on which a meeting was held.
    pub held: Option<NaiveDate>,
    pub track: TrackEdit,
    /// The reason, kept as a comment.
    pub why: Option<String>,
    pub newcomers: Newcomers,
}

impl Edit {
    /// Whether it names no field; a reason alone changes nothing.
    pub fn is_empty(&self) -> bool {
        let Edit {
            title,
            body,
            owner,
            helpers,
            due,
            shift,
            baseline,
            workstream,
            serves,
            priority,
            tags,
            decider,
            driver,
            door,
            context,
            outcome,
            rationale,
            consequences,
            if_late,
            review_by,
            reach,
            execution,
            execute_by,
            parts,
            criteria,
            held,
            track,
            why: _,
            newcomers: _,
        } = self;
        let texts = [body, context, outcome, rationale, consequences, if_late];
        let people = [owner, decider, driver];
        texts.iter().all(|text| text.is_none())
            && people.iter().all(|person| person.is_none())
            && [title, workstream].iter().all(|text| text.is_none())
            && helpers.is_empty()
            && parts.is_empty()
            && criteria.is_empty()
            && tags.is_empty()
            && due.is_none()
            && shift.is_none()
            && baseline.is_none()
            && serves.is_none()
            && priority.is_none()
            && door.is_none()
            && review_by.is_none()
            && reach.is_none()
            && execution.is_none()
            && execute_by.is_none()
            && held.is_none()
            && track.is_empty()
    }
}

/// Changes the items named, all or none.
pub fn edit(desk: Desk<'_>, words: &[IdWord], edit: &Edit) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("edit"), rehearsal, |journal| {
        let mut items = Vec::new();
        for target in targets::resolve(journal.reader(), ctx, words, &[])? {
            let before = facts::of(journal.reader(), target.id, target.key)?;
            let moved = apply(journal, ctx, target, edit, &mut remarks)?;
            let after = facts::of(journal.reader(), target.id, target.key)?;
            let is_told =
                |remark: &Remark| matches!(remark, Remark::Unchanged(id, _) if *id == target.id);
            if before == after {
                if !remarks.iter().any(is_told) {
                    remarks.push(Remark::Unchanged(target.id, "was like that already"));
                }
            } else if let Some(why) = &edit.why {
                comment::add(journal, ctx, target, why)?;
            }
            items.extend(after);
            for target in moved {
                items.extend(facts::of(journal.reader(), target.id, target.key)?);
            }
        }
        Ok::<_, OpsError>(items)
    })?;
    Ok(Outcome {
        verb: "Changed",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Changes one item; returns what moved with it.
fn apply(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<Vec<Target>, OpsError> {
    if let Some(title) = &edit.title {
        title::refuse_id(title)?;
        title::check(title)?;
    }
    refuse_foreign_fields(target, edit)?;
    match target.id.kind {
        Kind::Action => action::edit_action(journal, ctx, target, edit, remarks)?,
        Kind::Decision => decision::edit_decision(journal, ctx, target, edit, remarks)?,
        Kind::Meeting => meeting::edit_meeting(journal, ctx, target, edit, remarks)?,
        Kind::Risk => track::edit_risk(journal, ctx, target, edit, remarks)?,
        Kind::Need => track::edit_need(journal, ctx, target, edit, remarks)?,
        Kind::Milestone => return track::edit_milestone(journal, ctx, target, edit, remarks),
    }
    Ok(Vec::new())
}

/// Options, and whether each is given.
type Flags<'a> = &'a [(&'static str, bool)];

/// The kinds that are to be done or known by a date, and can be labelled.
const DATED: [Kind; 5] = [
    Kind::Action,
    Kind::Decision,
    Kind::Risk,
    Kind::Need,
    Kind::Milestone,
];

/// Refuses fields that items of this kind do not have.
fn refuse_foreign_fields(target: Target, edit: &Edit) -> Result<(), OpsError> {
    let owner = [("--owner", edit.owner.is_some())];
    let serves = [("--for", edit.serves.is_some())];
    let helpers = [("--helpers", !edit.helpers.is_empty())];
    let body = [("--body", edit.body.is_some())];
    let dates = [
        ("--due", edit.due.is_some()),
        ("--shift", edit.shift.is_some()),
    ];
    let baseline = [("--baseline", edit.baseline.is_some())];
    let priority = [("--priority", edit.priority.is_some())];
    let tags = [("--tag", !edit.tags.is_empty())];
    let of_decisions = [
        ("--decider", edit.decider.is_some()),
        ("--driver", edit.driver.is_some()),
        ("--door", edit.door.is_some()),
        ("--audience", edit.reach.is_some()),
        ("--execution", edit.execution.is_some()),
        ("--execute-by", edit.execute_by.is_some()),
        ("--context", edit.context.is_some()),
        ("--outcome", edit.outcome.is_some()),
        ("--rationale", edit.rationale.is_some()),
        ("--consequences", edit.consequences.is_some()),
        ("--if-late", edit.if_late.is_some()),
        ("--review-by", edit.review_by.is_some()),
        ("--criteria", !edit.criteria.is_empty()),
    ];
    let parts = edit
        .parts
        .all()
        .map(|(_, edit, flag)| (flag, !edit.is_empty()));
    let of_meetings = [("--on", edit.held.is_some())];
    let of_risks = edit.track.of_risks();
    let of_needs = [("--from", edit.track.giver.is_some())];
    let moved = edit.track.dependents == Dependents::Moved;
    let of_milestones = [("--with-dependents", moved)];
    let all: [(&[Kind], Flags<'_>); 14] = [
        (&[Kind::Action, Kind::Risk, Kind::Milestone], &owner),
        (&[Kind::Action, Kind::Risk, Kind::Need], &serves),
        (&[Kind::Action], &helpers),
        (&[Kind::Action, Kind::Decision, Kind::Need], &body),
        (&DATED, &dates),
        (
            &[Kind::Action, Kind::Decision, Kind::Need, Kind::Milestone],
            &baseline,
        ),
        (&[Kind::Action, Kind::Decision], &priority),
        (&DATED, &tags),
        (&[Kind::Decision], &of_decisions),
        (&[Kind::Decision], &parts),
        (&[Kind::Meeting], &of_meetings),
        (&[Kind::Risk], &of_risks),
        (&[Kind::Need], &of_needs),
        (&[Kind::Milestone], &of_milestones),
    ];
    let mut foreign = all
        .iter()
        .filter(|(kinds, _)| !kinds.contains(&target.id.kind))
        .flat_map(|(_, flags)| flags.iter());
    match foreign.find(|(_, given)| *given) {
        None => Ok(()),
        Some((flag, _)) => Err(OpsError::invalid(
            format!(
                "{} is {} {}, which has no {flag}",
                target.id,
                targets::article(target.id.kind),
                target.id.kind
            ),
            format!("`tpm show {}` lists its fields", target.id),
        )),
    }
}

type DueChange = (Option<NaiveDate>, DueSource);

/// Returns the new due date and its source, if the edit changes it. What has ended is not shifted with
/// the others.
fn new_due(
    edit: &Edit,
    target: Target,
    (old, has_ended): (Option<NaiveDate>, bool),
    remarks: &mut Remarks,
) -> Result<Option<DueChange>, OpsError> {
    if let Some(due) = &edit.due {
        return Ok(Some(match due {
            Set::To(due) => (Some(due.date), act::TYPED),
            Set::Empty => (None, act::TYPED),
        }));
    }
    let Some(shift) = edit.shift else {
        return Ok(None);
    };
    if has_ended {
        let told = "is not open any more, and keeps its date";
        remarks.push(Remark::Unchanged(target.id, told));
        return Ok(None);
    }
    let Some(old) = old else {
        remarks.push(Remark::Unchanged(target.id, "has no due date to shift"));
        return Ok(None);
    };
    let moved = shift.apply(old).ok_or_else(|| {
        OpsError::invalid(
            format!("{old} cannot be shifted that far"),
            "shift by days, weeks or months, such as 1w",
        )
    })?;
    Ok(Some((Some(moved), act::TYPED)))
}

fn edited_tags(tags: &Tags, edit: &ListEdit<String>) -> Tags {
    let kept = match &edit.replace {
        Some(labels) => Tags::of(labels),
        None => tags.clone(),
    };
    kept.changed(&Tags::of(&edit.add), &Tags::of(&edit.remove))
}

//! Milestones: setting one, moving it with what hangs on it, and listing them.

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Tags};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::words::{LinkKind, MilestoneStatus};
use crate::store::tables::action::ActionFilter;
use crate::store::{Journal, Operation, Reader};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, Facts, MilestoneFacts};
use super::list::{self, Filter, Page};
use super::outcome::{Outcome, Remark, Remarks};
use super::people::{self, Newcomers};
use super::targets::Target;
use super::title::{self, Deadline, Grammar};
use super::{Desk, absence, moves, need};

/// A milestone as typed: what is given wins over what the title says.
#[derive(Clone, Debug)]
pub struct NewMilestone {
    pub title: String,
    pub grammar: Grammar,
    pub owner: Option<PersonWord>,
    pub due: Option<Deadline>,
    pub workstream: Option<String>,
    pub tags: Tags,
    /// The civil date on which it was set, if that was not today.
    pub on: Option<NaiveDate>,
    pub newcomers: Newcomers,
}

/// Sets a milestone.
pub fn set(desk: Desk<'_>, new: &NewMilestone) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("milestone"), rehearsal, |journal| {
        let key = add(journal, ctx, new, &mut remarks)?;
        let reader = journal.reader();
        let facts = facts::milestone(reader, reader.row(key)?)?;
        Ok::<_, OpsError>(Facts::Milestone(Box::new(facts)))
    })?;
    Ok(Outcome {
        verb: "Added",
        items: vec![written.result],
        remarks,
        operation: written.operation,
    })
}

fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    new: &NewMilestone,
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let title = title::read(journal.reader(), ctx, &new.title, new.grammar)?;
    let created = new.on.unwrap_or(ctx.today);
    moves::check_past(ctx, created)?;
    let mut milestone = Milestone::new(title.text, created);
    milestone.expect(new.due.or(title.due).map(|due| due.date));
    milestone.tags = title.tags.changed(&new.tags, &Tags::default());
    let newcomers = new.newcomers;
    if let Some(word) = new.owner.as_ref().or(title.owner.as_ref()) {
        milestone.owner = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    if let Some(name) = new.workstream.as_ref().or(title.workstream.as_ref()) {
        milestone.workstream = people::workstream(journal, ctx, name, newcomers, remarks)?;
    }
    let due = milestone.expected();
    absence::remark(journal.reader(), ctx, milestone.owner, due, remarks)?;
    Ok(journal.create(&milestone)?)
}

/// What becomes of the dates of what hangs on a milestone that moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dependents {
    /// They stay, and the way to move them is told.
    #[default]
    Told,
    /// They move by as many days.
    Moved,
}

/// Tells or moves what hangs on a milestone, once it has moved; returns the items that were moved.
pub(super) fn follow(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (old, new, dependents): (&Milestone, &Milestone, Dependents),
    remarks: &mut Remarks,
) -> Result<Vec<Target>, OpsError> {
    let (Some(before), Some(now)) = (old.expected(), new.expected()) else {
        return Ok(Vec::new());
    };
    let days = (now - before).num_days();
    if days == 0 {
        return Ok(Vec::new());
    }
    let hanging = hanging(journal.reader(), target)?;
    if hanging.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = hanging
        .iter()
        .map(|one| one.target.id.to_string())
        .collect();
    if dependents == Dependents::Told {
        remarks.push(told(target, &hanging, &ids.join(" "), days));
        return Ok(Vec::new());
    }
    for one in &hanging {
        one.shift(journal, ctx, days, remarks)?;
    }
    let count = days.unsigned_abs();
    remarks.push(Remark::Said(format!(
        "moved {count} day{} {} with it: {}",
        if count == 1 { "" } else { "s" },
        if days < 0 { "earlier" } else { "later" },
        ids.join(", ")
    )));
    Ok(hanging.into_iter().map(|one| one.target).collect())
}

/// Says what hangs on a milestone that moved, and how to move it too.
fn told(target: Target, hanging: &[Hanging], ids: &str, days: i64) -> Remark {
    let names: Vec<String> = hanging
        .iter()
        .map(|one| format!("{} \"{}\"", one.target.id, one.title))
        .collect();
    let count = match hanging.len() {
        1 => "1 item with a date hangs".to_owned(),
        count => format!("{count} items with a date hang"),
    };
    let id = target.id;
    Remark::Said(format!(
        "{count} on {id}: {}; `tpm edit {ids} --shift {days}d --why \"{id} moved\"` moves what \
         should move with it",
        names.join(", ")
    ))
}

/// Something open with a date that hangs on a milestone.
struct Hanging {
    target: Target,
    title: String,
}

impl Hanging {
    fn shift(
        &self,
        journal: &mut Journal<'_>,
        ctx: &Ctx,
        days: i64,
        remarks: &mut Remarks,
    ) -> Result<(), OpsError> {
        let key = self.target.key;
        let moved = |due: Option<NaiveDate>| {
            due.and_then(|due| due.checked_add_signed(chrono::TimeDelta::try_days(days)?))
        };
        match self.target.id.kind {
            Kind::Action => {
                let mut action: Action = journal.reader().row(key)?.entity;
                action.set_due(moved(action.due), super::act::TYPED);
                journal.update(key, &action)?;
            }
            Kind::Decision => {
                let mut decision: Decision = journal.reader().row(key)?.entity;
                decision.set_due(moved(decision.due), super::act::TYPED);
                journal.update(key, &decision)?;
            }
            Kind::Need => {
                let old: Need = journal.reader().row(key)?.entity;
                let mut need = old.clone();
                need.set_due(moved(need.due), super::act::TYPED);
                let id = self.target.id;
                remarks.extend(need::moved(journal.reader(), ctx, id, (&old, &need))?);
                journal.update(key, &need)?;
            }
            Kind::Milestone => {
                let mut milestone: Milestone = journal.reader().row(key)?.entity;
                milestone.expect(moved(milestone.expected()));
                journal.update(key, &milestone)?;
            }
            Kind::Risk | Kind::Meeting => {}
        }
        Ok(())
    }
}

/// Returns what hangs on a milestone and has a date to keep: actions and needs for it, and what blocks
/// or depends on it, or the other way about.
fn hanging(reader: Reader<'_>, target: Target) -> Result<Vec<Hanging>, OpsError> {
    let mut found: Vec<Key> = Vec::new();
    let filter = ActionFilter {
        serves: Some(target.key),
        ..ActionFilter::default()
    };
    found.extend(reader.actions(&filter)?.into_iter().map(|row| row.key));
    found.extend(reader.needs_at(target.key)?.into_iter().map(|row| row.key));
    for link in reader.links_of(target.key)? {
        let link = link.entity;
        if matches!(link.kind, LinkKind::Blocks | LinkKind::DependsOn) {
            let other = if link.source == target.key {
                link.target
            } else {
                link.source
            };
            found.push(other);
        }
    }
    let mut hanging: Vec<Hanging> = Vec::new();
    for key in found {
        let known = hanging.iter().any(|one| one.target.key == key);
        if let Some(id) = reader.id_of(key)?
            && !known
            && let Some(title) = open_with_date(reader, id, key)?
        {
            let target = Target { id, key };
            hanging.push(Hanging { target, title });
        }
    }
    Ok(hanging)
}

/// Returns the title of an item that is open and has a date; `None` for any other.
fn open_with_date(reader: Reader<'_>, id: ItemId, key: Key) -> Result<Option<String>, OpsError> {
    if reader.find_item(id)?.is_none_or(|(_, deleted)| deleted) {
        return Ok(None);
    }
    let (due, is_open, title) = match id.kind {
        Kind::Action => {
            let action: Action = reader.row(key)?.entity;
            (action.due, !action.status.is_ended(), action.title)
        }
        Kind::Decision => {
            let decision: Decision = reader.row(key)?.entity;
            (decision.due, decision.is_open(), decision.title)
        }
        Kind::Need => {
            let need: Need = reader.row(key)?.entity;
            (need.due, need.is_open(), need.title)
        }
        Kind::Milestone => {
            let milestone: Milestone = reader.row(key)?.entity;
            (milestone.expected(), milestone.is_open(), milestone.title)
        }
        Kind::Risk | Kind::Meeting => return Ok(None),
    };
    Ok((due.is_some() && is_open).then_some(title))
}

/// Lists milestones in the order in which they are expected: those ahead, or with the given statuses.
pub fn milestones(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    statuses: &[MilestoneStatus],
    all: bool,
) -> Result<Page<MilestoneFacts>, OpsError> {
    let rows = list::track_filter(reader, ctx, filter, all)?;
    let rows = reader.milestones(&rows, statuses)?;
    Page::of(rows, filter.limit, |row| facts::milestone(reader, row))
}

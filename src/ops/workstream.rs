//! Workstreams: the tree of them, one whole, and changing one.

use std::collections::HashMap;

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::person::{Audience, Workstream};
use crate::model::words::{Rag, WorkstreamStatus};
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::tables::holdings::Load;
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::names::{self, PersonWord};

use super::Desk;
use super::edit::{ListEdit, Set};
use super::error::OpsError;
use super::facts::{self, ActionFacts, DecisionFacts};
use super::list::Page;
use super::outcome::Remarks;
use super::people::{self, Newcomers, Whom};
use super::person::{Edited, SHOWN};
use super::rag::{self, RagFacts};

/// A workstream with the names of who leads it and what it belongs to.
#[derive(Clone, Debug)]
pub struct WorkstreamFacts {
    pub workstream: Workstream,
    pub lead: Option<String>,
    pub parent: Option<String>,
    /// How many stand above it.
    pub depth: usize,
    /// Handles of the people and groups that are told of its decisions.
    pub audience: Vec<String>,
    /// What it has open by itself, without what stands below it.
    pub load: Load,
    /// How it stands, with what is below it; none when it is paused or done.
    pub rag: Option<RagFacts>,
}

/// Lists workstreams, each after the one that it belongs to, else by slug.
pub fn list(reader: Reader<'_>, ctx: &Ctx) -> Result<Vec<WorkstreamFacts>, OpsError> {
    let rows = reader.workstreams()?;
    let loads = reader.loads_of_workstreams(ctx.today)?;
    let mut standings = rag::standings(reader, ctx)?;
    let mut listed = Vec::new();
    for (row, depth) in tree(rows) {
        let load = loads.get(&row.key).copied().unwrap_or_default();
        let rag = standings.remove(&row.key);
        listed.push(described(reader, row, depth, (load, rag))?);
    }
    Ok(listed)
}

/// Puts each after its parent and says how deep it stands. Undoing single operations can close a
/// circle, which stands at the end.
fn tree(rows: Vec<Row<Workstream>>) -> Vec<(Row<Workstream>, usize)> {
    let mut children: HashMap<Option<Key>, Vec<Row<Workstream>>> = HashMap::new();
    for row in rows.into_iter().rev() {
        children.entry(row.entity.parent).or_default().push(row);
    }
    let mut ordered = Vec::new();
    let mut next: Vec<(Row<Workstream>, usize)> = Vec::new();
    let tops = children.remove(&None).unwrap_or_default();
    next.extend(tops.into_iter().map(|row| (row, 0)));
    loop {
        while let Some((row, depth)) = next.pop() {
            let below = children.remove(&Some(row.key)).unwrap_or_default();
            next.extend(below.into_iter().map(|row| (row, depth + 1)));
            ordered.push((row, depth));
        }
        let Some(parent) = children.keys().copied().min() else {
            return ordered;
        };
        let circle = children.remove(&parent).unwrap_or_default();
        next.extend(circle.into_iter().map(|row| (row, 0)));
    }
}

fn described(
    reader: Reader<'_>,
    row: Row<Workstream>,
    depth: usize,
    (load, rag): (Load, Option<RagFacts>),
) -> Result<WorkstreamFacts, OpsError> {
    let workstream = row.entity;
    let lead = workstream.lead.map(|key| reader.handle_of(key));
    let parent = workstream.parent.map(|key| reader.slug_of(key));
    let mut audience = Vec::new();
    for told in reader.audience_of(row.key)? {
        audience.push(reader.handle_of(told.entity.person)?);
    }
    Ok(WorkstreamFacts {
        lead: lead.transpose()?,
        parent: parent.transpose()?,
        workstream,
        depth,
        audience,
        load,
        rag,
    })
}

/// A workstream whole: what it is, what is below it, and what is open in both.
#[derive(Clone, Debug)]
pub struct WorkstreamWhole {
    pub facts: WorkstreamFacts,
    /// The slugs of those right below it.
    pub children: Vec<String>,
    /// What it and all below it have open.
    pub total: Load,
    /// Open decisions in all of it, the newest first.
    pub decisions: Page<DecisionFacts>,
    /// Overdue actions in all of it, the oldest first.
    pub overdue: Page<ActionFacts>,
}

/// Returns the workstream with this very name, if there is one.
pub fn known(reader: Reader<'_>, name: &str) -> Result<Option<Key>, OpsError> {
    let slug = names::slug(name, people::LONGEST_SLUG);
    Ok(reader.workstream_named(&slug)?.map(|row| row.key))
}

/// Describes one workstream; each part holds at most `limit` rows.
pub fn whole(
    reader: Reader<'_>,
    ctx: &Ctx,
    key: Key,
    limit: Option<u32>,
) -> Result<WorkstreamWhole, OpsError> {
    let one_more = limit.map(|limit| limit.saturating_add(1));
    let row: Row<Workstream> = reader.row(key)?;
    let tree = reader.workstream_tree(key)?;
    let loads = reader.loads_of_workstreams(ctx.today)?;
    let of = |key: &Key| loads.get(key).copied().unwrap_or_default();
    let total = tree.iter().map(of).fold(Load::default(), Load::plus);
    let workstreams: Vec<Option<Key>> = tree.into_iter().map(Some).collect();
    let open = DecisionFilter {
        workstreams: workstreams.clone(),
        statuses: crate::model::words::DecisionStatus::ALL
            .iter()
            .copied()
            .filter(|status| status.is_open())
            .collect(),
        limit: one_more,
        ..DecisionFilter::default()
    };
    let actions = ActionFilter {
        workstreams,
        limit: one_more,
        ..ActionFilter::default()
    };
    let children = reader.workstreams()?.into_iter();
    let load = of(&key);
    let rag = rag::standings(reader, ctx)?.remove(&key);
    Ok(WorkstreamWhole {
        facts: described(reader, row, 0, (load, rag))?,
        children: children
            .filter(|row| row.entity.parent == Some(key))
            .map(|row| row.entity.slug)
            .collect(),
        total,
        decisions: Page::of(reader.decisions(&open)?, limit, |row| {
            facts::decision(reader, row)
        })?,
        overdue: Page::of(reader.actions_due(&actions, ctx.today)?, limit, |row| {
            facts::action(reader, row)
        })?,
    })
}

/// What to change of a workstream; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct WorkstreamEdit {
    pub slug: String,
    /// A new short name.
    pub rename: Option<String>,
    pub name: Option<Set<String>>,
    pub lead: Option<PersonWord>,
    pub parent: Option<String>,
    pub audience: ListEdit<PersonWord>,
    pub status: Option<WorkstreamStatus>,
    /// What somebody says of how it does against what is computed, and why; `Set::Empty` takes it back.
    pub rag: Option<Set<(Rag, String)>>,
    pub newcomers: Newcomers,
}

impl WorkstreamEdit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let WorkstreamEdit {
            slug: _,
            rename,
            name,
            lead,
            parent,
            audience,
            status,
            rag,
            newcomers: _,
        } = self;
        [rename, parent].iter().all(|text| text.is_none())
            && name.is_none()
            && lead.is_none()
            && audience.is_empty()
            && status.is_none()
            && rag.is_none()
    }
}

/// Adds a workstream, or changes what is known of one.
pub fn edit(desk: Desk<'_>, edit: &WorkstreamEdit) -> Result<Edited<WorkstreamWhole>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let mut verb = "Changed";
    let written = store.write(ctx, Operation::new("workstream"), rehearsal, |journal| {
        let known = known(journal.reader(), &edit.slug)?;
        let key = match known {
            Some(key) => key,
            None => {
                verb = "Added";
                added(journal, ctx, edit)?
            }
        };
        apply(journal, ctx, key, edit, &mut remarks)?;
        whole(journal.reader(), ctx, key, Some(SHOWN))
    })?;
    Ok(Edited {
        verb,
        now: written.result,
        remarks,
        operation: written.operation,
    })
}

fn added(journal: &mut Journal<'_>, ctx: &Ctx, edit: &WorkstreamEdit) -> Result<Key, OpsError> {
    // The line that says so is the result itself.
    let mut said = Remarks::new();
    people::workstream(journal, ctx, &edit.slug, edit.newcomers, &mut said)?
        .ok_or_else(|| OpsError::invalid("\"none\" is no workstream", "choose another name"))
}

fn apply(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    edit: &WorkstreamEdit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let WorkstreamEdit {
        slug: _,
        rename,
        name,
        lead,
        parent,
        audience: _,
        status,
        rag,
        newcomers,
    } = edit;
    let mut entity: Workstream = journal.reader().row(key)?.entity;
    if let Some(name) = name {
        entity.name = name.value();
    }
    if let Some(word) = lead {
        entity.lead = people::person(journal, ctx, word, *newcomers, remarks)?;
    }
    if let Some(parent) = parent {
        entity.parent = people::workstream(journal, ctx, parent, *newcomers, remarks)?;
        refuse_circle(journal, key, entity.parent)?;
    }
    if let Some(slug) = rename {
        entity.slug = free_slug(journal.reader(), key, slug)?;
    }
    entity.status = status.unwrap_or(entity.status);
    if let Some(rag) = rag {
        let said = rag.value();
        // Saying the same again is no news of today.
        let is_said = said == entity.rag.zip(entity.rag_reason.clone());
        if !is_said {
            entity.rag_on = said.as_ref().map(|_| ctx.today);
            (entity.rag, entity.rag_reason) = said.unzip();
        }
    }
    journal.update(key, &entity)?;
    edit_audience(journal, ctx, key, edit, remarks)
}

/// Returns a short name that no other workstream has.
fn free_slug(reader: Reader<'_>, key: Key, name: &str) -> Result<String, OpsError> {
    let slug = names::slug(name, people::LONGEST_SLUG);
    if slug == "none" || slug.is_empty() {
        return Err(OpsError::invalid(
            format!("\"{name}\" is no name of a workstream"),
            "choose another name",
        ));
    }
    match reader.workstream_named(&slug)? {
        Some(other) if other.key != key => Err(OpsError::refused(
            format!("there is a workstream {slug} already"),
            "choose another name",
        )),
        _ => Ok(slug),
    }
}

/// Refuses to make a workstream a part of itself.
fn refuse_circle(journal: &Journal<'_>, key: Key, parent: Option<Key>) -> Result<(), OpsError> {
    let below = journal.reader().workstream_tree(key)?;
    match parent {
        Some(parent) if below.contains(&parent) => Err(OpsError::refused(
            "a workstream cannot be a part of itself",
            "`tpm workstreams` shows what belongs to what",
        )),
        _ => Ok(()),
    }
}

fn edit_audience(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    workstream: Key,
    edit: &WorkstreamEdit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let whom = Whom::Party;
    let listed = people::listed(journal, ctx, &edit.audience, whom, edit.newcomers, remarks)?;
    for row in journal.reader().audience_of(workstream)? {
        if listed.goes(row.entity.person) {
            journal.set_deleted::<Audience>(row.key, true)?;
        }
    }
    for person in listed.given {
        let handle = journal.reader().handle_of(person)?;
        journal.create_keyed(workstream, &handle, &Audience { workstream, person })?;
    }
    Ok(())
}

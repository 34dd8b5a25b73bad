//! Risks, needs and milestones as readers see them.

use crate::model::id::{ItemId, Key, Kind};
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::person::Workstream;
use crate::model::risk::Risk;
use crate::store::{Reader, Row, StoreError};

use super::{Named, handle, id, named, slug};

/// A risk, assumption or issue as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskFacts {
    pub row: Row<Risk>,
    pub id: ItemId,
    pub owner: Option<String>,
    pub workstream: Option<String>,
    pub decision: Option<Named>,
    /// The risk that became this issue.
    pub came_from: Option<Named>,
    /// The issue that this risk became.
    pub became: Option<Named>,
    pub meeting: Option<ItemId>,
}

/// A need as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedFacts {
    pub row: Row<Need>,
    pub id: ItemId,
    pub giver: Option<Side>,
    pub taker: Option<Side>,
    pub workstream: Option<String>,
    pub raised_by: Option<String>,
    pub committed_by: Option<String>,
    pub meeting: Option<ItemId>,
}

/// A milestone as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneFacts {
    pub row: Row<Milestone>,
    pub id: ItemId,
    pub owner: Option<String>,
    /// Who leads its workstream, and answers for it where nobody owns it.
    pub lead: Option<String>,
    pub workstream: Option<String>,
    pub meeting: Option<ItemId>,
}

/// Who gives something or takes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The handle of a person or group.
    Party(String),
    /// The slug of a workstream.
    Workstream(String),
    Item(ItemId),
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Side::Party(handle) => write!(f, "@{handle}"),
            Side::Workstream(slug) => f.write_str(slug),
            Side::Item(id) => write!(f, "{id}"),
        }
    }
}

/// Describes a risk, assumption or issue.
pub fn risk(reader: Reader<'_>, row: Row<Risk>) -> Result<RiskFacts, StoreError> {
    let entity = &row.entity;
    let became = reader.issue_of(row.key)?.map(|issue| Named {
        id: issue.id(Kind::Risk),
        title: issue.entity.title,
    });
    Ok(RiskFacts {
        id: row.id(Kind::Risk),
        owner: handle(reader, entity.owner)?,
        workstream: slug(reader, entity.workstream)?,
        decision: named(reader, entity.decision)?,
        came_from: named(reader, entity.came_from)?,
        became,
        meeting: id(reader, entity.meeting)?,
        row,
    })
}

/// Describes a need.
pub fn need(reader: Reader<'_>, row: Row<Need>) -> Result<NeedFacts, StoreError> {
    let entity = &row.entity;
    Ok(NeedFacts {
        id: row.id(Kind::Need),
        giver: side(reader, entity.giver)?,
        taker: side(reader, entity.taker)?,
        workstream: slug(reader, entity.workstream)?,
        raised_by: handle(reader, entity.raised_by)?,
        committed_by: handle(reader, entity.committed_by)?,
        meeting: id(reader, entity.meeting)?,
        row,
    })
}

/// Describes a milestone.
pub fn milestone(reader: Reader<'_>, row: Row<Milestone>) -> Result<MilestoneFacts, StoreError> {
    let entity = &row.entity;
    let lead = match entity.workstream {
        Some(key) => reader.row::<Workstream>(key)?.entity.lead,
        None => None,
    };
    Ok(MilestoneFacts {
        id: row.id(Kind::Milestone),
        lead: handle(reader, lead)?,
        owner: handle(reader, entity.owner)?,
        workstream: slug(reader, entity.workstream)?,
        meeting: id(reader, entity.meeting)?,
        row,
    })
}

/// Returns who or what stands on one side of a need.
pub fn side(reader: Reader<'_>, key: Option<Key>) -> Result<Option<Side>, StoreError> {
    let Some(key) = key else { return Ok(None) };
    if let Some(id) = reader.id_of(key)? {
        return Ok(Some(Side::Item(id)));
    }
    Ok(match reader.is_workstream(key)? {
        true => Some(Side::Workstream(reader.slug_of(key)?)),
        false => Some(Side::Party(reader.handle_of(key)?)),
    })
}

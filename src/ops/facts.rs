//! Items with everything that a reader sees beside their own fields: handles, slugs, IDs and titles
//! of what they hang on, roles, links and comments.

mod track;

use chrono::{DateTime, Utc};

pub use track::{MilestoneFacts, NeedFacts, RiskFacts, Side, milestone, need, risk, side};

use crate::model::action::Action;
use crate::model::decision::{Decision, Role};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::option::DecisionOption;
use crate::model::person::Person;
use crate::model::receipt::Receipt;
use crate::model::risk::Risk;
use crate::model::series::Series;
use crate::model::words::{DecisionRole, DecisionStatus, LinkKind, Seat};
use crate::store::{Reader, Row, StoreError};

/// An item named by another: its ID and its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: ItemId,
    pub title: String,
}

/// An action as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFacts {
    pub row: Row<Action>,
    pub id: ItemId,
    pub owner: Option<String>,
    pub helpers: Vec<String>,
    pub workstream: Option<String>,
    pub serves: Option<Named>,
    pub meeting: Option<ItemId>,
    /// A handle with `@`, or free text.
    pub waiting_on: Option<String>,
}

/// A decision as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFacts {
    pub row: Row<Decision>,
    pub id: ItemId,
    pub workstream: Option<String>,
    pub meeting: Option<ItemId>,
    pub raised_by: Option<String>,
    pub confirmed_by: Option<String>,
    /// Who has which part, in the order in which it was said.
    pub roles: Vec<RoleFacts>,
    /// The ways in which it can go, in their order.
    pub options: Vec<DecisionOption>,
}

/// Somebody's part in a decision and what they answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFacts {
    pub handle: String,
    pub entity: Role,
}

impl DecisionFacts {
    /// Returns the handle of the first person with this role.
    pub fn holder(&self, role: DecisionRole) -> Option<&str> {
        self.roles
            .iter()
            .find(|held| held.entity.role == role)
            .map(|held| held.handle.as_str())
    }
}

/// A meeting as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingFacts {
    pub row: Row<Meeting>,
    pub id: ItemId,
    pub workstream: Option<String>,
    /// The slug of its series.
    pub series: Option<String>,
    pub attendance: Vec<Attendee>,
}

/// Somebody invited to or present at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    pub handle: String,
    pub name: Option<String>,
    pub seat: Seat,
    pub invited: bool,
    pub attended: bool,
}

/// An item of any kind as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facts {
    Action(Box<ActionFacts>),
    Decision(Box<DecisionFacts>),
    Meeting(Box<MeetingFacts>),
    Risk(Box<RiskFacts>),
    Need(Box<NeedFacts>),
    Milestone(Box<MilestoneFacts>),
}

impl Facts {
    pub fn id(&self) -> ItemId {
        match self {
            Facts::Action(action) => action.id,
            Facts::Decision(decision) => decision.id,
            Facts::Meeting(meeting) => meeting.id,
            Facts::Risk(risk) => risk.id,
            Facts::Need(need) => need.id,
            Facts::Milestone(milestone) => milestone.id,
        }
    }

    pub fn title(&self) -> &str {
        match self {
            Facts::Action(action) => &action.row.entity.title,
            Facts::Decision(decision) => &decision.row.entity.title,
            Facts::Meeting(meeting) => &meeting.row.entity.title,
            Facts::Risk(risk) => &risk.row.entity.title,
            Facts::Need(need) => &need.row.entity.title,
            Facts::Milestone(milestone) => &milestone.row.entity.title,
        }
    }

    /// Returns the word for where it stands.
    pub fn status(&self) -> &'static str {
        match self {
            Facts::Action(action) => action.row.entity.status.word(),
            Facts::Decision(decision) => decision.row.entity.status.word(),
            Facts::Meeting(meeting) => meeting.row.entity.status.word(),
            Facts::Risk(risk) => risk.row.entity.status.word(),
            Facts::Need(need) => need.row.entity.status.word(),
            Facts::Milestone(milestone) => milestone.row.entity.status.word(),
        }
    }

    /// Whether it came in as history.
    pub fn is_history(&self) -> bool {
        match self {
            Facts::Action(action) => action.row.entity.history,
            Facts::Decision(decision) => decision.row.entity.history,
            Facts::Meeting(meeting) => meeting.row.entity.history,
            Facts::Risk(risk) => risk.row.entity.history,
            Facts::Need(need) => need.row.entity.history,
            Facts::Milestone(milestone) => milestone.row.entity.history,
        }
    }
}

/// A link as seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    pub kind: LinkKind,
    /// Whether the item that was asked about is the link's source.
    pub outgoing: bool,
    pub other: Named,
    /// Where the newer decision stands, if the link says that it supersedes the older.
    pub successor: Option<DecisionStatus>,
}

/// What one person was told of a decision, and what they answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptFacts {
    pub handle: String,
    pub name: Option<String>,
    pub entity: Receipt,
}

/// Describes the receipts of a decision, those of its first version first.
pub fn receipts(reader: Reader<'_>, decision: Key) -> Result<Vec<ReceiptFacts>, StoreError> {
    let mut receipts = Vec::new();
    for row in reader.receipts_of(decision)? {
        let person: Person = reader.row(row.entity.person)?.entity;
        receipts.push(ReceiptFacts {
            handle: person.handle,
            name: person.name,
            entity: row.entity,
        });
    }
    Ok(receipts)
}

/// How often somebody was nudged about an item, and when last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nudged {
    pub times: u32,
    pub last: Option<DateTime<Utc>>,
}

/// Counts the nudges on an item.
pub fn nudged(reader: Reader<'_>, item: Key) -> Result<Nudged, StoreError> {
    let (times, last) = reader.nudged(item)?;
    Ok(Nudged { times, last })
}

/// Describes an action.
pub fn action(reader: Reader<'_>, row: Row<Action>) -> Result<ActionFacts, StoreError> {
    let entity = &row.entity;
    let waiting_on = match entity.waiting_on {
        Some(person) => Some(format!("@{}", reader.handle_of(person)?)),
        None => entity.waiting_text.clone(),
    };
    let mut helpers = Vec::new();
    for helper in reader.helpers_of(row.key)? {
        helpers.push(reader.handle_of(helper.entity.person)?);
    }
    Ok(ActionFacts {
        id: row.id(Kind::Action),
        owner: handle(reader, entity.owner)?,
        helpers,
        workstream: slug(reader, entity.workstream)?,
        serves: named(reader, entity.serves)?,
        meeting: id(reader, entity.meeting)?,
        waiting_on,
        row,
    })
}

/// Describes a decision.
pub fn decision(reader: Reader<'_>, row: Row<Decision>) -> Result<DecisionFacts, StoreError> {
    let mut roles = Vec::new();
    for role in reader.roles_of(row.key)? {
        roles.push(RoleFacts {
            handle: reader.handle_of(role.entity.person)?,
            entity: role.entity,
        });
    }
    // In the order of the parts but for who decides, and within a part who got it first.
    let place = |role| DecisionRole::ALL.iter().position(|other| *other == role);
    roles.sort_by_key(|held: &RoleFacts| {
        let role = held.entity.role;
        (role != DecisionRole::Decider, place(role))
    });
    let options = reader.options_of(row.key)?.into_iter();
    Ok(DecisionFacts {
        id: row.id(Kind::Decision),
        workstream: slug(reader, row.entity.workstream)?,
        meeting: id(reader, row.entity.meeting)?,
        raised_by: handle(reader, row.entity.raised_by)?,
        confirmed_by: handle(reader, row.entity.confirmed_by)?,
        roles,
        options: options.map(|option| option.entity).collect(),
        row,
    })
}

/// Describes a meeting.
pub fn meeting(reader: Reader<'_>, row: Row<Meeting>) -> Result<MeetingFacts, StoreError> {
    let mut attendance = Vec::new();
    for seat in reader.attendance_of(row.key)? {
        let person = reader.row::<Person>(seat.entity.person)?;
        attendance.push(Attendee {
            handle: person.entity.handle,
            name: person.entity.name,
            seat: seat.entity.seat,
            invited: seat.entity.invited,
            attended: seat.entity.attended,
        });
    }
    Ok(MeetingFacts {
        id: row.id(Kind::Meeting),
        workstream: slug(reader, row.entity.workstream)?,
        series: row
            .entity
            .series
            .map(|key| Ok::<_, StoreError>(reader.row::<Series>(key)?.entity.slug))
            .transpose()?,
        attendance,
        row,
    })
}

/// Describes an item of any kind that has a table, which all kinds have by now.
pub fn of(reader: Reader<'_>, id: ItemId, key: Key) -> Result<Option<Facts>, StoreError> {
    Ok(Some(match id.kind {
        Kind::Action => Facts::Action(Box::new(action(reader, reader.row(key)?)?)),
        Kind::Decision => Facts::Decision(Box::new(decision(reader, reader.row(key)?)?)),
        Kind::Meeting => Facts::Meeting(Box::new(meeting(reader, reader.row(key)?)?)),
        Kind::Risk => Facts::Risk(Box::new(risk(reader, reader.row(key)?)?)),
        Kind::Need => Facts::Need(Box::new(need(reader, reader.row(key)?)?)),
        Kind::Milestone => Facts::Milestone(Box::new(milestone(reader, reader.row(key)?)?)),
    }))
}

/// Describes the links of an item; those to deleted items are left out.
pub fn links(reader: Reader<'_>, item: Key) -> Result<Vec<LinkFacts>, StoreError> {
    let mut links = Vec::new();
    for link in reader.links_of(item)? {
        let outgoing = link.entity.source == item;
        let other = if outgoing {
            link.entity.target
        } else {
            link.entity.source
        };
        if let Some(other) = named(reader, Some(other))? {
            links.push(LinkFacts {
                kind: link.entity.kind,
                outgoing,
                other,
                successor: match link.entity.kind {
                    LinkKind::Supersedes => reader
                        .decision_at(link.entity.source)?
                        .map(|row| row.entity.status),
                    LinkKind::Amends
                    | LinkKind::DependsOn
                    | LinkKind::Blocks
                    | LinkKind::RelatesTo => None,
                },
            });
        }
    }
    Ok(links)
}

/// Returns the ID and title of an item.
pub fn named(reader: Reader<'_>, key: Option<Key>) -> Result<Option<Named>, StoreError> {
    let Some(key) = key else { return Ok(None) };
    let Some(id) = reader.id_of(key)? else {
        return Ok(None);
    };
    let title = match id.kind {
        Kind::Action => reader.row::<Action>(key)?.entity.title,
        Kind::Decision => reader.row::<Decision>(key)?.entity.title,
        Kind::Meeting => reader.row::<Meeting>(key)?.entity.title,
        Kind::Risk => reader.row::<Risk>(key)?.entity.title,
        Kind::Need => reader.row::<Need>(key)?.entity.title,
        Kind::Milestone => reader.row::<Milestone>(key)?.entity.title,
    };
    Ok(Some(Named { id, title }))
}

fn handle(reader: Reader<'_>, key: Option<Key>) -> Result<Option<String>, StoreError> {
    key.map(|key| reader.handle_of(key)).transpose()
}

fn slug(reader: Reader<'_>, key: Option<Key>) -> Result<Option<String>, StoreError> {
    key.map(|key| reader.slug_of(key)).transpose()
}

fn id(reader: Reader<'_>, key: Option<Key>) -> Result<Option<ItemId>, StoreError> {
    Ok(key.map(|key| reader.id_of(key)).transpose()?.flatten())
}

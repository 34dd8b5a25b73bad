//! Who must know of a decision (`LOOP.md`, "Three gates"), and the receipts on which that is written
//! down: once written, a later change of a group or a workstream changes nothing of it.

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Reach};
use crate::model::flight::{Flight, Telling};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::limits::AckRule;
use crate::model::meeting::Meeting;
use crate::model::milestone::Milestone;
use crate::model::person::{Person, Workstream};
use crate::model::receipt::Receipt;
use crate::model::risk::Risk;
use crate::model::words::{DecisionRole, LinkKind};
use crate::store::tables::flight::MEETING;
use crate::store::{Journal, Reader, Row};

use super::error::OpsError;
use super::outcome::{Remark, Remarks};
use super::people;
use super::targets::Target;

/// How many are named in a remark.
const MOST_NAMED: usize = 8;

/// Why somebody must know of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Part(DecisionRole),
    /// They own something that the decision holds up.
    Held(ItemId),
    /// They are told of the decisions of this workstream.
    Workstream(String),
    /// They were told of an outcome that no longer holds.
    ToldBefore,
}

/// Somebody who must know of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    pub person: Key,
    pub why: Vec<Why>,
}

impl Listener {
    /// Whether a rule asks an answer of this person.
    pub fn owes_answer(&self, rule: AckRule) -> bool {
        self.why.iter().any(|why| match why {
            Why::Part(role) => rule.is_owed_by(*role),
            Why::Held(_) | Why::Workstream(_) | Why::ToldBefore => rule == AckRule::All,
        })
    }
}

/// Returns who must know of a decision, each once, with groups taken apart. Who has left is out, and so
/// are those who decide and who drive it; who is away is in.
pub fn required(reader: Reader<'_>, decision: Key) -> Result<Vec<Listener>, OpsError> {
    let row: Row<Decision> = reader.row(decision)?;
    let mut listeners = Listeners {
        reader,
        deciders: Vec::new(),
        drivers: Vec::new(),
        found: Vec::new(),
    };
    let roles = reader.roles_of(decision)?;
    let holders = |wanted: DecisionRole| {
        let of_role = roles.iter().filter(move |role| role.entity.role == wanted);
        of_role.map(|role| role.entity.person)
    };
    listeners.deciders = holders(DecisionRole::Decider).collect();
    listeners.drivers = holders(DecisionRole::Driver).collect();
    if listeners.drivers.is_empty() {
        listeners.drivers.extend(row.entity.raised_by);
    }
    for role in roles {
        match role.entity.role {
            DecisionRole::Decider | DecisionRole::Driver => {}
            part @ (DecisionRole::Agree
            | DecisionRole::Input
            | DecisionRole::Perform
            | DecisionRole::Informed) => listeners.add(role.entity.person, &Why::Part(part))?,
        }
    }
    for held in held_up(reader, decision)? {
        if let Some(id) = reader.id_of(held)? {
            for owner in owners(reader, id, held)? {
                listeners.add(owner, &Why::Held(id))?;
            }
        }
    }
    listeners.add_workstreams(row.entity.workstream)?;
    for receipt in reader.receipts_of(decision)? {
        let Receipt {
            person,
            version,
            sent_at,
            ..
        } = receipt.entity;
        if version > 0 && version < row.entity.version && sent_at.is_some() {
            listeners.add(person, &Why::ToldBefore)?;
        }
    }
    Ok(listeners.found)
}

/// Adds to a decision in flight who would have to know of it, where nobody is written down yet: it is
/// not made, or was made before that was kept.
pub(super) fn foresee(
    reader: Reader<'_>,
    rule: AckRule,
    flight: &mut Flight,
) -> Result<(), OpsError> {
    if !flight.owes_telling || flight.is_history || !flight.receipts.is_empty() {
        return Ok(());
    }
    for listener in required(reader, flight.decision)? {
        flight.receipts.push(Telling {
            person: listener.person,
            version: flight.version,
            is_answer_required: listener.owes_answer(rule),
            listed_at: None,
            sent_at: None,
            was_there: false,
            answer: None,
            answered_at: None,
            is_resolved: false,
        });
    }
    Ok(())
}

struct Listeners<'a> {
    reader: Reader<'a>,
    /// Who decides it: they know.
    deciders: Vec<Key>,
    /// Who drives it: they know too, unless a part of theirs says that they are to be asked or told.
    drivers: Vec<Key>,
    found: Vec<Listener>,
}

impl Listeners<'_> {
    fn add(&mut self, party: Key, why: &Why) -> Result<(), OpsError> {
        for person in people::members_or_self(self.reader, party)? {
            let entity: Person = self.reader.row(person)?.entity;
            let is_named = party == person && matches!(why, Why::Part(_));
            let knows = self.drivers.contains(&person) && !is_named;
            if entity.has_left() || self.deciders.contains(&person) || knows {
                continue;
            }
            match self.found.iter_mut().find(|known| known.person == person) {
                Some(known) => known.why.push(why.clone()),
                None => self.found.push(Listener {
                    person,
                    why: vec![why.clone()],
                }),
            }
        }
        Ok(())
    }

    /// Adds who is told of a workstream's decisions, and of those of the workstreams above it.
    fn add_workstreams(&mut self, lowest: Option<Key>) -> Result<(), OpsError> {
        let mut seen = Vec::new();
        let mut next = lowest;
        while let Some(workstream) = next.filter(|key| !seen.contains(key)) {
            seen.push(workstream);
            let entity: Workstream = self.reader.row(workstream)?.entity;
            for row in self.reader.audience_of(workstream)? {
                let why = Why::Workstream(entity.slug.clone());
                self.add(row.entity.person, &why)?;
            }
            next = entity.parent;
        }
        Ok(())
    }
}

/// Returns what cannot go on before the decision is known: what it blocks, and what depends on it.
fn held_up(reader: Reader<'_>, decision: Key) -> Result<Vec<Key>, OpsError> {
    let mut held = Vec::new();
    for link in reader.links_of(decision)? {
        let link = link.entity;
        match link.kind {
            LinkKind::Blocks if link.source == decision => held.push(link.target),
            LinkKind::DependsOn if link.target == decision => held.push(link.source),
            LinkKind::Blocks
            | LinkKind::DependsOn
            | LinkKind::Supersedes
            | LinkKind::Amends
            | LinkKind::RelatesTo => {}
        }
    }
    Ok(held)
}

/// Returns who answers for an item; for a decision who makes it, else who drives it.
fn owners(reader: Reader<'_>, id: ItemId, key: Key) -> Result<Vec<Key>, OpsError> {
    let owner = match id.kind {
        Kind::Action => reader.row::<Action>(key)?.entity.owner,
        Kind::Risk => reader.row::<Risk>(key)?.entity.owner,
        Kind::Milestone => reader.row::<Milestone>(key)?.entity.owner,
        Kind::Decision => {
            let roles = reader.roles_of(key)?;
            let holder = |role| roles.iter().find(|row| row.entity.role == role);
            holder(DecisionRole::Decider)
                .or_else(|| holder(DecisionRole::Driver))
                .map(|row| row.entity.person)
        }
        Kind::Meeting | Kind::Need => None,
    };
    Ok(owner.into_iter().collect())
}

/// How receipts are written down.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writing {
    /// The meeting in which it was decided, where that is known.
    pub meeting: Option<Key>,
    /// Of whom an answer is required from now on; as the policy says, and as it was, without.
    pub ack: Option<AckRule>,
}

/// Writes down who must know of the present outcome of a decision, beside those who are written down
/// already; returns those who still have to be told. Nothing is written of history, of what is open, and
/// where nobody has to know.
pub fn write_down(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    writing: Writing,
) -> Result<Vec<Key>, OpsError> {
    let decision: Decision = journal.reader().row(target.key)?.entity;
    if decision.history || decision.is_open() || decision.reach == Reach::Nobody {
        return Ok(Vec::new());
    }
    let rule = writing.ack.unwrap_or(ctx.policy.limits.ack);
    let there = present(journal.reader(), &decision, writing.meeting)?;
    for listener in required(journal.reader(), target.key)? {
        let Listener { person, .. } = listener;
        let owes = listener.owes_answer(rule);
        let known = of(journal.reader(), target.key, decision.version, person)?;
        let was_known = known.is_some();
        let mut receipt = match &known {
            Some(row) => row.entity.clone(),
            None => Receipt::new(target.key, person, decision.version, owes),
        };
        if writing.ack.is_some() && receipt.answer.is_none() {
            receipt.required = owes;
        }
        // Only the day of the decision itself: who comes to hear of it later is told.
        if let Some(day) = there.day.filter(|_| there.people.contains(&person))
            && receipt.sent_at.is_none()
            && receipt.answer.is_none()
        {
            receipt.sent_at = Some(day);
            receipt.channel = Some(MEETING.to_owned());
        }
        if receipt.channel.as_deref() == Some(MEETING) {
            receipt.required = false;
        }
        if !was_known || known.is_some_and(|row| row.entity != receipt) {
            keep(journal, target, &receipt)?;
        }
    }
    untold(journal.reader(), target.key, decision.version)
}

/// Writes one receipt over what was written of the same person and version.
pub(super) fn keep(
    journal: &mut Journal<'_>,
    target: Target,
    receipt: &Receipt,
) -> Result<(), OpsError> {
    let handle = journal.reader().handle_of(receipt.person)?;
    let key = format!("{} {handle}", receipt.version);
    journal.create_keyed(target.key, &key, receipt)?;
    journal.touch(target.id);
    Ok(())
}

/// Returns the receipt of a person for one version of a decision.
pub(super) fn of(
    reader: Reader<'_>,
    decision: Key,
    version: i64,
    person: Key,
) -> Result<Option<Row<Receipt>>, OpsError> {
    let receipts = reader.receipts_of(decision)?.into_iter();
    let mut same =
        receipts.filter(|row| row.entity.version == version && row.entity.person == person);
    Ok(same.next())
}

/// Returns those written down for a version who were not told of it.
fn untold(reader: Reader<'_>, decision: Key, version: i64) -> Result<Vec<Key>, OpsError> {
    let receipts = reader.receipts_of(decision)?.into_iter();
    Ok(receipts
        .map(|row| row.entity)
        .filter(|receipt| receipt.version == version && receipt.sent_at.is_none())
        .filter(|receipt| receipt.answer.is_none())
        .map(|receipt| receipt.person)
        .collect())
}

/// Who was there when it was decided, and on which day.
#[derive(Default)]
struct Present {
    day: Option<NaiveDate>,
    people: Vec<Key>,
}

fn present(
    reader: Reader<'_>,
    decision: &Decision,
    meeting: Option<Key>,
) -> Result<Present, OpsError> {
    let Some(key) = meeting.or(decision.meeting) else {
        return Ok(Present::default());
    };
    let held = reader.row::<Meeting>(key)?.entity.held;
    // A decision may have been raised in one meeting and made on another day.
    if decision.version != 1 && meeting.is_none() || decision.decided_at != Some(held) {
        return Ok(Present::default());
    }
    let attended = reader.attendance_of(key)?.into_iter();
    let people = attended.filter(|row| row.entity.attended);
    Ok(Present {
        day: Some(held),
        people: people.map(|row| row.entity.person).collect(),
    })
}

/// Writes down who must know of what was just decided, and says whom to tell.
pub(super) fn decided(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    meeting: Option<Key>,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let writing = Writing { meeting, ack: None };
    let untold = write_down(journal, ctx, target, writing)?;
    remarks.extend(to_tell(journal.reader(), target, &untold)?);
    Ok(())
}

/// Says who must be told of a decision, and told again where it is another outcome than before.
fn to_tell(reader: Reader<'_>, target: Target, untold: &[Key]) -> Result<Option<Remark>, OpsError> {
    if untold.is_empty() {
        return Ok(None);
    }
    let version = reader.row::<Decision>(target.key)?.entity.version;
    let mut handles = Vec::new();
    for person in untold {
        handles.push(format!("@{}", reader.handle_of(*person)?));
    }
    let rest = handles.len().saturating_sub(MOST_NAMED);
    handles.truncate(MOST_NAMED);
    if rest > 0 {
        handles.push(format!("{rest} more"));
    }
    let again = if version > 1 { " again" } else { "" };
    Ok(Some(Remark::Said(format!(
        "to be told{again} of {id}: {}; `tpm announce {id}` drafts it",
        handles.join(", "),
        id = target.id
    ))))
}

/// Follows a change of who has which part or of the workstream: adds who must know now, and drops who
/// need not any more and was not told yet.
pub(super) fn follow(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    before: &[Listener],
) -> Result<(), OpsError> {
    write_down(journal, ctx, target, Writing::default())?;
    let now = required(journal.reader(), target.key)?;
    let version = journal.reader().row::<Decision>(target.key)?.entity.version;
    let is_gone = |person: Key| {
        before.iter().any(|one| one.person == person) && now.iter().all(|one| one.person != person)
    };
    for row in journal.reader().receipts_of(target.key)? {
        let Receipt {
            person,
            version: of,
            sent_at,
            answer,
            ..
        } = row.entity;
        if of == version && sent_at.is_none() && answer.is_none() && is_gone(person) {
            journal.set_deleted::<Receipt>(row.key, true)?;
        }
    }
    Ok(())
}

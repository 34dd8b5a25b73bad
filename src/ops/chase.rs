//! Whom to nudge about what: overdue actions, decisions to make and answers that are owed, as the ladder
//! says (`LOOP.md`, "Follow-up"). One digest a person, at most one a day; only what was sent is recorded.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};

use crate::model::action::{Action, days_late};
use crate::model::ctx::Ctx;
use crate::model::days::{Absences, Clocks};
use crate::model::decision::{Decision, Role};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::ladder::{Chase, Rung, digests, due_today};
use crate::model::need::Need;
use crate::model::person::Person;
use crate::model::receipt::Receipt;
use crate::model::relation::Nudge;
use crate::model::words::{ActionStatus, DecisionRole};
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::{Operation, Reader, Row};
use crate::text::ids::IdWord;

use super::error::OpsError;
use super::facts::{self, Named};
use super::outcome::{Outcome, Remark, Remarks};
use super::owed::{self, Owed};
use super::targets::{self, Target};
use super::{Desk, moves};

pub use super::owed::Wanted;

/// What somebody is nudged about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    pub key: Key,
    pub id: ItemId,
    pub title: String,
    pub wanted: Wanted,
    pub due: Option<NaiveDate>,
    pub days_late: Option<i64>,
    pub rung: Rung,
    /// The handle of who is asked, where the digest goes to somebody else.
    pub asked: String,
    /// What it serves.
    pub serves: Option<Named>,
    /// How often they were nudged about it before.
    pub times: usize,
}

/// All that one person is nudged about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    pub to: Row<Person>,
    /// Who gets a copy, by handle and mail address.
    pub copies: Vec<(String, Option<String>)>,
    pub matters: Vec<Matter>,
}

/// The digests of a day, and those who get none although they are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nudges {
    pub digests: Vec<Digest>,
    /// Handles of those who had one today.
    pub had_today: Vec<String>,
    /// Handles of those who are away without anybody who stands in.
    pub away: Vec<String>,
}

/// To whom nudges go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// As the ladder says.
    Ladder,
    /// To the managers of those who are asked.
    Manager,
}

/// Returns what the ladder says is due today.
pub fn due(reader: Reader<'_>, ctx: &Ctx, height: Height) -> Result<Nudges, OpsError> {
    let absences = reader.absences()?;
    let sight = Sight::new(reader, ctx, &absences);
    let mut asks = Vec::new();
    let ahead = Days::new(u64::from(ctx.policy.limits.ladder.remind_days) + 1);
    let before = ctx.today.checked_add_days(ahead).unwrap_or(NaiveDate::MAX);
    let filter = ActionFilter::default();
    let mut rows = reader.actions_due(&filter, before)?;
    rows.extend(reader.actions_to_chase(&filter, ctx.today, before)?);
    for row in rows {
        asks.extend(sight.action(row.key)?);
    }
    let filter = DecisionFilter {
        awake_on: Some(ctx.today),
        ..DecisionFilter::default()
    };
    for row in reader.decisions_due(&filter, before)? {
        asks.extend(sight.decision(row.key)?);
    }
    for owed in owed::all(reader, ctx, &sight.clocks)? {
        asks.extend(sight.owed(owed)?);
    }
    let mut found = Found::default();
    for ask in asks {
        let chase = Chase {
            person: ask.person,
            due: ask.due,
            chase_on: ask.chase_on,
            sent: &ask.sent,
        };
        if let Some(nudge) = due_today(&chase, &ctx.policy.limits.ladder, &sight.clocks) {
            found.nudges.push((ask, nudge.rung, nudge.person));
        }
    }
    sight.collected(found, height)
}

/// Returns the nudges about items that were named, whether or not the ladder says so today.
pub fn about(
    reader: Reader<'_>,
    ctx: &Ctx,
    words: &[IdWord],
    height: Height,
) -> Result<Nudges, OpsError> {
    let absences = reader.absences()?;
    let sight = Sight::new(reader, ctx, &absences);
    let mut found = Found::default();
    let kinds = [Kind::Action, Kind::Decision, Kind::Need];
    for target in targets::resolve(reader, ctx, words, &kinds)? {
        let asks = match target.id.kind {
            Kind::Action => sight.action(target.key)?.into_iter().collect(),
            Kind::Need => sight.need(target.key)?.into_iter().collect(),
            _ => sight.decision(target.key)?,
        };
        if asks.is_empty() {
            return Err(nobody(target));
        }
        for ask in asks {
            let late = ask.due.filter(|due| *due < ctx.today);
            let late = late.map(|due| sight.clocks.days(Some(ask.person), due));
            let rung = ctx.policy.limits.ladder.rung(late);
            match sight.clocks.present(ask.person) {
                Some(person) => found.nudges.push((ask, rung, person)),
                None => found.away.push(reader.handle_of(ask.person)?),
            }
        }
    }
    sight.collected(found, height)
}

fn nobody(target: Target) -> OpsError {
    let id = target.id;
    let hint = match id.kind {
        Kind::Decision => format!("`tpm loop {id}` tells where it is stuck, and on whom"),
        _ => format!("`tpm show {id}` tells how it stands, and whose it is"),
    };
    OpsError::refused(format!("nobody owes {id} anything to be asked for"), hint)
}

/// One thing that is wanted of one person.
struct Ask {
    matter: Matter,
    person: Key,
    driver: Option<Key>,
    due: Option<NaiveDate>,
    chase_on: Option<NaiveDate>,
    sent: Vec<(NaiveDate, i64)>,
}

#[derive(Default)]
struct Found {
    nudges: Vec<(Ask, Rung, Key)>,
    away: Vec<String>,
}

struct Sight<'a> {
    reader: Reader<'a>,
    ctx: &'a Ctx,
    clocks: Clocks<'a>,
}

impl<'a> Sight<'a> {
    fn new(reader: Reader<'a>, ctx: &'a Ctx, absences: &'a Absences) -> Sight<'a> {
        Sight {
            reader,
            ctx,
            clocks: Clocks::of(ctx, absences),
        }
    }

    /// Returns who is asked about an action that is not ended: whom it waits on from the day of asking
    /// on, else its owner.
    fn action(&self, key: Key) -> Result<Option<Ask>, OpsError> {
        let row: Row<Action> = self.reader.row(key)?;
        let id = row.id(Kind::Action);
        let action = row.entity;
        let rests = action.snooze_until.is_some_and(|day| day > self.ctx.today);
        if action.status.is_ended() || action.history || rests {
            return Ok(None);
        }
        let is_waiting = action.status == ActionStatus::Waiting;
        let has_come = action.chase_on.is_none_or(|day| day <= self.ctx.today);
        let waited_on = action.waiting_on.filter(|_| is_waiting && has_come);
        let Some(person) = waited_on.or(action.owner) else {
            return Ok(None);
        };
        let driver = match action.serves {
            Some(serves) if self.reader.id_of(serves)?.is_some_and(is_decision) => {
                self.driver(serves)?
            }
            _ => None,
        };
        let serves = facts::named(self.reader, action.serves)?;
        let mut ask = self.ask((key, id, action.title), Wanted::Action, person, action.due)?;
        ask.chase_on = action.chase_on.filter(|_| is_waiting);
        ask.matter.serves = serves;
        ask.driver = driver;
        Ok(Some(ask))
    }

    /// Returns all who owe something to a decision.
    fn decision(&self, key: Key) -> Result<Vec<Ask>, OpsError> {
        let decision: Decision = self.reader.row(key)?.entity;
        let mut asks = Vec::new();
        if decision.history {
            return Ok(asks);
        }
        if !decision.is_open() {
            for row in self.reader.receipts_of(key)? {
                let receipt = row.entity;
                let is_present = receipt.version == decision.version;
                if is_present && receipt.required && receipt.answer.is_none() {
                    let sent = receipt.sent_at.map(|_| self.answer(&receipt));
                    asks.extend(sent.transpose()?.flatten());
                }
            }
            return Ok(asks);
        }
        asks.extend(self.decider(key)?);
        for row in self.reader.roles_of(key)? {
            let Role {
                person,
                role,
                response,
                ..
            } = row.entity;
            if role.is_asked() && response.is_none() {
                let named = (key, self.id(key)?, decision.title.clone());
                asks.push(self.ask(named, Wanted::Say, person, decision.due)?);
            }
        }
        Ok(asks)
    }

    /// Returns who makes an open decision; without a decider its driver, else who raised it.
    fn decider(&self, key: Key) -> Result<Option<Ask>, OpsError> {
        let decision: Decision = self.reader.row(key)?.entity;
        let driver = self.driver(key)?;
        let decider = self.holder(key, DecisionRole::Decider)?;
        let Some(person) = decider.or(driver) else {
            return Ok(None);
        };
        let named = (key, self.id(key)?, decision.title);
        let mut ask = self.ask(named, Wanted::Decide, person, decision.due)?;
        ask.driver = driver;
        Ok(Some(ask))
    }

    /// Returns the answer that somebody owes who was told.
    fn answer(&self, receipt: &Receipt) -> Result<Option<Ask>, OpsError> {
        let owed = owed::answer(self.reader, self.ctx, &self.clocks, receipt)?;
        self.owed(owed)
    }

    /// Returns what the giver of an open need owes.
    fn need(&self, key: Key) -> Result<Option<Ask>, OpsError> {
        let row: Row<Need> = self.reader.row(key)?;
        if row.entity.closed_at.is_some() || row.entity.history {
            return Ok(None);
        }
        self.owed(owed::need(self.reader, self.ctx, &self.clocks, row)?)
    }

    /// Returns what somebody owes beside actions and decisions; what nobody owes is none.
    fn owed(&self, owed: Owed) -> Result<Option<Ask>, OpsError> {
        let Owed {
            key,
            id,
            title,
            wanted,
            person,
            due,
            since: _,
            workstream: _,
        } = owed;
        let Some(person) = person else {
            return Ok(None);
        };
        let mut ask = self.ask((key, id, title), wanted, person, due)?;
        if id.kind == Kind::Decision {
            ask.driver = self.driver(key)?;
        }
        Ok(Some(ask))
    }

    fn ask(
        &self,
        (key, id, title): (Key, ItemId, String),
        wanted: Wanted,
        person: Key,
        due: Option<NaiveDate>,
    ) -> Result<Ask, OpsError> {
        let asked = self.reader.handle_of(person)?;
        let by_another = about_another(&asked);
        let nudges = self
            .reader
            .nudges_of(key)?
            .into_iter()
            .map(|row| row.entity);
        let of_them = nudges.filter(|nudge| {
            nudge.person.is_none_or(|to| to == person) || nudge.note.as_ref() == Some(&by_another)
        });
        let sent: Vec<(NaiveDate, i64)> = of_them
            .map(|nudge| {
                let day = nudge.at.with_timezone(&self.ctx.zone).date_naive();
                (day, nudge.level)
            })
            .collect();
        Ok(Ask {
            matter: Matter {
                key,
                id,
                title,
                wanted,
                due,
                days_late: days_late(due, self.ctx.today),
                rung: Rung::Reminder,
                asked,
                serves: None,
                times: sent.len(),
            },
            person,
            driver: None,
            due,
            chase_on: None,
            sent,
        })
    }

    fn id(&self, key: Key) -> Result<ItemId, OpsError> {
        Ok(self.reader.row::<Decision>(key)?.id(Kind::Decision))
    }

    /// Returns who drives a decision; where nobody does, who raised it, as in the loop.
    fn driver(&self, decision: Key) -> Result<Option<Key>, OpsError> {
        let raised_by = self.reader.row::<Decision>(decision)?.entity.raised_by;
        let driver = self.holder(decision, DecisionRole::Driver)?;
        Ok(driver.or(raised_by))
    }

    fn holder(&self, decision: Key, role: DecisionRole) -> Result<Option<Key>, OpsError> {
        let roles = self.reader.roles_of(decision)?;
        let mut of_role = roles.iter().filter(|row| row.entity.role == role);
        Ok(of_role.next().map(|row| row.entity.person))
    }

    /// Puts together what goes to one person, without those who had a digest today.
    fn collected(&self, found: Found, height: Height) -> Result<Nudges, OpsError> {
        let had_today = self.had_today()?;
        let mut nudges = Nudges {
            away: found.away,
            ..Nudges::default()
        };
        let mut addressed = Vec::new();
        for (mut ask, rung, person) in found.nudges {
            let rung = match height {
                Height::Ladder => rung,
                Height::Manager => Rung::Manager,
            };
            let manager = self.reader.row::<Person>(ask.person)?.entity.manager;
            let here = |one: Option<Key>| one.and_then(|one| self.clocks.present(one));
            let above = here(manager);
            if let (Rung::Manager, Some(manager), None) = (rung, manager, above) {
                let handle = self.reader.handle_of(manager)?;
                if !nudges.away.contains(&handle) {
                    nudges.away.push(handle);
                }
            }
            let recipients = rung.recipients(person, here(ask.driver), above);
            ask.matter.rung = rung;
            if had_today.contains(&recipients.to) {
                let handle = self.reader.handle_of(recipients.to)?;
                if !nudges.had_today.contains(&handle) {
                    nudges.had_today.push(handle);
                }
            }
            addressed.push((recipients.to, (ask.matter, recipients.copy)));
        }
        for (to, matters) in digests(addressed, &had_today) {
            let mut digest = Digest {
                to: self.reader.row(to)?,
                copies: Vec::new(),
                matters: Vec::new(),
            };
            for (matter, copy) in matters {
                if let Some(copy) = copy {
                    let person: Person = self.reader.row(copy)?.entity;
                    let copy = (person.handle, person.email);
                    if !digest.copies.contains(&copy) {
                        digest.copies.push(copy);
                    }
                }
                digest.matters.push(matter);
            }
            digest
                .matters
                .sort_by_key(|one| (one.due.is_none(), one.due, one.id));
            nudges.digests.push(digest);
        }
        nudges
            .digests
            .sort_by(|one, other| one.to.entity.handle.cmp(&other.to.entity.handle));
        Ok(nudges)
    }

    /// Returns who got a nudge today.
    fn had_today(&self) -> Result<BTreeSet<Key>, OpsError> {
        let morning = self.ctx.today.and_time(NaiveTime::MIN);
        let morning = morning.and_local_timezone(self.ctx.zone).earliest();
        let since = morning.map_or(self.ctx.now, |local| local.to_utc());
        let nudges = self.reader.nudges_since(since)?.into_iter();
        Ok(nudges.filter_map(|row| row.entity.person).collect())
    }
}

/// Returns the note of a nudge that went to somebody else than who is asked: a cover or a manager.
fn about_another(asked: &str) -> String {
    format!("about @{asked}")
}

fn is_decision(id: ItemId) -> bool {
    id.kind == Kind::Decision
}

/// Records that digests were sent on a day.
pub fn record(
    desk: Desk<'_>,
    digests: &[Digest],
    channel: Option<&str>,
    on: NaiveDate,
) -> Result<Outcome, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("nudge"), rehearsal, |journal| {
        moves::check_past(ctx, on)?;
        let mut items = Vec::new();
        for digest in digests {
            let handle = &digest.to.entity.handle;
            for matter in &digest.matters {
                journal.create(&Nudge {
                    parent: matter.key,
                    person: Some(digest.to.key),
                    at: moves::instant_of(ctx, on),
                    channel: channel.map(str::to_owned),
                    level: matter.rung.level(),
                    note: (matter.asked != *handle).then(|| about_another(&matter.asked)),
                })?;
                journal.touch(matter.id);
                let target = (matter.id, matter.key);
                if items.iter().all(|(id, _)| *id != matter.id) {
                    items.push(target);
                }
            }
            let by = channel.map_or_else(String::new, |channel| format!(" ({channel})"));
            remarks.push(Remark::Said(format!("@{handle} was nudged{by}")));
        }
        let reader = journal.reader();
        let mut found = Vec::new();
        for (id, key) in items {
            found.extend(facts::of(reader, id, key)?);
        }
        Ok::<_, OpsError>(found)
    })?;
    Ok(Outcome {
        verb: "Nudged about",
        items: written.result,
        remarks,
        operation: written.operation,
    })
}

//! Whom to chase: overdue actions, decisions past their date, and waits to ask about, by whoever
//! holds them up (`LOOP.md`, "Follow-up").

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use crate::model::action::{Ageing, days_late};
use crate::model::ctx::Ctx;
use crate::model::days::Clocks;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::{DecisionRole, DueSource};
use crate::store::Reader;

use super::absence;
use super::error::OpsError;
use super::facts::{self, ActionFacts, DecisionFacts, Named, Nudged};
use super::list::{self, Filter};
use super::owed::{self, Owed, Wanted};
use super::people;

pub use super::absence::Absence;

/// By what a follow-up is put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    #[default]
    Owner,
    Workstream,
    Decision,
}

/// Why somebody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Past its date.
    Overdue,
    /// Not yet past its date, and within `--soon`.
    Soon,
    /// The day to ask whom it waits on has come.
    Chase,
    /// It has no date, so nothing will ever make it overdue.
    Undated,
}

/// How far a follow-up looks beyond what is overdue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Days ahead.
    pub soon: Option<u32>,
    /// Open actions without a date too, as long as they are open.
    pub undated: bool,
}

/// One thing to ask about.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: ItemId,
    pub title: String,
    pub wanted: Wanted,
    pub reason: Reason,
    pub due: Option<NaiveDate>,
    pub due_source: DueSource,
    /// Days past due, at least 1; none while it is not overdue.
    pub days_late: Option<i64>,
    /// The civil date on which it came up.
    pub since: NaiveDate,
    /// Who holds it up: whom it waits on once that is to be chased, else its owner or decider.
    pub holder: Option<String>,
    pub owner: Option<String>,
    pub workstream: Option<String>,
    pub serves: Option<Named>,
    pub waiting_on: Option<String>,
    pub snooze_until: Option<NaiveDate>,
    pub nudged: Nudged,
    /// The owner's absence, if they are away today.
    pub owner_away: Option<Absence>,
}

/// What one holder, workstream or decision has open, the oldest first.
#[derive(Clone, Debug)]
pub struct Group {
    /// A handle, a slug, or an ID with its title; none for what has no such thing.
    pub name: Option<String>,
    /// The absence of the holder whose group it is.
    pub away: Option<Absence>,
    pub asked: Vec<Asked>,
}

/// A follow-up list.
#[derive(Clone, Debug)]
pub struct Followup {
    pub groups: Vec<Group>,
    pub truncated: bool,
    pub reach: Reach,
    /// How many open actions without a date were left out, counted up to `MOST_COUNTED`.
    pub left_undated: u32,
    pub grouping: Grouping,
}

/// Where counting stops: more is not worth the time.
pub const MOST_COUNTED: u32 = 100;

impl Followup {
    pub fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.groups.iter().flat_map(|group| &group.asked)
    }

    /// Counts the overdue items of each ageing bucket.
    pub fn ageing(&self) -> [(Ageing, usize); 5] {
        Ageing::ALL.map(|bucket| {
            let count = self
                .asked()
                .filter(|asked| {
                    asked
                        .days_late
                        .is_some_and(|days| Ageing::of(days) == bucket)
                })
                .count();
            (bucket, count)
        })
    }
}

/// Collects what is overdue, and what `reach` adds to it.
pub fn followup(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    reach: Reach,
    grouping: Grouping,
) -> Result<Followup, OpsError> {
    let before = day_after(ctx, reach.soon);
    let fetched = Filter {
        limit: filter.limit.map(|limit| limit.saturating_add(1)),
        ..filter.clone()
    };
    let mut asked = actions(reader, ctx, &fetched, before, reach)?;
    asked.extend(decisions(reader, ctx, &fetched, before)?);
    asked.extend(owed(reader, ctx, filter, before)?);
    asked.sort_by_key(|asked| (asked.due.is_none(), asked.due, asked.since, asked.id));
    let keep = filter.limit.map_or(usize::MAX, |limit| limit as usize);
    let truncated = asked.len() > keep;
    asked.truncate(keep);
    let away = absence::today(reader, ctx)?;
    mark_away(&mut asked, &away);
    Ok(Followup {
        groups: grouped(asked, grouping, &away),
        truncated,
        reach,
        left_undated: if reach.undated {
            0
        } else {
            count_undated(reader, ctx, filter)?
        },
        grouping,
    })
}

/// Counts the undated actions that the filter lets through.
fn count_undated(reader: Reader<'_>, ctx: &Ctx, filter: &Filter) -> Result<u32, OpsError> {
    let mut rows_filter = list::action_filter(reader, ctx, filter)?;
    rows_filter.holders = std::mem::take(&mut rows_filter.owners);
    rows_filter.limit = Some(MOST_COUNTED);
    // A bound on the due date lets nothing undated through.
    Ok(reader.actions_undated(&rows_filter)?.len() as u32)
}

/// Returns the actions alone of a follow-up, the oldest first: at most `filter.limit` that are due,
/// and as many that are to be chased.
pub(super) fn actions_until(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    soon: Option<u32>,
) -> Result<Vec<Asked>, OpsError> {
    let mut asked = actions(reader, ctx, filter, day_after(ctx, soon), Reach::default())?;
    asked.sort_by_key(|asked| (asked.due.is_none(), asked.due, asked.since, asked.id));
    mark_away(&mut asked, &absence::today(reader, ctx)?);
    Ok(asked)
}

/// Returns the first day that a follow-up does not reach.
fn day_after(ctx: &Ctx, soon: Option<u32>) -> NaiveDate {
    match soon {
        None => ctx.today,
        Some(days) => ctx
            .today
            .checked_add_days(Days::new(u64::from(days) + 1))
            .unwrap_or(NaiveDate::MAX),
    }
}

fn actions(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    before: NaiveDate,
    reach: Reach,
) -> Result<Vec<Asked>, OpsError> {
    let mut rows_filter = list::action_filter(reader, ctx, filter)?;
    let before = rows_filter.due_before.map_or(before, |due| due.min(before));
    rows_filter.holders = std::mem::take(&mut rows_filter.owners);
    let mut rows = reader.actions_due(&rows_filter, before)?;
    rows.extend(reader.actions_to_chase(&rows_filter, ctx.today, before)?);
    if reach.undated {
        let known: Vec<_> = rows.iter().map(|row| row.key).collect();
        let undated = reader.actions_undated(&rows_filter)?.into_iter();
        rows.extend(undated.filter(|row| !known.contains(&row.key)));
    }
    rows.into_iter()
        .map(|row| {
            let nudged = facts::nudged(reader, row.key)?;
            Ok(asked_action(ctx, facts::action(reader, row)?, nudged))
        })
        .collect()
}

fn asked_action(ctx: &Ctx, action: ActionFacts, nudged: Nudged) -> Asked {
    let ActionFacts {
        row,
        id,
        owner,
        helpers: _,
        workstream,
        serves,
        meeting: _,
        waiting_on,
    } = action;
    let entity = row.entity;
    let days_late = days_late(entity.due, ctx.today);
    let to_chase = entity.chase_on.is_none_or(|date| date <= ctx.today);
    let chased = entity.chase_on.is_some_and(|date| date <= ctx.today);
    let waited_on = waiting_on
        .as_deref()
        .and_then(|name| name.strip_prefix('@'))
        .filter(|_| entity.waiting_on.is_some() && to_chase);
    Asked {
        id,
        title: entity.title,
        wanted: Wanted::Action,
        reason: match days_late {
            Some(_) => Reason::Overdue,
            None if chased => Reason::Chase,
            None if entity.due.is_none() => Reason::Undated,
            None => Reason::Soon,
        },
        due: entity.due,
        due_source: entity.due_source,
        days_late,
        since: entity.created.with_timezone(&ctx.zone).date_naive(),
        holder: waited_on.map(str::to_owned).or_else(|| owner.clone()),
        owner,
        workstream,
        serves,
        waiting_on,
        snooze_until: entity.snooze_until.filter(|date| *date > ctx.today),
        nudged,
        owner_away: None,
    }
}

fn decisions(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    before: NaiveDate,
) -> Result<Vec<Asked>, OpsError> {
    let mut rows_filter = list::decision_filter(reader, ctx, filter)?;
    rows_filter.awake_on = Some(ctx.today);
    reader
        .decisions_due(&rows_filter, before)?
        .into_iter()
        .map(|row| {
            let nudged = facts::nudged(reader, row.key)?;
            Ok(asked_decision(ctx, facts::decision(reader, row)?, nudged))
        })
        .collect()
}

fn asked_decision(ctx: &Ctx, decision: DecisionFacts, nudged: Nudged) -> Asked {
    let days_late = days_late(decision.row.entity.due, ctx.today);
    // A decision without a decider falls to its driver, and without one to who raised it.
    let holder = decision
        .holder(DecisionRole::Decider)
        .or_else(|| decision.holder(DecisionRole::Driver))
        .map(str::to_owned)
        .or_else(|| decision.raised_by.clone());
    Asked {
        id: decision.id,
        title: decision.row.entity.title,
        wanted: Wanted::Decide,
        reason: if days_late.is_some() {
            Reason::Overdue
        } else {
            Reason::Soon
        },
        due: decision.row.entity.due,
        due_source: decision.row.entity.due_source,
        days_late,
        since: decision.row.entity.raised,
        owner: holder.clone(),
        holder,
        workstream: decision.workstream,
        serves: None,
        waiting_on: None,
        snooze_until: None,
        nudged,
        owner_away: None,
    }
}

/// Returns what people owe beside actions and decisions, of those that are wanted and with a date before
/// the given one. Nobody may be who owes it.
pub(super) fn owed_by(
    reader: Reader<'_>,
    ctx: &Ctx,
    before: NaiveDate,
    is_wanted: impl Fn(Option<Key>) -> bool,
) -> Result<Vec<Asked>, OpsError> {
    let absences = reader.absences()?;
    let mut all = owed::all(reader, ctx, &Clocks::of(ctx, &absences))?;
    all.retain(|owed| is_wanted(owed.person) && owed.due.is_some_and(|due| due < before));
    let asked = all.into_iter().map(|owed| asked_owed(reader, ctx, owed));
    let mut asked: Vec<Asked> = asked.collect::<Result<_, OpsError>>()?;
    mark_away(&mut asked, &absence::today(reader, ctx)?);
    Ok(asked)
}

/// Returns the answers and needs that are owed, as far as the filter lets them through.
fn owed(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    before: NaiveDate,
) -> Result<Vec<Asked>, OpsError> {
    let owners = people::filter_people(reader, ctx, &filter.owners)?;
    let workstreams = list::workstreams(reader, &filter.workstreams)?;
    let absences = reader.absences()?;
    let before = filter.due_before.map_or(before, |due| due.min(before));
    let is_wanted = |owed: &Owed| {
        let title = owed.title.to_lowercase();
        owed.due.is_some_and(|due| due < before)
            && filter.due_after.is_none_or(|after| owed.due > Some(after))
            && (owners.is_empty() || owners.contains(&owed.person))
            && (workstreams.is_empty() || workstreams.contains(&owed.workstream))
            && filter.since.is_none_or(|since| owed.since >= since)
            && filter.until.is_none_or(|until| owed.since <= until)
            && filter
                .words
                .iter()
                .all(|word| title.contains(&word.to_lowercase()))
    };
    let all = owed::all(reader, ctx, &Clocks::of(ctx, &absences))?;
    all.into_iter()
        .filter(is_wanted)
        .map(|owed| asked_owed(reader, ctx, owed))
        .collect()
}

fn asked_owed(reader: Reader<'_>, ctx: &Ctx, owed: Owed) -> Result<Asked, OpsError> {
    let Owed {
        key,
        id,
        title,
        wanted,
        person,
        due,
        since,
        workstream,
    } = owed;
    let days_late = days_late(due, ctx.today);
    let holder = person.map(|person| reader.handle_of(person)).transpose()?;
    Ok(Asked {
        id,
        title,
        wanted,
        reason: match days_late {
            Some(_) => Reason::Overdue,
            None => Reason::Soon,
        },
        due,
        due_source: DueSource::Explicit,
        days_late,
        since,
        owner: holder.clone(),
        holder,
        workstream: workstream.map(|key| reader.slug_of(key)).transpose()?,
        serves: None,
        waiting_on: None,
        snooze_until: None,
        nudged: facts::nudged(reader, key)?,
        owner_away: None,
    })
}

/// Notes whose owner is away.
fn mark_away(asked: &mut [Asked], away: &HashMap<String, Absence>) {
    for one in asked {
        one.owner_away = one
            .owner
            .as_ref()
            .and_then(|owner| away.get(owner).cloned());
    }
}

/// Puts what belongs together together; whoever has the oldest item comes first.
fn grouped(asked: Vec<Asked>, grouping: Grouping, away: &HashMap<String, Absence>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for one in asked {
        let name = match grouping {
            Grouping::Owner => one.holder.as_ref().map(|handle| format!("@{handle}")),
            Grouping::Workstream => one.workstream.clone(),
            Grouping::Decision => decision_of(&one),
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.asked.push(one),
            None => groups.push(Group {
                away: one
                    .holder
                    .as_ref()
                    .filter(|_| grouping == Grouping::Owner)
                    .and_then(|holder| away.get(holder).cloned()),
                name,
                asked: vec![one],
            }),
        }
    }
    groups
}

fn decision_of(asked: &Asked) -> Option<String> {
    if asked.id.kind == Kind::Decision {
        return Some(format!("{} {}", asked.id, asked.title));
    }
    let serves = asked.serves.as_ref()?;
    (serves.id.kind == Kind::Decision).then(|| format!("{} {}", serves.id, serves.title))
}

//! What needs the user now.

use chrono::{Days, NaiveDate};

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::words::DecisionRole;
use crate::store::Reader;
use crate::store::tables::decision::DecisionFilter;
use crate::text::names::PersonWord;

use super::absence;
use super::error::OpsError;
use super::facts::{self, DecisionFacts, MeetingFacts};
use super::followup::{self, Asked};
use super::list::Filter;
use super::morning::{self, Duties, Sitting};
use super::people;

pub use super::absence::Covering;

/// The morning's picture.
#[derive(Clone, Debug)]
pub struct Today {
    /// Decisions that are overdue or due soon, the user's own first.
    pub decisions: Vec<DecisionFacts>,
    /// Open decisions that wait for the user's answer, with the parts in which they are asked.
    pub asked: Vec<(DecisionFacts, Vec<DecisionRole>)>,
    /// What the user holds that is overdue or due soon.
    pub mine: Vec<Asked>,
    /// What others hold that is overdue, the oldest first.
    pub others: Vec<Asked>,
    /// Whether any part of what is late or asked was cut.
    pub more: bool,
    /// Whether any part of what the loop asks was cut.
    pub more_in_loop: bool,
    /// Meetings whose notes are still open.
    pub meetings: Vec<MeetingFacts>,
    /// Those for whom the user stands in today.
    pub covering: Vec<Covering>,
    /// What the loop asks of the user beside decisions and actions that are late.
    pub duties: Duties,
    /// The meetings of today.
    pub sittings: Vec<Sitting>,
}

impl Today {
    pub fn is_empty(&self) -> bool {
        let Today {
            decisions,
            asked,
            mine,
            others,
            more: _,
            more_in_loop: _,
            meetings,
            covering,
            duties:
                Duties {
                    to_tell,
                    stuck,
                    owed,
                    milestones,
                },
            sittings,
        } = self;
        decisions.is_empty()
            && asked.is_empty()
            && mine.is_empty()
            && others.is_empty()
            && meetings.is_empty()
            && covering.is_empty()
            && to_tell.is_empty()
            && stuck.is_empty()
            && owed.is_empty()
            && milestones.is_empty()
            && sittings.is_empty()
    }
}

/// Collects what needs the user; each part holds at most `limit` rows.
pub fn today(reader: Reader<'_>, ctx: &Ctx, limit: u32) -> Result<Today, OpsError> {
    let soon = ctx.policy.soon_days;
    let filter = Filter {
        limit: Some(limit + 1),
        ..Filter::default()
    };
    let mine = Filter {
        owners: vec![PersonWord::Me],
        ..filter.clone()
    };
    let (mine, more_mine) = cut(
        followup::actions_until(reader, ctx, &mine, Some(soon))?,
        limit,
    );
    // The actor may go by an alias or a handle that was merged.
    let me = reader.person_named(&ctx.actor)?;
    let me_key = me.as_ref().map(|row| row.key);
    let me = me.map_or_else(|| ctx.actor.clone(), |row| row.entity.handle);
    let is_mine = |asked: &Asked| asked.holder.as_deref() == Some(me.as_str());
    let everybody = Filter {
        limit: Some(MOST_LOOKED_AT),
        ..filter
    };
    let mut others = followup::actions_until(reader, ctx, &everybody, None)?;
    others.retain(|asked| !is_mine(asked));
    let of_others = |person: Option<Key>| person.is_none() || person != me_key;
    others.extend(followup::owed_by(reader, ctx, ctx.today, of_others)?);
    others.sort_by_key(|asked| (asked.due.is_none(), asked.due, asked.since, asked.id));
    let (others, more_others) = cut(others, limit);
    let (decisions, more_decisions) = cut(decisions(reader, ctx, limit)?, limit);
    let (asked, more_asked) = cut(asked(reader, ctx, limit)?, limit);
    let Duties {
        to_tell,
        stuck,
        owed,
        milestones,
    } = morning::duties(reader, ctx)?;
    let (owed, more_owed) = cut(owed, limit);
    let (milestones, more_milestones) = cut(milestones, limit);
    let (to_tell, more_to_tell) = cut(to_tell, limit);
    let (stuck, more_stuck) = cut(stuck, limit);
    let mut meetings = Vec::new();
    for row in reader.open_meetings()?.into_iter().take(limit as usize) {
        meetings.push(facts::meeting(reader, row)?);
    }
    Ok(Today {
        decisions,
        asked,
        mine,
        others,
        more: more_mine
            || more_others
            || more_decisions
            || more_asked
            || more_owed
            || more_milestones,
        more_in_loop: more_to_tell || more_stuck,
        meetings,
        covering: absence::covered_by_me(reader, ctx)?,
        duties: Duties {
            to_tell,
            stuck,
            owed,
            milestones,
        },
        sittings: morning::sittings(reader, ctx)?,
    })
}

/// How many overdue actions are looked at to find those of others.
const MOST_LOOKED_AT: u32 = 200;

/// Cuts a part to `limit` rows and says whether there was more.
fn cut<T>(mut rows: Vec<T>, limit: u32) -> (Vec<T>, bool) {
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    (rows, more)
}

/// Returns one decision more than the limit: the user's own first, then the others'.
fn decisions(reader: Reader<'_>, ctx: &Ctx, limit: u32) -> Result<Vec<DecisionFacts>, OpsError> {
    let before = ctx
        .today
        .checked_add_days(Days::new(u64::from(ctx.policy.soon_days) + 1))
        .unwrap_or(NaiveDate::MAX);
    let me = people::filter_person(reader, ctx, &PersonWord::Me)?;
    let all = DecisionFilter {
        limit: Some(limit + 1),
        awake_on: Some(ctx.today),
        ..DecisionFilter::default()
    };
    let own = DecisionFilter {
        deciders: vec![me],
        ..all.clone()
    };
    let mut decisions: Vec<DecisionFacts> = Vec::new();
    for filter in [own, all] {
        let due = reader.decisions_due(&filter, before)?.into_iter();
        // What was deferred to today needs a look whatever its date is.
        for row in due.chain(reader.decisions_awake(&filter, ctx.today)?) {
            if decisions.iter().all(|known| known.row.key != row.key) {
                decisions.push(facts::decision(reader, row)?);
            }
        }
    }
    Ok(decisions)
}

/// Returns the open decisions that wait for the user's answer, the one to be made first at the top.
fn asked(
    reader: Reader<'_>,
    ctx: &Ctx,
    limit: u32,
) -> Result<Vec<(DecisionFacts, Vec<DecisionRole>)>, OpsError> {
    let Some(me) = people::filter_person(reader, ctx, &PersonWord::Me)? else {
        return Ok(Vec::new());
    };
    let mut asked = Vec::new();
    let filter = DecisionFilter {
        asked: vec![me],
        awake_on: Some(ctx.today),
        limit: Some(limit + 1),
        ..DecisionFilter::default()
    };
    for row in reader.decisions_open(&filter)? {
        let facts = facts::decision(reader, row)?;
        let silent = facts.roles.iter().map(|role| &role.entity);
        let roles = silent
            .filter(|role| role.person == me && role.role.is_asked() && role.response.is_none())
            .map(|role| role.role)
            .collect();
        asked.push((facts, roles));
    }
    Ok(asked)
}

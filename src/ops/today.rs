//! What needs the user now.

use chrono::{Days, NaiveDate};

use crate::model::ctx::Ctx;
use crate::model::words::DecisionRole;
use crate::store::Reader;
use crate::store::tables::decision::DecisionFilter;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, DecisionFacts, MeetingFacts};
use super::followup::{self, Asked, Followup, Grouping, Reach};
use super::list::Filter;

/// The morning's picture.
#[derive(Clone, Debug)]
pub struct Today {
    /// Decisions that are overdue or due soon, the user's own first.
    pub decisions: Vec<DecisionFacts>,
    /// What the user holds that is overdue or due soon.
    pub mine: Vec<Asked>,
    /// What others hold that is overdue, the oldest first.
    pub others: Vec<Asked>,
    /// Whether more is overdue than `others` shows.
    pub more: bool,
    /// Meetings whose notes are still open.
    pub meetings: Vec<MeetingFacts>,
}

impl Today {
    pub fn is_empty(&self) -> bool {
        let Today {
            decisions,
            mine,
            others,
            more: _,
            meetings,
        } = self;
        decisions.is_empty() && mine.is_empty() && others.is_empty() && meetings.is_empty()
    }
}

/// Collects what needs the user; each part holds at most `limit` rows.
pub fn today(reader: Reader<'_>, ctx: &Ctx, limit: u32) -> Result<Today, OpsError> {
    let soon = ctx.policy.soon_days;
    let filter = Filter {
        limit: Some(limit),
        ..Filter::default()
    };
    let mine = Filter {
        owners: vec![PersonWord::Me],
        ..filter.clone()
    };
    let everybody = Filter {
        limit: Some(limit * 2),
        ..filter.clone()
    };
    let ahead = Reach {
        soon: Some(soon),
        undated: false,
    };
    let mine = followup::followup(reader, ctx, &mine, ahead, Grouping::Owner)?;
    let all = followup::followup(reader, ctx, &everybody, Reach::default(), Grouping::Owner)?;
    let (others, more) = others(ctx, all, limit);
    let mut meetings = Vec::new();
    for row in reader.open_meetings()?.into_iter().take(limit as usize) {
        meetings.push(facts::meeting(reader, row)?);
    }
    Ok(Today {
        decisions: decisions(reader, ctx, limit)?,
        mine: actions_only(mine).collect(),
        others,
        more,
        meetings,
    })
}

fn others(ctx: &Ctx, all: Followup, limit: u32) -> (Vec<Asked>, bool) {
    let truncated = all.truncated;
    let mut others: Vec<Asked> = actions_only(all)
        .filter(|asked| asked.holder.as_deref() != Some(ctx.actor.as_str()))
        .collect();
    let more = truncated || others.len() > limit as usize;
    others.truncate(limit as usize);
    (others, more)
}

/// Decisions have a part of their own.
fn actions_only(followup: Followup) -> impl Iterator<Item = Asked> {
    followup
        .groups
        .into_iter()
        .flat_map(|group| group.asked)
        .filter(|asked| asked.id.kind != crate::model::id::Kind::Decision)
}

fn decisions(reader: Reader<'_>, ctx: &Ctx, limit: u32) -> Result<Vec<DecisionFacts>, OpsError> {
    let before = ctx
        .today
        .checked_add_days(Days::new(u64::from(ctx.policy.soon_days) + 1))
        .unwrap_or(NaiveDate::MAX);
    let filter = DecisionFilter {
        limit: Some(limit),
        ..DecisionFilter::default()
    };
    let mut decisions = Vec::new();
    for row in reader.decisions_due(&filter, before)? {
        decisions.push(facts::decision(reader, row)?);
    }
    decisions
        .sort_by_key(|decision| decision.holder(DecisionRole::Decider) != Some(ctx.actor.as_str()));
    Ok(decisions)
}

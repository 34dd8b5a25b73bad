//! One item whole: its fields and all that hangs on it.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::Kind;
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::{Reader, Row};
use crate::text::ids::IdWord;

use super::error::OpsError;
use super::facts::{
    self, ActionFacts, DecisionFacts, Facts, LinkFacts, MilestoneFacts, NeedFacts, Nudged,
    ReceiptFacts, RiskFacts,
};
use super::targets::{self, Target};
use crate::model::relation::{Comment, External};

/// An item with its links, comments, foreign names, and the actions and decisions that belong to it.
#[derive(Clone, Debug)]
pub struct Whole {
    pub facts: Facts,
    pub links: Vec<LinkFacts>,
    pub comments: Vec<Row<Comment>>,
    pub externals: Vec<Row<External>>,
    pub nudged: Nudged,
    /// What serves it, or what its notes hold.
    pub actions: Vec<ActionFacts>,
    pub decisions: Vec<DecisionFacts>,
    /// What people were told of a decision and answered, its versions in their order.
    pub receipts: Vec<ReceiptFacts>,
    pub tracked: Tracked,
    /// How often meetings took it along, and the day on which the first did.
    pub carried: (u32, Option<NaiveDate>),
}

/// The risks, needs and milestones that belong to an item: what a decision rests on, what is needed for
/// it, and what the notes of a meeting hold.
#[derive(Clone, Debug, Default)]
pub struct Tracked {
    pub risks: Vec<RiskFacts>,
    pub needs: Vec<NeedFacts>,
    pub milestones: Vec<MilestoneFacts>,
}

/// Shows the items named.
pub fn show(reader: Reader<'_>, ctx: &Ctx, words: &[IdWord]) -> Result<Vec<Whole>, OpsError> {
    targets::resolve(reader, ctx, words, &[])?
        .into_iter()
        .map(|target| whole(reader, target))
        .collect()
}

pub(super) fn whole(reader: Reader<'_>, target: Target) -> Result<Whole, OpsError> {
    let Some(facts) = facts::of(reader, target.id, target.key)? else {
        return Err(OpsError::not_found(
            format!("there is no {}", target.id),
            "`tpm find WORDS` searches everything",
        ));
    };
    let of_meeting = (target.id.kind == Kind::Meeting).then_some(target.key);
    let filter = ActionFilter {
        serves: of_meeting.is_none().then_some(target.key),
        meeting: of_meeting,
        all: true,
        history: true,
        ..ActionFilter::default()
    };
    let mut actions = Vec::new();
    for row in reader.actions(&filter)?.into_iter().rev() {
        actions.push(facts::action(reader, row)?);
    }
    let mut decisions = Vec::new();
    if of_meeting.is_some() {
        let filter = DecisionFilter {
            meeting: of_meeting,
            history: true,
            ..DecisionFilter::default()
        };
        for row in reader.decisions(&filter)?.into_iter().rev() {
            decisions.push(facts::decision(reader, row)?);
        }
    }
    Ok(Whole {
        carried: reader.carried(target.key)?,
        facts,
        links: facts::links(reader, target.key)?,
        comments: reader.comments_of(target.key)?,
        externals: reader.externals_of(target.key)?,
        nudged: facts::nudged(reader, target.key)?,
        actions,
        decisions,
        receipts: facts::receipts(reader, target.key)?,
        tracked: tracked(reader, target)?,
    })
}

fn tracked(reader: Reader<'_>, target: Target) -> Result<Tracked, OpsError> {
    let mut tracked = Tracked::default();
    for row in reader.risks_at(target.key)? {
        tracked.risks.push(facts::risk(reader, row)?);
    }
    for row in reader.needs_at(target.key)? {
        tracked.needs.push(facts::need(reader, row)?);
    }
    for row in reader.milestones_at(target.key)? {
        tracked.milestones.push(facts::milestone(reader, row)?);
    }
    Ok(tracked)
}

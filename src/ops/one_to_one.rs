//! What there is to talk about with one person: what they decided and ended, what they owe, what they are
//! asked, and what is stuck on them.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::words::{ActionStatus, DecisionStatus};
use crate::store::Reader;
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, ActionFacts, DecisionFacts, Named};
use super::followup::{self, Asked};
use super::list::{self, Filter};
use super::loops::{self, FlightFacts, LoopFilter};
use super::owed::Wanted;
use super::people;
use super::person::{self, PersonWhole};

/// What there is to talk about with one person.
#[derive(Clone, Debug)]
pub struct OneToOne {
    pub whole: PersonWhole,
    /// The first day of which it tells.
    pub since: NaiveDate,
    /// Decisions that they made since.
    pub decided: Vec<DecisionFacts>,
    /// Actions that they ended since.
    pub ended: Vec<ActionFacts>,
    /// Decisions of which they were told and that they did not answer.
    pub unanswered: Vec<Named>,
    /// Needs that they are to commit to or to deliver.
    pub needs: Vec<Asked>,
    /// Decisions that are stuck on them.
    pub stuck: Vec<FlightFacts>,
}

/// Puts together what there is to talk about with somebody, since a day.
pub fn one_to_one(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &PersonWord,
    since: NaiveDate,
) -> Result<OneToOne, OpsError> {
    let Some(key) = people::filter_person(reader, ctx, word)? else {
        return Err(people::no_person("none"));
    };
    let theirs = Filter {
        owners: vec![word.clone()],
        ..Filter::default()
    };
    let made = [
        DecisionStatus::Accepted,
        DecisionStatus::Rejected,
        DecisionStatus::Superseded,
        DecisionStatus::Deprecated,
    ];
    let decided = Filter {
        since: Some(since),
        ..theirs.clone()
    };
    let mut decided = list::decisions(reader, ctx, &decided, &made, &[])?.rows;
    decided.sort_by_key(|facts| (facts.row.entity.decided_at, facts.id));
    let ended = [ActionStatus::Done, ActionStatus::Dropped];
    let mut ended = list::actions(reader, ctx, &theirs, &ended, false)?.rows;
    ended.retain(|facts| facts.row.entity.done_at.is_some_and(|day| day >= since));
    ended.sort_by_key(|facts| (facts.row.entity.done_at, facts.id));
    let mut unanswered = Vec::new();
    for row in reader.receipts_open(key)? {
        if row.entity.sent_at.is_some() {
            unanswered.extend(facts::named(reader, Some(row.entity.decision))?);
        }
    }
    // With answers these would hold `unanswered` again.
    let mut needs = followup::owed_by(reader, ctx, NaiveDate::MAX, |person| person == Some(key))?;
    needs.retain(|asked| asked.wanted != Wanted::Answer);
    let stuck = LoopFilter {
        owners: vec![word.clone()],
        only_stuck: true,
        ..LoopFilter::default()
    };
    Ok(OneToOne {
        whole: person::whole(reader, ctx, key, None)?,
        since,
        decided,
        ended,
        unanswered,
        needs,
        stuck: loops::list(reader, ctx, &stuck)?.rows,
    })
}

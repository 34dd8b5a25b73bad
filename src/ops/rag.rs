//! How workstreams stand, those below them included: what is computed and why, beside what somebody stated.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key};
use crate::model::person::Workstream;
use crate::model::rag::{Judged, Reason, Stated, Stream, judge};
use crate::model::words::{Rag, WorkstreamStatus};
use crate::store::{Reader, Row};

use super::error::OpsError;

/// How one workstream stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RagFacts {
    /// What is shown first: what was stated, else what is computed.
    pub shown: Rag,
    pub computed: Rag,
    pub stated: Option<Stated>,
    /// Why it is no better than computed; none when that is green.
    pub reasons: Vec<ReasonFacts>,
}

impl RagFacts {
    /// Returns how something stands that is as bad as its worst part; nothing where it has no parts.
    pub fn of_parts(parts: Vec<(Key, String, Rag)>) -> Option<RagFacts> {
        let computed = parts.iter().map(|(_, _, rag)| *rag).min()?;
        let worst = parts.into_iter();
        let worst = worst.filter(|(_, _, rag)| *rag == computed && *rag != Rag::Green);
        Some(RagFacts {
            shown: computed,
            computed,
            stated: None,
            reasons: worst
                .map(|(workstream, slug, rag)| ReasonFacts {
                    reason: Reason::Child { workstream },
                    about: About::Below(slug, rag),
                })
                .collect(),
        })
    }

    /// Whether both have to be shown, because they differ.
    pub fn differs(&self) -> bool {
        self.shown != self.computed
    }
}

/// One reason, with the name of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonFacts {
    pub reason: Reason,
    pub about: About,
}

/// What a reason is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Item(ItemId),
    /// The slug of a workstream below, and how that one stands.
    Below(String, Rag),
    /// The workstream itself.
    Itself,
}

/// Judges all workstreams that are active; one that is paused or done has no colour, and lends none to
/// what it is a part of.
pub fn standings(reader: Reader<'_>, ctx: &Ctx) -> Result<BTreeMap<Key, RagFacts>, OpsError> {
    let mut rows = reader.workstreams()?;
    rows.retain(|row| row.entity.status == WorkstreamStatus::Active);
    let streams = reader.rag_streams(&rows, ctx.today, ctx.zone)?;
    let mut judging = Judging {
        ctx,
        rows: &rows,
        streams: &streams,
        judged: BTreeMap::new(),
        under_way: BTreeSet::new(),
    };
    for row in &rows {
        judging.judge(row.key);
    }
    let judged = judging.judged;
    let mut standings = BTreeMap::new();
    for (key, one) in &judged {
        standings.insert(*key, described(reader, one, &judged)?);
    }
    Ok(standings)
}

/// Children first; undoing single operations can close a circle, in which each is judged once.
struct Judging<'a> {
    ctx: &'a Ctx,
    rows: &'a [Row<Workstream>],
    streams: &'a BTreeMap<Key, Stream>,
    judged: BTreeMap<Key, Judged>,
    under_way: BTreeSet<Key>,
}

impl Judging<'_> {
    fn judge(&mut self, key: Key) -> Option<Rag> {
        if let Some(judged) = self.judged.get(&key) {
            return Some(judged.shown());
        }
        if !self.under_way.insert(key) {
            return None;
        }
        let below = self
            .rows
            .iter()
            .filter(|row| row.entity.parent == Some(key));
        let below: Vec<Key> = below.map(|row| row.key).collect();
        let mut children = Vec::new();
        for child in below {
            children.extend(self.judge(child).map(|rag| (child, rag)));
        }
        let week = self.ctx.policy.limits.week;
        let judged = judge(self.streams.get(&key)?, &children, self.ctx.today, week);
        let shown = judged.shown();
        self.judged.insert(key, judged);
        Some(shown)
    }
}

fn described(
    reader: Reader<'_>,
    judged: &Judged,
    all: &BTreeMap<Key, Judged>,
) -> Result<RagFacts, OpsError> {
    let mut reasons = Vec::new();
    for reason in &judged.reasons {
        let about = match *reason {
            Reason::Slip { milestone: key, .. }
            | Reason::NoForecast { milestone: key, .. }
            | Reason::Unanswered { risk: key, .. }
            | Reason::Risk { risk: key, .. }
            | Reason::Blocking { decision: key, .. }
            | Reason::Decision { decision: key, .. }
            | Reason::Action { action: key, .. } => {
                reader.id_of(key)?.map_or(About::Itself, About::Item)
            }
            Reason::Silent { .. } => About::Itself,
            Reason::Child { workstream } => {
                let rag = all.get(&workstream).map_or(judged.computed, Judged::shown);
                About::Below(reader.slug_of(workstream)?, rag)
            }
        };
        reasons.push(ReasonFacts {
            reason: *reason,
            about,
        });
    }
    Ok(RagFacts {
        shown: judged.shown(),
        computed: judged.computed,
        stated: judged.stated.clone(),
        reasons,
    })
}

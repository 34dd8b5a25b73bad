//! Nudges: who was asked about an item, when, and how far up the ladder.

use crate::model::action::{Action, days_late};
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{Key, Kind};
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::relation::Nudge;
use crate::model::risk::Risk;
use crate::store::Journal;

use super::error::OpsError;
use super::targets::Target;

/// What is told of a nudge beside the item and the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nudging {
    /// Where they were asked, such as a chat channel.
    pub channel: Option<String>,
    pub note: Option<String>,
}

/// Notes inside another operation that somebody was nudged about an item now.
pub(super) fn add(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    person: Option<Key>,
    nudging: &Nudging,
) -> Result<(), OpsError> {
    let Nudging { channel, note } = nudging.clone();
    let due = match target.id.kind {
        Kind::Action => journal.reader().row::<Action>(target.key)?.entity.due,
        Kind::Decision => journal.reader().row::<Decision>(target.key)?.entity.due,
        Kind::Risk => journal.reader().row::<Risk>(target.key)?.entity.due,
        Kind::Need => journal.reader().row::<Need>(target.key)?.entity.due,
        Kind::Milestone => journal
            .reader()
            .row::<Milestone>(target.key)?
            .entity
            .expected(),
        Kind::Meeting => None,
    };
    let ladder = ctx.policy.limits.ladder;
    journal.create(&Nudge {
        parent: target.key,
        person,
        at: ctx.now,
        channel,
        level: ladder.rung(days_late(due, ctx.today)).level(),
        note,
    })?;
    journal.touch(target.id);
    Ok(())
}

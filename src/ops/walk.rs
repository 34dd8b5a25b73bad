//! Going through a follow-up one item at a time: what each screen tells, and all choices at the end as
//! one operation, each checked against what happened since the item was read.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::action::Action;
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::DueSource;
use crate::store::{ChangeLine, Journal, Operation, OperationFilter, Reader, Rehearsal, What};
use crate::text::ids::IdWord;

use super::absence::{self, Absence};
use super::error::OpsError;
use super::facts::{self, Facts};
use super::followup::{self, Asked, Followup, Grouping, Reach};
use super::list::Filter;
use super::moves::{self, Move};
use super::nudge::{self, Nudging};
use super::outcome::Remarks;
use super::owed::Wanted;
use super::targets::{self, Target};
use super::{Desk, comment};

/// How many of the last comments and changes a stop tells.
const TOLD: usize = 3;

/// One item of a walk, with what helps to choose.
#[derive(Clone, Debug)]
pub struct Stop {
    pub asked: Asked,
    pub due_baseline: Option<NaiveDate>,
    pub waiting_since: Option<NaiveDate>,
    pub chase_on: Option<NaiveDate>,
    /// The absence of whoever holds it up.
    pub away: Option<Absence>,
    /// The last comments, the oldest first.
    pub comments: Vec<Remarked>,
    /// The last change of the item itself.
    pub changed: Option<(DateTime<Utc>, String)>,
}

/// A comment, or the note of a nudge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarked {
    pub at: DateTime<Utc>,
    pub author: String,
    pub text: String,
}

/// The items of a walk in the order of the follow-up list.
#[derive(Clone, Debug)]
pub struct Route {
    pub stops: Vec<Stop>,
    pub truncated: bool,
    /// The last operation when the items were read.
    pub seen: i64,
}

/// What was chosen for an item; its JSON is how an unsaved walk is kept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Done,
    Redate {
        due: NaiveDate,
        why: Option<String>,
    },
    Nudge {
        /// The handle of whoever was asked.
        person: Option<String>,
        note: Option<String>,
    },
    Wait {
        on: String,
        chase: Option<NaiveDate>,
    },
    Snooze {
        until: NaiveDate,
    },
    Drop {
        why: Option<String>,
    },
    Comment {
        text: String,
    },
}

/// A choice for an item as it stood after operation `seen`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub id: ItemId,
    pub seen: i64,
    pub choice: Choice,
}

/// What became of one choice.
#[derive(Clone, Debug)]
pub struct Applied {
    pub chosen: Chosen,
    /// The item as it now stands; none if it is gone.
    pub item: Option<Facts>,
    /// Why the choice was not applied.
    pub refused: Option<String>,
}

/// What a walk came to.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    pub applied: Vec<Applied>,
    pub remarks: Remarks,
    pub operation: Option<i64>,
}

/// Collects the items of a walk: those of a follow-up list, in its order.
pub fn route(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    reach: Reach,
    grouping: Grouping,
) -> Result<Route, OpsError> {
    let last = OperationFilter {
        limit: Some(1),
        ..OperationFilter::default()
    };
    let seen = reader.operations(&last)?.first().map_or(0, |line| line.id);
    let followup = followup::followup(reader, ctx, filter, reach, grouping)?;
    let Followup {
        groups,
        truncated,
        reach: _,
        left_undated: _,
        grouping: _,
    } = followup;
    let asked = groups.into_iter().flat_map(|group| group.asked);
    // Answers and needs have commands of their own, which take words rather than a key.
    let asked = asked.filter(|asked| matches!(asked.wanted, Wanted::Action | Wanted::Decide));
    let away = absence::today(reader, ctx)?;
    let stops = asked.map(|asked| stop(reader, ctx, asked, &away));
    Ok(Route {
        stops: stops.collect::<Result<_, _>>()?,
        truncated,
        seen,
    })
}

fn stop(
    reader: Reader<'_>,
    ctx: &Ctx,
    asked: Asked,
    away: &HashMap<String, Absence>,
) -> Result<Stop, OpsError> {
    let target = targets::resolve_one(reader, ctx, &IdWord::Id(asked.id), &[])?;
    let (due_baseline, waiting_since, chase_on) = match asked.id.kind {
        Kind::Action => {
            let action: Action = reader.row(target.key)?.entity;
            (action.due_baseline, action.waiting_since, action.chase_on)
        }
        _ => {
            let decision: Decision = reader.row(target.key)?.entity;
            (decision.due_baseline, None, None)
        }
    };
    let changes = reader.history_of(target.key)?;
    Ok(Stop {
        due_baseline,
        waiting_since,
        chase_on,
        away: asked
            .holder
            .as_ref()
            .and_then(|holder| away.get(holder).cloned()),
        comments: remarked(reader, target.key)?,
        changed: changes.last().and_then(|line| {
            let at = DateTime::parse_from_rfc3339(&line.operation.at).ok()?;
            Some((at.with_timezone(&Utc), line.operation.actor.clone()))
        }),
        asked,
    })
}

/// Returns the last comments and notes of nudges, the oldest first.
fn remarked(reader: Reader<'_>, item: Key) -> Result<Vec<Remarked>, OpsError> {
    let comments = reader.comments_of(item)?.into_iter().map(|row| Remarked {
        at: row.entity.at,
        author: row.entity.author,
        text: row.entity.text,
    });
    let mut all: Vec<Remarked> = comments.collect();
    for nudge in reader.nudges_of(item)? {
        let Some(note) = nudge.entity.note else {
            continue;
        };
        let person = nudge.entity.person.map(|key| reader.handle_of(key));
        let whom = person
            .transpose()?
            .map_or_else(String::new, |handle| format!(" @{handle}"));
        all.push(Remarked {
            at: nudge.entity.at,
            author: String::new(),
            text: format!("nudged{whom}: {note}"),
        });
    }
    all.sort_by_key(|one| one.at);
    Ok(all.split_off(all.len().saturating_sub(TOLD)))
}

/// Tries one choice and writes nothing, so that what is refused can be asked for again.
pub fn rehearse(desk: Desk<'_>, chosen: &Chosen) -> Result<(), OpsError> {
    let Desk { store, ctx, .. } = desk;
    let operation = Operation::new("followup");
    store.write(ctx, operation, Rehearsal::Dry, |journal| {
        let word = IdWord::Id(chosen.id);
        let target = targets::resolve_one(journal.reader(), ctx, &word, &[])?;
        make(journal, ctx, target, &chosen.choice, &mut Remarks::new())
    })?;
    Ok(())
}

/// Applies all choices in one operation. One that what happened meanwhile forbids is left out and told;
/// the others stand.
pub fn apply(desk: Desk<'_>, chosen: &[Chosen]) -> Result<Walked, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let operation = Operation::new("followup");
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let mut applied = Vec::new();
        for one in chosen {
            applied.push(apply_one(journal, ctx, one, &mut remarks)?);
        }
        Ok::<_, OpsError>(applied)
    })?;
    Ok(Walked {
        applied: written.result,
        remarks,
        operation: written.operation,
    })
}

fn apply_one(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    chosen: &Chosen,
    remarks: &mut Remarks,
) -> Result<Applied, OpsError> {
    let tried = journal.attempt(|journal| {
        let Some((key, false)) = journal.reader().find_item(chosen.id)? else {
            return Err(OpsError::refused("it was deleted meanwhile", ""));
        };
        let target = Target { id: chosen.id, key };
        if let Some(reason) = overtaken(journal.reader(), target, chosen)? {
            return Err(OpsError::refused(reason, ""));
        }
        let mut said = Remarks::new();
        make(journal, ctx, target, &chosen.choice, &mut said)?;
        Ok((facts::of(journal.reader(), target.id, target.key)?, said))
    });
    let refused = match tried {
        Ok((item, said)) => {
            remarks.extend(said);
            return Ok(Applied {
                chosen: chosen.clone(),
                item,
                refused: None,
            });
        }
        // What ails the file ails every choice.
        Err(OpsError::Store(error)) => return Err(OpsError::Store(error)),
        Err(error) => error.to_string(),
    };
    let item = match journal.reader().find_item(chosen.id)? {
        Some((key, false)) => facts::of(journal.reader(), chosen.id, key)?,
        _ => None,
    };
    Ok(Applied {
        chosen: chosen.clone(),
        item,
        refused: Some(refused),
    })
}

/// Says what happened since the item was seen that the choice must not write over.
fn overtaken(
    reader: Reader<'_>,
    target: Target,
    chosen: &Chosen,
) -> Result<Option<String>, OpsError> {
    let ended = match target.id.kind {
        Kind::Action => {
            let status = reader.row::<Action>(target.key)?.entity.status;
            status.is_ended().then(|| status.word())
        }
        Kind::Decision => {
            let decision = reader.row::<Decision>(target.key)?.entity;
            (!decision.is_open()).then(|| decision.status.word())
        }
        _ => None,
    };
    let fields: &[(&str, &str)] = match &chosen.choice {
        // A remark and a nudge took place, whatever became of the item.
        Choice::Comment { .. } | Choice::Nudge { .. } => return Ok(None),
        // Two who say the same do not contradict each other.
        Choice::Done if ended == Some("done") => return Ok(None),
        Choice::Done | Choice::Drop { .. } => &[],
        Choice::Redate { .. } => &[("due", "due date")],
        Choice::Wait { .. } => &[
            ("waiting_on", "wait"),
            ("waiting_text", "wait"),
            ("chase_on", "day to ask"),
        ],
        Choice::Snooze { .. } => &[("snooze_until", "snooze")],
    };
    let since: Vec<ChangeLine> = reader
        .history_of(target.key)?
        .into_iter()
        .filter(|line| line.operation.id > chosen.seen && line.part.is_none())
        .collect();
    let who = since.last().map_or(String::new(), |line| {
        format!(" by @{}", line.operation.actor)
    });
    if let Some(word) = ended {
        return Ok(Some(format!("it became {word} meanwhile{who}")));
    }
    let moved = fields.iter().find(|(field, _)| has_moved(&since, field));
    Ok(moved.map(|(_, name)| format!("its {name} was changed meanwhile{who}")))
}

/// Whether the changes leave a field with another value than it had before them.
fn has_moved(since: &[ChangeLine], field: &str) -> bool {
    let of_field = || {
        since
            .iter()
            .filter(|line| line.what == What::Update && line.field.as_deref() == Some(field))
    };
    let before = of_field().next().map(|line| &line.old);
    let after = of_field().next_back().map(|line| &line.new);
    before != after
}

fn make(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    choice: &Choice,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let step = match choice {
        Choice::Redate { due, why } => {
            redate(journal, target, *due)?;
            return match why {
                Some(why) => comment::add(journal, ctx, target, why),
                None => Ok(()),
            };
        }
        Choice::Nudge { person, note } => {
            let known = match person {
                Some(handle) => journal.reader().person_named(handle)?,
                None => None,
            };
            let nudging = Nudging {
                channel: None,
                note: note.clone(),
            };
            return nudge::add(journal, ctx, target, known.map(|row| row.key), &nudging);
        }
        Choice::Comment { text } => return comment::add(journal, ctx, target, text),
        Choice::Done => Move::Done {
            on: ctx.today,
            landed: None,
        },
        Choice::Wait { on, chase } => Move::Wait {
            on: on.clone(),
            since: ctx.today,
            chase: *chase,
            newcomers: super::people::Newcomers::Careful,
        },
        Choice::Snooze { until } => Move::Snooze {
            until: Some(*until),
        },
        Choice::Drop { why } => Move::Drop {
            on: ctx.today,
            why: why.clone(),
        },
    };
    if target.id.kind != Kind::Action {
        return Err(OpsError::invalid(
            format!("{} is a {} and not an action", target.id, target.id.kind),
            format!("`tpm show {}` lists its fields", target.id),
        ));
    }
    let told = moves::step(journal, ctx, target, &step, remarks)?;
    remarks.extend(told);
    Ok(())
}

fn redate(journal: &mut Journal<'_>, target: Target, due: NaiveDate) -> Result<(), OpsError> {
    if target.id.kind == Kind::Decision {
        let mut decision: Decision = journal.reader().row(target.key)?.entity;
        decision.set_due(Some(due), DueSource::Explicit);
        journal.update(target.key, &decision)?;
    } else {
        let mut action: Action = journal.reader().row(target.key)?.entity;
        action.set_due(Some(due), DueSource::Explicit);
        journal.update(target.key, &action)?;
    }
    Ok(())
}

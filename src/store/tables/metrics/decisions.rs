//! Decisions, who was told of them, how often they were accepted, and what became of their reviews.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Cursor, Depth, NOT_DELETED, Scope, Tag, Tagged, steps};
use crate::model::decision::{Decision, Execution, Reach};
use crate::model::id::Key;
use crate::model::metrics::facts::{Acceptance, Fact, Made, Review, Sent};
use crate::model::receipt::Receipt;
use crate::model::words::{Answer, DecisionRole, DecisionStatus, Door, Landed};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::table::Table;
use crate::store::tables::flight::MEETING;
use crate::store::value::Field;

/// A decision as far as metrics look at it.
struct Lean {
    key: Key,
    tag: Tag,
    status: DecisionStatus,
    door: Door,
    raised: NaiveDate,
    decided_at: Option<NaiveDate>,
    due: Option<NaiveDate>,
    due_baseline: Option<NaiveDate>,
    version: i64,
    reach: Reach,
    execution: Execution,
    execute_by: Option<NaiveDate>,
    confirmed_at: Option<NaiveDate>,
    result: Option<Landed>,
    review_by: Option<NaiveDate>,
    reviewed_at: Option<NaiveDate>,
}

pub(super) fn collect(
    reader: Reader<'_>,
    scope: &Scope,
    facts: &mut Vec<Tagged>,
) -> Result<(), StoreError> {
    for lean in read(reader, scope)? {
        let receipts: Vec<Row<Receipt>> = match lean.decided_at {
            Some(_) if lean.reach == Reach::Listed => reader.receipts_of(lean.key)?,
            _ => Vec::new(),
        };
        let receipts: Vec<Receipt> = receipts
            .into_iter()
            .map(|row| row.entity)
            .filter(|receipt| receipt.version == lean.version)
            .collect();
        let tag = lean.tag;
        let made = made(reader, scope, &lean, &receipts)?;
        facts.push((tag, Fact::Decision(made)));
        for accepted in acceptances(reader, scope, &lean)? {
            facts.push((tag, Fact::Acceptance(accepted)));
        }
        for receipt in receipts {
            facts.extend(sent(&lean, &receipt).map(|sent| (tag, Fact::Receipt(sent))));
        }
        if scope.depth == Depth::All {
            let reviews = reviews(reader, scope, &lean)?;
            facts.extend(reviews.into_iter().map(|one| (tag, Fact::Review(one))));
        }
    }
    Ok(())
}

fn read(reader: Reader<'_>, scope: &Scope) -> Result<Vec<Lean>, StoreError> {
    let mut condition = scope.condition();
    let edge = scope.edge().to_value();
    condition.with(
        "(t.left_loop_at IS NULL OR t.left_loop_at >= ? OR t.raised >= ? OR t.decided_at >= ? \
         OR t.due_baseline >= ? OR t.execute_by >= ? OR t.review_by >= ?)",
        std::iter::repeat_n(edge, 6),
    );
    let sql = format!(
        "SELECT t.item, t.workstream, t.status, t.door, t.raised, t.decided_at, t.due, t.due_baseline, \
         t.version, t.reach, t.execution, t.execute_by, t.confirmed_at, t.result, t.review_by, \
         t.reviewed_at, (SELECT r.person FROM role r JOIN item ri ON ri.id = r.item \
           WHERE r.decision = t.item AND r.role = '{}' AND ri.deleted = 0) \
         FROM decision t WHERE {}",
        DecisionRole::Decider.word(),
        condition.sql()
    );
    let mut statement = reader.connection.prepare_cached(&sql)?;
    let mut rows = statement.query(&condition.params()[..])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        let (key, workstream) = (columns.next()?, columns.next()?);
        let (status, door) = (columns.next()?, columns.next()?);
        let mut lean = Lean {
            key,
            tag: Tag::default(),
            status,
            door,
            raised: columns.next()?,
            decided_at: columns.next()?,
            due: columns.next()?,
            due_baseline: columns.next()?,
            version: columns.next()?,
            reach: columns.next()?,
            execution: columns.next()?,
            execute_by: columns.next()?,
            confirmed_at: columns.next()?,
            result: columns.next()?,
            review_by: columns.next()?,
            reviewed_at: columns.next()?,
        };
        lean.tag = Tag {
            owner: columns.next()?,
            workstream,
            door: Some(door),
        };
        found.push(lean);
    }
    Ok(found)
}

/// The actions that serve a decision, counted.
#[derive(Default)]
struct Served {
    first: Option<NaiveDate>,
    count: i64,
    ended: i64,
    done: i64,
    last_ended: Option<NaiveDate>,
}

fn served(reader: Reader<'_>, scope: &Scope, decision: Key) -> Result<Served, StoreError> {
    let sql = format!(
        "SELECT min(t.created), count(*), count(t.done_at), coalesce(sum(t.status = 'done'), 0), \
         max(t.done_at) FROM action t WHERE t.serves = ?1 AND {NOT_DELETED}"
    );
    let mut statement = reader.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([decision.0])?;
    let Some(row) = rows.next()? else {
        return Ok(Served::default());
    };
    let mut columns = Cursor::over(row);
    let first: Option<DateTime<Utc>> = columns.next()?;
    Ok(Served {
        first: first.map(|at| scope.day(at)),
        count: columns.next()?,
        ended: columns.next()?,
        done: columns.next()?,
        last_ended: columns.next()?,
    })
}

fn made(
    reader: Reader<'_>,
    scope: &Scope,
    lean: &Lean,
    receipts: &[Receipt],
) -> Result<Made, StoreError> {
    use DecisionStatus::{Accepted, Deprecated, Rejected, Superseded, Withdrawn};
    let served = match scope.depth {
        Depth::All => served(reader, scope, lean.key)?,
        Depth::Daily => Served::default(),
    };
    let withdrawn_at = match lean.status {
        Withdrawn => entered(reader, scope, lean.key, Withdrawn)?,
        _ => None,
    };
    let owes_execution = lean.execution == Execution::Required && lean.status != Rejected;
    Ok(Made {
        decision: lean.key,
        door: lean.door,
        raised: lean.raised,
        decided_at: lean.decided_at,
        is_accepted: matches!(lean.status, Accepted | Superseded | Deprecated),
        withdrawn_at,
        due: lean.due,
        due_baseline: lean.due_baseline,
        owes_execution,
        planned_at: served.first,
        execute_by: lean.execute_by,
        landed: lean.result.map(|result| result == Landed::AsIntended),
        told_at: told_at(lean, receipts),
        done_at: match owes_execution {
            true => done_at(lean, &served),
            false => lean.decided_at,
        },
    })
}

/// Returns when the last of those who must know was told and owed nothing more.
fn told_at(lean: &Lean, receipts: &[Receipt]) -> Option<NaiveDate> {
    if lean.reach == Reach::Nobody {
        return lean.decided_at;
    }
    let mut last = None;
    for receipt in receipts {
        if !receipt.is_settled() {
            return None;
        }
        let told = receipt.sent_at.or(receipt.answered_at);
        let answered = receipt.resolved_at.or(receipt.answered_at);
        last = last.max(told).max(answered.filter(|_| receipt.required));
    }
    last.max(lean.decided_at.filter(|_| last.is_some()))
}

/// Returns when the last action ended and somebody confirmed; the last one done does so for a two-way door.
fn done_at(lean: &Lean, served: &Served) -> Option<NaiveDate> {
    let ended = served.last_ended.filter(|_| served.ended == served.count)?;
    match lean.door == Door::TwoWay && served.done > 0 {
        true => Some(ended),
        false => lean.confirmed_at.map(|confirmed| confirmed.max(ended)),
    }
}

/// Returns when a decision came to a status last.
fn entered(
    reader: Reader<'_>,
    scope: &Scope,
    decision: Key,
    status: DecisionStatus,
) -> Result<Option<NaiveDate>, StoreError> {
    let steps = steps(reader, scope, (Decision::SPEC, decision), &["status"])?;
    let mut entered = steps.iter().rev();
    let last = entered.find(|step| step.get("status") == Some(status));
    Ok(last.map(|step| step.on))
}

/// Returns how often it was accepted, and what became of that.
fn acceptances(
    reader: Reader<'_>,
    scope: &Scope,
    lean: &Lean,
) -> Result<Vec<Acceptance>, StoreError> {
    use DecisionStatus::{Accepted, Deprecated, Superseded};
    let one = |on: NaiveDate| Acceptance {
        door: lean.door,
        on,
        reversed_at: None,
        amended_at: None,
    };
    let mut accepted = match (lean.status, lean.version, lean.decided_at) {
        (_, 0, _) => return Ok(Vec::new()),
        (Accepted | Deprecated, 1, Some(on)) => vec![one(on)],
        _ => from_history(reader, scope, lean, one)?,
    };
    if let Some(last) = accepted.last_mut() {
        if lean.status == Superseded {
            let successor = followed(reader, lean.key, "supersedes")?;
            last.reversed_at = successor.or(last.reversed_at);
        }
        last.amended_at = followed(reader, lean.key, "amends")?;
    }
    Ok(accepted)
}

fn from_history(
    reader: Reader<'_>,
    scope: &Scope,
    lean: &Lean,
    one: impl Fn(NaiveDate) -> Acceptance,
) -> Result<Vec<Acceptance>, StoreError> {
    use DecisionStatus::{Accepted, Superseded};
    let fields = ["status", "decided_at"];
    let mut accepted: Vec<Acceptance> = Vec::new();
    let mut status = None;
    for step in steps(reader, scope, (Decision::SPEC, lean.key), &fields)? {
        let Some(now) = step.get::<DecisionStatus>("status") else {
            continue;
        };
        if now == Accepted && status != Some(Superseded) {
            let decided: Option<Option<NaiveDate>> = step.get("decided_at");
            accepted.push(one(decided.flatten().unwrap_or(step.on)));
        } else if now == Accepted {
            // It stands again, because what replaced it does not.
            accepted
                .iter_mut()
                .rev()
                .take(1)
                .for_each(|last| last.reversed_at = None);
        } else if status == Some(Accepted) && (now.is_open() || now == Superseded) {
            let last = accepted.iter_mut().last();
            last.into_iter()
                .for_each(|last| last.reversed_at = Some(step.on));
        }
        status = Some(now);
    }
    Ok(accepted)
}

/// Returns when the first accepted decision that supersedes or amends another was decided.
fn followed(reader: Reader<'_>, older: Key, kind: &str) -> Result<Option<NaiveDate>, StoreError> {
    let mut statement = reader.connection.prepare_cached(
        "SELECT min(d.decided_at) FROM link l JOIN item li ON li.id = l.item \
         JOIN decision d ON d.item = l.source WHERE l.target = ?1 AND l.kind = ?2 AND li.deleted = 0 \
         AND d.status IN ('accepted', 'superseded', 'deprecated')",
    )?;
    let mut rows = statement.query((older.0, kind))?;
    match rows.next()? {
        Some(row) => Cursor::over(row).next(),
        None => Ok(None),
    }
}

fn sent(lean: &Lean, receipt: &Receipt) -> Option<Sent> {
    let was_there = receipt.channel.as_deref() == Some(MEETING);
    let is_waived = receipt.answer == Some(Answer::Waived);
    let told = receipt
        .sent_at
        .or(receipt.answered_at.filter(|_| !is_waived));
    Some(Sent {
        decision: lean.key,
        decided_at: lean.decided_at?,
        sent_at: told,
        is_answer_required: receipt.required && !was_there && !is_waived,
        acked_at: receipt
            .answered_at
            .filter(|_| receipt.answer == Some(Answer::Ack)),
    })
}

/// Returns the reviews that were promised: those that were held, and the one ahead or due.
fn reviews(reader: Reader<'_>, scope: &Scope, lean: &Lean) -> Result<Vec<Review>, StoreError> {
    if lean.review_by.is_none() && lean.reviewed_at.is_none() {
        return Ok(Vec::new());
    }
    let fields = ["review_by", "reviewed_at"];
    let mut held = Vec::new();
    let mut promised: Option<NaiveDate> = None;
    for step in steps(reader, scope, (Decision::SPEC, lean.key), &fields)? {
        let reviewed: Option<Option<NaiveDate>> = step.get("reviewed_at");
        if let (Some(Some(reviewed_at)), Some(review_by)) = (reviewed, promised) {
            held.push(Review {
                review_by,
                reviewed_at: Some(reviewed_at),
            });
            promised = None;
        }
        if let Some(next) = step.get::<Option<NaiveDate>>("review_by") {
            promised = next;
        }
    }
    held.extend(promised.map(|review_by| Review {
        review_by,
        reviewed_at: None,
    }));
    Ok(held)
}

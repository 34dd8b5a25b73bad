//! Actions with their dates, how often meetings carried them along, and when they waited.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Cursor, Depth, NOT_DELETED, Scope, Tag, Tagged, steps};
use crate::model::action::Action;
use crate::model::id::Key;
use crate::model::metrics::facts::{Done, Fact, Wait};
use crate::model::words::{ActionStatus, Door};
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::table::Table;
use crate::store::value::Field;

pub(super) fn collect(
    reader: Reader<'_>,
    scope: &Scope,
    facts: &mut Vec<Tagged>,
) -> Result<(), StoreError> {
    let carried = carried(reader)?;
    let doors = doors(reader)?;
    let waiting = match scope.depth {
        Depth::All => waited(reader)?,
        Depth::Daily => Vec::new(),
    };
    let mut condition = scope.condition();
    let from = scope.from.to_value();
    condition.with(
        "(t.done_at IS NULL OR t.done_at >= ? OR t.due_baseline >= ? OR t.due >= ?)",
        std::iter::repeat_n(from, 3),
    );
    let sql = format!(
        "SELECT t.item, t.owner, t.workstream, t.serves, t.meeting, t.status, t.created, t.due, \
         t.due_baseline, t.done_at FROM action t WHERE {}",
        condition.sql()
    );
    let mut statement = reader.connection.prepare_cached(&sql)?;
    let mut rows = statement.query(&condition.params()[..])?;
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        let key: Key = columns.next()?;
        let (owner, workstream) = (columns.next()?, columns.next()?);
        let serves: Option<Key> = columns.next()?;
        let meeting: Option<Key> = columns.next()?;
        let status: ActionStatus = columns.next()?;
        let created: DateTime<Utc> = columns.next()?;
        let (due, due_baseline) = (columns.next()?, columns.next()?);
        let ended: Option<NaiveDate> = columns.next()?;
        let door = serves.and_then(|decision| doors.get(&decision).copied());
        let done = Done {
            created: scope.day(created),
            serves_decision: door.is_some(),
            due,
            due_baseline,
            done_at: ended.filter(|_| status == ActionStatus::Done),
            dropped_at: ended.filter(|_| status == ActionStatus::Dropped),
            zombie_since: carried.get(&key).copied(),
            next_meeting: match scope.depth {
                Depth::All => next_meeting(reader, meeting)?,
                Depth::Daily => None,
            },
            waits: match waiting.binary_search(&key) {
                Ok(_) => waits(reader, scope, key)?,
                Err(_) => Vec::new(),
            },
        };
        let tag = Tag {
            owner,
            workstream,
            door,
        };
        facts.push((tag, Fact::Action(done)));
    }
    Ok(())
}

/// Returns the day on which each item was carried along often enough to be a zombie.
fn carried(reader: Reader<'_>) -> Result<HashMap<Key, NaiveDate>, StoreError> {
    let sql = format!(
        "SELECT t.carried, m.held FROM carry t JOIN meeting m ON m.item = t.meeting \
         WHERE {NOT_DELETED} AND m.item NOT IN (SELECT id FROM item WHERE deleted = 1) \
         ORDER BY t.carried, m.held"
    );
    let mut statement = reader.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut days: HashMap<Key, NaiveDate> = HashMap::new();
    let (mut last, mut times) = (None, 0);
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        let (item, held): (Key, NaiveDate) = (columns.next()?, columns.next()?);
        times = if last == Some(item) { times + 1 } else { 1 };
        last = Some(item);
        if times == crate::model::series::ZOMBIE {
            days.insert(item, held);
        }
    }
    Ok(days)
}

fn doors(reader: Reader<'_>) -> Result<HashMap<Key, Door>, StoreError> {
    let sql = "SELECT t.item, t.door FROM decision t";
    let mut statement = reader.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut doors = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        doors.insert(columns.next()?, columns.next()?);
    }
    Ok(doors)
}

/// Returns the day of the meeting after the one in which an action was given, in the same series.
fn next_meeting(reader: Reader<'_>, meeting: Option<Key>) -> Result<Option<NaiveDate>, StoreError> {
    let Some(meeting) = meeting else {
        return Ok(None);
    };
    let mut statement = reader.connection.prepare_cached(
        "SELECT min(n.held) FROM meeting m JOIN meeting n ON n.series = m.series AND n.held > m.held \
         WHERE m.item = ?1 AND n.status IN ('open', 'closed') \
         AND n.item NOT IN (SELECT id FROM item WHERE deleted = 1)",
    )?;
    let mut rows = statement.query([meeting.0])?;
    match rows.next()? {
        Some(row) => Cursor::over(row).next(),
        None => Ok(None),
    }
}

/// Returns the actions that ever waited, in the order of their keys.
fn waited(reader: Reader<'_>) -> Result<Vec<Key>, StoreError> {
    let mut statement = reader.connection.prepare_cached(
        "SELECT item FROM action WHERE waiting_since IS NOT NULL \
         UNION SELECT item FROM change WHERE tbl = ?1 AND field = 'waiting_since' ORDER BY 1",
    )?;
    let rows = statement.query_map([Action::SPEC.code], |row| row.get(0).map(Key))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns when an action waited and on whom, as its history tells.
fn waits(reader: Reader<'_>, scope: &Scope, action: Key) -> Result<Vec<Wait>, StoreError> {
    let fields = ["waiting_since", "waiting_on", "done_at"];
    let mut waits: Vec<Wait> = Vec::new();
    let mut person: Option<Key> = None;
    for step in steps(reader, scope, (Action::SPEC, action), &fields)? {
        let on: Option<Option<Key>> = step.get("waiting_on");
        let since: Option<Option<NaiveDate>> = step.get("waiting_since");
        person = on.unwrap_or(person);
        let Some(from) = since else {
            continue;
        };
        if let Some(last) = waits.last_mut().filter(|wait| wait.to.is_none()) {
            let ended: Option<Option<NaiveDate>> = step.get("done_at");
            let day = ended.flatten().or(from).unwrap_or(step.on);
            last.to = Some(day.max(last.from));
        }
        waits.extend(from.map(|from| Wait {
            person,
            from,
            to: None,
        }));
    }
    Ok(waits)
}

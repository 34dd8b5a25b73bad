//! The rows that metrics are computed from (`model::metrics::facts`), as far back as is asked for: what is
//! history, what was deleted and what was undone is left out. Each row comes with what it can be grouped by.

mod actions;
mod decisions;
mod rest;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Row as Columns;

use super::Condition;
use crate::model::id::Key;
use crate::model::metrics::facts::Fact;
use crate::model::words::Door;
use crate::store::error::StoreError;
use crate::store::history::{self, What};
use crate::store::reader::Reader;
use crate::store::table::Spec;
use crate::store::value::{Field, Value};

/// What is deleted, which is little and has an index of its own.
const NOT_DELETED: &str = "t.item NOT IN (SELECT id FROM item WHERE deleted = 1)";

/// How many days after it was accepted a decision is judged, so that older ones still matter.
const JUDGED_LATER: u64 = 90;

/// Which facts are read.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The first day of which metrics are wanted.
    pub from: NaiveDate,
    /// Workstreams; `None` in the list stands for what belongs to none, an empty list filters nothing.
    pub workstreams: Vec<Option<Key>>,
    pub zone: Tz,
    pub depth: Depth,
}

/// How much is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What the eight daily metrics need.
    Daily,
    All,
}

/// What a fact can be grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Who decides, or who owns it.
    pub owner: Option<Key>,
    pub workstream: Option<Key>,
    /// Of a decision, or of the decision that it serves.
    pub door: Option<Door>,
}

/// Facts with what they can be grouped by.
pub type Tagged = (Tag, Fact);

impl Scope {
    /// Returns the first day of which anything may still count.
    fn edge(&self) -> NaiveDate {
        let days = Days::new(JUDGED_LATER);
        self.from.checked_sub_days(days).unwrap_or(self.from)
    }

    /// Returns the condition that keeps what is neither history nor deleted, in the workstreams.
    fn condition(&self) -> Condition {
        let mut condition = Condition::default();
        condition.and("t.history = 0");
        condition.and(NOT_DELETED);
        let workstreams = self.workstreams.iter().map(Field::to_value);
        condition.any_of("t.workstream", workstreams.collect());
        condition
    }

    /// Returns the civil day of an instant.
    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
}

impl Reader<'_> {
    /// Returns the facts of a scope.
    pub fn metric_facts(self, scope: &Scope) -> Result<Vec<Tagged>, StoreError> {
        let mut facts = Vec::new();
        decisions::collect(self, scope, &mut facts)?;
        actions::collect(self, scope, &mut facts)?;
        if scope.depth == Depth::All {
            rest::collect(self, scope, &mut facts)?;
        }
        Ok(facts)
    }
}

/// The columns of one row, read from the left.
struct Cursor<'a> {
    row: &'a Columns<'a>,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn over(row: &'a Columns<'a>) -> Cursor<'a> {
        Cursor { row, at: 0 }
    }

    fn next<T: Field>(&mut self) -> Result<T, StoreError> {
        let value = Value::of_column(self.row.get_ref(self.at)?)?;
        self.at += 1;
        T::from_value(value).ok_or_else(|| StoreError::Damaged {
            detail: format!("column {} of a metric's row cannot be read", self.at),
        })
    }
}

/// What one operation in force wrote into the fields that were asked for.
struct Step {
    on: NaiveDate,
    set: Vec<(&'static str, Value)>,
}

impl Step {
    /// Returns what was written into a field; nothing where it was left alone.
    fn get<T: Field>(&self, field: &str) -> Option<T> {
        let (_, value) = self.set.iter().rev().find(|(name, _)| *name == field)?;
        T::from_value(value.clone())
    }
}

/// Returns the steps by which fields of an item came to what they are, the oldest first; what was undone
/// and what was purged is left out.
fn steps(
    reader: Reader<'_>,
    scope: &Scope,
    (table, item): (&'static Spec, Key),
    fields: &[&str],
) -> Result<Vec<Step>, StoreError> {
    let mut statement = reader.connection.prepare_cached(
        "SELECT o.id, o.at, c.what, c.field, c.new FROM change c JOIN operation o ON o.id = c.operation \
         WHERE c.item = ?1 AND o.undone_by IS NULL AND o.undoes IS NULL AND c.new IS NOT NULL \
         ORDER BY c.id",
    )?;
    let mut rows = statement.query([item.0])?;
    let mut steps: Vec<Step> = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        let mut columns = Cursor::over(row);
        let operation: i64 = columns.next()?;
        let at: DateTime<Utc> = columns.next()?;
        let what = What::from_code(columns.next()?)?;
        let field: Option<String> = columns.next()?;
        let new: String = columns.next()?;
        let mut set = Vec::new();
        match field.as_deref().map(|field| table.column(field)) {
            None if what == What::Create => {
                let payload = history::decode_payload(reader, table, &new)?;
                let columns = table.columns.iter().copied().zip(payload.values);
                set.extend(columns.filter(|(name, _)| fields.contains(name)));
            }
            Some(Some(name)) if fields.contains(&name) => {
                let json =
                    serde_json::from_str(&new).map_err(|_| history::unreadable("a value"))?;
                set.push((name, history::decode(reader, &json)?));
            }
            _ => {}
        }
        if set.is_empty() {
            continue;
        }
        match steps.last_mut().filter(|_| last == Some(operation)) {
            Some(step) => step.set.extend(set),
            None => steps.push(Step {
                on: scope.day(at),
                set,
            }),
        }
        last = Some(operation);
    }
    Ok(steps)
}

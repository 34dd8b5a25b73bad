//! Status updates, and what changed in the file since an instant.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::OptionalExtension;
use serde_json::Value as Json;

use crate::model::id::Key;
use crate::model::milestone::Milestone;
use crate::model::update::Update;
use crate::model::words::DecisionStatus;
use crate::store::error::StoreError;
use crate::store::history::{self, What};
use crate::store::reader::{Reader, Row};
use crate::store::table::spec_of;
use crate::store::value::{Field, Value};

/// How a row came to be what it is since an instant; what was undone left no trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Whether it was added since then.
    pub is_new: bool,
    /// The fields that changed, each with what it held before; texts and dates alone.
    pub was: BTreeMap<&'static str, Option<String>>,
}

impl Moved {
    /// Whether a field changed.
    pub fn has(&self, field: &str) -> bool {
        self.was.contains_key(field)
    }

    /// Whether it is a decision that was accepted or rejected before and is not as it was.
    pub fn was_made(&self) -> bool {
        let status = self.was.get("status").and_then(Option::as_deref);
        let made = [DecisionStatus::Accepted, DecisionStatus::Rejected];
        made.iter().any(|made| status == Some(made.word()))
    }

    /// Returns what a date was before it changed, if it did.
    pub fn date(&self, field: &str) -> Option<NaiveDate> {
        self.was.get(field)?.as_deref()?.parse().ok()
    }
}

impl Reader<'_> {
    /// Returns the updates of a workstream, or of the whole program, the latest first.
    pub fn updates_of(self, workstream: Option<Key>) -> Result<Vec<Row<Update>>, StoreError> {
        self.many(
            "t.workstream IS ?1 AND i.deleted = 0 ORDER BY t.at DESC, t.item DESC",
            [workstream.map(|key| key.0)],
        )
    }

    /// Returns the milestones that are ahead, and those that were reached on a day or later.
    pub fn milestones_told(self, since: NaiveDate) -> Result<Vec<Row<Milestone>>, StoreError> {
        self.many(
            "t.history = 0 AND t.status <> 'dropped' AND (t.done_at IS NULL OR t.done_at >= ?1) \
             AND i.deleted = 0 ORDER BY coalesce(t.forecast, t.baseline, '9999'), t.item",
            [since.to_string()],
        )
    }

    /// Returns which rows changed after an instant, and how.
    pub fn moved_since(self, instant: DateTime<Utc>) -> Result<BTreeMap<Key, Moved>, StoreError> {
        let at = instant.to_rfc3339_opts(SecondsFormat::Secs, true);
        // Operations are written in the order of their time, so the first one decides where to begin.
        let first: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT first_change FROM operation WHERE at > ?1 AND change_count > 0 \
                 ORDER BY id LIMIT 1",
            )?
            .query_row([&at], |row| row.get(0))
            .optional()?;
        let mut moved: BTreeMap<Key, Moved> = BTreeMap::new();
        let Some(first) = first else {
            return Ok(moved);
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT c.item, c.what, c.tbl, c.field, c.old FROM change c \
             JOIN operation o ON o.id = c.operation \
             WHERE c.id >= ?1 AND o.at > ?2 AND o.undone_by IS NULL AND o.undoes IS NULL ORDER BY c.id",
        )?;
        let mut rows = statement.query((first, &at))?;
        while let Some(row) = rows.next()? {
            let one = moved.entry(Key(row.get(0)?)).or_default();
            let what = What::from_code(row.get(1)?)?;
            one.is_new |= what == What::Create;
            let field: Option<String> = row.get(3)?;
            let field = field
                .as_deref()
                .and_then(|field| spec_of(row.get(2).ok()?).ok()?.column(field));
            let Some(field) = field.filter(|field| !one.was.contains_key(field)) else {
                continue;
            };
            let old: Option<String> = row.get(4)?;
            one.was.insert(field, self.text_of(old)?);
        }
        Ok(moved)
    }

    /// Returns a stored value as text; references and what was purged are none.
    fn text_of(self, stored: Option<String>) -> Result<Option<String>, StoreError> {
        let Some(stored) = stored else {
            return Ok(None);
        };
        let json: Json =
            serde_json::from_str(&stored).map_err(|_| history::unreadable("a value"))?;
        Ok(match history::decode(self, &json)? {
            Value::Text(text) => Some(text),
            value => i64::from_value(value).map(|number| number.to_string()),
        })
    }
}

//! What hangs on an item: links, comments, names in other systems, and all that refers to it.

use chrono::{DateTime, Utc};

use crate::model::id::Key;
use crate::model::relation::{Comment, External, Link, Nudge};
use crate::store::error::StoreError;
use crate::store::log::ChangeLine;
use crate::store::reader::{Reader, Row};
use crate::store::table::TABLES;
use crate::store::value::{Field, Value};

impl Reader<'_> {
    /// Returns the links from and to an item.
    pub fn links_of(self, item: Key) -> Result<Vec<Row<Link>>, StoreError> {
        self.many(
            "(t.source = ?1 OR t.target = ?1) AND i.deleted = 0 ORDER BY t.item",
            [item.0],
        )
    }

    /// Returns the comments on an item, the oldest first.
    pub fn comments_of(self, item: Key) -> Result<Vec<Row<Comment>>, StoreError> {
        self.many("t.parent = ?1 AND i.deleted = 0 ORDER BY t.item", [item.0])
    }

    /// Returns the nudges on an item, the oldest first.
    pub fn nudges_of(self, item: Key) -> Result<Vec<Row<Nudge>>, StoreError> {
        self.many(
            "t.parent = ?1 AND i.deleted = 0 ORDER BY t.at, t.item",
            [item.0],
        )
    }

    /// Returns the nudges since an instant, the oldest first.
    pub fn nudges_since(self, since: DateTime<Utc>) -> Result<Vec<Row<Nudge>>, StoreError> {
        self.many(
            "t.at >= ?1 AND i.deleted = 0 ORDER BY t.at, t.item",
            [since.to_value()],
        )
    }

    /// Returns how often somebody was nudged about an item, and when last.
    pub fn nudged(self, item: Key) -> Result<(u32, Option<DateTime<Utc>>), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*), max(t.at) FROM nudge t JOIN item i ON i.id = t.item \
             WHERE t.parent = ?1 AND i.deleted = 0",
        )?;
        Ok(statement.query_row([item.0], |row| {
            let last = Value::of_column(row.get_ref(1)?)?;
            Ok((row.get(0)?, Field::from_value(last)))
        })?)
    }

    /// Returns the item that another system knows by this name.
    pub fn external(
        self,
        source: &str,
        external_id: &str,
    ) -> Result<Option<Row<External>>, StoreError> {
        self.one(
            "t.source = ?1 AND t.external_id = ?2",
            (source, external_id),
        )
    }

    /// Returns the names of an item in other systems.
    pub fn externals_of(self, item: Key) -> Result<Vec<Row<External>>, StoreError> {
        self.many("t.parent = ?1 AND i.deleted = 0 ORDER BY t.item", [item.0])
    }

    /// Returns all names that one system gave, each with a digest of what it held.
    pub fn sources(self, source: &str) -> Result<Vec<(Key, String, [u8; 32])>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT t.item, t.external_id, t.content FROM external t JOIN item i ON i.id = t.item \
             WHERE t.source = ?1 AND t.content IS NOT NULL AND i.deleted = 0 ORDER BY t.item",
        )?;
        let mut rows = statement.query([source])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            let content: String = row.get(2)?;
            let digest = blake3::hash(content.as_bytes()).into();
            sources.push((Key(row.get(0)?), row.get(1)?, digest));
        }
        Ok(sources)
    }

    /// Returns the items that have this very name in another system, whichever it is.
    pub fn externals_named(self, external_id: &str) -> Result<Vec<Row<External>>, StoreError> {
        self.many(
            "t.external_id = ?1 AND i.deleted = 0 ORDER BY t.item",
            [external_id],
        )
    }

    /// Returns what happened to an item and to what hangs on it, the oldest first.
    pub fn history_of(self, item: Key) -> Result<Vec<ChangeLine>, StoreError> {
        let mut changes = self.changes_of(item)?;
        for spec in TABLES.into_iter().filter(|spec| spec.is_part()) {
            for part in self.parts_in(spec, item)? {
                changes.extend(self.changes_of(part)?);
            }
        }
        changes.sort_by_key(|change| change.operation.id);
        Ok(changes)
    }
}

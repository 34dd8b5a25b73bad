//! What hangs on an item: links, comments, names in other systems, and all that refers to it.

use crate::model::id::Key;
use crate::model::relation::{Comment, External, Link};
use crate::store::error::StoreError;
use crate::store::history::ChangeLine;
use crate::store::reader::{Reader, Row};

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

    /// Returns the items that have a name beginning with `prefix` in other systems, by that name.
    pub fn externals_named(self, external_id: &str) -> Result<Vec<Row<External>>, StoreError> {
        self.many(
            "t.external_id = ?1 AND i.deleted = 0 ORDER BY t.item",
            [external_id],
        )
    }

    /// Returns what happened to an item and to what hangs on it, the oldest first.
    pub fn history_of(self, item: Key) -> Result<Vec<ChangeLine>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT item FROM role WHERE decision = ?1 \
             UNION ALL SELECT item FROM helper WHERE action = ?1 \
             UNION ALL SELECT item FROM attendance WHERE meeting = ?1 \
             UNION ALL SELECT item FROM link WHERE source = ?1 OR target = ?1 \
             UNION ALL SELECT item FROM comment WHERE parent = ?1 \
             UNION ALL SELECT item FROM external WHERE parent = ?1 \
             UNION ALL SELECT item FROM agenda_item WHERE meeting = ?1 \
             UNION ALL SELECT item FROM carry WHERE meeting = ?1 OR carried = ?1",
        )?;
        let hanging = statement.query_map([item.0], |row| row.get(0).map(Key))?;
        let mut changes = self.changes_of(item)?;
        for key in hanging {
            changes.extend(self.changes_of(key?)?);
        }
        changes.sort_by_key(|change| change.operation.id);
        Ok(changes)
    }
}

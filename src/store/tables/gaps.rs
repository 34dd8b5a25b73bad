//! What is missing in the data, counted, with the first few by ID.

use crate::model::id::{ItemId, Key};
use crate::store::error::StoreError;
use crate::store::reader::Reader;

/// How many are named.
const NAMED: usize = 3;

/// Items that lack something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    pub count: usize,
    /// The first of them.
    pub first: Vec<ItemId>,
}

impl Reader<'_> {
    /// Returns decisions that were made by nobody who is known.
    pub fn made_without_decider(self) -> Result<Lacking, StoreError> {
        self.lacking(
            "SELECT d.item FROM decision d JOIN item i ON i.id = d.item \
             WHERE d.status = 'accepted' AND d.history = 0 AND i.deleted = 0 AND NOT EXISTS ( \
               SELECT 1 FROM role r JOIN item ri ON ri.id = r.item \
               WHERE r.decision = d.item AND r.role = 'decider' AND ri.deleted = 0) \
             ORDER BY d.item",
        )
    }

    /// Returns open actions that nobody owns.
    pub fn unowned_actions(self) -> Result<Lacking, StoreError> {
        self.lacking(
            "SELECT a.item FROM action a JOIN item i ON i.id = a.item WHERE a.owner IS NULL \
             AND a.done_at IS NULL AND a.history = 0 AND i.deleted = 0 ORDER BY a.item",
        )
    }

    /// Returns open actions without a date.
    pub fn undated_actions(self) -> Result<Lacking, StoreError> {
        self.lacking(
            "SELECT a.item FROM action a JOIN item i ON i.id = a.item WHERE a.due IS NULL \
             AND a.done_at IS NULL AND a.history = 0 AND i.deleted = 0 ORDER BY a.item",
        )
    }

    fn lacking(self, sql: &str) -> Result<Lacking, StoreError> {
        let mut statement = self.connection.prepare(sql)?;

        let mut rows = statement.query([])?;
        let mut lacking = Lacking::default();
        while let Some(row) = rows.next()? {
            lacking.count += 1;
            if lacking.count <= NAMED {
                lacking.first.extend(self.id_of(Key(row.get(0)?))?);
            }
        }
        Ok(lacking)
    }
}

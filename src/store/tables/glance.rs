//! Quick looks for completions: a handful of IDs with their titles, at a cost that does not grow with
//! the file.

use crate::model::id::Kind;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::table::spec_of_kind;

/// How many of the newest numbers of a range are looked at.
const MOST_LOOKED_AT: u32 = 2000;

/// Which items are of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that are not ended.
    Open,
    Any,
}

impl Reader<'_> {
    /// Returns numbers and titles of items of one kind whose numbers are from `first` to `last`, the
    /// newest first; a kind that has no titles yet gives none.
    pub fn glance(
        self,
        kind: Kind,
        first: u32,
        last: u32,
        wanted: Wanted,
        limit: u32,
    ) -> Result<Vec<(u32, String)>, StoreError> {
        let Some(spec) = spec_of_kind(kind) else {
            return Ok(Vec::new());
        };
        let open = match (wanted, kind) {
            (Wanted::Open, Kind::Action | Kind::Milestone) => "t.done_at IS NULL",
            (Wanted::Open, Kind::Risk | Kind::Need) => "t.closed_at IS NULL",
            (Wanted::Open, Kind::Decision) => "t.status IN ('draft', 'proposed', 'deferred')",
            _ => "1",
        };
        // The inner limit is what keeps a store of ended items from being walked to its beginning.
        let sql = format!(
            "SELECT i.number, t.title FROM \
               (SELECT id, number, deleted FROM item WHERE kind = ?1 AND number >= ?2 \
                AND number <= ?3 ORDER BY number DESC LIMIT {MOST_LOOKED_AT}) i \
             JOIN {} t ON t.item = i.id WHERE i.deleted = 0 AND {open} \
             ORDER BY i.number DESC LIMIT ?4",
            spec.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map((spec.code, first, last, limit), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

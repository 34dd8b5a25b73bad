//! Receipts: who must know of a decision, was told of it, and answered.

use crate::model::id::Key;
use crate::model::receipt::Receipt;
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};

/// Receipts of the present outcome of decisions that were made, are not history, and still hold.
const CURRENT: &str = "EXISTS (SELECT 1 FROM decision d JOIN item di ON di.id = d.item \
     WHERE d.item = t.decision AND d.version = t.version AND d.status IN ('accepted', 'rejected') \
     AND d.reach IS NULL AND d.history = 0 AND di.deleted = 0)";

impl Reader<'_> {
    /// Returns the receipts of a decision, those of its first version first.
    pub fn receipts_of(self, decision: Key) -> Result<Vec<Row<Receipt>>, StoreError> {
        self.many(
            "t.decision = ?1 AND i.deleted = 0 ORDER BY t.version, t.item",
            [decision.0],
        )
    }

    /// Returns the receipts of those who were told of a present outcome and owe an answer, the oldest
    /// first.
    pub fn receipts_silent(self) -> Result<Vec<Row<Receipt>>, StoreError> {
        self.many(
            &format!(
                "t.required = 1 AND t.answer IS NULL AND t.sent_at IS NOT NULL AND i.deleted = 0 \
                 AND {CURRENT} ORDER BY t.sent_at, t.item"
            ),
            [],
        )
    }

    /// Returns the receipts of a person about present outcomes of which they were not told, or to which
    /// they owe an answer.
    pub fn receipts_open(self, person: Key) -> Result<Vec<Row<Receipt>>, StoreError> {
        self.many(
            &format!(
                "t.person = ?1 AND t.answer IS NULL AND (t.sent_at IS NULL OR t.required = 1) \
                 AND i.deleted = 0 AND {CURRENT} ORDER BY t.item"
            ),
            [person.0],
        )
    }
}

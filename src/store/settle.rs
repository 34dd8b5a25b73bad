//! Keeps `decision.left_loop_at` what the gates say, in the operation that changes what they depend on.
//! It is derived: undo never refuses on its account, and leaves it to be derived again.

use std::collections::BTreeSet;

use super::error::StoreError;
use super::history::{self, Change, What};
use super::journal::Journal;
use super::table::{Spec, Table};
use super::value::{Field, Value};
use crate::model::action::Action;
use crate::model::decision::Decision;
use crate::model::id::Key;
use crate::model::receipt::Receipt;

/// The column of decisions that follows from all else.
const LEFT: &str = "left_loop_at";

/// The fields of an action on which the gates of what it serves depend.
const OF_ACTION: [&str; 4] = ["serves", "status", "done_at", "deleted"];

/// Whether what a column holds follows from all else.
pub(super) fn is_derived(table: &Spec, column: &str) -> bool {
    table.code == Decision::SPEC.code && column == LEFT
}

impl Journal<'_> {
    /// Brings what is derived up to date with the changes that are not yet written down.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        let mut decisions = BTreeSet::new();
        for change in self.pending() {
            decisions.extend(self.decided_by(change)?);
        }
        for key in decisions {
            self.settle_one(key)?;
        }
        Ok(())
    }

    fn settle_one(&mut self, key: Key) -> Result<(), StoreError> {
        let Some(row) = self.reader().decision_at(key)? else {
            return Ok(());
        };
        let left = row.entity.left_loop_at;
        if row.entity.history || row.deleted || row.entity.status.is_open() && left.is_none() {
            return Ok(());
        }
        let (today, zone) = (self.ctx().today, self.ctx().zone);
        let has_left = self.reader().flight(&row, zone)?.place(today).has_left();
        if has_left != left.is_some() {
            let now = has_left.then_some(today);
            let (old, new) = (left.to_value(), now.to_value());
            self.change_field(Decision::SPEC, key, LEFT, &old, &new)?;
        }
        Ok(())
    }

    /// Returns the decisions whose gates a change may move.
    fn decided_by(&self, change: &Change) -> Result<Vec<Key>, StoreError> {
        let code = change.table.code;
        let field = change.field.as_deref();
        if code == Decision::SPEC.code {
            return Ok(vec![change.item]);
        }
        if code == Receipt::SPEC.code {
            return self.named(change, "decision");
        }
        if code == Action::SPEC.code && field.is_none_or(|field| OF_ACTION.contains(&field)) {
            return self.named(change, "serves");
        }
        Ok(Vec::new())
    }

    /// Returns what a column of the changed row names, and what it named before.
    fn named(&self, change: &Change, column: &str) -> Result<Vec<Key>, StoreError> {
        let mut values = Vec::new();
        match change.what {
            What::Create | What::Remove => {
                let text = change.new.as_deref().or(change.old.as_deref());
                let text = text.unwrap_or_default();
                // Most actions serve nothing, and an import has many.
                if text.contains(column) {
                    let row = history::decode_payload(self.reader(), change.table, text)?;
                    let columns = change.table.columns.iter();
                    let of_row = columns.zip(row.values);
                    values.extend(of_row.filter(|(name, _)| **name == column).map(|at| at.1));
                }
            }
            What::Update => {
                if self.exists(change.item)? {
                    values.push(self.field(change.table, change.item, column)?);
                }
                if change.field.as_deref() == Some(column) {
                    let old = change.old.as_deref().unwrap_or("null");
                    let old =
                        serde_json::from_str(old).map_err(|_| history::unreadable("a value"))?;
                    values.push(history::decode(self.reader(), &old)?);
                }
            }
        }
        Ok(values
            .into_iter()
            .filter_map(|value| match value {
                Value::Int(key) => Some(Key(key)),
                Value::Null | Value::Text(_) => None,
            })
            .collect())
    }
}

//! Merging two rows that stand for one thing: all that refers to the one refers to the other
//! afterwards. Where both have the same place, what is known of the two is put together.

use super::error::StoreError;
use super::journal::Journal;
use super::table::{Spec, TABLES, Table};
use super::value::Value;
use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::meeting::Attendance;
use crate::model::receipt::Receipt;

impl Journal<'_> {
    /// Makes every row that refers to `from`, deleted or not, refer to `to`. A row that would refer to
    /// itself refers to nothing.
    pub fn redirect(&mut self, from: Key, to: Key) -> Result<(), StoreError> {
        for table in TABLES {
            for column in table.references {
                for row in self.referring(table, column, from)? {
                    self.redirect_row(table, row, column, (from, to))?;
                }
            }
        }
        Ok(())
    }

    fn referring(&self, table: &Spec, column: &str, to: Key) -> Result<Vec<Key>, StoreError> {
        let sql = format!("SELECT item FROM {} WHERE {column} = ?1", table.name);
        let mut statement = self.reader().connection.prepare_cached(&sql)?;
        let rows = statement.query_map([to.0], |row| row.get(0).map(Key))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn redirect_row(
        &mut self,
        table: &'static Spec,
        row: Key,
        column: &str,
        (from, to): (Key, Key),
    ) -> Result<(), StoreError> {
        self.touch_whole(table, row)?;
        let old = Value::Int(from.0);
        if row == to {
            return self.change_field(table, row, column, &old, &Value::Null);
        }
        let new = Value::Int(to.0);
        if let Some(twin) = self.twin_at(table, row, column, &new)? {
            if self.is_deleted(table, row)? {
                return self.discard(table, row);
            }
            if !self.is_deleted(table, twin)? {
                self.absorb(table, twin, row)?;
                return self.discard(table, row);
            }
            self.discard(table, twin)?;
        }
        self.change_field(table, row, column, &old, &new)
    }

    /// Counts the item as touched of which a row is a part. One that was taken away moves unseen.
    fn touch_whole(&mut self, table: &'static Spec, row: Key) -> Result<(), StoreError> {
        let Some(column) = table.references.first().filter(|_| table.is_part()) else {
            return Ok(());
        };
        if self.is_deleted(table, row)? {
            return Ok(());
        }
        if let Value::Int(whole) = self.field(table, row, column)?
            && let Some(id) = self.reader().id_of(Key(whole))?
        {
            self.touch(id);
        }
        Ok(())
    }

    /// Returns the row that has the place which this one would take with another value.
    fn twin_at(
        &self,
        table: &Spec,
        row: Key,
        column: &str,
        value: &Value,
    ) -> Result<Option<Key>, StoreError> {
        if !table.once().contains(&column) {
            return Ok(None);
        }
        let mut values = self.row_values(table, row)?;
        for (own, name) in values.iter_mut().zip(table.columns) {
            if *name == column {
                own.clone_from(value);
            }
        }
        self.reader().twin_of(table, &values)
    }

    /// Puts what one row says into the one that stays.
    fn absorb(&mut self, table: &Spec, kept: Key, gone: Key) -> Result<(), StoreError> {
        if table.name == Role::SPEC.name {
            self.combine(kept, gone, Role::absorb)
        } else if table.name == Attendance::SPEC.name {
            self.combine(kept, gone, Attendance::absorb)
        } else if table.name == Receipt::SPEC.name {
            self.combine(kept, gone, Receipt::absorb)
        } else {
            // The others say no more than that they are there.
            Ok(())
        }
    }

    fn combine<T: Table>(
        &mut self,
        kept: Key,
        gone: Key,
        absorb: impl Fn(&mut T, &T),
    ) -> Result<(), StoreError> {
        let mut entity: T = self.reader().row(kept)?.entity;
        absorb(&mut entity, &self.reader().row(gone)?.entity);
        self.update(kept, &entity)
    }

    /// Takes a row out whose place another has.
    fn discard(&mut self, table: &'static Spec, row: Key) -> Result<(), StoreError> {
        if self.is_deleted(table, row)? {
            // A row that comes back by undo comes back live, and is marked again after that.
            self.change_field(table, row, "deleted", &Value::Int(1), &Value::Int(0))?;
        }
        self.remove(table, row)
    }

    fn is_deleted(&self, table: &Spec, row: Key) -> Result<bool, StoreError> {
        Ok(self.field(table, row, "deleted")? != Value::Int(0))
    }
}

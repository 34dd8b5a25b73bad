//! Taking operations back, and back again: compensating changes that are refused as a whole when
//! something else has built on what would go.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use super::error::StoreError;
use super::history::{self, Change, Payload, What};
use super::journal::Journal;
use super::log::OperationLine;
use super::purge::PURGE;
use super::reader::Reader;
use super::settle::is_derived;
use super::table::{Spec, TABLES};
use super::value::Value;
use crate::model::id::Key;

impl Reader<'_> {
    /// Returns the last group of `actor` that can be undone.
    pub fn last_undoable(self, actor: &str) -> Result<Option<i64>, StoreError> {
        Ok(self
            .connection
            .query_row(
                "SELECT grp FROM operation WHERE actor = ?1 AND undoes IS NULL \
                 AND undone_by IS NULL ORDER BY id DESC LIMIT 1",
                [actor],
                |row| row.get(0),
            )
            .optional()?)
    }

    /// Returns the last undo of `actor` that can be redone: none when they changed something since.
    pub fn last_redoable(self, actor: &str) -> Result<Option<i64>, StoreError> {
        Ok(self
            .connection
            .query_row(
                "SELECT id FROM operation u WHERE actor = ?1 AND verb = 'undo' \
                 AND undone_by IS NULL AND NOT EXISTS ( \
                   SELECT 1 FROM operation n WHERE n.id > u.id AND n.actor = ?1 AND n.undoes IS NULL) \
                 ORDER BY id DESC LIMIT 1",
                [actor],
                |row| row.get(0),
            )
            .optional()?)
    }
}

impl Journal<'_> {
    /// Appends changes that take back all operations of the group that `operation` belongs to;
    /// returns the operations taken back. The journal's own operation must be the undo or redo.
    pub fn take_back(&mut self, operation: i64) -> Result<Vec<OperationLine>, StoreError> {
        let line = self
            .reader()
            .operation(operation)?
            .ok_or(StoreError::NoOperation(operation))?;
        if line.undone_by.is_some() {
            return Err(StoreError::AlreadyUndone(operation));
        }
        let group = match line.undoes {
            None => self.reader().group(line.group)?,
            Some(_) => vec![line],
        };
        self.refuse_purged(&group)?;
        let members: BTreeSet<i64> = group.iter().map(|line| line.id).collect();
        for line in group.iter().rev() {
            for change in self.reader().changes_in(line.id)?.iter().rev() {
                self.invert(change, line.id, &members)?;
            }
        }
        self.mark_taken_back(&group)?;
        Ok(group)
    }

    fn invert(
        &mut self,
        change: &Change,
        operation: i64,
        members: &BTreeSet<i64>,
    ) -> Result<(), StoreError> {
        let Change {
            what,
            table,
            item,
            field,
            old,
            new,
        } = change;
        match what {
            What::Create => {
                let created = whole(self.reader(), table, new.as_deref())?;
                if !self.exists(*item)?
                    || !is_same(table, &self.payload(table, *item)?, &created)
                    || self.field(table, *item, "deleted")? != Value::Int(0)
                {
                    return Err(self.changed_since(*item, operation, members));
                }
                self.refuse_if_referred_to(*item, operation, members)?;
                self.remove(table, *item)
            }
            What::Remove => {
                let removed = whole(self.reader(), table, old.as_deref())?;
                if self.exists(*item)?
                    || self.reader().key_of_uid(removed.uid)?.is_some()
                    || self.natural_key_is_taken(table, &removed.values)?
                {
                    return Err(self.changed_since(*item, operation, members));
                }
                for field in table.columns.iter().copied().zip(&removed.values) {
                    self.refuse_lost_reference(table, field, operation, members)?;
                }
                self.insert(table, *item, &removed)
            }
            What::Update => {
                let column = field
                    .as_deref()
                    .ok_or_else(|| history::unreadable("a field"))?;
                let written = one(self.reader(), new.as_deref())?;
                let before = one(self.reader(), old.as_deref())?;
                if !self.exists(*item)? || self.field(table, *item, column)? != written {
                    if is_derived(table, column) {
                        return Ok(());
                    }
                    return Err(self.changed_since(*item, operation, members));
                }
                self.refuse_lost_reference(table, (column, &before), operation, members)?;
                self.change_field(table, *item, column, &written, &before)
            }
        }
    }

    /// Refuses operations that purged, and those whose values were purged since.
    fn refuse_purged(&self, group: &[OperationLine]) -> Result<(), StoreError> {
        for line in group {
            if line.verb == PURGE {
                return Err(StoreError::IsPurge(line.id));
            }
            let mut statement = self.reader().connection.prepare_cached(
                "SELECT 1 FROM change c \
                 WHERE c.id >= ?1 AND c.id < ?1 + ?2 AND c.salt IS NULL",
            )?;
            let first: i64 = self.reader().connection.query_row(
                "SELECT first_change FROM operation WHERE id = ?1",
                [line.id],
                |row| row.get(0),
            )?;
            if statement.exists([first, line.change_count])? {
                return Err(StoreError::Purged(line.id));
            }
        }
        Ok(())
    }

    /// Refuses to bring back a value that names a row which is gone.
    fn refuse_lost_reference(
        &self,
        table: &Spec,
        (column, value): (&str, &Value),
        operation: i64,
        members: &BTreeSet<i64>,
    ) -> Result<(), StoreError> {
        match value {
            Value::Int(key) if table.references.contains(&column) && !self.exists(Key(*key))? => {
                Err(self.changed_since(Key(*key), operation, members))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn exists(&self, key: Key) -> Result<bool, StoreError> {
        let mut statement = self
            .reader()
            .connection
            .prepare_cached("SELECT 1 FROM item WHERE id = ?1")?;
        Ok(statement.exists([key.0])?)
    }

    /// Refuses to remove a row that another row points to.
    fn refuse_if_referred_to(
        &self,
        key: Key,
        operation: i64,
        members: &BTreeSet<i64>,
    ) -> Result<(), StoreError> {
        for table in TABLES {
            for column in table.references {
                let sql = format!(
                    "SELECT item FROM {} WHERE {column} = ?1 LIMIT 1",
                    table.name
                );
                let mut statement = self.reader().connection.prepare_cached(&sql)?;
                let referring: Option<i64> =
                    statement.query_row([key.0], |row| row.get(0)).optional()?;
                if let Some(referring) = referring {
                    return Err(self.changed_since(Key(referring), operation, members));
                }
            }
        }
        Ok(())
    }

    /// Whether another row took its place meanwhile: the handle, the slug, the part in a decision.
    fn natural_key_is_taken(&self, table: &Spec, values: &[Value]) -> Result<bool, StoreError> {
        Ok(self.reader().twin_of(table, values)?.is_some())
    }

    /// Names the last operation, other than those being taken back, that touched a row.
    fn changed_since(&self, key: Key, operation: i64, members: &BTreeSet<i64>) -> StoreError {
        match self.later_operation(key, operation, members) {
            Ok(Some(later)) => StoreError::ChangedSince {
                what: if later.items.is_empty() {
                    "it".to_owned()
                } else {
                    later.items
                },
                later: later.id,
                verb: later.verb,
            },
            Ok(None) => StoreError::Damaged {
                detail: format!("operation {operation} does not fit the rows it wrote"),
            },
            Err(error) => error,
        }
    }

    fn later_operation(
        &self,
        key: Key,
        operation: i64,
        members: &BTreeSet<i64>,
    ) -> Result<Option<OperationLine>, StoreError> {
        let reader = self.reader();
        let mut statement = reader.connection.prepare_cached(
            "SELECT operation FROM change WHERE item = ?1 AND operation > ?2 ORDER BY id DESC",
        )?;
        let later = statement.query_map([key.0, operation], |row| row.get::<_, i64>(0))?;
        let mut newest = None;
        for id in later {
            let id = id?;
            if members.contains(&id) {
                continue;
            }
            let line = reader.operation(id)?;
            // What is in force stands in the way, not what was undone, nor the undo of it.
            if line
                .as_ref()
                .is_some_and(|line| line.undone_by.or(line.undoes).is_none())
            {
                return Ok(line);
            }
            newest = newest.or(line);
        }
        match newest {
            Some(line) => Ok(Some(line)),
            None => self.last_with_same_name(key),
        }
    }

    /// Finds who took a name: the newest operation that created a row of the removed row's table.
    fn last_with_same_name(&self, key: Key) -> Result<Option<OperationLine>, StoreError> {
        let reader = self.reader();
        let mut statement = reader.connection.prepare_cached(
            "SELECT max(c.operation) FROM change c WHERE c.what = 0 AND c.item <> ?1 \
             AND c.tbl = (SELECT tbl FROM change WHERE item = ?1 LIMIT 1)",
        )?;
        let id: Option<i64> = statement.query_row([key.0], |row| row.get(0))?;
        id.map_or(Ok(None), |id| reader.operation(id))
    }

    /// Notes on the operations that they are out of force, and on what an undone undo had undone
    /// that it is in force again.
    fn mark_taken_back(&self, group: &[OperationLine]) -> Result<(), StoreError> {
        let connection = self.reader().connection;
        let next: i64 = connection.query_row(
            "SELECT coalesce(max(id), 0) + 1 FROM operation",
            [],
            |row| row.get(0),
        )?;
        for line in group {
            connection
                .prepare_cached("UPDATE operation SET undone_by = ?2 WHERE id = ?1")?
                .execute((line.id, next))?;
            if line.undoes.is_some() {
                connection
                    .prepare_cached("UPDATE operation SET undone_by = NULL WHERE undone_by = ?1")?
                    .execute([line.id])?;
            }
        }
        Ok(())
    }
}

fn whole(
    reader: Reader<'_>,
    table: &Spec,
    stored: Option<&str>,
) -> Result<history::Payload, StoreError> {
    let stored = stored.ok_or_else(|| history::unreadable("a row"))?;
    history::decode_payload(reader, table, stored)
}

fn one(reader: Reader<'_>, stored: Option<&str>) -> Result<Value, StoreError> {
    let stored = stored.ok_or_else(|| history::unreadable("a value"))?;
    let json = serde_json::from_str(stored).map_err(|_| history::unreadable("a value"))?;
    history::decode(reader, &json)
}

/// Whether two states of a row differ in nothing but what is derived.
fn is_same(table: &Spec, one: &Payload, other: &Payload) -> bool {
    let mut columns = table
        .columns
        .iter()
        .zip(one.values.iter().zip(&other.values));
    let is_kept = columns.all(|(column, (one, other))| one == other || is_derived(table, column));
    is_kept && one.uid == other.uid && one.number == other.number
}

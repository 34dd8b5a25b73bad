//! Reading rows: the typed row with its identity, and the look-ups that every table shares. The
//! questions that belong to one table stand in `tables`.

use rusqlite::{Connection, OptionalExtension, Params};

use super::error::StoreError;
use super::table::{Spec, Table, spec_of_kind};
use super::value::Value;
use crate::model::id::{ItemId, Key, Kind, Uid};

/// Reads from one connection; inside a write it sees what was written so far.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub(super) connection: &'a Connection,
}

/// An entity as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    pub key: Key,
    /// The number of its ID; 0 for kinds without one.
    pub number: u32,
    pub deleted: bool,
    pub entity: T,
}

impl<T> Row<T> {
    /// Returns the row's ID, given its kind.
    pub fn id(&self, kind: Kind) -> ItemId {
        ItemId::new(kind, self.number)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn over(connection: &'a Connection) -> Reader<'a> {
        Reader { connection }
    }

    /// Returns the key of the item with this ID, and whether it was deleted.
    pub fn find_item(self, id: ItemId) -> Result<Option<(Key, bool)>, StoreError> {
        let Some(spec) = spec_of_kind(id.kind) else {
            return Ok(None);
        };
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, deleted FROM item WHERE kind = ?1 AND number = ?2")?;
        let found = statement
            .query_row((spec.code, id.number), |row| {
                Ok((Key(row.get(0)?), row.get(1)?))
            })
            .optional()?;
        Ok(found)
    }

    /// Returns the ID of the row with this key; rows without IDs have none.
    pub fn id_of(self, key: Key) -> Result<Option<ItemId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, number FROM item WHERE id = ?1")?;
        let found: Option<(i64, Option<u32>)> = statement
            .query_row([key.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((code, Some(number))) = found else {
            return Ok(None);
        };
        Ok(super::table::spec_of(code)?
            .kind
            .map(|kind| ItemId::new(kind, number)))
    }

    /// Returns the highest number ever given to an item of this kind.
    pub fn last_number(self, kind: Kind) -> Result<u32, StoreError> {
        let code = spec_of_kind(kind).map_or(-1, |spec| spec.code);
        Ok(self
            .connection
            .query_row("SELECT last FROM counter WHERE kind = ?1", [code], |row| {
                row.get(0)
            })
            .optional()?
            .unwrap_or(0))
    }

    /// Returns the identity of the row with this key.
    pub fn uid_of(self, key: Key) -> Result<Uid, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT uid FROM item WHERE id = ?1")?;
        Ok(Uid(statement.query_row([key.0], |row| row.get(0))?))
    }

    pub(super) fn key_of_uid(self, uid: Uid) -> Result<Option<Key>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM item WHERE uid = ?1")?;
        Ok(statement
            .query_row([uid.0], |row| row.get(0).map(Key))
            .optional()?)
    }

    /// Returns the row, deleted or not, that stands in the one place that these values can have.
    pub(super) fn twin_of(self, table: &Spec, values: &[Value]) -> Result<Option<Key>, StoreError> {
        let place: Vec<(&str, &Value)> = table
            .columns
            .iter()
            .zip(values)
            .filter(|(column, _)| table.once().contains(column))
            .map(|(column, value)| (*column, value))
            .collect();
        if place.is_empty() {
            return Ok(None);
        }
        let is_same: Vec<String> = place
            .iter()
            .map(|(column, _)| format!("{column} = ?"))
            .collect();
        let sql = format!(
            "SELECT item FROM {} WHERE {}",
            table.name,
            is_same.join(" AND ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = place.into_iter().map(|(_, value)| value);
        Ok(statement
            .query_row(rusqlite::params_from_iter(values), |row| {
                row.get(0).map(Key)
            })
            .optional()?)
    }

    /// Returns the row with this key, which is known to exist.
    #[allow(private_bounds)] // `Table` is sealed in the store on purpose
    pub fn row<T: Table>(self, key: Key) -> Result<Row<T>, StoreError> {
        self.one("t.item = ?1", [key.0])?
            .ok_or_else(|| StoreError::Damaged {
                detail: format!("the {} with key {} is missing", T::SPEC.name, key.0),
            })
    }

    /// Returns the first row that meets an SQL condition over `t` (the table) and `i` (its item).
    pub(super) fn one<T: Table>(
        self,
        condition: &str,
        params: impl Params,
    ) -> Result<Option<Row<T>>, StoreError> {
        Ok(self.many(condition, params)?.into_iter().next())
    }

    /// Returns the rows that meet an SQL condition over `t` (the table) and `i` (its item).
    pub(super) fn many<T: Table>(
        self,
        condition: &str,
        params: impl Params,
    ) -> Result<Vec<Row<T>>, StoreError> {
        let columns = T::SPEC
            .columns
            .iter()
            .map(|column| format!("t.{column}"))
            .collect::<Vec<_>>()
            .join(", ");
        let sql = format!(
            "SELECT i.id, i.number, i.deleted, {columns} FROM {} t JOIN item i ON i.id = t.item \
             WHERE {condition}",
            T::SPEC.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Row {
                key: Key(row.get(0)?),
                number: row.get::<_, Option<u32>>(1)?.unwrap_or(0),
                deleted: row.get(2)?,
                entity: T::read(row, 3)?,
            });
        }
        Ok(found)
    }
}

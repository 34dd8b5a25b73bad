//! Replaying history: repeating every change in an empty store must give the tables.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::Store;
use super::check::rows_of;
use super::error::StoreError;
use super::history::{self, Change, What};
use super::log::OperationFilter;
use super::reader::Reader;
use super::rows::{insert_row, remove_row, write_fields};
use super::table::{Spec, TABLES};
use crate::model::id::Key;

impl Store {
    /// Replays the whole history into an empty store and returns the tables that differ.
    pub fn replay_differences(&self) -> Result<Vec<String>, StoreError> {
        let reader = self.reader();
        let replayed = replayed(reader)?;
        let mut different = Vec::new();
        for table in TABLES
            .iter()
            .map(|spec| spec.name)
            .chain(["item", "counter"])
        {
            if rows_of(reader.connection, table)? != rows_of(replayed.reader().connection, table)? {
                different.push(table.to_owned());
            }
        }
        Ok(different)
    }

    /// Returns every row of every table as text, for telling two states apart; history, counters and
    /// the times of operations stay out.
    pub fn state(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.reader().connection;
        let mut lines = Vec::new();
        for table in TABLES.iter().map(|spec| spec.name).chain(["item"]) {
            for row in rows_of(connection, table)? {
                lines.push(format!("{table}: {row}"));
            }
        }
        Ok(lines)
    }
}

/// Returns an empty store into which the whole history was replayed.
pub(super) fn replayed(reader: Reader<'_>) -> Result<Store, StoreError> {
    let replayed = Store::empty("replay")?;
    let target = replayed.reader();
    // Long texts are read where they are kept.
    copy_texts(reader.connection, target.connection)?;
    set_bound(target, false)?;
    // One transaction, else the search index is written out after each row.
    let tx = target.connection.unchecked_transaction()?;
    for operation in reader.operations(&OperationFilter::default())?.iter().rev() {
        for change in reader.changes_in(operation.id)? {
            apply(target, &change).map_err(|error| StoreError::Damaged {
                detail: format!("operation {} cannot be replayed: {error}", operation.id),
            })?;
        }
    }
    tx.commit()?;
    Ok(replayed)
}

/// Says whether rows must refer to rows. History may tell of what once referred to one that was purged
/// and so is never made again.
pub(super) fn set_bound(target: Reader<'_>, bound: bool) -> Result<(), StoreError> {
    let setting = DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY;
    target.connection.set_db_config(setting, bound)?;
    Ok(())
}

/// Repeats one change of history.
pub(super) fn apply(reader: Reader<'_>, change: &Change) -> Result<(), StoreError> {
    let Change {
        what,
        table,
        item,
        field,
        old,
        new,
    } = change;
    let new = new.as_deref();
    match what {
        What::Create => {
            let stored = new.ok_or_else(|| history::unreadable("a row"))?;
            let payload = history::decode_payload(reader, table, stored)?;
            insert_row(reader, table, *item, &payload)?;
            if let Some((counter, ordinal)) = table.ordinal(&payload.values) {
                raise_counter(reader, counter, ordinal)?;
            }
            raise_counters(reader, table, *item, payload.number)
        }
        What::Remove => {
            // Of what was purged this is all that tells which numbers it had.
            let stored = old.as_deref();
            let payload = stored.map(|stored| history::decode_payload(reader, table, stored));
            let number = payload.transpose()?.and_then(|payload| payload.number);
            raise_counters(reader, table, *item, number)?;
            remove_row(reader, table, *item)
        }
        What::Update => {
            let stored = new.ok_or_else(|| history::unreadable("a value"))?;
            let json = serde_json::from_str(stored).map_err(|_| history::unreadable("a value"))?;
            let value = history::decode(reader, &json)?;
            let field = field.as_deref().unwrap_or_default();
            write_fields(reader, table, *item, &[(field, &value)])
        }
    }
}

fn raise_counters(
    reader: Reader<'_>,
    table: &Spec,
    item: Key,
    number: Option<u32>,
) -> Result<(), StoreError> {
    raise_counter(reader, 0, item.0)?;
    match number {
        Some(number) => raise_counter(reader, table.code, i64::from(number)),
        None => Ok(()),
    }
}

/// Keeps a counter at or above a number that was given.
pub(super) fn raise_counter(reader: Reader<'_>, kind: i64, number: i64) -> Result<(), StoreError> {
    reader
        .connection
        .prepare_cached(
            "INSERT INTO counter (kind, last) VALUES (?1, ?2) \
             ON CONFLICT (kind) DO UPDATE SET last = max(last, ?2)",
        )?
        .execute((kind, number))?;
    Ok(())
}

fn copy_texts(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    let mut statement = from.prepare("SELECT digest, body FROM text")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, body): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
        to.prepare_cached("INSERT INTO text (digest, body) VALUES (?1, ?2)")?
            .execute((digest, body))?;
    }
    Ok(())
}

//! Proofs over history: that replaying it gives the tables, and that its chain of digests is whole.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::Store;
use super::error::StoreError;
use super::history::{self, Change, Sealed, What};
use super::log::OperationFilter;
use super::reader::Reader;
use super::rows::{insert_row, remove_row, write_fields};
use super::table::{Spec, TABLES};
use crate::model::id::{Key, Uid};

impl Store {
    /// Replays the whole history into an empty store and returns the tables that differ.
    pub fn replay_differences(&self) -> Result<Vec<String>, StoreError> {
        let replayed = Store::empty("replay")?;
        let reader = self.reader();
        // Long texts are read where they are kept.
        copy_texts(reader.connection, replayed.reader().connection)?;
        // History may tell of what once referred to a row that was purged and so is never made here.
        let unbound = replayed.reader().connection;
        unbound.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
        for operation in reader.operations(&OperationFilter::default())?.iter().rev() {
            for change in reader.changes_in(operation.id)? {
                apply(replayed.reader(), &change)?;
            }
        }
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

    /// Returns the first operation whose digest does not follow from its changes and the one before.
    pub fn broken_link(&self) -> Result<Option<i64>, StoreError> {
        let reader = self.reader();
        let mut statement = reader.connection.prepare(
            "SELECT id, uid, at, actor, verb, items, version, grp, undoes, digest \
             FROM operation ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut before = Vec::new();
        let mut expected = 1;
        while let Some(row) = rows.next()? {
            let (at, actor): (String, String) = (row.get(2)?, row.get(3)?);
            let (verb, items): (String, String) = (row.get(4)?, row.get(5)?);
            let sealed = Sealed {
                id: row.get(0)?,
                uid: Uid(row.get(1)?),
                at: &at,
                actor: &actor,
                verb: &verb,
                items: &items,
                version: row.get(6)?,
                group: row.get(7)?,
                undoes: row.get(8)?,
            };
            let digest: Vec<u8> = row.get(9)?;
            let Some(changes) = proven_digests(reader, sealed.id)? else {
                return Ok(Some(sealed.id));
            };
            if sealed.id != expected || history::seal(&before, &sealed, &changes)[..] != digest {
                return Ok(Some(sealed.id));
            }
            expected += 1;
            before = digest;
        }
        Ok(None)
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

fn apply(reader: Reader<'_>, change: &Change) -> Result<(), StoreError> {
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

fn raise_counter(reader: Reader<'_>, kind: i64, number: i64) -> Result<(), StoreError> {
    reader
        .connection
        .prepare_cached(
            "INSERT INTO counter (kind, last) VALUES (?1, ?2) \
             ON CONFLICT (kind) DO UPDATE SET last = max(last, ?2)",
        )?
        .execute((kind, number))?;
    Ok(())
}

/// Returns the digests of an operation's changes, or `None` if one does not fit its values.
fn proven_digests(reader: Reader<'_>, operation: i64) -> Result<Option<Vec<[u8; 32]>>, StoreError> {
    let mut statement = reader.connection.prepare_cached(
        "SELECT c.salt, c.digest FROM operation o \
         JOIN change c ON c.id >= o.first_change AND c.id < o.first_change + o.change_count \
         WHERE o.id = ?1 AND c.operation = o.id ORDER BY c.id",
    )?;
    let mut rows = statement.query([operation])?;
    let mut kept = reader.changes_in(operation)?.into_iter();
    let mut digests = Vec::new();
    while let Some(row) = rows.next()? {
        let (salt, digest): (Option<[u8; 16]>, [u8; 32]) = (row.get(0)?, row.get(1)?);
        if let Some(salt) = salt
            && kept
                .next()
                .is_none_or(|change| change.digest(&salt) != digest)
        {
            return Ok(None);
        }
        digests.push(digest);
    }
    let counted = reader
        .operation(operation)?
        .is_some_and(|line| line.change_count == digests.len() as i64);
    Ok(counted.then_some(digests))
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

fn rows_of(connection: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1"))?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..columns).map(|at| Ok(format!("{:?}", row.get_ref(at)?)));
        Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join(" "))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

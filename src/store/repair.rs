//! Making a sound file out of a damaged one: a new file beside it, from history as far as that can
//! be proven, and from the rows where it cannot. The damaged file is only read.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::Value as Cell;

use super::check::{Damage, differences, proven, undone};
use super::error::StoreError;
use super::history::Payload;
use super::journal::{Journal, Operation, Rehearsal};
use super::open::Opening;
use super::reader::Reader;
use super::replay::{apply, raise_counter, set_bound};
use super::table::{Spec, TABLES};
use super::value::Value;
use super::{Access, Store};
use crate::model::ctx::Ctx;
use crate::model::id::{Key, Uid};

/// What a repair came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// How many operations were taken over as they are.
    pub kept_operations: i64,
    /// How many were not, and are one operation, `repair`, in the new file.
    pub folded_operations: i64,
    /// Where the new file's rows are not those of the damaged one.
    pub differences: Vec<Damage>,
    /// Rows that could not be saved.
    pub lost: Vec<String>,
}

impl Store {
    /// Makes a sound file at `target`, which must be free, out of what can be read of this one.
    pub fn repair(&self, ctx: &Ctx, target: &Path) -> Result<Repaired, StoreError> {
        let damaged = self.reader();
        let uid = damaged
            .connection
            .query_row(
                "SELECT value FROM meta WHERE key = 'store_uid'",
                [],
                |row| row.get(0),
            )
            .unwrap_or_else(|_| ctx.entropy.uid(ctx.now).to_string());
        let opening = Opening {
            path: target.to_owned(),
            state: None,
            store_uid: uid,
            patience: Box::new(|| true),
            warn: Box::new(|_| ()),
        };
        let mut fresh = Store::open(opening, Access::Write)?;
        let last = last_known(damaged);
        let kept = take_history_over(damaged, &fresh, last)?;
        let mut lost = Vec::new();
        if kept < last {
            lost = take_rows_over(damaged, &mut fresh, ctx)?;
        }
        let left = fresh.check_deeply()?;
        if let Some(Damage { detail, .. }) = left.first() {
            return Err(StoreError::Damaged {
                detail: format!("the repaired copy is not sound: {detail}"),
            });
        }
        let differences = differences(damaged, fresh.reader());
        fresh.close()?;
        Ok(Repaired {
            kept_operations: kept,
            folded_operations: last - kept,
            differences,
            lost,
        })
    }
}

/// Returns the last operation that anything in the file names.
fn last_known(damaged: Reader<'_>) -> i64 {
    [
        "SELECT max(id) FROM operation",
        "SELECT max(operation) FROM change",
    ]
    .into_iter()
    .filter_map(|sql| {
        let asked = damaged.connection.query_row(sql, [], |row| row.get(0));
        asked.ok().flatten()
    })
    .max()
    .unwrap_or(0)
}

/// Copies and replays the operations up to the first that cannot be proven; returns the last taken.
fn take_history_over(damaged: Reader<'_>, fresh: &Store, last: i64) -> Result<i64, StoreError> {
    let target = fresh.reader();
    set_bound(target, false)?;
    let tx = target.connection.unchecked_transaction()?;
    copy_sound_texts(damaged, target)?;
    let mut kept = 0;
    for operation in 1..=last {
        if proven(damaged, operation).is_err() {
            break;
        }
        tx.execute_batch("SAVEPOINT one")?;
        let taken = take_operation_over(damaged, target, operation);
        if taken.is_err() {
            tx.execute_batch("ROLLBACK TO one; RELEASE one")?;
            break;
        }
        tx.execute_batch("RELEASE one")?;
        kept = operation;
    }
    // No digest covers what is out of force; the undos tell it.
    tx.execute("UPDATE operation SET undone_by = NULL", [])?;
    for (operation, by) in undone(target)? {
        tx.execute(
            "UPDATE operation SET undone_by = ?2 WHERE id = ?1",
            (operation, by),
        )?;
    }
    tx.commit()?;
    set_bound(target, true)?;
    Ok(kept)
}

fn take_operation_over(
    damaged: Reader<'_>,
    target: Reader<'_>,
    operation: i64,
) -> Result<(), StoreError> {
    copy_rows(
        damaged,
        target,
        ("operation", "SELECT o.* FROM operation o WHERE o.id = ?1"),
        operation,
    )?;
    copy_rows(
        damaged,
        target,
        (
            "change",
            "SELECT c.* FROM operation o \
             JOIN change c ON c.id >= o.first_change AND c.id < o.first_change + o.change_count \
             WHERE o.id = ?1 ORDER BY c.id",
        ),
        operation,
    )?;
    for change in damaged.changes_in(operation)? {
        apply(target, &change)?;
    }
    Ok(())
}

fn copy_rows(
    from: Reader<'_>,
    to: Reader<'_>,
    (table, sql): (&str, &str),
    key: i64,
) -> Result<(), StoreError> {
    let mut statement = from.connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let marks = vec!["?"; columns].join(", ");
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        let cells: Vec<Cell> = (0..columns)
            .map(|at| row.get(at))
            .collect::<Result<_, _>>()?;
        to.connection
            .prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?
            .execute(rusqlite::params_from_iter(cells))?;
    }
    Ok(())
}

/// Takes long texts over that are still what their digests say; one that is not breaks the
/// operation that refers to it.
fn copy_sound_texts(damaged: Reader<'_>, target: Reader<'_>) -> Result<(), StoreError> {
    let last: i64 = damaged
        .connection
        .query_row("SELECT coalesce(max(rowid), 0) FROM text", [], |row| {
            row.get(0)
        })
        .unwrap_or(0);
    let mut statement = damaged
        .connection
        .prepare("SELECT body FROM text WHERE rowid = ?1")?;
    for row in 1..=last {
        let Ok(body) = statement.query_row([row], |row| row.get::<_, String>(0)) else {
            continue;
        };
        target
            .connection
            .prepare_cached("INSERT OR IGNORE INTO text (digest, body) VALUES (?1, ?2)")?
            .execute((blake3::hash(body.as_bytes()).as_bytes(), body))?;
    }
    Ok(())
}

/// A row of the damaged file that can still be read.
struct Saved {
    table: &'static Spec,
    key: Key,
    payload: Payload,
    deleted: Value,
}

/// Brings the new file's rows to those of the damaged one, as one operation; returns what is lost.
fn take_rows_over(
    damaged: Reader<'_>,
    fresh: &mut Store,
    ctx: &Ctx,
) -> Result<Vec<String>, StoreError> {
    let mut lost = Vec::new();
    let operation = Operation::new("repair");
    fresh.write(ctx, operation, Rehearsal::Real, |journal| {
        let mut saved = Vec::new();
        for key in 1..=last_key(damaged, journal.reader()) {
            match read_row(damaged, journal.reader(), Key(key)) {
                Ok(Some(row)) => saved.push(row),
                Ok(None) => {}
                Err(_) if journal.reader().uid_of(Key(key)).is_ok() => {}
                Err(error) => lost.push(format!("row {key}: {error}")),
            }
        }
        // Parents before children, as the tables are listed.
        let place = |row: &Saved| TABLES.iter().position(|table| table.code == row.table.code);
        saved.sort_by_key(|row| (place(row), row.key));
        for row in &saved {
            if let Err(error) = add(journal, row) {
                let name = match row.payload.number.zip(row.table.kind) {
                    Some((number, kind)) => crate::model::id::ItemId::new(kind, number).to_string(),
                    None => format!("{} row {}", row.table.name, row.key.0),
                };
                lost.push(format!("{name}: {error}"));
            }
        }
        saved.iter().try_for_each(|row| settle(journal, row))
    })?;
    Ok(lost)
}

/// Returns the highest key that anything names.
fn last_key(damaged: Reader<'_>, fresh: Reader<'_>) -> i64 {
    let asked = |reader: Reader<'_>, sql: &str| -> i64 {
        let asked: rusqlite::Result<Option<i64>> =
            reader.connection.query_row(sql, [], |row| row.get(0));
        asked.ok().flatten().unwrap_or(0)
    };
    // A damaged number must not lead to an endless search.
    let most = 2 * asked(damaged, "SELECT count(*) FROM change") + 1_000_000;
    [
        asked(damaged, "SELECT last FROM counter WHERE kind = 0"),
        asked(damaged, "SELECT max(id) FROM item"),
        asked(fresh, "SELECT max(id) FROM item"),
    ]
    .into_iter()
    .filter(|key| *key <= most)
    .max()
    .unwrap_or(0)
}

/// Reads one row by its key; what the new file has of its identity stands in for what is damaged.
fn read_row(damaged: Reader<'_>, fresh: Reader<'_>, key: Key) -> Result<Option<Saved>, StoreError> {
    let identity = |reader: Reader<'_>| {
        reader.connection.query_row(
            "SELECT kind, uid, number, deleted FROM item WHERE id = ?1",
            [key.0],
            |row| {
                let deleted = Value::Int(row.get(3)?);
                Ok((row.get(0)?, Uid(row.get(1)?), row.get(2)?, deleted))
            },
        )
    };
    let found: Result<(i64, Uid, Option<u32>, Value), _> = match identity(damaged) {
        Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(None),
        Err(_) => identity(fresh),
        found => found,
    };
    let (kind, uid, number, deleted) = found?;
    let table = super::table::spec_of(kind)?;
    let sql = format!(
        "SELECT {} FROM {} WHERE item = ?1",
        table.columns.join(", "),
        table.name
    );
    let mut statement = damaged.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([key.0])?;
    let row = rows.next()?.ok_or_else(|| StoreError::Damaged {
        detail: format!("its {} is missing", table.name),
    })?;
    (table.decodes)(row, 0)?;
    let values = (0..table.columns.len())
        .map(|at| Value::of_column(row.get_ref(at)?))
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Saved {
        table,
        key,
        payload: Payload {
            uid,
            number,
            values,
        },
        deleted,
    }))
}

/// Adds a row that the new file lacks; what it refers to and may be empty is filled in later, when
/// every row is there.
fn add(journal: &mut Journal<'_>, row: &Saved) -> Result<(), StoreError> {
    let Saved {
        table,
        key,
        payload,
        deleted: _,
    } = row;
    if journal.reader().uid_of(*key).is_ok() {
        return Ok(());
    }
    let optional = optional_references(journal.reader(), table)?;
    let mut payload = payload.clone();
    for (column, value) in table.columns.iter().zip(&mut payload.values) {
        if optional.contains(*column) {
            *value = Value::Null;
        }
    }
    let added = journal.insert(table, *key, &payload);
    let connection = journal.reader().connection;
    if added.is_err() {
        connection.execute("DELETE FROM item WHERE id = ?1", [key.0])?;
        return added;
    }
    raise_counter(journal.reader(), 0, key.0)?;
    match payload.number {
        Some(number) => raise_counter(journal.reader(), table.code, i64::from(number)),
        None => Ok(()),
    }
}

/// Gives a row the content that it has in the damaged file, but for references that lead nowhere.
fn settle(journal: &mut Journal<'_>, row: &Saved) -> Result<(), StoreError> {
    let Saved {
        table,
        key,
        payload,
        deleted,
    } = row;
    let reader = journal.reader();
    if reader.uid_of(*key).is_err() {
        return Ok(());
    }
    let wanted = table.columns.iter().copied().zip(&payload.values);
    for (column, new) in wanted.chain([("deleted", deleted)]) {
        let old = journal.field(table, *key, column)?;
        let leads_nowhere = match new {
            Value::Int(target) if table.references.contains(&column) => {
                journal.reader().uid_of(Key(*target)).is_err()
            }
            _ => false,
        };
        if old != *new && !leads_nowhere {
            // What a rule of the schema refuses stays as history has it.
            match journal.change_field(table, *key, column, &old, new) {
                Err(StoreError::RuleBroken(_)) | Ok(()) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

fn optional_references(reader: Reader<'_>, table: &Spec) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = reader
        .connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE \"notnull\" = 0")?;
    let names = statement.query_map([table.name], |row| row.get::<_, String>(0))?;
    let mut optional = BTreeSet::new();
    for name in names {
        let name = name?;
        if table.references.contains(&name.as_str()) {
            optional.insert(name);
        }
    }
    Ok(optional)
}

//! Each row: whether it can be read, and whether history gives it.

use std::cmp::Ordering;

use rusqlite::{Connection, Rows};

use super::{Area, Damage, Found, name};
use crate::model::id::Key;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::replay;
use crate::store::table::{Spec, TABLES};

/// Each row of each table holds what its type can be.
pub(super) fn readable(reader: Reader<'_>) -> Found {
    let mut found = Vec::new();
    for table in TABLES {
        if let Err(error) = readable_rows(reader, table, &mut found) {
            let name = format!("table {}", table.name);
            found.push(Damage::new(Area::Row, name, error.to_string()));
        }
    }
    Ok(found)
}

fn readable_rows(
    reader: Reader<'_>,
    table: &Spec,
    found: &mut Vec<Damage>,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT t.item, i.kind, {} FROM {} t LEFT JOIN item i ON i.id = t.item ORDER BY t.item",
        columns(table),
        table.name
    );
    let mut statement = reader.connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key = Key(row.get(0)?);
        let kind: Option<i64> = row.get(1)?;
        let reason = match ((table.decodes)(row, 2), kind) {
            (Err(error), _) => error.to_string(),
            (Ok(()), Some(kind)) if kind == table.code => continue,
            (Ok(()), _) => "its identity is missing or of another kind".to_owned(),
        };
        found.push(Damage::new(Area::Row, name(reader, table, key), reason));
    }
    Ok(())
}

fn columns(table: &Spec) -> String {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| format!("t.{column}"))
        .collect();
    columns.join(", ")
}

/// Replaying history gives each row as it is.
pub(super) fn replayed(reader: Reader<'_>) -> Found {
    let replayed = replay::replayed(reader)?;
    Ok(differences(reader, replayed.reader()))
}

/// Returns the rows that differ between a file and what its rows should be; a table that cannot be
/// read to its end is one finding.
pub(in crate::store) fn differences(present: Reader<'_>, wanted: Reader<'_>) -> Vec<Damage> {
    let mut found = Vec::new();
    let mut compared = |table: &str, key: &str, named: &dyn Fn(i64) -> String| {
        if let Err(error) = compare(present, wanted, (table, key), named, &mut found) {
            found.push(Damage::new(
                Area::Replay,
                format!("table {table}"),
                error.to_string(),
            ));
        }
    };
    for table in TABLES {
        compared(table.name, "item", &|key| {
            // A row that is missing on one side has its name on the other.
            match name(present, table, Key(key)) {
                unknown if unknown.contains(" row ") => name(wanted, table, Key(key)),
                name => name,
            }
        });
    }
    compared("item", "id", &|key| match wanted.id_of(Key(key)) {
        Ok(Some(id)) => id.to_string(),
        _ => format!("item row {key}"),
    });
    compared("counter", "kind", &|key| format!("counter {key}"));
    found
}

/// Walks one table on both sides, key by key.
fn compare(
    present: Reader<'_>,
    wanted: Reader<'_>,
    (table, key): (&str, &str),
    named: &dyn Fn(i64) -> String,
    found: &mut Vec<Damage>,
) -> Result<(), StoreError> {
    let sql = format!("SELECT {key}, * FROM {table} ORDER BY {key}");
    let mut ours = present.connection.prepare(&sql)?;
    let mut theirs = wanted.connection.prepare(&sql)?;
    let (mut ours, mut theirs) = (ours.query([])?, theirs.query([])?);
    let (mut left, mut right) = (next(&mut ours)?, next(&mut theirs)?);
    loop {
        let (order, at) = match (&left, &right) {
            (None, None) => return Ok(()),
            (Some((at, _)), None) => (Ordering::Less, *at),
            (None, Some((at, _))) => (Ordering::Greater, *at),
            (Some((at, _)), Some((other, _))) => (at.cmp(other), *at.min(other)),
        };
        let said = match order {
            Ordering::Less => Some("history knows nothing of it"),
            Ordering::Greater => Some("it is missing"),
            Ordering::Equal if left != right => Some("it is not what history says"),
            Ordering::Equal => None,
        };
        if let Some(said) = said {
            let detail = format!("{said} (table {table})");
            found.push(Damage::new(Area::Replay, named(at), detail));
        }
        if order != Ordering::Greater {
            left = next(&mut ours)?;
        }
        if order != Ordering::Less {
            right = next(&mut theirs)?;
        }
    }
}

/// Returns the key and the content of the next row.
fn next(rows: &mut Rows<'_>) -> Result<Option<(i64, Vec<String>)>, StoreError> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let columns = row.as_ref().column_count();
    let cells = (1..columns).map(|at| Ok(format!("{:?}", row.get_ref(at)?)));
    Ok(Some((row.get(0)?, cells.collect::<rusqlite::Result<_>>()?)))
}

/// Returns every row of a table as text, for telling two states apart.
pub(in crate::store) fn rows_of(
    connection: &Connection,
    table: &str,
) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("SELECT 0, * FROM {table} ORDER BY 2"))?;
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    while let Some((_, cells)) = next(&mut rows)? {
        lines.push(cells.join(" "));
    }
    Ok(lines)
}

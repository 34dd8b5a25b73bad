//! Writing rows as history describes them: used by the journal, which notes what it does, and by
//! replay, which repeats it. Nothing else may.

use rusqlite::types::ToSql;

use super::error::StoreError;
use super::history::{self, Payload};
use super::reader::Reader;
use super::search;
use super::table::Spec;
use super::value::Value;
use crate::model::id::Key;

/// Adds the item and table rows that a creation describes, and keeps the counters above them.
pub(super) fn insert_row(
    reader: Reader<'_>,
    table: &Spec,
    key: Key,
    payload: &Payload,
) -> Result<(), StoreError> {
    let connection = reader.connection;
    connection
        .prepare_cached("INSERT INTO item (id, uid, kind, number) VALUES (?1, ?2, ?3, ?4)")?
        .execute((key.0, payload.uid.0, table.code, payload.number))?;
    let marks = vec!["?"; table.columns.len() + 1].join(", ");
    let sql = format!(
        "INSERT INTO {} (item, {}) VALUES ({marks})",
        table.name,
        table.columns.join(", ")
    );
    let first = Value::Int(key.0);
    let values: Vec<&dyn ToSql> = std::iter::once(&first)
        .chain(&payload.values)
        .map(|value| value as &dyn ToSql)
        .collect();
    connection.prepare_cached(&sql)?.execute(&values[..])?;
    if table.search.is_some() {
        search::index(reader, table, key)?;
    }
    Ok(())
}

/// Takes out the rows of an item.
pub(super) fn remove_row(reader: Reader<'_>, table: &Spec, key: Key) -> Result<(), StoreError> {
    if table.search.is_some() {
        search::remove(reader, key)?;
    }
    let connection = reader.connection;
    connection
        .prepare_cached(&format!("DELETE FROM {} WHERE item = ?1", table.name))?
        .execute([key.0])?;
    connection
        .prepare_cached("DELETE FROM item WHERE id = ?1")?
        .execute([key.0])?;
    Ok(())
}

/// Writes columns of one row, all of which one table holds.
pub(super) fn write_fields(
    reader: Reader<'_>,
    table: &Spec,
    key: Key,
    fields: &[(&str, &Value)],
) -> Result<(), StoreError> {
    let Some((first, _)) = fields.first() else {
        return Ok(());
    };
    let (name, row) = home_of(table, first)?;
    let mut set = Vec::with_capacity(fields.len());
    let key_value = Value::Int(key.0);
    let mut values: Vec<&dyn ToSql> = vec![&key_value];
    for (column, value) in fields {
        home_of(table, column)?;
        values.push(*value);
        set.push(format!("{column} = ?{}", values.len()));
    }
    let sql = format!("UPDATE {name} SET {} WHERE {row} = ?1", set.join(", "));
    reader
        .connection
        .prepare_cached(&sql)?
        .execute(&values[..])?;
    if fields.iter().any(|(column, _)| table.is_searched(column)) {
        search::index(reader, table, key)?;
    }
    Ok(())
}

/// Returns the table that holds a column, and the name of its key; history may name any column.
pub(super) fn home_of(
    table: &Spec,
    column: &str,
) -> Result<(&'static str, &'static str), StoreError> {
    if column == "deleted" {
        return Ok(("item", "id"));
    }
    match table.column(column) {
        Some(_) => Ok((table.name, "item")),
        None => Err(history::unreadable("a field")),
    }
}

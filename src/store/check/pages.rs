//! What SQLite itself can tell of its pages, indexes and references, and whether the schema is ours.

use std::collections::BTreeMap;

use super::{Area, Damage, Found};
use crate::model::id::Key;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::table::TABLES;

/// The form of the pages, without the indexes.
pub(super) fn quick(reader: Reader<'_>) -> Found {
    told_by(reader, "PRAGMA quick_check")
}

/// The form of the pages, and each index against its table.
pub(super) fn whole(reader: Reader<'_>) -> Found {
    told_by(reader, "PRAGMA integrity_check")
}

/// Returns the first fault of the pages and indexes, if there is one.
pub(in crate::store) fn first_fault(reader: Reader<'_>) -> Result<Option<String>, StoreError> {
    let found = told_by(reader, "PRAGMA integrity_check(1)")?;
    Ok(found.into_iter().next().map(|damage| damage.detail))
}

fn told_by(reader: Reader<'_>, pragma: &str) -> Found {
    let trees = trees(reader).unwrap_or_default();
    let mut statement = reader.connection.prepare(pragma)?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for text in lines {
        let text = text?;
        for line in text.lines().filter(|line| *line != "ok") {
            let told = with_names(line, &trees);
            if !told.is_empty() {
                found.push(Damage::new(Area::Pages, None, told));
            }
        }
    }
    Ok(found)
}

/// Returns the names of tables and indexes by the page at which they begin.
fn trees(reader: Reader<'_>) -> Result<BTreeMap<i64, String>, StoreError> {
    let mut statement = reader
        .connection
        .prepare("SELECT rootpage, name FROM sqlite_schema WHERE rootpage > 0")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// `Tree 12 page 30 cell 3: …` says little; the name of the table says more.
fn with_names(line: &str, trees: &BTreeMap<i64, String>) -> String {
    let line = line.trim_start_matches("*** in database main ***").trim();
    let named = line.strip_prefix("Tree ").and_then(|rest| {
        let (number, rest) = rest.split_once(' ')?;
        let name = trees.get(&number.parse().ok()?)?;
        Some(format!("{name}, {rest}"))
    });
    named.unwrap_or_else(|| line.to_owned())
}

/// The tables and indexes are those that the migrations make.
pub(super) fn schema(reader: Reader<'_>) -> Found {
    let fresh = Store::empty("schema")?;
    let (wanted, present) = (parts(fresh.reader())?, parts(reader)?);
    let mut found = Vec::new();
    for name in wanted.keys().chain(present.keys()) {
        if wanted.get(name) != present.get(name) {
            let detail = format!("the definition of {name} is not the one that was made");
            found.push(Damage::new(Area::Schema, None, detail));
        }
    }
    found.dedup();
    Ok(found)
}

fn parts(reader: Reader<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = reader.connection.prepare(
        "SELECT type || ' ' || name, tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema \
         WHERE name NOT LIKE 'sqlite_stat%'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every row that another refers to is there.
pub(super) fn references(reader: Reader<'_>) -> Found {
    let mut statement = reader
        .connection
        .prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (table, key, parent): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let name = match TABLES.iter().find(|spec| spec.name == table) {
            Some(spec) => super::name(reader, spec, Key(key)),
            None => format!("{table} row {key}"),
        };
        let detail = format!("it refers to a row of {parent} that is not there");
        found.push(Damage::new(Area::Reference, name, detail));
    }
    Ok(found)
}

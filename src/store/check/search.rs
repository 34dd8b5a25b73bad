//! The search index against the texts of the rows: both are read as where each word stands.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Area, Damage, Found};
use crate::model::id::Key;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::search::texts;
use crate::store::table::TABLES;

/// Each row is found by its own words and by no others.
pub(super) fn check(reader: Reader<'_>) -> Found {
    let fresh = Store::empty("index")?;
    let target = fresh.reader().connection;
    let tx = target.unchecked_transaction()?;
    for sql in TABLES.iter().filter_map(|table| texts(table)) {
        let mut statement = reader.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, title, body): (i64, Option<String>, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            tx.prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")?
                .execute((key, title, body))?;
        }
    }
    tx.commit()?;
    let (wanted, present) = (places(target)?, places(reader.connection)?);
    let mut keys: Vec<i64> = wanted.keys().chain(present.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let damaged = keys
        .into_iter()
        .filter(|key| wanted.get(key) != present.get(key));
    Ok(damaged
        .map(|key| {
            let name = match reader.id_of(Key(key)) {
                Ok(Some(id)) => id.to_string(),
                _ => format!("row {key}"),
            };
            let detail = "searching does not find it by its own words";
            Damage::new(Area::Search, name, detail)
        })
        .collect())
}

/// What the index holds of one row: its lengths, and a sum over where its words stand.
#[derive(Debug, Default, PartialEq, Eq)]
struct Held {
    lengths: Vec<u8>,
    words: u64,
}

fn places(connection: &Connection) -> Result<BTreeMap<i64, Held>, StoreError> {
    let mut held: BTreeMap<i64, Held> = BTreeMap::new();
    let mut statement = connection.prepare("SELECT id, sz FROM search_docsize")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        held.entry(row.get(0)?).or_default().lengths = row.get(1)?;
    }
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab (main, search, instance)",
    )?;
    let mut statement = connection.prepare("SELECT doc, term, col, offset FROM temp.word")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (term, column): (String, String) = (row.get(1)?, row.get(2)?);
        let offset: i64 = row.get(3)?;
        let digest = blake3::hash(format!("{term}\0{column}\0{offset}").as_bytes());
        let part = digest.as_bytes()[..8].try_into().expect("eight bytes");
        let words = &mut held.entry(row.get(0)?).or_default().words;
        // A sum does not depend on the order in which the words come.
        *words = words.wrapping_add(u64::from_le_bytes(part));
    }
    Ok(held)
}

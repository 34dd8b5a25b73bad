//! The full text index: kept by the journal with each row, asked by `find` and by words in filters.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Search, Spec};
use crate::model::id::{ItemId, Key};

/// How many of the newest matches are ranked; the cost of a search does not grow past it.
const RANKED: u32 = 1000;

/// An item that a search came upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: ItemId,
    pub key: Key,
    pub title: String,
    pub status: String,
    /// The text of the comment that matched, where it was one.
    pub comment: Option<String>,
    pub history: bool,
}

/// Brings the index up to a row's present text.
pub(super) fn index(reader: Reader<'_>, table: &Spec, key: Key) -> Result<(), StoreError> {
    let Some(texts) = texts(table) else {
        return Ok(());
    };
    let sql = format!("INSERT OR REPLACE INTO search (rowid, title, body) {texts} WHERE item = ?1");
    reader.connection.prepare_cached(&sql)?.execute([key.0])?;
    Ok(())
}

/// Returns the SQL that reads the key, title and body of each row of a table that is searched.
pub(super) fn texts(table: &Spec) -> Option<String> {
    let Search { title, body } = table.search.as_ref()?;
    Some(format!(
        "SELECT item, {}, concat_ws(' ', '', {}) FROM {}",
        title.unwrap_or("''"),
        body.join(", "),
        table.name
    ))
}

/// Takes a row out of the index.
pub(super) fn remove(reader: Reader<'_>, key: Key) -> Result<(), StoreError> {
    reader
        .connection
        .prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([key.0])?;
    Ok(())
}

/// Returns an FTS5 query for all of these words, each taken literally, the last also as a beginning.
pub(super) fn query(words: &[String]) -> Option<String> {
    let mut terms: Vec<String> = words
        .iter()
        .flat_map(|word| word.split_whitespace())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"").replace('\0', " ")))
        .collect();
    if let Some(last) = terms.last_mut() {
        last.push('*');
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

impl Reader<'_> {
    /// Returns items that hold all the words, the best match first; titles count most, then what
    /// changed last.
    pub fn search(self, words: &[String], limit: u32) -> Result<Vec<Found>, StoreError> {
        let Some(query) = query(words) else {
            return Ok(Vec::new());
        };
        let mut statement = self.connection.prepare_cached(
            "WITH hit AS MATERIALIZED ( \
               SELECT rowid AS id, bm25(search, 8.0, 1.0) AS score FROM search \
               WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2), \
             place AS ( \
               SELECT coalesce(c.parent, hit.id) AS id, min(hit.score) AS score, c.text AS comment \
               FROM hit LEFT JOIN comment c ON c.item = hit.id \
               LEFT JOIN item ci ON ci.id = c.item WHERE coalesce(ci.deleted, 0) = 0 \
               GROUP BY coalesce(c.parent, hit.id)) \
             SELECT i.id, coalesce(d.title, a.title, m.title), coalesce(d.status, a.status, m.status), \
               place.comment, coalesce(d.history, a.history, m.history) \
             FROM place JOIN item i ON i.id = place.id \
             LEFT JOIN decision d ON d.item = i.id LEFT JOIN action a ON a.item = i.id \
             LEFT JOIN meeting m ON m.item = i.id \
             WHERE i.number IS NOT NULL AND i.deleted = 0 \
             ORDER BY place.score, i.id DESC LIMIT ?3",
        )?;
        let mut rows = statement.query((query, RANKED, limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let key = Key(row.get(0)?);
            let Some(id) = self.id_of(key)? else {
                continue;
            };
            found.push(Found {
                id,
                key,
                title: row.get(1)?,
                status: row.get(2)?,
                comment: row.get(3)?,
                history: row.get(4)?,
            });
        }
        Ok(found)
    }
}

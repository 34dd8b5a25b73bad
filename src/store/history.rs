//! How changes are written down: payloads, long texts by digest, salted digests and their chain; and
//! what `log` reads back.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value as Json};

use super::error::StoreError;
use super::reader::Reader;
use super::table::Spec;
use super::value::Value;
use crate::model::id::{Key, Uid};

/// The form in which this program writes changes; a new form gets a new number and an upcast.
pub(super) const VERSION: i64 = 1;

/// Texts longer than this many bytes are stored once, by digest.
const LONG_TEXT: usize = 4096;

/// What a change did to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Create,
    Update,
    Remove,
}

impl What {
    pub(super) fn code(self) -> i64 {
        match self {
            What::Create => 0,
            What::Update => 1,
            What::Remove => 2,
        }
    }

    fn from_code(code: i64) -> Result<What, StoreError> {
        [What::Create, What::Update, What::Remove]
            .into_iter()
            .find(|what| what.code() == code)
            .ok_or_else(|| StoreError::Damaged {
                detail: format!("history holds an unknown change {code}"),
            })
    }
}

/// One change of one row; `old` and `new` are JSON as stored.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub what: What,
    pub table: &'static Spec,
    pub item: Key,
    pub field: Option<String>,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Change {
    /// Returns the digest that stands for this change in the chain, also after its values are purged.
    pub(super) fn digest(&self, salt: &[u8; 16]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&widened(salt));
        hasher.update(&self.what.code().to_le_bytes());
        hasher.update(&self.table.code.to_le_bytes());
        hasher.update(&self.item.0.to_le_bytes());
        for part in [&self.field, &self.old, &self.new] {
            add_text(&mut hasher, part.as_deref());
        }
        *hasher.finalize().as_bytes()
    }
}

/// A creation's fields as history holds them: identity, and every column that is not null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Payload {
    pub uid: Uid,
    pub number: Option<u32>,
    pub values: Vec<Value>,
}

/// Writes long texts aside and returns the JSON of a value.
pub(super) fn encode(reader: Reader<'_>, value: &Value) -> Result<Json, StoreError> {
    Ok(match value {
        Value::Null => Json::Null,
        Value::Int(int) => Json::from(*int),
        Value::Text(text) if text.len() > LONG_TEXT => {
            let digest = blake3::hash(text.as_bytes());
            reader
                .connection
                .prepare_cached("INSERT OR IGNORE INTO text (digest, body) VALUES (?1, ?2)")?
                .execute((digest.as_bytes(), text))?;
            Json::from_iter([("text".to_owned(), Json::from(digest.to_hex().as_str()))])
        }
        Value::Text(text) => Json::from(text.as_str()),
    })
}

/// Returns the value that JSON from history stands for.
pub(super) fn decode(reader: Reader<'_>, json: &Json) -> Result<Value, StoreError> {
    match json {
        Json::Null => Ok(Value::Null),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Int)
            .ok_or_else(|| unreadable("a number")),
        Json::String(text) => Ok(Value::Text(text.clone())),
        Json::Object(object) => {
            let hex = object.get("text").and_then(Json::as_str);
            let digest = hex.and_then(|hex| blake3::Hash::from_hex(hex).ok());
            let digest = digest.ok_or_else(|| unreadable("a text reference"))?;
            let body: Option<String> = reader
                .connection
                .prepare_cached("SELECT body FROM text WHERE digest = ?1")?
                .query_row([digest.as_bytes()], |row| row.get(0))
                .optional()?;
            body.map(Value::Text)
                .ok_or_else(|| unreadable("a reference to a text that is missing"))
        }
        Json::Bool(_) | Json::Array(_) => Err(unreadable("a value")),
    }
}

/// Returns the JSON of a whole row.
pub(super) fn encode_payload(
    reader: Reader<'_>,
    table: &Spec,
    payload: &Payload,
) -> Result<String, StoreError> {
    let mut object = Map::new();
    object.insert("uid".into(), Json::from(payload.uid.to_string()));
    if let Some(number) = payload.number {
        object.insert("number".into(), Json::from(number));
    }
    for (column, value) in table.columns.iter().zip(&payload.values) {
        if *value != Value::Null {
            object.insert((*column).into(), encode(reader, value)?);
        }
    }
    Ok(Json::Object(object).to_string())
}

/// Returns the whole row that a creation's or removal's JSON stands for.
pub(super) fn decode_payload(
    reader: Reader<'_>,
    table: &Spec,
    text: &str,
) -> Result<Payload, StoreError> {
    let object: Map<String, Json> = serde_json::from_str(text).map_err(|_| unreadable("a row"))?;
    let uid = object
        .get("uid")
        .and_then(Json::as_str)
        .and_then(|hex| uuid::Uuid::try_parse(hex).ok())
        .ok_or_else(|| unreadable("a uid"))?;
    let number = object
        .get("number")
        .and_then(Json::as_u64)
        .and_then(|number| u32::try_from(number).ok());
    let values = table
        .columns
        .iter()
        .map(|column| decode(reader, object.get(*column).unwrap_or(&Json::Null)))
        .collect::<Result<_, _>>()?;
    Ok(Payload {
        uid: Uid(*uid.as_bytes()),
        number,
        values,
    })
}

/// The fields of an operation that its digest covers.
pub(super) struct Sealed<'a> {
    pub id: i64,
    pub uid: Uid,
    pub at: &'a str,
    pub actor: &'a str,
    pub verb: &'a str,
    pub items: &'a str,
    pub version: i64,
    pub group: i64,
    pub undoes: Option<i64>,
}

/// Returns the digest that links an operation to the one before it.
pub(super) fn seal(before: &[u8], sealed: &Sealed<'_>, changes: &[[u8; 32]]) -> [u8; 32] {
    let Sealed {
        id,
        uid,
        at,
        actor,
        verb,
        items,
        version,
        group,
        undoes,
    } = sealed;
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(&uid.0);
    for number in [*id, *version, *group, undoes.unwrap_or(0)] {
        hasher.update(&number.to_le_bytes());
    }
    for text in [at, actor, verb, items] {
        add_text(&mut hasher, Some(text));
    }
    for digest in changes {
        hasher.update(digest);
    }
    *hasher.finalize().as_bytes()
}

/// An operation as `log` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationLine {
    pub id: i64,
    /// The instant, RFC 3339 in UTC.
    pub at: String,
    pub actor: String,
    pub verb: String,
    /// The IDs that it touched, separated by blanks.
    pub items: String,
    pub group: i64,
    pub undoes: Option<i64>,
    pub undone_by: Option<i64>,
    pub change_count: i64,
}

/// A change as `log` shows it; the values are as people read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub operation: OperationLine,
    /// The table of a row that hangs on the item; none for the item itself.
    pub part: Option<&'static str>,
    pub what: What,
    pub field: Option<String>,
    pub old: Option<Json>,
    pub new: Option<Json>,
}

const OPERATION_COLUMNS: &str =
    "o.id, o.at, o.actor, o.verb, o.items, o.grp, o.undoes, o.undone_by, o.change_count";

fn operation_line(row: &rusqlite::Row<'_>) -> rusqlite::Result<OperationLine> {
    Ok(OperationLine {
        id: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        verb: row.get(3)?,
        items: row.get(4)?,
        group: row.get(5)?,
        undoes: row.get(6)?,
        undone_by: row.get(7)?,
        change_count: row.get(8)?,
    })
}

impl Reader<'_> {
    /// Returns the newest operations first; with `limit` at most so many.
    pub fn operations(self, limit: Option<u32>) -> Result<Vec<OperationLine>, StoreError> {
        let sql =
            format!("SELECT {OPERATION_COLUMNS} FROM operation o ORDER BY o.id DESC LIMIT ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let limit = limit.map_or(-1, i64::from);
        let rows = statement.query_map([limit], operation_line)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the IDs that the last operation of `actor` touched, separated by blanks; undone
    /// operations do not count.
    pub fn last_items_of(self, actor: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT items FROM operation WHERE actor = ?1 AND items <> '' AND undoes IS NULL \
             AND undone_by IS NULL ORDER BY id DESC LIMIT 1",
        )?;
        Ok(statement.query_row([actor], |row| row.get(0)).optional()?)
    }

    /// Returns one operation.
    pub fn operation(self, id: i64) -> Result<Option<OperationLine>, StoreError> {
        let sql = format!("SELECT {OPERATION_COLUMNS} FROM operation o WHERE o.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id], operation_line).optional()?)
    }

    /// Returns the operations of one group, the oldest first.
    pub(super) fn group(self, group: i64) -> Result<Vec<OperationLine>, StoreError> {
        let sql =
            format!("SELECT {OPERATION_COLUMNS} FROM operation o WHERE o.grp = ?1 ORDER BY o.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([group], operation_line)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns what happened to one item and the rows that hang on it, the oldest first.
    pub fn changes_of(self, item: Key) -> Result<Vec<ChangeLine>, StoreError> {
        let sql = format!(
            "SELECT {OPERATION_COLUMNS}, c.what, c.field, c.old, c.new, c.tbl \
             FROM change c JOIN operation o ON o.id = c.operation \
             WHERE c.item = ?1 ORDER BY c.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([item.0])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let table = super::table::spec_of(row.get(13)?)?;
            changes.push(ChangeLine {
                operation: operation_line(row)?,
                part: table.kind.is_none().then_some(table.name),
                what: What::from_code(row.get(9)?)?,
                field: row.get(10)?,
                old: self.readable(table, row.get(10)?, row.get(11)?)?,
                new: self.readable(table, row.get(10)?, row.get(12)?)?,
            });
        }
        Ok(changes)
    }

    /// Returns the changes of one operation in the order in which they were made; purged ones are
    /// passed over.
    pub(super) fn changes_in(self, operation: i64) -> Result<Vec<Change>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.what, c.tbl, c.item, c.field, c.old, c.new FROM operation o \
             JOIN change c ON c.id >= o.first_change AND c.id < o.first_change + o.change_count \
             WHERE o.id = ?1 AND c.salt IS NOT NULL ORDER BY c.id",
        )?;
        let mut rows = statement.query([operation])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(Change {
                what: What::from_code(row.get(0)?)?,
                table: super::table::spec_of(row.get(1)?)?,
                item: Key(row.get(2)?),
                field: row.get(3)?,
                old: row.get(4)?,
                new: row.get(5)?,
            });
        }
        Ok(changes)
    }

    /// Parses stored JSON, puts long texts back in and names the rows that are referred to.
    fn readable(
        self,
        table: &Spec,
        field: Option<String>,
        stored: Option<String>,
    ) -> Result<Option<Json>, StoreError> {
        let Some(stored) = stored else {
            return Ok(None);
        };
        let json: Json = serde_json::from_str(&stored).map_err(|_| unreadable("a value"))?;
        let plain = |column: &str, json: &Json| -> Result<Json, StoreError> {
            Ok(match decode(self, json)? {
                Value::Null => Json::Null,
                Value::Int(key) if table.references.contains(&column) => {
                    Json::from(self.name_of(Key(key))?)
                }
                Value::Int(int) => Json::from(int),
                Value::Text(text) => Json::from(text),
            })
        };
        match json {
            Json::Object(object) if object.contains_key("uid") => {
                let mut readable = Map::new();
                for (name, value) in object {
                    let value = plain(&name, &value)?;
                    readable.insert(name, value);
                }
                Ok(Some(Json::Object(readable)))
            }
            json => plain(field.as_deref().unwrap_or_default(), &json).map(Some),
        }
    }

    /// Returns what people call a row: its ID, handle or slug.
    fn name_of(self, key: Key) -> Result<String, StoreError> {
        if let Some(id) = self.id_of(key)? {
            return Ok(id.to_string());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT handle FROM person WHERE item = ?1 \
             UNION ALL SELECT slug FROM workstream WHERE item = ?1 \
             UNION ALL SELECT slug FROM series WHERE item = ?1",
        )?;
        let name: Option<String> = statement.query_row([key.0], |row| row.get(0)).optional()?;
        // What an undo removed has no name any more.
        Ok(name.unwrap_or_else(|| "unknown".to_owned()))
    }
}

pub(super) fn unreadable(what: &str) -> StoreError {
    StoreError::Damaged {
        detail: format!("history holds {what} that cannot be read"),
    }
}

fn widened(salt: &[u8; 16]) -> [u8; 32] {
    let mut key = [0; 32];
    key[..16].copy_from_slice(salt);
    key
}

fn add_text(hasher: &mut blake3::Hasher, text: Option<&str>) {
    // The length before the bytes, so that no two different lists of parts look alike.
    match text {
        None => hasher.update(&u64::MAX.to_le_bytes()),
        Some(text) => hasher
            .update(&(text.len() as u64).to_le_bytes())
            .update(text.as_bytes()),
    };
}

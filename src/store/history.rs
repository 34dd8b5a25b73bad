//! How changes are written down: payloads, long texts by digest, salted digests and their chain.

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

    pub(super) fn from_code(code: i64) -> Result<What, StoreError> {
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

/// Writes one change of an operation.
pub(super) fn insert_change(
    reader: Reader<'_>,
    (id, operation): (i64, i64),
    change: &Change,
    salt: &[u8; 16],
    digest: &[u8; 32],
) -> Result<(), StoreError> {
    let Change {
        what,
        table,
        item,
        field,
        old,
        new,
    } = change;
    reader
        .connection
        .prepare_cached(
            "INSERT INTO change (id, operation, what, tbl, item, field, old, new, salt, digest) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            id,
            operation,
            what.code(),
            table.code,
            item.0,
            field,
            old,
            new,
            salt,
            digest,
        ))?;
    Ok(())
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

impl Reader<'_> {
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

//! What a purge would take: the item as it is or was, its parts, what refers to it, and the texts that
//! may quote it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Params};
use serde_json::Value as Json;

use super::{PURGE, UNSWEPT};
use crate::model::id::{ItemId, Key, Uid};
use crate::store::error::StoreError;
use crate::store::history::{self, Payload};
use crate::store::reader::Reader;
use crate::store::table::{Spec, TABLES, spec_of, spec_of_kind};
use crate::store::value::Value;

/// How an item stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Live,
    Deleted,
    /// Its creation was undone: it stands in history only.
    Undone,
    /// Purged by this operation.
    Purged(i64),
}

/// An item that is or ever was in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    pub id: ItemId,
    pub uid: Uid,
    pub key: Key,
    pub standing: Standing,
}

/// What a purge of one item would take.
#[derive(Clone, Debug)]
pub struct Extent {
    /// How many rows of each table hang on the item or ever did.
    pub parts: BTreeMap<&'static str, usize>,
    /// How many changes lose their values.
    pub changes: usize,
    /// The items that refer to it, and would no longer.
    pub referring: Vec<ItemId>,
    /// Over all that goes: another when anything of it is another.
    pub digest: [u8; 32],
    pub(super) rows: Vec<(&'static Spec, Key)>,
    pub(super) references: Vec<(&'static Spec, &'static str, Key)>,
}

impl Extent {
    /// Whether a row goes with the item.
    pub fn takes(&self, key: Key) -> bool {
        self.rows.iter().any(|(_, row)| *row == key)
    }
}

/// A column whose texts may quote an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quoting {
    /// The notes of meetings.
    Notes,
    /// The text of a file as imported last.
    Imported,
    /// Reports as they were sent.
    Sent,
}

impl Quoting {
    /// Returns the table and the column that hold the texts.
    pub fn table(self) -> (&'static str, &'static str) {
        match self {
            Quoting::Notes => ("meeting", "notes"),
            Quoting::Imported => ("external", "content"),
            Quoting::Sent => ("status_update", "copy"),
        }
    }

    pub(super) fn spec(self) -> (&'static Spec, &'static str) {
        let (name, column) = self.table();
        let spec = TABLES.into_iter().find(|spec| spec.name == name);
        (spec.expect("these tables are in the list"), column)
    }
}

impl Reader<'_> {
    /// Returns the item that has or ever had this ID.
    pub fn ever(self, id: ItemId) -> Result<Option<Subject>, StoreError> {
        let Some(spec) = spec_of_kind(id.kind) else {
            return Ok(None);
        };
        let present = self.present("i.kind = ?1 AND i.number = ?2", (spec.code, id.number))?;
        match present {
            Some(subject) => Ok(Some(subject)),
            None => self.past(
                "c.tbl = ?1 AND json_extract(coalesce(c.new, c.old), '$.number') = ?2",
                (spec.code, id.number),
            ),
        }
    }

    /// Returns the item that has or ever had this identity.
    pub fn ever_uid(self, uid: Uid) -> Result<Option<Subject>, StoreError> {
        let present = self.present("i.uid = ?1", [uid.0])?;
        match present {
            Some(subject) => Ok(Some(subject)),
            None => self.past(
                "json_extract(coalesce(c.new, c.old), '$.uid') = ?1",
                [uid.to_string()],
            ),
        }
    }

    fn present(self, condition: &str, params: impl Params) -> Result<Option<Subject>, StoreError> {
        let sql = format!("SELECT i.id, i.uid, i.deleted FROM item i WHERE {condition}");
        let mut statement = self.connection.prepare(&sql)?;
        let found: Option<(i64, [u8; 16], bool)> = statement
            .query_row(params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((key, uid, deleted)) = found else {
            return Ok(None);
        };
        let Some(id) = self.id_of(Key(key))? else {
            return Ok(None);
        };
        Ok(Some(Subject {
            id,
            uid: Uid(uid),
            key: Key(key),
            standing: if deleted {
                Standing::Deleted
            } else {
                Standing::Live
            },
        }))
    }

    /// Looks through history for the last that was heard of an item that is no longer there.
    fn past(self, condition: &str, params: impl Params) -> Result<Option<Subject>, StoreError> {
        let sql = format!(
            "SELECT c.item, c.tbl, coalesce(c.new, c.old), o.id, o.verb FROM change c \
             JOIN operation o ON o.id = c.operation \
             WHERE c.what IN (0, 2) AND coalesce(c.new, c.old) IS NOT NULL AND {condition} \
             ORDER BY c.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let found: Option<(i64, i64, String, i64, String)> = statement
            .query_row(params, |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })
            .optional()?;
        let Some((key, table, payload, operation, verb)) = found else {
            return Ok(None);
        };
        let spec = spec_of(table)?;
        let Payload { uid, number, .. } = history::decode_payload(self, spec, &payload)?;
        let (Some(kind), Some(number)) = (spec.kind, number) else {
            return Ok(None);
        };
        Ok(Some(Subject {
            id: ItemId::new(kind, number),
            uid,
            key: Key(key),
            standing: if verb == PURGE {
                Standing::Purged(operation)
            } else {
                Standing::Undone
            },
        }))
    }

    /// Whether something was purged and the file was not written anew since.
    pub fn is_unswept(self) -> Result<bool, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM meta WHERE key = ?1")?;
        Ok(statement.exists([UNSWEPT])?)
    }

    /// Returns what a purge of this item would take.
    pub fn extent_of(self, subject: &Subject) -> Result<Extent, StoreError> {
        let key = subject.key;
        let parts = self.parts_ever(key)?;
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for spec in parts.values() {
            *counts.entry(spec.name).or_default() += 1;
        }
        let mut rows: Vec<(&'static Spec, Key)> =
            parts.into_iter().map(|(key, spec)| (spec, key)).collect();
        rows.extend(spec_of_kind(subject.id.kind).map(|spec| (spec, key)));
        let references = self.references_to(key)?;
        let mut referring = BTreeSet::new();
        for (_, _, row) in &references {
            referring.extend(self.id_of(*row)?);
        }
        let mut extent = Extent {
            parts: counts,
            changes: 0,
            referring: referring.into_iter().collect(),
            digest: [0; 32],
            rows,
            references,
        };
        self.measure(&mut extent)?;
        Ok(extent)
    }

    /// Counts the changes that lose their values and sums up what goes.
    fn measure(self, extent: &mut Extent) -> Result<(), StoreError> {
        let mut hasher = blake3::Hasher::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT id, digest FROM change WHERE item = ?1 AND salt IS NOT NULL ORDER BY id",
        )?;
        for (_, key) in &extent.rows {
            hasher.update(&key.0.to_le_bytes());
            let mut changes = statement.query([key.0])?;
            while let Some(row) = changes.next()? {
                let digest: [u8; 32] = row.get(1)?;
                hasher.update(&digest);
                extent.changes += 1;
            }
        }
        for (_, column, key) in &extent.references {
            hasher.update(&key.0.to_le_bytes());
            hasher.update(column.as_bytes());
        }
        extent.digest = *hasher.finalize().as_bytes();
        Ok(())
    }

    /// Returns the rows that are parts of an item or ever were, those included whose addition was
    /// undone.
    fn parts_ever(self, key: Key) -> Result<BTreeMap<Key, &'static Spec>, StoreError> {
        let mut parts = BTreeMap::new();
        for spec in TABLES.into_iter().filter(|spec| spec.is_part()) {
            for part in self.parts_ever_in(spec, key)? {
                parts.insert(part, spec);
            }
        }
        Ok(parts)
    }

    fn parts_ever_in(self, spec: &Spec, key: Key) -> Result<Vec<Key>, StoreError> {
        let mut parts: BTreeSet<Key> = self.parts_in(spec, key)?.into_iter().collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT item, field, old, new FROM change WHERE tbl = ?1 AND salt IS NOT NULL",
        )?;
        let mut changes = statement.query([spec.code])?;
        while let Some(row) = changes.next()? {
            let field: Option<String> = row.get(1)?;
            let values: [Option<String>; 2] = [row.get(2)?, row.get(3)?];
            let mut values = values.iter().flatten();
            if values.any(|value| refers(spec, field.as_deref(), value, key)) {
                parts.insert(Key(row.get(0)?));
            }
        }
        Ok(parts.into_iter().collect())
    }

    /// Returns the rows of one table that refer to an item.
    pub(in crate::store) fn parts_in(self, spec: &Spec, key: Key) -> Result<Vec<Key>, StoreError> {
        let mut parts = Vec::new();
        for column in spec.references {
            let sql = format!("SELECT item FROM {} WHERE {column} = ?1", spec.name);
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map([key.0], |row| row.get(0).map(Key))?;
            for part in rows {
                parts.push(part?);
            }
        }
        Ok(parts)
    }

    /// Returns the fields of things with a name of their own that hold an item's key.
    fn references_to(
        self,
        key: Key,
    ) -> Result<Vec<(&'static Spec, &'static str, Key)>, StoreError> {
        let mut references = Vec::new();
        for spec in TABLES.into_iter().filter(|spec| !spec.is_part()) {
            for column in spec.references {
                let sql = format!("SELECT item FROM {} WHERE {column} = ?1", spec.name);
                let mut statement = self.connection.prepare_cached(&sql)?;
                let rows = statement.query_map([key.0], |row| row.get(0).map(Key))?;
                for row in rows {
                    references.push((spec, *column, row?));
                }
            }
        }
        Ok(references)
    }

    /// Hands over every text that a column holds or ever held, with the row's key.
    pub fn each_text_ever(
        self,
        quoting: Quoting,
        mut take: impl FnMut(Key, &str),
    ) -> Result<(), StoreError> {
        let (spec, column) = quoting.spec();
        let mut statement = self.connection.prepare_cached(
            "SELECT item, field, old, new FROM change \
             WHERE tbl = ?1 AND (field IS NULL OR field = ?2) AND salt IS NOT NULL ORDER BY id",
        )?;
        let mut changes = statement.query((spec.code, column))?;
        while let Some(row) = changes.next()? {
            let item = Key(row.get(0)?);
            let field: Option<String> = row.get(1)?;
            for stored in [row.get::<_, Option<String>>(2)?, row.get(3)?]
                .into_iter()
                .flatten()
            {
                let value = value_of(column, field.as_deref(), &stored)?;
                if let Some(Value::Text(text)) = value
                    .map(|value| history::decode(self, &value))
                    .transpose()?
                {
                    take(item, &text);
                }
            }
        }
        Ok(())
    }

    /// Returns the text that a column holds now; none where the row is gone.
    pub fn text_now(self, quoting: Quoting, key: Key) -> Result<Option<String>, StoreError> {
        let (spec, column) = quoting.spec();
        let sql = format!(
            "SELECT coalesce({column}, '') FROM {} WHERE item = ?1",
            spec.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([key.0], |row| row.get(0)).optional()?)
    }

    /// Returns the rows with texts of this kind that hang on an item or ever did.
    pub fn parts_ever_of(self, quoting: Quoting, item: Key) -> Result<Vec<Key>, StoreError> {
        let (spec, _) = quoting.spec();
        self.parts_ever_in(spec, item)
    }

    /// Returns the ID that a row has or had.
    pub fn name_ever(self, key: Key) -> Result<Option<ItemId>, StoreError> {
        match self.id_of(key)? {
            Some(id) => Ok(Some(id)),
            None => Ok(self.past("c.item = ?1", [key.0])?.map(|subject| subject.id)),
        }
    }

    /// Returns the titles that an item has or ever had.
    pub fn titles_ever(self, key: Key) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT field, old, new FROM change \
             WHERE item = ?1 AND (field IS NULL OR field = 'title') AND salt IS NOT NULL",
        )?;
        let mut changes = statement.query([key.0])?;
        let mut titles = BTreeSet::new();
        while let Some(row) = changes.next()? {
            let field: Option<String> = row.get(0)?;
            for stored in [row.get::<_, Option<String>>(1)?, row.get(2)?]
                .into_iter()
                .flatten()
            {
                if let Some(Json::String(title)) = value_of("title", field.as_deref(), &stored)? {
                    titles.insert(title);
                }
            }
        }
        Ok(titles.into_iter().collect())
    }
}

/// Whether a value of a change refers to an item.
fn refers(spec: &Spec, field: Option<&str>, value: &str, key: Key) -> bool {
    let digits = key.0.to_string();
    match field {
        Some(field) => spec.references.contains(&field) && value == digits,
        None if !value.contains(&digits) => false,
        None => serde_json::from_str::<Json>(value).is_ok_and(|row| {
            let holds = |column: &&str| row.get(column).and_then(Json::as_i64) == Some(key.0);
            spec.references.iter().any(holds)
        }),
    }
}

/// Returns what a stored value says of one column: the value itself, or that field of a whole row.
pub(super) fn value_of(
    column: &str,
    field: Option<&str>,
    stored: &str,
) -> Result<Option<Json>, StoreError> {
    let json: Json = serde_json::from_str(stored).map_err(|_| history::unreadable("a value"))?;
    Ok(match field {
        Some(field) => (field == column).then_some(json),
        None => json.get(column).cloned(),
    })
}

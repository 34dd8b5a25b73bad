//! Purging: the one act that takes values out of history. What a row and its parts ever held goes from
//! the tables, the changes, the long texts and the search index; the digests stay, so that the chain
//! still verifies, and the purge is an operation of its own.

mod extent;

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::Store;
use super::error::StoreError;
use super::history::{self, Change, Payload, What};
use super::journal::Journal;
use super::rows::{remove_row, write_fields};
use super::search;
use super::table::ordinals_of;
use super::value::Value;
use crate::model::id::Key;

use extent::value_of;
pub use extent::{Extent, Quoting, Standing, Subject};

/// The fact that something was purged and the file was not written anew since.
const UNSWEPT: &str = "unswept";

/// The verb of the operations that purge.
pub(super) const PURGE: &str = "purge";

/// The work of one purge inside a transaction.
pub struct Purge<'j, 's> {
    journal: &'j mut Journal<'s>,
    /// The long texts that purged changes referred to.
    texts: BTreeSet<String>,
}

impl<'j, 's> Purge<'j, 's> {
    /// Begins a purge; the journal's operation must be called so.
    pub fn begin(journal: &'j mut Journal<'s>) -> Result<Purge<'j, 's>, StoreError> {
        // What is freed is overwritten at once, also if nothing comes after the transaction.
        journal
            .reader()
            .connection
            .query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        Ok(Purge {
            journal,
            texts: BTreeSet::new(),
        })
    }

    /// Takes an item and its parts out, with all that history holds of them; what refers to it
    /// refers to nothing afterwards.
    pub fn item(&mut self, subject: &Subject) -> Result<(), StoreError> {
        let extent = self.journal.reader().extent_of(subject)?;
        self.journal.touch(subject.id);
        for (spec, column, key) in extent.references {
            let old = Value::Int(subject.key.0);
            self.journal
                .change_field(spec, key, column, &old, &Value::Null)?;
        }
        for (spec, key) in extent.rows {
            // Its identity stays, so that the ID is known to be purged, and in copies of the file.
            let identity = Payload {
                uid: subject.uid,
                number: Some(subject.id.number),
                values: Vec::new(),
            };
            let old = match key == subject.key {
                true => Some(history::encode_payload(
                    self.journal.reader(),
                    spec,
                    &identity,
                )?),
                false => None,
            };
            remove_row(self.journal.reader(), spec, key)?;
            // What numbered its parts numbers nothing any more.
            let connection = self.journal.reader().connection;
            connection
                .prepare_cached("DELETE FROM counter WHERE kind = ?1")?
                .execute([ordinals_of(key)])?;
            self.redact(key, None)?;
            self.journal.note(Change {
                what: What::Remove,
                table: spec,
                item: key,
                field: None,
                old,
                new: None,
            })?;
        }
        Ok(())
    }

    /// Gives a text another content and takes every earlier content of it out of history.
    pub fn text(&mut self, quoting: Quoting, key: Key, text: &str) -> Result<(), StoreError> {
        let (spec, column) = quoting.spec();
        if self.journal.reader().text_now(quoting, key)?.is_none() {
            return self.redact(key, None);
        }
        let new = Value::Text(text.to_owned());
        write_fields(self.journal.reader(), spec, key, &[(column, &new)])?;
        if !self.was_created_with(key, column)? {
            self.redact(key, Some(column))?;
            let new = history::encode(self.journal.reader(), &new)?;
            return self.journal.note(Change {
                what: What::Update,
                table: spec,
                item: key,
                field: Some(column.to_owned()),
                old: None,
                new: Some(new.to_string()),
            });
        }
        // A creation is one value with all fields in it: the row begins anew as it stands.
        self.redact(key, None)?;
        let payload = self.journal.payload(spec, key)?;
        let new = history::encode_payload(self.journal.reader(), spec, &payload)?;
        self.journal.note(Change {
            what: What::Create,
            table: spec,
            item: key,
            field: None,
            old: None,
            new: Some(new),
        })?;
        let deleted = self.journal.field(spec, key, "deleted")?;
        if deleted != Value::Int(0) {
            self.journal
                .note_field(spec, key, "deleted", &Value::Int(0), &deleted)?;
        }
        Ok(())
    }

    /// Makes the search index anew and drops the long texts that nothing refers to any more.
    pub fn finish(self) -> Result<(), StoreError> {
        let Purge { journal, texts } = self;
        let reader = journal.reader();
        for hex in texts {
            let is_pending = journal.pending().iter().any(|change| {
                [&change.old, &change.new]
                    .into_iter()
                    .flatten()
                    .any(|value| value.contains(&hex))
            });
            let mut others = reader.connection.prepare_cached(
                "SELECT 1 FROM change WHERE instr(old, ?1) > 0 OR instr(new, ?1) > 0",
            )?;
            if !is_pending && !others.exists([&hex])? {
                reader
                    .connection
                    .prepare_cached("DELETE FROM text WHERE lower(hex(digest)) = ?1")?
                    .execute([&hex])?;
            }
        }
        reader.connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, 'yes')",
            [UNSWEPT],
        )?;
        // Deleted entries stay in the segments of an index until these happen to be merged.
        search::rebuild(reader)
    }

    /// Takes the values out of a row's changes, or out of those of one field.
    fn redact(&mut self, key: Key, field: Option<&str>) -> Result<(), StoreError> {
        let connection = self.journal.reader().connection;
        let mut statement = connection.prepare_cached(
            "SELECT old, new FROM change WHERE item = ?1 AND (?2 IS NULL OR field = ?2)",
        )?;
        let mut changes = statement.query((key.0, field))?;
        while let Some(row) = changes.next()? {
            for stored in [row.get::<_, Option<String>>(0)?, row.get(1)?]
                .into_iter()
                .flatten()
            {
                add_text_references(&stored, &mut self.texts)?;
            }
        }
        connection
            .prepare_cached(
                "UPDATE change SET old = NULL, new = NULL, salt = NULL \
                 WHERE item = ?1 AND (?2 IS NULL OR field = ?2)",
            )?
            .execute((key.0, field))?;
        Ok(())
    }

    /// Whether a change that is about the whole row holds a text in this column.
    fn was_created_with(&self, key: Key, column: &str) -> Result<bool, StoreError> {
        let mut statement = self.journal.reader().connection.prepare_cached(
            "SELECT coalesce(new, old) FROM change \
             WHERE item = ?1 AND field IS NULL AND salt IS NOT NULL",
        )?;
        let payloads = statement.query_map([key.0], |row| row.get::<_, Option<String>>(0))?;
        for payload in payloads {
            let value = payload?
                .map(|payload| value_of(column, None, &payload))
                .transpose()?;
            match value.flatten() {
                None | Some(Json::Null) => {}
                Some(Json::String(text)) if text.is_empty() => {}
                Some(_) => return Ok(true),
            }
        }
        Ok(false)
    }
}

impl Store {
    /// Writes the file anew, without what is free in it, and empties its log: what was purged is in
    /// no byte of either afterwards. Fails with `Busy` while another process reads older states.
    pub fn sweep(&self) -> Result<(), StoreError> {
        let path = self.path.clone().unwrap_or_default();
        let located = |error: rusqlite::Error| StoreError::from(error).at(&path);
        self.connection.execute_batch("VACUUM").map_err(located)?;
        self.empty_log()?;
        self.connection
            .execute("DELETE FROM meta WHERE key = ?1", [UNSWEPT])
            .map_err(located)?;
        self.empty_log()
    }

    fn empty_log(&self) -> Result<(), StoreError> {
        let path = self.path.clone().unwrap_or_default();
        let is_held: bool = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(|error| StoreError::from(error).at(&path))?;
        match is_held {
            true => Err(StoreError::Busy { path }),
            false => Ok(()),
        }
    }
}

/// Adds the digests of the long texts that a stored value refers to.
fn add_text_references(stored: &str, texts: &mut BTreeSet<String>) -> Result<(), StoreError> {
    let json: Json = serde_json::from_str(stored).map_err(|_| history::unreadable("a value"))?;
    let mut add = |value: &Json| {
        if let Some(hex) = value.get("text").and_then(Json::as_str) {
            texts.insert(hex.to_owned());
        }
    };
    match json.as_object() {
        Some(row) if row.contains_key("uid") => row.values().for_each(&mut add),
        _ => add(&json),
    }
    Ok(())
}

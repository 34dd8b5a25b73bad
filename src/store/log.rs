//! History as people read it: operations, and changes with their values put back in and the rows that
//! they refer to called by name.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use serde_json::{Map, Value as Json};

use super::error::StoreError;
use super::history::{What, decode, unreadable};
use super::reader::Reader;
use super::table::{Spec, TABLES, spec_of};
use super::tables::Condition;
use super::value::Value;
use crate::model::id::{ItemId, Key};

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
    /// Where it touched none and they were asked for: the people, groups, workstreams and series that it
    /// changed.
    pub names: Vec<String>,
    pub group: i64,
    pub undoes: Option<i64>,
    pub undone_by: Option<i64>,
    pub change_count: i64,
}

/// A change as `log` shows it; the values are as people read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub operation: OperationLine,
    /// What it is about: the ID, handle or slug of the thing, or of that on which the row hangs.
    pub subject: Option<String>,
    /// The table of a row that hangs on the item; none for the item itself.
    pub part: Option<&'static str>,
    pub what: What,
    pub field: Option<String>,
    pub old: Option<Json>,
    pub new: Option<Json>,
    /// The part whose field changed, as it stands now.
    pub row: Option<Json>,
    /// Whether the values were purged.
    pub purged: bool,
}

/// Which operations a list holds; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct OperationFilter {
    /// The first instant that counts, and the first that counts no more, RFC 3339 in UTC.
    pub since: Option<String>,
    pub before: Option<String>,
    pub actors: Vec<String>,
    pub verbs: Vec<String>,
    pub limit: Option<u32>,
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
        names: Vec::new(),
        group: row.get(5)?,
        undoes: row.get(6)?,
        undone_by: row.get(7)?,
        change_count: row.get(8)?,
    })
}

impl Reader<'_> {
    /// Returns operations, the newest first.
    pub fn operations(self, filter: &OperationFilter) -> Result<Vec<OperationLine>, StoreError> {
        let OperationFilter {
            since,
            before,
            actors,
            verbs,
            limit,
        } = filter;
        let mut condition = Condition::default();
        for (sql, instant) in [("o.at >= ?", since), ("o.at < ?", before)] {
            if let Some(instant) = instant {
                condition.with(sql, [Value::Text(instant.clone())]);
            }
        }
        // The verb of an import goes on with what was imported.
        let verb = "substr(o.verb, 1, instr(o.verb || ' ', ' ') - 1)";
        for (column, words) in [("o.actor", actors), (verb, verbs)] {
            let words = words.iter().map(|word| Value::Text(word.clone()));
            condition.any_of(column, words.collect());
        }
        condition
            .values
            .push(Value::Int(limit.map_or(-1, i64::from)));
        let sql = format!(
            "SELECT {OPERATION_COLUMNS} FROM operation o WHERE {} ORDER BY o.id DESC LIMIT ?",
            condition.sql()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(&condition.params()[..], operation_line)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds the names of what an operation changed that touched no item. For people: a file of an older
    /// schema or a damaged one is proven without them.
    pub fn with_names(self, mut line: OperationLine) -> Result<OperationLine, StoreError> {
        if line.items.is_empty() {
            for change in self.changes_by(line.id)? {
                line.names.extend(change.subject);
            }
            let mut seen = BTreeSet::new();
            line.names.retain(|name| seen.insert(name.clone()));
        }
        Ok(line)
    }

    /// Returns the IDs that the last operation of `actor` touched, separated by blanks; those that
    /// were undone and those that purged do not count.
    pub fn last_items_of(self, actor: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT items FROM operation WHERE actor = ?1 AND items <> '' AND undoes IS NULL \
             AND undone_by IS NULL AND verb <> 'purge' ORDER BY id DESC LIMIT 1",
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
    pub fn group(self, group: i64) -> Result<Vec<OperationLine>, StoreError> {
        let sql =
            format!("SELECT {OPERATION_COLUMNS} FROM operation o WHERE o.grp = ?1 ORDER BY o.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([group], operation_line)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns what happened to one row, the oldest first.
    pub fn changes_of(self, item: Key) -> Result<Vec<ChangeLine>, StoreError> {
        self.change_lines("c.item = ?1", item.0)
    }

    /// Returns what happened to a person, group, workstream or series and to its parts, the oldest first.
    pub fn changes_of_named(self, key: Key) -> Result<Vec<ChangeLine>, StoreError> {
        let mut changes = self.changes_of(key)?;
        for spec in TABLES.into_iter().filter(|spec| spec.is_part()) {
            for home in spec.homes() {
                let sql = format!("SELECT item FROM {} WHERE {home} = ?1", spec.name);
                let mut statement = self.connection.prepare_cached(&sql)?;
                let parts = statement.query_map([key.0], |row| row.get(0).map(Key))?;
                for part in parts {
                    changes.extend(self.changes_of(part?)?);
                }
            }
        }
        changes.sort_by_key(|change| change.operation.id);
        Ok(changes)
    }

    /// Returns what one operation did, in the order in which it was done.
    pub fn changes_by(self, operation: i64) -> Result<Vec<ChangeLine>, StoreError> {
        self.change_lines(
            "c.id >= o.first_change AND c.id < o.first_change + o.change_count AND o.id = ?1",
            operation,
        )
    }

    fn change_lines(self, condition: &str, number: i64) -> Result<Vec<ChangeLine>, StoreError> {
        let sql = format!(
            "SELECT {OPERATION_COLUMNS}, c.what, c.field, c.old, c.new, c.tbl, c.item, \
             c.old IS NULL AND c.new IS NULL \
             FROM change c JOIN operation o ON o.id = c.operation \
             WHERE {condition} ORDER BY c.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([number])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let table = spec_of(row.get(13)?)?;
            let part = table.is_part().then_some(table.name);
            let old = self.readable(table, row.get(10)?, row.get(11)?)?;
            let new = self.readable(table, row.get(10)?, row.get(12)?)?;
            let subject = match part {
                None if table.column("handle").is_some() => {
                    let handle = self.name_of(Key(row.get(14)?))?;
                    handle.map(|handle| format!("@{handle}"))
                }
                None => self.name_of(Key(row.get(14)?))?,
                Some(part) => {
                    let home = self.home_name(table, Key(row.get(14)?), [&new, &old])?;
                    match part {
                        "alias" | "membership" => home.map(|handle| format!("@{handle}")),
                        _ => home,
                    }
                }
            };
            let row_now = match (part, row.get::<_, Option<String>>(10)?) {
                (Some(_), Some(_)) => self.readable_row(table, Key(row.get(14)?))?,
                _ => None,
            };
            changes.push(ChangeLine {
                operation: operation_line(row)?,
                subject,
                part,
                what: What::from_code(row.get(9)?)?,
                field: row.get(10)?,
                old,
                new,
                row: row_now,
                purged: row.get(15)?,
            });
        }
        Ok(changes)
    }

    /// Returns the name of that on which a row hangs: as the row says, or one of its values as people
    /// read them.
    fn home_name(
        self,
        table: &Spec,
        key: Key,
        values: [&Option<Json>; 2],
    ) -> Result<Option<String>, StoreError> {
        let sql = format!(
            "SELECT {} FROM {} WHERE item = ?1",
            table.home(),
            table.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let present: Option<Option<i64>> =
            statement.query_row([key.0], |row| row.get(0)).optional()?;
        if let Some(present) = present.flatten() {
            return self.name_of(Key(present));
        }
        let told = values.into_iter().flatten();
        let mut homes = told.flat_map(|row| table.homes().iter().map(|home| row.get(home)));
        Ok(homes.find_map(|home| Some(home?.as_str()?.to_owned())))
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
        match json {
            Json::Object(object) if object.contains_key("uid") => {
                let mut readable = Map::new();
                for (name, value) in object {
                    let value = self.plain(table, &name, decode(self, &value)?)?;
                    readable.insert(name, value);
                }
                Ok(Some(Json::Object(readable)))
            }
            json => {
                let field = field.as_deref().unwrap_or_default();
                self.plain(table, field, decode(self, &json)?).map(Some)
            }
        }
    }

    /// Returns a row as it stands, as people read it; none if it is gone.
    fn readable_row(self, table: &Spec, key: Key) -> Result<Option<Json>, StoreError> {
        let sql = format!(
            "SELECT {} FROM {} WHERE item = ?1",
            table.columns.join(", "),
            table.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([key.0])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut readable = Map::new();
        for (at, column) in table.columns.iter().enumerate() {
            let value = self.plain(table, column, Value::of_column(row.get_ref(at)?)?)?;
            readable.insert((*column).to_owned(), value);
        }
        Ok(Some(Json::Object(readable)))
    }

    /// Returns a value as people read it: what refers to a row as the name of that.
    fn plain(self, table: &Spec, column: &str, value: Value) -> Result<Json, StoreError> {
        Ok(match value {
            Value::Null => Json::Null,
            Value::Int(key) if table.references.contains(&column) => {
                // What an undo removed may have left no name.
                Json::from(
                    self.name_of(Key(key))?
                        .unwrap_or_else(|| "unknown".to_owned()),
                )
            }
            Value::Int(int) => Json::from(int),
            Value::Text(text) => Json::from(text),
        })
    }

    /// Returns what people call a row: its ID, handle or slug; one that is gone is called as it was.
    pub(super) fn name_of(self, key: Key) -> Result<Option<String>, StoreError> {
        if let Some(id) = self.id_of(key)? {
            return Ok(Some(id.to_string()));
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT handle FROM person WHERE item = ?1 \
             UNION ALL SELECT slug FROM workstream WHERE item = ?1 \
             UNION ALL SELECT slug FROM series WHERE item = ?1",
        )?;
        let name: Option<String> = statement.query_row([key.0], |row| row.get(0)).optional()?;
        match name {
            Some(name) => Ok(Some(name)),
            None => self.last_name_of(key),
        }
    }

    fn last_name_of(self, key: Key) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT tbl, old FROM change WHERE item = ?1 AND what = 2 AND old IS NOT NULL \
             ORDER BY id DESC LIMIT 1",
        )?;
        let removed: Option<(i64, String)> = statement
            .query_row([key.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((table, old)) = removed else {
            return Ok(None);
        };
        let row: Json = serde_json::from_str(&old).map_err(|_| unreadable("a row"))?;
        if let (Some(kind), Some(number)) = (
            spec_of(table)?.kind,
            row.get("number").and_then(Json::as_u64),
        ) {
            return Ok(u32::try_from(number)
                .ok()
                .map(|number| ItemId::new(kind, number).to_string()));
        }
        let name = ["handle", "slug"].iter().find_map(|name| row.get(name));
        Ok(name.and_then(Json::as_str).map(str::to_owned))
    }
}

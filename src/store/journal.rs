//! The mutation path: the only code that writes rows, each together with its history, all in the one
//! transaction of a command.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};

use super::Store;
use super::error::StoreError;
use super::history::{self, Change, Payload, Sealed, What};
use super::reader::Reader;
use super::rows::{home_of, insert_row, remove_row, write_fields};
use super::table::{Spec, Table, ordinals_of};
use super::value::Value;
use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Uid};

/// The counter that gives out the keys of `item`; the others count the numbers of a kind.
const KEYS: i64 = 0;

/// Whether a command's changes stay or are only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rehearsal {
    Real,
    /// `--dry-run`: everything happens and is rolled back.
    Dry,
}

/// What a write came to.
#[derive(Debug)]
pub struct Written<R> {
    pub result: R,
    /// The last operation recorded; none when nothing changed or it was a rehearsal.
    pub operation: Option<i64>,
}

/// What an operation is called in history: a verb, never raw arguments.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub verb: &'static str,
    pub undoes: Option<i64>,
}

impl Operation {
    pub fn new(verb: &'static str) -> Operation {
        Operation { verb, undoes: None }
    }
}

/// An open transaction that records what it does.
pub struct Journal<'s> {
    tx: Transaction<'s>,
    ctx: &'s Ctx,
    operation: Operation,
    changes: Vec<Change>,
    touched: BTreeSet<ItemId>,
    /// The counters drawn on, written with the operation: a statement of its own for each number
    /// makes the search index write its pending pages.
    counters: BTreeMap<i64, i64>,
    /// The first operation of this transaction, once it is recorded.
    group: Option<i64>,
    last: Option<(i64, [u8; 32])>,
}

impl Store {
    /// Runs `work` in one transaction that takes the write lock at once. Its changes become one
    /// operation; without changes nothing is recorded; an error leaves nothing behind.
    pub fn write<R, E: From<StoreError>>(
        &mut self,
        ctx: &Ctx,
        operation: Operation,
        rehearsal: Rehearsal,
        work: impl FnOnce(&mut Journal<'_>) -> Result<R, E>,
    ) -> Result<Written<R>, E> {
        let path = self.path.clone().unwrap_or_default();
        let located = |error: rusqlite::Error| E::from(StoreError::from(error).at(&path));
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(located)?;
        let mut journal = Journal {
            tx,
            ctx,
            operation,
            changes: Vec::new(),
            touched: BTreeSet::new(),
            counters: BTreeMap::new(),
            group: None,
            last: None,
        };
        let result = work(&mut journal)?;
        journal.record().map_err(E::from)?;
        let Journal { tx, last, .. } = journal;
        if rehearsal == Rehearsal::Dry {
            tx.rollback().map_err(located)?;
            return Ok(Written {
                result,
                operation: None,
            });
        }
        tx.commit().map_err(located)?;
        if let (Some(watch), Some((operation, digest))) = (&self.watch, &last) {
            watch.saw(&path, *operation, digest);
        }
        Ok(Written {
            result,
            operation: last.map(|(operation, _)| operation),
        })
    }
}

impl Journal<'_> {
    /// Returns what reads the rows, those written so far included.
    pub fn reader(&self) -> Reader<'_> {
        Reader::over(&self.tx)
    }

    pub(super) fn ctx(&self) -> &Ctx {
        self.ctx
    }

    /// Ends the present operation and begins another of the same group.
    pub fn next_operation(&mut self, operation: Operation) -> Result<(), StoreError> {
        self.record()?;
        self.operation = operation;
        Ok(())
    }

    /// Runs `work` so that its failure takes back what it wrote and nothing else.
    pub fn attempt<R, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<R, E>,
    ) -> Result<R, E> {
        let (changes, touched) = (self.changes.len(), self.touched.clone());
        let counters = self.counters.clone();
        let sql = |error: rusqlite::Error| E::from(StoreError::from(error));
        self.tx.execute_batch("SAVEPOINT attempt").map_err(sql)?;
        let result = work(self);
        if result.is_err() {
            self.tx.execute_batch("ROLLBACK TO attempt").map_err(sql)?;
            self.changes.truncate(changes);
            self.touched = touched;
            self.counters = counters;
        }
        self.tx.execute_batch("RELEASE attempt").map_err(sql)?;
        result
    }

    /// Adds a row with a fresh identity; kinds with IDs get the next number.
    #[allow(private_bounds)] // `Table` is sealed in the store on purpose
    pub fn create<T: Table>(&mut self, entity: &T) -> Result<Key, StoreError> {
        let uid = self.ctx.entropy.uid(self.ctx.now);
        self.insert_new(T::SPEC, uid, entity.values())
    }

    /// Draws the next number for what belongs to a row, such as the options of a decision. None is
    /// ever drawn twice, undo included.
    pub fn next_ordinal(&mut self, parent: Key) -> Result<i64, StoreError> {
        self.count_up(ordinals_of(parent))
    }

    /// Adds a row that is known by its parent and a natural key. One that was there before, in the
    /// same place, comes back with the given content.
    #[allow(private_bounds)] // `Table` is sealed in the store on purpose
    pub fn create_keyed<T: Table>(
        &mut self,
        parent: Key,
        natural_key: &str,
        entity: &T,
    ) -> Result<Key, StoreError> {
        let values = entity.values();
        let uid = self.free_uid(parent, T::SPEC, natural_key)?;
        let known = match T::SPEC.once() {
            [] => self.reader().key_of_uid(uid)?,
            _ => self.reader().twin_of(T::SPEC, &values)?,
        };
        let Some(key) = known else {
            return self.insert_new(T::SPEC, uid, values);
        };
        self.set_deleted::<T>(key, false)?;
        self.update(key, entity)?;
        Ok(key)
    }

    /// Returns the uid that a natural key gives. A handle may have passed to somebody else: what was
    /// known by it stays theirs, and the key is counted on.
    fn free_uid(&self, parent: Key, table: &Spec, natural_key: &str) -> Result<Uid, StoreError> {
        let parent = self.reader().uid_of(parent)?;
        let mut uid = Uid::derived(parent, table.name, natural_key);
        let mut turn = 1;
        while !table.once().is_empty() && self.reader().key_of_uid(uid)?.is_some() {
            turn += 1;
            uid = Uid::derived(parent, table.name, &format!("{natural_key} {turn}"));
        }
        Ok(uid)
    }

    /// Gives a row new content; fields that stay equal leave no trace.
    #[allow(private_bounds)] // `Table` is sealed in the store on purpose
    pub fn update<T: Table>(&mut self, key: Key, entity: &T) -> Result<(), StoreError> {
        let old = self.row_values(T::SPEC, key)?;
        let fields = T::SPEC.columns.iter().zip(old).zip(entity.values());
        let changed: Vec<(&str, Value, Value)> = fields
            .filter(|((_, old), new)| old != new)
            .map(|((column, old), new)| (*column, old, new))
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        let written: Vec<(&str, &Value)> = changed
            .iter()
            .map(|(column, _, new)| (*column, new))
            .collect();
        write_fields(self.reader(), T::SPEC, key, &written)?;
        for (column, old, new) in &changed {
            self.note_field(T::SPEC, key, column, old, new)?;
        }
        Ok(())
    }

    /// Marks a row as deleted or takes the mark away.
    #[allow(private_bounds)] // `Table` is sealed in the store on purpose
    pub fn set_deleted<T: Table>(&mut self, key: Key, deleted: bool) -> Result<(), StoreError> {
        let old = self.field(T::SPEC, key, "deleted")?;
        let new = Value::Int(i64::from(deleted));
        if old != new {
            self.change_field(T::SPEC, key, "deleted", &old, &new)?;
        }
        Ok(())
    }

    /// Returns the changes that are not yet written down.
    pub(super) fn pending(&self) -> &[Change] {
        &self.changes
    }

    /// Counts an item as touched although only a row beside it changed.
    pub fn touch(&mut self, id: ItemId) {
        self.touched.insert(id);
    }

    fn insert_new(
        &mut self,
        table: &'static Spec,
        uid: Uid,
        values: Vec<Value>,
    ) -> Result<Key, StoreError> {
        let key = Key(self.count_up(KEYS)?);
        let number = match table.kind {
            Some(_) => Some(self.count_up(table.code)? as u32),
            None => None,
        };
        let payload = Payload {
            uid,
            number,
            values,
        };
        self.insert(table, key, &payload)?;
        Ok(key)
    }

    /// Adds a row as history describes it and writes that down.
    pub(super) fn insert(
        &mut self,
        table: &'static Spec,
        key: Key,
        payload: &Payload,
    ) -> Result<(), StoreError> {
        insert_row(self.reader(), table, key, payload)?;
        let new = history::encode_payload(self.reader(), table, payload)?;
        self.note(Change {
            what: What::Create,
            table,
            item: key,
            field: None,
            old: None,
            new: Some(new),
        })
    }

    /// Takes a row out and writes its content down.
    pub(super) fn remove(&mut self, table: &'static Spec, key: Key) -> Result<(), StoreError> {
        let payload = self.payload(table, key)?;
        let old = history::encode_payload(self.reader(), table, &payload)?;
        self.note(Change {
            what: What::Remove,
            table,
            item: key,
            field: None,
            old: Some(old),
            new: None,
        })?;
        remove_row(self.reader(), table, key)
    }

    /// Writes one field of one row and its history.
    pub(super) fn change_field(
        &mut self,
        table: &'static Spec,
        key: Key,
        column: &str,
        old: &Value,
        new: &Value,
    ) -> Result<(), StoreError> {
        write_fields(self.reader(), table, key, &[(column, new)])?;
        self.note_field(table, key, column, old, new)
    }

    pub(super) fn note_field(
        &mut self,
        table: &'static Spec,
        key: Key,
        column: &str,
        old: &Value,
        new: &Value,
    ) -> Result<(), StoreError> {
        let reader = self.reader();
        let (old, new) = (history::encode(reader, old)?, history::encode(reader, new)?);
        self.note(Change {
            what: What::Update,
            table,
            item: key,
            field: Some(column.to_owned()),
            old: Some(old.to_string()),
            new: Some(new.to_string()),
        })
    }

    pub(super) fn payload(&self, table: &'static Spec, key: Key) -> Result<Payload, StoreError> {
        let number = self.reader().id_of(key)?.map(|id| id.number);
        Ok(Payload {
            uid: self.reader().uid_of(key)?,
            number,
            values: self.row_values(table, key)?,
        })
    }

    pub(super) fn field(&self, table: &Spec, key: Key, column: &str) -> Result<Value, StoreError> {
        let (name, row) = home_of(table, column)?;
        let sql = format!("SELECT {column} FROM {name} WHERE {row} = ?1");
        let mut statement = self.tx.prepare_cached(&sql)?;
        Ok(statement.query_row([key.0], |row| Value::of_column(row.get_ref(0)?))?)
    }

    pub(super) fn row_values(&self, table: &Spec, key: Key) -> Result<Vec<Value>, StoreError> {
        let sql = format!(
            "SELECT {} FROM {} WHERE item = ?1",
            table.columns.join(", "),
            table.name
        );
        let mut statement = self.tx.prepare_cached(&sql)?;
        let values = statement.query_row([key.0], |row| {
            (0..table.columns.len())
                .map(|at| Value::of_column(row.get_ref(at)?))
                .collect()
        })?;
        Ok(values)
    }

    fn count_up(&mut self, counter: i64) -> Result<i64, StoreError> {
        let last = match self.counters.get(&counter) {
            Some(last) => *last,
            None => self
                .tx
                .prepare_cached("SELECT last FROM counter WHERE kind = ?1")?
                .query_row([counter], |row| row.get(0))
                .optional()?
                .unwrap_or(0),
        };
        self.counters.insert(counter, last + 1);
        Ok(last + 1)
    }

    pub(super) fn note(&mut self, change: Change) -> Result<(), StoreError> {
        if let Some(id) = self.reader().id_of(change.item)? {
            self.touched.insert(id);
        }
        self.changes.push(change);
        Ok(())
    }

    /// Writes the pending changes down as one operation.
    fn record(&mut self) -> Result<(), StoreError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        self.settle()?;
        for (counter, last) in &self.counters {
            self.tx
                .prepare_cached(
                    "INSERT INTO counter (kind, last) VALUES (?1, ?2) \
                     ON CONFLICT (kind) DO UPDATE SET last = excluded.last",
                )?
                .execute((counter, last))?;
        }
        let changes = std::mem::take(&mut self.changes);
        let touched = std::mem::take(&mut self.touched);
        let first_change: i64 =
            self.tx
                .query_row("SELECT coalesce(max(id), 0) + 1 FROM change", [], |row| {
                    row.get(0)
                })?;
        let salts: Vec<[u8; 16]> = changes.iter().map(|_| self.ctx.entropy.bytes()).collect();
        let digests: Vec<[u8; 32]> = changes
            .iter()
            .zip(&salts)
            .map(|(change, salt)| change.digest(salt))
            .collect();
        let items: Vec<String> = touched.iter().map(ItemId::to_string).collect();
        let (id, digest) = self.insert_operation(&items.join(" "), first_change, &digests)?;
        for (at, change) in changes.iter().enumerate() {
            let row = first_change + at as i64;
            history::insert_change(self.reader(), (row, id), change, &salts[at], &digests[at])?;
        }
        self.group.get_or_insert(id);
        self.last = Some((id, digest));
        Ok(())
    }

    fn insert_operation(
        &self,
        items: &str,
        first_change: i64,
        digests: &[[u8; 32]],
    ) -> Result<(i64, [u8; 32]), StoreError> {
        let before: Option<(i64, Vec<u8>)> = self
            .tx
            .query_row(
                "SELECT id, digest FROM operation ORDER BY id DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (last, before) = before.unwrap_or_default();
        let at = self
            .ctx
            .now
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let sealed = Sealed {
            id: last + 1,
            uid: self.ctx.entropy.uid(self.ctx.now),
            at: &at,
            actor: &self.ctx.actor,
            verb: self.operation.verb,
            items,
            version: history::VERSION,
            group: self.group.unwrap_or(last + 1),
            undoes: self.operation.undoes,
        };
        let digest = history::seal(&before, &sealed, digests);
        self.tx
            .prepare_cached(
                "INSERT INTO operation (id, uid, at, actor, verb, items, version, grp, undoes, \
                 first_change, change_count, digest) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute((
                sealed.id,
                sealed.uid.0,
                sealed.at,
                sealed.actor,
                sealed.verb,
                sealed.items,
                sealed.version,
                sealed.group,
                sealed.undoes,
                first_change,
                digests.len() as i64,
                digest,
            ))?;
        Ok((sealed.id, digest))
    }
}

//! The chain of digests over history, and what history holds beside it: long texts, and which
//! operations are out of force.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use super::{Area, Damage, Found};
use crate::model::id::Uid;
use crate::store::error::StoreError;
use crate::store::history::{self, Sealed};
use crate::store::log::OperationFilter;
use crate::store::reader::Reader;

/// Proves the last `count` operations, or all and what stands beside them.
pub(super) fn check(reader: Reader<'_>, count: Option<i64>) -> Found {
    let last = last(reader)?;
    let begin = count.map_or(1, |count| (last - count + 1).max(1));
    let mut found = Vec::new();
    for id in begin..=last {
        if let Err(reason) = proven(reader, id) {
            found.push(Damage::new(Area::Chain, operation(id), reason));
        }
    }
    if count.is_none() {
        for proof in [texts(reader), strays(reader), out_of_force(reader)] {
            super::gather(&mut found, Area::Chain, proof)?;
        }
    }
    Ok(found)
}

/// Returns the first operation that cannot be proven.
pub(super) fn first_broken(reader: Reader<'_>) -> Result<Option<i64>, StoreError> {
    Ok((1..=last(reader)?).find(|id| proven(reader, *id).is_err()))
}

fn last(reader: Reader<'_>) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(id), 0) FROM operation";
    Ok(reader.connection.query_row(sql, [], |row| row.get(0))?)
}

fn operation(id: i64) -> String {
    format!("operation {id}")
}

/// Holds an operation's digest against its changes and the digest before; says what is wrong.
pub(in crate::store) fn proven(reader: Reader<'_>, id: i64) -> Result<(), String> {
    match follows(reader, id) {
        Ok(true) => Ok(()),
        Ok(false) => Err("its digest does not follow from what it holds".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn follows(reader: Reader<'_>, id: i64) -> Result<bool, StoreError> {
    let mut statement = reader.connection.prepare_cached(
        "SELECT id, uid, at, actor, verb, items, version, grp, undoes, digest \
         FROM operation WHERE id = ?1",
    )?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else {
        return Err(StoreError::Damaged {
            detail: "it is missing".to_owned(),
        });
    };
    let (at, actor): (String, String) = (row.get(2)?, row.get(3)?);
    let (verb, items): (String, String) = (row.get(4)?, row.get(5)?);
    let sealed = Sealed {
        id: row.get(0)?,
        uid: Uid(row.get(1)?),
        at: &at,
        actor: &actor,
        verb: &verb,
        items: &items,
        version: row.get(6)?,
        group: row.get(7)?,
        undoes: row.get(8)?,
    };
    let digest: Vec<u8> = row.get(9)?;
    let before: Option<Vec<u8>> = reader
        .connection
        .prepare_cached("SELECT digest FROM operation WHERE id = ?1 - 1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(changes) = proven_digests(reader, id)? else {
        return Ok(false);
    };
    let sealed = history::seal(&before.unwrap_or_default(), &sealed, &changes);
    Ok(sealed[..] == digest)
}

/// Returns the digests of an operation's changes, or `None` if one does not fit its values.
fn proven_digests(reader: Reader<'_>, operation: i64) -> Result<Option<Vec<[u8; 32]>>, StoreError> {
    let mut statement = reader.connection.prepare_cached(
        "SELECT c.salt, c.digest FROM operation o \
         JOIN change c ON c.id >= o.first_change AND c.id < o.first_change + o.change_count \
         WHERE o.id = ?1 AND c.operation = o.id ORDER BY c.id",
    )?;
    let mut rows = statement.query([operation])?;
    let mut kept = reader.changes_in(operation)?.into_iter();
    let mut digests = Vec::new();
    while let Some(row) = rows.next()? {
        let (salt, digest): (Option<[u8; 16]>, [u8; 32]) = (row.get(0)?, row.get(1)?);
        if let Some(salt) = salt
            && kept
                .next()
                .is_none_or(|change| change.digest(&salt) != digest)
        {
            return Ok(None);
        }
        digests.push(digest);
    }
    let counted = reader
        .operation(operation)?
        .is_some_and(|line| line.change_count == digests.len() as i64);
    Ok(counted.then_some(digests))
}

/// Long texts are kept under their digests.
fn texts(reader: Reader<'_>) -> Found {
    let mut statement = reader
        .connection
        .prepare("SELECT rowid, digest, body FROM text")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (digest, body): (Vec<u8>, String) = (row.get(1)?, row.get(2)?);
        if blake3::hash(body.as_bytes()).as_bytes()[..] != digest {
            let name = format!("text {}", row.get::<_, i64>(0)?);
            let detail = "a long text in history is not the one that was written";
            found.push(Damage::new(Area::Chain, name, detail));
        }
    }
    Ok(found)
}

/// Each change belongs to an operation that counts it.
fn strays(reader: Reader<'_>) -> Found {
    let (changes, counted): (i64, i64) = reader.connection.query_row(
        "SELECT (SELECT count(*) FROM change), \
         (SELECT coalesce(sum(change_count), 0) FROM operation)",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut found = Vec::new();
    if changes != counted {
        let detail = format!("there are {changes} changes, and the operations count {counted}");
        found.push(Damage::new(Area::Chain, None, detail));
    }
    Ok(found)
}

/// What is out of force follows from the undos, and no digest covers it.
fn out_of_force(reader: Reader<'_>) -> Found {
    let mut found = Vec::new();
    let wanted = undone(reader)?;
    for line in reader.operations(&OperationFilter::default())? {
        if line.undone_by != wanted.get(&line.id).copied() {
            let detail = "whether it was undone is not as the later operations say";
            found.push(Damage::new(Area::Chain, operation(line.id), detail));
        }
    }
    Ok(found)
}

/// Returns which operation was taken back by which, as far as it still is.
pub(in crate::store) fn undone(reader: Reader<'_>) -> Result<BTreeMap<i64, i64>, StoreError> {
    let mut lines = reader.operations(&OperationFilter::default())?;
    lines.reverse();
    let mut groups: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut undone: BTreeMap<i64, i64> = BTreeMap::new();
    let mut undoing: BTreeMap<i64, bool> = BTreeMap::new();
    for line in &lines {
        groups.entry(line.group).or_default().push(line.id);
        undoing.insert(line.id, line.undoes.is_some());
        let Some(target) = line.undoes else {
            continue;
        };
        if undoing.get(&target) == Some(&true) {
            undone.retain(|_, by| *by != target);
            undone.insert(target, line.id);
            continue;
        }
        let group = lines
            .binary_search_by_key(&target, |line| line.id)
            .map_or(target, |at| lines[at].group);
        for member in groups.get(&group).into_iter().flatten() {
            undone.insert(*member, line.id);
        }
    }
    Ok(undone)
}

//! The numbers of records in their folders: `ADR-12`, by which people and other records call them.

use std::path::Path;

use super::{RecordFile, SOURCE};
use crate::model::id::Key;
use crate::model::relation::External;
use crate::ops::error::OpsError;
use crate::store::Journal;
use crate::text::records::Record;

/// Returns the name of a record with this number.
pub(super) fn name(number: u32) -> String {
    format!("ADR-{number}")
}

/// Returns the folder of a file, which is where its number counts.
pub(super) fn folder(path: &str) -> String {
    let parent = Path::new(path).parent();
    parent.map_or_else(String::new, |parent| parent.to_string_lossy().into_owned())
}

/// Makes a decision known by its number; one that another record of the folder has stays with that.
pub(super) fn keep(
    journal: &mut Journal<'_>,
    decision: Key,
    file: &RecordFile,
    record: &Record,
) -> Result<(), OpsError> {
    let Some(number) = record.number else {
        return Ok(());
    };
    let (source, external_id) = (folder(&file.path), name(number));
    if journal.reader().external(&source, &external_id)?.is_some() {
        return Ok(());
    }
    let rows = journal.reader().externals_of(decision)?.into_iter();
    // Of a folder that was moved, or another number in the same folder.
    let mut old = rows
        .filter(|row| row.entity.content.is_none() && row.entity.external_id.starts_with("ADR-"));
    let entity = External {
        parent: decision,
        source,
        external_id,
        url: None,
        content: None,
    };
    match old.next() {
        Some(row) => journal.update(row.key, &entity)?,
        None => drop(journal.create(&entity)?),
    }
    Ok(())
}

/// Makes a file the place of the record that has its number and whose own file is gone; returns that.
pub(super) fn renamed(
    journal: &mut Journal<'_>,
    file: &RecordFile,
    record: &Record,
    is_there: fn(&str) -> bool,
) -> Result<Option<String>, OpsError> {
    let Some(number) = record.number else {
        return Ok(None);
    };
    if journal.reader().external(SOURCE, &file.path)?.is_some() {
        return Ok(None);
    }
    let source = folder(&file.path);
    let Some(known) = journal.reader().external(&source, &name(number))? else {
        return Ok(None);
    };
    for row in journal.reader().externals_of(known.entity.parent)? {
        let old = row.entity.external_id.clone();
        if row.entity.source == SOURCE && folder(&old) == source && !is_there(&old) {
            let entity = External {
                external_id: file.path.clone(),
                ..row.entity
            };
            journal.update(row.key, &entity)?;
            return Ok(Some(old));
        }
    }
    Ok(None)
}

//! Looks for damage: in the pages, the rows, the history, the search index, and between them. Each
//! proof goes on where another failed, and names the records that it finds damaged.

mod chain;
pub(super) mod pages;
mod rows;
mod search;

pub(super) use chain::{proven, undone};
pub(super) use rows::{differences, rows_of};

use super::Store;
use super::error::StoreError;
use super::reader::Reader;
use super::table::Spec;
use crate::model::id::Key;

/// How many findings of one kind are told one by one.
const TOLD: usize = 20;

/// How many of the last operations a quick check proves.
const QUICKLY_PROVEN: i64 = 100;

/// Where damage was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Pages,
    Schema,
    Reference,
    Row,
    Chain,
    Replay,
    Search,
}

impl Area {
    /// Returns the stable name of findings of this kind.
    pub fn word(self) -> &'static str {
        match self {
            Area::Pages => "damaged_pages",
            Area::Schema => "damaged_schema",
            Area::Reference => "broken_reference",
            Area::Row => "damaged_row",
            Area::Chain => "broken_chain",
            Area::Replay => "differs_from_history",
            Area::Search => "damaged_search_index",
        }
    }
}

/// Something in the file that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    pub area: Area,
    /// The record: an ID, or what else names the row.
    pub record: Option<String>,
    pub detail: String,
}

impl Damage {
    fn new(area: Area, record: impl Into<Option<String>>, detail: impl Into<String>) -> Damage {
        Damage {
            area,
            record: record.into(),
            detail: detail.into(),
        }
    }
}

type Found = Result<Vec<Damage>, StoreError>;

impl Store {
    /// Looks at the pages' form and the last operations: a matter of moments.
    pub fn check_quickly(&self) -> Found {
        let reader = self.reader();
        let snapshot = reader.connection.unchecked_transaction()?;
        let mut found = Vec::new();
        gather(&mut found, Area::Pages, pages::quick(reader))?;
        gather(
            &mut found,
            Area::Chain,
            chain::check(reader, Some(QUICKLY_PROVEN)),
        )?;
        snapshot.rollback()?;
        Ok(found)
    }

    /// Looks at everything: pages, indexes, references, each row, each operation, whether history
    /// gives the rows, and whether the search index is theirs.
    pub fn check_deeply(&self) -> Found {
        let reader = self.reader();
        let snapshot = reader.connection.unchecked_transaction()?;
        let mut found = Vec::new();
        gather(&mut found, Area::Pages, pages::whole(reader))?;
        gather(&mut found, Area::Schema, pages::schema(reader))?;
        gather(&mut found, Area::Reference, pages::references(reader))?;
        gather(&mut found, Area::Row, rows::readable(reader))?;
        gather(&mut found, Area::Chain, chain::check(reader, None))?;
        gather(&mut found, Area::Replay, rows::replayed(reader))?;
        gather(&mut found, Area::Search, search::check(reader))?;
        snapshot.rollback()?;
        Ok(found)
    }

    /// Returns the first operation whose digest does not follow from its changes and the one before.
    pub fn broken_link(&self) -> Result<Option<i64>, StoreError> {
        chain::first_broken(self.reader())
    }
}

/// Adds what a proof found; that it could not be led to its end is damage too.
fn gather(found: &mut Vec<Damage>, area: Area, proof: Found) -> Result<(), StoreError> {
    match proof {
        Ok(mut damages) => {
            let more = damages.len().saturating_sub(TOLD);
            damages.truncate(TOLD);
            found.append(&mut damages);
            if more > 0 {
                found.push(Damage::new(
                    area,
                    None,
                    format!("and {more} more of this kind"),
                ));
            }
        }
        Err(error @ (StoreError::Busy { .. } | StoreError::DiskFull)) => return Err(error),
        Err(error) => found.push(Damage::new(area, None, error.to_string())),
    }
    Ok(())
}

/// Names a row for people: by its ID, its name, or the item that it hangs on.
fn name(reader: Reader<'_>, table: &Spec, key: Key) -> String {
    if let Ok(Some(id)) = reader.id_of(key) {
        return id.to_string();
    }
    let ask = |column: &str| -> Option<String> {
        let sql = format!("SELECT {column} FROM {} WHERE item = ?1", table.name);
        let asked = reader.connection.query_row(&sql, [key.0], |row| row.get(0));
        asked.ok()
    };
    if let Some(handle) = table.column("handle").and_then(ask) {
        return format!("@{handle}");
    }
    if let Some(slug) = table.column("slug").and_then(ask) {
        return format!("{} {slug}", table.name);
    }
    let sql = format!(
        "SELECT {} FROM {} WHERE item = ?1",
        table.home(),
        table.name
    );
    let asked = reader.connection.query_row(&sql, [key.0], |row| row.get(0));
    let parent = asked.ok().and_then(|home| reader.id_of(Key(home)).ok()?);
    match parent {
        Some(id) => format!("{} of {id}", table.name),
        None => format!("{} row {}", table.name, key.0),
    }
}

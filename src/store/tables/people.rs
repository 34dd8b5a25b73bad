//! People, aliases and workstreams.

use rusqlite::OptionalExtension;

use crate::model::id::Key;
use crate::model::person::{Alias, Person, Workstream};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};

impl Reader<'_> {
    /// Returns the person with exactly this handle or alias, lower case.
    pub fn person_named(self, name: &str) -> Result<Option<Row<Person>>, StoreError> {
        if let Some(person) = self.one("t.handle = ?1 AND i.deleted = 0", [name])? {
            return Ok(Some(person));
        }
        self.one(
            "t.item = (SELECT person FROM alias JOIN item a ON a.id = alias.item \
             WHERE alias = ?1 AND a.deleted = 0) AND i.deleted = 0",
            [name],
        )
    }

    /// Returns everybody, by handle.
    pub fn people(self) -> Result<Vec<Row<Person>>, StoreError> {
        self.many("i.deleted = 0 ORDER BY t.handle", [])
    }

    /// Returns the aliases of all people, by alias.
    pub fn aliases(self) -> Result<Vec<Row<Alias>>, StoreError> {
        self.many("i.deleted = 0 ORDER BY t.alias", [])
    }

    /// Returns the handle of a person.
    pub fn handle_of(self, person: Key) -> Result<String, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT handle FROM person WHERE item = ?1")?;
        Ok(statement.query_row([person.0], |row| row.get(0))?)
    }

    /// Returns the workstream with exactly this slug, lower case.
    pub fn workstream_named(self, slug: &str) -> Result<Option<Row<Workstream>>, StoreError> {
        self.one("t.slug = ?1 AND i.deleted = 0", [slug])
    }

    /// Returns all workstreams, by slug.
    pub fn workstreams(self) -> Result<Vec<Row<Workstream>>, StoreError> {
        self.many("i.deleted = 0 ORDER BY t.slug", [])
    }

    /// Returns the slug of a workstream.
    pub fn slug_of(self, workstream: Key) -> Result<String, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT slug FROM workstream WHERE item = ?1")?;
        Ok(statement.query_row([workstream.0], |row| row.get(0))?)
    }

    /// Returns a workstream and all below it.
    pub fn workstream_tree(self, top: Key) -> Result<Vec<Key>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE below (item) AS ( \
               SELECT ?1 UNION SELECT w.item FROM workstream w JOIN below b ON w.parent = b.item) \
             SELECT item FROM below",
        )?;
        let rows = statement.query_map([top.0], |row| row.get(0).map(Key))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns how many open actions, overdue actions and open decisions a person holds.
    pub fn load_of(self, person: Key, today: chrono::NaiveDate) -> Result<[u32; 3], StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \
               (SELECT count(*) FROM action t JOIN item i ON i.id = t.item WHERE t.owner = ?1 \
                AND t.done_at IS NULL AND t.history = 0 AND i.deleted = 0), \
               (SELECT count(*) FROM action t JOIN item i ON i.id = t.item WHERE t.owner = ?1 \
                AND t.done_at IS NULL AND t.due < ?2 AND t.history = 0 AND i.deleted = 0), \
               (SELECT count(*) FROM role r JOIN item ri ON ri.id = r.item \
                JOIN decision d ON d.item = r.decision JOIN item i ON i.id = d.item \
                WHERE r.person = ?1 AND r.role = 'decider' AND ri.deleted = 0 AND d.history = 0 \
                AND d.status IN ('draft', 'proposed', 'deferred') AND i.deleted = 0)",
        )?;
        let counts = statement
            .query_row((person.0, today.to_string()), |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?])
            })
            .optional()?;
        Ok(counts.unwrap_or_default())
    }
}

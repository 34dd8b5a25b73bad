//! People, groups, their names, and workstreams.

use chrono::NaiveDate;

use rusqlite::OptionalExtension;

use crate::model::id::Key;
use crate::model::person::{Alias, Audience, Membership, Person, Workstream};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};

impl Reader<'_> {
    /// Returns the person or group with exactly this handle or alias, lower case. A handle that was
    /// merged into another means whom it was merged into.
    pub fn person_named(self, name: &str) -> Result<Option<Row<Person>>, StoreError> {
        let mut found = self.one("t.handle = ?1 AND i.deleted = 0", [name])?;
        if found.is_none() {
            found = self.one(
                "t.item = (SELECT person FROM alias JOIN item a ON a.id = alias.item \
                 WHERE alias = ?1 AND a.deleted = 0) AND i.deleted = 0",
                [name],
            )?;
        }
        match found {
            // Merging moves these references too, so one step is all there is.
            Some(Row {
                entity:
                    Person {
                        merged_into: Some(into),
                        ..
                    },
                ..
            }) => self.row(into).map(Some),
            found => Ok(found),
        }
    }

    /// Returns all people and groups by handle, those who left and those merged into others included.
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

    /// Returns the present slug of the workstream that was called so last, before it got another name.
    pub fn workstream_once_called(self, slug: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT w.slug FROM workstream w JOIN item i ON i.id = w.item \
             JOIN change c ON c.item = w.item \
             WHERE i.deleted = 0 AND c.field = 'slug' AND c.old = json_quote(?1) \
             ORDER BY c.id DESC LIMIT 1",
        )?;
        Ok(statement.query_row([slug], |row| row.get(0)).optional()?)
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

    /// Returns the other names of one person, by alias.
    pub fn aliases_of(self, person: Key) -> Result<Vec<Row<Alias>>, StoreError> {
        self.many(
            "t.person = ?1 AND i.deleted = 0 ORDER BY t.alias",
            [person.0],
        )
    }

    /// Returns those who turned out to be this person.
    pub fn merged_into(self, person: Key) -> Result<Vec<Row<Person>>, StoreError> {
        self.many(
            "t.merged_into = ?1 AND i.deleted = 0 ORDER BY t.handle",
            [person.0],
        )
    }

    /// Returns those whom this person manages and who are still here.
    pub fn reports_of(self, person: Key) -> Result<Vec<Row<Person>>, StoreError> {
        self.many(
            "t.manager = ?1 AND t.active = 1 AND t.merged_into IS NULL AND i.deleted = 0 \
             ORDER BY t.handle",
            [person.0],
        )
    }

    /// Returns those for whom this person stands in, now or on another day.
    pub fn covered_by(self, person: Key) -> Result<Vec<Row<Person>>, StoreError> {
        self.many(
            "t.cover = ?1 AND t.active = 1 AND t.merged_into IS NULL AND i.deleted = 0 \
             ORDER BY t.handle",
            [person.0],
        )
    }

    /// Returns those who are away on a day.
    pub fn away_on(self, day: NaiveDate) -> Result<Vec<Row<Person>>, StoreError> {
        self.many(
            "t.away_from <= ?1 AND (t.away_to IS NULL OR t.away_to >= ?1) AND t.active = 1 \
             AND t.merged_into IS NULL AND i.deleted = 0 ORDER BY t.handle",
            [day.to_string()],
        )
    }

    /// Returns who belongs to a group, in the order in which they came.
    pub fn members_of(self, group: Key) -> Result<Vec<Row<Membership>>, StoreError> {
        self.many("t.party = ?1 AND i.deleted = 0 ORDER BY t.item", [group.0])
    }

    /// Returns the places of a person in groups.
    pub fn memberships_of(self, person: Key) -> Result<Vec<Row<Membership>>, StoreError> {
        self.many(
            "t.member = ?1 AND i.deleted = 0 ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns who is told of a workstream's decisions, in the order in which they came.
    pub fn audience_of(self, workstream: Key) -> Result<Vec<Row<Audience>>, StoreError> {
        self.many(
            "t.workstream = ?1 AND i.deleted = 0 ORDER BY t.item",
            [workstream.0],
        )
    }

    /// Returns of which workstreams a person or group is told.
    pub fn audiences_of(self, person: Key) -> Result<Vec<Row<Audience>>, StoreError> {
        self.many(
            "t.person = ?1 AND i.deleted = 0 ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns the workstreams that a person leads and that are not done.
    pub fn workstreams_led(self, person: Key) -> Result<Vec<Row<Workstream>>, StoreError> {
        self.many(
            "t.lead = ?1 AND t.status <> 'done' AND i.deleted = 0 ORDER BY t.slug",
            [person.0],
        )
    }
}

//! What people hold and workstreams have open: the things themselves, and how many there are.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::action::{Action, Helper};
use crate::model::decision::Role;
use crate::model::id::Key;
use crate::model::meeting::Attendance;
use crate::model::series::AgendaItem;
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};

/// How much one person or workstream has open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub open: u32,
    /// Those of the open actions that are past their date.
    pub overdue: u32,
    /// Open decisions: of a person, those to make.
    pub deciding: u32,
}

impl Load {
    /// Returns both together.
    #[must_use]
    pub fn plus(self, other: Load) -> Load {
        Load {
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
            deciding: self.deciding + other.deciding,
        }
    }
}

const OPEN_DECISION: &str = "SELECT 1 FROM decision d JOIN item di ON di.id = d.item \
     WHERE d.item = t.decision AND d.status IN ('draft', 'proposed', 'deferred') \
     AND di.deleted = 0";

impl Reader<'_> {
    /// Returns the actions that a person owns and that are not ended, by due date, history included.
    pub fn actions_held(self, person: Key) -> Result<Vec<Row<Action>>, StoreError> {
        self.many(
            "t.owner = ?1 AND t.done_at IS NULL AND i.deleted = 0 \
             ORDER BY t.due IS NULL, t.due, t.item",
            [person.0],
        )
    }

    /// Returns the actions that wait on a person, the oldest first.
    pub fn actions_awaiting(
        self,
        person: Key,
        limit: Option<u32>,
    ) -> Result<Vec<Row<Action>>, StoreError> {
        self.many(
            "t.waiting_on = ?1 AND t.done_at IS NULL AND i.deleted = 0 ORDER BY t.item LIMIT ?2",
            [person.0, limit.map_or(-1, i64::from)],
        )
    }

    /// Returns where a person helps with actions that are not ended.
    pub fn helping(self, person: Key) -> Result<Vec<Row<Helper>>, StoreError> {
        self.many(
            "t.person = ?1 AND i.deleted = 0 AND EXISTS (SELECT 1 FROM action a \
             JOIN item ai ON ai.id = a.item WHERE a.item = t.action AND a.done_at IS NULL \
             AND ai.deleted = 0) ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns the parts of a person or group in open decisions.
    pub fn open_roles(self, person: Key) -> Result<Vec<Row<Role>>, StoreError> {
        self.many(
            &format!(
                "t.person = ?1 AND i.deleted = 0 AND EXISTS ({OPEN_DECISION}) ORDER BY t.item"
            ),
            [person.0],
        )
    }

    /// Returns where a person is invited to meetings that are planned.
    pub fn seats_ahead(self, person: Key) -> Result<Vec<Row<Attendance>>, StoreError> {
        self.many(
            "t.person = ?1 AND i.deleted = 0 AND EXISTS (SELECT 1 FROM meeting m \
             JOIN item mi ON mi.id = m.item WHERE m.item = t.meeting AND m.status = 'planned' \
             AND mi.deleted = 0) ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns the topics that a person is to present and that no meeting is done with.
    pub fn topics_ahead(self, person: Key) -> Result<Vec<Row<AgendaItem>>, StoreError> {
        self.many(
            "t.presenter = ?1 AND t.outcome IS NULL AND i.deleted = 0 AND (t.meeting IS NULL OR \
             EXISTS (SELECT 1 FROM meeting m JOIN item mi ON mi.id = m.item \
             WHERE m.item = t.meeting AND m.status IN ('planned', 'open') AND mi.deleted = 0)) \
             ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns the parts in which a person has answered, in decisions made and open.
    pub fn answers_of(self, person: Key) -> Result<Vec<Row<Role>>, StoreError> {
        self.many(
            "t.person = ?1 AND t.response IS NOT NULL AND i.deleted = 0 \
             AND t.decision NOT IN (SELECT id FROM item WHERE deleted = 1) ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns how much each person holds, outside history; who holds nothing is absent.
    pub fn loads_of_people(self, today: NaiveDate) -> Result<HashMap<Key, Load>, StoreError> {
        let mut loads = self.loads(
            "SELECT t.owner, count(*), coalesce(sum(t.due < ?1), 0) FROM action t \
             WHERE t.owner IS NOT NULL AND t.done_at IS NULL AND t.history = 0 \
             AND t.item NOT IN (SELECT id FROM item WHERE deleted = 1) \
             GROUP BY t.owner",
            today,
        )?;
        // From the open decisions to their deciders: there are far fewer of them than of deciders.
        let mut statement = self.connection.prepare_cached(
            "SELECT t.person, count(*) FROM decision d CROSS JOIN role t \
             ON t.decision = d.item AND t.role = 'decider' \
             WHERE d.status IN ('draft', 'proposed', 'deferred') AND d.history = 0 \
             AND t.item NOT IN (SELECT id FROM item WHERE deleted = 1) \
             AND d.item NOT IN (SELECT id FROM item WHERE deleted = 1) GROUP BY t.person",
        )?;
        add_deciding(&mut loads, statement.query([])?)?;
        Ok(loads)
    }

    /// Returns how much one person holds, outside history.
    pub fn load_of(self, person: Key, today: NaiveDate) -> Result<Load, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(t.due < ?2), 0), (SELECT count(*) FROM role t \
               JOIN item i ON i.id = t.item WHERE t.person = ?1 AND t.role = 'decider' \
               AND i.deleted = 0 AND EXISTS ({OPEN_DECISION} AND d.history = 0)) \
             FROM action t JOIN item i ON i.id = t.item \
             WHERE t.owner = ?1 AND t.done_at IS NULL AND t.history = 0 AND i.deleted = 0",
        ))?;
        let load = statement.query_row((person.0, today.to_string()), |row| {
            Ok(Load {
                open: row.get(0)?,
                overdue: row.get(1)?,
                deciding: row.get(2)?,
            })
        })?;
        Ok(load)
    }

    /// Returns how much each workstream has open by itself, outside history; one without is absent.
    pub fn loads_of_workstreams(self, today: NaiveDate) -> Result<HashMap<Key, Load>, StoreError> {
        let mut loads = self.loads(
            "SELECT t.workstream, count(*), coalesce(sum(t.due < ?1), 0) FROM action t \
             WHERE t.workstream IS NOT NULL AND t.done_at IS NULL AND t.history = 0 \
             AND t.item NOT IN (SELECT id FROM item WHERE deleted = 1) \
             GROUP BY t.workstream",
            today,
        )?;
        let mut statement = self.connection.prepare_cached(
            "SELECT t.workstream, count(*) FROM decision t JOIN item i ON i.id = t.item \
             WHERE t.workstream IS NOT NULL AND t.status IN ('draft', 'proposed', 'deferred') \
             AND t.history = 0 AND i.deleted = 0 GROUP BY t.workstream",
        )?;
        add_deciding(&mut loads, statement.query([])?)?;
        Ok(loads)
    }

    fn loads(self, sql: &str, today: NaiveDate) -> Result<HashMap<Key, Load>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            let load = Load {
                open: row.get(1)?,
                overdue: row.get(2)?,
                deciding: 0,
            };
            Ok((Key(row.get(0)?), load))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn add_deciding(
    loads: &mut HashMap<Key, Load>,
    mut rows: rusqlite::Rows<'_>,
) -> Result<(), StoreError> {
    while let Some(row) = rows.next()? {
        loads.entry(Key(row.get(0)?)).or_default().deciding = row.get(1)?;
    }
    Ok(())
}

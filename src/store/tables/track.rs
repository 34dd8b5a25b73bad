//! Risks, needs and milestones: lists by filter, what belongs to an item, and what people hold of them.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::Condition;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::risk::Risk;
use crate::model::words::{MilestoneStatus, NeedStatus, RiskSort, RiskStatus};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::table::{Table, spec_of_kind};
use crate::store::value::{Field, Value};

/// Which of them a list holds, as far as all three sorts are chosen alike; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct TrackFilter {
    /// Owners, of needs those who give; `None` in the list stands for nobody.
    pub owners: Vec<Option<Key>>,
    pub workstreams: Vec<Option<Key>>,
    /// Ended ones too.
    pub all: bool,
    pub due_before: Option<NaiveDate>,
    pub due_after: Option<NaiveDate>,
    /// The first and last civil date on which they came up.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Words that their title or text holds.
    pub words: Vec<String>,
    /// What came in as history too.
    pub history: bool,
    pub limit: Option<u32>,
}

/// How the columns of one sort are called.
struct Columns {
    owner: &'static str,
    ended: &'static str,
    due: &'static str,
    begun: &'static str,
}

const OF_RISKS: Columns = Columns {
    owner: "t.owner",
    ended: "t.closed_at",
    due: "t.due",
    begun: "t.raised",
};
const OF_NEEDS: Columns = Columns {
    owner: "t.giver",
    ended: "t.closed_at",
    due: "t.due",
    begun: "t.asked_at",
};
const OF_MILESTONES: Columns = Columns {
    owner: "t.owner",
    ended: "t.done_at",
    due: "coalesce(t.forecast, t.baseline)",
    begun: "t.created",
};

/// Probability times impact; an issue is there already (`Risk::score`).
const SCORE: &str = "coalesce(t.probability, CASE t.sort WHEN 'issue' THEN 5 END) * t.impact";

impl TrackFilter {
    fn condition(&self, columns: &Columns, statuses: Vec<Value>) -> Condition {
        let TrackFilter {
            owners,
            workstreams,
            all,
            due_before,
            due_after,
            since,
            until,
            words,
            history,
            limit: _,
        } = self;
        let Columns {
            owner,
            ended,
            due,
            begun,
        } = columns;
        let mut condition = Condition::default();
        condition.and("i.deleted = 0");
        condition.any_of(owner, owners.iter().map(Field::to_value).collect());
        let workstreams = workstreams.iter().map(Field::to_value).collect();
        condition.any_of("t.workstream", workstreams);
        if statuses.is_empty() && !all {
            condition.and(format!("{ended} IS NULL"));
        }
        condition.any_of("t.status", statuses);
        let [before, after] = ["<", ">"].map(|sign| format!("{due} {sign} ?"));
        let [first, last] = [">=", "<="].map(|sign| format!("{begun} {sign} ?"));
        condition.dates(&[
            (&before, due_before),
            (&after, due_after),
            (&first, since),
            (&last, until),
        ]);
        condition.words(words);
        if !history {
            condition.and("t.history = 0");
        }
        condition
    }
}

impl Reader<'_> {
    /// Returns risks, the gravest first, those that nobody judged last.
    pub fn risks(
        self,
        filter: &TrackFilter,
        sorts: &[RiskSort],
        statuses: &[RiskStatus],
    ) -> Result<Vec<Row<Risk>>, StoreError> {
        let statuses = statuses.iter().map(Field::to_value).collect();
        let mut condition = filter.condition(&OF_RISKS, statuses);
        condition.any_of("t.sort", sorts.iter().map(Field::to_value).collect());
        let order = format!("{SCORE} DESC NULLS LAST, t.due NULLS LAST, t.item");
        self.tracked(condition, &order, filter.limit)
    }

    /// Returns needs by date, undated ones last; `givers` and `takers` are keys of people, groups,
    /// workstreams and items.
    pub fn needs(
        self,
        filter: &TrackFilter,
        givers: &[Key],
        takers: &[Key],
        statuses: &[NeedStatus],
    ) -> Result<Vec<Row<Need>>, StoreError> {
        let statuses = statuses.iter().map(Field::to_value).collect();
        let mut condition = filter.condition(&OF_NEEDS, statuses);
        for (column, keys) in [("t.giver", givers), ("t.taker", takers)] {
            condition.any_of(column, keys.iter().map(Field::to_value).collect());
        }
        self.tracked(condition, "t.due NULLS LAST, t.item", filter.limit)
    }

    /// Returns milestones in the order in which they are expected, undated ones last.
    pub fn milestones(
        self,
        filter: &TrackFilter,
        statuses: &[MilestoneStatus],
    ) -> Result<Vec<Row<Milestone>>, StoreError> {
        let statuses = statuses.iter().map(Field::to_value).collect();
        let condition = filter.condition(&OF_MILESTONES, statuses);
        let order = format!("{} NULLS LAST, t.item", OF_MILESTONES.due);
        self.tracked(condition, &order, filter.limit)
    }

    fn tracked<T: Table>(
        self,
        mut condition: Condition,
        order: &str,
        limit: Option<u32>,
    ) -> Result<Vec<Row<T>>, StoreError> {
        let limit = Value::Int(limit.map_or(-1, i64::from));
        condition.values.push(limit);
        let sql = format!("{} ORDER BY {order} LIMIT ?", condition.sql());
        self.many(&sql, &condition.params()[..])
    }

    /// Returns the issue that a risk became, the latest if it became several.
    pub fn issue_of(self, risk: Key) -> Result<Option<Row<Risk>>, StoreError> {
        self.one(
            "t.came_from = ?1 AND i.deleted = 0 ORDER BY t.item DESC LIMIT 1",
            [risk.0],
        )
    }

    /// Whether a key is that of a workstream.
    pub fn is_workstream(self, key: Key) -> Result<bool, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM workstream WHERE item = ?1")?;
        let found: Option<i64> = statement.query_row([key.0], |row| row.get(0)).optional()?;
        Ok(found.is_some())
    }

    /// Returns the workstream that an item belongs to.
    pub fn home_of(self, item: Key) -> Result<Option<Key>, StoreError> {
        let Some(id) = self.id_of(item)? else {
            return Ok(None);
        };
        let Some(spec) = spec_of_kind(id.kind) else {
            return Ok(None);
        };
        let sql = format!("SELECT workstream FROM {} WHERE item = ?1", spec.name);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let home: Option<i64> = statement.query_row([item.0], |row| row.get(0))?;
        Ok(home.map(Key))
    }

    /// Returns IDs and titles of the risks, needs and milestones that name an item: as the decision that
    /// rests on it, as what it is for, or as the meeting whose notes hold it.
    pub fn tracked_at(self, item: Key) -> Result<Vec<(ItemId, String)>, StoreError> {
        let mut found = Vec::new();
        for (kind, columns) in [
            (Kind::Risk, "decision, meeting, came_from"),
            (Kind::Need, "taker, meeting"),
            (Kind::Milestone, "meeting"),
        ] {
            let Some(spec) = spec_of_kind(kind) else {
                continue;
            };
            let ways: Vec<String> = columns
                .split(", ")
                .map(|column| format!("t.{column} = ?1"))
                .collect();
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT i.number, t.title FROM {} t JOIN item i ON i.id = t.item \
                 WHERE ({}) AND i.deleted = 0 ORDER BY t.item",
                spec.name,
                ways.join(" OR ")
            ))?;
            let rows = statement.query_map([item.0], |row| {
                Ok((ItemId::new(kind, row.get(0)?), row.get(1)?))
            })?;
            for row in rows {
                found.push(row?);
            }
        }
        Ok(found)
    }

    /// Returns the open risks on which decisions rest or that stand in a meeting's notes.
    pub fn risks_at(self, item: Key) -> Result<Vec<Row<Risk>>, StoreError> {
        self.many(
            "(t.decision = ?1 OR t.meeting = ?1) AND i.deleted = 0 ORDER BY t.item",
            [item.0],
        )
    }

    /// Returns the needs that are for an item or stand in a meeting's notes.
    pub fn needs_at(self, item: Key) -> Result<Vec<Row<Need>>, StoreError> {
        self.many(
            "(t.taker = ?1 OR t.meeting = ?1) AND i.deleted = 0 ORDER BY t.item",
            [item.0],
        )
    }

    /// Returns the milestones that stand in a meeting's notes.
    pub fn milestones_at(self, meeting: Key) -> Result<Vec<Row<Milestone>>, StoreError> {
        self.many(
            "t.meeting = ?1 AND i.deleted = 0 ORDER BY t.item",
            [meeting.0],
        )
    }

    /// Returns the open risks that a person owns.
    pub fn risks_held(self, person: Key) -> Result<Vec<Row<Risk>>, StoreError> {
        self.many(
            "t.owner = ?1 AND t.closed_at IS NULL AND i.deleted = 0 ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns the open needs that a person gives, takes, or said yes to.
    pub fn needs_held(self, person: Key) -> Result<Vec<Row<Need>>, StoreError> {
        self.many(
            "(t.giver = ?1 OR t.taker = ?1 OR t.committed_by = ?1) AND t.closed_at IS NULL \
             AND i.deleted = 0 ORDER BY t.item",
            [person.0],
        )
    }

    /// Returns the milestones ahead that a person owns.
    pub fn milestones_held(self, person: Key) -> Result<Vec<Row<Milestone>>, StoreError> {
        self.many(
            "t.owner = ?1 AND t.done_at IS NULL AND i.deleted = 0 ORDER BY t.item",
            [person.0],
        )
    }
}

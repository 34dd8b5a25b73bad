//! Actions: lists by filter, what is overdue, and what serves an item.

use chrono::{DateTime, NaiveDate, Utc};

use super::Condition;
use crate::model::action::{Action, Helper};
use crate::model::id::Key;
use crate::model::words::ActionStatus;
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::value::{Field, Value};

/// Which actions a list holds; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct ActionFilter {
    /// Owners; `None` in the list stands for actions that nobody owns.
    pub owners: Vec<Option<Key>>,
    /// Those who own an action or are waited on; `None` as with owners.
    pub holders: Vec<Option<Key>>,
    pub workstreams: Vec<Option<Key>>,
    /// Statuses; without any, those that are not ended.
    pub statuses: Vec<ActionStatus>,
    /// Ended ones too.
    pub all: bool,
    pub due_before: Option<NaiveDate>,
    pub due_after: Option<NaiveDate>,
    /// The first instant of its creation, and the first after.
    pub created_from: Option<DateTime<Utc>>,
    pub created_before: Option<DateTime<Utc>>,
    /// Words that its title or text holds.
    pub words: Vec<String>,
    pub serves: Option<Key>,
    pub meeting: Option<Key>,
    /// What came in as history too.
    pub history: bool,
    pub limit: Option<u32>,
}

impl ActionFilter {
    fn condition(&self) -> Condition {
        let ActionFilter {
            owners,
            holders,
            workstreams,
            statuses,
            all,
            due_before,
            due_after,
            created_from,
            created_before,
            words,
            serves,
            meeting,
            history,
            limit: _,
        } = self;
        let mut condition = Condition::default();
        condition.and("i.deleted = 0");
        condition.any_of("t.owner", owners.iter().map(Field::to_value).collect());
        if !holders.is_empty() {
            let mut held = Condition::default();
            held.any_of("t.owner", holders.iter().map(Field::to_value).collect());
            let people = holders.iter().flatten().map(Field::to_value);
            held.any_of("t.waiting_on", people.collect());
            condition.with(format!("({})", held.parts.join(" OR ")), held.values);
        }
        condition.any_of(
            "t.workstream",
            workstreams.iter().map(Field::to_value).collect(),
        );
        condition.any_of("t.status", statuses.iter().map(Field::to_value).collect());
        if statuses.is_empty() && !all {
            condition.and("t.done_at IS NULL");
        }
        condition.dates(&[("t.due < ?", due_before), ("t.due > ?", due_after)]);
        for (sql, instant) in [
            ("t.created >= ?", created_from),
            ("t.created < ?", created_before),
        ] {
            if let Some(instant) = instant {
                condition.with(sql, [instant.to_value()]);
            }
        }
        for (sql, key) in [("t.serves = ?", serves), ("t.meeting = ?", meeting)] {
            if let Some(key) = key {
                condition.with(sql, [key.to_value()]);
            }
        }
        condition.words(words);
        if !history {
            condition.and("t.history = 0");
        }
        condition
    }
}

impl Reader<'_> {
    /// Returns actions by due date, undated ones last, the older first among equals.
    pub fn actions(self, filter: &ActionFilter) -> Result<Vec<Row<Action>>, StoreError> {
        let ended = filter.all || filter.statuses.iter().any(|status| status.is_ended());
        if ended {
            return self.actions_ordered(filter, "t.item DESC", filter.limit);
        }
        // Two walks of the index instead of a sort: it holds null first, a reader wants it last.
        let mut found =
            self.actions_ordered_where(filter, "t.due IS NOT NULL", "t.due, t.item", filter.limit)?;
        let room = filter
            .limit
            .map(|limit| limit.saturating_sub(found.len() as u32));
        if room != Some(0) {
            found.extend(self.actions_ordered_where(filter, "t.due IS NULL", "t.item", room)?);
        }
        Ok(found)
    }

    /// Returns open actions whose due date is before `before`, the oldest first.
    pub fn actions_due(
        self,
        filter: &ActionFilter,
        before: NaiveDate,
    ) -> Result<Vec<Row<Action>>, StoreError> {
        let filter = ActionFilter {
            due_before: Some(before),
            ..filter.clone()
        };
        self.actions_ordered(&filter, "t.due, t.item", filter.limit)
    }

    /// Returns open actions that are not due before `due_from` and whose wait is to be chased by
    /// `today`.
    pub fn actions_to_chase(
        self,
        filter: &ActionFilter,
        today: NaiveDate,
        due_from: NaiveDate,
    ) -> Result<Vec<Row<Action>>, StoreError> {
        let mut condition = filter.condition();
        condition.with("t.chase_on <= ?", [today.to_value()]);
        condition.with("(t.due IS NULL OR t.due >= ?)", [due_from.to_value()]);
        self.limited(condition, "t.chase_on, t.item", filter.limit)
    }

    /// Returns open actions without a due date, the oldest first.
    pub fn actions_undated(self, filter: &ActionFilter) -> Result<Vec<Row<Action>>, StoreError> {
        self.actions_ordered_where(filter, "t.due IS NULL", "t.item", filter.limit)
    }

    /// Returns those who help with an action.
    pub fn helpers_of(self, action: Key) -> Result<Vec<Row<Helper>>, StoreError> {
        self.many(
            "t.action = ?1 AND i.deleted = 0 ORDER BY t.item",
            [action.0],
        )
    }

    fn actions_ordered(
        self,
        filter: &ActionFilter,
        order: &str,
        limit: Option<u32>,
    ) -> Result<Vec<Row<Action>>, StoreError> {
        self.limited(filter.condition(), order, limit)
    }

    fn actions_ordered_where(
        self,
        filter: &ActionFilter,
        part: &str,
        order: &str,
        limit: Option<u32>,
    ) -> Result<Vec<Row<Action>>, StoreError> {
        let mut condition = filter.condition();
        condition.and(part);
        self.limited(condition, order, limit)
    }

    fn limited(
        self,
        mut condition: Condition,
        order: &str,
        limit: Option<u32>,
    ) -> Result<Vec<Row<Action>>, StoreError> {
        condition
            .values
            .push(Value::Int(limit.map_or(-1, i64::from)));
        let sql = format!("{} ORDER BY {order} LIMIT ?", condition.sql());
        self.many(&sql, &condition.params()[..])
    }
}

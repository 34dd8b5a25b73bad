//! Decisions: lists by filter, what must be decided, and who has which part.

use chrono::NaiveDate;

use super::Condition;
use crate::model::decision::{Decision, Role};
use crate::model::id::Key;
use crate::model::option::DecisionOption;
use crate::model::words::{DecisionRole, DecisionStatus};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::search;
use crate::store::value::{Field, Value};

/// Which decisions a list holds; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct DecisionFilter {
    /// Deciders; `None` in the list stands for decisions without one.
    pub deciders: Vec<Option<Key>>,
    pub workstreams: Vec<Option<Key>>,
    pub statuses: Vec<DecisionStatus>,
    pub due_before: Option<NaiveDate>,
    pub due_after: Option<NaiveDate>,
    /// The first and last civil date on which it was decided, or raised while it is open.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Words that its title or text holds.
    pub words: Vec<String>,
    pub meeting: Option<Key>,
    /// People whose answer is awaited: open decisions only.
    pub asked: Vec<Key>,
    /// Leaves out what is deferred to a later day than this, and what is off the table as a draft.
    pub awake_on: Option<NaiveDate>,
    /// What came in as history too.
    pub history: bool,
    pub limit: Option<u32>,
}

const DECIDERS: &str = "SELECT r.decision FROM role r JOIN item ri ON ri.id = r.item \
     WHERE r.role = 'decider' AND ri.deleted = 0";

/// Decisions in which somebody is asked and has not answered.
const ASKED: &str = "SELECT r.decision FROM role r JOIN item ri ON ri.id = r.item \
     WHERE r.role IN ('agree', 'input') AND r.response IS NULL AND ri.deleted = 0";

const OPEN: &str = "t.status IN ('draft', 'proposed', 'deferred')";

impl DecisionFilter {
    fn condition(&self) -> Condition {
        let DecisionFilter {
            deciders,
            workstreams,
            statuses,
            due_before,
            due_after,
            since,
            until,
            words,
            meeting,
            asked,
            awake_on,
            history,
            limit: _,
        } = self;
        let mut condition = Condition::default();
        condition.and("i.deleted = 0");
        add_deciders(&mut condition, deciders);
        condition.any_of(
            "t.workstream",
            workstreams.iter().map(Field::to_value).collect(),
        );
        condition.any_of("t.status", statuses.iter().map(Field::to_value).collect());
        condition.dates(&[
            ("t.due < ?", due_before),
            ("t.due > ?", due_after),
            ("coalesce(t.decided_at, t.raised) >= ?", since),
            ("coalesce(t.decided_at, t.raised) <= ?", until),
        ]);
        if let Some(meeting) = meeting {
            condition.with("t.meeting = ?", [meeting.to_value()]);
        }
        if !asked.is_empty() {
            let marks = vec!["?"; asked.len()].join(", ");
            condition.with(
                format!("t.item IN ({ASKED} AND r.person IN ({marks})) AND {OPEN}"),
                asked.iter().map(Field::to_value),
            );
        }
        condition.dates(&[(
            "t.status <> 'draft' AND (t.status <> 'deferred' OR t.defer_until IS NULL OR t.defer_until <= ?)",
            awake_on,
        )]);
        condition.words(words);
        if !history {
            condition.and("t.history = 0");
        }
        condition
    }
}

fn add_deciders(condition: &mut Condition, deciders: &[Option<Key>]) {
    let mut ways = Vec::new();
    let mut values = Vec::new();
    for decider in deciders {
        match decider {
            Some(person) => {
                ways.push(format!("t.item IN ({DECIDERS} AND r.person = ?)"));
                values.push(person.to_value());
            }
            None => ways.push(format!("t.item NOT IN ({DECIDERS})")),
        }
    }
    if !ways.is_empty() {
        condition.with(format!("({})", ways.join(" OR ")), values);
    }
}

impl Reader<'_> {
    /// Returns decisions, the newest first.
    pub fn decisions(self, filter: &DecisionFilter) -> Result<Vec<Row<Decision>>, StoreError> {
        self.decisions_ordered(filter.condition(), "t.item DESC", filter.limit)
    }

    /// Returns open decisions whose decide-by is before `before`, the oldest first.
    pub fn decisions_due(
        self,
        filter: &DecisionFilter,
        before: NaiveDate,
    ) -> Result<Vec<Row<Decision>>, StoreError> {
        let mut condition = filter.condition();
        condition.and(OPEN);
        condition.with("t.due < ?", [before.to_value()]);
        self.decisions_ordered(condition, "t.due, t.item", filter.limit)
    }

    /// Returns open decisions whose titles hold all words of this one, the newest first.
    pub fn open_decisions_titled(self, title: &str) -> Result<Vec<Row<Decision>>, StoreError> {
        self.many(
            "t.status IN ('draft', 'proposed', 'deferred') AND i.deleted = 0 AND t.history = 0 \
             AND t.item IN (SELECT rowid FROM search WHERE search MATCH ?1) \
             ORDER BY t.item DESC LIMIT 20",
            [search::title_query(title).unwrap_or_else(|| "\"\"".to_owned())],
        )
    }

    /// Returns the options of a decision in their order; those taken away are left out.
    pub fn options_of(self, decision: Key) -> Result<Vec<Row<DecisionOption>>, StoreError> {
        self.many(
            "t.decision = ?1 AND i.deleted = 0 ORDER BY t.position, t.ordinal",
            [decision.0],
        )
    }

    /// Returns open decisions that the filter keeps, by decide-by date; those without one come last.
    pub fn decisions_open(self, filter: &DecisionFilter) -> Result<Vec<Row<Decision>>, StoreError> {
        let mut condition = filter.condition();
        condition.and(OPEN);
        self.decisions_ordered(condition, "t.due IS NULL, t.due, t.item", filter.limit)
    }

    /// Returns deferred decisions whose day to be taken up again has come, the oldest first.
    pub fn decisions_awake(
        self,
        filter: &DecisionFilter,
        today: NaiveDate,
    ) -> Result<Vec<Row<Decision>>, StoreError> {
        let mut condition = filter.condition();
        // The first part lets the index of open decisions be used.
        condition.and(format!("{OPEN} AND t.status = 'deferred'"));
        condition.with("t.defer_until <= ?", [today.to_value()]);
        self.decisions_ordered(condition, "t.defer_until, t.item", filter.limit)
    }

    /// Returns who has which part in a decision.
    pub fn roles_of(self, decision: Key) -> Result<Vec<Row<Role>>, StoreError> {
        self.many(
            "t.decision = ?1 AND i.deleted = 0 ORDER BY t.item",
            [decision.0],
        )
    }

    /// Returns the person who decides.
    pub fn decider_of(self, decision: Key) -> Result<Option<Key>, StoreError> {
        let roles = self.roles_of(decision)?;
        Ok(roles
            .into_iter()
            .find(|row| row.entity.role == DecisionRole::Decider)
            .map(|row| row.entity.person))
    }

    fn decisions_ordered(
        self,
        mut condition: Condition,
        order: &str,
        limit: Option<u32>,
    ) -> Result<Vec<Row<Decision>>, StoreError> {
        condition
            .values
            .push(Value::Int(limit.map_or(-1, i64::from)));
        let sql = format!("{} ORDER BY {order} LIMIT ?", condition.sql());
        self.many(&sql, &condition.params()[..])
    }
}

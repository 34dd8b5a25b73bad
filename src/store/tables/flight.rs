//! Decisions in flight with all that their loop depends on, as the rules of `model::flight` want it.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::action::Action;
use crate::model::days::{Absence, Absences};
use crate::model::decision::{Decision, Execution, Reach};
use crate::model::flight::{Flight, Flights, Part, Task, Telling};
use crate::model::id::Key;
use crate::model::person::Person;
use crate::model::receipt::Receipt;
use crate::model::relation::Comment;
use crate::model::risk::Risk;
use crate::model::words::DecisionStatus;
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};

/// The channel of those who were told because they were there.
pub const MEETING: &str = "meeting";

/// What a decision waits for: those that it depends on, and those that block it.
const AWAITED: &str = "SELECT l.target FROM link l JOIN item li ON li.id = l.item \
       WHERE l.source = ?1 AND l.kind = 'depends_on' AND li.deleted = 0 \
     UNION SELECT l.source FROM link l JOIN item li ON li.id = l.item \
       WHERE l.target = ?1 AND l.kind = 'blocks' AND li.deleted = 0";

/// What waits for a decision.
const WAITING: &str = "SELECT l.source FROM link l JOIN item li ON li.id = l.item \
       WHERE l.target = ?1 AND l.kind = 'depends_on' AND li.deleted = 0 \
     UNION SELECT l.target FROM link l JOIN item li ON li.id = l.item \
       WHERE l.source = ?1 AND l.kind = 'blocks' AND li.deleted = 0";

impl Reader<'_> {
    /// Returns the decisions of which something may be stuck: neither history nor out of the loop.
    pub fn in_flight(self) -> Result<Vec<Row<Decision>>, StoreError> {
        self.many(
            "t.left_loop_at IS NULL AND t.history = 0 AND i.deleted = 0 \
             AND t.status NOT IN ('withdrawn', 'superseded', 'deprecated') ORDER BY t.item",
            [],
        )
    }

    /// Returns the decisions that left the loop and ask to be looked at again: a review is due, or an
    /// assumption that they rest on was found false.
    pub fn to_look_at_again(self, today: NaiveDate) -> Result<Vec<Row<Decision>>, StoreError> {
        self.many(
            "t.left_loop_at IS NOT NULL AND t.history = 0 AND i.deleted = 0 \
             AND t.status = 'accepted' AND t.item IN ( \
               SELECT d.item FROM decision d WHERE d.review_by < ?1 \
                 AND (d.reviewed_at IS NULL OR d.reviewed_at < d.review_by) \
               UNION SELECT r.decision FROM risk r WHERE r.status = 'false' \
               UNION SELECT l.source FROM risk r JOIN link l ON l.target = r.item \
                 WHERE r.status = 'false' AND l.kind = 'depends_on' \
               UNION SELECT l.target FROM risk r JOIN link l ON l.source = r.item \
                 WHERE r.status = 'false' AND l.kind = 'blocks') ORDER BY t.item",
            [today.to_string()],
        )
    }

    /// Returns the decisions in flight that somebody decides, drives or raised, by the date to decide by.
    pub fn in_flight_of(self, person: Key, limit: u32) -> Result<Vec<Row<Decision>>, StoreError> {
        self.many(
            "t.left_loop_at IS NULL AND t.history = 0 AND i.deleted = 0 \
             AND t.status NOT IN ('withdrawn', 'superseded', 'deprecated') AND t.item IN ( \
               SELECT r.decision FROM role r JOIN item ri ON ri.id = r.item \
                 WHERE r.person = ?1 AND r.role IN ('decider', 'driver') AND ri.deleted = 0 \
               UNION SELECT d.item FROM decision d WHERE d.raised_by = ?1 AND d.left_loop_at IS NULL) \
             ORDER BY t.due IS NULL, t.due, t.item LIMIT ?2",
            (person.0, limit),
        )
    }

    /// Returns the decision with this key; anything else with that key is none.
    pub fn decision_at(self, key: Key) -> Result<Option<Row<Decision>>, StoreError> {
        self.one("t.item = ?1", [key.0])
    }

    /// Returns these decisions for the rules, and with them all that they depend on.
    pub fn flights(self, decisions: &[Row<Decision>], zone: Tz) -> Result<Flights, StoreError> {
        let mut flights = Flights::new();
        let mut wanted: Vec<Key> = decisions.iter().map(|row| row.key).collect();
        while let Some(key) = wanted.pop() {
            if flights.contains_key(&key) {
                continue;
            }
            let row = match decisions.iter().find(|row| row.key == key) {
                Some(row) => row.clone(),
                None => self.row(key)?,
            };
            let flight = self.flight(&row, zone)?;
            wanted.extend(&flight.depends_on);
            flights.insert(key, flight);
        }
        Ok(flights)
    }

    /// Returns one decision for the rules.
    pub fn flight(self, row: &Row<Decision>, zone: Tz) -> Result<Flight, StoreError> {
        let Row { key, entity, .. } = row;
        let parts = self.roles_of(*key)?.into_iter().map(|role| Part {
            person: role.entity.person,
            role: role.entity.role,
            asked_at: role.entity.asked_at,
            response: role.entity.response,
            responded_at: role.entity.responded_at,
        });
        let receipts = self.receipts_of(*key)?.into_iter();
        let receipts = receipts.map(|receipt| self.telling(&receipt, zone));
        let actions = self.actions_serving(*key)?.into_iter();
        Ok(Flight {
            decision: *key,
            status: entity.status,
            door: entity.door,
            raised: entity.raised,
            raised_by: entity.raised_by,
            due: entity.due,
            defer_until: entity.defer_until,
            decided_at: entity.decided_at,
            version: entity.version,
            changed_at: self.outcome_changed(row, zone)?,
            owes_telling: entity.reach == Reach::Listed,
            owes_execution: entity.execution == Execution::Required,
            confirmed_at: entity.confirmed_at,
            review_by: entity.review_by,
            reviewed_at: entity.reviewed_at,
            is_history: entity.history,
            blocks_milestone: self.blocks_milestone(*key)?,
            parts: parts.collect(),
            receipts: receipts.collect::<Result<_, _>>()?,
            actions: actions
                .map(|action| self.task(&action, zone))
                .collect::<Result<_, _>>()?,
            depends_on: self.awaited(*key)?,
            found_false: self.found_false(*key)?,
        })
    }

    /// Returns the actions that serve an item, ended ones included.
    pub fn actions_serving(self, item: Key) -> Result<Vec<Row<Action>>, StoreError> {
        self.many("t.serves = ?1 AND i.deleted = 0 ORDER BY t.item", [item.0])
    }

    /// Returns the absences of all who are away, were or will be.
    pub fn absences(self) -> Result<Absences, StoreError> {
        let people: Vec<Row<Person>> =
            self.many("t.away_from IS NOT NULL AND i.deleted = 0", [])?;
        Ok(people
            .iter()
            .filter_map(|row| Some((row.key, Absence::of(&row.entity)?)))
            .collect())
    }

    /// Returns when an item was last changed or commented on, as a civil date.
    fn last_changed(self, key: Key, zone: Tz) -> Result<Option<NaiveDate>, StoreError> {
        let changed = self.change_day("c.item = ?1", key, zone)?;
        let comments: Vec<Row<Comment>> = self.many(
            "t.parent = ?1 AND i.deleted = 0 ORDER BY t.at DESC LIMIT 1",
            [key.0],
        )?;
        let said = comments.first().map(|comment| comment.entity.at);
        Ok(changed.max(said.map(|at| at.with_timezone(&zone).date_naive())))
    }

    fn outcome_changed(
        self,
        row: &Row<Decision>,
        zone: Tz,
    ) -> Result<Option<NaiveDate>, StoreError> {
        if row.entity.version < 2 || row.entity.status != DecisionStatus::Accepted {
            return Ok(None);
        }
        self.change_day("c.item = ?1 AND c.field = 'version'", row.key, zone)
    }

    fn change_day(
        self,
        condition: &str,
        key: Key,
        zone: Tz,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let sql = format!(
            "SELECT o.at FROM change c JOIN operation o ON o.id = c.operation \
             WHERE {condition} ORDER BY c.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([key.0])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let at: String = row.get(0)?;
        let at: Option<DateTime<Utc>> = at.parse().ok();
        Ok(at.map(|at| at.with_timezone(&zone).date_naive()))
    }

    fn telling(self, row: &Row<Receipt>, zone: Tz) -> Result<Telling, StoreError> {
        let receipt = &row.entity;
        let listed_at = match receipt.is_told() {
            true => None,
            false => self.listed_later(row, zone)?,
        };
        Ok(Telling {
            person: receipt.person,
            version: receipt.version,
            is_answer_required: receipt.required,
            listed_at,
            sent_at: receipt.sent_at,
            was_there: receipt.channel.as_deref() == Some(MEETING),
            answer: receipt.answer,
            answered_at: receipt.answered_at,
            is_resolved: receipt.resolved_at.is_some(),
        })
    }

    /// Returns when somebody was written down, if that was after the outcome was.
    fn listed_later(
        self,
        receipt: &Row<Receipt>,
        zone: Tz,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let listed = self.change_day("c.item = ?1 AND c.field IS NULL", receipt.key, zone)?;
        let made = self.change_day(
            "c.item = ?1 AND (c.field IS NULL OR c.field = 'version')",
            receipt.entity.decision,
            zone,
        )?;
        Ok(listed.filter(|_| made < listed))
    }

    fn task(self, row: &Row<Action>, zone: Tz) -> Result<Task, StoreError> {
        let created = row.entity.created.with_timezone(&zone).date_naive();
        let changed = match row.entity.status.is_ended() {
            true => None,
            false => self.last_changed(row.key, zone)?,
        };
        Ok(Task {
            action: row.key,
            owner: row.entity.owner,
            status: row.entity.status,
            created,
            due: row.entity.due,
            changed: changed.unwrap_or(created),
            done_at: row.entity.done_at,
            waiting_on: row.entity.waiting_on,
            chase_on: row.entity.chase_on,
            snooze_until: row.entity.snooze_until,
        })
    }

    fn awaited(self, decision: Key) -> Result<Vec<Key>, StoreError> {
        self.keys(
            &format!(
                "SELECT d.item FROM decision d JOIN item i ON i.id = d.item \
                 WHERE i.deleted = 0 AND d.item IN ({AWAITED}) ORDER BY d.item"
            ),
            decision,
        )
    }

    /// Whether a milestone that is not reached waits for a decision.
    pub(super) fn blocks_milestone(self, decision: Key) -> Result<bool, StoreError> {
        let ahead = self.keys(
            &format!(
                "SELECT m.item FROM milestone m JOIN item i ON i.id = m.item \
                 WHERE i.deleted = 0 AND m.status = 'planned' AND m.item IN ({WAITING})"
            ),
            decision,
        )?;
        Ok(!ahead.is_empty())
    }

    fn keys(self, sql: &str, of: Key) -> Result<Vec<Key>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([of.0], |row| row.get(0).map(Key))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the assumptions that a decision rests on and that were found false, and when.
    fn found_false(self, decision: Key) -> Result<Vec<(Key, NaiveDate)>, StoreError> {
        let rows: Vec<Row<Risk>> = self.many(
            &format!(
                "t.status = 'false' AND i.deleted = 0 \
                 AND (t.decision = ?1 OR t.item IN ({AWAITED})) ORDER BY t.item"
            ),
            [decision.0],
        )?;
        Ok(rows
            .iter()
            .filter_map(|row| Some((row.key, row.entity.closed_at?)))
            .collect())
    }
}

//! Meetings and who was there.

use chrono::NaiveDate;

use super::Condition;
use crate::model::id::{Key, Kind, Uid};
use crate::model::meeting::{Attendance, Meeting};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::value::{Field, Value};

/// Which meetings a list holds; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct MeetingFilter {
    /// The first and last civil date on which it was held.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// People who attended or were invited.
    pub people: Vec<Key>,
    /// Workstreams; `None` in the list stands for meetings of none.
    pub workstreams: Vec<Option<Key>>,
    /// Words that its title or notes hold.
    pub words: Vec<String>,
    pub limit: Option<u32>,
}

impl Reader<'_> {
    /// Returns meetings, the latest first.
    pub fn meetings(self, filter: &MeetingFilter) -> Result<Vec<Row<Meeting>>, StoreError> {
        let MeetingFilter {
            since,
            until,
            people,
            workstreams,
            words,
            limit,
        } = filter;
        let mut condition = Condition::default();
        condition.and("i.deleted = 0");
        condition.dates(&[("t.held >= ?", since), ("t.held <= ?", until)]);
        for person in people {
            condition.with(
                "t.item IN (SELECT meeting FROM attendance a JOIN item ai ON ai.id = a.item \
                 WHERE a.person = ? AND ai.deleted = 0)",
                [person.to_value()],
            );
        }
        condition.any_of(
            "t.workstream",
            workstreams.iter().map(Field::to_value).collect(),
        );
        condition.words(words);
        condition
            .values
            .push(Value::Int(limit.map_or(-1, i64::from)));
        let sql = format!(
            "{} ORDER BY t.held DESC, t.item DESC LIMIT ?",
            condition.sql()
        );
        self.many(&sql, &condition.params()[..])
    }

    /// Returns the meetings that are open, the newest first.
    pub fn open_meetings(self) -> Result<Vec<Row<Meeting>>, StoreError> {
        self.many(
            "t.status = 'open' AND i.deleted = 0 ORDER BY t.item DESC",
            [],
        )
    }

    /// Returns the meetings that are planned for a day or later, the next first.
    pub fn planned_meetings(self, from: NaiveDate) -> Result<Vec<Row<Meeting>>, StoreError> {
        self.many(
            "t.status = 'planned' AND t.held >= ?1 AND i.deleted = 0 ORDER BY t.held, t.item",
            [from.to_string()],
        )
    }

    /// Returns the meeting with this identity, deleted or not.
    pub fn meeting_of_uid(self, uid: Uid) -> Result<Option<Key>, StoreError> {
        let Some(key) = self.key_of_uid(uid)? else {
            return Ok(None);
        };
        let id = self.id_of(key)?;
        Ok(id.filter(|id| id.kind == Kind::Meeting).map(|_| key))
    }

    /// Returns who was invited to or attended a meeting, in the order in which they were noted.
    pub fn attendance_of(self, meeting: Key) -> Result<Vec<Row<Attendance>>, StoreError> {
        self.many(
            "t.meeting = ?1 AND i.deleted = 0 ORDER BY t.item",
            [meeting.0],
        )
    }
}

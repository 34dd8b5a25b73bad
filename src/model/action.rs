//! An action item, the lawful moves between its statuses, and what is derived from its dates.

use chrono::{DateTime, NaiveDate, Utc};

use super::decision::{Tags, set_due};
use super::id::Key;
use super::words::{ActionStatus, DueSource, Level};

/// Something that somebody is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    pub body: Option<String>,
    pub owner: Option<Key>,
    pub workstream: Option<Key>,
    /// The item that this action serves, typed as `--for`.
    pub serves: Option<Key>,
    /// The meeting whose notes hold it.
    pub meeting: Option<Key>,
    pub status: ActionStatus,
    pub priority: Option<Level>,
    pub created: DateTime<Utc>,
    pub due: Option<NaiveDate>,
    /// The first explicit or inferred `due`, kept when `due` moves.
    pub due_baseline: Option<NaiveDate>,
    pub due_source: DueSource,
    /// The civil date on which it was done or dropped.
    pub done_at: Option<NaiveDate>,
    pub drop_reason: Option<String>,
    /// The person it waits on; anything else it waits on is `waiting_text`.
    pub waiting_on: Option<Key>,
    pub waiting_text: Option<String>,
    pub waiting_since: Option<NaiveDate>,
    /// When to ask whom it waits on.
    pub chase_on: Option<NaiveDate>,
    pub snooze_until: Option<NaiveDate>,
    /// How often it was opened again after its end.
    pub reopened: i64,
    pub tags: Tags,
    /// Whether it came in as history: listed, and outside follow-up.
    pub history: bool,
}

impl Action {
    /// Returns an open action of which only the title is known.
    pub fn new(title: String, created: DateTime<Utc>) -> Action {
        Action {
            title,
            body: None,
            owner: None,
            workstream: None,
            serves: None,
            meeting: None,
            status: ActionStatus::Open,
            priority: None,
            created,
            due: None,
            due_baseline: None,
            due_source: DueSource::None,
            done_at: None,
            drop_reason: None,
            waiting_on: None,
            waiting_text: None,
            waiting_since: None,
            chase_on: None,
            snooze_until: None,
            reopened: 0,
            tags: Tags::default(),
            history: false,
        }
    }

    /// Moves the deadline; the first date that is not a default becomes the baseline.
    pub fn set_due(&mut self, due: Option<NaiveDate>, source: DueSource) {
        set_due(
            (&mut self.due, &mut self.due_baseline, &mut self.due_source),
            due,
            source,
        );
    }

    /// Starts or resumes work; an ended action is opened again and the reopening counted.
    pub fn start(&mut self) {
        self.reopen_if_ended();
        self.stop_waiting();
        self.status = ActionStatus::InProgress;
    }

    /// Opens an ended action again, or takes a running one back to open.
    pub fn open(&mut self) {
        self.reopen_if_ended();
        self.stop_waiting();
        self.status = ActionStatus::Open;
    }

    /// Ends it as done on a civil date.
    pub fn complete(&mut self, on: NaiveDate) {
        self.stop_waiting();
        self.snooze_until = None;
        self.drop_reason = None;
        self.status = ActionStatus::Done;
        self.done_at = Some(on);
    }

    /// Ends it as dropped on a civil date, for a reason.
    pub fn drop(&mut self, on: NaiveDate, reason: Option<String>) {
        self.complete(on);
        self.status = ActionStatus::Dropped;
        self.drop_reason = reason;
    }

    /// Says whom or what it waits on, since and until when to ask.
    pub fn wait(&mut self, on: Waiting, since: NaiveDate, chase_on: Option<NaiveDate>) {
        self.reopen_if_ended();
        (self.waiting_on, self.waiting_text) = match on {
            Waiting::Person(person) => (Some(person), None),
            Waiting::Text(text) => (None, Some(text)),
        };
        self.waiting_since = Some(since);
        self.chase_on = chase_on;
        self.status = ActionStatus::Waiting;
    }

    fn stop_waiting(&mut self) {
        self.waiting_on = None;
        self.waiting_text = None;
        self.waiting_since = None;
        self.chase_on = None;
    }

    fn reopen_if_ended(&mut self) {
        if self.status.is_ended() {
            self.reopened += 1;
            self.done_at = None;
            self.drop_reason = None;
        }
    }
}

/// Whom or what an action waits on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    Person(Key),
    Text(String),
}

/// Somebody who helps the owner of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    pub action: Key,
    pub person: Key,
}

impl ActionStatus {
    /// Whether an action in this status needs nothing more.
    pub fn is_ended(self) -> bool {
        matches!(self, ActionStatus::Done | ActionStatus::Dropped)
    }
}

/// Returns by how many days `due` has passed; `None` while it has not.
pub fn days_late(due: Option<NaiveDate>, today: NaiveDate) -> Option<i64> {
    let days = (today - due?).num_days();
    (days > 0).then_some(days)
}

/// The ageing buckets of overdue items, in days past due (`LOOP.md`, "Follow-up").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ageing {
    UpTo3,
    UpTo7,
    UpTo14,
    UpTo30,
    Over30,
}

impl Ageing {
    pub const ALL: [Ageing; 5] = [
        Ageing::UpTo3,
        Ageing::UpTo7,
        Ageing::UpTo14,
        Ageing::UpTo30,
        Ageing::Over30,
    ];

    /// Returns the bucket of an item that is `days` (at least 1) past its due date.
    pub fn of(days: i64) -> Ageing {
        match days {
            ..=3 => Ageing::UpTo3,
            4..=7 => Ageing::UpTo7,
            8..=14 => Ageing::UpTo14,
            15..=30 => Ageing::UpTo30,
            _ => Ageing::Over30,
        }
    }

    /// Returns the bucket's name, in days.
    pub fn label(self) -> &'static str {
        match self {
            Ageing::UpTo3 => "1-3",
            Ageing::UpTo7 => "4-7",
            Ageing::UpTo14 => "8-14",
            Ageing::UpTo30 => "15-30",
            Ageing::Over30 => "over 30",
        }
    }
}

//! The list of journalled tables: their columns, which of them refer to other rows, and what full
//! text search reads. The trait is sealed here, so that only `journal` can write rows.

use rusqlite::Row;

use super::error::StoreError;
use super::value::{Field, Value};
use crate::model::action::{Action, Helper};
use crate::model::decision::{Decision, Role};
use crate::model::id::{Key, Kind};
use crate::model::meeting::{Attendance, Meeting};
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::option::DecisionOption;
use crate::model::person::{Alias, Audience, Membership, Person, Workstream};
use crate::model::receipt::Receipt;
use crate::model::relation::{Comment, External, Link, Nudge};
use crate::model::risk::Risk;
use crate::model::series::{AgendaItem, Carry, Invitee, Series};
use crate::model::update::Update;

/// What the journal knows of a table.
#[derive(Debug)]
pub(super) struct Spec {
    /// The number that `item.kind` and `change.tbl` hold; never given to another table.
    pub code: i64,
    pub name: &'static str,
    /// The kind whose IDs number its rows, if they have IDs.
    pub kind: Option<Kind>,
    pub columns: &'static [&'static str],
    /// The columns that hold the key of another row.
    pub references: &'static [&'static str],
    /// The columns that full text search reads as title and as body.
    pub search: Option<Search>,
    /// Reads a row as `Table::read` does, and tells whether it could.
    pub decodes: fn(&Row<'_>, usize) -> Result<(), StoreError>,
}

/// Returns the counter that numbers what belongs to a row; those of kinds are above zero.
pub(super) fn ordinals_of(parent: Key) -> i64 {
    -parent.0
}

/// Which columns of a table full text search reads.
#[derive(Debug)]
pub(super) struct Search {
    pub title: Option<&'static str>,
    pub body: &'static [&'static str],
}

impl Spec {
    /// Whether full text search reads this column.
    pub(super) fn is_searched(&self, column: &str) -> bool {
        self.search
            .as_ref()
            .is_some_and(|search| search.title == Some(column) || search.body.contains(&column))
    }

    /// Returns the counter of the parent that numbers rows such as this, and the row's number; only
    /// tables with an `ordinal` number their rows within the row that they refer to first.
    pub(super) fn ordinal(&self, values: &[Value]) -> Option<(i64, i64)> {
        let value = |name: &str| {
            let at = self.columns.iter().position(|column| *column == name)?;
            match values.get(at)? {
                Value::Int(int) => Some(*int),
                Value::Null | Value::Text(_) => None,
            }
        };
        let parent = value(self.references.first()?)?;
        Some((ordinals_of(Key(parent)), value("ordinal")?))
    }

    /// Returns the columns by which a row of this table is the only one of its kind, in the order of
    /// its UNIQUE constraint; empty where there is none.
    pub(super) fn once(&self) -> &'static [&'static str] {
        match self.name {
            "person" => &["handle"],
            "alias" => &["alias"],
            "workstream" => &["slug"],
            "membership" => &["party", "member"],
            "audience" => &["workstream", "person"],
            "attendance" => &["meeting", "person"],
            "role" => &["decision", "role", "person"],
            "option" => &["decision", "ordinal"],
            "helper" => &["action", "person"],
            "link" => &["source", "kind", "target"],
            "external" => &["source", "external_id"],
            "series" => &["slug"],
            "invitee" => &["series", "person"],
            "carry" => &["carried", "meeting"],
            "receipt" => &["decision", "version", "person"],
            _ => &[],
        }
    }

    /// Whether its rows are parts of what they refer to, without an ID or a name of their own.
    pub(super) fn is_part(&self) -> bool {
        let is_named = ["handle", "slug"]
            .iter()
            .any(|name| self.columns.contains(name));
        self.kind.is_none() && !is_named
    }

    /// Returns the columns that say on what a row of this table hangs: what it refers to first. A topic
    /// of an agenda hangs on a meeting, or waits in a series.
    pub(super) fn homes(&self) -> &'static [&'static str] {
        let number = if self.name == "agenda_item" { 2 } else { 1 };
        self.references.get(..number).unwrap_or_default()
    }

    /// Returns the SQL of that on which a row of this table hangs; what hangs on nothing gives NULL, as
    /// an update of the whole program does.
    pub(super) fn home(&self) -> String {
        let columns = self.homes().iter().map(|column| format!("{column}, "));
        format!("coalesce({}NULL, NULL)", columns.collect::<String>())
    }

    /// Returns this table's own name for a column, if it has it.
    pub(super) fn column(&self, name: &str) -> Option<&'static str> {
        self.columns.iter().copied().find(|column| *column == name)
    }
}

/// An entity of the model with a table of its own.
pub(super) trait Table: Sized {
    const SPEC: &'static Spec;
    fn values(&self) -> Vec<Value>;
    /// Reads the columns of `SPEC`, in order, from column `first` on.
    fn read(row: &Row<'_>, first: usize) -> Result<Self, StoreError>;
}

macro_rules! table {
    ($entity:ident, $code:literal, $name:literal, $kind:expr, $search:expr,
     [$($column:ident),+ $(,)?], refers [$($reference:ident),* $(,)?]) => {
        impl Table for $entity {
            const SPEC: &'static Spec = &Spec {
                code: $code,
                name: $name,
                kind: $kind,
                columns: &[$(stringify!($column)),+],
                references: &[$(stringify!($reference)),*],
                search: $search,
                decodes: |row, first| $entity::read(row, first).map(|_| ()),
            };

            fn values(&self) -> Vec<Value> {
                let $entity { $($column),+ } = self;
                vec![$($column.to_value()),+]
            }

            fn read(row: &Row<'_>, first: usize) -> Result<$entity, StoreError> {
                let mut at = first;
                $(let $column = next(row, &mut at, concat!($name, ".", stringify!($column)))?;)+
                debug_assert_eq!(at - first, Self::SPEC.columns.len());
                Ok($entity { $($column),+ })
            }
        }
    };
}

const fn titled(title: &'static str, body: &'static [&'static str]) -> Option<Search> {
    Some(Search {
        title: Some(title),
        body,
    })
}

fn next<T: Field>(row: &Row<'_>, at: &mut usize, column: &'static str) -> Result<T, StoreError> {
    let value = Value::of_column(row.get_ref(*at)?)?;
    *at += 1;
    T::from_value(value).ok_or_else(|| StoreError::Damaged {
        detail: format!("{column} holds a value that cannot be read"),
    })
}

table!(
    Person,
    10,
    "person",
    None,
    titled("handle", &["name"]),
    [
        handle,
        name,
        email,
        team,
        manager,
        channel,
        active,
        party,
        away_from,
        away_to,
        cover,
        left_on,
        merged_into
    ],
    refers[manager, cover, merged_into]
);
table!(
    Alias,
    11,
    "alias",
    None,
    None,
    [person, alias],
    refers[person]
);
table!(
    Workstream, 12, "workstream", None, titled("slug", &["name"]),
    [slug, name, lead, parent, status, created, rag, rag_reason, rag_on],
    refers [lead, parent]
);
table!(Membership, 13, "membership", None, None, [party, member], refers [party, member]);
table!(
    Audience, 14, "audience", None, None,
    [workstream, person],
    refers [workstream, person]
);
table!(
    Decision, 1, "decision", Some(Kind::Decision),
    titled("title", &["outcome", "context", "rationale", "consequences", "if_late", "tags", "body"]),
    [
        title, context, workstream, status, door, impact, raised, raised_by, due, due_baseline,
        due_source, if_late, decided_at, outcome, version, rationale, consequences, review_by,
        meeting, tags, history, criteria, body, defer_until, reviewed_at, overridden, reach, execution,
        execute_by, confirmed_at, confirmed_by, confirmed_how, result, left_loop_at,
    ],
    refers [workstream, raised_by, meeting, confirmed_by]
);
table!(
    Role, 20, "role", None, None,
    [decision, person, role, asked_at, response, responded_at, note],
    refers [decision, person]
);
table!(
    DecisionOption,
    26,
    "option",
    None,
    titled("title", &["pros", "cons"]),
    [
        decision, ordinal, position, title, pros, cons, scores, chosen
    ],
    refers[decision]
);
table!(
    Action, 2, "action", Some(Kind::Action),
    titled("title", &["body", "waiting_text", "drop_reason", "tags"]),
    [
        title, body, owner, workstream, serves, meeting, status, priority, created, due,
        due_baseline, due_source, done_at, drop_reason, waiting_on, waiting_text, waiting_since,
        chase_on, snooze_until, reopened, tags, history,
    ],
    refers [owner, workstream, serves, meeting, waiting_on]
);
table!(Helper, 21, "helper", None, None, [action, person], refers [action, person]);
table!(
    Meeting,
    3,
    "meeting",
    Some(Kind::Meeting),
    titled("title", &["notes"]),
    [
        title, held, starts_at, status, closed_at, notes, workstream, history, series, minutes, revision
    ],
    refers[workstream, series]
);
table!(
    Attendance, 22, "attendance", None, None,
    [meeting, person, seat, invited, attended],
    refers [meeting, person]
);
table!(Link, 23, "link", None, None, [source, target, kind], refers [source, target]);
table!(
    Comment,
    24,
    "comment",
    None,
    Some(Search {
        title: None,
        body: &["text"]
    }),
    [parent, at, author, text],
    refers[parent]
);
table!(
    External,
    25,
    "external",
    None,
    None,
    [parent, source, external_id, url, content],
    refers[parent]
);

table!(
    Nudge, 27, "nudge", None,
    Some(Search {
        title: None,
        body: &["note"]
    }),
    [parent, person, at, channel, level, note],
    refers [parent, person]
);
table!(
    Series, 15, "series", None, None,
    [slug, title, rule, starts, at, zone, minutes, chair, workstream, ended, revision],
    refers [chair, workstream]
);
table!(Invitee, 16, "invitee", None, None, [series, person], refers [series, person]);
table!(
    AgendaItem, 28, "agenda_item", None, None,
    [series, meeting, parked, position, title, minutes, presenter, about, outcome],
    refers [meeting, series, presenter, about]
);
table!(Carry, 29, "carry", None, None, [carried, meeting], refers [carried, meeting]);

table!(
    Receipt, 30, "receipt", None, None,
    [
        decision, person, version, required, sent_at, channel, answer, answered_at, note, resolved_at,
    ],
    refers [decision, person]
);
table!(
    Risk, 4, "risk", Some(Kind::Risk),
    titled("title", &["cause", "effect", "response", "trigger", "reason", "tags"]),
    [
        sort, title, cause, effect, probability, impact, owner, workstream, strategy, response, trigger,
        due, decision, came_from, meeting, status, raised, closed_at, reason, tags, history,
    ],
    refers [owner, workstream, decision, came_from, meeting]
);
table!(
    Need, 5, "need", Some(Kind::Need), titled("title", &["note", "tags"]),
    [
        title, giver, taker, workstream, raised_by, due, due_baseline, due_source, status, asked_at,
        committed_at, committed_by, closed_at, note, meeting, tags, history,
    ],
    refers [giver, taker, workstream, raised_by, committed_by, meeting]
);
table!(
    Milestone, 6, "milestone", Some(Kind::Milestone), titled("title", &["reason", "tags"]),
    [
        title, workstream, owner, baseline, forecast, status, done_at, reason, meeting, created, tags,
        history,
    ],
    refers [workstream, owner, meeting]
);
table!(
    Update, 31, "status_update", None,
    Some(Search {
        title: None,
        body: &["summary", "highlights", "lowlights", "ask", "copy"]
    }),
    [
        workstream, begins, ends, author, at, rag, summary, highlights, lowlights, ask, sent_at,
        channel, copy,
    ],
    refers [workstream, author]
);

/// Every journalled table, parents before children.
pub(super) const TABLES: [&Spec; 25] = [
    Person::SPEC,
    Alias::SPEC,
    Membership::SPEC,
    Workstream::SPEC,
    Audience::SPEC,
    Series::SPEC,
    Invitee::SPEC,
    Meeting::SPEC,
    Attendance::SPEC,
    Decision::SPEC,
    Role::SPEC,
    DecisionOption::SPEC,
    Action::SPEC,
    Helper::SPEC,
    Link::SPEC,
    Comment::SPEC,
    Nudge::SPEC,
    External::SPEC,
    AgendaItem::SPEC,
    Carry::SPEC,
    Receipt::SPEC,
    Risk::SPEC,
    Need::SPEC,
    Milestone::SPEC,
    Update::SPEC,
];

/// Returns the table with this code.
pub(super) fn spec_of(code: i64) -> Result<&'static Spec, StoreError> {
    TABLES
        .into_iter()
        .find(|spec| spec.code == code)
        .ok_or_else(|| StoreError::Damaged {
            detail: format!("history names an unknown table {code}"),
        })
}

/// Returns the table whose rows have IDs of this kind; kinds without a table yet have none.
pub(super) fn spec_of_kind(kind: Kind) -> Option<&'static Spec> {
    TABLES.into_iter().find(|spec| spec.kind == Some(kind))
}

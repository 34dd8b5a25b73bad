//! How fields of the model are kept in columns and in history: null, integer or text.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::model::decision::{Execution, Reach, Tags};
use crate::model::id::Key;
use crate::model::option::{Criteria, Points, Scores};
use crate::model::person::Party;
use crate::model::recurrence::Rule;
use crate::model::words::{
    ActionStatus, Answer, DecisionRole, DecisionStatus, Door, DueSource, Landed, Level, LinkKind,
    MeetingStatus, MilestoneStatus, NeedStatus, Rag, Response, RiskSort, RiskStatus, Seat,
    Strategy, WorkstreamStatus,
};

/// The content of one column of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Int(i64),
    Text(String),
}

impl Value {
    pub(super) fn of_column(value: ValueRef<'_>) -> rusqlite::Result<Value> {
        match value {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(int) => Ok(Value::Int(int)),
            ValueRef::Text(text) => Ok(Value::Text(String::from_utf8_lossy(text).into_owned())),
            ValueRef::Real(_) | ValueRef::Blob(_) => Err(rusqlite::Error::InvalidQuery),
        }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(int) => ToSqlOutput::Borrowed(ValueRef::Integer(*int)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// A type that one column can hold.
pub(super) trait Field: Sized {
    fn to_value(&self) -> Value;
    /// Returns `None` when the column holds what this type cannot be: the file is damaged.
    fn from_value(value: Value) -> Option<Self>;
}

impl Field for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: Value) -> Option<String> {
        match value {
            Value::Text(text) => Some(text),
            Value::Null | Value::Int(_) => None,
        }
    }
}

impl Field for i64 {
    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
    fn from_value(value: Value) -> Option<i64> {
        match value {
            Value::Int(int) => Some(int),
            Value::Null | Value::Text(_) => None,
        }
    }
}

impl Field for bool {
    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }
    fn from_value(value: Value) -> Option<bool> {
        i64::from_value(value).map(|int| int != 0)
    }
}

impl Field for Key {
    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }
    fn from_value(value: Value) -> Option<Key> {
        i64::from_value(value).map(Key)
    }
}

impl Field for NaiveDate {
    fn to_value(&self) -> Value {
        Value::Text(self.format("%Y-%m-%d").to_string())
    }
    fn from_value(value: Value) -> Option<NaiveDate> {
        String::from_value(value)?.parse().ok()
    }
}

impl Field for DateTime<Utc> {
    fn to_value(&self) -> Value {
        Value::Text(self.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
    fn from_value(value: Value) -> Option<DateTime<Utc>> {
        String::from_value(value)?.parse().ok()
    }
}

impl Field for NaiveTime {
    fn to_value(&self) -> Value {
        Value::Text(self.format("%H:%M").to_string())
    }
    fn from_value(value: Value) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(&String::from_value(value)?, "%H:%M").ok()
    }
}

impl Field for Tz {
    fn to_value(&self) -> Value {
        Value::Text(self.name().to_owned())
    }
    fn from_value(value: Value) -> Option<Tz> {
        String::from_value(value)?.parse().ok()
    }
}

impl Field for Rule {
    fn to_value(&self) -> Value {
        Value::Text(self.rrule())
    }
    fn from_value(value: Value) -> Option<Rule> {
        Rule::from_rrule(&String::from_value(value)?)
    }
}

impl Field for Tags {
    fn to_value(&self) -> Value {
        match self.labels() {
            [] => Value::Null,
            labels => Value::Text(labels.join(" ")),
        }
    }
    fn from_value(value: Value) -> Option<Tags> {
        match value {
            Value::Null => Some(Tags::default()),
            Value::Text(text) => Some(Tags::of(text.split(' '))),
            Value::Int(_) => None,
        }
    }
}

/// A choice of two of which the usual one is null, so that rows from before there was a choice are
/// read as what they are.
macro_rules! usual_or {
    ($($name:ty: $usual:path, $other:path = $word:literal;)+) => {
        $(impl Field for $name {
            fn to_value(&self) -> Value {
                match self {
                    $usual => Value::Null,
                    $other => Value::Text($word.to_owned()),
                }
            }
            fn from_value(value: Value) -> Option<$name> {
                match value {
                    Value::Null => Some($usual),
                    Value::Text(text) if text == $word => Some($other),
                    Value::Text(_) | Value::Int(_) => None,
                }
            }
        })+
    };
}

usual_or!(
    Party: Party::Person, Party::Group = "group";
    Reach: Reach::Listed, Reach::Nobody = "none";
    Execution: Execution::Required, Execution::NotNeeded = "none";
);

impl Field for Points {
    fn to_value(&self) -> Value {
        match self.lines() {
            [] => Value::Null,
            lines => Value::Text(lines.join("\n")),
        }
    }
    fn from_value(value: Value) -> Option<Points> {
        Some(Points::of(Option::<String>::from_value(value)?))
    }
}

/// Criteria and scores are lines of `name=number`; a name may hold `=`.
macro_rules! numbered_fields {
    ($($name:ty),+) => {
        $(impl Field for $name {
            fn to_value(&self) -> Value {
                let pairs = self.all().iter();
                let lines: Vec<String> = pairs.map(|(name, number)| format!("{name}={number}")).collect();
                if lines.is_empty() { Value::Null } else { Value::Text(lines.join("\n")) }
            }
            fn from_value(value: Value) -> Option<$name> {
                let mut all = <$name>::default();
                for line in Option::<String>::from_value(value)?.unwrap_or_default().lines() {
                    let (name, number) = line.rsplit_once('=')?;
                    all.set(name, number.parse().ok()?);
                }
                Some(all)
            }
        })+
    };
}

numbered_fields!(Criteria, Scores);

impl<T: Field> Field for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
    fn from_value(value: Value) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! word_fields {
    ($($name:ty),+) => {
        $(impl Field for $name {
            fn to_value(&self) -> Value {
                Value::Text(self.word().to_owned())
            }
            fn from_value(value: Value) -> Option<$name> {
                <$name>::from_word(&String::from_value(value)?)
            }
        })+
    };
}

word_fields!(
    ActionStatus,
    Answer,
    DecisionRole,
    DecisionStatus,
    Door,
    DueSource,
    Landed,
    Level,
    LinkKind,
    MeetingStatus,
    MilestoneStatus,
    NeedStatus,
    Rag,
    Response,
    RiskSort,
    RiskStatus,
    Seat,
    Strategy,
    WorkstreamStatus
);

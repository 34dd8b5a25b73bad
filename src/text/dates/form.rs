//! The forms that a date is written in, between the grammar that finds them and `resolve`.

use chrono::{NaiveDate, Weekday};

use super::shift::{Shift, Unit};
use super::{Exactness, Reading};

/// A date as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Day {
        year: i32,
        month: u32,
        day: u32,
    },
    MonthDay {
        month: u32,
        day: u32,
    },
    DayOfMonth {
        day: u32,
    },
    /// Two numbers of which either may be the month: `25/12`, `01/12/2026`.
    Slashed {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    Weekday(Weekday, Which),
    Offset(Shift, Sense),
    Period(Period, Edge),
    Year {
        year: i32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Plain,
    This,
    Next,
    Last,
    /// `fri week`: a week after the coming one.
    AfterNext,
}

/// Whether a length of time was said to lie ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Ahead,
    Ago,
    Unsaid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Relative(Which, Unit),
    Month { month: u32, year: Option<i32> },
    Quarter { quarter: u32, year: Option<i32> },
    Week { week: u32, year: Option<i32> },
    Year { year: i32 },
}

/// Which day of a period was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
    Unsaid,
}

/// Where a form means a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In running text too.
    Anywhere,
    /// Only where a date is asked for; prose uses it for other things.
    Asked,
}

/// A form, where it ends, and the weekday that was written before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub form: Form,
    pub weekday: Option<Weekday>,
    pub end: usize,
    pub place: Place,
}

impl Form {
    /// Returns the day that was worked out for this form as a reading.
    pub fn reading(self, date: NaiveDate) -> Reading {
        let exactness = match self {
            Form::Day { .. } | Form::Slashed { year: Some(_), .. } => Exactness::Exact,
            _ => Exactness::Words,
        };
        Reading { date, exactness }
    }
}

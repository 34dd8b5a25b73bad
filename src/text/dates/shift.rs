//! Lengths of time in days, weeks, months and years, and moving a date by them.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

use super::YEARS;

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn letter(self) -> char {
        match self {
            Unit::Day => 'd',
            Unit::Week | Unit::Fortnight => 'w',
            Unit::Month => 'm',
            Unit::Quarter => 'q',
            Unit::Year => 'y',
        }
    }
}

/// A length of time to move dates by; negative is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub count: i32,
    pub unit: Unit,
}

impl Shift {
    /// Returns the moved date, or nothing where it would leave `YEARS`. Months and years keep the day
    /// where the month has it, else take the month's last: 31 January and `1m` give 28 February.
    pub fn apply(self, date: NaiveDate) -> Option<NaiveDate> {
        let count = self.count;
        let moved = match self.unit {
            Unit::Day => add_days(date, count.into()),
            Unit::Week => add_days(date, i64::from(count) * 7),
            Unit::Fortnight => add_days(date, i64::from(count) * 14),
            Unit::Month => add_months(date, count.into()),
            Unit::Quarter => add_months(date, i64::from(count) * 3),
            Unit::Year => add_months(date, i64::from(count) * 12),
        }?;
        YEARS.contains(&moved.year()).then_some(moved)
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weeks = if self.unit == Unit::Fortnight { 2 } else { 1 };
        write!(
            f,
            "{:+}{}",
            i64::from(self.count) * weeks,
            self.unit.letter()
        )
    }
}

/// Returns the date so many days later, or nothing beyond what chrono can count.
pub(super) fn add_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    }
}

/// Returns the date so many months later, the day clamped to the month's length.
pub(super) fn add_months(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let by = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 {
        date.checked_sub_months(by)
    } else {
        date.checked_add_months(by)
    }
}

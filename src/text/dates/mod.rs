//! Dates as people write them: reading (`fri`, `1 june`, `in 2 weeks`, `eow`, ISO) and echoing.
//!
//! Civil dates only; a time of day is refused. The clock is an argument: `Calendar` holds what today
//! is. `grammar` finds the `form` of a date, `resolve` says which day a form means, `echo` writes a date for people.
//! Days without a year and bare weekdays depend on the use: a deadline looks ahead (`read`), a window
//! looks back (`read_window`, `read_until`); `range` reads from one day to another. The rules stand at the functions of `resolve`.

mod echo;
mod form;
mod grammar;
mod parts;
mod range;
mod resolve;
mod scan;
mod shift;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, Weekday};

use crate::model::ctx::Policy;

pub use echo::{echo, short};
pub use range::Span;
pub use scan::weekday as weekday_named;
pub use shift::{Shift, Unit};

use form::{Form, Found};
use resolve::{Fault, Use};

/// The years that a date may have; everything else is a slip of the keyboard.
pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// What today is and on which day a week begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub today: NaiveDate,
    pub week_start: Weekday,
    /// The day that "next meeting" names, where there is one.
    pub next_meeting: Option<NaiveDate>,
}

impl Calendar {
    /// Returns how dates are read that were written on a day.
    pub fn on(policy: &Policy, today: NaiveDate) -> Calendar {
        Calendar {
            today,
            week_start: policy.week_start,
            next_meeting: None,
        }
    }

    /// Returns how dates are read in notes of a meeting that is followed by one on `day`.
    pub fn before(self, day: Option<NaiveDate>) -> Calendar {
        Calendar {
            next_meeting: day,
            ..self
        }
    }

    /// Reads "next meeting" at the start of running text; returns its day with the bytes it took.
    fn read_next_meeting(&self, text: &str) -> Option<(Reading, usize)> {
        const WORDS: &str = "next meeting";
        let head = text.get(..WORDS.len())?;
        let ends = !text[WORDS.len()..].starts_with(char::is_alphanumeric);
        let date = self
            .next_meeting
            .filter(|_| ends && head.eq_ignore_ascii_case(WORDS))?;
        let reading = Reading {
            date,
            exactness: Exactness::Words,
        };
        Some((reading, WORDS.len()))
    }
}

/// Whether a date was written in full or worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// Day, month and year were given.
    Exact,
    /// Something was guessed: the year, the week or the whole day.
    Words,
}

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub date: NaiveDate,
    pub exactness: Exactness,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    #[error("a date is missing")]
    Empty,
    #[error("`{text}` is not a date")]
    Unknown { text: String },
    #[error("`{text}` can be read as day/month and as month/day")]
    Ambiguous { text: String },
    #[error("`{text}` is not in the calendar")]
    NoSuchDay { text: String },
    #[error("`{text}` is outside the years {} to {}", YEARS.start(), YEARS.end())]
    OutOfRange { text: String },
    #[error("`{text}` falls on a {}", echo::weekday_name(*falls_on))]
    WeekdayDiffers { text: String, falls_on: Weekday },
    #[error("`{text}` ends before it begins")]
    Backwards { text: String },
    #[error("`{text}` is not a length of time")]
    NotAShift { text: String },
}

impl DateProblem {
    /// Returns what to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            DateProblem::Empty | DateProblem::Unknown { .. } => {
                "write a date such as 2026-12-01, 1 dec, fri, tomorrow, +3d, 'in 2 weeks' or eow"
            }
            DateProblem::Ambiguous { .. } => {
                "write year-month-day, such as 2026-12-01, or the month by name, such as 1 dec"
            }
            DateProblem::NoSuchDay { .. } => "check the day, the month and the year",
            DateProblem::OutOfRange { .. } => "check the year",
            DateProblem::WeekdayDiffers { .. } => "leave the weekday out or correct the day",
            DateProblem::Backwards { .. } => "write the first day first, such as 24nov..5dec",
            DateProblem::NotAShift { .. } => "write a number and d, w, m or y, such as 1w or -3d",
        }
    }
}

impl Calendar {
    /// Reads the whole text as a deadline: what has no year or week looks ahead.
    pub fn read(&self, text: &str) -> Result<Reading, DateProblem> {
        let bare = text.trim();
        match self.read_next_meeting(bare) {
            Some((reading, used)) if used == bare.len() => return Ok(reading),
            _ => {}
        }
        self.read_for(text, Use::Due)
    }

    /// Reads the whole text as the first day of a window: what has no year or week looks back, `2w`
    /// is two weeks ago, and a week, month, quarter or year is its first day.
    pub fn read_window(&self, text: &str) -> Result<Reading, DateProblem> {
        self.read_for(text, Use::Since)
    }

    /// Reads the whole text as the last day of a window: as `read_window`, but a week, month, quarter
    /// or year is its last day.
    pub fn read_until(&self, text: &str) -> Result<Reading, DateProblem> {
        self.read_for(text, Use::Until)
    }

    /// Reads the longest deadline at the start of running text; returns it with the bytes it took.
    ///
    /// It ends at the end of a word. Forms that prose uses for other things are left alone: a month
    /// without a day, `2 weeks` without `in` or `ago`, `3d` without `+`, `24/7`, `15th`, `Q4`.
    pub fn read_prefix(&self, text: &str) -> Option<(Reading, usize)> {
        if let Some(found) = self.read_next_meeting(text) {
            return Some(found);
        }
        let mut found = grammar::in_prose(text);
        // A longer form that is wrong must not make a shorter one true: `fri 31 june` is no `fri`.
        // Only a number that turns out to be no year (`1 june 5000 users`) is given back.
        found.sort_by_key(|found| std::cmp::Reverse(found.end));
        for found in found {
            match self.resolve(&found, Use::Due) {
                Ok(date) => return Some((found.form.reading(date), found.end)),
                Err(Fault::OutOfRange) => {}
                Err(_) => return None,
            }
        }
        None
    }

    /// Reads a length of time to move dates by: `1w`, `-3d`, `+2m`, `2 weeks`.
    pub fn read_shift(&self, text: &str) -> Result<Shift, DateProblem> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(DateProblem::NotAShift {
                text: String::new(),
            });
        }
        grammar::shift(trimmed).ok_or_else(|| DateProblem::NotAShift { text: cut(trimmed) })
    }

    fn read_for(&self, text: &str, purpose: Use) -> Result<Reading, DateProblem> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(DateProblem::Empty);
        }
        let found = grammar::whole(trimmed)
            .filter(|found| purpose != Use::Due || !matches!(found.form, Form::Year { .. }));
        let Some(found) = found else {
            return Err(DateProblem::Unknown { text: cut(trimmed) });
        };
        match self.resolve(&found, purpose) {
            Ok(date) => Ok(found.form.reading(date)),
            Err(fault) => Err(fault.about(cut(trimmed))),
        }
    }

    fn resolve(&self, found: &Found, purpose: Use) -> Result<NaiveDate, Fault> {
        let date = resolve::date_of(self, found.form, purpose)?;
        match found.weekday {
            Some(weekday) => resolve::on_weekday(date, weekday),
            None => Ok(date),
        }
    }
}

/// Returns the text as a message can show it: at most forty characters.
fn cut(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

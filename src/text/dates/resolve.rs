//! Which day a form means, seen from today and for a use.

use chrono::{Datelike, NaiveDate, Weekday};

use super::form::{Edge, Form, Period, Sense, Which};
use super::shift::{Shift, Unit, add_days, add_months};
use super::{Calendar, DateProblem, YEARS};

/// What a date is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A deadline, which lies ahead.
    Due,
    /// The first day of a window, which lies behind.
    Since,
    /// The last day of a window, which lies behind.
    Until,
}

/// Why a form means no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Ambiguous,
    NoSuchDay,
    OutOfRange,
    FallsOn(Weekday),
}

impl Fault {
    pub fn about(self, text: String) -> DateProblem {
        match self {
            Fault::Ambiguous => DateProblem::Ambiguous { text },
            Fault::NoSuchDay => DateProblem::NoSuchDay { text },
            Fault::OutOfRange => DateProblem::OutOfRange { text },
            Fault::FallsOn(falls_on) => DateProblem::WeekdayDiffers { text, falls_on },
        }
    }
}

/// Returns the day that the form means.
pub(super) fn date_of(calendar: &Calendar, form: Form, purpose: Use) -> Result<NaiveDate, Fault> {
    let date = match form {
        Form::Day { year, month, day } => of_ymd(year, month, day)?,
        Form::MonthDay { month, day } => without_year(calendar, month, day, purpose)?,
        Form::DayOfMonth { day } => without_month(calendar, day, purpose)?,
        Form::Slashed {
            first,
            second,
            year,
        } => {
            let (day, month) = day_and_month(first, second)?;
            let form = match year {
                Some(year) => Form::Day { year, month, day },
                None => Form::MonthDay { month, day },
            };
            return date_of(calendar, form, purpose);
        }
        Form::Weekday(day, which) => weekday(calendar, day, which, purpose)?,
        Form::Offset(shift, sense) => offset(calendar, shift, sense, purpose)?,
        Form::Period(period, edge) => of_period(calendar, period, edge, purpose)?,
        Form::Year { year } => of_period(calendar, Period::Year { year }, Edge::Unsaid, purpose)?,
    };
    in_range(Some(date))
}

/// Returns the date if it falls on the weekday that was written with it.
pub(super) fn on_weekday(date: NaiveDate, weekday: Weekday) -> Result<NaiveDate, Fault> {
    if date.weekday() == weekday {
        Ok(date)
    } else {
        Err(Fault::FallsOn(date.weekday()))
    }
}

fn in_range(date: Option<NaiveDate>) -> Result<NaiveDate, Fault> {
    date.filter(|date| YEARS.contains(&date.year()))
        .ok_or(Fault::OutOfRange)
}

fn of_ymd(year: i32, month: u32, day: u32) -> Result<NaiveDate, Fault> {
    if !YEARS.contains(&year) {
        return Err(Fault::OutOfRange);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::NoSuchDay)
}

/// Tells the day from the month where only one order is possible or both say the same.
fn day_and_month(first: u32, second: u32) -> Result<(u32, u32), Fault> {
    match (first, second) {
        (13.., 13..) => Err(Fault::NoSuchDay),
        (13.., _) => Ok((first, second)),
        (_, 13..) => Ok((second, first)),
        _ if first == second => Ok((first, second)),
        _ => Err(Fault::Ambiguous),
    }
}

/// A day and a month without a year. As a deadline: the earliest one that is not before today minus
/// six months, so that in November `31 oct` is what is late and `1 may` is next year's. As a window:
/// the latest that is not after today.
fn without_year(
    calendar: &Calendar,
    month: u32,
    day: u32,
    purpose: Use,
) -> Result<NaiveDate, Fault> {
    let today = calendar.today;
    let mut days = near_years(today).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let found = match purpose {
        Use::Due => {
            let earliest = add_months(today, -6).unwrap_or(today);
            days.find(|date| *date >= earliest)
        }
        Use::Since | Use::Until => days.take_while(|date| *date <= today).last(),
    };
    found.ok_or(Fault::NoSuchDay)
}

/// Returns the years around today's, enough to hold a 29 February on both sides.
fn near_years(today: NaiveDate) -> impl Iterator<Item = i32> {
    today.year().saturating_sub(8)..=today.year().saturating_add(8)
}

/// A day of the month alone. As a deadline: the first one from today on; as a window: the last one
/// until today. A month that has no such day is passed over.
fn without_month(calendar: &Calendar, day: u32, purpose: Use) -> Result<NaiveDate, Fault> {
    let today = calendar.today;
    let step = if purpose == Use::Due { 1 } else { -1 };
    let found = (0..=2).find_map(|months| {
        let month = add_months(first_of_month(today)?, months * step)?;
        month
            .with_day(day)
            .filter(|date| (*date - today).num_days() * step >= 0)
    });
    found.ok_or(Fault::NoSuchDay)
}

fn first_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)
}

/// A weekday. `fri` as a deadline is the coming one, after today; as a window the past one, before
/// today. `this fri` counts today too. `next fri` is in the week after this one, whatever the use.
/// `last fri` is the latest before today.
fn weekday(
    calendar: &Calendar,
    day: Weekday,
    which: Which,
    purpose: Use,
) -> Result<NaiveDate, Fault> {
    let today = calendar.today;
    let ahead = i64::from(day.days_since(today.weekday()));
    let behind = i64::from(today.weekday().days_since(day));
    let days = match (which, purpose) {
        (Which::Next, _) => {
            let start = i64::from(today.weekday().days_since(calendar.week_start));
            7 - start + i64::from(day.days_since(calendar.week_start))
        }
        (Which::This, Use::Due) => ahead,
        (Which::This, _) => -behind,
        (Which::Plain, Use::Due) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Which::AfterNext, Use::Due) => 7 + if ahead == 0 { 7 } else { ahead },
        (Which::Plain | Which::Last | Which::AfterNext, _) => {
            if behind == 0 {
                -7
            } else {
                -behind
            }
        }
    };
    in_range(add_days(today, days))
}

/// A length of time from today. Without a word for it, it lies ahead as a deadline, behind as a window.
fn offset(
    calendar: &Calendar,
    shift: Shift,
    sense: Sense,
    purpose: Use,
) -> Result<NaiveDate, Fault> {
    let back = match sense {
        Sense::Ahead => false,
        Sense::Ago => true,
        Sense::Unsaid => purpose != Use::Due,
    };
    let count = if back { -shift.count } else { shift.count };
    in_range(Shift { count, ..shift }.apply(calendar.today))
}

/// A week, month, quarter or year. Its `end of` is its last day, of a week its last working day. Left
/// unsaid, a window takes the first day as `--since` and the last as `--until`; a deadline takes
/// the end, but of `next week`, `last month` and the like the start.
fn of_period(
    calendar: &Calendar,
    period: Period,
    edge: Edge,
    purpose: Use,
) -> Result<NaiveDate, Fault> {
    let span = span_of(calendar, period, purpose)?;
    let looks_on = matches!(period, Period::Relative(Which::Next | Which::Last, _));
    Ok(match (edge, purpose) {
        (Edge::Start, _) | (Edge::Unsaid, Use::Since) => span.first,
        (Edge::Unsaid, Use::Until) => span.last,
        (Edge::Unsaid, Use::Due) if looks_on => span.first,
        (Edge::End, _) | (Edge::Unsaid, Use::Due) => span.deadline,
    })
}

/// The days of a period. `deadline` is the last day, but of a week the last working day.
#[derive(Clone, Copy)]
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    deadline: NaiveDate,
}

fn span_of(calendar: &Calendar, period: Period, purpose: Use) -> Result<Span, Fault> {
    match period {
        Period::Relative(which, unit) => relative(calendar, which, unit),
        Period::Year { year } => months(of_ymd(year, 1, 1)?, 12),
        Period::Month { month, year } => near(calendar, year, purpose, |year| {
            months(of_ymd(year, month, 1)?, 1)
        }),
        Period::Quarter { quarter, year } => near(calendar, year, purpose, |year| {
            let month = quarter
                .saturating_mul(3)
                .checked_sub(2)
                .ok_or(Fault::NoSuchDay)?;
            months(of_ymd(year, month, 1)?, 3)
        }),
        Period::Week { week, year } => near(calendar, year, purpose, |year| iso_week(year, week)),
    }
}

/// Gives a period its year where none was written: as a deadline the first period that ends today or
/// later, as a window the last one that has begun.
fn near(
    calendar: &Calendar,
    year: Option<i32>,
    purpose: Use,
    span_in: impl Fn(i32) -> Result<Span, Fault>,
) -> Result<Span, Fault> {
    if let Some(year) = year {
        return span_in(year);
    }
    let today = calendar.today;
    let mut spans = near_years(today).filter_map(|year| span_in(year).ok());
    let found = match purpose {
        Use::Due => spans.find(|span| span.deadline >= today),
        Use::Since | Use::Until => spans.take_while(|span| span.first <= today).last(),
    };
    found.ok_or(Fault::NoSuchDay)
}

fn relative(calendar: &Calendar, which: Which, unit: Unit) -> Result<Span, Fault> {
    let steps = match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::Plain | Which::This | Which::AfterNext => 0,
    };
    let (today, length) = (
        calendar.today,
        match unit {
            Unit::Day | Unit::Week | Unit::Fortnight => return week(calendar, steps),
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Year => 12,
        },
    );
    let month = today.month0() - today.month0() % length + 1;
    let length = i64::from(length);
    let first = of_ymd(today.year(), month, 1)?;
    months(in_range(add_months(first, steps * length))?, length)
}

/// The week that holds today, or one before or after it. On the days after the last working day
/// the week counts as over, so that `eow` is never behind.
fn week(calendar: &Calendar, steps: i64) -> Result<Span, Fault> {
    let workdays = if calendar.week_start == Weekday::Mon {
        5
    } else {
        6
    };
    let passed = i64::from(calendar.today.weekday().days_since(calendar.week_start));
    let first = in_range(add_days(calendar.today, steps * 7 - passed))?;
    let over = steps == 0 && passed >= workdays;
    let deadline = workdays - 1 + if over { 7 } else { 0 };
    Ok(Span {
        first,
        last: in_range(add_days(first, 6))?,
        deadline: in_range(add_days(first, deadline))?,
    })
}

/// The week of ISO 8601, Monday to Sunday, wherever the calendar's weeks begin.
fn iso_week(year: i32, week: u32) -> Result<Span, Fault> {
    if !YEARS.contains(&year) {
        return Err(Fault::OutOfRange);
    }
    let day = |day| NaiveDate::from_isoywd_opt(year, week, day).ok_or(Fault::NoSuchDay);
    Ok(Span {
        first: day(Weekday::Mon)?,
        last: day(Weekday::Sun)?,
        deadline: day(Weekday::Fri)?,
    })
}

fn months(first: NaiveDate, count: i64) -> Result<Span, Fault> {
    let last = in_range(add_months(first, count).and_then(|next| add_days(next, -1)))?;
    Ok(Span {
        first,
        last,
        deadline: last,
    })
}

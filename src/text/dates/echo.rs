//! Dates as people read them: with the weekday, and the year only where it is another.

use chrono::{Datelike, NaiveDate, Weekday};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Returns the date and how far it is: `Fri 27 Nov (in 5 days)`, `Thu 19 Nov (3 days ago)`; or one
/// word for `today`, `tomorrow` and `yesterday`.
pub fn echo(date: NaiveDate, today: NaiveDate) -> String {
    match date.signed_duration_since(today).num_days() {
        0 => "today".to_string(),
        1 => "tomorrow".to_string(),
        -1 => "yesterday".to_string(),
        days if days > 0 => format!("{} (in {days} days)", short(date, today)),
        days => format!("{} ({} days ago)", short(date, today), days.unsigned_abs()),
    }
}

/// Returns `Fri 27 Nov`, with the year when it is not this year's.
pub fn short(date: NaiveDate, today: NaiveDate) -> String {
    let weekday = &weekday_name(date.weekday())[..3];
    let month = MONTHS[date.month0() as usize];
    let day = date.day();
    if date.year() == today.year() {
        format!("{weekday} {day} {month}")
    } else {
        format!("{weekday} {day} {month} {}", date.year())
    }
}

/// Returns the English name of the weekday.
pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

//! From one day to another: `24nov..5dec`, `24nov..` with an open end, `..5dec` from today, `24nov`.

use super::{Calendar, DateProblem, Exactness, Reading, cut};

/// The first and the last day of a stretch of time; without a last day nobody knows for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Reading,
    pub to: Option<Reading>,
}

impl Calendar {
    /// Reads the whole text as a stretch of days that lies ahead or has begun. The last day is read as
    /// seen from the first, so that `thu..mon` holds a weekend.
    pub fn read_span(&self, text: &str) -> Result<Span, DateProblem> {
        let trimmed = text.trim();
        let Some((first, last)) = trimmed.split_once("..") else {
            let day = self.read(trimmed)?;
            return Ok(Span {
                from: day,
                to: Some(day),
            });
        };
        let (first, last) = (first.trim(), last.trim());
        let from = match (first, last) {
            ("", "") => return Err(DateProblem::Empty),
            ("", _) => Reading {
                date: self.today,
                exactness: Exactness::Exact,
            },
            (first, _) => self.read(first)?,
        };
        if last.is_empty() {
            return Ok(Span { from, to: None });
        }
        let seen_from = Calendar {
            today: from.date,
            ..*self
        };
        let to = seen_from.read(last)?;
        if to.date < from.date {
            return Err(DateProblem::Backwards { text: cut(trimmed) });
        }
        Ok(Span { from, to: Some(to) })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::super::Calendar;

    fn check(text: &str, want: &str) {
        let calendar = Calendar {
            today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            week_start: Weekday::Mon,
            next_meeting: None,
        };
        let read = match calendar.read_span(text) {
            Ok(span) => match span.to {
                Some(to) => format!("{} to {}", span.from.date, to.date),
                None => format!("{} on", span.from.date),
            },
            Err(problem) => problem.to_string(),
        };
        assert_eq!(read, want, "{text}");
    }

    #[test]
    fn stretches_of_days_are_read() {
        check("24nov..5dec", "2026-11-24 to 2026-12-05");
        check(" 24 nov .. 5 dec ", "2026-11-24 to 2026-12-05");
        check("2026-12-24..2027-01-02", "2026-12-24 to 2027-01-02");
        check("20dec..5jan", "2026-12-20 to 2027-01-05");
        check("16nov..27nov", "2026-11-16 to 2026-11-27");
        check("fri..mon", "2026-11-27 to 2026-11-30");
        check("tomorrow..+3d", "2026-11-23 to 2026-11-26");
        check("24nov", "2026-11-24 to 2026-11-24");
        check("24nov..", "2026-11-24 on");
        check("..5dec", "2026-11-22 to 2026-12-05");
    }

    #[test]
    fn what_is_no_stretch_of_days_is_told() {
        check("..", "a date is missing");
        check("", "a date is missing");
        check("soonish", "`soonish` is not a date");
        check("24nov..5dec..6dec", "`5dec..6dec` is not a date");
        check(
            "2026-12-05..2026-11-24",
            "`2026-12-05..2026-11-24` ends before it begins",
        );
    }
}

//! The parts that several forms share: amounts, months, ordinals, years, numbered weeks and quarters.
//! Each takes its part at a cursor and returns it with the place behind it, or takes nothing.

use super::form::Period;
use super::scan::{self, Cursor};
use super::shift::Shift;

/// Takes `3d`, `2 weeks`, `a month`.
pub(super) fn amount(start: Cursor<'_>) -> Option<(Shift, Cursor<'_>)> {
    let (count, after) = match start.digits() {
        Some((digits, after)) => (digits.parse().unwrap_or(i32::MAX), after.skip_gap()),
        None => {
            let (word, after) = start.word()?;
            (scan::number(&word)?, after.gap()?)
        }
    };
    let (word, end) = after.word()?;
    Some((
        Shift {
            count,
            unit: scan::unit(&word)?,
        },
        end,
    ))
}

/// Takes ` 2026` or `, 2026`.
pub(super) fn year_after(end: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let comma = end.any(b",").map_or(end, |(_, after)| after);
    comma.gap()?.year()
}

/// Takes the ending of `1st`, `2nd`, `3rd`, `4th`.
pub(super) fn ordinal(end: Cursor<'_>) -> Option<Cursor<'_>> {
    let (word, after) = end.word()?;
    matches!(&*word, "st" | "nd" | "rd" | "th").then_some(after)
}

/// Takes the name of a month.
pub(super) fn month(start: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (word, end) = start.word()?;
    Some((scan::month(&word)?, end))
}

/// Goes past the full stop of `Dec. 5` and `5 Dec. 2026`, but not past one that ends a sentence.
pub(super) fn abbreviated(end: Cursor<'_>) -> Cursor<'_> {
    let after = end.any(b".").map(|(_, after)| after);
    let goes_on = |after: &Cursor<'_>| after.gap().and_then(Cursor::digits).is_some();
    after.filter(goes_on).unwrap_or(end)
}

/// Takes `w48`, `week 48`, `Q4`, `Q4 2026`; `year` is one that stood before.
pub(super) fn numbered(start: Cursor<'_>, year: Option<i32>) -> Option<(Period, Cursor<'_>)> {
    let (word, end) = start.word()?;
    let end = if &*word == "week" { end.gap()? } else { end };
    let (number, end) = end.small()?;
    let after = year_after(end).filter(|_| year.is_none());
    let (year, end) = after.map_or((year, end), |(year, end)| (Some(year), end));
    match &*word {
        "w" | "week" => Some((Period::Week { week: number, year }, end)),
        "q" => Some((
            Period::Quarter {
                quarter: number,
                year,
            },
            end,
        )),
        _ => None,
    }
}

/// Takes `June`, `June 2026`, `2026`.
pub(super) fn dated(start: Cursor<'_>) -> Option<(Period, Cursor<'_>)> {
    if let Some((year, end)) = start.year() {
        return Some((Period::Year { year }, end));
    }
    let (month, end) = month(start)?;
    Some(match year_after(end) {
        Some((year, end)) => (
            Period::Month {
                month,
                year: Some(year),
            },
            end,
        ),
        None => (Period::Month { month, year: None }, end),
    })
}

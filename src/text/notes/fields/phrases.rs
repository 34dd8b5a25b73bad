//! Words that set a field without a key: deadlines, bare dates, priorities.

use crate::model::words::Level;
use crate::text::dates::{Calendar, Reading};
use crate::text::notes::types::DueMention;

/// A deadline in words and where it stands.
pub(super) struct DueWords {
    pub due: DueMention,
    pub start: usize,
    pub end: usize,
}

/// Finds dates behind a word that makes them a deadline.
pub(super) fn due_words(calendar: &Calendar, text: &str) -> Vec<DueWords> {
    let mut hits: Vec<DueWords> = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        let (at, after) = (start, start + word.len());
        start = after + 1;
        let bare = word.trim_start_matches(['(', ',']).trim_end_matches(':');
        let is_due = matches!(
            bare.to_lowercase().as_str(),
            "by" | "before" | "until" | "due" | "deadline" | "eta"
        );
        if !is_due || hits.last().is_some_and(|hit| at < hit.end) {
            continue;
        }
        let mut date_start = start.min(text.len());
        for skipped in ["on ", "by ", "the ", "is ", "end of day "] {
            date_start += if text[date_start..].starts_with(skipped) {
                skipped.len()
            } else {
                0
            };
        }
        let Some((reading, used)) = calendar.read_prefix(head(&text[date_start..], 40)) else {
            continue;
        };
        let Reading { date, exactness } = reading;
        let due = DueMention { date, exactness };
        let start = at + (word.len() - word.trim_start_matches(['(', ',']).len());
        hits.push(DueWords {
            due,
            start,
            end: date_start + used,
        });
    }
    hits
}

/// The first `limit` bytes of `text`, cut between characters.
fn head(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Words that are a date and nothing else: a weekday, "tomorrow", an ISO date, "next friday", "eod".
pub(super) fn is_plain_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let (head, last) = lower.rsplit_once(' ').unwrap_or(("", &lower));
    let iso = last.len() == 10 && last.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day = matches!(
        last,
        "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "tomorrow"
            | "today"
            | "eod"
            | "eow"
            | "eom"
            | "eoq"
    );
    let unit = matches!(last, "day" | "days" | "week" | "weeks" | "month" | "months");
    match head {
        "" => iso || day,
        "next" | "this" => day || unit,
        _ => head.starts_with("in ") && unit,
    }
}

/// Returns the level that a word or digit names.
pub(super) fn level(text: &str) -> Option<Level> {
    match text.to_lowercase().as_str() {
        "high" | "h" | "highest" | "urgent" | "a" | "1" | "p0" | "p1" => Some(Level::High),
        "medium" | "med" | "m" | "normal" | "b" | "2" | "p2" => Some(Level::Medium),
        "low" | "l" | "lowest" | "c" | "3" | "p3" => Some(Level::Low),
        _ => None,
    }
}

/// Returns the level of a sign; `(A)` only as the first word.
pub(super) fn priority_sign(word: &str, first: bool) -> Option<Level> {
    match word {
        "🔺" | "⏫" | "!high" | "[#A]" => Some(Level::High),
        "🔼" | "!medium" | "!med" | "[#B]" => Some(Level::Medium),
        "🔽" | "⏬" | "!low" | "[#C]" => Some(Level::Low),
        "(A)" if first => Some(Level::High),
        "(B)" if first => Some(Level::Medium),
        "(C)" if first => Some(Level::Low),
        _ => None,
    }
}

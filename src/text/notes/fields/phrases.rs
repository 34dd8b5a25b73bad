//! Words that set a field without a key: deadlines, bare dates, priorities.

use crate::model::words::Level;
use crate::text::dates::{Calendar, Exactness, Reading};
use crate::text::notes::types::DueMention;

/// Days by which a deadline without a year may be late already.
const LATE: i64 = 31;

/// A deadline in words and where it stands.
pub(super) struct DueWords {
    pub due: DueMention,
    /// What to take out of the text; nothing where the words belong to a sentence.
    pub start: usize,
    pub end: usize,
    /// A day without a year that has long passed: no deadline, and perhaps meant otherwise.
    pub is_past: bool,
}

/// Finds dates behind a word that makes them a deadline.
pub(super) fn due_words(calendar: &Calendar, text: &str) -> Vec<DueWords> {
    let mut hits: Vec<DueWords> = Vec::new();
    let mut start = 0;
    let mut last = 0;
    for word in text.split(' ') {
        let (at, after) = (start, start + word.len());
        let before = &text[last..at.max(1) - 1];
        (last, start) = (at, after + 1);
        let bare = word.trim_start_matches(['(', ',']).trim_end_matches(':');
        let sign = bare.to_lowercase();
        let is_due = matches!(
            sign.as_str(),
            "by" | "before" | "until" | "due" | "deadline" | "eta"
        );
        if !is_due || hits.last().is_some_and(|hit| at < hit.end) || describes(before, &sign) {
            continue;
        }
        let mut date_start = start.min(text.len());
        for skipped in ["on ", "by ", "the ", "is ", "end of day ", "early "] {
            date_start += if text[date_start..].starts_with(skipped) {
                skipped.len()
            } else {
                0
            };
        }
        let Some((reading, used)) = calendar.read_prefix(head(&text[date_start..], 40)) else {
            continue;
        };
        let end = date_start + used;
        if goes_on(&text[end..]) {
            continue;
        }
        let Reading { date, exactness } = reading;
        let framed = at + (word.len() - word.trim_start_matches(['(', ',']).len());
        let start = match () {
            _ if is_told(before, &sign) => end,
            _ if asks(before, &text[..at]) => at - 1 - before.len(),
            _ => framed,
        };
        hits.push(DueWords {
            due: DueMention { date, exactness },
            start,
            end,
            is_past: (calendar.today - date).num_days() > LATE && exactness == Exactness::Words,
        });
    }
    hits
}

/// Says whether the date describes things: "opened before 1 May", "changes made until then", "the day before".
fn describes(before: &str, sign: &str) -> bool {
    let word = before.to_lowercase();
    let past =
        word.ends_with("ed") || ["made", "sent", "done", "built", "met"].contains(&word.as_str());
    let span = ["day", "night", "morning", "evening", "week", "month"].contains(&word.as_str());
    matches!(sign, "before" | "until") && (past || span)
}

/// Says whether the deadline is told in a sentence: "the deadline is Friday", "it is due Friday".
fn is_told(before: &str, sign: &str) -> bool {
    #[rustfmt::skip]
    const TELLING: &[&str] = &[
        "the", "a", "an", "our", "their", "its", "this", "that", "hard", "new", "final", "is", "are", "was", "were",
        "be", "becomes", "it's", "that's",
    ];
    matches!(sign, "due" | "deadline" | "eta") && TELLING.contains(&before.to_lowercase().as_str())
}

/// Says whether the word before only opens the deadline: "… which one? Decide by 1 May".
fn asks(before: &str, text: &str) -> bool {
    let opens = ["Decide", "Decision", "Due", "Needed", "Answer"].contains(&before);
    let ahead = text[..text.len().saturating_sub(before.len() + 1)].trim_end();
    opens && ahead.ends_with(['.', '?', '!', ';'])
}

/// Says whether a number follows that could belong to the date: "fri 27", "fri (27/11)".
fn goes_on(rest: &str) -> bool {
    let bare = rest.trim_start_matches([' ', ',']).trim_start_matches('(');
    let after = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - after.len();
    rest.starts_with([' ', ',', '('])
        && (1..=4).contains(&digits)
        && (after.is_empty() || after.starts_with(['/', '.', ')', ',', ';']))
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
    let closed = [", eod", " eod", ", cob", " cob"]
        .iter()
        .find_map(|tail| lower.strip_suffix(tail));
    let lower = closed.unwrap_or(&lower);
    let (head, last) = lower.rsplit_once(' ').unwrap_or(("", lower));
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
            | "cob"
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

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

/// Finds a day that is set off at the end of a line, `… – 24 Nov`, `… (24 Nov)`, `… @2026-11-24`; returns where
/// its sign begins. What has passed, or is far away for want of a year, is no deadline.
pub(super) fn set_off(calendar: &Calendar, text: &str) -> Option<(usize, DueMention)> {
    const DASHES: [&str; 5] = [" – ", " — ", " - ", " | ", " @"];
    const LONGEST: usize = 24;
    const NEAR: i64 = 120;
    let bare = text.trim_end().trim_end_matches('.');
    let framed = [('(', ')'), ('[', ']')].iter().find_map(|(open, close)| {
        let inner = bare.strip_suffix(*close)?;
        let at = inner
            .rfind(*open)
            .filter(|at| inner[..*at].ends_with(' '))?;
        Some((at, &inner[at + 1..]))
    });
    let dashed = || {
        let found = DASHES
            .iter()
            .filter_map(|sign| Some((bare.rfind(sign)?, sign.len())));
        found.max().map(|(at, width)| (at, &bare[at + width..]))
    };
    let (at, words) = framed.or_else(dashed)?;
    let words = words
        .trim()
        .trim_start_matches("by ")
        .trim_start_matches("due ");
    let is_day = words.len() <= LONGEST && words.contains(|c: char| c.is_ascii_digit());
    let Reading { date, exactness } = calendar.read(words).ok().filter(|_| is_day)?;
    let ahead = (date - calendar.today).num_days();
    let is_said = text[..at].contains(' ') && is_dated(words);
    ((0..=NEAR).contains(&ahead) && is_said).then_some((at, DueMention { date, exactness }))
}

/// Says whether the words hold a day of a month: `24 Nov`, `Nov 24`, `24/11/2026`, `2026-11-24`.
fn is_dated(words: &str) -> bool {
    let parted = |c: char| !c.is_alphanumeric();
    let parts: Vec<&str> = words
        .split(parted)
        .filter(|part| !part.is_empty())
        .collect();
    let digits = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
    let numbers = parts.iter().filter(|part| digits(part)).count();
    let named = parts
        .iter()
        .any(|part| crate::text::notes::header::month(part).is_some());
    numbers == 3 && parts.len() == 3 || named && parts.len() >= 2
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

/// `24 nov 2026`: nothing is left open.
pub(super) fn is_full(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    matches!(parts[..], [day, month, year] if number(day) && number(year) && year.len() == 4
        && crate::text::notes::header::month(month).is_some())
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

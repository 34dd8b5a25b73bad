//! The first lines of a text, where a meeting's name and day stand without a heading or a label.

use super::dates::{Found, find};
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::plain::{plain, unmask};

/// Lines that are searched for a day that stands alone.
const NEAR: usize = 12;
/// Words of a first line that names the meeting; more is prose.
const LONGEST_NAME: usize = 12;

/// Says whether a heading or line tells of another meeting, or of what is due.
pub(super) fn is_of_another(text: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "next meeting",
        "next call",
        "next session",
        "next sync",
        "last meeting",
        "last call",
        "last session",
        "previous ",
        "upcoming ",
        "deadline",
        "actions from",
        "carried over",
    ];
    let lower = text.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = ["next ", "last ", "due "]
        .iter()
        .any(|word| bare.starts_with(word));
    begins || OTHERS.iter().any(|words| lower.contains(words))
}

/// Returns the first line where it names the meeting and its day, or is all in bold.
pub(super) fn naming<'l, 'a>(lines: &'l [Line<'a>]) -> Option<&'l Line<'a>> {
    let at = lines.iter().position(|line| is_said(line))?;
    let (first, next) = (&lines[at], lines.get(at + 1));
    let is_alone = next.is_none_or(|next| next.form != Form::Text || says_more(next.body));
    let text = plain(first.body);
    let words = text.split_whitespace().count();
    let is_bold = first.body.starts_with("**") && first.body.trim_end().ends_with("**");
    let is_name = first.form == Form::Text
        && first.indent < 4
        && is_alone
        && (2..=LONGEST_NAME).contains(&words)
        && !text.ends_with(['.', ':', '!', '?'])
        && !is_of_another(&text)
        && !text.contains(": ");
    (is_name && (is_bold || dated(&text).is_some())).then_some(first)
}

/// Returns the lines near the top that are a day and nothing else: `Thu 19 November 2026, 10:00`.
pub(super) fn days<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l Line<'a>> {
    let near = lines.iter().filter(|line| is_said(line)).take(NEAR);
    near.filter(|line| line.form == Form::Text && is_day(line.body))
}

fn is_said(line: &Line<'_>) -> bool {
    !matches!(line.form, Form::Blank | Form::Skipped | Form::Rule)
}

/// A label that goes on with what is below a name: `Attendees: …`.
fn says_more(body: &str) -> bool {
    body.split_once(':')
        .is_some_and(|(label, _)| label.len() <= 30)
}

fn dated(text: &str) -> Option<Found> {
    find(text).filter(|found| found.year.is_some() && found.day.is_some())
}

fn is_day(body: &str) -> bool {
    let text = unmask(&plain(body));
    let mut words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    text.len() <= 60 && dated(&text).is_some() && words.all(is_word_of_a_day)
}

/// Weekdays, months, and what stands around a time.
fn is_word_of_a_day(word: &str) -> bool {
    let lower = word.to_lowercase();
    let zone = word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
    let named = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
        "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    zone || lower.len() >= 3 && lower.len() <= 9 && named.iter().any(|head| lower.starts_with(head))
        || matches!(
            lower.as_str(),
            "t" | "z"
                | "st"
                | "nd"
                | "rd"
                | "th"
                | "am"
                | "pm"
                | "at"
                | "from"
                | "to"
                | "the"
                | "of"
                | "h"
                | "on"
        )
}

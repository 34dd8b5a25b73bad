//! Phrases that several views share: names, dates with how far away they are, tables of items.

use chrono::NaiveDate;

use crate::model::decision::Decision;
use crate::model::words::DueSource;
use crate::ops::facts::{Named, Nudged};
use crate::render::{Line, Style};
use crate::text::{dates, gist};

/// Returns `@handle`.
pub(super) fn at(handle: &str) -> String {
    format!("@{handle}")
}

/// Returns `@handle`, or a dash for nobody.
pub(super) fn owner(handle: Option<&str>) -> Line {
    match handle {
        Some(handle) => Line::from(at(handle)),
        None => Line::styled(Style::Muted, "nobody"),
    }
}

/// Returns a due date with how far away it is, in the style of its urgency.
pub(super) fn due(due: Option<NaiveDate>, source: DueSource, today: NaiveDate) -> Line {
    match due {
        Some(date) => {
            let sign = default_sign(source);
            Line::styled(
                urgency(date, today),
                format!("{sign}{}", dates::echo(date, today)),
            )
        }
        None => Line::new(),
    }
}

/// Returns what stands before a date that nobody set: `~`.
pub(super) fn default_sign(source: DueSource) -> &'static str {
    match source {
        DueSource::Default => "~",
        DueSource::Explicit | DueSource::Inferred | DueSource::None => "",
    }
}

/// Returns the short form of a date.
pub(super) fn day(date: Option<NaiveDate>, today: NaiveDate) -> Line {
    date.map_or_else(Line::new, |date| Line::from(dates::short(date, today)))
}

/// Returns a date with its year, for texts that are read on another day.
pub(super) fn full_day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// Returns `a`, `a and b`, or `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Returns how a date that matters should look.
pub(super) fn urgency(date: NaiveDate, today: NaiveDate) -> Style {
    match (date - today).num_days() {
        ..0 => Style::Late,
        0..=2 => Style::Soon,
        _ => Style::Plain,
    }
}

/// Returns an ID with its title.
pub(super) fn named(named: &Named) -> Line {
    Line::styled(Style::Id, named.id.to_string()).push(Style::Plain, format!(" {}", named.title))
}

/// Returns `1 action` or `3 actions`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// Returns how often somebody was nudged and when last, empty for never.
pub(super) fn nudged(nudged: Nudged, today: NaiveDate) -> Line {
    let Nudged { times, last } = nudged;
    match last {
        Some(last) => Line::from(format!(
            "{times}x, last {}",
            dates::short(last.date_naive(), today)
        )),
        None => Line::new(),
    }
}

/// Returns what was decided, on one line; none where the title says it.
pub(super) fn outcome(decision: &Decision) -> Option<String> {
    let outcome = gist::gist(decision.outcome.as_deref()?);
    (!outcome.is_empty()).then_some(outcome)
}

/// Returns text as a line, empty for none.
pub(super) fn text(text: Option<&str>) -> Line {
    text.map_or_else(Line::new, Line::from)
}

/// Returns a status word as people write it.
pub(super) fn status(word: &str) -> String {
    word.replace('_', " ")
}

/// Returns keys with their words in one line; a key and its word stay together.
pub(super) fn keys(keys: impl IntoIterator<Item = (&'static str, &'static str)>) -> Line {
    keys.into_iter().fold(Line::new(), |line, (key, word)| {
        let gap = if line.is_empty() { "" } else { "  " };
        let word = word.replace(' ', "\u{a0}");
        line.push(Style::Plain, gap)
            .push(Style::Strong, key)
            .push(Style::Plain, format!("\u{a0}{word}"))
    })
}

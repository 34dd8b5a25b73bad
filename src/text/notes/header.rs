//! Title and date of a meeting's file: from its front matter, its first headings and lines, its name and path.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::model::words::Seat;
use crate::text::dates::Calendar;
use crate::text::front;
use crate::text::notes::lines::{Form, FrontMatter, Line, front_matter, lines};
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::sections::{of_phrase, phrase};
use crate::text::notes::types::{DateFound, Header, Presence};

mod dates;

use dates::{Found, find, found_all};

/// So much of a text is searched for years: no header needs more, and a long text stays cheap.
const SEARCHED_BYTES: usize = 100_000;

/// Finds title, date and front matter; `file_name` may be a path, whose folders can hold year and month.
pub fn header(text: &str, file_name: Option<&str>, calendar: &Calendar) -> Header {
    let front = front_matter(text);
    let body_starts_line = front.as_ref().map_or(0, |front| front.lines) + 1;
    let mut header = Header {
        body_starts_line,
        ..Header::default()
    };
    let mut front_date = None;
    if let Some(front) = &front {
        front_date = take_front_matter(front, &mut header);
    }
    let start = start_of(text);
    let lines = lines(start);
    let headings: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| matches!(line.form, Form::Heading(_)))
        .take(3)
        .collect();
    header.title = header
        .title
        .take()
        .or_else(|| title(&headings))
        .or_else(|| file_name.and_then(title_of_name));
    header.date = front_date.or_else(|| date(start, &lines, &headings, file_name, calendar));
    header
}

/// Returns whom the front matter of a text names, each with the line of the key.
pub(super) fn people(text: &str) -> Vec<(usize, String, Presence, Seat)> {
    let Some(matter) = front_matter(text) else {
        return Vec::new();
    };
    let mut people = Vec::new();
    for entry in front::entries(matter.body) {
        let (presence, seat) = match entry.key.as_str() {
            "attendees" | "attendance" | "present" | "participants" => {
                (Presence::Present, Seat::Member)
            }
            "absent" | "regrets" | "apologies" => (Presence::Absent, Seat::Member),
            "chair" | "chairs" | "facilitator" => (Presence::Present, Seat::Chair),
            "scribe" | "scribes" | "note taker" | "note_taker" => (Presence::Present, Seat::Scribe),
            _ => continue,
        };
        let names = entry.value.list().into_iter();
        people.extend(names.map(|name| (entry.line + 1, name, presence, seat)));
    }
    people
}

/// Returns the front matter of a text with the lines around it; empty where there is none.
pub fn front_matter_of(text: &str) -> &str {
    let lines = front_matter(text).map_or(0, |front| front.lines);
    let lines = text.split_inclusive('\n').take(lines);
    &text[..lines.map(str::len).sum()]
}

fn start_of(text: &str) -> &str {
    let mut end = SEARCHED_BYTES.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Takes the keys that a meeting has; returns its date.
fn take_front_matter(front: &FrontMatter<'_>, header: &mut Header) -> Option<DateFound> {
    let mut date = None;
    for line in front.body.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let (value, filled) = (value.trim(), !value.trim().is_empty());
        match key.trim().to_lowercase().as_str() {
            "title" if filled => header.title = Some(unquoted(value)),
            "id" if filled => header.id = Some(unquoted(value)),
            "series" if filled => header.series = Some(unquoted(value)),
            "date" | "when" | "starts_at" => {
                date = find(value).and_then(full).map(|date| DateFound {
                    date,
                    certain: true,
                })
            }
            _ => {}
        }
    }
    date
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).trim().to_string()
}

/// The first heading names the meeting, unless it names a section.
fn title(headings: &[&Line<'_>]) -> Option<String> {
    let first = headings.iter().find(|heading| {
        !matches!(
            phrase(heading.body).as_str(),
            "" | "table of contents" | "contents"
        )
    })?;
    let words = phrase(first.body);
    let generic = matches!(
        words.as_str(),
        "notes"
            | "minutes"
            | "meeting notes"
            | "meeting minutes"
            | "links"
            | "summary"
            | "introduction"
            | "logistics"
    );
    let title = without_links(&unmask(&plain(first.body)));
    (!generic && of_phrase(&words).is_none() && !title.is_empty()).then_some(title)
}

/// Keeps the words of `[words](address)`.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((_, tail)) = after.split_once(')') else {
            break;
        };
        let (head, words) = before.rsplit_once('[').unwrap_or((before, ""));
        out.push_str(head);
        out.push_str(words);
        rest = tail;
    }
    out.push_str(rest);
    out.trim().to_string()
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Makes a title of a file's name, without its digits at the head.
fn title_of_name(path: &str) -> Option<String> {
    let stem = stem(path).replace(['-', '_'], " ");
    let title = stem
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.')
        .trim();
    (title.chars().any(char::is_alphabetic)).then(|| title.to_string())
}

/// Returns the first date of a text of which year, month and day stand there.
pub fn day(text: &str) -> Option<NaiveDate> {
    found_all(text).into_iter().find_map(full)
}

fn full(found: Found) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(found.year?, found.month, found.day?)
}

fn date(
    text: &str,
    lines: &[Line<'_>],
    headings: &[&Line<'_>],
    file_name: Option<&str>,
    calendar: &Calendar,
) -> Option<DateFound> {
    let name = file_name.map_or("", stem);
    let dated = lines
        .iter()
        .take(80)
        .filter(|line| says_when(line))
        .map(|line| line.body);
    let told: Vec<&str> = std::iter::once(name)
        .chain(headings.iter().map(|heading| heading.body))
        .chain(dated)
        .collect();
    let whole = told.iter().filter_map(|text| find(text)).find_map(full);
    let whole = whole.or_else(|| file_name.and_then(find).and_then(full));
    if let Some(date) = whole {
        return Some(DateFound {
            date,
            certain: true,
        });
    }
    let partial = told
        .iter()
        .skip(1)
        .chain(told.first())
        .filter_map(|text| find(text));
    let partial: Vec<Found> = partial.collect();
    if let Some(Found {
        month,
        day: Some(day),
        ..
    }) = partial.iter().find(|found| found.day.is_some())
    {
        return with_year(text, *month, *day, file_name, calendar);
    }
    let month = partial.iter().find(|found| found.year.is_some())?;
    NaiveDate::from_ymd_opt(month.year?, month.month, 1).map(|date| DateFound {
        date,
        certain: false,
    })
}

/// `Date: …`, `When: …`, `**Dates**: …`.
fn says_when(line: &Line<'_>) -> bool {
    let bare = line.body.trim_start_matches(['*', '_']);
    let key = bare
        .split([':', '*', '_'])
        .next()
        .unwrap_or("")
        .trim()
        .to_lowercase();
    matches!(line.form, Form::Text | Form::Bullet)
        && matches!(
            key.as_str(),
            "date" | "dates" | "when" | "meeting date" | "time"
        )
}

/// Finds the year of a day: in the path's folders, in the text's own dates of that day, else by frequency.
fn with_year(
    text: &str,
    month: u32,
    day: u32,
    file_name: Option<&str>,
    calendar: &Calendar,
) -> Option<DateFound> {
    let folders = file_name
        .and_then(|path| path.rsplit_once(['/', '\\']))
        .map_or("", |(folders, _)| folders);
    let year_of = |part: &str| {
        part.parse::<i32>()
            .ok()
            .filter(|year| part.len() == 4 && (1990..2100).contains(year))
    };
    if let Some(year) = folders.rsplit(['/', '\\']).find_map(year_of) {
        return NaiveDate::from_ymd_opt(year, month, day).map(|date| DateFound {
            date,
            certain: true,
        });
    }
    let mut years: HashMap<i32, usize> = HashMap::new();
    for found in found_all(text) {
        let Some(year) = found.year else { continue };
        if (found.month, found.day) == (month, Some(day)) {
            return NaiveDate::from_ymd_opt(year, month, day).map(|date| DateFound {
                date,
                certain: true,
            });
        }
        *years.entry(year).or_default() += 1;
    }
    let likely = years
        .into_iter()
        .max_by_key(|(year, count)| (*count, *year))
        .map(|(year, _)| year);
    let year = likely.unwrap_or_else(|| {
        let passed = (month, day) <= (calendar.today.month(), calendar.today.day());
        calendar.today.year() - i32::from(!passed)
    });
    NaiveDate::from_ymd_opt(year, month, day).map(|date| DateFound {
        date,
        certain: false,
    })
}

//! Reading: tables of lines and what they become. Writing and the invariants are in the files beside this one.

use chrono::{NaiveDate, Weekday};

use super::*;

mod attendees;
mod bullets;
mod candidates;
mod deadlines;
mod forms;
mod grammar;
mod headers;
mod marks;
mod names;
mod no_items;
mod properties;
mod standing;
mod writing;

/// Sunday, 22 November 2026.
pub(super) fn calendar() -> Calendar {
    Calendar {
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        week_start: Weekday::Mon,
        next_meeting: None,
    }
}

/// Knows a few people and two workstreams.
pub(super) struct Office;

impl Roster for Office {
    fn knows(&self, name: &str) -> bool {
        ["priya", "lee", "sam", "bo", "priya shah"].contains(&name.to_lowercase().as_str())
    }
    fn knows_workstream(&self, slug: &str) -> bool {
        ["launch", "billing"].contains(&slug)
    }
}

pub(super) fn read(text: &str) -> Notes {
    Reader {
        calendar: &calendar(),
        roster: &Office,
    }
    .read(text)
}

pub(super) fn read_by_stranger(text: &str) -> Notes {
    Reader {
        calendar: &calendar(),
        roster: &NoRoster,
    }
    .read(text)
}

/// Shows an item in one line: what, box, owners, title, due and the rest only where present.
pub(super) fn show(item: &Item) -> String {
    let mut out = format!("{:?}", item.what).to_lowercase();
    if item.refers {
        out.push_str(" ref");
    }
    if let Some(id) = item.anchor {
        out.push_str(&format!(" {id}"));
    }
    if let Some(mark) = item.mark {
        out.push_str(&format!(" [{}]", mark.sign()));
    }
    let owners: Vec<&str> = item
        .owners
        .iter()
        .map(|owner| owner.text.as_str())
        .collect();
    out.push_str(&format!(" <{}> {}", owners.join(", "), item.title));
    if let Some(due) = item.due {
        out.push_str(&format!(" | due {}", due.date));
    }
    if let Some(level) = item.priority {
        out.push_str(&format!(" | {level}"));
    }
    if let Some(whom) = &item.waiting_on {
        out.push_str(&format!(" | waiting on {whom}"));
    }
    for slug in &item.tags {
        out.push_str(&format!(" | #{slug}"));
    }
    out
}

#[track_caller]
pub(super) fn check(text: &str, want: &[&str]) {
    let found: Vec<String> = read(text).items.iter().map(show).collect();
    assert_eq!(found, want, "\n{text}");
}

/// Checks the items of texts in a room with Ann Lee, Bob Stone and Will Chu.
#[track_caller]
fn check_room(table: &[(&str, &str)]) {
    for (text, want) in table {
        let roll = "Attendees: Ann Lee, Bob Stone, Will Chu";
        let notes = read_by_stranger(&format!("{roll}\n\n{text}\n"));
        let found: Vec<String> = notes.items.iter().map(show).collect();
        let want: Vec<&str> = want.lines().collect();
        assert_eq!(found, want, "\n{text}");
    }
}

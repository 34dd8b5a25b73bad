//! The text of minutes → values.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::model::words::{MeetingStatus, Seat};
use crate::text::front::{self, Entry, Value};

use super::write::digest_of;
use super::{END, Head, Seated};

/// Minutes that were read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    pub head: Head,
    /// The notes, with the front matter that they have of their own.
    pub notes: String,
    /// What the file says of the state in which it was written.
    pub digest: String,
    /// Whether it is still in that state.
    pub is_as_written: bool,
    /// The first line behind the notes that is no part of the tables, and so is not read.
    pub unread_line: Option<usize>,
    /// The number of the line before the notes, for what is told of their lines.
    pub lines_before: usize,
}

/// Why a file that says that it holds minutes cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub line: usize,
    pub message: String,
}

/// Reads minutes; none for a file that is something else.
pub fn read(text: &str) -> Option<Result<ReadBack, Trouble>> {
    let unix;
    let text = match text.starts_with("---\r\n") {
        // An editor turned every line end: the notes' own among them, which is no change of theirs.
        true => {
            unix = text.replace("\r\n", "\n");
            unix.as_str()
        }
        false => text,
    };
    let body_start = text.strip_prefix("---\n").map(|_| 4)?;
    let close = text[body_start..].find("\n---\n")? + body_start;
    let front = &text[body_start..=close];
    let entries = front::entries(front);
    let value = |key: &str| entries.iter().find(|entry| entry.key == key);
    let one = |key: &str| value(key).map(|entry| text_of(&entry.value));
    let uid = one("uid").filter(|uid| is_hex(uid))?;
    let digest = one("digest").filter(|digest| is_hex(digest))?;
    Some(whole(text, close + 5, front, &entries, uid, digest))
}

fn whole(
    text: &str,
    notes_start: usize,
    front: &str,
    entries: &[Entry],
    uid: String,
    digest: String,
) -> Result<ReadBack, Trouble> {
    let lines_before = text[..notes_start].matches('\n').count();
    let rest = &text[notes_start..];
    let Some(end) = last_line(rest, END) else {
        return Err(Trouble {
            line: lines_before,
            message: format!("the line {END} is missing; put it back where the notes end"),
        });
    };
    let body = rest[..end].strip_prefix('\n').unwrap_or(&rest[..end]);
    let body = body.strip_suffix('\n').unwrap_or(body);
    let keys: String = front
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("digest:"))
        .collect();
    let before = lines_before + rest[..end].matches('\n').count() + 1;
    let unread = rest[end + END.len()..].lines().skip(1);
    let unread_line = unread
        .enumerate()
        .find(|(_, line)| {
            !(line.trim().is_empty() || line.starts_with("## ") || line.starts_with('|'))
        })
        .map(|(at, _)| before + at + 1);
    let own = entries.iter().find_map(|entry| match &entry.value {
        Value::Block(block) if entry.key == "notes_begin" => Some(block.as_str()),
        _ => None,
    });
    Ok(ReadBack {
        head: head(entries, uid)?,
        notes: format!("{}{body}", own.unwrap_or_default()),
        is_as_written: digest_of(&keys, body) == digest,
        digest,
        unread_line,
        lines_before: lines_before + 1,
    })
}

/// Returns where the last line begins that is exactly this.
fn last_line(text: &str, line: &str) -> Option<usize> {
    text.rmatch_indices(line).map(|(at, _)| at).find(|at| {
        (*at == 0 || text[..*at].ends_with('\n'))
            && text[at + line.len()..]
                .lines()
                .next()
                .is_none_or(|rest| rest.trim().is_empty())
    })
}

fn head(entries: &[Entry], uid: String) -> Result<Head, Trouble> {
    let find = |key: &str| entries.iter().find(|entry| entry.key == key);
    let text = |key: &str| {
        find(key)
            .map(|entry| text_of(&entry.value))
            .filter(|text| !text.is_empty())
    };
    let wrong = |key: &str, what: &str| Trouble {
        // The line of the opening mark comes before the body.
        line: find(key).map_or(1, |entry| entry.line + 1),
        message: format!("\"{}\" is no {what}", text(key).unwrap_or_default()),
    };
    let instant = |key: &str| -> Result<Option<DateTime<FixedOffset>>, Trouble> {
        let read = text(key).map(|text| DateTime::parse_from_rfc3339(&text));
        read.transpose()
            .map_err(|_| wrong(key, "time such as 2026-11-20T10:00:00+01:00"))
    };
    let date: Option<NaiveDate> = text("date").and_then(|text| text.parse().ok());
    let status = text("status").and_then(|word| MeetingStatus::from_word(&word));
    let minutes = text("minutes").map(|text| text.parse().ok().filter(|minutes| *minutes > 0));
    Ok(Head {
        id: text("id").unwrap_or_default(),
        uid,
        title: text("title").ok_or_else(|| wrong("title", "title"))?,
        date: date.ok_or_else(|| wrong("date", "date such as 2026-11-20"))?,
        starts_at: instant("starts_at")?,
        minutes: match minutes {
            Some(None) => return Err(wrong("minutes", "number of minutes")),
            Some(minutes) => minutes,
            None => None,
        },
        status: status.ok_or_else(|| wrong("status", "status of a meeting"))?,
        closed_at: instant("closed_at")?,
        series: text("series"),
        workstream: text("workstream"),
        people: people(entries)?,
    })
}

fn people(entries: &[Entry]) -> Result<Vec<Seated>, Trouble> {
    let mut people: Vec<Seated> = Vec::new();
    for key in ["attendees", "absent", "invited", "chair", "scribe"] {
        let Some(entry) = entries.iter().find(|entry| entry.key == key) else {
            continue;
        };
        for written in entry.value.list() {
            let Some((handle, name)) = named(&written) else {
                return Err(Trouble {
                    line: entry.line + 1,
                    message: format!("\"{written}\" holds no @handle"),
                });
            };
            let at = people.iter().position(|one| one.handle == handle);
            let at = at.unwrap_or_else(|| {
                people.push(Seated {
                    handle,
                    name: None,
                    seat: Seat::Member,
                    invited: false,
                    attended: false,
                });
                people.len() - 1
            });
            let one = &mut people[at];
            one.name = one.name.take().or(name);
            match key {
                "attendees" => one.attended = true,
                "invited" => one.invited = true,
                "chair" => one.seat = Seat::Chair,
                "scribe" => one.seat = Seat::Scribe,
                _ => {}
            }
        }
    }
    Ok(people)
}

/// Reads `@priya` and `Priya Nair (@priya)`.
fn named(written: &str) -> Option<(String, Option<String>)> {
    let bare = written.trim();
    if let Some(handle) = bare.strip_prefix('@') {
        return Some((handle.to_owned(), None)).filter(|_| !handle.is_empty());
    }
    let (name, handle) = bare.strip_suffix(')')?.rsplit_once("(@")?;
    let name = name.trim();
    Some((
        handle.to_owned(),
        (!name.is_empty()).then(|| name.to_owned()),
    ))
    .filter(|_| !handle.is_empty())
}

fn text_of(value: &Value) -> String {
    match value {
        Value::One(text) => text.clone(),
        Value::Many(_) | Value::Block(_) => String::new(),
    }
}

fn is_hex(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

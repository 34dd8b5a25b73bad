//! Meetings: the record, the list, and the line after a change.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;

use super::list::Listed;
use super::{View, json};
use super::{outcome, phrase};
use crate::model::id::ItemId;
use crate::model::words::{MeetingStatus, Seat};
use crate::ops::facts::{Facts, MeetingFacts};
use crate::ops::meet::NotesSaved;
use crate::ops::outcome::Remark;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;

/// A meeting in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct MeetingRecord<'a> {
    id: ItemId,
    title: &'a str,
    date: NaiveDate,
    starts_at: Option<DateTime<Utc>>,
    status: MeetingStatus,
    closed_at: Option<DateTime<Utc>>,
    attendees: Vec<AttendeeRecord<'a>>,
    workstream: Option<&'a str>,
    notes: &'a str,
    history: bool,
    deleted: bool,
    series: Option<&'a str>,
    minutes: Option<i64>,
}

#[derive(Serialize)]
struct AttendeeRecord<'a> {
    person: &'a str,
    name: Option<&'a str>,
    seat: Seat,
    attended: bool,
    invited: bool,
}

/// Returns a meeting's JSON record, the notes included.
pub fn record(meeting: &MeetingFacts) -> Value {
    let entity = &meeting.row.entity;
    let attendees = meeting.attendance.iter().map(|attendee| AttendeeRecord {
        person: &attendee.handle,
        name: attendee.name.as_deref(),
        seat: attendee.seat,
        attended: attendee.attended,
        invited: attendee.invited,
    });
    json(&MeetingRecord {
        id: meeting.id,
        title: &entity.title,
        date: entity.held,
        starts_at: entity.starts_at,
        status: entity.status,
        closed_at: entity.closed_at,
        attendees: attendees.collect(),
        workstream: meeting.workstream.as_deref(),
        notes: &entity.notes,
        history: entity.history,
        deleted: meeting.row.deleted,
        series: meeting.series.as_deref(),
        minutes: entity.minutes,
    })
}

impl Listed for MeetingFacts {
    const KIND: &'static str = "meeting.list";
    const EMPTY: &'static str = "No meetings match.";

    fn id(&self) -> ItemId {
        self.id
    }

    fn record(&self, _today: NaiveDate) -> Value {
        record(self)
    }

    fn table(rows: &[Self], today: NaiveDate) -> Table {
        table(rows, today)
    }
}

/// Returns a table of meetings.
pub fn table(meetings: &[MeetingFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("date", "Date"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("status", "Status"),
        Column::new("attendees", "Present").right(),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for meeting in meetings {
        let entity = &meeting.row.entity;
        let present = meeting.attendance.iter().filter(|one| one.attended).count();
        table.rows.push(vec![
            Line::styled(Style::Id, meeting.id.to_string()),
            Line::from(dates::short(entity.held, today)),
            Line::from(entity.title.as_str()),
            Line::from(phrase::status(entity.status.word())),
            Line::from(present.to_string()),
            phrase::text(meeting.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns the one line that tells a meeting as it now stands.
pub fn summary(meeting: &MeetingFacts, today: NaiveDate) -> Line {
    let entity = &meeting.row.entity;
    let present = meeting.attendance.iter().filter(|one| one.attended).count();
    let line = Line::styled(Style::Id, meeting.id.to_string()).push(
        Style::Plain,
        format!("  {}  {}", entity.title, dates::short(entity.held, today)),
    );
    if present > 0 {
        return line.push(Style::Plain, format!("  {present} present"));
    }
    if entity.status == MeetingStatus::Planned {
        let invited = meeting.attendance.iter().filter(|one| one.invited).count();
        return line.push(Style::Plain, format!("  {invited} invited"));
    }
    line
}

/// What saving notes came to.
pub struct NotesView {
    pub saved: NotesSaved,
    pub today: NaiveDate,
}

impl View for NotesView {
    fn kind(&self) -> &'static str {
        "meeting.saved"
    }

    fn records(&self) -> Vec<Value> {
        let saved = &self.saved;
        let items = |items: &[Facts]| -> Vec<Value> {
            items
                .iter()
                .map(|item| outcome::record(item, self.today))
                .collect()
        };
        let unlinked: Vec<ItemId> = saved.unlinked.iter().map(|named| named.id).collect();
        let problems: Vec<Value> = saved
            .problems
            .iter()
            .map(|one| serde_json::json!({ "line": one.line, "message": one.message, "hint": one.hint }))
            .collect();
        let mut record = record(&saved.meeting);
        record["created"] = items(&saved.created).into();
        record["updated"] = items(&saved.updated).into();
        record["unlinked"] = json(&unlinked);
        record["clashes"] = json(&saved.clashes);
        record["problems"] = problems.into();
        let guesses: Vec<Value> = saved
            .guesses
            .iter()
            .map(|one| serde_json::json!({ "line": one.line, "message": one.message }))
            .collect();
        record["guesses"] = guesses.into();
        vec![record]
    }

    fn document(&self) -> Document {
        let saved = &self.saved;
        let verb = match (saved.started, saved.operation) {
            (true, _) => "Started",
            (false, Some(_)) => "Saved",
            (false, None) if saved.rehearsed => "Saved",
            (false, None) => "Nothing changed in",
        };
        let mut first = Line::from(format!("{verb} "));
        first.0.extend(summary(&saved.meeting, self.today).0);
        let mut lines = vec![first];
        for (verb, items) in [("Added", &saved.created), ("Changed", &saved.updated)] {
            lines.extend(items.iter().map(|item| {
                let mut line = Line::from(format!("{verb} "));
                line.0.extend(outcome::summary(item, self.today).0);
                line
            }));
        }
        lines.extend(saved.unlinked.iter().map(|named| {
            let mut line = Line::from("Took out of the meeting ");
            line.0.extend(phrase::named(named).0);
            line
        }));
        Document {
            blocks: vec![Block::Lines(lines)],
        }
    }

    fn ids(&self) -> Vec<String> {
        let created = self.saved.created.iter().map(|item| item.id().to_string());
        [self.saved.meeting.id.to_string()]
            .into_iter()
            .chain(created)
            .collect()
    }
}

/// What was guessed in notes that were saved, as somebody is asked about it.
pub struct ReviewScreen<'a> {
    pub saved: &'a NotesSaved,
    /// How many promises nothing marks.
    pub candidates: usize,
}

impl ReviewScreen<'_> {
    /// Whether there is anything to ask about.
    pub fn has_something(&self) -> bool {
        self.candidates > 0 || !self.lines().is_empty()
    }

    /// Returns what stands above the question.
    pub fn document(&self) -> Document {
        let mut lines = self.lines();
        if self.candidates > 0 {
            let count = phrase::count(self.candidates, "promise");
            let verb = if self.candidates == 1 { "is" } else { "are" };
            lines.push(Line::from(format!(
                "{count} that nothing marks {verb} no item"
            )));
        }
        let mut keys = vec![("Enter", "accept"), ("e", "edit again"), ("u", "undo")];
        if self.candidates > 0 {
            keys.push(("c", "go through the promises"));
        }
        Document {
            blocks: vec![
                Block::Heading(2, Line::styled(Style::Heading, "Guessed")),
                Block::Bullets(lines),
                Block::Paragraph(phrase::keys(keys)),
            ],
        }
    }

    fn lines(&self) -> Vec<Line> {
        let NotesSaved {
            guesses, problems, ..
        } = self.saved;
        let guesses = guesses.iter().map(|one| (one.line, &one.message));
        let problems = problems.iter().map(|one| (one.line, &one.message));
        let mut told: Vec<(usize, &String)> = guesses.chain(problems).collect();
        told.sort();
        told.dedup();
        let told = told.into_iter();
        let told = told.map(|(line, message)| Line::from(format!("line {line}: {message}")));
        let doubts = self.saved.remarks.iter().filter_map(|one| match one {
            Remark::Unsure(text) => Some(Line::from(text.as_str())),
            Remark::Resembles(_) => Some(Line::from(outcome::remark(one))),
            _ => None,
        });
        told.chain(doubts).collect()
    }
}

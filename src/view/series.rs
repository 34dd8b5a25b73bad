//! Series: the list, one whole, and the line after a change.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;

use super::agenda;
use super::meeting;
use super::{View, json, outcome, phrase};
use crate::model::id::ItemId;
use crate::ops::series::{SeriesFacts, SeriesWhole};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;
use crate::text::recurrence::{echo, length};

/// A series in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct SeriesRecord<'a> {
    slug: &'a str,
    title: &'a str,
    /// In words, such as `every Tue`.
    every: Option<String>,
    /// As calendars write it.
    rule: Option<String>,
    starts: NaiveDate,
    at: Option<String>,
    zone: &'a str,
    minutes: Option<i64>,
    chair: Option<&'a str>,
    members: &'a [String],
    workstream: Option<&'a str>,
    ended: Option<NaiveDate>,
    next: Vec<OccurrenceRecord>,
    last: Option<ItemId>,
}

#[derive(Serialize)]
struct OccurrenceRecord {
    date: NaiveDate,
    starts_at: Option<DateTime<Utc>>,
}

fn record(facts: &SeriesFacts) -> Value {
    let series = &facts.series;
    let next = facts.next.iter().map(|date| OccurrenceRecord {
        date: *date,
        starts_at: series.instant_on(*date),
    });
    json(&SeriesRecord {
        slug: &series.slug,
        title: &series.title,
        every: series.rule.as_ref().map(echo),
        rule: series.rule.as_ref().map(|rule| rule.rrule()),
        starts: series.starts,
        at: series.at.map(|at| at.format("%H:%M").to_string()),
        zone: series.zone.name(),
        minutes: series.minutes,
        chair: facts.chair.as_deref(),
        members: &facts.members,
        workstream: facts.workstream.as_deref(),
        ended: series.ended,
        next: next.collect(),
        last: facts.last.as_ref().map(|meeting| meeting.id),
    })
}

/// Returns `every Tue 10:00 (Europe/Berlin)`.
fn when(facts: &SeriesFacts) -> String {
    let series = &facts.series;
    let mut words = series
        .rule
        .as_ref()
        .map_or_else(|| "when called".to_owned(), echo);
    if let Some(at) = series.at {
        words.push_str(&format!(" {} ({})", at.format("%H:%M"), series.zone.name()));
    }
    words
}

fn next(facts: &SeriesFacts, today: NaiveDate) -> Line {
    match facts.next.first() {
        Some(date) => Line::from(dates::echo(*date, today)),
        None if facts.series.is_ended(today) => Line::styled(Style::Muted, "ended"),
        None => Line::new(),
    }
}

/// The list of series.
pub struct SeriesList {
    pub rows: Vec<SeriesFacts>,
    pub today: NaiveDate,
}

impl View for SeriesList {
    fn kind(&self) -> &'static str {
        "series.list"
    }

    fn records(&self) -> Vec<Value> {
        self.rows.iter().map(record).collect()
    }

    fn document(&self) -> Document {
        if self.rows.is_empty() {
            return outcome::note(
                "There is no series yet. `tpm series staff --every \"weekly on tue\" --at 10:00` begins one.",
            );
        }
        let mut table = Table::new([
            Column::new("slug", "Series"),
            Column::new("title", "Title").fit(Fit::Wrap),
            Column::new("every", "Meets").fit(Fit::Wrap),
            Column::new("next", "Next"),
            Column::new("members", "People").right(),
            Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
        ]);
        for facts in &self.rows {
            table.rows.push(vec![
                Line::styled(Style::Id, facts.series.slug.as_str()),
                Line::from(facts.series.title.as_str()),
                Line::from(when(facts)),
                next(facts, self.today),
                Line::from(facts.members.len().to_string()),
                phrase::text(facts.workstream.as_deref()),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let rows = self.rows.iter();
        rows.map(|facts| facts.series.slug.clone()).collect()
    }
}

/// A series as it stands after a change.
pub struct SeriesChanged {
    /// What happened, in the past tense, such as `Added`.
    pub verb: &'static str,
    pub facts: SeriesFacts,
    pub today: NaiveDate,
}

impl View for SeriesChanged {
    fn kind(&self) -> &'static str {
        "series.changed"
    }

    fn records(&self) -> Vec<Value> {
        vec![record(&self.facts)]
    }

    fn document(&self) -> Document {
        let SeriesChanged { verb, facts, today } = self;
        let series = &facts.series;
        let mut line = Line::from(format!("{verb} series "))
            .push(Style::Id, series.slug.as_str())
            .push(Style::Plain, format!("  {}", when(facts)));
        if let Some(minutes) = series.minutes {
            line = line.push(Style::Plain, format!("  {}", length(minutes)));
        }
        let names: Vec<String> = facts.members.iter().map(|one| phrase::at(one)).collect();
        if !names.is_empty() {
            line = line.push(Style::Plain, format!("  {}", names.join(" ")));
        }
        if let Some(date) = facts.next.first() {
            let next = dates::echo(*date, *today);
            line = line.push(Style::Plain, format!("  next {next}"));
        }
        Document {
            blocks: vec![Block::Lines(vec![line])],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.facts.series.slug.clone()]
    }
}

/// One series whole.
pub struct SeriesView {
    pub whole: SeriesWhole,
    pub today: NaiveDate,
}

impl View for SeriesView {
    fn kind(&self) -> &'static str {
        "series"
    }

    fn records(&self) -> Vec<Value> {
        let SeriesWhole {
            facts,
            meetings,
            agenda,
        } = &self.whole;
        let mut record = record(facts);
        let meetings = meetings.iter().map(meeting::record);
        record["meetings"] = meetings.collect::<Vec<_>>().into();
        let agenda = agenda.iter().map(agenda::record);
        record["agenda"] = agenda.collect::<Vec<_>>().into();
        vec![record]
    }

    fn document(&self) -> Document {
        let SeriesWhole {
            facts,
            meetings,
            agenda,
        } = &self.whole;
        let series = &facts.series;
        let mut document = Document::new();
        let title = Line::styled(Style::Id, series.slug.as_str())
            .push(Style::Heading, format!("  {}", series.title));
        document.push(Block::Heading(1, title));
        let names: Vec<String> = facts.members.iter().map(|one| phrase::at(one)).collect();
        let days: Vec<String> = facts
            .next
            .iter()
            .map(|date| dates::short(*date, self.today))
            .collect();
        let ends = match series.is_ended(self.today) {
            true => "Ended",
            false => "Ends",
        };
        document.push(Block::Fields(vec![
            ("Meets".to_owned(), Line::from(when(facts))),
            (
                "Takes".to_owned(),
                Line::from(series.minutes.map_or_else(String::new, length)),
            ),
            ("Next".to_owned(), Line::from(days.join(", "))),
            (ends.to_owned(), phrase::day(series.ended, self.today)),
            (
                "Chair".to_owned(),
                Line::from(facts.chair.as_deref().map_or_else(String::new, phrase::at)),
            ),
            ("People".to_owned(), Line::from(names.join(", "))),
            (
                "Workstream".to_owned(),
                phrase::text(facts.workstream.as_deref()),
            ),
        ]));
        agenda::push_waiting(&mut document, agenda);
        if !meetings.is_empty() {
            document.push(Block::Heading(2, Line::from("Meetings")));
            document.push(Block::Table(meeting::table(meetings, self.today)));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.whole.facts.series.slug.clone()]
    }
}

//! The lists of people and groups.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::phrase;
use super::{View, json};
use crate::ops::followup::Absence;
use crate::ops::group::GroupFacts;
use crate::ops::person::PersonFacts;
use crate::render::{Column, Document, Fit, Line, Style, Table};
use crate::text::dates;

/// A person in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct PersonRecord<'a> {
    handle: &'a str,
    name: Option<&'a str>,
    email: Option<&'a str>,
    team: Option<&'a str>,
    manager: Option<&'a str>,
    channel: Option<&'a str>,
    aliases: &'a [String],
    active: bool,
    open: u32,
    overdue: u32,
    deciding: u32,
    merged: &'a [String],
    groups: &'a [String],
    away: bool,
    away_from: Option<NaiveDate>,
    away_to: Option<NaiveDate>,
    cover: Option<&'a str>,
    left_on: Option<NaiveDate>,
}

/// Returns a person's JSON record; `away` says whether they are today.
pub(super) fn record(facts: &PersonFacts, today: NaiveDate) -> Value {
    let PersonFacts {
        person,
        aliases,
        merged,
        manager,
        cover,
        groups,
        load,
    } = facts;
    json(&PersonRecord {
        handle: &person.handle,
        name: person.name.as_deref(),
        email: person.email.as_deref(),
        team: person.team.as_deref(),
        manager: manager.as_deref(),
        channel: person.channel.as_deref(),
        aliases,
        active: person.active,
        open: load.open,
        overdue: load.overdue,
        deciding: load.deciding,
        merged,
        groups,
        away: person.is_away(today),
        away_from: person.away_from,
        away_to: person.away_to,
        cover: cover.as_deref(),
        left_on: person.left_on,
    })
}

/// The list of people.
pub struct PersonList {
    pub rows: Vec<PersonFacts>,
    /// Whether somebody matches who left, and is not in the list.
    pub others_left: bool,
    pub today: NaiveDate,
}

impl View for PersonList {
    fn kind(&self) -> &'static str {
        "person.list"
    }

    fn records(&self) -> Vec<Value> {
        let people = self.rows.iter();
        people.map(|facts| record(facts, self.today)).collect()
    }

    fn document(&self) -> Document {
        if self.rows.is_empty() {
            return super::outcome::note(match self.others_left {
                true => "Nobody who is here matches; `tpm people --all` lists those who left too.",
                false => "Nobody matches. People are added when they are first named.",
            });
        }
        let mut table = Table::new([
            Column::new("handle", "Handle"),
            Column::new("name", "Name").fit(Fit::Wrap),
            Column::new("aliases", "Also").fit(Fit::Drop(4)),
            Column::new("team", "Team").fit(Fit::Drop(3)),
            Column::new("manager", "Manager").fit(Fit::Drop(2)),
            Column::new("email", "E-mail").fit(Fit::Drop(1)),
            Column::new("channel", "Channel").fit(Fit::Drop(0)),
            Column::new("away", "Away").fit(Fit::Wrap),
            Column::new("open", "Open").right(),
            Column::new("overdue", "Overdue").right(),
            Column::new("deciding", "To decide").right(),
        ]);
        for facts in &self.rows {
            table.rows.push(row(facts, self.today));
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        self.rows
            .iter()
            .map(|facts| phrase::at(&facts.person.handle))
            .collect()
    }
}

fn row(facts: &PersonFacts, today: NaiveDate) -> Vec<Line> {
    let person = &facts.person;
    let late = if facts.load.overdue > 0 {
        Style::Late
    } else {
        Style::Plain
    };
    let whereabouts = whereabouts(facts, today);
    vec![
        Line::from(phrase::at(&person.handle)),
        phrase::text(person.name.as_deref()),
        Line::from(other_names(facts)),
        phrase::text(person.team.as_deref()),
        handle(facts.manager.as_deref()),
        phrase::text(person.email.as_deref()),
        phrase::text(person.channel.as_deref()),
        if person.has_left() {
            Line::styled(Style::Muted, "left ").push(Style::Muted, whereabouts.text())
        } else {
            whereabouts
        },
        Line::from(facts.load.open.to_string()),
        Line::styled(late, facts.load.overdue.to_string()),
        Line::from(facts.load.deciding.to_string()),
    ]
}

/// Returns the aliases and merged handles.
pub(super) fn other_names(facts: &PersonFacts) -> String {
    let names: Vec<&str> = facts
        .aliases
        .iter()
        .chain(&facts.merged)
        .map(String::as_str)
        .collect();
    names.join(", ")
}

/// Returns `@handle`, or nothing for nobody.
pub(super) fn handle(handle: Option<&str>) -> Line {
    Line::from(handle.map_or_else(String::new, phrase::at))
}

/// Returns `@handle`s, separated by commas.
pub(super) fn handles(handles: &[String]) -> Line {
    let handles: Vec<String> = handles.iter().map(|one| phrase::at(one)).collect();
    Line::from(handles.join(", "))
}

/// Returns when somebody is or will be away, or left; empty for who is here.
pub(super) fn whereabouts(facts: &PersonFacts, today: NaiveDate) -> Line {
    let person = &facts.person;
    if person.has_left() {
        return Line::styled(Style::Muted, phrase::day(person.left_on, today).text());
    }
    let Some(from) = person.away_from else {
        return Line::new();
    };
    if person.away_to.is_some_and(|to| to < today) {
        return Line::new();
    }
    let cover = cover(facts.cover.as_deref());
    let text = match person.away_to {
        to if from <= today => until(to, today),
        Some(to) if to == from => dates::short(from, today),
        Some(to) => format!(
            "{} to {}",
            dates::short(from, today),
            dates::short(to, today)
        ),
        None => format!("from {}", dates::short(from, today)),
    };
    Line::styled(Style::Soon, format!("{text}{cover}"))
}

/// Returns `until Sat 5 Dec`, or that nobody knows.
pub(super) fn until(to: Option<NaiveDate>, today: NaiveDate) -> String {
    to.map_or_else(
        || "until further notice".to_owned(),
        |to| format!("until {}", dates::short(to, today)),
    )
}

/// Returns `, cover @sam`, or nothing.
fn cover(handle: Option<&str>) -> String {
    handle.map_or_else(String::new, |handle| format!(", cover @{handle}"))
}

/// Returns `away until Sat 5 Dec, cover @sam`.
pub(super) fn absence(absence: &Absence, today: NaiveDate) -> String {
    format!(
        "away {}{}",
        until(absence.until, today),
        cover(absence.cover.as_deref())
    )
}

/// A group in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct GroupRecord<'a> {
    handle: &'a str,
    name: Option<&'a str>,
    members: &'a [String],
    workstreams: &'a [String],
    aliases: &'a [String],
    active: bool,
}

pub(super) fn group_record(facts: &GroupFacts) -> Value {
    let GroupFacts {
        group,
        members,
        hears_of,
        aliases,
    } = facts;
    json(&GroupRecord {
        handle: &group.handle,
        name: group.name.as_deref(),
        members,
        workstreams: hears_of,
        aliases,
        active: group.active,
    })
}

/// The list of groups.
pub struct GroupList(pub Vec<GroupFacts>);

impl View for GroupList {
    fn kind(&self) -> &'static str {
        "group.list"
    }

    fn records(&self) -> Vec<Value> {
        self.0.iter().map(group_record).collect()
    }

    fn document(&self) -> Document {
        if self.0.is_empty() {
            return super::outcome::note(
                "No group matches. `tpm group NAME --members NAMES` makes one.",
            );
        }
        let mut table = Table::new([
            Column::new("handle", "Group"),
            Column::new("name", "Name").fit(Fit::Wrap),
            Column::new("members", "Members").fit(Fit::Wrap),
            Column::new("workstreams", "Hears of").fit(Fit::Drop(0)),
        ]);
        for facts in &self.0 {
            let members = if facts.group.active {
                handles(&facts.members)
            } else {
                Line::styled(Style::Muted, "disbanded")
            };
            table.rows.push(vec![
                Line::from(phrase::at(&facts.group.handle)),
                phrase::text(facts.group.name.as_deref()),
                members,
                Line::from(facts.hears_of.join(", ")),
            ]);
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let groups = self.0.iter();
        groups
            .map(|facts| phrase::at(&facts.group.handle))
            .collect()
    }
}

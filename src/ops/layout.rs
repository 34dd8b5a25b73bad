//! The text that a new meeting's notes begin with: who is there, and for one of a series all that is to
//! be looked at, each item's line with its anchor.

use chrono::{Days, NaiveDate};

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::recurrence;
use crate::model::series::{Series, ZOMBIE};
use crate::model::words::{DecisionRole, DecisionStatus};
use crate::store::tables::decision::DecisionFilter;
use crate::store::{Reader, Row};
use crate::text::dates::{self, Calendar};
use crate::text::names::PersonWord;
use crate::text::notes::literal;
use crate::text::recurrence::length;

use super::agenda::{self, AgendaFacts};
use super::directory::Directory;
use super::error::OpsError;
use super::facts::{self, Facts};
use super::meet::NewMeeting;
use super::{notes, people, series, targets};

/// How many lines of one kind are laid out; the rest is counted.
const MOST_LINES: usize = 20;

/// Returns the text that a new meeting's notes begin with.
pub fn layout(reader: Reader<'_>, ctx: &Ctx, new: &NewMeeting) -> Result<String, OpsError> {
    let series = new
        .series
        .as_ref()
        .map(|slug| series::named(reader, slug))
        .transpose()?;
    let planned = new
        .planned
        .map(|id| targets::existing(reader, id))
        .transpose()?;
    let mut agenda = match planned {
        Some(target) => agenda::of(reader, target.key)?,
        None => Vec::new(),
    };
    let Some(series) = series else {
        let mut text = format!(
            "# {}\n\n{}",
            new.title,
            present(&handles_named(reader, ctx, new)?)
        );
        if !agenda.is_empty() {
            let directory = Directory::load(reader)?;
            text.push_str(&format!(
                "\n{}",
                agenda_section(ctx, new, &directory, &agenda)
            ));
        }
        return Ok(format!("{text}\n{BLANK}"));
    };
    let waiting = agenda::waiting(reader, series.key)?;
    let (parked, next): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|one| one.item.parked);
    // What waits is taken up by a meeting when that is made.
    if planned.is_none() {
        agenda.extend(next);
    }
    let directory = Directory::load(reader)?;
    let sheet = Sheet {
        reader,
        ctx,
        new,
        series: &series,
        directory: &directory,
    };
    let mut sections = vec![sheet.head()?, agenda_section(ctx, new, &directory, &agenda)];
    sections.extend(sheet.previous()?);
    sections.extend(sheet.decisions()?);
    if !parked.is_empty() {
        sections.push(format!(
            "## Parking lot\n{}",
            lines_of(ctx, new, &directory, &parked)
        ));
    }
    Ok(format!("{}\n{BLANK}", sections.join("\n")))
}

/// The sections that are filled in the meeting.
const BLANK: &str = "## Notes\n\n\n## Decisions\n\n\n## Actions\n\n";

/// Returns the handles of those who are expected: whoever writes first, then who is invited.
fn handles_named(reader: Reader<'_>, ctx: &Ctx, new: &NewMeeting) -> Result<Vec<String>, OpsError> {
    let mut handles = vec![ctx.actor.clone()];
    if let Some(id) = new.planned {
        let target = targets::existing(reader, id)?;
        for seat in reader.attendance_of(target.key)? {
            handles.push(reader.handle_of(seat.entity.person)?);
        }
    }
    for word in &new.with {
        if let PersonWord::Handle(handle) = word {
            // A first name or an alias stands for the handle, where it is certain.
            match people::certain_party(reader, handle.as_str())? {
                Some(key) => {
                    for member in people::members_or_self(reader, key)? {
                        handles.push(reader.handle_of(member)?);
                    }
                }
                None => handles.push(handle.as_str().to_owned()),
            }
        }
    }
    let mut seen = Vec::new();
    handles.retain(|handle| {
        let is_first = !seen.contains(handle);
        seen.push(handle.clone());
        is_first
    });
    Ok(handles)
}

fn present(handles: &[String]) -> String {
    let names: Vec<String> = handles.iter().map(|handle| format!("@{handle}")).collect();
    format!("Present: {}\n", names.join(", "))
}

fn agenda_section(
    ctx: &Ctx,
    new: &NewMeeting,
    directory: &Directory,
    items: &[AgendaFacts],
) -> String {
    format!("## Agenda\n{}", lines_of(ctx, new, directory, items))
}

/// Returns the lines of agenda items; at least one line, to write on.
fn lines_of(ctx: &Ctx, new: &NewMeeting, directory: &Directory, items: &[AgendaFacts]) -> String {
    let calendar = Calendar::on(&ctx.policy, new.held);
    let mut text = String::new();
    for item in items {
        // What somebody called a topic is no decision and nobody's presence, whatever it begins with.
        let is_topic = |line: &String| {
            let read = notes::read(&calendar, directory, &format!("## Agenda\n- {line}\n"));
            read.items.is_empty() && read.attendees.is_empty()
        };
        let title = &item.item.title;
        let line = [title.clone(), literal(title)]
            .iter()
            .map(|title| agenda_line(item, title))
            .find(is_topic)
            .unwrap_or_else(|| agenda_line(item, &format!("Topic: {}", literal(title))));
        text.push_str(&format!("- {line}\n"));
    }
    if text.is_empty() {
        text.push('\n');
    }
    text
}

fn agenda_line(item: &AgendaFacts, title: &str) -> String {
    let mut said = Vec::new();
    said.extend(item.item.minutes.map(length));
    said.extend(item.presenter.as_ref().map(|handle| format!("@{handle}")));
    said.extend(item.about.as_ref().map(|named| named.id.to_string()));
    match said[..] {
        [] => title.to_owned(),
        _ => format!("{title} ({})", said.join(", ")),
    }
}

/// What the sections of a series' meeting are made from.
struct Sheet<'a> {
    reader: Reader<'a>,
    ctx: &'a Ctx,
    new: &'a NewMeeting,
    series: &'a Row<Series>,
    directory: &'a Directory,
}

impl Sheet<'_> {
    /// The title, when it is, and who is there.
    fn head(&self) -> Result<String, OpsError> {
        let Series { at, zone, .. } = &self.series.entity;
        let mut when = dates::short(self.new.held, NaiveDate::MIN);
        if let Some(start) = self.new.starts_at {
            let local = start.with_timezone(zone);
            when.push_str(&format!(", {}", local.format("%H:%M")));
        } else if let Some(at) = at
            && recurrence::instant(self.new.held, *at, *zone).is_some()
        {
            when.push_str(&format!(", {}", at.format("%H:%M")));
        }
        let mut handles = Vec::new();
        for key in series::members(self.reader, self.series)? {
            handles.push(self.reader.handle_of(key)?);
        }
        for handle in handles_named(self.reader, self.ctx, self.new)? {
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
        let chair = self
            .series
            .entity
            .chair
            .map(|key| self.reader.handle_of(key))
            .transpose()?;
        let mut text = format!("# {}\n\n{when}\n\n", self.new.title);
        if let Some(chair) = &chair {
            text.push_str(&format!("Chair: @{chair}\n"));
        }
        handles.retain(|handle| Some(handle) != chair.as_ref());
        if !handles.is_empty() {
            text.push_str(&present(&handles));
        }
        Ok(text)
    }

    /// The last day of what is due soon.
    fn soon(&self) -> NaiveDate {
        let soon = Days::new(u64::from(self.ctx.policy.soon_days));
        let from = self.new.held.max(self.ctx.today);
        from.checked_add_days(soon).unwrap_or(NaiveDate::MAX)
    }

    /// What earlier meetings left open, if there is something.
    fn previous(&self) -> Result<Option<String>, OpsError> {
        let mut actions = self.reader.open_actions_of(self.series.key)?;
        let open = actions.len();
        let soon = self.soon();
        // Without a date nothing else would ever bring it up.
        actions.retain(|row| row.entity.due.is_none_or(|due| due <= soon));
        actions.truncate(MOST_LINES);
        if open == 0 {
            return Ok(None);
        }
        let mut text = "## Previous actions\n".to_owned();
        let rest = open - actions.len();
        for row in actions {
            let (before, first) = self.reader.carried(row.key)?;
            let facts = Facts::Action(Box::new(facts::action(self.reader, row)?));
            let Some(line) = notes::line(&facts, self.directory) else {
                continue;
            };
            text.push_str(&format!("- {line}\n"));
            if let Some(first) = first {
                text.push_str(&format!("  - {}\n", self.carried(before + 1, first)));
            }
        }
        if rest > 0 {
            let (verb, noun) = if rest == 1 {
                ("is", "action")
            } else {
                ("are", "actions")
            };
            let more = if open == rest { "" } else { "more " };
            text.push_str(&format!(
                "\n{rest} {more}{noun} of these meetings {verb} open.\n"
            ));
        }
        Ok(Some(text))
    }

    /// Says how often an item was carried, this time included.
    fn carried(&self, times: u32, first: NaiveDate) -> String {
        let since = dates::short(first, self.ctx.today);
        let zombie = if times >= ZOMBIE {
            ": re-date it, hand it on or drop it"
        } else {
            ""
        };
        format!("carried {times}×, since {since}{zombie}")
    }

    /// The decisions that somebody who is there has to make, if there are some.
    fn decisions(&self) -> Result<Option<String>, OpsError> {
        let members = series::members(self.reader, self.series)?;
        let mut deciders: Vec<Option<Key>> = members.iter().copied().map(Some).collect();
        // One without a decider falls to its driver.
        deciders.push(None);
        let filter = DecisionFilter {
            deciders,
            statuses: vec![DecisionStatus::Proposed],
            ..DecisionFilter::default()
        };
        let mut held = Vec::new();
        for row in self.reader.decisions(&filter)? {
            let facts = facts::decision(self.reader, row)?;
            let holder = facts
                .holder(DecisionRole::Decider)
                .or_else(|| facts.holder(DecisionRole::Driver));
            if let Some(handle) = holder
                && let Some(person) = self.reader.person_named(handle)?
                && members.contains(&person.key)
            {
                held.push(facts);
            }
        }
        held.sort_by_key(|facts| {
            let due = facts.row.entity.due;
            (due.is_none(), due, facts.id)
        });
        if held.is_empty() {
            return Ok(None);
        }
        let rest = held.len().saturating_sub(MOST_LINES);
        held.truncate(MOST_LINES);
        let mut text = "## Decisions to make\n".to_owned();
        for facts in held {
            let facts = Facts::Decision(Box::new(facts));
            if let Some(line) = notes::line(&facts, self.directory) {
                text.push_str(&format!("- {line}\n"));
            }
        }
        if rest > 0 {
            text.push_str(&format!("\n{rest} more are open.\n"));
        }
        Ok(Some(text))
    }
}

//! What meetings take up: the agenda of one, what waits for the next of a series, and its parking lot.

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::series::{AgendaItem, Series};
use crate::model::words::MeetingStatus;
use crate::store::{Journal, Operation, Reader, Rehearsal, Row};
use crate::text::ids::{self, IdWord};
use crate::text::names::PersonWord;

use super::Desk;
use super::edit::Set;
use super::error::OpsError;
use super::facts::{self, Named};
use super::meet;
use super::outcome::{Remark, Remarks};
use super::people::{self, Newcomers};
use super::series;
use super::targets;
use super::title;

/// Something on an agenda as readers see it.
#[derive(Clone, Debug)]
pub struct AgendaFacts {
    pub key: Key,
    pub item: AgendaItem,
    /// Its place in the list that is shown, from 1.
    pub number: usize,
    pub presenter: Option<String>,
    pub about: Option<Named>,
    pub meeting: Option<ItemId>,
}

/// Whose agenda it is.
#[derive(Clone, Debug)]
pub struct Whose {
    pub series: Option<Row<Series>>,
    /// None for what waits in a series for its next meeting.
    pub meeting: Option<Row<Meeting>>,
}

/// An agenda with whose it is.
#[derive(Clone, Debug)]
pub struct Agenda {
    pub title: String,
    pub meeting: Option<ItemId>,
    pub series: Option<String>,
    pub items: Vec<AgendaFacts>,
}

/// Where an item of an agenda goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// This place in its list, from 1.
    At(usize),
    /// The next meeting of the series.
    Next,
    /// The parking lot.
    Parked,
}

/// What to add.
#[derive(Clone, Debug)]
pub struct Addition {
    pub title: String,
    pub details: Details,
    pub place: Option<Place>,
}

/// What to say of an item; `None` leaves a field alone.
#[derive(Clone, Debug, Default)]
pub struct Details {
    pub minutes: Option<Set<i64>>,
    pub presenter: Option<PersonWord>,
    pub about: Option<Set<IdWord>>,
    pub outcome: Option<Set<String>>,
}

/// What to do with one item of an agenda.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its number as shown.
    pub number: usize,
    pub title: Option<String>,
    pub details: Details,
    pub place: Option<Place>,
    /// Whether it is taken off.
    pub drop: bool,
}

/// What a change came to.
#[derive(Debug)]
pub struct Changed {
    pub verb: &'static str,
    pub item: AgendaFacts,
    pub agenda: Agenda,
    pub remarks: Remarks,
    pub operation: Option<i64>,
}

/// Returns whose agenda a word names: a meeting's by its ID, a series' next one by its name, or that of
/// the meeting that is open.
pub fn whose(reader: Reader<'_>, ctx: &Ctx, word: Option<&str>) -> Result<Whose, OpsError> {
    let Some(word) = word else {
        let meeting = meet::meeting(reader, ctx, None)?;
        return of_meeting(reader, meeting);
    };
    if let Some(row) = series::find(reader, word)? {
        let mut planned = reader.meetings_ahead(row.key, ctx.today)?;
        planned.retain(|meeting| {
            meeting.entity.status == MeetingStatus::Planned && meeting.entity.held >= ctx.today
        });
        return Ok(Whose {
            series: Some(row),
            meeting: planned.pop(),
        });
    }
    match ids::read(word) {
        Ok(id) => {
            let target = targets::resolve_one(reader, ctx, &id, &[Kind::Meeting])?;
            of_meeting(reader, reader.row(target.key)?)
        }
        Err(_) => Err(OpsError::not_found(
            format!("no meeting and no series is called \"{word}\""),
            "name a meeting by its ID; `tpm series` lists the series",
        )),
    }
}

fn of_meeting(reader: Reader<'_>, meeting: Row<Meeting>) -> Result<Whose, OpsError> {
    let series = meeting.entity.series;
    Ok(Whose {
        series: series.map(|key| reader.row(key)).transpose()?,
        meeting: Some(meeting),
    })
}

/// Returns the agenda of a meeting, or of the next one of a series, with what is parked.
pub fn agenda(reader: Reader<'_>, whose: &Whose) -> Result<Agenda, OpsError> {
    let mut rows = Vec::new();
    if let Some(meeting) = &whose.meeting {
        rows.extend(reader.agenda_of(meeting.key)?);
    }
    // A meeting that is over has its agenda; what waits is no part of it.
    let is_over = whose
        .meeting
        .as_ref()
        .is_some_and(|meeting| meeting.entity.status == MeetingStatus::Closed);
    if let Some(series) = whose.series.as_ref().filter(|_| !is_over) {
        rows.extend(reader.agenda_waiting(series.key)?);
    }
    let title = match (&whose.meeting, &whose.series) {
        (Some(meeting), _) => meeting.entity.title.clone(),
        (None, Some(series)) => series.entity.title.clone(),
        (None, None) => String::new(),
    };
    Ok(Agenda {
        title,
        meeting: whose.meeting.as_ref().map(|row| row.id(Kind::Meeting)),
        series: whose.series.as_ref().map(|row| row.entity.slug.clone()),
        items: described(reader, rows)?,
    })
}

/// Returns what waits in a series for a meeting, and its parking lot.
pub(super) fn waiting(reader: Reader<'_>, series: Key) -> Result<Vec<AgendaFacts>, OpsError> {
    described(reader, reader.agenda_waiting(series)?)
}

/// Returns the agenda of one meeting.
pub(super) fn of(reader: Reader<'_>, meeting: Key) -> Result<Vec<AgendaFacts>, OpsError> {
    described(reader, reader.agenda_of(meeting)?)
}

fn described(reader: Reader<'_>, rows: Vec<Row<AgendaItem>>) -> Result<Vec<AgendaFacts>, OpsError> {
    let mut items = Vec::new();
    for (number, row) in (1..).zip(rows) {
        let item = row.entity;
        items.push(AgendaFacts {
            key: row.key,
            number,
            presenter: item
                .presenter
                .map(|key| reader.handle_of(key))
                .transpose()?,
            about: facts::named(reader, item.about)?,
            meeting: item
                .meeting
                .map(|key| reader.id_of(key))
                .transpose()?
                .flatten(),
            item,
        });
    }
    Ok(items)
}

/// Adds something to an agenda.
pub fn add(
    desk: Desk<'_>,
    word: Option<&str>,
    addition: &Addition,
    newcomers: Newcomers,
) -> Result<Changed, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("agenda"), rehearsal, |journal| {
        let whose = whose(journal.reader(), ctx, word)?;
        title::refuse_id(&addition.title)?;
        title::check(&addition.title)?;
        let mut item = AgendaItem {
            series: whose.series.as_ref().map(|row| row.key),
            meeting: whose.meeting.as_ref().map(|row| row.key),
            parked: false,
            position: 0,
            title: addition.title.clone(),
            minutes: None,
            presenter: None,
            about: None,
            outcome: None,
        };
        details(
            journal,
            ctx,
            &mut item,
            &addition.details,
            newcomers,
            &mut remarks,
        )?;
        let order = match addition.place {
            Some(Place::At(at)) => Some(at),
            Some(place) => {
                put(&whose, &mut item, place)?;
                None
            }
            None => None,
        };
        item.position = last_position(journal.reader(), &item)? + 1;
        let key = journal.create(&item)?;
        if let Some(at) = order {
            reorder(journal, key, at)?;
        }
        told(journal, &whose, key)
    })?;
    let (item, agenda) = written.result;
    Ok(Changed {
        verb: "Added",
        item,
        agenda,
        remarks,
        operation: written.operation,
    })
}

/// Changes, moves or drops one item of an agenda.
pub fn change(
    desk: Desk<'_>,
    word: Option<&str>,
    change: &Change,
    newcomers: Newcomers,
) -> Result<Changed, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let mut verb = "Changed";
    let written = store.write(ctx, Operation::new("agenda"), rehearsal, |journal| {
        let whose = whose(journal.reader(), ctx, word)?;
        let agenda = agenda(journal.reader(), &whose)?;
        let shown = numbered(&agenda, change.number)?;
        let mut item = shown.item.clone();
        if let Some(title) = &change.title {
            title::check(title)?;
            item.title.clone_from(title);
        }
        details(
            journal,
            ctx,
            &mut item,
            &change.details,
            newcomers,
            &mut remarks,
        )?;
        match change.place {
            Some(Place::At(_)) | None => {}
            Some(place) => {
                put(&whose, &mut item, place)?;
                verb = if place == Place::Parked {
                    "Parked"
                } else {
                    "Moved"
                };
                if item != shown.item {
                    item.position = last_position(journal.reader(), &item)? + 1;
                }
            }
        }
        journal.update(shown.key, &item)?;
        if let Some(Place::At(at)) = change.place {
            verb = "Moved";
            reorder(journal, shown.key, at)?;
        }
        if change.drop {
            verb = "Dropped";
            journal.set_deleted::<AgendaItem>(shown.key, true)?;
        }
        if let Some(id) = agenda.meeting {
            journal.touch(id);
        }
        told(journal, &whose, shown.key)
    })?;
    if written.operation.is_none() && rehearsal == Rehearsal::Real {
        remarks.push(Remark::Said("it stands so already".to_owned()));
    }
    let (item, agenda) = written.result;
    Ok(Changed {
        verb,
        item,
        agenda,
        remarks,
        operation: written.operation,
    })
}

fn numbered(agenda: &Agenda, number: usize) -> Result<&AgendaFacts, OpsError> {
    let item = agenda.items.iter().find(|item| item.number == number);
    item.ok_or_else(|| {
        OpsError::not_found(
            match agenda.items.len() {
                0 => "the agenda is empty".to_owned(),
                last => format!("the agenda has no {number}: it goes to {last}"),
            },
            "`tpm agenda` shows it with its numbers",
        )
    })
}

fn details(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    item: &mut AgendaItem,
    details: &Details,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let Details {
        minutes,
        presenter,
        about,
        outcome,
    } = details;
    if let Some(minutes) = minutes {
        item.minutes = minutes.value();
    }
    if let Some(word) = presenter {
        item.presenter = people::person(journal, ctx, word, newcomers, remarks)?;
    }
    match about {
        Some(Set::To(word)) => {
            let target = targets::resolve_one(journal.reader(), ctx, word, &[])?;
            item.about = Some(target.key);
        }
        Some(Set::Empty) => item.about = None,
        None => {}
    }
    if let Some(outcome) = outcome {
        item.outcome = outcome.value();
    }
    Ok(())
}

/// Puts an item where it waits: on the next meeting, if that is planned, else with the series.
fn put(whose: &Whose, item: &mut AgendaItem, place: Place) -> Result<(), OpsError> {
    let Some(series) = &whose.series else {
        return Err(OpsError::refused(
            "a single meeting has no next one and no parking lot",
            "`tpm series NAME --every RULE` begins a series",
        ));
    };
    let planned = whose.meeting.as_ref().filter(|meeting| {
        meeting.entity.status == MeetingStatus::Planned && item.meeting != Some(meeting.key)
    });
    item.series = Some(series.key);
    item.meeting = planned
        .filter(|_| place == Place::Next)
        .map(|meeting| meeting.key);
    item.parked = place == Place::Parked;
    // What is taken up again is not done with.
    item.outcome = None;
    Ok(())
}

/// Returns the others of the list in which an item stands, in their order.
fn siblings(reader: Reader<'_>, item: &AgendaItem) -> Result<Vec<Row<AgendaItem>>, OpsError> {
    let mut rows = match (item.meeting, item.series) {
        (Some(meeting), _) => reader.agenda_of(meeting)?,
        (None, Some(series)) => reader.agenda_waiting(series)?,
        (None, None) => Vec::new(),
    };
    rows.retain(|row| row.entity.parked == item.parked);
    Ok(rows)
}

fn last_position(reader: Reader<'_>, item: &AgendaItem) -> Result<i64, OpsError> {
    let rows = siblings(reader, item)?;
    Ok(rows
        .iter()
        .map(|row| row.entity.position)
        .max()
        .unwrap_or(0))
}

/// Brings an item to a place in its list; the places count from 1.
fn reorder(journal: &mut Journal<'_>, key: Key, at: usize) -> Result<(), OpsError> {
    let row: Row<AgendaItem> = journal.reader().row(key)?;
    let mut rows = siblings(journal.reader(), &row.entity)?;
    rows.retain(|other| other.key != key);
    rows.insert(at.saturating_sub(1).min(rows.len()), row);
    for (position, row) in (1..).zip(rows) {
        let item = AgendaItem {
            position,
            ..row.entity
        };
        journal.update(row.key, &item)?;
    }
    Ok(())
}

/// Returns an item as it now stands, with the agenda that it was on.
fn told(
    journal: &mut Journal<'_>,
    whose: &Whose,
    key: Key,
) -> Result<(AgendaFacts, Agenda), OpsError> {
    let agenda = agenda(journal.reader(), whose)?;
    if let Some(id) = agenda.meeting {
        journal.touch(id);
    }
    let item = match agenda.items.iter().find(|item| item.key == key) {
        Some(item) => item.clone(),
        None => described(journal.reader(), vec![journal.reader().row(key)?])?.remove(0),
    };
    Ok((item, agenda))
}

//! Series: meetings that recur, who belongs to them, and when they meet next.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::recurrence::Rule;
use crate::model::series::{Invitee, Series};
use crate::model::words::MeetingStatus;
use crate::store::{Journal, Operation, Reader, Row};
use crate::text::names::{self, PersonWord};

use super::Desk;
use super::agenda::{self, AgendaFacts};
use super::edit::{ListEdit, Set};
use super::error::OpsError;
use super::facts::{self, MeetingFacts};
use super::outcome::Remarks;
use super::people::{self, Newcomers};
use super::person::Edited;
use super::title;

/// How many days to come are told of a series.
const NEXT_TOLD: usize = 3;
/// How many of its last meetings are shown.
const LAST_SHOWN: u32 = 5;

/// What to change of a series; `None` leaves a field alone.
#[derive(Clone, Debug)]
pub struct SeriesEdit {
    pub name: String,
    pub title: Option<String>,
    pub rule: Option<Set<Rule>>,
    /// The day from which it is to meet.
    pub from: Option<NaiveDate>,
    pub at: Option<Set<NaiveTime>>,
    pub zone: Option<Tz>,
    pub minutes: Option<Set<i64>>,
    pub chair: Option<PersonWord>,
    pub with: ListEdit<PersonWord>,
    pub workstream: Option<String>,
    pub ended: Option<Set<NaiveDate>>,
    pub newcomers: Newcomers,
}

/// A series as readers see it.
#[derive(Clone, Debug)]
pub struct SeriesFacts {
    pub key: Key,
    pub series: Series,
    pub chair: Option<String>,
    /// Handles of people and groups, the chair's first.
    pub members: Vec<String>,
    pub workstream: Option<String>,
    /// The next days on which it meets.
    pub next: Vec<NaiveDate>,
    pub last: Option<MeetingFacts>,
}

/// A series with its last meetings and what waits for the next.
#[derive(Clone, Debug)]
pub struct SeriesWhole {
    pub facts: SeriesFacts,
    pub meetings: Vec<MeetingFacts>,
    pub agenda: Vec<AgendaFacts>,
}

/// Lists all series by name.
pub fn list(reader: Reader<'_>, ctx: &Ctx) -> Result<Vec<SeriesFacts>, OpsError> {
    let rows = reader.series()?.into_iter();
    rows.map(|row| described(reader, ctx, row)).collect()
}

/// Shows one series.
pub fn whole(reader: Reader<'_>, ctx: &Ctx, name: &str) -> Result<SeriesWhole, OpsError> {
    let row = named(reader, name)?;
    let mut meetings = Vec::new();
    for meeting in reader.meetings_of(row.key, LAST_SHOWN)? {
        meetings.push(facts::meeting(reader, meeting)?);
    }
    Ok(SeriesWhole {
        agenda: agenda::waiting(reader, row.key)?,
        meetings,
        facts: described(reader, ctx, row)?,
    })
}

/// Returns the series of this name or title, if there is one.
pub fn find(reader: Reader<'_>, name: &str) -> Result<Option<Row<Series>>, OpsError> {
    let name = name.trim().to_lowercase();
    if let Some(row) = reader.series_named(&name)? {
        return Ok(Some(row));
    }
    let mut titled = reader.series()?;
    titled.retain(|row| row.entity.title.to_lowercase() == name);
    Ok(match titled.len() {
        1 => titled.pop(),
        _ => None,
    })
}

/// Returns the series of this name or title.
pub fn named(reader: Reader<'_>, name: &str) -> Result<Row<Series>, OpsError> {
    find(reader, name)?.ok_or_else(|| {
        OpsError::not_found(
            format!("no series is called \"{name}\""),
            "`tpm series` lists them; `tpm series NAME --every \"weekly on tue\"` begins one",
        )
    })
}

/// Returns the people and groups that were named as those who belong to a series, the chair first.
fn invited(reader: Reader<'_>, row: &Row<Series>) -> Result<Vec<Key>, OpsError> {
    let mut invited: Vec<Key> = row.entity.chair.into_iter().collect();
    for invitee in reader.invitees_of(row.key)? {
        if !invited.contains(&invitee.entity.person) {
            invited.push(invitee.entity.person);
        }
    }
    Ok(invited)
}

/// Returns who belongs to a series, the chair first; groups are taken apart into who is in them now.
pub fn members(reader: Reader<'_>, row: &Row<Series>) -> Result<Vec<Key>, OpsError> {
    let mut members = Vec::new();
    for party in invited(reader, row)? {
        for person in people::members_or_self(reader, party)? {
            if !members.contains(&person) {
                members.push(person);
            }
        }
    }
    Ok(members)
}

/// Returns the first day from `date` on which the series meets and of which no meeting is there yet.
pub fn next_free(
    reader: Reader<'_>,
    row: &Row<Series>,
    date: NaiveDate,
) -> Result<Option<NaiveDate>, OpsError> {
    let met = reader.met_days(row.key, date)?;
    let mut next = row.entity.next_from(date);
    while let Some(day) = next
        && met.contains(&day)
    {
        next = day.succ_opt().and_then(|later| row.entity.next_from(later));
    }
    Ok(next)
}

fn described(reader: Reader<'_>, ctx: &Ctx, row: Row<Series>) -> Result<SeriesFacts, OpsError> {
    let mut handles = Vec::new();
    for key in invited(reader, &row)? {
        handles.push(reader.handle_of(key)?);
    }
    let mut next: Vec<NaiveDate> = Vec::new();
    let mut from = ctx.today;
    while next.len() < NEXT_TOLD
        && let Some(day) = next_free(reader, &row, from)?
    {
        next.push(day);
        match day.succ_opt() {
            Some(later) => from = later,
            None => break,
        }
    }
    let series = row.entity.clone();
    let last = reader
        .meetings_of(row.key, LAST_SHOWN)?
        .into_iter()
        .find(|meeting| {
            matches!(
                meeting.entity.status,
                MeetingStatus::Open | MeetingStatus::Closed
            )
        });
    Ok(SeriesFacts {
        key: row.key,
        chair: series.chair.map(|key| reader.handle_of(key)).transpose()?,
        members: handles,
        workstream: series
            .workstream
            .map(|key| reader.slug_of(key))
            .transpose()?,
        next,
        last: last.map(|row| facts::meeting(reader, row)).transpose()?,
        series,
    })
}

/// Begins a series, or changes what is known of one.
pub fn edit(desk: Desk<'_>, edit: &SeriesEdit) -> Result<Edited<SeriesFacts>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut remarks = Remarks::new();
    let written = store.write(ctx, Operation::new("series"), rehearsal, |journal| {
        let known = find(journal.reader(), &edit.name)?;
        let is_new = known.is_none();
        let (key, mut series) = match known {
            Some(row) => (Some(row.key), row.entity),
            None => (None, begun(journal.reader(), ctx, edit)?),
        };
        change(journal, ctx, &mut series, edit, &mut remarks)?;
        let key = match key {
            Some(key) => {
                journal.update(key, &series)?;
                key
            }
            None => journal.create(&series)?,
        };
        let invited = invite(journal, ctx, key, edit, &mut remarks)?;
        if invited && !is_new {
            series.revision = Some(series.revision.unwrap_or(0) + 1);
            journal.update(key, &series)?;
        }
        let row = journal.reader().row(key)?;
        Ok::<_, OpsError>((described(journal.reader(), ctx, row)?, is_new))
    })?;
    let (now, is_new) = written.result;
    Ok(Edited {
        verb: if is_new { "Added" } else { "Changed" },
        now,
        remarks,
        operation: written.operation,
    })
}

/// Returns a series of the name that was typed, which nobody used before.
fn begun(reader: Reader<'_>, ctx: &Ctx, edit: &SeriesEdit) -> Result<Series, OpsError> {
    title::refuse_id(&edit.name)?;
    title::check(&edit.name)?;
    let slug = names::slug(&edit.name, 40);
    let known = reader.series()?;
    let near = known
        .iter()
        .find(|row| row.entity.slug == slug || names::is_near(&row.entity.slug, &slug));
    if let Some(near) = near
        && (edit.newcomers == Newcomers::Careful || near.entity.slug == slug)
    {
        return Err(OpsError::Ambiguous {
            word: slug,
            candidates: vec![
                format!("the series {}", near.entity.slug),
                "a new one".to_owned(),
            ],
            hint: "type the known name, or another name with --new for a new series".to_owned(),
        });
    }
    Ok(Series {
        slug,
        title: capitalised(&edit.name),
        rule: None,
        starts: edit.from.unwrap_or(ctx.today),
        at: None,
        zone: ctx.zone,
        minutes: None,
        chair: None,
        workstream: None,
        ended: None,
        revision: None,
    })
}

fn capitalised(name: &str) -> String {
    let mut letters = name.trim().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn change(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    series: &mut Series,
    edit: &SeriesEdit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    if let Some(title) = &edit.title {
        title::check(title)?;
        series.title.clone_from(title);
    }
    if let Some(rule) = &edit.rule {
        series.rule = rule.value();
    }
    if edit.rule.is_some() || edit.from.is_some() {
        let from = edit.from.unwrap_or(ctx.today);
        // Calendars count from a first day that is one of the rule's.
        series.starts = match &series.rule {
            Some(rule) => rule.first_from(from).unwrap_or(from),
            None => from,
        };
    }
    if let Some(at) = &edit.at {
        series.at = at.value();
    }
    series.zone = edit.zone.unwrap_or(series.zone);
    if let Some(minutes) = &edit.minutes {
        series.minutes = minutes.value();
    }
    if let Some(word) = &edit.chair {
        series.chair = people::person(journal, ctx, word, edit.newcomers, remarks)?;
    }
    if let Some(name) = &edit.workstream {
        series.workstream = people::workstream(journal, ctx, name, edit.newcomers, remarks)?;
    }
    if let Some(ended) = &edit.ended {
        series.ended = ended.value();
    }
    if series.ended.is_some_and(|ended| ended < series.starts) && series.rule.is_some() {
        return Err(OpsError::invalid(
            format!(
                "a series that begins on {} cannot end before that",
                series.starts
            ),
            "name a later day with --end, or none",
        ));
    }
    Ok(())
}

/// Makes the members what the edit says; says whether that changed anything.
fn invite(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    key: Key,
    edit: &SeriesEdit,
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    let ListEdit {
        replace,
        add,
        remove,
    } = &edit.with;
    let mut gone = Vec::new();
    for word in remove {
        gone.extend(people::filter_person(journal.reader(), ctx, word)?);
    }
    let mut named = Vec::new();
    for word in replace.iter().flatten().chain(add) {
        named.extend(people::party(journal, ctx, word, edit.newcomers, remarks)?);
    }
    let before = journal.reader().invitees_of(key)?;
    let mut changed = false;
    for row in &before {
        let person = row.entity.person;
        let is_left_out = replace.is_some() && !named.contains(&person);
        if is_left_out || gone.contains(&person) {
            journal.set_deleted::<Invitee>(row.key, true)?;
            changed = true;
        }
    }
    named.retain(|person| !gone.contains(person));
    named.retain(|person| before.iter().all(|row| row.entity.person != *person));
    for person in named {
        seat(journal, key, person)?;
        changed = true;
    }
    Ok(changed)
}

/// Lets a person or group belong to a series.
pub(super) fn seat(journal: &mut Journal<'_>, series: Key, person: Key) -> Result<(), OpsError> {
    let handle = journal.reader().handle_of(person)?;
    journal.create_keyed(series, &handle, &Invitee { series, person })?;
    Ok(())
}

/// Takes a person or group off all that is to come of series, and gives their places to another. Returns
/// the slugs of the series that they led, and of those to which they belonged.
pub(super) fn pass(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    from: Key,
    to: Option<Key>,
) -> Result<(Vec<String>, Vec<String>), OpsError> {
    let (mut led, mut joined) = (Vec::new(), Vec::new());
    for row in journal.reader().series()? {
        let place = journal.reader().invitees_of(row.key)?;
        let place = place.into_iter().find(|one| one.entity.person == from);
        let mut series = row.entity.clone();
        let is_chair = series.chair == Some(from);
        // What ended stays as it was.
        if series.is_ended(ctx.today) || !(is_chair || place.is_some()) {
            continue;
        }
        if is_chair {
            series.chair = to;
            led.push(series.slug.clone());
        } else {
            joined.push(series.slug.clone());
        }
        series.revision = Some(series.revision.unwrap_or(0) + 1);
        journal.update(row.key, &series)?;
        if let Some(place) = place {
            journal.set_deleted::<Invitee>(place.key, true)?;
            let members = members(journal.reader(), &journal.reader().row(row.key)?)?;
            if let Some(to) = to.filter(|to| !members.contains(to)) {
                seat(journal, row.key, to)?;
            }
        }
    }
    Ok((led, joined))
}

//! Lists by filter: actions, decisions, meetings.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::words::{ActionStatus, DecisionStatus};
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::tables::meeting::MeetingFilter;
use crate::store::tables::track::TrackFilter;
use crate::store::{Reader, StoreError};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::facts::{self, ActionFacts, DecisionFacts, MeetingFacts};
use super::people;

/// The filters that all lists share, as typed; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub owners: Vec<PersonWord>,
    pub workstreams: Vec<String>,
    pub due_before: Option<NaiveDate>,
    pub due_after: Option<NaiveDate>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub words: Vec<String>,
    /// What came in as history too.
    pub history: bool,
    pub limit: Option<u32>,
}

/// Part of a list, and whether there was more.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub truncated: bool,
}

impl<T> Page<T> {
    /// Cuts what was fetched with one row more than the limit, and describes the rest.
    pub(super) fn of<R>(
        mut rows: Vec<R>,
        limit: Option<u32>,
        describe: impl Fn(R) -> Result<T, StoreError>,
    ) -> Result<Page<T>, OpsError> {
        let limit = limit.map_or(usize::MAX, |limit| limit as usize);
        let truncated = rows.len() > limit;
        rows.truncate(limit);
        let rows = rows.into_iter().map(describe).collect::<Result<_, _>>()?;
        Ok(Page { rows, truncated })
    }
}

fn one_more(limit: Option<u32>) -> Option<u32> {
    limit.map(|limit| limit.saturating_add(1))
}

/// Lists actions: the open ones by due date, or those with the given statuses.
pub fn actions(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    statuses: &[ActionStatus],
    all: bool,
) -> Result<Page<ActionFacts>, OpsError> {
    let mut rows_filter = action_filter(reader, ctx, filter)?;
    rows_filter.statuses = statuses.to_vec();
    rows_filter.all = all;
    rows_filter.limit = one_more(filter.limit);
    let rows = reader.actions(&rows_filter)?;
    Page::of(rows, filter.limit, |row| facts::action(reader, row))
}

/// Turns typed filters into those of the action table.
pub(super) fn action_filter(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<ActionFilter, OpsError> {
    Ok(ActionFilter {
        owners: people::filter_people(reader, ctx, &filter.owners)?,
        workstreams: workstreams(reader, &filter.workstreams)?,
        due_before: filter.due_before,
        due_after: filter.due_after,
        created_from: filter.since.and_then(|day| midnight(ctx, day)),
        created_before: filter.until.and_then(|day| midnight(ctx, day.succ_opt()?)),
        words: filter.words.clone(),
        history: filter.history,
        limit: filter.limit,
        ..ActionFilter::default()
    })
}

/// Returns the instant at which a civil day begins for the user.
pub(super) fn midnight(ctx: &Ctx, day: NaiveDate) -> Option<DateTime<Utc>> {
    // Where clocks leap over midnight, the day begins with the first hour that there is.
    (0..24).find_map(|hour| {
        let local = day.and_hms_opt(hour, 0, 0)?;
        let begins = ctx.zone.from_local_datetime(&local).earliest()?;
        Some(begins.with_timezone(&Utc))
    })
}

/// Lists decisions, the newest first; `asked` keeps those that wait for the answer of these people.
pub fn decisions(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    statuses: &[DecisionStatus],
    asked: &[PersonWord],
) -> Result<Page<DecisionFacts>, OpsError> {
    let mut rows_filter = decision_filter(reader, ctx, filter)?;
    rows_filter.statuses = statuses.to_vec();
    rows_filter.asked = people::filter_people(reader, ctx, asked)?
        .into_iter()
        .flatten()
        .collect();
    rows_filter.limit = one_more(filter.limit);
    let rows = reader.decisions(&rows_filter)?;
    Page::of(rows, filter.limit, |row| facts::decision(reader, row))
}

/// Turns typed filters into those of the decision table; its owners are the deciders.
pub(super) fn decision_filter(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<DecisionFilter, OpsError> {
    Ok(DecisionFilter {
        deciders: people::filter_people(reader, ctx, &filter.owners)?,
        workstreams: workstreams(reader, &filter.workstreams)?,
        due_before: filter.due_before,
        due_after: filter.due_after,
        since: filter.since,
        until: filter.until,
        words: filter.words.clone(),
        history: filter.history,
        limit: filter.limit,
        ..DecisionFilter::default()
    })
}

/// Lists meetings, the latest first; owners are people who were there.
pub fn meetings(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<Page<MeetingFacts>, OpsError> {
    if filter.due_before.is_some() || filter.due_after.is_some() {
        return Err(OpsError::invalid(
            "meetings are not due by a date",
            "--since and --until choose them by the day on which they were held",
        ));
    }
    let rows_filter = MeetingFilter {
        since: filter.since,
        until: filter.until,
        people: people::filter_people(reader, ctx, &filter.owners)?
            .into_iter()
            .flatten()
            .collect(),
        workstreams: workstreams(reader, &filter.workstreams)?,
        words: filter.words.clone(),
        limit: one_more(filter.limit),
    };
    let rows = reader.meetings(&rows_filter)?;
    Page::of(rows, filter.limit, |row| facts::meeting(reader, row))
}

/// Turns typed filters into those of risks, needs and milestones.
pub(super) fn track_filter(
    reader: Reader<'_>,
    ctx: &Ctx,
    filter: &Filter,
    all: bool,
) -> Result<TrackFilter, OpsError> {
    Ok(TrackFilter {
        owners: people::filter_people(reader, ctx, &filter.owners)?,
        workstreams: workstreams(reader, &filter.workstreams)?,
        all,
        due_before: filter.due_before,
        due_after: filter.due_after,
        since: filter.since,
        until: filter.until,
        words: filter.words.clone(),
        history: filter.history,
        limit: one_more(filter.limit),
    })
}

/// Returns the workstreams named and those below them; none for `none`.
pub(super) fn workstreams(
    reader: Reader<'_>,
    names: &[String],
) -> Result<Vec<Option<Key>>, OpsError> {
    let mut keys = Vec::new();
    for name in names {
        keys.extend(people::filter_workstream(reader, name)?);
    }
    Ok(keys)
}

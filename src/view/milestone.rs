//! Milestones: the record, the list, and the line after a change.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::form::{Parts, date, person, tags, workstream};
use super::list::Listed;
use super::show::{Fields, belongings};
use super::{json, phrase};
use crate::model::action::days_late;
use crate::model::id::ItemId;
use crate::model::milestone::Milestone;
use crate::model::words::{DueSource, MilestoneStatus};
use crate::ops::facts::MilestoneFacts;
use crate::render::{Column, Fit, Line, Style, Table};
use crate::text::dates;
use crate::text::form::Entry;

/// A milestone in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct MilestoneRecord<'a> {
    id: ItemId,
    title: &'a str,
    workstream: Option<&'a str>,
    owner: Option<&'a str>,
    lead: Option<&'a str>,
    baseline: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    expected: Option<NaiveDate>,
    slip_days: Option<i64>,
    days_late: Option<i64>,
    status: MilestoneStatus,
    done_at: Option<NaiveDate>,
    reason: Option<&'a str>,
    meeting: Option<ItemId>,
    created: NaiveDate,
    tags: &'a [String],
    history: bool,
    deleted: bool,
}

/// Returns a milestone's JSON record: `expected` is its forecast, else its baseline, and `slip_days` how
/// long after its baseline it comes or came.
pub fn record(milestone: &MilestoneFacts, today: NaiveDate) -> Value {
    let MilestoneFacts {
        row,
        id,
        owner,
        lead,
        workstream,
        meeting,
    } = milestone;
    let entity = &row.entity;
    json(&MilestoneRecord {
        id: *id,
        title: &entity.title,
        workstream: workstream.as_deref(),
        owner: owner.as_deref(),
        lead: lead.as_deref(),
        baseline: entity.baseline,
        forecast: entity.forecast,
        expected: entity.expected(),
        slip_days: entity.slip_days(),
        days_late: days_late(entity.expected(), today).filter(|_| entity.is_open()),
        status: entity.status,
        done_at: entity.done_at,
        reason: entity.reason.as_deref(),
        meeting: *meeting,
        created: entity.created,
        tags: entity.tags.labels(),
        history: entity.history,
        deleted: row.deleted,
    })
}

impl Listed for MilestoneFacts {
    const KIND: &'static str = "milestone.list";
    const EMPTY: &'static str = "No milestones match.";

    fn id(&self) -> ItemId {
        self.id
    }

    fn record(&self, today: NaiveDate) -> Value {
        record(self, today)
    }

    fn table(rows: &[Self], today: NaiveDate) -> Table {
        table(rows, today)
    }
}

/// Returns a table of milestones.
pub fn table(milestones: &[MilestoneFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("baseline", "Baseline"),
        Column::new("expected", "Expected"),
        Column::new("slip", "Slip"),
        Column::new("status", "Status").fit(Fit::Drop(2)),
        Column::new("owner", "Owner").fit(Fit::Drop(1)),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for milestone in milestones {
        let entity = &milestone.row.entity;
        let expected = match entity.done_at {
            Some(done) => Line::styled(Style::Muted, dates::short(done, today)),
            None => phrase::due(entity.expected(), DueSource::Explicit, today),
        };
        table.rows.push(vec![
            Line::styled(Style::Id, milestone.id.to_string()),
            Line::from(entity.title.as_str()),
            phrase::day(entity.baseline, today),
            expected,
            slip(entity),
            status(entity),
            owner(milestone),
            phrase::text(milestone.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns who owns it, else who answers for it as the lead of its workstream.
fn owner(milestone: &MilestoneFacts) -> Line {
    match (&milestone.owner, &milestone.lead) {
        (None, Some(lead)) => Line::styled(Style::Muted, format!("@{lead} (lead)")),
        (owner, _) => phrase::owner(owner.as_deref()),
    }
}

fn status(milestone: &Milestone) -> Line {
    match milestone.status {
        MilestoneStatus::Planned => Line::new(),
        MilestoneStatus::Done => Line::styled(Style::Good, "done"),
        MilestoneStatus::Dropped => Line::from("dropped"),
    }
}

/// Returns by how many days it comes after its baseline, such as `+5 days`; empty when on time.
fn slip(milestone: &Milestone) -> Line {
    match milestone.slip_days() {
        None | Some(0) => Line::new(),
        Some(days @ 1..) => Line::styled(Style::Late, format!("+{}", days_word(days))),
        Some(days) => Line::styled(Style::Good, format!("-{}", days_word(-days))),
    }
}

/// Returns the same in words, such as `5 days after its baseline`; none when on time.
pub(super) fn slip_in_words(milestone: &Milestone) -> Option<(Style, String)> {
    let days = milestone.slip_days().filter(|days| *days != 0)?;
    let told = days_word(days.abs());
    Some(match days {
        1.. => (Style::Late, format!("{told} after its baseline")),
        _ => (Style::Good, format!("{told} before its baseline")),
    })
}

fn days_word(days: i64) -> String {
    phrase::count(usize::try_from(days).unwrap_or_default(), "day")
}

/// Returns the one line that tells a milestone as it now stands.
pub fn summary(milestone: &MilestoneFacts, today: NaiveDate) -> Line {
    let entity = &milestone.row.entity;
    let mut line = Line::styled(Style::Id, milestone.id.to_string())
        .push(Style::Plain, format!("  {}", entity.title));
    if let Some(owner) = &milestone.owner {
        line = line.push(Style::Plain, format!("  @{owner}"));
    }
    let date = match entity.status {
        MilestoneStatus::Planned => entity.expected().map(|date| {
            let told = format!("  due {}", dates::echo(date, today));
            (phrase::urgency(date, today), told)
        }),
        MilestoneStatus::Done => entity
            .done_at
            .map(|date| (Style::Plain, format!("  on {}", dates::short(date, today)))),
        MilestoneStatus::Dropped => None,
    };
    if let Some((style, told)) = date {
        line = line.push(style, told);
    }
    if let Some((style, told)) = slip_in_words(entity) {
        line = line.push(style, format!("  {told}"));
    }
    if let Some(workstream) = &milestone.workstream {
        line = line.push(Style::Plain, format!("  {workstream}"));
    }
    line
}

/// Returns the fields of one milestone.
pub(super) fn fields(milestone: &MilestoneFacts, today: NaiveDate) -> Fields {
    let entity = &milestone.row.entity;
    let expected = entity.expected().filter(|_| entity.is_open());
    let mut fields = Fields::from([
        ("Status".into(), Line::from(entity.status.word())),
        ("Owner".into(), owner(milestone)),
        ("Baseline".into(), phrase::day(entity.baseline, today)),
        (
            "Expected".into(),
            phrase::due(expected, DueSource::Explicit, today),
        ),
        ("Slip".into(), slip(entity)),
        ("Ended".into(), phrase::day(entity.done_at, today)),
        ("Reason".into(), phrase::text(entity.reason.as_deref())),
    ]);
    fields.extend(belongings(
        milestone.workstream.as_deref(),
        milestone.meeting,
        &entity.tags,
        entity.history,
    ));
    let created = Line::from(dates::short(entity.created, today));
    fields.push(("Added".into(), created));
    fields
}

/// Returns what of a milestone can be edited.
pub(super) fn form(facts: &MilestoneFacts) -> Parts {
    let milestone = &facts.row.entity;
    let fields = vec![
        Entry::new("title", "Title", &milestone.title),
        Entry::new("owner", "Owner", person(facts.owner.as_deref())),
        Entry::new("due", "Due", date(milestone.expected())),
        workstream(facts.workstream.as_deref()),
        tags(&milestone.tags),
    ];
    (fields, Vec::new())
}

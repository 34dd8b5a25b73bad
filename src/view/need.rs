//! What one side needs from another: the record, the list, the grid of givers and takers, and the line
//! after a change.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::form::{Parts, date, tags, text, workstream};
use super::list::Listed;
use super::show::{Fields, belongings, due};
use super::{View, json, phrase};
use crate::model::action::days_late;
use crate::model::id::ItemId;
use crate::model::need::Need;
use crate::model::words::{DueSource, NeedStatus};
use crate::ops::facts::{NeedFacts, Side};
use crate::ops::list::Page;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;
use crate::text::form::Entry;

/// A need in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct NeedRecord<'a> {
    id: ItemId,
    title: &'a str,
    from: Option<String>,
    r#for: Option<String>,
    workstream: Option<&'a str>,
    raised_by: Option<&'a str>,
    due: Option<NaiveDate>,
    due_baseline: Option<NaiveDate>,
    due_source: DueSource,
    days_late: Option<i64>,
    status: NeedStatus,
    asked_at: NaiveDate,
    asked_days: Option<i64>,
    committed_at: Option<NaiveDate>,
    committed_by: Option<&'a str>,
    closed_at: Option<NaiveDate>,
    note: Option<&'a str>,
    meeting: Option<ItemId>,
    tags: &'a [String],
    history: bool,
    deleted: bool,
}

/// Returns a need's JSON record: `from` and `for` are handles with `@`, slugs or IDs, and `asked_days` is
/// null once somebody said yes.
pub fn record(need: &NeedFacts, today: NaiveDate) -> Value {
    let NeedFacts {
        row,
        id,
        giver,
        taker,
        workstream,
        raised_by,
        committed_by,
        meeting,
    } = need;
    let entity = &row.entity;
    json(&NeedRecord {
        id: *id,
        title: &entity.title,
        from: giver.as_ref().map(Side::to_string),
        r#for: taker.as_ref().map(Side::to_string),
        workstream: workstream.as_deref(),
        raised_by: raised_by.as_deref(),
        due: entity.due,
        due_baseline: entity.due_baseline,
        due_source: entity.due_source,
        days_late: days_late(entity.due, today).filter(|_| entity.is_open()),
        status: entity.status,
        asked_at: entity.asked_at,
        asked_days: entity.asked_days(today),
        committed_at: entity.committed_at,
        committed_by: committed_by.as_deref(),
        closed_at: entity.closed_at,
        note: entity.note.as_deref(),
        meeting: *meeting,
        tags: entity.tags.labels(),
        history: entity.history,
        deleted: row.deleted,
    })
}

impl Listed for NeedFacts {
    const KIND: &'static str = "need.list";
    const EMPTY: &'static str = "No needs match.";

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

/// Returns a table of needs.
pub fn table(needs: &[NeedFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("from", "From"),
        Column::new("for", "For"),
        Column::new("due", "Due"),
        Column::new("status", "Status"),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for need in needs {
        let entity = &need.row.entity;
        let due = match entity.closed_at {
            Some(closed) => Line::styled(Style::Muted, dates::short(closed, today)),
            None => phrase::due(entity.due, entity.due_source, today),
        };
        table.rows.push(vec![
            Line::styled(Style::Id, need.id.to_string()),
            Line::from(entity.title.as_str()),
            side(need.giver.as_ref()),
            side(need.taker.as_ref()),
            due,
            status(entity, today),
            phrase::text(need.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns the table of the needs in minutes.
pub(super) fn minutes(needs: &[NeedFacts]) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Need"),
        Column::new("from", "From"),
        Column::new("for", "For"),
        Column::new("due", "Due"),
        Column::new("status", "Status"),
    ]);
    let word = |side: &Option<Side>| side.as_ref().map(Side::to_string).unwrap_or_default();
    for need in needs {
        let entity = &need.row.entity;
        table.rows.push(vec![
            Line::from(need.id.to_string()),
            Line::from(entity.title.as_str()),
            Line::from(word(&need.giver)),
            Line::from(word(&need.taker)),
            Line::from(date(entity.due)),
            Line::from(phrase::status(entity.status.word())),
        ]);
    }
    table
}

fn side(side: Option<&Side>) -> Line {
    match side {
        Some(side) => Line::from(side.to_string()),
        None => Line::styled(Style::Muted, "nobody"),
    }
}

/// Returns where it stands; of one that nobody promised, since when it is asked for.
fn status(need: &Need, today: NaiveDate) -> Line {
    match (need.status, need.asked_days(today)) {
        (_, Some(days)) if need.is_unanswered(today) => Line::styled(
            Style::Late,
            format!(
                "asked {} ago, not committed",
                phrase::count(usize::try_from(days).unwrap_or_default(), "day")
            ),
        ),
        (NeedStatus::AtRisk, _) => Line::styled(Style::Soon, "at risk"),
        (NeedStatus::Missed, _) => Line::styled(Style::Late, "missed"),
        (NeedStatus::Delivered, _) => Line::styled(Style::Good, "delivered"),
        (status, _) => Line::from(phrase::status(status.word())),
    }
}

/// Returns the one line that tells a need as it now stands.
pub fn summary(need: &NeedFacts, today: NaiveDate) -> Line {
    let entity = &need.row.entity;
    let mut line = Line::styled(Style::Id, need.id.to_string())
        .push(Style::Plain, format!("  {}", entity.title));
    for (word, one) in [("from", &need.giver), ("for", &need.taker)] {
        if let Some(one) = one {
            line = line.push(Style::Plain, format!("  {word} {one}"));
        }
    }
    if let (Some(due), true) = (entity.due, entity.is_open()) {
        line = line.push(
            phrase::urgency(due, today),
            format!("  due {}", dates::echo(due, today)),
        );
    }
    if entity.status != NeedStatus::Asked || entity.is_unanswered(today) {
        line = line.push(Style::Plain, "  ");
        line.0.extend(status(entity, today).0);
    }
    if let (Some(by), NeedStatus::Committed) = (&need.committed_by, entity.status) {
        line = line.push(Style::Plain, format!(" by @{by}"));
    }
    let taker = need.taker.as_ref();
    if let Some(slug) = &need.workstream
        && taker != Some(&Side::Workstream(slug.clone()))
    {
        line = line.push(Style::Plain, format!("  {slug}"));
    }
    line
}

/// Returns the fields of one need.
pub(super) fn fields(need: &NeedFacts, today: NaiveDate) -> Fields {
    let entity = &need.row.entity;
    let side_told = |side: &Option<Side>| {
        side.as_ref()
            .map_or_else(Line::new, |side| Line::from(side.to_string()))
    };
    let mut committed = phrase::day(entity.committed_at, today);
    if let (Some(_), Some(by)) = (entity.committed_at, &need.committed_by) {
        committed = committed.push(Style::Plain, format!(" by @{by}"));
    }
    let mut asked = Line::from(dates::short(entity.asked_at, today));
    if let Some(by) = &need.raised_by {
        asked = asked.push(Style::Plain, format!(" by @{by}"));
    }
    let mut fields = Fields::from([
        ("Status".into(), status(entity, today)),
        ("From".into(), side_told(&need.giver)),
        ("For".into(), side_told(&need.taker)),
        (
            "Due".into(),
            due(entity.due, entity.due_baseline, entity.due_source, today),
        ),
        ("Asked".into(), asked),
        ("Committed".into(), committed),
        ("Ended".into(), phrase::day(entity.closed_at, today)),
        ("Note".into(), phrase::text(entity.note.as_deref())),
    ]);
    fields.extend(belongings(
        need.workstream.as_deref(),
        need.meeting,
        &entity.tags,
        entity.history,
    ));
    fields
}

/// Returns what of a need can be edited.
pub(super) fn form(facts: &NeedFacts) -> Parts {
    let need = &facts.row.entity;
    let word = |side: &Option<Side>| side.as_ref().map(Side::to_string).unwrap_or_default();
    (
        vec![
            Entry::new("title", "Title", &need.title),
            Entry::new("from", "From", word(&facts.giver)),
            Entry::new("for", "For", word(&facts.taker)),
            Entry::new("due", "Due", date(need.due)),
            workstream(facts.workstream.as_deref()),
            tags(&need.tags),
        ],
        vec![text("body", "Note", need.note.as_deref())],
    )
}

/// Needs as a grid: who gives in rows, who takes in columns.
pub struct Grid {
    pub page: Page<NeedFacts>,
    pub today: NaiveDate,
}

impl View for Grid {
    fn kind(&self) -> &'static str {
        NeedFacts::KIND
    }

    fn records(&self) -> Vec<Value> {
        let rows = self.page.rows.iter();
        rows.map(|need| record(need, self.today)).collect()
    }

    fn truncated(&self) -> bool {
        self.page.truncated
    }

    fn document(&self) -> Document {
        let needs = &self.page.rows;
        if needs.is_empty() {
            return super::outcome::note(NeedFacts::EMPTY);
        }
        let givers: BTreeSet<Option<&Side>> = needs.iter().map(|one| one.giver.as_ref()).collect();
        let takers: BTreeSet<Option<&Side>> = needs.iter().map(|one| one.taker.as_ref()).collect();
        let mut columns = vec![Column::new("from", "From")];
        columns.extend(takers.iter().map(|taker| {
            Column::named("for", format!("For {}", side_word(*taker))).fit(Fit::Wrap)
        }));
        let mut table = Table::new(columns);
        for giver in givers {
            let mut row = vec![Line::styled(Style::Id, side_word(giver))];
            row.extend(takers.iter().map(|taker| {
                let between = needs
                    .iter()
                    .filter(|one| (one.giver.as_ref(), one.taker.as_ref()) == (giver, *taker));
                cell(between, self.today)
            }));
            table.rows.push(row);
        }
        let mut document = Document::from(table);
        let lines = told(needs, self.today);
        if !lines.is_empty() {
            document.push(Block::Lines(lines));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        self.page
            .rows
            .iter()
            .map(|need| need.id.to_string())
            .collect()
    }
}

/// Returns who or what a side is, or nobody.
pub(super) fn side_word(side: Option<&Side>) -> String {
    side.map_or_else(|| "nobody".to_owned(), Side::to_string)
}

/// Returns the needs between two sides, each with its state.
pub(super) fn cell<'a>(needs: impl Iterator<Item = &'a NeedFacts>, today: NaiveDate) -> Line {
    let mut line = Line::new();
    for need in needs {
        let entity = &need.row.entity;
        let is_late = days_late(entity.due, today).is_some() && entity.is_open();
        let (style, late) = match is_late {
            true => (Style::Late, ", late"),
            false => (Style::Plain, ""),
        };
        if !line.is_empty() {
            line = line.push(Style::Plain, "; ");
        }
        let state = phrase::status(entity.status.word());
        line = line
            .push(Style::Id, need.id.to_string())
            .push(style, format!(" {state}{late}"));
    }
    line
}

/// Says of each need that wants something what it is: an answer, or the thing itself.
fn told(needs: &[NeedFacts], today: NaiveDate) -> Vec<Line> {
    let mut lines = Vec::new();
    for need in needs {
        let entity = &need.row.entity;
        let late = days_late(entity.due, today).filter(|_| entity.is_open());
        if !entity.is_unanswered(today) && late.is_none() {
            continue;
        }
        let mut line = Line::styled(Style::Id, need.id.to_string())
            .push(Style::Plain, format!("  {}  ", entity.title));
        line.0.extend(status(entity, today).0);
        if let Some(due) = entity.due.filter(|_| late.is_some()) {
            line = line.push(Style::Late, format!("  due {}", dates::echo(due, today)));
        }
        lines.push(line);
    }
    lines
}

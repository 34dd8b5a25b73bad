//! Risks, assumptions and issues: the record, the list, the matrix, and the line after a change.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json as value};

use super::form::{Parts, date, person, tags, text, workstream};
use super::list::Listed;
use super::show::{Fields, belongings};
use super::{View, json, phrase};
use crate::model::action::days_late;
use crate::model::id::ItemId;
use crate::model::risk::{Band, Risk};
use crate::model::words::{DueSource, RiskSort, RiskStatus, Strategy};
use crate::ops::facts::RiskFacts;
use crate::ops::list::Page;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;
use crate::text::form::Entry;

/// A risk in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct RiskRecord<'a> {
    id: ItemId,
    sort: RiskSort,
    title: &'a str,
    cause: Option<&'a str>,
    effect: Option<&'a str>,
    probability: Option<i64>,
    impact: Option<i64>,
    score: Option<i64>,
    band: Option<&'static str>,
    owner: Option<&'a str>,
    workstream: Option<&'a str>,
    strategy: Option<Strategy>,
    response: Option<&'a str>,
    trigger: Option<&'a str>,
    due: Option<NaiveDate>,
    days_late: Option<i64>,
    decision: Option<ItemId>,
    came_from: Option<ItemId>,
    became: Option<ItemId>,
    meeting: Option<ItemId>,
    status: RiskStatus,
    raised: NaiveDate,
    closed_at: Option<NaiveDate>,
    reason: Option<&'a str>,
    tags: &'a [String],
    history: bool,
    deleted: bool,
}

/// Returns a risk's JSON record; `days_late` is null unless it is open and overdue.
pub fn record(risk: &RiskFacts, today: NaiveDate) -> Value {
    let RiskFacts {
        row,
        id,
        owner,
        workstream,
        decision,
        came_from,
        became,
        meeting,
    } = risk;
    let entity = &row.entity;
    json(&RiskRecord {
        id: *id,
        sort: entity.sort,
        title: &entity.title,
        cause: entity.cause.as_deref(),
        effect: entity.effect.as_deref(),
        probability: entity.probability,
        impact: entity.impact,
        score: entity.score(),
        band: entity.band().map(Band::word),
        owner: owner.as_deref(),
        workstream: workstream.as_deref(),
        strategy: entity.strategy,
        response: entity.response.as_deref(),
        trigger: entity.trigger.as_deref(),
        due: entity.due,
        days_late: days_late(entity.due, today).filter(|_| entity.is_open()),
        decision: decision.as_ref().map(|named| named.id),
        came_from: came_from.as_ref().map(|named| named.id),
        became: became.as_ref().map(|named| named.id),
        meeting: *meeting,
        status: entity.status,
        raised: entity.raised,
        closed_at: entity.closed_at,
        reason: entity.reason.as_deref(),
        tags: entity.tags.labels(),
        history: entity.history,
        deleted: row.deleted,
    })
}

impl Listed for RiskFacts {
    const KIND: &'static str = "risk.list";
    const EMPTY: &'static str = "No risks match.";

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

/// Returns a table of risks.
pub fn table(risks: &[RiskFacts], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("sort", "Sort").fit(Fit::Drop(2)),
        Column::new("score", "Score"),
        Column::new("owner", "Owner"),
        Column::new("strategy", "Strategy").fit(Fit::Drop(1)),
        Column::new("due", "Due"),
        Column::new("status", "Status").fit(Fit::Drop(3)),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for risk in risks {
        let entity = &risk.row.entity;
        let due = match entity.closed_at {
            Some(closed) => Line::styled(Style::Muted, dates::short(closed, today)),
            None => phrase::due(entity.due, DueSource::Explicit, today),
        };
        table.rows.push(vec![
            Line::styled(Style::Id, risk.id.to_string()),
            Line::from(entity.title.as_str()),
            Line::from(entity.sort.word()),
            score(entity),
            phrase::owner(risk.owner.as_deref()),
            Line::from(entity.strategy.map_or("", Strategy::word)),
            due,
            status(entity),
            phrase::text(risk.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns the table of the risks in minutes.
pub(super) fn minutes(risks: &[RiskFacts]) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("sort", "Sort"),
        Column::new("title", "Title"),
        Column::new("owner", "Owner"),
        Column::new("due", "Due"),
        Column::new("status", "Status"),
    ]);
    for risk in risks {
        let entity = &risk.row.entity;
        table.rows.push(vec![
            Line::from(risk.id.to_string()),
            Line::from(entity.sort.word()),
            Line::from(entity.title.as_str()),
            Line::from(person(risk.owner.as_deref())),
            Line::from(date(entity.due)),
            Line::from(entity.status.word()),
        ]);
    }
    table
}

fn status(risk: &Risk) -> Line {
    match risk.status {
        RiskStatus::Open => Line::new(),
        status => Line::from(status.word()),
    }
}

/// Returns the score with its band, such as `20 critical`.
pub(super) fn score(risk: &Risk) -> Line {
    match (risk.score(), risk.band()) {
        (Some(score), Some(band)) => Line::styled(style(band), format!("{score} {}", band.word())),
        _ => Line::styled(Style::Muted, "not judged"),
    }
}

fn style(band: Band) -> Style {
    match band {
        Band::Low | Band::Medium => Style::Plain,
        Band::High => Style::Soon,
        Band::Critical => Style::Late,
    }
}

/// Returns the one line that tells a risk as it now stands.
pub fn summary(risk: &RiskFacts, today: NaiveDate) -> Line {
    let entity = &risk.row.entity;
    let mut line = Line::styled(Style::Id, risk.id.to_string())
        .push(Style::Plain, format!("  {}", entity.title));
    let mut say = |style, text: String| {
        line = std::mem::take(&mut line).push(style, format!("  {text}"));
    };
    if entity.sort != RiskSort::Risk {
        say(Style::Plain, format!("({})", entity.sort));
    }
    if let Some(band) = entity.band() {
        say(style(band), format!("score {}", score(entity).text()));
    }
    if let Some(owner) = &risk.owner {
        say(Style::Plain, phrase::at(owner));
    }
    if let Some(strategy) = entity.strategy {
        say(Style::Plain, strategy.to_string());
    }
    if let (Some(due), true) = (entity.due, entity.is_open()) {
        let told = format!("due {}", dates::echo(due, today));
        say(phrase::urgency(due, today), told);
    }
    if let Some(decision) = &risk.decision {
        say(Style::Plain, format!("for {}", decision.id));
    }
    if let Some(from) = &risk.came_from {
        say(Style::Plain, format!("came from {}", from.id));
    }
    if entity.status == RiskStatus::Closed {
        say(Style::Good, "closed".to_owned());
    }
    if let (Some(issue), false) = (&risk.became, entity.is_open()) {
        say(Style::Late, format!("became {}", issue.id));
    }
    if let Some(workstream) = &risk.workstream {
        say(Style::Plain, workstream.clone());
    }
    line
}

/// Returns the fields of one risk.
pub(super) fn fields(risk: &RiskFacts, today: NaiveDate) -> Fields {
    let entity = &risk.row.entity;
    let judged = match (entity.probability, entity.impact) {
        (Some(probability), Some(impact)) => format!(" ({probability}×{impact})"),
        (None, Some(impact)) if entity.sort == RiskSort::Issue => {
            format!(" (certain, impact {impact})")
        }
        (Some(probability), None) => format!(" (probability {probability})"),
        (None, Some(impact)) => format!(" (impact {impact})"),
        (None, None) => String::new(),
    };
    let named = |named: &Option<crate::ops::facts::Named>| {
        named.as_ref().map_or_else(Line::new, phrase::named)
    };
    let mut fields = Fields::from([
        ("Sort".into(), Line::from(entity.sort.word())),
        ("Status".into(), Line::from(entity.status.word())),
        ("Score".into(), score(entity).push(Style::Muted, judged)),
        ("Owner".into(), phrase::owner(risk.owner.as_deref())),
        ("Cause".into(), phrase::text(entity.cause.as_deref())),
        ("Effect".into(), phrase::text(entity.effect.as_deref())),
        (
            "Strategy".into(),
            Line::from(entity.strategy.map_or("", Strategy::word)),
        ),
        ("Response".into(), phrase::text(entity.response.as_deref())),
        ("Trigger".into(), phrase::text(entity.trigger.as_deref())),
        (
            "Due".into(),
            phrase::due(entity.due, DueSource::Explicit, today),
        ),
        ("Decision".into(), named(&risk.decision)),
        ("Came from".into(), named(&risk.came_from)),
        ("Became".into(), named(&risk.became)),
        ("Ended".into(), phrase::day(entity.closed_at, today)),
        ("Reason".into(), phrase::text(entity.reason.as_deref())),
    ]);
    fields.extend(belongings(
        risk.workstream.as_deref(),
        risk.meeting,
        &entity.tags,
        entity.history,
    ));
    let raised = Line::from(dates::short(entity.raised, today));
    fields.push(("Raised".into(), raised));
    fields
}

/// Returns what of a risk can be edited.
pub(super) fn form(facts: &RiskFacts) -> Parts {
    let risk = &facts.row.entity;
    let number = |number: Option<i64>| number.map_or_else(String::new, |one| one.to_string());
    let decision = facts.decision.as_ref().map(|named| named.id.to_string());
    (
        vec![
            Entry::new("title", "Title", &risk.title),
            Entry::new("sort", "Sort", risk.sort.word()),
            Entry::new("p", "Probability", number(risk.probability)),
            Entry::new("i", "Impact", number(risk.impact)),
            Entry::new("owner", "Owner", person(facts.owner.as_deref())),
            Entry::new(
                "strategy",
                "Strategy",
                risk.strategy.map_or("", Strategy::word),
            ),
            Entry::new("due", "Due", date(risk.due)),
            Entry::new("for", "For", decision.unwrap_or_default()),
            workstream(facts.workstream.as_deref()),
            tags(&risk.tags),
        ],
        vec![
            text("cause", "Cause", risk.cause.as_deref()),
            text("effect", "Effect", risk.effect.as_deref()),
            text("response", "What is done", risk.response.as_deref()),
            text("trigger", "Trigger", risk.trigger.as_deref()),
        ],
    )
}

/// Risks by how likely they are and how much they would harm.
pub struct Matrix {
    pub page: Page<RiskFacts>,
}

/// The judgements that there are, from 1 to 5.
pub(super) const SCALE: std::ops::RangeInclusive<i64> = 1..=5;

/// How many IDs a cell shows; the rest are counted.
const MOST_IN_A_CELL: usize = 3;

/// The columns of the matrix.
const IMPACTS: [(&str, &str); 5] = [
    ("impact_1", "Impact 1"),
    ("impact_2", "Impact 2"),
    ("impact_3", "Impact 3"),
    ("impact_4", "Impact 4"),
    ("impact_5", "Impact 5"),
];

impl Matrix {
    /// Returns those of one cell; an issue is certain.
    pub(super) fn cell(&self, probability: i64, impact: i64) -> Vec<String> {
        let rows = self.page.rows.iter().filter(|risk| {
            let entity = &risk.row.entity;
            entity.impact == Some(impact) && entity.score() == Some(probability * impact)
        });
        rows.map(|risk| risk.id.to_string()).collect()
    }

    /// Returns those of which the probability or the impact is not known.
    pub(super) fn not_judged(&self) -> Vec<String> {
        let rows = self.page.rows.iter();
        rows.filter(|risk| risk.row.entity.score().is_none())
            .map(|risk| risk.id.to_string())
            .collect()
    }
}

impl View for Matrix {
    fn kind(&self) -> &'static str {
        "risk.matrix"
    }

    fn records(&self) -> Vec<Value> {
        let cells = SCALE.flat_map(|probability| SCALE.map(move |impact| (probability, impact)));
        cells
            .map(|(probability, impact)| {
                let score = probability * impact;
                value!({ "probability": probability, "impact": impact, "score": score,
                         "band": Band::of(score).word(), "ids": self.cell(probability, impact) })
            })
            .collect()
    }

    fn truncated(&self) -> bool {
        self.page.truncated
    }

    fn document(&self) -> Document {
        let mut columns = vec![Column::new("probability", "Probability").right()];
        columns.extend(IMPACTS.map(|(key, title)| Column::new(key, title)));
        let mut table = Table::new(columns);
        for probability in SCALE.rev() {
            let mut row = vec![Line::from(probability.to_string())];
            row.extend(SCALE.map(|impact| {
                let style = style(Band::of(probability * impact));
                Line::styled(style, shortened(&self.cell(probability, impact)))
            }));
            table.rows.push(row);
        }
        let mut document = Document::from(table);
        let rest = self.not_judged();
        if !rest.is_empty() {
            let told = format!("not judged: {}", rest.join(", "));
            document.push(Block::Paragraph(Line::styled(Style::Muted, told)));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        self.page
            .rows
            .iter()
            .map(|risk| risk.id.to_string())
            .collect()
    }
}

/// Returns the first few IDs and the number of the rest; a dot for none.
pub(super) fn shortened(ids: &[String]) -> String {
    match ids.len().checked_sub(MOST_IN_A_CELL) {
        _ if ids.is_empty() => "·".to_owned(),
        None | Some(0) => ids.join(" "),
        Some(more) => format!("{} +{more}", ids[..MOST_IN_A_CELL].join(" ")),
    }
}

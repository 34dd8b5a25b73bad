//! A decision as one page to send: what is asked of whom by when, or what was decided, in the first
//! lines; then what a reader needs to answer. Dates have their year, for it is read on another day, and
//! what was only remarked among ourselves stays out.

use chrono::NaiveDate;

use super::show::link_field;
use super::{option, phrase, standing};
use crate::model::action::days_late;
use crate::model::decision::Decision;
use crate::model::words::{DecisionRole, DecisionStatus, Door, LinkKind, Response};
use crate::ops::facts::{ActionFacts, DecisionFacts, RoleFacts};
use crate::ops::show::Whole;
use crate::render::{Block, Column, Document, Line, Style, Table};
use crate::text::gist;

/// The longest reason that stands among the first lines, in characters.
const SHORT: usize = 300;

/// Adds the brief of a decision.
pub(super) fn add(
    document: &mut Document,
    whole: &Whole,
    decision: &DecisionFacts,
    today: NaiveDate,
) {
    let entity = &decision.row.entity;
    let title = format!("{}: {}", decision.id, entity.title);
    document.push(Block::Heading(1, Line::styled(Style::Heading, title)));
    document.push(Block::Lines(lead(whole, decision, today)));
    text(document, "Context", entity.context.as_deref());
    reasons(document, entity);
    if !decision.options.is_empty() {
        heading(document, "Options");
        option::add(document, decision);
    }
    text(document, "Consequences", entity.consequences.as_deref());
    if !decision.roles.is_empty() {
        heading(document, "Who is involved");
        document.push(Block::Table(people(decision)));
    }
    if !whole.actions.is_empty() {
        heading(document, "What carries it out");
        document.push(Block::Table(actions(&whole.actions)));
    }
    if let Some(body) = &entity.body {
        document.push(Block::Markdown(body.clone()));
    }
    let about = about(whole, decision);
    if about.iter().any(|(_, line)| !line.is_empty()) {
        heading(document, "About this decision");
        document.push(Block::Fields(about));
    }
}

pub(super) fn heading(document: &mut Document, title: &str) {
    document.push(Block::Heading(2, Line::styled(Style::Heading, title)));
}

/// Adds a section of the writer's own words, if there are any.
pub(super) fn text(document: &mut Document, title: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        heading(document, title);
        document.push(Block::Markdown(text.to_owned()));
    }
}

/// Adds an outcome and a reason that are too long for the first lines.
pub(super) fn reasons(document: &mut Document, decision: &Decision) {
    let outcome = decision.outcome.as_deref();
    text(
        document,
        "Decision",
        outcome.filter(|text| !gist::is_short(text)),
    );
    if !is_short(decision.rationale.as_deref()) {
        text(document, "Why", decision.rationale.as_deref());
    }
}

/// Returns the first lines: the ask or the outcome, and what hangs on it.
pub(super) fn lead(whole: &Whole, decision: &DecisionFacts, today: NaiveDate) -> Vec<Line> {
    let entity = &decision.row.entity;
    let mut lines = vec![match entity.status {
        DecisionStatus::Draft => resting(decision, "Draft, not on the table yet"),
        DecisionStatus::Proposed => needed(decision, today),
        DecisionStatus::Deferred => {
            let until = entity.defer_until.map(phrase::full_day);
            let until = until.map_or_else(String::new, |day| format!(" until {day}"));
            resting(decision, &format!("Deferred{until}"))
        }
        DecisionStatus::Accepted => decided(decision),
        DecisionStatus::Rejected => made(decision, "Rejected"),
        DecisionStatus::Withdrawn => Line::styled(Style::Strong, "Withdrawn, undecided."),
        DecisionStatus::Superseded => superseded(whole),
        DecisionStatus::Deprecated => {
            let on = entity.reviewed_at.map(phrase::full_day);
            let on = on.map_or_else(String::new, |day| format!(" on {day}"));
            Line::styled(Style::Strong, format!("No longer holds: retired{on}."))
        }
    }];
    if matches!(
        entity.status,
        DecisionStatus::Superseded | DecisionStatus::Deprecated
    ) {
        lines.push(decided(decision));
    }
    if entity.is_open() {
        lines.extend(asked(decision));
    }
    lines.extend(objected(decision));
    let labelled = |label: &str, text: &str| {
        Line::styled(Style::Strong, format!("{label}:")).push(Style::Plain, format!(" {text}"))
    };
    if entity.is_open() {
        lines.extend(
            entity
                .if_late
                .as_deref()
                .map(|text| labelled("If late", text)),
        );
    }
    lines.extend(short_why(entity).map(|text| labelled("Why", text)));
    lines.extend(stakes(decision));
    lines
}

/// Returns a reason that is short enough for the first lines.
pub(super) fn short_why(decision: &Decision) -> Option<&str> {
    let rationale = decision.rationale.as_deref();
    rationale.filter(|_| is_short(rationale))
}

fn is_short(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().count() <= SHORT && !text.contains('\n'))
}

/// Tells that nothing is to be decided now, and who will decide.
fn resting(decision: &DecisionFacts, word: &str) -> Line {
    let line = Line::styled(Style::Strong, word);
    match decision.holder(DecisionRole::Decider) {
        Some(decider) => line.push(Style::Plain, format!("; {} decides", phrase::at(decider))),
        None => line,
    }
}

/// Tells who must decide by when.
fn needed(decision: &DecisionFacts, today: NaiveDate) -> Line {
    let entity = &decision.row.entity;
    let mut line = Line::styled(Style::Strong, "Decision needed");
    line = match decision.holder(DecisionRole::Decider) {
        Some(decider) => line
            .push(Style::Plain, " from ")
            .push(Style::Strong, phrase::at(decider)),
        None => line.push(Style::Plain, " (nobody is named to decide)"),
    };
    if let Some(due) = entity.due {
        line = line
            .push(Style::Plain, " by ")
            .push(Style::Strong, phrase::full_day(due));
    }
    if let Some(late) = days_late(entity.due, today) {
        let late = phrase::count(late.unsigned_abs() as usize, "day");
        line = line.push(Style::Plain, format!(" ({late} overdue)"));
    }
    line
}

/// Tells what was decided, by whom and when.
fn decided(decision: &DecisionFacts) -> Line {
    match phrase::outcome(&decision.row.entity) {
        Some(outcome) => made(decision, &format!("Decided: {outcome}")),
        None => made(decision, "Decided"),
    }
}

fn made(decision: &DecisionFacts, word: &str) -> Line {
    let mut line = Line::styled(Style::Strong, word);
    if let Some(decider) = decision.holder(DecisionRole::Decider) {
        line = line.push(Style::Plain, format!(" by {}", phrase::at(decider)));
    }
    match decision.row.entity.decided_at {
        Some(day) => line.push(Style::Plain, format!(" on {}", phrase::full_day(day))),
        None => line,
    }
}

fn superseded(whole: &Whole) -> Line {
    let mut links = whole.links.iter();
    let by = links.find(|link| link.kind == LinkKind::Supersedes && !link.outgoing);
    let line = Line::styled(Style::Strong, "Superseded");
    match by {
        Some(link) => line.push(
            Style::Plain,
            format!(" by {}: {}", link.other.id, link.other.title),
        ),
        None => line,
    }
}

/// Tells whose answer is still awaited.
fn asked(decision: &DecisionFacts) -> Option<Line> {
    let silent = |role: DecisionRole| -> Vec<String> {
        let roles = decision.roles.iter();
        roles
            .filter(|held| held.entity.role == role && held.entity.response.is_none())
            .map(|held| phrase::at(&held.handle))
            .collect()
    };
    let mut asks = Vec::new();
    for (role, what) in [
        (DecisionRole::Agree, "to agree or object"),
        (DecisionRole::Input, "for input"),
    ] {
        let names = silent(role);
        if !names.is_empty() {
            asks.push(format!("{} {what}", phrase::listed(&names)));
        }
    }
    (!asks.is_empty()).then(|| {
        Line::styled(Style::Strong, "Asked:").push(Style::Plain, format!(" {}", asks.join("; ")))
    })
}

/// Tells who objects, or over whose objection it was made.
fn objected(decision: &DecisionFacts) -> Option<Line> {
    let entity = &decision.row.entity;
    let vetoes = decision.roles.iter().filter(|role| role.entity.is_veto());
    let told: Vec<String> = vetoes
        .map(|role| match &role.entity.note {
            Some(note) => format!("{} ({note})", phrase::at(&role.handle)),
            None => phrase::at(&role.handle),
        })
        .collect();
    let told = phrase::listed(&told);
    match &entity.overridden {
        Some(reason) if told.is_empty() => Some(
            Line::styled(Style::Strong, "Decided over an objection:")
                .push(Style::Plain, format!(" {reason}")),
        ),
        Some(reason) => Some(
            Line::styled(Style::Strong, "Decided over an objection")
                .push(Style::Plain, format!(" of {told}: {reason}")),
        ),
        None if told.is_empty() => None,
        None => {
            Some(Line::styled(Style::Strong, "Objection:").push(Style::Plain, format!(" {told}")))
        }
    }
}

/// Tells how much hangs on it.
fn stakes(decision: &DecisionFacts) -> Option<Line> {
    let entity = &decision.row.entity;
    let mut stakes = Vec::new();
    if entity.door == Door::OneWay {
        stakes.push("hard to take back (a one-way door)".to_owned());
    }
    stakes.extend(entity.impact.map(|level| format!("{level} impact")));
    (!stakes.is_empty()).then(|| {
        Line::styled(Style::Strong, "Stakes:").push(Style::Plain, format!(" {}", stakes.join(", ")))
    })
}

fn people(decision: &DecisionFacts) -> Table {
    let mut table = Table::new([
        Column::new("part", "Part"),
        Column::new("who", "Who"),
        Column::new("answer", "Answer"),
    ]);
    for role in DecisionRole::ALL {
        let held = decision.roles.iter();
        for facts in held.filter(|held| held.entity.role == *role) {
            table.rows.push(vec![
                Line::from(standing::part(*role)),
                Line::from(phrase::at(&facts.handle)),
                answer(facts, decision),
            ]);
        }
    }
    table
}

fn answer(facts: &RoleFacts, decision: &DecisionFacts) -> Line {
    let role = &facts.entity;
    let word = match role.response {
        Some(Response::Agree) => "agrees",
        Some(Response::Object) => "objects",
        Some(Response::Given) => "",
        None if role.role.is_asked() && decision.row.entity.is_open() => "awaited",
        None => "",
    };
    match (&role.note, word) {
        (Some(note), "") => Line::from(note.as_str()),
        (Some(note), word) => Line::from(format!("{word}: {note}")),
        (None, word) => Line::from(word),
    }
}

fn actions(actions: &[ActionFacts]) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("action", "Action"),
        Column::new("owner", "Owner"),
        Column::new("due", "Due"),
        Column::new("state", "State"),
    ]);
    for action in actions {
        let entity = &action.row.entity;
        table.rows.push(vec![
            Line::from(action.id.to_string()),
            Line::from(entity.title.as_str()),
            phrase::owner(action.owner.as_deref()),
            Line::from(entity.due.map_or_else(String::new, phrase::full_day)),
            Line::from(phrase::status(entity.status.word())),
        ]);
    }
    table
}

/// Returns the fields that say where it comes from and what it hangs together with.
fn about(whole: &Whole, decision: &DecisionFacts) -> Vec<(String, Line)> {
    let entity = &decision.row.entity;
    let raised = match &decision.raised_by {
        Some(by) => format!("{} by {}", phrase::full_day(entity.raised), phrase::at(by)),
        None => phrase::full_day(entity.raised),
    };
    let day = |date: Option<NaiveDate>| Line::from(date.map_or_else(String::new, phrase::full_day));
    let mut fields = vec![
        ("Raised".into(), Line::from(raised)),
        (
            "Workstream".into(),
            phrase::text(decision.workstream.as_deref()),
        ),
        ("Reviewed".into(), day(entity.reviewed_at)),
        ("To be reviewed by".into(), day(entity.review_by)),
    ];
    fields.extend(whole.links.iter().map(link_field));
    fields
}

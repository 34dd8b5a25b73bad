//! A decision's fields as `show` tells them: where it stands, and who has which part and answered what.

use chrono::NaiveDate;

use super::show::{Fields, belongings, due};
use super::{brief, decision, phrase};
use crate::model::decision::{Execution, Reach};
use crate::model::words::{DecisionRole, Response};
use crate::ops::facts::{DecisionFacts, RoleFacts};
use crate::render::{Line, Style};
use crate::text::dates;

/// Returns the fields of a decision.
pub(super) fn fields(facts: &DecisionFacts, today: NaiveDate) -> Fields {
    let entity = &facts.row.entity;
    let mut fields = Fields::from([
        ("Status".into(), decision::status(facts, today)),
        (
            "Outcome".into(),
            Line::styled(Style::Strong, phrase::outcome(entity).unwrap_or_default()),
        ),
        ("Why".into(), phrase::text(brief::short_why(entity))),
    ]);
    fields.push((
        "Overridden".into(),
        phrase::text(entity.overridden.as_deref()),
    ));
    for role in &facts.roles {
        fields.push((part(role.entity.role).to_owned(), answer(role, today)));
    }
    fields.extend(Fields::from([
        ("Decided".into(), phrase::day(entity.decided_at, today)),
        (
            "Decide by".into(),
            due(entity.due, entity.due_baseline, entity.due_source, today),
        ),
        ("If late".into(), phrase::text(entity.if_late.as_deref())),
        ("Carry out by".into(), carry_out(facts, today)),
        ("Landed".into(), landed(facts, today)),
        ("Audience".into(), audience(facts)),
        ("Review by".into(), phrase::day(entity.review_by, today)),
        ("Reviewed".into(), phrase::day(entity.reviewed_at, today)),
        (
            "Door".into(),
            Line::from(phrase::status(entity.door.word())),
        ),
        (
            "Impact".into(),
            Line::from(entity.impact.map_or("", |level| level.word())),
        ),
    ]));
    fields.extend(belongings(
        facts.workstream.as_deref(),
        facts.meeting,
        &entity.tags,
        entity.history,
    ));
    let raised = match &facts.raised_by {
        Some(handle) => format!("{} by @{handle}", dates::short(entity.raised, today)),
        None => dates::short(entity.raised, today),
    };
    fields.push(("Raised".into(), Line::from(raised)));
    fields
}

/// Tells by when it is to be carried out, or that nothing has to follow.
fn carry_out(facts: &DecisionFacts, today: NaiveDate) -> Line {
    match facts.row.entity.execution {
        Execution::Required => phrase::day(facts.row.entity.execute_by, today),
        Execution::NotNeeded => Line::from("nothing has to follow"),
    }
}

/// Tells how it landed, and who confirmed that.
fn landed(facts: &DecisionFacts, today: NaiveDate) -> Line {
    let entity = &facts.row.entity;
    let result = entity.result.map(|result| phrase::status(result.word()));
    let confirmed = entity.confirmed_at.map(|on| {
        let by = facts.confirmed_by.as_deref().map(phrase::at);
        let by = by.map_or_else(String::new, |by| format!(" by {by}"));
        format!("confirmed {}{by}", dates::short(on, today))
    });
    let parts: Vec<String> = result.into_iter().chain(confirmed).collect();
    match &entity.confirmed_how {
        Some(how) if !parts.is_empty() => Line::from(format!("{}: {how}", parts.join(", "))),
        _ => Line::from(parts.join(", ")),
    }
}

fn audience(facts: &DecisionFacts) -> Line {
    match facts.row.entity.reach {
        Reach::Listed => Line::new(),
        Reach::Nobody => Line::from("none: nobody has to be told"),
    }
}

/// Returns what people call a part in a decision.
pub(super) fn part(role: DecisionRole) -> &'static str {
    match role {
        DecisionRole::Driver => "Driver",
        DecisionRole::Decider => "Decider",
        DecisionRole::Agree => "Must agree",
        DecisionRole::Input => "Input",
        DecisionRole::Perform => "Performs",
        DecisionRole::Informed => "Informed",
    }
}

fn answer(role: &RoleFacts, today: NaiveDate) -> Line {
    let RoleFacts { handle, entity } = role;
    let line = Line::from(phrase::at(handle));
    let day = |date: Option<NaiveDate>| {
        date.map_or_else(String::new, |date| {
            format!(" {}", dates::short(date, today))
        })
    };
    let (style, word) = match entity.response {
        Some(Response::Agree) => (Style::Good, " agrees"),
        Some(Response::Object) => (Style::Late, " objects"),
        Some(Response::Given) => (Style::Plain, ""),
        None if entity.role.is_asked() => {
            let asked = day(entity.asked_at);
            return line.push(Style::Muted, format!(" has not answered, asked{asked}"));
        }
        None => return line,
    };
    let said = entity.note.as_ref().map(|note| format!(": {note}"));
    line.push(style, word)
        .push(
            Style::Muted,
            format!(" ({})", day(entity.responded_at).trim_start()),
        )
        .push(Style::Plain, said.unwrap_or_default())
}

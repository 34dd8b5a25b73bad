//! A record as the form that people edit; the names are those of the options of `edit`.

use chrono::NaiveDate;

use super::{milestone, need, phrase, risk};
use crate::model::decision::Tags;
use crate::model::words::{DecisionRole, Level};
use crate::ops::facts::{ActionFacts, DecisionFacts, Facts, MeetingFacts};
use crate::text::form::{Entry, Form};

/// Returns what of a record can be edited, with its present values.
pub fn form(facts: &Facts) -> Form {
    let (fields, texts) = match facts {
        Facts::Action(facts) => of_action(facts),
        Facts::Decision(facts) => of_decision(facts),
        Facts::Meeting(facts) => of_meeting(facts),
        Facts::Risk(facts) => risk::form(facts),
        Facts::Need(facts) => need::form(facts),
        Facts::Milestone(facts) => milestone::form(facts),
    };
    Form {
        heading: format!("{} {}", facts.id().kind.noun(), facts.id()),
        fields,
        texts,
    }
}

/// The fields of a line each, and those of a text each.
pub(super) type Parts = (Vec<Entry>, Vec<Entry>);

fn of_action(facts: &ActionFacts) -> Parts {
    let action = &facts.row.entity;
    let helpers: Vec<String> = facts.helpers.iter().map(|one| phrase::at(one)).collect();
    let serves = facts.serves.as_ref().map(|named| named.id.to_string());
    (
        vec![
            Entry::new("title", "Title", &action.title),
            Entry::new("owner", "Owner", person(facts.owner.as_deref())),
            Entry::new("helpers", "Helpers", helpers.join(", ")),
            Entry::new("due", "Due", date(action.due)),
            Entry::new("for", "For", serves.unwrap_or_default()),
            workstream(facts.workstream.as_deref()),
            Entry::new("priority", "Priority", level(action.priority)),
            tags(&action.tags),
        ],
        vec![text("body", "Details", action.body.as_deref())],
    )
}

fn of_decision(facts: &DecisionFacts) -> Parts {
    let decision = &facts.row.entity;
    let holder = |role| person(facts.holder(role));
    let holders = |role| {
        let held = facts.roles.iter();
        let handles: Vec<String> = held
            .filter(|held| held.entity.role == role)
            .map(|held| phrase::at(&held.handle))
            .collect();
        handles.join(", ")
    };
    let criteria: Vec<String> = decision
        .criteria
        .all()
        .iter()
        .map(|(name, weight)| format!("{name}:{weight}"))
        .collect();
    (
        vec![
            Entry::new("title", "Title", &decision.title),
            Entry::new("decider", "Decider", holder(DecisionRole::Decider)),
            Entry::new("driver", "Driver", holder(DecisionRole::Driver)),
            Entry::new("agree", "Must agree", holders(DecisionRole::Agree)),
            Entry::new("input", "Gives input", holders(DecisionRole::Input)),
            Entry::new("perform", "Carries it out", holders(DecisionRole::Perform)),
            Entry::new("inform", "Is informed", holders(DecisionRole::Informed)),
            Entry::new("due", "Decide by", date(decision.due)),
            workstream(facts.workstream.as_deref()),
            Entry::new("door", "Door", decision.door.word().replace('_', "-")),
            Entry::new("priority", "Impact", level(decision.impact)),
            tags(&decision.tags),
            Entry::new("review-by", "Review by", date(decision.review_by)),
            Entry::new("audience", "Audience", decision.reach.word()),
            Entry::new("execution", "Execution", decision.execution.word()),
            Entry::new("execute-by", "Carry out by", date(decision.execute_by)),
            Entry::new("criteria", "Criteria", criteria.join(", ")),
        ],
        vec![
            text("context", "Context", decision.context.as_deref()),
            text("outcome", "Outcome", decision.outcome.as_deref()),
            text("rationale", "Why", decision.rationale.as_deref()),
            text(
                "consequences",
                "Consequences",
                decision.consequences.as_deref(),
            ),
            text("if-late", "If late", decision.if_late.as_deref()),
            text("body", "More", decision.body.as_deref()),
        ],
    )
}

fn of_meeting(facts: &MeetingFacts) -> Parts {
    let meeting = &facts.row.entity;
    let fields = vec![
        Entry::new("title", "Title", &meeting.title),
        Entry::new("on", "Date", date(Some(meeting.held))),
        workstream(facts.workstream.as_deref()),
    ];
    (fields, Vec::new())
}

pub(super) fn person(handle: Option<&str>) -> String {
    handle.map_or_else(String::new, phrase::at)
}

pub(super) fn date(date: Option<NaiveDate>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("", Level::word)
}

pub(super) fn tags(tags: &Tags) -> Entry {
    Entry::new("tag", "Tags", tags.labels().join(", "))
}

pub(super) fn workstream(slug: Option<&str>) -> Entry {
    Entry::new("workstream", "Workstream", slug.unwrap_or_default())
}

pub(super) fn text(name: &'static str, label: &'static str, text: Option<&str>) -> Entry {
    Entry::new(name, label, text.unwrap_or_default())
}

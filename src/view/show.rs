//! One item whole.

use chrono::{NaiveDate, SecondsFormat};
use serde_json::{Value, json};

use super::outcome;
use super::{View, action, brief, decision, milestone, need, option, phrase, risk, standing, told};
use crate::model::decision::Tags;
use crate::model::series::ZOMBIE;
use crate::model::words::{DueSource, LinkKind, MeetingStatus};
use crate::ops::facts::{ActionFacts, Facts, LinkFacts, MeetingFacts};
use crate::ops::show::{Tracked, Whole};
use crate::render::{Block, Document, Line, Style};
use crate::text::dates;
use crate::text::recurrence::length;

/// The items that were asked for.
pub struct Shown {
    pub items: Vec<Whole>,
    pub today: NaiveDate,
}

impl View for Shown {
    fn kind(&self) -> &'static str {
        match &self.items[..] {
            [one] => one.facts.id().kind.noun(),
            _ => "item.list",
        }
    }

    fn records(&self) -> Vec<Value> {
        let items = self.items.iter();
        items.map(|whole| record(whole, self.today)).collect()
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        for whole in &self.items {
            add(&mut document, whole, self.today);
        }
        document
    }

    fn sendable(&self) -> Document {
        let mut document = Document::new();
        for whole in &self.items {
            match &whole.facts {
                Facts::Decision(facts) => brief::add(&mut document, whole, facts, self.today),
                _ => add(&mut document, whole, self.today),
            }
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        self.items
            .iter()
            .map(|whole| whole.facts.id().to_string())
            .collect()
    }
}

pub(super) fn record(whole: &Whole, today: NaiveDate) -> Value {
    let Whole {
        facts,
        links,
        comments,
        externals,
        nudged,
        actions,
        decisions,
        receipts,
        tracked,
        carried: (times_carried, _),
    } = whole;
    let mut record = outcome::record(facts, today);
    let ids = |ids: Vec<String>| Value::from(ids);
    record["links"] = links
        .iter()
        .map(|link| {
            json!({ "kind": link.kind, "direction": if link.outgoing { "to" } else { "from" },
                    "id": link.other.id, "title": link.other.title })
        })
        .collect();
    record["comments"] = comments
        .iter()
        .map(|row| {
            json!({ "at": row.entity.at.to_rfc3339_opts(SecondsFormat::Secs, true),
                    "author": row.entity.author, "text": row.entity.text })
        })
        .collect();
    record["external"] = externals
        .iter()
        .map(|row| {
            json!({ "source": row.entity.source, "id": row.entity.external_id, "url": row.entity.url })
        })
        .collect();
    if let Facts::Decision(_) = facts {
        record["receipts"] = receipts.iter().map(told::record).collect();
    }
    record["carried"] = (*times_carried).into();
    record["nudges"] = json!(nudged.times);
    record["last_nudged"] = json!(nudged.last);
    record["actions"] = ids(actions.iter().map(|action| action.id.to_string()).collect());
    record["decisions"] = ids(decisions.iter().map(|one| one.id.to_string()).collect());
    let Tracked {
        risks,
        needs,
        milestones,
    } = tracked;
    record["risks"] = ids(risks.iter().map(|one| one.id.to_string()).collect());
    record["needs"] = ids(needs.iter().map(|one| one.id.to_string()).collect());
    record["milestones"] = ids(milestones.iter().map(|one| one.id.to_string()).collect());
    record
}

fn add(document: &mut Document, whole: &Whole, today: NaiveDate) {
    let title = Line::styled(Style::Id, whole.facts.id().to_string())
        .push(Style::Heading, format!("  {}", whole.facts.title()));
    document.push(Block::Heading(1, title));
    let mut fields = match &whole.facts {
        Facts::Action(facts) => action_fields(facts, today),
        Facts::Decision(facts) => standing::fields(facts, today),
        Facts::Meeting(facts) => meeting_fields(facts, today),
        Facts::Risk(facts) => risk::fields(facts, today),
        Facts::Need(facts) => need::fields(facts, today),
        Facts::Milestone(facts) => milestone::fields(facts, today),
    };
    if let (times, Some(first)) = whole.carried {
        let since = dates::short(first, today);
        let style = match times >= ZOMBIE {
            true => Style::Late,
            false => Style::Plain,
        };
        let told = Line::styled(style, format!("{times}×, since {since}"));
        fields.push(("Carried".into(), told));
    }
    fields.extend(whole.links.iter().map(link_field));
    fields.push(("Nudged".into(), phrase::nudged(whole.nudged, today)));
    for external in &whole.externals {
        let external = &external.entity;
        fields.push((
            "Known as".into(),
            Line::from(format!("{} in {}", external.external_id, external.source)),
        ));
    }
    document.push(Block::Fields(fields));
    add_texts(document, &whole.facts);
    if let Facts::Decision(facts) = &whole.facts {
        told::add(document, facts, &whole.receipts, today);
    }
    if !whole.decisions.is_empty() {
        document.push(Block::Heading(2, Line::styled(Style::Heading, "Decisions")));
        document.push(Block::Table(decision::table(&whole.decisions, today)));
    }
    if !whole.actions.is_empty() {
        document.push(Block::Heading(2, Line::styled(Style::Heading, "Actions")));
        document.push(Block::Table(action::table(&whole.actions, today)));
    }
    let Tracked {
        risks,
        needs,
        milestones,
    } = &whole.tracked;
    let tables = [
        ("Risks", risk::table(risks, today)),
        ("Needs", need::table(needs, today)),
        ("Milestones", milestone::table(milestones, today)),
    ];
    for (heading, table) in tables
        .into_iter()
        .filter(|(_, table)| !table.rows.is_empty())
    {
        document.push(Block::Heading(2, Line::styled(Style::Heading, heading)));
        document.push(Block::Table(table));
    }
    if !whole.comments.is_empty() {
        document.push(Block::Heading(2, Line::styled(Style::Heading, "Comments")));
        let lines = whole.comments.iter().map(|row| {
            let comment = &row.entity;
            let day = dates::short(comment.at.date_naive(), today);
            Line::styled(Style::Muted, format!("{day} @{}: ", comment.author))
                .push(Style::Plain, comment.text.as_str())
        });
        document.push(Block::Bullets(lines.collect()));
    }
}

fn add_texts(document: &mut Document, facts: &Facts) {
    let body = match facts {
        Facts::Action(facts) => facts.row.entity.body.as_ref(),
        Facts::Decision(facts) => {
            let entity = &facts.row.entity;
            brief::text(document, "Context", entity.context.as_deref());
            brief::reasons(document, entity);
            if !facts.options.is_empty() {
                brief::heading(document, "Options");
                option::add(document, facts);
            }
            brief::text(document, "Consequences", entity.consequences.as_deref());
            entity.body.as_ref()
        }
        Facts::Meeting(facts) => {
            brief::text(document, "Notes", Some(&facts.row.entity.notes));
            None
        }
        Facts::Risk(_) | Facts::Need(_) | Facts::Milestone(_) => None,
    };
    if let Some(text) = body {
        document.push(Block::Markdown(text.clone()));
    }
}

pub(super) type Fields = Vec<(String, Line)>;

fn action_fields(facts: &ActionFacts, today: NaiveDate) -> Fields {
    let entity = &facts.row.entity;
    let helpers: Vec<String> = facts.helpers.iter().map(|one| phrase::at(one)).collect();
    let mut status = Line::from(phrase::status(entity.status.word()));
    if entity.reopened > 0 {
        status = status.push(
            Style::Muted,
            format!(
                " (reopened {})",
                phrase::count(entity.reopened as usize, "time")
            ),
        );
    }
    let mut fields = Fields::from([
        ("Status".into(), status),
        ("Owner".into(), phrase::owner(facts.owner.as_deref())),
        ("Helpers".into(), Line::from(helpers.join(", "))),
        (
            "Due".into(),
            due(entity.due, entity.due_baseline, entity.due_source, today),
        ),
        ("Ended".into(), phrase::day(entity.done_at, today)),
        ("Reason".into(), phrase::text(entity.drop_reason.as_deref())),
        ("Waits on".into(), waits(facts, today)),
        ("Snoozed to".into(), phrase::day(entity.snooze_until, today)),
        (
            "Serves".into(),
            facts.serves.as_ref().map_or_else(Line::new, phrase::named),
        ),
        (
            "Priority".into(),
            Line::from(entity.priority.map_or("", |level| level.word())),
        ),
    ]);
    fields.extend(belongings(
        facts.workstream.as_deref(),
        facts.meeting,
        &entity.tags,
        entity.history,
    ));
    let created = entity.created.date_naive();
    fields.push(("Added".into(), Line::from(dates::short(created, today))));
    fields
}

fn waits(facts: &ActionFacts, today: NaiveDate) -> Line {
    let entity = &facts.row.entity;
    let Some(on) = &facts.waiting_on else {
        return Line::new();
    };
    let mut line = Line::styled(Style::Soon, on.as_str());
    if let Some(since) = entity.waiting_since {
        line = line.push(
            Style::Muted,
            format!(" since {}", dates::short(since, today)),
        );
    }
    if let Some(chase) = entity.chase_on {
        line = line.push(
            Style::Muted,
            format!(", to be asked {}", dates::short(chase, today)),
        );
    }
    line
}

fn meeting_fields(facts: &MeetingFacts, today: NaiveDate) -> Fields {
    let entity = &facts.row.entity;
    let names = |attended: bool| {
        let there = facts
            .attendance
            .iter()
            .filter(|one| one.attended == attended);
        let names: Vec<String> = there.map(|one| phrase::at(&one.handle)).collect();
        Line::from(names.join(", "))
    };
    let absent = match entity.status {
        MeetingStatus::Planned => "Invited",
        _ => "Absent",
    };
    let mut fields = Fields::from([
        ("Date".into(), Line::from(dates::short(entity.held, today))),
        ("Status".into(), Line::from(entity.status.word())),
        ("Series".into(), phrase::text(facts.series.as_deref())),
        (
            "Takes".into(),
            Line::from(entity.minutes.map_or_else(String::new, length)),
        ),
        ("Present".into(), names(true)),
        (absent.into(), names(false)),
    ]);
    fields.extend(belongings(
        facts.workstream.as_deref(),
        None,
        &Tags::default(),
        entity.history,
    ));
    fields
}

/// Returns the fields that items of several kinds have.
pub(super) fn belongings(
    workstream: Option<&str>,
    meeting: Option<crate::model::id::ItemId>,
    tags: &Tags,
    history: bool,
) -> Fields {
    let labels: Vec<String> = tags.labels().iter().map(|tag| format!("#{tag}")).collect();
    Fields::from([
        ("Workstream".into(), phrase::text(workstream)),
        (
            "Meeting".into(),
            Line::styled(
                Style::Id,
                meeting.map_or_else(String::new, |id| id.to_string()),
            ),
        ),
        ("Tags".into(), Line::from(labels.join(" "))),
        (
            "History".into(),
            Line::from(if history {
                "yes, outside follow-up"
            } else {
                ""
            }),
        ),
    ])
}

pub(super) fn due(
    date: Option<NaiveDate>,
    baseline: Option<NaiveDate>,
    source: DueSource,
    today: NaiveDate,
) -> Line {
    let mut line = match date {
        Some(_) => phrase::due(date, source, today),
        None => Line::from("none"),
    };
    if source == DueSource::Default {
        line = line.push(Style::Muted, " (default)");
    }
    if let Some(first) = baseline.filter(|first| Some(*first) != date) {
        line = line.push(
            Style::Muted,
            format!(" (first {})", dates::short(first, today)),
        );
    }
    line
}

pub(super) fn link_field(link: &LinkFacts) -> (String, Line) {
    let name = match (link.kind, link.outgoing) {
        (LinkKind::Supersedes, true) => "Supersedes",
        (LinkKind::Supersedes, false) => "Superseded by",
        (LinkKind::Amends, true) => "Amends",
        (LinkKind::Amends, false) => "Amended by",
        (LinkKind::DependsOn, true) => "Depends on",
        (LinkKind::DependsOn, false) => "Needed by",
        (LinkKind::Blocks, true) => "Blocks",
        (LinkKind::Blocks, false) => "Blocked by",
        (LinkKind::RelatesTo, _) => "Relates to",
    };
    (name.to_owned(), phrase::named(&link.other))
}

//! The weekly report as one document: the same facts in the same words in every form. Every part stands
//! there in its order; one without anything in it says so.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, action, decision, phrase, rag, update};
use crate::model::action::days_late;
use crate::model::words::{DecisionRole, Rag};
use crate::ops::facts::{ActionFacts, DecisionFacts};
use crate::ops::report::{Change, MilestoneLine, MovedLine, Section};
use crate::render::{Block, Document, Line, Style};

/// Reports on one or more workstreams, or on the program.
pub struct WeeklyReport {
    pub sections: Vec<Section>,
    pub today: NaiveDate,
}

impl View for WeeklyReport {
    fn kind(&self) -> &'static str {
        "report.weekly"
    }

    fn records(&self) -> Vec<Value> {
        let sections = self.sections.iter();
        sections
            .map(|section| record(section, self.today))
            .collect()
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        for section in &self.sections {
            document.blocks.extend(one(section).blocks);
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let slugs = self
            .sections
            .iter()
            .map(|one| update::subject(one.slug.as_deref()));
        slugs.map(str::to_owned).collect()
    }
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Summary,
    Made,
    Needed,
    Milestones,
    Highlights,
    Lowlights,
    Moved,
    Overdue,
    Ask,
}

impl Part {
    /// All parts, in the order in which they stand.
    pub const ALL: [Part; 9] = [
        Part::Summary,
        Part::Made,
        Part::Needed,
        Part::Milestones,
        Part::Highlights,
        Part::Lowlights,
        Part::Moved,
        Part::Overdue,
        Part::Ask,
    ];

    /// Returns what stands above it.
    pub fn heading(self) -> &'static str {
        match self {
            Part::Summary => "Summary",
            Part::Made => "Decisions made",
            Part::Needed => "Decisions needed",
            Part::Milestones => "Milestones",
            Part::Highlights => "Highlights",
            Part::Lowlights => "Lowlights",
            Part::Moved => "Risks, issues and dependencies that moved",
            Part::Overdue => "Overdue",
            Part::Ask => "The ask",
        }
    }

    /// Whether it holds the writer's own words.
    pub fn is_words(self) -> bool {
        matches!(
            self,
            Part::Summary | Part::Highlights | Part::Lowlights | Part::Ask
        )
    }
}

/// Returns the report of one workstream or of the program.
pub fn one(section: &Section) -> Document {
    let mut document = Document::new();
    let name = match (&section.name, &section.slug) {
        (Some(name), _) => name.as_str(),
        (None, slug) => update::subject(slug.as_deref()),
    };
    let title = format!("Status of {name}, {}", phrase::full_day(section.ends));
    document.push(Block::Heading(1, Line::styled(Style::Heading, title)));
    document.push(Block::Fields(status(section)));
    for one in Part::ALL {
        let lines = match one {
            Part::Summary => Said::Words(section.summary.as_deref()),
            Part::Made => Said::Facts(section.made.iter().map(made).collect()),
            Part::Needed => Said::Facts(open(section)),
            Part::Milestones => Said::Facts(section.milestones.iter().map(milestone).collect()),
            Part::Highlights => Said::Words(section.highlights.as_deref()),
            Part::Lowlights => Said::Words(section.lowlights.as_deref()),
            Part::Moved => Said::Facts(section.moved.iter().map(moved).collect()),
            Part::Overdue => Said::Facts(overdue(section)),
            Part::Ask => Said::Words(section.ask.as_deref()),
        };
        match lines {
            Said::Words(text) => words(&mut document, one.heading(), text),
            Said::Facts(lines) => part(&mut document, one.heading(), lines),
        }
    }
    document
}

/// What stands in a part of a report: the writer's words, or facts.
enum Said<'a> {
    Words(Option<&'a str>),
    Facts(Vec<Line>),
}

fn open(section: &Section) -> Vec<Line> {
    let lines = section.needed.iter().map(|facts| {
        let line = needed(facts, section.ends);
        match section.taken_back.contains(&facts.id) {
            true => line.push(Style::Late, "; it was made, and was taken back"),
            false => line,
        }
    });
    lines.collect()
}

fn overdue(section: &Section) -> Vec<Line> {
    let owners = section.overdue.iter();
    let lines = owners.map(|(owner, actions)| late(owner.as_deref(), actions, section.ends));
    lines.collect()
}

pub(super) fn status(section: &Section) -> Vec<(String, Line)> {
    let mut line = match section.rag() {
        Some(shown) => Line::styled(rag::style(shown), shown.word()),
        None => Line::from("not judged"),
    };
    let computed = section.standing.as_ref().map(|standing| standing.computed);
    if let Some(computed) = computed.filter(|computed| section.rag() != Some(*computed)) {
        line = line.push(Style::Muted, format!(" (computed {computed})"));
    }
    let since = section
        .sent_before
        .map(|at| phrase::full_day(at.date_naive()));
    vec![
        ("Status".into(), line),
        ("Trend".into(), Line::from(trend(section))),
        (
            "Why".into(),
            section.standing.as_ref().map_or_else(Line::new, rag::why),
        ),
        (
            "Time".into(),
            Line::from(update::span(section.begins, section.ends)),
        ),
        (
            "Changes since".into(),
            Line::from(since.map_or(String::new(), |day| format!("the report of {day}"))),
        ),
    ]
}

/// Returns how it stood in the report before, such as `worse, was green`.
fn trend(section: &Section) -> String {
    let Some((now, before)) = section.rag().zip(section.rag_before) else {
        return String::new();
    };
    match now.cmp(&before) {
        // The worst comes first.
        _ if now == Rag::Grey || before == Rag::Grey => match now == before {
            true => format!("same, {before}"),
            false => format!("was {before}"),
        },
        std::cmp::Ordering::Less => format!("worse, was {before}"),
        std::cmp::Ordering::Greater => format!("better, was {before}"),
        std::cmp::Ordering::Equal => format!("same, {before}"),
    }
}

/// Adds what the writer said, in their own words; nothing where they said nothing.
pub(super) fn words(document: &mut Document, title: &str, text: Option<&str>) {
    if let Some(text) = text {
        document.push(Block::Heading(2, Line::styled(Style::Heading, title)));
        document.push(Block::Markdown(text.to_owned()));
    }
}

pub(super) fn part(document: &mut Document, title: &str, lines: Vec<Line>) {
    document.push(Block::Heading(2, Line::styled(Style::Heading, title)));
    document.push(match lines.is_empty() {
        true => Block::Paragraph(Line::styled(Style::Muted, "None.")),
        false => Block::Bullets(lines),
    });
}

pub(super) fn entry(id: impl ToString, title: &str) -> Line {
    Line::styled(Style::Id, id.to_string()).push(Style::Plain, format!(" {title}"))
}

pub(super) fn made(facts: &DecisionFacts) -> Line {
    let decision = &facts.row.entity;
    let mut line = entry(facts.id, &decision.title);
    if let Some(outcome) = phrase::outcome(decision) {
        line = line.push(Style::Plain, ": ").push(Style::Strong, outcome);
    }
    let by = facts.holder(DecisionRole::Decider).map(phrase::at);
    let on = decision.decided_at.map(phrase::full_day);
    let said: Vec<String> = [Some(decision.status.to_string()), by, on]
        .into_iter()
        .flatten()
        .collect();
    line.push(Style::Muted, format!(" ({})", said.join(", ")))
}

pub(super) fn needed(facts: &DecisionFacts, today: NaiveDate) -> Line {
    let decision = &facts.row.entity;
    let line = entry(facts.id, &decision.title);
    let by = facts
        .holder(DecisionRole::Decider)
        .map_or("nobody decides it yet".to_owned(), phrase::at);
    let due = decision.due.map_or("no date".to_owned(), |due| {
        let late = days_late(Some(due), today).map_or(String::new(), |days| {
            let days = usize::try_from(days).unwrap_or(0);
            format!(", {} late", phrase::count(days, "day"))
        });
        format!("by {}{late}", phrase::full_day(due))
    });
    let late = decision
        .if_late
        .as_ref()
        .map_or(String::new(), |late| format!("; if late: {late}"));
    line.push(Style::Plain, format!(" ({by}, {due}{late})"))
}

pub(super) fn milestone(line: &MilestoneLine) -> Line {
    let MilestoneLine { id, milestone, was } = line;
    let day = |day: Option<NaiveDate>| day.map_or("no date".to_owned(), phrase::full_day);
    let said = match (milestone.done_at, milestone.expected()) {
        (Some(done), _) => format!("reached {}", phrase::full_day(done)),
        (None, expected) => format!("expected {}", day(expected)),
    };
    let promised = milestone
        .baseline
        .filter(|baseline| Some(*baseline) != milestone.done_at.or(milestone.expected()));
    let promised = promised.map_or(String::new(), |day| {
        format!(", promised {}", phrase::full_day(day))
    });
    let moved = was.map_or(String::new(), |day| {
        format!(", moved from {}", phrase::full_day(day))
    });
    entry(id, &milestone.title).push(Style::Plain, format!(" ({said}{promised}{moved})"))
}

pub(super) fn moved(line: &MovedLine) -> Line {
    let MovedLine {
        id,
        sort,
        title,
        owner,
        due,
        score,
        change,
    } = line;
    let number =
        |score: Option<i64>| score.map_or("not judged".to_owned(), |score| score.to_string());
    let day = |day: Option<NaiveDate>| day.map_or("no date".to_owned(), phrase::full_day);
    let change = match change {
        Change::New => "new".to_owned(),
        Change::Ended(status) => phrase::status(status),
        Change::Reopened => "open again".to_owned(),
        Change::Status(status) => format!("now {}", phrase::status(status)),
        Change::Score(was) => format!("score {}, was {}", number(*score), number(*was)),
        Change::Due(was) => format!("due {}, was {}", day(*due), day(*was)),
    };
    let owner = owner
        .as_deref()
        .map_or(String::new(), |owner| format!(", {}", phrase::at(owner)));
    let score = match (score, change.starts_with("score")) {
        (Some(score), false) => format!(", score {score}"),
        _ => String::new(),
    };
    entry(id, title).push(Style::Plain, format!(" ({sort}, {change}{score}{owner})"))
}

fn late(owner: Option<&str>, actions: &[ActionFacts], today: NaiveDate) -> Line {
    let name = owner.map_or("nobody".to_owned(), phrase::at);
    let items: Vec<String> = actions
        .iter()
        .map(|action| {
            let entity = &action.row.entity;
            let days = days_late(entity.due, today).unwrap_or(0);
            let days = phrase::count(usize::try_from(days).unwrap_or(0), "day");
            let waits = action
                .waiting_on
                .as_ref()
                .map_or(String::new(), |on| format!(", waits on {on}"));
            format!("{} {} ({days} late{waits})", action.id, entity.title)
        })
        .collect();
    Line::styled(Style::Strong, format!("{name}:"))
        .push(Style::Plain, format!(" {}", items.join("; ")))
}

pub(super) fn record(section: &Section, today: NaiveDate) -> Value {
    let decisions = |rows: &[DecisionFacts]| -> Vec<Value> {
        rows.iter()
            .map(|row| decision::record(row, today))
            .collect()
    };
    let mut record = json!({
        "workstream": section.slug,
        "name": section.name,
        "begins": section.begins,
        "ends": section.ends,
        "sent_before": section.sent_before,
        "status": section.rag(),
        "status_before": section.rag_before,
        "status_given": section.given,
        "summary": section.summary,
        "decisions_made": decisions(&section.made),
        "decisions_needed": decisions(&section.needed),
        "taken_back": section.taken_back.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "milestones": section.milestones.iter().map(milestone_record).collect::<Vec<_>>(),
        "highlights": section.highlights,
        "lowlights": section.lowlights,
        "moved": section.moved.iter().map(moved_record).collect::<Vec<_>>(),
        "overdue": section.overdue.iter().map(|(owner, actions)| json!({
            "owner": owner,
            "actions": actions.iter().map(|one| action::record(one, today)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "ask": section.ask,
    });
    rag::add_to(&mut record, section.standing.as_ref());
    record
}

fn milestone_record(line: &MilestoneLine) -> Value {
    let MilestoneLine { id, milestone, was } = line;
    json!({ "id": id, "title": milestone.title, "status": milestone.status,
            "baseline": milestone.baseline, "forecast": milestone.forecast,
            "done_at": milestone.done_at, "expected_before": was })
}

fn moved_record(line: &MovedLine) -> Value {
    let MovedLine {
        id,
        sort,
        title,
        owner,
        due,
        score,
        change,
    } = line;
    let (change, was) = match change {
        Change::New => ("new", Value::Null),
        Change::Ended(status) => (*status, Value::Null),
        Change::Reopened => ("reopened", Value::Null),
        Change::Status(status) => (*status, Value::Null),
        Change::Score(was) => ("score", json!(was)),
        Change::Due(was) => ("due", json!(was)),
    };
    json!({ "id": id, "kind": sort, "title": title, "owner": owner, "due": due, "score": score,
            "change": change, "before": was })
}

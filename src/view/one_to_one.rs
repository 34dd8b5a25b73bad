//! What there is to talk about with one person, as one document.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, action, decision, followup, handover, loops, phrase, report};
use crate::model::action::days_late;
use crate::model::words::DecisionRole;
use crate::ops::facts::{ActionFacts, Named};
use crate::ops::followup::Asked;
use crate::ops::one_to_one::OneToOne;
use crate::ops::owed::Wanted;
use crate::ops::person::Part;
use crate::render::{Block, Document, Line, Style};

/// What somebody decided, owns, owes and is asked.
pub struct OneToOneView {
    pub one: OneToOne,
    pub today: NaiveDate,
}

impl View for OneToOneView {
    fn kind(&self) -> &'static str {
        "report.person"
    }

    fn records(&self) -> Vec<Value> {
        let OneToOne {
            whole,
            since,
            decided,
            ended,
            unanswered,
            needs,
            stuck,
        } = &self.one;
        let today = self.today;
        let actions = |rows: &[ActionFacts]| -> Vec<Value> {
            rows.iter().map(|row| action::record(row, today)).collect()
        };
        let parts = |is_wanted: fn(&Part) -> bool| -> Vec<Value> {
            let parts = whole.parts.rows.iter().filter(|part| is_wanted(part));
            parts
                .map(|part| decision::record(&part.decision, today))
                .collect()
        };
        vec![json!({
            "person": whole.facts.person.handle,
            "name": whole.facts.person.name,
            "since": since,
            "until": today,
            "decided": decided.iter().map(|row| decision::record(row, today)).collect::<Vec<_>>(),
            "ended": actions(ended),
            "to_decide": parts(is_deciding),
            "asked": parts(is_asked),
            "unanswered": unanswered.iter().map(|named| named.id.to_string()).collect::<Vec<_>>(),
            "needs": needs.iter().map(followup::record).collect::<Vec<_>>(),
            "overdue": actions(&self.owed(true)),
            "open": actions(&self.owed(false)),
            "awaited": actions(&whole.awaited.rows),
            "stuck": stuck.iter().map(loops::record).collect::<Vec<_>>(),
        })]
    }

    fn document(&self) -> Document {
        let OneToOne {
            whole,
            since,
            decided,
            ended,
            unanswered,
            needs,
            stuck,
        } = &self.one;
        let person = &whole.facts.person;
        let name = person.name.as_deref().unwrap_or(&person.handle);
        let title = format!("One to one with {name}, {}", phrase::full_day(self.today));
        let mut document = Document::new();
        document.push(Block::Heading(1, Line::styled(Style::Heading, title)));
        let of = |is_wanted: fn(&Part) -> bool| {
            whole.parts.rows.iter().filter(move |part| is_wanted(part))
        };
        let mut part = |title: &str, lines: Vec<Line>| report::part(&mut document, title, lines);
        let since = phrase::full_day(*since);
        part(
            &format!("Decided since {since}"),
            decided.iter().map(report::made).collect(),
        );
        part(
            &format!("Ended since {since}"),
            ended.iter().map(done).collect(),
        );
        part(
            "To decide",
            of(is_deciding)
                .map(|part| report::needed(&part.decision, self.today))
                .collect(),
        );
        let needs = |is_wanted: fn(&Asked) -> bool| {
            let needs = needs.iter().filter(move |need| is_wanted(need));
            needs.map(|need| due(need, self.today))
        };
        let asked = of(is_asked).map(asked).chain(unanswered.iter().map(silent));
        let asked = asked.chain(needs(|need| {
            need.days_late.is_none() && need.wanted == Wanted::Commit
        }));
        part("Asked, and not answered", asked.collect());
        part(
            "Overdue",
            self.owed(true)
                .iter()
                .map(|one| owed(one, self.today))
                .chain(needs(|need| need.days_late.is_some()))
                .collect(),
        );
        part(
            "Open",
            self.owed(false)
                .iter()
                .map(|one| owed(one, self.today))
                .chain(needs(|need| {
                    need.days_late.is_none() && need.wanted == Wanted::Deliver
                }))
                .collect(),
        );
        let awaited = whole.awaited.rows.iter();
        part(
            "Others wait for",
            awaited.map(|one| owed(one, self.today)).collect(),
        );
        let stuck = stuck.iter().map(|one| handover::flight(one, self.today));
        part("Stuck on them", stuck.collect());
        document
    }

    fn ids(&self) -> Vec<String> {
        let actions = self.one.whole.actions.rows.iter();
        actions.map(|action| action.id.to_string()).collect()
    }
}

impl OneToOneView {
    /// Returns the open actions that are overdue, or those that are not.
    fn owed(&self, is_overdue: bool) -> Vec<ActionFacts> {
        let rows = self.one.whole.actions.rows.iter();
        let rows = rows.filter(|one| !one.row.entity.history);
        let late = |one: &ActionFacts| days_late(one.row.entity.due, self.today).is_some();
        rows.filter(|one| late(one) == is_overdue)
            .cloned()
            .collect()
    }
}

fn is_deciding(part: &Part) -> bool {
    part.role.role == DecisionRole::Decider
}

fn is_asked(part: &Part) -> bool {
    part.role.role.is_asked() && part.role.response.is_none()
}

fn done(action: &ActionFacts) -> Line {
    let entity = &action.row.entity;
    let day = entity.done_at.map_or(String::new(), phrase::full_day);
    let said = format!(" ({} {day})", phrase::status(entity.status.word()));
    report::entry(action.id, &entity.title).push(Style::Plain, said)
}

fn asked(part: &Part) -> Line {
    let since = part.role.asked_at.map_or(String::new(), |day| {
        format!(" since {}", phrase::full_day(day))
    });
    report::entry(part.decision.id, &part.decision.row.entity.title)
        .push(Style::Plain, format!(" (to {}{since})", part.role.role))
}

fn silent(named: &Named) -> Line {
    report::entry(named.id, &named.title).push(Style::Plain, " (to acknowledge)")
}

fn due(need: &Asked, today: NaiveDate) -> Line {
    let due = by(need.due, today);
    Line::styled(Style::Id, need.id.to_string())
        .push(Style::Plain, format!(" {} ({due})", followup::wanted(need)))
}

fn owed(action: &ActionFacts, today: NaiveDate) -> Line {
    let entity = &action.row.entity;
    let due = by(entity.due, today);
    let waits = action.waiting_on.as_ref();
    let waits = waits.map_or(String::new(), |on| format!(", waits on {on}"));
    report::entry(action.id, &entity.title).push(Style::Plain, format!(" ({due}{waits})"))
}

/// Says when something is due, and how late it is.
fn by(due: Option<NaiveDate>, today: NaiveDate) -> String {
    match (due, days_late(due, today)) {
        (Some(due), Some(days)) => {
            let days = usize::try_from(days).unwrap_or(0);
            format!(
                "due {}, {} late",
                phrase::full_day(due),
                phrase::count(days, "day")
            )
        }
        (Some(due), None) => format!("due {}", phrase::full_day(due)),
        (None, _) => "no date".to_owned(),
    }
}

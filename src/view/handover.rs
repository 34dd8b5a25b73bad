//! A handover as one document, for whoever takes a workstream over.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, loops, phrase, report, update};
use crate::ops::chase::Wanted;
use crate::ops::followup::{Asked, Reason};
use crate::ops::handover::{Handover, MeetingLine};
use crate::ops::loops::FlightFacts;
use crate::render::{Block, Document, Line, Style};

/// What somebody needs who takes over.
pub struct HandoverView {
    pub handover: Handover,
    pub today: NaiveDate,
}

impl View for HandoverView {
    fn kind(&self) -> &'static str {
        "handover"
    }

    fn records(&self) -> Vec<Value> {
        let Handover {
            to,
            section,
            flights,
            followup,
            own,
            meetings,
        } = &self.handover;
        let chase = followup.groups.iter().map(|group| {
            let ids: Vec<String> = group.asked.iter().map(|one| one.id.to_string()).collect();
            json!({ "who": group.name, "items": ids })
        });
        vec![json!({
            "to": to,
            "workstream": section.slug,
            "report": report::record(section, self.today),
            "loop": flights.iter().map(loops::record).collect::<Vec<_>>(),
            "chase": chase.collect::<Vec<_>>(),
            "own": own.iter().map(|one| one.id.to_string()).collect::<Vec<_>>(),
            "meetings": meetings.iter().map(|one| {
                let MeetingLine { id, series, title, on } = one;
                json!({ "id": id, "series": series, "title": title, "on": on })
            }).collect::<Vec<_>>(),
        })]
    }

    fn document(&self) -> Document {
        document(&self.handover, self.today)
    }

    fn ids(&self) -> Vec<String> {
        let flights = self.handover.flights.iter().map(|flight| flight.id);
        let asked = self.handover.followup.asked().map(|asked| asked.id);
        let mut ids: Vec<_> = flights.chain(asked).collect();
        ids.sort();
        ids.dedup();
        ids.iter().map(ToString::to_string).collect()
    }
}

fn document(handover: &Handover, today: NaiveDate) -> Document {
    let Handover {
        to,
        section,
        flights,
        followup,
        own,
        meetings,
    } = handover;
    let mut document = Document::new();
    let name = section.name.as_deref();
    let name = name.unwrap_or(update::subject(section.slug.as_deref()));
    let title = format!("Handover of {name} to @{to}, {}", phrase::full_day(today));
    document.push(Block::Heading(1, Line::styled(Style::Heading, title)));
    document.push(Block::Fields(report::status(section)));
    report::words(&mut document, "In short", section.summary.as_deref());
    let mut part = |title: &str, lines: Vec<Line>| report::part(&mut document, title, lines);
    part(
        "Open loops",
        flights.iter().map(|one| flight(one, today)).collect(),
    );
    part(
        "Milestones",
        section.milestones.iter().map(report::milestone).collect(),
    );
    part(
        "Whom to chase",
        followup
            .groups
            .iter()
            .map(|group| {
                let name = group.name.as_deref().unwrap_or("nobody");
                let items: Vec<String> = group.asked.iter().map(asked).collect();
                Line::styled(Style::Strong, format!("{name}:"))
                    .push(Style::Plain, format!(" {}", items.join("; ")))
            })
            .collect(),
    );
    part(
        "Actions that need another owner",
        own.iter()
            .map(|one| {
                let due = one
                    .row
                    .entity
                    .due
                    .map_or("no date".to_owned(), phrase::full_day);
                report::entry(one.id, &one.row.entity.title).push(Style::Plain, format!(" ({due})"))
            })
            .collect(),
    );
    part("Next meetings", meetings.iter().map(meeting).collect());
    document
}

/// Returns a decision in flight in one line: where it is stuck, on whom and for how long.
pub(super) fn flight(flight: &FlightFacts, today: NaiveDate) -> Line {
    let line = report::entry(flight.id, &flight.decision.title);
    let said = match (&flight.stuck, &flight.next) {
        (Some(stuck), _) => {
            let holders: Vec<String> = stuck.holders.iter().map(loops::holder).collect();
            let days = loops::days(stuck.days);
            format!(
                "{}, on {}, for {days}",
                loops::why(stuck),
                holders.join(", ")
            )
        }
        (None, Some(next)) => format!("on its way, with {}", phrase::at(next)),
        (None, None) => "on its way".to_owned(),
    };
    let due = flight.decision.due.filter(|_| !flight.gates.is_made);
    let due = due.filter(|due| *due >= today);
    let due = due.map_or(String::new(), |due| {
        format!(", by {}", phrase::full_day(due))
    });
    line.push(Style::Plain, format!(" ({said}{due})"))
}

fn asked(asked: &Asked) -> String {
    let late = match (asked.days_late, asked.due) {
        (Some(days), _) => {
            let days = usize::try_from(days).unwrap_or(0);
            format!("{} late", phrase::count(days, "day"))
        }
        (None, Some(due)) if asked.reason == Reason::Soon => {
            format!("due {}", phrase::full_day(due))
        }
        (None, _) => "to be asked".to_owned(),
    };
    let what = match asked.wanted {
        Wanted::Action => "",
        Wanted::Decide => "decide: ",
        Wanted::Say => "say what you think: ",
        Wanted::Answer => "acknowledge: ",
        Wanted::Commit => "commit to: ",
        Wanted::Deliver => "deliver: ",
    };
    format!("{} {what}{} ({late})", asked.id, asked.title)
}

fn meeting(line: &MeetingLine) -> Line {
    let MeetingLine {
        id,
        series,
        title,
        on,
    } = line;
    let day = phrase::full_day(*on);
    let line = match id {
        Some(id) => report::entry(id, title),
        None => Line::from(title.as_str()),
    };
    let series = series
        .as_ref()
        .map_or(String::new(), |slug| format!(", series {slug}"));
    line.push(Style::Plain, format!(" ({day}{series})"))
}

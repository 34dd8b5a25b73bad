//! How each workstream stands: its colour as a word, why, and what it has open.

use chrono::NaiveDate;

use super::parts::{Section, Tone, empty, fact, mark, more};
use crate::model::words::{Rag, WorkstreamStatus};
use crate::ops::workstream::WorkstreamFacts;
use crate::render::markup::{Element, element};
use crate::view::phrase;

pub const SECTION: Section = Section {
    anchor: "workstreams",
    heading_anchor: "workstreams-heading",
    name: "Workstreams",
    heading: "Workstreams",
    lead: "How each stands and why. One is as bad as the worst that belongs to it.",
};

const MOST: usize = 40;

/// Returns the workstreams, each below the one that it belongs to.
pub fn section(streams: &[WorkstreamFacts], today: NaiveDate) -> Element {
    let section = SECTION.open();
    if streams.is_empty() {
        return section.child(empty("No workstream is under way."));
    }
    let rows = streams.iter().take(MOST).map(|facts| row(facts, today));
    section
        .child(element("ul").class("rows streams").children(rows))
        .children(more(streams.len().saturating_sub(MOST), "tpm workstreams"))
}

/// Whether it needs looking at: red or amber.
pub fn is_coloured(facts: &WorkstreamFacts) -> bool {
    matches!(facts.workstream.rag, Some(Rag::Red | Rag::Amber))
}

fn row(facts: &WorkstreamFacts, today: NaiveDate) -> Element {
    let WorkstreamFacts {
        workstream,
        lead,
        parent,
        depth,
        audience: _,
        load,
    } = facts;
    let title = element("p")
        .class("title")
        .child(element("span").class("id").text(&workstream.slug))
        .text(" ")
        .text(workstream.name.as_deref().unwrap_or_default());
    let mut told = vec![fact(match lead {
        Some(lead) => format!("led by {}", phrase::at(lead)),
        None => "led by nobody".to_owned(),
    })];
    told.extend(
        parent
            .as_ref()
            .map(|parent| fact(format!("part of {parent}"))),
    );
    told.push(fact(phrase::count(load.open as usize, "open action")));
    if load.overdue > 0 {
        told.push(mark(Tone::Warn, &format!("{} overdue", load.overdue)));
    }
    if load.deciding > 0 {
        let told_of = phrase::count(load.deciding as usize, "decision");
        told.push(fact(format!("{told_of} to make")));
    }
    let mut facts_line = element("p").class("facts");
    for one in told {
        facts_line = facts_line.child(one).text(" ");
    }
    let class = match depth {
        0 => "depth0",
        1 => "depth1",
        _ => "depth2",
    };
    element("li")
        .class(class)
        .child(element("p").class("rag").child(standing(facts, today)))
        .child(element("div").child(title).child(facts_line))
}

fn standing(facts: &WorkstreamFacts, _today: NaiveDate) -> Element {
    let workstream = &facts.workstream;
    match (workstream.status, workstream.rag) {
        (WorkstreamStatus::Paused, _) => mark(Tone::Plain, "paused"),
        (_, Some(Rag::Red)) => mark(Tone::Bad, "red"),
        (_, Some(Rag::Amber)) => mark(Tone::Warn, "amber"),
        (_, Some(Rag::Green)) => mark(Tone::Good, "green"),
        (_, Some(Rag::Grey) | None) => mark(Tone::Plain, "grey"),
    }
}

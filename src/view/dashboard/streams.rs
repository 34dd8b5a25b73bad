//! How each workstream stands: its colour as a word, why, and what it has open.

use super::parts::{Section, Tone, empty, fact, mark, more};
use crate::model::words::Rag;
use crate::ops::workstream::WorkstreamFacts;
use crate::render::markup::{Element, element};
use crate::view::{phrase, rag};

pub const SECTION: Section = Section {
    anchor: "workstreams",
    heading_anchor: "workstreams-heading",
    name: "Workstreams",
    heading: "Workstreams",
    lead: "How each stands and why. One is as bad as the worst that belongs to it.",
};

const MOST: usize = 40;

/// Returns the workstreams, each below the one that it belongs to.
pub fn section(streams: &[WorkstreamFacts]) -> Element {
    let section = SECTION.open();
    if streams.is_empty() {
        return section.child(empty("No workstream is under way."));
    }
    let rows = streams.iter().take(MOST).map(row);
    section
        .child(element("ul").class("rows streams").children(rows))
        .children(more(streams.len().saturating_sub(MOST), "tpm workstreams"))
}

/// Whether it needs looking at: red or amber.
pub fn is_coloured(facts: &WorkstreamFacts) -> bool {
    let shown = facts.rag.as_ref().map(|rag| rag.shown);
    matches!(shown, Some(Rag::Red | Rag::Amber))
}

fn row(facts: &WorkstreamFacts) -> Element {
    let WorkstreamFacts {
        workstream,
        lead,
        parent,
        depth,
        audience: _,
        load,
        rag,
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
    let why = rag.as_ref().map(|rag| rag::why(rag).text().into_owned());
    let why = why.filter(|why| !why.is_empty());
    let why = why.map(|why| element("p").class("why").text(why));
    let class = match depth {
        0 => "depth0",
        1 => "depth1",
        _ => "depth2",
    };
    element("li")
        .class(class)
        .child(element("p").class("rag").child(standing(facts)))
        .child(element("div").child(title).children(why).child(facts_line))
}

/// Returns the colour as a word; what was computed stands beside what somebody stated against it.
fn standing(facts: &WorkstreamFacts) -> Element {
    let words = rag::shown(facts.rag.as_ref()).text().into_owned();
    match facts.rag.as_ref().map(|rag| rag.shown) {
        Some(Rag::Red) => mark(Tone::Bad, &words),
        Some(Rag::Amber) => mark(Tone::Warn, &words),
        Some(Rag::Green) => mark(Tone::Good, &words),
        Some(Rag::Grey) => mark(Tone::Plain, &words),
        // What is paused has no colour.
        None => mark(Tone::Plain, facts.workstream.status.word()),
    }
}

//! The loop as a board: each decision in flight stands under the gate at which it is, the stuck ones first.

use chrono::NaiveDate;

use super::parts::{Section, Tone, empty, fact, id, mark, more};
use crate::model::flight::gates::{Fill, Gates};
use crate::model::flight::stuck::Gate;
use crate::model::words::Door;
use crate::ops::loops::{FlightFacts, StuckFacts};
use crate::render::markup::{Element, element};
use crate::text::dates;
use crate::view::loops::{NONE_IN_FLIGHT, days, filled, gate, holder, made, why};
use crate::view::phrase;

pub const SECTION: Section = Section {
    anchor: "loop",
    heading_anchor: "loop-heading",
    name: "Decisions",
    heading: "Where decisions are stuck",
    lead: "Each decision in flight stands under the gate that it has to pass next. What is stuck comes \
           first, with who holds it up and for how long.",
};

/// How many cards a column shows.
const MOST: usize = 12;

/// Returns the board.
pub fn section(flights: &[FlightFacts], today: NaiveDate) -> Element {
    let section = SECTION.open();
    if flights.is_empty() {
        return section.child(empty(NONE_IN_FLIGHT));
    }
    let mut columns = Vec::new();
    for column in [Gate::Made, Gate::Told, Gate::Done, Gate::Review] {
        let held: Vec<&FlightFacts> = flights
            .iter()
            .filter(|flight| stands_at(flight) == column)
            .collect();
        if column != Gate::Review || !held.is_empty() {
            columns.push(self::column(column, &held, today));
        }
    }
    // How many stand beside each other is told here, so that none is left alone in a row.
    let class = match columns.len() {
        4 => "board four",
        _ => "board three",
    };
    section.child(element("div").class(class).children(columns))
}

/// Returns the gate that is to be passed next: where it is stuck, else the first that is not met.
fn stands_at(flight: &FlightFacts) -> Gate {
    match &flight.stuck {
        Some(stuck) => stuck.rule.gate(),
        None if !flight.gates.is_made => Gate::Made,
        None if !flight.gates.told.is_met => Gate::Told,
        None => Gate::Done,
    }
}

fn column(at: Gate, flights: &[&FlightFacts], today: NaiveDate) -> Element {
    let (heading, nothing) = match at {
        Gate::Made => ("To make", "Nothing waits to be made."),
        Gate::Told => ("To tell", "Nobody waits to be told."),
        Gate::Done => ("To do", "Nothing waits to be done."),
        Gate::Review => ("To look at again", "No review is due."),
    };
    let stuck = flights.iter().filter(|flight| flight.stuck.is_some());
    let stuck = stuck.count();
    let counts = format!("{stuck} stuck, {} on the way", flights.len() - stuck);
    let column = element("div").class("column").child(
        element("h3")
            .child(element("span").class("gate").text(gate(at)))
            .text(format!(" {heading} "))
            .child(element("span").class("count").text(counts)),
    );
    if flights.is_empty() {
        return column.child(empty(nothing));
    }
    let cards = flights.iter().take(MOST).map(|flight| card(flight, today));
    column
        .child(element("ul").class("cards").children(cards))
        .children(more(flights.len().saturating_sub(MOST), "tpm loop"))
}

fn card(flight: &FlightFacts, today: NaiveDate) -> Element {
    let FlightFacts {
        id: item,
        decision,
        workstream,
        place: _,
        gates,
        blocks_milestone,
        next,
        stuck,
    } = flight;
    let title = element("p")
        .class("title")
        .child(id(*item))
        .text(" ")
        .text(&decision.title);
    let mut notes = element("p").class("facts");
    let due = decision.due.filter(|_| !gates.is_made);
    let by = due.map(|due| fact(format!("decide by {}", dates::short(due, today))));
    let door = (decision.door == Door::OneWay).then(|| mark(Tone::Plain, "one-way door"));
    let blocks = blocks_milestone.then(|| mark(Tone::Warn, "blocks a milestone"));
    let workstream = workstream.as_ref().map(fact);
    for note in [by, workstream, door, blocks].into_iter().flatten() {
        notes = notes.text(" ").child(note);
    }
    let card = match stuck {
        Some(stuck) => element("li").class("card stuck").child(held(stuck)),
        None => {
            let next = next.as_deref().map_or("nobody".to_owned(), phrase::at);
            let moves = format!("on its way, {next} moves next");
            element("li")
                .class("card")
                .child(element("p").class("why").text(moves))
        }
    };
    card.child(title).child(passed(gates)).child(notes)
}

/// Says how far each gate is, in the words of `tpm loop`.
fn passed(gates: &Gates) -> Element {
    let Gates {
        is_made,
        told,
        done,
        is_closed: _,
    } = gates;
    let step = |at: Gate, is_met: bool, words: &str| {
        let class = if is_met { "met" } else { "open" };
        let mark = if is_met { " \u{2713}" } else { "" };
        element("li")
            .class(class)
            .child(element("span").class("gate").text(gate(at)))
            .text(format!(" {words}{mark}"))
    };
    element("ul")
        .class("gates")
        .child(step(Gate::Made, *is_made, &made(*is_made).text()))
        .child(step(Gate::Told, told.is_met, &far(*told)))
        .child(step(Gate::Done, done.is_met, &far(*done)))
}

/// Returns how far a gate has filled; a page has room for words where a list has a dash.
fn far(fill: Fill) -> String {
    match fill {
        Fill {
            of: 0,
            is_met: true,
            ..
        } => "not owed".to_owned(),
        fill => filled(fill).text().into_owned(),
    }
}

fn held(stuck: &StuckFacts) -> Element {
    let holders: Vec<String> = stuck.holders.iter().map(holder).collect();
    let who = element("p")
        .class("who")
        .child(element("strong").text(phrase::listed(&holders)))
        .text(" ")
        .child(mark(Tone::Bad, &days(stuck.days)));
    element("div")
        .child(who)
        .child(element("p").class("why").text(why(stuck)))
}

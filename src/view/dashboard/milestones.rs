//! Milestones on a line of time: where they were first promised, where they are expected, and when they
//! were reached.

use chrono::{Datelike, NaiveDate};

use super::chart::{Axis, across, down, drawing, shape, words};
use super::parts::{Section, Tone, empty, fact, id, mark, more};
use crate::model::action::days_late;
use crate::model::words::MilestoneStatus;
use crate::ops::facts::MilestoneFacts;
use crate::render::Style;
use crate::render::markup::{Element, Percent, element};
use crate::text::dates;
use crate::view::{milestone, phrase};

pub const SECTION: Section = Section {
    anchor: "milestones",
    heading_anchor: "milestones-heading",
    name: "Milestones",
    heading: "Milestones",
    lead: "The first promise, what is expected now, and what was reached, on one line of time.",
};

/// How many are drawn.
const MOST: usize = 25;

const DIAMOND: &str = "M0 -7L7 0L0 7L-7 0Z";
const CIRCLE: &str = "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z";
const TICK: &str = "M-3.5 0L-1 3L4 -3";
const ROW: usize = 26;
const MIDDLE: usize = 13;

/// Returns the milestones, those that come first before the others.
pub fn section(milestones: &[MilestoneFacts], today: NaiveDate) -> Element {
    let section = SECTION.open();
    if milestones.is_empty() {
        return section.child(empty(
            "No milestones are ahead, and none was reached lately.",
        ));
    }
    let mut ordered: Vec<&MilestoneFacts> = milestones.iter().collect();
    ordered.sort_by_key(|facts| (comes(facts).unwrap_or(NaiveDate::MAX), facts.id));
    let left_out = ordered.len().saturating_sub(MOST);
    ordered.truncate(MOST);
    let days = ordered.iter().flat_map(|facts| {
        let milestone = &facts.row.entity;
        [milestone.baseline, milestone.forecast, milestone.done_at]
    });
    let axis = Axis::over(days.flatten().chain([today]));
    let rows = ordered.iter().map(|facts| row(facts, axis, today));
    let scale = axis.map(|axis| scale(axis, today));
    section
        .child(legend())
        .child(
            element("div")
                .class("line")
                .child(element("ul").children(rows))
                .children(scale),
        )
        .children(more(left_out, "tpm milestones"))
}

fn comes(facts: &MilestoneFacts) -> Option<NaiveDate> {
    let milestone = &facts.row.entity;
    milestone.done_at.or(milestone.expected())
}

fn row(facts: &MilestoneFacts, axis: Option<Axis>, today: NaiveDate) -> Element {
    let milestone = &facts.row.entity;
    let title = element("p")
        .class("title")
        .child(id(facts.id))
        .text(" ")
        .text(&milestone.title);
    let mut told = element("p").class("facts").child(state(facts, today));
    if let Some((style, days)) = milestone::slip_in_words(milestone) {
        let tone = match style {
            Style::Late => Tone::Warn,
            _ => Tone::Plain,
        };
        told = told.text(" ").child(mark(tone, &days));
    }
    let owner = facts.owner.as_deref().map(phrase::at);
    for one in [owner, facts.workstream.clone()].into_iter().flatten() {
        told = told.text(" ").child(fact(one));
    }
    let words = element("div").child(title).child(told);
    let item = element("li").child(words);
    match (axis, comes(facts)) {
        (Some(axis), Some(_)) => item.child(drawn(facts, axis, today)),
        _ => item,
    }
}

/// Says how it stands, with the date.
fn state(facts: &MilestoneFacts, today: NaiveDate) -> Element {
    let milestone = &facts.row.entity;
    let late = days_late(milestone.expected(), today);
    match (milestone.status, milestone.done_at, milestone.expected()) {
        (MilestoneStatus::Done, Some(done), _) => {
            let told = format!("reached {}", dates::short(done, today));
            mark(Tone::Good, &told)
        }
        (_, _, Some(date)) if late.is_some() => {
            mark(Tone::Bad, &format!("late: {}", dates::echo(date, today)))
        }
        (_, _, Some(date)) => fact(format!("expected {}", dates::echo(date, today))),
        _ => mark(Tone::Warn, "no date"),
    }
}

fn drawn(facts: &MilestoneFacts, axis: Axis, today: NaiveDate) -> Element {
    let milestone = &facts.row.entity;
    let named = [
        ("baseline", milestone.baseline),
        ("forecast", milestone.forecast),
        ("reached", milestone.done_at),
    ];
    let says: Vec<String> = named
        .iter()
        .filter_map(|(name, day)| Some(format!("{name} {}", dates::short((*day)?, today))))
        .collect();
    let mut drawn = drawing(ROW, &format!("{}: {}", facts.id, says.join(", ")))
        .child(across(
            "rule",
            Percent::new(0.0),
            Percent::new(100.0),
            MIDDLE,
        ))
        .child(down("today", axis.at(today), ROW));
    let end = milestone.done_at.or(milestone.forecast);
    if let (Some(from), Some(to)) = (milestone.baseline, end) {
        let (from, to) = (axis.at(from), axis.at(to));
        let class = if from <= to { "slip" } else { "gain" };
        drawn = drawn.child(across(class, from, to, MIDDLE));
    }
    if let Some(day) = milestone.baseline {
        drawn = drawn.child(shape("baseline", axis.at(day), MIDDLE, DIAMOND));
    }
    if let Some(day) = milestone.forecast.filter(|_| milestone.is_open()) {
        drawn = drawn.child(shape("forecast", axis.at(day), MIDDLE, DIAMOND));
    }
    if let Some(day) = milestone.done_at {
        drawn = drawn
            .child(shape("reached", axis.at(day), MIDDLE, CIRCLE))
            .child(shape("tick", axis.at(day), MIDDLE, TICK));
    }
    drawn
}

/// Returns the months below the rows; who does not see reads the dates of each row.
fn scale(axis: Axis, today: NaiveDate) -> Element {
    let mut scale = element("svg")
        .class("scale")
        .set("aria-hidden", "true")
        .set("width", "100%")
        .set("height", "34")
        .child(down("today", axis.at(today), 6))
        .child(words(axis.at(today), 16, "today"));
    for month in axis.months() {
        let name = match month.month() {
            1 => month.format("%b %Y").to_string(),
            _ => month.format("%b").to_string(),
        };
        scale = scale
            .child(down("tick-mark", axis.at(month), 4))
            .child(words(axis.at(month), 31, &name));
    }
    scale
}

fn legend() -> Element {
    let key = |marks: Vec<Element>, name: &str| {
        let drawn = element("svg")
            .class("swatch")
            .set("aria-hidden", "true")
            .set("width", "16")
            .set("height", "16")
            .set("viewBox", "-8 -8 16 16")
            .children(marks);
        element("li").child(drawn).text(format!(" {name}"))
    };
    let path = |class, path| element("path").class(class).set("d", path);
    element("ul")
        .class("legend")
        .child(key(vec![path("baseline", DIAMOND)], "first promised"))
        .child(key(vec![path("forecast", DIAMOND)], "expected now"))
        .child(key(
            vec![path("reached", CIRCLE), path("tick", TICK)],
            "reached",
        ))
        .child(key(vec![path("today", "M0 -8L0 8")], "today"))
}

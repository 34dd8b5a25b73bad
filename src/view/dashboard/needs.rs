//! What one side needs from another: who gives in rows, who takes in columns, and below it each need.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::parts::{Section, Tone, empty, fact, mark, more, row, scrolled};
use crate::model::action::days_late;
use crate::model::words::NeedStatus;
use crate::ops::facts::{NeedFacts, Side};
use crate::ops::list::Page;
use crate::render::Style;
use crate::render::markup::{Element, element};
use crate::text::dates;
use crate::view::need::{cell, side_word};
use crate::view::{loops, phrase};

pub const SECTION: Section = Section {
    anchor: "needs",
    heading_anchor: "needs-heading",
    name: "Needs",
    heading: "Needs",
    lead: "What one side waits to get from another: who gives in the rows, who takes in the columns.",
};

const MOST: usize = 12;

/// How many rows and columns the grid has; what is beyond stands in the list.
const WIDEST: usize = 10;

/// Returns the grid and the list.
pub fn section(needs: &Page<NeedFacts>, today: NaiveDate) -> Element {
    let section = SECTION.open();
    if needs.rows.is_empty() {
        return section.child(empty("Nobody waits for anything from anybody."));
    }
    let list = needs.rows.iter().take(MOST).map(|facts| {
        let told = told(facts, today);
        row(facts.id, &facts.row.entity.title, told)
    });
    let list = element("div")
        .child(element("ul").class("rows").children(list))
        .children(more(needs.rows.len().saturating_sub(MOST), "tpm needs"));
    let takers: BTreeSet<Option<&Side>> = needs.rows.iter().map(|one| one.taker.as_ref()).collect();
    // A wide grid gets the whole width, and the list stands below it.
    let class = match takers.len() {
        0..=4 => "pair",
        _ => "pair below",
    };
    section.child(
        element("div")
            .class(class)
            .child(grid(&needs.rows, today))
            .child(list),
    )
}

fn grid(needs: &[NeedFacts], today: NaiveDate) -> Element {
    let givers: BTreeSet<Option<&Side>> = needs.iter().map(|one| one.giver.as_ref()).collect();
    let takers: BTreeSet<Option<&Side>> = needs.iter().map(|one| one.taker.as_ref()).collect();
    let left_out = givers.len().saturating_sub(WIDEST) + takers.len().saturating_sub(WIDEST);
    let names = takers.iter().take(WIDEST).map(|taker| {
        let word = format!("for {}", side_word(*taker));
        element("th").set("scope", "col").text(word)
    });
    let head = element("tr").child(element("td")).children(names);
    let rows = givers.iter().take(WIDEST).map(|giver| {
        let name = format!("from {}", side_word(*giver));
        let cells = takers.iter().take(WIDEST).map(|taker| {
            let both = (*giver, *taker);
            let between = needs
                .iter()
                .filter(|one| (one.giver.as_ref(), one.taker.as_ref()) == both);
            let words = cell(between, today);
            let class = match words.is_empty() {
                true => "none",
                false if words.0.iter().any(|span| span.style == Style::Late) => "critical",
                false => "some",
            };
            // On a narrow page the columns stand below each other, and each cell says whom it is for.
            let taker = format!("for {}: ", side_word(*taker));
            element("td")
                .class(class)
                .child(element("span").class("taker").text(taker))
                .text(words.text())
        });
        element("tr")
            .child(element("th").set("scope", "row").text(name))
            .children(cells)
    });
    let caption = "Open needs by who gives and who takes";
    let table = element("table")
        .class("grid")
        .child(element("caption").text(caption))
        .child(element("thead").child(head))
        .child(element("tbody").children(rows));
    element("div")
        .child(scrolled(caption, table))
        .children(more(left_out, "tpm needs --grid"))
}

fn told(facts: &NeedFacts, today: NaiveDate) -> Vec<Element> {
    let need = &facts.row.entity;
    let sides = format!(
        "from {} for {}",
        side_word(facts.giver.as_ref()),
        side_word(facts.taker.as_ref())
    );
    let state = phrase::status(need.status.word());
    let tone = match need.status {
        NeedStatus::AtRisk => Tone::Bad,
        NeedStatus::Asked if need.is_unanswered(today) => Tone::Warn,
        NeedStatus::Committed => Tone::Good,
        _ => Tone::Plain,
    };
    let state = match need.asked_days(today) {
        Some(days @ 1..) => format!("{state}, no answer for {}", loops::days(days)),
        _ => state,
    };
    let mut told = vec![mark(tone, &state), fact(sides)];
    if let Some(due) = need.due {
        let by = format!("due {}", dates::echo(due, today));
        told.push(match days_late(Some(due), today) {
            Some(_) => mark(Tone::Bad, &by),
            None => fact(by),
        });
    }
    told.extend(facts.workstream.as_ref().map(fact));
    told
}

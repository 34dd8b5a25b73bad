//! The risk matrix, and the open risks below it, the gravest first.

use chrono::NaiveDate;

use super::parts::{Section, Tone, empty, fact, mark, more, row};
use crate::model::risk::{Band, Risk};
use crate::model::words::{RiskSort, Strategy};
use crate::ops::facts::RiskFacts;
use crate::ops::list::Page;
use crate::render::markup::{Element, element};
use crate::text::dates;
use crate::view::phrase;
use crate::view::risk::{Matrix, SCALE, score, shortened};

pub const SECTION: Section = Section {
    anchor: "risks",
    heading_anchor: "risks-heading",
    name: "Risks",
    heading: "Risks",
    lead: "How likely it is times how much it would harm. Each cell holds its score and what stands there.",
};

const MOST: usize = 10;

/// Returns the matrix and the list.
pub fn section(risks: &Page<RiskFacts>, today: NaiveDate) -> Element {
    let section = SECTION.open();
    if risks.rows.is_empty() {
        return section.child(empty("No risks are open."));
    }
    let list = risks.rows.iter().take(MOST).map(|facts| {
        let told = told(facts, today);
        row(facts.id, &facts.row.entity.title, told)
    });
    let list = element("div")
        .child(element("ul").class("rows").children(list))
        .children(more(risks.rows.len().saturating_sub(MOST), "tpm risks"));
    section.child(
        element("div")
            .class("pair")
            .child(matrix(risks))
            .child(list),
    )
}

fn matrix(risks: &Page<RiskFacts>) -> Element {
    let matrix = Matrix {
        page: risks.clone(),
    };
    let impacts = SCALE.map(|impact| {
        element("th")
            .set("scope", "col")
            .text(format!("impact {impact}"))
    });
    let head = element("tr").child(element("td")).children(impacts);
    let rows = SCALE.rev().map(|probability| {
        let name = element("th")
            .set("scope", "row")
            .text(format!("likely {probability}"));
        let cells = SCALE.map(|impact| {
            let ids = matrix.cell(probability, impact);
            let score = probability * impact;
            let class = match Band::of(score) {
                Band::Low => "low",
                Band::Medium => "medium",
                Band::High => "high",
                Band::Critical => "critical",
            };
            let cell = element("td")
                .class(class)
                .child(element("span").class("score").text(score.to_string()));
            match ids.is_empty() {
                true => cell,
                false => cell.child(listed(&shortened(&ids))),
            }
        });
        element("tr").child(name).children(cells)
    });
    let caption = "Open risks by probability and impact, from 1 to 5; a score from 10 is high, from 17 critical";
    let table = element("table")
        .class("matrix")
        .child(element("caption").text(caption))
        .child(element("thead").child(head))
        .child(element("tbody").children(rows));
    let rest = matrix.not_judged();
    let unjudged = (!rest.is_empty()).then(|| {
        element("p")
            .class("more")
            .text(format!("not judged: {}", shortened(&rest)))
    });
    element("div").child(table).children(unjudged)
}

/// Keeps each ID on one line.
fn listed(ids: &str) -> Element {
    let ids = ids.split(' ');
    ids.fold(element("strong"), |all, id| {
        all.text(" ").child(element("span").text(id))
    })
}

fn told(facts: &RiskFacts, today: NaiveDate) -> Vec<Element> {
    let risk = &facts.row.entity;
    let mut told = vec![mark(tone(risk), &score(risk).text())];
    if risk.sort != RiskSort::Risk {
        told.push(mark(Tone::Plain, risk.sort.word()));
    }
    told.push(match &facts.owner {
        Some(owner) => fact(phrase::at(owner)),
        None => mark(Tone::Warn, "nobody owns it"),
    });
    let strategy = risk.strategy.map(Strategy::word);
    told.push(match (strategy, &risk.response) {
        (Some(strategy), Some(response)) => fact(format!("{strategy}: {response}")),
        (None, Some(response)) => fact(response),
        // A strategy alone is no response; the rule of the colours says the same.
        (Some(strategy), None) => mark(Tone::Warn, &format!("{strategy}: no response")),
        (None, None) => mark(Tone::Warn, "no response"),
    });
    if let Some(due) = risk.due {
        let by = format!("due {}", dates::echo(due, today));
        told.push(match due < today {
            true => mark(Tone::Bad, &by),
            false => fact(by),
        });
    }
    told.extend(facts.workstream.as_ref().map(fact));
    told
}

fn tone(risk: &Risk) -> Tone {
    match risk.band() {
        Some(Band::Critical) => Tone::Bad,
        Some(Band::High) => Tone::Warn,
        _ => Tone::Plain,
    }
}

//! The head of the page: what it is of, when it holds, the one thing to look at first, and the numbers
//! that lead to the parts.

use super::parts::Section;
use super::{DashboardView, ageing, board, milestones, needs, risks, streams};
use crate::model::action::days_late;
use crate::model::risk::Band;
use crate::render::markup::{Element, element};
use crate::view::loops::{days, holder};
use crate::view::phrase;

/// Returns the head of the page.
pub fn header(page: &DashboardView) -> Element {
    element("header")
        .child(element("h1").text(page.title()))
        .child(
            element("p")
                .class("as-of")
                .text(format!("as of {}", page.as_of)),
        )
        .child(element("p").class("headline").text(headline(page)))
        .child(numbers(page))
}

/// Says what is stuck for the longest.
fn headline(page: &DashboardView) -> String {
    let flights = &page.dashboard.flights;
    let stuck = flights.iter().filter_map(|flight| {
        let stuck = flight.stuck.as_ref()?;
        Some((flight, stuck))
    });
    let longest = stuck.max_by_key(|(_, stuck)| stuck.days);
    match longest {
        Some((flight, stuck)) => {
            let holders: Vec<String> = stuck.holders.iter().map(holder).collect();
            format!(
                "{} is stuck for the longest: {}, on {}.",
                flight.id,
                days(stuck.days),
                phrase::listed(&holders)
            )
        }
        None if flights.is_empty() => "No decision is in flight.".to_owned(),
        None => "No decision is stuck: all are on their way.".to_owned(),
    }
}

/// Returns the numbers, each with a link to the part that it is of.
fn numbers(page: &DashboardView) -> Element {
    let dashboard = &page.dashboard;
    let flights = &dashboard.flights;
    let stuck = flights.iter().filter(|one| one.stuck.is_some()).count();
    let of_flights = phrase::count(flights.len(), "decision");
    let late = dashboard.overdue.asked().filter_map(|one| one.days_late);
    let late: Vec<i64> = late.collect();
    let oldest = match late.iter().copied().max() {
        Some(days) => format!("overdue, the oldest by {}", super::days_word(days)),
        None => "overdue".to_owned(),
    };
    let coloured = dashboard.streams.iter();
    let coloured = coloured.filter(|facts| streams::is_coloured(facts));
    let ahead = dashboard.milestones.iter().map(|facts| &facts.row.entity);
    let ahead: Vec<_> = ahead.filter(|milestone| milestone.is_open()).collect();
    let slipped = ahead.iter().filter(|milestone| {
        milestone.slip_days().is_some_and(|days| days > 0)
            || days_late(milestone.expected(), page.today).is_some()
    });
    let bands = dashboard.risks.rows.iter().map(|one| one.row.entity.band());
    let grave = bands.filter(|band| band.is_some_and(|band| band >= Band::High));
    let risks = dashboard.risks.rows.len();
    let needs = dashboard.needs.rows.len();
    let waited = dashboard.needs.rows.iter().filter(|facts| {
        let need = &facts.row.entity;
        days_late(need.due, page.today).is_some() || need.is_unanswered(page.today)
    });
    let tiles = [
        tile(
            board::SECTION,
            "#loop",
            stuck,
            &format!("stuck of {of_flights} in flight"),
        ),
        tile(ageing::SECTION, "#overdue", late.len(), &oldest),
        tile(
            streams::SECTION,
            "#workstreams",
            coloured.count(),
            &format!(
                "red or amber of {}",
                phrase::count(dashboard.streams.len(), "workstream")
            ),
        ),
        tile(
            milestones::SECTION,
            "#milestones",
            slipped.count(),
            &format!(
                "late or slipping of {} ahead",
                phrase::count(ahead.len(), "milestone")
            ),
        ),
        tile(
            risks::SECTION,
            "#risks",
            grave.count(),
            &format!("high or critical of {} open", phrase::count(risks, "risk")),
        ),
        tile(
            needs::SECTION,
            "#needs",
            waited.count(),
            &format!(
                "late or unanswered of {} open",
                phrase::count(needs, "need")
            ),
        ),
    ];
    element("nav")
        .set("aria-label", "Parts of this page")
        .child(element("ul").class("tiles").children(tiles))
}

fn tile(section: Section, link: &'static str, number: usize, words: &str) -> Element {
    let name = element("span").class("part").text(section.name);
    let class = if number > 0 { "number some" } else { "number" };
    let number = element("span").class(class).text(number.to_string());
    element("li").child(
        element("a")
            .set("href", link)
            .child(name)
            .text(" ")
            .child(number)
            .text(" ")
            .child(element("span").class("of").text(words)),
    )
}

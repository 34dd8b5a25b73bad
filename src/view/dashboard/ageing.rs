//! What is overdue, by who holds it up and for how long.

use super::chart::drawing;
use super::parts::{Section, as_table, empty, more};
use crate::model::action::Ageing;
use crate::ops::followup::Followup;
use crate::render::markup::{Element, Percent, element};
use crate::view::phrase;

pub const SECTION: Section = Section {
    anchor: "overdue",
    heading_anchor: "overdue-heading",
    name: "Overdue",
    heading: "What is overdue, by owner",
    lead: "What is past its date, counted by how many days late they are.",
};

/// For how many people a bar is drawn.
const MOST: usize = 15;

/// A part of a bar that is narrower than this has no room for its number.
const ROOM: f64 = 5.0;

const CLASSES: [&str; 5] = ["age age0", "age age1", "age age2", "age age3", "age age4"];

/// How much one person has overdue, by bucket.
struct Held {
    name: String,
    counts: [usize; 5],
}

impl Held {
    fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    fn told(&self) -> String {
        let parts = Ageing::ALL.iter().zip(self.counts);
        let parts: Vec<String> = parts
            .filter(|(_, count)| *count > 0)
            .map(|(bucket, count)| format!("{count} for {} days", bucket.label()))
            .collect();
        format!("{}: {}", self.name, phrase::listed(&parts))
    }
}

/// Returns the bars.
pub fn section(overdue: &Followup) -> Element {
    let section = SECTION.open();
    let mut held = held(overdue);
    if held.is_empty() {
        return section.child(empty("No action, decision, need or answer is overdue."));
    }
    held.sort_by_key(|one| (std::cmp::Reverse(one.total()), one.name.clone()));
    let most = held.iter().map(Held::total).max().unwrap_or(0);
    let bars = held.iter().take(MOST).map(|one| bar(one, most));
    let mut section = section
        .child(legend())
        .child(element("ul").class("bars").children(bars))
        .children(more(
            held.len().saturating_sub(MOST),
            "tpm followup --summary",
        ));
    if overdue.truncated {
        let told = format!("Only the oldest {} are counted.", overdue.asked().count());
        section = section.child(element("p").class("more").text(told));
    }
    section.child(table(&held))
}

fn held(overdue: &Followup) -> Vec<Held> {
    let groups = overdue.groups.iter().map(|group| {
        let name = group.name.clone().unwrap_or_else(|| "nobody".to_owned());
        let mut counts = [0; 5];
        for days in group.asked.iter().filter_map(|asked| asked.days_late) {
            let bucket = Ageing::of(days);
            if let Some(at) = Ageing::ALL.iter().position(|one| *one == bucket) {
                counts[at] += 1;
            }
        }
        Held { name, counts }
    });
    groups.filter(|held| held.total() > 0).collect()
}

fn legend() -> Element {
    let keys = Ageing::ALL.iter().zip(CLASSES).map(|(bucket, class)| {
        let swatch = element("svg")
            .class("swatch")
            .set("aria-hidden", "true")
            .set("width", "14")
            .set("height", "14")
            .child(
                element("rect")
                    .class(class)
                    .set("width", "14")
                    .set("height", "14"),
            );
        element("li")
            .child(swatch)
            .text(format!(" {} days", bucket.label()))
    });
    element("ul").class("legend").children(keys)
}

fn bar(held: &Held, most: usize) -> Element {
    let mut drawn = drawing(24, &held.told());
    let mut before = 0;
    for (count, class) in held.counts.into_iter().zip(CLASSES) {
        if count == 0 {
            continue;
        }
        let (from, width) = (share(before, most), share(count, most));
        drawn = drawn.child(
            element("rect")
                .class(class)
                .set("x", from)
                .set("width", width)
                .set("height", "24"),
        );
        if width.value() >= ROOM {
            let middle = Percent::new(from.value() + width.value() / 2.0);
            drawn = drawn.child(
                element("text")
                    .class(class)
                    .set("x", middle)
                    .set("y", "17")
                    .set("text-anchor", "middle")
                    .text(count.to_string()),
            );
        }
        before += count;
    }
    element("li")
        .child(element("span").class("name").text(&held.name))
        .child(element("span").class("track").child(drawn))
        .child(
            element("span")
                .class("total")
                .text(held.total().to_string()),
        )
}

fn share(count: usize, most: usize) -> Percent {
    let whole = |number| i64::try_from(number).unwrap_or(i64::MAX);
    Percent::of(whole(count), whole(most))
}

fn table(held: &[Held]) -> Element {
    let mut columns = vec!["Owner"];
    columns.extend(Ageing::ALL.map(Ageing::label));
    columns.push("All");
    let rows = held.iter().map(|one| {
        let mut row = vec![one.name.clone()];
        row.extend(one.counts.iter().map(usize::to_string));
        row.push(one.total().to_string());
        row
    });
    as_table(
        "What is overdue, by owner and days late",
        &columns,
        rows.collect(),
    )
}

//! How decisions and actions went, step by step: how long deciding took, and how much was done in time.

use chrono::NaiveDate;

use super::chart::{across, drawing, words};
use super::parts::{Section, as_table};
use crate::model::metrics::Window;
use crate::model::metrics::value::Value;
use crate::ops::dashboard::Step;
use crate::render::markup::{Element, Percent, element};
use crate::text::dates;
use crate::view::phrase;

pub const SECTION: Section = Section {
    anchor: "trends",
    heading_anchor: "trends-heading",
    name: "Trends",
    heading: "How it went",
    lead: "Each bar is a stretch of time, the last one ends now. Below it stands of how many it tells; \
           where there were none, there is no bar.",
};

/// Where the parts of a chart lie, from its top.
const HEIGHT: usize = 172;
const TOP: usize = 18;
const BASE: usize = 128;

/// One bar: what it tells, of how many, and its height from 0 to 100.
struct Bar {
    window: Window,
    told: Option<(String, Percent)>,
    n: usize,
    cells: Vec<String>,
}

/// Returns both charts.
pub fn section(trends: &[Step], today: NaiveDate) -> Element {
    let latency: Vec<Bar> = latency(trends, today);
    let on_time: Vec<Bar> = on_time(trends, today);
    let charts = element("div")
        .class("charts")
        .child(chart(
            "Days from raising to deciding",
            "the median, in days",
            &["Days", "Median", "85 of 100", "Decided"],
            &latency,
            today,
        ))
        .child(chart(
            "Actions done by their first date",
            "of 100",
            &["Days", "In time", "Due"],
            &on_time,
            today,
        ));
    SECTION.open().child(charts)
}

fn latency(trends: &[Step], today: NaiveDate) -> Vec<Bar> {
    let spread = |step: &Step| match step.latency {
        Some(Value::Spread(spread)) => spread,
        _ => Default::default(),
    };
    let most = trends.iter().filter_map(|step| spread(step).median).max();
    let bars = trends.iter().map(|step| {
        let spread = spread(step);
        let days = |days: Option<i64>| days.map_or("n/a".to_owned(), |days| days.to_string());
        Bar {
            window: step.window,
            told: spread
                .median
                .map(|days| (days.to_string(), Percent::of(days, most.unwrap_or(0)))),
            n: spread.n,
            cells: vec![
                span(step.window, today),
                days(spread.median),
                days(spread.p85),
                spread.n.to_string(),
            ],
        }
    });
    bars.collect()
}

fn on_time(trends: &[Step], today: NaiveDate) -> Vec<Bar> {
    let bars = trends.iter().map(|step| {
        let share = match step.on_time {
            Some(Value::Share(share)) => share,
            _ => Default::default(),
        };
        let (hits, of) = (share.hits, share.of);
        let percent = (of > 0).then(|| hits * 100 / of);
        let whole = percent.map(|percent| (percent.to_string(), height(percent)));
        Bar {
            window: step.window,
            n: of,
            cells: vec![
                span(step.window, today),
                percent.map_or("n/a".to_owned(), |_| format!("{hits} of {of}")),
                of.to_string(),
            ],
            told: whole,
        }
    });
    bars.collect()
}

fn height(percent: usize) -> Percent {
    Percent::of(i64::try_from(percent).unwrap_or(i64::MAX), 100)
}

fn span(window: Window, today: NaiveDate) -> String {
    let (from, to) = (
        dates::short(window.from, today),
        dates::short(window.to, today),
    );
    match window.from == window.to {
        true => to,
        false => format!("{from} to {to}"),
    }
}

fn chart(title: &str, unit: &str, columns: &[&str], bars: &[Bar], today: NaiveDate) -> Element {
    let figure = element("figure").child(
        element("h3")
            .text(title)
            .child(element("span").class("unit").text(format!(", {unit}"))),
    );
    if bars.iter().all(|bar| bar.told.is_none()) {
        let nothing = "Nothing happened in this time that could be told of.";
        return figure.child(super::parts::empty(nothing));
    }
    let says = format!("{title}, {unit}: {}", told(bars, today));
    let mut drawn =
        drawing(HEIGHT, &says).child(across("rule", Percent::new(0.0), Percent::new(100.0), BASE));
    let every = bars.len().div_ceil(4);
    for (place, bar) in bars.iter().enumerate() {
        let is_dated = (bars.len() - 1 - place).is_multiple_of(every.max(1));
        let date = is_dated.then(|| dates::short(bar.window.to, today));
        drawn = drawn.children(self::bar(bar, place, bars.len(), date));
    }
    let rows = bars.iter().map(|bar| bar.cells.clone()).collect();
    figure.child(drawn).child(as_table(title, columns, rows))
}

/// Returns the parts of one bar of so many, its date without the weekday.
fn bar(bar: &Bar, place: usize, of: usize, date: Option<String>) -> Vec<Element> {
    let whole = |number| i64::try_from(number).unwrap_or(i64::MAX);
    let left = Percent::of(whole(place * 10 + 1), whole(of * 10));
    let width = Percent::of(8, whole(of * 10));
    let middle = Percent::of(whole(place * 2 + 1), whole(of * 2));
    let mut parts = Vec::new();
    if let Some((value, part)) = &bar.told {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a percent is from 0 to 100"
        )]
        let percent = part.value().round() as usize;
        // What is zero is drawn as a line, so that it is not taken for nothing.
        let height = ((BASE - TOP) * percent / 100).max(2);
        parts.push(
            element("rect")
                .class("data")
                .set("x", left)
                .set("y", BASE - height)
                .set("width", width)
                .set("height", height)
                .set("rx", "2"),
        );
        parts.push(words(middle, BASE - height - 5, value).class("value"));
    }
    let n = match bar.n {
        0 => "–".to_owned(),
        n => n.to_string(),
    };
    parts.push(words(middle, BASE + 16, &n));
    if let Some(date) = date {
        let day = date.split_once(' ').map_or(date.as_str(), |(_, day)| day);
        parts.push(words(middle, BASE + 36, day));
    }
    parts
}

/// Tells the course in words: where it began, and where it stands.
fn told(bars: &[Bar], today: NaiveDate) -> String {
    let told: Vec<String> = bars
        .iter()
        .filter_map(|bar| {
            let (value, _) = bar.told.as_ref()?;
            Some(format!("{value} in {}", span(bar.window, today)))
        })
        .collect();
    match told.as_slice() {
        [first, .., last] => format!("{first}; {last}; the table has what lies between"),
        some => phrase::listed(some),
    }
}

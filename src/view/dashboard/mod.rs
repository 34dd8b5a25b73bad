//! The dashboard: one page for people who would rather look than read. It stands alone, runs nothing and
//! asks for nothing; what is drawn is told in words beside it.

mod ageing;
mod board;
mod chart;
mod milestones;
mod needs;
mod parts;
mod risks;
mod streams;
mod summary;
mod trends;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, phrase};
use crate::model::metrics::Window;
use crate::ops::dashboard::Dashboard;
use crate::render::markup::{Element, element};
use crate::render::{Document, html};

const STYLE: &str = include_str!("page.css");

/// The page.
pub struct DashboardView {
    pub dashboard: Dashboard,
    /// The instant at which it holds, as its reader's clock tells it.
    pub as_of: String,
    pub today: NaiveDate,
}

impl DashboardView {
    /// Returns the page as HTML.
    pub fn page(&self) -> String {
        html::page_of(&self.title(), STYLE, &self.body())
    }

    fn title(&self) -> String {
        match self.dashboard.workstreams.as_slice() {
            [] => "Status of all work".to_owned(),
            some => format!("Status of {}", phrase::listed(some)),
        }
    }

    fn body(&self) -> Element {
        let Dashboard {
            workstreams: _,
            window: _,
            flights,
            overdue,
            streams,
            risks,
            needs,
            milestones,
            trends,
        } = &self.dashboard;
        let today = self.today;
        let main = element("main")
            .set("id", "main")
            .set("tabindex", "-1")
            .child(board::section(flights, today))
            .child(ageing::section(overdue))
            .child(streams::section(streams))
            .child(milestones::section(milestones, today))
            .child(risks::section(risks, today))
            .child(needs::section(needs, today))
            .child(trends::section(trends, today));
        let skip = element("a")
            .class("skip")
            .set("href", "#main")
            .text("Skip to what is stuck");
        let footer = element("footer").child(element("p").text(format!(
            "Made by tpm. It holds as of {} and does not change by itself.",
            self.as_of
        )));
        element("div")
            .class("page")
            .child(skip)
            .child(summary::header(self))
            .child(main)
            .child(footer)
    }
}

impl View for DashboardView {
    fn kind(&self) -> &'static str {
        "dashboard"
    }

    fn records(&self) -> Vec<Value> {
        let Window { from, to } = self.dashboard.window;
        vec![
            json!({ "title": self.title(), "workstreams": self.dashboard.workstreams,
                     "since": from, "until": to, "html": self.page() }),
        ]
    }

    fn document(&self) -> Document {
        super::outcome::note(&self.title())
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}

fn days_word(days: i64) -> String {
    phrase::count(usize::try_from(days).unwrap_or_default(), "day")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the colours of one theme, over those of the first.
    fn palette(theme: &str) -> Vec<(String, u32)> {
        let mut colours: Vec<(String, u32)> = Vec::new();
        let blocks = STYLE.split(":root {").skip(1);
        let themes = ["light", "dark", "print"];
        for (name, block) in themes.iter().zip(blocks) {
            if *name != "light" && *name != theme {
                continue;
            }
            let (block, _) = block.split_once('}').unwrap();
            for part in block.split(';') {
                let Some((key, value)) = part.trim().split_once(": #") else {
                    continue;
                };
                let value = u32::from_str_radix(value, 16).unwrap();
                colours.retain(|(known, _)| known != key);
                colours.push((key.to_owned(), value));
            }
        }
        colours
    }

    /// The relative luminance of WCAG 2.2.
    fn luminance(colour: u32) -> f64 {
        let part = |shift: u32| {
            let value = f64::from((colour >> shift) & 0xff) / 255.0;
            match value <= 0.04045 {
                true => value / 12.92,
                false => ((value + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_stands_out_from_what_is_behind_it_in_each_theme() {
        let pairs = "text/page text/card soft/page soft/card link/page link/card bad/card bad/bad-back \
            warn/warn-back good/good-back text/mark-back soft/mark-back age-dark/age0 age-dark/age1 \
            age-dark/age2 age-light/age3 age-light/age4";
        for theme in ["light", "dark", "print"] {
            let palette = palette(theme);
            let colour = |name: &str| {
                let wanted = format!("--{name}");
                palette.iter().find(|(key, _)| *key == wanted).unwrap().1
            };
            for pair in pairs.split_whitespace() {
                let (front, back) = pair.split_once('/').unwrap();
                let ratio = contrast(colour(front), colour(back));
                assert!(ratio >= 4.5, "{theme}: {pair} is {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_style_asks_for_nothing() {
        for word in ["url(", "@import", "@font-face", "expression", "</"] {
            assert!(!STYLE.contains(word), "{word}");
        }
    }
}

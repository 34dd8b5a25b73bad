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

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{View, phrase};
use crate::model::metrics::Window;
use crate::ops::dashboard::Dashboard;
use crate::render::markup::{Element, element};
use crate::render::{Block, Document, Line, html};

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

/// That the page was written to a file.
pub struct PageWritten(pub PathBuf);

impl View for PageWritten {
    fn kind(&self) -> &'static str {
        "file"
    }

    fn records(&self) -> Vec<Value> {
        vec![json!({ "path": self.0.display().to_string() })]
    }

    fn document(&self) -> Document {
        let line = Line::from(format!("Wrote the dashboard to {}", self.0.display()));
        Document {
            blocks: vec![Block::Lines(vec![line])],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.0.display().to_string()]
    }
}

fn days_word(days: i64) -> String {
    phrase::count(usize::try_from(days).unwrap_or_default(), "day")
}

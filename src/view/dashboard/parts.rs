//! What all parts of the page share: sections, remarks, marks that say in words what their colour says.

use crate::model::id::ItemId;
use crate::render::markup::{Element, element};

/// How something stands; each has a colour, and words always stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Bad,
    Warn,
    Good,
    Plain,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Tone::Bad => "mark bad",
            Tone::Warn => "mark warn",
            Tone::Good => "mark good",
            Tone::Plain => "mark",
        }
    }
}

/// A part of the page: what links to it, and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    pub anchor: &'static str,
    pub heading_anchor: &'static str,
    /// What it is called where there is little room.
    pub name: &'static str,
    pub heading: &'static str,
    /// Says what is seen here.
    pub lead: &'static str,
}

impl Section {
    /// Returns the section with its heading, a landmark of its own.
    pub fn open(self) -> Element {
        let Section {
            anchor,
            heading_anchor,
            name: _,
            heading,
            lead,
        } = self;
        element("section")
            .set("id", anchor)
            .set("aria-labelledby", heading_anchor)
            .child(element("h2").set("id", heading_anchor).text(heading))
            .child(element("p").class("lead").text(lead))
    }
}

pub fn mark(tone: Tone, words: &str) -> Element {
    element("span").class(tone.class()).text(words)
}

pub fn id(id: ItemId) -> Element {
    element("span").class("id").text(id.to_string())
}

/// Says in words that there is nothing.
pub fn empty(words: &str) -> Element {
    element("p").class("empty").text(words)
}

/// Says how much is left out and which command shows it; nothing when all is there.
pub fn more(left_out: usize, command: &str) -> Option<Element> {
    (left_out > 0).then(|| {
        element("p")
            .class("more")
            .text(format!("and {left_out} more: "))
            .child(element("code").text(command))
    })
}

/// One entry of a list: the ID and title, then what is to be known of it.
pub fn row(item: ItemId, title: &str, facts: impl IntoIterator<Item = Element>) -> Element {
    let head = element("p")
        .class("title")
        .child(id(item))
        .text(" ")
        .text(title);
    let mut told = element("p").class("facts");
    for (place, fact) in facts.into_iter().enumerate() {
        if place > 0 {
            told = told.text(" ");
        }
        told = told.child(fact);
    }
    element("li").child(head).child(told)
}

pub fn fact(words: impl AsRef<str>) -> Element {
    element("span").text(words)
}

/// A table that says what a drawing shows, folded away.
pub fn as_table(caption: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Element {
    let head = columns
        .iter()
        .map(|title| element("th").set("scope", "col").text(title));
    let body = rows.into_iter().map(|cells| {
        let mut row = element("tr");
        for (place, cell) in cells.into_iter().enumerate() {
            row = row.child(match place {
                0 => element("th").set("scope", "row").text(cell),
                _ => element("td").text(cell),
            });
        }
        row
    });
    let table = element("table")
        .child(element("caption").text(caption))
        .child(element("thead").child(element("tr").children(head)))
        .child(element("tbody").children(body));
    element("details")
        .child(element("summary").text("As a table"))
        .child(scrolled(caption, table))
}

/// Lets what is wider than the page be moved by itself, by touch and by keyboard.
pub fn scrolled(label: &str, wide: Element) -> Element {
    element("div")
        .class("wide")
        .set("role", "region")
        .set("tabindex", "0")
        .label(label)
        .child(wide)
}

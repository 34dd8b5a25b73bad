//! For pasting into a message: no layout, no table, nothing that a paste would show raw. Two dialects:
//! `Text` is what a composer takes as it is, `Slack` is the `mrkdwn` of its messages, in which `&`, `<`
//! and `>` are escaped, so that text from data links to nothing and calls nobody.
//!
//! A row of a table becomes a bullet that names its values. Control characters never get through.

mod words;

use std::borrow::Cow;

use crate::render::clean::{clean, clean_lines};
use crate::render::model::{Block, Document, Line, Span, Style, Table};

/// How emphasis and links are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Text,
    Slack,
}

/// Returns the document as one message; every line ends with a newline.
pub fn render(document: &Document, dialect: Dialect) -> String {
    let sections = sections(document, dialect);
    match sections[..] {
        [] => String::new(),
        _ => format!("{}\n", sections.join("\n\n")),
    }
}

/// Returns what a message consists of, each part of one or more lines; none is empty.
pub fn sections(document: &Document, dialect: Dialect) -> Vec<String> {
    let mut sections: Vec<String> = Vec::new();
    let mut is_titled = false;
    for block in &document.blocks {
        let text = section(block, dialect);
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            continue;
        }
        // A title stays with what it stands above.
        match sections.last_mut().filter(|_| is_titled) {
            Some(title) => title.extend(["\n", text]),
            None => sections.push(text.to_owned()),
        }
        is_titled = matches!(block, Block::Heading(..));
    }
    sections
}

fn section(block: &Block, dialect: Dialect) -> String {
    match block {
        Block::Heading(_, line) => dialect.strong(&dialect.escape(&clean(&line.text()))),
        Block::Paragraph(line) => dialect.line(line, ""),
        Block::Lines(lines) => joined(lines.iter().map(|line| dialect.line(line, ""))),
        Block::Bullets(lines) => joined(
            lines
                .iter()
                .map(|line| format!("• {}", dialect.line(line, "  "))),
        ),
        Block::Fields(pairs) => joined(
            pairs
                .iter()
                .filter(|(_, line)| !line.is_empty())
                .map(|(name, line)| dialect.named(name, &dialect.line(line, "  "))),
        ),
        Block::Table(table) => rows(table, dialect),
        Block::Markdown(text) => words::convert(text, dialect),
    }
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn rows(table: &Table, dialect: Dialect) -> String {
    let Table { columns, rows } = table;
    joined(rows.iter().map(|row| {
        let cells = columns.iter().zip(row).enumerate();
        let cells = cells.filter(|(_, (_, cell))| !cell.is_empty());
        let mut out = String::from("•");
        for (place, (column, cell)) in cells {
            let cell = dialect.line(cell, " ").replace('\n', " ");
            // What stands first says which thing it is, and needs no name.
            if place < 2 || column.title.is_empty() {
                out.extend([" ", &cell]);
            } else {
                let title = column.title_within();
                let title = clean(&title);
                out.extend([", ", &dialect.escape(&title), ": ", &cell]);
            }
        }
        out
    }))
}

impl Dialect {
    /// Returns text from data so that it stays text.
    fn escape<'a>(self, text: &'a str) -> Cow<'a, str> {
        match self {
            Dialect::Text => Cow::Borrowed(text),
            Dialect::Slack if text.contains(['&', '<', '>']) => Cow::Owned(
                text.replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;"),
            ),
            Dialect::Slack => Cow::Borrowed(text),
        }
    }

    /// Emphasises escaped text, where that is possible: only what stands on one line.
    fn strong(self, text: &str) -> String {
        self.marked(text, '*')
    }

    fn emphasis(self, text: &str) -> String {
        self.marked(text, '_')
    }

    fn code(self, text: &str) -> String {
        self.marked(text, '`')
    }

    fn marked(self, text: &str, mark: char) -> String {
        let is_fit = !text.is_empty()
            && text.trim() == text
            && !text.contains(['\n', mark])
            && self == Dialect::Slack;
        match is_fit {
            true => format!("{mark}{text}{mark}"),
            false => text.to_owned(),
        }
    }

    /// Returns a link with its escaped text; only to what opens a page or a mail.
    fn link(self, url: &str, text: &str) -> String {
        let url: String = clean(url).split_whitespace().collect();
        if !is_address(&url) {
            return text.to_owned();
        }
        match self {
            Dialect::Text if text.is_empty() || text == url => url,
            Dialect::Text => format!("{text} ({url})"),
            Dialect::Slack => {
                let url = url
                    .replace('|', "%7C")
                    .replace('<', "%3C")
                    .replace('>', "%3E");
                let url = url.replace('&', "&amp;");
                match text.replace('|', "¦").replace('\n', " ") {
                    text if text.is_empty() || text == url => format!("<{url}>"),
                    text => format!("<{url}|{text}>"),
                }
            }
        }
    }

    fn named(self, name: &str, value: &str) -> String {
        let name = self.escape(&clean(name)).into_owned();
        format!("{} {value}", self.strong(&format!("{name}:")))
    }

    /// Returns a line; further lines of it begin with `indent`.
    fn line(self, line: &Line, indent: &str) -> String {
        let spans = line.0.iter().map(|span| self.span(span));
        let text: String = spans.collect();
        match text.contains('\n') {
            true => text.replace('\n', &format!("\n{indent}")),
            false => text,
        }
    }

    fn span(self, span: &Span) -> String {
        let text = clean_lines(&span.text);
        let text = self.escape(&text);
        match span.style {
            Style::Strong | Style::Late | Style::Heading => {
                // Blanks at the ends stay outside the marks.
                let inner = text.trim();
                match text.find(inner).filter(|_| !inner.is_empty()) {
                    Some(at) => format!(
                        "{}{}{}",
                        &text[..at],
                        self.strong(inner),
                        &text[at + inner.len()..]
                    ),
                    None => text.into_owned(),
                }
            }
            Style::Plain | Style::Muted | Style::Id | Style::Soon | Style::Good => {
                text.into_owned()
            }
        }
    }
}

/// Whether a URL opens a page or a mail, and runs nothing.
pub(super) fn is_address(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests;

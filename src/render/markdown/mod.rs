//! GitHub Markdown in which text from data stays text: it can open no table, list, link or tag.
//!
//! Escaped text reads the same when it is rendered. What a person wrote as Markdown (notes, bodies)
//! passes as it is. Control characters stay, for a file holds what the data holds; on its way to a
//! terminal the result goes through [`clean_lines`](super::clean_lines).

mod escape;
mod parse;

use escape::{Breaks, Escaper};

pub use escape::escape;
pub use parse::parse;

use crate::render::model::{Align, Block, Column, Document, Line, Style, Table};

/// Returns the document as GitHub Markdown; every line ends with a newline.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let before = out.len();
        if before > 0 {
            out.push('\n');
        }
        let start = out.len();
        write_block(block, &mut out);
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(level, line) => {
            let marks = "#".repeat(usize::from(*level).clamp(1, 6));
            put(out, &marks, &inline(line, Breaks::Tags));
        }
        Block::Paragraph(line) => put(out, "", &inline(line, Breaks::Lines)),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines
                .iter()
                .map(|line| inline(line, Breaks::Lines))
                .collect();
            put(out, "", &lines.join("\\\n"));
        }
        Block::Bullets(lines) => {
            lines
                .iter()
                .for_each(|line| put(out, "-", &inline(line, Breaks::Tags)));
        }
        Block::Fields(pairs) => pairs.iter().for_each(|(name, line)| field(name, line, out)),
        Block::Table(table) => write_table(table, out),
        Block::Markdown(text) => put(out, "", text.trim_end().trim_start_matches('\n')),
    }
}

fn put(out: &mut String, marks: &str, text: &str) {
    let gap = if marks.is_empty() || text.is_empty() {
        ""
    } else {
        " "
    };
    if !(marks.is_empty() && text.is_empty()) {
        out.extend([marks, gap, text, "\n"]);
    }
}

/// Writes a field with another marker than bullets have, so that the two never run into one list.
fn field(name: &str, line: &Line, out: &mut String) {
    if !line.is_empty() {
        let value = inline(line, Breaks::Tags);
        put(out, "*", &format!("**{}:** {value}", escape(name.trim())));
    }
}

fn write_table(table: &Table, out: &mut String) {
    let Table { columns, rows } = table;
    if rows.is_empty() {
        return;
    }
    write_row(columns.iter().map(|column| escape(&column.title)), out);
    write_row(columns.iter().map(|column| rule(column).to_owned()), out);
    for row in rows {
        let cell = |place| {
            row.get(place)
                .map_or_else(String::new, |line| inline(line, Breaks::Tags))
        };
        write_row((0..columns.len()).map(cell), out);
    }
}

fn rule(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "---",
        Align::Right => "---:",
    }
}

fn write_row(cells: impl Iterator<Item = String>, out: &mut String) {
    out.push('|');
    cells.for_each(|cell| out.extend([" ", &cell, " |"]));
    out.push('\n');
}

/// Returns a line with its emphasis; only whole words can be emphasised in Markdown.
fn inline(line: &Line, breaks: Breaks) -> String {
    let mut escaper = Escaper::new(breaks);
    let spans = &line.0;
    for (place, span) in spans.iter().enumerate() {
        let after = spans[place + 1..]
            .iter()
            .find_map(|span| span.text.chars().next());
        let is_word = after.is_none_or(char::is_whitespace) && is_bold(span.style, &span.text);
        match is_word && escaper.is_between_words() {
            true => escaper.push_bold(&span.text),
            false => escaper.push(&span.text),
        }
    }
    escaper.out
}

fn is_bold(style: Style, text: &str) -> bool {
    matches!(style, Style::Strong | Style::Late)
        && !text.contains(['\n', '\r'])
        && !text.is_empty()
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests;

//! For people at a terminal: columns of a known width, wrapped text and, if wanted, colour.
//!
//! No line is wider than the screen, by the widths of `unicode-width`; no control character of the
//! data comes through; without colour there is no escape byte at all. The columns are laid out here
//! and not by comfy-table, which overflows when widths are short, cannot leave columns out, pads line
//! ends, and styles whole cells only.

mod cards;
mod fields;
mod flow;
mod notes;
mod paint;
mod rows;
mod widths;

use fields::Field;
use paint::{Painter, Text};

pub use flow::{width, wrap};
pub use paint::Color;
pub use rows::{Layout, Sample};

use crate::render::model::{Block, Document, Line, Style, Table};

/// What is known of the place where the text will be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns; fewer than [`Screen::NARROWEST`] are taken for that.
    pub width: usize,
    pub color: Color,
    pub glyphs: Glyphs,
}

impl Screen {
    /// The narrowest screen that text is fitted to.
    pub const NARROWEST: usize = 8;

    fn columns(&self) -> usize {
        self.width.max(Screen::NARROWEST)
    }
}

/// The marks that layout adds to text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    Unicode,
    Ascii,
}

impl Glyphs {
    /// Returns the mark of a text that was cut.
    pub fn ellipsis(self) -> &'static str {
        match self {
            Glyphs::Unicode => "…",
            Glyphs::Ascii => "...",
        }
    }

    /// Returns the mark before an entry of a list.
    pub fn bullet(self) -> &'static str {
        match self {
            Glyphs::Unicode => "•",
            Glyphs::Ascii => "-",
        }
    }
}

/// Returns the document for a terminal; every line ends with a newline.
pub fn render(document: &Document, screen: &Screen) -> String {
    let mut out = String::new();
    let mut is_apart = false;
    let layouts = layouts(document, screen);
    for block in &document.blocks {
        let before = out.len();
        if is_apart {
            out.push('\n');
        }
        let start = out.len();
        write_block(&layouts, block, screen, &mut out);
        match out.len() == start {
            true => out.truncate(before),
            false => is_apart = !matches!(block, Block::Heading(..)),
        }
    }
    out
}

fn write_block(layouts: &[Layout<'_>], block: &Block, screen: &Screen, out: &mut String) {
    match block {
        Block::Heading(_, line) => heading(line, screen, out),
        Block::Paragraph(line) => paragraph(line, screen, out),
        Block::Lines(lines) => lines.iter().for_each(|line| paragraph(line, screen, out)),
        Block::Bullets(lines) => lines.iter().for_each(|line| bullet(line, screen, out)),
        Block::Fields(pairs) => write_fields(pairs, screen, out),
        Block::Table(table) => write_table(layouts, table, out),
        Block::Markdown(text) => notes::write(text, screen, out),
    }
}

fn heading(line: &Line, screen: &Screen, out: &mut String) {
    let mut line = line.clone();
    for span in &mut line.0 {
        if span.style == Style::Plain {
            span.style = Style::Heading;
        }
    }
    let text = Text::one_line(&line);
    fields::hang(
        &[text],
        0,
        screen.columns(),
        &mut Painter::new(out, screen.color),
    );
}

fn paragraph(line: &Line, screen: &Screen, out: &mut String) {
    let mut painter = Painter::new(out, screen.color);
    fields::hang(&Text::lines(line), 0, screen.columns(), &mut painter);
}

fn bullet(line: &Line, screen: &Screen, out: &mut String) {
    let mut painter = Painter::new(out, screen.color);
    painter.put(Style::Muted, screen.glyphs.bullet());
    painter.space(1);
    fields::hang(&Text::lines(line), 2, screen.columns(), &mut painter);
}

fn write_fields(pairs: &[(String, Line)], screen: &Screen, out: &mut String) {
    let used = || pairs.iter().filter(|(_, line)| !line.is_empty());
    let indent = fields::indent(used().map(|(name, _)| name.as_str()));
    let fields: Vec<Field> = used()
        .map(|(name, line)| Field::new(name, Text::lines(line)))
        .collect();
    fields::write(&fields, indent, screen, out);
}

/// Returns the layouts of the tables. Those with the same columns share one, so that the eye finds a
/// column again under the next heading.
fn layouts<'d>(document: &'d Document, screen: &Screen) -> Vec<Layout<'d>> {
    let tables = || {
        document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    };
    let mut layouts: Vec<Layout<'d>> = Vec::new();
    for table in tables() {
        if layouts.iter().any(|layout| layout.is_of(&table.columns)) {
            continue;
        }
        let alike = tables().filter(|other| other.columns == table.columns);
        let rows: Vec<&[Line]> = alike
            .flat_map(|table| &table.rows)
            .map(Vec::as_slice)
            .collect();
        layouts.push(Layout::new(&table.columns, &rows, Sample::Whole, screen));
    }
    layouts
}

fn write_table(layouts: &[Layout<'_>], table: &Table, out: &mut String) {
    let layout = layouts.iter().find(|layout| layout.is_of(&table.columns));
    let Some(layout) = layout.filter(|_| !table.rows.is_empty()) else {
        return;
    };
    layout.header(out);
    table.rows.iter().for_each(|row| layout.row(row, out));
}

#[cfg(test)]
mod tests;

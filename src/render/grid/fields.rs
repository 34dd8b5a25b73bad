//! Names and values, one pair a line, the values in a column of their own.

use crate::render::clean;
use crate::render::grid::paint::{Painter, Text};
use crate::render::grid::{Screen, flow};
use crate::render::model::Style;

/// Columns that a value must have beside its name; with fewer it goes below.
const LEAST_VALUE: usize = 12;

/// A name, and the lines of its value.
pub struct Field {
    name: Text,
    lines: Vec<Text>,
}

impl Field {
    pub fn new(name: &str, lines: Vec<Text>) -> Field {
        Field {
            name: Text::of(Style::Muted, label(name)),
            lines,
        }
    }

    fn is_empty(&self) -> bool {
        self.lines
            .iter()
            .all(|line| line.as_str().trim().is_empty())
    }
}

fn label(name: &str) -> String {
    let colon = if name.is_empty() { "" } else { ":" };
    format!("{}{colon}", clean::clean(name))
}

/// Returns where values stand beside names of these widths.
pub fn indent<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    names
        .map(|name| flow::width(&label(name)))
        .max()
        .unwrap_or(0)
        + 1
}

/// Writes fields with their values at `indent`; those without a value are left out.
pub fn write(fields: &[Field], indent: usize, screen: &Screen, out: &mut String) {
    let is_beside = indent + LEAST_VALUE <= screen.columns();
    for Field { name, lines } in fields.iter().filter(|field| !field.is_empty()) {
        match is_beside {
            true => beside(name, lines, indent, screen, out),
            false => below(name, lines, screen, out),
        }
    }
}

fn beside(name: &Text, lines: &[Text], indent: usize, screen: &Screen, out: &mut String) {
    let mut painter = Painter::new(out, screen.color);
    painter.text(name, 0..name.as_str().len());
    painter.space(indent - name.width());
    hang(lines, indent, screen.columns(), &mut painter);
}

fn below(name: &Text, lines: &[Text], screen: &Screen, out: &mut String) {
    let indent = if name.as_str().is_empty() { 0 } else { 2 };
    let mut painter = Painter::new(out, screen.color);
    if indent > 0 {
        hang(
            std::slice::from_ref(name),
            0,
            screen.columns(),
            &mut painter,
        );
        painter.space(indent);
    }
    hang(lines, indent, screen.columns(), &mut painter);
}

/// Writes lines wrapped at `columns`; the first goes on where the painter stands, at `indent`.
pub fn hang(lines: &[Text], indent: usize, columns: usize, painter: &mut Painter<'_>) {
    let mut is_first = true;
    for line in lines {
        for range in line.wrap(columns.saturating_sub(indent).max(flow::WIDEST_CHAR)) {
            if !is_first {
                painter.space(indent);
            }
            is_first = false;
            painter.text(line, range);
            painter.end_line();
        }
    }
}

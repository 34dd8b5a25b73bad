//! A row of a table where there is no room for columns: the first value, the title beside it, and
//! below them all other values with their names, as many on a line as it holds.

use crate::render::grid::Screen;
use crate::render::grid::fields;
use crate::render::grid::paint::{Painter, Text};
use crate::render::grid::widths::GAP;
use crate::render::model::{Align, Column, Fit, Line, Style};

/// Writes one row; values that are missing are left out.
pub fn write(columns: &[Column], row: &[Line], screen: &Screen, out: &mut String) {
    let cell = |place: usize| row.get(place).map(Text::one_line).unwrap_or_default();
    // A figure, which stands to the right, is no title and needs its name.
    let is_title = |column: &Column| column.fit == Fit::Wrap && column.align == Align::Left;
    let heading = (1..columns.len()).find(|place| is_title(&columns[*place]));
    let lead = cell(0);
    // A lead that takes half of the screen leaves no room beside it.
    let is_beside = lead.width() + GAP <= screen.columns() / 2;
    let indent = if is_beside { lead.width() + GAP } else { GAP };
    let mut painter = Painter::new(out, screen.color);
    let heading_text = heading.map(cell).filter(|heading| heading.width() > 0);
    let mut is_begun = is_beside;
    if is_beside {
        painter.text(&lead, 0..lead.as_str().len());
    } else {
        fields::hang(&[lead], 0, screen.columns(), &mut painter);
    }
    if let Some(text) = heading_text {
        painter.space(GAP);
        fields::hang(&[text], indent, screen.columns(), &mut painter);
        is_begun = false;
    }
    let others = (1..columns.len()).filter(|place| Some(*place) != heading);
    let pairs: Vec<Text> = others
        .filter_map(|place| pair(&columns[place], row.get(place)?))
        .collect();
    // Without a title the values begin where it would stand.
    painter.space(if is_begun { GAP } else { indent });
    write_pairs(&pairs, indent, screen, &mut painter);
    if is_begun && pairs.is_empty() {
        painter.end_line();
    }
}

/// Returns a value with its name; nothing if there is no value.
fn pair(column: &Column, value: &Line) -> Option<Text> {
    if value.is_empty() {
        return None;
    }
    let mut line = Line::new();
    if !column.title.is_empty() {
        line = line.push(Style::Muted, format!("{}: ", column.title));
    }
    line.0.extend(value.0.iter().cloned());
    Some(Text::one_line(&line))
}

/// Writes pairs side by side from where the painter stands, at `indent`; one that has no room goes on
/// the next line.
fn write_pairs(pairs: &[Text], indent: usize, screen: &Screen, painter: &mut Painter<'_>) {
    let room = screen.columns().saturating_sub(indent);
    let mut used = 0;
    for (place, pair) in pairs.iter().enumerate() {
        let width = pair.width();
        if used > 0 && used + GAP + width > room {
            painter.end_line();
            painter.space(indent);
            used = 0;
        }
        if width > room {
            let lines = std::slice::from_ref(pair);
            fields::hang(lines, indent, screen.columns(), painter);
            painter.space(indent);
            continue;
        }
        if used > 0 {
            painter.space(GAP);
            used += GAP;
        }
        painter.text(pair, 0..pair.as_str().len());
        used += width;
        if place + 1 == pairs.len() {
            painter.end_line();
        }
    }
}

//! The user's own Markdown on a terminal: their source as they typed it, wrapped and cleaned.
//!
//! Marks are kept, so that what is read is what `edit` opens; only headings are set off.

use crate::render::clean;
use crate::render::grid::paint::{Painter, Text};
use crate::render::grid::{Screen, fields};
use crate::render::model::Style;

/// Writes the text; empty lines at its two ends are left out.
pub fn write(text: &str, screen: &Screen, out: &mut String) {
    let text = clean::clean_lines(text);
    let text = text.trim_end().trim_start_matches('\n');
    text.lines().for_each(|line| write_line(line, screen, out));
}

/// Writes one line; where it goes on in further ones they stand under its words, not its marker.
fn write_line(line: &str, screen: &Screen, out: &mut String) {
    let body = line.trim_start_matches(' ');
    let style = if is_heading(body) {
        Style::Heading
    } else {
        Style::Plain
    };
    let indent = line.len() - body.len();
    let mut painter = Painter::new(out, screen.color);
    let hanging = indent + marker_bytes(body);
    // An indent of more than half the screen leaves no room to read.
    if hanging > screen.columns() / 2 {
        fields::hang(&[Text::of(style, body)], 0, screen.columns(), &mut painter);
        return;
    }
    let (marker, rest) = line.split_at(hanging);
    painter.space(indent);
    painter.put(style, marker.trim_start_matches(' '));
    fields::hang(
        &[Text::of(style, rest)],
        hanging,
        screen.columns(),
        &mut painter,
    );
}

fn is_heading(body: &str) -> bool {
    body.starts_with('#') && body.trim_start_matches('#').starts_with(' ')
}

/// Returns the length of what begins an entry of a list or a quotation: `- [ ] `, `12. `, `> `.
fn marker_bytes(body: &str) -> usize {
    let after_number = body.trim_start_matches(|char: char| char.is_ascii_digit());
    let rest = match after_number.len() < body.len() {
        true => after_number.strip_prefix(['.', ')']),
        false => body.strip_prefix(['-', '*', '+', '>']),
    };
    let Some(rest) = rest.and_then(|rest| rest.strip_prefix(' ')) else {
        return 0;
    };
    let boxes = ["[ ] ", "[x] ", "[X] "];
    let rest = boxes
        .iter()
        .find_map(|tick| rest.strip_prefix(tick))
        .unwrap_or(rest);
    body.len() - rest.len()
}

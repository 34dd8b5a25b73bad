//! Tables: columns side by side where there is room, else a card for each row.
//!
//! A [`Layout`] is fixed by the columns and some rows, so that a long list can be written row by row.

use std::borrow::Cow;
use std::ops::Range;

use crate::render::clean;
use crate::render::grid::cards;
use crate::render::grid::paint::{Painter, Text};
use crate::render::grid::widths::{self, GAP, Wish};
use crate::render::grid::{Screen, flow};
use crate::render::model::{Align, Column, Fit, Line, Style};

/// Rows that are measured to size the columns; later ones wrap inside them.
const MEASURED_ROWS: usize = 1000;

/// How the rows that a layout is made from stand to those that it will write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// All of them: a column without any value is left out.
    Whole,
    /// The first of a stream.
    Beginning,
}

/// Where each column of a table stands on a screen.
pub struct Layout<'a> {
    columns: &'a [Column],
    screen: Screen,
    /// The width of each column, `None` for one that is left out; nothing where rows are cards.
    widths: Option<Vec<Option<usize>>>,
}

impl<'a> Layout<'a> {
    /// Returns the layout for `rows` and, by `sample`, those that follow them.
    pub fn new(columns: &'a [Column], rows: &[&[Line]], sample: Sample, screen: &Screen) -> Self {
        let places = columns.iter().enumerate();
        let wishes: Vec<Option<Wish>> = places
            .map(|(place, column)| wish(column, rows, place, sample))
            .collect();
        let screen = *screen;
        Layout {
            columns,
            screen,
            widths: widths::fit(&wishes, screen.columns()),
        }
    }

    /// Returns whether it is the layout of a table with these columns.
    pub fn is_of(&self, columns: &[Column]) -> bool {
        self.columns == columns
    }

    /// Writes the titles; nothing where rows are cards, for each value has its title there.
    pub fn header(&self, out: &mut String) {
        let Some(widths) = &self.widths else { return };
        let titles: Vec<Text> = self
            .columns
            .iter()
            .map(|column| Text::of(Style::Muted, title(column)))
            .collect();
        if titles.iter().any(|title| !title.as_str().is_empty()) {
            self.side_by_side(widths, &titles, out);
        }
    }

    /// Writes one row.
    pub fn row(&self, row: &[Line], out: &mut String) {
        match &self.widths {
            Some(widths) => {
                let cells: Vec<Text> = row.iter().map(Text::one_line).collect();
                self.side_by_side(widths, &cells, out);
            }
            None => cards::write(self.columns, row, &self.screen, out),
        }
    }

    fn side_by_side(&self, widths: &[Option<usize>], cells: &[Text], out: &mut String) {
        let shown: Vec<Cell<'_>> = self
            .columns
            .iter()
            .zip(widths)
            .zip(cells)
            .filter_map(|((column, width), text)| Some(self.cell(column, (*width)?, text)))
            .collect();
        let height = shown.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let mut painter = Painter::new(out, self.screen.color);
        for line in 0..height {
            for cell in &shown {
                cell.paint(line, &mut painter);
                painter.space(GAP);
            }
            painter.end_line();
        }
    }

    fn cell<'t>(&self, column: &Column, width: usize, text: &'t Text) -> Cell<'t> {
        let (lines, mark) = match column.fit {
            Fit::Cut => {
                let ellipsis = self.screen.glyphs.ellipsis();
                let kept = flow::cut(text.as_str(), width, ellipsis);
                let is_cut = !text.as_str()[kept.end..].trim_end_matches(' ').is_empty();
                (vec![kept], if is_cut { ellipsis } else { "" })
            }
            Fit::Keep | Fit::Wrap | Fit::Phrase | Fit::Drop(_) => (text.wrap(width), ""),
        };
        Cell {
            text,
            lines,
            mark,
            width,
            align: column.align,
        }
    }
}

/// Returns what a column would like; nothing if it has no value.
fn wish(column: &Column, rows: &[&[Line]], place: usize, sample: Sample) -> Option<Wish> {
    let cells = || rows.iter().filter_map(|row| row.get(place));
    let is_whole = sample == Sample::Whole;
    if is_whole && cells().all(Line::is_empty) {
        return None;
    }
    let title = flow::width(&title(column));
    let natural = cells()
        .take(MEASURED_ROWS)
        .map(line_width)
        .fold(title, usize::max);
    let is_measured = is_whole && rows.len() <= MEASURED_ROWS;
    let natural = if is_measured {
        natural
    } else {
        widths::open_ended(natural)
    };
    let fit = column.fit;
    Some(Wish { natural, fit })
}

/// Returns the title as it is shown; one that the data gave stays as it was typed.
fn title(column: &Column) -> String {
    let title = clean::clean(&column.title);
    match column.title {
        Cow::Borrowed(_) => title.to_uppercase(),
        Cow::Owned(_) => title.into_owned(),
    }
}

fn line_width(line: &Line) -> usize {
    match line.0.as_slice() {
        [span] => flow::width(&clean::clean(&span.text)),
        _ => Text::one_line(line).width(),
    }
}

/// One cell of a row: the lines that it takes in its column.
struct Cell<'t> {
    text: &'t Text,
    lines: Vec<Range<usize>>,
    mark: &'static str,
    width: usize,
    align: Align,
}

impl Cell<'_> {
    fn paint(&self, line: usize, painter: &mut Painter<'_>) {
        let Some(range) = self.lines.get(line).cloned() else {
            return painter.space(self.width);
        };
        let used = flow::width(&self.text.as_str()[range.clone()]) + flow::width(self.mark);
        let free = self.width.saturating_sub(used);
        if self.align == Align::Right {
            painter.space(free);
        }
        painter.text(self.text, range.clone());
        painter.mark_at(self.text, range.end, self.mark);
        if self.align == Align::Left {
            painter.space(free);
        }
    }
}

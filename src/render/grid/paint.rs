//! Styled text that is already clean, and the one place that writes colour.
//!
//! Layout is done by then: escape bytes never count as columns, and spaces at the end of a line are
//! never written.

use std::fmt::Write;
use std::ops::Range;

use anstyle::{AnsiColor, Effects};

use crate::render::clean;
use crate::render::grid::flow;
use crate::render::model::{Line, Style};

/// Whether escape sequences for colour may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Never,
    Always,
}

/// Clean text with the styles of its parts.
#[derive(Debug, Default)]
pub struct Text {
    text: String,
    /// Where each style ends, in bytes, ascending.
    ends: Vec<(usize, Style)>,
}

impl Text {
    /// Returns the line as one line of safe text.
    pub fn one_line(line: &Line) -> Text {
        let mut text = Text::default();
        for span in &line.0 {
            text.text.push_str(&clean::clean(&span.text));
            text.ends.push((text.text.len(), span.style));
        }
        text
    }

    /// Returns the line as the lines that its newlines make of it.
    pub fn lines(line: &Line) -> Vec<Text> {
        let mut texts = vec![Text::default()];
        for span in &line.0 {
            for (place, part) in clean::clean_lines(&span.text).split('\n').enumerate() {
                if place > 0 {
                    texts.push(Text::default());
                }
                if let Some(text) = texts.last_mut() {
                    text.text.push_str(part);
                    text.ends.push((text.text.len(), span.style));
                }
            }
        }
        texts
    }

    /// Returns safe text of one style; the caller has cleaned it.
    pub fn of(style: Style, text: impl Into<String>) -> Text {
        let text = text.into();
        let ends = vec![(text.len(), style)];
        Text { text, ends }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn width(&self) -> usize {
        flow::width(&self.text)
    }

    pub fn wrap(&self, columns: usize) -> Vec<Range<usize>> {
        flow::wrap(&self.text, columns)
    }

    /// Returns the style at a byte.
    fn style_at(&self, at: usize) -> Style {
        let found = self.ends.iter().find(|(end, _)| at < *end);
        found.map_or(Style::Plain, |&(_, style)| style)
    }

    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Style, &str)> {
        let mut start = range.start;
        self.ends.iter().filter_map(move |&(end, style)| {
            let part = start..end.min(range.end);
            (!part.is_empty()).then(|| {
                start = part.end;
                (style, &self.text[part])
            })
        })
    }
}

/// Writes lines; spaces are held back until something follows them.
pub struct Painter<'a> {
    out: &'a mut String,
    color: Color,
    held_spaces: usize,
}

impl<'a> Painter<'a> {
    pub fn new(out: &'a mut String, color: Color) -> Painter<'a> {
        Painter {
            out,
            color,
            held_spaces: 0,
        }
    }

    pub fn space(&mut self, columns: usize) {
        self.held_spaces += columns;
    }

    pub fn end_line(&mut self) {
        self.held_spaces = 0;
        self.out.push('\n');
    }

    pub fn text(&mut self, text: &Text, range: Range<usize>) {
        text.parts(range)
            .for_each(|(style, part)| self.put(style, part));
    }

    /// Writes a mark in the style of the text it stands for.
    pub fn mark_at(&mut self, text: &Text, at: usize, mark: &str) {
        self.put(text.style_at(at), mark);
    }

    pub fn put(&mut self, style: Style, text: &str) {
        let body = text.trim_end_matches(' ');
        if !body.is_empty() {
            self.out.extend(std::iter::repeat_n(' ', self.held_spaces));
            self.held_spaces = 0;
            self.put_painted(style, body);
        }
        self.held_spaces += text.len() - body.len();
    }

    fn put_painted(&mut self, style: Style, text: &str) {
        let ansi = ansi(style);
        if self.color == Color::Never || ansi.is_plain() {
            self.out.push_str(text);
        } else {
            write!(self.out, "{ansi}{text}{ansi:#}").expect("a string takes all that is written");
        }
    }
}

fn ansi(style: Style) -> anstyle::Style {
    let plain = anstyle::Style::new();
    let colored = |color: AnsiColor| plain.fg_color(Some(color.into()));
    match style {
        Style::Plain => plain,
        Style::Strong => plain.effects(Effects::BOLD),
        Style::Muted => plain.effects(Effects::DIMMED),
        Style::Id => colored(AnsiColor::Cyan),
        Style::Late => colored(AnsiColor::Red).effects(Effects::BOLD),
        Style::Soon => colored(AnsiColor::Yellow),
        Style::Good => colored(AnsiColor::Green),
        Style::Heading => plain.effects(Effects::BOLD),
    }
}

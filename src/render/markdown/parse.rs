//! Markdown → a document, for what users' templates make: then every form of output says the same. What
//! a document cannot say (nested lists, quotations, code) stays as Markdown.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::render::model::{Block, Column, Document, Line, Style, Table};

type Events<'a> = std::iter::Peekable<pulldown_cmark::OffsetIter<'a>>;

/// Reads a text; never fails.
pub fn parse(text: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut events = Parser::new_ext(text, options).into_offset_iter().peekable();
    let mut document = Document::new();
    while let Some((event, range)) = events.next() {
        let block = match event {
            Event::Start(Tag::Heading { level, .. }) => {
                Some(Block::Heading(depth(level), inline(&mut events, range.end)))
            }
            Event::Start(Tag::Paragraph) => Some(Block::Paragraph(inline(&mut events, range.end))),
            Event::Start(Tag::List(None)) if is_flat(text, &range) => {
                Some(Block::Bullets(items(&mut events, range.end)))
            }
            Event::Start(Tag::Table(alignments)) => {
                Some(Block::Table(table(&mut events, &alignments, range.end)))
            }
            Event::Start(Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                skip(&mut events, range.end);
                None
            }
            Event::Start(_) => {
                skip(&mut events, range.end);
                Some(Block::Markdown(text[range].to_owned()))
            }
            Event::Rule => Some(Block::Markdown("---\n".to_owned())),
            _ => None,
        };
        document.blocks.extend(block);
    }
    document
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Whether each item of a list is one line of text, without boxes and without anything inside.
fn is_flat(text: &str, range: &Range<usize>) -> bool {
    let lines = text[range.clone()]
        .lines()
        .filter(|line| !line.trim().is_empty());
    lines.into_iter().all(|line| {
        let item = line.strip_prefix(['-', '*', '+']);
        item.is_some_and(|rest| rest.starts_with(' ') && !rest.trim_start().starts_with('['))
    })
}

fn skip(events: &mut Events<'_>, end: usize) {
    while events.next_if(|(_, range)| range.start < end).is_some() {}
}

/// Returns the text up to an end, with what is strong in it; a link is its words and its address.
fn inline(events: &mut Events<'_>, end: usize) -> Line {
    let mut line = Line::new();
    let mut strong = 0;
    let mut links: Vec<(String, usize)> = Vec::new();
    while let Some((event, _)) = events.next_if(|(_, range)| range.start < end) {
        let style = if strong > 0 {
            Style::Strong
        } else {
            Style::Plain
        };
        match event {
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push((dest_url.into_string(), line.text().len()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((address, start)) = links.pop()
                    && line.text()[start..] != address
                {
                    line = line.push(Style::Plain, format!(" ({address})"));
                }
            }
            Event::Text(text) | Event::Code(text) => line = line.push(style, text.into_string()),
            Event::InlineHtml(tag) if tag.starts_with("<br") => line = line.push(style, "\n"),
            Event::SoftBreak => line = line.push(style, " "),
            Event::HardBreak => line = line.push(style, "\n"),
            Event::End(
                TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell,
            ) => {
                break;
            }
            _ => {}
        }
    }
    line
}

fn items(events: &mut Events<'_>, end: usize) -> Vec<Line> {
    let mut items = Vec::new();
    while let Some((event, range)) = events.next_if(|(_, range)| range.start < end) {
        if event == Event::Start(Tag::Item) {
            // A list with empty lines between its items holds paragraphs.
            events.next_if(|(event, _)| *event == Event::Start(Tag::Paragraph));
            items.push(inline(events, range.end));
        }
    }
    items
}

fn table(events: &mut Events<'_>, alignments: &[Alignment], end: usize) -> Table {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    while let Some((event, range)) = events.next_if(|(_, range)| range.start < end) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                let cell = inline(events, range.end);
                if let Some(row) = rows.last_mut() {
                    row.push(cell);
                }
            }
            _ => {}
        }
    }
    let mut rows = rows.into_iter();
    let titles = rows.next().unwrap_or_default().into_iter();
    let columns = titles.zip(alignments).map(|(title, alignment)| {
        let column = Column::named("column", title.text().into_owned());
        match alignment {
            Alignment::Right => column.right(),
            Alignment::None | Alignment::Left | Alignment::Center => column,
        }
    });
    Table {
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::markdown::render;

    #[test]
    fn what_a_document_can_say_is_written_as_it_was_read() {
        let text = "# One\n\nA **strong** word, a \\| b & `code`.\n\n- one\n- two \\*\n\n\
             | ID | Count |\n| --- | ---: |\n| A-1 | 3 |\n\n## Two\n\n1. first\n   - nested\n\n```\ncode\n```\n";
        let want = text.replace("`code`.", "code.");
        assert_eq!(render(&parse(text)), want);
    }

    #[test]
    fn front_matter_and_remarks_are_left_out_and_links_keep_their_address() {
        let text = "---\na: b\n---\n\n<!-- x -->\n\nSee [the plan](https://example.org/p) and <https://example.org>.\n";
        assert_eq!(
            parse(text).blocks,
            [Block::Paragraph(
                Line::from("See ")
                    .push(Style::Plain, "the plan")
                    .push(Style::Plain, " (https://example.org/p)")
                    .push(Style::Plain, " and ")
                    .push(Style::Plain, "https://example.org")
                    .push(Style::Plain, ".")
            )]
        );
    }
}

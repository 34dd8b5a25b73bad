//! A piece of Markdown by its outermost blocks: lists with their entries, and what is no list.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::cut::{options, plain_line};

/// One outermost block and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub range: Range<usize>,
    pub form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Paragraph,
    /// Where each entry stands, its marker included.
    List(Vec<Range<usize>>),
    Heading(usize),
    Other,
}

/// Cuts a text into its outermost blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                match (depth, tag) {
                    (0, tag) => blocks.push(Block {
                        range,
                        form: match tag {
                            Tag::Paragraph => Form::Paragraph,
                            Tag::List(_) => Form::List(Vec::new()),
                            Tag::Heading { level, .. } => Form::Heading(level as usize),
                            _ => Form::Other,
                        },
                    }),
                    (1, Tag::Item) => {
                        if let Some(Form::List(items)) = blocks.last_mut().map(|one| &mut one.form)
                        {
                            items.push(range);
                        }
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 => blocks.push(Block {
                range,
                form: Form::Other,
            }),
            _ => {}
        }
    }
    blocks
}

/// Returns what an entry of a list says on one line, with its marks and addresses; None where it holds
/// more than words: a list, code, several paragraphs.
pub(super) fn one_line(item: &str) -> Option<String> {
    let mut paragraphs = 0;
    let mut content: Option<Range<usize>> = None;
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(item, options()).into_offset_iter() {
        match &event {
            Event::Start(Tag::List(_) | Tag::Item) if depth < 2 => {
                depth += 1;
                continue;
            }
            Event::Start(Tag::Paragraph) => {
                paragraphs += 1;
                continue;
            }
            Event::Start(
                Tag::List(_)
                | Tag::Item
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Heading { .. }
                | Tag::HtmlBlock
                | Tag::Table(_),
            ) => return None,
            Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::Paragraph) => continue,
            _ => {}
        }
        content = Some(match content {
            Some(known) => known.start.min(range.start)..known.end.max(range.end),
            None => range,
        });
    }
    let words = item.get(content?)?.split_whitespace();
    let line = words.collect::<Vec<_>>().join(" ");
    (paragraphs <= 1 && !line.is_empty()).then_some(line)
}

/// Whether the plain words say all that is written: they hold each address, and there is no picture.
pub(super) fn is_plain(line: &str) -> bool {
    let words = plain_line(line);
    !Parser::new_ext(line, options()).any(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => !words.contains(&*dest_url),
        Event::Start(Tag::Image { .. }) => true,
        _ => false,
    })
}

//! What a person wrote as Markdown, as the text of a message.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Dialect;
use crate::render::clean::clean_lines;

/// Returns Markdown as text of a dialect; HTML in it is text.
pub fn convert(text: &str, dialect: Dialect) -> String {
    let text = clean_lines(text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut writer = Writer {
        dialect,
        out: String::new(),
        open: Vec::new(),
        lists: Vec::new(),
        cells: 0,
    };
    for event in Parser::new_ext(&text, options) {
        writer.take(event);
    }
    writer.out.trim_matches('\n').to_owned()
}

struct Writer {
    dialect: Dialect,
    out: String,
    /// Where what is open began, with the address of a link.
    open: Vec<(usize, String)>,
    /// The next number of each list that is open; none of one with bullets.
    lists: Vec<Option<u64>>,
    /// How many cells of the present row were written.
    cells: usize,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.out.push_str(&self.dialect.escape(&text));
            }
            Event::Code(text) => {
                let text = self.dialect.escape(&text).into_owned();
                self.out.push_str(&self.dialect.code(&text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.out.push('\n');
                self.indent();
            }
            Event::Rule => self.gap(),
            Event::TaskListMarker(is_done) => {
                self.out.push_str(if is_done { "[x] " } else { "[ ] " });
            }
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.gap(),
            Tag::Heading { .. } => {
                self.gap();
                self.open(String::new());
            }
            Tag::BlockQuote(_) => {
                self.gap();
                self.open(String::new());
            }
            Tag::CodeBlock(_) => {
                self.gap();
                if self.dialect == Dialect::Slack {
                    self.out.push_str("```\n");
                }
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Table(_) => self.gap(),
            Tag::TableHead | Tag::TableRow => {
                self.line();
                self.out.push_str("• ");
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.out.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::Emphasis | Tag::Strong => self.open(String::new()),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.open(dest_url.into_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Strong => {
                self.close(|dialect, text, _| dialect.strong(text))
            }
            TagEnd::Emphasis => self.close(|dialect, text, _| dialect.emphasis(text)),
            TagEnd::Link | TagEnd::Image => {
                self.close(|dialect, text, url| dialect.link(url, text))
            }
            TagEnd::BlockQuote(_) => self.close(|_, text, _| {
                let lines = text.trim_matches('\n').lines();
                lines
                    .map(|line| format!("> {line}"))
                    .collect::<Vec<_>>()
                    .join("\n")
            }),
            TagEnd::CodeBlock if self.dialect == Dialect::Slack => {
                self.line();
                self.out.push_str("```");
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            _ => {}
        }
    }

    fn open(&mut self, url: String) {
        self.open.push((self.out.len(), url));
    }

    /// Replaces what was written since the last opening.
    fn close(&mut self, with: impl Fn(Dialect, &str, &str) -> String) {
        if let Some((start, url)) = self.open.pop() {
            let start = start.min(self.out.len());
            let text = self.out.split_off(start);
            self.out.push_str(&with(self.dialect, &text, &url));
        }
    }

    fn item(&mut self) {
        self.line();
        let depth = self.lists.len().saturating_sub(1);
        self.out.push_str(&"    ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.out.push_str("• "),
        }
    }

    fn indent(&mut self) {
        if !self.lists.is_empty() {
            self.out.push_str(&"    ".repeat(self.lists.len() - 1));
            self.out.push_str("  ");
        }
    }

    /// Begins a line unless one has just begun.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Leaves an empty line before what follows.
    fn gap(&mut self) {
        self.line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

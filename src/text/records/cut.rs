//! A Markdown text cut at its headings, without the comments that no reader of the page sees. Headings in
//! lists, quotations and code are text.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A heading and the text up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub level: usize,
    /// The heading without its marks, on one line.
    pub heading: String,
    /// Counted from 1 in the whole file.
    pub line: usize,
    /// What stands below it, without empty lines around.
    pub text: String,
    /// The line on which that begins.
    pub text_line: usize,
}

impl Part {
    /// Returns the heading in lower case without emphasis, numbers and signs around it.
    pub fn name(&self) -> String {
        plain_line(&self.heading)
            .trim_matches(|c: char| !c.is_alphabetic() && c != ')')
            .to_lowercase()
    }

    /// Returns the heading and its text as Markdown.
    pub fn whole(&self) -> String {
        let heading = format!("{} {}", "#".repeat(self.level), self.heading);
        joined([heading.trim_end(), self.text.as_str()])
    }
}

/// A text cut at its headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// What stands before the first heading.
    pub head: String,
    /// The line on which that begins.
    pub head_line: usize,
    pub parts: Vec<Part>,
}

/// Cuts a text whose first line has this number in its file.
pub(super) fn cut(text: &str, first_line: usize) -> Cut {
    let scan = scan(text);
    let lines = Lines::of(text, first_line);
    let line_of = |at: usize| lines.at(at);
    let starts: Vec<usize> = scan.headings.iter().map(|one| one.range.start).collect();
    let end_of = |at: usize| starts.get(at).copied().unwrap_or(text.len());
    let mut cut = Cut {
        head: scan.visible(text, 0..end_of(0)),
        head_line: line_of(scan.first(text, 0..end_of(0))),
        parts: Vec::new(),
    };
    for (at, heading) in scan.headings.iter().enumerate() {
        let below = heading.range.end..end_of(at + 1);
        cut.parts.push(Part {
            level: heading.level,
            heading: inner(&scan.visible(text, heading.range.clone())),
            line: line_of(heading.range.start),
            text_line: line_of(scan.first(text, below.clone())),
            text: scan.visible(text, below),
        });
    }
    cut
}

/// Where the lines of a text end.
pub(super) struct Lines {
    first: usize,
    ends: Vec<usize>,
}

impl Lines {
    /// Finds the ends in a text whose first line has this number.
    pub fn of(text: &str, first: usize) -> Lines {
        let ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Lines { first, ends }
    }

    /// Returns the number of the line in which a byte stands.
    pub fn at(&self, byte: usize) -> usize {
        self.first + self.ends.partition_point(|end| *end < byte)
    }
}

struct Heading {
    level: usize,
    range: Range<usize>,
}

/// Where the headings and the comments of a text stand.
#[derive(Default)]
struct Scan {
    headings: Vec<Heading>,
    comments: Vec<Range<usize>>,
}

impl Scan {
    /// Returns where a piece of the text begins to say anything.
    fn first(&self, text: &str, range: Range<usize>) -> usize {
        let mut at = range.start;
        loop {
            let piece = &text[at..range.end];
            at += piece.len() - piece.trim_start().len();
            match self.from(at).first() {
                Some(comment) if comment.start == at && comment.end <= range.end => {
                    at = comment.end;
                }
                _ => return at,
            }
        }
    }

    /// Returns the comments that begin here or later.
    fn from(&self, at: usize) -> &[Range<usize>] {
        let before = self.comments.partition_point(|comment| comment.start < at);
        &self.comments[before..]
    }

    /// Returns a piece of the text without comments and without empty lines around it.
    fn visible(&self, text: &str, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start;
        let within = self.from(at).iter();
        for comment in within.take_while(|comment| comment.end <= range.end) {
            out.push_str(&text[at..comment.start]);
            at = comment.end;
        }
        out.push_str(&text[at..range.end]);
        trimmed(&out)
    }
}

fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut depth = 0usize;
    let mut html: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Heading { level, .. } if depth == 0 => scan.headings.push(Heading {
                        level: level as usize,
                        range,
                    }),
                    Tag::HtmlBlock if depth == 0 => html = Some(range),
                    _ => {}
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if end == TagEnd::HtmlBlock
                    && depth == 0
                    && let Some(range) = html.take()
                {
                    scan.comments.extend(comments(text, range));
                }
            }
            Event::InlineHtml(html) if html.starts_with("<!--") && html.ends_with("-->") => {
                scan.comments.push(range);
            }
            _ => {}
        }
    }
    scan
}

/// Finds the comments of a block of HTML.
fn comments(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = block.start;
    while let Some(start) = text[at..block.end].find("<!--").map(|start| at + start) {
        let Some(end) = text[start..block.end].find("-->") else {
            break;
        };
        at = start + end + "-->".len();
        found.push(start..at);
    }
    found
}

/// Returns what a heading says: `## Words ##`, or words with a line of signs below.
fn inner(heading: &str) -> String {
    let words = match heading.strip_prefix('#') {
        Some(rest) => {
            let words = rest.trim_start_matches('#').trim();
            let bare = words.trim_end_matches('#');
            // `C#` ends in a sign of its own; a closing row of them stands apart.
            if bare.ends_with([' ', '\t']) || bare.is_empty() {
                bare.trim_end()
            } else {
                words
            }
        }
        None => heading
            .rsplit_once('\n')
            .map_or(heading, |(words, _)| words),
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how Markdown is read in records.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
}

/// Returns the words of a piece of Markdown without marks and addresses.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::InlineHtml(html) if !html.starts_with("<!--") => out.push_str(&html),
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell,
            ) => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words of one line without marks and addresses; a number at its head begins no list.
pub(super) fn plain_line(line: &str) -> String {
    let words = plain(&format!("x {line}"));
    words.strip_prefix('x').unwrap_or(&words).trim().to_owned()
}

/// Returns a text without the empty lines around it; the indentation of its first line stays.
pub(super) fn trimmed(text: &str) -> String {
    let text = text.trim_end();
    let start = text.len() - text.trim_start().len();
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].to_owned()
}

/// Joins pieces of Markdown with an empty line between those that say anything.
pub(super) fn joined<S: AsRef<str>>(pieces: impl IntoIterator<Item = S>) -> String {
    let mut out = String::new();
    for piece in pieces {
        let piece = piece.as_ref();
        if piece.trim().is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(piece);
    }
    out
}

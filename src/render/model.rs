//! What `view` builds and every renderer reads: lines of styled text, tables and blocks.
//!
//! Holds text exactly as it is in the data; making it safe is the work of the renderers.

use std::borrow::Cow;

/// What a piece of text means to its reader; colour only repeats what the words say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Plain,
    Strong,
    Muted,
    Id,
    Late,
    Soon,
    Good,
    Heading,
}

/// Text of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub style: Style,
}

/// Text of one or more styles, read as one line; a newline in it breaks the line where there is room
/// for that (paragraphs, bullets, fields) and is shown as `\n` where there is none (tables, headings).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// Returns a line without text.
    pub fn new() -> Line {
        Line::default()
    }

    /// Returns a line of one style.
    pub fn styled(style: Style, text: impl Into<String>) -> Line {
        Line::new().push(style, text)
    }

    /// Returns the line with `text` at its end.
    #[must_use]
    pub fn push(mut self, style: Style, text: impl Into<String>) -> Line {
        let text = text.into();
        self.0.push(Span { text, style });
        self
    }

    /// Returns whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }

    /// Returns the words without their styles.
    pub fn text(&self) -> Cow<'_, str> {
        match self.0.as_slice() {
            [] => Cow::Borrowed(""),
            [span] => Cow::Borrowed(&span.text),
            spans => spans.iter().map(|span| span.text.as_str()).collect(),
        }
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line::styled(Style::Plain, text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Line {
        Line::styled(Style::Plain, text)
    }
}

/// The side on which the values of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Right,
}

/// What a column does when the screen is too narrow for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// Stays as wide as its widest value (up to 24 columns): IDs, dates, people.
    #[default]
    Keep,
    /// Gives way by going on in further lines: titles.
    Wrap,
    /// Gives way like `Wrap`, and further: a few words, or names.
    Phrase,
    /// Gives way by ending in an ellipsis: remarks that can be read elsewhere.
    Cut,
    /// Keeps its width or is left out, lowest number first, before a `Wrap` column gets hard to read.
    Drop(u8),
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in machine formats and `--fields`.
    pub key: &'static str,
    /// The name that people see, in sentence case; empty for a column that explains itself.
    pub title: Cow<'static, str>,
    pub align: Align,
    pub fit: Fit,
}

impl Column {
    /// Returns a left-aligned column that keeps its width.
    pub const fn new(key: &'static str, title: &'static str) -> Column {
        let (align, fit) = (Align::Left, Fit::Keep);
        Column {
            key,
            title: Cow::Borrowed(title),
            align,
            fit,
        }
    }

    /// Returns a column that the data names, such as one for each option of a decision.
    pub fn named(key: &'static str, title: String) -> Column {
        let mut column = Column::new(key, "");
        column.title = Cow::Owned(title);
        column
    }

    /// Returns the title as it stands within a sentence: in lower case, or as it was written by whom the
    /// data is from.
    pub fn title_within(&self) -> Cow<'_, str> {
        match &self.title {
            Cow::Borrowed(title) => Cow::Owned(title.to_lowercase()),
            Cow::Owned(title) => Cow::Borrowed(title),
        }
    }

    /// Returns the column with another way to give way.
    #[must_use]
    pub const fn fit(mut self, fit: Fit) -> Column {
        self.fit = fit;
        self
    }

    /// Returns the column with its values on the right.
    #[must_use]
    pub const fn right(mut self) -> Column {
        self.align = Align::Right;
        self
    }
}

/// Rows under columns; a row that is short of cells has empty ones at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Line>>,
}

impl Table {
    /// Returns a table without rows.
    pub fn new(columns: impl Into<Vec<Column>>) -> Table {
        let columns = columns.into();
        Table {
            columns,
            rows: Vec::new(),
        }
    }
}

/// One part of a document; renderers set blocks apart, so none is needed for an empty line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A title of level 1 to 6, which stands close to what follows it.
    Heading(u8, Line),
    Paragraph(Line),
    /// Lines that stand together, each on its own.
    Lines(Vec<Line>),
    Bullets(Vec<Line>),
    /// Names and values, one pair a line; a pair without a value is left out.
    Fields(Vec<(String, Line)>),
    /// A table; nothing at all when it has no rows.
    Table(Table),
    /// The user's own notes or body text, in Markdown.
    Markdown(String),
}

/// What one command shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub blocks: Vec<Block>,
}

impl Document {
    /// Returns a document without blocks.
    pub fn new() -> Document {
        Document::default()
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}

impl From<Table> for Document {
    fn from(table: Table) -> Document {
        Document {
            blocks: vec![Block::Table(table)],
        }
    }
}

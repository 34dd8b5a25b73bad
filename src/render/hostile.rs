//! Texts that try to be more than text, for the tests of all that is sent to others.

use crate::render::model::{Block, Column, Document, Line, Style, Table};

pub const TEXTS: [&str; 24] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "'><iframe srcdoc='<script>alert(1)</script>'>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](<java\tscript:alert(1)>)",
    "![x](https://example.org/pixel.png)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](https://example.org/\"onmouseover=alert(1))",
    "[x](https://example.org/ \"title\\\" onclick=alert(1)\")",
    "<!channel> <!here> <@U012AB3CD>",
    "<https://example.org|your bank>",
    "&lt;script&gt;",
    "a\r\nBcc: victim@example.org\r\n\r\nforged",
    "a\nSubject: forged",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{202e}txt.exe",
    "=?utf-8?q?=0d=0aBcc:_victim?=",
    "| a | b |\n|---|---|",
    "```\n<script>",
];

/// Returns a document with the text in every place that takes one.
pub fn everywhere(text: &str) -> Document {
    let line = || Line::styled(Style::Strong, text).push(Style::Plain, text);
    Document {
        blocks: vec![
            Block::Heading(1, line()),
            Block::Paragraph(line()),
            Block::Lines(vec![line(), line()]),
            Block::Bullets(vec![line()]),
            Block::Fields(vec![(text.to_owned(), line())]),
            Block::Table(Table {
                columns: vec![Column::new("id", "ID"), Column::named("x", text.to_owned())],
                rows: vec![vec![line(), line()]],
            }),
            Block::Markdown(text.to_owned()),
        ],
    }
}

//! For screen readers, `TERM=dumb` and pipes of text: no drawing, nothing cut, nothing wrapped.
//!
//! A row of a table is one line, `A-7; Title: send the plan; Owner: @priya`. A screen reader says each
//! value with its name, so that nobody must remember columns; `grep` finds whole records; `^A-7;` finds
//! one. The first column stands bare and values that are missing are not read out. Programs have
//! `csv` and `jsonl`.

use crate::render::clean::{clean, clean_lines};
use crate::render::model::{Block, Column, Document, Line, Table};

/// Returns the document as plain text; every line ends with a newline.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let before = out.len();
        if before > 0 {
            out.push('\n');
        }
        let start = out.len();
        write_block(block, &mut out);
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}

/// Writes one row of a table as one line.
pub fn row(columns: &[Column], row: &[Line], out: &mut String) {
    let start = out.len();
    for (place, (column, cell)) in columns.iter().zip(row).enumerate() {
        if cell.is_empty() {
            continue;
        }
        if out.len() > start {
            out.push_str("; ");
        }
        if place > 0 && !column.title.is_empty() {
            out.push_str(&clean(&column.title));
            out.push_str(": ");
        }
        out.push_str(&clean(&cell.text()));
    }
    out.push('\n');
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(_, line) => put(out, "", &clean(&line.text())),
        Block::Paragraph(line) => put(out, "", &clean_lines(&line.text())),
        Block::Lines(lines) => {
            lines
                .iter()
                .for_each(|line| put(out, "", &clean_lines(&line.text())));
        }
        Block::Bullets(lines) => lines
            .iter()
            .for_each(|line| put(out, "- ", &clean(&line.text()))),
        Block::Fields(pairs) => pairs.iter().for_each(|(name, line)| field(name, line, out)),
        Block::Table(Table { columns, rows }) => {
            rows.iter().for_each(|cells| row(columns, cells, out));
        }
        Block::Markdown(text) => {
            let text = clean_lines(text);
            let text = text.trim_end().trim_start_matches('\n');
            if !text.is_empty() {
                put(out, "", text);
            }
        }
    }
}

fn field(name: &str, line: &Line, out: &mut String) {
    if !line.is_empty() {
        put(out, &format!("{}: ", clean(name)), &clean(&line.text()));
    }
}

fn put(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    out.push_str(text);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::clean::tests::STEERING;
    use proptest::prelude::*;

    const COLUMNS: [Column; 3] = [
        Column::new("id", "ID"),
        Column::new("title", "Title"),
        Column::new("owner", "Owner"),
    ];

    #[test]
    fn a_row_is_one_line_that_names_its_values() {
        let check = |cells: [&str; 3], want: &str| {
            let mut out = String::new();
            row(&COLUMNS, &cells.map(Line::from), &mut out);
            assert_eq!(out, want, "{cells:?}");
        };
        check(
            ["A-7", "send it", "@priya"],
            "A-7; Title: send it; Owner: @priya\n",
        );
        check(["A-7", "send it", ""], "A-7; Title: send it\n");
        check(["A-7", "two\nlines", ""], "A-7; Title: two\\nlines\n");
        check(["", "send it", ""], "Title: send it\n");
    }

    #[test]
    fn blocks_are_set_apart_by_one_empty_line() {
        let document = Document {
            blocks: vec![
                Block::Heading(1, "Today".into()),
                Block::Table(Table::new(COLUMNS)),
                Block::Fields(vec![
                    ("Owner".into(), "@lee".into()),
                    ("Due".into(), "".into()),
                ]),
                Block::Bullets(vec!["one".into(), "two".into()]),
                Block::Markdown("\n# Notes\n\n- a\u{1b}\n\n".into()),
            ],
        };
        let want = "Today\n\nOwner: @lee\n\n- one\n- two\n\n# Notes\n\n- a\\u{1b}\n";
        assert_eq!(render(&document), want);
    }

    proptest! {
        #[test]
        fn a_row_is_one_line_whatever_it_holds(cells in proptest::collection::vec(STEERING, 3)) {
            let mut out = String::new();
            let cells: Vec<Line> = cells.into_iter().map(Line::from).collect();
            row(&COLUMNS, &cells, &mut out);
            prop_assert_eq!(out.matches('\n').count(), 1);
            prop_assert!(!out.trim_end_matches('\n').chars().any(char::is_control));
        }
    }
}

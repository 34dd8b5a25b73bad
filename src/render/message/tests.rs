use super::*;
use crate::render::hostile::{TEXTS, everywhere};
use crate::render::model::Column;
use proptest::prelude::*;

fn markdown(text: &str) -> Document {
    Document {
        blocks: vec![Block::Markdown(text.to_owned())],
    }
}

#[test]
fn each_block_is_written_without_layout() {
    let document = Document {
        blocks: vec![
            Block::Heading(1, "D-4: Which vendor?".into()),
            Block::Lines(vec![
                Line::styled(Style::Strong, "Decided: B").push(Style::Plain, " by @lee"),
                "It is <cheap> & good".into(),
            ]),
            Block::Heading(2, "Next".into()),
            Block::Table(Table {
                columns: vec![
                    Column::new("id", "ID"),
                    Column::new("title", "Action"),
                    Column::new("owner", "Owner"),
                    Column::new("due", "Due"),
                ],
                rows: vec![vec![
                    "A-7".into(),
                    "send it".into(),
                    "@priya".into(),
                    "".into(),
                ]],
            }),
            Block::Bullets(vec!["one".into(), "two\nlines".into()]),
            Block::Fields(vec![
                ("Door".into(), "one way".into()),
                ("Tags".into(), "".into()),
            ]),
        ],
    };
    assert_eq!(
        render(&document, Dialect::Text),
        "D-4: Which vendor?\nDecided: B by @lee\nIt is <cheap> & good\n\nNext\n• A-7 send it, owner: @priya\n\n\
         • one\n• two\n  lines\n\nDoor: one way\n"
    );
    assert_eq!(
        render(&document, Dialect::Slack),
        "*D-4: Which vendor?*\n*Decided: B* by @lee\nIt is &lt;cheap&gt; &amp; good\n\n*Next*\n\
         • A-7 send it, owner: @priya\n\n• one\n• two\n  lines\n\n*Door:* one way\n"
    );
}

#[test]
fn a_title_from_data_stays_as_it_was_written_and_whole() {
    let named = "2 Vendor B of ACME, with support by DHL for a year".to_owned();
    let table = Table {
        columns: vec![
            Column::new("criterion", "Criterion"),
            Column::new("weight", "Weight"),
            Column::new("best", "Best SCORE"),
            Column::named("option", named),
        ],
        rows: vec![vec!["Cost".into(), "1".into(), "4".into(), "3".into()]],
    };
    let document = Document {
        blocks: vec![Block::Table(table)],
    };
    assert_eq!(
        render(&document, Dialect::Text),
        "• Cost 1, best score: 4, 2 Vendor B of ACME, with support by DHL for a year: 3\n"
    );
}

#[test]
fn what_was_written_as_markdown_is_read() {
    let check = |text: &str, plain: &str, slack: &str| {
        let document = markdown(text);
        assert_eq!(
            render(&document, Dialect::Text),
            format!("{plain}\n"),
            "{text}"
        );
        assert_eq!(
            render(&document, Dialect::Slack),
            format!("{slack}\n"),
            "{text}"
        );
    };
    check("a **b** _c_ `d`", "a b c d", "a *b* _c_ `d`");
    check("a < b & c", "a < b & c", "a &lt; b &amp; c");
    check(
        "[the plan](https://example.org/a?b&c)",
        "the plan (https://example.org/a?b&c)",
        "<https://example.org/a?b&amp;c|the plan>",
    );
    check(
        "<https://example.org>",
        "https://example.org",
        "<https://example.org>",
    );
    check("[x](javascript:alert)", "x", "x");
    check(
        "- one\n- two\n  - three",
        "• one\n• two\n    • three",
        "• one\n• two\n    • three",
    );
    check("3. a\n4. b", "3. a\n4. b", "3. a\n4. b");
    check(
        "# T\n\ntext\n\nmore",
        "T\n\ntext\n\nmore",
        "*T*\n\ntext\n\nmore",
    );
    check("> said", "> said", "> said");
    check("```\nx < y\n```", "x < y", "```\nx &lt; y\n```");
    check(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "• a | b\n• 1 | 2",
        "• a | b\n• 1 | 2",
    );
    check(
        "- [x] done\n- [ ] open",
        "• [x] done\n• [ ] open",
        "• [x] done\n• [ ] open",
    );
    check(
        "<b>x</b> <!channel>",
        "<b>x</b> <!channel>",
        "&lt;b&gt;x&lt;/b&gt; &lt;!channel&gt;",
    );
    check(
        "![pixel](https://example.org/p.png)",
        "pixel (https://example.org/p.png)",
        "<https://example.org/p.png|pixel>",
    );
}

/// Checks that Slack finds no mention and no link in a message, but for links to pages.
fn calls_nobody(message: &str) {
    for piece in message.split('<').skip(1) {
        let (inside, _) = piece
            .split_once('>')
            .unwrap_or_else(|| panic!("open: {message:?}"));
        assert!(is_address(inside), "{message:?}");
    }
}

#[test]
fn no_field_calls_anybody_or_hides_a_link() {
    for text in TEXTS {
        let document = everywhere(text);
        calls_nobody(&render(&document, Dialect::Slack));
        for dialect in [Dialect::Text, Dialect::Slack] {
            let message = render(&document, dialect);
            assert!(
                !message.chars().any(|c| c != '\n' && c.is_control()),
                "{message:?}"
            );
        }
    }
}

proptest! {
    #[test]
    fn whatever_a_field_holds_slack_calls_nobody(text in "[<>&!@#|a-z:/ \n\\[\\]()*_`]{0,40}") {
        calls_nobody(&render(&everywhere(&text), Dialect::Slack));
    }
}

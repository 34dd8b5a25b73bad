use super::*;
use crate::render::clean_lines;
use crate::render::model::{Column, Fit};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const COLUMNS: [Column; 5] = [
    Column::new("id", "ID"),
    Column::new("title", "Title").fit(Fit::Wrap),
    Column::new("owner", "Owner"),
    Column::new("days", "Late").right(),
    Column::new("workstream", "Workstream").fit(Fit::Drop(1)),
];

fn screen(width: usize) -> Screen {
    Screen {
        width,
        color: Color::Never,
        glyphs: Glyphs::Unicode,
    }
}

fn table(rows: &[[&str; 5]]) -> Document {
    let mut table = Table::new(COLUMNS);
    table.rows = rows
        .iter()
        .map(|row| row.map(Line::from).to_vec())
        .collect();
    table.into()
}

fn actions() -> Document {
    table(&[
        [
            "A-7",
            "send the capacity plan to the vendor",
            "@priya",
            "12 d",
            "launch",
        ],
        [
            "A-118",
            "容量計画を送る 👩\u{200d}👩\u{200d}👧\u{200d}👦 שלום e\u{301}",
            "@lee",
            "3 d",
            "",
        ],
    ])
}

#[test]
fn a_wide_screen_shows_all_columns() {
    insta::assert_snapshot!(render(&actions(), &screen(100)), @r#"
    ID     TITLE                                 OWNER   LATE  WORKSTREAM
    A-7    send the capacity plan to the vendor  @priya  12 d  launch
    A-118  容量計画を送る 👩‍👩‍👧‍👦 שלום é              @lee     3 d
    "#);
}

#[test]
fn a_narrower_screen_leaves_a_column_out_and_wraps_titles() {
    insta::assert_snapshot!(render(&actions(), &screen(50)), @r#"
    ID     TITLE                          OWNER   LATE
    A-7    send the capacity plan to the  @priya  12 d
           vendor
    A-118  容量計画を送る 👩‍👩‍👧‍👦 שלום é       @lee     3 d
    "#);
}

#[test]
fn the_narrowest_screen_makes_a_card_of_each_row() {
    insta::assert_snapshot!(render(&actions(), &screen(24)), @"
    A-7  send the capacity
         plan to the vendor
         Owner: @priya
         Late: 12 d
         Workstream: launch
    A-118  容量計画を送る 👩‍👩‍👧‍👦
           שלום é
           Owner: @lee
           Late: 3 d
    ");
}

#[test]
fn blocks_are_set_apart_and_lines_hang() {
    let mut document = Document::new();
    document.push(Block::Heading(1, "D-12 Which region first?".into()));
    document.push(Block::Fields(vec![
        ("Decider".into(), "@lee".into()),
        (
            "If late".into(),
            "the renewal lapses and the price goes up".into(),
        ),
        ("Outcome".into(), Line::new()),
    ]));
    document.push(Block::Table(Table::new(COLUMNS)));
    document.push(Block::Bullets(vec![
        "one that goes on in a second line".into(),
        "two".into(),
    ]));
    document.push(Block::Markdown(
        "## Why\n\n- [ ] the reason is as long as this\n   > quoted\n\ttab\u{1b}".into(),
    ));
    document.push(Block::Paragraph("first\nsecond".into()));
    insta::assert_snapshot!(render(&document, &screen(30)), @r#"
    D-12 Which region first?
    Decider: @lee
    If late: the renewal lapses
             and the price goes up

    • one that goes on in a second
      line
    • two

    ## Why

    - [ ] the reason is as long as
          this
       > quoted
        tab\u{1b}

    first
    second
    "#);
}

#[test]
fn colour_stands_around_words_and_not_around_spaces() {
    let mut table = Table::new([Column::new("id", "ID"), Column::new("due", "Due").right()]);
    let late = Line::styled(Style::Late, "Fri 27 Nov").push(Style::Muted, " (2 days late)");
    table.rows.push(vec![Line::styled(Style::Id, "A-7"), late]);
    let colored = Screen {
        color: Color::Always,
        ..screen(60)
    };
    let text = render(&table.into(), &colored);
    let want = concat!(
        "\u{1b}[2mID\u{1b}[0m                        \u{1b}[2mDUE\u{1b}[0m\n",
        "\u{1b}[36mA-7\u{1b}[0m  \u{1b}[1m\u{1b}[31mFri 27 Nov\u{1b}[0m\u{1b}[2m (2 days late)\u{1b}[0m\n",
    );
    assert_eq!(text, want);
}

#[test]
fn a_cut_column_ends_in_the_mark_of_the_screen() {
    let mut table = Table::new([Column::new("note", "Note").fit(Fit::Cut)]);
    table.rows.push(vec!["the renewal lapses".into()]);
    let document = Document::from(table);
    let check = |glyphs: Glyphs, want: &str| {
        assert_eq!(
            render(
                &document,
                &Screen {
                    glyphs,
                    ..screen(14)
                }
            ),
            want
        );
    };
    check(Glyphs::Unicode, "NOTE\nthe renewal l…\n");
    check(Glyphs::Ascii, "NOTE\nthe renewal...\n");
}

#[test]
fn a_stream_wraps_later_rows_in_the_columns_of_its_beginning() {
    let rows = [vec![Line::from("A-1"), "short".into(), "@lee".into()]];
    let columns = COLUMNS;
    let sample: Vec<&[Line]> = rows.iter().map(Vec::as_slice).collect();
    let layout = Layout::new(&columns, &sample, Sample::Beginning, &screen(40));
    let mut out = String::new();
    layout.header(&mut out);
    layout.row(&rows[0], &mut out);
    layout.row(
        &["A-1000".into(), "longer than any".into(), "@priya".into()],
        &mut out,
    );
    insta::assert_snapshot!(out, @r#"
    ID   TITLE  OWNER  LATE  WORKSTREAM
    A-1  short  @lee
    A-1  longe  @priy
    000  r      a
         than
         any
    "#);
}

/// Text of all kinds that break tables: controls, wide, joined, combining, right-to-left.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "(?s).{0,40}",
        "[a-z ]{0,40}",
        "[a-z]{30,90}",
        "[\\x00-\\x1f\\x7f\u{80}-\u{9f}\u{202a}-\u{202e}\u{200b}-\u{200f}a]{1,9}",
        "[\u{3040}-\u{30ff}\u{4e00}-\u{4fff}\u{ac00}-\u{ad00}。]{1,30}",
        "[\u{1100}-\u{11ff}]{1,30}",
        "([👩👨👧]\u{200d}){1,9}[👦❤]\u{fe0f}?|(🇩🇪|👍🏽|1\u{fe0f}\u{20e3}|☺\u{fe0f}){1,20}",
        "([a-z][\u{300}-\u{36f}]{0,4}){1,30}",
        "[\u{5d0}-\u{5ea}\u{620}-\u{64a}\u{200c} ]{1,40}",
        "([\u{915}-\u{939}]\u{94d}){1,20}[\u{915}-\u{939}]",
        "[\u{a4f8}-\u{a4fd}\u{1a00}-\u{1a1b}\u{2e3a}\u{2e3b}\u{12000}-\u{12010}\u{fdfd}]{1,20}",
    ];
    proptest::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

fn documents() -> impl Strategy<Value = Document> {
    proptest::collection::vec(texts(), 14).prop_map(|texts| {
        let line = |at: usize| Line::from(texts[at].as_str()).push(Style::Late, &texts[at + 1]);
        let mut table = Table::new(COLUMNS);
        table.rows = vec![(0..5).map(line).collect(), vec!["A-1".into(), line(5)]];
        let mut cut = Table::new([Column::new("a", "A").fit(Fit::Cut), Column::new("b", "B")]);
        cut.rows = vec![vec![line(6), "2026-11-27".into()]];
        Document {
            blocks: vec![
                Block::Heading(1, line(7)),
                Block::Table(table),
                Block::Table(cut),
                Block::Paragraph(line(8)),
                Block::Fields(vec![
                    (texts[9].clone(), line(9)),
                    ("Owner".into(), line(10)),
                ]),
                Block::Bullets(vec![line(11)]),
                Block::Lines(vec![line(12)]),
                Block::Markdown(format!("   - [ ] {}\n{}", texts[0], texts[13])),
            ],
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_line_is_wider_than_the_screen(document in documents(), width in 8usize..=200) {
        for line in render(&document, &screen(width)).lines() {
            prop_assert!(line.width() <= width, "{} > {}: {:?}", line.width(), width, line);
            prop_assert!(!line.ends_with(' '), "{line:?}");
            prop_assert!(!line.contains(char::is_control), "{line:?}");
        }
    }

    #[test]
    fn colour_changes_no_word_and_no_width(document in documents(), width in 20usize..=200) {
        let colored = render(&document, &Screen { color: Color::Always, ..screen(width) });
        let mut bare = String::new();
        let mut rest = colored.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            bare.push_str(before);
            rest = &after[after.find('m').unwrap() + 1..];
        }
        bare.push_str(rest);
        prop_assert_eq!(bare, render(&document, &screen(width)));
    }

    #[test]
    fn wrapping_loses_nothing_but_spaces(text in texts(), width in 8usize..=200) {
        let document = Document { blocks: vec![Block::Paragraph(text.as_str().into())] };
        let solid = |text: &str| text.replace([' ', '\n'], "");
        prop_assert_eq!(solid(&render(&document, &screen(width))), solid(&clean_lines(&text)));
    }

    #[test]
    fn columns_are_aligned(first in texts(), second in texts(), width in 60usize..=200) {
        let mut table = Table::new([
            Column::new("title", "Title").fit(Fit::Wrap),
            Column::new("due", "Due"),
        ]);
        table.rows = [first, second].map(|title| vec![title.into(), "2026-11-27".into()]).to_vec();
        let text = render(&table.into(), &screen(width));
        let places: Vec<usize> = text
            .lines()
            .filter_map(|line| line.strip_suffix("2026-11-27"))
            .map(UnicodeWidthStr::width)
            .collect();
        prop_assert_eq!(places.len(), 2, "{}", text);
        prop_assert_eq!(places[0], places[1], "{}", text);
    }
}

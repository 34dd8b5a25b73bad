use super::*;
use proptest::prelude::*;

#[test]
fn text_from_data_opens_no_structure() {
    let check = |text: &str, want: &str| assert_eq!(escape(text), want, "{text:?}");
    check("send the plan by 5.30, A-7", "send the plan by 5.30, A-7");
    check("a | b", r"a \| b");
    check("a \\| b", r"a \\\| b");
    check("one\r\ntwo\nthree\rfour", "one<br>two<br>three<br>four");
    check("<script>", r"\<script>");
    check("`rm`", r"\`rm\`");
    check("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))");
    check("![x](y)", r"!\[x\](y)");
    check("# title", r"\# title");
    check("see #12", "see #12");
    check("C #", r"C \#");
    check("- [ ] item", r"\- \[ \] item");
    check("+ item", r"\+ item");
    check("12. item", r"12\. item");
    check("12) item", r"12\) item");
    check("> quote", r"\> quote");
    check("---", r"\---");
    check("***", r"\*\*\*");
    check("===", r"\===");
    check("~~gone~~", r"\~\~gone\~\~");
    check("launch_plan _now_", r"launch_plan \_now\_");
    check("R&D & co", "R&D & co");
    check("&lt;b&#62;", r"\&lt;b\&#62;");
    check("    code", "&#32;   code");
    check("cost $5 or $6", r"cost \$5 or \$6");
}

#[test]
fn a_document_is_github_markdown() {
    let columns = [
        Column::new("id", "ID"),
        Column::new("days", "Days late").right(),
    ];
    let mut table = Table::new(columns);
    table
        .rows
        .push(vec!["A-7".into(), Line::styled(Style::Late, "3|4")]);
    table.rows.push(vec!["A-8\n| x | y |".into()]);
    let document = Document {
        blocks: vec![
            Block::Heading(2, "Follow-up".into()),
            Block::Paragraph("first\n- second\n\nthird".into()),
            Block::Table(table),
            Block::Fields(vec![
                ("Owner".into(), "@priya".into()),
                ("Due".into(), Line::new()),
            ]),
            Block::Lines(vec!["one".into(), "# two".into()]),
            Block::Bullets(vec![
                Line::from("is ")
                    .push(Style::Strong, "late")
                    .push(Style::Plain, "!"),
            ]),
            Block::Markdown("# My *own* notes\n".into()),
        ],
    };
    insta::assert_snapshot!(render(&document), @r#"
    ## Follow-up

    first\
    \- second

    third

    | ID | Days late |
    | --- | ---: |
    | A-7 | **3\|4** |
    | A-8<br>\| x \| y \| |  |

    * **Owner:** @priya

    one\
    \# two

    - is late!

    # My *own* notes
    "#);
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "(?s).{0,40}",
        r"[\\|`<>#*_\-+=0-9.)( \n\r\t&;a~$\[\]:!]{0,16}"
    ]
}

/// Counts the cells of a row of a table as GitHub does: by the pipes that nothing escapes.
fn pipes(row: &str) -> usize {
    let mut is_escaped = false;
    let mut found = 0;
    for char in row.chars() {
        found += usize::from(char == '|' && !is_escaped);
        is_escaped = char == '\\' && !is_escaped;
    }
    found
}

proptest! {
    #[test]
    fn no_text_adds_a_row_or_a_cell(rows in proptest::collection::vec((texts(), texts()), 1..4)) {
        let mut table = Table::new([Column::new("a", "A"), Column::new("b", "B")]);
        let cells = |(a, b): &(String, String)| vec![Line::from(a.as_str()), Line::styled(Style::Late, b)];
        table.rows = rows.iter().map(cells).collect();
        let text = render(&Document::from(table));
        prop_assert_eq!(text.matches('\n').count(), rows.len() + 2);
        prop_assert!(!text.contains('\r'));
        for row in text.lines() {
            prop_assert_eq!(pipes(row), 3, "{}", row);
        }
    }
}

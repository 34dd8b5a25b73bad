//! What holds for any text: nothing panics, lines read back, anchors change nothing else.

use proptest::prelude::*;

use super::writing::action;
use super::*;
use crate::model::id::ItemId;
use crate::text::notes::plain::clean;

/// Pieces that the grammar cares about, in any order.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "send",
        "the plan",
        "(due: fri)",
        "(due: 2020-01-01)",
        "(owner: @bo)",
        "^A-1",
        "@x",
        "by friday",
        "by 2026-12-01",
        "ACTION:",
        "ACTION",
        "AI Lee",
        "Action Lee to",
        "#action",
        "(action) Lee",
        "[Action Lee]",
        "<b>Action</b>:",
        "==ACTION:==",
        "(done)",
        "**Done**",
        "[x]",
        "DONE:",
        "@Lee Byrd",
        "24 Nov",
        "Lee to write",
        "Lee:",
        "[Lee]",
        "A-12 done",
        "#launch",
        "~legal",
        "!high",
        "waiting on legal",
        "📅 2026-01-01",
        "`code`",
        "*bold*",
        "**ACTION**",
        "_under_",
        "~~gone~~",
        "[a](https://x.y/z)",
        "https://x.y/a_b",
        "\\",
        "\\@y",
        ":",
        "-",
        "—",
        "(A)",
        "[x]",
        "DECISION: go",
        "DECIDED it",
        "action on Lee to go",
        "I will",
        "<!--",
        "-->",
        "```",
        "?",
        "(Lee)",
        "- Lee",
        ". LB, SC.",
        "[ACTION - Lee]",
        "%%",
        "{x}",
        "due:fri",
        "🆔 A-3",
        "tomorrow",
        "(",
        ")",
        "[",
        "]",
        "none",
        "@a/b",
        "owner:: x",
        "\u{a0}",
        "\u{10FF40}",
    ]);
    prop::collection::vec(piece, 1..7).prop_map(|pieces| pieces.join(" "))
}

fn title() -> impl Strategy<Value = String> {
    prop_oneof![
        nasty(),
        ".{1,40}",
        "[A-Z][a-z]{1,6}( [a-z:@#~!^().-]{1,8}){1,6}"
    ]
    .prop_filter("has words", |title| {
        let words = clean(title);
        words.chars().any(char::is_alphanumeric)
    })
}

fn markdown() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "",
        "- ",
        "* ",
        "  - ",
        "\t- ",
        "1. ",
        "# ",
        "## Actions",
        "## Agenda",
        "## Decisions",
        "> ",
        "- [ ] ",
        "- [x] ",
        "[ ] ",
        "```",
        "<!-- ",
        "Attendees: ",
        "## Attendees",
        "| a | b |",
        "| Action | Owner |",
        "|---|---|",
        "Task | Who | Due",
        "--|--",
        "a | ",
        "Action 2: ",
        "(AI) ",
        "- 84.1: ",
        "  Owner: ",
        "  Due: ",
        "---",
        "===",
        "%% ",
        "Next steps:",
        "**Conclusion:**",
        "Why: ",
        "  Why: ",
        "## Previous actions",
        "ACTION: ",
        "DECISION: ",
        "[x]: http://a.b",
        "- Lee: ",
    ]);
    let line = (
        head,
        prop_oneof![nasty(), Just(String::new()), ".{0,30}", "[a-z ]{60,90}"],
    )
        .prop_map(|(head, rest)| format!("{head}{rest}"));
    let ending = prop::sample::select(vec!["\n", "\r\n", "\n\n"]);
    prop::collection::vec((line, ending), 0..14).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(line, end)| line + end)
            .collect::<String>()
    })
}

/// Lines of a transcript.
fn talk() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Lee: ",
        "Bo:",
        "[lee] ",
        "I'll ",
        "I will ",
        "Lee will ",
        "Bo and I will ",
        "send the plan",
        "by fri",
        ". ",
        ", and ",
        "if so, ",
        "we agreed to ",
        "yes, ",
        "be ",
        "@zoe to ",
        "can ",
        "\n",
        "00:12 ",
        "?",
        "",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_canonical_line_reads_back_to_the_same_fields(title in title(), owned in any::<bool>(), dated in any::<bool>(), known in any::<bool>()) {
        let mut item = action(&title);
        if !owned { item.owners.clear(); }
        if !dated { item.due = None; }
        let roster: &dyn Roster = if known { &Office } else { &NoRoster };
        let text = format!("- {}", item.line(roster));
        let notes = if known { read(&text) } else { read_by_stranger(&text) };
        prop_assert_eq!(notes.items.len(), 1, "{}", text);
        let found = &notes.items[0];
        prop_assert_eq!(&found.title, &clean(&title), "{}", text);
        prop_assert_eq!(found.owners.iter().map(|owner| owner.text.clone()).collect::<Vec<_>>(), item.owners, "{}", text);
        prop_assert_eq!(found.due.map(|due| due.date), item.due, "{}", text);
        prop_assert_eq!(found.anchor, item.id, "{}", text);
        prop_assert_eq!((found.what, found.mark, found.refers), (What::Action, Some(Mark::Open), false), "{}", text);
    }

    #[test]
    fn reading_never_panics_and_lines_are_in_the_text(text in prop_oneof![".*", markdown()]) {
        let notes = read(&text);
        let count = text.lines().count();
        for item in &notes.items {
            prop_assert!(item.line >= 1 && item.line <= item.last_line && item.last_line <= count);
        }
        header(&text, Some("a/2020/x.md"), &calendar());
        without_private(&text);
        Reader { calendar: &calendar(), roster: &Office }.read_title(&text);
    }

    #[test]
    fn candidates_are_lines_of_the_text_and_change_no_item(text in prop_oneof![".*", markdown(), talk()]) {
        let calendar = calendar();
        let (notes, candidates) = Reader { calendar: &calendar, roster: &Office }.read_closely(&text);
        prop_assert_eq!(notes, read(&text));
        let count = text.lines().count();
        for one in &candidates {
            prop_assert!(one.item.line >= 1 && one.item.line <= one.item.last_line && one.item.last_line <= count);
            prop_assert!(!one.item.title.trim().is_empty(), "{}", text);
            prop_assert!(one.item.anchor.is_none() && !one.item.refers);
        }
    }

    #[test]
    fn anchors_change_nothing_else_and_read_back(text in prop_oneof!["(?s).{0,200}", markdown()]) {
        let before = read(&text);
        let mut number = 100;
        let mut anchors = Vec::new();
        for item in before.items.iter().filter(|item| item.anchor.is_none() && !item.refers) {
            number += 1;
            anchors.push((item.last_line, ItemId::new(item.what.kind(), number)));
        }
        let anchored = with_anchors(&text, &anchors);
        let mut stripped = anchored.clone();
        for (_, id) in &anchors {
            stripped = stripped.replacen(&format!(" ^{id}"), "", 1);
        }
        prop_assert_eq!(&stripped, &text);
        let after = read(&anchored);
        let plain = |notes: &Notes| notes.items.iter().map(|item| (item.line, item.what, item.mark, item.title.clone(), item.owners.clone(), item.due)).collect::<Vec<_>>();
        prop_assert_eq!(plain(&before), plain(&after), "{}", anchored);
        let found: Vec<_> = after.items.iter().filter(|item| anchors.iter().any(|(line, id)| *line == item.last_line && item.anchor == Some(*id))).collect();
        prop_assert_eq!(found.len(), anchors.len(), "{}", anchored);
    }
}

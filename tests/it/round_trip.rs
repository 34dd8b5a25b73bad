//! Exported minutes come back as the same meeting: into the store that wrote them, and into another.

use proptest::prelude::*;
use tpm::text::minutes::{Head, read};

use crate::sandbox::Sandbox;

const LINES: [&str; 34] = [
    "",
    "",
    "   ",
    "# Launch sync",
    "## Actions",
    "## Decisions",
    "## Parking lot",
    "Present: Priya Shah, lee",
    "Absent: bo",
    "Chair: lee",
    "present+ Kim",
    "We talked about it at length.",
    "%% between us",
    "  %% nested and private",
    "- a bullet",
    "  - a nested one",
    "\tindented by a tab",
    "- [ ] @priya: send the plan by 2026-11-25",
    "- [x] @lee: book a room",
    "- [ ] Priya to review the budget by friday",
    "ACTION: Lee to file an issue",
    "  - and what hangs on it",
    "- DECISION: use vendor B",
    "DECISION NEEDED: which region? (decider: @bo)",
    "QUESTION: who pays?",
    "RISK: the freeze blocks us",
    "> quoted: ACTION: nobody",
    "```",
    "<!-- a comment -->",
    "<!-- tpm:end-of-notes -->",
    "| a | b |",
    "| --- | --- |",
    "---",
    "title: x",
];

fn notes() -> impl Strategy<Value = String> {
    let line = (
        prop::sample::select(&LINES[..]),
        prop::sample::select(&["\n", "\n", "\n", "\r\n"][..]),
    );
    let lines = prop::collection::vec(line, 0..14);
    (lines, any::<bool>(), any::<bool>()).prop_map(|(lines, begins, ends)| {
        let mut text = String::new();
        if begins {
            text.push_str("---\ntags: [a]\n---\n");
        }
        for (line, end) in lines {
            text.push_str(line);
            text.push_str(end);
        }
        if !ends {
            text.push_str("and no more");
        }
        text
    })
}

fn changes() -> impl Strategy<Value = Vec<&'static str>> {
    const CHANGES: [&str; 7] = [
        "done A-1",
        "edit A-1 --due 2026-12-01",
        "edit A-2 --owner bo",
        "edit A-1 --title 'say \"it\" * otherwise'",
        "wait A-2 legal",
        "edit M-1 --title 'Launch: \"talk\"'",
        "close M-1",
    ];
    prop::collection::vec(prop::sample::select(&CHANGES[..]), 0..3)
}

/// Returns a meeting without what is its store's own: IDs and identities.
fn bare(minutes: &str) -> (Head, String) {
    let minutes = read(minutes).unwrap().unwrap();
    let mut head = minutes.head;
    (head.id, head.uid) = (String::new(), String::new());
    head.people.sort();
    let without_anchor = |line: &str| match line.rsplit_once(" ^") {
        Some((words, _)) if line.trim_end().ends_with(|c: char| c.is_ascii_digit()) => {
            format!("{words}\n")
        }
        _ => line.to_owned(),
    };
    let notes = minutes.notes.split_inclusive('\n').map(without_anchor);
    (head, notes.collect())
}

fn noted(notes: &str, changes: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("notes.md", notes);
    sandbox.ok("meet 'Launch sync' --on 2026-11-20 --with sam,bo --notes notes.md");
    for change in changes {
        sandbox.tpm(change);
    }
    sandbox.ok("minutes M-1 -o out.md");
    sandbox
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn minutes_come_back_as_the_same_meeting(notes in notes(), changes in changes()) {
        let sandbox = noted(&notes, &changes);
        let before = sandbox.ok("log --json --limit 0");
        let written = sandbox.ok("minutes M-1");

        let said = sandbox.ok("import notes out.md --json");
        prop_assert!(said.contains("\"result\":\"unchanged\""), "{}", said);
        prop_assert_eq!(&sandbox.ok("log --json --limit 0"), &before);

        sandbox.ok("--db other.db import notes out.md --live -q");
        let other = sandbox.ok("--db other.db minutes M-1");
        prop_assert_eq!(bare(&other), bare(&written), "{}", written);
        sandbox.ok("--db other.db import notes out.md");
        prop_assert_eq!(sandbox.ok("--db other.db meetings -q"), "M-1\n");
    }

    #[test]
    fn a_line_added_to_minutes_is_added_and_nothing_else_is_changed(
        notes in notes(),
        changes in changes(),
    ) {
        let sandbox = noted(&notes, &changes);
        sandbox.tpm("delete A-3");
        let before = sandbox.ok("show M-1 --json --fields notes");
        let written = sandbox.ok("minutes M-1");
        let mark = written.rfind("<!-- tpm:end-of-notes -->").unwrap();
        let edited = format!("{}\n\nOne more line.\n{}", &written[..mark], &written[mark..]);
        sandbox.write("out.md", edited);
        sandbox.ok("import notes out.md");
        let after = sandbox.ok("show M-1 --json --fields notes");
        let line = "One more line.";
        prop_assert!(after.contains(line), "{}", after);
        let private = |text: &str| text.matches("%%").count();
        prop_assert_eq!(private(&after), private(&before));
        let log = sandbox.ok("log --json --limit 0");
        sandbox.ok("import notes out.md");
        prop_assert_eq!(sandbox.ok("log --json --limit 0"), log);
        sandbox.ok("undo");
        prop_assert_eq!(sandbox.ok("show M-1 --json --fields notes"), before);
    }
}

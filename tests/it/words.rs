//! Words that must not stand in the tree: marks of unfinished work, and places of one machine.

use crate::tree::{Source, at_top, below};

/// Files that may name a forbidden word: those whose subject it is.
const EXEMPT: [&str; 4] = [
    "tests/it/words.rs",
    // `TODO:` is one of the words that people write before an action.
    "src/text/notes/items/empty.rs",
    "src/text/notes/tests/forms.rs",
    "docs/formats.md",
];

/// Each in two halves, so that this file does not name what it forbids.
const FORBIDDEN: [(&str, &str); 12] = [
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
    ("HA", "CK"),
    ("/ro", "ot"),
    ("/wo", "rk/"),
    ("/Us", "ers/"),
    ("/home", "/"),
    ("Cla", "ude"),
    ("Chat", "GPT"),
    ("language ", "model"),
    ("Co-authored", "-by"),
];

#[test]
fn no_file_names_unfinished_work_or_a_place_of_one_machine() {
    let mut found = Vec::new();
    for Source { path, text } in tree() {
        if EXEMPT.contains(&path.as_str()) {
            continue;
        }
        for (number, line) in (1..).zip(text.lines()) {
            for (first, second) in FORBIDDEN {
                let word = format!("{first}{second}");
                if holds(line, &word) {
                    found.push(format!("{path}:{number}: {word}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn at_the_top_only_what_readers_need_is_visible() {
    let mut visible: Vec<String> = std::fs::read_dir(crate::tree::top())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && name != "target")
        .collect();
    visible.sort();
    assert_eq!(
        visible,
        [
            "Cargo.lock",
            "Cargo.toml",
            "LICENSE",
            "README.md",
            "docs",
            "src",
            "tests"
        ]
    );
}

/// Whether a line holds a word that no letter precedes: `a TODO`, but not `aTODO`.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_letter = |letter: char| letter.is_alphanumeric();
        !before.is_some_and(is_letter) && (word.ends_with('/') || !after.is_some_and(is_letter))
    })
}

fn tree() -> impl Iterator<Item = Source> {
    ["src", "tests", "docs", ".ci"]
        .into_iter()
        .flat_map(below)
        .chain(at_top())
}

//! Every command that a message or a help text names between backquotes can be typed as it stands, once
//! what stands in capitals is filled in.

use crate::sandbox::{Exchange, Sandbox};
use crate::tree::{Source, sources};

/// What is typed for a word in capitals; for `ID`, whatever there is.
const PLACEHOLDERS: [(&str, &str); 20] = [
    ("ADDRESS", "lee@example.org"),
    ("COMMAND", "cat"),
    ("DATE", "today"),
    ("DAY", "today"),
    ("FILES", "notes.md"),
    ("KEY", "actor"),
    ("LINE", "We met"),
    ("NAME", "lee"),
    ("NAMES", "lee"),
    ("OUTCOME", "Vendor B"),
    ("REASON", "it cannot wait"),
    ("RESULT", "changed"),
    ("RULE", "weekly on tue"),
    ("SERIES", "staff"),
    ("SLUG", "launch"),
    ("SORT", "issue"),
    ("TEXT", "It goes on"),
    ("TITLE", "Use vendor B"),
    ("VALUE", "lee"),
    ("WORDS", "vendor"),
];

/// One item of each kind.
const IDS: [&str; 8] = ["A-1", "D-1", "D-2", "D-3", "M-1", "R-1", "N-1", "T-1"];

/// What may be printed in any other gap of a message: of each sort of thing one.
const THINGS: [&str; 9] = [
    "lee", "launch", "staff", "1", "act", "slack", "summary", "", "/tmp",
];

/// Those that stand for a user's own words, or for what is said of a command and not typed.
const EXEMPT: [&str; 5] = [
    // An alias and what it stands for.
    "tpm {word}",
    "tpm {line}",
    "tpm COMMAND --help",
    // The name of what is there for notes.
    "tpm import notes",
    // A part of another program's configuration is set to a command of its user's.
    "tpm config set {SEND}.{by} \"COMMAND {{channel}}\"",
];

#[test]
fn every_command_that_a_message_names_can_be_typed_as_it_stands() {
    let sandbox = seeded();
    let names = sandbox.ok("help --all --quiet");
    let mut wrong = Vec::new();
    let mut count = 0;
    for Source { path, text } in sources() {
        for line in named(&text) {
            count += 1;
            let (_, rest) = line.split_once(' ').unwrap();
            // The name of a command alone names it, and is not always typed so.
            if EXEMPT.contains(&line.as_str()) || names.lines().any(|name| name == rest) {
                continue;
            }
            if let Err(exchange) = typed(&sandbox, &line) {
                wrong.push(format!("{path}: `{line}`\n{exchange}"));
            }
        }
    }
    assert!(count > 150, "only {count} commands were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Types a command with whatever fits its gaps; the last refusal, if nothing does.
fn typed(sandbox: &Sandbox, line: &str) -> Result<(), Exchange> {
    let words: Vec<&str> = line.split(' ').collect();
    let line: String = words
        .iter()
        .map(|word| if *word == "ID" { "{id}" } else { word })
        .collect::<Vec<_>>()
        .join(" ");
    let mut gaps: Vec<&str> = line.split('{').skip(1).collect();
    gaps.iter_mut()
        .for_each(|gap| *gap = gap.split('}').next().unwrap());
    let mut last = Ok(());
    for first in fits(gaps.first()) {
        for rest in fits(gaps.get(1)) {
            last = run(sandbox, &filled(&line, first, rest));
            if last.is_ok() {
                return last;
            }
        }
    }
    last
}

/// Returns what may be printed in a gap of this name.
fn fits(gap: Option<&&str>) -> Vec<&'static str> {
    match gap {
        None => vec![""],
        Some(&"id" | &"ids") => IDS.to_vec(),
        Some(&"SEND") => vec!["send"],
        Some(_) => IDS.into_iter().chain(THINGS).collect(),
    }
}

/// Runs a line as a shell would, without its effect.
fn run(sandbox: &Sandbox, line: &str) -> Result<(), Exchange> {
    let words = shlex::split(line).unwrap_or_else(|| panic!("{line}"));
    for part in words.split(|word| word == "|") {
        let exchange = sandbox.tpm_with(&format!("{} --dry-run", quoted(&part[1..])), "A-1\n");
        // A form and a walk can be had on a terminal only.
        if exchange.code == 2 && !exchange.stderr.contains("terminal") {
            return Err(exchange);
        }
    }
    Ok(())
}

/// Fills in what stands in capitals, and the gaps: the first, and all the others.
fn filled(line: &str, first: &str, rest: &str) -> String {
    let mut filled = String::new();
    let mut fill = first;
    let mut left = line;
    while let Some((before, after)) = left.split_once('{') {
        let (_, after) = after.split_once('}').unwrap();
        filled.extend([before, fill]);
        fill = rest;
        left = after;
    }
    filled.push_str(left);
    let filled = filled.replace('…', "some words");
    let mut words = Vec::new();
    for word in filled.split(' ') {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let value = PLACEHOLDERS.iter().find(|(name, _)| *name == bare);
        words.push(match value {
            Some((name, value)) if value.contains(' ') && !word.contains('"') => {
                word.replace(name, &format!("\"{value}\""))
            }
            Some((name, value)) => word.replace(name, value),
            None => word.to_owned(),
        });
    }
    words.join(" ")
}

/// Returns words as a line of the sandbox.
fn quoted(words: &[String]) -> String {
    let words = words.iter().map(|word| format!("'{word}'"));
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the commands that stand between backquotes in what the program prints: its texts and the
/// comments that are its help.
fn named(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//") || line.starts_with("/// "))
        .collect();
    // A text goes on after a backslash.
    let whole = code.join("\n").replace("\\\n", "").replace("\\\"", "\"");
    let mut found = Vec::new();
    let mut rest = whole.as_str();
    while let Some((_, after)) = rest.split_once("`tpm ") {
        let Some((command, after)) = after.split_once('`') else {
            break;
        };
        found.push(format!("tpm {}", command.replace('\n', " ")));
        rest = after;
    }
    found
}

/// A store with one of each sort of thing.
fn seeded() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("notes.md", "# Sync\n\nWe met.\n");
    for line in [
        "workstream launch --lead lee",
        "person lee --channel slack:#lee",
        "propose 'Which vendor?' --decider lee --due fri --agree priya",
        "option D-1 'Vendor B'",
        "decide 'Ship in May' --decider lee",
        "decide 'Ship in June' --decider lee --supersedes D-2",
        "act @lee book the room by fri --for D-1",
        "series staff --every 'weekly on tue' --at 10:00",
        "agenda staff --add 'Where we stand'",
        "agenda staff --add 'What is next'",
        "meet 'Launch sync'",
        "risk 'Vendor is late' --owner lee",
        "need 'A test account' --from lee --for launch",
        "milestone 'Beta' --due 1dec -w launch",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

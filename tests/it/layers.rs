//! The rules of `docs/architecture.md` that the compiler does not hold: which layer may import which,
//! what each may not name, and how long files and functions may be.

use crate::tree::sources;

/// Each layer and those that it may import. What is absent here is forbidden.
const LAYERS: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("text", &["model"]),
    ("config", &[]),
    ("files", &[]),
    ("store", &["model", "text", "files"]),
    ("ops", &["model", "text", "store"]),
    ("render", &[]),
    ("exchange", &["model", "text", "store", "ops"]),
    ("view", &["model", "text", "store", "ops", "render"]),
    (
        "cli",
        &[
            "model", "text", "config", "files", "store", "ops", "render", "exchange", "view",
        ],
    ),
];

/// Words of code, and the only files or folders that may hold them.
const NAMED_IN_ONE_PLACE: [(&str, &[&str]); 17] = [
    ("rusqlite", &["src/store/"]),
    ("println!", &[]),
    ("eprintln!", &[]),
    ("print!", &[]),
    ("eprint!", &[]),
    ("dbg!", &[]),
    ("stdout()", &["src/cli/out.rs", "src/cli/env.rs"]),
    ("stderr()", &["src/cli/out.rs", "src/cli/env.rs"]),
    (
        "stdin()",
        &["src/cli/input.rs", "src/cli/prompt/", "src/cli/env.rs"],
    ),
    ("std::env", &["src/cli/env.rs"]),
    ("Instant::now", &["src/cli/env.rs"]),
    ("SystemTime", &[]),
    ("Utc::now", &["src/cli/env.rs"]),
    ("Local::now", &[]),
    ("getrandom", &["src/cli/env.rs"]),
    ("now_v7", &[]),
    ("process::exit", &[]),
];

/// Beginnings of statements that only the store may hold in its texts.
const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT INTO",
    "INSERT OR",
    "UPDATE OR",
    "DELETE FROM",
    "CREATE TABLE",
    "CREATE INDEX",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
];

const LONGEST_FILE: usize = 500;
const LONGEST_FUNCTION: usize = 80;

#[test]
fn imports_point_down_the_layers() {
    let mut found = Vec::new();
    for source in sources() {
        let Some(layer) = layer_of(&source.path) else {
            continue;
        };
        let (_, allowed) = LAYERS
            .iter()
            .find(|(name, _)| *name == layer)
            .unwrap_or_else(|| panic!("{}: the layer {layer} is not listed", source.path));
        for (number, line) in (1..).zip(code(&source.text).lines()) {
            for target in imports(line) {
                if target != layer && !allowed.contains(&target) {
                    found.push(format!(
                        "{}:{number}: {layer} imports {target}",
                        source.path
                    ));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_thing_outside_the_process_is_named_in_one_place() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path)) {
        for (number, line) in (1..).zip(code(&source.text).lines()) {
            for (word, places) in NAMED_IN_ONE_PLACE {
                let is_allowed = places.iter().any(|place| source.path.starts_with(place));
                if holds_word(line, word) && !is_allowed {
                    found.push(format!("{}:{number}: {word}", source.path));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_outside_the_store_holds_sql() {
    let mut found = Vec::new();
    for source in sources() {
        if source.path.starts_with("src/store/") {
            continue;
        }
        for text in split(&source.text).texts {
            if let Some(word) = SQL.iter().find(|word| text.contains(*word)) {
                found.push(format!("{}: \"{word}…\"", source.path));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_tests_unwrap() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path)) {
        for (number, line) in (1..).zip(code(&source.text).lines()) {
            if line.contains(".unwrap()") {
                found.push(format!("{}:{number}", source.path));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn files_and_functions_are_short() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path)) {
        let code = code(&source.text);
        let lines = code.lines().count();
        if lines > LONGEST_FILE {
            found.push(format!("{}: {lines} lines", source.path));
        }
        for (name, lines) in functions(&code) {
            if lines > LONGEST_FUNCTION {
                found.push(format!("{}: {name} has {lines} lines", source.path));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_scanner_tells_code_from_texts_and_comments() {
    let sample = "let a = \"x // \\\" y\"; // crate::cli\nlet b = r#\"SELECT \"1\"\"#; /* fn z() { */ 'a';\n'\"'; f();";
    let Split { code, texts } = split(sample);
    assert_eq!(texts, ["x // \\\" y", "SELECT \"1\""]);
    assert!(
        !code.contains("crate::cli") && !code.contains("fn z"),
        "{code}"
    );
    assert!(code.ends_with("f();"), "{code}");
    assert_eq!(imports("use crate::{model::id, text};"), ["model", "text"]);
    assert_eq!(
        functions("fn a() {\n  b();\n}\nfn c() {}\n"),
        [("a".to_owned(), 3), ("c".to_owned(), 1)]
    );
}

fn layer_of(path: &str) -> Option<&str> {
    let (layer, _) = path.strip_prefix("src/")?.split_once('/')?;
    Some(layer)
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Returns the layers that a line names after `crate::`.
fn imports(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group.split(',').filter_map(first_name)),
            None => found.extend(first_name(rest)),
        }
    }
    found
}

fn first_name(text: &str) -> Option<&str> {
    let name = text
        .trim()
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .next()?;
    (!name.is_empty()).then_some(name)
}

/// Whether the word stands in the line with no letter before it.
fn holds_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

/// Returns the code without comments, texts, and the test module that ends a file.
fn code(text: &str) -> String {
    let code = split(text).code;
    match code.find("#[cfg(test)]\nmod tests {") {
        Some(at) => code[..at].to_owned(),
        None => code,
    }
}

/// Returns each function's name and its number of lines, signature included.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((before, rest)) = line.split_once("fn ") else {
            continue;
        };
        let is_definition = before
            .chars()
            .all(|letter| letter.is_alphanumeric() || " ()_".contains(letter));
        let Some(name) = first_name(rest).filter(|_| is_definition) else {
            continue;
        };
        let mut depth = 0;
        for (length, line) in (1..).zip(&lines[at..]) {
            depth += line.matches('{').count();
            depth -= line.matches('}').count();
            let is_closed = depth == 0 && line.contains(['}', ';']);
            if is_closed {
                found.push((name.to_owned(), length));
                break;
            }
        }
    }
    found
}

/// A source taken apart.
struct Split {
    code: String,
    texts: Vec<String>,
}

/// Takes comments and texts out of a source; lines stay where they are.
fn split(source: &str) -> Split {
    let mut parts = Split {
        code: String::new(),
        texts: Vec::new(),
    };
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            '"' => text_length(rest),
            'r' if opens_raw(rest) && !ends_in_name(&parts.code) => raw_length(rest),
            '\'' => letter_length(rest),
            _ => 0,
        };
        let (taken, after) = rest.split_at(length.max(letter.len_utf8()));
        match letter {
            _ if length == 0 => parts.code.push(letter),
            '"' | 'r' => {
                let text = taken.trim_start_matches('r').trim_matches('#');
                parts.texts.push(text[1..text.len() - 1].to_owned());
                parts.code.push_str("\"\"");
            }
            _ => {}
        }
        if length > 0 {
            parts.code.extend(taken.matches('\n'));
        }
        rest = after;
    }
    parts
}

fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn opens_raw(rest: &str) -> bool {
    rest[1..].trim_start_matches('#').starts_with('"')
}

fn ends_in_name(code: &str) -> bool {
    code.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

fn raw_length(rest: &str) -> usize {
    let hashes = rest[1..]
        .chars()
        .take_while(|letter| *letter == '#')
        .count();
    let end = format!("\"{}", "#".repeat(hashes));
    let begin = 2 + hashes;
    rest[begin..]
        .find(&end)
        .map_or(rest.len(), |at| begin + at + end.len())
}

/// Returns the length of a letter such as `'a'` or `'\n'`; a lifetime has none.
fn letter_length(rest: &str) -> usize {
    let inner = &rest[1..];
    let length = match inner.chars().next() {
        Some('\\') => inner[2..].find('\'').map(|at| at + 2),
        Some(letter) if inner[letter.len_utf8()..].starts_with('\'') => Some(letter.len_utf8()),
        _ => None,
    };
    length.map_or(0, |length| length + 2)
}

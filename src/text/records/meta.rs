//! What a record says of itself beside its sections: front matter, a list or lines under the title, a table.

use super::cut::plain;
use crate::text::front::{self, Value};

/// What a key of a record means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Title,
    Number,
    Status,
    Date,
    Deciders,
    Driver,
    Consulted,
    Informed,
    Author,
    Tags,
    /// Names other records; the key itself says in which way.
    Link,
    /// Of the site that shows the records; says nothing of the decision.
    Site,
}

/// One key with its value, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// None where the key is none that a decision has a field for.
    pub key: Option<Key>,
    pub word: String,
    pub values: Vec<String>,
    pub line: usize,
}

impl Key {
    pub fn of(word: &str) -> Option<Key> {
        let word = plain(word).to_lowercase().replace(['_', '-'], " ");
        let word = word.trim().trim_end_matches("(s)").trim_end_matches(':');
        Some(match word.strip_prefix("x ").unwrap_or(word) {
            "title" => Key::Title,
            "id" | "number" | "adr" => Key::Number,
            "status" | "state" | "decision status" => Key::Status,
            "date" | "updated" | "last updated" | "last modified" | "decided" | "decided on"
            | "decision date" | "date decided" => Key::Date,
            "deciders" | "decider" | "decision makers" | "decision maker" | "decided by"
            | "approved by" | "approvers" => Key::Deciders,
            "driver" | "owner" | "lead" => Key::Driver,
            "consulted" => Key::Consulted,
            "informed" => Key::Informed,
            "author" | "authors" => Key::Author,
            "tags" | "tag" | "labels" | "category" | "categories" | "keywords" => Key::Tags,
            "supersedes" | "superseded by" | "superceded by" | "supercedes" | "replaces"
            | "replaced by" | "obsoletes" | "obsoleted by" | "amends" | "amended by"
            | "extends" | "extended by" | "depends on" | "related" | "related to"
            | "relates to" | "related decisions" | "related adrs" => Key::Link,
            "parent" | "nav order" | "has children" | "layout" | "permalink" | "sidebar label"
            | "sidebar position" | "slug" | "weight" | "toc" => Key::Site,
            _ => return None,
        })
    }
}

/// Reads front matter; `first_line` is the line of the file on which its body begins.
pub(super) fn of_front(body: &str, first_line: usize) -> Vec<Said> {
    front::entries(body)
        .into_iter()
        .map(|entry| Said {
            key: Key::of(&entry.key),
            values: match &entry.value {
                Value::One(text) => vec![text.clone()],
                Value::Many(list) => list.clone(),
                Value::Block(block) => vec![block.trim().to_owned()],
            },
            word: entry.key,
            line: first_line + entry.line - 1,
        })
        .collect()
}

/// Takes the keys out of the text between the title and the first section; returns the rest of it.
pub(super) fn of_head(head: &str, first_line: usize) -> (Vec<Said>, String) {
    let lines: Vec<&str> = head.lines().collect();
    let mut said = Vec::new();
    let mut rest = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = first_line + at;
        if is_row(lines[at]) {
            let rows = lines[at..].iter().take_while(|line| is_row(line)).count();
            match of_table(&lines[at..at + rows], line) {
                Some(found) => said.extend(found),
                None => rest.extend(&lines[at..at + rows]),
            }
            at += rows;
            continue;
        }
        let Some(mut one) = of_line(lines[at], line) else {
            rest.push(lines[at]);
            at += 1;
            continue;
        };
        at += 1;
        if one.values.is_empty() {
            let below = lines[at..].iter().map_while(|line| nested(line));
            one.values = below.map(str::to_owned).collect();
            at += one.values.len();
        }
        said.push(one);
    }
    (said, rest.join("\n"))
}

/// Reads `* Status: accepted`, `**Status:** accepted`, `Date: 2026-01-31`.
fn of_line(line: &str, number: usize) -> Option<Said> {
    if line.starts_with([' ', '\t']) {
        return None;
    }
    let bare = ["* ", "- ", "+ "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line);
    let (word, value) = bare.split_once(':')?;
    let word = word.trim().trim_matches(['*', '_']).trim();
    let key = Key::of(word).filter(|key| *key != Key::Title && *key != Key::Site)?;
    let value = value.trim_start_matches(['*', '_']).trim();
    Some(Said {
        key: Some(key),
        word: word.to_owned(),
        values: (!value.is_empty())
            .then(|| value.to_owned())
            .into_iter()
            .collect(),
        line: number,
    })
}

/// Returns what an entry of a list below a key says.
fn nested(line: &str) -> Option<&str> {
    let body = line.trim_start();
    let marks = ["* ", "- ", "+ "];
    let item = marks.iter().find_map(|mark| body.strip_prefix(mark))?;
    (body.len() < line.len()).then(|| item.trim())
}

fn is_row(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_matches('|');
    row.split('|').map(|cell| cell.trim().to_owned()).collect()
}

fn is_rule(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| "|-: \t".contains(c))
}

/// Reads a table of two columns, key and value, or of keys above one row of values. None where it is
/// another table, such as one of revisions.
fn of_table(rows: &[&str], first_line: usize) -> Option<Vec<Said>> {
    let body: Vec<(usize, Vec<String>)> = (first_line..)
        .zip(rows)
        .filter(|(_, row)| !is_rule(row))
        .map(|(line, row)| (line, cells(row)))
        .collect();
    let one = |line: usize, word: &str, value: &str| Said {
        key: Key::of(word),
        word: plain(word),
        values: vec![value.trim_matches('`').to_owned()],
        line,
    };
    let is_pairs = body.iter().all(|(_, cells)| cells.len() == 2);
    let known =
        |words: &mut dyn Iterator<Item = &String>| words.filter_map(|word| Key::of(word)).count();
    if is_pairs && known(&mut body.iter().map(|(_, cells)| &cells[0])) > 0 {
        let is_head = |cells: &[String]| Key::of(&cells[0]).is_none() && cells[1] == "Value";
        let head = usize::from(
            is_head(&body[0].1)
                || rows.get(1).is_some_and(|row| is_rule(row)) && Key::of(&body[0].1[0]).is_none(),
        );
        let pairs = body[head..].iter();
        return Some(
            pairs
                .map(|(line, cells)| one(*line, &cells[0], &cells[1]))
                .collect(),
        );
    }
    let [(_, head), (line, values)] = &body[..] else {
        return None;
    };
    let has_status = head.iter().any(|word| Key::of(word) == Some(Key::Status));
    (has_status && head.len() == values.len()).then(|| {
        let pairs = head.iter().zip(values);
        pairs.map(|(word, value)| one(*line, word, value)).collect()
    })
}

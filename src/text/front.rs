//! The front matter of Markdown files: as much of YAML as people and tools write there. Keys on lines of
//! their own with one value, a list (`[a, b]`, or `- a` lines below), or a block of text (`|`). What is
//! more than that is passed over, never refused.

/// What stands under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the key, counted from 1 at the first line of the front matter's body.
    pub line: usize,
    /// In lower case.
    pub key: String,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One value, without its quotation marks; empty where none stands.
    One(String),
    Many(Vec<String>),
    /// The lines of a block without their indentation, each with a newline.
    Block(String),
}

impl Value {
    /// Returns the values as a list: the pieces of `a, b` too.
    pub fn list(&self) -> Vec<String> {
        let pieces = match self {
            Value::One(text) => pieces(text),
            Value::Many(list) => list.clone(),
            Value::Block(_) => Vec::new(),
        };
        pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect()
    }
}

/// Reads what stands between the two `---`.
pub fn entries(body: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (at, line) in body.split('\n').enumerate() {
        if let Some(Entry {
            value: Value::Block(block),
            ..
        }) = entries.last_mut()
            && (line.is_empty() || line.starts_with([' ', '\t']))
        {
            block.push_str(line.strip_prefix("  ").unwrap_or(line.trim_start()));
            block.push('\n');
            continue;
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some(entry) = entries.last_mut() {
                add(&mut entry.value, scalar(item));
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        entries.push(Entry {
            line: at + 1,
            key: key.trim().to_lowercase(),
            value: read(value.trim()),
        });
    }
    // The split leaves an empty piece behind the last newline, which is no line of a block.
    if let Some(Entry {
        value: Value::Block(block),
        ..
    }) = entries.last_mut()
        && body.ends_with('\n')
    {
        block.pop();
    }
    entries
}

/// Adds a line of a list to the key that it stands under.
fn add(value: &mut Value, item: String) {
    match value {
        Value::Many(list) => list.push(item),
        Value::One(text) if text.is_empty() => *value = Value::Many(vec![item]),
        Value::One(_) | Value::Block(_) => {}
    }
}

fn read(value: &str) -> Value {
    if value == "|" {
        return Value::Block(String::new());
    }
    let inner = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(inner) => Value::Many(pieces(inner)),
        None => Value::One(scalar(value)),
    }
}

/// Cuts a list at the commas that stand outside quotation marks.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut start, mut quote, mut is_escaped) = (0, None, false);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(open), letter) if open == letter && !is_escaped => quote = None,
            (None, '"' | '\'') if text[start..at].trim().is_empty() => quote = Some(letter),
            (None, ',') => {
                pieces.push(scalar(&text[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        is_escaped = false;
    }
    pieces.push(scalar(&text[start..]));
    pieces
}

/// Returns a value without its quotation marks.
fn scalar(text: &str) -> String {
    let text = text.trim();
    if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
        let quoted = serde_json::from_str(text);
        return quoted.unwrap_or_else(|_| text[1..text.len() - 1].to_owned());
    }
    if text.len() > 1 && text.starts_with('\'') && text.ends_with('\'') {
        return text[1..text.len() - 1].replace("''", "'");
    }
    text.trim_matches(['"', '\'']).to_owned()
}

/// Returns a text in double quotes; JSON's form is one that YAML reads.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns a list of texts in double quotes.
pub fn quoted_list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lists_and_blocks_are_read() {
        let check = |body: &str, want: &[(&str, Value)]| {
            let got: Vec<(String, Value)> = entries(body)
                .into_iter()
                .map(|entry| (entry.key, entry.value))
                .collect();
            let want: Vec<(String, Value)> = want
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect();
            assert_eq!(got, want, "{body:?}");
        };
        let one = |text: &str| Value::One(text.to_owned());
        let many = |texts: &[&str]| Value::Many(texts.iter().map(|text| (*text).into()).collect());
        check(
            "title: \"a: \\\"b\\\"\"\nDate: 2026-11-20\n",
            &[("title", one("a: \"b\"")), ("date", one("2026-11-20"))],
        );
        check(
            "x: [\"@a, b\", 'it''s', c]\ny:\n  - \"d\"\n- e\nz: f, g\n",
            &[
                ("x", many(&["@a, b", "it's", "c"])),
                ("y", many(&["d", "e"])),
                ("z", one("f, g")),
            ],
        );
        check(
            "a: |\n  ---\n\n  b: c\nd: e\n",
            &[("a", Value::Block("---\n\nb: c\n".into())), ("d", one("e"))],
        );
        check("a: |\n  b\n", &[("a", Value::Block("b\n".into()))]);
        check("# no: key\njunk\n", &[]);
        assert_eq!(one("f, g").list(), ["f", "g"]);
        assert_eq!(one("").list(), [""; 0]);
    }
}

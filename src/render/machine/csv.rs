//! CSV by RFC 4180, in which no cell is a formula for a spreadsheet.
//!
//! A `'` before a cell that would be one is the whole of the rule, and [`restore`] its exact inverse.

use std::borrow::Cow;

use serde_json::Value;

use crate::render::machine::pick::{keys, reach};

/// Whether cells that a spreadsheet would run get a `'` before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formulas {
    Neutralised,
    Raw,
}

/// Returns a header and one line a record, each ended by CRLF; without columns those of the first
/// record. Null is empty, a list of plain values is joined by `; `, anything deeper is JSON.
pub fn csv(data: &[Value], columns: &[&str], formulas: Formulas) -> Result<String, ::csv::Error> {
    let own: Vec<String> = match (columns, data) {
        ([], [first, ..]) => keys(first),
        _ => columns.iter().map(|&column| column.to_owned()).collect(),
    };
    if own.is_empty() {
        return Ok(String::new());
    }
    let terminator = ::csv::Terminator::CRLF;
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(terminator)
        .from_writer(Vec::new());
    writer.write_record(
        own.iter()
            .map(|column| guard(column, formulas).into_owned()),
    )?;
    for record in data {
        let cells = own
            .iter()
            .map(|column| cell(reach(record, column), formulas));
        writer.write_record(cells)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8(bytes).expect("cells are UTF-8 and so is all between them"))
}

/// Returns the text that a neutralised cell stands for.
pub fn restore(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(cell),
    }
}

fn cell(value: Option<Value>, formulas: Formulas) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        // A negative number is no formula, and a `'` would make it text.
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(values)) if values.iter().all(is_plain) => {
            let texts: Vec<String> = values.into_iter().map(text).collect();
            guard(&texts.join("; "), formulas).into_owned()
        }
        Some(value) => guard(&text(value), formulas).into_owned(),
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn guard(text: &str, formulas: Formulas) -> Cow<'_, str> {
    match formulas {
        Formulas::Neutralised if is_formula(text) => Cow::Owned(format!("'{text}")),
        Formulas::Neutralised | Formulas::Raw => Cow::Borrowed(text),
    }
}

/// Tells whether a cell begins like a formula, be it behind quotes that were there before: those get
/// one more, so that taking one away is always right.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn cells_follow_the_rfc() {
        let check = |value: Value, want: &str| {
            let text = csv(
                &[json!({"x": value, "y": 1})],
                &["x", "y"],
                Formulas::Neutralised,
            );
            assert_eq!(text.unwrap(), format!("x,y\r\n{want},1\r\n"));
        };
        check(json!("plain"), "plain");
        check(json!(null), "");
        check(json!("a,b"), "\"a,b\"");
        check(json!("say \"yes\""), "\"say \"\"yes\"\"\"");
        check(json!("one\r\ntwo"), "\"one\r\ntwo\"");
        check(json!(["a", 2, null, true]), "a; 2; ; true");
        check(json!([]), "");
        check(json!({"a": [1]}), "\"{\"\"a\"\":[1]}\"");
        check(json!([{"a": 1}]), "\"[{\"\"a\"\":1}]\"");
        check(json!(-5), "-5");
        check(json!("-5"), "'-5");
        check(json!("=1+1"), "'=1+1");
        check(json!("+x"), "'+x");
        check(json!("@x"), "'@x");
        check(json!("\tx"), "'\tx");
        check(json!("\rx"), "\"'\rx\"");
        check(json!(["=1", "b"]), "'=1; b");
        check(json!("'tis"), "'tis");
        check(json!("'=1"), "''=1");
    }

    #[test]
    fn columns_are_those_asked_for_or_those_of_the_first_record() {
        let data = [json!({"b": 1, "a": {"c": "x"}}), json!({"b": 2})];
        let check = |columns: &[&str], want: &str| {
            assert_eq!(
                csv(&data, columns, Formulas::Raw).unwrap(),
                want,
                "{columns:?}"
            );
        };
        check(&["a.c", "b"], "a.c,b\r\nx,1\r\n,2\r\n");
        check(&[], "b,a\r\n1,\"{\"\"c\"\":\"\"x\"\"}\"\r\n2,\r\n");
        assert_eq!(csv(&[], &["a"], Formulas::Raw).unwrap(), "a\r\n");
        assert_eq!(csv(&[], &[], Formulas::Raw).unwrap(), "");
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(
            cells in proptest::collection::vec("['=+\\-@\t\r\n\", a-c容é]{0,6}|\\PC*|(?s).*", 2..4),
        ) {
            let names = ["a", "b", "c", "d"];
            let record: Value = names.iter().zip(&cells)
                .map(|(name, cell)| ((*name).to_owned(), Value::from(cell.as_str())))
                .collect::<serde_json::Map<_, _>>()
                .into();
            let text = csv(&[record], &[], Formulas::Neutralised).unwrap();
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            let back = reader.records().next().unwrap().unwrap();
            let back: Vec<Cow<'_, str>> = back.iter().map(restore).collect();
            prop_assert_eq!(back, cells);
        }

        #[test]
        fn no_cell_begins_like_a_formula(cell in "['=+\\-@\t\r]{0,4}.*") {
            let guarded = guard(&cell, Formulas::Neutralised);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(restore(&guarded), cell.as_str());
        }
    }
}

//! For programs: JSON, JSON lines and CSV of records that `view` has made.
//!
//! Values are exact. JSON is one line without spaces; characters that could steer a terminal are
//! written as `\u009b`, which every reader takes for the same text.

mod csv;
mod pick;

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use crate::render::clean;

pub use csv::{Formulas, csv, restore};
pub use pick::{UnknownField, pick};

const SCHEMA: &str = "tpm/1";

/// What is known of a list beyond its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    pub shown: usize,
    /// Whether there are more records than are shown; always exact.
    pub truncated: bool,
    /// How many there are in all, where that is cheap to know.
    pub total: Option<u64>,
}

impl Meta {
    /// Returns the facts of a list that is complete.
    pub fn complete(shown: usize) -> Meta {
        Meta {
            shown,
            truncated: false,
            total: Some(shown as u64),
        }
    }
}

/// Returns records in their envelope, as one line that ends with a newline.
pub fn json(kind: &str, data: &[Value], meta: &Meta) -> String {
    #[derive(Serialize)]
    struct Envelope<'a> {
        schema: &'static str,
        kind: &'a str,
        data: &'a [Value],
        meta: &'a Meta,
    }
    line(&Envelope {
        schema: SCHEMA,
        kind,
        data,
        meta,
    })
}

/// Returns one record a line, without an envelope; parts of a stream can be put end to end.
pub fn jsonl(data: &[Value]) -> String {
    data.iter().map(line).collect()
}

/// Returns an error as one line that ends with a newline.
pub fn error(code: &str, message: &str, hint: Option<&str>, exit: u8, retryable: bool) -> String {
    #[derive(Serialize)]
    struct Body<'a> {
        code: &'a str,
        message: &'a str,
        hint: Option<&'a str>,
        exit: u8,
        retryable: bool,
    }
    #[derive(Serialize)]
    struct Envelope<'a> {
        error: Body<'a>,
    }
    line(&Envelope {
        error: Body {
            code,
            message,
            hint,
            exit,
            retryable,
        },
    })
}

fn line(record: &impl Serialize) -> String {
    let json = serde_json::to_string(record).expect("strings, numbers and maps of them are JSON");
    let mut json = unhide(json);
    json.push('\n');
    json
}

/// Escapes hidden characters; in JSON they can only stand inside strings.
fn unhide(json: String) -> String {
    if json.bytes().all(|byte| byte.is_ascii() && byte != 0x7f) || !json.contains(clean::is_hidden)
    {
        return json;
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        if clean::is_hidden(char) {
            let units = &mut [0; 2];
            for unit in char.encode_utf16(units) {
                write!(shown, "\\u{unit:04x}").expect("a string takes all that is written");
            }
        } else {
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::clean::tests::STEERING;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn records_stand_in_an_envelope_of_one_line() {
        let data = [json!({"id": "A-7", "title": "one\ntwo", "due": null})];
        let meta = Meta {
            shown: 1,
            truncated: true,
            total: None,
        };
        let want = concat!(
            r#"{"schema":"tpm/1","kind":"action.list","#,
            r#""data":[{"id":"A-7","title":"one\ntwo","due":null}],"#,
            r#""meta":{"shown":1,"truncated":true,"total":null}}"#,
            "\n",
        );
        assert_eq!(super::json("action.list", &data, &meta), want);
    }

    #[test]
    fn json_lines_have_no_envelope() {
        let check = |data: &[Value], want: &str| assert_eq!(jsonl(data), want);
        check(&[], "");
        check(
            &[json!({"id": "A-1"}), json!({"id": "A-2"})],
            "{\"id\":\"A-1\"}\n{\"id\":\"A-2\"}\n",
        );
    }

    #[test]
    fn what_could_steer_a_terminal_is_escaped_in_json() {
        let check = |text: &str, want: &str| assert_eq!(jsonl(&[json!(text)]), want, "{text:?}");
        check("容é", "\"容é\"\n");
        check("\u{1b}\u{7f}\u{9b}", "\"\\u001b\\u007f\\u009b\"\n");
        check("a\u{202e}b\u{e0041}", "\"a\\u202eb\\udb40\\udc41\"\n");
    }

    #[test]
    fn an_error_is_one_line() {
        let want = concat!(
            r#"{"error":{"code":"not_found","message":"no item A-9","#,
            r#""hint":null,"exit":3,"retryable":false}}"#,
            "\n",
        );
        assert_eq!(error("not_found", "no item A-9", None, 3, false), want);
    }

    proptest! {
        #[test]
        fn json_is_exact_and_steers_no_terminal(text in STEERING) {
            let data = [json!({"title": text})];
            let line = jsonl(&data);
            prop_assert!(!line.trim_end_matches('\n').contains(clean::is_hidden));
            prop_assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), data[0].clone());
        }
    }
}

//! What was decided and why, as records say it: `Chosen option: "X", because Y`, or a text of its own.

use super::blocks::{Form, blocks};
use super::cut::{joined, plain_line, trimmed};
use crate::text::gist::{self, sentence_end};

/// What the section of an outcome says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The option as it is named; None where the section names none.
    pub option: Option<String>,
    pub outcome: Option<String>,
    pub rationale: Option<String>,
}

/// Reads the section of an outcome.
pub(super) fn chosen(text: &str) -> Chosen {
    for block in blocks(text) {
        let paragraph = &text[block.range.clone()];
        if let (Form::Paragraph, Some((option, why))) = (block.form, named(paragraph)) {
            let why = join(&text[..block.range.start], &why, &text[block.range.end..]);
            return Chosen {
                outcome: Some(plain_line(&option)),
                option: Some(option),
                rationale: filled(why),
            };
        }
    }
    Chosen {
        option: None,
        outcome: filled(one_line(text).unwrap_or_else(|| text.to_owned())),
        rationale: None,
    }
}

/// Returns a text of one short paragraph on one line.
fn one_line(text: &str) -> Option<String> {
    let blocks = blocks(text);
    let is_paragraph = matches!(&blocks[..], [one] if one.form == Form::Paragraph);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    (is_paragraph && gist::is_short(&line)).then_some(line)
}

fn filled(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// Joins what stands before, in and after the sentence that names the option.
fn join(before: &str, why: &str, after: &str) -> String {
    joined([trimmed(before), trimmed(why), trimmed(after)])
}

/// Reads `Chosen option: "X", because Y`: the option and the reason with all that follows it.
fn named(paragraph: &str) -> Option<(String, String)> {
    let bare = paragraph.trim_start_matches(['*', '_', ' ']);
    let lower = bare.to_ascii_lowercase();
    let head = ["chosen option", "chosen alternative", "selected option"]
        .iter()
        .find_map(|head| lower.starts_with(head).then_some(head.len()))?;
    let rest = bare[head..].trim_start_matches(['s', '*', '_', ' ']);
    let rest = rest.strip_prefix(':')?;
    let rest = rest.trim_start_matches(['*', '_', ' ', '\n']);
    let (option, rest) = quoted(rest).unwrap_or_else(|| unquoted(rest));
    let option = option.split_whitespace().collect::<Vec<_>>().join(" ");
    if option.is_empty() {
        return None;
    }
    Some((option, reason(rest).to_owned()))
}

/// Cuts a quoted title from what follows. A quotation within a title does not end it: the end is
/// where the reason follows, else the first one.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '"' | '\'' | '`' => open,
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    };
    let inner = &text[open.len_utf8()..];
    let ends = |at: usize| inner[at + close.len_utf8()..].trim_start_matches(['*', '_']);
    let mut closing = inner.match_indices(close).map(|(at, _)| at);
    let first = closing.clone().next()?;
    let at = closing
        .find(|at| {
            let after = ends(*at).trim_start_matches([',', ' ', '\n']);
            after.starts_with("because") || after.is_empty() || after.trim() == "."
        })
        .unwrap_or(first);
    Some((&inner[..at], ends(at)))
}

/// Cuts a title without quotation marks at its reason, else at the end of its sentence.
fn unquoted(text: &str) -> (&str, &str) {
    let because = text.find(", because").or_else(|| text.find(" because"));
    let end = because.or_else(|| sentence_end(text)).unwrap_or(text.len());
    let option = text[..end].trim_end_matches(['.', ',', ' ']);
    (option.trim_matches(['*', '_']), &text[end..])
}

/// Returns a reason without the word that introduces it.
fn reason(text: &str) -> &str {
    let bare = text.trim_start_matches([',', '.', ';', ' ', '\n']);
    let bare = bare.strip_prefix("because").unwrap_or(bare);
    bare.trim_start_matches([',', ':', ' ', '\n'])
}

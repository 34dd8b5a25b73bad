//! What was decided and why, as records say it: `Chosen option: "X", because Y`, or a text of its own.

use super::blocks::{Form, blocks, has_picture, is_plain};
use super::cut::{joined, plain_line, trimmed};

/// What the section of an outcome says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The option as it is named; None where the section names none.
    pub option: Option<String>,
    pub outcome: Option<String>,
    pub rationale: Option<String>,
}

/// The longest sentence that is taken for the outcome, in characters.
const LONGEST_OUTCOME: usize = 300;

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
    let (outcome, rest) = first_sentence(text);
    Chosen {
        option: None,
        outcome,
        rationale: filled(rest),
    }
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

/// Cuts the first sentence off, if it can stand alone: of words, not too long, with nothing that has
/// to follow it.
fn first_sentence(text: &str) -> (Option<String>, String) {
    let whole = || (None, text.to_owned());
    let Some(first) = blocks(text).into_iter().next() else {
        return whole();
    };
    if first.form != Form::Paragraph {
        return whole();
    }
    let paragraph = &text[first.range.clone()];
    let end = sentence_end(paragraph).unwrap_or(paragraph.len());
    let words: Vec<&str> = paragraph[..end].split_whitespace().collect();
    let sentence = words.join(" ");
    if sentence.ends_with(':')
        || sentence.chars().count() > LONGEST_OUTCOME
        || has_picture(&sentence)
    {
        return whole();
    }
    if !is_plain(&sentence) {
        // The outcome stands in lists, where an address is in the way; the reason keeps it.
        return (filled(plain_line(&sentence)), text.to_owned());
    }
    // What was cut in the middle of a line would begin with a short one.
    let more: Vec<&str> = paragraph[end..].split_whitespace().collect();
    let after = trimmed(&text[first.range.end..]);
    (filled(sentence), joined([more.join(" "), after]))
}

/// Returns where the first sentence of a paragraph ends, behind its last sign.
fn sentence_end(text: &str) -> Option<usize> {
    let mut is_code = false;
    let mut brackets = 0i32;
    for (at, c) in text.char_indices() {
        match c {
            '`' => is_code = !is_code,
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '.' | '!' | '?' if !is_code && brackets <= 0 => {
                let end = at + c.len_utf8();
                let after = &text[end..];
                let next = after.trim_start().chars().next();
                let goes_on = next.is_some_and(|next| next.is_lowercase() || next.is_numeric());
                let short = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "incl."]
                    .iter()
                    .any(|word| text[..end].ends_with(word));
                if after.starts_with(char::is_whitespace) && !goes_on && !short {
                    return Some(end);
                }
            }
            _ => {}
        }
    }
    None
}

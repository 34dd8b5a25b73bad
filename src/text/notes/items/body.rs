//! The words of an item before its fields are read: numbers in front go, a date behind the keyword comes in.

use super::replies;
use crate::text::notes::keywords::{Hit, after_separators};
use crate::text::notes::types::Mark;

/// Returns the text of an item without its keyword and without a number in front.
pub(super) fn body(text: &str, hit: Option<&Hit<'_>>) -> String {
    let Some(hit) = hit else {
        return without_number(text).to_string();
    };
    match hit.slot.and_then(date) {
        Some(date) => format!("{} {date}", hit.rest),
        None => hit.rest.to_string(),
    }
}

/// Reads a drawn box or tick at the head of a bare bullet, and "done" at either end of it.
pub(super) fn drawn(text: &str) -> (&str, Option<Mark>) {
    let Some(sign) = text.chars().next() else {
        return (text, None);
    };
    let mark = match sign {
        '☐' | '⬜' | '◻' | '▢' => Mark::Open,
        '✅' | '☑' | '✔' | '✓' => Mark::Done,
        _ => {
            return match replies::closed(text) {
                Some((rest, mark)) => (rest, Some(mark)),
                None => (text, text.contains('✅').then_some(Mark::Done)),
            };
        }
    };
    (text[sign.len_utf8()..].trim_start(), Some(mark))
}

/// Finds the deadline in `ACTION (Lee, by fri): …`.
fn date(slot: &str) -> Option<&str> {
    let is_date = |piece: &&str| {
        let lower = piece.to_lowercase();
        ["by ", "due ", "due: ", "until ", "before ", "eta "]
            .iter()
            .any(|word| lower.starts_with(word))
    };
    slot.split([',', ';']).map(str::trim).find(is_date)
}

/// Drops `1.`, `2)`, `84.1 –` from the head of a line.
fn without_number(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - digits.len()];
    let parts = || number.split('.').filter(|part| !part.is_empty());
    let short = parts().all(|part| part.len() <= 3) && (1..=3).contains(&parts().count());
    let ends = number.ends_with('.') || digits.starts_with([')', ':', '–', '—']);
    let spaced = digits.starts_with(' ') && (ends || parts().count() > 1);
    if !short || !number.starts_with(|c: char| c.is_ascii_digit()) || !(ends || spaced) {
        return text;
    }
    let rest = after_separators(digits.strip_prefix(')').unwrap_or(digits));
    let is_title = rest.starts_with(|c: char| c.is_alphabetic() || "[(@*`".contains(c));
    if is_title { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_front_is_no_word_of_the_title() {
        for (text, want) in [
            ("1. send the plan", "send the plan"),
            ("2) send the plan", "send the plan"),
            ("84.1 – send the plan", "send the plan"),
            ("84.1—send the plan", "send the plan"),
            ("84.2: Lee to send it", "Lee to send it"),
            ("84.3 Lee to send it", "Lee to send it"),
            ("3 plans to send", "3 plans to send"),
            ("2026: the plan", "2026: the plan"),
            ("10:30 call Lee", "10:30 call Lee"),
            ("1.5 1.6 compared", "1.5 1.6 compared"),
        ] {
            assert_eq!(without_number(text), want);
        }
    }
}

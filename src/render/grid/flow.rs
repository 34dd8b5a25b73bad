//! Measures, wraps and cuts text by the columns that it takes on a terminal.
//!
//! Works on clean text of one line and knows no style; places are bytes, widths are columns.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No single character takes more columns; a narrower column could not hold every text.
pub const WIDEST_CHAR: usize = 3;

/// Returns the columns that the text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// Returns the parts of the text that stand on one line each: broken at spaces and between wide
/// characters, and within a word only if it is wider than a line. No part is empty unless all is.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    if text.len() <= columns || width(text) <= columns {
        return vec![trimmed(text)];
    }
    let columns = columns.max(WIDEST_CHAR);
    let mut lines = Vec::new();
    let mut line = Range { start: 0, end: 0 };
    let mut used = 0;
    for atom in atoms(text, columns) {
        let gap = atom.range.start - line.end;
        if !line.is_empty() && used + gap + atom.width <= columns {
            used += gap + atom.width;
        } else {
            lines.extend((!line.is_empty()).then_some(line.clone()));
            line.start = atom.range.start;
            used = atom.width;
        }
        line.end = atom.range.end;
    }
    lines.push(line);
    lines
}

/// Returns the bytes of the beginning that leaves room for `mark` within `columns`; all of the text
/// if it fits as it is.
pub fn cut(text: &str, columns: usize, mark: &str) -> Range<usize> {
    let whole = trimmed(text);
    if width(&text[whole.clone()]) <= columns {
        return whole;
    }
    let room = columns.saturating_sub(width(mark));
    let mut used = 0;
    let fitting = pieces(&text[whole.clone()], room).take_while(|piece| {
        used += measure(piece);
        used <= room
    });
    let bytes: usize = fitting.map(str::len).sum();
    let kept = text[whole.start..whole.start + bytes].trim_end_matches(' ');
    whole.start..whole.start + kept.len()
}

fn trimmed(text: &str) -> Range<usize> {
    let end = text.trim_end_matches(' ').len();
    let start = text[..end].len() - text[..end].trim_start_matches(' ').len();
    start..end
}

/// A run of text that a line takes as a whole.
struct Atom {
    range: Range<usize>,
    width: usize,
}

/// Splits text into atoms; none is wider than `columns`.
fn atoms(text: &str, columns: usize) -> impl Iterator<Item = Atom> {
    let mut pieces = pieces(text, columns).peekable();
    let mut at = 0;
    std::iter::from_fn(move || {
        while pieces.next_if_eq(&" ").is_some() {
            at += 1;
        }
        let mut last = pieces.next()?;
        let mut atom = Atom {
            range: at..at + last.len(),
            width: measure(last),
        };
        while let Some(piece) = pieces
            .next_if(|piece| !breaks_between(last, piece) && atom.width + measure(piece) <= columns)
        {
            atom.range.end += piece.len();
            atom.width += measure(piece);
            last = piece;
        }
        at = atom.range.end;
        Some(atom)
    })
}

/// Returns what is not torn apart: clusters, or the characters of a cluster wider than `columns`
/// (chains of Hangul or Indic letters make clusters of any width).
fn pieces(text: &str, columns: usize) -> impl Iterator<Item = &str> {
    text.graphemes(true).flat_map(move |cluster| {
        let bytes = match width(cluster) <= columns {
            true => cluster.len(),
            false => 1,
        };
        chunks(cluster, bytes)
    })
}

/// Splits into parts of at least `bytes` bytes that end between characters.
fn chunks(text: &str, bytes: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.ceil_char_boundary(bytes);
        let (chunk, after) = rest.split_at(end);
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Returns the most columns that a piece adds to its line; a lone emoji selector may widen the
/// symbol before it.
fn measure(piece: &str) -> usize {
    match piece {
        "\u{fe0f}" => 1,
        _ => width(piece),
    }
}

fn breaks_between(before: &str, after: &str) -> bool {
    after == " " || ((is_wide(before) || is_wide(after)) && !after.starts_with(is_closing))
}

fn is_wide(piece: &str) -> bool {
    let mut chars = piece.chars();
    chars
        .next()
        .is_some_and(|char| !char.is_ascii() && char.width() == Some(2))
}

/// Returns whether a line of Chinese or Japanese must not begin with the character.
fn is_closing(char: char) -> bool {
    "、。，．：；！？）」』】〉》〕｝…ー".contains(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_then_between_wide_characters_then_anywhere() {
        let check = |text: &str, columns: usize, want: &[&str]| {
            let lines: Vec<&str> = wrap(text, columns)
                .into_iter()
                .map(|at| &text[at])
                .collect();
            assert_eq!(lines, want, "{text:?} at {columns}");
        };
        check("", 10, &[""]);
        check("send the plan", 20, &["send the plan"]);
        check("send the plan", 8, &["send the", "plan"]);
        check("  send   the  plan ", 8, &["send", "the", "plan"]);
        check(
            "a https://example.org/x",
            10,
            &["a", "https://ex", "ample.org/", "x"],
        );
        check("to 容量計画を送る", 8, &["to 容量", "計画を送", "る"]);
        check("容量計画。送る", 8, &["容量計", "画。送る"]);
        check(
            "👩\u{200d}👩\u{200d}👧👩\u{200d}👩\u{200d}👧",
            3,
            &["👩\u{200d}👩\u{200d}👧"; 2],
        );
        check(
            "e\u{301}e\u{301}e\u{301}e\u{301}",
            3,
            &["e\u{301}e\u{301}e\u{301}", "e\u{301}"],
        );
        check("ᄀᄀᄀᄀᄀ", 4, &["ᄀᄀ", "ᄀᄀ", "ᄀ"]);
    }

    #[test]
    fn a_cut_leaves_room_for_its_mark() {
        let check = |text: &str, columns: usize, want: &str| {
            assert_eq!(
                &text[cut(text, columns, "…")],
                want,
                "{text:?} at {columns}"
            );
        };
        check("plan", 4, "plan");
        check("plans", 4, "pla");
        check("the plan", 5, "the");
        check("容量計画", 6, "容量");
        check("", 4, "");
    }
}

//! The place in a text where searched words stand: a short piece of it, with the words apart from the
//! rest. Compares as the search index does: by whole words, in any case, with and without accents.

use std::ops::Range;

use super::names;

/// How many characters a snippet holds at most, its ellipses apart.
const LONGEST: usize = 80;

/// How many characters stand before the first word that was found, if there are more.
const BEFORE: usize = 24;

/// A piece of a text; pieces that were searched for are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub found: bool,
}

/// Searched words: each is a whole word of the text, the last may also be a beginning.
#[derive(Clone, Debug)]
pub struct Sought {
    words: Vec<String>,
}

impl Sought {
    pub fn of(words: &[String]) -> Sought {
        let text = words.join(" ");
        let words = words_in(&text)
            .map(|range| names::folded(&text[range]))
            .collect();
        Sought { words }
    }

    /// Returns how many of the words a text holds.
    pub fn count_in(&self, text: &str) -> usize {
        let mut found = vec![false; self.words.len()];
        for range in words_in(text) {
            let word = names::folded(&text[range]);
            for (at, found) in found.iter_mut().enumerate() {
                *found |= self.is_word(at, &word);
            }
            if found.iter().all(|found| *found) {
                break;
            }
        }
        found.iter().filter(|found| **found).count()
    }

    /// Returns the whole text as pieces.
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        self.pieces(text, words_in(text))
    }

    /// Returns a piece of the line that holds most of the words, around the first of them.
    pub fn snippet(&self, text: &str) -> Vec<Piece> {
        let lines = text.lines().rev();
        // Of equals `max_by_key` takes the last, and this is to be the first.
        let line = lines
            .max_by_key(|line| self.count_in(line))
            .unwrap_or_default();
        let mut ranges = words_in(line);
        let first = ranges.find(|range| self.holds(&line[range.clone()]));
        let (before, rest) = line.split_at(first.map_or(0, |range| range.start));
        let (mut shown, is_cut_before) = end_of(before);
        let is_cut_after = push_beginning(&mut shown, rest);
        let mut pieces = self.marked(&shown);
        let ellipsis = || Piece {
            text: "…".to_owned(),
            found: false,
        };
        if is_cut_before {
            pieces.insert(0, ellipsis());
        }
        if is_cut_after {
            pieces.push(ellipsis());
        }
        pieces
    }

    fn pieces(&self, text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for range in ranges.filter(|range| self.holds(&text[range.clone()])) {
            if at < range.start {
                pieces.push(Piece {
                    text: text[at..range.start].to_owned(),
                    found: false,
                });
            }
            at = range.end;
            pieces.push(Piece {
                text: text[range].to_owned(),
                found: true,
            });
        }
        if at < text.len() {
            pieces.push(Piece {
                text: text[at..].to_owned(),
                found: false,
            });
        }
        pieces
    }

    fn holds(&self, word: &str) -> bool {
        let word = names::folded(word);
        (0..self.words.len()).any(|at| self.is_word(at, &word))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        let sought = &self.words[at];
        word == sought || at + 1 == self.words.len() && word.starts_with(sought)
    }
}

/// Returns the last words before a place, as far as there is room for them, with narrow blanks; and
/// whether words were left out.
fn end_of(before: &str) -> (String, bool) {
    let mut words = Vec::new();
    let mut length = 0;
    let mut is_cut = false;
    for word in before.split_whitespace().rev() {
        length += word.chars().count() + 1;
        if length > BEFORE {
            is_cut = true;
            break;
        }
        words.push(word);
    }
    words.reverse();
    let mut shown = words.join(" ");
    if !shown.is_empty() && before.ends_with(char::is_whitespace) {
        shown.push(' ');
    }
    (shown, is_cut)
}

/// Adds the first words of what follows, as far as there is room, at least a part of the first;
/// returns whether words were left out.
fn push_beginning(shown: &mut String, rest: &str) -> bool {
    for (at, word) in rest.split_whitespace().enumerate() {
        let room = LONGEST.saturating_sub(shown.chars().count()).max(1);
        let length = word.chars().count();
        if at == 0 {
            shown.extend(word.chars().take(room));
            if length > room {
                return true;
            }
        } else if length >= room {
            return true;
        } else {
            shown.push(' ');
            shown.push_str(word);
        }
    }
    false
}

/// Returns the text that pieces make.
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Iterates over the places of the words: letters and digits with their accents.
fn words_in(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_of_word = |c: char| c.is_alphanumeric() || names::is_accent(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_of_word)?;
        let length = text[start..].find(|c| !is_of_word(c));
        rest = length.map_or(text.len(), |length| start + length);
        Some(start..rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(pieces: &[Piece]) -> String {
        let mut shown = String::new();
        for piece in pieces {
            match piece.found {
                true => shown.push_str(&format!("[{}]", piece.text)),
                false => shown.push_str(&piece.text),
            }
        }
        shown
    }

    fn sought(words: &str) -> Sought {
        Sought::of(&words.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_snippet_holds_the_words_and_what_stands_around_them() {
        let check = |words: &str, text: &str, want: &str| {
            assert_eq!(
                shown(&sought(words).snippet(text)),
                want,
                "{words:?} in {text:?}"
            );
        };
        check("plan", "send the plan", "send the [plan]");
        check("pla", "send the plan", "send the [plan]");
        check("pla send", "send the plan", "[send] the plan");
        check("cafe", "meet  at the\tCAFÉ at", "meet at the [CAFÉ] at");
        check("cafe", "# Notes\n\nin the CAFÉ\nat noon", "in the [CAFÉ]");
        check("noon cafe", "café\nat noon at café", "at [noon] at [café]");
        check("cafe\u{301}", "the cafe", "the [cafe]");
        check(
            "é",
            "cafe\u{301} e\u{301}tude",
            "cafe\u{301} [e\u{301}tude]",
        );
        check("b", "a-b c", "a-[b] c");
        check("none", "no such word", "no such word");
        check("x", "", "");
        check(
            "needle",
            "one two three four five six seven needle eight nine ten eleven twelve thirteen \
             fourteen fifteen sixteen seventeen",
            "…four five six seven [needle] eight nine ten eleven twelve thirteen \
             fourteen…",
        );
        check("w", &"w".repeat(100), &format!("[{}]…", "w".repeat(80)));
    }

    #[test]
    fn words_are_counted_once_each() {
        let check = |words: &str, text: &str, want: usize| {
            assert_eq!(sought(words).count_in(text), want, "{words:?} in {text:?}");
        };
        check("send plan", "send the plan, then send it", 2);
        check("send plan", "send it", 1);
        check("send pla", "a plan", 1);
        check("sen plan", "send", 0);
    }

    proptest! {
        #[test]
        fn a_snippet_is_one_short_line(words in "\\PC{0,8}", text in any::<String>()) {
            let snippet = plain(&sought(&words).snippet(&text));
            prop_assert!(snippet.chars().count() <= LONGEST + BEFORE + 2, "{}", snippet);
            prop_assert!(!snippet.contains('\n'));
            prop_assert_eq!(plain(&sought(&words).marked(&text)), text);
        }
    }
}

//! The IDs that people type and mention: `D-12`, `d12`, `A-4..A-9`, a bare number, a tracker's key.
//!
//! Reading only; whether an item exists, and whether a bare number is welcome, is the caller's matter.

use crate::model::id::{ItemId, Kind};
use std::ops::Range;

/// The most IDs that a range may stand for; a longer one is a slip of the keyboard.
pub const LONGEST_RANGE: u32 = 10_000;

/// What a word in the place of an ID means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdWord {
    /// `D-12`, `D12`, `d12`.
    Id(ItemId),
    /// `A-4..A-9`, `a4..9`: first and last, of one kind, ascending.
    Range(ItemId, ItemId),
    /// `12`, for commands that take one kind.
    Number(u32),
    /// `.`, the item that was touched last.
    Last,
    /// `-`, IDs from standard input.
    Stdin,
    /// `PLAT-123`, the key of an item in another tracker.
    Foreign(String),
}

/// Why a word is no ID.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdProblem {
    #[error("an ID is missing")]
    Empty,
    #[error("`{word}` is not an ID")]
    NotAnId { word: String },
    #[error("`{word}` begins with no kind of item")]
    UnknownKind { word: String },
    #[error("`{word}` has the number 0, and numbers begin at 1")]
    Zero { word: String },
    #[error("`{word}` has a number above {}", u32::MAX)]
    TooBig { word: String },
    #[error("the range `{word}` goes from one kind of item to another")]
    MixedRange { word: String },
    #[error("the range `{word}` runs backwards")]
    Descending { word: String },
    #[error("the range `{word}` holds more than {LONGEST_RANGE} IDs")]
    TooLong { word: String },
}

impl IdProblem {
    /// Returns what to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            IdProblem::NotAnId { word } if word.starts_with('@') => {
                "`tpm person NAME`, `tpm group NAME` and `tpm log --by NAME` take people"
            }
            IdProblem::Empty | IdProblem::NotAnId { .. } => {
                "write an ID such as D-12, a range such as A-4..A-9, or . for the last item"
            }
            IdProblem::UnknownKind { .. } => {
                "begin with D (decision), A (action), M (meeting), R (risk), N (need) or T (milestone)"
            }
            IdProblem::Zero { .. } | IdProblem::TooBig { .. } => "check the number with `tpm find`",
            IdProblem::MixedRange { .. } => "give one range for each kind",
            IdProblem::Descending { .. } => "write the lower number first",
            IdProblem::TooLong { .. } => "give shorter ranges",
        }
    }
}

/// Reads one word in the place of an ID.
pub fn read(word: &str) -> Result<IdWord, IdProblem> {
    let word = word.trim();
    match word {
        "" => Err(IdProblem::Empty),
        "." => Ok(IdWord::Last),
        "-" => Ok(IdWord::Stdin),
        _ if is_digits(word) => number(word, word).map(IdWord::Number),
        _ => match word.split_once("..") {
            Some((first, last)) => range(word, first, last),
            None if is_tracker_key(word) => Ok(IdWord::Foreign(word.to_string())),
            None => id(word, word).map(IdWord::Id),
        },
    }
}

/// Whether a title is only an ID, or several: surely meant for another verb. Bare numbers and ranges
/// count; a tracker's key does not, for `ISO-27001` is a fair title.
pub fn is_only_ids(title: &str) -> bool {
    let mut tokens = title
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '/'))
        .map(|token| token.trim_matches(['.', ':', '!', '?', '(', ')', '[', ']', '^']))
        .filter(|token| !token.is_empty() && !matches!(*token, "and" | "or"))
        .peekable();
    tokens.peek().is_some() && tokens.all(is_shaped_as_id)
}

/// Iterates over the IDs in prose with their bytes: whole words of the form `D-12`, in capitals and
/// with the dash, outside web addresses. `d12` and `t-1` mean other things in prose.
pub fn anchors_in(text: &str) -> impl Iterator<Item = (Range<usize>, ItemId)> + '_ {
    words_in(text)
        .filter(|(_, word)| !word.contains("://"))
        .flat_map(|(start, word)| {
            anchors_in_word(word).map(move |(at, id)| (start + at.start..start + at.end, id))
        })
}

/// The signs before an ID that make the line that of the item: `^A-12`, `[A-12]`, `🆔 A-12`.
const OWN: [char; 3] = ['^', '[', '🆔'];

/// Returns the IDs that stand behind such a sign, as they do in the lines of items.
pub fn signed_in(text: &str) -> impl Iterator<Item = ItemId> + '_ {
    // Most texts name no item at all.
    let searched = if text.contains(OWN) { text } else { "" };
    anchors_in(searched).filter_map(|(at, id)| {
        let before = searched[..at.start].trim_end_matches(' ');
        before.ends_with(OWN).then_some(id)
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads the digits of a number; `word` is what a message names.
fn number(digits: &str, word: &str) -> Result<u32, IdProblem> {
    let word = || shown(word);
    if !is_digits(digits) {
        return Err(IdProblem::NotAnId { word: word() });
    }
    match digits.parse() {
        Ok(0) => Err(IdProblem::Zero { word: word() }),
        Ok(number) => Ok(number),
        Err(_) => Err(IdProblem::TooBig { word: word() }),
    }
}

/// Reads `D-12`, `D12` or `d12`; the dash may be the one that documents put in its place.
fn id(text: &str, word: &str) -> Result<ItemId, IdProblem> {
    let mut rest = text.chars();
    let letter = rest.next().filter(char::is_ascii_alphabetic);
    let rest = rest.as_str();
    let digits = rest
        .strip_prefix(['-', '\u{2010}', '\u{2011}', '\u{2013}'])
        .unwrap_or(rest);
    let Some(letter) = letter.filter(|_| is_digits(digits)) else {
        return Err(IdProblem::NotAnId { word: shown(word) });
    };
    let Some(kind) = Kind::from_letter(letter) else {
        return Err(IdProblem::UnknownKind { word: shown(word) });
    };
    Ok(ItemId::new(kind, number(digits, word)?))
}

fn range(word: &str, first: &str, last: &str) -> Result<IdWord, IdProblem> {
    let first = id(first, word)?;
    let last = if is_digits(last) {
        ItemId::new(first.kind, number(last, word)?)
    } else {
        id(last, word)?
    };
    if first.kind != last.kind {
        return Err(IdProblem::MixedRange { word: shown(word) });
    }
    if first.number > last.number {
        return Err(IdProblem::Descending { word: shown(word) });
    }
    if last.number - first.number >= LONGEST_RANGE {
        return Err(IdProblem::TooLong { word: shown(word) });
    }
    Ok(IdWord::Range(first, last))
}

/// Whether the word is two capitals or more, also digits after the first, a dash and a number.
fn is_tracker_key(word: &str) -> bool {
    let Some((project, number)) = word.split_once('-') else {
        return false;
    };
    let capitals = project.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = project
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    capitals >= 2 && rest && is_digits(number)
}

fn is_shaped_as_id(token: &str) -> bool {
    match read(token) {
        Ok(IdWord::Foreign(_)) => false,
        Ok(_) => true,
        Err(problem) => !matches!(
            problem,
            IdProblem::Empty | IdProblem::NotAnId { .. } | IdProblem::UnknownKind { .. }
        ),
    }
}

/// Iterates over the words between blanks with the byte at which each starts.
fn words_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(char::is_whitespace).map(move |word| {
        let at = start;
        start += word.len();
        (at, word)
    })
}

fn anchors_in_word(word: &str) -> impl Iterator<Item = (Range<usize>, ItemId)> + '_ {
    word.match_indices('-').filter_map(|(dash, _)| {
        let (before, after) = (&word[..dash], &word[dash + 1..]);
        let letter = before
            .chars()
            .next_back()
            .filter(char::is_ascii_uppercase)?;
        let length = after.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, behind) = after.split_at(length);
        let start = dash - 1;
        let whole = !before[..start].ends_with(joins) && !goes_on(behind);
        let canonical = whole && !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| canonical)?;
        let kind = Kind::from_letter(letter)?;
        Some((start..dash + 1 + length, ItemId::new(kind, number)))
    })
}

fn joins(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// Whether the word goes on behind the number: `A-4b`, `A-4-B`, `A-1.5`.
fn goes_on(behind: &str) -> bool {
    let mut rest = behind.chars();
    match rest.next() {
        Some('-' | '.') => rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => joins(c),
        None => false,
    }
}

/// Returns the word as a message can show it: at most forty characters.
fn shown(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(read: Result<IdWord, IdProblem>) -> String {
        match read {
            Ok(IdWord::Id(id)) => id.to_string(),
            Ok(IdWord::Range(first, last)) => format!("{first} to {last}"),
            Ok(IdWord::Number(number)) => format!("number {number}"),
            Ok(IdWord::Foreign(key)) => format!("foreign {key}"),
            Ok(word) => format!("{word:?}"),
            Err(problem) => problem.to_string(),
        }
    }

    #[track_caller]
    fn check(word: &str, want: &str) {
        assert_eq!(shown(read(word)), want, "for {word:?}");
    }

    #[test]
    fn an_id_is_the_same_in_every_spelling() {
        for word in [
            "d12",
            "D12",
            "D-12",
            "d-12",
            "D\u{2011}12",
            "D–12",
            " D-12 ",
            "D-012",
        ] {
            check(word, "D-12");
        }
        check("t7", "T-7");
        check("A-4294967295", "A-4294967295");
    }

    #[test]
    fn a_range_has_one_kind_and_ascends() {
        check("A-4..A-9", "A-4 to A-9");
        check("a4..9", "A-4 to A-9");
        check("A-4..4", "A-4 to A-4");
        check("A-1..10000", "A-1 to A-10000");
        check(
            "A-1..10001",
            "the range `A-1..10001` holds more than 10000 IDs",
        );
        check("A-9..A-4", "the range `A-9..A-4` runs backwards");
        check(
            "A-4..D-9",
            "the range `A-4..D-9` goes from one kind of item to another",
        );
        check(
            "A-0..9",
            "`A-0..9` has the number 0, and numbers begin at 1",
        );
        check("4..9", "`4..9` is not an ID");
        check("A-4..", "`A-4..` is not an ID");
        check("A-4...9", "`A-4...9` is not an ID");
        check("..", "`..` is not an ID");
    }

    #[test]
    fn other_words_have_their_own_meaning() {
        check("12", "number 12");
        check(".", "Last");
        check("-", "Stdin");
        check("PLAT-123", "foreign PLAT-123");
        check("DA-12", "foreign DA-12");
        check("AB2-1", "foreign AB2-1");
    }

    #[test]
    fn what_is_no_id_is_refused_by_name() {
        check("", "an ID is missing");
        check("0", "`0` has the number 0, and numbers begin at 1");
        check("D-0", "`D-0` has the number 0, and numbers begin at 1");
        check(
            "D-4294967296",
            "`D-4294967296` has a number above 4294967295",
        );
        check("4294967296", "`4294967296` has a number above 4294967295");
        check("X-12", "`X-12` begins with no kind of item");
        for word in [
            "plat-123", "D", "D-", "D--1", "D-1x", "é1", "D-１", "12a", "D 12", "--", "PLAT-",
        ] {
            check(word, &format!("`{word}` is not an ID"));
        }
    }

    #[test]
    fn a_title_of_ids_alone_is_told_from_a_title() {
        let check = |title: &str, want: bool| assert_eq!(is_only_ids(title), want, "{title:?}");
        for title in [
            "A-12",
            "a12",
            "A-12, A-13",
            "D-3 and A-4",
            "A-4..9",
            "12",
            "[A-12].",
            "D-0",
            "^A-1",
        ] {
            check(title, true);
        }
        for title in [
            "",
            " ",
            ".",
            "and",
            "A-12 done",
            "ISO-27001",
            "X-12",
            "send D-12",
            "plan B",
        ] {
            check(title, false);
        }
    }

    #[test]
    fn anchors_are_whole_words_in_capitals() {
        let check = |text: &str, want: &[&str]| {
            let got: Vec<_> = anchors_in(text)
                .map(|(bytes, id)| {
                    assert_eq!(text[bytes], id.to_string());
                    id.to_string()
                })
                .collect();
            assert_eq!(got, want, "for {text:?}");
        };
        check(
            "see D-12, A-4..A-9 and (M-3). ^R-4",
            &["D-12", "A-4", "A-9", "M-3", "R-4"],
        );
        check("é D-1 é\nN-2\tT-3", &["D-1", "N-2", "T-3"]);
        check("D-3/A-4", &["D-3", "A-4"]);
        check("A-4.", &["A-4"]);
        check(
            "D12 d-12 X-1 D-0 D-01 A-4b xA-4 A-4-B A-1.5 PLAT-12 D--1 A-99999999999",
            &[],
        );
        check("https://example.org/A-4 D-", &[]);
    }

    proptest! {
        #[test]
        fn every_id_reads_back(kind in 0..6usize, number in 1..=u32::MAX) {
            let id = ItemId::new(Kind::ALL[kind], number);
            let text = id.to_string();
            prop_assert_eq!(read(&text), Ok(IdWord::Id(id)));
            prop_assert_eq!(read(&text.to_lowercase().replace('-', "")), Ok(IdWord::Id(id)));
            prop_assert_eq!(anchors_in(&text).collect::<Vec<_>>(), [(0..text.len(), id)]);
        }

        #[test]
        fn no_text_panics(text in prop_oneof![any::<String>(), "[ADXé0-9.\\- ]{0,12}"]) {
            let _ = read(&text);
            is_only_ids(&text);
            for (bytes, id) in anchors_in(&text) {
                prop_assert_eq!(&text[bytes], id.to_string());
            }
        }
    }
}

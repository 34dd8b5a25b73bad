//! People's names: handles (`@priya`), initials, first names, near misses, and slugs of titles.
//!
//! Knows no people: who exists, and which of two that fit is meant, is the caller's matter. `near`
//! measures slips of the keyboard, `fold` brings text down to plain letters.

mod fold;
mod near;
#[cfg(test)]
mod tests;

use std::fmt;

pub use fold::{folded, is_accent, slug};
pub use near::{closest, is_near, within_one_slip};

/// The longest handle, in characters.
pub const LONGEST_HANDLE: usize = 40;

/// The short name of a person or group: lower case; letters of any script, digits and `. _ -`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(String);

impl Handle {
    /// Returns the handle without the `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Handle {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What a word in the place of a person means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonWord {
    /// `me`, the actor.
    Me,
    /// `none`, nobody in particular.
    None,
    Handle(Handle),
    /// A word that stands for no one person, in lower case: `all`, `team`, `tbd` and the like.
    NoPerson(String),
}

/// Why a word is no handle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    #[error("a name is missing")]
    Empty,
    #[error("`{word}` is no handle: it holds `{}`", character.escape_debug())]
    BadCharacter { word: String, character: char },
    #[error("`{word}` is no handle: it begins with `{character}`")]
    BadStart { word: String, character: char },
    #[error("`{word}` is no handle: it ends with a full stop")]
    BadEnd { word: String },
    #[error("`{word}` is no handle: it has more than {LONGEST_HANDLE} characters")]
    TooLong { word: String },
    #[error("`{word}` has a meaning of its own and names nobody")]
    Reserved { word: String },
    #[error("`{word}` is no person")]
    NoPerson { word: String },
}

impl NameProblem {
    /// Returns what to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            NameProblem::Reserved { .. } => "`me` is whoever runs tpm, `none` is nobody",
            NameProblem::NoPerson { .. } => {
                "name one person, or leave the owner out until there is one"
            }
            _ => "write letters, digits, `.`, `_` or `-`, such as @priya or @priya-shah",
        }
    }
}

/// Reads a word in the place of a person: `@priya`, `priya`, `me`, `none`, `team`.
pub fn read_person(word: &str) -> Result<PersonWord, NameProblem> {
    let handle = read_word(word)?;
    Ok(match handle.as_str() {
        "me" => PersonWord::Me,
        "none" => PersonWord::None,
        other if is_no_person(other) => PersonWord::NoPerson(handle.0),
        _ => PersonWord::Handle(handle),
    })
}

/// Reads a handle with or without its `@`; words that name nobody are refused.
pub fn read_handle(word: &str) -> Result<Handle, NameProblem> {
    match read_person(word)? {
        PersonWord::Handle(handle) => Ok(handle),
        PersonWord::Me => Err(NameProblem::Reserved { word: "me".into() }),
        PersonWord::None => Err(NameProblem::Reserved {
            word: "none".into(),
        }),
        PersonWord::NoPerson(word) => Err(NameProblem::NoPerson { word }),
    }
}

/// Returns the handle of somebody who is known by a full name or an address: `Priya Shah` and
/// `Priya Shah <ps@example.org>` give `priya-shah`, `zoé@example.org` gives `zoe`. Nothing where the
/// name holds no letter or names nobody (`TBD`).
pub fn handle_from_name(name: &str) -> Option<Handle> {
    let name = bare(name);
    let name = name.split_once('@').map_or(name, |(mailbox, _)| mailbox);
    let mut handle = String::new();
    for c in name
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}' | '\u{2bc}'))
    {
        if is_handle_char(c) && !matches!(c, '.' | '_' | '-') {
            fold::push_folded(&mut handle, c);
        } else if !handle.is_empty() && !handle.ends_with('-') && !fold::is_accent(c) {
            handle.push('-');
        }
    }
    let handle = shortened(&handle).trim_end_matches('-');
    let has_letter = handle.chars().any(char::is_alphabetic);
    read_handle(handle).ok().filter(|_| has_letter)
}

/// Cuts a handle to the longest allowed, between words where there are several.
fn shortened(handle: &str) -> &str {
    let Some((end, next)) = handle.char_indices().nth(LONGEST_HANDLE) else {
        return handle;
    };
    let kept = &handle[..end];
    kept.rfind('-')
        .filter(|_| next != '-')
        .map_or(kept, |end| &kept[..end])
}

/// Returns the initials of a name of two words or more: `Priya Shah` gives `PS`.
pub fn initials(name: &str) -> Option<String> {
    let letters = words_of(name).filter_map(|word| word.chars().next());
    let letters: Vec<char> = letters.filter(|letter| letter.is_alphabetic()).collect();
    let capitals = letters.iter().flat_map(|letter| letter.to_uppercase());
    (letters.len() >= 2).then(|| capitals.collect())
}

/// Returns the first name, past a title such as `Dr.`; the empty text where there is none.
pub fn first_name(name: &str) -> &str {
    let first = words_of(name).next().unwrap_or("");
    first.trim_end_matches([',', ';', ':'])
}

/// Returns the words of a name without a leading title.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    const TITLES: [&str; 6] = ["dr", "mr", "mrs", "ms", "mx", "prof"];
    let is_title = |word: &&str| {
        let word = word.trim_end_matches('.');
        TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
    };
    let words = bare(name).split_whitespace();
    let titles = words.clone().take_while(is_title).count();
    let has_more = words.clone().nth(titles).is_some();
    words.skip(if has_more { titles } else { 0 })
}

/// Returns the name before an address or a remark: `Priya Shah <…>`, `Priya Shah (Acme)`.
fn bare(name: &str) -> &str {
    let name = name.trim();
    match name.find(['<', '(', '[']) {
        Some(end) if end > 0 => name[..end].trim_end(),
        _ => name.trim_start_matches(['<', '(', '[']),
    }
}

/// Reads the form of a handle, whatever it means.
fn read_word(word: &str) -> Result<Handle, NameProblem> {
    let word = word.trim();
    let bare = word.strip_prefix('@').unwrap_or(word);
    let Some(first) = bare.chars().next() else {
        return Err(NameProblem::Empty);
    };
    let shown = || word.chars().take(LONGEST_HANDLE).collect::<String>();
    // One letter at a time: `str::to_lowercase` writes a final sigma by its neighbours, and a
    // handle must not change when it is part of a longer text.
    let lower: String = bare.chars().flat_map(char::to_lowercase).collect();
    if let Some(character) = lower.chars().find(|c| !is_handle_char(*c)) {
        return Err(NameProblem::BadCharacter {
            word: shown(),
            character,
        });
    }
    if !first.is_alphanumeric() {
        return Err(NameProblem::BadStart {
            word: shown(),
            character: first,
        });
    }
    if lower.ends_with('.') {
        return Err(NameProblem::BadEnd { word: shown() });
    }
    if lower.chars().count() > LONGEST_HANDLE {
        return Err(NameProblem::TooLong { word: shown() });
    }
    Ok(Handle(lower))
}

fn is_handle_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-') || is_joining_mark(c)
}

/// Whether the mark is part of a word in an Indic script, where Unicode calls it no letter.
fn is_joining_mark(c: char) -> bool {
    matches!(
        c,
        '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}'
    ) || matches!(
        c,
        '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
    )
}

fn is_no_person(word: &str) -> bool {
    matches!(
        word,
        "all" | "team" | "everyone" | "everybody" | "tbd" | "nobody" | "someone"
    ) || matches!(word, "somebody" | "anyone" | "unassigned")
}

//! A list of people as it is written on one line → the pieces that each name one.

use crate::text::notes::people::is_name_word;
use crate::text::notes::people::person::split_list;

/// Splits a list of names: `a, b`, `@a @b`, `A/B`, `Lee, Ann; Stone, Bo`.
pub(super) fn pieces(text: &str) -> Vec<String> {
    if let Some(turned) = surnames_first(text) {
        return turned;
    }
    if let Some(parted) = by_slash(text) {
        return parted;
    }
    split_list(text).flat_map(by_handle).collect()
}

/// `Lee, Ann; Stone, Bo`: the family name first.
fn surnames_first(text: &str) -> Option<Vec<String>> {
    let pairs: Option<Vec<String>> = text
        .split(';')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (family, given) = pair.split_once(", ")?;
            let is_name = |name: &str| name.split(' ').all(is_name_word);
            (is_name(family) && is_name(given)).then(|| format!("{given} {family}"))
        })
        .collect();
    pairs.filter(|pairs| pairs.len() >= 2)
}

/// `Ann/Bo/Carla`, where nothing else parts the names.
fn by_slash(text: &str) -> Option<Vec<String>> {
    let names: Vec<&str> = text.split('/').map(str::trim).collect();
    let all = names.len() >= 2 && names.iter().all(|name| is_name_word(name));
    all.then(|| names.into_iter().map(str::to_owned).collect())
}

/// `@ann @bo`, and a name before the number of those who are not named: `Lee Wong +3`.
fn by_handle(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let handles = words.len() >= 2 && words.iter().all(|word| word.starts_with('@'));
    if handles {
        return words.into_iter().map(str::to_owned).collect();
    }
    let named = piece
        .rsplit_once(" +")
        .filter(|(_, more)| more.starts_with(|c: char| c.is_ascii_digit()));
    vec![named.map_or(piece, |(name, _)| name).to_owned()]
}

/// Splits `Ann, Bo. Apologies: Carla.` and `Ann; Chair: Bo` before each label that `is_label` knows.
pub(super) fn labelled(text: &str, is_label: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['.', ';']) {
        at += found + 1;
        let next = text[at..].split_once(':').map_or("", |(label, _)| label);
        if next.starts_with(' ') && next.len() <= 40 && is_label(next.trim()) {
            parts.push(text[from..at - 1].trim());
            from = at;
        }
    }
    parts.push(text[from..].trim());
    parts
}

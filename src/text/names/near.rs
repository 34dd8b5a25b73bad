//! Near misses: whether two words differ by one slip of the keyboard, and which word was meant.

use super::fold::folded;

/// The longest word, in characters, that `closest` measures; nobody mistypes a whole sentence.
const LONGEST_MEASURED: usize = 64;

/// Whether two texts differ by at most one slip: a character more, less or other, or two neighbours
/// swapped (Damerau–Levenshtein distance 1). Takes time in proportion to their length.
pub fn within_one_slip(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars(), b.chars());
    drop_common(|| next_if_same(&mut a, &mut b, Iterator::next));
    drop_common(|| next_if_same(&mut a, &mut b, DoubleEndedIterator::next_back));
    let (mut rest_a, mut rest_b) = (a.clone(), b.clone());
    match (a.take(3).count(), b.take(3).count()) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => rest_a.next() == rest_b.next_back() && rest_a.next() == rest_b.next(),
        _ => false,
    }
}

/// Whether a name typed for the first time is so like a known one that it may be a slip: of five
/// letters or more, one slip away, and not the same; or the same but for accents. Case does not count;
/// another digit is another name, for numbers are given on purpose (`tester1`, `tester2`).
pub fn is_near(known: &str, typed: &str) -> bool {
    let same = known.to_lowercase() == typed.to_lowercase();
    let (known, typed) = (folded(known), folded(typed));
    if known == typed {
        return !same;
    }
    if typed.chars().filter(|c| c.is_alphabetic()).take(5).count() < 5 {
        return false;
    }
    let digits = |name: &str| {
        name.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    digits(&known) == digits(&typed) && within_one_slip(&known, &typed)
}

/// Returns the candidate that was probably meant, for `did you mean`: the nearest within a third of
/// the typed length in slips (one at least), the first of equals; else the only one that begins with
/// what was typed, from three letters on. Case does not count.
pub fn closest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = letters(typed)?;
    let mut nearest: Option<(usize, &str)> = None;
    let mut beginning = Vec::new();
    for candidate in candidates {
        let Some(letters) = letters(candidate) else {
            continue;
        };
        let slips = slips_between(&typed, &letters);
        if slips <= (typed.len() / 3).max(1) && nearest.is_none_or(|(least, _)| slips < least) {
            nearest = Some((slips, candidate));
        }
        if letters.starts_with(&typed) {
            beginning.push(candidate);
        }
    }
    let only = match beginning[..] {
        [only] if typed.len() >= 3 => Some(only),
        _ => None,
    };
    nearest.map(|(_, candidate)| candidate).or(only)
}

/// Calls until nothing more is dropped.
fn drop_common(mut drop_one: impl FnMut() -> bool) {
    while drop_one() {}
}

/// Drops one character from both if it is the same; tells whether it did.
fn next_if_same<I: Iterator<Item = char> + Clone>(
    a: &mut I,
    b: &mut I,
    next: impl Fn(&mut I) -> Option<char>,
) -> bool {
    let (mut after_a, mut after_b) = (a.clone(), b.clone());
    let (from_a, from_b) = (next(&mut after_a), next(&mut after_b));
    let same = from_a.is_some() && from_a == from_b;
    if same {
        (*a, *b) = (after_a, after_b);
    }
    same
}

/// Returns the characters in lower case, of a word that is short enough to measure.
fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word
        .chars()
        .flat_map(char::to_lowercase)
        .take(LONGEST_MEASURED + 1)
        .collect();
    (1..=LONGEST_MEASURED)
        .contains(&letters.len())
        .then_some(letters)
}

/// Counts the slips between two words: the optimal string alignment distance.
fn slips_between(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from_a) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, from_b) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(from_a != from_b);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from_a == b[j - 1] && a[i - 1] == *from_b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

//! IDs that were begun, and in which spelling they go on.

use crate::model::id::Kind;

/// How an ID was begun.
pub enum Begun {
    Nothing,
    /// Its letter, and what stood between that and the number.
    Letter(char, &'static str),
    /// Its number alone, where the command takes one kind.
    Number,
}

impl Begun {
    /// Reads the beginning of an ID and the digits of its number.
    pub fn read(typed: &str, kinds: &[Kind]) -> Option<(Begun, String)> {
        let letter = typed.chars().next();
        let (begun, digits) = match letter {
            None => (Begun::Nothing, ""),
            Some(letter) if letter.is_ascii_alphabetic() => {
                let rest = &typed[1..];
                match rest.strip_prefix('-') {
                    Some(digits) => (Begun::Letter(letter, "-"), digits),
                    // Nothing typed yet after the letter: the usual spelling.
                    None if rest.is_empty() => (Begun::Letter(letter, "-"), rest),
                    None => (Begun::Letter(letter, ""), rest),
                }
            }
            Some(_) if kinds.len() == 1 => (Begun::Number, typed),
            Some(_) => return None,
        };
        let is_number = digits.len() < 10 && digits.chars().all(|c| c.is_ascii_digit());
        is_number.then(|| (begun, digits.to_owned()))
    }

    /// Whether an item of this kind may be meant.
    pub fn fits(&self, kind: Kind) -> bool {
        match self {
            Begun::Letter(letter, _) => Kind::from_letter(*letter) == Some(kind),
            Begun::Nothing | Begun::Number => true,
        }
    }

    /// Returns an ID in the spelling in which it was begun.
    pub fn spelled(&self, kind: Kind, number: u32) -> String {
        match self {
            Begun::Nothing => format!("{}-{number}", kind.letter()),
            Begun::Letter(letter, between) => format!("{letter}{between}{number}"),
            Begun::Number => number.to_string(),
        }
    }
}

/// Returns the ranges of numbers that begin with these digits: 1, 10 to 19, 100 to 199, and so on.
pub fn ranges(digits: &str) -> Vec<(u32, u32)> {
    let Ok(begun) = digits.parse::<u32>() else {
        return vec![(1, u32::MAX)];
    };
    if digits.starts_with('0') {
        return Vec::new();
    }
    let widths = (0..=9).map_while(|zeros| 10_u32.checked_pow(zeros));
    widths
        .map_while(|width| {
            let first = begun.checked_mul(width)?;
            Some((first, first.saturating_add(width - 1)))
        })
        .collect()
}

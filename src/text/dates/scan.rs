//! The words that dates are made of, and a cursor that reads them off a text.

use chrono::Weekday;

use super::shift::Unit;

/// A place in a text; cheap to copy, so that a form can be tried and given up.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub fn first(self) -> Option<u8> {
        self.rest().bytes().next()
    }

    /// Takes one of these ASCII characters; returns which.
    pub fn any(self, of: &[u8]) -> Option<(u8, Cursor<'a>)> {
        let first = self.first().filter(|first| of.contains(first))?;
        Some((first, self.past(1)))
    }

    /// Takes at least one blank; a line break is none.
    pub fn gap(self) -> Option<Cursor<'a>> {
        let after = self
            .rest()
            .trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']);
        let taken = self.rest().len() - after.len();
        (taken > 0).then(|| self.past(taken))
    }

    /// Takes blanks, if there are any.
    pub fn skip_gap(self) -> Cursor<'a> {
        self.gap().unwrap_or(self)
    }

    /// Takes a run of ASCII letters, in lower case. No word of a date is longer than `wednesday`.
    pub fn word(self) -> Option<(Word, Cursor<'a>)> {
        let (word, after) = self.run(|byte| byte.is_ascii_alphabetic())?;
        Some((Word::lower(word)?, after))
    }

    /// Takes a run of ASCII digits.
    pub fn digits(self) -> Option<(&'a str, Cursor<'a>)> {
        self.run(|byte| byte.is_ascii_digit())
    }

    /// Takes a number of one or two digits.
    pub fn small(self) -> Option<(u32, Cursor<'a>)> {
        let (digits, after) = self.digits().filter(|(digits, _)| digits.len() <= 2)?;
        Some((digits.parse().ok()?, after))
    }

    /// Takes a number of exactly four digits.
    pub fn year(self) -> Option<(i32, Cursor<'a>)> {
        let (digits, after) = self.digits().filter(|(digits, _)| digits.len() == 4)?;
        Some((digits.parse().ok()?, after))
    }

    /// Takes exactly this word, in any case.
    pub fn exactly(self, wanted: &str) -> Option<Cursor<'a>> {
        let (word, after) = self.word()?;
        (&*word == wanted).then_some(after)
    }

    /// Takes a blank and exactly this word.
    pub fn then(self, wanted: &str) -> Option<Cursor<'a>> {
        self.gap()?.exactly(wanted)
    }

    /// Whether a date may end here: not inside a word, a possessive, a path or a compound.
    pub fn is_boundary(self) -> bool {
        let mut next = self.rest().chars();
        match next.next() {
            None => true,
            Some(c) if c.is_alphanumeric() || c == '_' => false,
            Some('-' | '/' | '\'' | '\u{2019}' | '.' | '@' | ':' | '+' | '\u{2011}') => {
                next.next().is_none_or(|c| !c.is_alphanumeric())
            }
            Some(_) => true,
        }
    }

    /// The place at this byte of the same text.
    pub fn to(self, at: usize) -> Cursor<'a> {
        Cursor { at, ..self }
    }

    fn run(self, wanted: impl Fn(u8) -> bool) -> Option<(&'a str, Cursor<'a>)> {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| wanted(*byte)).count();
        (length > 0).then(|| (&rest[..length], self.past(length)))
    }

    fn past(self, bytes: usize) -> Cursor<'a> {
        Cursor {
            at: self.at + bytes,
            ..self
        }
    }
}

/// A short word in lower case, kept off the heap: prefixes are tried at many words of a text.
#[derive(Clone, Copy)]
pub(super) struct Word {
    letters: [u8; Word::LONGEST],
    length: usize,
}

impl Word {
    const LONGEST: usize = "wednesday".len();

    fn lower(word: &str) -> Option<Word> {
        let (mut letters, length) = ([0; Word::LONGEST], word.len());
        letters.get_mut(..length)?.copy_from_slice(word.as_bytes());
        letters.make_ascii_lowercase();
        Some(Word { letters, length })
    }
}

impl std::ops::Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).expect("a word is ASCII letters")
    }
}

/// Returns the month with this name, full or short.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" => 1,
        "feb" | "february" => 2,
        "mar" | "march" => 3,
        "apr" | "april" => 4,
        "may" => 5,
        "jun" | "june" => 6,
        "jul" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}

/// Returns the weekday with this name, full or short, in lower case.
pub fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// Whether a weekday's short name is an English or French word here: `sun is`, `sat down`, `mon ami`.
pub(super) fn is_other_word(word: &str, next: &str) -> bool {
    match word {
        "sun" => matches!(next, "is" | "was" | "rises" | "sets" | "shines" | "shine"),
        "sat" => matches!(next, "down" | "through" | "there"),
        "wed" => matches!(next, "to" | "with"),
        "mon" => matches!(next, "ami" | "dieu" | "cher"),
        _ => false,
    }
}

/// Returns the unit with this name, full or short.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "d" | "day" | "days" => Unit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "m" | "month" | "months" => Unit::Month,
        "q" | "quarter" | "quarters" => Unit::Quarter,
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// Returns the unit that a period is named by: `this week`, `next quarter`.
pub(super) fn period_unit(word: &str) -> Option<Unit> {
    let full = matches!(word, "week" | "month" | "quarter" | "year");
    if full { unit(word) } else { None }
}

/// Returns the small number with this name.
pub(super) fn number(word: &str) -> Option<i32> {
    const NAMES: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let index = NAMES.iter().position(|name| *name == word)?;
    i32::try_from(index + 1).ok()
}

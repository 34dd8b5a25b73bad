//! Finds dates anywhere in a line, in the forms that headings, names and links have; a year or day may lack.

/// A date as found; a year or day may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub year: Option<i32>,
    pub month: u32,
    pub day: Option<u32>,
    /// Day and month cannot have changed places.
    pub sure: bool,
}

impl Found {
    /// Says whether this date, read the other way round, can be the sure one of `other`.
    pub fn may_be(&self, other: &Found) -> bool {
        let same = (other.month, other.day) == (self.month, self.day);
        let swapped = (Some(other.month), other.day) == (self.day, Some(self.month));
        other.sure && !self.sure && self.year == other.year && (same || swapped)
    }
}

/// Says whether the dates of a text that are written with slashes begin with the day; none where they do not
/// tell, or tell both.
pub(super) fn day_leads(text: &str) -> Option<bool> {
    let pieces = pieces(text);
    let mut leads = [false; 2];
    for triple in pieces.windows(3) {
        let [
            Piece {
                part: Part::Number(first),
                ..
            },
            Piece {
                part: Part::Number(second),
                gap: "/",
            },
            Piece {
                part: Part::Year(_),
                gap: "/",
            },
        ] = triple
        else {
            continue;
        };
        match (*first, *second) {
            (13..=31, 1..=12) => leads[1] = true,
            (1..=12, 13..=31) => leads[0] = true,
            _ => {}
        }
    }
    match leads {
        [false, true] => Some(true),
        [true, false] => Some(false),
        _ => None,
    }
}

/// Returns the fullest date of a text, the first of equals.
pub(super) fn find(text: &str) -> Option<Found> {
    let found = found_all(text);
    let rank = |found: &Found| u8::from(found.year.is_some()) + 2 * u8::from(found.day.is_some());
    let best = found.iter().map(rank).max()?;
    found.into_iter().find(|found| rank(found) == best)
}

/// Returns all dates of a text in their order.
pub(super) fn found_all(text: &str) -> Vec<Found> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match date_at(&pieces[at..]) {
            Some((date, used)) => {
                found.push(date);
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Year(i32),
    /// One or two digits, with or without "th".
    Number(u32),
    Month(u32),
    /// Eight digits that are a date.
    Compact(i32, u32, u32),
    Word,
}

struct Piece<'t> {
    part: Part,
    /// The signs between this piece and the one before.
    gap: &'t str,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut gap_start = 0;
    let mut start = None;
    let ends = text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')));
    for (at, c) in ends {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                pieces.push(Piece {
                    part: part(&text[begin..at]),
                    gap: &text[gap_start..begin],
                });
                (start, gap_start) = (None, at);
            }
            _ => {}
        }
    }
    pieces
}

fn part(word: &str) -> Part {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    // `19T10` of `2026-11-19T10:00`.
    let tail = match word[digits..].strip_prefix('T') {
        Some(time) if time.starts_with(|c: char| c.is_ascii_digit()) => "",
        _ => &word[digits..],
    };
    match (digits, tail) {
        (4, "") => year(&word[..4]).map_or(Part::Word, Part::Year),
        (8, "") => compact(&word[..8]).unwrap_or(Part::Word),
        (1 | 2, "" | "st" | "nd" | "rd" | "th") => {
            word[..digits].parse().map_or(Part::Word, Part::Number)
        }
        (0, _) => month(word).map_or(Part::Word, Part::Month),
        _ => Part::Word,
    }
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| (1990..2100).contains(year))
}

fn compact(word: &str) -> Option<Part> {
    let (month, day) = (word[4..6].parse().ok()?, word[6..].parse().ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    year(&word[..4])
        .filter(|_| valid)
        .map(|year| Part::Compact(year, month, day))
}

/// Returns the number of a month that `word` names.
pub(in crate::text::notes) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_lowercase();
    let fits = |name: &str| {
        name == lower || name[..3] == lower || (lower == "sept" && name == "september")
    };
    // "May" and "march" are also verbs: only with their capital.
    let meant =
        word.starts_with(char::is_uppercase) || !matches!(lower.as_str(), "may" | "mar" | "march");
    MONTHS
        .iter()
        .position(|name| fits(name))
        .filter(|_| meant)
        .map(|at| at as u32 + 1)
}

/// Reads a date from the head of `pieces`; returns how many pieces it took.
fn date_at(pieces: &[Piece<'_>]) -> Option<(Found, usize)> {
    let part = |at: usize| pieces.get(at).map(|piece| piece.part);
    let near = |at: usize| {
        pieces
            .get(at)
            .is_some_and(|piece| piece.gap.len() <= 3 && !piece.gap.contains('\n'))
    };
    let year = |at: usize| match part(at) {
        Some(Part::Year(year)) if near(at) => Some(year),
        // 19 Nov '26
        Some(Part::Number(year)) if near(at) && pieces[at].gap.ends_with(['\'', '’']) => {
            short_year(year)
        }
        _ => None,
    };
    match (part(0)?, part(1).filter(|_| near(1))) {
        (Part::Compact(year, month, day), _) => dated(Some(year), month, Some(day), 1),
        (Part::Year(year), Some(Part::Number(month))) => numeric(year, month, pieces),
        (Part::Year(year), Some(Part::Month(month))) => match part(2) {
            Some(Part::Number(day)) if near(2) => dated(Some(year), month, Some(day), 3),
            _ => dated(Some(year), month, None, 2),
        },
        (Part::Year(year), Some(Part::Word)) => in_folder(year, pieces),
        (Part::Month(month), Some(Part::Number(day))) => match (part(2), year(2), year(3)) {
            (_, Some(year), _) => dated(Some(year), month, Some(day), 3),
            (Some(Part::Number(_)), _, Some(year)) if near(2) => {
                dated(Some(year), month, Some(day), 4)
            }
            _ => dated(None, month, Some(day), 2),
        },
        (Part::Month(month), Some(Part::Year(year))) => dated(Some(year), month, None, 2),
        (Part::Number(day), Some(Part::Month(month))) => match year(2) {
            Some(year) => dated(Some(year), month, Some(day), 3),
            None => dated(None, month, Some(day), 2),
        },
        (Part::Number(first), Some(Part::Number(second))) => pair(first, second, pieces),
        _ => None,
    }
}

fn dated(year: Option<i32>, month: u32, day: Option<u32>, used: usize) -> Option<(Found, usize)> {
    let valid = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    let found = Found {
        year,
        month,
        day,
        sure: true,
    };
    valid.then_some((found, used))
}

/// `2016-02-11`, `2016/02/11`, `2016.02.11`, `2016_02_11`.
fn numeric(year: i32, month: u32, pieces: &[Piece<'_>]) -> Option<(Found, usize)> {
    let gap = pieces[1].gap;
    let joined = matches!(gap, "-" | "/" | "." | "_");
    match pieces.get(2) {
        Some(Piece {
            part: Part::Number(day),
            gap: second,
        }) if joined && *second == gap => dated(Some(year), month, Some(*day), 3),
        _ => None,
    }
}

/// `2019/WG-02-13`: the year of a folder and the day of a name.
fn in_folder(year: i32, pieces: &[Piece<'_>]) -> Option<(Found, usize)> {
    match pieces {
        [
            _,
            Piece { gap: "/", .. },
            Piece {
                part: Part::Number(month),
                gap: "-",
            },
            Piece {
                part: Part::Number(day),
                gap: "-",
            },
            ..,
        ] => dated(Some(year), *month, Some(*day), 4),
        _ => None,
    }
}

/// `04-02` as in a file's name, `04/02/2020`, `21/11`, `21.11.2020`; day and month are told apart past twelve.
fn pair(first: u32, second: u32, pieces: &[Piece<'_>]) -> Option<(Found, usize)> {
    let gap = pieces[1].gap;
    let year = match pieces.get(2) {
        Some(Piece {
            part: Part::Year(year),
            gap: second,
        }) if *second == gap => Some(*year),
        Some(Piece {
            part: Part::Number(year),
            gap: second,
        }) if *second == gap && gap != "." => short_year(*year),
        _ => None,
    };
    let used = if year.is_some() { 3 } else { 2 };
    let (month, day, sure) = match gap {
        "." if year.is_some() => (second, first, true),
        "-" if !pieces[0].gap.is_empty() && !is_joint(pieces[0].gap) && year.is_none() => {
            return None;
        }
        "-" | "/" if first > 12 => (second, first, true),
        "-" => (
            first,
            second,
            year.is_none() || second > 12 || first == second,
        ),
        "/" if year.is_some() || second > 12 => (first, second, second > 12 || first == second),
        _ => return None,
    };
    dated(year, month, Some(day), used).map(|(found, used)| (Found { sure, ..found }, used))
}

/// What joins the parts of a file's name.
fn is_joint(gap: &str) -> bool {
    matches!(gap, "-" | "_")
}

/// The year of two digits, where it can only be one.
fn short_year(digits: u32) -> Option<i32> {
    (20..40).contains(&digits).then(|| 2000 + digits as i32)
}

//! Finds dates anywhere in a line, in the forms that headings, names and links have; a year or day may lack.

/// A date as found; only the month is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub year: Option<i32>,
    pub month: u32,
    pub day: Option<u32>,
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
    let tail = &word[digits..];
    match (digits, tail) {
        (4, "") => year(word).map_or(Part::Word, Part::Year),
        (8, "") => compact(word).unwrap_or(Part::Word),
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

fn month(word: &str) -> Option<u32> {
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
    // "May" is also a verb: only with its capital.
    let meant = word.starts_with(char::is_uppercase) || lower.len() > 5;
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
    valid.then_some((Found { year, month, day }, used))
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

/// `04-02` as in a file's name, `04/02/2020`, `21/11`; day and month are told apart only past twelve.
fn pair(first: u32, second: u32, pieces: &[Piece<'_>]) -> Option<(Found, usize)> {
    let gap = pieces[1].gap;
    let year = match pieces.get(2) {
        Some(Piece {
            part: Part::Year(year),
            gap: second,
        }) if *second == gap => Some(*year),
        _ => None,
    };
    let used = if year.is_some() { 3 } else { 2 };
    match gap {
        "-" if pieces[0].gap.is_empty() || pieces[0].gap == "-" => {
            dated(year, first, Some(second), used)
        }
        "/" if first > 12 => dated(year, second, Some(first), used),
        "/" if year.is_some() || second > 12 => dated(year, first, Some(second), used),
        _ => None,
    }
}

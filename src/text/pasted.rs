//! A list of people as it is pasted from a chat or a mail: "Priya Shah, Lee and 3 others". Pure; who is
//! meant is for others to find.

/// The names of a pasted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Each as it was written, without `@`, marks, times and blanks around it; each once.
    pub names: Vec<String>,
    /// Lines with one comma: two people, or one with the last name first.
    pub pairs: Vec<[String; 2]>,
    /// How many more the list only counts: "and 3 others".
    pub uncounted: u32,
}

/// Reads a pasted list; lines, commas, semicolons and the last "and" stand between names.
pub fn read(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    for line in text.lines() {
        if let Some(pair) = pair(line) {
            pasted.pairs.push(pair);
            continue;
        }
        for piece in line.split([',', ';', '\t', '\u{2022}']) {
            for word in split_and(piece).into_iter().flat_map(split_at) {
                pasted.add(word);
            }
        }
    }
    pasted
}

/// Returns what stands before and behind the comma of a line such as "Shah, Priya", if each is one name.
fn pair(line: &str) -> Option<[String; 2]> {
    let line = line.trim_start().trim_start_matches('\u{2022}');
    let (first, second) = line.split_once(',')?;
    let is_one = |piece: &str| {
        let is_split = piece.contains([',', ';', '\t', '\u{2022}', '@', '<']);
        !is_split && split_and(piece) == [piece.trim()]
    };
    let names = [bare(first), bare(second)];
    let is_pair = is_one(first)
        && is_one(second)
        && names
            .iter()
            .all(|name| is_name(name) && others(name).is_none());
    (is_pair && !names[0].eq_ignore_ascii_case(&names[1])).then_some(names)
}

fn is_name(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

impl Pasted {
    fn add(&mut self, word: &str) {
        let word = bare(word);
        if let Some(count) = others(&word) {
            self.uncounted = self.uncounted.saturating_add(count);
            return;
        }
        let is_known = self
            .names
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&word));
        if !is_known && is_name(&word) {
            self.names.push(word);
        }
    }
}

/// Splits "Lee and Bo", "Lee & Bo" and "and Bo" where a whole word joins two names.
fn split_and(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece.trim();
    for joint in ["and ", "& "] {
        if rest
            .get(..joint.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(joint))
        {
            rest = &rest[joint.len()..];
        }
    }
    while let Some((at, joint)) = [" and ", " & "]
        .into_iter()
        .filter_map(|joint| rest.find(joint).map(|at| (at, joint)))
        .min()
    {
        parts.push(&rest[..at]);
        rest = &rest[at + joint.len()..];
    }
    parts.push(rest);
    parts
}

/// Splits "@priya @lee" before each handle.
fn split_at(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(at) = rest.find(" @") {
        parts.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
    parts.push(rest);
    parts
}

/// Takes away what stands around a name: bullets, numbers of a list, emoji, quotes, `@`, an address in
/// angle brackets, a colon, "(Guest)" and the time of a message.
fn bare(word: &str) -> String {
    let word = word.split_once('<').map_or(word, |(name, address)| {
        let address = address.trim_end_matches('>').trim_end();
        if name.trim().is_empty() {
            address
        } else {
            name
        }
    });
    let all: Vec<&str> = word.split_whitespace().map(without_emoji).collect();
    let mut words = &all[..];
    while let [first, rest @ ..] = words
        && (is_mark(first) || (is_list_number(first) && !rest.is_empty()))
    {
        words = rest;
    }
    loop {
        words = match words {
            [rest @ .., last] if is_mark(last) || is_remark(last) => rest,
            words => match without_time(words) {
                Some(rest) => rest,
                None => break,
            },
        };
    }
    words
        .join(" ")
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '*' | '"' | '\u{201c}' | '\u{201d}' | '.' | ':')
        })
        .trim_start_matches('@')
        .trim()
        .to_owned()
}

/// Takes emoji off the ends of a word; what a font draws around a digit goes with the digit.
fn without_emoji(word: &str) -> &str {
    if word.ends_with('\u{20e3}') {
        return "";
    }
    word.trim_matches(|c| {
        matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
    })
}

/// Whether a word holds no name: `-`, or the code of an emoji such as `:tada:`.
fn is_mark(word: &str) -> bool {
    let code = word
        .strip_prefix(':')
        .and_then(|word| word.strip_suffix(':'));
    !is_name(word) || code.is_some_and(|code| !code.is_empty() && !code.contains(':'))
}

/// Whether a word counts the entries of a list: `1.`, `12)`.
fn is_list_number(word: &str) -> bool {
    word.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit()))
}

/// Whether a word is what programs for meetings and chats put behind a name.
fn is_remark(word: &str) -> bool {
    const REMARKS: [&str; 9] = [
        "guest",
        "external",
        "unverified",
        "you",
        "host",
        "co-host",
        "organizer",
        "organiser",
        "presenter",
    ];
    let inner = word
        .strip_prefix('(')
        .and_then(|word| word.strip_suffix(')'));
    inner.is_some_and(|inner| REMARKS.contains(&inner.to_lowercase().as_str()))
}

/// Returns the words without the time at their end, such as `10:42 AM` and `today at 9:05`, if there is one.
fn without_time<'a>(words: &'a [&'a str]) -> Option<&'a [&'a str]> {
    let [rest @ .., last] = words else {
        return None;
    };
    let is_half = |word: &str| matches!(word.to_lowercase().as_str(), "am" | "pm");
    let rest = match rest {
        [before @ .., time] if is_half(last) && is_clock(time) => before,
        rest if is_clock(last) => rest,
        _ => return None,
    };
    let drop = |words: &'a [&'a str], known: &[&str]| match words {
        [rest @ .., last] if known.contains(&last.to_lowercase().as_str()) => rest,
        words => words,
    };
    Some(drop(drop(rest, &["at"]), &["today", "yesterday"]))
}

/// Whether a word is a time of day: `10:42`, `9:05:11`, `9:05pm`.
fn is_clock(word: &str) -> bool {
    let word = word.to_lowercase();
    let time = ["am", "pm"].iter().find_map(|half| word.strip_suffix(half));
    let parts: Vec<&str> = time.unwrap_or(&word).split(':').collect();
    let is_number =
        |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|c| c.is_ascii_digit());
    matches!(parts.len(), 2 | 3) && parts.iter().all(is_number)
}

/// Returns how many people "3 others" and "one other" stand for.
fn others(word: &str) -> Option<u32> {
    let (count, noun) = word.rsplit_once(' ')?;
    if !matches!(noun.to_lowercase().as_str(), "other" | "others" | "more") {
        return None;
    }
    match count.trim().to_lowercase().as_str() {
        "one" | "an" => Some(1),
        digits => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_stand_between_commas_lines_and_the_last_and() {
        let check = |text: &str, want: &[&str], uncounted: u32| {
            let got = read(text);
            let named = got.names.iter().chain(got.pairs.iter().flatten());
            assert_eq!(named.collect::<Vec<_>>(), want, "{text:?}");
            assert_eq!(got.uncounted, uncounted, "{text:?}");
        };
        check("", &[], 0);
        check("priya", &["priya"], 0);
        check("@priya @lee and @bo", &["priya", "lee", "bo"], 0);
        check("Priya Shah, Lee", &["Priya Shah", "Lee"], 0);
        check("Priya Shah, Lee and Bo", &["Priya Shah", "Lee", "Bo"], 0);
        check("Priya, Lee, and Bo", &["Priya", "Lee", "Bo"], 0);
        check("Priya & Lee", &["Priya", "Lee"], 0);
        check("Sandy Andersen", &["Sandy Andersen"], 0);
        check("Priya, Lee and 3 others", &["Priya", "Lee"], 3);
        check("Priya and one other", &["Priya"], 1);
        check("and 12 others", &[], 12);
        check(
            "priya\r\n@lee\n\n- bo\n* kim\n",
            &["priya", "lee", "bo", "kim"],
            0,
        );
        check("priya, Priya", &["priya"], 0);
        check(
            "Priya Shah <ps@example.org>; <bo@example.org>",
            &["Priya Shah", "bo@example.org"],
            0,
        );
        check("\u{2022} Priya \u{2022} Lee", &["Priya", "Lee"], 0);
        check(":white_check_mark: 4", &["4"], 0);
        check("\"Lee Wong\"", &["Lee Wong"], 0);
    }

    #[test]
    fn what_chats_and_meetings_put_around_a_name_is_taken_away() {
        let check = |text: &str, want: &[&str]| {
            let got = read(text);
            assert_eq!(got.names, want, "{text:?}");
        };
        check("José Núñez (Guest)", &["José Núñez"]);
        check("Lea Kim (guest) (You)", &["Lea Kim"]);
        check("Alex (Lee)", &["Alex (Lee)"]);
        check("1. José Núñez\n2) Lea", &["José Núñez", "Lea"]);
        check(":tada: Lea Kim", &["Lea Kim"]);
        check(":+1: Lea\nBo :palm_tree:", &["Lea", "Bo"]);
        check(
            "\u{2705} Lea\n\u{1f44d}\u{1f3fd}Bo \u{2764}\u{fe0f}",
            &["Lea", "Bo"],
        );
        check("1\u{fe0f}\u{20e3} Lea", &["Lea"]);
        check("Lea Kim 10:42 AM", &["Lea Kim"]);
        check("Lea Kim 9:05pm\nBo 17:30:02", &["Lea Kim", "Bo"]);
        check("Lea Kim today at 10:42 AM", &["Lea Kim"]);
        check("Lea Kim, 10:42 AM", &["Lea Kim"]);
        check("10:42 AM", &[]);
        check("Pam", &["Pam"]);
    }

    #[test]
    fn a_line_with_one_comma_may_hold_one_person() {
        let check = |text: &str, want: &[[&str; 2]]| {
            assert_eq!(read(text).pairs, want, "{text:?}");
        };
        check("Kim, Lea", &[["Kim", "Lea"]]);
        check(
            "1. Kim, Lea (Guest)\nShah, Priya\n",
            &[["Kim", "Lea"], ["Shah", "Priya"]],
        );
        check("Kim, Lea and Bo", &[]);
        check("Kim, Lea, Bo", &[]);
        check("@kim, @lea", &[]);
        check("Kim, 3 others", &[]);
        check("Kim, and Lea", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_gives_bare_names(text in "\\PC{0,60}") {
            let pasted = read(&text);
            for name in &pasted.names {
                prop_assert_eq!(name.trim(), name);
                prop_assert!(!name.contains([',', ';', '\n']));
            }
        }
    }
}

//! A list of people as it is pasted from a chat or a mail: "Priya Shah, Lee and 3 others". Pure; who is
//! meant is for others to find.

/// The names of a pasted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Each as it was written, without `@`, marks and blanks around it; each once.
    pub names: Vec<String>,
    /// How many more the list only counts: "and 3 others".
    pub uncounted: u32,
}

/// Reads a pasted list; lines, commas, semicolons and the last "and" stand between names.
pub fn read(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    for line in text.lines() {
        for piece in line.split([',', ';', '\t', '\u{2022}']) {
            for word in split_and(piece).into_iter().flat_map(split_at) {
                pasted.add(word);
            }
        }
    }
    pasted
}

impl Pasted {
    fn add(&mut self, word: &str) {
        let word = bare(word);
        if let Some(count) = others(word) {
            self.uncounted = self.uncounted.saturating_add(count);
            return;
        }
        let is_known = self
            .names
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word));
        if !is_known && word.chars().any(char::is_alphanumeric) {
            self.names.push(word.to_owned());
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

/// Takes away what stands around a name: bullets, quotes, `@`, an address in angle brackets, a colon.
fn bare(word: &str) -> &str {
    let word = word.split_once('<').map_or(word, |(name, address)| {
        let address = address.trim_end_matches('>').trim_end();
        if name.trim().is_empty() {
            address
        } else {
            name
        }
    });
    word.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '*' | '"' | '\u{201c}' | '\u{201d}' | '.' | ':')
    })
    .trim_start_matches('@')
    .trim()
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
            assert_eq!(got.names, want, "{text:?}");
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
        check(":white_check_mark: 4", &["white_check_mark: 4"], 0);
        check("\"Lee Wong\"", &["Lee Wong"], 0);
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

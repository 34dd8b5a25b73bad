//! A line of talk → the clauses in which somebody may commit themselves.

use std::collections::BTreeMap;

/// One clause of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause<'t> {
    pub text: &'t str,
    /// It, or what comes before it in its sentence, is an "if".
    pub hangs: bool,
}

/// Cuts a turn into sentences, and a sentence where a further promise begins in it.
pub(super) fn clauses<'t>(text: &'t str) -> Vec<Clause<'t>> {
    let mut clauses = Vec::new();
    for sentence in sentences(text) {
        let mut start = 0;
        let mut hangs = false;
        let mut cut = |piece: &'t str| {
            hangs |= is_conditional(piece);
            clauses.push(Clause { text: piece, hangs });
        };
        for (at, next) in joints(sentence) {
            // "Lee and Bo will …" is one promise of two people.
            let is_list = sentence.get(start..at).is_none_or(is_name);
            if !is_list && begins_promise(&sentence[next..]) {
                cut(sentence[start..at].trim());
                start = next;
            }
        }
        cut(sentence[start..].trim());
    }
    clauses.retain(|clause| !clause.text.is_empty());
    clauses
}

/// Says whether a piece can be a name and no more.
fn is_name(piece: &str) -> bool {
    let bare = without_lead_in(piece).trim();
    let named = bare.starts_with('@') || bare.starts_with(char::is_uppercase);
    bare.is_empty() || named && bare.split_whitespace().count() < 3
}

/// Returns where words that join two clauses begin and end, in the order of the text.
fn joints(sentence: &str) -> BTreeMap<usize, usize> {
    const JOINTS: [&str; 11] = [
        ", and then ",
        ", and ",
        ", but ",
        ", so ",
        ", then ",
        ", ",
        " and ",
        " so ",
        " then ",
        " - ",
        " – ",
    ];
    let mut joints = BTreeMap::new();
    for sign in JOINTS {
        for (at, sign) in sentence.match_indices(sign) {
            joints.entry(at).or_insert(at + sign.len());
        }
    }
    joints
}

/// Says whether somebody commits right at the head of `text`: "I'll …", "Lee will …".
fn begins_promise(text: &str) -> bool {
    let bare = without_lead_in(text);
    let spoken = [
        "I'll ",
        "I’ll ",
        "I will ",
        "I'm going to ",
        "I am going to ",
        "Let me ",
        "let me ",
    ];
    if spoken.iter().any(|head| bare.starts_with(head)) {
        return true;
    }
    let mut words = bare.split(' ');
    let (name, next) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let named = name.starts_with('@') || name.starts_with(char::is_uppercase);
    let short = name.ends_with("'ll") || name.ends_with("’ll");
    named && (short || next == "will") && !matches!(name, "I" | "We" | "It" | "That" | "This")
}

fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', '!', '?', ';', '…']) {
        let (end, word) = (
            at + sign.len(),
            text[start..at].rsplit(' ').next().unwrap_or(""),
        );
        // "e.g. ", "J. Doe", "v2.1" end nothing.
        let is_short = sign == "."
            && (word.contains('.')
                || word.chars().count() == 1
                || matches!(
                    word,
                    "vs" | "etc" | "approx" | "Dr" | "Mr" | "Ms" | "no" | "No"
                ));
        if text[end..].starts_with(' ') && !is_short {
            sentences.push(&text[start..end]);
            start = end;
        }
    }
    sentences.push(&text[start..]);
    sentences
}

/// Drops the time at the head of a line of a transcript: `[00:12:03] `, `10:41 `.
pub(super) fn without_time(text: &str) -> &str {
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    let bare = head.trim_matches(['[', ']', '(', ')']);
    let digits = bare
        .chars()
        .all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    let is_time = digits && bare.contains(':') && bare.len() >= 4;
    if is_time { rest.trim_start() } else { text }
}

/// Drops what people say before they come to it: "Yes, ", "OK so ".
pub(super) fn without_lead_in(text: &str) -> &str {
    #[rustfmt::skip]
    const LEAD_INS: &[&str] = &[
        "actually", "alright", "and", "anyway", "but", "cool", "fine", "good", "great", "hmm", "no", "no problem",
        "ok", "okay", "perfect", "right", "so", "sounds good", "sure", "thanks", "thank you", "then", "well", "yeah",
        "yep", "yes",
    ];
    let mut rest = text.trim_start();
    loop {
        let head = LEAD_INS.iter().find_map(|word| {
            let found = rest.get(..word.len())?;
            let tail = &rest[word.len()..];
            let ends = tail.starts_with([',', ' ', ':']);
            (found.eq_ignore_ascii_case(word) && ends)
                .then(|| tail.trim_start_matches([',', ' ', ':']))
        });
        match head {
            Some(tail) if !tail.is_empty() => rest = tail,
            _ => return rest,
        }
    }
}

/// Drops adverbs between a promise and its verb: "will also send" promises to send.
pub(super) fn without_adverbs(text: &str) -> String {
    const ADVERBS: &[&str] = &[
        "also",
        "certainly",
        "definitely",
        "gladly",
        "happily",
        "just",
        "now",
        "probably",
        "quickly",
        "still",
        "then",
    ];
    let mut out = String::with_capacity(text.len());
    let mut after_promise = false;
    for word in text.split(' ') {
        if after_promise && ADVERBS.contains(&word) {
            continue;
        }
        after_promise = matches!(word, "will" | "can" | "should")
            || word.ends_with("'ll")
            || word.ends_with("’ll");
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Says whether a clause hangs on something: "if nobody objects I'll merge it", not "I'll see if it ships".
fn is_conditional(clause: &str) -> bool {
    const ASKING: [&str; 7] = ["ask", "check", "determine", "know", "out", "see", "wonder"];
    let lower = clause.to_lowercase();
    let mut before = "";
    for word in lower.split(' ') {
        let hangs = matches!(word, "if" | "unless" | "assuming");
        if hangs && !ASKING.contains(&before) {
            return true;
        }
        before = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_cut_where_something_else_is_said() {
        let check = |text: &str, want: &[&str]| {
            let found: Vec<&str> = clauses(text).iter().map(|clause| clause.text).collect();
            assert_eq!(found, want, "{text:?}");
        };
        check("Fine. I'll send it.", &["Fine.", "I'll send it."]);
        check(
            "Lee will send it, and Bo will read it",
            &["Lee will send it", "Bo will read it"],
        );
        check(
            "we use e.g. the old. Right?",
            &["we use e.g. the old.", "Right?"],
        );
        check("Lee will send and file it", &["Lee will send and file it"]);
        check("so be it, I'll go on", &["so be it", "I'll go on"]);
        check("Lee and Bo will send it", &["Lee and Bo will send it"]);
        check("", &[]);
    }

    #[test]
    fn a_clause_behind_an_if_hangs_on_it() {
        let hangs = |text: &str| {
            clauses(text)
                .iter()
                .map(|one| one.hangs)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            hangs("if nobody minds, I'll send it. Lee will."),
            [true, true, false]
        );
        assert_eq!(hangs("I'll send it if nobody minds"), [true]);
        assert_eq!(hangs("I'll see if it ships"), [false]);
    }

    #[test]
    fn what_leads_in_is_dropped() {
        let check = |text: &str, want: &str| assert_eq!(without_lead_in(text), want, "{text:?}");
        check("Yes, OK, I'll send it", "I'll send it");
        check("so then Lee will", "Lee will");
        check("Sophie will", "Sophie will");
        check("No", "No");
    }

    #[test]
    fn a_time_at_the_head_is_dropped() {
        let check = |text: &str, want: &str| assert_eq!(without_time(text), want, "{text:?}");
        check("[00:12:03] Lee: hello", "Lee: hello");
        check("10:41 Lee: hello", "Lee: hello");
        check("10 people: hello", "10 people: hello");
    }
}

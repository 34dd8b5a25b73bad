//! How owners end at the head of a line: a sign, or the verb of what they promise.

use crate::text::notes::keywords::after_separators;
use crate::text::notes::owners::{Slot, Sure};
use crate::text::notes::people::Known;
use crate::text::notes::plain::after_escaped_dash;
use crate::text::notes::words::is_verb;

/// Returns what is left when the names end as owners do: a colon, a dash, "to VERB", "will VERB".
pub(super) fn ended<'t>(
    known: &Known<'_>,
    rest: &'t str,
    sure: Sure,
    slot: Slot,
    words: usize,
) -> Option<&'t str> {
    let bare = rest.trim_start();
    let spaced = bare.len() < rest.len();
    let parted = bare
        .strip_prefix(':')
        .filter(|tail| !tail.starts_with([':', '/']));
    let parted = parted
        .or_else(|| bare.strip_prefix("->"))
        .or_else(|| bare.strip_prefix("=>"))
        .or_else(|| bare.strip_prefix(['→', '⇒', ';', '—']));
    let dashed = || bare.strip_prefix("- ").or_else(|| bare.strip_prefix("– "));
    let parted = parted.or_else(|| dashed().filter(|_| spaced));
    let escaped = || after_escaped_dash(bare)?.strip_prefix(' ');
    let parted = parted.or_else(|| escaped().filter(|_| spaced && sure == Sure::Known));
    if let Some(tail) = parted {
        let trusted = match sure {
            Sure::Handle => true,
            Sure::Known | Sure::Nobody => slot == Slot::Action,
            Sure::Shaped => slot == Slot::Action && (words > 1 || !known.has_attendees),
        };
        return trusted.then(|| after_separators(tail));
    }
    if sure == Sure::Handle {
        let tail = bare.trim_start_matches([',', ' ']);
        return Some(after_promise(tail, false).unwrap_or(tail));
    }
    if sure == Sure::Nobody && slot == Slot::Action {
        let verb = first_word(bare);
        return (is_verb(verb) && verb.starts_with(char::is_uppercase)).then_some(bare);
    }
    let certain = sure == Sure::Known && slot == Slot::Action;
    if let Some(tail) = after_short_promise(bare).filter(|_| certain) {
        return Some(tail);
    }
    if let Some(tail) = bare.strip_prefix(", ").filter(|_| certain && !spaced) {
        let tail = tail.strip_prefix("please ").unwrap_or(tail);
        return is_deed(tail).then_some(tail);
    }
    // One person needs to and has to: "May need to …", "Will have to …" open with a verb.
    let plural = ["need to ", "have to ", "are to ", "are going to "];
    let is_verb_first = sure == Sure::Shaped && plural.iter().any(|words| bare.starts_with(words));
    if sure == Sure::Nobody || !spaced || is_verb_first {
        return None;
    }
    after_promise(bare, sure == Sure::Shaped)
        .or_else(|| bare.strip_prefix("can ").filter(|_| certain))
        .or_else(|| Some(bare).filter(|_| certain && (is_deed(bare) || is_telling(bare))))
}

/// Says whether `text` begins with a verb in lower case: "send the plan".
fn is_deed(text: &str) -> bool {
    let verb = first_word(text);
    is_verb(verb) && !verb.starts_with(char::is_uppercase)
}

/// Says whether `text` begins with what somebody does or is doing: "sends the plan", "looking into it".
fn is_telling(text: &str) -> bool {
    let verb = first_word(text);
    let stem = |ending: &str, more: &str| {
        let stem = verb.strip_suffix(ending)?;
        is_verb(&format!("{stem}{more}")).then_some(())
    };
    let told = stem("s", "")
        .or_else(|| stem("es", ""))
        .or_else(|| stem("ies", "y"))
        .or_else(|| stem("ing", ""))
        .or_else(|| stem("ing", "e"));
    told.is_some() && verb.chars().all(char::is_lowercase)
}

/// Returns what follows "'ll" and "'s going to".
fn after_short_promise(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix(['\'', '’'])?;
    rest.strip_prefix("ll ")
        .or_else(|| rest.strip_prefix("s going to "))
}

pub(super) fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or("")
}

/// Returns the text from the verb of "to VERB", "will VERB" on; a listed verb when the name is unknown.
fn after_promise(text: &str, must_be_listed: bool) -> Option<&str> {
    #[rustfmt::skip]
    const PROMISES: [&str; 21] = [
        "to ", "will ", "should ", "shall ", "must ", "needs to ", "need to ", "is going to ", "are going to ",
        "has to ", "have to ", "is to ", "are to ", "commits to ", "committed to ", "agrees to ", "agreed to ",
        "offers to ", "offered to ", "volunteers to ", "volunteered to ",
    ];
    let tail = PROMISES
        .iter()
        .find_map(|promise| text.strip_prefix(promise))?
        .trim_start();
    let verb = first_word(tail);
    let is_plain = verb.len() > 1 && verb.chars().all(|c| c.is_lowercase() || c == '-');
    let no_verb = matches!(
        verb,
        "the"
            | "this"
            | "that"
            | "these"
            | "my"
            | "our"
            | "their"
            | "your"
            | "his"
            | "her"
            | "its"
            | "be"
            | "not"
            | "an"
            | "all"
    );
    (is_plain && !no_verb && (!must_be_listed || is_verb(verb))).then_some(tail)
}

/// Returns the text after "I will", "I'll" and "I can".
pub(in crate::text::notes) fn after_i_will(text: &str) -> Option<&str> {
    [
        "I will ",
        "I'll ",
        "I’ll ",
        "I can ",
        "I'm going to ",
        "I’m going to ",
    ]
    .iter()
    .find_map(|head| text.strip_prefix(head))
}

//! The list of keywords, and how loudly one is written.

use crate::text::notes::types::What;

/// Longer phrases first, so that "ACTION ITEM" is not read as "ACTION".
const PHRASES: &[(&str, What)] = &[
    ("action item(s)", What::Action),
    ("action(s)", What::Action),
    ("action items", What::Action),
    ("action item", What::Action),
    ("action points", What::Action),
    ("action point", What::Action),
    ("actions required", What::Action),
    ("actions needed", What::Action),
    ("action required", What::Action),
    ("action needed", What::Action),
    ("actions", What::Action),
    ("action", What::Action),
    ("new action items", What::Action),
    ("new action item", What::Action),
    ("new actions", What::Action),
    ("new action", What::Action),
    ("next actions", What::Action),
    ("next action", What::Action),
    ("follow-up(s)", What::Action),
    ("follow-ups", What::Action),
    ("follow-up", What::Action),
    ("follow ups", What::Action),
    ("follow up", What::Action),
    ("followups", What::Action),
    ("followup", What::Action),
    ("next step(s)", What::Action),
    ("next steps", What::Action),
    ("next step", What::Action),
    ("todos", What::Action),
    ("todo", What::Action),
    ("to-dos", What::Action),
    ("to-do", What::Action),
    ("to dos", What::Action),
    ("to do", What::Action),
    ("task", What::Action),
    ("ai", What::Action),
    ("decision needed", What::OpenDecision),
    ("decisions", What::Decision),
    ("decision", What::Decision),
    ("decided", What::Decision),
    ("decide", What::OpenDecision),
    ("resolved", What::Decision),
    ("resolution", What::Decision),
    ("agreed", What::Decision),
    ("conclusions", What::Decision),
    ("conclusion", What::Decision),
    ("rough consensus", What::Decision),
    ("meeting consensus", What::Decision),
    ("consensus", What::Decision),
    ("proposal", What::OpenDecision),
    ("proposed", What::OpenDecision),
    ("open question", What::Question),
    ("question", What::Question),
    ("risk", What::Risk),
    ("assumption", What::Assumption),
    ("issue", What::Issue),
    ("blocker", What::Issue),
    ("need", What::Need),
    ("dependency", What::Need),
];

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Voice {
    Upper,
    Title,
    Lower,
}

/// Reads the keyword that `text` begins with, and returns what follows it.
pub(super) fn phrase_at(text: &str) -> Option<(&'static str, What, Voice, &str)> {
    let first = text
        .bytes()
        .next()
        .filter(u8::is_ascii_alphabetic)?
        .to_ascii_lowercase();
    for (phrase, what) in PHRASES {
        if phrase.as_bytes()[0] != first {
            continue;
        }
        let Some(head) = text
            .get(..phrase.len())
            .filter(|head| head.eq_ignore_ascii_case(phrase))
        else {
            continue;
        };
        let after = &text[phrase.len()..];
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let letters = || head.chars().filter(|c| c.is_alphabetic());
        let voice = match () {
            _ if letters().all(char::is_uppercase) => Voice::Upper,
            _ if head.starts_with(char::is_uppercase) => Voice::Title,
            _ => Voice::Lower,
        };
        let is_word_ai = *phrase == "ai" && voice != Voice::Upper;
        return (!is_word_ai).then_some((*phrase, *what, voice, after));
    }
    None
}

//! Finds the word that makes a line an item (`ACTION:`, `[Action - Lee]`, `… **ACTION ITEM**`) in plain text.
//! How loudly it is written decides which signs must follow it.

use crate::text::notes::people::is_name_word;
use crate::text::notes::types::What;

mod named;
mod phrases;

pub(super) use named::named;
use phrases::{Voice, phrase_at};

/// A keyword that was found, and the text around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit<'t> {
    pub what: What,
    /// The keyword in lower case, as the list has it.
    pub word: &'static str,
    /// The keyword is written in capitals.
    pub loud: bool,
    /// The text between the brackets or parentheses after the keyword, where owners stand.
    pub slot: Option<&'t str>,
    pub rest: &'t str,
    /// Who is speaking on this line.
    pub speaker: Option<&'t str>,
    /// The speaker stands in brackets right before the keyword: `[Lee][ACTION]`.
    pub speaker_owns: bool,
    /// No sign follows the keyword: an owner must.
    pub needs_owner: bool,
    /// What is said before a keyword that stands further on.
    pub before: Option<&'t str>,
}

impl<'t> Hit<'t> {
    /// Reads `… next week. ACTION: Lee`, where only names follow the keyword: they own what is said before.
    pub fn owning_what_is_said(self, are_names: impl Fn(&str) -> bool) -> Hit<'t> {
        match self.before {
            Some(before)
                if self.what == What::Action
                    && self.slot.is_none()
                    && before.split_whitespace().nth(2).is_some()
                    && are_names(self.rest) =>
            {
                Hit {
                    slot: Some(self.rest.trim_end_matches(['.', ' '])),
                    rest: before,
                    ..self
                }
            }
            _ => self,
        }
    }

    /// Says whether the keyword is a word that topics begin with, too: "Follow-up: …", "Next steps: …".
    pub fn is_soft(&self) -> bool {
        let firm = [
            "act", "new act", "ai", "dec", "res", "agr", "con", "rou", "mee",
        ];
        !firm.iter().any(|head| self.word.starts_with(head))
    }
}

/// Bytes between the brackets of a keyword; more is prose, and a long line is not searched again and again.
const LONGEST_BRACKET: usize = 400;

fn is_main(what: What) -> bool {
    matches!(what, What::Action | What::Decision | What::OpenDecision)
}

/// Finds the keyword of a line: at its head, after who speaks, in brackets further on, or at its end.
pub(super) fn find(text: &str) -> Option<Hit<'_>> {
    let is_main = |hit: &Hit<'_>| is_main(hit.what);
    at_head(text)
        .or_else(|| named::framed(text))
        .or_else(|| stated(text))
        .or_else(|| after_speaker(text).filter(is_main))
        .or_else(|| further_on(text).filter(is_main))
        .or_else(|| at_end(text))
}

/// Says cheaply whether a raw line begins with a keyword and its sign, a box aside.
pub(super) fn begins(raw: &str) -> bool {
    let bare = raw.trim_start_matches(['*', '_', '[', '~', ' ']);
    let Some((.., voice, after)) = phrase_at(bare) else {
        return false;
    };
    let after = after.trim_start_matches(['*', '_']);
    after.starts_with(':') || (voice == Voice::Upper && after.starts_with([' ', '(', '[', ']']))
}

/// Finds a keyword at the very start of `text`.
pub(super) fn at_head(text: &str) -> Option<Hit<'_>> {
    let text = undecorated(text);
    match (text.strip_prefix('['), text.strip_prefix('(')) {
        (Some(inner), _) => bracketed(inner, b']'),
        (_, Some(inner)) => bracketed(inner, b')').filter(|_| is_loud(inner)),
        _ => open(text),
    }
}

/// Drops arrows and emoji from the head of a line.
fn undecorated(text: &str) -> &str {
    let bare = text.trim_start_matches(|c: char| {
        let quote = matches!(c, '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '…');
        c == ' ' || !c.is_ascii() && !c.is_alphanumeric() && !quote
    });
    let arrow = ["-->", "->", "==>", "=>", ">>"]
        .iter()
        .find_map(|arrow| bare.strip_prefix(arrow));
    arrow.map_or(bare, str::trim_start)
}

/// Says whether a keyword in parentheses is in capitals: "(Action …)" in prose is none.
fn is_loud(inner: &str) -> bool {
    phrase_at(inner).is_some_and(|(.., voice, _)| voice == Voice::Upper)
}

/// `[ACTION]`, `[Action - Lee] …`, `[ACTION: text]`; `inner` begins after the bracket that `end` closes.
fn bracketed(inner: &str, end: u8) -> Option<Hit<'_>> {
    let (word, what, voice, after) = phrase_at(inner)?;
    if voice == Voice::Lower || (voice == Voice::Title && !is_main(what)) {
        return None;
    }
    let close = after.bytes().take(LONGEST_BRACKET).position(|b| b == end)?;
    let (inside, rest) = (&after[..close], &after[close + 1..]);
    if rest.starts_with('(') || rest.starts_with('[') {
        return None;
    }
    let inside = inside.trim_start();
    let named = inside
        .trim_start_matches([':', '-', '–', '—', ',', ' '])
        .trim();
    let parted = inside.is_empty()
        || inside.starts_with([':', '-', '–', '—', ',', '('])
        || voice == Voice::Upper;
    let rest = after_separators(rest);
    let hit = |slot, rest| {
        Some(Hit {
            what,
            word,
            loud: voice == Voice::Upper,
            slot,
            rest,
            speaker: None,
            speaker_owns: false,
            needs_owner: false,
            before: None,
        })
    };
    match (parted, named.is_empty(), rest.is_empty()) {
        (false, ..) => None,
        (_, true, _) => hit(None, rest),
        (_, false, false) => hit(Some(named), rest),
        (_, false, true) => match named
            .strip_prefix('(')
            .and_then(|slot| slot.split_once(')'))
        {
            Some((slot, text)) => hit(Some(slot), after_separators(text)),
            None => hit(None, named),
        },
    }
}

/// `ACTION: …`, `ACTION - …`, `AI(Lee): …`, `ACTION [Lee]: …`, `ACTION on Lee to …`.
fn open(text: &str) -> Option<Hit<'_>> {
    let (word, what, voice, after) = phrase_at(text)?;
    let hit = |slot, rest, needs_owner| {
        Some(Hit {
            what,
            word,
            loud: voice == Voice::Upper,
            slot,
            rest: after_separators(rest),
            speaker: None,
            speaker_owns: false,
            needs_owner,
            before: None,
        })
    };
    let is_ai = text.starts_with("AI");
    let numbers = is_ai
        || ["act", "dec", "res"]
            .iter()
            .any(|head| begins_with(text, head));
    if let Some(rest) = after_number(after).filter(|_| numbers) {
        return hit(None, rest, false);
    }
    if let Some((slot, rest)) = slot_after(after) {
        let attached = voice == Voice::Upper && (after.starts_with(['(', '[']) || is_names(slot));
        return if attached || separator(rest).is_some() {
            hit(Some(slot), rest, false)
        } else {
            None
        };
    }
    if let Some(rest) = after.strip_prefix(':') {
        let soft = voice == Voice::Lower && !is_main(what);
        return if soft || rest.starts_with("//") || rest.starts_with(':') {
            None
        } else {
            hit(None, rest, false)
        };
    }
    let dashed = matches!(what, What::Action | What::Decision) && voice == Voice::Title;
    if let Some(rest) = separator(after).filter(|_| dashed || voice == Voice::Upper) {
        return hit(None, rest, is_ai);
    }
    let rest = after.strip_prefix(' ')?;
    // `DECISION NEEDED by fri: …`
    let dated = rest.split_once(':').filter(|(when, _)| {
        what == What::OpenDecision && begins_with(when, "by ") && when.len() <= 24
    });
    if let Some((when, rest)) = dated.filter(|_| voice != Voice::Lower) {
        return hit(Some(when), rest, false);
    }
    let settled = voice == Voice::Upper
        && ["DECIDED", "AGREED", "RESOLVED"]
            .iter()
            .any(|word| text.starts_with(word));
    let to_whom = ["on ", "for ", "by ", "to "]
        .iter()
        .find(|word| begins_with(rest, word))
        .filter(|word| !is_ai || **word == "on ")
        .map(|word| &rest[word.len()..]);
    match to_whom {
        Some(rest) if what == What::Action => hit(None, rest, true),
        _ if settled => hit(None, rest, false),
        _ if what == What::Action && voice == Voice::Upper && !is_ai => hit(None, rest, true),
        _ => None,
    }
}

fn begins_with(text: &str, head: &str) -> bool {
    let found = text.get(..head.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(head))
}

/// Reads `Decision was that …` and `Conclusion is to …` at the head of a line.
fn stated(text: &str) -> Option<Hit<'_>> {
    let (word, what, voice, after) = phrase_at(text)?;
    let heads = [" is that ", " is to ", " was that ", " was to "];
    let rest = heads.iter().find_map(|head| after.strip_prefix(head))?;
    (what == What::Decision && voice != Voice::Lower).then_some(Hit {
        what,
        word,
        loud: false,
        slot: None,
        rest,
        speaker: None,
        speaker_owns: false,
        needs_owner: false,
        before: None,
    })
}

/// Returns what follows the number and the sign of `Action 2: …`, `ACTION #3 - …`, `Decision 4.1 – …`.
fn after_number(after: &str) -> Option<&str> {
    let bare = after.trim_start_matches([' ', '#', '-']);
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &bare[..bare.len() - digits.len()];
    let numbered = (1..=8).contains(&number.len()) && number.starts_with(|c: char| c != '.');
    separator(digits).filter(|rest| numbered && !rest.is_empty())
}

/// Says whether the words in parentheses after a keyword can only be people.
fn is_names(slot: &str) -> bool {
    let mut words = slot
        .split([',', '/', '&', '+', ' '])
        .filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        word.strip_prefix('@')
            .unwrap_or(word)
            .starts_with(char::is_alphabetic)
            && (word.starts_with('@') || is_name_word(word) || word == "and")
    };
    slot.len() <= 60 && words.clone().next().is_some() && words.all(is_name)
}

/// Reads `(Lee)` or `[Lee]` right after a keyword or one space behind it.
fn slot_after(after: &str) -> Option<(&str, &str)> {
    let bare = after.strip_prefix(' ').unwrap_or(after);
    let (inner, close) = match bare.as_bytes().first()? {
        b'(' => (&bare[1..], ')'),
        b'[' => (&bare[1..], ']'),
        _ => return None,
    };
    let end = inner.find(close).filter(|end| *end <= 80)?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// Returns what follows a colon, semicolon or dash that parts a keyword from its text.
fn separator(after: &str) -> Option<&str> {
    let bare = after.trim_start();
    let rest = bare
        .strip_prefix([':', ';', '–', '—', '→'])
        .or_else(|| bare.strip_prefix("->"));
    rest.or_else(|| {
        bare.strip_prefix('-')
            .filter(|rest| rest.starts_with(' ') || after.starts_with('-') && rest.starts_with(' '))
    })
}

/// Drops signs between a keyword and its text.
pub(super) fn after_separators(rest: &str) -> &str {
    let mut rest = rest.trim();
    loop {
        let next = rest
            .strip_prefix("->")
            .unwrap_or(rest)
            .trim_start_matches([':', ';', '–', '—', ' ']);
        let next = match next.strip_prefix('-') {
            Some(tail) if tail.is_empty() || tail.starts_with(' ') => tail.trim_start(),
            _ => next,
        };
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// Splits `Lee: …`, `[Lee] …`, `<lee> …` and `Lee - …` into who speaks and what is said.
pub(super) fn speaker(text: &str) -> Option<(&str, &str)> {
    if let Some(inner) = text.strip_prefix('[') {
        let (name, rest) = inner.split_once(']')?;
        let is_link = rest.starts_with('(') || rest.starts_with("[]");
        return (!is_link && is_speaker(name))
            .then_some((name, rest.trim_start_matches(':').trim_start()));
    }
    if let Some((name, rest)) = text
        .strip_prefix('<')
        .and_then(|inner| inner.split_once("> "))
    {
        return is_speaker(name).then_some((name, rest.trim_start()));
    }
    let cut = text.find([':', '-']).filter(|at| *at <= 40)?;
    let name = text[..cut].trim_end().trim_start_matches('@');
    let dashed = text.as_bytes()[cut] == b'-';
    let spaced = !dashed || (text[..cut].ends_with(' ') && text[cut + 1..].starts_with(' '));
    (spaced && is_speaker(name)).then_some((name, text[cut + 1..].trim_start()))
}

fn is_speaker(name: &str) -> bool {
    let handle = !name.contains(' ')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    !name.is_empty()
        && name.split(' ').count() <= 3
        && (handle || name.split(' ').all(is_name_word))
}

fn after_speaker(text: &str) -> Option<Hit<'_>> {
    let (name, said) = speaker(text)?;
    let mut hit = at_head(said)?;
    hit.speaker = Some(name);
    hit.speaker_owns =
        text.starts_with('[') && text[name.len() + 1..].starts_with("][") && hit.slot.is_none();
    Some(hit)
}

/// `… so be it. [ACTION, Lee]`, `… no objections. [AI: file an issue]`, `… yes. ACTION: Lee to write it`.
fn further_on(text: &str) -> Option<Hit<'_>> {
    let speaker = speaker(text).map(|(name, _)| name);
    let mut from = 1;
    while let Some(found) = text.get(from..)?.find(['[', 'A', 'D', 'R', 'C', 'T']) {
        let at = from + found;
        from = at + 1;
        let before = &text[..at];
        if !before.ends_with(' ') || text[at..].starts_with("[x") {
            continue;
        }
        let inner = text[at..].strip_prefix('[');
        let Some((.., voice, _)) = phrase_at(inner.unwrap_or(&text[at..])) else {
            continue;
        };
        let hit = match inner {
            Some(inner) => trailing_bracket(before, inner).or_else(|| bracketed(inner, b']')),
            None if voice == Voice::Upper
                && before
                    .trim_end()
                    .ends_with(['.', '!', '?', ':', ';', ')', '-', '–']) =>
            {
                open(&text[at..]).filter(|hit| !hit.needs_owner)
            }
            None => None,
        };
        if let Some(hit) = hit {
            let before = Some(said(before)).filter(|said| !said.is_empty());
            return Some(Hit {
                speaker,
                before,
                ..hit
            });
        }
    }
    None
}

/// A bracket at the very end that names owners, or nobody: the text stands before it.
fn trailing_bracket<'t>(before: &'t str, inner: &'t str) -> Option<Hit<'t>> {
    let (word, what, voice, after) = phrase_at(inner)?;
    let inside = after
        .strip_suffix(']')
        .filter(|inside| inside.len() <= LONGEST_BRACKET && !inside.contains(']'))?;
    let names = inside.trim_start_matches([',', '-', '–', ' ']).trim();
    let listed = !inside.trim_start().starts_with(':');
    if voice == Voice::Lower || !listed || before.split_whitespace().nth(2).is_none() {
        return None;
    }
    let slot = (!names.is_empty()).then_some(names);
    Some(Hit {
        what,
        word,
        loud: voice == Voice::Upper,
        slot,
        rest: said(before),
        speaker: None,
        speaker_owns: false,
        needs_owner: false,
        before: None,
    })
}

/// `… take a look. ACTION ITEM`: the whole turn is the action.
fn at_end(text: &str) -> Option<Hit<'_>> {
    let framed = ["(ACTION ITEM)", "(ACTION)", "(AI)"]
        .iter()
        .find_map(|word| text.strip_suffix(word));
    let before = framed.or_else(|| {
        let words = ["ACTION ITEM", "ACTION"];
        words.iter().find_map(|word| text.strip_suffix(word))
    })?;
    let whole = before.ends_with(' ') && before.split_whitespace().count() >= 3;
    let ended = framed.is_some()
        || before
            .trim_end()
            .ends_with(['.', '!', '?', ')', '-', '–', '—', ';']);
    let speaker = speaker(text).map(|(name, _)| name);
    let rest = said(before);
    (whole && ended).then_some(Hit {
        what: What::Action,
        word: "action",
        loud: true,
        slot: None,
        rest,
        speaker,
        speaker_owns: false,
        needs_owner: false,
        before: None,
    })
}

/// The words of a turn, without its speaker.
fn said(turn: &str) -> &str {
    let turn = turn.trim().trim_end_matches(['-', '–', '—', ' ']);
    speaker(turn).map_or(turn, |(_, said)| said)
}

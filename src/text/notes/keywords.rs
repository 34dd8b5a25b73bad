//! Finds the word that makes a line an item (`ACTION:`, `[Action - Lee]`, `… **ACTION ITEM**`) in plain text.
//! How loudly it is written decides which signs must follow it.

use crate::text::notes::people::is_name_word;
use crate::text::notes::types::What;

/// A keyword that was found, and the text around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit<'t> {
    pub what: What,
    /// The text between the brackets or parentheses after the keyword, where owners stand.
    pub slot: Option<&'t str>,
    pub rest: &'t str,
    /// Who is speaking on this line.
    pub speaker: Option<&'t str>,
    /// The speaker stands in brackets right before the keyword: `[Lee][ACTION]`.
    pub speaker_owns: bool,
    /// No sign follows the keyword: an owner must.
    pub needs_owner: bool,
}

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

/// Bytes between the brackets of a keyword; more is prose, and a long line is not searched again and again.
const LONGEST_BRACKET: usize = 400;

#[derive(Clone, Copy, PartialEq)]
enum Voice {
    Upper,
    Title,
    Lower,
}

/// Finds the keyword of a line: at its head, after who speaks, in brackets further on, or at its end.
pub(super) fn find(text: &str) -> Option<Hit<'_>> {
    let is_main =
        |hit: &Hit<'_>| matches!(hit.what, What::Action | What::Decision | What::OpenDecision);
    at_head(text)
        .or_else(|| after_speaker(text).filter(is_main))
        .or_else(|| further_on(text).filter(is_main))
        .or_else(|| at_end(text))
}

/// Says cheaply whether a raw line begins with a keyword and its sign, a box aside.
pub(super) fn begins(raw: &str) -> bool {
    let bare = raw.trim_start_matches(['*', '_', '[', '~', ' ']);
    let Some((_, voice, after)) = phrase_at(bare) else {
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
    phrase_at(inner).is_some_and(|(_, voice, _)| voice == Voice::Upper)
}

fn phrase_at(text: &str) -> Option<(What, Voice, &str)> {
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
        return (!is_word_ai).then_some((*what, voice, after));
    }
    None
}

/// `[ACTION]`, `[Action - Lee] …`, `[ACTION: text]`; `inner` begins after the bracket that `end` closes.
fn bracketed(inner: &str, end: u8) -> Option<Hit<'_>> {
    let (what, voice, after) = phrase_at(inner)?;
    let is_main = matches!(what, What::Action | What::Decision | What::OpenDecision);
    if voice == Voice::Lower || (voice == Voice::Title && !is_main) {
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
            slot,
            rest,
            speaker: None,
            speaker_owns: false,
            needs_owner: false,
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
    let (what, voice, after) = phrase_at(text)?;
    let hit = |slot, rest, needs_owner| {
        Some(Hit {
            what,
            slot,
            rest: after_separators(rest),
            speaker: None,
            speaker_owns: false,
            needs_owner,
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
        return if rest.starts_with("//") || rest.starts_with(':') {
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

/// Splits `Lee: …`, `[Lee] …` and `Lee - …` into who speaks and what is said.
pub(super) fn speaker(text: &str) -> Option<(&str, &str)> {
    if let Some(inner) = text.strip_prefix('[') {
        let (name, rest) = inner.split_once(']')?;
        let is_link = rest.starts_with('(') || rest.starts_with("[]");
        return (!is_link && is_speaker(name))
            .then_some((name, rest.trim_start_matches(':').trim_start()));
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
        let Some((_, voice, _)) = phrase_at(inner.unwrap_or(&text[at..])) else {
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
            return Some(Hit { speaker, ..hit });
        }
    }
    None
}

/// A bracket at the very end that names owners, or nobody: the text stands before it.
fn trailing_bracket<'t>(before: &'t str, inner: &'t str) -> Option<Hit<'t>> {
    let (what, voice, after) = phrase_at(inner)?;
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
        slot,
        rest: said(before),
        speaker: None,
        speaker_owns: false,
        needs_owner: false,
    })
}

/// `… take a look. ACTION ITEM`: the whole turn is the action.
fn at_end(text: &str) -> Option<Hit<'_>> {
    let framed = ["(ACTION ITEM)", "(ACTION)", "(AI)", "(TODO)"]
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
        slot: None,
        rest,
        speaker,
        speaker_owns: false,
        needs_owner: false,
    })
}

/// The words of a turn, without its speaker.
fn said(turn: &str) -> &str {
    let turn = turn.trim().trim_end_matches(['-', '–', '—', ' ']);
    speaker(turn).map_or(turn, |(_, said)| said)
}

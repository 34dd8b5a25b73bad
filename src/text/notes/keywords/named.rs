//! Keywords that only whoever is named behind them makes clear (`AI Bo: …`, `**Action** Bo to …`), commands of
//! meeting bots (`#action Bo to …`), and keywords between marks that are no Markdown (`<b>Action</b>: …`).

use crate::text::notes::keywords::phrases::{Voice, phrase_at};
use crate::text::notes::keywords::{Hit, LONGEST_BRACKET, after_separators, speaker, undecorated};
use crate::text::notes::types::What;

/// Finds a bot's command, or a keyword that counts only if the owner behind it, whom `needs_owner` asks for,
/// is known: at the head of a line or after who speaks.
pub(in crate::text::notes) fn named(text: &str) -> Option<Hit<'_>> {
    let text = without_time(text);
    let at_head = |text| commanded(text).or_else(|| by_name(text));
    at_head(text).or_else(|| {
        let (name, said) = speaker(text).filter(|(name, _)| phrase_at(name).is_none())?;
        let hit = at_head(said)?;
        Some(Hit {
            speaker: Some(name),
            ..hit
        })
    })
}

fn hit(what: What, word: &'static str, loud: bool) -> Hit<'static> {
    Hit {
        what,
        word,
        loud,
        slot: None,
        rest: "",
        speaker: None,
        speaker_owns: false,
        needs_owner: false,
        before: None,
    }
}

/// Drops the time before a line of a chat: `15:06:11 <lee> …`.
fn without_time(text: &str) -> &str {
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    let bare = head.trim_matches(['[', ']']);
    let is_time = bare.len() >= 4
        && bare.contains(':')
        && bare.chars().all(|c| c.is_ascii_digit() || c == ':');
    if is_time { rest.trim_start() } else { text }
}

/// `#action Bo to …`, `#agreed …`, `#decision …`.
fn commanded(text: &str) -> Option<Hit<'_>> {
    let (command, rest) = text.strip_prefix('#')?.split_once(' ')?;
    let rest = after_separators(rest);
    let (what, word) = match command.trim_end_matches(':').to_lowercase().as_str() {
        "action" | "ai" => (What::Action, "action"),
        "agreed" | "decision" | "decided" => (What::Decision, "decision"),
        _ => return None,
    };
    (!rest.is_empty()).then_some(Hit {
        rest,
        ..hit(what, word, true)
    })
}

/// `AI @bo: …`, `AI-Bo: …`, `Action Bo to …`, `(action) Bo to …`, `[Action Bo] …`.
fn by_name(text: &str) -> Option<Hit<'_>> {
    let close = match text.as_bytes().first()? {
        b'[' => Some(']'),
        b'(' => Some(')'),
        _ => None,
    };
    let inner = match close {
        Some(_) => &text[1..],
        None => undecorated(text),
    };
    let (word, what, voice, after) = phrase_at(inner)?;
    let meant = word == "ai" || word.starts_with("action");
    if what != What::Action || !meant || (voice == Voice::Lower && close.is_none()) {
        return None;
    }
    let hit = Hit {
        needs_owner: true,
        ..hit(what, word, voice == Voice::Upper)
    };
    let Some(close) = close else {
        let rest = after.strip_prefix([' ', '-', '/'])?;
        // "AI will change it" is no action of Will.
        let nick = rest
            .split(' ')
            .next()
            .is_some_and(|word| word.ends_with(':'));
        let named = nick || rest.starts_with(|c: char| c.is_uppercase() || "@[".contains(c));
        return named.then_some(Hit { rest, ..hit });
    };
    let end = after.find(close).filter(|end| *end <= LONGEST_BRACKET)?;
    let names = after[..end].trim();
    let rest = after_separators(&after[end + 1..]);
    let parted = after[end + 1..].starts_with([' ', ':']);
    (parted && !rest.is_empty()).then_some(Hit {
        slot: (!names.is_empty()).then_some(names),
        rest,
        ..hit
    })
}

/// `<b>Action</b>: …`, `<strong>Action:</strong> …`, `==ACTION:== …`.
pub(super) fn framed(text: &str) -> Option<Hit<'_>> {
    const FRAMES: [(&str, &str); 6] = [
        ("==", "=="),
        ("<b>", "</b>"),
        ("<strong>", "</strong>"),
        ("<em>", "</em>"),
        ("<u>", "</u>"),
        ("<mark>", "</mark>"),
    ];
    let (open, close) = FRAMES.iter().find(|(open, _)| text.starts_with(open))?;
    let (word, what, voice, after) = phrase_at(&text[open.len()..])?;
    let (between, rest) = after.split_once(close)?;
    let (inside, behind) = (between.trim(), rest.trim_start());
    let signed = [":", "-", "–"];
    let parted = signed.contains(&inside)
        || inside.is_empty() && signed.iter().any(|sign| behind.starts_with(sign));
    let rest = after_separators(rest);
    (parted && voice != Voice::Lower && !rest.is_empty()).then_some(Hit {
        rest,
        ..hit(what, word, voice == Voice::Upper)
    })
}

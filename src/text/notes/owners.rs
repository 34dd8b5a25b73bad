//! Who owns a line: names and handles at its head, at its end, or in the brackets of a keyword. An owner is
//! never guessed between two: a bare name must be known, or stand where only an owner stands.

use crate::text::notes::keywords::after_separators;
use crate::text::notes::people::{Known, is_handle, is_handle_sign, is_initials, is_name_word};
use crate::text::notes::plain::unmask;
use crate::text::notes::types::{Mention, MentionForm};
use crate::text::notes::words::{is_group, is_no_name, is_nobody};

mod asides;
mod chips;
mod promises;
mod trailing;

use asides::Aside;
use chips::{chip, whole_chip};
pub(super) use promises::after_i_will;
use promises::{ended, first_word};
pub(super) use trailing::trail;

/// How sure it is that some words are a person, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Handle,
    Known,
    /// Written as a name is, and unknown.
    Shaped,
    Nobody,
}

/// How much the place speaks for an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// After an action keyword, in a box or under a heading of actions.
    Action,
    /// Elsewhere: only a handle or a known name with its verb.
    Text,
}

/// Owners at the head of a line and what is left of it.
#[derive(Debug, PartialEq)]
pub(super) struct Lead<'t> {
    pub owners: Vec<Mention>,
    pub rest: &'t str,
    /// A name was taken that is not a handle.
    pub by_name: bool,
    /// Words in parentheses behind the names, which belong to what is left.
    pub aside: Option<&'t str>,
}

impl Lead<'_> {
    /// Returns a title that was made of what is left with the words that stood behind the names.
    pub fn with_aside(&self, title: &str) -> String {
        match self.aside {
            Some(aside) => format!("{title} ({aside})"),
            None => title.to_owned(),
        }
    }
}

/// Reads owners at the head of `text`; `speaker` is who says "I".
pub(super) fn lead<'t>(
    known: &Known<'_>,
    text: &'t str,
    slot: Slot,
    speaker: Option<&Mention>,
) -> Option<Lead<'t>> {
    if let (Some(speaker), Some(rest)) = (speaker, after_i_will(text)) {
        return Some(Lead {
            owners: vec![speaker.clone()],
            rest,
            by_name: true,
            aside: None,
        });
    }
    if let Some(lead) = bracketed(known, text).filter(|_| slot == Slot::Action) {
        return Some(lead);
    }
    [Reach::Known, Reach::Shaped].into_iter().find_map(|reach| {
        let list = list(known, text, reach, speaker)?;
        let sure = list
            .people
            .iter()
            .map(|(_, sure)| *sure)
            .filter(|sure| *sure != Sure::Nobody)
            .max();
        let words = list.words;
        let (aside, rest) = match asides::aside(known, list.rest) {
            Some((Aside::Unsure, _)) => return None,
            Some((aside, rest)) => (aside, rest),
            None => (Aside::Person, list.rest),
        };
        let rest = ended(known, rest, sure.unwrap_or(Sure::Nobody), slot, words)?;
        let people = list.people.into_iter().filter_map(|(mention, _)| mention);
        let (helpers, aside) = match aside {
            Aside::Helpers(helpers) => (helpers, None),
            Aside::Words(words) => (Vec::new(), Some(words)),
            Aside::Person | Aside::Unsure => (Vec::new(), None),
        };
        Some(Lead {
            by_name: sure != Some(Sure::Handle),
            owners: people.chain(helpers).collect(),
            rest,
            aside,
        })
    })
}

/// Reads `[Lee] …`, `[Lee, Bo] …` and `[Everyone] …` where only an owner stands.
fn bracketed<'t>(known: &Known<'_>, text: &'t str) -> Option<Lead<'t>> {
    let in_parentheses = text.starts_with('(');
    let (inner, rest) = match text.strip_prefix('(') {
        Some(inner) => inner.split_once(')')?,
        None => text.strip_prefix('[')?.split_once(']')?,
    };
    if !rest.starts_with([' ', ':']) || inner.len() > 80 {
        return None;
    }
    if inner.starts_with('@') && !in_parentheses {
        return None;
    }
    let rest = after_separators(rest);
    if is_nobody(first_word(inner)) {
        return Some(Lead {
            owners: Vec::new(),
            rest,
            by_name: true,
            aside: None,
        });
    }
    let inner = inner.split(" (").next().unwrap_or(inner);
    let names: Vec<&str> = inner
        .split([',', '/', '&', '+'])
        .flat_map(|names| names.split(" and "))
        .collect();
    let trusted = |name: &&str| {
        let name = name.trim();
        known.knows(name)
            || name.starts_with('@')
            || !in_parentheses
                && ((!known.has_attendees && !is_initials(name)) || name.contains(' '))
    };
    let owners: Option<Vec<Mention>> = names
        .iter()
        .filter(|name| !is_nobody(name.trim()))
        .map(|name| bare_mention(known, name, false))
        .collect();
    let owners = owners.filter(|_| names.iter().all(trusted))?;
    Some(Lead {
        owners,
        rest,
        by_name: true,
        aside: None,
    })
}

/// Which names are tried: known ones first, then whatever is written as a name.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Known,
    Shaped,
}

struct List<'t> {
    people: Vec<(Option<Mention>, Sure)>,
    rest: &'t str,
    /// Words of the last name.
    words: usize,
}

/// Reads names joined by `,`, `/`, `&` and "and".
fn list<'t>(
    known: &Known<'_>,
    text: &'t str,
    reach: Reach,
    speaker: Option<&Mention>,
) -> Option<List<'t>> {
    let mut people = Vec::new();
    let mut at = text;
    loop {
        let one = one(known, at, reach, speaker)?;
        people.push((one.mention, one.sure));
        let next = joined(one.rest, one.sure == Sure::Handle)
            .filter(|next| self::one(known, next, reach, speaker).is_some());
        match next {
            Some(next) if people.len() < 12 => at = next,
            _ => {
                return Some(List {
                    people,
                    rest: one.rest,
                    words: one.words,
                });
            }
        }
    }
}

/// Returns what follows the sign or word that joins two names; two handles need none.
fn joined(rest: &str, after_handle: bool) -> Option<&str> {
    let bare = rest.trim_start();
    if after_handle && bare.starts_with('@') && bare.len() < rest.len() {
        return Some(bare);
    }
    let cut = [", and ", "and ", "& ", "&", "+ ", ", ", ",", "/"]
        .iter()
        .find_map(|sign| bare.strip_prefix(sign))?;
    let is_word = bare.starts_with("and");
    (!is_word || rest.starts_with(' ')).then(|| cut.trim_start())
}

struct One<'t> {
    mention: Option<Mention>,
    sure: Sure,
    rest: &'t str,
    words: usize,
}

fn one<'t>(
    known: &Known<'_>,
    text: &'t str,
    reach: Reach,
    speaker: Option<&Mention>,
) -> Option<One<'t>> {
    if let Some(speaker) = speaker
        && let Some(rest) = text.strip_prefix("I ")
        && ["will ", "to ", "should ", "need to "]
            .iter()
            .any(|verb| rest.starts_with(verb))
    {
        return Some(One {
            mention: Some(speaker.clone()),
            sure: Sure::Known,
            rest: &text[1..],
            words: 1,
        });
    }
    if text.starts_with('@') {
        if let Some(chip) = chip(known, text) {
            return Some(chip);
        }
        let (handle, rest) = handle(text)?;
        let mention = Some(Mention {
            text: handle.to_string(),
            form: MentionForm::Handle,
        });
        return Some(One {
            mention,
            sure: Sure::Handle,
            rest,
            words: 1,
        });
    }
    match text.strip_prefix('[') {
        Some(inner) => linked(known, inner),
        None => named(known, text, reach),
    }
}

/// Reads `@lee`; not `@scope/package` and not an address.
pub(super) fn handle(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('@')?;
    let end = body
        .find(|c: char| !is_handle_sign(c))
        .unwrap_or(body.len());
    let name = body[..end].trim_end_matches(['.', '-', '_']);
    let rest = &body[name.len()..];
    let package = rest.starts_with('/') && rest[1..].starts_with(|c: char| c.is_ascii_lowercase());
    (is_handle(name) && !package && !rest.starts_with('@')).then_some((name, rest))
}

/// Reads `[@lee][]`, `[@lee](…)`, `[Lee](…)`, `[Lee]`, `[Lee, Bo]`; the address was masked before.
fn linked<'t>(known: &Known<'_>, inner: &'t str) -> Option<One<'t>> {
    let close = inner.find(']').filter(|at| *at <= 80)?;
    let (name, rest) = (inner[..close].trim(), &inner[close + 1..]);
    let (rest, is_link) = match rest.as_bytes().first() {
        Some(b'(') => (rest.find(')').map(|end| &rest[end + 1..])?, true),
        Some(b'[') => (rest.find(']').map(|end| &rest[end + 1..])?, true),
        _ => (rest, false),
    };
    if let Some((handle, "")) = handle(name) {
        let mention = Some(Mention {
            text: handle.to_string(),
            form: MentionForm::Handle,
        });
        return Some(One {
            mention,
            sure: Sure::Handle,
            rest,
            words: 1,
        });
    }
    if is_link && !known.knows(name) && !rest.trim_start().starts_with(':') {
        return None;
    }
    let mention = bare_mention(known, name, false)?;
    let sure = if known.knows(name) {
        Sure::Known
    } else {
        Sure::Shaped
    };
    Some(One {
        mention: Some(mention),
        sure,
        rest,
        words: 2,
    })
}

/// Reads the longest run of words that is known, or that is written as a name.
fn named<'t>(known: &Known<'_>, text: &'t str, reach: Reach) -> Option<One<'t>> {
    let ends = name_ends(text);
    let first = &text[..*ends.first()?];
    if is_nobody(first) {
        let rest = text[first.len()..]
            .strip_prefix(" else")
            .unwrap_or(&text[first.len()..]);
        return Some(One {
            mention: None,
            sure: Sure::Nobody,
            rest,
            words: 1,
        });
    }
    let taken = |end: usize, sure, words| {
        let mention = mention(&text[..end]);
        One {
            mention: Some(mention),
            sure,
            rest: &text[end..],
            words,
        }
    };
    if reach == Reach::Known {
        let at = (0..ends.len())
            .rev()
            .find(|at| known.knows(&text[..ends[*at]]))?;
        return Some(taken(ends[at], Sure::Known, at + 1));
    }
    let is_doing = ends.len() == 1 && first.len() >= 6 && first.ends_with("ing");
    let shaped = is_name_word(first) && !is_no_name(first) && first.len() > 1 && !is_doing;
    let last = text[..*ends.last()?].rsplit(' ').next().unwrap_or("");
    (shaped && !is_group(last)).then(|| taken(ends[ends.len() - 1], Sure::Shaped, ends.len()))
}

/// Returns where the words at the head of a text end that are written as names are, three at most.
fn name_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::with_capacity(3);
    let mut at = 0;
    for word in text.split(' ').take(3) {
        let bare = word.trim_end_matches([',', ':', ';', '.', ')']);
        let bare = bare
            .split(['/', '&', ',', ':', '\'', '’'])
            .next()
            .unwrap_or("");
        let shaped = is_name_word(bare) || (ends.is_empty() && is_handle(bare));
        if !shaped {
            break;
        }
        ends.push(at + bare.len());
        at += word.len() + 1;
        if bare.len() != word.len() {
            break;
        }
    }
    ends
}

fn mention(text: &str) -> Mention {
    let form = if is_initials(text) {
        MentionForm::Initials
    } else {
        MentionForm::Name
    };
    Mention {
        text: unmask(text),
        form,
    }
}

/// Says whether a text names people and says nothing else: "Lee:", "@lee, Bo".
pub(super) fn are_names(known: &Known<'_>, text: &str) -> bool {
    // Without attendees a first and a last name are surely somebody.
    all_are(known, text, |name| {
        known.knows(name) || !known.has_attendees && name.contains(' ')
    })
}

/// Says whether a text names people who are known, or by handles, and says nothing else.
pub(super) fn are_known(known: &Known<'_>, text: &str) -> bool {
    all_are(known, text, |name| known.knows(name))
}

fn all_are(known: &Known<'_>, text: &str, is_sure: impl Fn(&str) -> bool) -> bool {
    let text = text.trim().trim_end_matches([':', '.', '-', '–', '—', ' ']);
    let mut names = text
        .split([',', '/', '&'])
        .flat_map(|piece| piece.split(" and "))
        .map(str::trim)
        .peekable();
    names.peek().is_some()
        && names.all(|name| {
            bare_mention(known, name, false).is_some_and(|mention| {
                mention.form == MentionForm::Handle || is_sure(&mention.text)
            })
        })
}

/// Reads the names between the brackets of a keyword, such as `Lee, Bo` of `AI(Lee, Bo)`.
///
/// # Errors
/// Returns the text when it leaves open who it is (`Lee? Bo?`).
pub(super) fn slot(known: &Known<'_>, text: &str) -> Result<Vec<Mention>, String> {
    if text.contains('?') {
        return if text.trim() == "?" {
            Ok(Vec::new())
        } else {
            Err(unmask(text))
        };
    }
    let text = text
        .split(" (")
        .next()
        .unwrap_or(text)
        .replace(" and ", ",");
    let pieces = text
        .split([',', '/', '&', '+'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    Ok(pieces
        .filter_map(|piece| bare_mention(known, piece, true))
        .collect())
}

/// Reads one name that stands alone; a nick in lower case only where `nick` says so.
pub(super) fn bare_mention(known: &Known<'_>, text: &str, nick: bool) -> Option<Mention> {
    let text = text
        .trim()
        .trim_end_matches(':')
        .trim_matches(['[', ']', ' ']);
    if let Some((handle, "")) = handle(text) {
        return Some(Mention {
            text: handle.to_string(),
            form: MentionForm::Handle,
        });
    }
    if let Some(mention) = whole_chip(known, text) {
        return Some(mention);
    }
    let words: Vec<&str> = text.split(' ').collect();
    let last = words.last()?;
    if words.iter().any(|word| is_nobody(word)) || is_group(last) || words.len() > 4 {
        return None;
    }
    let named =
        words.iter().all(|word| is_name_word(word)) && !is_no_name(words[0]) && words.len() <= 3;
    let nicked = nick && words.len() == 1 && is_handle(text) && !is_no_name(text);
    (known.knows(text) || named || nicked).then(|| mention(text))
}

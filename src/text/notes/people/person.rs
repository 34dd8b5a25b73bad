//! One person as written: name, handle, initials; and what is no person.

use std::collections::HashMap;

use crate::text::notes::people::{is_handle, is_handle_sign, is_initials, is_name_word};
use crate::text::notes::plain::unmask;
use crate::text::notes::sections::of_people;
use crate::text::notes::types::Attendee;
use crate::text::notes::words::{is_common, is_group, is_no_name, is_nobody, is_verb};

pub(super) struct Person {
    pub name: String,
    pub handle: Option<String>,
    /// As given behind the name (`Ann Lee (AL)`), else the first letters.
    pub initials: Option<String>,
}

/// Splits a list of names at commas, semicolons, `&` and "and" outside brackets.
pub(super) fn split_list(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0i32;
    text.split(move |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth <= 0 && matches!(c, ',' | ';' | '&')
    })
    .flat_map(|piece| piece.split(" and "))
    .map(|piece| {
        piece
            .trim()
            .trim_start_matches("and ")
            .trim_end_matches('.')
            .trim()
    })
    .filter(|piece| !is_rest(piece))
}

/// Stands for people who are not named: "+1 guest", "et al", "others".
fn is_rest(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    lower.starts_with('+')
        || ["et al", "others", "guests", "and others", "etc"].contains(&lower.as_str())
}

/// Reads one name with its handle and what stands in brackets behind it.
pub(super) fn person(text: &str) -> Option<Person> {
    let text = text.trim().trim_matches(['-', ' ']);
    let text = without_chip(text);
    let letters = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once(" ["));
    if let Some((name, letters)) = letters.filter(|(_, letters)| is_initials(letters)) {
        let letters = Some(letters.to_string());
        return person(name).map(|person| Person {
            initials: letters,
            ..person
        });
    }
    let handle = text
        .split(|c: char| !is_handle_sign(c) && c != '@')
        .find_map(|word| word.strip_prefix('@'));
    let handle = handle.filter(|word| is_handle(word)).map(str::to_string);
    let links_away = text.contains("@")
        && text.contains('/')
        && handle
            .as_ref()
            .is_some_and(|h| text.contains(&format!("@{h}/")));
    let head = text
        .split(['(', '@', '<', '|', '/'])
        .next()
        .unwrap_or("")
        .split(" - ")
        .next()
        .unwrap_or("");
    let head = head
        .trim_matches(|c: char| c.is_whitespace() || "[]:,–—-~".contains(c))
        .replace("](", "");
    let name = unmask(&head);
    if links_away {
        return None;
    }
    if name.is_empty() {
        let handle = handle?;
        return Some(Person {
            name: handle.clone(),
            handle: Some(handle),
            initials: None,
        });
    }
    is_personal(&name).then(|| Person {
        initials: given_initials(text).or_else(|| initials(&name)),
        name,
        handle,
    })
}

/// Drops the sign of `@Ann Lee`, which is no handle but somebody with all their names.
fn without_chip(text: &str) -> &str {
    let Some(names) = text.strip_prefix('@') else {
        return text;
    };
    let mut words = names.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let second = second.trim_end_matches([',', ':', ';']);
    if is_name_word(first) && is_name_word(second) && !is_no_name(second) {
        names
    } else {
        text
    }
}

/// Reads the letters in parentheses behind a name: `Ann Lee (AL)`.
fn given_initials(text: &str) -> Option<String> {
    let (_, inner) = text.split_once('(')?;
    let letters = inner.split_once(')')?.0.trim();
    is_initials(letters).then(|| letters.to_string())
}

/// Says whether a line names people with their initials and nothing else: `Ann Lee (AL), Bo Moe (BM), …`.
pub(super) fn is_roll(text: &str) -> bool {
    let mut pieces = split_list(text).filter(|piece| !piece.is_empty());
    let named = |piece: &str| {
        let (name, rest) = piece.split_once(" (")?;
        let letters = rest.strip_suffix(')')?;
        (name.contains(' ') && is_initials(letters)).then(|| person(name))?
    };
    text.matches(" (").count() >= 3 && pieces.all(|piece| named(piece).is_some())
}

/// Says whether `name` can be a person's: one to four words, no sentence, no group, no placeholder.
fn is_personal(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let word_ok = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '_'))
    };
    let particle = |word: &&str| {
        matches!(
            *word,
            "van"
                | "de"
                | "der"
                | "den"
                | "von"
                | "du"
                | "la"
                | "le"
                | "al"
                | "bin"
                | "da"
                | "di"
                | "el"
                | "ten"
        )
    };
    let capital = |word: &&str| {
        !word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let starts_well = words
        .first()
        .is_some_and(|word| word.starts_with(char::is_alphabetic));
    starts_well
        && words.len() <= 5
        && words.iter().all(word_ok)
        && (words.len() == 1 || words.iter().all(|word| capital(word) || particle(word)))
        && !words.iter().any(|word| is_nobody(word) || is_group(word))
        && !is_common(words[0])
        && (words.len() > 1 || !is_verb(words[0]) || !is_no_name(words[0]))
        && !matches!(
            name.to_lowercase().as_str(),
            "name" | "organization" | "n/a" | "etc" | "name here" | "full name"
        )
        && !name.ends_with('.')
        // The label of another list of people.
        && of_people(&name.to_lowercase()).is_none()
}

pub(super) fn initials(name: &str) -> Option<String> {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    let capitals: String = letters.chars().filter(|c| c.is_uppercase()).collect();
    (capitals.chars().count() >= 2).then_some(capitals)
}

pub(super) fn settle_initials(attendees: &mut [Attendee]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for initials in attendees
        .iter()
        .filter_map(|attendee| attendee.initials.clone())
    {
        *counts.entry(initials).or_default() += 1;
    }
    for attendee in attendees {
        if attendee
            .initials
            .as_ref()
            .is_some_and(|initials| counts[initials] > 1)
        {
            attendee.initials = None;
        }
    }
}

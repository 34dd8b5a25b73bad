//! From the ID words that a person typed to rows: single IDs, ranges, `.` and bare numbers.

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::store::{Reader, Standing, Subject};
use crate::text::ids::{self, IdWord};

use super::error::OpsError;

/// An item that a command works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub id: ItemId,
    pub key: Key,
}

/// Returns the items that the words name, each once, in the order typed. `expected` are the kinds
/// that the command takes; a bare number needs exactly one.
pub fn resolve(
    reader: Reader<'_>,
    ctx: &Ctx,
    words: &[IdWord],
    expected: &[Kind],
) -> Result<Vec<Target>, OpsError> {
    let mut targets: Vec<Target> = Vec::new();
    for word in words {
        for target in resolve_word(reader, ctx, word, expected)? {
            if !targets.contains(&target) {
                check_kind(target.id, expected)?;
                targets.push(target);
            }
        }
    }
    if targets.is_empty() {
        return Err(OpsError::invalid(
            "no ID was given",
            "name an item, such as A-7, or `.` for the one touched last",
        ));
    }
    Ok(targets)
}

/// Returns the one item that a word names.
pub fn resolve_one(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &IdWord,
    expected: &[Kind],
) -> Result<Target, OpsError> {
    match resolve(reader, ctx, std::slice::from_ref(word), expected)?[..] {
        [target] => Ok(target),
        _ => Err(OpsError::invalid(
            "one ID is wanted here, not a range",
            "name one item",
        )),
    }
}

fn resolve_word(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &IdWord,
    expected: &[Kind],
) -> Result<Vec<Target>, OpsError> {
    match word {
        IdWord::Id(id) => Ok(vec![existing(reader, *id)?]),
        IdWord::Number(number) => match expected {
            [kind] => Ok(vec![existing(reader, ItemId::new(*kind, *number))?]),
            _ => Err(OpsError::invalid(
                format!("{number} alone names no item"),
                format!("say which kind, such as A-{number}"),
            )),
        },
        IdWord::Range(first, last) => range(reader, *first, *last),
        IdWord::Last => Ok(vec![last_touched(reader, ctx)?]),
        IdWord::Foreign(name) => foreign(reader, name),
        IdWord::Stdin => Err(OpsError::invalid(
            "`-` reads IDs from standard input and can stand only once",
            "pipe IDs into the command",
        )),
    }
}

pub(super) fn existing(reader: Reader<'_>, id: ItemId) -> Result<Target, OpsError> {
    match reader.find_item(id)? {
        Some((key, false)) => Ok(Target { id, key }),
        Some((_, true)) => Err(OpsError::not_found(
            format!("{id} was deleted"),
            format!("`tpm log {id}` shows when; undo brings it back"),
        )),
        None => Err(missing(reader, id)?),
    }
}

fn missing(reader: Reader<'_>, id: ItemId) -> Result<OpsError, OpsError> {
    let noun = id.kind.noun();
    let last = reader.last_number(id.kind)?;
    Ok(if last == 0 {
        OpsError::not_found(
            format!("there is no {id}: there is no {noun} yet"),
            "`tpm find WORDS` searches everything",
        )
    } else if id.number > last {
        OpsError::not_found(
            format!(
                "there is no {id}: the last {noun} is {}",
                ItemId::new(id.kind, last)
            ),
            "`tpm find WORDS` searches everything",
        )
    } else if let Some(Subject {
        standing: Standing::Purged(operation),
        ..
    }) = reader.ever(id)?
    {
        OpsError::not_found(
            format!("there is no {id}: operation {operation} purged it"),
            format!("`tpm log {id}` shows what is left of its history"),
        )
    } else {
        OpsError::not_found(
            format!("there is no {id}: its creation was undone"),
            format!("`tpm log {id}` shows its history"),
        )
    })
}

/// Returns the items of a range that exist; gaps left by deletions and undo are passed over.
fn range(reader: Reader<'_>, first: ItemId, last: ItemId) -> Result<Vec<Target>, OpsError> {
    let mut targets = Vec::new();
    for number in first.number..=last.number {
        let id = ItemId::new(first.kind, number);
        if let Some((key, false)) = reader.find_item(id)? {
            targets.push(Target { id, key });
        }
    }
    if targets.is_empty() {
        return Err(OpsError::not_found(
            format!("there is nothing between {first} and {last}"),
            "`tpm find WORDS` searches everything",
        ));
    }
    Ok(targets)
}

fn last_touched(reader: Reader<'_>, ctx: &Ctx) -> Result<Target, OpsError> {
    match reader.last_items_of(&ctx.actor)? {
        Some(items) => {
            let last = items.split(' ').next_back().unwrap_or_default();
            match ids::read(last) {
                Ok(IdWord::Id(id)) => existing(reader, id),
                _ => Err(OpsError::not_found(
                    "`.` stands for nothing yet",
                    "`tpm log` lists what was touched",
                )),
            }
        }
        None => Err(OpsError::not_found(
            "`.` stands for nothing yet: you have touched no item",
            "name an item by its ID",
        )),
    }
}

fn foreign(reader: Reader<'_>, name: &str) -> Result<Vec<Target>, OpsError> {
    let mut targets = Vec::new();
    let mut found = reader.externals_named(name)?;
    if found.is_empty() {
        found = reader.externals_named(&unpadded(name))?;
    }
    for external in found {
        if let Some(id) = reader.id_of(external.entity.parent)? {
            targets.push(existing(reader, id)?);
        }
    }
    if targets.is_empty() {
        return Err(OpsError::not_found(
            format!("nothing was imported under the name {name}"),
            "IDs look like D-12, A-7 or M-3",
        ));
    }
    Ok(targets)
}

/// Returns `ADR-12` for `ADR-0012`, as files of records write it.
fn unpadded(name: &str) -> String {
    match name.split_once('-') {
        Some((key, number)) => format!("{key}-{}", number.trim_start_matches('0')),
        None => name.to_owned(),
    }
}

fn check_kind(id: ItemId, expected: &[Kind]) -> Result<(), OpsError> {
    if expected.is_empty() || expected.contains(&id.kind) {
        return Ok(());
    }
    let wanted: Vec<String> = expected
        .iter()
        .map(|kind| format!("{}s", kind.noun()))
        .collect();
    let verbs = match id.kind {
        Kind::Decision => "decide, option, ack, defer, reject, withdraw, review, reopen or edit",
        Kind::Action => "start, done, drop, wait, snooze or edit",
        Kind::Meeting => "note, close or minutes",
        Kind::Risk => "risk, done, drop, reopen or edit",
        Kind::Need => "need, done, drop, reopen or edit",
        Kind::Milestone => "milestone, done, drop, reopen or edit",
    };
    Err(OpsError::invalid(
        format!(
            "{id} is {} {}, and this takes {}",
            article(id.kind),
            id.kind,
            either(&wanted)
        ),
        format!("for {} {}: {verbs}", article(id.kind), id.kind),
    ))
}

/// Returns `a`, `a or b`, or `a, b or c`.
fn either(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        words => words.concat(),
    }
}

/// Returns the article that goes before the kind.
pub fn article(kind: Kind) -> &'static str {
    if kind == Kind::Action { "an" } else { "a" }
}

//! Who gives and who takes: a person, a group, a workstream, or an item, from one typed word.

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::store::{Journal, Reader};
use crate::text::ids::{self, IdWord};
use crate::text::names::{self, PersonWord};

use super::error::OpsError;
use super::outcome::Remarks;
use super::people::{self, Newcomers};
use super::targets;

/// What a word can stand for before anybody looks for it.
enum Word {
    Nobody,
    /// `@name` and `me`.
    Party(PersonWord),
    Item(IdWord),
    Name,
}

fn read(typed: &str) -> Result<Word, OpsError> {
    if typed == "none" {
        return Ok(Word::Nobody);
    }
    if typed == "me" || typed.starts_with('@') {
        return names::read_person(typed)
            .map(Word::Party)
            .map_err(|problem| OpsError::invalid(problem.to_string(), problem.hint()));
    }
    Ok(match ids::read(typed) {
        Ok(word @ (IdWord::Id(_) | IdWord::Last)) => Word::Item(word),
        _ => Word::Name,
    })
}

/// Returns who or what a word stands for: an ID, `@name`, else a workstream, person or group of that name,
/// in this order. An unknown `@name` is added; any other unknown name only where that is insisted on, as a
/// workstream.
pub(super) fn side(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    typed: &str,
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    match read(typed)? {
        Word::Nobody => Ok(None),
        Word::Party(word) => people::party(journal, ctx, &word, newcomers, remarks),
        Word::Item(word) => {
            let target = targets::resolve_one(journal.reader(), ctx, &word, &[])?;
            Ok(Some(target.key))
        }
        Word::Name => match named(journal.reader(), typed)? {
            Some(key) => Ok(Some(key)),
            None if newcomers == Newcomers::Insisted => {
                people::workstream(journal, ctx, typed, newcomers, remarks)
            }
            None => Err(unknown(
                typed,
                &format!("write @{typed} for somebody new, or add --new for a new workstream"),
            )),
        },
    }
}

/// Returns who or what a word in a filter stands for.
pub(super) fn filter(reader: Reader<'_>, ctx: &Ctx, typed: &str) -> Result<Key, OpsError> {
    let hint = "`tpm workstreams`, `tpm people` and `tpm group` list them";
    let found = match read(typed)? {
        Word::Nobody => None,
        Word::Party(word) => people::filter_person(reader, ctx, &word)?,
        Word::Item(word) => Some(targets::resolve_one(reader, ctx, &word, &[])?.key),
        Word::Name => named(reader, typed)?,
    };
    found.ok_or_else(|| unknown(typed, hint))
}

fn named(reader: Reader<'_>, typed: &str) -> Result<Option<Key>, OpsError> {
    let slug = names::slug(typed, people::LONGEST_SLUG);
    if let Some(workstream) = reader.workstream_named(&slug)? {
        return Ok(Some(workstream.key));
    }
    people::certain_party(reader, typed)
}

fn unknown(typed: &str, hint: &str) -> OpsError {
    OpsError::not_found(
        format!("no workstream, person or group is called {typed}"),
        hint,
    )
}

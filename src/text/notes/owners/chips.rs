//! `@Ann Lee`: somebody with all their names behind the sign of a handle.

use crate::text::names;
use crate::text::notes::owners::{One, Sure, mention, name_ends};
use crate::text::notes::people::{Known, is_name_word};
use crate::text::notes::types::{Mention, MentionForm};
use crate::text::notes::words::{is_no_name, is_verb};

/// Reads `@Ann Lee`, as some programs write somebody with all their names.
pub(super) fn chip<'t>(known: &Known<'_>, text: &'t str) -> Option<One<'t>> {
    let body = text.strip_prefix('@')?;
    let ends = name_ends(body);
    (1..ends.len()).rev().find_map(|at| {
        let (name, rest) = body.split_at(ends[at]);
        let is_known = known.knows(name);
        let named = || {
            name.split(' ')
                .all(|word| is_name_word(word) && !is_no_name(word))
        };
        let tail = rest.trim_start();
        let parted = tail.is_empty()
            || tail.starts_with([':', ',', ')', '/', '&', '-', '–', '—', '→'])
            || ["to ", "will ", "and ", "(", "is to ", "can "]
                .iter()
                .any(|head| tail.starts_with(head))
            || is_verb(tail.split(' ').next().unwrap_or(""))
                && tail.starts_with(char::is_lowercase);
        (is_known || named() && parted).then(|| One {
            mention: Some(full_name(name, is_known)),
            sure: Sure::Handle,
            rest,
            words: at + 1,
        })
    })
}

/// Mentions somebody by all their names; who is unknown gets the handle that these make.
fn full_name(name: &str, is_known: bool) -> Mention {
    let handle = names::handle_from_name(name).filter(|_| !is_known);
    match handle {
        Some(handle) => Mention {
            text: handle.as_str().to_owned(),
            form: MentionForm::Handle,
        },
        None => mention(name),
    }
}

/// Reads `@Ann Lee` that stands alone.
pub(super) fn whole_chip(known: &Known<'_>, text: &str) -> Option<Mention> {
    let chip = chip(known, text)?;
    chip.rest.is_empty().then_some(chip.mention)?
}

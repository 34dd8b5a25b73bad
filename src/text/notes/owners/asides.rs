//! What stands in parentheses behind a name: who helps, whom else it could be, a company, or words of the title.

use crate::text::notes::owners::bare_mention;
use crate::text::notes::people::Known;
use crate::text::notes::types::{Mention, MentionForm};

/// What the parentheses behind a name say.
#[derive(Debug, PartialEq)]
pub(super) enum Aside<'t> {
    /// "Lee (Acme)", "Lee (she/her)": more of the person.
    Person,
    /// "Lee (with Bo)".
    Helpers(Vec<Mention>),
    /// "Lee (or Bo)": nobody for certain.
    Unsure,
    /// "Lee (if there is time)".
    Words(&'t str),
}

/// Reads the parentheses that `rest` begins with, and returns what stands behind them.
pub(super) fn aside<'t>(known: &Known<'_>, rest: &'t str) -> Option<(Aside<'t>, &'t str)> {
    let (inner, tail) = rest.strip_prefix(" (")?.split_once(')')?;
    if inner.len() > 80 || inner.contains('(') || inner.trim().is_empty() {
        return None;
    }
    let lower = inner.to_lowercase();
    let joining = [
        "with ",
        "and ",
        "plus ",
        "helped by ",
        "+ ",
        "& ",
        "+",
        "&",
        "w/ ",
        "w/",
    ];
    let helpers = joining
        .iter()
        .find_map(|word| lower.starts_with(word).then(|| &inner[word.len()..]));
    let aside = match helpers {
        Some(names) => people(known, names).map_or(Aside::Words(inner), Aside::Helpers),
        None if lower.starts_with("or ") || lower.contains(" or ") => Aside::Unsure,
        None if tells_of_person(inner) => Aside::Person,
        None => Aside::Words(inner),
    };
    Some((aside, tail))
}

/// Reads a list in which everybody is known or written as first and last name.
fn people(known: &Known<'_>, names: &str) -> Option<Vec<Mention>> {
    let pieces = names
        .split([',', '/', '&', '+'])
        .flat_map(|piece| piece.split(" and "))
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| {
            let sure = |mention: &Mention| {
                mention.form == MentionForm::Handle
                    || known.knows(&mention.text)
                    || !known.has_attendees
            };
            bare_mention(known, piece, false).filter(sure)
        })
        .collect()
}

/// A company, a role, a handle, letters or pronouns.
fn tells_of_person(inner: &str) -> bool {
    let capital = |word: &str| !word.starts_with(char::is_lowercase) || word.contains('/');
    inner.split_whitespace().count() == 1 || inner.split_whitespace().all(capital)
}

//! Owners at the end of a line: in parentheses, after a dash, as a handle, as initials.

use crate::text::notes::owners::{bare_mention, handle, mention};
use crate::text::notes::people::{Known, is_initials};
use crate::text::notes::types::{Mention, MentionForm};

/// Owners at the end of a line and what is left of it.
pub(in crate::text::notes) fn trail<'t>(
    known: &Known<'_>,
    text: &'t str,
) -> Option<(Vec<Mention>, &'t str)> {
    in_parentheses(known, text)
        .or_else(|| after_dash(known, text))
        .or_else(|| as_handle(text))
        .or_else(|| as_initials(known, text))
}

/// `… (Lee)`, `… (@lee, @bo)`.
fn in_parentheses<'t>(known: &Known<'_>, text: &'t str) -> Option<(Vec<Mention>, &'t str)> {
    let body = text.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let open = body.rfind('(').filter(|at| body.len() - at <= 80)?;
    let (before, names) = (&body[..open], &body[open + 1..]);
    if !before.ends_with(' ') || before.trim().is_empty() {
        return None;
    }
    let mut owners = Vec::new();
    for piece in names
        .split([',', '/', '&'])
        .flat_map(|piece| piece.split(" and "))
    {
        let mention = bare_mention(known, piece, false)?;
        if mention.form != MentionForm::Handle && !known.knows(&mention.text) {
            return None;
        }
        owners.push(mention);
    }
    Some((owners, before.trim_end()))
}

/// `… - Lee`, when Lee is known.
fn after_dash<'t>(known: &Known<'_>, text: &'t str) -> Option<(Vec<Mention>, &'t str)> {
    let (before, name) = text
        .rsplit_once(" - ")
        .or_else(|| text.rsplit_once(" – "))
        .or_else(|| text.rsplit_once(" — "))?;
    let name = name.trim();
    (name.len() <= 40 && !before.trim().is_empty() && known.knows(name))
        .then(|| (vec![mention(name)], before.trim_end()))
}

/// `… @lee`, when it is the only handle of the line.
fn as_handle(text: &str) -> Option<(Vec<Mention>, &str)> {
    let (before, last) = text.trim_end().rsplit_once(' ')?;
    let (handle, rest) = handle(last)?;
    let joining = [
        "with", "to", "from", "by", "and", "for", "of", "ask", "ping", "cc", "on", "or", "in",
        "the", "add", "at",
    ];
    let word = before.rsplit(' ').next().unwrap_or("").to_lowercase();
    let alone = rest.is_empty() && !before.contains('@') && !joining.contains(&word.as_str());
    alone.then(|| {
        (
            vec![Mention {
                text: handle.to_string(),
                form: MentionForm::Handle,
            }],
            before,
        )
    })
}

/// `… in the issue. KK, SC.`
fn as_initials<'t>(known: &Known<'_>, text: &'t str) -> Option<(Vec<Mention>, &'t str)> {
    let body = text.trim_end().trim_end_matches('.');
    let cut = body.rfind(". ")?;
    let mut owners = Vec::new();
    for piece in body[cut + 2..].split(',').map(str::trim) {
        if !is_initials(piece) || !known.knows_initials(piece) {
            return None;
        }
        owners.push(mention(piece));
    }
    Some((owners, &body[..=cut]))
}

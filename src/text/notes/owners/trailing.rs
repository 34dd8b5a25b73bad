//! Owners at the end of a line: in parentheses, after a dash, as a handle, as initials.

use crate::text::notes::owners::{bare_mention, handle, mention, whole_chip};
use crate::text::notes::people::{Known, is_initials};
use crate::text::notes::types::{Mention, MentionForm};

/// Owners at the end of a line and what is left of it.
pub(in crate::text::notes) fn trail<'t>(
    known: &Known<'_>,
    text: &'t str,
) -> Option<(Vec<Mention>, &'t str)> {
    in_brackets(known, text)
        .or_else(|| after_dash(known, text))
        .or_else(|| as_handle(known, text))
        .or_else(|| as_initials(known, text))
}

/// `… (Lee)`, `… (@lee, @bo)`, `… [Lee]`.
fn in_brackets<'t>(known: &Known<'_>, text: &'t str) -> Option<(Vec<Mention>, &'t str)> {
    let text = text.trim_end().trim_end_matches('.');
    let (body, sign) = match text.strip_suffix(')') {
        Some(body) => (body, '('),
        None => (text.strip_suffix(']')?, '['),
    };
    let open = body.rfind(sign).filter(|at| body.len() - at <= 80)?;
    let (before, names) = (&body[..open], &body[open + 1..]);
    if !before.ends_with(' ') || before.trim().is_empty() {
        return None;
    }
    Some((all_known(known, names)?, before.trim_end()))
}

/// `… - Lee`, `… -- Lee, Bo`, `… → Lee`, when all are known.
fn after_dash<'t>(known: &Known<'_>, text: &'t str) -> Option<(Vec<Mention>, &'t str)> {
    let (before, names) = [
        " - ",
        " – ",
        " — ",
        " -- ",
        " -> ",
        " => ",
        " → ",
        " | ",
        ", assigned to ",
        " assigned to ",
    ]
    .iter()
    .filter_map(|sign| text.rsplit_once(sign))
    .min_by_key(|(_, names)| names.len())?;
    let names = names.trim().trim_end_matches(['.', ',']);
    if names.len() > 60 || before.trim().is_empty() {
        return None;
    }
    Some((all_known(known, names)?, before.trim_end()))
}

/// Reads a list in which every name is a handle or somebody known.
fn all_known(known: &Known<'_>, names: &str) -> Option<Vec<Mention>> {
    let names = ["assigned to ", "owned by ", "owner "]
        .iter()
        .find_map(|words| names.strip_prefix(words))
        .unwrap_or(names);
    let mut owners = Vec::new();
    let pieces = names
        .split([',', '/', '&', '+'])
        .flat_map(|piece| piece.split(" and "))
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    for piece in pieces {
        let mention = bare_mention(known, piece, false)?;
        if mention.form != MentionForm::Handle && !known.knows(&mention.text) {
            return None;
        }
        owners.push(mention);
    }
    (!owners.is_empty()).then_some(owners)
}

/// `… @lee`, `… @lee @bo`, `… @Lee Wong`, when the line has no other handle.
fn as_handle<'t>(known: &Known<'_>, text: &'t str) -> Option<(Vec<Mention>, &'t str)> {
    let joining = [
        "with", "to", "from", "by", "and", "for", "of", "ask", "ping", "cc", "on", "or", "in",
        "the", "add", "at",
    ];
    let mut owners = Vec::new();
    let mut before = text.trim_end();
    while let Some((rest, last)) = before.rsplit_once(' ') {
        let Some((handle, "")) = handle(last.trim_end_matches(',')) else {
            break;
        };
        let form = MentionForm::Handle;
        let text = handle.to_string();
        owners.insert(0, Mention { text, form });
        before = rest.trim_end();
    }
    if owners.is_empty() {
        let at = before.rfind(" @")?;
        owners.push(whole_chip(known, &before[at + 1..])?);
        before = before[..at].trim_end();
    }
    let word = before.rsplit(' ').next().unwrap_or("").to_lowercase();
    let alone = !before.contains('@') && !joining.contains(&word.as_str());
    alone.then_some((owners, before))
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

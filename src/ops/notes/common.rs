//! Two states of notes of which nobody knows the one that both came from.

use std::collections::HashSet;

use crate::text::merge;

use super::texts::{anchor_of, without_anchor};

/// Returns what two states of a text share, to be merged from as if both had come from it: then what
/// only one of them holds stays. An item's line is one thing in both; where they say different things
/// of an item the stored one counts, and each such place is told.
pub(crate) fn common(stored: &str, draft: &str) -> (String, Vec<String>) {
    let ids = |text: &str| -> HashSet<String> {
        text.lines()
            .filter_map(anchor_of)
            .map(str::to_owned)
            .collect()
    };
    let (of_stored, of_draft) = (ids(stored), ids(draft));
    let masked = |text: &str| -> Vec<String> {
        let line = |line: &str| match anchor_of(line) {
            Some(id) if of_stored.contains(id) && of_draft.contains(id) => format!("\u{0}{id}"),
            Some(_) => without_anchor(line).to_owned(),
            None => line.trim_end().to_owned(),
        };
        text.lines().map(line).collect()
    };
    let (stored_keys, draft_keys) = (masked(stored), masked(draft));
    let descent = merge::descent(&stored_keys.join("\n"), &draft_keys.join("\n"));
    let stored_lines: Vec<&str> = stored.lines().collect();
    let mut shared = String::new();
    let mut clashes = Vec::new();
    for (at, line) in draft.split_inclusive('\n').enumerate() {
        let origin = descent.get(at).copied().flatten();
        let Some(origin) = origin.filter(|from| stored_keys[*from] == draft_keys[at]) else {
            continue;
        };
        shared.push_str(line);
        let (kept, left) = (stored_lines[origin].trim(), line.trim());
        if let Some(id) = anchor_of(kept)
            && without_anchor(kept) != without_anchor(left)
        {
            clashes.push(format!(
                "{id} was changed here since the file was written; kept \"{}\", not \"{}\"",
                without_anchor(kept),
                without_anchor(left)
            ));
        }
    }
    (shared, clashes)
}

/// Returns the IDs in the anchors of one text with those that stand in their place in another, where
/// they differ.
pub(crate) fn renumbered(from: &str, to: &str) -> Vec<(String, String)> {
    let lines = from.lines().zip(to.lines());
    let pairs = lines.filter_map(|(old, new)| Some((anchor_of(old)?, anchor_of(new)?)));
    pairs
        .filter(|(old, new)| old != new)
        .map(|(old, new)| (old.to_owned(), new.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_hold_is_shared_and_an_item_is_one_thing() {
        let check = |stored: &str, draft: &str, want: &str, clashes: usize| {
            let (shared, told) = common(stored, draft);
            assert_eq!((shared.as_str(), told.len()), (want, clashes), "{draft:?}");
        };
        check("a\nb\n", "a\nb\n", "a\nb\n", 0);
        check("a\nb\n", "a\nc\nb\n", "a\nb\n", 0);
        check("a\nx\nb\n", "a\nb\n", "a\nb\n", 0);
        check("- [x] p ^A-1\n", "- [ ] p ^A-1\n", "- [ ] p ^A-1\n", 1);
        check("- [ ] p ^A-1\n", "- [ ] p\n", "- [ ] p\n", 0);
        check("", "- [ ] p ^A-1\n", "", 0);
    }

    #[test]
    fn ids_of_another_store_are_told_with_those_of_this_one() {
        let pairs = renumbered(
            "a\n- b ^A-7\n- c ^A-8\n- d ^A-9\n",
            "a\n- b ^A-1\n- c\n- d ^A-9\n",
        );
        assert_eq!(pairs, [("A-7".to_owned(), "A-1".to_owned())]);
    }
}

//! Which lines one text has and the other has not, in their order.

use similar::{ChangeTag, TextDiff};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Added,
    Removed,
}

/// Returns the lines that differ; where lines were replaced, the old ones stand first.
pub fn lines(old: &str, new: &str) -> Vec<(Sign, String)> {
    let diff = TextDiff::from_lines(old, new);
    let changed = diff.iter_all_changes().filter_map(|change| {
        let sign = match change.tag() {
            ChangeTag::Insert => Sign::Added,
            ChangeTag::Delete => Sign::Removed,
            ChangeTag::Equal => return None,
        };
        Some((
            sign,
            change.value().trim_end_matches(['\n', '\r']).to_owned(),
        ))
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_told_with_their_sign() {
        let check = |old: &str, new: &str, want: &str| {
            let told: Vec<String> = lines(old, new)
                .into_iter()
                .map(|(sign, line)| match sign {
                    Sign::Added => format!("+{line}"),
                    Sign::Removed => format!("-{line}"),
                })
                .collect();
            assert_eq!(told.join(" "), want, "{old:?} to {new:?}");
        };
        check("", "", "");
        check("", "a\nb\n", "+a +b");
        check("a\nb\n", "a\nb\n", "");
        check("a\nb\nc\n", "a\nx\nc\n", "-b +x");
        check("a", "a\nb", "-a +a +b");
    }
}

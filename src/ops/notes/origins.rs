//! Which line of one state of a text is which line of another, and anchors carried along by that.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::texts::{anchor_of, without_anchor};
use crate::text::merge;

/// Returns `text` with the anchors that `stored` added to lines of `last`, on the lines of `text` that
/// are or replace those lines. `last` and `text` are two states of a file, `stored` is what was made
/// of the first: its items' lines may have been rewritten.
pub(crate) fn carried(last: &str, stored: &str, text: &str) -> String {
    let own: Vec<Option<&str>> = stored.lines().map(anchor_of).collect();
    let bare: Vec<&str> = stored.lines().map(without_anchor).collect();
    let by_place = merge::descent(&bare.join("\n"), last);
    let of_last: Vec<Option<&str>> = origins(&bare.join("\n"), &own, last, &by_place)
        .into_iter()
        .map(|from| own[from?])
        .collect();
    let descent = origins(last, &of_last, text, &merge::descent(last, text));
    let lines = text.split_inclusive('\n').zip(descent).map(|(line, from)| {
        let content = line.trim_end_matches(['\n', '\r']);
        match from.and_then(|from| *of_last.get(from)?) {
            Some(id) if anchor_of(content).is_none() => {
                format!("{content} ^{id}{}", &line[content.len()..])
            }
            _ => line.to_owned(),
        }
    });
    lines.collect()
}

/// Returns for each line of `new` the line of `old` that it is. Lines with anchors are looked for in
/// this order: what stayed in its place, what says the same elsewhere, what says the same but for its
/// bullet and box, what says much the same, and what `by_place` has where the line stood.
fn origins(
    old: &str,
    anchors: &[Option<&str>],
    new: &str,
    by_place: &[Option<usize>],
) -> Vec<Option<usize>> {
    let old: Vec<&str> = old.lines().map(str::trim_end).collect();
    let new: Vec<&str> = new.lines().map(str::trim_end).collect();
    let stayed = |(place, from): (usize, &Option<usize>)| from.filter(|at| old[*at] == new[place]);
    let mut origins: Vec<Option<usize>> = by_place.iter().enumerate().map(stayed).collect();
    origins.resize(new.len(), None);
    let kept: HashSet<usize> = origins.iter().flatten().copied().collect();
    let mut lost: Vec<usize> = (0..old.len())
        .filter(|at| anchors[*at].is_some() && !kept.contains(at))
        .collect();
    for reduced in [str::trim_end, words_of] {
        find_same(&mut lost, &mut origins, &old, &new, reduced);
    }
    for (at, place) in alike(&lost, &origins, &old, &new) {
        if origins[place].is_none() && lost.contains(&at) {
            origins[place] = Some(at);
            lost.retain(|other| *other != at);
        }
    }
    for (origin, from) in origins.iter_mut().zip(by_place) {
        if origin.is_none() && from.is_some_and(|at| lost.contains(&at)) {
            *origin = *from;
        }
    }
    origins
}

/// Gives each lost line the first free one that says the same.
fn find_same<'t>(
    lost: &mut Vec<usize>,
    origins: &mut [Option<usize>],
    old: &[&'t str],
    new: &[&'t str],
    reduced: impl Fn(&'t str) -> &'t str,
) {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, line) in new.iter().enumerate().rev() {
        if origins[place].is_none() {
            places.entry(reduced(line)).or_default().push(place);
        }
    }
    lost.retain(|at| {
        let home = places.get_mut(reduced(old[*at])).and_then(Vec::pop);
        if let Some(place) = home {
            origins[place] = Some(*at);
        }
        home.is_none()
    });
}

/// Returns pairs of lost lines and free ones that say much the same, the likest first.
fn alike(
    lost: &[usize],
    origins: &[Option<usize>],
    old: &[&str],
    new: &[&str],
) -> Vec<(usize, usize)> {
    let mut with_word: HashMap<String, Vec<usize>> = HashMap::new();
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for at in lost {
        let words = word_set(old[*at]);
        counts.insert(*at, words.len());
        for word in words {
            with_word.entry(word).or_default().push(*at);
        }
    }
    let mut pairs = Vec::new();
    for (place, line) in new.iter().enumerate() {
        if lost.is_empty() || origins[place].is_some() {
            continue;
        }
        let words = word_set(line);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in words
            .iter()
            .filter_map(|word| with_word.get(word))
            .flatten()
        {
            *shared.entry(*at).or_default() += 1;
        }
        for (at, shared) in shared {
            let is_listed = |line: &str| line.len() != words_of(line).len();
            let fits = !is_listed(old[at].trim_start()) || is_listed(line.trim_start());
            if fits && is_alike(shared, counts[&at], words.len()) {
                let most = counts[&at].max(words.len());
                pairs.push((Reverse(shared * 1000 / most), at, place));
            }
        }
    }
    pairs.sort();
    pairs
        .into_iter()
        .map(|(_, at, place)| (at, place))
        .collect()
}

/// Whether lines of so many words that share so many say much the same.
fn is_alike(shared: usize, old: usize, new: usize) -> bool {
    let (least, most) = (old.min(new), old.max(new));
    let enough = shared >= 3 || shared == 2 && least == 2;
    enough && shared * 10 >= least * 7 && shared * 2 >= most
}

/// The words of a line without what sets its fields: `(due: fri)`.
fn word_set(line: &str) -> HashSet<String> {
    let mut words = HashSet::new();
    let mut depth = 0usize;
    let mut word = String::new();
    for (at, sign) in words_of(line).char_indices() {
        match sign {
            '(' if is_field(&words_of(line)[at + 1..]) => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            _ if sign.is_alphanumeric() => {
                word.extend(sign.to_lowercase());
                continue;
            }
            _ => {}
        }
        if !word.is_empty() {
            words.insert(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.insert(word);
    }
    words
}

fn is_field(inner: &str) -> bool {
    let key = inner
        .find([':', ')', '('])
        .map(|at| (&inner[..at], &inner[at..]));
    key.is_some_and(|(key, rest)| rest.starts_with(':') && key.len() <= 12)
}

/// The words of a line behind its indentation, bullet or number, box, tick and strokes.
fn words_of(line: &str) -> &str {
    let mut rest = line.trim();
    let digits = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
    if digits.len() < rest.len() && digits.starts_with(['.', ')']) {
        rest = digits[1..].trim_start();
    }
    for bullet in ["- ", "* ", "+ ", "• "] {
        rest = rest.strip_prefix(bullet).unwrap_or(rest).trim_start();
    }
    if let Some((sign, after)) = rest
        .strip_prefix('[')
        .and_then(|inner| inner.split_once(']'))
        && sign.chars().count() == 1
    {
        rest = after.trim_start();
    }
    rest.trim_matches(|sign: char| "☐☑☒✅✔✓⬜~*_ ".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(last: &str, stored: &str, text: &str, want: &str) {
        assert_eq!(carried(last, stored, text), want, "\n{text}");
    }

    #[test]
    fn a_line_that_was_ticked_and_moved_is_the_same_item() {
        let last = "- Bo to fix the footer\n- [ ] Review the budget (Lee)\n";
        let stored = "- Bo to fix the footer ^A-1\n- [ ] Review the budget (Lee) ^A-2\n";
        for (text, want) in [
            (
                "- [x] Review the budget (Lee)\n- Bo to fix the footer\n",
                "- [x] Review the budget (Lee) ^A-2\n- Bo to fix the footer ^A-1\n",
            ),
            (
                "* [X] Review the budget (Lee)\n\n* Bo to fix the footer\n",
                "* [X] Review the budget (Lee) ^A-2\n\n* Bo to fix the footer ^A-1\n",
            ),
            (
                "1. ~~Review the budget (Lee)~~\n2. Bo to fix the footer\n",
                "1. ~~Review the budget (Lee)~~ ^A-2\n2. Bo to fix the footer ^A-1\n",
            ),
            (
                "- ✅ Review the budget (Lee)\n- new\n- [x] Bo to fix the footer\n",
                "- ✅ Review the budget (Lee) ^A-2\n- new\n- [x] Bo to fix the footer ^A-1\n",
            ),
            (
                "- [x] Lee: review the budget\n- [x] Bo to fix the footer - done\n",
                "- [x] Lee: review the budget ^A-2\n- [x] Bo to fix the footer - done ^A-1\n",
            ),
            (
                "## Done\n- [x] Review the whole budget (Lee)\n## Open\n- Bo to fix the footer and the header\n",
                "## Done\n- [x] Review the whole budget (Lee) ^A-2\n## Open\n- Bo to fix the footer and the header ^A-1\n",
            ),
            (
                "We said that Bo is to fix the footer.\n- Sam to call the vendor\n- Lee to ask\n",
                "We said that Bo is to fix the footer.\n- Sam to call the vendor\n- Lee to ask\n",
            ),
        ] {
            check(last, stored, text, want);
        }
    }

    #[test]
    fn of_two_lines_that_fit_the_likest_is_it() {
        check(
            "- review the budget of ops\n- review the budget of sales\n",
            "- review the budget of ops ^A-1\n- review the budget of sales ^A-2\n",
            "- [x] review the budget of sales for May\n- x\n- [x] review the budget of ops for May\n",
            "- [x] review the budget of sales for May ^A-2\n- x\n- [x] review the budget of ops for May ^A-1\n",
        );
    }

    #[test]
    fn anchors_are_found_on_lines_that_were_rewritten() {
        check(
            "- [ ] Ann: send the plan by Friday\n- Bo to fix the footer\n- [ ] Review the budget\n",
            "- [ ] @ann: send the plan (due: 2026-12-10) ^A-1\n- [x] @bo: fix the footer ^A-2\n- [ ] Review the budget ^A-3\n",
            "- Lee to book\n- [x] Review the budget\n- Bo to fix the footer\n- [ ] Ann: send the plan by Friday\n",
            "- Lee to book\n- [x] Review the budget ^A-3\n- Bo to fix the footer ^A-2\n- [ ] Ann: send the plan by Friday ^A-1\n",
        );
        // Retitled in place, several in a row.
        check(
            "a\n- call Ann\n- ask Bo\nb\n",
            "a\n- [ ] ring her up ^A-1\n- [ ] write to him ^A-2\nb\n",
            "a\n- call Ann\n- ask Bo\nb\n",
            "a\n- call Ann ^A-1\n- ask Bo ^A-2\nb\n",
        );
    }

    #[test]
    fn the_words_of_a_line_are_those_behind_its_signs() {
        for (line, want) in [
            ("  - [ ] Lee: send it", "Lee: send it"),
            ("12) send it", "send it"),
            ("* **send it**", "send it"),
            ("- ~~send it~~", "send it"),
            ("☐ send it", "send it"),
            ("2026 is the year", "2026 is the year"),
            ("[Lee] send it", "[Lee] send it"),
        ] {
            assert_eq!(words_of(line), want);
        }
    }
}

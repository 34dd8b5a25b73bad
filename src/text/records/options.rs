//! The options of a record, and what speaks for and against each.

use std::ops::Range;

use super::RecordOption;
use super::blocks::{Form, blocks, is_plain, one_line};
use super::cut::{Part, joined, plain, plain_line, trimmed};

/// How many options a decision may have; a longer list is something else, and stays text.
const MOST_OPTIONS: usize = 100;

/// What a label before a list, or the head of an entry, says that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stance {
    For,
    Against,
    /// A label above both, or one that weighs on neither side.
    Neither,
}

/// Reads the list of options; returns the section again where an option says more than its title.
pub(super) fn considered(
    part: &Part,
    below: &[Part],
    options: &mut Vec<RecordOption>,
) -> Option<String> {
    let mut is_whole = true;
    let mut found = 0;
    for block in blocks(&part.text) {
        let Form::List(mut items) = block.form else {
            is_whole = false;
            continue;
        };
        is_whole &= items.len() <= MOST_OPTIONS;
        items.truncate(MOST_OPTIONS);
        for item in items {
            let item = &part.text[item];
            let line = one_line(item).or_else(|| {
                is_whole = false;
                one_line(item.lines().next().unwrap_or_default())
            });
            let Some(line) = line else { continue };
            is_whole &= is_plain(&line);
            found += 1;
            add(options, &plain_line(&line), exact);
        }
    }
    let arguments = weighed(below, options);
    let text = if is_whole { "" } else { part.text.as_str() };
    (!is_whole || found == 0 && below.is_empty() || arguments.is_some()).then(|| {
        let own = Part {
            text: text.to_owned(),
            ..part.clone()
        };
        joined([own.whole(), arguments.unwrap_or_default()])
    })
}

/// Reads the sections of the options, each with what speaks for and against it; returns what they say
/// beyond that.
pub(super) fn weighed(parts: &[Part], options: &mut Vec<RecordOption>) -> Option<String> {
    let top = parts.iter().map(|part| part.level).min()?;
    if parts.len() > MOST_OPTIONS {
        return Some(joined(parts.iter().map(Part::whole)));
    }
    let mut rest = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let below = parts[at + 1..]
            .iter()
            .take_while(|part| part.level > top)
            .count();
        let heading = plain_line(&parts[at].heading);
        let option = add(options, &heading, find);
        let is_longer = folded(&heading).len() > folded(&option.title).len();
        let mut left = Vec::new();
        for (nth, part) in parts[at..=at + below].iter().enumerate() {
            let label = (nth > 0).then(|| stance(&part.name())).flatten();
            let text = arguments(&part.text, label, option);
            if nth > 0 && (label.is_none() || !text.is_empty()) {
                left.push(format!("{} {}", "#".repeat(part.level), part.heading));
            }
            left.push(text);
        }
        let left = joined(left);
        let says_more = is_longer || !is_plain(&parts[at].heading);
        if !left.is_empty() || says_more {
            let heading = format!("{} {}", "#".repeat(parts[at].level), parts[at].heading);
            rest.push(joined([heading, left]));
        }
        at += below + 1;
    }
    let rest = joined(rest);
    (!rest.is_empty()).then_some(rest)
}

/// Takes the arguments out of a text; returns what is left of it. A label goes with the list that it
/// was written above, if all of that was taken.
fn arguments(text: &str, label: Option<Stance>, option: &mut RecordOption) -> String {
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut label = label.map(|stance| (stance, None));
    for block in blocks(text) {
        let Form::List(items) = block.form else {
            let found = stance(&plain(&text[block.range.clone()]));
            label = found.map(|stance| (stance, Some(block.range)));
            continue;
        };
        let mut taken = Vec::new();
        for item in &items {
            let stance = label.as_ref().map(|(stance, _)| *stance);
            match argument(&text[item.clone()], stance) {
                Some((Stance::For, said)) => option.pros.push(said),
                Some((Stance::Against, said)) => option.cons.push(said),
                Some((Stance::Neither, _)) | None => continue,
            }
            taken.push(item.clone());
        }
        let written = label.take().and_then(|(_, written)| written);
        gone.extend(written.filter(|_| taken.len() == items.len()));
        gone.extend(taken);
    }
    let mut left = String::new();
    let mut at = 0;
    for range in gone {
        left.push_str(&text[at..range.start]);
        at = range.end;
    }
    left.push_str(&text[at..]);
    trimmed(&left)
}

/// Reads one argument: `Good, because it is cheap`, or any entry below a label.
fn argument(item: &str, label: Option<Stance>) -> Option<(Stance, String)> {
    let line = one_line(item)?;
    let bare = line.trim_start_matches(['*', '_']);
    for (head, stance) in [
        ("good", Stance::For),
        ("pro", Stance::For),
        ("positive", Stance::For),
        ("bad", Stance::Against),
        ("con", Stance::Against),
        ("negative", Stance::Against),
        ("neutral", Stance::Neither),
    ] {
        let start = bare.get(..head.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(head))
            && let Some(said) = after_head(&bare[head.len()..])
        {
            return Some((stance, said.to_owned()));
        }
    }
    match label? {
        Stance::Neither => None,
        stance => Some((stance, line)),
    }
}

/// Returns what follows the word at the head of an argument: `, because it is cheap`, `: it is cheap`.
fn after_head(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['*', '_']);
    let said = match rest.strip_prefix([',', ':']) {
        Some(said) => said.trim_start_matches(['*', '_']),
        None => rest
            .strip_prefix(' ')
            .filter(|rest| rest.starts_with("because "))?,
    };
    let said = said.trim();
    let said = said.strip_prefix("because ").unwrap_or(said).trim();
    (!said.is_empty()).then_some(said)
}

fn stance(label: &str) -> Option<Stance> {
    let label = label
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    Some(match label.as_str() {
        "pros" | "pro" | "advantages" | "benefits" | "good" | "for" => Stance::For,
        "cons" | "con" | "disadvantages" | "drawbacks" | "bad" | "against" => Stance::Against,
        "pros/cons" | "pros and cons" | "pros & cons" | "arguments" => Stance::Neither,
        _ => return None,
    })
}

/// Returns the option with this title, added where there is none yet.
fn add<'a>(
    options: &'a mut Vec<RecordOption>,
    title: &str,
    known: fn(&[RecordOption], &str) -> Option<usize>,
) -> &'a mut RecordOption {
    // Options are called by number too, so a number alone is no title.
    let is_number = title.chars().all(|c| c.is_ascii_digit() || c == '.');
    let title = match is_number {
        true => format!("Option {title}").trim().to_owned(),
        false => title.to_owned(),
    };
    let at = known(options, &title).unwrap_or_else(|| {
        options.push(RecordOption {
            title,
            ..RecordOption::default()
        });
        options.len() - 1
    });
    &mut options[at]
}

/// Finds the option with this title.
pub(super) fn exact(options: &[RecordOption], said: &str) -> Option<usize> {
    let said = folded(said);
    let mut titles = options.iter().map(|option| folded(&option.title));
    titles.position(|title| title == said)
}

/// Finds the option that a text means: by its title, else the only one whose title begins so.
pub(super) fn find(options: &[RecordOption], said: &str) -> Option<usize> {
    let said = folded(said);
    if said.is_empty() {
        return None;
    }
    if let Some(at) = exact(options, &said) {
        return Some(at);
    }
    let titles: Vec<String> = options.iter().map(|option| folded(&option.title)).collect();
    let begins = |long: &str, short: &str| {
        !short.is_empty()
            && long
                .strip_prefix(short)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let mut fitting = titles
        .iter()
        .enumerate()
        .filter(|(_, title)| begins(title, &said) || begins(&said, title))
        .map(|(at, _)| at);
    match (fitting.next(), fitting.next()) {
        (Some(at), None) => Some(at),
        _ => None,
    }
}

/// Returns the letters and digits of a title, its words one blank apart.
fn folded(title: &str) -> String {
    let letters = plain_line(title).to_lowercase();
    let words = letters.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#');
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

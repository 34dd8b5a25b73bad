//! Nothing of a record is lost, whatever its sections, and no text is too odd to be read.

use proptest::prelude::*;

use super::record;
use crate::text::records::{Record, read};

/// Everything that a record holds, in one text.
fn everything(record: &Record) -> String {
    let Record {
        title,
        deciders,
        driver,
        consulted,
        informed,
        authors,
        tags,
        context,
        options,
        outcome,
        rationale,
        consequences,
        body,
        ..
    } = record;
    let mut all = vec![title.clone()];
    for people in [deciders, driver, consulted, informed, authors] {
        all.extend(people.iter().map(|one| one.name.clone()));
    }
    all.extend(tags.labels().iter().cloned());
    for option in options {
        all.push(option.title.clone());
        all.extend(option.pros.iter().chain(&option.cons).cloned());
    }
    let texts = [context, outcome, rationale, consequences, body];
    all.extend(texts.into_iter().flatten().cloned());
    all.join("\n")
}

/// A line of a section; `#` is replaced by a word of its own.
fn line() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Word # here. And # there.",
        "* item #",
        "  * nested #",
        "1. first #",
        "* Good, because #",
        "* Bad, because # is dear",
        "Chosen option: \"#\", because #",
        "    code #",
        "```\n# in code #\n```",
        "> quoted #",
        "| a | # |\n|---|---|\n| # | b |",
        "**Pros:**",
        "Status: accepted",
        "[link #](https://example.org/#)",
        "![picture #](p.png)",
        "<div>#</div>",
        "### Consequences of #",
        "### Consequences",
        "Superseded by [3. Title](0003-x.md)",
        "",
        "",
    ])
}

fn heading() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "## Status",
        "## Context",
        "## Context and Problem Statement",
        "## Decision Drivers",
        "## Considered Options",
        "## Pros and Cons of the Options",
        "### Option #",
        "#### Cons",
        "## Decision Outcome",
        "## Decision",
        "## Consequences",
        "### Positive Consequences",
        "## Links",
        "## Deciders",
        "# Part #",
        "## More of #",
        "Underlined #\n---",
    ])
}

/// Replaces each `#` that stands for a word; those of headings stay.
fn numbered_words(text: &str) -> (String, Vec<String>) {
    let (mut out, mut words) = (String::new(), Vec::new());
    for line in text.split_inclusive('\n') {
        let marks = line.len() - line.trim_start_matches('#').len();
        out.push_str(&line[..marks]);
        for c in line[marks..].chars() {
            if c == '#' {
                let word = format!("w{}x", words.len());
                out.push_str(&word);
                words.push(word);
            } else {
                out.push(c);
            }
        }
    }
    (out, words)
}

proptest! {
    #[test]
    fn every_word_of_a_record_is_found_again_in_some_field(
        sections in prop::collection::vec((heading(), prop::collection::vec(line(), 0..6)), 0..8)
    ) {
        let mut text_of = "# Title #\n\nStatus: accepted\n\nLead #\n\n".to_owned();
        for (heading, lines) in &sections {
            text_of.push_str(&format!("{heading}\n\n{}\n\n", lines.join("\n")));
        }
        let (text_of, words) = numbered_words(&text_of);
        let record = record("0001-x.md", &text_of);
        let all = everything(&record).to_lowercase();
        for word in words {
            prop_assert!(all.contains(&word), "{word} is lost:\n{text_of}\n---\n{record:#?}");
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}(\n(#{0,3} ?|\\* |\\| |---|```|<!--|-->|[a-z]+: )\\PC{0,40}){0,12}") {
        read("0001-x.md", &text);
        read("0001-x.md", &format!("---\n{text}\n---\n# T\n\n## Status\n\n{text}\n\n## Decision\n\n{text}\n"));
    }
}

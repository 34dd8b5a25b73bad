//! The gist of a text that may be long: its first sentence, for a line in a list. What is one short line
//! is its own gist.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The longest gist, in characters.
pub const LONGEST: usize = 300;

/// Whether a text is short enough to stand on one line, its addresses included.
pub fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.trim().contains('\n') && !text.contains("](")
}

/// Returns a short text as it is, else the first sentence of what begins with one, without marks and
/// addresses. Empty where nothing can stand for the whole: a list, code, a sentence that others must follow.
pub fn gist(text: &str) -> String {
    if is_short(text) {
        return text.trim().to_owned();
    }
    let Some(paragraph) = first_paragraph(text) else {
        return String::new();
    };
    let end = sentence_end(&paragraph).unwrap_or(paragraph.len());
    let sentence = &paragraph[..end];
    if sentence.ends_with(':') {
        return String::new();
    }
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let kept: String = sentence.chars().take(LONGEST - 1).collect();
    let kept = kept
        .rsplit_once(' ')
        .map_or(kept.as_str(), |(words, _)| words);
    format!("{kept}…")
}

/// Returns the words of the paragraph that a text begins with; what only shows a picture is passed over.
fn first_paragraph(text: &str) -> Option<String> {
    let mut words = String::new();
    let mut has_picture = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Link { .. } | Tag::Emphasis | Tag::Strong) => {}
            Event::Start(Tag::Image { .. }) => has_picture = true,
            // A list, code and the like: what follows them is not what the text begins with.
            Event::Start(_) | Event::Rule | Event::Html(_) => return None,
            Event::Text(said) | Event::Code(said) | Event::InlineHtml(said) => {
                words.push_str(&said)
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Paragraph) if has_picture => {
                words.clear();
                has_picture = false;
            }
            Event::End(TagEnd::Paragraph) => {
                let words: Vec<&str> = words.split_whitespace().collect();
                return Some(words.join(" ")).filter(|words| !words.is_empty());
            }
            _ => {}
        }
    }
    None
}

/// Returns where the first sentence of a paragraph ends, behind its last sign.
pub fn sentence_end(text: &str) -> Option<usize> {
    let mut is_code = false;
    let mut brackets = 0i32;
    for (at, c) in text.char_indices() {
        match c {
            '`' => is_code = !is_code,
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '.' | '!' | '?' if !is_code && brackets <= 0 => {
                let end = at + c.len_utf8();
                let after = &text[end..];
                let next = after.trim_start().chars().next();
                let goes_on = next.is_some_and(|next| next.is_lowercase() || next.is_numeric());
                let short = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "incl."]
                    .iter()
                    .any(|word| text[..end].ends_with(word));
                if after.starts_with(char::is_whitespace) && !goes_on && !short {
                    return Some(end);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_its_own_gist_and_a_long_text_has_its_first_sentence() {
        let check = |text: &str, want: &str| assert_eq!(gist(text), want, "{text:?}");
        check(" Vendor B. It is `cheap`. ", "Vendor B. It is `cheap`.");
        check("Go, e.g. now.\nThen rest.", "Go, e.g. now.");
        check("We use [it](https://it.example). Well.", "We use it.");
        check("We wrap\nlines", "We wrap lines");
        check("We do this:\n\n* a\n* b", "");
        check("* a\n* b", "");
        check("```\ncode\n```\n\nDone.", "");
        check(
            "![Map](map.png)\n\nWe buy a name. So there.",
            "We buy a name.",
        );
        check("", "");
        check(
            &"word ".repeat(100),
            &format!("{}…", "word ".repeat(59).trim_end()),
        );
    }
}

//! Slack's messages: blocks of `mrkdwn`, within the limits that Slack sets on them.

use serde_json::json;

use crate::render::message::{self, Dialect};
use crate::render::model::Document;

/// The longest text of one block, in characters.
const LONGEST_BLOCK: usize = 3_000;

/// The most blocks of one message.
const MOST_BLOCKS: usize = 50;

/// Where a message ends and another begins, in characters.
const LONGEST_MESSAGE: usize = 12_000;

/// Returns the document as `mrkdwn`, for reading and for pasting.
pub fn render(document: &Document) -> String {
    message::render(document, Dialect::Slack)
}

/// Returns the messages that the document fills, mostly one: each a line of JSON with `text` for
/// notifications and `blocks`, as Slack's interfaces take it.
pub fn payloads(document: &Document) -> String {
    let pieces = message::sections(document, Dialect::Slack)
        .into_iter()
        .flat_map(|section| pieces(&section));
    let mut messages: Vec<Vec<String>> = Vec::new();
    let mut length = 0;
    for piece in pieces {
        let more = piece.chars().count();
        match messages.last_mut() {
            Some(blocks) if blocks.len() < MOST_BLOCKS && length + more <= LONGEST_MESSAGE => {
                blocks.push(piece);
                length += more;
            }
            _ => {
                messages.push(vec![piece]);
                length = more;
            }
        }
    }
    messages.iter().map(|blocks| payload(blocks)).collect()
}

fn payload(blocks: &[String]) -> String {
    let text = blocks.first().and_then(|block| block.lines().next());
    let blocks: Vec<_> = blocks
        .iter()
        .map(|text| json!({ "type": "section", "text": { "type": "mrkdwn", "text": text } }))
        .collect();
    let payload = json!({ "text": text.unwrap_or_default(), "blocks": blocks });
    format!("{payload}\n")
}

/// Splits a section between lines where it is too long for one block, and within a line only where that
/// alone is too long.
fn pieces(section: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut room = 0;
    for line in section.split_inclusive('\n') {
        let length = line.chars().count();
        if length <= room && !pieces.is_empty() {
            room -= length;
            if let Some(last) = pieces.last_mut() {
                last.push_str(line);
            }
            continue;
        }
        for part in parts(line) {
            room = LONGEST_BLOCK - part.chars().count();
            pieces.push(part);
        }
    }
    let trimmed = pieces.into_iter().map(|piece| piece.trim_end().to_owned());
    trimmed.filter(|piece| !piece.trim().is_empty()).collect()
}

/// Splits one line into parts that fit; never within an escape such as `&lt;` or a link.
fn parts(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = line;
    while rest.chars().count() > LONGEST_BLOCK {
        let end = rest
            .char_indices()
            .nth(LONGEST_BLOCK)
            .map_or(rest.len(), |(at, _)| at);
        let whole = &rest[..end];
        let cut = whole.rfind(' ').filter(|at| *at > 0).unwrap_or(end);
        let cut = unbroken(whole, cut);
        parts.push(rest[..cut].to_owned());
        rest = &rest[cut..];
    }
    parts.push(rest.to_owned());
    parts
}

/// Moves a cut before the escape or link that it would break.
fn unbroken(text: &str, cut: usize) -> usize {
    let before = &text[..cut];
    let opens = |open: char, close: char| {
        let at = before.rfind(open)?;
        (!before[at..].contains(close)).then_some(at)
    };
    let link = opens('<', '>').filter(|at| *at > 0);
    let escape = opens('&', ';').filter(|at| *at > 0 && cut - at <= 5);
    link.or(escape).unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::model::Block;
    use proptest::prelude::*;
    use serde_json::Value;

    fn texts(payloads: &str) -> Vec<Vec<String>> {
        let messages = payloads.lines().map(|line| {
            let message: Value = serde_json::from_str(line).unwrap();
            let blocks = message["blocks"].as_array().unwrap().iter();
            blocks
                .map(|block| {
                    assert_eq!(block["type"], "section");
                    assert_eq!(block["text"]["type"], "mrkdwn");
                    block["text"]["text"].as_str().unwrap().to_owned()
                })
                .collect()
        });
        messages.collect()
    }

    fn paragraphs(texts: &[String]) -> Document {
        let blocks = texts
            .iter()
            .map(|text| Block::Paragraph(text.as_str().into()));
        Document {
            blocks: blocks.collect(),
        }
    }

    #[test]
    fn a_short_document_is_one_message() {
        let payloads = payloads(&paragraphs(&["a < b".into(), "c".into()]));
        assert_eq!(
            payloads,
            "{\"text\":\"a &lt; b\",\"blocks\":[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\
             \"text\":\"a &lt; b\"}},{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"c\"}}]}\n"
        );
    }

    #[test]
    fn what_is_long_is_split_within_the_limits() {
        let many: Vec<String> = (0..120)
            .map(|number| format!("paragraph {number}"))
            .collect();
        let messages = texts(&payloads(&paragraphs(&many)));
        let counts: Vec<usize> = messages.iter().map(Vec::len).collect();
        assert_eq!(counts, [50, 50, 20]);
        let long = "word & ".repeat(3_000);
        let messages = texts(&payloads(&paragraphs(&[long.trim_end().to_owned()])));
        assert!(messages.len() > 1);
        assert!(messages.iter().flatten().all(|text| !text.ends_with('&')));
    }

    proptest! {
        #[test]
        fn messages_keep_the_limits_and_lose_no_word(
            lines in proptest::collection::vec("[a-z<& \n]{0,400}", 0..40),
            wide in "[a-z&]{0,7000}",
        ) {
            let mut lines = lines;
            lines.push(wide);
            let messages = texts(&payloads(&paragraphs(&lines)));
            let mut found = String::new();
            for blocks in &messages {
                prop_assert!(blocks.len() <= MOST_BLOCKS);
                let length: usize = blocks.iter().map(|text| text.chars().count()).sum();
                prop_assert!(length <= LONGEST_MESSAGE);
                for text in blocks {
                    prop_assert!(text.chars().count() <= LONGEST_BLOCK);
                    found.push_str(text);
                }
            }
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let want: String = lines.iter().map(|line| bare(line)).collect();
            let found = bare(&found).replace("&lt;", "<").replace("&amp;", "&");
            prop_assert_eq!(found, want);
        }
    }
}

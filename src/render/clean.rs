//! Makes text from data safe for a terminal: what cannot be seen is shown as an escape.
//!
//! Decides by character alone and keeps what a script or an emoji needs to be written rightly.
//! The result is for eyes, not for parsing: a `\n` that was typed looks like one that was escaped.

use std::borrow::Cow;

/// Returns the text as one line: newline and CR as `\n` and `\r`, TAB as a space, and every other
/// control, bidi, zero-width and tag character as `\u{1b}`. Text that needs nothing is borrowed.
pub fn clean(text: &str) -> Cow<'_, str> {
    scrub(text, Breaks::Shown)
}

/// Cleans like [`clean`] but keeps newlines, takes CRLF for one, and widens TAB to four spaces.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    scrub(text, Breaks::Kept)
}

#[derive(Clone, Copy, PartialEq)]
enum Breaks {
    Shown,
    Kept,
}

fn scrub(text: &str, breaks: Breaks) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut cleaned: Option<String> = None;
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let after = chars.peek().map(|&(_, next)| next);
        if is_kept(char, before, after, breaks) {
            cleaned.iter_mut().for_each(|cleaned| cleaned.push(char));
            before = Some(char);
        } else {
            let cleaned = cleaned.get_or_insert_with(|| text[..at].to_owned());
            show(char, after, breaks, cleaned);
            before = None;
        }
    }
    cleaned.map_or(Cow::Borrowed(text), Cow::Owned)
}

fn is_kept(char: char, before: Option<char>, after: Option<char>, breaks: Breaks) -> bool {
    match char {
        ' '..='~' => true,
        '\n' => breaks == Breaks::Kept,
        '\u{200c}' | '\u{200d}' => before.zip(after).is_some_and(|(a, b)| joins(char, a, b)),
        _ if is_selector(char) => before.is_some_and(|before| selects(char, before)),
        _ => !is_hidden(char),
    }
}

fn show(char: char, after: Option<char>, breaks: Breaks, out: &mut String) {
    match char {
        '\t' if breaks == Breaks::Shown => out.push(' '),
        '\t' => out.push_str("    "),
        '\r' if breaks == Breaks::Kept && after == Some('\n') => {}
        '\n' | '\r' => out.extend(char.escape_default()),
        _ => out.extend(char.escape_unicode()),
    }
}

/// Returns whether a character is invisible or steers the terminal, wherever it stands.
pub(super) fn is_hidden(char: char) -> bool {
    matches!(char,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_selector(char)
}

fn is_selector(char: char) -> bool {
    matches!(char, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Tells whether a variation selector has a base that it can vary: a keycap, a symbol, an ideograph.
fn selects(selector: char, base: char) -> bool {
    // Two in a row vary nothing and are how bytes are smuggled in text.
    if is_selector(base) {
        return false;
    }
    match selector {
        '\u{180b}'..='\u{180f}' => matches!(base, '\u{1820}'..='\u{18aa}'),
        '\u{e0100}'..='\u{e01ef}' => is_ideograph(base),
        _ => matches!(base, '0'..='9' | '#' | '*' | '\u{a9}' | '\u{ae}') || base >= '\u{2000}',
    }
}

fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Tells whether a joiner changes how its neighbours are written: cursive scripts and emoji do.
fn joins(joiner: char, before: char, after: char) -> bool {
    (is_shaped(before) && is_shaped(after))
        || (joiner == '\u{200d}' && ends_pictograph(before) && is_pictograph(after))
}

fn is_shaped(char: char) -> bool {
    matches!(char, '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' | '\u{1820}'..='\u{18aa}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}')
}

fn ends_pictograph(char: char) -> bool {
    is_pictograph(char) || char == '\u{fe0f}'
}

fn is_pictograph(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts with many characters that cannot be seen.
    pub const STEERING: &str = "[\\x00-\\x9f\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fe00}-\u{fe0f}\u{e0000}-\u{e007f}a☺क]{0,12}|(?s).{0,20}";

    #[test]
    fn what_cannot_be_seen_is_shown() {
        let check = |text: &str, want: &str| assert_eq!(clean(text), want, "{text:?}");
        check("send the plan", "send the plan");
        check("\u{1b}[31mred", "\\u{1b}[31mred");
        check("\u{1b}]52;c;cm0=\u{7}", "\\u{1b}]52;c;cm0=\\u{7}");
        check("\u{9b}2J\u{7f}", "\\u{9b}2J\\u{7f}");
        check("one\rtwo\nthree\tfour\0", "one\\rtwo\\nthree four\\u{0}");
        check("abc\u{202e}fdp.exe", "abc\\u{202e}fdp.exe");
        check(
            "\u{2066}a\u{2069}\u{61c}\u{200f}",
            "\\u{2066}a\\u{2069}\\u{61c}\\u{200f}",
        );
        check("pay\u{200b}pal\u{feff}", "pay\\u{200b}pal\\u{feff}");
        check("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}");
        check("\u{e0041}", "\\u{e0041}");
        check("a\u{fe0f}b", "a\\u{fe0f}b");
        check("a\u{200d}b", "a\\u{200d}b");
    }

    #[test]
    fn what_a_script_needs_stays() {
        let texts = [
            "👩\u{200d}👩\u{200d}👧\u{200d}👦 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3} 🇩🇪 👍🏽",
            "می\u{200c}خواهم",
            "ක්\u{200d}ර",
            "容量計画 葛\u{e0100}",
            "e\u{301}",
            "שלום",
        ];
        for text in texts {
            assert!(
                matches!(clean(text), Cow::Borrowed(same) if same == text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn lines_keep_their_breaks() {
        let check = |text: &str, want: &str| assert_eq!(clean_lines(text), want, "{text:?}");
        check("- one\n- two\n", "- one\n- two\n");
        check("one\r\ntwo\rthree", "one\ntwo\\rthree");
        check("\tcode", "    code");
        check("a\u{1b}c\nb", "a\\u{1b}c\nb");
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in STEERING) {
            prop_assert!(!clean(&text).chars().any(char::is_control));
            prop_assert!(!clean_lines(&text).chars().any(|c| c.is_control() && c != '\n'));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in STEERING) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
        }
    }
}

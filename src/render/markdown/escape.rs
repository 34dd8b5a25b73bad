//! Text from data as Markdown that shows the same text.
//!
//! Escapes no more than it must, for people read the source too: a `_` within a word, a `#` before a
//! number and a `-` within a line stay as they are.

/// Returns the text so that Markdown shows it as it is, wherever it is put on a line; a newline
/// within it becomes `<br>`.
pub fn escape(text: &str) -> String {
    let mut escaper = Escaper::new(Breaks::Tags);
    escaper.push(text);
    escaper.out
}

/// What becomes of a newline.
#[derive(Clone, Copy)]
pub enum Breaks {
    /// `<br>`, where the text must stay on its line.
    Tags,
    /// A hard break, or a new paragraph where lines between are empty.
    Lines,
}

/// Escaped text that grows; remembers what decides about the next character.
pub struct Escaper {
    pub out: String,
    breaks: Breaks,
    before: Option<char>,
    /// Nothing but digits stands on this line so far.
    is_opening: bool,
    pending_breaks: usize,
}

impl Escaper {
    pub fn new(breaks: Breaks) -> Escaper {
        Escaper {
            out: String::new(),
            breaks,
            before: None,
            is_opening: true,
            pending_breaks: 0,
        }
    }

    pub fn is_between_words(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    pub fn push_bold(&mut self, text: &str) {
        self.put_breaks();
        self.out.push_str("**");
        self.push(text);
        self.out.push_str("**");
    }

    pub fn push(&mut self, text: &str) {
        for (at, char) in text.char_indices() {
            let rest = &text[at + char.len_utf8()..];
            match char {
                '\n' => self.pending_breaks += 1,
                '\r' if rest.starts_with('\n') => {}
                '\r' => self.pending_breaks += 1,
                _ => self.put(char, rest),
            }
        }
    }

    fn put(&mut self, char: char, rest: &str) {
        self.put_breaks();
        match char {
            // A leading space could open a code block, a trailing one is lost.
            ' ' | '\t' | '\x0b' | '\x0c' if self.before.is_none() => self.out.push_str("&#32;"),
            '\t' | '\x0b' | '\x0c' => self.out.push(' '),
            _ if self.needs_escape(char, rest) => self.out.extend(['\\', char]),
            _ => self.out.push(char),
        }
        self.is_opening &= char.is_ascii_digit();
        self.before = Some(char);
    }

    fn needs_escape(&self, char: char, rest: &str) -> bool {
        match char {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => {
                !(self.before.is_some_and(char::is_alphanumeric)
                    && rest.starts_with(char::is_alphanumeric))
            }
            '&' => begins_entity(rest),
            '#' => self.before.is_none() || rest.trim_start_matches('#').trim().is_empty(),
            '-' | '+' | '=' | '>' | ':' => self.before.is_none(),
            '.' | ')' => self.is_opening && self.before.is_some(),
            _ => false,
        }
    }

    /// Writes the newlines that stand between texts; those before and after all of it show nothing.
    fn put_breaks(&mut self) {
        let breaks = std::mem::take(&mut self.pending_breaks);
        if breaks == 0 || self.out.is_empty() {
            return;
        }
        match self.breaks {
            Breaks::Tags => self.out.extend(std::iter::repeat_n("<br>", breaks)),
            Breaks::Lines => {
                self.out.push_str(if breaks == 1 { "\\\n" } else { "\n\n" });
                (self.before, self.is_opening) = (None, true);
            }
        }
    }
}

/// Tells whether `&` and what follows may be read as one character: `&lt;`, `&#60;`.
fn begins_entity(rest: &str) -> bool {
    let after = rest.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || char == '#');
    after.is_empty() || (after.starts_with(';') && after.len() < rest.len())
}

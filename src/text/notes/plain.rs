//! Inline Markdown → text to scan: emphasis marks are dropped, odd spaces become spaces, and every sign that
//! is only text (escaped, in a code span, in an address) is masked, so that no rule takes it for grammar.

/// Masked signs live at the end of the last private plane; characters that stand there in a text are dropped.
const MASK_BASE: u32 = 0x10_FF00;
const MASK_END: u32 = 0x10_FFFF;
/// Signs beyond ASCII that mean something in the grammar and so can be escaped.
const WIDE_SIGNS: [char; 13] = [
    '📅', '🆔', '🔺', '⏫', '🔼', '🔽', '⏬', '–', '—', '−', '→', '✅', '…',
];

/// Returns the text of one logical line with its signs masked where they are no grammar.
pub(super) fn plain(raw: &str) -> String {
    let mut scan = Scan {
        raw,
        at: 0,
        out: String::with_capacity(raw.len()),
        pairs: Pairs::count(raw),
        unclosed: [false; 9],
    };
    while let Some(sign) = scan.raw[scan.at..].chars().next() {
        scan.step(sign);
    }
    let kept = scan.out.trim_end().len();
    scan.out.truncate(kept);
    scan.out
}

/// Returns `text` with its masked signs as they were written.
pub(super) fn unmask(text: &str) -> String {
    if !text.as_bytes().contains(&0xF4) {
        return text.trim().to_string();
    }
    text.chars()
        .map(unmasked)
        .collect::<String>()
        .trim()
        .to_string()
}

/// Says whether `sign` can be escaped by a backslash.
pub(super) fn is_sign(sign: char) -> bool {
    sign.is_ascii_punctuation() || WIDE_SIGNS.contains(&sign)
}

/// Returns `text` with one space between words and no character that a line of notes cannot hold.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_clean(&mut out, c));
    out.trim().to_string()
}

fn push_clean(out: &mut String, c: char) {
    match c {
        '\u{FE0E}' | '\u{FE0F}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
        c if (MASK_BASE..=MASK_END).contains(&(c as u32)) => {}
        c if c.is_whitespace() || c.is_control() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        // Hyphens that break no line.
        '\u{2010}' | '\u{2011}' => out.push('-'),
        c => out.push(c),
    }
}

fn masked(sign: char) -> char {
    let offset = match WIDE_SIGNS.iter().position(|wide| *wide == sign) {
        Some(index) => 0x80 + index as u32,
        None if sign.is_ascii_punctuation() => sign as u32,
        None => return sign,
    };
    char::from_u32(MASK_BASE + offset).unwrap_or(sign)
}

/// Returns what follows an escaped dash: some programs write `Lee \\- …` for `Lee - …`.
pub(super) fn after_escaped_dash(text: &str) -> Option<&str> {
    text.strip_prefix(masked('-'))
}

fn unmasked(c: char) -> char {
    let Some(offset) = (c as u32).checked_sub(MASK_BASE) else {
        return c;
    };
    match offset {
        0x80.. => WIDE_SIGNS.get(offset as usize - 0x80).copied().unwrap_or(c),
        _ => char::from_u32(offset).unwrap_or(c),
    }
}

/// Whether single stars, and underscores by the length of their run, come in pairs on this line.
struct Pairs {
    star: bool,
    under: [bool; 3],
}

impl Pairs {
    fn count(raw: &str) -> Pairs {
        let mut open = [0i32; 4];
        let mut any = [false; 4];
        let bytes = raw.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let sign = bytes[at];
            if sign == b'\\' {
                at += 2;
                continue;
            }
            if sign != b'*' && sign != b'_' {
                at += 1;
                continue;
            }
            let run = run_length(bytes, at);
            let slot = if sign == b'*' { 0 } else { run.min(3) };
            if sign == b'_' || run == 1 {
                match side(raw, at, run) {
                    Some(Side::Opens) => open[slot] += 1,
                    Some(Side::Closes) => open[slot] -= 1,
                    None => {}
                }
                any[slot] = true;
            }
            at += run;
        }
        let paired = |slot: usize| any[slot] && open[slot] == 0;
        Pairs {
            star: paired(0),
            under: [paired(1), paired(2), paired(3)],
        }
    }
}

enum Side {
    Opens,
    Closes,
}

/// Says on which side of a word the run of marks at `at` stands; none inside a word or among spaces.
fn side(raw: &str, at: usize, run: usize) -> Option<Side> {
    let before = raw[..at].chars().next_back().unwrap_or(' ');
    let after = raw[at + run..].chars().next().unwrap_or(' ');
    let word = |c: char| c.is_alphanumeric();
    match (before.is_whitespace(), after.is_whitespace()) {
        (true, true) => None,
        (true, false) => Some(Side::Opens),
        (false, true) => Some(Side::Closes),
        (false, false) if word(before) && word(after) => None,
        (false, false) if word(after) => Some(Side::Opens),
        (false, false) => Some(Side::Closes),
    }
}

fn run_length(bytes: &[u8], at: usize) -> usize {
    bytes[at..]
        .iter()
        .take_while(|byte| **byte == bytes[at])
        .count()
}

struct Scan<'a> {
    raw: &'a str,
    at: usize,
    out: String,
    pairs: Pairs,
    /// Which closers were searched to the end in vain: backtick runs by length, 0 for a link's parenthesis.
    unclosed: [bool; 9],
}

impl Scan<'_> {
    fn step(&mut self, sign: char) {
        match sign {
            '\\' => self.escape(),
            '`' => self.code(),
            '*' | '_' => self.emphasis(sign),
            '~' if self.raw[self.at..].starts_with("~~") => self.at += 2,
            '<' => self.angle(),
            'h' if self.address_starts() => {
                self.masked_while(|c| !c.is_whitespace() && !")>]\"".contains(c))
            }
            '!' if self.raw[self.at..].starts_with("![") => self.mask_one(sign),
            ']' if self.raw[self.at..].starts_with("](") => self.link_target(),
            _ => self.take(sign),
        }
    }

    fn take(&mut self, sign: char) {
        push_clean(&mut self.out, sign);
        self.at += sign.len_utf8();
    }

    fn escape(&mut self) {
        match self.raw[self.at + 1..].chars().next() {
            // Exporters escape the mark of a handle, too: `@jo\_ann`.
            Some('_') if self.is_in_word(2) => {
                self.out.push('_');
                self.at += 2;
            }
            Some(sign) if is_sign(sign) => {
                self.out.push(masked(sign));
                self.at += 1 + sign.len_utf8();
            }
            _ => {
                self.out.push(masked('\\'));
                self.at += 1;
            }
        }
    }

    fn code(&mut self) {
        let run = run_length(self.raw.as_bytes(), self.at);
        match self.code_end(run) {
            Some(end) => self.masked_to(end),
            None => self.masked_to(self.at + run),
        }
    }

    fn code_end(&mut self, run: usize) -> Option<usize> {
        let bytes = self.raw.as_bytes();
        if run >= self.unclosed.len() || self.unclosed[run] {
            return None;
        }
        let mut at = self.at + run;
        while let Some(next) = bytes[at..].iter().position(|byte| *byte == b'`') {
            let found = run_length(bytes, at + next);
            at += next + found;
            if found == run {
                return Some(at);
            }
        }
        self.unclosed[run] = true;
        None
    }

    fn masked_to(&mut self, end: usize) {
        while self.at < end {
            let Some(sign) = self.raw[self.at..].chars().next() else {
                return;
            };
            self.mask_one(sign);
        }
    }

    fn masked_while(&mut self, keep: impl Fn(char) -> bool) {
        while let Some(sign) = self.raw[self.at..].chars().next().filter(|c| keep(*c)) {
            self.mask_one(sign);
        }
    }

    fn mask_one(&mut self, sign: char) {
        match is_sign(sign) {
            true => self.out.push(masked(sign)),
            false => push_clean(&mut self.out, sign),
        }
        self.at += sign.len_utf8();
    }

    /// Says whether what is next and `width` bytes wide joins two parts of a word.
    fn is_in_word(&self, width: usize) -> bool {
        let after = self.raw[self.at + width..].chars().next();
        self.out.ends_with(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    }

    fn emphasis(&mut self, sign: char) {
        let run = run_length(self.raw.as_bytes(), self.at);
        if sign == '_' && self.is_in_word(run) {
            (0..run).for_each(|_| self.take(sign));
            return;
        }
        let dropped = match (sign, side(self.raw, self.at, run)) {
            (_, None) => false,
            ('*', _) => run > 1 || self.pairs.star,
            _ => self.pairs.under[run.min(3) - 1],
        };
        match dropped {
            true => self.at += run,
            false => self.masked_to(self.at + run),
        }
    }

    fn angle(&mut self) {
        let rest = &self.raw[self.at..];
        if rest.starts_with("<!--") {
            let end = rest
                .find("-->")
                .map_or(self.raw.len(), |found| self.at + found + 3);
            self.at = end;
        } else if rest[1..].starts_with("http") || rest[1..].starts_with("mailto:") {
            self.masked_while(|c| c != '>' && !c.is_whitespace());
        } else {
            self.take('<');
        }
    }

    fn address_starts(&self) -> bool {
        let rest = &self.raw[self.at..];
        let inside_word = self.raw[..self.at].ends_with(|c: char| c.is_alphanumeric());
        !inside_word && (rest.starts_with("http://") || rest.starts_with("https://"))
    }

    /// Copies `](address)` with all signs of the address masked, the outer ones kept.
    fn link_target(&mut self) {
        let start = self.at + 2;
        let close = match self.unclosed[0] {
            true => None,
            false => self.raw[start..].find(')').map(|found| start + found),
        };
        self.out.push_str("](");
        self.at = start;
        let Some(close) = close else {
            self.unclosed[0] = true;
            return;
        };
        self.masked_to(close);
        self.out.push(')');
        self.at = close + 1;
    }
}

//! Text → classified physical lines. Knows Markdown's blocks (front matter, fences, comments, quotes, headings,
//! bullets, boxes) and anchors at the end of a line; knows nothing of what the words mean.

use crate::model::id::{ItemId, Kind};
use crate::text::notes::types::Mark;

mod code;

/// What a line is in Markdown's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Blank,
    /// Fenced code, a quote, a comment, a link definition, front matter: never read.
    Skipped,
    Rule,
    Heading(u8),
    Row,
    Bullet,
    Text,
}

/// One physical line and its parts.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// From 1.
    pub number: usize,
    pub form: Form,
    /// Columns before the first sign; a tab goes to the next multiple of four.
    pub indent: usize,
    /// The line up to `body`: indentation, bullet, box, `%%`, heading marks.
    pub prefix: &'a str,
    /// The words, without anchor and box.
    pub body: &'a str,
    pub mark: Option<Mark>,
    pub anchor: Option<ItemId>,
    pub private: bool,
    /// Bytes of the whole line, without its anchor and line end.
    pub width: usize,
}

/// Iterates over `(start, line without its end, end after the line break)`.
pub(super) fn physical(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = text[start..]
            .find('\n')
            .map_or(text.len(), |found| start + found + 1);
        let line = text[start..end].trim_end_matches('\n');
        let line = line.strip_suffix('\r').unwrap_or(line);
        let piece = (start, line, end);
        start = end;
        Some(piece)
    })
}

/// Cuts and classifies all lines of `text`.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut block = Block::None;
    let front_end = front_matter(text).map_or(0, |front| front.lines);
    let last_comment_end = text.rfind("-->");
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (index, (start, raw, _)) in physical(text).enumerate() {
        let number = index + 1;
        let skipped = number <= front_end || block.covers(raw);
        let line = if skipped {
            empty(number, raw, Form::Skipped)
        } else {
            classify(number, raw)
        };
        if !skipped {
            block = Block::opened_by(raw, &line, last_comment_end > Some(start + raw.len()));
            underline(&mut lines, raw);
        }
        lines.push(line);
    }
    code::skip_indented(&mut lines);
    lines
}

/// The lines of front matter and what stands between them.
pub(super) struct FrontMatter<'a> {
    pub lines: usize,
    pub body: &'a str,
}

/// Finds `---` … `---` at the very start; at most 200 lines, each a key, a list entry or empty.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let mut body_start = 0;
    for (index, (start, line, end)) in physical(text).take(200).enumerate() {
        let bare = line.trim_end();
        match (index, bare) {
            (0, "---") => body_start = end,
            (0, _) => return None,
            (_, "---" | "...") => {
                return Some(FrontMatter {
                    lines: index + 1,
                    body: &text[body_start..start],
                });
            }
            _ if bare.is_empty()
                || bare.starts_with([' ', '\t', '#', '-'])
                || bare.contains(':') => {}
            _ => return None,
        }
    }
    None
}

enum Block {
    None,
    Fence {
        sign: char,
        length: usize,
    },
    Comment,
    /// A fence or comment that ended on the line just read.
    Ended,
}

impl Block {
    /// Says whether the open block holds `raw`, and closes the block on its last line.
    fn covers(&mut self, raw: &str) -> bool {
        match self {
            Block::None => false,
            Block::Ended => {
                *self = Block::None;
                false
            }
            Block::Fence { sign, length } => {
                let bare = raw.trim();
                if bare.len() >= *length && bare.chars().all(|c| c == *sign) {
                    *self = Block::Ended;
                }
                true
            }
            Block::Comment => {
                if raw.contains("-->") {
                    *self = Block::Ended;
                }
                true
            }
        }
    }

    fn opened_by(raw: &str, line: &Line<'_>, comment_ends_later: bool) -> Block {
        let bare = if line.form == Form::Bullet && line.mark.is_none() {
            line.body
        } else {
            raw.trim_start()
        };
        for sign in ['`', '~'] {
            let length = bare.chars().take_while(|c| *c == sign).count();
            if length >= 3 && !bare[length..].contains(sign) {
                return Block::Fence { sign, length };
            }
        }
        let Some(open) = raw.rfind("<!--").filter(|at| !raw[..*at].ends_with('\\')) else {
            return Block::None;
        };
        if raw[open..].contains("-->") || !comment_ends_later {
            Block::None
        } else {
            Block::Comment
        }
    }
}

/// Makes a heading of the text line above a row of `=` or `-`.
fn underline(lines: &mut [Line<'_>], raw: &str) {
    let bare = raw.trim();
    let level = match bare.as_bytes() {
        [b'=', ..] if bare.len() >= 3 && bare.bytes().all(|b| b == b'=') => 1,
        [b'-', ..] if bare.len() >= 3 && bare.bytes().all(|b| b == b'-') => 2,
        _ => return,
    };
    let above_is_free = match lines {
        [] => return,
        [_] => true,
        [.., before, _] => before.form != Form::Text,
    };
    if let Some(above) = lines.last_mut()
        && above.form == Form::Text
        && above_is_free
        && above.mark.is_none()
        && !above.private
        && above.indent < 4
    {
        above.form = Form::Heading(level);
    }
}

fn empty(number: usize, raw: &str, form: Form) -> Line<'_> {
    Line {
        number,
        form,
        indent: 0,
        prefix: raw,
        body: "",
        mark: None,
        anchor: None,
        private: false,
        width: raw.len(),
    }
}

fn classify(number: usize, raw: &str) -> Line<'_> {
    let (kept, anchor) = without_anchor(raw);
    let (indent, bare) = indentation(kept);
    let mut line = Line {
        anchor,
        width: kept.len(),
        indent,
        ..empty(number, raw, Form::Text)
    };
    let (private, bare) = match bare.strip_prefix("%%") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, bare),
    };
    line.private = private;
    line.form = form(bare);
    line.body = match line.form {
        Form::Blank | Form::Skipped | Form::Rule => "",
        Form::Heading(level) => bare[level as usize..]
            .trim()
            .trim_end_matches('#')
            .trim_end(),
        _ => bare.trim_end(),
    };
    if let Some(body) = after_bullet(bare).filter(|_| line.form == Form::Text) {
        line.form = Form::Bullet;
        line.body = body.trim();
        if let Some(rest) = line.body.strip_prefix("%%") {
            (line.private, line.body) = (true, rest.trim_start());
        }
    }
    if matches!(line.form, Form::Bullet | Form::Text) {
        (line.mark, line.body) = after_box(line.body, line.form);
    }
    let offset = if line.body.is_empty() {
        kept.len()
    } else {
        line.body.as_ptr() as usize - raw.as_ptr() as usize
    };
    line.prefix = &raw[..offset];
    line
}

fn form(bare: &str) -> Form {
    let trimmed = bare.trim();
    let level = trimmed.bytes().take_while(|b| *b == b'#').count();
    match trimmed.as_bytes() {
        [] => Form::Blank,
        [b'>', ..] => Form::Skipped,
        [b'<', b'!', b'-', b'-', ..] if trimmed.ends_with("-->") || !trimmed.contains("-->") => {
            Form::Skipped
        }
        [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..] => Form::Skipped,
        [b'|', ..] => Form::Row,
        [b'#', ..] if level <= 6 && trimmed[level..].starts_with([' ', '\t']) => {
            Form::Heading(level as u8)
        }
        _ if is_rule(trimmed) => Form::Rule,
        _ if is_definition(trimmed) => Form::Skipped,
        _ => Form::Text,
    }
}

/// Three or more of one of `-`, `*`, `_`, `=`, with or without spaces.
fn is_rule(trimmed: &str) -> bool {
    let sign = trimmed.as_bytes()[0];
    let signs = || trimmed.bytes().filter(|b| !b.is_ascii_whitespace());
    b"-*_=".contains(&sign) && signs().all(|b| b == sign) && signs().count() >= 3
}

/// A link definition: `[name]: address`.
fn is_definition(trimmed: &str) -> bool {
    let Some((name, rest)) = trimmed
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"))
    else {
        return false;
    };
    let rest = rest.trim_start();
    !name.contains([']', '[']) && (rest.contains("://") || rest.starts_with(['/', '<', '#', '.']))
}

fn indentation(raw: &str) -> (usize, &str) {
    let mut columns = 0;
    for (at, c) in raw.char_indices() {
        match c {
            '\t' => columns += 4 - columns % 4,
            // The mark that some programs put before the first line.
            '\u{FEFF}' => {}
            c if c.is_whitespace() => columns += 1,
            _ => return (columns, &raw[at..]),
        }
    }
    (columns, "")
}

/// Returns what follows a bullet or a number.
fn after_bullet(bare: &str) -> Option<&str> {
    let sign = bare.chars().next()?;
    let rest = match sign {
        '-' | '*' | '+' | '•' => &bare[sign.len_utf8()..],
        '0'..='9' => {
            let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
            bare[digits..]
                .strip_prefix(['.', ')'])
                .filter(|_| digits <= 3)?
        }
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

fn after_box(body: &str, form: Form) -> (Option<Mark>, &str) {
    let boxed = || {
        let inner = body.strip_prefix('[')?;
        let sign = inner.chars().next()?;
        let rest = inner[sign.len_utf8()..].strip_prefix(']')?;
        let free = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let mark = Mark::from_box(sign).filter(|_| free)?;
        (form == Form::Bullet || matches!(mark, Mark::Open | Mark::Done))
            .then(|| (Some(mark), rest.trim_start()))
    };
    boxed().unwrap_or((None, body))
}

/// Splits ` ^A-12` off the end of a line.
pub(super) fn without_anchor(raw: &str) -> (&str, Option<ItemId>) {
    let trimmed = raw.trim_end();
    let Some(caret) = trimmed.rfind('^').filter(|at| trimmed.len() - at <= 13) else {
        return (raw, None);
    };
    let before = &trimmed[..caret];
    match item_id(&trimmed[caret + 1..]) {
        Some(id) if before.is_empty() || before.ends_with(char::is_whitespace) => {
            (before.strip_suffix(' ').unwrap_or(before), Some(id))
        }
        _ => (raw, None),
    }
}

/// Reads `A-12` in this exact form; a meeting is no item.
pub(super) fn item_id(text: &str) -> Option<ItemId> {
    let (letter, number) = text.split_once('-')?;
    let mut letters = letter.chars();
    let kind = letters
        .next()
        .filter(char::is_ascii_uppercase)
        .and_then(Kind::from_letter)?;
    let plain_number = !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && !number.starts_with('0');
    if letters.next().is_some() || !plain_number || kind == Kind::Meeting {
        return None;
    }
    Some(ItemId::new(kind, number.parse().ok()?))
}

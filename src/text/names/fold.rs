//! Text brought down to plain letters: accents off, for handles, and `a-z 0-9 -` alone, for slugs.

/// Letters and the plain ones for them; a row holds the accented letters and what they become.
const PLAIN: [(&str, &str); 28] = [
    ("àáâãäåāăą", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĳ", "ij"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏőơ", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųư", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("ạảấầẩẫậắằẳẵặ", "a"),
    ("ẹẻẽếềểễệ", "e"),
    ("ịỉọỏốồổỗộớờởỡợ", "o"),
    ("ụủứừửữự", "u"),
];

/// Adds the character in lower case, an accented Latin letter as its plain one.
pub(super) fn push_folded(text: &mut String, c: char) {
    for lower in c.to_lowercase().filter(|c| !is_accent(*c)) {
        match plain(lower) {
            Some(plain) => text.push_str(plain),
            None => text.push(lower),
        }
    }
}

/// Returns the text in lower case, accented Latin letters as their plain ones.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(&mut folded, c));
    folded
}

/// Whether the character is an accent that stands behind its letter.
pub fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn plain(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    let row = PLAIN.iter().find(|(letters, _)| letters.contains(c));
    row.map(|(_, plain)| *plain)
}

/// Returns a title as a name for files and workstreams: `[a-z0-9-]`, at most `max` characters (one
/// at least), cut between words where that loses little. Never empty: a title without a Latin letter
/// or digit is `untitled`. Never a name that Windows keeps for a device: `con` becomes `x-con`.
pub fn slug(title: &str, max: usize) -> String {
    let max = max.max(1);
    let mut folded = String::new();
    for c in title
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}') && !is_accent(*c))
    {
        push_slug(&mut folded, c);
        // Two beyond the limit show where the cut falls, even behind a dash.
        if folded.len() > max.saturating_add(1) {
            break;
        }
    }
    let slug = cut(folded.trim_end_matches('-'), max);
    match slug {
        "" => cut("untitled", max).to_string(),
        _ if is_device(slug) => cut(&format!("x-{slug}"), max).to_string(),
        _ => slug.to_string(),
    }
}

fn push_slug(slug: &mut String, c: char) {
    let mut letters = String::new();
    push_folded(&mut letters, c);
    for c in letters.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
}

/// Cuts ASCII text to `max`, behind a whole word if that keeps at least half.
fn cut(text: &str, max: usize) -> &str {
    let Some(kept) = text.get(..max).filter(|_| text.len() > max) else {
        return text;
    };
    let ends_word = text[max..].starts_with('-');
    let kept = match kept.rfind('-') {
        Some(end) if !ends_word && end >= max / 2 => &kept[..end],
        _ => kept,
    };
    kept.trim_end_matches('-')
}

fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.ends_with(|c: char| c.is_ascii_digit())
}

//! Which physical lines are one sentence.

use crate::text::notes::items::nested;
use crate::text::notes::keywords;
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::people::people_line;

/// Drops the one backslash that breaks a line in Markdown.
pub(super) fn without_break(raw: &str) -> &str {
    let backslashes = raw.len() - raw.trim_end_matches('\\').len();
    if backslashes % 2 == 1 {
        &raw[..raw.len() - 1]
    } else {
        raw
    }
}

/// Says whether `next` goes on with the sentence that `first` began and `last` carries.
pub(super) fn goes_on(first: &Line<'_>, last: &Line<'_>, next: &Line<'_>) -> bool {
    const WRAPPED: usize = 60;
    // The anchor of an item stands at its end, whatever is written below.
    let has_ended = last.anchor.is_some() || last.body.ends_with('\\');
    if next.form != Form::Text || next.mark.is_some() || next.private != first.private || has_ended
    {
        return false;
    }
    if matches!(first.form, Form::Heading(_))
        || keywords::begins(next.body)
        || nested::detail(next.body).is_some()
    {
        return false;
    }
    let nested = first.form == Form::Bullet && next.indent > first.indent;
    let wrapped = last.width >= WRAPPED && next.indent <= first.indent + 3;
    (nested || wrapped)
        && people_line(next).is_none()
        && keywords::speaker(next.body.trim_start_matches(['*', '_'])).is_none()
}

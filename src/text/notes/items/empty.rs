//! Lines that look like items and are none: bare links, templates, answered questions.

use crate::model::id::Kind;
use crate::text::notes::plain::unmask;
use crate::text::notes::types::{Item, What};

/// A question whose answer follows on the same line.
pub(super) fn is_answered(text: &str) -> bool {
    text.split_once("? ")
        .is_some_and(|(_, answer)| answer.split_whitespace().count() >= 2)
}

/// An address or a link and nothing else, after at most four words and a colon.
pub(super) fn is_bare_link(text: &str) -> bool {
    let text = unmask(text.trim());
    let introduced = text
        .split_once(": ")
        .filter(|(words, _)| words.split(' ').count() <= 4);
    let text = introduced.map_or(text.as_str(), |(_, rest)| rest.trim());
    let address = !text.contains(' ') && (text.contains("://") || text.starts_with("<http"));
    let linked = text.starts_with('[') && text.ends_with(')') && text.matches("](").count() == 1;
    address || linked && text.find("](").is_some_and(|at| !text[..at].contains(']'))
}

/// A line of a template, or one that says that there is nothing.
pub(super) fn is_placeholder(text: &str, item: &Item) -> bool {
    let title = item.title.trim_end_matches('.').to_lowercase();
    let bare = title.trim_matches(['{', '}', '<', '>', '[', ']', '(', ')', '*', '_', ' ']);
    let framed = [('{', '}'), ('<', '>')]
        .iter()
        .any(|(open, close)| title.starts_with(*open) && title.ends_with(*close));
    let framed = framed || title.starts_with('[') && title.find(']') == Some(title.len() - 1);
    let empty = !title.chars().any(char::is_alphanumeric);
    let nothing = matches!(
        bare,
        "todo"
            | "tbd"
            | "tba"
            | "none"
            | "n/a"
            | "na"
            | "link"
            | "nothing"
            | "no action"
            | "no actions"
            | "no action items"
            | "none yet"
            | "nothing yet"
            | "to be added"
            | "add link"
            | "action"
            | "..."
            | "owner"
            | "no decisions"
            | "no risks"
            | "no new risks"
            | "no issues"
            | "no new issues"
            | "no needs"
            | "no dependencies"
            | "not applicable"
            | "none recorded"
            | "text"
            | "description"
    );
    framed || empty || nothing || says_none(bare, item.what) || text == "TODO"
}

/// "No decisions were made", "None identified", "No new risks this week": there is none of these.
fn says_none(title: &str, what: What) -> bool {
    #[rustfmt::skip]
    const FILLING: &[&str] = &[
        "a", "agreed", "any", "are", "assigned", "at", "been", "captured", "currently", "decided", "discussed",
        "for", "from", "further", "had", "has", "have", "identified", "in", "is", "it", "known", "made", "major",
        "meeting", "moment", "more", "needed", "new", "noted", "now", "of", "on", "open", "other", "point",
        "raised", "reached", "recorded", "report", "reported", "required", "session", "so", "far", "stage",
        "taken", "the", "there", "these", "this", "time", "to", "today", "was", "week", "were", "yet",
        "outstanding", "significant", "formal",
    ];
    let own: &[&str] = match what.kind() {
        Kind::Action => &[
            "action",
            "actions",
            "item",
            "items",
            "points",
            "task",
            "tasks",
            "todo",
            "todos",
            "step",
            "steps",
            "next",
            "follow-up",
            "follow-ups",
            "ai",
            "ais",
        ],
        Kind::Decision => &[
            "decision",
            "decisions",
            "conclusion",
            "conclusions",
            "resolution",
            "resolutions",
            "agreement",
            "agreements",
            "consensus",
            "outcome",
            "outcomes",
            "question",
            "questions",
        ],
        _ => &[
            "risk",
            "risks",
            "issue",
            "issues",
            "blocker",
            "blockers",
            "assumption",
            "assumptions",
            "need",
            "needs",
            "dependency",
            "dependencies",
            "problem",
            "problems",
            "concern",
            "concerns",
        ],
    };
    let title = title.strip_prefix("there were ").unwrap_or(title);
    let title = title.strip_prefix("there are ").unwrap_or(title);
    let mut words = title
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '/')
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return false;
    };
    let rest: Vec<&str> = words.collect();
    // "No." by itself is an answer.
    let names_own = || rest.iter().any(|word| own.contains(word));
    let opens = ["none", "nothing", "n/a", "nil"].contains(&first) || first == "no" && names_own();
    opens
        && rest
            .iter()
            .all(|word| FILLING.contains(word) || own.contains(word))
}

/// A line that is crossed out from end to end, but for its keyword or owner and "done" behind it.
pub(super) fn is_struck(body: &str) -> bool {
    let marks = |c: char| matches!(c, '*' | '_' | ' ');
    let Some((before, rest)) = body.trim().split_once("~~") else {
        return false;
    };
    let Some((struck, after)) = rest.split_once("~~") else {
        return false;
    };
    let before = before.trim_end_matches(marks);
    let introduced =
        before.trim_matches(marks).is_empty() || (before.ends_with(':') && before.len() <= 40);
    let behind = after.trim_matches(|c: char| marks(c) || "-–—.(),;".contains(c));
    let whole = behind.is_empty() || super::replies::is_reply(behind);
    struck.len() > 1 && introduced && whole && !after.contains("~~")
}

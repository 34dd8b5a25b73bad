//! Tables of actions and decisions: what the columns of a head mean, and which lines are rows. A row stays as
//! it was written; it only gets an anchor behind it.

use crate::text::notes::lines::{Form, Line};
use crate::text::notes::plain::plain;
use crate::text::notes::sections::Section;
use crate::text::notes::types::What;

/// The columns of a table whose rows are items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub what: What,
    /// Where the words of an item stand, the likeliest first.
    pub words: Vec<usize>,
    pub owner: Option<usize>,
    pub due: Option<usize>,
    pub status: Option<usize>,
}

/// Says whether the line can be a row: pipes at its head or between its cells.
pub(super) fn is_row(line: &Line<'_>) -> bool {
    line.form == Form::Row || (line.form == Form::Text && line.body.contains('|'))
}

/// Says whether the line parts the head of a table from its rows: `|---|:--:|`.
fn is_parting(line: &Line<'_>) -> bool {
    let mut signs = line.body.chars();
    is_row(line) && line.body.contains('-') && signs.all(|sign| "|-: \t".contains(sign))
}

/// Says whether a table begins at `index`.
pub(super) fn begins(lines: &[Line<'_>], index: usize) -> bool {
    let parted = lines.get(index + 1).is_some_and(is_parting);
    parted && is_row(&lines[index]) && !is_parting(&lines[index])
}

/// Marks the lines that are rows of a table.
pub(super) fn marked(lines: &[Line<'_>]) -> Vec<bool> {
    let mut marked = vec![false; lines.len()];
    let mut index = 0;
    while index < lines.len() {
        if begins(lines, index) {
            let rows = lines[index..]
                .iter()
                .take_while(|line| is_row(line))
                .count();
            marked[index..index + rows].fill(true);
            index += rows;
        } else {
            index += 1;
        }
    }
    marked
}

/// Returns the cells of a row, still masked.
pub(super) fn cells(line: &Line<'_>) -> Vec<String> {
    let text = plain(line.body);
    let text = text.strip_prefix('|').unwrap_or(&text);
    let text = text.strip_suffix('|').unwrap_or(text);
    text.split('|')
        .map(|cell| cell.trim().to_string())
        .collect()
}

/// Reads the head of a table that stands in `section`; none when its rows are no items.
pub(super) fn columns(head: &Line<'_>, section: Section) -> Option<Columns> {
    if matches!(
        section,
        Section::Previous | Section::People(..) | Section::Agenda | Section::Parked
    ) {
        return None;
    }
    let cells: Vec<String> = cells(head).iter().map(|cell| cell.to_lowercase()).collect();
    let at = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
    #[rustfmt::skip]
    let action = at(&[
        "action", "actions", "action item", "action items", "action point", "task", "tasks", "to do", "todo", "to-do",
        "next step", "next steps", "follow-up", "follow up",
    ]);
    let decision = at(&[
        "decision",
        "decisions",
        "decision item",
        "resolution",
        "outcome",
    ]);
    let described = at(&["description", "details", "what", "item", "summary"]);
    #[rustfmt::skip]
    let owner = at(&[
        "owner", "owners", "who", "assignee", "assignees", "assigned to", "assigned", "responsible", "person", "lead",
        "action owner", "by whom",
    ]);
    #[rustfmt::skip]
    let due = at(&[
        "due", "due date", "due by", "deadline", "by", "by when", "when", "eta", "target", "target date",
    ]);
    let tracked = at(&[
        "risk",
        "risks",
        "issue",
        "issues",
        "blocker",
        "blockers",
        "assumption",
        "assumptions",
    ]);
    let (what, named) = match section {
        Section::Tracked(what) => (what, tracked),
        Section::Actions => (What::Action, action),
        Section::Decisions => (What::Decision, decision),
        _ if action.is_some() && (owner.is_some() || due.is_some()) => (What::Action, action),
        Section::Mixed if decision.is_some() => (What::Decision, decision),
        _ => return None,
    };
    let words: Vec<usize> = named.into_iter().chain(described).collect();
    (!words.is_empty()).then(|| Columns {
        what,
        words,
        owner,
        due,
        status: at(&[
            "status",
            "state",
            "done",
            "done?",
            "completed",
            "completed?",
            "complete",
            "closed",
            "finished",
            "progress",
        ]),
    })
}

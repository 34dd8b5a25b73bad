//! Taking what was purged out of texts that quote it: the lines of its own in notes and drafts, with
//! what is nested under them.

use crate::model::id::ItemId;
use crate::text::ids;
use crate::text::notes::{Item, Notes};

use super::create::short;

/// What stands where a line was taken out; the grammar passes over it.
const MARK: &str = "<!-- purged -->";

/// By what a text is known to quote a purged item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traces {
    pub ids: Vec<ItemId>,
    /// Every title that the items have or had.
    pub titles: Vec<String>,
}

impl Traces {
    /// Whether a text holds an anchor of one of the items.
    pub(crate) fn are_anchored_in(&self, text: &str) -> bool {
        ids::signed_in(text).any(|id| self.ids.contains(&id))
    }

    /// Returns the titles that are more than a word or two, and so tell of the items wherever they stand.
    pub(crate) fn telling(&self) -> impl Iterator<Item = &String> {
        let is_telling =
            |title: &&String| title.split_whitespace().count() > 2 || title.chars().count() >= 12;
        self.titles.iter().filter(is_telling)
    }

    /// Whether a line that the program wrote is of one of the items: it names its ID, or says its title.
    fn are_in_line(&self, line: &str) -> bool {
        let said = words_of(line);
        ids::anchors_in(line).any(|(_, id)| self.ids.contains(&id))
            || self.telling().any(|title| said.contains(&words_of(title)))
    }

    fn holds(&self, item: &Item) -> bool {
        match item.anchor {
            Some(id) => self.ids.contains(&id),
            None => {
                let said = short(&item.title);
                let is_said = |title: &String| {
                    // Without knowing who is who, a name at the head stays with the title.
                    let head = said.strip_suffix(title.as_str());
                    head.is_some_and(|head| head.is_empty() || head.ends_with(' '))
                };
                self.titles.iter().any(is_said)
            }
        }
    }
}

/// Returns the words of a text, each between blanks: what markup and escapes leave of them.
fn words_of(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |text, word| text + word + " ")
}

/// Returns a text that the program made, such as a report that was sent, without the lines that are of
/// the items; none if it has no such line.
pub(crate) fn blanked_copy(text: &str, traces: &Traces) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut gone = vec![false; lines.len()];
    for at in 0..lines.len() {
        if traces.are_in_line(lines[at]) {
            take(&lines, &mut gone, at, at);
        }
    }
    without(&lines, &gone)
}

/// Returns the text without the lines that are the items'; none if it has no such line.
pub(crate) fn blanked(
    text: &str,
    traces: &Traces,
    read: impl FnOnce(&str) -> Notes,
) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut gone = vec![false; lines.len()];
    for item in read(text).items.iter().filter(|item| traces.holds(item)) {
        take(&lines, &mut gone, item.line - 1, item.last_line - 1);
    }
    for at in 0..lines.len() {
        if traces.are_anchored_in(lines[at]) {
            take(&lines, &mut gone, at, at);
        }
    }
    without(&lines, &gone)
}

/// Returns the lines with a mark in place of those that are gone; none if none is.
fn without(lines: &[&str], gone: &[bool]) -> Option<String> {
    if !gone.contains(&true) {
        return None;
    }
    let mut blanked = String::with_capacity(lines.iter().map(|line| line.len()).sum());
    for (at, line) in lines.iter().enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        match gone[at] {
            false => blanked.push_str(line),
            true if at > 0 && gone[at - 1] => {}
            true => {
                blanked.push_str(&content[..indent(content)]);
                blanked.push_str(MARK);
                blanked.push_str(&line[content.len()..]);
            }
        }
    }
    Some(blanked)
}

/// Marks the lines from `first` to `last` and those nested under them.
fn take(lines: &[&str], gone: &mut [bool], first: usize, last: usize) {
    let Some(head) = lines.get(first) else { return };
    let depth = indent(head);
    let mut end = last.min(lines.len() - 1);
    for (at, line) in lines.iter().enumerate().skip(end + 1) {
        if line.trim().is_empty() {
            continue;
        }
        if indent(line) <= depth {
            break;
        }
        end = at;
    }
    gone[first..=end].fill(true);
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ctx::Policy;
    use crate::model::id::Kind;
    use crate::text::dates::Calendar;
    use crate::text::notes::{NoRoster, Reader};

    fn read(text: &str) -> Notes {
        let calendar = Calendar {
            today: "2026-11-22".parse().unwrap(),
            week_start: Policy::default().week_start,
            next_meeting: None,
        };
        let reader = Reader {
            calendar: &calendar,
            roster: &NoRoster,
        };
        reader.read(text)
    }

    #[test]
    fn the_lines_of_an_item_go_with_what_is_nested_under_them() {
        let traces = Traces {
            ids: vec![ItemId::new(Kind::Action, 7)],
            titles: vec!["send the plan".to_owned()],
        };
        let check = |text: &str, want: Option<&str>| {
            assert_eq!(blanked(text, &traces, read).as_deref(), want, "{text:?}");
        };
        check("# Sync\n\n- [ ] @lee: book it ^A-1\n", None);
        check(
            "see A-7\nA-71 done\n",
            Some("see A-7\nA-71 done\n").filter(|_| false),
        );
        check(
            "# Sync\n- [ ] @priya: anything ^A-7\n  - under it\n\n    deep\n- after\n",
            Some("# Sync\n<!-- purged -->\n- after\n"),
        );
        check(
            "- ACTION: Priya to send the plan\n- x\n",
            Some("<!-- purged -->\n- x\n"),
        );
        check("- ACTION: @lee resend the plan ^A-8\r\n", None);
        check("- a\n  - ACTION: @lee send the plan ^A-8\n", None);
        check(
            "a\r\n  - ACTION: x ^A-7\r\nb",
            Some("a\r\n  <!-- purged -->\r\nb"),
        );
        check(
            "```\n- ACTION: x ^A-7\n```\n",
            Some("```\n<!-- purged -->\n```\n"),
        );
    }

    #[test]
    fn the_lines_of_a_copy_go_that_name_an_item_or_say_its_title() {
        let traces = Traces {
            ids: vec![ItemId::new(Kind::Decision, 1)],
            titles: vec!["ship *it* to the vendor".to_owned(), "plan".to_owned()],
        };
        let check = |text: &str, want: Option<&str>| {
            assert_eq!(blanked_copy(text, &traces).as_deref(), want, "{text:?}");
        };
        check("# Launch\n\n- D-12 plan the rest\n", None);
        check(
            "- **D-1** plan\n  why\n- D-2 x\n",
            Some("<!-- purged -->\n- D-2 x\n"),
        );
        check("ship \\*it\\* to the vendor", Some("<!-- purged -->"));
        check("worship it to the vendors", None);
    }
}

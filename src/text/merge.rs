//! Three texts into one: what was stored and what a draft made of the same base, merged by line.
//!
//! Lines are compared without their line ends; those are merged beside them, so that an editor that
//! turns every `\n` into `\r\n` clashes with nothing. Edits of neighbouring lines do not clash, for in
//! notes each line is an item of its own. Nothing is lost: what the merged text lacks stands in a
//! `Clash`.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

/// A merged text and the places where both sides had changed the same lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub text: String,
    pub clashes: Vec<Clash>,
}

/// A place where both sides changed the base, each in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The line of the base, from 1, at which the place begins; for insertions the line behind them.
    pub base_line: usize,
    /// What the stored text says there.
    pub ours: String,
    /// What the draft says there.
    pub theirs: String,
    pub kept: Kept,
}

/// What the merged text holds of a clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Both sides inserted lines at one place: the text holds both, the stored ones first.
    Both,
    /// Both sides changed the same lines: the text holds the stored ones only.
    Stored,
}

/// Merges what the stored text and the draft made of the base.
///
/// Where one side is as the base, the other is returned byte for byte. Equal changes are taken once.
/// A line end that is missing inside the merged text is put in.
pub fn merge(base: &str, stored: &str, draft: &str) -> Merge {
    let whole = if stored == base || stored == draft {
        Some(draft)
    } else if draft == base {
        Some(stored)
    } else {
        None
    };
    if let Some(text) = whole {
        return Merge {
            text: text.to_string(),
            clashes: Vec::new(),
        };
    }
    let mut numbers = HashMap::new();
    let texts = [base, stored, draft].map(|text| Lines::of(text, &mut numbers));
    let [base, stored, draft] = &texts;
    let mut merging = Merging {
        base,
        stored: Side {
            lines: stored,
            edits: edits(base, stored).into_iter().peekable(),
            at: 0,
        },
        draft: Side {
            lines: draft,
            edits: edits(base, draft).into_iter().peekable(),
            at: 0,
        },
        at: 0,
        output: Output::new(&texts),
        clashes: Vec::new(),
    };
    merging.run();
    Merge {
        text: merging.output.text,
        clashes: merging.clashes,
    }
}

/// Returns for each line of `new` the line of `old`, from 0, that it is or that it replaces one for one.
pub fn descent(old: &str, new: &str) -> Vec<Option<usize>> {
    let mut numbers = HashMap::new();
    let [old, new] = [old, new].map(|text| Lines::of(text, &mut numbers));
    let mut from = vec![None; new.contents.len()];
    let (mut old_at, mut new_at) = (0, 0);
    let end = Edit {
        base: old.contents.len()..old.contents.len(),
        side: new.contents.len()..new.contents.len(),
    };
    for edit in edits(&old, &new).into_iter().chain([end]) {
        while old_at < edit.base.start && new_at < edit.side.start {
            from[new_at] = Some(old_at);
            (old_at, new_at) = (old_at + 1, new_at + 1);
        }
        if edit.base.len() == 1 && edit.side.len() == 1 {
            from[edit.side.start] = Some(edit.base.start);
        }
        (old_at, new_at) = (edit.base.end, edit.side.end);
    }
    from
}

/// A text by lines. Equal lines have equal numbers, in all three texts.
struct Lines<'a> {
    contents: Vec<&'a str>,
    ends: Vec<&'a str>,
    numbers: Vec<u32>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str, known: &mut HashMap<&'a str, u32>) -> Lines<'a> {
        let mut lines = Lines {
            contents: Vec::new(),
            ends: Vec::new(),
            numbers: Vec::new(),
        };
        for line in text.split_inclusive('\n') {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let content = match content.strip_suffix('\r') {
                Some(before) if content.len() < line.len() => before,
                _ => content,
            };
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            lines.contents.push(content);
            lines.ends.push(&line[content.len()..]);
            lines.numbers.push(*known.entry(content).or_insert(next));
        }
        lines
    }

    fn text(&self, lines: Range<usize>) -> String {
        lines
            .flat_map(|line| [self.contents[line], self.ends[line]])
            .collect()
    }
}

/// Lines of the base and what a side has in their place.
struct Edit {
    base: Range<usize>,
    side: Range<usize>,
}

fn edits(base: &Lines, side: &Lines) -> Vec<Edit> {
    let ops = capture_diff_slices(Algorithm::Myers, &base.numbers, &side.numbers);
    let changes = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changes
        .flat_map(|op| line_by_line(op.old_range(), op.new_range()))
        .collect()
}

/// Parts an edit of as many lines as before into edits of one line each: ticking one item and
/// rewording the next are two things, and only the one that the other side touched clashes.
fn line_by_line(base: Range<usize>, side: Range<usize>) -> impl Iterator<Item = Edit> {
    let parts = if base.len() == side.len() {
        base.len()
    } else {
        1
    };
    let (base_step, side_step) = (base.len() / parts.max(1), side.len() / parts.max(1));
    (0..parts).map(move |part| Edit {
        base: base.start + part * base_step..base.start + (part + 1) * base_step,
        side: side.start + part * side_step..side.start + (part + 1) * side_step,
    })
}

/// Whether two changes touch the same lines. An insertion is an empty range: it touches the lines
/// around it when they change as one, and another insertion at its place, but not a change that
/// only borders on it.
fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end || a.is_empty() && a == b
}

/// One side of the merge and how far it has been read.
struct Side<'a> {
    lines: &'a Lines<'a>,
    edits: Peekable<std::vec::IntoIter<Edit>>,
    at: usize,
}

impl Side<'_> {
    fn next_base(&mut self) -> Option<Range<usize>> {
        self.edits.peek().map(|edit| edit.base.clone())
    }

    /// Takes the next edit if it touches these lines of the base.
    fn take_touching(&mut self, place: &Range<usize>) -> Option<Edit> {
        self.edits.next_if(|edit| meet(&edit.base, place))
    }

    /// Reads on to a line; returns the lines passed.
    fn pass_to(&mut self, line: usize) -> Range<usize> {
        let from = std::mem::replace(&mut self.at, line);
        from..line
    }
}

/// Which side an edit is from.
#[derive(Clone, Copy)]
enum Origin {
    Stored,
    Draft,
}

struct Merging<'a> {
    base: &'a Lines<'a>,
    stored: Side<'a>,
    draft: Side<'a>,
    /// How far the base has been read.
    at: usize,
    output: Output<'a>,
    clashes: Vec<Clash>,
}

impl Merging<'_> {
    fn run(&mut self) {
        loop {
            match (self.stored.next_base(), self.draft.next_base()) {
                (None, None) => break,
                (Some(stored), Some(draft)) if meet(&stored, &draft) => self.both(stored, draft),
                (Some(stored), Some(draft)) => {
                    // An insertion comes before a change that begins at its place.
                    let is_first = (stored.start, stored.end) < (draft.start, draft.end);
                    self.one(if is_first {
                        Origin::Stored
                    } else {
                        Origin::Draft
                    });
                }
                (Some(_), None) => self.one(Origin::Stored),
                (None, Some(_)) => self.one(Origin::Draft),
            }
        }
        self.unchanged(self.base.contents.len());
    }

    /// Writes the lines up to one of the base, which neither side changed.
    fn unchanged(&mut self, end: usize) {
        for line in self.at..end {
            let base = self.base.ends[line];
            let stored = self.stored.lines.ends[self.stored.at];
            let draft = self.draft.lines.ends[self.draft.at];
            let end = if stored == base { draft } else { stored };
            self.output.push(self.base.contents[line], end);
            self.stored.at += 1;
            self.draft.at += 1;
        }
        self.at = end;
    }

    /// Takes the next edit of one side, whose lines the other left as they were.
    fn one(&mut self, origin: Origin) {
        let next = match origin {
            Origin::Stored => self.stored.edits.next(),
            Origin::Draft => self.draft.edits.next(),
        };
        let Some(edit) = next else { return };
        self.unchanged(edit.base.start);
        let (side, other) = match origin {
            Origin::Stored => (&mut self.stored, &mut self.draft),
            Origin::Draft => (&mut self.draft, &mut self.stored),
        };
        let lines = side.pass_to(edit.side.end);
        self.output.extend(side.lines, lines);
        other.at += edit.base.len();
        self.at = edit.base.end;
    }

    /// Takes the edits of both sides that touch each other at the next place.
    fn both(&mut self, stored: Range<usize>, draft: Range<usize>) {
        let mut place = stored.start.min(draft.start)..stored.end.max(draft.end);
        self.unchanged(place.start);
        let (mut stored_end, mut draft_end) = (None, None);
        loop {
            let (end, edit) = match self.stored.take_touching(&place) {
                Some(edit) => (&mut stored_end, edit),
                None => match self.draft.take_touching(&place) {
                    Some(edit) => (&mut draft_end, edit),
                    None => break,
                },
            };
            place.end = place.end.max(edit.base.end);
            *end = Some((edit.side.end, edit.base.end));
        }
        // Behind its last edit a side goes on as the base does.
        let behind = |end: Option<(usize, usize)>, at: usize| {
            end.map_or(at, |(side, base)| side + (place.end - base))
        };
        let ours = self.stored.pass_to(behind(stored_end, self.stored.at));
        let theirs = self.draft.pass_to(behind(draft_end, self.draft.at));
        self.at = place.end;
        if place.is_empty() {
            self.two_insertions(place.start, ours, theirs);
        } else {
            self.two_changes(place.start, ours, theirs);
        }
    }

    /// Keeps both insertions, the stored one first; lines that both begin or end with, once.
    fn two_insertions(&mut self, base_line: usize, ours: Range<usize>, theirs: Range<usize>) {
        let our_numbers = &self.stored.lines.numbers[ours.clone()];
        let their_numbers = &self.draft.lines.numbers[theirs.clone()];
        let same = |pair: &(&u32, &u32)| pair.0 == pair.1;
        let head = our_numbers
            .iter()
            .zip(their_numbers)
            .take_while(same)
            .count();
        let (our_rest, their_rest) = (&our_numbers[head..], &their_numbers[head..]);
        let backwards = our_rest.iter().rev().zip(their_rest.iter().rev());
        let tail = backwards.take_while(same).count();
        let our_own = ours.start + head..ours.end - tail;
        let their_own = theirs.start + head..theirs.end - tail;

        let is_clash = !our_own.is_empty() && !their_own.is_empty();
        let clash = self.clash(base_line, our_own.clone(), their_own.clone(), Kept::Both);
        self.clashes.extend(is_clash.then_some(clash));
        self.output
            .extend(self.stored.lines, ours.start..our_own.end);
        self.output.extend(self.draft.lines, their_own);
        self.output.extend(self.stored.lines, our_own.end..ours.end);
    }

    /// Keeps the stored lines; the draft's stand in the clash, unless they are the same.
    fn two_changes(&mut self, base_line: usize, ours: Range<usize>, theirs: Range<usize>) {
        let our_numbers = &self.stored.lines.numbers[ours.clone()];
        if our_numbers != &self.draft.lines.numbers[theirs.clone()] {
            let clash = self.clash(base_line, ours.clone(), theirs, Kept::Stored);
            self.clashes.push(clash);
        }
        self.output.extend(self.stored.lines, ours);
    }

    fn clash(&self, line: usize, ours: Range<usize>, theirs: Range<usize>, kept: Kept) -> Clash {
        Clash {
            base_line: line + 1,
            ours: self.stored.lines.text(ours),
            theirs: self.draft.lines.text(theirs),
            kept,
        }
    }
}

/// The merged text as it grows.
struct Output<'a> {
    text: String,
    /// The line end for lines that have none and are not the last any more.
    usual_end: &'a str,
    ends_open: bool,
}

impl<'a> Output<'a> {
    fn new(texts: &[Lines<'a>; 3]) -> Output<'a> {
        let usual_end = texts
            .iter()
            .flat_map(|text| &text.ends)
            .find(|end| !end.is_empty());
        Output {
            text: String::new(),
            usual_end: usual_end.unwrap_or(&"\n"),
            ends_open: false,
        }
    }

    fn push(&mut self, content: &str, end: &str) {
        if self.ends_open {
            self.text.push_str(self.usual_end);
        }
        self.text.push_str(content);
        self.text.push_str(end);
        self.ends_open = end.is_empty();
    }

    fn extend(&mut self, from: &Lines, lines: Range<usize>) {
        lines.for_each(|line| self.push(from.contents[line], from.ends[line]));
    }
}

#[cfg(test)]
mod tests;

//! Items → lines: the one form in which an item is written, anchors at line ends, and notes without what is
//! private. All other bytes of a text stay as they are.

use chrono::{NaiveDate, Weekday};

use crate::model::id::ItemId;
use crate::model::words::Level;
use crate::text::dates::Calendar;
use crate::text::notes::Reader;
use crate::text::notes::lines::{self, Form, Line, physical};
use crate::text::notes::people::{is_handle, is_name_word};
use crate::text::notes::plain::{clean, is_sign};
use crate::text::notes::tables;
use crate::text::notes::types::{Item, Mark, Roster, What};
use crate::text::notes::words::is_no_name;

/// The fields of one item that its line shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Canonical {
    pub id: Option<ItemId>,
    pub what: What,
    /// The box; an action has one always, anything else only when this is given.
    pub mark: Option<Mark>,
    /// Handles, or names of people without one; the first is accountable.
    pub owners: Vec<String>,
    pub title: String,
    pub due: Option<NaiveDate>,
    pub decider: Option<String>,
    pub waiting_on: Option<String>,
    pub priority: Option<Level>,
    /// Slugs of known workstreams.
    pub tags: Vec<String>,
}

/// One item's lines in a text and what they become.
#[derive(Clone, Debug)]
pub struct Rewrite {
    pub line: usize,
    pub last_line: usize,
    pub item: Canonical,
}

/// How many signs of the title are escaped.
#[derive(Clone, Copy, PartialEq)]
enum Escape {
    Nothing,
    /// At the head of words, and colons.
    Heads,
    Everything,
}

/// Which empty fields are written so that words of the title do not set them.
#[derive(Clone, Copy, Default)]
struct Closers {
    due: bool,
    owner: bool,
    waiting: bool,
    priority: bool,
}

impl Canonical {
    /// Returns the line without indentation, bullet and line end. It reads back to the same fields in notes
    /// whose reader knows `roster`: signs are escaped and empty fields written only where the title needs it.
    pub fn line(&self, roster: &dyn Roster) -> String {
        self.written(roster, Form::Bullet)
    }

    fn written(&self, roster: &dyn Roster, form: Form) -> String {
        for escape in [Escape::Nothing, Escape::Heads, Escape::Everything] {
            let mut closers = Closers::default();
            for _ in 0..2 {
                let line = self.compose(form, escape, closers);
                match self.misread(roster, &line, form) {
                    None => return line,
                    Some(needed) => closers = needed,
                }
            }
        }
        let closers = Closers {
            due: self.due.is_none(),
            owner: self.owners.is_empty(),
            waiting: self.waiting_on.is_none(),
            priority: self.priority.is_none(),
        };
        self.compose(form, Escape::Everything, closers)
    }

    /// Reads `line` back; none when it gives these very fields, else what to close.
    fn misread(&self, roster: &dyn Roster, line: &str, form: Form) -> Option<Closers> {
        let marks = if form == Form::Bullet { "- " } else { "# " };
        let today = NaiveDate::from_ymd_opt(2024, 1, 2)?;
        let calendar = Calendar {
            today,
            week_start: Weekday::Mon,
            next_meeting: None,
        };
        let mut needed: Option<Closers> = None;
        for names in [true, false] {
            let probe = Probe {
                names,
                slugs: &self.tags,
                roster,
            };
            let notes = Reader {
                calendar: &calendar,
                roster: &probe,
            }
            .read(&format!("{marks}{line}"));
            match notes.items.as_slice() {
                [item] if self.is(item, form) && notes.problems.is_empty() => {}
                [item] => {
                    let mut closers = self.closers(item, needed.unwrap_or_default());
                    // A date that is asked about is closed, too.
                    closers.due |= self.due.is_none() && !notes.problems.is_empty();
                    needed = Some(closers);
                }
                _ => needed = Some(needed.unwrap_or_default()),
            }
        }
        needed
    }

    fn is(&self, item: &Item, form: Form) -> bool {
        let mark = if form == Form::Bullet {
            self.boxed()
        } else {
            None
        };
        item.what == self.what
            && item.mark == mark
            && item.anchor == self.id
            && item.title == clean(&self.title)
            && item
                .owners
                .iter()
                .map(|owner| owner.text.as_str())
                .eq(self.owners.iter().map(String::as_str))
            && item.due.map(|due| due.date) == self.due
            && item.details.by.as_ref().map(|by| &by.text) == self.decider.as_ref()
            && item.waiting_on == self.waiting_on.as_deref().map(clean)
            && item.priority == self.priority
            && item.tags == self.tags
            && !item.refers
            && !item.private
    }

    fn closers(&self, item: &Item, so_far: Closers) -> Closers {
        Closers {
            due: so_far.due || (self.due.is_none() && item.due.is_some()),
            owner: so_far.owner || (self.owners.is_empty() && !item.owners.is_empty()),
            waiting: so_far.waiting || (self.waiting_on.is_none() && item.waiting_on.is_some()),
            priority: so_far.priority || (self.priority.is_none() && item.priority.is_some()),
        }
    }

    fn boxed(&self) -> Option<Mark> {
        self.mark
            .or((self.what == What::Action).then_some(Mark::Open))
    }

    fn compose(&self, form: Form, escape: Escape, closers: Closers) -> String {
        let mut line = String::new();
        if let Some(mark) = self.boxed().filter(|_| form == Form::Bullet) {
            line.push_str(&format!("[{}] ", mark.sign()));
        }
        let keyed =
            self.what != What::Action || form != Form::Bullet || escape == Escape::Everything;
        if let Some(keyword) = keyword(self.what).filter(|_| keyed) {
            line.push_str(&format!("{keyword}: "));
        }
        let leads = self.what == What::Action
            && !self.owners.is_empty()
            && self.owners.iter().all(|owner| is_handle(owner));
        if leads {
            line.push_str(&format!("{}: ", people(&self.owners)));
        }
        line.push_str(&escaped(&clean(&self.title), escape));
        for slug in &self.tags {
            line.push_str(&format!(" #{slug}"));
        }
        self.push_groups(&mut line, leads, escape, closers);
        if let Some(id) = self.id {
            line.push_str(&format!(" ^{id}"));
        }
        line
    }

    fn push_groups(&self, line: &mut String, leads: bool, escape: Escape, closers: Closers) {
        let owner = (!leads && !self.owners.is_empty()).then(|| people(&self.owners));
        let decider = self.decider.as_deref().map(person);
        let waiting_on = self
            .waiting_on
            .as_deref()
            .map(|whom| escaped(&clean(whom), escape));
        let priority = self.priority.map(|level| level.word().to_string());
        let due = self.due.map(|date| date.to_string());
        push_group(line, "owner", owner, closers.owner);
        push_group(line, "decider", decider, false);
        push_group(line, "waiting on", waiting_on, closers.waiting);
        push_group(line, "priority", priority, closers.priority);
        push_group(line, "due", due, closers.due);
    }
}

fn keyword(what: What) -> Option<&'static str> {
    match what {
        What::Action => Some("ACTION"),
        What::Decision => Some("DECISION"),
        What::OpenDecision => Some("DECISION NEEDED"),
        What::Question => Some("QUESTION"),
        What::Risk => Some("RISK"),
        What::Assumption => Some("ASSUMPTION"),
        What::Issue => Some("ISSUE"),
        What::Need => Some("NEED"),
        What::Milestone => None,
    }
}

fn push_group(line: &mut String, key: &str, value: Option<String>, closed: bool) {
    if let Some(value) = value.or(closed.then(|| "none".to_string())) {
        line.push_str(&format!(" ({key}: {value})"));
    }
}

fn people(names: &[String]) -> String {
    names
        .iter()
        .map(|name| person(name))
        .collect::<Vec<_>>()
        .join(", ")
}

fn person(name: &str) -> String {
    if is_handle(name) {
        format!("@{name}")
    } else {
        clean(name)
    }
}

/// Returns a text with every sign escaped, so that a line that holds it is read as words alone.
pub fn literal(text: &str) -> String {
    escaped(&clean(text), Escape::Everything)
}

fn escaped(text: &str, escape: Escape) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for sign in text.chars() {
        let head = before == ' ' || sign == ':' || sign == '\\';
        if is_sign(sign) && (escape == Escape::Everything || (escape == Escape::Heads && head)) {
            out.push('\\');
        }
        out.push(sign);
        before = sign;
    }
    out
}

/// A roster for reading back: as the real one, and with or without all that is written as a name, since the
/// attendees of the notes are known there, too.
struct Probe<'a> {
    names: bool,
    slugs: &'a [String],
    roster: &'a dyn Roster,
}

impl Roster for Probe<'_> {
    fn knows(&self, name: &str) -> bool {
        let first = name.split(' ').next().unwrap_or("");
        self.roster.knows(name)
            || (self.names && name.split(' ').all(is_name_word) && !is_no_name(first))
    }
    fn knows_workstream(&self, slug: &str) -> bool {
        self.roster.knows_workstream(slug) || self.slugs.iter().any(|own| own == slug)
    }
}

/// Appends ` ^A-12` to the end of the given lines (from 1); every other byte stays.
pub fn with_anchors(text: &str, anchors: &[(usize, ItemId)]) -> String {
    let mut anchors = anchors.to_vec();
    anchors.sort();
    let mut anchors = anchors.into_iter().peekable();
    let mut out = String::with_capacity(text.len() + anchors.len() * 8);
    for (index, (start, line, end)) in physical(text).enumerate() {
        out.push_str(line);
        while let Some((_, id)) = anchors.next_if(|(number, _)| *number <= index + 1) {
            out.push_str(&format!(" ^{id}"));
        }
        out.push_str(&text[start + line.len()..end]);
    }
    out
}

/// Replaces the lines of each item by its canonical line in one pass; indentation, bullet, heading marks and
/// `%%` stay. A line without a bullet gets one when its item has a box; a row of a table stays as it is. Overlapping ranges: the first wins.
pub fn rewrite_lines(text: &str, rewrites: &[Rewrite], roster: &dyn Roster) -> String {
    let mut rewrites: Vec<&Rewrite> = rewrites.iter().collect();
    rewrites.sort_by_key(|rewrite| rewrite.line);
    let mut rewrites = rewrites.into_iter().peekable();
    let parsed = lines::lines(text);
    let rows = tables::marked(&parsed);
    let mut out = String::with_capacity(text.len());
    let mut skipped_to = 0;
    for (((start, raw, end), line), is_row) in physical(text).zip(&parsed).zip(rows) {
        let break_after = &text[start + raw.len()..end];
        if line.number <= skipped_to {
            continue;
        }
        while rewrites
            .next_if(|rewrite| rewrite.line < line.number)
            .is_some()
        {}
        let own = |rewrite: &&Rewrite| rewrite.line == line.number && !is_row;
        let Some(rewrite) = rewrites.next_if(own) else {
            out.push_str(&text[start..end]);
            continue;
        };
        skipped_to = rewrite.last_line;
        out.push_str(&rewritten(line, &rewrite.item, roster));
        out.push_str(break_after);
    }
    out
}

fn rewritten(line: &Line<'_>, item: &Canonical, roster: &dyn Roster) -> String {
    let prefix = match line.mark {
        Some(_) => line
            .prefix
            .trim_end()
            .rfind('[')
            .map_or(line.prefix, |at| &line.prefix[..at]),
        None => line.prefix,
    };
    match line.form {
        Form::Heading(_) => format!("{prefix}{}", item.written(roster, line.form)),
        Form::Text if item.boxed().is_some() => format!("{prefix}- {}", item.line(roster)),
        _ => format!("{prefix}{}", item.line(roster)),
    }
}

/// Drops the `%%` lines, for export.
pub fn without_private(text: &str) -> String {
    let parsed = lines::lines(text);
    let mut out = String::with_capacity(text.len());
    for ((start, _, end), line) in physical(text).zip(&parsed) {
        if !line.private {
            out.push_str(&text[start..end]);
        }
    }
    out
}

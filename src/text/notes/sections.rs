//! Where each line stands: under which heading or label line, by the words of that heading. Decides nothing
//! about items.

use crate::model::words::Seat;
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::types::{Presence, What};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Other,
    /// Directly under an agenda's heading: topics.
    Agenda,
    /// Under a heading of its own inside an agenda: notes of that topic.
    AgendaTopic,
    People(Presence, Seat),
    Actions,
    Decisions,
    /// Decisions and actions under one heading.
    Mixed,
    Tracked(What),
    /// A review of earlier actions: replies only.
    Previous,
    /// Parking lot, next meeting, future topics: nothing is tracked from its bullets.
    Parked,
}

mod titles;

use titles::{closes, of_heading, of_label};
pub(super) use titles::{of_people, of_phrase};

/// Where one line stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub section: Section,
    /// The line is itself a label or heading that opens a section.
    pub opens: bool,
    /// Numbers the runs of lines under one heading or label.
    pub run: u32,
    /// The words of a heading inside a section, such as a person's name under "Actions".
    pub heading: Option<String>,
}

/// Returns the place of each line; `are_people` says whether a label names people and nothing else.
pub(super) fn places(lines: &[Line<'_>], are_people: &dyn Fn(&str) -> bool) -> Vec<Place> {
    let mut walk = Walk {
        headings: Vec::new(),
        label: None,
        people: None,
        are_people,
        run: 0,
        after_blank: false,
        is_filled: false,
    };
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let is_said = matches!(line.form, Form::Bullet | Form::Text);
            let mut further = lines[index + 1..].iter();
            let mut next = || further.find(|next| next.form != Form::Blank);
            let next = if is_said { next() } else { None };
            walk.place(line, next)
        })
        .collect()
}

struct Walk<'a> {
    /// Open headings: level, section, words.
    headings: Vec<(u8, Section, Option<String>)>,
    label: Option<Label>,
    /// Whom a label inside a section of actions names.
    people: Option<String>,
    are_people: &'a dyn Fn(&str) -> bool,
    run: u32,
    after_blank: bool,
    /// Bullets stand under the heading that is open.
    is_filled: bool,
}

struct Label {
    section: Section,
    /// The indentation of a label that is a bullet.
    bullet: Option<usize>,
}

impl Walk<'_> {
    fn place(&mut self, line: &Line<'_>, next: Option<&Line<'_>>) -> Place {
        let opens = self.enter(line, next);
        self.after_blank = line.form == Form::Blank;
        let section = match &self.label {
            Some(label) => label.section,
            None => self
                .headings
                .last()
                .map_or(Section::Other, |heading| heading.1),
        };
        let heading = self
            .headings
            .last()
            .filter(|_| self.label.is_none())
            .and_then(|heading| heading.2.clone());
        let heading = self.people.clone().or(heading);
        Place {
            section,
            opens,
            run: self.run,
            heading,
        }
    }

    fn enter(&mut self, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        match line.form {
            Form::Heading(level) => self.enter_heading(level, line.body),
            Form::Rule if self.is_filled && self.label.is_none() => self.close(),
            Form::Rule => self.leave_label(),
            Form::Bullet | Form::Text => return self.enter_label(line, next),
            Form::Blank | Form::Skipped | Form::Row => return false,
        }
        matches!(line.form, Form::Heading(_))
    }

    /// Ends what the heading opened: what follows is talk again, up to the next heading or label.
    fn close(&mut self) {
        self.people = None;
        self.label = Some(Label {
            section: Section::Other,
            bullet: None,
        });
        self.run += 1;
    }

    fn leave_label(&mut self) {
        let named = self.people.take().is_some();
        if self.label.take().is_some() || named {
            self.run += 1;
        }
    }

    fn enter_heading(&mut self, level: u8, body: &str) {
        self.label = None;
        self.is_filled = false;
        self.people = None;
        self.run += 1;
        while self.headings.last().is_some_and(|open| open.0 >= level) {
            self.headings.pop();
        }
        let outer = self.headings.last().map_or(Section::Other, |open| open.1);
        let words = phrase(body);
        let (section, inner) = match (of_heading(&words, &in_brackets(body)), outer) {
            (Some(section), _) => (section, None),
            (None, Section::Actions | Section::Decisions | Section::Mixed) if closes(&words) => {
                (Section::Other, None)
            }
            (None, Section::Agenda | Section::AgendaTopic) => (Section::AgendaTopic, None),
            (None, Section::Actions | Section::Previous | Section::Parked) => {
                (outer, Some(unmask(&plain(body))))
            }
            (None, _) => (Section::Other, None),
        };
        self.headings.push((level, section, inner));
    }

    /// Reads `**Lee:**` in a section of actions: the bullets under it are theirs.
    fn names_people(&mut self, body: &str) -> bool {
        let heading = self.headings.last();
        let section = match &self.label {
            Some(label) => Some(label.section),
            None => heading.map(|heading| heading.1),
        };
        if body.len() > 80 {
            return false;
        }
        let words = unmask(&plain(body));
        let words = words.trim_end_matches([':', ' ']);
        let are_people = section == Some(Section::Actions) && (self.are_people)(words);
        if are_people {
            self.people = Some(words.to_string());
            self.run += 1;
        }
        are_people
    }

    /// Opens a label's run, or ends the one that is open; says whether the line is a label.
    fn enter_label(&mut self, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        let bullet = (line.form == Form::Bullet).then_some(line.indent);
        self.is_filled |= bullet.is_some();
        let lists = next.is_some_and(|next| matches!(next.form, Form::Bullet | Form::Row));
        let is_bare = bullet.is_none();
        let is_roll = lists && is_bare && phrase(line.body) == "people present";
        if is_bare && line.indent == 0 && self.is_filled && is_farewell(line.body) {
            self.close();
            return false;
        }
        let is_over_list = is_bare && line.mark.is_none() && lists;
        if is_over_list && self.names_people(line.body) {
            return true;
        }
        if line.mark.is_none() && (is_label(line.body, lists) || is_roll) {
            let deeper =
                next.is_some_and(|next| next.form == Form::Bullet && next.indent > line.indent);
            let opens = line.anchor.is_none() && (bullet.is_none() || deeper);
            if let Some(section) = of_label(&phrase(line.body)).filter(|_| opens) {
                self.people = None;
                self.label = Some(Label { section, bullet });
                self.run += 1;
                return true;
            }
            if bullet.is_none() {
                self.leave_label();
                if closes(&phrase(line.body)) {
                    self.close();
                }
            }
            return false;
        }
        let ended = match (&self.label, bullet) {
            (Some(label), Some(indent)) => label.bullet.is_some_and(|own| indent <= own),
            (Some(label), None) => line.indent == 0 && self.after_blank && label.bullet.is_some(),
            (None, _) => false,
        };
        if ended {
            self.leave_label();
        }
        false
    }
}

/// A line that is only bold words, words up to a colon, or above a list the name of a section.
fn is_label(body: &str, lists: bool) -> bool {
    if body.len() > 80 {
        return false;
    }
    let bare = body.trim_end();
    let bold = (bare.starts_with("**") && bare.ends_with("**"))
        || (bare.starts_with("__") && bare.ends_with("__"));
    let inner = bare.trim_matches(['*', '_']);
    bold && bare.len() > 4 && !inner.contains("**")
        || inner.trim_end().ends_with(':')
        || inner.ends_with(" -") && of_label(&phrase(inner)) == Some(Section::Actions)
        || lists && is_bare_label(inner)
}

/// "Actions", "Decisions" with nothing else on the line, without colon or bold.
fn is_bare_label(body: &str) -> bool {
    let words = body.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_title = words.starts_with(char::is_uppercase) && words.split_whitespace().count() <= 4;
    is_title
        && matches!(
            of_label(&phrase(body)),
            Some(
                Section::Actions
                    | Section::Decisions
                    | Section::Mixed
                    | Section::Tracked(_)
                    | Section::Previous
            )
        )
}

/// "Thanks everyone!", "Meeting adjourned": nothing is listed after that.
fn is_farewell(body: &str) -> bool {
    let lower = plain(body).to_lowercase();
    let heads = [
        "thanks",
        "thank you",
        "see you",
        "meeting adjourned",
        "adjourned",
        "meeting closed",
    ];
    lower.len() <= 60 && heads.iter().any(|head| lower.starts_with(head))
}

/// The lower-case words that stand in the parentheses of a heading.
fn in_brackets(body: &str) -> String {
    let inner = body
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    inner.map_or(String::new(), |(inner, _)| phrase(inner))
}

/// Drops `V. ` in front of a heading.
fn without_roman(body: &str) -> &str {
    match body.split_once(". ") {
        Some((number, rest)) if !number.is_empty() && number.chars().all(|c| "IVX".contains(c)) => {
            rest
        }
        _ => body,
    }
}

/// Reduces a heading to lower-case words: no links, numbers in front, brackets, colon.
pub(super) fn phrase(body: &str) -> String {
    let text = plain(body);
    let text = without_roman(&text);
    let mut words = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '[' if depth == 0 => {}
            ']' if depth == 0 => {}
            _ if depth > 0 => {}
            c if c.is_alphanumeric() || matches!(c, '\'' | '’' | '&' | '/' | '+' | '-') => {
                words.extend(c.to_lowercase())
            }
            _ if last == ' ' => {}
            _ => words.push(' '),
        }
        last = words.chars().next_back().unwrap_or(' ');
    }
    let numbered = |c: char| c.is_ascii_digit() || c == ' ' || c == '-';
    let words = words.trim_start_matches(numbered);
    words.trim_end_matches([' ', '-']).trim().replace('’', "'")
}

//! Who was there, and who is known while the rest is read: attendees from lists, lines and tables, and the
//! speakers of the text.

use std::collections::{HashMap, HashSet};

use crate::model::words::Seat;
use crate::text::notes::header;
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::plain::plain;
use crate::text::notes::sections::{Place, Section, of_people, phrase};
use crate::text::notes::types::{Attendee, Presence, Roster};
use crate::text::notes::words::{is_no_name, is_nobody};

/// A line of names and initials without a label counts as a roll among this many lines.
const EARLY: usize = 40;
/// Bytes of such a line; a longer one is prose.
const LONGEST_ROLL: usize = 4000;

/// Returns everybody who is named as present or absent, each once, in the order of the text.
pub(super) fn attendees(text: &str, lines: &[Line<'_>], places: &[Place]) -> Vec<Attendee> {
    let mut hall = Hall::default();
    for (line, name, presence, seat) in header::people(text) {
        for piece in split_list(&plain(&name)) {
            hall.take(person(piece), line, presence, seat);
        }
    }
    let mut index = 0;
    while index < lines.len() {
        index += match people_line(&lines[index]) {
            Some((section, names)) => hall.take_people_line(lines, index, section, &names),
            None => hall.take_section_line(lines, places, index),
        };
    }
    settle_initials(&mut hall.attendees);
    hall.attendees
}

/// Reads a list of names: each somebody, or the words of what is no person.
pub fn named(text: &str, line: usize) -> Vec<Result<Attendee, String>> {
    let text = plain(text);
    let pieces = split_list(&text).filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| match person(piece) {
            Some(Person {
                name,
                handle,
                initials,
            }) => Ok(Attendee {
                line,
                name,
                handle,
                initials,
                presence: Presence::Present,
                seat: Seat::Member,
            }),
            None => Err(piece.to_owned()),
        })
        .collect()
}

mod person;

use person::{Person, initials, is_roll, person, settle_initials, split_list};

#[derive(Default)]
struct Hall {
    attendees: Vec<Attendee>,
    by_name: HashMap<String, usize>,
    table: Option<Columns>,
    /// The run of lines whose bullets name people, and how many of them were seen.
    run: (u32, usize),
}

/// Which cells of a table hold the name and the handle.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    handle: Option<usize>,
    initials: Option<usize>,
}

impl Hall {
    /// Reads `Attendees: a, b,` and the lines it goes on in; returns how many lines that were.
    fn take_people_line(
        &mut self,
        lines: &[Line<'_>],
        index: usize,
        section: Section,
        names: &str,
    ) -> usize {
        let Section::People(presence, seat) = section else {
            return 1;
        };
        self.take_list(names, lines[index].number, presence, seat);
        let goes_on = |line: &&Line<'_>| {
            line.form == Form::Text && people_line(line).is_none() && !line.body.contains(':')
        };
        let further = if names.trim_end().ends_with(',') || lines[index].width >= 50 {
            lines[index + 1..].iter().take_while(goes_on).count()
        } else {
            0
        };
        for line in &lines[index + 1..=index + further] {
            self.take_list(line.body, line.number, presence, seat);
        }
        1 + further
    }

    fn take_section_line(&mut self, lines: &[Line<'_>], places: &[Place], index: usize) -> usize {
        let (line, place) = (&lines[index], &places[index]);
        let Section::People(presence, seat) = place.section else {
            let early = index < EARLY && line.form == Form::Text && line.width < LONGEST_ROLL;
            if early && is_roll(&plain(line.body)) {
                self.take_list(line.body, line.number, Presence::Present, Seat::Member);
            }
            return 1;
        };
        if place.opens {
            self.table = None;
            return 1;
        }
        match line.form {
            Form::Row => self.take_row(line, presence, seat),
            Form::Text if line.body.contains('|') => self.take_row(line, presence, seat),
            Form::Bullet => self.take_bullet(line, place, presence, seat),
            Form::Text => self.take_list(line.body, line.number, presence, seat),
            _ => {}
        }
        1
    }

    /// A bullet is one person ("Ann Lee, Company"), unless it is the only one and holds a list.
    fn take_bullet(&mut self, line: &Line<'_>, place: &Place, presence: Presence, seat: Seat) {
        self.run = if self.run.0 == place.run {
            (place.run, self.run.1 + 1)
        } else {
            (place.run, 1)
        };
        if self.run.1 == 1 && line.body.matches(',').count() > 1 {
            return self.take_list(line.body, line.number, presence, seat);
        }
        let person = person(&plain(line.body));
        let person = person.or_else(|| self::person(&plain(line.body.split(',').next()?)));
        self.take(person, line.number, presence, seat);
    }

    fn take_list(&mut self, list: &str, number: usize, presence: Presence, seat: Seat) {
        let text = plain(list.trim_end_matches('\\'));
        let people: Vec<_> = split_list(&text)
            .map(|piece| (piece, person(piece)))
            .collect();
        let found = people.iter().filter(|(_, person)| person.is_some()).count();
        // A sentence among the names is prose, unless most pieces are people.
        if found * 2 <= people.iter().filter(|(piece, _)| !piece.is_empty()).count()
            && people.len() > found
        {
            return;
        }
        for (_, person) in people {
            self.take(person, number, presence, seat);
        }
    }

    fn take_row(&mut self, line: &Line<'_>, presence: Presence, seat: Seat) {
        let text = plain(line.body);
        let cells: Vec<&str> = text.trim_matches('|').split('|').map(str::trim).collect();
        let Some(columns) = self.table else {
            let at = |names: &[&str]| {
                cells
                    .iter()
                    .position(|cell| names.contains(&cell.to_lowercase().as_str()))
            };
            let handle = at(&[
                "github",
                "handle",
                "username",
                "github handle",
                "github username",
                "alias",
            ]);
            let initials = at(&[
                "abbreviation",
                "abbrev",
                "abbr",
                "initials",
                "delegate abbreviation",
            ]);
            let name = at(&["name", "person", "attendee", "who", "member", "participant"]);
            self.table = Some(Columns {
                name: name.unwrap_or(0),
                handle,
                initials,
            });
            if name.is_none() && handle.is_none() {
                self.take(
                    cells.first().and_then(|cell| person(cell)),
                    line.number,
                    presence,
                    seat,
                );
            }
            return;
        };
        let Some(mut found) = cells.get(columns.name).and_then(|cell| person(cell)) else {
            return;
        };
        let handle = columns
            .handle
            .and_then(|at| cells.get(at))
            .map(|cell| link_words(cell).trim_start_matches('@'));
        let letters = columns.initials.and_then(|at| cells.get(at));
        found.initials = letters
            .filter(|letters| is_initials(letters))
            .map(|letters| letters.to_string())
            .or(found.initials);
        found.handle = found
            .handle
            .or(handle.filter(|text| is_handle(text)).map(str::to_string));
        self.take(Some(found), line.number, presence, seat);
    }

    fn take(&mut self, person: Option<Person>, line: usize, presence: Presence, seat: Seat) {
        let Some(Person {
            name,
            handle,
            initials,
        }) = person
        else {
            return;
        };
        match self.by_name.get(&name.to_lowercase()) {
            Some(index) => {
                let known = &mut self.attendees[*index];
                known.handle = known.handle.take().or(handle);
                known.seat = if seat == Seat::Member {
                    known.seat
                } else {
                    seat
                };
            }
            None => {
                self.by_name
                    .insert(name.to_lowercase(), self.attendees.len());
                self.attendees.push(Attendee {
                    line,
                    name,
                    handle,
                    initials,
                    presence,
                    seat,
                });
            }
        }
    }
}

/// Returns the words of a link that is a whole cell.
fn link_words(cell: &str) -> &str {
    let inner = cell.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    inner.map_or(cell, |(words, _)| words)
}

/// Splits `Attendees: a, b` and `present+ a` at their sign; none for other lines.
pub(super) fn people_line(line: &Line<'_>) -> Option<(Section, String)> {
    if !matches!(line.form, Form::Text | Form::Bullet)
        || line.mark.is_some()
        || line.anchor.is_some()
    {
        return None;
    }
    let cut = line.body.find([':', '+']).filter(|at| *at <= 30)?;
    let section = of_people(&phrase(&line.body[..cut]))?;
    let names = line.body[cut + 1..]
        .trim_start_matches(['*', '_', ':', ' '])
        .trim();
    (!names.is_empty()).then(|| (section, names.to_string()))
}

pub(super) fn is_handle_sign(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Says whether `text` can be a handle.
pub(super) fn is_handle(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|c: char| c.is_alphanumeric())
        && text.chars().all(is_handle_sign)
}

/// Everybody who can be meant by a bare name while a text is read.
pub(super) struct Known<'a> {
    names: HashSet<String>,
    initials: HashSet<String>,
    pub has_attendees: bool,
    pub roster: &'a dyn Roster,
}

impl<'a> Known<'a> {
    pub fn new(attendees: &[Attendee], lines: &[Line<'_>], roster: &'a dyn Roster) -> Known<'a> {
        let mut known = Known::of_roster(roster);
        known.has_attendees = !attendees.is_empty();
        for attendee in attendees {
            known.names.insert(attendee.name.to_lowercase());
            known
                .names
                .extend(attendee.handle.as_ref().map(|handle| handle.to_lowercase()));
            known.names.extend(
                attendee
                    .name
                    .split_whitespace()
                    .next()
                    .map(str::to_lowercase),
            );
            known.initials.extend(initials(&attendee.name));
            known.initials.extend(attendee.initials.clone());
        }
        let known_by_talk = |(name, turns): &(String, usize)| {
            let nick = name.starts_with(char::is_lowercase);
            *turns >= if nick { 3 } else { 2 }
        };
        for (speaker, _) in speakers(lines).into_iter().filter(known_by_talk) {
            match is_initials(&speaker) {
                true => known.initials.insert(speaker),
                false => known.names.insert(speaker.to_lowercase()),
            };
        }
        known
    }

    pub fn of_roster(roster: &'a dyn Roster) -> Known<'a> {
        Known {
            names: HashSet::new(),
            initials: HashSet::new(),
            has_attendees: false,
            roster,
        }
    }

    pub fn knows(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
            || (is_initials(name) && self.knows_initials(name))
            || self.roster.knows(name)
    }

    pub fn knows_initials(&self, text: &str) -> bool {
        self.initials.contains(text)
    }
}

/// Two or three capitals.
pub(super) fn is_initials(text: &str) -> bool {
    text.len() <= 9
        && (2..=3).contains(&text.chars().count())
        && text.chars().all(char::is_uppercase)
}

/// Counts who opens lines with `Name:` or `[Name]`.
fn speakers(lines: &[Line<'_>]) -> HashMap<String, usize> {
    let mut turns = HashMap::new();
    for line in lines
        .iter()
        .filter(|line| matches!(line.form, Form::Bullet | Form::Text))
    {
        let Some(name) = speaker_name(line.body) else {
            continue;
        };
        *turns.entry(name.to_string()).or_default() += 1;
    }
    turns
}

fn speaker_name(body: &str) -> Option<&str> {
    let bare = body.trim_start_matches(['*', '_', '@']);
    let name = match bare.strip_prefix('[') {
        Some(inner) => inner
            .split_once("]")
            .filter(|(_, rest)| !rest.starts_with("("))
            .map(|(name, _)| name)?,
        None => bare
            .split_once(':')
            .filter(|(_, rest)| !rest.starts_with("//"))
            .map(|(name, _)| name)?,
    };
    let name = name.trim_matches(['*', '_', '@', ' ']);
    let words = name.split(' ').count();
    let nick = words == 1 && is_handle(name) && name.starts_with(char::is_lowercase);
    let shape = name.len() <= 30 && words <= 3 && (nick || name.split(' ').all(is_name_word));
    (shape && !is_no_name(name.split(' ').next()?) && !is_nobody(name) && name.len() > 1)
        .then_some(name)
}

/// Says whether `word` is written as a name is: a capital, then letters.
pub(super) fn is_name_word(word: &str) -> bool {
    word.len() <= 30
        && word.starts_with(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
}

//! Who was there, and who is known while the rest is read: attendees from lists, lines and tables, and the
//! speakers of the text.

use std::collections::{HashMap, HashSet};

use crate::model::words::Seat;
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::plain::{plain, unmask};
use crate::text::notes::sections::{Place, Section, of_people, phrase};
use crate::text::notes::types::{Attendee, Presence, Roster};
use crate::text::notes::words::{is_common, is_group, is_no_name, is_nobody, is_verb};

/// Returns everybody who is named as present or absent, each once, in the order of the text.
pub(super) fn attendees(lines: &[Line<'_>], places: &[Place]) -> Vec<Attendee> {
    let mut hall = Hall::default();
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
            let name = at(&["name", "person", "attendee", "who", "member", "participant"]);
            self.table = Some(Columns {
                name: name.unwrap_or(0),
                handle,
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
            .map(|cell| cell.trim_start_matches('@'));
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

struct Person {
    name: String,
    handle: Option<String>,
    initials: Option<String>,
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

/// Splits a list of names at commas, semicolons, `&` and "and" outside brackets.
fn split_list(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0i32;
    text.split(move |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth <= 0 && matches!(c, ',' | ';' | '&')
    })
    .flat_map(|piece| piece.split(" and "))
    .map(|piece| {
        piece
            .trim()
            .trim_start_matches("and ")
            .trim_end_matches('.')
            .trim()
    })
}

/// Reads one name with its handle and what stands in brackets behind it.
fn person(text: &str) -> Option<Person> {
    let text = text.trim().trim_matches(['-', ' ']);
    let handle = text
        .split(|c: char| !is_handle_sign(c) && c != '@')
        .find_map(|word| word.strip_prefix('@'));
    let handle = handle.filter(|word| is_handle(word)).map(str::to_string);
    let links_away = text.contains("@")
        && text.contains('/')
        && handle
            .as_ref()
            .is_some_and(|h| text.contains(&format!("@{h}/")));
    let head = text
        .split(['(', '@', '<', '|', '/'])
        .next()
        .unwrap_or("")
        .split(" - ")
        .next()
        .unwrap_or("");
    let head = head
        .trim_matches(|c: char| c.is_whitespace() || "[]:,–—-~".contains(c))
        .replace("](", "");
    let name = unmask(&head);
    if links_away {
        return None;
    }
    if name.is_empty() {
        let handle = handle?;
        return Some(Person {
            name: handle.clone(),
            handle: Some(handle),
            initials: None,
        });
    }
    is_personal(&name).then(|| Person {
        initials: initials(&name),
        name,
        handle,
    })
}

/// Says whether `name` can be a person's: one to four words, no sentence, no group, no placeholder.
fn is_personal(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let word_ok = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '_'))
    };
    let particle = |word: &&str| {
        matches!(
            *word,
            "van"
                | "de"
                | "der"
                | "den"
                | "von"
                | "du"
                | "la"
                | "le"
                | "al"
                | "bin"
                | "da"
                | "di"
                | "el"
                | "ten"
        )
    };
    let capital = |word: &&str| {
        !word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let starts_well = words
        .first()
        .is_some_and(|word| word.starts_with(char::is_alphabetic));
    starts_well
        && words.len() <= 5
        && words.iter().all(word_ok)
        && (words.len() == 1 || words.iter().all(|word| capital(word) || particle(word)))
        && !words.iter().any(|word| is_nobody(word) || is_group(word))
        && !is_common(words[0])
        && (words.len() > 1 || !is_verb(words[0]) || !is_no_name(words[0]))
        && !matches!(
            name.to_lowercase().as_str(),
            "name" | "organization" | "n/a" | "etc" | "name here" | "full name"
        )
        && !name.ends_with('.')
}

fn initials(name: &str) -> Option<String> {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    let capitals: String = letters.chars().filter(|c| c.is_uppercase()).collect();
    (capitals.chars().count() >= 2).then_some(capitals)
}

fn settle_initials(attendees: &mut [Attendee]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for initials in attendees
        .iter()
        .filter_map(|attendee| attendee.initials.clone())
    {
        *counts.entry(initials).or_default() += 1;
    }
    for attendee in attendees {
        if attendee
            .initials
            .as_ref()
            .is_some_and(|initials| counts[initials] > 1)
        {
            attendee.initials = None;
        }
    }
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
        }
        for (speaker, _) in speakers(lines).into_iter().filter(|(_, turns)| *turns >= 2) {
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
    (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
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
        None => bare.split_once(':').map(|(name, _)| name)?,
    };
    let name = name.trim_matches(['*', '_', '@', ' ']);
    let words = name.split(' ').count();
    let shape = name.len() <= 30 && words <= 3 && name.split(' ').all(is_name_word);
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

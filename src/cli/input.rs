//! From typed words to values: IDs, people, dates, choices, and text from standard input.
#![allow(clippy::disallowed_methods)] // standard input is read here for `-` alone

use std::io::Read;

use chrono::{NaiveDate, NaiveTime};

use crate::model::recurrence::Rule;
use crate::model::words::{Door, DueSource, Level};
use crate::ops::act::Due;
use crate::ops::edit::{ListEdit, Set};
use crate::ops::people::{self, Newcomers};
use crate::store::Access;
use crate::text::criteria::{self, Scored, Weighted};
use crate::text::dates::{Exactness, Reading, Span};
use crate::text::ids::{self, IdWord};
use crate::text::names::{self, Handle, PersonWord};
use crate::text::recurrence::{self, RecurrenceProblem};

use super::app::App;
use super::error::{CliError, Exit};

/// How much standard input may hold, in bytes.
pub const MOST_INPUT: u64 = 64 << 20;

impl App {
    /// Reads ID words; `-` stands for those on standard input.
    pub fn ids(&self, words: &[String]) -> Result<Vec<IdWord>, CliError> {
        let mut read = Vec::new();
        for word in words {
            match self.id(word)? {
                IdWord::Stdin => {
                    for line in self.stdin()?.split_whitespace() {
                        read.push(self.id(line)?);
                    }
                    if read.is_empty() {
                        return Err(CliError::usage(
                            "standard input held no ID",
                            "pipe IDs in, such as those that -q prints",
                        ));
                    }
                }
                id => read.push(id),
            }
        }
        Ok(read)
    }

    /// Reads one ID word.
    pub fn id(&self, word: &str) -> Result<IdWord, CliError> {
        ids::read(word).map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
    }

    /// Reads the name of a person: a handle, or the full name of somebody who is known.
    pub fn person(&self, word: &str) -> Result<PersonWord, CliError> {
        let problem = match names::read_person(word) {
            Ok(read) => return Ok(read),
            Err(problem) => problem,
        };
        if !word.trim().contains(char::is_whitespace) {
            return Err(CliError::usage(problem.to_string(), problem.hint()));
        }
        let store = self.store(Access::Read)?;
        match people::handle_named(store.reader(), word.trim())? {
            Some(handle) => names::read_person(&handle)
                .map_err(|problem| CliError::usage(problem.to_string(), problem.hint())),
            None => Err(CliError::usage(
                format!("nobody is called \"{}\"", word.trim()),
                match names::handle_from_name(word) {
                    Some(handle) => format!("somebody new is named by a handle, such as @{handle}"),
                    None => problem.hint().to_owned(),
                },
            )),
        }
    }

    /// Reads one more name of somebody, which is one word as a handle is.
    pub fn alias(&self, word: &str) -> Result<Handle, CliError> {
        let error = match self.handle(word) {
            Ok(alias) => return Ok(alias),
            Err(error) => error,
        };
        match word.contains(char::is_whitespace) {
            true => Err(error.hint("an alias is one word; --name keeps a full name")),
            false => Err(error),
        }
    }

    /// Reads the handle of somebody or of a group.
    pub fn handle(&self, word: &str) -> Result<Handle, CliError> {
        names::read_handle(word)
            .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
    }

    /// Reads the names of people.
    pub fn people(&self, words: &[String]) -> Result<Vec<PersonWord>, CliError> {
        words.iter().map(|word| self.person(word)).collect()
    }

    /// Reads a date on which something is to happen.
    pub fn date(&self, word: &str) -> Result<NaiveDate, CliError> {
        Ok(self.deadline(word)?.date)
    }

    /// Reads a date on which something happened.
    pub fn past_date(&self, word: &str) -> Result<NaiveDate, CliError> {
        let reading = self
            .calendar()
            .read_window(word)
            .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))?;
        self.note_guess(word, reading);
        Ok(reading.date)
    }

    /// Reads a date on which something happened, if one was typed.
    pub fn optional_past_date(&self, word: Option<&str>) -> Result<Option<NaiveDate>, CliError> {
        word.map(|word| self.past_date(word)).transpose()
    }

    /// Reads a deadline.
    pub fn deadline(&self, word: &str) -> Result<Due, CliError> {
        let reading = self
            .calendar()
            .read(word)
            .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))?;
        self.note_guess(word, reading);
        Ok(Due {
            date: reading.date,
            source: DueSource::Explicit,
        })
    }

    /// Reads a time of day.
    pub fn time(&self, word: &str) -> Result<NaiveTime, CliError> {
        recurrence::read_time(word).map_err(|problem| said(&problem))
    }

    /// Reads a length of time in minutes.
    pub fn minutes(&self, word: &str) -> Result<i64, CliError> {
        recurrence::read_minutes(word).map_err(|problem| said(&problem))
    }

    /// Reads how often a series meets; what is left open follows from its `first` day.
    pub fn rule(&self, words: &str, first: NaiveDate) -> Result<Rule, CliError> {
        recurrence::read_rule(words, first).map_err(|problem| said(&problem))
    }

    /// Reads from which day to which; `none` or nothing ends it.
    pub fn span(&self, word: &str) -> Result<Set<Span>, CliError> {
        if matches!(word, "" | "none") {
            return Ok(Set::Empty);
        }
        let span = self.calendar().read_span(word);
        span.map(Set::To)
            .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
    }

    /// Keeps a date that was made from words, to be told with the result.
    fn note_guess(&self, word: &str, reading: Reading) {
        if reading.exactness == Exactness::Words {
            self.guessed
                .borrow_mut()
                .push((word.to_owned(), reading.date));
        }
    }

    /// Returns all that standard input holds.
    pub fn stdin(&self) -> Result<String, CliError> {
        if let Some(text) = &self.fed {
            return Ok(text.clone());
        }
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(MOST_INPUT + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| {
                CliError::new(
                    Exit::Io,
                    "io",
                    format!("standard input cannot be read: {error}"),
                )
                .hint("name a file, or pipe text in")
            })?;
        if bytes.len() as u64 > MOST_INPUT {
            return Err(CliError::new(
                Exit::DataBad,
                "too_big",
                format!("standard input holds more than {MOST_INPUT} bytes"),
            )
            .hint("split it"));
        }
        utf8(bytes, "standard input")
    }

    /// Returns the text of a file, or what standard input holds for `-`.
    pub fn file_text(&self, path: &str) -> Result<String, CliError> {
        if path == "-" {
            return self.stdin();
        }
        let unread = |error| {
            CliError::new(Exit::NoInput, "no_input", format!("{path}: {error}"))
                .hint("name a file that you may read")
        };
        let mut bytes = Vec::new();
        // A device may have no end.
        std::fs::File::open(path)
            .and_then(|file| file.take(MOST_INPUT + 1).read_to_end(&mut bytes))
            .map_err(unread)?;
        if bytes.len() as u64 > MOST_INPUT {
            return Err(CliError::new(
                Exit::DataBad,
                "too_big",
                format!("{path} holds more than {MOST_INPUT} bytes"),
            )
            .hint("split it"));
        }
        utf8(bytes, path)
    }

    /// Returns a text as typed, or what standard input holds for `-`.
    pub fn text(&self, typed: &str) -> Result<String, CliError> {
        if typed == "-" {
            return Ok(self.stdin()?.trim_end().to_owned());
        }
        Ok(typed.to_owned())
    }

    /// Returns words typed one by one as one text; a lone `-` is standard input.
    pub fn joined(&self, words: &[String]) -> Result<String, CliError> {
        self.text(&words.join(" "))
    }

    /// Reads a text field that `none` or nothing empties.
    pub fn set_text(&self, typed: Option<&str>) -> Result<Option<Set<String>>, CliError> {
        typed
            .map(|typed| {
                Ok(match self.text(typed)?.as_str() {
                    "" | "none" => Set::Empty,
                    text => Set::To(text.to_owned()),
                })
            })
            .transpose()
    }
}

fn said(problem: &RecurrenceProblem) -> CliError {
    CliError::usage(problem.to_string(), problem.hint())
}

impl App {
    /// Reads a list of criteria with their weights.
    pub fn criteria(&self, typed: Option<&str>) -> Result<ListEdit<Weighted>, CliError> {
        // Names of criteria may hold blanks.
        list_edit(typed, &[','], |word| {
            criteria::read_criterion(word)
                .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
        })
    }

    /// Reads the score of one criterion.
    pub fn score(&self, typed: &str) -> Result<Scored, CliError> {
        criteria::read_score(typed)
            .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
    }
}

/// Takes bytes for text, or says where they are none.
pub fn utf8(bytes: Vec<u8>, origin: &str) -> Result<String, CliError> {
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    let bad = |what: String| {
        CliError::new(Exit::DataBad, "not_utf8", format!("{origin} {what}"))
            .hint("save it as UTF-8")
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        bad(format!("is not UTF-8 at byte {at}"))
    })?;
    match text.find('\0') {
        // No text holds one; what does is another encoding or no text at all.
        Some(at) => Err(bad(format!("is not text: it holds a NUL at byte {at}"))),
        None => Ok(text),
    }
}

/// Reads a priority or impact.
pub fn level(word: &str) -> Result<Level, String> {
    match word.to_lowercase().as_str() {
        "h" | "high" | "1" => Ok(Level::High),
        "m" | "medium" | "2" => Ok(Level::Medium),
        "l" | "low" | "3" => Ok(Level::Low),
        _ => Err("it is high, medium or low".to_owned()),
    }
}

/// Reads which way a door opens.
pub fn door(word: &str) -> Result<Door, String> {
    match word.to_lowercase().replace('-', "_").as_str() {
        "two_way" | "two" | "2" => Ok(Door::TwoWay),
        "one_way" | "one" | "1" => Ok(Door::OneWay),
        _ => Err("it is one-way or two-way".to_owned()),
    }
}

/// Returns what `--new` says.
pub fn newcomers(new: bool) -> Newcomers {
    if new {
        Newcomers::Insisted
    } else {
        Newcomers::Careful
    }
}

/// What stands between names in a list.
pub const NAMES: &[char] = &[',', ' '];

/// Reads a list field: plain words replace it, `+x` adds, `-x` removes and `none` empties it.
pub fn list_edit<T>(
    typed: Option<&str>,
    separators: &[char],
    read: impl Fn(&str) -> Result<T, CliError>,
) -> Result<ListEdit<T>, CliError> {
    let mut edit = ListEdit::default();
    for word in typed.into_iter().flat_map(|typed| typed.split(separators)) {
        let word = word.trim();
        if let Some(word) = word.strip_prefix('+') {
            edit.add.push(read(word)?);
        } else if let Some(word) = word.strip_prefix('-') {
            edit.remove.push(read(word)?);
        } else if word == "none" {
            edit.replace.get_or_insert_default();
        } else if !word.is_empty() {
            edit.replace.get_or_insert_default().push(read(word)?);
        }
    }
    Ok(edit)
}

/// Reads a field that `none` empties.
pub fn set<T>(
    typed: Option<&str>,
    read: impl Fn(&str) -> Result<T, CliError>,
) -> Result<Option<Set<T>>, CliError> {
    Ok(match typed {
        None => None,
        Some("none" | "") => Some(Set::Empty),
        Some(word) => Some(Set::To(read(word)?)),
    })
}

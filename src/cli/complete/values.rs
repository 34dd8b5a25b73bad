//! What may stand for each value: known by the name that the value has in the help, so that a new
//! option completes without a word here.

use std::path::PathBuf;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::begun::{Begun, ranges};
use crate::config::Config;
use crate::config::settings::{ALIASES, Form, SEND, SETTINGS, Setting};
use crate::model::id::{ItemId, Kind};
use crate::model::person::Person;
use crate::model::words::{
    ActionStatus, DecisionStatus, Landed, LinkKind, MilestoneStatus, NeedStatus, RiskSort,
    RiskStatus, Strategy, WorkstreamStatus,
};
use crate::store::Store;
use crate::store::tables::glance::Wanted;
use crate::text::ids::{self, IdWord};

/// Stands at the end of a candidate that means: a path, which the shell knows best.
pub const PATH: &str = "\u{2}path";

/// How many IDs of a kind are offered.
const MOST_IDS: u32 = 30;

/// Where live values come from.
#[derive(Clone)]
pub struct Source {
    pub store: Option<PathBuf>,
    pub settings: Config,
    /// The words before the cursor.
    pub line: Vec<String>,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    Ids(&'static [Kind], Wanted),
    People,
    /// Somebody, who may have left.
    Anybody,
    Groups,
    /// An option of the decision that the line names.
    Options,
    Workstreams,
    /// Who gives or takes: a workstream, or somebody with a mark before.
    Sides,
    /// Who takes, or the open item that something is for.
    Takers,
    Series,
    /// A meeting by its ID, or the series of which it is one.
    Meetings(Wanted),
    /// Words of a text, among which people and workstreams are named with a mark before.
    Mentions,
    Words(Words),
    Settings,
    Commands,
    Path,
    /// Nothing that could be guessed.
    Free,
}

/// Words of which one fits, made when they are needed.
type Words = fn() -> Vec<&'static str>;

/// Returns the tree of commands with what completes each value.
pub fn attached(tree: Command, source: &Source) -> Command {
    let top: Vec<String> = tree
        .get_subcommands()
        .filter(|one| !one.is_hide_set())
        .map(|one| one.get_name().to_owned())
        .collect();
    attached_below(tree, source, &top, "")
}

fn attached_below(tree: Command, source: &Source, top: &[String], command: &str) -> Command {
    let tree = tree.mut_args(|arg| {
        let values = values_of(command, &arg);
        if values.iter().all(|value| matches!(value, Value::Free)) {
            return arg;
        }
        let (source, top) = (source.clone(), top.to_vec());
        arg.add(ArgValueCompleter::new(move |typed: &std::ffi::OsStr| {
            let typed = typed.to_string_lossy();
            let found = values
                .iter()
                .flat_map(|value| source.offer(*value, &typed, &top));
            found.collect::<Vec<_>>()
        }))
    });
    tree.mut_subcommands(|one| {
        // What stands below a command, such as `import notes`, takes what that command takes.
        let name = if command.is_empty() {
            one.get_name()
        } else {
            command
        };
        let name = name.to_owned();
        attached_below(one, source, top, &name)
    })
}

/// Returns what the values of an argument are; nothing where clap knows them itself.
pub fn values_of(command: &str, arg: &Arg) -> Vec<Value> {
    if !arg.get_action().takes_values() || !arg.get_possible_values().is_empty() {
        return Vec::new();
    }
    let names = arg.get_value_names().unwrap_or_default();
    let id = arg.get_id().as_str();
    names
        .iter()
        .filter_map(|name| value_of(command, id, name.as_str()))
        .collect()
}

/// Returns what a value of this name is; `None` for a name that nobody thought of yet.
fn value_of(command: &str, id: &str, name: &str) -> Option<Value> {
    Some(match name {
        "ID" | "IDS" | "TITLE|ID" | "ID|NAME|OPERATION" => {
            let (kinds, wanted) = ids_of(command, id);
            Value::Ids(kinds, wanted)
        }
        "NAME" | "NAMES" | "HANDLE" => match (command, id) {
            ("series", "name") => Value::Series,
            ("group", "handle") => Value::Groups,
            ("person", "handle" | "merge_into") | ("log", "by") => Value::Anybody,
            (_, "alias" | "name" | "new_handle" | "new_slug" | "criteria") | ("init", _) => {
                Value::Free
            }
            (_, "workstream" | "parent") | ("workstream", "slug") => Value::Workstreams,
            _ => Value::People,
        },
        "WHOM" | "WHO" => Value::People,
        "SIDE" | "SIDES" => Value::Sides,
        "ID|SIDE" => Value::Takers,
        "MEETING" => Value::Meetings(Wanted::Any),
        "TITLE" if command == "meet" => Value::Meetings(Wanted::Open),
        "TITLE" | "TOPIC" | "TEXT" | "LINE" | "WORDS" | "OUTCOME" => Value::Mentions,
        "DATE" => Value::Words(dates),
        "STATUS" | "STATUSES" => match command {
            "actions" => Value::Words(|| ActionStatus::ALL.iter().map(|one| one.word()).collect()),
            "decisions" => {
                Value::Words(|| DecisionStatus::ALL.iter().map(|one| one.word()).collect())
            }
            "risks" => Value::Words(|| RiskStatus::ALL.iter().map(|one| one.word()).collect()),
            "needs" => Value::Words(|| NeedStatus::ALL.iter().map(|one| one.word()).collect()),
            "milestones" => {
                Value::Words(|| MilestoneStatus::ALL.iter().map(|one| one.word()).collect())
            }
            "workstream" => {
                Value::Words(|| WorkstreamStatus::ALL.iter().map(|one| one.word()).collect())
            }
            _ => Value::Free,
        },
        "COLOUR" => Value::Words(|| vec!["red", "amber", "green", "grey", "none"]),
        "RESULT" => Value::Words(|| Landed::ALL.iter().map(|one| one.word()).collect()),
        "SORT" | "SORTS" => Value::Words(|| RiskSort::ALL.iter().map(|one| one.word()).collect()),
        "WORD" => Value::Words(|| Strategy::ALL.iter().map(|one| one.word()).collect()),
        "LEVEL" => Value::Words(|| vec!["high", "medium", "low", "none"]),
        "WAY" => Value::Words(|| vec!["two-way", "one-way"]),
        "HOW" => Value::Words(|| LinkKind::ALL.iter().map(|one| one.word()).collect()),
        "KINDS" => Value::Words(kinds),
        "BACKUP" => Value::Words(|| vec!["latest"]),
        "OPTION" if id == "chose" => Value::Options,
        "KEY" => Value::Settings,
        "COMMAND" => Value::Commands,
        "FILE" | "FILES" | "PATH" | "FOLDER" => Value::Path,
        "VALUE" | "COUNT" | "DAYS" | "SECONDS" | "COLUMNS" | "TIME" | "LABELS" | "OPERATION"
        | "OPTION" | "REASON" | "NAME=SCORE" | "PLACE" | "VERBS" | "CODE" | "DATES" | "LENGTH"
        | "NUMBER" | "ZONE" | "CHANNEL" => Value::Free,
        "NUMBERS" => Value::Words(|| vec!["all", "none"]),
        "RULE" => Value::Words(rules),
        _ => return None,
    })
}

/// Returns the kinds of things that a search keeps.
fn kinds() -> Vec<&'static str> {
    let items = [
        Kind::Action,
        Kind::Decision,
        Kind::Meeting,
        Kind::Risk,
        Kind::Need,
        Kind::Milestone,
    ];
    let nouns = items.into_iter().map(Kind::noun);
    nouns.chain(["person", "workstream"]).collect()
}

/// Returns how often series usually meet.
fn rules() -> Vec<&'static str> {
    vec![
        "daily",
        "workdays",
        "weekly on tue",
        "2 weeks on tue",
        "monthly",
        "2nd thu",
        "last fri",
    ]
}

fn dates() -> Vec<&'static str> {
    vec![
        "today",
        "tomorrow",
        "yesterday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "eow",
        "eom",
        "eoq",
        "none",
    ]
}

/// Returns which items a command is about, and whether it is about the open ones.
fn ids_of(command: &str, id: &str) -> (&'static [Kind], Wanted) {
    const ALL: &[Kind] = &Kind::ALL;
    match (command, id) {
        ("start" | "wait" | "snooze", _) => (&[Kind::Action], Wanted::Open),
        ("risk", "title") => (&[Kind::Risk], Wanted::Open),
        ("risk", _) => (&[Kind::Decision], Wanted::Any),
        ("need", "title") => (&[Kind::Need], Wanted::Open),
        ("milestone", _) => (&[Kind::Milestone], Wanted::Open),
        ("done" | "drop", _) => (
            &[Kind::Action, Kind::Milestone, Kind::Need, Kind::Risk],
            Wanted::Open,
        ),
        (_, "supersedes") => (&[Kind::Decision], Wanted::Any),
        ("decide" | "option" | "defer" | "reject" | "withdraw", _) => {
            (&[Kind::Decision], Wanted::Open)
        }
        ("announce" | "ack" | "confirm" | "review", _) => (&[Kind::Decision], Wanted::Any),
        ("nudge", _) => (&[Kind::Action, Kind::Decision], Wanted::Open),
        ("note" | "close" | "minutes" | "agenda", _) => (&[Kind::Meeting], Wanted::Any),
        ("reopen", _) => (
            &[
                Kind::Action,
                Kind::Decision,
                Kind::Risk,
                Kind::Need,
                Kind::Milestone,
            ],
            Wanted::Any,
        ),
        _ => (ALL, Wanted::Open),
    }
}

impl Source {
    fn offer(&self, value: Value, typed: &str, commands: &[String]) -> Vec<CompletionCandidate> {
        let fitting = |words: &[&str]| {
            let words = words.iter().filter(|word| word.starts_with(typed));
            words.map(CompletionCandidate::new).collect()
        };
        match value {
            Value::Ids(kinds, wanted) => self.ids(kinds, wanted, typed),
            Value::People => self.people(typed, true),
            Value::Anybody => self.parties(typed, |person| !person.is_group()),
            Value::Groups => self.parties(typed, Person::is_group),
            Value::Options => self.options(typed),
            Value::Workstreams => self.workstreams("", typed),
            Value::Sides => self.sides(typed),
            Value::Takers => {
                let mut found = self.ids(&Kind::ALL, Wanted::Open, typed);
                found.extend(self.sides(typed));
                found
            }
            Value::Series => self.series(typed),
            Value::Meetings(wanted) => {
                let mut found = self.series(typed);
                found.extend(self.ids(&[Kind::Meeting], wanted, typed));
                found
            }
            Value::Mentions => match typed.chars().next() {
                Some('@') => self.people(typed, false),
                Some('#') => self.workstreams("#", &typed[1..]),
                _ => Vec::new(),
            },
            Value::Words(words) => fitting(&words()),
            Value::Settings => self.settings(typed),
            Value::Commands => {
                let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
                fitting(&commands)
            }
            Value::Path => vec![CompletionCandidate::new(PATH)],
            Value::Free => Vec::new(),
        }
    }

    fn sides(&self, typed: &str) -> Vec<CompletionCandidate> {
        match typed.starts_with('@') {
            true => self.people(typed, false),
            false => self.workstreams("", typed),
        }
    }

    /// Offers IDs in the spelling in which they were begun: `A-`, `a-` or `a`.
    fn ids(&self, kinds: &[Kind], wanted: Wanted, typed: &str) -> Vec<CompletionCandidate> {
        let Some((begun, digits)) = Begun::read(typed, kinds) else {
            return Vec::new();
        };
        // Whoever types a number knows which item they mean, open or not.
        let wanted = if digits.is_empty() {
            wanted
        } else {
            Wanted::Any
        };
        let Some(store) = self.peek() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for kind in kinds.iter().filter(|kind| begun.fits(**kind)) {
            let mut room = MOST_IDS;
            for (first, last) in ranges(&digits) {
                let rows = store.reader().glance(*kind, first, last, wanted, room);
                let rows = rows.unwrap_or_default();
                room = room.saturating_sub(rows.len() as u32);
                found.extend(rows.into_iter().map(|(number, title)| {
                    CompletionCandidate::new(begun.spelled(*kind, number)).help(Some(title.into()))
                }));
            }
        }
        found
    }

    /// Offers people and groups that are here; `me` and `none` too where a word may stand for them.
    fn people(&self, typed: &str, takes_words: bool) -> Vec<CompletionCandidate> {
        let mut found = self.parties(typed, |person| !person.has_left());
        let begun = typed.to_lowercase();
        let words = [("me", "you"), ("none", "nobody")];
        let words = words
            .into_iter()
            .filter(|(word, _)| takes_words && word.starts_with(&begun));
        found.extend(
            words.map(|(word, help)| CompletionCandidate::new(word).help(Some(help.into()))),
        );
        found
    }

    /// Offers those people and groups that fit.
    fn parties(&self, typed: &str, fits: impl Fn(&Person) -> bool) -> Vec<CompletionCandidate> {
        let (mark, begun) = match typed.strip_prefix('@') {
            Some(rest) => ("@", rest),
            None if typed.is_empty() => ("@", ""),
            None => ("", typed),
        };
        let begun = begun.to_lowercase();
        let people = self
            .peek()
            .and_then(|store| store.reader().people().ok())
            .unwrap_or_default();
        people
            .into_iter()
            .map(|row| row.entity)
            .filter(|person| person.handle.starts_with(&begun))
            .filter(|person| person.merged_into.is_none() && fits(person))
            .map(|person| {
                CompletionCandidate::new(format!("{mark}{}", person.handle))
                    .help(person.name.map(Into::into))
            })
            .collect()
    }

    /// Offers the numbers of the options of the first decision on the line, with their titles.
    fn options(&self, typed: &str) -> Vec<CompletionCandidate> {
        let decision = self.line.iter().find_map(|word| match ids::read(word) {
            Ok(IdWord::Id(id)) if id.kind == Kind::Decision => Some(id),
            Ok(IdWord::Number(number)) => Some(ItemId::new(Kind::Decision, number)),
            _ => None,
        });
        let options = decision.and_then(|id| {
            let store = self.peek()?;
            let (key, _) = store.reader().find_item(id).ok()??;
            store.reader().options_of(key).ok()
        });
        options
            .unwrap_or_default()
            .into_iter()
            .map(|row| (row.entity.ordinal.to_string(), row.entity.title))
            .filter(|(number, _)| number.starts_with(typed))
            .map(|(number, title)| CompletionCandidate::new(number).help(Some(title.into())))
            .collect()
    }

    fn workstreams(&self, mark: &str, typed: &str) -> Vec<CompletionCandidate> {
        let begun = typed.to_lowercase();
        let workstreams = self
            .peek()
            .and_then(|store| store.reader().workstreams().ok())
            .unwrap_or_default();
        workstreams
            .into_iter()
            .filter(|row| row.entity.slug.starts_with(&begun))
            .map(|row| {
                CompletionCandidate::new(format!("{mark}{}", row.entity.slug))
                    .help(row.entity.name.map(Into::into))
            })
            .collect()
    }

    fn series(&self, typed: &str) -> Vec<CompletionCandidate> {
        let begun = typed.to_lowercase();
        let series = self
            .peek()
            .and_then(|store| store.reader().series().ok())
            .unwrap_or_default();
        series
            .into_iter()
            .filter(|row| row.entity.slug.starts_with(&begun))
            .map(|row| {
                CompletionCandidate::new(row.entity.slug).help(Some(row.entity.title.into()))
            })
            .collect()
    }

    fn settings(&self, typed: &str) -> Vec<CompletionCandidate> {
        let settings = SETTINGS.iter().map(|setting| {
            let Setting {
                key, meaning, form, ..
            } = setting;
            let help = match form {
                Form::Word(words) => words.join(", "),
                Form::Text | Form::Number => (*meaning).to_owned(),
            };
            ((*key).to_owned(), help)
        });
        let aliases = self.settings.aliases.iter();
        let aliases = aliases.map(|(name, line)| (format!("{ALIASES}.{name}"), line.clone()));
        let sends = self.settings.send.iter();
        let sends = sends.map(|(name, line)| (format!("{SEND}.{name}"), line.clone()));
        settings
            .chain(aliases)
            .chain(sends)
            .filter(|(key, _)| key.starts_with(typed))
            .map(|(key, help)| CompletionCandidate::new(key).help(Some(help.into())))
            .collect()
    }

    fn peek(&self) -> Option<Store> {
        Store::peek(self.store.as_deref()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_every_command_has_a_name_that_is_known() {
        fn unknown(command: &Command, top: &str, found: &mut Vec<String>) {
            for arg in command.get_arguments() {
                let names = arg.get_value_names().unwrap_or_default();
                let is_ours = arg.get_action().takes_values()
                    && arg.get_possible_values().is_empty()
                    && !command.is_hide_set();
                if is_ours && values_of(top, arg).len() != names.len() {
                    found.push(format!(
                        "{} {}: {names:?}",
                        command.get_name(),
                        arg.get_id()
                    ));
                }
            }
            for below in command.get_subcommands() {
                let top = if top.is_empty() {
                    below.get_name()
                } else {
                    top
                };
                unknown(below, top, found);
            }
        }
        let mut found = Vec::new();
        unknown(&crate::cli::tree(), "", &mut found);
        assert!(
            found.is_empty(),
            "say in value_of what these are: {found:#?}"
        );
    }

    #[test]
    fn the_numbers_that_begin_with_digits_are_in_ranges() {
        assert_eq!(ranges(""), [(1, u32::MAX)]);
        assert_eq!(ranges("12")[..3], [(12, 12), (120, 129), (1200, 1299)]);
        assert!(ranges("0").is_empty());
        assert_eq!(ranges("999999999"), [(999_999_999, 999_999_999)]);
    }

    #[test]
    fn an_id_goes_on_in_the_spelling_in_which_it_was_begun() {
        let kinds = [Kind::Action];
        let check = |typed: &str, want: Option<&str>| {
            let got = Begun::read(typed, &kinds)
                .filter(|(begun, _)| begun.fits(Kind::Action))
                .map(|(begun, _)| begun.spelled(Kind::Action, 17));
            assert_eq!(got.as_deref(), want, "{typed}");
        };
        check("", Some("A-17"));
        check("A-1", Some("A-17"));
        check("a1", Some("a17"));
        check("a", Some("a-17"));
        check("1", Some("17"));
        check("D-1", None);
        check("A-x", None);
        check("é", None);
    }
}

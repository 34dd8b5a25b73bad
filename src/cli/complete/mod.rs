//! What may stand at the end of a command line. The shells' scripts ask `tpm __complete`, which reads,
//! makes no file, waits for no lock, and answers with nothing where something is wrong.

mod begun;
mod values;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Command, ValueEnum};
use clap_complete::engine::CompletionCandidate;

use crate::render::clean;

use super::app::App;
use super::{help, sample, tree, words};
use values::{PATH, Source};

/// How much of a title a shell shows, in characters.
const LONGEST_HELP: usize = 60;

/// A shell that can be told what to complete.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

impl Shell {
    /// Returns the script that a user loads.
    pub fn script(self) -> &'static str {
        match self {
            Shell::Bash => include_str!("tpm.bash"),
            Shell::Zsh => include_str!("tpm.zsh"),
            Shell::Fish => include_str!("tpm.fish"),
            Shell::Powershell => include_str!("tpm.ps1"),
        }
    }

    fn line(self, value: &str, help: &str) -> String {
        match self {
            Shell::Bash => format!("{value}\n"),
            _ if help.is_empty() => format!("{}\n", self.escaped(value)),
            Shell::Zsh => format!("{}:{help}\n", self.escaped(value)),
            Shell::Fish | Shell::Powershell => format!("{value}\t{help}\n"),
        }
    }

    fn escaped(self, value: &str) -> String {
        match self {
            // In `_describe` the first colon ends the value.
            Shell::Zsh => value.replace(':', "\\:"),
            Shell::Bash | Shell::Fish | Shell::Powershell => value.to_owned(),
        }
    }
}

/// What stands on the line up to the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The words before the one at the cursor, without the program's name.
    pub before: Vec<String>,
    /// The beginning of the word that the shell takes for a word of its own, and leaves in place.
    pub hidden: String,
    /// The word at the cursor, whole.
    pub word: String,
}

impl Typed {
    /// Splits a line as far as the cursor; `tail` is the part of the last word that the shell replaces.
    pub fn of_line(line: &str, tail: &str) -> Typed {
        // Marks the cursor, so that an empty word at it is a word, and closes an open quotation mark.
        const CURSOR: char = '\u{1}';
        let split = ["", "\"", "'"]
            .into_iter()
            .find_map(|close| shlex::split(&format!("{line}{CURSOR}{close}")));
        let mut before = split.unwrap_or_default();
        let word = before.pop().unwrap_or_default().replace(CURSOR, "");
        if !before.is_empty() {
            before.remove(0);
        }
        let hidden = word.strip_suffix(tail).unwrap_or_default().to_owned();
        Typed {
            before,
            hidden,
            word,
        }
    }
}

/// Returns the lines that the shell's script reads: a candidate each, or a lone slash for a path.
pub fn lines(app: &App, shell: Shell, typed: Typed) -> String {
    let Typed {
        before,
        hidden,
        word,
    } = typed;
    let mut tree = tree();
    let mut line = vec!["tpm".to_owned()];
    line.extend(before);
    words::with_alias(&mut line, &tree, &app.config.aliases);
    let is_first = words::first_word(&line, &tree).is_none();
    let source = Source {
        store: store_of(app, &line),
        settings: app.config.clone(),
        line: line.clone(),
    };
    tree = values::attached(tree, &source);
    let mut found = candidates(&mut tree, line, &word);
    if found.iter().any(|one| text(one).ends_with(PATH)) {
        return "/\n".to_owned();
    }
    if is_first {
        let own = help::own(&tree, &app.config.aliases).into_iter();
        let own = own
            .filter(|entry| entry.name.starts_with(&word) && !help::is_command(&tree, &entry.name));
        found.extend(
            own.map(|entry| CompletionCandidate::new(entry.name).help(Some(entry.about.into()))),
        );
    }
    // Whoever asked for nothing yet wants the next word; options are asked for with a dash.
    if word.is_empty() && found.iter().any(|one| !text(one).starts_with('-')) {
        found.retain(|one| !text(one).starts_with('-'));
    }
    let printed = found.iter().filter_map(|one| {
        let value = text(one);
        // What holds a control character would steer the shell.
        (*clean(&value) == value).then(|| {
            let value = value.strip_prefix(&hidden).unwrap_or(&value);
            shell.line(value, &help_of(one))
        })
    });
    printed.collect()
}

fn candidates(tree: &mut Command, line: Vec<String>, word: &str) -> Vec<CompletionCandidate> {
    let at = line.len();
    let args: Vec<OsString> = line
        .into_iter()
        .chain([word.to_owned()])
        .map(OsString::from)
        .collect();
    clap_complete::engine::complete(tree, args, at, None).unwrap_or_default()
}

fn text(candidate: &CompletionCandidate) -> String {
    candidate.get_value().to_string_lossy().into_owned()
}

fn help_of(candidate: &CompletionCandidate) -> String {
    let help = candidate.get_help().map(ToString::to_string);
    let help = help.unwrap_or_default();
    let first = help.lines().next().unwrap_or_default();
    let cut: String = first.chars().take(LONGEST_HELP).collect();
    clean(&cut).into_owned()
}

/// Returns the store that the words on the line would use.
fn store_of(app: &App, line: &[String]) -> Option<PathBuf> {
    if line.iter().any(|word| word == "--demo") {
        return sample::path(&app.env).ok();
    }
    let named = line.iter().enumerate().find_map(|(at, word)| {
        let after = (word == "--db").then(|| line.get(at + 1)).flatten();
        word.strip_prefix("--db=").or(after.map(String::as_str))
    });
    let named = named.map(PathBuf::from);
    app.env.places.store(named.as_deref(), &app.env.vars).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_up_to_the_cursor() {
        let check = |line: &str, tail: &str, before: &[&str], hidden: &str, word: &str| {
            let typed = Typed::of_line(line, tail);
            assert_eq!(typed.before, before, "{line}");
            assert_eq!(
                (typed.hidden.as_str(), typed.word.as_str()),
                (hidden, word),
                "{line}"
            );
        };
        check("tpm done ", "", &["done"], "", "");
        check("tpm done A-", "A-", &["done"], "", "A-");
        check("tpm act @pr", "@pr", &["act"], "", "@pr");
        check(
            "tpm actions --owner=@pr",
            "@pr",
            &["actions"],
            "--owner=",
            "--owner=@pr",
        );
        check("tpm act \"send the", "the", &["act"], "send ", "send the");
        check("tpm", "tpm", &[], "", "tpm");
    }
}

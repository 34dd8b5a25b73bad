//! From the words of the command line to those that clap reads: texts that begin with a dash, and the
//! user's own commands in the place of their names.

use std::collections::BTreeMap;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args, Command, FromArgMatches, Parser};

use crate::config::ConfigError;

use super::args::{self, Cli, Globals};
use super::env::Env;
use super::error::CliError;
use super::{settings, usage};

/// What a command line came to.
pub enum Parsed {
    Command(Box<Cli>),
    /// Help or version, ready to be printed.
    Told(String),
}

/// Reads the command line. A word that is no command may be one of the user's own, which stands for
/// the words that they gave it.
pub fn parse(env: &Env) -> Result<Parsed, CliError> {
    let mut args = with_dashed_texts(env.args.clone());
    let mut seen: Vec<String> = Vec::new();
    loop {
        let error = match parsed(&args) {
            Ok(cli) => return Ok(Parsed::Command(Box::new(cli))),
            Err(error) => error,
        };
        if matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
        ) {
            return Ok(Parsed::Told(error.render().to_string()));
        }
        let Some((at, name)) = unknown_command(&args, &error) else {
            return Err(of_alias(
                usage::error(&error, &args, &BTreeMap::new()),
                &seen,
            ));
        };
        let aliases = settings::read(env)?.aliases;
        let Some(line) = aliases.get(&name) else {
            return Err(of_alias(usage::error(&error, &args, &aliases), &seen));
        };
        if seen.contains(&name) {
            seen.push(name);
            return Err(alias_error(
                &seen[0],
                &format!("it comes back to itself: {}", seen.join(", ")),
            ));
        }
        let words = split(&name, line)?;
        seen.push(name);
        args.splice(at..=at, words);
    }
}

/// Says of what cannot be read that an alias stands behind it.
fn of_alias(error: CliError, seen: &[String]) -> CliError {
    let Some(name) = seen.first() else {
        return error;
    };
    let hint = format!("`{name}` is your alias; `tpm help {name}` shows what it stands for");
    let hint = match &error.hint {
        Some(other) => format!("{hint}; {other}"),
        None => hint,
    };
    error.hint(hint)
}

/// Parses by the one command that the words name; where that comes to nothing, by all of them, which
/// also words the error.
fn parsed(args: &[String]) -> Result<Cli, clap::Error> {
    let named = args
        .iter()
        .skip(1)
        .find_map(|word| args::Command::alone(word));
    let root = Command::new("tpm")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .subcommands(named);
    match Globals::augment_args(root).try_get_matches_from(args) {
        Ok(matches) => Cli::from_arg_matches(&matches),
        Err(error) if error.kind() == ErrorKind::DisplayVersion => Err(error),
        Err(_) => Cli::try_parse_from(args),
    }
}

/// Puts the words of an alias in the place of its name, wherever the name is the command; for the
/// completions, which have no whole line to parse.
pub fn with_alias(words: &mut Vec<String>, tree: &Command, aliases: &BTreeMap<String, String>) {
    // As many steps as there are aliases lead to any that is not a circle.
    for _ in 0..aliases.len() {
        let found = first_word(words, tree)
            .filter(|at| tree.find_subcommand(&words[*at]).is_none())
            .and_then(|at| Some((at, split(&words[at], aliases.get(&words[at])?).ok()?)));
        match found {
            Some((at, line)) => drop(words.splice(at..=at, line)),
            None => return,
        }
    }
}

/// Returns the alias that the user may have meant to run, and that a command of its name hides.
pub fn shadowed<'a>(args: &'a [String], aliases: &BTreeMap<String, String>) -> Option<&'a str> {
    if !args.iter().any(|arg| aliases.contains_key(arg)) {
        return None;
    }
    let tree = super::tree();
    let word = &args[first_word(args, &tree)?];
    let is_hidden = aliases.contains_key(word) && tree.find_subcommand(word).is_some();
    is_hidden.then_some(word)
}

/// Splits the command line of an alias as a shell would; one that is empty or has an open quotation
/// mark is a fault of the configuration.
pub fn split(name: &str, line: &str) -> Result<Vec<String>, CliError> {
    let line = line.trim();
    let line = line.strip_prefix("tpm ").unwrap_or(line);
    match shlex::split(line) {
        Some(words) if !words.is_empty() => Ok(words),
        Some(_) => Err(alias_error(name, "it stands for nothing")),
        None => Err(alias_error(name, "a quotation mark is not closed")),
    }
}

/// Refuses aliases that could never run: those that lead back to themselves, to no command, or to an
/// option that a command does not have.
pub fn refuse_useless(aliases: &BTreeMap<String, String>) -> Result<(), CliError> {
    let tree = super::tree();
    for name in aliases.keys() {
        let mut line = vec!["tpm".to_owned(), name.clone()];
        with_alias(&mut line, &tree, aliases);
        let at = first_word(&line, &tree);
        let Some(word) = at.map(|at| &line[at]) else {
            continue;
        };
        if tree.find_subcommand(word).is_none() {
            return Err(match aliases.contains_key(word) {
                true => alias_error(name, "it comes back to itself"),
                false => alias_error(name, &format!("`{word}` is no command")),
            });
        }
        if let Err(error) = parsed(&line)
            && error.kind() == ErrorKind::UnknownArgument
        {
            let error = usage::error(&error, &line, aliases);
            return Err(alias_error(name, &error.message));
        }
    }
    Ok(())
}

fn alias_error(name: &str, message: &str) -> CliError {
    CliError::from(ConfigError::Value {
        origin: format!("aliases.{name}"),
        message: message.to_owned(),
    })
}

/// Returns the place and text of the word that was taken for a command of the program.
fn unknown_command(args: &[String], error: &clap::Error) -> Option<(usize, String)> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let at = first_word(args, &super::tree())?;
    (args[at] == *name).then(|| (at, name.clone()))
}

/// Returns the place of the first word that is neither an option nor the value of one.
pub fn first_word(args: &[String], tree: &Command) -> Option<usize> {
    let mut at = 1;
    while let Some(word) = args.get(at) {
        if !word.starts_with('-') || word == "-" {
            return Some(at);
        }
        at += 1;
        let takes_next = tree
            .get_arguments()
            .any(|arg| names(arg, word) && takes_value(arg));
        if takes_next {
            at += 1;
        }
    }
    None
}

/// Makes texts that begin with a dash readable for clap, which takes every such word for an option:
/// `--why "- cheaper"` becomes `--why=- cheaper`, and a `--` comes before one that stands alone with no
/// option behind it. What looks like an option is left alone, so that `--why --json` is still a slip
/// that is told and no text.
fn with_dashed_texts(mut args: Vec<String>) -> Vec<String> {
    let end = args
        .iter()
        .position(|arg| arg == "--")
        .unwrap_or(args.len());
    if !args[..end].iter().skip(1).any(|arg| is_dashed_text(arg)) {
        return args;
    }
    let tree = super::tree();
    let mut is_last = end == args.len();
    for at in (2..end).rev() {
        if !is_dashed_text(&args[at]) {
            is_last &= !args[at].starts_with('-') || args[at] == "-";
            continue;
        }
        let option = &args[at - 1];
        if option.starts_with('-') && takes(&tree, option, &takes_text) {
            let text = args.remove(at);
            args[at - 1] = format!("{}={text}", args[at - 1]);
        } else if is_last && !(option.starts_with('-') && takes(&tree, option, &takes_value)) {
            args.insert(at, "--".to_owned());
            is_last = false;
        }
    }
    args
}

/// Whether a word begins with a dash and cannot be an option: `- cheaper`, `-5 %`, `-> later`.
fn is_dashed_text(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('-') else {
        return false;
    };
    let name = rest.strip_prefix('-').unwrap_or(rest);
    let is_option = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name
            .split('=')
            .next()
            .is_some_and(|name| name.contains(char::is_whitespace));
    !name.is_empty() && !is_option
}

/// Whether some command has an option of this name of which something holds.
fn takes(tree: &Command, option: &str, holds: &dyn Fn(&Arg) -> bool) -> bool {
    let is_it = |arg: &Arg| names(arg, option) && holds(arg);
    tree.get_arguments().any(is_it)
        || tree
            .get_subcommands()
            .any(|command| takes(command, option, holds))
}

fn takes_text(arg: &Arg) -> bool {
    let names = arg.get_value_names().unwrap_or_default();
    takes_value(arg) && names.iter().any(|name| *name == "TEXT" || *name == "LINE")
}

fn names(arg: &Arg, word: &str) -> bool {
    match word.strip_prefix("--") {
        Some(long) => arg
            .get_long_and_visible_aliases()
            .is_some_and(|names| names.contains(&long)),
        None => word.strip_prefix('-').is_some_and(|short| {
            arg.get_short()
                .is_some_and(|letter| short == letter.to_string())
        }),
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        shlex::split(line).unwrap()
    }

    #[test]
    fn a_text_may_begin_with_a_dash_and_an_option_stays_one() {
        let check = |line: &str, want: &[&str]| {
            assert_eq!(with_dashed_texts(words(line)), want, "{line}");
        };
        check(
            "tpm drop A-1 --why '- later' --json",
            &["tpm", "drop", "A-1", "--why=- later", "--json"],
        );
        check(
            "tpm drop A-1 --why '-5 %'",
            &["tpm", "drop", "A-1", "--why=-5 %"],
        );
        check(
            "tpm drop A-1 --why '-- later'",
            &["tpm", "drop", "A-1", "--why=-- later"],
        );
        check(
            "tpm drop A-1 --why --json",
            &["tpm", "drop", "A-1", "--why", "--json"],
        );
        check(
            "tpm drop A-1 --why -q",
            &["tpm", "drop", "A-1", "--why", "-q"],
        );
        check(
            "tpm drop A-1 --why -",
            &["tpm", "drop", "A-1", "--why", "-"],
        );
        check(
            "tpm actions --owner '- x'",
            &["tpm", "actions", "--owner", "- x"],
        );
        check(
            "tpm act -- --why '- x'",
            &["tpm", "act", "--", "--why", "- x"],
        );
        check(
            "tpm comment A-1 -q '- one' two",
            &["tpm", "comment", "A-1", "-q", "--", "- one", "two"],
        );
        check(
            "tpm comment A-1 '- one' '- two'",
            &["tpm", "comment", "A-1", "- one", "--", "- two"],
        );
        check(
            "tpm comment A-1 '- one' -q",
            &["tpm", "comment", "A-1", "- one", "-q"],
        );
        check(
            "tpm edit A-1 --shift -3d",
            &["tpm", "edit", "A-1", "--shift", "-3d"],
        );
        check("tpm", &["tpm"]);
    }

    #[test]
    fn the_command_is_found_behind_options_and_their_values() {
        let tree = crate::cli::tree();
        let check = |line: &str, want: Option<usize>| {
            assert_eq!(first_word(&words(line), &tree), want, "{line}");
        };
        check("tpm mine --json", Some(1));
        check("tpm --json -q mine", Some(3));
        check("tpm --actor mine mine", Some(3));
        check("tpm --actor=mine mine", Some(2));
        check("tpm --json", None);
    }

    #[test]
    fn aliases_are_expanded_once_each_and_circles_end() {
        let tree = crate::cli::tree();
        let aliases = BTreeMap::from([
            ("mine".to_owned(), "late --owner me".to_owned()),
            ("late".to_owned(), "followup".to_owned()),
            ("a".to_owned(), "b".to_owned()),
            ("b".to_owned(), "a".to_owned()),
            ("show".to_owned(), "log".to_owned()),
        ]);
        let check = |line: &str, want: &str| {
            let mut got = words(line);
            with_alias(&mut got, &tree, &aliases);
            assert_eq!(got, words(want), "{line}");
        };
        check("tpm mine --soon 7", "tpm followup --owner me --soon 7");
        check("tpm show A-1", "tpm show A-1");
        check("tpm act mine", "tpm act mine");
        let mut circle = words("tpm a");
        with_alias(&mut circle, &tree, &aliases);
        assert_eq!(circle.len(), 2);
    }

    #[test]
    fn each_command_can_be_read_by_itself_under_each_of_its_names() {
        let tree = crate::cli::tree();
        for command in tree.get_subcommands() {
            let names = std::iter::once(command.get_name()).chain(command.get_all_aliases());
            for name in names {
                let mut alone = args::Command::alone(name).expect(name);
                assert_eq!(alone.get_name(), command.get_name());
                let help = command.clone().render_long_help().to_string();
                assert_eq!(alone.render_long_help().to_string(), help, "{name}");
            }
        }
        assert!(args::Command::alone("propos").is_none());
    }
}

//! What is said of a command line that cannot be read: what is wrong with it, and what to type instead.

use std::collections::BTreeMap;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::CliError;
use super::{help, words};

/// What Rust says of a text that stands where a number should.
const NO_NUMBER: &str = "invalid digit found in string";

/// Returns the failure that a refusal of clap stands for; `args` is the line that it refused.
pub fn error(error: &clap::Error, args: &[String], aliases: &BTreeMap<String, String>) -> CliError {
    let told = |error| told(error, args);
    match error.kind() {
        // Here clap renders the whole help as the message.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => CliError::usage(
            "the command needs one more word",
            "--help after it lists what fits",
        ),
        ErrorKind::InvalidSubcommand => match text(error, ContextKind::InvalidSubcommand) {
            Some(typed) => match suggested(error, ContextKind::SuggestedSubcommand) {
                // Below a command, clap knows the names that there are.
                _ if is_at_top(error) => no_command(&super::tree(), aliases, typed),
                Some(name) => CliError::usage(
                    format!("there is no \"{typed}\" here"),
                    format!("did you mean `{name}`? nothing was done"),
                ),
                None => told(error),
            },
            None => told(error),
        },
        ErrorKind::UnknownArgument => match text(error, ContextKind::InvalidArg) {
            Some(typed) => unknown_argument(error, typed),
            None => told(error),
        },
        _ => told(error),
    }
}

/// Returns the failure for a word that is no command.
pub fn no_command(tree: &Command, aliases: &BTreeMap<String, String>, typed: &str) -> CliError {
    let hint = match help::meant(tree, aliases, typed) {
        Some(name) => format!("did you mean `tpm {name}`? nothing was done"),
        None => "`tpm help --all` lists the commands".to_owned(),
    };
    CliError::usage(format!("there is no command \"{typed}\""), hint)
}

fn unknown_argument(error: &clap::Error, typed: &str) -> CliError {
    let help = match usage_of(error) {
        Some(command) => format!("`tpm help {command}` lists what it takes"),
        None => "`tpm help --all` lists the options".to_owned(),
    };
    if !typed.starts_with('-') {
        return CliError::usage(format!("\"{typed}\" is one word too many"), help);
    }
    let name = typed.trim_start_matches('-');
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        return CliError::usage(
            "a word begins with a dash and is no option",
            "a text that begins with a dash stands behind all options",
        );
    }
    let hint = match suggested(error, ContextKind::SuggestedArg) {
        Some(option) => format!("did you mean `{option}`?"),
        None => help,
    };
    CliError::usage(format!("there is no option {typed} here"), hint)
}

/// Says what clap says, its first line as the message and its tip as the hint.
fn told(error: &clap::Error, args: &[String]) -> CliError {
    let rendered = error.render().to_string();
    let mut lines = rendered.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let message = first.trim_start_matches("error: ").to_owned();
    let details: Vec<&str> = lines
        .map(str::trim)
        .filter(|line| !line.starts_with("For more information"))
        .collect();
    let hint = details.iter().copied().find(|line| is_hint(line));
    let message: Vec<&str> = [message.as_str()]
        .into_iter()
        .chain(details.iter().copied().filter(|line| !is_hint(line)))
        .collect();
    CliError::usage(
        message.join(" ").replace(NO_NUMBER, "it is a whole number"),
        hint.map_or_else(
            || match command_in(args) {
                Some(command) => format!("`tpm help {command}` lists what it takes"),
                None => "`tpm help --all` lists the commands".to_owned(),
            },
            |line| line.trim_start_matches("tip: ").to_owned(),
        ),
    )
}

/// Returns the command that the line names.
fn command_in(args: &[String]) -> Option<String> {
    let tree = super::tree();
    let word = &args[words::first_word(args, &tree)?];
    Some(tree.find_subcommand(word)?.get_name().to_owned())
}

fn is_hint(line: &str) -> bool {
    line.starts_with("tip:") || line.starts_with("Usage:")
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
    }
}

fn suggested(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(texts) => texts.first().map(String::as_str),
        _ => None,
    }
}

/// Whether the failure is the program's own and no command's.
fn is_at_top(error: &clap::Error) -> bool {
    usage_of(error).is_none()
}

/// Returns the name of the command whose usage clap would show.
fn usage_of(error: &clap::Error) -> Option<String> {
    let ContextValue::StyledStr(usage) = error.get(ContextKind::Usage)? else {
        return None;
    };
    let usage = usage.to_string();
    let words = usage.split_whitespace().skip_while(|word| *word != "tpm");
    let names: Vec<&str> = words
        .skip(1)
        .take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}

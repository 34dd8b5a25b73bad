//! The command line: from arguments to operations and from results to bytes.

mod app;
mod args;
mod commands;
mod editor;
pub mod env;
mod error;
mod filter;
mod input;
mod out;
mod prompt;
mod record;
mod reference;
mod walk;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::config::ConfigError;
use crate::render::machine;
use app::App;
use args::Cli;
use env::Env;
use error::{CliError, Exit};

pub use reference::reference;

/// Runs the program and returns its exit code.
pub fn main() -> u8 {
    let env = Env::capture();
    let wants_json = asks_for_json(&env.args);
    match run(env) {
        Ok(exit) => exit as u8,
        Err(error) => {
            report(&error, wants_json);
            error.exit as u8
        }
    }
}

fn run(env: Env) -> Result<Exit, CliError> {
    if let Some((at, byte)) = env.broken_arg {
        return Err(CliError::new(
            Exit::DataBad,
            "not_utf8",
            format!("argument {at} is not UTF-8 at byte {byte}"),
        )
        .hint("pass text as UTF-8"));
    }
    if let Some(name) = env.broken_var {
        return Err(CliError::from(ConfigError::Value {
            origin: name,
            message: "its value is not UTF-8".to_owned(),
        }));
    }
    let cli = match Cli::try_parse_from(&env.args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let Cli { globals, command } = cli;
    let mut app = App::new(env, globals)?;
    commands::run(&mut app, command)
}

/// Whether the arguments ask for JSON, also where they cannot be parsed.
fn asks_for_json(args: &[String]) -> bool {
    args.iter()
        .take_while(|arg| *arg != "--")
        .any(|arg| arg == "--json" || arg == "--format=json" || arg == "--format=jsonl")
        || args
            .windows(2)
            .any(|pair| pair[0] == "--format" && matches!(pair[1].as_str(), "json" | "jsonl"))
}

/// Prints help and version as results; turns anything else that clap says into a usage error.
fn usage(error: &clap::Error) -> Result<Exit, CliError> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out::result(&error.render().to_string())?;
            Ok(Exit::Done)
        }
        // Here clap renders the whole help as the message.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Err(CliError::usage(
            "the command needs one more word",
            "--help after it lists what fits",
        )),
        _ => {
            let text = error.render().to_string();
            let mut lines = text.lines().filter(|line| !line.trim().is_empty());
            let first = lines.next().unwrap_or_default();
            let message = first.trim_start_matches("error: ").to_owned();
            let details: Vec<&str> = lines
                .map(str::trim)
                .filter(|line| !line.starts_with("For more information"))
                .collect();
            Err(CliError::usage(
                [message.as_str()]
                    .into_iter()
                    .chain(details.iter().copied().filter(|line| !is_hint(line)))
                    .collect::<Vec<_>>()
                    .join(" "),
                details
                    .iter()
                    .copied()
                    .find(|line| is_hint(line))
                    .map_or_else(
                        || "`tpm --help` lists the commands".to_owned(),
                        |line| line.trim_start_matches("tip: ").to_owned(),
                    ),
            ))
        }
    }
}

fn is_hint(line: &str) -> bool {
    line.starts_with("tip:") || line.starts_with("Usage:")
}

/// Tells a failure on standard error: for people, or as JSON.
fn report(error: &CliError, wants_json: bool) {
    // A reader that left is told nothing.
    if error.exit == Exit::ClosedPipe {
        return;
    }
    if wants_json {
        out::raw_remark(&machine::error(
            error.code,
            &error.message,
            error.hint.as_deref(),
            error.exit as u8,
            error.is_retryable(),
        ));
        return;
    }
    out::remark(&format!("error: {}", error.message));
    if let Some(hint) = &error.hint {
        out::remark(&format!("hint: {hint}"));
    }
}

/// Returns the whole command tree, for the generated reference.
fn tree() -> clap::Command {
    Cli::command()
}

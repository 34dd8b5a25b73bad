//! The command line: from arguments to operations and from results to bytes.

mod app;
mod args;
mod asking;
mod changing;
mod clipboard;
mod commands;
mod complete;
mod editor;
pub mod env;
mod error;
mod filter;
mod help;
mod hook;
mod input;
mod out;
mod prompt;
mod record;
mod reference;
mod review;
mod sample;
mod sending;
mod settings;
mod template;
mod usage;
mod walk;
mod words;

use clap::CommandFactory;

use crate::config::ConfigError;
use crate::render::machine;
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
    let columns = help::columns(&env, None, env.stdout_is_terminal);
    match words::parse(&env)? {
        words::Parsed::Command(cli) => commands::dispatch(env, *cli),
        words::Parsed::Told(text) if help::is_root(&text) => {
            out::result(&help::fitted(&help::daily(&tree()), columns))?;
            Ok(Exit::Done)
        }
        words::Parsed::Told(text) => {
            out::result(&text)?;
            Ok(Exit::Done)
        }
    }
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

/// Returns the whole command tree.
fn tree() -> clap::Command {
    Cli::command()
}

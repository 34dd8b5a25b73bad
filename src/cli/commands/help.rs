//! `tpm help`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::cli::{help, tree, usage};
use crate::view::help::{CommandLine, HelpView};

/// Explain the commands
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm help
  tpm help --all
  tpm help decide
  tpm help import notes")]
pub struct HelpArgs {
    /// The command to explain
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// List every command, and the options that all of them take
    #[arg(long, conflicts_with = "command")]
    pub all: bool,
}

pub fn run(app: &App, args: &HelpArgs) -> Result<Exit, CliError> {
    let HelpArgs { command, all } = args;
    let mut tree = tree();
    let aliases = &app.config.aliases;
    if !command.is_empty() {
        return explain(app, tree, command);
    }
    if matches!(app.format(), Format::Json | Format::Jsonl | Format::Csv) || app.globals.quiet {
        let mut groups = help::grouped(&tree);
        groups.push(("Your aliases", help::own(&tree, aliases)));
        let lines = groups.into_iter().flat_map(|(group, entries)| {
            entries.into_iter().map(move |entry| CommandLine {
                command: entry.name,
                group,
                also: entry.also,
                about: entry.about,
            })
        });
        app.show(&HelpView(lines.collect()))?;
        return Ok(Exit::Done);
    }
    tree.build();
    let text = match all {
        true => help::all(&tree, aliases),
        false => help::daily(&tree),
    };
    let columns = help::columns(&app.env, app.globals.width, app.env.stdout_is_terminal);
    app.page(&help::fitted(&text, columns))?;
    Ok(Exit::Done)
}

/// Prints the whole help of one command, or what one of the user's own stands for.
fn explain(app: &App, mut tree: clap::Command, words: &[String]) -> Result<Exit, CliError> {
    tree.build();
    let mut found = &mut tree;
    for (at, word) in words.iter().enumerate() {
        if found.find_subcommand(word).is_none() {
            return match app.config.aliases.get(word) {
                Some(line) if at == 0 => {
                    app.page(&format!("`tpm {word}` is your alias for `tpm {line}`\n"))?;
                    Ok(Exit::Done)
                }
                _ => Err(usage::no_command(found, &app.config.aliases, word)),
            };
        }
        found = found
            .find_subcommand_mut(word)
            .expect("it was found just now");
    }
    app.page(&found.render_help().to_string())?;
    Ok(Exit::Done)
}

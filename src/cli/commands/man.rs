//! `tpm man`.

use std::path::PathBuf;

use clap::{Args, Command};

use super::minutes::cannot_write;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::reference::without_globals;
use crate::cli::{help, tree, usage};
use crate::files::export::{self, Overwrite};
use crate::view::man::Pages;

/// Print the manual page of tpm or of a command
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm man | man -l -
  tpm man decide | man -l -
  tpm man -o ~/.local/share/man/man1/")]
pub struct ManArgs {
    /// The command, else tpm itself
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub command: Option<String>,
    /// Write a page for each command into this folder
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Replace files that are there already
    #[arg(long, requires = "output")]
    pub force: bool,
}

pub fn run(app: &App, args: &ManArgs) -> Result<Exit, CliError> {
    let ManArgs {
        command,
        output,
        force,
    } = args;
    let mut tree = tree();
    tree.build();
    let Some(folder) = output else {
        let page = match command {
            None => page(&tree),
            Some(name) => match tree.find_subcommand(name) {
                Some(found) => page(found),
                None => return Err(usage::no_command(&tree, &app.config.aliases, name)),
            },
        };
        app.sink.result(&app.safe_for_terminal(page))?;
        return Ok(Exit::Done);
    };
    let overwrite = if *force {
        Overwrite::Replace
    } else {
        Overwrite::Refuse
    };
    let mut pages = Vec::new();
    collect(&tree, &mut pages);
    let mut written = Vec::new();
    for (name, text) in pages {
        let path = folder.join(name);
        if !app.globals.dry_run {
            export::write(&path, &text, overwrite).map_err(|error| cannot_write(&path, &error))?;
        }
        written.push(path);
    }
    app.show(&Pages(written))?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
    }
    Ok(Exit::Done)
}

/// Adds the file names and texts of a command's page and of those below it.
fn collect(command: &Command, pages: &mut Vec<(String, String)>) {
    pages.push((format!("{}.1", page_name(command)), page(command)));
    for below in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        collect(below, pages);
    }
}

fn page_name(command: &Command) -> String {
    let name = command.get_display_name();
    name.unwrap_or(command.get_name()).to_owned()
}

/// Returns one page in roff.
fn page(command: &Command) -> String {
    let name = page_name(command);
    let is_root = name == "tpm";
    let shown = if is_root {
        command.clone()
    } else {
        without_globals(command.clone())
    };
    let man = clap_mangen::Man::new(shown)
        .title(name.to_uppercase())
        .source(format!("tpm {}", env!("CARGO_PKG_VERSION")))
        .manual("tpm manual");
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)
        .and_then(|()| man.render_name_section(&mut bytes))
        .and_then(|()| man.render_synopsis_section(&mut bytes))
        .and_then(|()| man.render_description_section(&mut bytes))
        .and_then(|()| man.render_options_section(&mut bytes))
        .and_then(|()| {
            if command.has_subcommands() && !is_root {
                man.render_subcommands_section(&mut bytes)
            } else {
                Ok(())
            }
        })
        .expect("a buffer takes all that is written");
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if is_root {
        text.push_str(&commands_section(command));
    }
    if let Some(examples) = command.get_after_help() {
        text.push_str(&examples_section(&examples.to_string()));
    }
    let more = if is_root {
        "\\fBtpm help \\-\\-all\\fR lists the commands under their headings."
    } else {
        "\\fBtpm\\fR(1), which tells the options that every command takes."
    };
    text.push_str(&format!(".SH \"SEE ALSO\"\n{more}\n"));
    text
}

/// Returns the commands under the headings of the help.
fn commands_section(tree: &Command) -> String {
    let mut text = String::from(".SH COMMANDS\n");
    for (heading, entries) in help::grouped(tree) {
        text.push_str(&format!(".SS {heading}\n"));
        for entry in entries {
            let name = roff(&format!("tpm-{}", entry.name));
            text.push_str(&format!(".TP\n\\fB{name}\\fR(1)\n{}\n", roff(&entry.about)));
        }
    }
    text
}

/// Returns the examples as they are typed, and what is said beside them.
fn examples_section(after_help: &str) -> String {
    let mut text = String::from(".SH EXAMPLES\n");
    for line in after_help.lines().filter(|line| *line != "Examples:") {
        match line.strip_prefix("  ") {
            Some(example) => text.push_str(&format!(".PP\n.nf\n{}\n.fi\n", roff(example))),
            None => text.push_str(&format!(".PP\n{}\n", roff(line))),
        }
    }
    text
}

/// Escapes a line: no letter of it is a command of roff, and a dash is one that can be copied.
fn roff(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    let line = line
        .replace('~', "\\(ti")
        .replace('^', "\\(ha")
        .replace('\'', "\\(aq");
    match line.chars().next() {
        Some('.') => format!("\\&{line}"),
        _ => line,
    }
}

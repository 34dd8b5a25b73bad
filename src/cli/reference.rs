//! The command reference, generated from the arguments so that it is never out of date.

use std::collections::BTreeMap;

use clap::Command;

/// Returns `docs/reference.md`.
pub fn reference() -> String {
    let mut tree = super::tree();
    tree.build();
    let mut text = String::from(
        "# Command reference\n\nGenerated from the program's own help; \
         `tpm COMMAND --help` shows the same.\n",
    );
    text.push_str("\n## tpm\n\n```text\n");
    text.push_str(&super::help::all(&tree, &BTreeMap::new()));
    text.push_str("```\n");
    for command in tree.get_subcommands().filter(|one| !one.is_hide_set()) {
        text.push_str(&format!("\n## tpm {}\n\n```text\n", command.get_name()));
        text.push_str(&help(command));
        text.push_str("```\n");
        for below in command.get_subcommands() {
            if below.get_name() != "help" {
                let names = format!("{} {}", command.get_name(), below.get_name());
                text.push_str(&format!("\n## tpm {names}\n\n```text\n"));
                text.push_str(&help(below));
                text.push_str("```\n");
            }
        }
    }
    text
}

/// Returns a command's help without the options that every command has.
fn help(command: &Command) -> String {
    let mut command = without_globals(command.clone().term_width(96));
    let text = command.render_help().to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n"))
}

/// Returns a command that does not show the options that every command has.
pub fn without_globals(mut command: Command) -> Command {
    let arguments = command.get_arguments();
    let globals: Vec<String> = arguments
        .filter(|argument| argument.is_global_set())
        .map(|argument| argument.get_id().to_string())
        .collect();
    for id in globals {
        command = command.mut_arg(id, |argument| argument.hide(true));
    }
    command
}

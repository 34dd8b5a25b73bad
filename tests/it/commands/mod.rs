//! Each command's exchanges: what it says, to people and to programs, when it succeeds and when not.

mod act;
mod agenda;
mod calendar;
mod comment;
mod decide;
mod delete;
mod drafts;
mod edit;
mod editor;
mod find;
mod followup;
mod import;
mod link;
mod lists;
mod log;
mod meet;
mod minutes;
mod moves;
mod names;
mod output;
mod people;
mod reopen;
mod series;
mod show;
mod today;
mod undo;

use crate::sandbox::Sandbox;

/// A sandbox in which the lines have run.
fn after(lines: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    for line in lines {
        sandbox.ok(line);
    }
    sandbox
}

/// The exchanges of the lines, one after the other.
fn exchanges(sandbox: &Sandbox, lines: &[&str]) -> String {
    let exchanges: Vec<String> = lines
        .iter()
        .map(|line| sandbox.tpm(line).to_string())
        .collect();
    exchanges.join("\n")
}

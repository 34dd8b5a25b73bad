//! Each command's exchanges: what it says, to people and to programs, when it succeeds and when not.

mod absence;
mod ack;
mod act;
mod agenda;
mod announce;
mod backup;
mod brief;
mod calendar;
mod comment;
mod config;
mod dashboard;
mod decide;
mod default_due;
mod delete;
mod doctor;
mod drafts;
mod edit;
mod editor;
mod find;
mod followup;
mod form;
mod gather;
mod groups;
mod handover;
mod help;
mod import;
mod init;
mod leaving;
mod link;
mod lists;
mod log;
mod loops;
mod man;
mod meet;
mod merging;
mod metrics;
mod milestone;
mod minutes;
mod moves;
mod names;
mod need;
mod note_lines;
mod note_owners;
mod nudge;
mod option;
mod output;
mod owed;
mod people;
mod purge;
mod records;
mod records_again;
mod reopen;
mod report;
mod restore;
mod returning;
mod risk;
mod series;
mod series_people;
mod show;
mod standing;
mod today;
mod tracked_notes;
mod undo;
mod workstreams;

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

//! One file a command: its arguments, whose comments are its help, and how it runs.

pub mod act;
pub mod actions;
pub mod agenda;
mod calendar;
pub mod close;
pub mod comment;
pub mod decide;
pub mod decisions;
pub mod delete;
pub mod done;
pub mod drop;
pub mod edit;
pub mod find;
pub mod followup;
pub mod import;
pub mod link;
pub mod log;
pub mod meet;
pub mod meetings;
pub mod minutes;
pub mod note;
mod particulars;
pub mod people;
pub mod person;
pub mod propose;
pub mod redo;
pub mod reopen;
pub mod series;
pub mod show;
pub mod snooze;
pub mod start;
pub mod today;
pub mod undo;
pub mod unlink;
pub mod wait;
pub mod workstream;
pub mod workstreams;

use super::app::App;
use super::args::Command;
use super::error::{CliError, Exit};

/// Runs a command; none is `today`.
pub fn run(app: &mut App, command: Option<Command>) -> Result<Exit, CliError> {
    match command {
        None => today::run(app, &today::TodayArgs {}),
        Some(Command::Propose(args)) => propose::run(app, args),
        Some(Command::Decide(args)) => decide::run(app, args),
        Some(Command::Reopen(args)) => reopen::run(app, args),
        Some(Command::Minutes(args)) => minutes::run(app, &args),
        Some(Command::Act(args)) => act::run(app, args),
        Some(Command::Start(args)) => start::run(app, &args),
        Some(Command::Done(args)) => done::run(app, &args),
        Some(Command::Drop(args)) => drop::run(app, args),
        Some(Command::Wait(args)) => wait::run(app, &args),
        Some(Command::Snooze(args)) => snooze::run(app, &args),
        Some(Command::Followup(args)) => followup::run(app, &args),
        Some(Command::Meet(args)) => meet::run(app, args),
        Some(Command::Note(args)) => note::run(app, args),
        Some(Command::Agenda(args)) => agenda::run(app, &args),
        Some(Command::Series(args)) => series::run(app, &args),
        Some(Command::Close(args)) => close::run(app, &args),
        Some(Command::Today(args)) => today::run(app, &args),
        Some(Command::Show(args)) => show::run(app, &args),
        Some(Command::Find(args)) => find::run(app, &args),
        Some(Command::Decisions(args)) => decisions::run(app, &args),
        Some(Command::Actions(args)) => actions::run(app, &args),
        Some(Command::Meetings(args)) => meetings::run(app, &args),
        Some(Command::People(args)) => people::run(app, &args),
        Some(Command::Workstreams(args)) => workstreams::run(app, &args),
        Some(Command::Log(args)) => log::run(app, &args),
        Some(Command::Edit(args)) => edit::run(app, args),
        Some(Command::Comment(args)) => comment::run(app, &args),
        Some(Command::Link(args)) => link::run(app, &args),
        Some(Command::Unlink(args)) => unlink::run(app, &args),
        Some(Command::Delete(args)) => delete::run(app, &args),
        Some(Command::Undo(args)) => undo::run(app, &args),
        Some(Command::Redo(args)) => redo::run(app, &args),
        Some(Command::Person(args)) => person::run(app, args),
        Some(Command::Workstream(args)) => workstream::run(app, args),
        Some(Command::Import(args)) => import::run(app, args),
    }
}

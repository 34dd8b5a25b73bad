//! One file a command: its arguments, whose comments are its help, and how it runs.

pub mod ack;
pub mod act;
pub mod actions;
pub mod agenda;
pub mod announce;
pub mod backup;
mod calendar;
pub mod close;
pub mod comment;
pub mod complete;
pub mod completions;
pub mod config;
pub mod confirm;
pub mod dashboard;
pub mod decide;
pub mod decisions;
pub mod defer;
pub mod delete;
pub mod demo;
pub mod doctor;
pub mod done;
pub mod drop;
pub mod edit;
pub mod find;
pub mod followup;
pub mod gather;
pub mod group;
pub mod handover;
pub mod help;
pub mod import;
pub mod init;
pub mod link;
pub mod log;
pub mod loops;
pub mod man;
pub mod meet;
pub mod meetings;
pub mod metrics;
pub mod milestone;
pub mod milestones;
pub mod minutes;
pub mod need;
pub mod needs;
pub mod note;
pub mod nudge;
pub mod option;
mod particulars;
pub mod people;
pub mod person;
pub mod propose;
pub mod purge;
pub mod redo;
pub mod reject;
pub mod reopen;
pub mod report;
pub mod restore;
pub mod review;
pub mod risk;
pub mod risks;
pub mod series;
pub mod show;
pub mod snooze;
pub mod start;
pub mod today;
pub mod undo;
pub mod unlink;
pub mod update;
pub mod wait;
pub mod withdraw;
pub mod workstream;
pub mod workstreams;

use super::app::App;
use super::args::{Cli, Command};
use super::env::Env;
use super::error::{CliError, Exit};
use super::{sample, words};

/// Settles the surroundings of a command and runs it.
pub fn dispatch(env: Env, cli: Cli) -> Result<Exit, CliError> {
    let Cli {
        mut globals,
        command,
    } = cli;
    let mut app = match &command {
        // These must work where the configuration does not, or they could not put it right.
        Some(
            Command::Config(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::Help(_)
            | Command::Complete(_),
        ) => App::lenient(env, globals)?,
        _ => {
            if globals.demo {
                sample::aim(&env, &mut globals)?;
            }
            let app = App::new(env, globals)?;
            if let Some(name) = words::shadowed(&app.env.args, &app.config.aliases) {
                app.warn(&format!(
                    "your alias {name} is not run: `{name}` is a command"
                ));
            }
            if app.globals.demo && !matches!(command, Some(Command::Demo(_) | Command::Init(_))) {
                sample::ensure(&app)?;
            }
            app
        }
    };
    run(&mut app, command).map_err(|error| app.unshown(error))
}

/// Runs a command; none is `today`.
pub fn run(app: &mut App, command: Option<Command>) -> Result<Exit, CliError> {
    match command {
        None => today::run(app, &today::TodayArgs { since: None }),
        Some(Command::Propose(args)) => propose::run(app, args),
        Some(Command::Decide(args)) => decide::run(app, args),
        Some(Command::Option(args)) => option::run(app, args),
        Some(Command::Defer(args)) => defer::run(app, &args),
        Some(Command::Reject(args)) => reject::run(app, &args),
        Some(Command::Withdraw(args)) => withdraw::run(app, &args),
        Some(Command::Reopen(args)) => reopen::run(app, args),
        Some(Command::Review(args)) => review::run(app, &args),
        Some(Command::Announce(args)) => announce::run(app, &args),
        Some(Command::Ack(args)) => ack::run(app, &args),
        Some(Command::Minutes(args)) => minutes::run(app, &args),
        Some(Command::Act(args)) => act::run(app, args),
        Some(Command::Start(args)) => start::run(app, &args),
        Some(Command::Done(args)) => done::run(app, &args),
        Some(Command::Drop(args)) => drop::run(app, args),
        Some(Command::Wait(args)) => wait::run(app, &args),
        Some(Command::Snooze(args)) => snooze::run(app, &args),
        Some(Command::Followup(args)) => followup::run(app, &args),
        Some(Command::Confirm(args)) => confirm::run(app, &args),
        Some(Command::Loop(args)) => loops::run(app, &args),
        Some(Command::Nudge(args)) => nudge::run(app, &args),
        Some(Command::Meet(args)) => meet::run(app, args),
        Some(Command::Note(args)) => note::run(app, args),
        Some(Command::Agenda(args)) => agenda::run(app, &args),
        Some(Command::Series(args)) => series::run(app, &args),
        Some(Command::Close(args)) => close::run(app, &args),
        Some(Command::Risk(args)) => risk::run(app, args),
        Some(Command::Need(args)) => need::run(app, args),
        Some(Command::Milestone(args)) => milestone::run(app, args),
        Some(Command::Today(args)) => today::run(app, &args),
        Some(Command::Show(args)) => show::run(app, &args),
        Some(Command::Find(args)) => find::run(app, &args),
        Some(Command::Decisions(args)) => decisions::run(app, &args),
        Some(Command::Actions(args)) => actions::run(app, &args),
        Some(Command::Meetings(args)) => meetings::run(app, &args),
        Some(Command::People(args)) => people::run(app, &args),
        Some(Command::Workstreams(args)) => workstreams::run(app, &args),
        Some(Command::Update(args)) => update::run(app, args),
        Some(Command::Report(args)) => report::run(app, args),
        Some(Command::Handover(args)) => handover::run(app, &args),
        Some(Command::Metrics(args)) => metrics::run(app, &args),
        Some(Command::Risks(args)) => risks::run(app, &args),
        Some(Command::Needs(args)) => needs::run(app, &args),
        Some(Command::Milestones(args)) => milestones::run(app, &args),
        Some(Command::Dashboard(args)) => dashboard::run(app, &args),
        Some(Command::Log(args)) => log::run(app, &args),
        Some(Command::Edit(args)) => edit::run(app, *args),
        Some(Command::Comment(args)) => comment::run(app, &args),
        Some(Command::Link(args)) => link::run(app, &args),
        Some(Command::Unlink(args)) => unlink::run(app, &args),
        Some(Command::Delete(args)) => delete::run(app, &args),
        Some(Command::Purge(args)) => purge::run(app, &args),
        Some(Command::Undo(args)) => undo::run(app, &args),
        Some(Command::Redo(args)) => redo::run(app, &args),
        Some(Command::Person(args)) => person::run(app, args),
        Some(Command::Group(args)) => group::run(app, args),
        Some(Command::Workstream(args)) => workstream::run(app, args),
        Some(Command::Import(args)) => import::run(app, args),
        Some(Command::Backup(args)) => backup::run(app, &args),
        Some(Command::Restore(args)) => restore::run(app, &args),
        Some(Command::Doctor(args)) => doctor::run(app, &args),
        Some(Command::Init(args)) => init::run(app, args),
        Some(Command::Demo(args)) => demo::run(app, &args),
        Some(Command::Config(args)) => config::run(app, args),
        Some(Command::Completions(args)) => completions::run(app, &args),
        Some(Command::Man(args)) => man::run(app, &args),
        Some(Command::Help(args)) => help::run(app, &args),
        Some(Command::Complete(args)) => complete::run(app, args),
    }
}

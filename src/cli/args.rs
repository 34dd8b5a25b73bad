//! What can be typed: the commands, the options that all of them share, and the filters of lists.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::commands as c;

/// Keep decisions, owners, deadlines, notes and follow-ups
#[derive(Parser, Debug)]
#[command(
    name = "tpm",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    help_template = super::help::ROOT
)]
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The options that every command takes.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Use this file instead of the default one
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Use an invented program instead of your own file
    #[arg(long, global = true, conflicts_with = "db")]
    pub demo: bool,
    /// Print as table, plain, md, text, slack, email, html, json, jsonl, csv
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub format: Option<Format>,
    /// Print JSON: short for --format json
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    /// Print CSV: short for --format csv
    #[arg(long, global = true, conflicts_with_all = ["format", "json"])]
    pub csv: bool,
    /// Keep these fields in JSON and CSV, separated by commas
    #[arg(long, global = true, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Copy the result to the clipboard too
    #[arg(long, global = true)]
    pub copy: bool,
    /// Print IDs only, one a line, and no remarks
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Colour the output: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub color: Option<When>,
    /// Never page long output
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Never ask and never open an editor, even on a terminal
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Go ahead with what cannot be undone
    #[arg(long, global = true)]
    pub yes: bool,
    /// Show what would happen and change nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Act as this person
    #[arg(long, global = true, value_name = "HANDLE")]
    pub actor: Option<String>,
    /// Lay the output out for so many columns
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    /// Wait so many seconds for other writers, else 10
    #[arg(long, global = true, value_name = "SECONDS", default_value = "10", hide_default_value = true, value_parser = clap::value_parser!(u64).range(0..=3600))]
    pub lock_timeout: u64,
}

/// A form of output.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns for people on a terminal
    Table,
    /// One item a line, each value with its name
    Plain,
    /// Markdown
    #[value(alias = "markdown")]
    Md,
    /// Text to paste into a message
    Text,
    /// A message of Slack
    Slack,
    /// A mail that is not sent yet
    Email,
    /// A page that stands alone
    Html,
    /// One JSON object with all records
    Json,
    /// One JSON record a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// When to colour.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Auto,
    Always,
    Never,
}

/// The filters that all lists share.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Words that the title or text must hold
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Keep what these people hold; `me` and `none` work too
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub owner: Vec<String>,
    /// Keep these workstreams and those below them
    #[arg(long, short, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Keep what is due before a date
    #[arg(long, value_name = "DATE")]
    pub due_before: Option<String>,
    /// Keep what is due after a date
    #[arg(long, value_name = "DATE")]
    pub due_after: Option<String>,
    /// Keep what began or happened on a date or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Keep what began or happened on a date or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Include what was imported as history
    #[arg(long)]
    pub history: bool,
    /// Show at most so many; 0 for all
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<u32>,
}

/// Makes the commands from their words, first the name and then its aliases.
macro_rules! commands {
    ($($(#[$attribute:meta])* $($word:literal)|+ => $name:ident($args:ty),)+) => {
        /// The commands, in the order of the loop.
        #[derive(Subcommand, Debug)]
        pub enum Command {
            $($(#[$attribute])* $name($args),)+
        }

        impl Command {
            /// Returns what one command takes, if the word is its name. Making all of them costs
            /// most of the time of a quick command.
            pub(super) fn alone(word: &str) -> Option<clap::Command> {
                match word {
                    $($($word)|+ => {
                        let names = [$($word),+];
                        let command = clap::Command::new(names[0]).aliases(&names[1..]);
                        Some(<$args as Args>::augment_args(command))
                    })+
                    _ => None,
                }
            }
        }
    };
}

commands! {
    "propose" => Propose(c::propose::ProposeArgs),
    "decide" => Decide(c::decide::DecideArgs),
    "option" => Option(c::option::OptionArgs),
    "defer" => Defer(c::defer::DeferArgs),
    "reject" => Reject(c::reject::RejectArgs),
    "withdraw" => Withdraw(c::withdraw::WithdrawArgs),
    "reopen" => Reopen(c::reopen::ReopenArgs),
    "review" => Review(c::review::ReviewArgs),
    "announce" => Announce(c::announce::AnnounceArgs),
    "ack" => Ack(c::ack::AckArgs),
    "minutes" => Minutes(c::minutes::MinutesArgs),
    #[command(visible_alias = "todo")]
    "act" | "todo" => Act(c::act::ActArgs),
    "start" => Start(c::start::StartArgs),
    "done" => Done(c::done::DoneArgs),
    "drop" => Drop(c::drop::DropArgs),
    "wait" => Wait(c::wait::WaitArgs),
    "snooze" => Snooze(c::snooze::SnoozeArgs),
    "followup" => Followup(c::followup::FollowupArgs),
    "nudge" => Nudge(c::nudge::NudgeArgs),
    "confirm" => Confirm(c::confirm::ConfirmArgs),
    "meet" => Meet(c::meet::MeetArgs),
    "note" => Note(c::note::NoteArgs),
    "agenda" => Agenda(c::agenda::AgendaArgs),
    "series" => Series(c::series::SeriesArgs),
    "close" => Close(c::close::CloseArgs),
    "risk" => Risk(c::risk::RiskArgs),
    "need" => Need(c::need::NeedArgs),
    "milestone" => Milestone(c::milestone::MilestoneArgs),
    "today" => Today(c::today::TodayArgs),
    "loop" => Loop(c::loops::LoopArgs),
    "show" => Show(c::show::ShowArgs),
    "find" => Find(c::find::FindArgs),
    "decisions" => Decisions(c::decisions::DecisionsArgs),
    "actions" => Actions(c::actions::ActionsArgs),
    "meetings" => Meetings(c::meetings::MeetingsArgs),
    "people" => People(c::people::PeopleArgs),
    "workstreams" => Workstreams(c::workstreams::WorkstreamsArgs),
    "update" => Update(c::update::UpdateArgs),
    "report" => Report(c::report::ReportArgs),
    "handover" => Handover(c::handover::HandoverArgs),
    "metrics" => Metrics(c::metrics::MetricsArgs),
    "risks" => Risks(c::risks::RisksArgs),
    "needs" => Needs(c::needs::NeedsArgs),
    "milestones" => Milestones(c::milestones::MilestonesArgs),
    "dashboard" => Dashboard(c::dashboard::DashboardArgs),
    "log" => Log(c::log::LogArgs),
    "edit" => Edit(Box<c::edit::EditArgs>),
    "comment" => Comment(c::comment::CommentArgs),
    "link" => Link(c::link::LinkArgs),
    "unlink" => Unlink(c::unlink::UnlinkArgs),
    "delete" => Delete(c::delete::DeleteArgs),
    "purge" => Purge(c::purge::PurgeArgs),
    "undo" => Undo(c::undo::UndoArgs),
    "redo" => Redo(c::redo::RedoArgs),
    "person" => Person(c::person::PersonArgs),
    "group" => Group(c::group::GroupArgs),
    "workstream" => Workstream(c::workstream::WorkstreamArgs),
    "import" => Import(c::import::ImportArgs),
    "backup" => Backup(c::backup::BackupArgs),
    "restore" => Restore(c::restore::RestoreArgs),
    "doctor" => Doctor(c::doctor::DoctorArgs),
    "init" => Init(c::init::InitArgs),
    "demo" => Demo(c::demo::DemoArgs),
    "config" => Config(c::config::ConfigArgs),
    "completions" => Completions(c::completions::CompletionsArgs),
    "man" => Man(c::man::ManArgs),
    "help" => Help(c::help::HelpArgs),
    #[command(name = "__complete", hide = true)]
    "__complete" => Complete(c::complete::CompleteArgs),
}

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

/// The commands, in the order of the loop.
#[derive(Subcommand, Debug)]
pub enum Command {
    Propose(c::propose::ProposeArgs),
    Decide(c::decide::DecideArgs),
    Option(c::option::OptionArgs),
    Defer(c::defer::DeferArgs),
    Reject(c::reject::RejectArgs),
    Withdraw(c::withdraw::WithdrawArgs),
    Reopen(c::reopen::ReopenArgs),
    Review(c::review::ReviewArgs),
    Announce(c::announce::AnnounceArgs),
    Ack(c::ack::AckArgs),
    Minutes(c::minutes::MinutesArgs),
    #[command(visible_alias = "todo")]
    Act(c::act::ActArgs),
    Start(c::start::StartArgs),
    Done(c::done::DoneArgs),
    Drop(c::drop::DropArgs),
    Wait(c::wait::WaitArgs),
    Snooze(c::snooze::SnoozeArgs),
    Followup(c::followup::FollowupArgs),
    Nudge(c::nudge::NudgeArgs),
    Confirm(c::confirm::ConfirmArgs),
    Meet(c::meet::MeetArgs),
    Note(c::note::NoteArgs),
    Agenda(c::agenda::AgendaArgs),
    Series(c::series::SeriesArgs),
    Close(c::close::CloseArgs),
    Risk(c::risk::RiskArgs),
    Need(c::need::NeedArgs),
    Milestone(c::milestone::MilestoneArgs),
    Today(c::today::TodayArgs),
    Loop(c::loops::LoopArgs),
    Show(c::show::ShowArgs),
    Find(c::find::FindArgs),
    Decisions(c::decisions::DecisionsArgs),
    Actions(c::actions::ActionsArgs),
    Meetings(c::meetings::MeetingsArgs),
    People(c::people::PeopleArgs),
    Workstreams(c::workstreams::WorkstreamsArgs),
    Update(c::update::UpdateArgs),
    Report(c::report::ReportArgs),
    Handover(c::handover::HandoverArgs),
    Metrics(c::metrics::MetricsArgs),
    Risks(c::risks::RisksArgs),
    Needs(c::needs::NeedsArgs),
    Milestones(c::milestones::MilestonesArgs),
    Dashboard(c::dashboard::DashboardArgs),
    Log(c::log::LogArgs),
    Edit(Box<c::edit::EditArgs>),
    Comment(c::comment::CommentArgs),
    Link(c::link::LinkArgs),
    Unlink(c::unlink::UnlinkArgs),
    Delete(c::delete::DeleteArgs),
    Purge(c::purge::PurgeArgs),
    Undo(c::undo::UndoArgs),
    Redo(c::redo::RedoArgs),
    Person(c::person::PersonArgs),
    Group(c::group::GroupArgs),
    Workstream(c::workstream::WorkstreamArgs),
    Import(c::import::ImportArgs),
    Backup(c::backup::BackupArgs),
    Restore(c::restore::RestoreArgs),
    Doctor(c::doctor::DoctorArgs),
    Init(c::init::InitArgs),
    Demo(c::demo::DemoArgs),
    Config(c::config::ConfigArgs),
    Completions(c::completions::CompletionsArgs),
    Man(c::man::ManArgs),
    Help(c::help::HelpArgs),
    #[command(name = "__complete", hide = true)]
    Complete(c::complete::CompleteArgs),
}

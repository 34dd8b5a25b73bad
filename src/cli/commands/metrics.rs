//! `tpm metrics`.

use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::ops::metrics::{Grouping, Query, measure};
use crate::store::Access;
use crate::view::metrics::{Marks, MetricList};

/// Measure how decisions are made, told and carried out
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm metrics
  tpm metrics --all --since 1oct --until 31oct
  tpm metrics -w launch --group owner
  tpm metrics --format csv --fields key,value,n,before
Days are told as the median; a set without anything in it is n/a, and is never counted as zero.")]
pub struct MetricsArgs {
    /// Show all metrics, not only the eight of every day
    #[arg(long)]
    pub all: bool,
    /// Measure from this day on, else for the last 30 days
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Measure up to this day, else up to today
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Keep these workstreams and those below them
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Tell them apart by owner, workstream or door
    #[arg(long, value_name = "BY", hide_possible_values = true)]
    pub group: Option<GroupBy>,
}

/// What metrics are told apart by.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    Owner,
    Workstream,
    Door,
}

pub fn run(app: &App, args: &MetricsArgs) -> Result<Exit, CliError> {
    let MetricsArgs {
        all,
        since,
        until,
        workstream,
        group,
    } = args;
    let query = Query {
        since: app.first_day(since.as_deref())?,
        until: app.last_day(until.as_deref())?,
        workstreams: workstream.clone(),
        grouping: group.map(|group| match group {
            GroupBy::Owner => Grouping::Owner,
            GroupBy::Workstream => Grouping::Workstream,
            GroupBy::Door => Grouping::Door,
        }),
        all: *all,
    };
    let store = app.store(Access::Read)?;
    app.show(&MetricList {
        measured: measure(store.reader(), &app.ctx, &query)?,
        marks: match app.env.speaks_unicode() && app.format() != Format::Plain {
            true => Marks::Unicode,
            false => Marks::Ascii,
        },
    })?;
    Ok(Exit::Done)
}

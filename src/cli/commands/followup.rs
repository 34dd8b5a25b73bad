//! `tpm followup`.

use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::cli::walk;
use crate::ops::followup::{self, Grouping, Reach};
use crate::store::Access;
use crate::view::followup::{FollowupList, FollowupSummary};

/// List what is overdue, by person, oldest first
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm followup --soon 7 --owner priya
  tpm followup --undated
  tpm followup --walk
  tpm followup --summary --group workstream
  tpm followup --fail-if-any --quiet    (exit code 10 if anything is overdue)")]
pub struct FollowupArgs {
    /// Look so many days ahead too
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=3650))]
    pub soon: Option<u32>,
    /// Include open actions without a date, oldest first
    #[arg(long)]
    pub undated: bool,
    /// Put together by owner, workstream or decision
    #[arg(
        long,
        value_name = "BY",
        default_value = "owner",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub group: GroupBy,
    /// Count by age instead of listing
    #[arg(long)]
    pub summary: bool,
    /// Go through the list one item a screen, one key each
    #[arg(long, conflicts_with_all = ["summary", "fail_if_any"])]
    pub walk: bool,
    /// End with exit code 10 if the list holds anything
    #[arg(long)]
    pub fail_if_any: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// What a follow-up is put together by.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    Owner,
    Workstream,
    Decision,
}

pub fn run(app: &App, args: &FollowupArgs) -> Result<Exit, CliError> {
    let FollowupArgs {
        soon,
        undated,
        group,
        summary,
        walk,
        fail_if_any,
        filter,
    } = args;
    let grouping = match group {
        GroupBy::Owner => Grouping::Owner,
        GroupBy::Workstream => Grouping::Workstream,
        GroupBy::Decision => Grouping::Decision,
    };
    let mut filter = app.filter(filter, 50)?;
    if *summary {
        // A count of a part would mislead.
        filter.limit = None;
    }
    let reach = Reach {
        soon: *soon,
        undated: *undated,
    };
    if *walk {
        return walk::run(app, &filter, reach, grouping);
    }
    let store = app.store(Access::Read)?;
    let followup = followup::followup(store.reader(), &app.ctx, &filter, reach, grouping)?;
    let any = followup.asked().next().is_some();
    let today = app.ctx.today;
    if *summary {
        app.show(&FollowupSummary { followup })?;
    } else {
        app.show(&FollowupList { followup, today })?;
    }
    if app.kept_walk().is_ok_and(|kept| kept.path().exists()) {
        app.tell("a walk was cut off: `tpm followup --walk` goes on with its choices");
    }
    Ok(if any && *fail_if_any {
        Exit::Check
    } else {
        Exit::Done
    })
}

//! `tpm milestones`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::model::words::MilestoneStatus;
use crate::ops::milestone::milestones;
use crate::store::Access;
use crate::view::list::List;

/// List milestones: those ahead, with how far they slipped
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm milestones -w launch
  tpm milestones --due-before eoq
  tpm milestones --all --json")]
pub struct MilestonesArgs {
    /// Keep those in these statuses: planned, done, dropped
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', value_parser = status)]
    pub status: Vec<MilestoneStatus>,
    /// List the ended ones too
    #[arg(long, conflicts_with = "status")]
    pub all: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
}

fn status(word: &str) -> Result<MilestoneStatus, String> {
    MilestoneStatus::from_word(word).ok_or_else(|| "it is planned, done or dropped".to_owned())
}

pub fn run(app: &App, args: &MilestonesArgs) -> Result<Exit, CliError> {
    let MilestonesArgs {
        status,
        all,
        filter,
    } = args;
    let filter = app.filter(filter, 50)?;
    let store = app.store(Access::Read)?;
    let page = milestones(store.reader(), &app.ctx, &filter, status, *all)?;
    app.show(&List {
        page,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

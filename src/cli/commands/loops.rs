//! `tpm loop`.

use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::loops::{self, LoopFilter};
use crate::store::Access;
use crate::view::loops::{Grouping, LoopList, LoopView};

/// Show where each decision is stuck, on whom, how long
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm loop
  tpm loop --group holder
  tpm loop --owner lee --stuck
  tpm loop D-4
A decision goes through three gates: MADE, TOLD, DONE. Here --owner is who holds it up.")]
pub struct LoopArgs {
    /// Explain this decision rule by rule
    #[arg(value_name = "ID", conflicts_with_all = ["owner", "workstream", "group", "stuck", "fail_if_any"])]
    pub id: Option<String>,
    /// Keep what these people hold up
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub owner: Vec<String>,
    /// Keep these workstreams and those below them
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Group them
    #[arg(long, value_enum)]
    pub group: Option<GroupBy>,
    /// Leave out what is on its way
    #[arg(long)]
    pub stuck: bool,
    /// End with exit code 10 if any is stuck
    #[arg(long)]
    pub fail_if_any: bool,
    /// Show no more than this many; 0 shows all
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<u32>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GroupBy {
    /// By who holds it up: whom to chase for what
    Holder,
    /// By workstream
    Workstream,
    /// By whether it can be taken back
    Door,
}

pub fn run(app: &App, args: &LoopArgs) -> Result<Exit, CliError> {
    let LoopArgs {
        id,
        owner,
        workstream,
        group,
        stuck,
        fail_if_any,
        limit,
    } = args;
    let today = app.ctx.today;
    let store = app.store(Access::Read)?;
    if let Some(id) = id {
        let explained = loops::one(store.reader(), &app.ctx, &app.id(id)?)?;
        app.show(&LoopView { explained, today })?;
        return Ok(Exit::Done);
    }
    let filter = LoopFilter {
        owners: app.people(owner)?,
        workstreams: workstream.clone(),
        only_stuck: *stuck,
        limit: app.limit(*limit, 50),
    };
    let is_narrowed = *stuck || !owner.is_empty() || !workstream.is_empty();
    let page = loops::list(store.reader(), &app.ctx, &filter)?;
    let is_any_stuck = page.rows.iter().any(|flight| flight.stuck.is_some());
    let grouping = group.map(|group| match group {
        GroupBy::Holder => Grouping::Holder,
        GroupBy::Workstream => Grouping::Workstream,
        GroupBy::Door => Grouping::Door,
    });
    app.show(&LoopList {
        page,
        grouping,
        is_narrowed,
        today,
    })?;
    Ok(match is_any_stuck && *fail_if_any {
        true => Exit::Check,
        false => Exit::Done,
    })
}

//! `tpm workstream`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::model::words::WorkstreamStatus;
use crate::ops::people::{WorkstreamEdit, edit_workstream};
use crate::store::Access;
use crate::view::outcome::remark;
use crate::view::people::WorkstreamList;

/// Add a workstream, or say more about one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm workstream launch --name \"Spring launch\" --lead priya
  tpm workstream billing --parent launch
Workstreams are also added when they are first named.")]
pub struct WorkstreamArgs {
    /// The short name
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// Say the full name
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Say who leads it
    #[arg(long, value_name = "NAME")]
    pub lead: Option<String>,
    /// Say which workstream it is a part of
    #[arg(long, value_name = "NAME")]
    pub parent: Option<String>,
    /// Say where it stands: active, paused or done
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<WorkstreamStatus>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

fn status(word: &str) -> Result<WorkstreamStatus, String> {
    WorkstreamStatus::from_word(word).ok_or_else(|| "it is active, paused or done".to_owned())
}

pub fn run(app: &App, args: WorkstreamArgs) -> Result<Exit, CliError> {
    let WorkstreamArgs {
        slug,
        name,
        lead,
        parent,
        status,
        new,
    } = args;
    let edit = WorkstreamEdit {
        slug,
        name: app.set_text(name.as_deref())?,
        lead: lead.map(|word| app.person(&word)).transpose()?,
        parent,
        status,
        newcomers: newcomers(new),
    };
    let mut store = app.store(Access::Write)?;
    let done = edit_workstream(app.desk(&mut store), &edit)?;
    store.close()?;
    app.show(&WorkstreamList {
        rows: done.facts,
        today: app.ctx.today,
    })?;
    for one in &done.remarks {
        app.tell(&remark(one));
    }
    app.tell_way_back(done.operation);
    Ok(Exit::Done)
}

//! `tpm workstreams`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::workstream::list;
use crate::store::Access;
use crate::view::workstream::WorkstreamList;

/// List workstreams and what each has open
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm workstreams
  tpm workstreams --json")]
pub struct WorkstreamsArgs {}

pub fn run(app: &App, args: &WorkstreamsArgs) -> Result<Exit, CliError> {
    let WorkstreamsArgs {} = args;
    let store = app.store(Access::Read)?;
    app.show(&WorkstreamList {
        rows: list(store.reader(), &app.ctx)?,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

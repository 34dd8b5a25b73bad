//! `tpm log`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::log;
use crate::store::Access;
use crate::view::history::{ItemHistory, OperationList};

/// Show what happened: every operation, or one item's history
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm log
  tpm log A-7
  tpm log --limit 0 --json")]
pub struct LogArgs {
    /// Show the history of this item
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Show at most so many operations; 0 for all
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<u32>,
}

pub fn run(app: &App, args: &LogArgs) -> Result<Exit, CliError> {
    let LogArgs { id, limit } = args;
    let zone = app.ctx.zone;
    let store = app.store(Access::Read)?;
    match id {
        Some(word) => {
            let id = app.id(word)?;
            let (id, changes) = log::item(store.reader(), &app.ctx, &id)?;
            app.show(&ItemHistory { id, changes, zone })?;
        }
        None => {
            let page = log::operations(store.reader(), app.limit(*limit, 50))?;
            app.show(&OperationList { page, zone })?;
        }
    }
    Ok(Exit::Done)
}

//! `tpm delete`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::delete::delete;

/// Delete items; undo brings them back
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm delete A-7
  tpm delete A-7 --dry-run
What hung on a deleted item is told and left as it is.")]
pub struct DeleteArgs {
    /// Items of any kind: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
}

pub fn run(app: &App, args: &DeleteArgs) -> Result<Exit, CliError> {
    let DeleteArgs { ids } = args;
    let ids = app.ids(ids)?;
    app.change(|desk| delete(desk, &ids))
}

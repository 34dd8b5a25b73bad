//! `tpm start`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::moves::{Move, move_items};

/// Start work on actions, or resume it
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm start A-7
  tpm start .")]
pub struct StartArgs {
    /// Actions: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
}

pub fn run(app: &App, args: &StartArgs) -> Result<Exit, CliError> {
    let StartArgs { ids } = args;
    let ids = app.ids(ids)?;
    app.change(|desk| move_items(desk, &ids, &Move::Start))
}

//! `tpm close`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::close::close;

/// Close meetings: their notes are done
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm close
  tpm close M-3
Without an ID it is the open meeting. A closed meeting's notes can still be corrected with `note`.")]
pub struct CloseArgs {
    /// Meetings: IDs, ranges, `.` or `-`
    #[arg(value_name = "IDS")]
    pub ids: Vec<String>,
}

pub fn run(app: &App, args: &CloseArgs) -> Result<Exit, CliError> {
    let CloseArgs { ids } = args;
    let ids = app.ids(ids)?;
    app.change(|desk| close(desk, &ids))
}

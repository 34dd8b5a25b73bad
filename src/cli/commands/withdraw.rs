//! `tpm withdraw`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::standing::{Course, take};

/// Take open decisions off the table undecided
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm withdraw D-12 --why \"the project was stopped\"
  tpm withdraw D-4..D-6 --why \"all of it moved to next year\"")]
pub struct WithdrawArgs {
    /// Open decisions: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

pub fn run(app: &App, args: &WithdrawArgs) -> Result<Exit, CliError> {
    let WithdrawArgs { ids, why } = args;
    let ids = app.ids(ids)?;
    app.change(|desk| take(desk, &ids, &Course::Withdraw, why.as_deref()))
}

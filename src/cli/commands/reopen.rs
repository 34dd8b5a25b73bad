//! `tpm reopen`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::moves::reopen;

/// Open what has ended again
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm reopen A-7 --why \"the plan was for the wrong quarter\"
  tpm reopen D-12")]
pub struct ReopenArgs {
    /// What to open: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

pub fn run(app: &App, args: ReopenArgs) -> Result<Exit, CliError> {
    let ReopenArgs { ids, why } = args;
    let ids = app.ids(&ids)?;
    app.change(|desk| reopen(desk, &ids, why.as_deref()))
}

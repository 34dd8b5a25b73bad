//! `tpm reject`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::standing::{Course, take};

/// Decide against open decisions
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm reject D-12 --why \"no budget this year\"
  tpm reject D-12..D-14 --on yesterday")]
pub struct RejectArgs {
    /// Open decisions: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say why; kept as the reason of the decision
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Say when it was decided, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

pub fn run(app: &App, args: &RejectArgs) -> Result<Exit, CliError> {
    let RejectArgs { ids, why, on } = args;
    let on = app.optional_past_date(on.as_deref())?;
    let course = Course::Reject {
        on: on.unwrap_or(app.ctx.today),
    };
    let ids = app.ids(ids)?;
    app.change(|desk| take(desk, &ids, &course, why.as_deref()))
}

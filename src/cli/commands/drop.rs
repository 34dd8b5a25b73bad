//! `tpm drop`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::moves::{Move, move_items};

/// Drop actions, milestones, needs and risks that are off
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm drop A-7 --why \"the vendor does it\"
  tpm drop A-4..A-6 --on yesterday")]
pub struct DropArgs {
    /// What is off: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say why it will not be done
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Say when it was dropped, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

pub fn run(app: &App, args: DropArgs) -> Result<Exit, CliError> {
    let DropArgs { ids, why, on } = args;
    let ids = app.ids(&ids)?;
    let on = app.optional_past_date(on.as_deref())?;
    let step = Move::Drop {
        on: on.unwrap_or(app.ctx.today),
        why,
    };
    app.change(|desk| move_items(desk, &ids, &step))
}

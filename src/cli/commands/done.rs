//! `tpm done`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::words::Landed;
use crate::ops::moves::{Move, move_items};

/// Mark actions, milestones and needs as done, and close risks
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm done A-7
  tpm done T-1 N-2 R-3
  tpm done A-4..A-9 --on fri
  tpm done A-9 --landed as_intended
  tpm actions --owner me -q | tpm done -")]
pub struct DoneArgs {
    /// What is done: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say when it was done, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say how the decision landed that this carries out
    #[arg(long, value_name = "RESULT", value_parser = super::confirm::landed)]
    pub landed: Option<Landed>,
}

pub fn run(app: &App, args: &DoneArgs) -> Result<Exit, CliError> {
    let DoneArgs { ids, on, landed } = args;
    let ids = app.ids(ids)?;
    let on = app.optional_past_date(on.as_deref())?;
    let step = Move::Done {
        on: on.unwrap_or(app.ctx.today),
        landed: *landed,
    };
    app.change(|desk| move_items(desk, &ids, &step))
}

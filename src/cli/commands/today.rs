//! `tpm today`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::today::today;
use crate::store::Access;
use crate::view::today::TodayView;

/// How many rows each part shows.
const ROWS: u32 = 10;

/// Show what needs you now
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm
  tpm today --json")]
pub struct TodayArgs {}

pub fn run(app: &App, args: &TodayArgs) -> Result<Exit, CliError> {
    let TodayArgs {} = args;
    let store = app.store(Access::Read)?;
    let picture = today(store.reader(), &app.ctx, ROWS)?;
    app.show(&TodayView {
        picture,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

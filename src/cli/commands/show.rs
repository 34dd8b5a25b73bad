//! `tpm show`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::show;
use crate::store::Access;
use crate::view::show::Shown;

/// Show items whole
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm show D-12
  tpm show A-4..A-9 --json
  tpm show .")]
pub struct ShowArgs {
    /// Items of any kind: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
}

pub fn run(app: &App, args: &ShowArgs) -> Result<Exit, CliError> {
    let ShowArgs { ids } = args;
    let ids = app.ids(ids)?;
    let store = app.store(Access::Read)?;
    let items = show::show(store.reader(), &app.ctx, &ids)?;
    app.show(&Shown {
        items,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

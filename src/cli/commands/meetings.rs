//! `tpm meetings`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::ops::list;
use crate::store::Access;
use crate::view::list::List;

/// List meetings, the latest first
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm meetings --since 1oct
  tpm meetings --owner priya launch
Here --owner is somebody who was there.")]
pub struct MeetingsArgs {
    #[command(flatten)]
    pub filter: FilterArgs,
}

pub fn run(app: &App, args: &MeetingsArgs) -> Result<Exit, CliError> {
    let MeetingsArgs { filter } = args;
    let filter = app.filter(filter, 50)?;
    let store = app.store(Access::Read)?;
    let page = list::meetings(store.reader(), &app.ctx, &filter)?;
    app.show(&List {
        page,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

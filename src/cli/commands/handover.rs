//! `tpm handover`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::handover::handover;
use crate::store::Access;
use crate::view::handover::HandoverView;

/// Put together what somebody needs who takes over
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm handover --to lee -w launch
  tpm handover --to lee -w launch --format email
  tpm handover --to lee
It holds how things stand, the open loops, whom to chase and the next meetings, and changes nothing. \
`tpm actions --owner me -q | tpm edit - --owner lee` passes your actions on.")]
pub struct HandoverArgs {
    /// Say who takes over
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// Say which workstream, else the whole program
    #[arg(short, long, value_name = "NAME")]
    pub workstream: Option<String>,
}

pub fn run(app: &App, args: &HandoverArgs) -> Result<Exit, CliError> {
    let HandoverArgs { to, workstream } = args;
    let to = app.person(to)?;
    let store = app.store(Access::Read)?;
    let handover = handover(store.reader(), &app.ctx, &to, workstream.as_deref())?;
    app.show(&HandoverView {
        handover,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

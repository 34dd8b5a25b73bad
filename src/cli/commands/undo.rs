//! `tpm undo`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::Desk;
use crate::ops::OpsError;
use crate::ops::undo::{self, TakenBack};
use crate::view::history::TakenBackView;

/// Take back the last thing you did
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm undo
  tpm undo 41
What was done together, such as an import, is taken back together. What later operations \
have built on is never taken away: undo those first. What was purged cannot be brought \
back.")]
pub struct UndoArgs {
    /// Take back this operation, as `tpm log` numbers them
    #[arg(value_name = "OPERATION")]
    pub operation: Option<i64>,
}

pub fn run(app: &App, args: &UndoArgs) -> Result<Exit, CliError> {
    let UndoArgs { operation } = args;
    take_back(app, *operation, "redo: tpm redo", |desk| {
        undo::undo(desk, *operation)
    })
}

/// Runs an undo or redo and tells what it came to.
pub fn take_back(
    app: &App,
    named: Option<i64>,
    way_back: &str,
    operation: impl Fn(Desk<'_>) -> Result<TakenBack, OpsError>,
) -> Result<Exit, CliError> {
    let taken = app.write(operation)?;
    let real = taken.operation.is_some();
    let together = taken.affected.len() > 1;
    app.show(&TakenBackView(taken))?;
    if let Some(named) = named.filter(|_| together) {
        app.tell(&format!(
            "what was done together with operation {named} goes with it"
        ));
    }
    app.tell(if real {
        way_back
    } else {
        "dry run: nothing was written"
    });
    Ok(Exit::Done)
}

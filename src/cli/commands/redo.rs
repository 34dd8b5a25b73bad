//! `tpm redo`.

use clap::Args;

use super::undo::take_back;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::undo::redo;

/// Do again what the last undo took back
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm redo
  tpm redo --dry-run")]
pub struct RedoArgs {}

pub fn run(app: &App, args: &RedoArgs) -> Result<Exit, CliError> {
    let RedoArgs {} = args;
    take_back(app, None, "undo: tpm undo", redo)
}

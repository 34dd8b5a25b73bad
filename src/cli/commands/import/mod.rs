//! `tpm import`, a source a file.

mod files;
mod notes;
mod records;

use clap::{Args, Subcommand};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};

/// Bring other programs' files in
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm import notes meetings/
  tpm import records docs/decisions/
  tpm help import records")]
pub struct ImportArgs {
    #[command(subcommand)]
    pub source: Source,
}

/// What is imported.
#[derive(Subcommand, Debug)]
pub enum Source {
    Notes(notes::NotesArgs),
    Records(records::RecordsArgs),
}

pub fn run(app: &App, args: ImportArgs) -> Result<Exit, CliError> {
    let ImportArgs { source } = args;
    match source {
        Source::Notes(args) => notes::run(app, args),
        Source::Records(args) => records::run(app, args),
    }
}

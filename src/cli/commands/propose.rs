//! `tpm propose`.

use clap::Args;

use super::act::grammar;
use super::particulars::ParticularsArgs;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::decide::propose;

/// Raise a decision that must be made
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm propose \"Which region first?\" --decider lee --due fri --if-late \"renewal lapses\"
  tpm propose \"Which vendor?\" --door one-way --impact high -w launch")]
pub struct ProposeArgs {
    /// What must be decided, best as a question
    #[arg(required = true, value_name = "TITLE")]
    pub title: Vec<String>,
    #[command(flatten)]
    pub particulars: ParticularsArgs,
}

pub fn run(app: &App, args: ProposeArgs) -> Result<Exit, CliError> {
    let ProposeArgs { title, particulars } = args;
    let title = app.joined(&title)?;
    let grammar = grammar(particulars.literal);
    let particulars = particulars.read(app)?;
    app.change(|desk| propose(desk, &title, grammar, &particulars))
}

//! `tpm find`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::find::find;
use crate::store::Access;
use crate::view::find::FoundList;

/// Search titles, notes, comments and reasons
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm find capacity
  tpm find vendor contract --limit 5
Each word is taken literally; the last also finds words that begin with it.")]
pub struct FindArgs {
    /// Words that must all be there
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Show at most so many
    #[arg(long, value_name = "COUNT", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
}

pub fn run(app: &App, args: &FindArgs) -> Result<Exit, CliError> {
    let FindArgs { words, limit } = args;
    let store = app.store(Access::Read)?;
    app.show(&FoundList(find(store.reader(), words, *limit)?))?;
    Ok(Exit::Done)
}

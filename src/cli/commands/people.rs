//! `tpm people`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::list;
use crate::store::Access;
use crate::view::people::PersonList;

/// List people and what each holds
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm people
  tpm people priya --json")]
pub struct PeopleArgs {
    /// Words that the handle, name or aliases must hold
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
}

pub fn run(app: &App, args: &PeopleArgs) -> Result<Exit, CliError> {
    let PeopleArgs { words } = args;
    let store = app.store(Access::Read)?;
    app.show(&PersonList(list::people(store.reader(), &app.ctx, words)?))?;
    Ok(Exit::Done)
}

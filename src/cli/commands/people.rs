//! `tpm people`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::group::groups;
use crate::ops::person::{Scope, people};
use crate::store::Access;
use crate::view::people::{GroupList, PersonList};

/// List people and what each holds
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm people
  tpm people priya --json
  tpm people --groups")]
pub struct PeopleArgs {
    /// Words that the handle, name or aliases must hold
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// List those who left too
    #[arg(long)]
    pub all: bool,
    /// List groups and their members instead
    #[arg(long)]
    pub groups: bool,
}

pub fn run(app: &App, args: &PeopleArgs) -> Result<Exit, CliError> {
    let PeopleArgs {
        words,
        all,
        groups: are_groups,
    } = args;
    let scope = if *all { Scope::All } else { Scope::Here };
    let store = app.store(Access::Read)?;
    if *are_groups {
        app.show(&GroupList(groups(store.reader(), words, scope)?))?;
    } else {
        let rows = people(store.reader(), &app.ctx, words, scope)?;
        let others_left =
            rows.is_empty() && !people(store.reader(), &app.ctx, words, Scope::All)?.is_empty();
        app.show(&PersonList {
            rows,
            others_left,
            today: app.ctx.today,
        })?;
    }
    Ok(Exit::Done)
}

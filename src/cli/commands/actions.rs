//! `tpm actions`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::model::words::ActionStatus;
use crate::ops::list;
use crate::store::Access;
use crate::view::list::List;

/// List actions: the open ones, by due date
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm actions --owner priya
  tpm actions --owner none
  tpm actions capacity --all --json
  tpm actions --owner priya -q | tpm edit - --owner lee")]
pub struct ActionsArgs {
    /// Keep those in these statuses, such as waiting
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', value_parser = status)]
    pub status: Vec<ActionStatus>,
    /// List the ended ones too, the newest first
    #[arg(long, conflicts_with = "status")]
    pub all: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
}

fn status(word: &str) -> Result<ActionStatus, String> {
    ActionStatus::from_word(&word.replace('-', "_")).ok_or_else(|| {
        let words: Vec<&str> = ActionStatus::ALL.iter().map(|one| one.word()).collect();
        format!("it is one of {}", words.join(", "))
    })
}

pub fn run(app: &App, args: &ActionsArgs) -> Result<Exit, CliError> {
    let ActionsArgs {
        status,
        all,
        filter,
    } = args;
    let filter = app.filter(filter, 50)?;
    let store = app.store(Access::Read)?;
    let page = list::actions(store.reader(), &app.ctx, &filter, status, *all)?;
    app.show(&List {
        page,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

//! `tpm needs`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::model::words::NeedStatus;
use crate::ops::need::{NeedFilter, needs};
use crate::store::Access;
use crate::view::list::List;
use crate::view::need::Grid;

/// Show who needs what from whom: the open needs as a grid
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm needs
  tpm needs --list --from infra
  tpm needs --list --status asked,at-risk --due-before eom
  tpm needs --for launch --json")]
pub struct NeedsArgs {
    /// List them by date instead
    #[arg(long)]
    pub list: bool,
    /// Keep what these give
    #[arg(long, value_name = "SIDES", value_delimiter = ',')]
    pub from: Vec<String>,
    /// Keep what these take, or what is for these items
    #[arg(long = "for", value_name = "SIDES", value_delimiter = ',')]
    pub takers: Vec<String>,
    /// Keep those in these statuses, such as at-risk
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', value_parser = status)]
    pub status: Vec<NeedStatus>,
    /// Include the ended ones
    #[arg(long, conflicts_with = "status")]
    pub all: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
}

fn status(word: &str) -> Result<NeedStatus, String> {
    NeedStatus::from_word(&word.replace('-', "_")).ok_or_else(|| {
        let words: Vec<&str> = NeedStatus::ALL.iter().map(|one| one.word()).collect();
        format!("it is one of {}", words.join(", "))
    })
}

pub fn run(app: &App, args: &NeedsArgs) -> Result<Exit, CliError> {
    let NeedsArgs {
        list,
        from,
        takers,
        status,
        all,
        filter,
    } = args;
    let filter = app.filter(filter, 50)?;
    let only = NeedFilter {
        givers: from.clone(),
        takers: takers.clone(),
        statuses: status.clone(),
        all: *all,
    };
    let store = app.store(Access::Read)?;
    let page = needs(store.reader(), &app.ctx, &filter, &only)?;
    let today = app.ctx.today;
    if *list {
        app.show(&List { page, today })?;
    } else {
        app.show(&Grid { page, today })?;
    }
    Ok(Exit::Done)
}

//! `tpm decisions`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::model::words::DecisionStatus;
use crate::ops::list;
use crate::store::Access;
use crate::view::list::List;

/// List decisions, the newest first
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm decisions --open
  tpm decisions --asked me
  tpm decisions --owner lee --status accepted --since 1oct
  tpm decisions vendor --json
Here --owner is the decider.")]
pub struct DecisionsArgs {
    /// Keep those in these statuses, such as accepted
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', value_parser = status)]
    pub status: Vec<DecisionStatus>,
    /// Keep those that still wait for an outcome
    #[arg(long, conflicts_with = "status")]
    pub open: bool,
    /// Keep those that wait for the answer of these people
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub asked: Vec<String>,
    #[command(flatten)]
    pub filter: FilterArgs,
}

fn status(word: &str) -> Result<DecisionStatus, String> {
    DecisionStatus::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = DecisionStatus::ALL.iter().map(|one| one.word()).collect();
        format!("it is one of {}", words.join(", "))
    })
}

pub fn run(app: &App, args: &DecisionsArgs) -> Result<Exit, CliError> {
    let DecisionsArgs {
        status,
        open,
        asked,
        filter,
    } = args;
    let statuses = if *open {
        let all = DecisionStatus::ALL.iter().copied();
        all.filter(|status| status.is_open()).collect()
    } else {
        status.clone()
    };
    let filter = app.filter(filter, 50)?;
    let asked = app.people(asked)?;
    let store = app.store(Access::Read)?;
    let page = list::decisions(store.reader(), &app.ctx, &filter, &statuses, &asked)?;
    app.show(&List {
        page,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

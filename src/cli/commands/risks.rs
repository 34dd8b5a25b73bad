//! `tpm risks`.

use clap::Args;

use super::edit::track::sort;
use crate::cli::app::App;
use crate::cli::args::FilterArgs;
use crate::cli::error::{CliError, Exit};
use crate::model::words::{RiskSort, RiskStatus};
use crate::ops::risk;
use crate::store::Access;
use crate::view::list::List;
use crate::view::risk::Matrix;

/// List risks, assumptions and issues: the open ones, the gravest first
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm risks -w launch
  tpm risks --sort assumption --due-before eom
  tpm risks --matrix
  tpm risks --all --json")]
pub struct RisksArgs {
    /// Keep these sorts: risk, assumption, issue
    #[arg(long, value_name = "SORTS", value_delimiter = ',', value_parser = sort)]
    pub sort: Vec<RiskSort>,
    /// Keep those in these statuses, such as happened
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', value_parser = status)]
    pub status: Vec<RiskStatus>,
    /// List the ended ones too
    #[arg(long, conflicts_with = "status")]
    pub all: bool,
    /// Show them by probability and impact
    #[arg(long)]
    pub matrix: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
}

fn status(word: &str) -> Result<RiskStatus, String> {
    RiskStatus::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = RiskStatus::ALL.iter().map(|one| one.word()).collect();
        format!("it is one of {}", words.join(", "))
    })
}

pub fn run(app: &App, args: &RisksArgs) -> Result<Exit, CliError> {
    let RisksArgs {
        sort,
        status,
        all,
        matrix,
        filter,
    } = args;
    // A matrix with a part of the risks would hide the rest.
    let usual = if *matrix { u32::MAX } else { 50 };
    let filter = app.filter(filter, usual)?;
    let store = app.store(Access::Read)?;
    let page = risk::risks(store.reader(), &app.ctx, &filter, (sort, status), *all)?;
    if *matrix {
        app.show(&Matrix { page })?;
    } else {
        app.show(&List {
            page,
            today: app.ctx.today,
        })?;
    }
    Ok(Exit::Done)
}

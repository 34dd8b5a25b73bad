//! `tpm link`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::words::LinkKind;
use crate::ops::link::link;

/// Link an item to others
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm link D-12 depends-on D-4
  tpm link A-7 blocks D-12
  tpm link D-12 relates-to M-3 A-9")]
pub struct LinkArgs {
    /// The item that the link begins at
    #[arg(value_name = "ID")]
    pub from: String,
    /// How: amends, depends-on, blocks or relates-to
    #[arg(value_name = "HOW", value_parser = kind)]
    pub kind: LinkKind,
    /// The items that it leads to
    #[arg(required = true, value_name = "IDS")]
    pub to: Vec<String>,
}

/// Reads the kind of a link; superseding has rules of its own and is said with `decide`.
pub fn kind(word: &str) -> Result<LinkKind, String> {
    match LinkKind::from_word(&word.replace('-', "_")) {
        Some(LinkKind::Supersedes) => {
            Err("`tpm decide \"TITLE\" --supersedes ID` replaces a decision".to_owned())
        }
        Some(kind) => Ok(kind),
        None => Err("it is amends, depends-on, blocks or relates-to".to_owned()),
    }
}

pub fn run(app: &App, args: &LinkArgs) -> Result<Exit, CliError> {
    let LinkArgs { from, kind, to } = args;
    let from = app.id(from)?;
    let to = app.ids(to)?;
    app.change(|desk| link(desk, &from, *kind, &to))
}

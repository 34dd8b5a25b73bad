//! `tpm unlink`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::words::LinkKind;
use crate::ops::link::unlink;

/// Take links between items away
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm unlink D-12 D-4
  tpm unlink A-7 D-12 --kind blocks")]
pub struct UnlinkArgs {
    /// One end of the links
    #[arg(value_name = "ID")]
    pub from: String,
    /// The other ends
    #[arg(required = true, value_name = "IDS")]
    pub to: Vec<String>,
    /// Take away links of this kind only
    #[arg(long, value_name = "HOW", value_parser = super::link::kind)]
    pub kind: Option<LinkKind>,
}

pub fn run(app: &App, args: &UnlinkArgs) -> Result<Exit, CliError> {
    let UnlinkArgs { from, to, kind } = args;
    let from = app.id(from)?;
    let to = app.ids(to)?;
    app.change(|desk| unlink(desk, &from, *kind, &to))
}

//! `tpm wait`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::ops::moves::{Move, move_items};

/// Say whom or what actions wait on
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm wait A-7 @lee --chase mon
  tpm wait A-4..A-6 \"the legal review\"")]
pub struct WaitArgs {
    /// Actions, and last whom or what they wait on
    #[arg(required = true, num_args = 2.., value_names = ["IDS", "WHOM"])]
    pub words: Vec<String>,
    /// Say when to ask; until then the owner is asked
    #[arg(long, value_name = "DATE")]
    pub chase: Option<String>,
    /// Say since when it waits, if not since today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

pub fn run(app: &App, args: &WaitArgs) -> Result<Exit, CliError> {
    let WaitArgs {
        words,
        chase,
        on,
        new,
    } = args;
    let Some((whom, ids)) = words.split_last() else {
        return Err(CliError::usage(
            "whom does it wait on?",
            "tpm wait A-7 @lee",
        ));
    };
    if whom == "none" {
        return Err(CliError::usage(
            "`none` is nobody to wait on",
            "`tpm start ID` goes on with an action",
        ));
    }
    let since = app.optional_past_date(on.as_deref())?;
    let step = Move::Wait {
        on: whom.clone(),
        since: since.unwrap_or(app.ctx.today),
        chase: chase.as_deref().map(|word| app.date(word)).transpose()?,
        newcomers: newcomers(*new),
    };
    let ids = app.ids(ids)?;
    app.change(|desk| move_items(desk, &ids, &step))
}

//! `tpm snooze`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::moves::{Move, move_items};

/// Put actions aside until a date
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm snooze A-7 mon
  tpm snooze A-7 none
A snoozed action that is overdue still counts as overdue.")]
pub struct SnoozeArgs {
    /// Actions, and last the date; `none` wakes them
    #[arg(required = true, num_args = 2.., value_names = ["IDS", "DATE"])]
    pub words: Vec<String>,
}

pub fn run(app: &App, args: &SnoozeArgs) -> Result<Exit, CliError> {
    let SnoozeArgs { words } = args;
    let Some((date, ids)) = words.split_last() else {
        return Err(CliError::usage("until when?", "tpm snooze A-7 mon"));
    };
    let until = match date.as_str() {
        "none" => None,
        word => Some(app.date(word)?),
    };
    if until.is_some_and(|until| until <= app.ctx.today) {
        return Err(CliError::usage(
            format!("\"{date}\" is not in the future"),
            "name a coming day, such as mon",
        ));
    }
    let ids = app.ids(ids)?;
    app.change(|desk| move_items(desk, &ids, &Move::Snooze { until }))
}

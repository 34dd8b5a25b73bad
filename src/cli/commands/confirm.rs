//! `tpm confirm`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::words::Landed;
use crate::ops::confirm::{Confirmation, confirm};

/// Confirm that decisions were carried out
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm confirm D-12 --landed as_intended
  tpm confirm D-12 --landed changed --how \"the pilot showed it\"
  tpm confirm D-12..D-14 --on fri
A one-way door stays in the loop until it is confirmed.")]
pub struct ConfirmArgs {
    /// Accepted decisions: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say how it landed: as_intended, changed or not_done
    #[arg(long, value_name = "RESULT", value_parser = landed)]
    pub landed: Option<Landed>,
    /// Say how that is known
    #[arg(long, value_name = "TEXT")]
    pub how: Option<String>,
    /// Say when it was confirmed, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// Reads how a decision landed; a dash between the words will do.
pub fn landed(word: &str) -> Result<Landed, String> {
    Landed::from_word(&word.replace('-', "_")).ok_or_else(|| {
        let words: Vec<&str> = Landed::ALL.iter().map(|one| one.word()).collect();
        format!("it is one of {}", words.join(", "))
    })
}

pub fn run(app: &App, args: &ConfirmArgs) -> Result<Exit, CliError> {
    let ConfirmArgs {
        ids,
        landed,
        how,
        on,
    } = args;
    let on = app.optional_past_date(on.as_deref())?;
    let confirmation = Confirmation {
        landed: *landed,
        how: how.clone(),
        on: on.unwrap_or(app.ctx.today),
    };
    let ids = app.ids(ids)?;
    app.change(|desk| confirm(desk, &ids, &confirmation))
}

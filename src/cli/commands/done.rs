//! `tpm done`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::prompt::line;
use crate::model::words::Landed;
use crate::ops::moves::{Move, carried_out, move_items};
use crate::store::Access;
use crate::text::ids::IdWord;

/// Mark actions, milestones and needs as done, and close risks
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm done A-7
  tpm done T-1 N-2 R-3
  tpm done A-4..A-9 --on fri
  tpm done A-9 --landed as_intended
  tpm actions --owner me -q | tpm done -")]
pub struct DoneArgs {
    /// What is done: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say when it was done, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say how the decision landed that this carries out
    #[arg(long, value_name = "RESULT", value_parser = super::confirm::landed)]
    pub landed: Option<Landed>,
}

pub fn run(app: &App, args: &DoneArgs) -> Result<Exit, CliError> {
    let DoneArgs { ids, on, landed } = args;
    let ids = app.ids(ids)?;
    let on = app.optional_past_date(on.as_deref())?;
    let landed = match landed {
        None => ask_how(app, &ids)?,
        landed => *landed,
    };
    let step = Move::Done {
        on: on.unwrap_or(app.ctx.today),
        landed,
    };
    app.change(|desk| move_items(desk, &ids, &step))
}

/// Asks how the decision landed that these actions carry out, if they are its last; an empty answer
/// leaves that open.
fn ask_how(app: &App, ids: &[IdWord]) -> Result<Option<Landed>, CliError> {
    if !app.may_ask() || app.globals.quiet {
        return Ok(None);
    }
    let decisions = {
        let store = app.store(Access::Read)?;
        carried_out(store.reader(), &app.ctx, ids)?
    };
    let [decision] = &decisions[..] else {
        return Ok(None);
    };
    let question = format!(
        "That is the last action of {} \"{}\". How did it land: as_intended, changed or not_done? \
         Enter leaves that open",
        decision.id, decision.title
    );
    loop {
        match line::ask(&question, None)?.map(|word| super::confirm::landed(word.trim())) {
            None => return Ok(None),
            Some(Ok(landed)) => return Ok(Some(landed)),
            Some(Err(message)) => app.tell(&message),
        }
    }
}

//! `tpm act`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{level, newcomers};
use crate::model::decision::Tags;
use crate::model::words::Level;
use crate::ops::act::{NewAction, TitleGrammar, act};

/// Add an action item
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm act @priya send the capacity plan by fri --for D-12
  tpm act review the contract --owner lee --due 1dec -w launch
  tpm act --literal \"AI: keep this title to the letter\"")]
pub struct ActArgs {
    /// What is to be done; owner, due date, priority and #workstream are read from it
    #[arg(required = true, value_name = "TITLE")]
    pub title: Vec<String>,
    /// Say who owns it; `me` and `none` work too
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// Say who helps
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub helpers: Vec<String>,
    /// Say by when it is to be done
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Say which item it serves
    #[arg(long = "for", value_name = "ID")]
    pub serves: Option<String>,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Say how urgent it is: high, medium or low
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub priority: Option<Level>,
    /// Add labels
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// Add details; `-` reads them from standard input
    #[arg(long, value_name = "TEXT")]
    pub body: Option<String>,
    /// Say when it came up, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Keep the title to the letter
    #[arg(long)]
    pub literal: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

pub fn run(app: &App, args: ActArgs) -> Result<Exit, CliError> {
    let ActArgs {
        title,
        owner,
        helpers,
        due,
        serves,
        workstream,
        priority,
        tag,
        body,
        on,
        literal,
        new,
    } = args;
    let new = NewAction {
        title: app.joined(&title)?,
        grammar: grammar(literal),
        body: body.map(|body| app.text(&body)).transpose()?,
        owner: owner.map(|word| app.person(&word)).transpose()?,
        helpers: app.people(&helpers)?,
        due: due.map(|word| app.deadline(&word)).transpose()?,
        workstream,
        serves: serves.map(|word| app.id(&word)).transpose()?,
        priority,
        tags: Tags::of(tag),
        on: app.optional_past_date(on.as_deref())?,
        newcomers: newcomers(new),
    };
    app.change(|desk| act(desk, &new))
}

/// Returns what `--literal` says.
pub fn grammar(literal: bool) -> TitleGrammar {
    if literal {
        TitleGrammar::Literal
    } else {
        TitleGrammar::Read
    }
}

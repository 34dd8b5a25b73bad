//! `tpm propose`.

use clap::Args;

use super::act::grammar;
use super::particulars::ParticularsArgs;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::id::Kind;
use crate::ops::act::TitleGrammar;
use crate::ops::decide::{Proposal, propose};
use crate::text::ids::{self, IdWord};

/// Raise a decision that must be made
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm propose \"Which region first?\" --decider lee --due fri --if-late \"renewal lapses\"
  tpm propose \"Which vendor?\" --door one-way --impact high -w launch
  tpm propose \"Which vendor?\" --agree lee,bo --input priya --criteria cost:2,speed
  tpm propose \"Do we need a second site?\" --draft
  tpm propose D-12 --due fri")]
pub struct ProposeArgs {
    /// What must be decided, or the ID of a draft
    #[arg(required = true, value_name = "TITLE|ID")]
    pub title: Vec<String>,
    /// Keep it off the table for now
    #[arg(long)]
    pub draft: bool,
    #[command(flatten)]
    pub particulars: ParticularsArgs,
}

pub fn run(app: &App, args: ProposeArgs) -> Result<Exit, CliError> {
    let ProposeArgs {
        title,
        draft,
        particulars,
    } = args;
    let title = app.joined(&title)?;
    let grammar = grammar(particulars.literal);
    let proposal = match (known(&title), grammar, draft) {
        (Some(_), TitleGrammar::Read, true) => {
            return Err(CliError::usage(
                format!("{title} is known already, and --draft is for new ones"),
                "leave --draft out to put it on the table",
            ));
        }
        (Some(id), TitleGrammar::Read, false) => Proposal::Known(id),
        (_, grammar, true) => Proposal::Draft { title, grammar },
        (_, grammar, false) => Proposal::New { title, grammar },
    };
    let particulars = particulars.read(app)?;
    app.change(|desk| propose(desk, &proposal, &particulars))
}

/// Returns the decision that a title names by its ID alone.
fn known(title: &str) -> Option<IdWord> {
    let word = ids::read(title).ok()?;
    matches!(&word, IdWord::Id(id) if id.kind == Kind::Decision).then_some(word)
}

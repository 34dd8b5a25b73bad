//! `tpm decide`.

use clap::Args;

use super::act::grammar;
use super::particulars::ParticularsArgs;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::decide::{Subject, decide};
use crate::text::ids::{self, IdWord};

/// Log a decision that was made, or make an open one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm decide \"Ship with vendor B\" --why \"cheapest that meets the date\" --decider lee
  tpm decide D-12 \"Vendor B\" --why \"passed the load test\"
  tpm decide \"Ship with vendor C\" --supersedes D-4 --on yesterday")]
pub struct DecideArgs {
    /// The title of a decision that was made, or the ID of an open one
    #[arg(value_name = "TITLE|ID")]
    pub subject: String,
    /// What was decided, after an ID
    #[arg(value_name = "OUTCOME")]
    pub outcome: Option<String>,
    #[command(flatten)]
    pub particulars: ParticularsArgs,
}

pub fn run(app: &App, args: DecideArgs) -> Result<Exit, CliError> {
    let DecideArgs {
        subject,
        outcome,
        particulars,
    } = args;
    let id = ids::read(&subject)
        .ok()
        .filter(|word| *word != IdWord::Stdin);
    let subject = match (id, outcome) {
        (Some(id), Some(outcome)) => Subject::Open {
            id,
            outcome: app.text(&outcome)?,
        },
        (Some(_), None) => {
            return Err(CliError::usage(
                format!("what was decided about {subject}?"),
                format!("add the outcome: tpm decide {subject} \"OUTCOME\""),
            ));
        }
        (None, Some(outcome)) => {
            return Err(CliError::usage(
                format!("\"{subject}\" is no ID, and \"{outcome}\" stands after it"),
                "quote the title as one word, or name an open decision, such as D-12",
            ));
        }
        (None, None) => Subject::New {
            title: app.text(&subject)?,
            grammar: grammar(particulars.literal),
        },
    };
    let particulars = particulars.read(app)?;
    app.change(|desk| decide(desk, &subject, &particulars))
}

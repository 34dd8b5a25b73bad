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
  tpm decide D-12 --chose 2 --why \"best of three\"
  tpm decide \"Ship with vendor C\" --supersedes D-4 --on yesterday")]
pub struct DecideArgs {
    /// The title of a decision that was made, or the ID of an open one
    #[arg(value_name = "TITLE|ID")]
    pub subject: String,
    /// What was decided, after an ID
    #[arg(value_name = "OUTCOME")]
    pub outcome: Option<String>,
    /// Go for an option, by its number or title
    #[arg(long, value_name = "OPTION")]
    pub chose: Option<String>,
    /// Decide over an objection, and say why
    #[arg(long = "override", value_name = "REASON")]
    pub overriding: Option<String>,
    #[command(flatten)]
    pub particulars: ParticularsArgs,
}

pub fn run(app: &App, args: DecideArgs) -> Result<Exit, CliError> {
    let DecideArgs {
        subject,
        outcome,
        chose,
        overriding,
        particulars,
    } = args;
    let id = ids::read(&subject)
        .ok()
        .filter(|word| *word != IdWord::Stdin);
    let subject = match (id, outcome, chose) {
        (Some(_), None, None) => {
            return Err(CliError::usage(
                format!("what was decided about {subject}?"),
                format!("add the outcome: tpm decide {subject} \"OUTCOME\", or --chose an option"),
            ));
        }
        (Some(id), outcome, chose) => Subject::Open {
            id,
            outcome: outcome.map(|outcome| app.text(&outcome)).transpose()?,
            chose,
        },
        (None, Some(outcome), _) => {
            return Err(CliError::usage(
                format!("\"{subject}\" is no ID, and \"{outcome}\" stands after it"),
                "quote the title as one word, or name an open decision, such as D-12",
            ));
        }
        (None, None, Some(_)) => {
            return Err(CliError::usage(
                format!("\"{subject}\" is no ID, and only a known decision has options"),
                "name an open decision, such as `tpm decide D-12 --chose 2`",
            ));
        }
        (None, None, None) => Subject::New {
            title: app.text(&subject)?,
            grammar: grammar(particulars.literal),
        },
    };
    let particulars = particulars.read(app)?;
    app.change(|desk| decide(desk, &subject, overriding.as_deref(), &particulars))
}

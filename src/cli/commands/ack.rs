//! `tpm ack`.

use clap::{ArgGroup, Args};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::words::Response;
use crate::ops::ack::{Answer, acknowledge};
use crate::text::ids;

/// Record what people who were asked answer
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm ack D-12 --agree
  tpm ack D-12 lee --object \"no support contract\"
  tpm ack D-12 bo priya --agree --note \"if it ships by May\" --on mon
  tpm ack D-12 --input \"the second offer is cheaper\"
Who must agree stops a decision by objecting; who gives input does not.")]
#[command(group = ArgGroup::new("answer").required(true).args(["agree", "input", "object"]))]
pub struct AckArgs {
    /// Open decisions, then who answers, else yourself
    #[arg(required = true, value_names = ["IDS", "WHO"], num_args = 1..)]
    pub words: Vec<String>,
    /// They agree
    #[arg(long)]
    pub agree: bool,
    /// They say this; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub input: Option<String>,
    /// They object, and why; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub object: Option<String>,
    /// Add what they say beside agreeing
    #[arg(long, value_name = "TEXT", requires = "agree")]
    pub note: Option<String>,
    /// Say when they answered, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

pub fn run(app: &App, args: &AckArgs) -> Result<Exit, CliError> {
    let AckArgs {
        words,
        agree: _,
        input,
        object,
        note,
        on,
    } = args;
    // The first word is an ID whatever it looks like; from the first that is none on, people follow.
    let later = words.iter().skip(1);
    let count = 1 + later.take_while(|word| ids::read(word).is_ok()).count();
    let (ids, who) = words.split_at(count);
    let (response, text) = match (input, object) {
        (Some(text), _) => (Response::Given, Some(text)),
        (None, Some(text)) => (Response::Object, Some(text)),
        (None, None) => (Response::Agree, note.as_ref()),
    };
    let note = text.map(|text| app.text(text)).transpose()?;
    if note.as_ref().is_some_and(|note| note.trim().is_empty()) {
        return Err(CliError::usage(
            "the answer is empty",
            "say what they say, or `--agree` alone",
        ));
    }
    let answer = Answer {
        response,
        note,
        on: app
            .optional_past_date(on.as_deref())?
            .unwrap_or(app.ctx.today),
    };
    let ids = app.ids(ids)?;
    let who = app.people(who)?;
    app.change(|desk| acknowledge(desk, &ids, &who, &answer))
}

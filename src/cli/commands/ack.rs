//! `tpm ack`.

use clap::{ArgGroup, Args};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::ack::{Answer, Reply, acknowledge};
use crate::ops::receive::Who;
use crate::text::{ids, pasted};

/// Record what people answer who were asked or told
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm ack D-12 priya lee
  tpm ack D-12 bo --question \"who pays for the second year?\"
  tpm ack D-12 --resolve --why \"answered in the sync\"
  pbpaste | tpm ack D-12 -
  tpm ack D-7 lee --object \"no support contract\"
Of an open decision it takes --agree, --input or --object: who must agree stops it by objecting, who gives \
input does not. Of one that was made, a name alone says that they have read it.")]
#[command(group = ArgGroup::new("answer").args(["agree", "input", "object", "question", "waive", "resolve"]))]
pub struct AckArgs {
    /// Decisions, then who answers, else yourself; `-` for a list
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
    /// They ask this about what was decided
    #[arg(long, value_name = "TEXT")]
    pub question: Option<String>,
    /// Want no answer of them any more
    #[arg(long, requires = "why")]
    pub waive: bool,
    /// Settle their question or objection, or all of them
    #[arg(long, requires = "why")]
    pub resolve: bool,
    /// Say why it is waived, or how it was settled
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Add what they say beside agreeing or having read it
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["input", "object", "question", "why"])]
    pub note: Option<String>,
    /// Say when they answered, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

pub fn run(app: &App, args: &AckArgs) -> Result<Exit, CliError> {
    let AckArgs {
        words,
        agree,
        input,
        object,
        question,
        waive,
        resolve,
        why,
        note,
        on,
    } = args;
    if why.is_some() && !waive && !resolve {
        return Err(CliError::usage(
            "--why goes with --waive or --resolve",
            "--note adds what they say",
        ));
    }
    // The first word is an ID whatever it looks like; from the first that is none on, people follow.
    let later = words.iter().skip(1);
    let is_id = |word: &&String| *word != "-" && ids::read(word).is_ok();
    let count = 1 + later.take_while(is_id).count();
    let (ids, who) = words.split_at(count);
    let (reply, text) = match (input, object, question) {
        (Some(text), _, _) => (Reply::Input, Some(text)),
        (_, Some(text), _) => (Reply::Object, Some(text)),
        (_, _, Some(text)) => (Reply::Question, Some(text)),
        _ if *agree => (Reply::Agree, note.as_ref()),
        _ if *waive => (Reply::Waive, why.as_ref()),
        _ if *resolve => (Reply::Resolve, why.as_ref()),
        _ => (Reply::Plain, note.as_ref()),
    };
    let note = text.map(|text| app.text(text)).transpose()?;
    if note.as_ref().is_some_and(|note| note.trim().is_empty()) {
        return Err(CliError::usage(
            "the answer is empty",
            "say what they say, or `--agree` alone",
        ));
    }
    let answer = Answer {
        reply,
        note,
        on: app
            .optional_past_date(on.as_deref())?
            .unwrap_or(app.ctx.today),
    };
    let ids = app.ids(ids)?;
    let who = read_who(app, who)?;
    app.change(|desk| acknowledge(desk, &ids, &who, &answer))
}

/// Reads whose answer it is: names, or a pasted list on standard input.
fn read_who(app: &App, words: &[String]) -> Result<Who, CliError> {
    match words {
        [] => Ok(Who::Actor),
        [word] if word == "-" => Ok(Who::Pasted(pasted::read(&app.text(word)?))),
        words if words.iter().any(|word| word == "-") => Err(CliError::usage(
            "`-` reads the whole list, and other names stand beside it",
            "pipe all names in, or name all of them",
        )),
        words => Ok(Who::Named(app.people(words)?)),
    }
}

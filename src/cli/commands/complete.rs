//! `tpm __complete`, which the scripts of `tpm completions` run.

use clap::Args;

use crate::cli::app::App;
use crate::cli::complete::{self, Shell, Typed};
use crate::cli::error::{CliError, Exit};

/// Print what may stand at the end of a command line
#[derive(Args, Debug)]
pub struct CompleteArgs {
    #[arg(value_enum)]
    pub shell: Shell,
    /// The word at the cursor, up to it
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub word: String,
    /// The line up to the cursor, for a shell that splits words in its own way
    #[arg(long, allow_hyphen_values = true)]
    pub line: Option<String>,
    /// The words before the one at the cursor, without the program's name
    #[arg(last = true)]
    pub before: Vec<String>,
}

pub fn run(app: &App, args: CompleteArgs) -> Result<Exit, CliError> {
    let CompleteArgs {
        shell,
        word,
        line,
        before,
    } = args;
    let typed = match line {
        Some(line) => Typed::of_line(&line, &word),
        None => Typed {
            before,
            hidden: String::new(),
            word,
        },
    };
    app.sink.result(&complete::lines(app, shell, typed))?;
    Ok(Exit::Done)
}

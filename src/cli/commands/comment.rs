//! `tpm comment`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::comment::comment;

/// Add a comment to an item
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm comment A-7 the numbers come on Monday
  tpm comment D-12 - < remark.txt")]
pub struct CommentArgs {
    /// The item
    #[arg(value_name = "ID")]
    pub id: String,
    /// What to say; `-` reads it from standard input
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
}

pub fn run(app: &App, args: &CommentArgs) -> Result<Exit, CliError> {
    let CommentArgs { id, text } = args;
    let ids = [app.id(id)?];
    let text = app.joined(text)?;
    app.change(|desk| comment(desk, &ids, &text))
}

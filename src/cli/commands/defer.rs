//! `tpm defer`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::standing::{Course, take};

/// Let proposed decisions rest until a day
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm defer D-12 --until \"in 2 weeks\" --why \"the offer comes then\"
  tpm defer D-4 D-7 --until eoq
Until then nobody is asked about it; `tpm reopen D-12` takes it up sooner.")]
pub struct DeferArgs {
    /// Proposed decisions: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say when they are taken up again
    #[arg(long, value_name = "DATE")]
    pub until: String,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

pub fn run(app: &App, args: &DeferArgs) -> Result<Exit, CliError> {
    let DeferArgs { ids, until, why } = args;
    let course = Course::Defer {
        until: app.date(until)?,
    };
    let ids = app.ids(ids)?;
    app.change(|desk| take(desk, &ids, &course, why.as_deref()))
}

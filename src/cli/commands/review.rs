//! `tpm review`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::set;
use crate::ops::standing::{Course, take};

/// Note that accepted decisions were looked at again
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm review D-12 --next \"in 6 months\" --why \"prices held\"
  tpm review D-12 --retire --why \"the product was sold\"
If it is to be decided anew: `tpm reopen D-12`.")]
pub struct ReviewArgs {
    /// Accepted decisions: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Say when to look at it again; `none` for never
    #[arg(long, value_name = "DATE", conflicts_with = "retire")]
    pub next: Option<String>,
    /// It holds no longer, and nothing replaces it
    #[arg(long)]
    pub retire: bool,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Say when it was looked at, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

pub fn run(app: &App, args: &ReviewArgs) -> Result<Exit, CliError> {
    let ReviewArgs {
        ids,
        next,
        retire,
        why,
        on,
    } = args;
    let on = app.optional_past_date(on.as_deref())?;
    let on = on.unwrap_or(app.ctx.today);
    let course = if *retire {
        Course::Retire { on }
    } else {
        Course::Review {
            on,
            next: set(next.as_deref(), |word| app.date(word))?,
        }
    };
    let ids = app.ids(ids)?;
    app.change(|desk| take(desk, &ids, &course, why.as_deref()))
}

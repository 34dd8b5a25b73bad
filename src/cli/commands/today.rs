//! `tpm today`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::morning;
use crate::ops::today::today;
use crate::store::Access;
use crate::view::today::{News, TodayView};

/// How many rows each part shows.
const ROWS: u32 = 10;

/// Show what needs you now
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm
  tpm today --since fri
  tpm today --json")]
pub struct TodayArgs {
    /// Lead with what changed since that day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

pub fn run(app: &App, args: &TodayArgs) -> Result<Exit, CliError> {
    let TodayArgs { since } = args;
    let since = app.first_day(since.as_deref())?;
    let store = app.store(Access::Read)?;
    let picture = today(store.reader(), &app.ctx, ROWS)?;
    let news = match since {
        None => None,
        Some(since) => {
            let (changed, more) = morning::changed(store.reader(), &app.ctx, since)?;
            Some(News {
                since,
                changed,
                more,
            })
        }
    };
    app.show(&TodayView {
        news,
        picture,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

//! `tpm dashboard`.

use std::path::PathBuf;

use clap::Args;

use super::minutes::cannot_write;
use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::files::export::{self, Overwrite};
use crate::ops::dashboard::{self, Scope};
use crate::store::Access;
use crate::view::calendar::Exported;
use crate::view::dashboard::DashboardView;

/// What the page is called in a folder.
const NAME: &str = "status.html";

/// Draw the state of everything on one page
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm dashboard -o status.html
  tpm dashboard -o status.html --force
  tpm dashboard -w launch -o launch.html
  tpm dashboard --since 1sep --until 30nov -o autumn.html
The page stands alone: no script, and no request to anywhere. Send it, print it, or put it on a shelf.")]
pub struct DashboardArgs {
    /// Write to this file, to this folder/, or to `-`
    #[arg(long, short, value_name = "PATH", required = true)]
    pub output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
    /// Keep these workstreams and those below them
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Begin the trends on this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// End the trends on this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

pub fn run(app: &App, args: &DashboardArgs) -> Result<Exit, CliError> {
    let DashboardArgs {
        output,
        force,
        workstream,
        since,
        until,
    } = args;
    let scope = Scope {
        workstreams: workstream.clone(),
        since: app.first_day(since.as_deref())?,
        until: app.last_day(until.as_deref())?,
    };
    let store = app.store(Access::Read)?;
    let dashboard = dashboard::dashboard(store.reader(), &app.ctx, &scope)?;
    let now = app.ctx.now.with_timezone(&app.ctx.zone);
    let page = DashboardView {
        dashboard,
        as_of: now.format("%a %-d %b %Y, %H:%M").to_string(),
        today: app.ctx.today,
    };
    if output.as_os_str() == "-" {
        match app.format() {
            Format::Json | Format::Jsonl | Format::Csv => app.show(&page)?,
            _ => app.sink.result(&page.page())?,
        }
        return Ok(Exit::Done);
    }
    let path = export::place(output, NAME);
    let overwrite = match force {
        true => Overwrite::Replace,
        false => Overwrite::Refuse,
    };
    if !app.globals.dry_run {
        export::write(&path, &page.page(), overwrite)
            .map_err(|error| cannot_write(&path, &error))?;
    }
    app.show(&Exported(path))?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
    }
    Ok(Exit::Done)
}

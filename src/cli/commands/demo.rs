//! `tpm demo`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::{help, sample};
use crate::view::demo::DemoFile;

/// Make an invented program to try tpm on
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm demo
  tpm followup --demo
  tpm demo --reset
The demo has a file of its own: --demo runs any command on it, as @sam, and your own is not touched.")]
pub struct DemoArgs {
    /// Make it anew, with dates around today
    #[arg(long)]
    pub reset: bool,
}

pub fn run(app: &App, args: &DemoArgs) -> Result<Exit, CliError> {
    let DemoArgs { reset } = args;
    let path = sample::path(&app.env)?;
    let made = *reset || !path.exists();
    if made && !app.globals.dry_run {
        sample::make(app)?;
    }
    app.show(&DemoFile {
        path: path.display().to_string(),
        made,
    })?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
        return Ok(Exit::Done);
    }
    if !made {
        app.tell("--reset makes it anew, with dates around today");
    }
    let columns = help::columns(&app.env, app.globals.width, app.env.stderr_is_terminal);
    for line in help::fitted(&sample::TRY.join("\n"), columns).lines() {
        app.tell(line);
    }
    Ok(Exit::Done)
}

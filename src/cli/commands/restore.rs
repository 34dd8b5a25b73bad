//! `tpm restore`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::backup;
use crate::view::backup::{BackupList, RestoreView};

/// Put a backup in the place of the file
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm restore
  tpm restore latest --dry-run
  tpm restore /media/stick/tpm.db
Without a name it lists the backups. What differs is shown, and nothing is replaced without \
--yes. The present file is set aside first, as a backup of its own.")]
pub struct RestoreArgs {
    /// A backup: its name, its path, or `latest`
    #[arg(value_name = "BACKUP")]
    pub backup: Option<String>,
}

pub fn run(app: &App, args: &RestoreArgs) -> Result<Exit, CliError> {
    let RestoreArgs { backup } = args;
    let shelf = app.shelf()?;
    let Some(word) = backup else {
        let backups = shelf.list();
        if backups.is_empty() {
            return Err(CliError::from(backup::no_backup()));
        }
        let zone = app.ctx.zone;
        app.show(&BackupList { backups, zone })?;
        return Err(CliError::usage(
            "which backup?",
            "name one of these, or `latest`; what it would change is shown first",
        ));
    };
    let from = backup::find(&shelf, word)?;
    let opening = app.opening()?;
    let preview = backup::preview(&from, &app.ctx, opening)?;
    let is_replaced = preview.path.exists();
    if app.globals.dry_run || !app.globals.yes {
        app.show(&RestoreView {
            restored: preview,
            is_done: false,
        })?;
        if app.globals.dry_run {
            app.tell_way_back(None);
            return Ok(Exit::Done);
        }
        return Err(CliError::new(
            Exit::Refused,
            "needs_yes",
            match is_replaced {
                true => "restoring replaces the present file",
                false => "nothing was restored yet",
            },
        )
        .hint(match is_replaced {
            true => "--yes goes on; the present file is set aside first",
            false => "--yes goes on; no file is in its place",
        }));
    }
    let restored = backup::restore(preview, &app.ctx, &shelf, app.opening()?)?;
    app.show(&RestoreView {
        restored,
        is_done: true,
    })?;
    Ok(Exit::Done)
}

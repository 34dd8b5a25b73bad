//! `tpm backup`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::files::export;
use crate::ops::{OpsError, backup};
use crate::store::{Access, Rehearsal, Store, StoreError};
use crate::view::backup::{BackedUp, BackupList};

/// Keep a verified copy of the file
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm backup
  tpm backup --list
  tpm backup -o /media/stick/
The copy is made while others may work, and counts only when its pages and its whole \
history are verified. Of those in the state folder the newest of each of the last 7 days, \
4 weeks and 12 months stay, the last 3 in any case, and all from before a newer form of \
the file.")]
pub struct BackupArgs {
    /// Write to this file, or into this folder, and remove nothing
    #[arg(long, short, value_name = "PATH", conflicts_with = "list")]
    pub output: Option<PathBuf>,
    /// List the backups that are there
    #[arg(long)]
    pub list: bool,
}

pub fn run(app: &App, args: &BackupArgs) -> Result<Exit, CliError> {
    let BackupArgs { output, list } = args;
    let shelf = app.shelf()?;
    if *list {
        app.show(&BackupList {
            backups: shelf.list(),
            zone: app.ctx.zone,
        })?;
        return Ok(Exit::Done);
    }
    let opening = app.opening()?;
    if !opening.path.exists() {
        // That it is missing may be a loss, which opening it tells.
        app.store(Access::Read)?;
        return Err(CliError::new(
            Exit::NotFound,
            "not_found",
            format!("there is no file at {} yet", opening.path.display()),
        )
        .hint("the first change makes it"));
    }
    let name = shelf.name(app.ctx.now);
    let output = output.as_ref().map(|output| export::place(output, &name));
    // A file that was rolled back is worth keeping too.
    let (store, _) = Store::examine(opening)?;
    let rehearsal = if app.globals.dry_run {
        Rehearsal::Dry
    } else {
        Rehearsal::Real
    };
    let taken = backup::back_up(&store, &app.ctx, (&shelf, output.as_deref()), rehearsal)
        .map_err(cannot_write)?;
    store.close()?;
    app.show(&BackedUp(taken))?;
    app.tell_way_back(None);
    Ok(Exit::Done)
}

fn cannot_write(error: OpsError) -> CliError {
    match error {
        OpsError::Store(StoreError::Io { path, source })
            if source.kind() == std::io::ErrorKind::AlreadyExists =>
        {
            CliError::new(
                Exit::CannotCreate,
                "exists",
                format!("{} is there already", path.display()),
            )
            .hint("name another place, or a folder, ending in `/`")
        }
        error => CliError::from(error),
    }
}

//! `tpm doctor`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::doctor::{self, Depth, Ward, Weight};
use crate::store::watch::accept_absence;
use crate::store::{Access, Loss, Opening, Store, StoreError};
use crate::view::doctor::{Accepted, Copied, Findings};

/// Check the file, and what is missing in it
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm doctor
  tpm doctor --deep
  tpm doctor --repair
Ends with 10 if there is a problem or a warning, and with 0 if there are only notes on what \
the data leaves open. --deep reads everything: pages, references, each row and operation, \
whether history gives the rows, and the search index. --repair leaves the file as it is \
and writes a sound copy beside it.")]
pub struct DoctorArgs {
    /// Look at everything, which takes its time
    #[arg(long)]
    pub deep: bool,
    /// Write a repaired copy beside the file
    #[arg(long, conflicts_with_all = ["deep", "accept"])]
    pub repair: bool,
    /// Take a rolled back, replaced or missing file as it is
    #[arg(long, conflicts_with = "deep")]
    pub accept: bool,
}

pub fn run(app: &App, args: &DoctorArgs) -> Result<Exit, CliError> {
    let DoctorArgs {
        deep,
        repair,
        accept,
    } = args;
    let opening = app.opening()?;
    // The demo has backups and drafts as well, though no witness.
    let (path, state) = (opening.path.clone(), app.state_folder().ok());
    let (store, loss) = match Store::examine(opening) {
        Err(StoreError::Missing { .. }) => return missing(app, *accept),
        Err(error @ StoreError::Damaged { .. }) => return Err(beyond_repair(error)),
        examined => examined?,
    };
    if *accept {
        return take_as_it_is(app, &store, path, loss);
    }
    if *repair {
        return write_repaired(app, &store, &path);
    }
    let depth = if *deep { Depth::Deep } else { Depth::Quick };
    let ward = Ward {
        path: &path,
        state: state.as_deref(),
        loss,
    };
    let findings = doctor::examine(&store, &app.ctx, &ward, depth)?;
    let is_grave = findings.iter().any(|one| one.weight < Weight::Note);
    app.show(&Findings { findings, depth })?;
    Ok(if is_grave { Exit::Check } else { Exit::Done })
}

/// Says of a file that cannot even be examined that a backup must take its place.
fn beyond_repair(error: StoreError) -> CliError {
    CliError::from(error).hint("it cannot be opened at all; `tpm restore` lists the backups")
}

/// Says of a file that could not be opened what can be done about it.
pub fn unopened(app: &App, error: StoreError) -> CliError {
    let examined = match (&error, app.opening()) {
        (StoreError::Damaged { .. }, Ok(opening)) => Store::examine(opening),
        _ => return CliError::from(error),
    };
    match examined {
        Err(StoreError::Damaged { .. }) => beyond_repair(error),
        _ => CliError::from(error),
    }
}

/// Tells of a missing file what opening it tells, or gives it up.
fn missing(app: &App, accept: bool) -> Result<Exit, CliError> {
    let opening: Opening = app.opening()?;
    let path = opening.path.clone();
    if !accept {
        app.store(Access::Read)?;
        app.tell(&format!(
            "there is no file at {} yet; the first change makes it",
            path.display()
        ));
        return Ok(Exit::Done);
    }
    if app.globals.dry_run {
        app.tell_way_back(None);
        return Ok(Exit::Done);
    }
    let is_gone = accept_absence(&opening)?;
    if !is_gone {
        return Err(CliError::new(
            Exit::NotFound,
            "not_found",
            format!("nothing is known of a file at {}", path.display()),
        )
        .hint("the first change makes it"));
    }
    let loss = None;
    app.show(&Accepted {
        path,
        loss,
        is_gone,
    })?;
    Ok(Exit::Done)
}

fn take_as_it_is(
    app: &App,
    store: &Store,
    path: PathBuf,
    loss: Option<Loss>,
) -> Result<Exit, CliError> {
    if loss.is_some() && !app.globals.dry_run {
        store.accept()?;
    }
    app.show(&Accepted {
        path,
        loss,
        is_gone: false,
    })?;
    app.tell_way_back(None);
    Ok(Exit::Done)
}

fn write_repaired(app: &App, store: &Store, path: &Path) -> Result<Exit, CliError> {
    let target = (1..)
        .map(|number| match number {
            1 => path.with_extension("repaired.db"),
            _ => path.with_extension(format!("repaired-{number}.db")),
        })
        .find(|target| !target.exists())
        .expect("one number is free");
    if app.globals.dry_run {
        app.tell(&format!("a copy would be written to {}", target.display()));
        app.tell_way_back(None);
        return Ok(Exit::Done);
    }
    match doctor::repair(store, &app.ctx, &target) {
        Ok(Some(repaired)) => {
            app.show(&Copied {
                path: target.clone(),
                repaired,
            })?;
            app.tell(&format!(
                "the file itself is unchanged; `tpm restore {}` shows what the copy would change",
                target.display()
            ));
        }
        Ok(None) => app.tell("there is nothing to repair: the file is in order"),
        Err(error) => {
            let _ = std::fs::remove_file(&target);
            return Err(CliError::from(error).hint(
                "the file is unchanged; `tpm restore` lists the backups, of which one may be whole",
            ));
        }
    }
    Ok(Exit::Done)
}

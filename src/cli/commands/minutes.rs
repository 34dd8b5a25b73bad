//! `tpm minutes`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::files::export::{self, Overwrite};
use crate::ops::minutes::{self, Choice, Wanted};
use crate::store::Access;
use crate::text::ids::{self, IdProblem};
use crate::view::minutes::{MinutesView, Written, file_name, markdown};

/// Export meetings' notes to Markdown
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm minutes
  tpm minutes M-3 -o notes/
  tpm minutes staff -o minutes/ --force
  tpm minutes --since 1oct -w launch -o minutes/
Without a choice it is the open meeting, else the latest. Every item is shown with its ID and its state
of today; lines that begin with %% stay private. `tpm import notes` takes an edited file back in.")]
pub struct MinutesArgs {
    /// Meetings: IDs, ranges, series, `.` or `-`
    #[arg(value_name = "IDS")]
    pub ids: Vec<String>,
    /// Keep meetings at which these people were
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub owner: Vec<String>,
    /// Keep these workstreams and those below them
    #[arg(long, short, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Keep what was held on a date or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Keep what was held on a date or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Write to this file, to this folder/, or to `-`
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long, requires = "output")]
    pub force: bool,
}

pub fn run(app: &App, args: &MinutesArgs) -> Result<Exit, CliError> {
    let MinutesArgs {
        ids,
        owner,
        workstream,
        since,
        until,
        output,
        force,
    } = args;
    let choice = Choice {
        wanted: wanted(app, ids)?,
        owners: app.people(owner)?,
        workstreams: workstream.clone(),
        since: app.first_day(since.as_deref())?,
        until: app.last_day(until.as_deref())?,
    };
    let store = app.store(Access::Read)?;
    let minutes = minutes::minutes(store.reader(), &app.ctx, &choice)?;
    if minutes.is_empty() {
        app.tell("no meeting matches; `tpm meetings` lists them");
    }
    let today = app.ctx.today;
    let target = output.as_ref().filter(|target| target.as_os_str() != "-");
    let Some(target) = target else {
        let view = MinutesView { minutes, today };
        if app.format() == Format::Table && !app.globals.quiet {
            app.page(&app.safe_for_terminal(view.markdown()))?;
        } else {
            app.show(&view)?;
        }
        return Ok(Exit::Done);
    };
    if minutes.len() > 1 && export::place(target, "x") == *target {
        return Err(CliError::usage(
            format!("{} meetings do not fit into one file", minutes.len()),
            "name a folder, ending in `/`",
        ));
    }
    let overwrite = if *force {
        Overwrite::Replace
    } else {
        Overwrite::Refuse
    };
    let mut written = Vec::new();
    for one in &minutes {
        let path = export::place(target, &file_name(one));
        if !app.globals.dry_run {
            export::write(&path, &markdown(one, today), overwrite)
                .map_err(|error| cannot_write(&path, &error))?;
        }
        written.push((one.whole.facts.id(), path));
    }
    app.show(&Written(written))?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
    }
    Ok(Exit::Done)
}

/// Reads the words that name meetings: what cannot be an ID is the name of a series.
fn wanted(app: &App, words: &[String]) -> Result<Vec<Wanted>, CliError> {
    let mut wanted = Vec::new();
    for word in words {
        match ids::read(word) {
            Ok(_) => {
                let ids = app.ids(std::slice::from_ref(word))?;
                wanted.extend(ids.into_iter().map(Wanted::Id));
            }
            Err(IdProblem::NotAnId { .. } | IdProblem::UnknownKind { .. })
                if !word.starts_with('@') =>
            {
                wanted.push(Wanted::Series(word.clone()));
            }
            Err(problem) => return Err(CliError::usage(problem.to_string(), problem.hint())),
        }
    }
    Ok(wanted)
}

/// Says that a file cannot be written where the user said.
pub fn cannot_write(path: &Path, error: &io::Error) -> CliError {
    match error.kind() {
        io::ErrorKind::AlreadyExists => CliError::new(
            Exit::CannotCreate,
            "exists",
            format!("{} is there already", path.display()),
        )
        .hint("name another place, or add --force to replace it"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => CliError::new(
            Exit::Permission,
            "read_only",
            format!("{} cannot be written: {error}", path.display()),
        )
        .hint("name a place that you may write to"),
        io::ErrorKind::StorageFull => CliError::new(
            Exit::Io,
            "disk_full",
            format!("{} cannot be written: {error}", path.display()),
        )
        .hint("what was there before is unchanged"),
        _ => CliError::new(
            Exit::CannotCreate,
            "cannot_create",
            format!("{} cannot be written: {error}", path.display()),
        )
        .hint("what was there before is unchanged"),
    }
}

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
use crate::view::minutes::{Form, MinutesText, MinutesView, TEMPLATE, Written, file_name};

/// Export meetings' notes to Markdown
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm minutes
  tpm minutes M-3 -o notes/
  tpm minutes staff -o minutes/ --force
  tpm minutes --since 1oct -w launch -o minutes/
Without a choice it is the open meeting, else the latest. Every item is shown with its ID and its state \
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
    /// Write them by this template; `usual` for none
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Print a template that writes the usual form
    #[arg(long, conflicts_with = "template")]
    pub print_template: bool,
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
        template,
        print_template,
    } = args;
    let choice = Choice {
        wanted: wanted(app, ids)?,
        owners: app.people(owner)?,
        workstreams: workstream.clone(),
        since: app.first_day(since.as_deref())?,
        until: app.last_day(until.as_deref())?,
    };
    if *print_template {
        app.sink.result(TEMPLATE)?;
        return Ok(Exit::Done);
    }
    let form = match app.template("minutes", template.as_deref())? {
        Some(template) => Form::Template(template.name, template.text),
        None => Form::Usual,
    };
    let store = app.store(Access::Read)?;
    let minutes = minutes::minutes(store.reader(), &app.ctx, &choice)?;
    if minutes.is_empty() {
        app.tell("no meeting matches; `tpm meetings` lists them");
    }
    let view = MinutesView {
        minutes,
        today: app.ctx.today,
        form,
    };
    let texts = view.written()?;
    let target = output.as_ref().filter(|target| target.as_os_str() != "-");
    match target {
        Some(target) => write(app, &texts.0, target, *force)?,
        None if app.format() == Format::Table && !app.globals.quiet => {
            app.page(&app.safe_for_terminal(texts.markdown()))?;
        }
        None => app.show(&texts)?,
    }
    Ok(Exit::Done)
}

/// Writes one file a meeting and says where.
fn write(app: &App, texts: &[MinutesText], target: &Path, force: bool) -> Result<(), CliError> {
    if texts.len() > 1 && export::place(target, "x") == *target {
        return Err(CliError::usage(
            format!("{} meetings do not fit into one file", texts.len()),
            "name a folder, ending in `/`",
        ));
    }
    let overwrite = match force {
        true => Overwrite::Replace,
        false => Overwrite::Refuse,
    };
    let mut written = Vec::new();
    for one in texts {
        let path = export::place(target, &file_name(&one.minutes));
        if !app.globals.dry_run {
            export::write(&path, &one.markdown, overwrite)
                .map_err(|error| cannot_write(&path, &error))?;
        }
        written.push((one.minutes.whole.facts.id(), path));
    }
    app.show(&Written(written))?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
    }
    Ok(())
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

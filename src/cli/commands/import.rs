//! `tpm import`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::import::{Age, Manner, NotesFile, Progress, header, import_notes};
use crate::store::Access;
use crate::text::notes::DateFound;
use crate::view::import::ImportView;

/// Bring other programs' files in
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm import notes meetings/
  tpm help import notes")]
pub struct ImportArgs {
    #[command(subcommand)]
    pub source: Source,
}

/// What is imported.
#[derive(Subcommand, Debug)]
pub enum Source {
    Notes(NotesArgs),
}

/// Import meeting notes in Markdown
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm import notes minutes/
  tpm import notes 2026-11-20-sync.md --live
  tpm import notes minutes/ --strict --dry-run
A second import of a file changes only what differs from the text imported last. Meetings older than
30 days come in as history, outside follow-up, unless --live is given.")]
pub struct NotesArgs {
    /// Markdown files, or folders that hold them
    #[arg(required = true, value_name = "FILES")]
    pub paths: Vec<PathBuf>,
    /// Let old meetings take part in follow-up
    #[arg(long)]
    pub live: bool,
    /// Refuse files with a line that could be meant otherwise
    #[arg(long)]
    pub strict: bool,
    /// Say when meetings were held whose notes name no sure date
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// How many lines of what could not be read are told; more would hide the result.
const MOST_TOLD: usize = 20;

pub fn run(app: &App, args: ImportArgs) -> Result<Exit, CliError> {
    let ImportArgs {
        source:
            Source::Notes(NotesArgs {
                paths,
                live,
                strict,
                on,
            }),
    } = args;
    let on = app.optional_past_date(on.as_deref())?;
    let mut files = Vec::new();
    let mut bad = Vec::new();
    for path in listed(&paths)? {
        match read(app, &path, on) {
            Ok(file) => files.push(file),
            Err(error) => {
                let path = path.display().to_string();
                // The reason names the file too, and once is enough.
                let reason = error.message.trim_start_matches(&path);
                let reason = reason
                    .trim_start_matches([':', ' '])
                    .trim_start_matches("is ")
                    .to_owned();
                bad.push((path, reason));
            }
        }
    }
    let age = if live { Age::Live } else { Age::ByDate };
    let mut store = app.store(Access::Write)?;
    let total = files.len();
    let bar = app.progress(2 * total);
    let manner = Manner {
        age,
        threads: app.env.threads(),
        is_there: |path| Path::new(path).exists(),
        strict,
    };
    let imported = import_notes(app.desk(&mut store), &files, manner, |progress| {
        let (verb, done, before) = match progress {
            Progress::Read(files) => ("read", files, 0),
            Progress::Written(files) => ("written", files, total),
        };
        bar.show(before + done, &format!("{done} of {total} files {verb}"));
    });
    bar.end();
    let imported = imported?;
    store.close()?;
    let operation = imported.operation;
    let view = ImportView { imported, bad };
    app.show(&view)?;
    let problems = view.problems();
    for line in problems.iter().take(MOST_TOLD) {
        app.tell(line);
    }
    if problems.len() > MOST_TOLD {
        let more = problems.len() - MOST_TOLD;
        app.tell(&format!("and {more} more, all of which --json lists"));
    }
    app.tell_way_back(operation);
    let is_bad = view.is_nothing() && !view.bad.is_empty();
    Ok(if is_bad || strict && view.has_skipped() {
        Exit::DataBad
    } else {
        Exit::Done
    })
}

/// Returns the Markdown files that the paths name, folders searched, sorted.
fn listed(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut files = Vec::new();
    for path in paths {
        let missing = |error: std::io::Error| {
            CliError::new(
                Exit::NoInput,
                "no_input",
                format!("{}: {error}", path.display()),
            )
            .hint("name a Markdown file or a folder that holds some")
        };
        if std::fs::metadata(path).map_err(missing)?.is_dir() {
            collect(path, &mut files).map_err(missing)?;
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        return Err(CliError::new(
            Exit::NoInput,
            "no_input",
            "there is no Markdown file in what was named",
        )
        .hint("files of notes end in .md or .markdown"));
    }
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_notes = path
            .extension()
            .is_some_and(|extension| extension == "md" || extension == "markdown");
        // A link to a folder could lead round in a circle.
        if path.is_dir() && !path.is_symlink() && !is_hidden {
            collect(&path, files)?;
        } else if is_notes && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads one file; `on` is the date of notes that name none.
fn read(app: &App, path: &Path, on: Option<NaiveDate>) -> Result<NotesFile, CliError> {
    let text = app.file_text(&path.to_string_lossy())?;
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = absolute.to_string_lossy().into_owned();
    let mut header = header(&app.ctx, &path, &text);
    let said = on.map(|date| DateFound {
        date,
        certain: true,
    });
    let sure = header.date.filter(|found| found.certain);
    header.date = sure.or(said).or(header.date);
    Ok(NotesFile { header, path, text })
}

//! What all imports of files share: finding them, reading them, showing how far it is, and telling what
//! could not be read.

use std::path::{Path, PathBuf};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::error::OpsError;
use crate::ops::import::{Age, Manner, Progress};

/// How many lines of what could not be read are told; more would hide the result.
const MOST_TOLD: usize = 20;

/// The Markdown files of an import.
pub(super) struct Found {
    /// Absolute paths, and what stands in the files.
    pub files: Vec<(String, String)>,
    /// Files that could not be read, and why.
    pub bad: Vec<(String, String)>,
}

/// Reads the files that the paths name, folders searched.
pub(super) fn read(app: &App, paths: &[PathBuf]) -> Result<Found, CliError> {
    let mut found = Found {
        files: Vec::new(),
        bad: Vec::new(),
    };
    for path in listed(paths)? {
        match app.file_text(&path.to_string_lossy()) {
            Ok(text) => {
                let absolute = path.canonicalize().unwrap_or(path);
                let path = absolute.to_string_lossy().into_owned();
                found.files.push((path, text));
            }
            Err(error) => {
                let path = path.display().to_string();
                // The reason names the file too, and once is enough.
                let reason = error.message.trim_start_matches(&path);
                let reason = reason.trim_start_matches([':', ' ']);
                let reason = reason.trim_start_matches("is ").to_owned();
                found.bad.push((path, reason));
            }
        }
    }
    Ok(found)
}

/// Returns how files are imported.
pub(super) fn manner(app: &App, live: bool, strict: bool) -> Manner {
    Manner {
        age: if live { Age::Live } else { Age::ByDate },
        threads: app.env.threads(),
        is_there: |path| Path::new(path).exists(),
        strict,
    }
}

/// Runs an import and shows how far it is.
pub(super) fn watched<R>(
    app: &App,
    total: usize,
    work: impl FnOnce(&mut dyn FnMut(Progress)) -> Result<R, OpsError>,
) -> Result<R, OpsError> {
    let bar = app.progress(2 * total);
    let result = work(&mut |progress| {
        let (verb, done, before) = match progress {
            Progress::Read(files) => ("read", files, 0),
            Progress::Written(files) => ("written", files, total),
        };
        bar.show(before + done, &format!("{done} of {total} files {verb}"));
    });
    bar.end();
    result
}

/// Tells what could not be read and how to go back.
pub(super) fn tell(app: &App, problems: &[String], operation: Option<i64>) {
    for line in problems.iter().take(MOST_TOLD) {
        app.tell(line);
    }
    if problems.len() > MOST_TOLD {
        let more = problems.len() - MOST_TOLD;
        app.tell(&format!("and {more} more, all of which --json lists"));
    }
    app.tell_way_back(operation);
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
        .hint("files that are imported end in .md or .markdown"));
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
        let is_markdown = path
            .extension()
            .is_some_and(|extension| extension == "md" || extension == "markdown");
        // A link to a folder could lead round in a circle.
        if path.is_dir() && !path.is_symlink() && !is_hidden {
            collect(&path, files)?;
        } else if is_markdown && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

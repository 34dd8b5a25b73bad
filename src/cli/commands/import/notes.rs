//! `tpm import notes`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::files::{self, Found};
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::import::{NotesFile, header, import_notes};
use crate::store::Access;
use crate::text::notes::DateFound;
use crate::view::import::ImportView;

/// Import meeting notes in Markdown
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm import notes minutes/
  tpm import notes 2026-11-20-sync.md --live
  tpm import notes minutes/ --strict --dry-run
A second import of a file changes only what differs from the text imported last. Meetings older than \
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

pub fn run(app: &App, args: NotesArgs) -> Result<Exit, CliError> {
    let NotesArgs {
        paths,
        live,
        strict,
        on,
    } = args;
    let on = app.optional_past_date(on.as_deref())?;
    let Found { files, bad } = files::read(app, &paths)?;
    let files: Vec<NotesFile> = files
        .into_iter()
        .map(|(path, text)| dated(app, path, text, on))
        .collect();
    let manner = files::manner(app, live, strict);
    let mut store = app.store(Access::Write)?;
    let imported = files::watched(app, files.len(), |progress| {
        import_notes(app.desk(&mut store), &files, manner, progress)
    })?;
    store.close()?;
    let operation = imported.operation;
    let view = ImportView { imported, bad };
    app.show(&view)?;
    files::tell(app, &view.problems(), operation);
    let is_bad = view.is_nothing() && !view.bad.is_empty();
    Ok(if is_bad || strict && view.has_skipped() {
        Exit::DataBad
    } else {
        Exit::Done
    })
}

/// Reads what one file says of itself; `on` is the date of notes that name none.
fn dated(app: &App, path: String, text: String, on: Option<NaiveDate>) -> NotesFile {
    let mut header = header(&app.ctx, &path, &text);
    let said = on.map(|date| DateFound {
        date,
        certain: true,
    });
    let sure = header.date.filter(|found| found.certain);
    header.date = sure.or(said).or(header.date);
    NotesFile { header, path, text }
}

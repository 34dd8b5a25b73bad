//! `tpm import records`.

use std::path::PathBuf;

use clap::Args;

use super::files::{self, Found};
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::import::{RecordFile, import_records};
use crate::store::Access;
use crate::view::records::RecordsView;

/// Import decision records in Markdown
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm import records docs/decisions/
  tpm import records adr/0012-use-queues.md --live
  tpm import records docs/adr --strict --dry-run
Records in the forms of MADR, adr-tools and log4brains are read, and those with a table of \
metadata. A second import of a file changes only what differs from the text imported last. \
Records older than 30 days, or without a date, come in as history, outside follow-up, unless \
--live is given.")]
pub struct RecordsArgs {
    /// Markdown files, or folders that hold them
    #[arg(required = true, value_name = "FILES")]
    pub paths: Vec<PathBuf>,
    /// Let old decisions take part in follow-up
    #[arg(long)]
    pub live: bool,
    /// Refuse files with a line that could not be read
    #[arg(long)]
    pub strict: bool,
}

pub fn run(app: &App, args: RecordsArgs) -> Result<Exit, CliError> {
    let RecordsArgs {
        paths,
        live,
        strict,
    } = args;
    let Found { files, bad } = files::read(app, &paths)?;
    let files: Vec<RecordFile> = files
        .into_iter()
        .map(|(path, text)| RecordFile { path, text })
        .collect();
    let manner = files::manner(app, live, strict);
    let mut store = app.store(Access::Write)?;
    let imported = files::watched(app, files.len(), |progress| {
        import_records(app.desk(&mut store), &files, manner, progress)
    })?;
    store.close()?;
    let operation = imported.operation;
    let view = RecordsView { imported, bad };
    app.show(&view)?;
    files::tell(app, &view.problems(), operation);
    let is_bad = view.is_nothing() && !view.bad.is_empty();
    Ok(if is_bad || strict && view.has_skipped() {
        Exit::DataBad
    } else {
        Exit::Done
    })
}

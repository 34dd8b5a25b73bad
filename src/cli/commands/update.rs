//! `tpm update`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::words::Rag;
use crate::ops::edit::Set;
use crate::ops::update::{self, Words};
use crate::store::Access;
use crate::view::update::UpdateView;

/// Write what is to be said of a workstream this week
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm update -w launch
  tpm update -w launch --summary \"The west is ready.\" --ask none
  tpm update -w launch --highlights - < highlights.md
  tpm update -w launch --rag amber
Without -w it is of the whole program. It stays a draft, and can be added to, until `tpm report weekly \
--sent` records that it went out. Nothing said shows the latest one.")]
pub struct UpdateArgs {
    /// Say which workstream it is about
    #[arg(short, long, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Say in two sentences how it goes
    #[arg(long, value_name = "TEXT")]
    pub summary: Option<String>,
    /// Say what went well
    #[arg(long, value_name = "TEXT")]
    pub highlights: Option<String>,
    /// Say what did not
    #[arg(long, value_name = "TEXT")]
    pub lowlights: Option<String>,
    /// Say what you need from the readers; `none` is an answer
    #[arg(long, value_name = "TEXT")]
    pub ask: Option<String>,
    /// Give it a colour in this report; `none` for the computed one
    #[arg(long, value_name = "COLOUR", value_parser = super::workstream::rag)]
    pub rag: Option<Set<Rag>>,
}

pub fn run(app: &App, args: UpdateArgs) -> Result<Exit, CliError> {
    let UpdateArgs {
        workstream,
        summary,
        highlights,
        lowlights,
        ask,
        rag,
    } = args;
    let words = Words {
        summary: app.set_text(summary.as_deref())?,
        highlights: app.set_text(highlights.as_deref())?,
        lowlights: app.set_text(lowlights.as_deref())?,
        ask: match ask.as_deref() {
            // Asking for nothing is said, not left out.
            Some(word) if word.eq_ignore_ascii_case("none") => Some(Set::To("None".to_owned())),
            word => app.set_text(word)?,
        },
        rag,
    };
    if words.is_empty() {
        return show(app, workstream.as_deref());
    }
    app.change_whole(
        |desk| update::write(desk, workstream.as_deref(), &words),
        |facts, verb| UpdateView {
            updates: vec![facts],
            verb: Some(verb),
        },
    )
}

fn show(app: &App, workstream: Option<&str>) -> Result<Exit, CliError> {
    let store = app.store(Access::Read)?;
    let subject = update::subject(store.reader(), workstream)?;
    let latest = update::latest(store.reader(), subject)?;
    app.show(&UpdateView {
        updates: latest.into_iter().collect(),
        verb: None,
    })?;
    Ok(Exit::Done)
}

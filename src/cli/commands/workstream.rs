//! `tpm workstream`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{NAMES, list_edit, newcomers};
use crate::model::words::{Rag, WorkstreamStatus};
use crate::ops::edit::Set;
use crate::ops::person::SHOWN;
use crate::ops::workstream::{WorkstreamEdit, edit, known, whole};
use crate::store::Access;
use crate::view::workstream::WorkstreamView;

/// Show a workstream, add one, or say more about one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm workstream launch
  tpm workstream launch --name \"Spring launch\" --lead priya
  tpm workstream billing --parent launch --audience=+platform,-lee
  tpm workstream launch --rag amber --why \"the vendor is a week late\"
Workstreams are also added when they are first named.")]
pub struct WorkstreamArgs {
    /// The short name
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// Say the full name
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Say who leads it
    #[arg(long, value_name = "NAME")]
    pub lead: Option<String>,
    /// Say which workstream it is a part of
    #[arg(long, value_name = "NAME")]
    pub parent: Option<String>,
    /// Say who hears of its decisions: names, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub audience: Option<String>,
    /// Say where it stands: active, paused or done
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<WorkstreamStatus>,
    /// Say how it does: red, amber, green, grey; none: as computed
    #[arg(long, value_name = "COLOUR", value_parser = rag)]
    pub rag: Option<Set<Rag>>,
    /// Say why, with --rag
    #[arg(long, value_name = "TEXT", requires = "rag")]
    pub why: Option<String>,
    /// Change the short name
    #[arg(long = "slug", value_name = "NAME", id = "new_slug")]
    pub rename: Option<String>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

fn status(word: &str) -> Result<WorkstreamStatus, String> {
    WorkstreamStatus::from_word(word).ok_or_else(|| "it is active, paused or done".to_owned())
}

/// Reads a colour; `none` takes it back.
pub fn rag(word: &str) -> Result<Set<Rag>, String> {
    match word.to_lowercase().as_str() {
        "none" => Ok(Set::Empty),
        word => Rag::from_word(word)
            .map(Set::To)
            .ok_or_else(|| "it is red, amber, green, grey or none".to_owned()),
    }
}

/// Puts a colour and its reason together: whoever contradicts what is computed says why.
fn override_of(
    rag: Option<Set<Rag>>,
    why: Option<String>,
) -> Result<Option<Set<(Rag, String)>>, CliError> {
    match (rag, why) {
        (None, _) => Ok(None),
        (Some(Set::Empty), _) => Ok(Some(Set::Empty)),
        (Some(Set::To(rag)), Some(why)) => Ok(Some(Set::To((rag, why)))),
        (Some(Set::To(rag)), None) => Err(CliError::usage(
            format!("--rag {rag} has no reason"),
            "add `--why TEXT`; `--rag none` goes back to what is computed",
        )),
    }
}

pub fn run(app: &App, args: WorkstreamArgs) -> Result<Exit, CliError> {
    let WorkstreamArgs {
        slug,
        name,
        lead,
        parent,
        audience,
        status,
        rag,
        why,
        rename,
        new,
    } = args;
    let edits = WorkstreamEdit {
        slug,
        rename,
        name: app.set_text(name.as_deref())?,
        lead: lead.map(|word| app.person(&word)).transpose()?,
        parent,
        audience: list_edit(audience.as_deref(), NAMES, |word| app.person(word))?,
        status,
        rag: override_of(rag, why)?,
        newcomers: newcomers(new),
    };
    if edits.is_empty() && looked(app, &edits.slug)? {
        return Ok(Exit::Done);
    }
    app.change_whole(
        |desk| edit(desk, &edits),
        |whole, verb| WorkstreamView {
            whole,
            verb: Some(verb),
            today: app.ctx.today,
        },
    )
}

/// Shows a workstream that is known; says whether there is one.
fn looked(app: &App, slug: &str) -> Result<bool, CliError> {
    let store = app.store(Access::Read)?;
    let reader = store.reader();
    let Some(key) = known(reader, slug)? else {
        return Ok(false);
    };
    let whole = whole(reader, &app.ctx, key, app.limit(None, SHOWN))?;
    app.show(&WorkstreamView {
        whole,
        verb: None,
        today: app.ctx.today,
    })?;
    Ok(true)
}

//! `tpm milestone`: sets a milestone, or says when one is expected now.

use clap::Args;

use super::act;
use super::edit::EditArgs;
use super::edit::track::TrackEditArgs;
use super::risk::{ids_of, names_items, said_more};
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::model::decision::Tags;
use crate::model::id::Kind;
use crate::ops::milestone::{NewMilestone, set};

/// Set a milestone, or say when one is expected now
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm milestone \"Beta\" -w launch --due 2026-12-15 --owner priya
  tpm milestone T-1 --forecast 2026-12-20 --why \"vendor slip\"
  tpm milestone T-1 --forecast 20dec --why \"vendor slip\" --with-dependents
The first date is the baseline and stays; `tpm edit T-1 --baseline DATE --why TEXT` corrects \
it. `tpm done T-1` says that it was reached.")]
pub struct MilestoneArgs {
    /// What is to be reached; or the IDs of milestones to say more about
    #[arg(required = true, value_name = "TITLE|ID")]
    pub title: Vec<String>,
    /// Say by when it is to be reached
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Say when it is expected now; the first date stays known
    #[arg(long, value_name = "DATE", conflicts_with = "due")]
    pub forecast: Option<String>,
    /// Say who answers for it, if not the lead of the workstream
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Add labels
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// Say why it moves; kept with it and as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Move what hangs on it along with it
    #[arg(long)]
    pub with_dependents: bool,
    /// Say when it was set, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Keep the title to the letter
    #[arg(long)]
    pub literal: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

pub fn run(app: &App, args: MilestoneArgs) -> Result<Exit, CliError> {
    if names_items(&args.title) {
        let ids = ids_of(app, Kind::Milestone, &args.title)?;
        return said_more(app, ids, edits(args)?);
    }
    if args.why.is_some() || args.with_dependents || args.forecast.is_some() {
        return Err(CliError::usage(
            "--forecast, --why and --with-dependents move a milestone that is there",
            "name its ID, such as T-1; --due sets the date of a new one",
        ));
    }
    let new = read(app, args)?;
    app.change(|desk| set(desk, &new))
}

/// Returns what the options change of milestones that are there; none if they change nothing.
fn edits(args: MilestoneArgs) -> Result<Option<EditArgs>, CliError> {
    let MilestoneArgs {
        title: _,
        due,
        forecast,
        owner,
        workstream,
        tag,
        why,
        with_dependents,
        on,
        literal: _,
        new,
    } = args;
    if on.is_some() {
        return Err(CliError::usage(
            "--on says when a new milestone was set",
            "`tpm done ID --on DATE` says when one was reached, --forecast when it is expected",
        ));
    }
    let texts = [&due, &forecast, &owner, &workstream, &why];
    let is_empty = texts.iter().all(|text| text.is_none()) && tag.is_empty() && !with_dependents;
    Ok((!is_empty).then(|| EditArgs {
        due: due.or(forecast),
        owner,
        workstream,
        tag: (!tag.is_empty()).then(|| tag.join(",")),
        track: TrackEditArgs {
            with_dependents,
            ..TrackEditArgs::default()
        },
        why,
        new,
        ..EditArgs::default()
    }))
}

fn read(app: &App, args: MilestoneArgs) -> Result<NewMilestone, CliError> {
    let MilestoneArgs {
        title,
        due,
        forecast: _,
        owner,
        workstream,
        tag,
        why: _,
        with_dependents: _,
        on,
        literal,
        new,
    } = args;
    Ok(NewMilestone {
        title: app.joined(&title)?,
        grammar: act::grammar(literal),
        owner: owner.map(|word| app.person(&word)).transpose()?,
        due: due.map(|word| app.deadline(&word)).transpose()?,
        workstream,
        tags: Tags::of(tag),
        on: app.optional_past_date(on.as_deref())?,
        newcomers: newcomers(new),
    })
}

//! `tpm need`: asks for something, or says how far what is asked for has come.

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
use crate::model::need::NeedStep;
use crate::ops::need::{NewNeed, Word, ask, step};

/// Say what one side needs from another, or how far that has come
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm need \"Auth API v2\" --from infra --for launch --due 1dec
  tpm need N-1 --commit --by priya --due 2026-12-04
  tpm need N-1 --at-risk --why \"two people are ill\"
  tpm need N-1 --missed
A side is `@name`, a workstream, a person or a group; what is needed can also be for an item, \
such as T-1. `tpm done N-1` says that it was delivered, `tpm drop N-1` that nobody needs it.")]
pub struct NeedArgs {
    /// What is needed; or the IDs of needs to say more about
    #[arg(required = true, value_name = "TITLE|ID")]
    pub title: Vec<String>,
    /// Say who gives it: a workstream, a person or a group
    #[arg(long, value_name = "SIDE")]
    pub from: Option<String>,
    /// Say who takes it, or which item it is for
    #[arg(long = "for", value_name = "ID|SIDE")]
    pub taker: Option<String>,
    /// Say by when it is needed
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Say to which workstream it belongs, if not to the taker
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Add details; `-` reads them from standard input
    #[arg(long, value_name = "TEXT")]
    pub body: Option<String>,
    /// Add labels
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    pub tag: Vec<String>,
    #[command(flatten)]
    pub step: StepArgs,
    /// Say who committed to it, with --commit
    #[arg(long, value_name = "NAME", requires = "commit")]
    pub by: Option<String>,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Say when that was, if it was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Keep the title to the letter
    #[arg(long)]
    pub literal: bool,
    /// Add an unknown name as a workstream, or one close to a known one
    #[arg(long)]
    pub new: bool,
}

/// The steps of a need on its way.
#[derive(Args, Debug, Default)]
#[group(multiple = false)]
pub struct StepArgs {
    /// Say that the giver committed to it
    #[arg(long)]
    pub commit: bool,
    /// Say that it may come late, with --why
    #[arg(long, requires = "why")]
    pub at_risk: bool,
    /// Say that it did not come
    #[arg(long)]
    pub missed: bool,
}

impl StepArgs {
    fn step(&self) -> Option<NeedStep> {
        let StepArgs {
            commit,
            at_risk,
            missed,
        } = self;
        [
            (*commit, NeedStep::Commit),
            (*at_risk, NeedStep::AtRisk),
            (*missed, NeedStep::Miss),
        ]
        .into_iter()
        .find_map(|(said, step)| said.then_some(step))
    }
}

pub fn run(app: &App, args: NeedArgs) -> Result<Exit, CliError> {
    if let Some(next) = args.step.step() {
        return stepped(app, args, next);
    }
    if names_items(&args.title) {
        let ids = ids_of(app, Kind::Need, &args.title)?;
        return said_more(app, ids, edits(args)?);
    }
    if args.why.is_some() {
        return Err(CliError::usage(
            "--why says why a need went a step",
            "name its ID and the step, such as --at-risk; --body adds details",
        ));
    }
    let new = read(app, args)?;
    app.change(|desk| ask(desk, &new))
}

fn stepped(app: &App, args: NeedArgs, next: NeedStep) -> Result<Exit, CliError> {
    let NeedArgs {
        title,
        due,
        by,
        why,
        on,
        new,
        ..
    } = &args;
    let ids = app.ids(title)?;
    let word = Word {
        by: by.as_deref().map(|word| app.person(word)).transpose()?,
        due: due.as_deref().map(|word| app.date(word)).transpose()?,
        on: app.optional_past_date(on.as_deref())?,
        why: why.clone(),
    };
    let newcomers = newcomers(*new);
    let rest = NeedArgs {
        due: None,
        why: None,
        on: None,
        ..args
    };
    if edits(rest)?.is_some() {
        return Err(CliError::usage(
            "a step of a need takes no other field than its date",
            "`tpm edit ID` changes its fields",
        ));
    }
    app.change(|desk| step(desk, &ids, next, &word, newcomers))
}

/// Returns what the options change of needs that are there; none if they change nothing.
fn edits(args: NeedArgs) -> Result<Option<EditArgs>, CliError> {
    let NeedArgs {
        title: _,
        from,
        taker,
        due,
        workstream,
        body,
        tag,
        step: _,
        by: _,
        why,
        on,
        literal: _,
        new,
    } = args;
    if on.is_some() {
        return Err(CliError::usage(
            "--on says when something was asked for, or when a need went a step",
            "name the step, such as --commit; `tpm edit ID --due DATE` moves its date",
        ));
    }
    let texts = [&from, &taker, &due, &workstream, &body, &why];
    let is_empty = texts.iter().all(|text| text.is_none()) && tag.is_empty();
    Ok((!is_empty).then(|| EditArgs {
        body,
        due,
        workstream,
        serves: taker,
        tag: (!tag.is_empty()).then(|| tag.join(",")),
        track: TrackEditArgs {
            from,
            ..TrackEditArgs::default()
        },
        why,
        new,
        ..EditArgs::default()
    }))
}

fn read(app: &App, args: NeedArgs) -> Result<NewNeed, CliError> {
    let NeedArgs {
        title,
        from,
        taker,
        due,
        workstream,
        body,
        tag,
        step: _,
        by: _,
        why: _,
        on,
        literal,
        new,
    } = args;
    Ok(NewNeed {
        title: app.joined(&title)?,
        grammar: act::grammar(literal),
        giver: from,
        taker,
        due: due.map(|word| app.deadline(&word)).transpose()?,
        workstream,
        note: body.map(|text| app.text(&text)).transpose()?,
        tags: Tags::of(tag),
        on: app.optional_past_date(on.as_deref())?,
        newcomers: newcomers(new),
    })
}

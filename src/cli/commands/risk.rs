//! `tpm risk`: adds a risk, an assumption or an issue, or says what became of one.

use clap::Args;

use super::edit::track::{TrackEditArgs, judged, sort, strategy};
use super::edit::{self, EditArgs};
use super::{act, show};
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::model::decision::Tags;
use crate::model::id::{ItemId, Kind};
use crate::model::words::{RiskSort, Strategy};
use crate::ops::edit::Set;
use crate::ops::risk::{NewRisk, Turn, raise, turn};
use crate::ops::targets::article;
use crate::text::ids::{self, IdWord};

/// Add a risk, an assumption or an issue, or say what became of one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm risk \"Holiday freeze blocks the cutover\" --p 4 --i 5 --owner sam -w launch
  tpm risk --assumption \"The east keeps its tax rules\" --due 1dec --for D-3
  tpm risk R-1 --happened --why \"the freeze was announced\"
  tpm risk R-2 --false --why \"the rules change in May\"
  tpm risk R-1 --strategy reduce --response \"move the cutover a week ahead\"
The score is probability times impact: below 5 low, 5 to 9 medium, 10 to 16 high, from 17 \
critical. An issue is there already: its probability counts as 5. `tpm done R-1` closes one.")]
pub struct RiskArgs {
    /// What may happen; or the IDs of risks to say more about
    #[arg(required = true, value_name = "TITLE|ID")]
    pub title: Vec<String>,
    /// Say how likely it is, from 1 to 5
    #[arg(long, visible_alias = "probability", value_name = "NUMBER", value_parser = judged)]
    pub p: Option<i64>,
    /// Say how much it would harm, from 1 to 5
    #[arg(long, visible_alias = "impact", value_name = "NUMBER", value_parser = judged)]
    pub i: Option<i64>,
    /// Say who owns it; `me` and `none` work too
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// Say what it comes from
    #[arg(long, value_name = "TEXT")]
    pub cause: Option<String>,
    /// Say what it would do
    #[arg(long, value_name = "TEXT")]
    pub effect: Option<String>,
    /// Say how it is met: avoid, reduce, transfer or accept
    #[arg(long, value_name = "WORD", value_parser = strategy)]
    pub strategy: Option<Strategy>,
    /// Say what is done about it
    #[arg(long, value_name = "TEXT")]
    pub response: Option<String>,
    /// Say by which sign one sees that it happens
    #[arg(long, value_name = "TEXT")]
    pub trigger: Option<String>,
    /// Say by when to respond, or to validate an assumption
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Say which decision rests on it
    #[arg(long = "for", value_name = "ID")]
    pub decision: Option<String>,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Add labels
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// Say what it is: risk, assumption or issue
    #[arg(long, value_name = "SORT", value_parser = sort)]
    pub sort: Option<RiskSort>,
    /// Add an assumption: short for --sort assumption
    #[arg(long, conflicts_with_all = ["sort", "issue"])]
    pub assumption: bool,
    /// Add an issue: short for --sort issue
    #[arg(long, conflicts_with = "sort")]
    pub issue: bool,
    #[command(flatten)]
    pub turn: TurnArgs,
    /// Say why; kept with what became of it
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Say when it came up or ended, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Keep the title to the letter
    #[arg(long)]
    pub literal: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

/// What can become of a risk or assumption.
#[derive(Args, Debug, Default)]
#[group(multiple = false)]
pub struct TurnArgs {
    /// Say that it happened: it becomes an issue
    #[arg(long)]
    pub happened: bool,
    /// Say that an assumption proved right
    #[arg(long)]
    pub held: bool,
    /// Say that an assumption proved wrong, with --why
    #[arg(long = "false", requires = "why")]
    pub found_false: bool,
}

impl TurnArgs {
    fn turn(&self) -> Option<Turn> {
        let TurnArgs {
            happened,
            held,
            found_false,
        } = self;
        [
            (*happened, Turn::Happened),
            (*held, Turn::Held),
            (*found_false, Turn::False),
        ]
        .into_iter()
        .find_map(|(said, turn)| said.then_some(turn))
    }
}

pub fn run(app: &App, args: RiskArgs) -> Result<Exit, CliError> {
    if let Some(step) = args.turn.turn() {
        return turned(app, args, step);
    }
    if names_items(&args.title) {
        let ids = ids_of(app, Kind::Risk, &args.title)?;
        return said_more(app, ids, edits(args)?);
    }
    if args.why.is_some() {
        return Err(CliError::usage(
            "--why says why something became of a risk",
            "name its ID and what became of it, such as --happened; --cause says what it comes from",
        ));
    }
    let new = read(app, args)?;
    app.change(|desk| raise(desk, &new))
}

/// Whether all the words of what could be a title are IDs.
pub fn names_items(words: &[String]) -> bool {
    words
        .iter()
        .all(|word| word == "." || ids::is_only_ids(word))
}

/// Returns the IDs typed to a command that is about one kind; a bare number is one of that kind.
pub fn ids_of(app: &App, kind: Kind, words: &[String]) -> Result<Vec<String>, CliError> {
    let check = |id: ItemId| match id.kind == kind {
        true => Ok(()),
        false => Err(CliError::usage(
            format!(
                "{id} is {} {}, and this takes {}s",
                article(id.kind),
                id.kind,
                kind.noun()
            ),
            format!("`tpm show {id}` shows it, `tpm edit {id}` changes it"),
        )),
    };
    let ids = app.ids(words)?.into_iter().map(|word| {
        Ok(match word {
            IdWord::Id(id) => {
                check(id)?;
                id.to_string()
            }
            IdWord::Range(first, last) => {
                check(first)?;
                format!("{first}..{last}")
            }
            IdWord::Number(number) => ItemId::new(kind, number).to_string(),
            IdWord::Foreign(name) => name,
            IdWord::Last => ".".to_owned(),
            IdWord::Stdin => "-".to_owned(),
        })
    });
    ids.collect()
}

/// Changes the items named, or shows them where nothing is to be changed.
pub fn said_more(app: &App, ids: Vec<String>, change: Option<EditArgs>) -> Result<Exit, CliError> {
    match change {
        Some(change) => edit::run(app, EditArgs { ids, ..change }),
        None => show::run(app, &show::ShowArgs { ids }),
    }
}

fn turned(app: &App, args: RiskArgs, step: Turn) -> Result<Exit, CliError> {
    let RiskArgs { title, why, on, .. } = &args;
    let (ids, why) = (app.ids(title)?, why.clone());
    let on = app.optional_past_date(on.as_deref())?;
    let rest = RiskArgs {
        why: None,
        on: None,
        ..args
    };
    if edits(rest)?.is_some() {
        return Err(CliError::usage(
            "what became of a risk is said by itself",
            "`tpm edit ID` changes its fields",
        ));
    }
    app.change(|desk| turn(desk, &ids, step, on, why.as_deref()))
}

/// Returns what the options change of risks that are there; none if they change nothing.
fn edits(args: RiskArgs) -> Result<Option<EditArgs>, CliError> {
    let RiskArgs {
        title: _,
        p,
        i,
        owner,
        cause,
        effect,
        strategy,
        response,
        trigger,
        due,
        decision,
        workstream,
        tag,
        sort,
        assumption,
        issue,
        turn: _,
        why,
        on,
        literal: _,
        new,
    } = args;
    if on.is_some() {
        return Err(CliError::usage(
            "--on says when a new risk came up, or when something became of one",
            "name what became of it, such as --happened; `tpm edit ID --due DATE` moves its date",
        ));
    }
    let is_empty = [
        &owner,
        &cause,
        &effect,
        &response,
        &trigger,
        &due,
        &decision,
        &workstream,
        &why,
    ]
    .iter()
    .all(|text| text.is_none())
        && [p, i].iter().all(Option::is_none)
        && strategy.is_none()
        && tag.is_empty()
        && sort.is_none()
        && !assumption
        && !issue;
    let sort = sort.or(short_sort(assumption, issue));
    Ok((!is_empty).then(|| EditArgs {
        owner,
        due,
        workstream,
        serves: decision,
        tag: (!tag.is_empty()).then(|| tag.join(",")),
        track: TrackEditArgs {
            sort,
            p: p.map(Set::To),
            i: i.map(Set::To),
            cause,
            effect,
            strategy: strategy.map(Set::To),
            response,
            trigger,
            ..TrackEditArgs::default()
        },
        why,
        new,
        ..EditArgs::default()
    }))
}

fn short_sort(assumption: bool, issue: bool) -> Option<RiskSort> {
    match (assumption, issue) {
        (true, _) => Some(RiskSort::Assumption),
        (_, true) => Some(RiskSort::Issue),
        (false, false) => None,
    }
}

fn read(app: &App, args: RiskArgs) -> Result<NewRisk, CliError> {
    let RiskArgs {
        title,
        p,
        i,
        owner,
        cause,
        effect,
        strategy,
        response,
        trigger,
        due,
        decision,
        workstream,
        tag,
        sort,
        assumption,
        issue,
        turn: _,
        why: _,
        on,
        literal,
        new,
    } = args;
    let text = |typed: Option<String>| typed.map(|text| app.text(&text)).transpose();
    Ok(NewRisk {
        sort: sort
            .or(short_sort(assumption, issue))
            .unwrap_or(RiskSort::Risk),
        title: app.joined(&title)?,
        grammar: act::grammar(literal),
        cause: text(cause)?,
        effect: text(effect)?,
        probability: p,
        impact: i,
        owner: owner.map(|word| app.person(&word)).transpose()?,
        strategy,
        response: text(response)?,
        trigger: text(trigger)?,
        due: due.map(|word| app.deadline(&word)).transpose()?,
        decision: decision.map(|word| app.id(&word)).transpose()?,
        workstream,
        tags: Tags::of(tag),
        on: app.optional_past_date(on.as_deref())?,
        newcomers: newcomers(new),
    })
}

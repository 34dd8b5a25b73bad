//! `tpm edit`: fields of one or many items by options, or one record as a form in the editor.

pub mod track;

use clap::{Args, ValueEnum};

use super::particulars::TailArgs;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{NAMES, door, level, list_edit, newcomers, set};
use crate::cli::record::Begin;
use crate::model::words::{Door, Level};
use crate::ops::edit::{Edit, Set, edit};
use crate::ops::milestone::Dependents;
use crate::ops::roles::Parts;

use track::TrackEditArgs;

/// Change fields of items
#[derive(Args, Debug, Default)]
#[command(after_help = "Examples:
  tpm edit A-7 --owner lee --due 1dec
  tpm edit A-4..A-9 --shift 1w --why \"vendor slip\"
  tpm edit D-12 --decider sam --door one-way
  tpm edit T-1 --due 2026-12-20 --why \"vendor slip\" --with-dependents
  tpm edit D-12
`none` empties a field. One item and no field opens all of it as a form in the editor.")]
pub struct EditArgs {
    /// Items of any kind: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Change the title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Change the details; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub body: Option<String>,
    /// Change who owns it
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// Change who helps: names, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub helpers: Option<String>,
    /// Change by when it is due
    #[arg(long, value_name = "DATE", conflicts_with = "shift")]
    pub due: Option<String>,
    /// Move the due date, such as by 1w or -3d
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub shift: Option<String>,
    /// Correct the first date, which on-time figures go by
    #[arg(long, value_name = "DATE", requires = "why")]
    pub baseline: Option<String>,
    /// Change the workstream
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Change what it is for: an item; of a need who takes it
    #[arg(long = "for", value_name = "ID|SIDE")]
    pub serves: Option<String>,
    /// Change the priority or impact: high, medium, low or none
    #[arg(long, visible_alias = "impact", value_name = "LEVEL", value_parser = level_or_none)]
    pub priority: Option<Set<Level>>,
    /// Change the labels: labels, or +label and -label
    #[arg(long, value_name = "LABELS", allow_hyphen_values = true)]
    pub tag: Option<String>,
    /// Change who decides
    #[arg(long, value_name = "NAME")]
    pub decider: Option<String>,
    /// Change who drives a decision
    #[arg(long, value_name = "NAME")]
    pub driver: Option<String>,
    /// Change whether it can be taken back: two-way or one-way
    #[arg(long, value_name = "WAY", value_parser = door)]
    pub door: Option<Door>,
    /// Change what a decision is about
    #[arg(long, value_name = "TEXT")]
    pub context: Option<String>,
    /// Change what was decided
    #[arg(long, value_name = "TEXT")]
    pub outcome: Option<String>,
    /// Change why it was decided so
    #[arg(long, value_name = "TEXT")]
    pub rationale: Option<String>,
    /// Change what follows from a decision
    #[arg(long, value_name = "TEXT")]
    pub consequences: Option<String>,
    /// Change what happens if it is decided late
    #[arg(long, value_name = "TEXT")]
    pub if_late: Option<String>,
    /// Change when to look at a decision again
    #[arg(long, value_name = "DATE")]
    pub review_by: Option<String>,
    #[command(flatten)]
    pub tail: TailArgs,
    #[command(flatten)]
    pub parts: PartsEditArgs,
    /// Change the criteria: cost:2,speed, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub criteria: Option<String>,
    #[command(flatten)]
    pub track: TrackEditArgs,
    /// Change the day of a meeting
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Go on with the form of an item that was kept
    #[arg(long)]
    pub resume: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

/// The parts in a decision that several people can have.
#[derive(Args, Debug, Default)]
pub struct PartsEditArgs {
    /// Change who must agree: names, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub agree: Option<String>,
    /// Change who gives input: names, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub input: Option<String>,
    /// Change who carries it out: names, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub perform: Option<String>,
    /// Change who is informed: names, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub inform: Option<String>,
}

impl PartsEditArgs {
    fn read(self, app: &App) -> Result<Parts, CliError> {
        let PartsEditArgs {
            agree,
            input,
            perform,
            inform,
        } = self;
        let people =
            |typed: Option<String>| list_edit(typed.as_deref(), NAMES, |word| app.person(word));
        Ok(Parts {
            agree: people(agree)?,
            input: people(input)?,
            perform: people(perform)?,
            inform: people(inform)?,
        })
    }
}

fn level_or_none(word: &str) -> Result<Set<Level>, String> {
    match word {
        "none" => Ok(Set::Empty),
        word => level(word).map(Set::To),
    }
}

pub fn run(app: &App, args: EditArgs) -> Result<Exit, CliError> {
    let ids = app.ids(&args.ids)?;
    let begin = match args.resume {
        true => Begin::Resume,
        false => Begin::Anew,
    };
    let (why, new) = (args.why.clone(), args.new);
    let change = read(app, with_input(app, args)?)?;
    if change.is_empty() && change.track.dependents == Dependents::Moved {
        return Err(CliError::usage(
            "--with-dependents moves nothing by itself",
            "add --due or --shift, which say where the milestone goes",
        ));
    }
    if !change.is_empty() && begin == Begin::Resume {
        return Err(CliError::usage(
            "--resume goes on with a form, and changes no other field",
            "leave out --resume, or the fields",
        ));
    }
    if !change.is_empty() {
        return app.change(|desk| edit(desk, &ids, &change));
    }
    let [id] = &ids[..] else {
        return Err(CliError::usage(
            "nothing to change was named",
            "name a field, such as --due fri; one item alone opens as a form",
        ));
    };
    let edited = app.edit_record(id, begin)?;
    let result = typed(&edited.changes)
        .and_then(|typed| read(app, EditArgs { why, new, ..typed }))
        .and_then(|change| match change.is_empty() {
            true => {
                app.tell("nothing was changed");
                Ok(Exit::Done)
            }
            false => app.change(|desk| edit(desk, std::slice::from_ref(&edited.id), &change)),
        });
    let exit = result.map_err(|error| edited.kept(error))?;
    if !app.globals.dry_run {
        edited.done();
    }
    Ok(exit)
}

/// Returns the options that stand for changes in a form.
fn typed(changes: &[(&'static str, String)]) -> Result<EditArgs, CliError> {
    let mut args = EditArgs::default();
    for (name, value) in changes {
        let wrong = |message: String| {
            CliError::usage(
                format!("\"{value}\" is no {name}: {message}"),
                "write what `tpm edit --help` lists",
            )
        };
        if args.track.choose(name, value).map_err(wrong)? {
            continue;
        }
        let field = match *name {
            "priority" => {
                let word = if value.is_empty() { "none" } else { value };
                args.priority = Some(level_or_none(word).map_err(wrong)?);
                continue;
            }
            "door" => {
                args.door = Some(door(value).map_err(wrong)?);
                continue;
            }
            "audience" => {
                args.tail.audience = Some(choice(value).map_err(wrong)?);
                continue;
            }
            "execution" => {
                args.tail.execution = Some(choice(value).map_err(wrong)?);
                continue;
            }
            "execute-by" => &mut args.tail.execute_by,
            "title" => &mut args.title,
            "body" => &mut args.body,
            "owner" => &mut args.owner,
            "helpers" => &mut args.helpers,
            "due" => &mut args.due,
            "workstream" => &mut args.workstream,
            "for" => &mut args.serves,
            "tag" => &mut args.tag,
            "decider" => &mut args.decider,
            "driver" => &mut args.driver,
            "context" => &mut args.context,
            "outcome" => &mut args.outcome,
            "rationale" => &mut args.rationale,
            "consequences" => &mut args.consequences,
            "if-late" => &mut args.if_late,
            "review-by" => &mut args.review_by,
            "on" => &mut args.on,
            "agree" => &mut args.parts.agree,
            "input" => &mut args.parts.input,
            "perform" => &mut args.parts.perform,
            "inform" => &mut args.parts.inform,
            "criteria" => &mut args.criteria,
            name => args
                .track
                .text(name)
                .ok_or_else(|| CliError::new(Exit::Bug, "form", format!("no field {name}")))?,
        };
        *field = Some(match (*name, value.as_str()) {
            // Nobody, no list and no stream have a word of their own on the command line.
            (
                "owner" | "decider" | "driver" | "helpers" | "agree" | "input" | "perform"
                | "inform" | "criteria" | "tag" | "workstream" | "from",
                "",
            ) => "none".into(),
            (_, value) => value.to_owned(),
        });
    }
    Ok(args)
}

/// Reads a word of the form that is one of a few; an emptied one is none.
fn choice<T: ValueEnum>(word: &str) -> Result<T, String> {
    let word = if word.is_empty() { "none" } else { word };
    T::from_str(word, true).map_err(|_| {
        let words = T::value_variants().iter().filter_map(T::to_possible_value);
        let words: Vec<String> = words.map(|word| word.get_name().to_owned()).collect();
        format!("it is one of {}", words.join(", "))
    })
}

/// Puts in what standard input holds where a text is `-`.
fn with_input(app: &App, mut args: EditArgs) -> Result<EditArgs, CliError> {
    let EditArgs {
        title,
        body,
        context,
        outcome,
        rationale,
        consequences,
        if_late,
        track,
        ..
    } = &mut args;
    let texts = [
        title,
        body,
        context,
        outcome,
        rationale,
        consequences,
        if_late,
    ];
    let all = texts.into_iter().chain(track.texts());
    for text in all.flatten() {
        *text = app.text(text)?;
    }
    Ok(args)
}

fn read(app: &App, args: EditArgs) -> Result<Edit, CliError> {
    let EditArgs {
        ids: _,
        title,
        body,
        owner,
        helpers,
        due,
        shift,
        baseline,
        workstream,
        serves,
        priority,
        tag,
        decider,
        driver,
        door,
        context,
        outcome,
        rationale,
        consequences,
        if_late,
        review_by,
        tail,
        parts,
        criteria,
        track,
        on,
        why,
        resume: _,
        new,
    } = args;
    let shift = shift.map(|word| {
        let shift = app.calendar().read_shift(&word);
        shift.map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
    });
    Ok(Edit {
        title: title.map(folded),
        body: set(body.as_deref(), taken)?,
        owner: owner.map(|word| app.person(&word)).transpose()?,
        helpers: list_edit(helpers.as_deref(), NAMES, |word| app.person(word))?,
        due: set(due.as_deref(), |word| app.deadline(word))?,
        shift: shift.transpose()?,
        baseline: baseline.map(|word| app.date(&word)).transpose()?,
        workstream,
        serves: set(serves.as_deref(), taken)?,
        priority,
        tags: list_edit(tag.as_deref(), NAMES, |word| Ok(word.to_owned()))?,
        decider: decider.map(|word| app.person(&word)).transpose()?,
        driver: driver.map(|word| app.person(&word)).transpose()?,
        door,
        context: set(context.as_deref(), taken)?,
        outcome: set(outcome.as_deref(), taken)?,
        rationale: set(rationale.as_deref(), taken)?,
        consequences: set(consequences.as_deref(), taken)?,
        if_late: set(if_late.as_deref(), taken)?,
        review_by: set(review_by.as_deref(), |word| app.date(word))?,
        reach: tail.reach(),
        execution: tail.execution(),
        execute_by: set(tail.execute_by.as_deref(), |word| app.date(word))?,
        parts: parts.read(app)?,
        criteria: app.criteria(criteria.as_deref())?,
        held: on.map(|word| app.date(&word)).transpose()?,
        track: track.read()?,
        why,
        newcomers: newcomers(new),
    })
}

fn taken(text: &str) -> Result<String, CliError> {
    Ok(text.to_owned())
}

/// Returns a title as one line, as it is read everywhere else.
fn folded(title: String) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

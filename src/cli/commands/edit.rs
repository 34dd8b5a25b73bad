//! `tpm edit`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{door, level, newcomers};
use crate::model::words::{Door, Level};
use crate::ops::edit::{Edit, ListEdit, Set, edit};

/// Change fields of items
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm edit A-7 --owner lee --due 1dec
  tpm edit A-4..A-9 --shift 1w --why \"vendor slip\"
  tpm edit D-12 --decider sam --door one-way
  tpm edit A-7 --tag=+urgent,-later
`none` empties a field.")]
pub struct EditArgs {
    /// Items of any kind: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Change the title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Change an action's details; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub body: Option<String>,
    /// Change who owns an action
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
    /// Change the workstream
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Change which item an action serves
    #[arg(long = "for", value_name = "ID")]
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
    /// Change the day of a meeting
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say why; kept as a comment
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

fn level_or_none(word: &str) -> Result<Set<Level>, String> {
    match word {
        "none" => Ok(Set::Empty),
        word => level(word).map(Set::To),
    }
}

pub fn run(app: &App, args: EditArgs) -> Result<Exit, CliError> {
    let ids = app.ids(&args.ids)?;
    let change = read(app, args)?;
    if change.is_empty() {
        return Err(CliError::usage(
            "nothing to change was named",
            "name a field, such as --due fri; `tpm edit --help` lists them",
        ));
    }
    app.change(|desk| edit(desk, &ids, &change))
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
        on,
        why,
        new,
    } = args;
    let shift = shift.map(|word| {
        let shift = app.calendar().read_shift(&word);
        shift.map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
    });
    Ok(Edit {
        title: title
            .map(|title| app.text(&title).map(folded))
            .transpose()?,
        body: app.set_text(body.as_deref())?,
        owner: owner.map(|word| app.person(&word)).transpose()?,
        helpers: list_edit(helpers.as_deref(), |word| app.person(word))?,
        due: set(due.as_deref(), |word| app.deadline(word))?,
        shift: shift.transpose()?,
        workstream,
        serves: set(serves.as_deref(), |word| app.id(word))?,
        priority,
        tags: list_edit(tag.as_deref(), |word| Ok(word.to_owned()))?,
        decider: decider.map(|word| app.person(&word)).transpose()?,
        driver: driver.map(|word| app.person(&word)).transpose()?,
        door,
        context: app.set_text(context.as_deref())?,
        outcome: app.set_text(outcome.as_deref())?,
        rationale: app.set_text(rationale.as_deref())?,
        consequences: app.set_text(consequences.as_deref())?,
        if_late: app.set_text(if_late.as_deref())?,
        review_by: set(review_by.as_deref(), |word| app.date(word))?,
        held: on.map(|word| app.date(&word)).transpose()?,
        why,
        newcomers: newcomers(new),
    })
}

/// Returns a title as one line, as it is read everywhere else.
fn folded(title: String) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a field that `none` empties.
fn set<T>(
    typed: Option<&str>,
    read: impl Fn(&str) -> Result<T, CliError>,
) -> Result<Option<Set<T>>, CliError> {
    Ok(match typed {
        None => None,
        Some("none" | "") => Some(Set::Empty),
        Some(word) => Some(Set::To(read(word)?)),
    })
}

/// Reads a list field: plain words replace it, `+x` adds and `-x` removes.
pub(super) fn list_edit<T>(
    typed: Option<&str>,
    read: impl Fn(&str) -> Result<T, CliError>,
) -> Result<ListEdit<T>, CliError> {
    let mut edit = ListEdit {
        replace: None,
        add: Vec::new(),
        remove: Vec::new(),
    };
    for word in typed.into_iter().flat_map(|typed| typed.split([',', ' '])) {
        if let Some(word) = word.strip_prefix('+') {
            edit.add.push(read(word)?);
        } else if let Some(word) = word.strip_prefix('-') {
            edit.remove.push(read(word)?);
        } else if word == "none" {
            edit.replace.get_or_insert_default();
        } else if !word.is_empty() {
            edit.replace.get_or_insert_default().push(read(word)?);
        }
    }
    Ok(edit)
}

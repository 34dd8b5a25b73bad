//! `tpm person`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{list_edit, newcomers};
use crate::ops::edit::ListEdit;
use crate::ops::leave::{Leaving, leave};
use crate::ops::merge::merge;
use crate::ops::outcome::Remarks;
use crate::ops::person::{Edited, PersonEdit, SHOWN, edit, known, whole};
use crate::store::Access;
use crate::text::names::PersonWord;
use crate::view::person::{DepartureView, PersonView};

/// Show a person, add one, or say more about one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm person priya
  tpm person priya --name \"Priya Shah\" --alias ps --manager sam
  tpm person priya --away 24nov..5dec --cover sam
  tpm person priya --left --to lee
  tpm person priya-s --merge-into priya
`none` empties a field. People are also added when they are first named.")]
pub struct PersonArgs {
    /// The handle
    #[arg(value_name = "HANDLE")]
    pub handle: String,
    /// Say the full name
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Say the e-mail address
    #[arg(long, value_name = "TEXT")]
    pub email: Option<String>,
    /// Say the team
    #[arg(long, value_name = "TEXT")]
    pub team: Option<String>,
    /// Say who manages them
    #[arg(long, value_name = "NAME")]
    pub manager: Option<String>,
    /// Say where a message reaches them
    #[arg(long, value_name = "TEXT")]
    pub channel: Option<String>,
    /// Add names that they also go by; -name takes one away
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub alias: Option<String>,
    /// Change the handle; the old one becomes an alias
    #[arg(long = "handle", value_name = "HANDLE", id = "new_handle")]
    pub rename: Option<String>,
    /// Say when they are away, such as 24nov..5dec
    #[arg(long, value_name = "DATES")]
    pub away: Option<String>,
    /// Say who stands in meanwhile
    #[arg(long, value_name = "NAME")]
    pub cover: Option<String>,
    /// Say that they left for good
    #[arg(long, conflicts_with_all = EDITS)]
    pub left: bool,
    /// Say when they left, if that was not today
    #[arg(long, value_name = "DATE", requires = "left")]
    pub on: Option<String>,
    /// Hand what they hold over to somebody, or to `none`
    #[arg(long, value_name = "NAME", requires = "left")]
    pub to: Option<String>,
    /// Say that somebody who left is here again
    #[arg(long, conflicts_with = "left")]
    pub back: bool,
    /// Say that this is the same person as another
    #[arg(long, value_name = "NAME", conflicts_with_all = EDITS, conflicts_with_all = ["left", "back"])]
    pub merge_into: Option<String>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

/// The options that change fields.
const EDITS: [&str; 9] = [
    "name",
    "email",
    "team",
    "manager",
    "channel",
    "alias",
    "new_handle",
    "away",
    "cover",
];

pub fn run(app: &App, args: PersonArgs) -> Result<Exit, CliError> {
    let PersonArgs {
        handle,
        name,
        email,
        team,
        manager,
        channel,
        alias,
        rename,
        away,
        cover,
        left,
        on,
        to,
        back,
        merge_into,
        new,
    } = args;
    let person = app.person(&handle)?;
    if let Some(into) = merge_into {
        return merged(app, &person, &app.person(&into)?);
    }
    if left {
        let leaving = Leaving {
            person,
            on: app.optional_past_date(on.as_deref())?,
            to: to.map(|word| app.person(&word)).transpose()?,
            newcomers: newcomers(new),
        };
        return departed(app, &leaving);
    }
    let edits = PersonEdit {
        person,
        handle: rename.map(|word| app.handle(&word)).transpose()?,
        name: app.set_text(name.as_deref())?,
        email: app.set_text(email.as_deref())?,
        team: app.set_text(team.as_deref())?,
        manager: manager.map(|word| app.person(&word)).transpose()?,
        channel: app.set_text(channel.as_deref())?,
        aliases: list_edit(alias.as_deref(), &[','], |word| app.alias(word))?,
        away: away.map(|word| app.span(&word)).transpose()?,
        cover: cover.map(|word| app.person(&word)).transpose()?,
        back,
        newcomers: newcomers(new),
    };
    if is_look(&edits) && looked(app, &edits.person)? {
        return Ok(Exit::Done);
    }
    app.change_whole(
        |desk| edit(desk, &edits),
        |whole, verb| PersonView {
            whole,
            verb: Some(verb.to_owned()),
            today: app.ctx.today,
        },
    )
}

/// Whether nothing is to be changed.
fn is_look(edits: &PersonEdit) -> bool {
    let PersonEdit {
        person: _,
        handle,
        name,
        email,
        team,
        manager,
        channel,
        aliases: ListEdit {
            replace,
            add,
            remove,
        },
        away,
        cover,
        back,
        newcomers: _,
    } = edits;
    let texts = [name, email, team, channel];
    texts.iter().all(|text| text.is_none())
        && [manager, cover].iter().all(|person| person.is_none())
        && handle.is_none()
        && (replace.is_none() && add.is_empty() && remove.is_empty())
        && away.is_none()
        && !back
}

/// Shows somebody who is known; says whether there is such a person.
fn looked(app: &App, person: &PersonWord) -> Result<bool, CliError> {
    let store = app.store(Access::Read)?;
    let reader = store.reader();
    let Some(key) = known(reader, &app.ctx, person)? else {
        return Ok(false);
    };
    let whole = whole(reader, &app.ctx, key, app.limit(None, SHOWN))?;
    app.show(&PersonView {
        whole,
        verb: None,
        today: app.ctx.today,
    })?;
    Ok(true)
}

fn told(app: &App, remarks: &Remarks, operation: Option<i64>) -> Result<Exit, CliError> {
    app.tell_guesses("");
    app.tell_remarks(remarks);
    app.tell_way_back(operation);
    Ok(Exit::Done)
}

fn merged(app: &App, from: &PersonWord, into: &PersonWord) -> Result<Exit, CliError> {
    let done = app.write(|desk| merge(desk, from, into))?;
    app.show(&PersonView {
        verb: Some(format!("Merged @{} into", done.now.from)),
        whole: done.now.whole,
        today: app.ctx.today,
    })?;
    told(app, &done.remarks, done.operation)
}

fn departed(app: &App, leaving: &Leaving) -> Result<Exit, CliError> {
    let Edited {
        verb: _,
        now,
        remarks,
        operation,
    } = app.write(|desk| leave(desk, leaving))?;
    app.show(&DepartureView {
        departure: now,
        today: app.ctx.today,
    })?;
    told(app, &remarks, operation)
}

//! `tpm log`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::log::{self, Window};
use crate::store::Access;
use crate::text::ids::{self, IdWord};
use crate::text::names::PersonWord;
use crate::view::change::{ItemHistory, OperationWhole};
use crate::view::history::OperationList;

/// Show what happened: everything, one thing or one operation
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm log
  tpm log A-7
  tpm log 42
  tpm log @priya
  tpm log --since mon --by priya --verb done,drop
A number alone is an operation, as `undo` takes it.")]
pub struct LogArgs {
    /// Show the history of this item or name, or what an operation did
    #[arg(value_name = "ID|NAME|OPERATION", conflicts_with_all = ["since", "until", "by", "verb", "limit"])]
    pub id: Option<String>,
    /// Keep what happened on a date or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Keep what happened on a date or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Keep what these people did; `me` works too
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Keep these verbs, such as done or import
    #[arg(long, value_name = "VERBS", value_delimiter = ',')]
    pub verb: Vec<String>,
    /// Show at most so many operations; 0 for all
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<u32>,
}

pub fn run(app: &App, args: &LogArgs) -> Result<Exit, CliError> {
    let LogArgs {
        id,
        since,
        until,
        by,
        verb,
        limit,
    } = args;
    let zone = app.ctx.zone;
    let word = id.as_deref();
    // A name never reads as an ID, and what reads as neither is refused as a name that nobody has.
    if let Some(name) = word.filter(|word| ids::read(word).is_err()) {
        let store = app.store(Access::Read)?;
        let changes = log::named(store.reader(), name)?;
        let history = ItemHistory {
            id: None,
            changes,
            zone,
        };
        app.show(&history)?;
        return Ok(Exit::Done);
    }
    let id = word.map(|word| app.id(word)).transpose()?;
    match id {
        Some(IdWord::Number(number)) => {
            let whole = log::operation(app.store(Access::Read)?.reader(), number)?;
            app.show(&OperationWhole { whole, zone })?;
        }
        Some(id) => {
            let store = app.store(Access::Read)?;
            let (id, changes) = log::item(store.reader(), &app.ctx, &id)?;
            let id = Some(id);
            app.show(&ItemHistory { id, changes, zone })?;
        }
        None => {
            let window = Window {
                since: app.first_day(since.as_deref())?,
                until: app.last_day(until.as_deref())?,
                actors: actors(app, by)?,
                verbs: verb.clone(),
                limit: app.limit(*limit, 50),
            };
            let filtered = since.is_some() || until.is_some() || !by.is_empty() || !verb.is_empty();
            let store = app.store(Access::Read)?;
            let page = log::operations(store.reader(), &app.ctx, &window)?;
            app.show(&OperationList {
                page,
                filtered,
                zone,
            })?;
        }
    }
    Ok(Exit::Done)
}

/// Reads the handles of those who acted; they need not be people of the file.
fn actors(app: &App, names: &[String]) -> Result<Vec<String>, CliError> {
    let mut actors = Vec::new();
    for word in app.people(names)? {
        match word {
            PersonWord::Me => actors.push(app.ctx.actor.clone()),
            PersonWord::Handle(handle) => actors.push(handle.as_str().to_owned()),
            PersonWord::None | PersonWord::NoPerson(_) => {
                return Err(CliError::usage(
                    "every operation was done by one person",
                    "name those whose operations you want, such as @lee",
                ));
            }
        }
    }
    Ok(actors)
}

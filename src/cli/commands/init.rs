//! `tpm init`.

use clap::Args;

use super::config;
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::prompt::line::ask;
use crate::cli::{help, settings};
use crate::model::person::Person;
use crate::ops::people::Newcomers;
use crate::ops::person::{PersonEdit, edit};
use crate::store::Access;
use crate::text::names;
use crate::view::person::PersonView;

/// Say who you are, and set up the file
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm init
  tpm init --handle priya --name \"Priya Shah\" --email priya@example.com
Running it again changes what you answer otherwise, and nothing else.")]
pub struct InitArgs {
    /// Say your handle: who `me` is, and who signs changes
    #[arg(long, value_name = "HANDLE")]
    pub handle: Option<String>,
    /// Say your full name
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Say your e-mail address
    #[arg(long, value_name = "TEXT")]
    pub email: Option<String>,
}

/// What to do once it is known who somebody is.
const NEXT: &str = "\
next: `tpm propose \"Which …?\" --decider NAME --due fri`
      `tpm act @NAME … by fri`
      `tpm --demo` shows an invented program
      `tpm help` shows the daily commands";

/// Who the user is.
struct Answers {
    handle: String,
    name: Option<String>,
    email: Option<String>,
}

pub fn run(app: &mut App, args: InitArgs) -> Result<Exit, CliError> {
    if app.globals.demo {
        return Err(CliError::usage(
            "the demo file needs no setting up",
            "leave --demo out, or try `tpm --demo`",
        ));
    }
    let answers = answers(app, args)?;
    let before = config::write_setting(app, "actor", &answers.handle)?;
    let outweighed = app.env.var("TPM_ACTOR").map(str::to_owned);
    if app.globals.actor.is_none() && outweighed.is_none() {
        // The first change is theirs, so that they can undo it.
        app.ctx.actor.clone_from(&answers.handle);
    }
    let edits = PersonEdit {
        name: app.set_text(answers.name.as_deref())?,
        email: app.set_text(answers.email.as_deref())?,
        // Whoever sets up knows their own handle.
        ..PersonEdit::nothing(app.person(&answers.handle)?, Newcomers::Insisted)
    };
    let mut store = app.store(Access::Write)?;
    let done = edit(app.desk(&mut store), &edits)?;
    let file = store.path().map(|path| path.display().to_string());
    store.close()?;
    let has_changed = done.operation.is_some() || app.globals.dry_run;
    app.show(&PersonView {
        whole: done.now,
        verb: Some(if has_changed { done.verb } else { "Unchanged" }.to_owned()),
        today: app.ctx.today,
    })?;
    if before.as_deref() != Some(answers.handle.as_str()) {
        app.tell(&format!(
            "you are @{}: {}",
            answers.handle,
            config::path(app)?.display()
        ));
    }
    if let Some(other) = outweighed.filter(|other| *other != answers.handle) {
        app.warn(&format!("TPM_ACTOR says {other} and outweighs the file"));
    }
    if let Some(file) = file {
        app.tell(&format!("your work is kept in {file}"));
    }
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
        return Ok(Exit::Done);
    }
    let columns = help::columns(&app.env, app.globals.width, app.env.stderr_is_terminal);
    for line in help::fitted(NEXT, columns).lines() {
        app.tell(line);
    }
    Ok(Exit::Done)
}

/// Returns what the options say, and asks for the rest on a terminal.
fn answers(app: &App, args: InitArgs) -> Result<Answers, CliError> {
    let InitArgs {
        handle,
        name,
        email,
    } = args;
    if let Some(handle) = handle.or_else(|| app.globals.actor.clone()) {
        return Ok(Answers {
            handle: read_handle(&handle)?,
            name,
            email,
        });
    }
    if !app.may_ask() {
        return Err(CliError::usage(
            "there is no terminal to ask who you are on",
            "say it: tpm init --handle HANDLE [--name TEXT] [--email TEXT]",
        ));
    }
    let configured = app
        .config
        .actor
        .clone()
        .or_else(|| settings::login(&app.env));
    let handle = loop {
        let typed = ask("Your handle, as in @priya", configured.as_deref())?;
        match typed.as_deref().map(read_handle) {
            Some(Ok(handle)) => break handle,
            Some(Err(error)) => app.warn(&error.message),
            None => app.warn("a handle is needed"),
        }
    };
    let known = known(app, &handle)?;
    let known_name = known.as_ref().and_then(|person| person.name.as_deref());
    let known_email = known.as_ref().and_then(|person| person.email.as_deref());
    Ok(Answers {
        handle,
        name: match name {
            Some(name) => Some(name),
            None => ask_if_any("Your name", known_name)?,
        },
        email: match email {
            Some(email) => Some(email),
            None => ask_if_any("Your e-mail address", known_email)?,
        },
    })
}

/// Asks for what may be left out.
fn ask_if_any(question: &str, known: Option<&str>) -> Result<Option<String>, CliError> {
    match known {
        Some(known) => ask(question, Some(known)),
        None => ask(&format!("{question} (Enter for none)"), None),
    }
}

/// Returns what is known of a handle.
fn known(app: &App, handle: &str) -> Result<Option<Person>, CliError> {
    let store = app.store(Access::Read)?;
    let person = store.reader().person_named(handle)?;
    store.close()?;
    Ok(person.map(|person| person.entity))
}

fn read_handle(typed: &str) -> Result<String, CliError> {
    names::read_handle(typed)
        .map(|handle| handle.as_str().to_owned())
        .map_err(|problem| CliError::usage(problem.to_string(), problem.hint()))
}

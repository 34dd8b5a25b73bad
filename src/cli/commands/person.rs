//! `tpm person`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::ops::people::{PersonEdit, edit_person};
use crate::store::Access;
use crate::view::outcome::remark;
use crate::view::people::PersonList;

/// Add a person, or say more about one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm person priya --name \"Priya Shah\" --alias ps
  tpm person lee --email lee@example.com --manager sam
People are also added when they are first named.")]
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
    /// Add names that they also go by
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub alias: Vec<String>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

pub fn run(app: &App, args: PersonArgs) -> Result<Exit, CliError> {
    let PersonArgs {
        handle,
        name,
        email,
        team,
        manager,
        channel,
        alias,
        new,
    } = args;
    let edit = PersonEdit {
        handle: app.person(&handle)?,
        name: app.set_text(name.as_deref())?,
        email: app.set_text(email.as_deref())?,
        team: app.set_text(team.as_deref())?,
        manager: manager.map(|word| app.person(&word)).transpose()?,
        channel: app.set_text(channel.as_deref())?,
        aliases: alias,
        newcomers: newcomers(new),
    };
    let mut store = app.store(Access::Write)?;
    let done = edit_person(app.desk(&mut store), &edit)?;
    store.close()?;
    app.show(&PersonList(done.facts))?;
    for one in &done.remarks {
        app.tell(&remark(one));
    }
    app.tell_way_back(done.operation);
    Ok(Exit::Done)
}

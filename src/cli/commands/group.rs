//! `tpm group`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{NAMES, list_edit, newcomers};
use crate::ops::group::{GroupChange, GroupEdit, edit, group, groups};
use crate::ops::person::Scope;
use crate::store::Access;
use crate::view::people::GroupList;
use crate::view::person::GroupView;

/// List groups of people, show one, or change one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm group
  tpm group platform --name \"Platform team\" --members priya,lee
  tpm group platform --members=+bo,-lee
  tpm actions --owner platform
A group stands wherever people are informed or filtered, and never owns anything.")]
pub struct GroupArgs {
    /// The handle; without one, all groups are listed
    #[arg(value_name = "HANDLE")]
    pub handle: Option<String>,
    /// Say the full name
    #[arg(long, value_name = "TEXT", requires = "handle")]
    pub name: Option<String>,
    /// Say who belongs to it: names, or +name and -name
    #[arg(
        long,
        value_name = "NAMES",
        allow_hyphen_values = true,
        requires = "handle"
    )]
    pub members: Option<String>,
    /// Change the handle; the old one becomes an alias
    #[arg(
        long = "handle",
        value_name = "HANDLE",
        id = "new_handle",
        requires = "handle"
    )]
    pub rename: Option<String>,
    /// Say that there is no such group any more
    #[arg(long, requires = "handle", conflicts_with_all = ["name", "members", "new_handle"])]
    pub disband: bool,
    /// List the disbanded ones too
    #[arg(long, conflicts_with = "handle")]
    pub all: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

pub fn run(app: &App, args: GroupArgs) -> Result<Exit, CliError> {
    let GroupArgs {
        handle,
        name,
        members,
        rename,
        disband,
        all,
        new,
    } = args;
    let Some(handle) = handle else {
        let scope = if all { Scope::All } else { Scope::Here };
        let store = app.store(Access::Read)?;
        app.show(&GroupList(groups(store.reader(), &[], scope)?))?;
        return Ok(Exit::Done);
    };
    let edits = GroupEdit {
        group: app.handle(&handle)?,
        handle: rename.map(|word| app.handle(&word)).transpose()?,
        name: app.set_text(name.as_deref())?,
        members: list_edit(members.as_deref(), NAMES, |word| app.person(word))?,
        disband,
        newcomers: newcomers(new),
    };
    if edits.is_empty() {
        let store = app.store(Access::Read)?;
        app.show(&GroupView {
            facts: group(store.reader(), &edits.group)?,
            taken: Vec::new(),
            verb: None,
        })?;
        return Ok(Exit::Done);
    }
    app.change_whole(
        |desk| edit(desk, &edits),
        |GroupChange { facts, taken }, verb| GroupView {
            facts,
            taken,
            verb: Some(verb),
        },
    )
}

//! `tpm series`.

use clap::Args;

use super::calendar::{CalendarArgs, Told, deliver};
use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{NAMES, list_edit, newcomers, set};
use crate::ops::invitation;
use crate::ops::person::Edited;
use crate::ops::series::{self, SeriesEdit};
use crate::store::Access;
use crate::view::series::{SeriesChanged, SeriesList, SeriesView};

/// Show meetings that recur, begin a series, or change one
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm series staff --every \"weekly on tue\" --at 10:00 --for 45m --with priya,lee --chair sam
  tpm series review --every \"2nd thu\" --at 14:00 -w launch
  tpm series staff --with +bo,-lee
  tpm series staff --ics -o staff.ics
  tpm series staff
`tpm meet staff` starts its next meeting. --every takes `tue`, `2 weeks on mon`, `workdays`, `2nd thu`, \
`last fri`, `month on the 15th`; times stay as they are when clocks change.")]
pub struct SeriesArgs {
    /// The short name; without one, all are listed
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Say how often it meets; `none` for when it is called
    #[arg(long, value_name = "RULE")]
    pub every: Option<String>,
    /// Say at what local time it begins
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Say in which zone the time is meant
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Say how long it takes
    #[arg(long = "for", value_name = "LENGTH")]
    pub length: Option<String>,
    /// Say from which day on, if that is not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say who belongs to it: people and groups, +name, -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub with: Option<String>,
    /// Say who leads it
    #[arg(long, value_name = "NAME")]
    pub chair: Option<String>,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Say what its meetings are called
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Say on which day it ends; `none` lets it go on
    #[arg(long, value_name = "DATE")]
    pub end: Option<String>,
    #[command(flatten)]
    pub calendar: CalendarArgs,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

impl SeriesArgs {
    /// Whether anything is to be changed.
    fn changes(&self) -> bool {
        let SeriesArgs {
            name: _,
            every,
            at,
            zone,
            length,
            on,
            with,
            chair,
            workstream,
            title,
            end,
            calendar: _,
            new: _,
        } = self;
        [
            every, at, zone, length, on, with, chair, workstream, title, end,
        ]
        .iter()
        .any(|typed| typed.is_some())
    }
}

pub fn run(app: &App, args: &SeriesArgs) -> Result<Exit, CliError> {
    let today = app.ctx.today;
    let Some(name) = &args.name else {
        if args.changes() || args.calendar.ics {
            return Err(CliError::usage(
                "a series is missing",
                "name it: `tpm series staff`; `tpm series` lists them",
            ));
        }
        let store = app.store(Access::Read)?;
        let rows = series::list(store.reader(), &app.ctx)?;
        app.show(&SeriesList { rows, today })?;
        return Ok(Exit::Done);
    };
    if args.changes() {
        return change(app, args, name);
    }
    let store = app.store(Access::Read)?;
    if args.calendar.ics {
        let row = series::named(store.reader(), name)?;
        args.calendar.check(app, &row.entity.title)?;
        let invitation = invitation::of_series(store.reader(), &app.ctx, &row)?;
        return deliver(app, &invitation, &args.calendar, None);
    }
    let whole = series::whole(store.reader(), &app.ctx, name)?;
    app.show(&SeriesView { whole, today })?;
    Ok(Exit::Done)
}

fn change(app: &App, args: &SeriesArgs, name: &str) -> Result<Exit, CliError> {
    let edit = edit(app, args, name)?;
    args.calendar
        .check(app, edit.title.as_deref().unwrap_or(name))?;
    let mut store = app.store(Access::Write)?;
    let Edited {
        verb,
        now: facts,
        remarks,
        operation,
    } = series::edit(app.desk(&mut store), &edit)?;
    let invitation = if args.calendar.ics && !app.globals.dry_run {
        let row = store.reader().row(facts.key)?;
        Some(invitation::of_series(store.reader(), &app.ctx, &row)?)
    } else {
        None
    };
    store.close()?;
    let has_changed = operation.is_some() || app.globals.dry_run;
    let view = SeriesChanged {
        verb: if has_changed { verb } else { "Unchanged" },
        facts,
        today: app.ctx.today,
    };
    if let Some(invitation) = invitation {
        let told = Told {
            view: &view,
            remarks: &remarks,
            operation,
        };
        return deliver(app, &invitation, &args.calendar, Some(told));
    }
    app.show(&view)?;
    app.tell_remarks(&remarks);
    app.tell_way_back(operation);
    Ok(Exit::Done)
}

fn edit(app: &App, args: &SeriesArgs, name: &str) -> Result<SeriesEdit, CliError> {
    let from = args.on.as_ref().map(|word| app.date(word)).transpose()?;
    let first = from.unwrap_or(app.ctx.today);
    let zone = args.zone.as_ref().map(|word| {
        word.parse().map_err(|_| {
            CliError::usage(
                format!("\"{word}\" is no time zone"),
                "write it as Europe/Berlin or America/New_York",
            )
        })
    });
    Ok(SeriesEdit {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        title: args.title.clone(),
        rule: set(args.every.as_deref(), |words| app.rule(words, first))?,
        from,
        at: set(args.at.as_deref(), |word| app.time(word))?,
        zone: zone.transpose()?,
        minutes: set(args.length.as_deref(), |word| app.minutes(word))?,
        chair: args
            .chair
            .as_ref()
            .map(|word| app.person(word))
            .transpose()?,
        with: list_edit(args.with.as_deref(), NAMES, |word| app.person(word))?,
        workstream: args.workstream.clone(),
        ended: set(args.end.as_deref(), |word| app.date(word))?,
        newcomers: newcomers(args.new),
    })
}

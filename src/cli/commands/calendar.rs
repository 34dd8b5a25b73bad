//! `--ics`: a meeting or a series written for a calendar, to standard output or to a file.

use std::path::PathBuf;

use clap::Args;

use super::minutes::cannot_write;
use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::cli::out;
use crate::exchange::ical;
use crate::files::export::{self, Overwrite};
use crate::ops::Remark;
use crate::ops::invitation::{Invitation, without_email};
use crate::render::plain;
use crate::text::names;
use crate::view::View;
use crate::view::calendar::Exported;
use crate::view::outcome::remark;

/// What a calendar file is asked for with.
#[derive(Args, Debug, Clone)]
pub struct CalendarArgs {
    /// Write an invitation for calendars
    #[arg(long)]
    pub ics: bool,
    /// Write it to this file, or to this folder if it ends in `/`
    #[arg(long, short, value_name = "PATH", requires = "ics")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// The change that an invitation comes from.
pub struct Told<'a> {
    pub view: &'a dyn View,
    pub remarks: &'a [Remark],
    pub operation: Option<i64>,
}

impl CalendarArgs {
    fn path(&self, title: &str) -> Option<PathBuf> {
        let name = format!("{}.ics", names::slug(title, 60));
        Some(export::place(self.output.as_ref()?, &name))
    }

    /// Refuses, before anything is changed, what could not be written afterwards.
    pub fn check(&self, app: &App, title: &str) -> Result<(), CliError> {
        let machine = matches!(app.format(), Format::Json | Format::Jsonl | Format::Csv);
        match self.path(title) {
            None if self.ics && machine => Err(CliError::usage(
                "a calendar file is no JSON and no CSV",
                "name a file for it with -o",
            )),
            Some(path) if path.exists() && !self.force => Err(cannot_write(
                &path,
                &std::io::Error::from(std::io::ErrorKind::AlreadyExists),
            )),
            _ => Ok(()),
        }
    }
}

/// Writes an invitation, and tells the change that it comes from, if there was one.
pub fn deliver(
    app: &App,
    invitation: &Invitation,
    args: &CalendarArgs,
    told: Option<Told<'_>>,
) -> Result<Exit, CliError> {
    let text = ical::calendar(invitation, app.ctx.now);
    let path = args.path(&invitation.title);
    if let Some(told) = &told {
        match path {
            Some(_) => app.show(told.view)?,
            // Standard output is the calendar's.
            None => plain::render(&told.view.document())
                .lines()
                .for_each(|line| app.tell(line)),
        }
        app.tell_remarks(told.remarks);
    }
    if let Some(one) = without_email(invitation) {
        app.tell(&remark(&one));
    }
    match path {
        None if app.env.stdout_is_terminal => {
            out::result(&app.safe_for_terminal(text.replace("\r\n", "\n")))?;
        }
        None => out::result(&text)?,
        Some(path) => {
            let overwrite = match args.force {
                true => Overwrite::Replace,
                false => Overwrite::Refuse,
            };
            if !app.globals.dry_run {
                export::write(&path, &text, overwrite)
                    .map_err(|error| cannot_write(&path, &error))?;
            }
            match told {
                Some(_) => app.tell(&format!("wrote {}", path.display())),
                None => app.show(&Exported(path))?,
            }
        }
    }
    app.tell_way_back(told.and_then(|told| told.operation));
    Ok(Exit::Done)
}

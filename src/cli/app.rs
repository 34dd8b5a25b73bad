//! What every command works with: the surroundings, the settings, the store, and the ways out.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use crate::config::{self, Colors, Config, ConfigError};
use crate::files::draft::Drafts;
use crate::model::ctx::{Ctx, Entropy};
use crate::ops::Desk;
use crate::ops::outcome::{Outcome, Remark};
use crate::render::machine::{self, Formulas};
use crate::render::{Color, Document, Glyphs, Screen, clean_lines, grid, plain};
use crate::store::shelf::Shelf;
use crate::store::{Access, Opening, Rehearsal, Store};
use crate::text::dates::Calendar;
use crate::view::View;
use crate::view::outcome::{Changed, guessed, remark};

use super::args::{Format, Globals, When};
use super::commands::doctor;
use super::env::Env;
use super::error::{CliError, Exit};
use super::out::{self, Progress, Sink};
use super::{help, settings};

/// The running command's surroundings and services.
pub struct App {
    pub env: Env,
    pub globals: Globals,
    pub config: Config,
    pub ctx: Ctx,
    /// Dates that were made from words, with the words.
    pub guessed: RefCell<Vec<(String, NaiveDate)>>,
    pub sink: Sink,
    /// Whether the store was opened for a change.
    has_changed: Cell<bool>,
    /// What standard input holds, where another command stands before it.
    pub fed: Option<String>,
}

impl App {
    /// Settles what the flags, the environment and the configuration say.
    pub fn new(env: Env, globals: Globals) -> Result<App, CliError> {
        let config = settings::read(&env)?;
        App::with(env, globals, config)
    }

    /// Settles the same without the configuration file where that, or a variable, cannot be read: for
    /// the commands that help to put it right.
    pub fn lenient(env: Env, globals: Globals) -> Result<App, CliError> {
        let config = settings::read(&env).unwrap_or_default();
        let mut bare = env.clone();
        for name in [
            "TPM_TZ",
            "TPM_WEEK_START",
            "TPM_COLOR",
            "TPM_ACTOR",
            "TPM_NOW",
        ] {
            bare.vars.remove(name);
        }
        match App::with(env, globals.clone(), config) {
            Ok(app) => Ok(app),
            Err(_) => App::with(bare, globals, Config::default()),
        }
    }

    /// Settles what the flags and the environment say with a configuration that was read.
    pub fn with(env: Env, globals: Globals, config: Config) -> Result<App, CliError> {
        let zone = config::zone(&config, &env.vars, env.system_zone.as_deref())?;
        let now = env.now(zone).map_err(|text| {
            CliError::from(ConfigError::Value {
                origin: "TPM_NOW".to_owned(),
                message: format!("\"{text}\" is neither a date nor an RFC 3339 instant"),
            })
        })?;
        let ctx = Ctx {
            now,
            today: now.with_timezone(&zone).date_naive(),
            zone,
            actor: settings::actor(&env, &globals, &config)?,
            policy: settings::policy(&env, &config)?,
            entropy: Entropy::new(env.seed),
        };
        Ok(App {
            env,
            globals,
            config,
            ctx,
            guessed: RefCell::default(),
            sink: Sink::default(),
            has_changed: Cell::default(),
            fed: None,
        })
    }

    /// Opens the store; reading finds a missing file empty, writing makes it.
    pub fn store(&self, access: Access) -> Result<Store, CliError> {
        let opening = self.opening()?;
        // Reads work without a home folder; only writing needs a place for backups.
        if access == Access::Write {
            self.state_folder()?;
        }
        // A rehearsal on a file that is not there yet needs none: it reads as empty, and stays away.
        let access = match self.globals.dry_run && !opening.path.exists() {
            true => Access::Read,
            false => access,
        };
        let opened = Store::open(opening, access);
        let store = opened.map_err(|error| doctor::unopened(self, error))?;
        self.has_changed
            .set(access == Access::Write && !self.globals.dry_run);
        if let Some(backup) = store.migration_backup() {
            self.tell(&format!(
                "the file was brought to the newest form; a backup is at {}",
                backup.display()
            ));
        }
        Ok(store)
    }

    /// Says of a result that could not be written that the change which it tells of is kept.
    pub fn unshown(&self, error: CliError) -> CliError {
        if error.hint.as_deref() != Some(out::NOT_SHOWN) || !self.has_changed.get() {
            return error;
        }
        error.hint("what was changed is saved all the same; `tpm log` shows it")
    }

    /// Returns what opening the store needs to know.
    pub fn opening(&self) -> Result<Opening, CliError> {
        Ok(Opening {
            path: self.store_path()?,
            // The demo is made anew whenever that is wanted: nothing of it can be lost.
            state: self.state_folder().ok().filter(|_| !self.is_demo()),
            store_uid: self.ctx.entropy.uid(self.ctx.now).to_string(),
            patience: self
                .env
                .patience(Duration::from_secs(self.globals.lock_timeout)),
            warn: Box::new(|text| out::remark(&format!("warning: {text}"))),
        })
    }

    /// Whether this works on the demo's file, or makes it.
    fn is_demo(&self) -> bool {
        self.globals.demo || matches!(self.sink, Sink::Kept(_))
    }

    /// Returns where the store is, or would be.
    pub fn store_path(&self) -> Result<PathBuf, CliError> {
        let flag = self.globals.db.as_deref();
        Ok(self.env.places.store(flag, &self.env.vars)?)
    }

    /// Returns the backups that belong to the present store.
    pub fn shelf(&self) -> Result<Shelf, CliError> {
        Ok(Shelf::of(&self.state_folder()?, &self.store_path()?))
    }

    /// Returns what a changing operation works with.
    pub fn desk<'a>(&'a self, store: &'a mut Store) -> Desk<'a> {
        Desk {
            store,
            ctx: &self.ctx,
            rehearsal: if self.globals.dry_run {
                Rehearsal::Dry
            } else {
                Rehearsal::Real
            },
        }
    }

    /// Prints the result of a change, its remarks, and the way back.
    pub fn tell_outcome(&self, outcome: Outcome) -> Result<Exit, CliError> {
        let view = Changed {
            outcome,
            today: self.ctx.today,
        };
        self.tell_change(&view, &view.outcome.remarks, view.outcome.operation)
    }

    /// Prints a view of what changed, the remarks, and the way back.
    pub fn tell_change(
        &self,
        view: &dyn View,
        remarks: &[Remark],
        operation: Option<i64>,
    ) -> Result<Exit, CliError> {
        self.show(view)?;
        self.tell_guesses(&plain::render(&view.document()));
        self.tell_remarks(remarks);
        self.tell_way_back(operation);
        Ok(Exit::Done)
    }

    /// Says which dates were made from words, but for those that `said` tells.
    pub fn tell_guesses(&self, said: &str) {
        for (word, date) in self.guessed.borrow().iter() {
            if let Some(text) = guessed(word, *date, self.ctx.today, said) {
                self.tell(&text);
            }
        }
    }

    /// Says what should be known beside a result.
    pub fn tell_remarks(&self, remarks: &[Remark]) {
        for one in remarks {
            self.tell(&remark(one));
        }
    }

    /// Says how to take a change back, or that there was none.
    pub fn tell_way_back(&self, operation: Option<i64>) {
        match operation {
            _ if self.globals.dry_run => self.tell("dry run: nothing was written"),
            Some(_) => self.tell("undo: tpm undo"),
            None => {}
        }
    }

    /// Returns the folder for drafts and backups.
    pub fn state_folder(&self) -> Result<PathBuf, CliError> {
        Ok(self.env.places.state(&self.env.vars)?)
    }

    /// Returns the drafts that belong to the present store.
    pub fn drafts(&self) -> Result<Drafts, CliError> {
        Ok(Drafts::of(&self.state_folder()?, &self.store_path()?))
    }

    /// Returns how dates are read.
    pub fn calendar(&self) -> Calendar {
        Calendar::on(&self.ctx.policy, self.ctx.today)
    }

    /// Returns a bar for so many steps where somebody watches and it takes long enough to be seen.
    pub fn progress(&self, steps: usize) -> Progress {
        const LONG: usize = 200;
        let is_watched = self.env.stderr_is_terminal && !self.is_dumb() && !self.globals.quiet;
        match is_watched && steps >= LONG {
            true => Progress::begin(steps),
            false => Progress::none(),
        }
    }

    /// Says something beside the result, unless asked to be quiet.
    pub fn tell(&self, text: &str) {
        if !self.globals.quiet {
            self.sink.remark(text);
        }
    }

    /// Says something that must not be missed, however quiet.
    pub fn warn(&self, text: &str) {
        self.sink.remark(text);
    }

    /// Returns the form of output that was asked for.
    pub fn format(&self) -> Format {
        match self.globals.format {
            Some(format) => format,
            None if self.globals.json => Format::Json,
            None if self.globals.csv => Format::Csv,
            None if self.env.stdout_is_terminal && self.env.var("TERM") == Some("dumb") => {
                Format::Plain
            }
            None => Format::Table,
        }
    }

    /// Returns the number of rows that a list shows: what was asked for, else all for machines and
    /// `usual` for people.
    pub fn limit(&self, asked: Option<u32>, usual: u32) -> Option<u32> {
        match (asked, self.format()) {
            (Some(0), _) => None,
            (Some(limit), _) => Some(limit),
            (None, Format::Json | Format::Jsonl | Format::Csv) => None,
            (None, _) if self.globals.quiet => None,
            (
                None,
                Format::Table
                | Format::Plain
                | Format::Md
                | Format::Text
                | Format::Slack
                | Format::Email
                | Format::Html,
            ) => Some(usual),
        }
    }

    /// Prints a result in the form that was asked for.
    pub fn show(&self, view: &dyn View) -> Result<(), CliError> {
        let names_form = self.globals.format.is_some() || self.globals.json || self.globals.csv;
        if self.globals.quiet && !names_form {
            let ids: String = view.ids().iter().map(|id| format!("{id}\n")).collect();
            return self.sink.result(&ids);
        }
        let format = self.format();
        if matches!(format, Format::Json | Format::Jsonl | Format::Csv) {
            return self.sink.result(&self.machine_text(view, format)?);
        }
        if !self.globals.fields.is_empty() {
            return Err(CliError::usage(
                "--fields chooses among the fields of JSON and CSV",
                "add --json or --format csv",
            ));
        }
        let text = match format {
            Format::Plain => plain::render(&view.document()),
            Format::Table => grid::render(&view.document(), &self.screen()?),
            _ => self.safe_for_terminal(self.outgoing(&view.sendable(), format)),
        };
        self.page(&text)?;
        self.copy_if_wanted(&view.sendable())?;
        if view.truncated() {
            self.tell(&format!("there is more: {}", view.way_to_more()));
        }
        Ok(())
    }

    /// Makes control characters visible where a terminal would obey them; what is piped is exact.
    pub fn safe_for_terminal(&self, text: String) -> String {
        if self.env.stdout_is_terminal {
            clean_lines(&text).into_owned()
        } else {
            text
        }
    }

    fn machine_text(&self, view: &dyn View, format: Format) -> Result<String, CliError> {
        let mut records = view.records();
        let meta = view.meta(records.len());
        let fields: Vec<&str> = self.globals.fields.iter().map(String::as_str).collect();
        if !fields.is_empty() {
            records = machine::pick(&records, &fields).map_err(|unknown| {
                CliError::usage(
                    unknown.to_string(),
                    format!("the fields are {}", unknown.known.join(", ")),
                )
            })?;
        }
        match format {
            Format::Jsonl => Ok(machine::jsonl(&records)),
            Format::Csv => machine::csv(&records, &fields, Formulas::Neutralised)
                .map(|text| self.safe_for_terminal(text))
                .map_err(|error| CliError::new(Exit::Bug, "csv", error.to_string())),
            _ => Ok(machine::json(view.kind(), &records, &meta)),
        }
    }

    /// Prints text, through the pager when it is longer than the terminal.
    pub fn page(&self, text: &str) -> Result<(), CliError> {
        let rows = self.env.terminal.map_or(usize::MAX, |(_, rows)| rows);
        let long = text.lines().count() >= rows;
        if !long || !self.env.stdout_is_terminal || self.globals.no_pager {
            return self.sink.result(text);
        }
        match self.pager() {
            Some(line) => {
                let mut pager = self.env.shell(&line, None);
                if self.env.var("LESS").is_none() {
                    pager.env("LESS", "FRX");
                }
                out::paged(text, pager)
            }
            None => self.sink.result(text),
        }
    }

    fn pager(&self) -> Option<String> {
        if self.env.var("TERM") == Some("dumb") {
            return None;
        }
        let chosen = self
            .env
            .vars
            .get("TPM_PAGER")
            .or(self.config.pager.as_ref())
            .or_else(|| self.env.vars.get("PAGER"));
        let line = chosen.map_or("less", String::as_str);
        (!line.is_empty() && line != "cat").then(|| line.to_owned())
    }

    fn screen(&self) -> Result<Screen, CliError> {
        self.screen_of(self.env.stdout_is_terminal, self.env.terminal)
    }

    /// Returns what is shown between questions: for the terminal as large as it is by now, or plain.
    pub fn shown(&self, document: &Document) -> Result<String, CliError> {
        if self.is_dumb() || self.globals.format == Some(Format::Plain) {
            let columns = help::columns(&self.env, self.globals.width, self.env.stderr_is_terminal);
            return Ok(help::fitted(&plain::render(document), columns));
        }
        let screen = self.screen_of(self.env.stderr_is_terminal, self.env.terminal_now())?;
        Ok(grid::render(document, &screen))
    }

    /// Whether escape sequences may be written between questions.
    pub fn may_clear(&self) -> Result<bool, CliError> {
        Ok(!self.is_dumb()
            && self.globals.format != Some(Format::Plain)
            && self.colored(self.env.stderr_is_terminal)?)
    }

    /// Whether the terminal can do no more than show text.
    pub fn is_dumb(&self) -> bool {
        self.env.var("TERM").is_none_or(|term| term == "dumb")
    }

    fn screen_of(
        &self,
        is_terminal: bool,
        size: Option<(usize, usize)>,
    ) -> Result<Screen, CliError> {
        let size = size.filter(|_| is_terminal);
        let width = self.env.width(self.globals.width, size);
        // What is piped is cut nowhere.
        let unbounded = if is_terminal { 80 } else { 10_000 };
        Ok(Screen {
            width: width.unwrap_or(unbounded),
            color: if self.colored(is_terminal)? {
                Color::Always
            } else {
                Color::Never
            },
            glyphs: if self.env.speaks_unicode() {
                Glyphs::Unicode
            } else {
                Glyphs::Ascii
            },
        })
    }

    /// Whether to colour: the flag, `NO_COLOR`, `CLICOLOR_FORCE`, `TPM_COLOR`, the configuration,
    /// `CLICOLOR`, and else on a terminal that can.
    fn colored(&self, is_terminal: bool) -> Result<bool, CliError> {
        match self.globals.color {
            Some(When::Always) => return Ok(true),
            Some(When::Never) => return Ok(false),
            Some(When::Auto) | None => {}
        }
        let capable = is_terminal && self.env.var("TERM") != Some("dumb");
        if self.globals.color.is_none() {
            if self.env.var("NO_COLOR").is_some() {
                return Ok(false);
            }
            if self
                .env
                .var("CLICOLOR_FORCE")
                .is_some_and(|value| value != "0")
            {
                return Ok(true);
            }
            match config::colors(&self.config, &self.env.vars)? {
                Colors::Always => return Ok(true),
                Colors::Never => return Ok(false),
                Colors::Auto => {}
            }
        }
        Ok(capable && self.env.var("CLICOLOR") != Some("0"))
    }
}

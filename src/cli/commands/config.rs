//! `tpm config`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::app::App;
use crate::cli::editor::draft_lost;
use crate::cli::error::{CliError, Exit};
use crate::cli::{help, hook, input, settings, tree, words};
use crate::config::edit::{self, EditError, Place};
use crate::config::settings::{ALIASES, Origin, SEND, SETTINGS, Setting};
use crate::config::{Config, ConfigError, Vars};
use crate::files;
use crate::files::draft::{Draft, Drafts};
use crate::text::names;
use crate::view::setting::{ConfigChange, SettingLine, SettingList, SettingValue};

/// Show or change the settings
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm config
  tpm config set actor priya
  tpm config set aliases.mine \"actions --owner me --due-before eow\"
  tpm config edit")]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub what: Option<What>,
}

#[derive(Subcommand, Debug)]
pub enum What {
    /// List every setting, its value and where it was said
    #[command(after_help = "Examples:
  tpm config list
  tpm config list --json")]
    List,
    /// Print the value of a setting
    #[command(after_help = "Examples:
  tpm config get timezone
  tpm config get aliases.mine")]
    Get {
        /// The setting, such as actor or aliases.NAME
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Change a setting in the configuration file
    #[command(after_help = "Examples:
  tpm config set timezone Europe/Paris
  tpm config set aliases.late \"followup --group owner\"")]
    Set {
        /// The setting, such as actor or aliases.NAME
        #[arg(value_name = "KEY")]
        key: String,
        /// What it is to be
        #[arg(value_name = "VALUE")]
        value: String,
    },
    /// Take a setting out of the configuration file
    #[command(after_help = "Examples:
  tpm config unset timezone
  tpm config unset aliases.late")]
    Unset {
        /// The setting, such as actor or aliases.NAME
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Print where the configuration file is
    #[command(after_help = "Examples:
  tpm config path
  tpm config path --json")]
    Path,
    /// Open the configuration file in your editor
    #[command(after_help = "Examples:
  tpm config edit
  tpm config edit --resume")]
    Edit {
        /// Go on with a draft that was kept
        #[arg(long)]
        resume: bool,
    },
}

pub fn run(app: &App, args: ConfigArgs) -> Result<Exit, CliError> {
    let ConfigArgs { what } = args;
    let path = path(app)?;
    match what.unwrap_or(What::List) {
        What::List => list(app, &path),
        What::Get { key } => get(app, &path, &key),
        What::Set { key, value } => set(app, &path, &key, &value),
        What::Unset { key } => unset(app, &path, &key),
        What::Path => told(app, &path, path.display().to_string(), None, None, None),
        What::Edit { resume } => edit_file(app, &path, resume),
    }
}

/// Writes one setting; what `tpm init` does too.
pub fn write_setting(app: &App, key: &str, value: &str) -> Result<Option<String>, CliError> {
    let path = path(app)?;
    let place = known_place(key)?;
    refuse_shadow(&place)?;
    let text = text_of(&path)?;
    let before = edit::get(&text, &place).map_err(|error| unusable(&path, error))?;
    let new = edit::set(&text, &place, value).map_err(|error| unusable(&path, error))?;
    check(&new, &path).map_err(|error| match check(&text, &path) {
        Ok(()) => error.hint("nothing was written; `tpm config` shows what is set"),
        Err(_) => error.hint("nothing was written; put the file right with `tpm config edit`"),
    })?;
    if new != text && !app.globals.dry_run {
        install(&path, &new)?;
    }
    Ok(before)
}

/// Returns the configuration file.
pub fn path(app: &App) -> Result<PathBuf, CliError> {
    let path = app.env.places.config(&app.env.vars);
    path.ok_or_else(|| CliError::from(ConfigError::NoHome))
}

fn list(app: &App, path: &Path) -> Result<Exit, CliError> {
    let text = text_of(path)?;
    check(&text, path)?;
    let mut lines = Vec::new();
    for setting in &SETTINGS {
        lines.push(line(app, path, &text, setting)?);
    }
    let tree = tree();
    for entry in help::own(&tree, &Config::parse(&text, path)?.aliases) {
        lines.push(own_line(path, ALIASES, &entry.name, entry.about));
    }
    for (name, line) in Config::parse(&text, path)?.send {
        lines.push(own_line(path, SEND, &name, line));
    }
    app.show(&SettingList(lines))?;
    Ok(Exit::Done)
}

fn get(app: &App, path: &Path, key: &str) -> Result<Exit, CliError> {
    let text = text_of(path)?;
    let place = known_place(key)?;
    let line = match &place {
        Place::Setting(setting) => line(app, path, &text, setting)?,
        // A key that is unknown was refused above.
        Place::Unknown(name) => return Err(no_entry("setting", name)),
        Place::Own(table, name) => {
            let value = edit::get(&text, &place).map_err(|error| unusable(path, error))?;
            let what = if *table == ALIASES {
                "alias"
            } else {
                "channel"
            };
            own_line(
                path,
                table,
                name,
                value.ok_or_else(|| no_entry(what, name))?,
            )
        }
    };
    app.show(&SettingValue(line))?;
    Ok(Exit::Done)
}

fn set(app: &App, path: &Path, key: &str, value: &str) -> Result<Exit, CliError> {
    let before = write_setting(app, key, value)?;
    let said = format!("Set {key} = {value}");
    if let Some(before) = before.as_deref().filter(|before| *before != value) {
        app.tell(&format!("it was {before}"));
    }
    if let Place::Setting(setting) = known_place(key)?
        && let (_, Origin::Environment(name)) =
            setting.effective(Some(String::new()), &app.env.vars)
    {
        app.warn(&format!("{name} is set and outweighs the file"));
    }
    told(app, path, said, Some(key), Some(value), before)
}

fn unset(app: &App, path: &Path, key: &str) -> Result<Exit, CliError> {
    let place = Place::read(key);
    let text = text_of(path)?;
    let before = edit::get(&text, &place).map_err(|error| unusable(path, error))?;
    let Some(new) = edit::unset(&text, &place).map_err(|error| unusable(path, error))? else {
        known_place(key)?;
        app.tell(&format!("the file says nothing about {key}"));
        return told(
            app,
            path,
            format!("Left {key} unset"),
            Some(key),
            None,
            None,
        );
    };
    check(&new, path)?;
    if !app.globals.dry_run {
        install(path, &new)?;
    }
    if let Some(before) = &before {
        app.tell(&format!("it was {before}"));
    }
    told(app, path, format!("Unset {key}"), Some(key), None, before)
}

/// The command that goes on with a draft of the configuration.
const AGAIN: &str = "tpm config edit --resume";

/// Lets the user edit a copy; only one that can be read takes the file's place.
fn edit_file(app: &App, path: &Path, resume: bool) -> Result<Exit, CliError> {
    if !app.may_edit() {
        return Err(CliError::usage(
            "there is no terminal to open an editor on",
            "change one setting with `tpm config set KEY VALUE`",
        ));
    }
    let draft = Drafts::of(&app.state_folder()?, path).file("config.toml");
    prepare(&draft, path, resume)?;
    app.open_editor(&draft, AGAIN)?;
    let kept = |error: CliError| {
        let hint = format!("the file is as it was; the draft is kept: `{AGAIN}`");
        error.hint(hint)
    };
    let lost = |error| draft_lost(&draft, &error);
    let new = input::utf8(draft.read().map_err(lost)?, "the draft").map_err(kept)?;
    check(&new, draft.path()).map_err(kept)?;
    let present = text_of(path)?;
    if draft.base().map_err(lost)? != present {
        return Err(CliError::new(
            Exit::Refused,
            "changed_since",
            format!("{} was changed meanwhile", path.display()),
        )
        .hint(format!(
            "the draft is kept at {}; put both together and remove it",
            draft.path().display()
        )));
    }
    let said = match (app.globals.dry_run, new == present) {
        (true, _) => "Read the settings".to_owned(),
        (false, true) => "Nothing was changed".to_owned(),
        (false, false) => {
            install(path, &new)?;
            format!("Saved {}", path.display())
        }
    };
    draft.remove();
    told(app, path, said, None, None, None)
}

/// Lays a draft out for the editor, or finds the one that was kept.
fn prepare(draft: &Draft, path: &Path, resume: bool) -> Result<(), CliError> {
    match (resume, draft.exists()) {
        (true, true) => Ok(()),
        (true, false) => Err(CliError::new(
            Exit::NotFound,
            "no_draft",
            "no draft was kept of the configuration",
        )
        .hint("leave --resume out to begin one")),
        (false, true) => Err(CliError::new(
            Exit::Refused,
            "draft_exists",
            format!("a draft was kept at {}", draft.path().display()),
        )
        .hint(format!("go on with `{AGAIN}`, or remove the draft"))),
        (false, false) => {
            let present = text_of(path)?;
            let shown = if present.trim().is_empty() {
                blank()
            } else {
                present.clone()
            };
            draft
                .write(&present, &shown)
                .map_err(|error| draft_lost(draft, &error))
        }
    }
}

/// Returns what an editor shows where there is no file yet: every setting, with what holds now.
fn blank() -> String {
    let lines = SETTINGS.iter().map(|setting| {
        let usual = setting.usual.unwrap_or_default();
        let value = match usual.parse::<u32>() {
            Ok(number) => number.to_string(),
            Err(_) => format!("\"{usual}\""),
        };
        format!("# {}\n# {} = {value}\n\n", setting.meaning, setting.key)
    });
    let lines: String = lines.collect();
    format!(
        "{lines}# your own commands\n# [{ALIASES}]\n# mine = \"actions --owner me\"\n\n# how messages are sent\n# [{SEND}]\n# email = \"sendmail -t\"\n"
    )
}

fn told(
    app: &App,
    path: &Path,
    said: String,
    key: Option<&str>,
    value: Option<&str>,
    before: Option<String>,
) -> Result<Exit, CliError> {
    app.show(&ConfigChange {
        said,
        path: path.display().to_string(),
        key: key.map(str::to_owned),
        value: value.map(str::to_owned),
        before,
    })?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
    }
    Ok(Exit::Done)
}

fn no_entry(what: &str, name: &str) -> CliError {
    let message = format!("no {what} is called \"{name}\"");
    CliError::new(Exit::NotFound, "not_found", message).hint("`tpm config` lists them")
}

/// Returns the place that a key names; a slip is told with the key that was meant.
fn known_place(key: &str) -> Result<Place, CliError> {
    let place = Place::read(key);
    let Place::Unknown(_) = &place else {
        return Ok(place);
    };
    let keys = SETTINGS.iter().map(|setting| setting.key);
    let hint = match names::closest(key, keys) {
        Some(meant) => format!("did you mean {meant}? `tpm config` lists the settings"),
        None => {
            "`tpm config` lists the settings; others are aliases.NAME and send.CHANNEL".to_owned()
        }
    };
    Err(CliError::usage(
        format!("there is no setting \"{key}\""),
        hint,
    ))
}

/// Refuses an alias that could never run.
fn refuse_shadow(place: &Place) -> Result<(), CliError> {
    match place {
        Place::Own(ALIASES, name) if help::is_command(&tree(), name) => {
            Err(CliError::from(ConfigError::Value {
                origin: format!("{ALIASES}.{name}"),
                message: format!("`{name}` is a command, and no alias hides one"),
            })
            .hint("choose another name"))
        }
        _ => Ok(()),
    }
}

/// Reads a text as every command would, so that what is written can be read.
fn check(text: &str, path: &Path) -> Result<(), CliError> {
    let config = Config::parse(text, path)?;
    settings::check(&config, &Vars::new())?;
    for (name, line) in &config.aliases {
        if name.is_empty() || name.starts_with('-') || name.contains(char::is_whitespace) {
            return Err(CliError::from(ConfigError::Value {
                origin: format!("{ALIASES}.{name}"),
                message: "a command's name has no blank and no dash before it".to_owned(),
            }));
        }
        words::split(name, line)?;
    }
    for (name, line) in &config.send {
        hook::words(name, line)?;
    }
    words::refuse_useless(&config.aliases)
}

fn unusable(path: &Path, error: EditError) -> CliError {
    match error {
        EditError::Broken(message) => CliError::from(ConfigError::File {
            path: path.to_owned(),
            message,
        })
        .hint("put it right with `tpm config edit`"),
        EditError::NoNumber { .. } => CliError::usage(error.to_string(), "such as 7"),
        EditError::NoTable(_) => CliError::from(ConfigError::File {
            path: path.to_owned(),
            message: error.to_string(),
        })
        .hint("put it right with `tpm config edit`"),
    }
}

/// Returns the file's text; none is an empty one.
fn text_of(path: &Path) -> Result<String, CliError> {
    match files::read_text(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(CliError::from(ConfigError::File {
            path: path.to_owned(),
            message: error.to_string(),
        })),
    }
}

fn install(path: &Path, text: &str) -> Result<(), CliError> {
    // A file that is linked from elsewhere, such as a folder of dotfiles, is changed where it is.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let made = target
        .parent()
        .map_or(Ok(()), files::create_private_folder)
        .and_then(|()| files::write_private(&target, text.as_bytes()));
    made.map_err(|error| {
        CliError::new(
            Exit::Permission,
            "read_only",
            format!("{} cannot be written: {error}", path.display()),
        )
        .hint("TPM_CONFIG names another file")
    })
}

fn line(app: &App, path: &Path, text: &str, setting: &Setting) -> Result<SettingLine, CliError> {
    let place = Place::read(setting.key);
    let in_file = edit::get(text, &place).map_err(|error| unusable(path, error))?;
    let (value, origin) = setting.effective(in_file, &app.env.vars);
    let flag = app.globals.actor.clone().filter(|_| setting.key == "actor");
    let (value, origin, source) = match (flag, origin) {
        (Some(flag), _) => (Some(flag), "option", Some("--actor".to_owned())),
        (None, Origin::Default) => (value.or_else(|| of_machine(app, setting)), "default", None),
        (None, Origin::File) => (value, "file", Some(path.display().to_string())),
        (None, Origin::Environment(name)) => (value, "environment", Some(name.to_owned())),
    };
    Ok(SettingLine {
        key: setting.key.to_owned(),
        value,
        origin,
        source,
        meaning: setting.meaning.to_owned(),
    })
}

/// Returns what the machine says where nobody else does.
fn of_machine(app: &App, setting: &Setting) -> Option<String> {
    match setting.key {
        "timezone" => Some(app.ctx.zone.name().to_owned()),
        "actor" => Some(app.ctx.actor.clone()),
        _ => None,
    }
}

fn own_line(path: &Path, table: &str, name: &str, line: String) -> SettingLine {
    SettingLine {
        key: format!("{table}.{name}"),
        value: Some(line),
        origin: "file",
        source: Some(path.display().to_string()),
        meaning: match table {
            SEND => "your way of sending",
            _ => "your alias",
        }
        .to_owned(),
    }
}

//! The invented program of `tpm demo`: a script of command lines, each run by the program itself with
//! the clock and the actor that stand before it, so that it goes on being true as commands grow.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDate};
use clap::Parser;

use crate::config::{Config, ConfigError};
use crate::files;
use crate::files::draft::Drafts;
use crate::files::kept::Kept;

use super::app::App;
use super::args::{Cli, Globals};
use super::commands;
use super::env::Env;
use super::error::{CliError, Exit};
use super::out::Sink;
use super::walk::WALKS;

const SCRIPT: &str = include_str!("program.txt");

/// Who looks at the invented program.
pub const ACTOR: &str = "sam";

/// What to try on it.
pub const TRY: [&str; 7] = [
    "try:",
    "  tpm --demo                      what needs @sam now",
    "  tpm loop --demo                 where each decision is stuck, on whom, how long",
    "  tpm followup --demo             whom to chase",
    "  tpm decisions --demo            what is to be decided",
    "  tpm show D-1 --demo             a decision and what came of it",
    "  tpm done A-2 --demo             change what you like: it is invented",
];

/// One line of the script.
#[derive(Debug, PartialEq, Eq)]
struct Step<'a> {
    number: usize,
    /// The day on which it is typed, counted from today.
    day: i64,
    actor: &'a str,
    command: &'a str,
    /// The name under which later lines speak of what it made.
    label: Option<&'a str>,
    stdin: String,
}

/// Returns the demo's file, beside the user's own.
pub fn path(env: &Env) -> Result<PathBuf, CliError> {
    let data = env.places.data.as_ref();
    let data = data.ok_or_else(|| CliError::from(ConfigError::NoHome))?;
    Ok(data.join("tpm").join("demo.db"))
}

/// Makes a command run on the demo's file, as its actor.
pub fn aim(env: &Env, globals: &mut Globals) -> Result<(), CliError> {
    globals.db = Some(path(env)?);
    globals.actor.get_or_insert_with(|| ACTOR.to_owned());
    Ok(())
}

/// Makes the demo's file if there is none.
pub fn ensure(app: &App) -> Result<(), CliError> {
    if path(&app.env)?.exists() {
        return Ok(());
    }
    make(app)?;
    app.tell("made the demo file; `tpm demo` tells more of it");
    Ok(())
}

/// Makes the demo's file anew, with dates around today; what was there stays until the new one is whole.
pub fn make(app: &App) -> Result<(), CliError> {
    let path = path(&app.env)?;
    // Two processes that find none each make one of their own.
    let uid = app.ctx.entropy.uid(app.ctx.now);
    let fresh = path.with_file_name(format!("demo.new-{uid}.db"));
    let failed = |error: std::io::Error| {
        CliError::new(
            Exit::CannotCreate,
            "cannot_create",
            format!("{}: {error}", path.display()),
        )
        .hint("the demo stands beside your own file, in the data folder")
    };
    let made = fill(app, &fresh);
    if made.is_err() {
        remove(&fresh).map_err(failed)?;
    }
    made?;
    forget(app, &path).map_err(failed)?;
    // The log of an older demo would be played into the new one.
    remove(&path).map_err(failed)?;
    files::replace(&fresh, &path).map_err(failed)
}

/// Types the lines of the script into a file.
fn fill(app: &App, fresh: &Path) -> Result<(), CliError> {
    let mut labels = BTreeMap::new();
    for step in steps(SCRIPT) {
        let line = filled(step.command, app.ctx.today, &labels);
        let stdin = filled(&step.stdin, app.ctx.today, &labels);
        let printed = run(app, fresh, &step, &line, stdin).map_err(|error| {
            let message = format!("line {} of the demo: {}", step.number, error.message);
            CliError::new(Exit::Bug, "bug", message)
                .hint("please report it; nothing of yours was touched")
        })?;
        if let (Some(label), Some(id)) = (step.label, printed.lines().next()) {
            labels.insert(label.to_owned(), id.to_owned());
        }
    }
    Ok(())
}

/// Runs one line of the script on a file and returns what it printed.
fn run(
    app: &App,
    file: &Path,
    step: &Step<'_>,
    line: &str,
    stdin: String,
) -> Result<String, CliError> {
    let usage = |message: String| CliError::usage(message, "");
    let words = shlex::split(line).ok_or_else(|| usage("an open quotation mark".to_owned()))?;
    let words = std::iter::once("tpm".to_owned()).chain(words);
    let cli = Cli::try_parse_from(words).map_err(|error| usage(error.to_string()))?;
    let Cli {
        mut globals,
        command,
    } = cli;
    globals.db = Some(file.to_owned());
    globals.actor = Some(step.actor.to_owned());
    globals.quiet = true;
    globals.no_input = true;
    let mut app = App::with(surroundings(app, step), globals, Config::default())?;
    app.sink = Sink::Kept(RefCell::default());
    app.fed = Some(stdin);
    commands::run(&mut app, command)?;
    match app.sink {
        Sink::Kept(text) => Ok(text.into_inner()),
        Sink::Process => Ok(String::new()),
    }
}

/// Returns surroundings of which only the day and the zone are told, so that no setting of the user's
/// changes what is made.
fn surroundings(app: &App, step: &Step<'_>) -> Env {
    let mut env = app.env.clone();
    let state = env.vars.remove_entry("TPM_STATE_DIR");
    env.vars = state.into_iter().collect();
    let minutes = i64::try_from(step.number).unwrap_or(0);
    let day = app.ctx.today + Duration::days(step.day);
    let morning =
        day.and_hms_opt(8, 0, 0).expect("eight o'clock is a time") + Duration::minutes(minutes);
    // In the hour that a clock change leaves out, the same figures in UTC serve as well.
    let instant = morning
        .and_local_timezone(app.ctx.zone)
        .earliest()
        .map_or_else(|| morning.and_utc(), |local| local.to_utc());
    // What is made today was made before now.
    let instant = instant.min(app.ctx.now);
    env.vars.insert("TPM_NOW".to_owned(), instant.to_rfc3339());
    env.vars
        .insert("TPM_TZ".to_owned(), app.ctx.zone.name().to_owned());
    env.seed = *blake3::hash(&step.number.to_le_bytes()).as_bytes();
    env.stdin_is_terminal = false;
    env.stdout_is_terminal = false;
    env.stderr_is_terminal = false;
    env
}

/// Removes what was typed and chosen for an older demo: its IDs are other items now.
fn forget(app: &App, path: &Path) -> std::io::Result<()> {
    let Ok(state) = app.state_folder() else {
        return Ok(());
    };
    for draft in Drafts::of(&state, path).files() {
        std::fs::remove_file(draft)?;
    }
    Kept::of(&state, path, WALKS).remove()
}

/// Removes a file of ours and what SQLite keeps beside it.
fn remove(path: &Path) -> std::io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Reads the script; its form is told at its top. A line that breaks it is a bug, which a test finds.
fn steps(script: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (number, line) in (1..).zip(script.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(text) = line.strip_prefix('|') {
            if let Some(step) = steps.last_mut() {
                step.stdin.push_str(text.strip_prefix(' ').unwrap_or(text));
                step.stdin.push('\n');
            }
            continue;
        }
        let mut words = line.splitn(3, ' ');
        let day = words.next().and_then(|day| day.parse().ok());
        let (Some(day), Some(actor), Some(rest)) = (day, words.next(), words.next()) else {
            continue;
        };
        let (command, label) = match rest.rsplit_once(" => ") {
            Some((command, label)) => (command, Some(label)),
            None => (rest, None),
        };
        steps.push(Step {
            number,
            day,
            actor,
            command,
            label,
            stdin: String::new(),
        });
    }
    // Typed in the order of the days, so that a line may stand beside what it belongs to.
    steps.sort_by_key(|step| step.day);
    steps
}

/// Returns a text with `{-3}` as the date of three days ago and `{vendor}` as the ID of that label.
fn filled(text: &str, today: NaiveDate, labels: &BTreeMap<String, String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = rest.split_once('{').and_then(|(before, behind)| {
        let (name, after) = behind.split_once('}')?;
        Some((before, name, after))
    }) {
        filled.push_str(before);
        match (name.parse::<i64>(), labels.get(name)) {
            (Ok(days), _) => filled.push_str(&(today + Duration::days(days)).to_string()),
            (Err(_), Some(id)) => filled.push_str(id),
            (Err(_), None) => filled.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_script_is_one_of_its_forms() {
        let steps = steps(SCRIPT);
        let lines = SCRIPT
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with(['#', '|']));
        assert_eq!(steps.len(), lines.count());
        let mut labels = BTreeSet::new();
        for step in &steps {
            let texts = format!("{} {}", step.command, step.stdin);
            for part in texts.split('{').skip(1) {
                let name = part.split('}').next().unwrap();
                assert!(
                    name.parse::<i64>().is_ok() || labels.contains(name),
                    "line {}: {{{name}}} stands for nothing yet",
                    step.number
                );
            }
            assert!(
                step.day <= 0,
                "line {}: it is not yet that day",
                step.number
            );
            labels.extend(step.label);
        }
    }

    #[test]
    fn days_and_labels_are_filled_in() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let labels = BTreeMap::from([("vendor".to_owned(), "D-2".to_owned())]);
        let got = filled("show {vendor} by {-3} {+1} {x} {", today, &labels);
        assert_eq!(got, "show D-2 by 2026-11-19 2026-11-23 {x} {");
    }
}

//! The surroundings of the process, read once: variables, clock, zone, randomness, terminal. The
//! only module that may ask for them.
#![allow(clippy::disallowed_methods)] // the one place that may

use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use etcetera::BaseStrategy;

use crate::config::{Places, Vars, var};
use crate::store::Patience;

/// What the process was started with.
#[derive(Clone)]
pub struct Env {
    pub vars: Vars,
    /// The arguments, the program's name first.
    pub args: Vec<String>,
    /// The place in `args` of the first that is not UTF-8, and the byte at which it fails.
    pub broken_arg: Option<(usize, usize)>,
    /// A variable of ours whose value is not UTF-8.
    pub broken_var: Option<String>,
    pub places: Places,
    pub system_zone: Option<String>,
    pub seed: [u8; 32],
    pub stdin_is_terminal: bool,
    pub stdout_is_terminal: bool,
    pub stderr_is_terminal: bool,
    /// The size of the terminal, in columns and rows.
    pub terminal: Option<(usize, usize)>,
}

/// How much of what a program says is kept, in bytes.
const MOST_SAID: u64 = 4096;

/// How a program ended that was fed a text.
#[derive(Debug)]
pub struct Fed {
    /// None where a signal ended it.
    pub code: Option<i32>,
    /// Whether it took too long.
    pub was_stopped: bool,
    /// The beginning of what it said on standard error.
    pub said: String,
}

impl Env {
    /// Reads the surroundings.
    pub fn capture() -> Env {
        let mut vars = Vars::new();
        let mut broken_var = None;
        for (name, value) in std::env::vars_os() {
            match (name.into_string(), value.into_string()) {
                (Ok(name), Ok(value)) => {
                    vars.insert(name, value);
                }
                (Ok(name), Err(_)) if name.starts_with("TPM_") => broken_var = Some(name),
                // What is not read may be anything.
                _ => {}
            }
        }
        let mut broken_arg = None;
        let args = std::env::args_os()
            .enumerate()
            .map(|(at, arg)| {
                if let Err(error) = std::str::from_utf8(arg.as_encoded_bytes()) {
                    broken_arg.get_or_insert((at, error.valid_up_to()));
                }
                arg.to_string_lossy().into_owned()
            })
            .collect();
        let mut seed = [0; 32];
        // Without randomness no identity can be made, and nothing sensible can be done instead.
        getrandom::fill(&mut seed).expect("the system gives random bytes");
        let base = etcetera::choose_base_strategy().ok();
        Env {
            places: Places {
                data: base.as_ref().map(BaseStrategy::data_dir),
                state: base
                    .as_ref()
                    .map(|base| base.state_dir().unwrap_or_else(|| base.data_dir())),
                config: base.as_ref().map(BaseStrategy::config_dir),
            },
            system_zone: iana_time_zone::get_timezone().ok(),
            seed,
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            terminal: terminal(),
            vars,
            args,
            broken_arg,
            broken_var,
        }
    }

    /// Returns the size that the terminal has by now.
    pub fn terminal_now(&self) -> Option<(usize, usize)> {
        terminal().or(self.terminal)
    }

    /// Returns the columns to lay out for: what was asked for, what `COLUMNS` says, or what a terminal
    /// of this size has.
    pub fn width(&self, asked: Option<u16>, size: Option<(usize, usize)>) -> Option<usize> {
        let set = self.var("COLUMNS").and_then(|text| text.parse().ok());
        asked
            .map(usize::from)
            .or_else(|| set.filter(|columns| *columns >= 20))
            .or_else(|| size.map(|(columns, _)| columns))
            .filter(|columns| *columns > 0)
    }

    /// Returns a variable that is set to something.
    pub fn var(&self, name: &str) -> Option<&str> {
        var(&self.vars, name)
    }

    /// Returns the instant that `TPM_NOW` fixes, RFC 3339 or a bare date in `zone`, else the clock's.
    pub fn now(&self, zone: chrono_tz::Tz) -> Result<DateTime<Utc>, String> {
        let Some(text) = self.var("TPM_NOW") else {
            return Ok(Utc::now());
        };
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Ok(instant.with_timezone(&Utc));
        }
        text.parse::<NaiveDate>()
            .ok()
            .and_then(|date| date.and_hms_opt(12, 0, 0))
            .and_then(|noon| noon.and_local_timezone(zone).earliest())
            .map(|local| local.with_timezone(&Utc))
            .ok_or_else(|| text.to_owned())
    }

    /// Returns how many threads work at a time.
    pub fn threads(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }

    /// Returns the login name, for want of a configured actor.
    pub fn user(&self) -> Option<&str> {
        ["USER", "LOGNAME", "USERNAME"]
            .into_iter()
            .find_map(|name| self.var(name))
    }

    /// Whether the terminal's character set is one that shows more than ASCII.
    pub fn speaks_unicode(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| self.var(name));
        // Without a locale a pipe is assumed, and those carry UTF-8 everywhere today.
        locale.is_none_or(|locale| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
    }

    /// Returns what waits while another process writes: pauses with jitter, one remark after a
    /// second, and an end after `timeout`.
    pub fn patience(&self, timeout: Duration) -> Patience {
        let mut state = u64::from_le_bytes(self.seed[..8].try_into().expect("eight bytes"));
        let mut waiting: Option<(Instant, Instant)> = None;
        let mut told = false;
        Box::new(move || {
            let now = Instant::now();
            // A long gap since the last call means a new wait: the lock was had in between.
            let began = match waiting {
                Some((began, last)) if now - last < Duration::from_millis(500) => began,
                _ => now,
            };
            waiting = Some((began, now));
            if now - began >= timeout {
                return false;
            }
            if !told && now - began >= Duration::from_secs(1) {
                told = true;
                super::out::remark("waiting for another process to finish writing");
            }
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            // Between 0.5 and 4.5 ms: the stock back-off lets unlucky writers starve.
            std::thread::sleep(Duration::from_micros(500 + (state >> 33) % 4000));
            true
        })
    }

    /// Starts a program of the user's own by its words, without a shell, feeds it a text and waits until
    /// it ends; one that takes longer than `patience` is stopped. What it prints is kept, not shown.
    pub fn feed(
        &self,
        words: &[String],
        text: &str,
        patience: Duration,
    ) -> Result<Fed, std::io::Error> {
        let [program, arguments @ ..] = words else {
            return Err(std::io::Error::from(std::io::ErrorKind::NotFound));
        };
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        // Both pipes are served beside the waiting, or a full one would stop the program for good.
        let (stdin, stderr) = (child.stdin.take(), child.stderr.take());
        let text = text.to_owned();
        std::thread::spawn(move || {
            let written = stdin.map(|mut stdin| stdin.write_all(text.as_bytes()));
            // A program that reads only a part of it says with its exit code whether that was enough.
            drop(written);
        });
        let (give, said) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(stderr) = stderr {
                // What cannot be read is what was said so far.
                let _ = stderr.take(MOST_SAID).read_to_end(&mut bytes);
            }
            let _ = give.send(String::from_utf8_lossy(&bytes).into_owned());
        });
        let began = Instant::now();
        let code = loop {
            if let Some(status) = child.try_wait()? {
                break status.code();
            }
            if began.elapsed() >= patience {
                child.kill()?;
                child.wait()?;
                break None;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        // A child of its own may hold the pipe open for longer than it lives.
        let said = said.recv_timeout(Duration::from_millis(500));
        Ok(Fed {
            code,
            was_stopped: code.is_none() && began.elapsed() >= patience,
            said: said.unwrap_or_default(),
        })
    }

    /// Runs a command line of the user's own through their shell with `arg` as its last argument.
    pub fn shell(&self, line: &str, arg: Option<&PathBuf>) -> Command {
        let mut command = Command::new("sh");
        command.arg("-c");
        match arg {
            Some(arg) => command.arg(format!("{line} \"$@\"")).arg(line).arg(arg),
            None => command.arg(line),
        };
        command
    }
}

fn terminal() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size()?;
    Some((usize::from(width.0), usize::from(height.0)))
}

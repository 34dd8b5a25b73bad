//! A home of its own for each test: fixed time, zone, actor and environment, removed at the end.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Utc};
use tpm::model::ctx::{Ctx, Entropy, Policy};
use tpm::store::{Access, Journal, Opening, Operation, Rehearsal, Store, StoreError};

/// The instant at which every sandbox begins: Sunday, 22 November 2026, ten o'clock UTC.
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// A home folder with a store of its own.
pub struct Sandbox {
    home: PathBuf,
    now: String,
    vars: Vec<(String, String)>,
}

/// What one command did.
pub struct Exchange {
    pub line: String,
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Sandbox {
    pub fn new() -> Sandbox {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let home = std::env::temp_dir().join(format!("tpm-it-{}-{count}", std::process::id()));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).unwrap();
        Sandbox {
            home,
            now: NOW.to_owned(),
            vars: Vec::new(),
        }
    }

    /// The home folder, which is also where commands run.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The store's file.
    pub fn db(&self) -> PathBuf {
        self.home.join(".local/share/tpm/tpm.db")
    }

    /// Opens the store for a look at its rows and its history.
    pub fn store(&self) -> Store {
        self.opened(&self.db(), Access::Read)
    }

    /// Opens another store's file in the same way.
    pub fn store_at(&self, path: &Path) -> Store {
        self.opened(path, Access::Read)
    }

    /// Writes rows for which there is no command.
    pub fn write_rows(&self, work: impl FnOnce(&mut Journal<'_>, &Ctx) -> Result<(), StoreError>) {
        let now: DateTime<Utc> = self.now.parse().unwrap();
        let ctx = Ctx {
            now,
            today: now.date_naive(),
            zone: chrono_tz::UTC,
            actor: "sam".to_owned(),
            policy: Policy::default(),
            entropy: Entropy::new([7; 32]),
        };
        let mut store = self.opened(&self.db(), Access::Write);
        let operation = Operation::new("edit");
        store
            .write(&ctx, operation, Rehearsal::Real, |journal| {
                work(journal, &ctx)
            })
            .unwrap();
        store.close().unwrap();
    }

    fn opened(&self, path: &Path, access: Access) -> Store {
        let opening = Opening {
            path: path.to_owned(),
            state: None,
            store_uid: "unused".to_owned(),
            patience: Box::new(|| false),
            warn: Box::new(|_| ()),
        };
        Store::open(opening, access).unwrap()
    }

    /// Moves the clock for the commands that follow.
    pub fn at(&mut self, now: &str) {
        self.now = now.to_owned();
    }

    /// Sets a variable for the commands that follow.
    pub fn set(&mut self, name: &str, value: &str) {
        self.vars.push((name.to_owned(), value.to_owned()));
    }

    /// Writes a file in the home folder and returns its path.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Makes `script` (shell) the editor; `$1` is the draft.
    pub fn editor(&mut self, script: &str) {
        let path = self.write("editor.sh", format!("#!/bin/sh\n{script}\n"));
        self.set("TPM_EDITOR", &format!("sh {}", path.display()));
    }

    /// The command with these arguments, ready to be changed and run.
    pub fn command(&self, args: &[&str]) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_tpm")), args)
    }

    /// The same, of another copy of the program.
    pub fn command_of(&self, program: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(&self.home)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("LANG", "C.UTF-8")
            .env("TPM_NOW", &self.now)
            .env("TPM_TZ", "UTC")
            .env("TPM_ACTOR", "sam")
            .envs(self.vars.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Runs a command line; words are split at blanks, `'…'` and `"…"` hold blanks.
    pub fn tpm(&self, line: &str) -> Exchange {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.finished(line, self.command(&words).output().unwrap())
    }

    /// Runs a command line with text on standard input.
    pub fn tpm_with(&self, line: &str, stdin: impl AsRef<[u8]>) -> Exchange {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut child = self
            .command(&words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input may have closed it.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_ref());
        self.finished(line, child.wait_with_output().unwrap())
    }

    /// Runs a command line that must succeed and returns its standard output.
    pub fn ok(&self, line: &str) -> String {
        let exchange = self.tpm(line);
        assert_eq!(exchange.code, 0, "{exchange}");
        exchange.stdout
    }

    fn finished(&self, line: &str, output: Output) -> Exchange {
        let home = self.home.display().to_string();
        // The folder of a store's drafts is named after its path, and so after this sandbox.
        let store = tpm::files::stem_for(&self.db());
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .unwrap()
                .replace(&home, "[HOME]")
                .replace(&store, "[STORE]")
        };
        Exchange {
            line: line.to_owned(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// The whole exchange, for snapshots.
impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ tpm {}", self.line)?;
        write!(f, "{}", without_identities(&self.stdout))?;
        if !self.stderr.is_empty() {
            write!(f, "--- stderr\n{}", self.stderr)?;
        }
        write!(f, "--- exit {}", self.code)
    }
}

/// Returns a text in which the identities of minutes, which are drawn at random, are not told.
pub fn without_identities(text: &str) -> String {
    let mut text = text.to_owned();
    for key in ["uid: ", "digest: ", "\"uid\":"] {
        let mut told = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(key) {
            told.extend([before, key]);
            rest = masked(after, &mut told);
        }
        text = told + rest;
    }
    text
}

/// Writes `[…]` for the digits at the head of a text; returns what comes after them.
fn masked<'a>(text: &'a str, told: &mut String) -> &'a str {
    let start = text.len() - text.trim_start_matches(['"', '\\']).len();
    let digits = &text[start..];
    let end = digits
        .find(|c: char| !c.is_ascii_hexdigit())
        .unwrap_or(digits.len());
    if end != 32 {
        return text;
    }
    told.push_str(&text[..start]);
    told.push_str("[…]");
    &digits[end..]
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Changes a store behind the program's back.
#[allow(clippy::disallowed_types, clippy::disallowed_methods)] // damage has no other way in
pub fn meddle(path: &Path, sql: &str) {
    let db = rusqlite::Connection::open(path).unwrap();
    db.pragma_update(None, "foreign_keys", false).unwrap();
    assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
    db.close().unwrap();
}

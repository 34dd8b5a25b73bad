//! Everything that is printed: results on standard output, remarks on standard error, each write
//! checked and flushed. The only module that prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // the one place that may

use std::cell::RefCell;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::error::{CliError, Exit};

/// What is said of a result that could not be written, where nothing was changed.
pub const NOT_SHOWN: &str = "nothing was changed; print the result where there is space";

/// Where a command's results and remarks go.
#[derive(Debug, Default)]
pub enum Sink {
    /// To standard output and standard error.
    #[default]
    Process,
    /// Results are kept for the caller, remarks are dropped: the command is a step of another one.
    Kept(RefCell<String>),
}

impl Sink {
    pub fn result(&self, text: &str) -> Result<(), CliError> {
        match self {
            Sink::Process => result(text),
            Sink::Kept(kept) => {
                kept.borrow_mut().push_str(text);
                Ok(())
            }
        }
    }

    pub fn remark(&self, text: &str) {
        if matches!(self, Sink::Process) {
            remark(text);
        }
    }
}

/// Writes a result to standard output.
pub fn result(text: &str) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| failed(&error))
}

/// Shows a result through the user's pager; without one that starts, as it is.
pub fn paged(text: &str, mut pager: Command) -> Result<(), CliError> {
    let Ok(mut child) = pager.stdin(Stdio::piped()).spawn() else {
        return result(text);
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A reader who leaves early is no failure.
        let _ = stdin.write_all(text.as_bytes());
    }
    let _ = child.wait();
    Ok(())
}

/// Writes one remark to standard error; that it cannot be read is no failure of the command.
pub fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", crate::render::clean(text));
}

/// Writes prepared text, such as an error as JSON, to standard error.
pub fn raw_remark(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Asks on standard error; the answer stands on the same line.
pub fn question(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(crate::render::clean_lines(text).as_bytes());
    let _ = stderr.flush();
}

/// Shows rendered text on standard error, between questions.
pub fn screen(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Takes so many columns back that stand before the cursor.
pub fn erase(columns: usize) {
    screen(&"\x08 \x08".repeat(columns));
}

/// Empties the terminal of what this program showed there.
pub fn clear() {
    screen("\x1b[H\x1b[J");
}

/// Moves what stands on a terminal of so many rows out of its sight, to where scrolling finds it.
pub fn scroll_away(rows: usize) {
    screen(&"\n".repeat(rows));
}

/// A bar that shows how far something is, for whoever watches; nothing anywhere else.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins a bar of so many steps.
    pub fn begin(steps: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("[{bar:30}] {msg}")
            .map(|style| style.progress_chars("=> "));
        // The template is one of ours, so that there is a style.
        Progress(style.ok().map(|style| bar.with_style(style)))
    }

    /// Shows nothing.
    pub fn none() -> Progress {
        Progress(None)
    }

    /// Moves the bar to a step and says what was done.
    pub fn show(&self, step: usize, told: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(told.to_owned());
            bar.set_position(step as u64);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

fn failed(error: &io::Error) -> CliError {
    match error.kind() {
        io::ErrorKind::BrokenPipe => {
            CliError::new(Exit::ClosedPipe, "closed_pipe", "the reader has gone")
        }
        _ => CliError::new(
            Exit::Io,
            "io",
            format!("the result cannot be written: {error}"),
        )
        .hint(NOT_SHOWN),
    }
}

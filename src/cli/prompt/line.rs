//! Questions that are answered with a line. The terminal stays as it is, so that its own line editing,
//! a screen reader and a pasted answer all work.
#![allow(clippy::disallowed_methods)] // one of the places that read what the user types

use std::io::BufRead;

use crate::cli::error::{CliError, Exit};
use crate::cli::out;

/// Asks for a line; nothing typed is `usual`. The end of the input is a cancelled command.
pub fn ask(question: &str, usual: Option<&str>) -> Result<Option<String>, CliError> {
    let shown = match usual {
        Some(usual) => format!("{question} [{usual}]: "),
        None => format!("{question}: "),
    };
    out::ask(&shown);
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    match read {
        Ok(0) => {
            // The cursor stands behind the question.
            out::remark("");
            Err(cancelled())
        }
        Ok(_) => Ok(Some(line.trim())
            .filter(|line| !line.is_empty())
            .or(usual)
            .map(str::to_owned)),
        Err(error) => Err(CliError::new(
            Exit::Io,
            "io",
            format!("the answer cannot be read: {error}"),
        )
        .hint("give the answers as options")),
    }
}

fn cancelled() -> CliError {
    CliError::new(Exit::Cancelled, "cancelled", "no answer was given").hint("nothing was changed")
}

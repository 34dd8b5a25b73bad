//! Questions to the person at the terminal: single keys and lines. Nothing else asks, and nothing here
//! asks without a terminal. Questions go to standard error, so that standard output holds results alone.
//!
//! Keys and lines come through the one buffer of standard input, so that what is typed ahead goes to
//! the question that comes next.

pub mod keys;
pub mod line;

use super::app::App;
use super::error::CliError;
use keys::{Keyboard, Manner};
use line::unreadable;

impl App {
    /// Whether a question may be asked: there is a terminal, and nobody forbade it.
    pub fn may_ask(&self) -> bool {
        !self.forbids_input() && self.env.stdin_is_terminal && self.env.stderr_is_terminal
    }

    /// Whether the user said that nothing is to be asked and no editor opened.
    pub fn forbids_input(&self) -> bool {
        self.globals.no_input || self.env.var("TPM_NO_INPUT").is_some()
    }

    /// Takes the keyboard over, until it is dropped.
    pub fn keyboard(&self) -> Result<Keyboard, CliError> {
        let manner = match self.is_dumb() {
            true => Manner::ByLine,
            false => Manner::Singly,
        };
        Keyboard::open(manner).map_err(|error| unreadable(&error))
    }

    /// Refuses to ask where there is nobody to answer; `hint` names what does without questions.
    pub fn require_answers(&self, what: &str, hint: &str) -> Result<(), CliError> {
        if self.forbids_input() {
            return Err(CliError::usage(
                format!("{what} asks, and --no-input or TPM_NO_INPUT forbids that"),
                hint,
            ));
        }
        if !self.may_ask() {
            return Err(CliError::usage(format!("{what} needs a terminal"), hint));
        }
        Ok(())
    }
}

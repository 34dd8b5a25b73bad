//! Questions to the person at the terminal: single keys and lines. Nothing else asks, and nothing here
//! asks without a terminal.
//!
//! Keys and lines come through the one buffer of standard input, so that what is typed ahead goes to
//! the question that comes next.

pub mod keys;
pub mod line;

use super::app::App;
use super::error::CliError;

impl App {
    /// Refuses to ask where there is nobody to answer; `hint` names what does without questions.
    pub fn require_answers(&self, what: &str, hint: &str) -> Result<(), CliError> {
        let forbidden = self.globals.no_input || self.env.var("TPM_NO_INPUT").is_some();
        if forbidden {
            return Err(CliError::usage(
                format!("{what} asks, and --no-input or TPM_NO_INPUT forbids that"),
                hint,
            ));
        }
        if !self.env.stdin_is_terminal || !self.env.stderr_is_terminal {
            return Err(CliError::usage(format!("{what} needs a terminal"), hint));
        }
        Ok(())
    }
}

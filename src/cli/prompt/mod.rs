//! Asking the user, on a terminal only: the one place that does. Questions go to standard error, so that
//! standard output holds results alone.

pub mod line;

use super::app::App;

impl App {
    /// Whether a question may be asked: there is a terminal, and nobody forbade it.
    pub fn may_ask(&self) -> bool {
        !self.forbids_input() && self.env.stdin_is_terminal && self.env.stderr_is_terminal
    }

    /// Whether the user said that nothing is to be asked and no editor opened.
    pub fn forbids_input(&self) -> bool {
        self.globals.no_input || self.env.var("TPM_NO_INPUT").is_some()
    }
}

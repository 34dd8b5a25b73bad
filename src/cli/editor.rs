//! The user's editor: which it is, and what comes back from it. No lock is held meanwhile.

use std::io;

use crate::files::draft::Draft;

use super::app::App;
use super::error::{CliError, Exit};
use super::input;

impl App {
    /// Whether an editor may be opened: on a terminal, or where one was named for tpm alone.
    pub fn may_edit(&self) -> bool {
        let terminal = self.env.stdin_is_terminal && self.env.stdout_is_terminal;
        !self.forbids_input() && (terminal || self.env.var("TPM_EDITOR").is_some())
    }

    /// Opens the draft in the user's editor and returns what they saved. `resume` is the command that
    /// goes on with the draft, which stays whatever goes wrong, unless nothing was typed.
    pub fn edit(&self, draft: &Draft, resume: &str) -> Result<String, CliError> {
        self.open_editor(draft, resume)?;
        self.read_draft(draft, resume)
    }

    /// Opens the draft in the user's editor and waits until they are done.
    pub fn open_editor(&self, draft: &Draft, resume: &str) -> Result<(), CliError> {
        let line = self.editor();
        let kept = |error: CliError| {
            if !draft.holds_anything() {
                draft.remove();
                return error.hint("nothing was typed, so no draft is kept");
            }
            error.hint(format!("the draft is kept; go on with `{resume}`"))
        };
        let status = self
            .env
            .shell(&line, Some(&draft.path().to_owned()))
            .status()
            .map_err(|error| {
                kept(CliError::new(
                    Exit::Cancelled,
                    "editor_failed",
                    format!("the editor \"{line}\" cannot be started: {error}"),
                ))
            })?;
        if !status.success() {
            return Err(kept(CliError::new(
                Exit::Cancelled,
                "editor_failed",
                format!("the editor \"{line}\" ended with {status}"),
            )));
        }
        Ok(())
    }

    /// Reads a draft back as text: UTF-8, or UTF-16 with a byte order mark.
    pub fn read_draft(&self, draft: &Draft, resume: &str) -> Result<String, CliError> {
        let bytes = draft.read().map_err(|error| draft_lost(draft, &error))?;
        if bytes.len() as u64 > input::MOST_INPUT {
            return Err(CliError::new(
                Exit::DataBad,
                "too_big",
                format!(
                    "the text holds {} bytes, more than {}",
                    bytes.len(),
                    input::MOST_INPUT
                ),
            )
            .hint(format!("the draft is kept; go on with `{resume}`")));
        }
        let text = match utf16(&bytes) {
            Some(text) => text,
            None => input::utf8(bytes, "the draft").map_err(|error| {
                error.hint(format!(
                    "the draft is kept; save it as UTF-8 and go on with `{resume}`"
                ))
            })?,
        };
        if text.trim().is_empty() {
            return Err(CliError::new(
                Exit::Cancelled,
                "cancelled",
                "the text is empty, so nothing was saved",
            )
            .hint(format!("the draft is kept; go on with `{resume}`")));
        }
        Ok(text)
    }

    fn editor(&self) -> String {
        ["TPM_EDITOR", "VISUAL", "EDITOR"]
            .into_iter()
            .find_map(|name| self.env.var(name))
            .or(self.config.editor.as_deref())
            .unwrap_or("vi")
            .to_owned()
    }
}

/// Says that a draft is in the way of beginning another; `again` is the command that goes on with it.
pub fn draft_exists(draft: &Draft, again: &str) -> CliError {
    let path = draft.path().display();
    CliError::new(
        Exit::Refused,
        "draft_exists",
        format!("a draft of it was kept at {path}"),
    )
    .hint(format!("go on with `{again}`, or remove the draft"))
}

/// Says that a draft cannot be written or read.
pub fn draft_lost(draft: &Draft, error: &io::Error) -> CliError {
    if error.kind() == io::ErrorKind::NotFound {
        let message = format!("the draft {} is gone", draft.path().display());
        return CliError::new(Exit::NoInput, "no_draft", message).hint(
            "nothing was saved; begin anew, and let the editor save to the file that it opened",
        );
    }
    let (exit, code) = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            (Exit::Permission, "read_only")
        }
        _ => (Exit::Io, "io"),
    };
    CliError::new(exit, code, format!("{}: {error}", draft.path().display()))
        .hint("TPM_STATE_DIR says where drafts are kept")
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    // Half a letter at the end is a file cut short, not a text.
    if bytes.len() % 2 == 1 {
        return None;
    }
    let units: Vec<u16> = bytes[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).ok()
}

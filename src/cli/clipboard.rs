//! The clipboard: a command of the user's own, the system's where the terminal is not a distant one, and
//! else the terminal itself, which takes a text by the sequence OSC 52, also over SSH.

use std::time::Duration;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::{hook, out};

/// What terminals take at most, in bytes before encoding; more is cut off by some without a word.
const MOST: usize = 74_000;

/// How long a program may take to hold the text.
const PATIENCE: Duration = Duration::from_secs(5);

impl App {
    /// Puts a text on the clipboard and says so.
    pub fn copy(&self, text: &str) -> Result<(), CliError> {
        let count = text.chars().count();
        if let Some(line) = &self.config.copy {
            let words = hook::words("copy", line)?;
            self.copy_by(&words, text)?;
        } else if !self.copy_by_system(text) {
            self.copy_by_terminal(text)?;
        }
        self.tell(&format!("copied {count} characters"));
        Ok(())
    }

    fn copy_by(&self, words: &[String], text: &str) -> Result<(), CliError> {
        let failed = |message: String| {
            CliError::new(Exit::Io, "copy_failed", message)
                .hint("`tpm config get copy` shows the command; -o writes a file instead")
        };
        let fed = self.env.feed(words, text, PATIENCE);
        let fed =
            fed.map_err(|error| failed(format!("the clipboard cannot be filled: {error}")))?;
        match fed.code {
            Some(0) => Ok(()),
            _ => Err(failed(format!(
                "the clipboard cannot be filled: {}",
                fed.said.trim()
            ))),
        }
    }

    /// Tries the programs that systems have for it; whether one took the text.
    fn copy_by_system(&self, text: &str) -> bool {
        let is_distant = ["SSH_TTY", "SSH_CONNECTION"]
            .iter()
            .any(|name| self.env.var(name).is_some());
        if is_distant {
            return false;
        }
        let mut programs: Vec<&[&str]> = Vec::new();
        if self.env.var("WAYLAND_DISPLAY").is_some() {
            programs.push(&["wl-copy"]);
        }
        if self.env.var("DISPLAY").is_some() {
            programs.push(&["xclip", "-selection", "clipboard"]);
            programs.push(&["xsel", "--clipboard", "--input"]);
        }
        if cfg!(target_os = "macos") {
            programs.push(&["pbcopy"]);
        }
        if cfg!(windows) {
            programs.push(&["clip.exe"]);
        }
        programs.into_iter().any(|words| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let fed = self.env.feed(&words, text, PATIENCE);
            fed.is_ok_and(|fed| fed.code == Some(0))
        })
    }

    fn copy_by_terminal(&self, text: &str) -> Result<(), CliError> {
        if !self.env.stderr_is_terminal || self.is_dumb() {
            return Err(CliError::new(
                Exit::CannotCreate,
                "no_clipboard",
                "there is no clipboard here",
            )
            .hint("-o writes a file; `tpm config set copy COMMAND` names a command that copies"));
        }
        if text.len() > MOST {
            return Err(CliError::new(
                Exit::CannotCreate,
                "too_big",
                format!("{} bytes are more than terminals take", text.len()),
            )
            .hint("-o writes a file"));
        }
        out::screen(&format!("\x1b]52;c;{}\x07", base64(text.as_bytes())));
        Ok(())
    }
}

/// Encodes bytes in base 64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            match place <= chunk.len() {
                true => out.push(char::from(DIGITS[digit as usize])),
                false => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_encoded_as_the_standard_says() {
        let check = |bytes: &str, want: &str| assert_eq!(base64(bytes.as_bytes()), want, "{bytes}");
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foob", "Zm9vYg==");
        check("foobar", "Zm9vYmFy");
        check("ÿ✓", "w7/inJM=");
    }
}

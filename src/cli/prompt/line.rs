//! One line of text: the terminal's own line editing, or whatever standard input is.
#![allow(clippy::disallowed_methods)] // answers come from standard input

use std::io::{self, BufRead};

use super::keys::{self, Key};
use crate::cli::error::{CliError, Exit};
use crate::cli::out;
use crate::render::{clean, grid};

/// What Ctrl-C leaves in a line where it does not end the program.
const INTERRUPT: u8 = 0x03;

/// The error (`EIO`) of reading from a terminal that was closed.
const IO_ERROR: i32 = 5;

/// What came in answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Text(String),
    /// Esc or Ctrl-C: the question is given up.
    GivenUp,
    /// Nobody answers any more.
    End,
}

/// Reads one line; nothing if it is not UTF-8.
pub fn read() -> io::Result<Option<Answer>> {
    read_from(&mut io::stdin().lock())
}

fn read_from(input: &mut impl BufRead) -> io::Result<Option<Answer>> {
    let mut line = Vec::new();
    loop {
        let bytes = filled(input)?;
        if bytes.is_empty() {
            // What stands before the end is an answer all the same.
            return Ok(if line.is_empty() {
                Some(Answer::End)
            } else {
                text(line)
            });
        }
        let Some(at) = bytes
            .iter()
            .position(|byte| matches!(*byte, b'\n' | INTERRUPT))
        else {
            line.extend_from_slice(bytes);
            let used = bytes.len();
            input.consume(used);
            continue;
        };
        line.extend_from_slice(&bytes[..at]);
        let is_given_up = bytes[at] == INTERRUPT;
        input.consume(at + 1);
        return Ok(if is_given_up {
            Some(Answer::GivenUp)
        } else {
            text(line)
        });
    }
}

/// Waits for bytes and returns those that are there; none at the end.
pub fn filled(input: &mut impl BufRead) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            // Asked once more, a terminal would wait for another end.
            Ok([]) => return Ok(&[]),
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // So reads a terminal that was closed.
            Err(error) if error.raw_os_error() == Some(IO_ERROR) => return Ok(&[]),
            Err(error) => return Err(error),
        }
    }
    // Once more, for what the loop borrowed cannot leave it; these are the same bytes.
    input.fill_buf()
}

/// Makes an answer of the bytes of a line. The terminal edits lines itself, but it leaves arrow keys in
/// them, and what was typed ahead while single keys were read.
fn text(line: Vec<u8>) -> Option<Answer> {
    let line = String::from_utf8(line).ok()?;
    let mut rest = line.as_bytes();
    let mut typed = Typed::default();
    while !rest.is_empty() {
        // Bytes in memory are read without fail.
        let key = keys::single(&mut rest, || false).ok()?;
        if let Pressed::Ends(answer @ Answer::GivenUp) = typed.press(key) {
            return Some(answer);
        }
    }
    Some(typed.answer())
}

/// A line while it is typed, key by key.
#[derive(Debug, Default)]
pub struct Typed(String);

/// What a key does to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// A text is added.
    Shows(String),
    /// So many columns are taken back.
    Erases(usize),
    Ends(Answer),
}

impl Typed {
    /// Does what a key stands for; arrows and the like are no text and do nothing.
    pub fn press(&mut self, key: Key) -> Pressed {
        let Typed(text) = self;
        match key {
            Key::Char(letter) => {
                let letter = if letter == '\t' { ' ' } else { letter };
                text.push(letter);
                Pressed::Shows(letter.to_string())
            }
            Key::Backspace => {
                let letters = text.char_indices();
                let kept = letters.last().map_or(0, |(at, _)| at);
                self.keep(kept)
            }
            Key::EraseWord => {
                let words = text.trim_end();
                let kept = words.rfind(' ').map_or(0, |blank| blank + 1);
                self.keep(kept)
            }
            Key::EraseLine => self.keep(0),
            Key::Enter => Pressed::Ends(self.answer()),
            Key::Escape | Key::Interrupt => Pressed::Ends(Answer::GivenUp),
            Key::End if !text.is_empty() => Pressed::Ends(self.answer()),
            Key::End | Key::Gone => Pressed::Ends(Answer::End),
            Key::Suspend | Key::Other => Pressed::Shows(String::new()),
        }
    }

    /// Takes back what stands behind so many bytes.
    fn keep(&mut self, bytes: usize) -> Pressed {
        let gone = self.0.split_off(bytes);
        Pressed::Erases(grid::width(&clean(&gone)))
    }

    fn answer(&self) -> Answer {
        Answer::Text(self.0.trim().to_owned())
    }
}

/// Asks for a line; nothing typed is `usual`. Giving up, and the end of the input, cancel the command.
pub fn ask(question: &str, usual: Option<&str>) -> Result<Option<String>, CliError> {
    let shown = match usual {
        Some(usual) => format!("{question} [{usual}]: "),
        None => format!("{question}: "),
    };
    loop {
        out::question(&shown);
        match read().map_err(|error| unreadable(&error))? {
            Some(Answer::Text(line)) if line.is_empty() => return Ok(usual.map(str::to_owned)),
            Some(Answer::Text(line)) => return Ok(Some(line)),
            Some(Answer::GivenUp | Answer::End) => {
                // The cursor stands behind the question.
                out::question("\n");
                let error = CliError::new(Exit::Cancelled, "cancelled", "no answer was given");
                return Err(error.hint("nothing was changed"));
            }
            None => out::remark("that is not UTF-8; type it again"),
        }
    }
}

/// Says that no answer can be had.
pub fn unreadable(error: &io::Error) -> CliError {
    CliError::new(
        Exit::Io,
        "io",
        format!("the terminal cannot be read: {error}"),
    )
    .hint("every question has an option; --help lists them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_erased_is_counted_in_columns() {
        let mut typed = Typed::default();
        let mut press = |key| typed.press(key);
        for letter in "a 容é".chars() {
            assert_eq!(press(Key::Char(letter)), Pressed::Shows(letter.to_string()));
        }
        assert_eq!(press(Key::Backspace), Pressed::Erases(1));
        assert_eq!(press(Key::Backspace), Pressed::Erases(2));
        assert_eq!(press(Key::Char('b')), Pressed::Shows("b".to_owned()));
        assert_eq!(press(Key::EraseWord), Pressed::Erases(1));
        assert_eq!(press(Key::EraseLine), Pressed::Erases(2));
        assert_eq!(press(Key::Backspace), Pressed::Erases(0));
        assert_eq!(press(Key::End), Pressed::Ends(Answer::End));
    }

    #[test]
    fn a_line_ends_at_enter_at_ctrl_c_or_at_the_end() {
        let check = |input: &[u8], want: &[Option<Answer>]| {
            let mut rest = input;
            let lines: Vec<_> = want.iter().map(|_| read_from(&mut rest).unwrap()).collect();
            assert_eq!(lines, want, "{input:?}");
        };
        let text = |text: &str| Some(Answer::Text(text.to_owned()));
        check(b"fri\nx", &[text("fri"), text("x"), Some(Answer::End)]);
        check("  é 🎉 \r\n".as_bytes(), &[text("é 🎉")]);
        check(b"\n", &[text("")]);
        check(b"abc\x03d", &[Some(Answer::GivenUp), text("d")]);
        check(b"", &[Some(Answer::End)]);
        check(b"\xff\n", &[None]);
        check("Mondayé\x7f\x7f\x7fty\n".as_bytes(), &[text("Mondty")]);
        check(b"\x7f\x08abc\x15fri\n", &[text("fri")]);
        check(b"in a year\x17month\n", &[text("in a month")]);
        check(b"ab\x1b[D\x1bOPc\x1b[15~\n", &[text("abc")]);
        check(b"ab\x1b\n", &[Some(Answer::GivenUp)]);
    }
}

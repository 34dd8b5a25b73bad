//! Single keys from the terminal. The terminal is in its usual mode again when this ends: in the usual
//! way, by a panic, or by a signal. Where keys do not come singly (`TERM=dumb`, systems without
//! termios) a letter and Enter stand for a key.
#![allow(clippy::disallowed_methods)] // answers come from standard input

use std::io::{self, BufRead};

#[cfg(unix)]
use mode::Terminal;

use super::line::{self, Answer, Pressed, Typed};
use crate::cli::out;

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Enter,
    Escape,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    Backspace,
    /// Ctrl-W and Ctrl-U.
    EraseWord,
    EraseLine,
    /// Arrows, function keys, and what is no text.
    Other,
    /// Ctrl-D.
    End,
    /// Nobody is there any more: the terminal was closed.
    Gone,
}

/// How keys come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Singly,
    /// A letter and Enter.
    ByLine,
}

/// The keyboard, for as long as questions are asked.
pub struct Keyboard {
    #[cfg(unix)]
    terminal: Option<Terminal>,
}

impl Keyboard {
    /// Takes the terminal over until it is dropped.
    pub fn open(manner: Manner) -> io::Result<Keyboard> {
        #[cfg(unix)]
        {
            let terminal = match manner {
                Manner::Singly => Some(Terminal::open()?),
                Manner::ByLine => None,
            };
            // Before anything is shown, so that a key pressed at once is not seen or obeyed.
            terminal.iter().try_for_each(Terminal::give_keys)?;
            Ok(Keyboard { terminal })
        }
        #[cfg(not(unix))]
        {
            let _ = manner;
            Ok(Keyboard {})
        }
    }

    /// Waits for a key.
    pub fn key(&mut self) -> io::Result<Key> {
        #[cfg(unix)]
        if self.terminal.is_some() {
            return single(&mut io::stdin().lock(), mode::more_follows);
        }
        by_line()
    }

    /// Waits for a line, which its writer can edit at its end; nothing if it is not UTF-8.
    pub fn line(&mut self) -> io::Result<Option<Answer>> {
        #[cfg(unix)]
        if self.terminal.is_some() {
            let mut typed = Typed::default();
            loop {
                let key = single(&mut io::stdin().lock(), mode::more_follows)?;
                match typed.press(key) {
                    Pressed::Shows(text) => out::question(&text),
                    Pressed::Erases(columns) => out::erase(columns),
                    Pressed::Ends(answer) => {
                        // The question and what was typed stay; what comes next stands below.
                        if matches!(answer, Answer::Text(_)) {
                            out::question("\n");
                        }
                        return Ok(Some(answer));
                    }
                }
            }
        }
        line::read()
    }

    /// Stops the program as Ctrl-Z does, until it is told to go on.
    pub fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        if let Some(terminal) = &self.terminal {
            terminal.give_back()?;
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            terminal.give_keys()?;
        }
        Ok(())
    }
}

/// Takes the first letter of a line for a key.
fn by_line() -> io::Result<Key> {
    Ok(match line::read()? {
        Some(Answer::Text(text)) => text.chars().next().map_or(Key::Enter, Key::Char),
        Some(Answer::GivenUp) => Key::Interrupt,
        Some(Answer::End) => Key::End,
        None => Key::Other,
    })
}

/// Reads one key; `more_follows` tells whether bytes come that are not in the buffer yet.
pub(super) fn single(input: &mut impl BufRead, more_follows: impl Fn() -> bool) -> io::Result<Key> {
    let buffered = line::filled(input)?;
    let (Some(&first), is_alone) = (buffered.first(), buffered.len() == 1) else {
        return Ok(Key::Gone);
    };
    input.consume(1);
    Ok(match first {
        b'\r' | b'\n' => Key::Enter,
        0x03 => Key::Interrupt,
        0x04 => Key::End,
        0x08 | 0x7f => Key::Backspace,
        0x15 => Key::EraseLine,
        0x17 => Key::EraseWord,
        b'\t' => Key::Char('\t'),
        0x1a => Key::Suspend,
        0x1b if is_alone && !more_follows() => Key::Escape,
        0x1b => return sequence(input),
        0x20..0x7f => Key::Char(char::from(first)),
        0x80.. => character(first, input)?,
        _ => Key::Other,
    })
}

/// Reads what follows an escape byte: a sequence to its end, or nothing where the byte was a key.
fn sequence(input: &mut impl BufRead) -> io::Result<Key> {
    let Some(&(b'[' | b'O')) = line::filled(input)?.first() else {
        return Ok(Key::Escape);
    };
    let is_short = byte(input)? == Some(b'O');
    while let Some(byte) = byte(input)? {
        if is_short || (0x40..0x7f).contains(&byte) {
            break;
        }
    }
    Ok(Key::Other)
}

/// Reads the rest of a character of several bytes.
fn character(first: u8, input: &mut impl BufRead) -> io::Result<Key> {
    let more = match first {
        0xc0..0xe0 => 1,
        0xe0..0xf0 => 2,
        0xf0..0xf8 => 3,
        _ => return Ok(Key::Other),
    };
    let mut bytes = vec![first];
    for _ in 0..more {
        bytes.extend(byte(input)?);
    }
    let text = String::from_utf8(bytes).ok();
    let letter = text.and_then(|text| text.chars().next());
    Ok(letter.map_or(Key::Other, Key::Char))
}

fn byte(input: &mut impl BufRead) -> io::Result<Option<u8>> {
    let first = line::filled(input)?.first().copied();
    input.consume(usize::from(first.is_some()));
    Ok(first)
}

#[cfg(unix)]
mod mode {
    //! The terminal's mode, which is given back whatever happens.

    use std::io;
    use std::thread::JoinHandle;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::termios::{
        InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::{Handle, Signals};

    /// How long the rest of an escape sequence may take over a slow line, in nanoseconds.
    const ESCAPE_WAIT: i64 = 50_000_000;

    /// A terminal that was taken over.
    pub struct Terminal {
        usual: Termios,
        signals: Handle,
        watcher: Option<JoinHandle<()>>,
    }

    impl Terminal {
        /// Takes the terminal of standard input over. A signal that ends the program gives it back first.
        pub fn open() -> io::Result<Terminal> {
            let usual = tcgetattr(io::stdin())?;
            let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
            let handle = signals.handle();
            let before = usual.clone();
            let watcher = std::thread::spawn(move || {
                for signal in signals.forever() {
                    // A terminal that is gone needs nothing.
                    let _ = tcsetattr(io::stdin(), OptionalActions::Now, &before);
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
            });
            Ok(Terminal {
                usual,
                signals: handle,
                watcher: Some(watcher),
            })
        }

        /// Lets each key through at once, unseen; Ctrl-C and Ctrl-Z are keys.
        pub fn give_keys(&self) -> io::Result<()> {
            let mut mode = self.usual.clone();
            mode.local_modes
                .remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
            mode.local_modes.remove(LocalModes::IEXTEN);
            mode.input_modes.remove(InputModes::IXON);
            mode.special_codes[SpecialCodeIndex::VMIN] = 1;
            mode.special_codes[SpecialCodeIndex::VTIME] = 0;
            self.set(&mode)
        }

        /// Gives the terminal its usual mode.
        pub fn give_back(&self) -> io::Result<()> {
            self.set(&self.usual)
        }

        fn set(&self, mode: &Termios) -> io::Result<()> {
            Ok(tcsetattr(io::stdin(), OptionalActions::Drain, mode)?)
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            let _ = self.give_back();
            self.signals.close();
            let watcher = self.watcher.take();
            // It ends when its signals are closed, and cannot have panicked.
            let _ = watcher.map(JoinHandle::join);
        }
    }

    /// Whether more bytes come at once.
    pub fn more_follows() -> bool {
        let stdin = io::stdin();
        let wait = Timespec {
            tv_sec: 0,
            tv_nsec: ESCAPE_WAIT,
        };
        let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
        poll(&mut asked, Some(&wait)).is_ok_and(|ready| ready > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_keys() {
        let check = |input: &[u8], want: &[Key]| {
            let mut rest = input;
            let mut keys = Vec::new();
            while !rest.is_empty() {
                keys.push(single(&mut rest, || false).unwrap());
            }
            assert_eq!(keys, want, "{input:?}");
        };
        check(b"dq", &[Key::Char('d'), Key::Char('q')]);
        check("éx".as_bytes(), &[Key::Char('é'), Key::Char('x')]);
        check("🎉".as_bytes(), &[Key::Char('🎉')]);
        check(b"\r\n", &[Key::Enter, Key::Enter]);
        check(b"\x03\x1a\x04", &[Key::Interrupt, Key::Suspend, Key::End]);
        check(b"\x1b", &[Key::Escape]);
        check(b"\x1bd", &[Key::Escape, Key::Char('d')]);
        check(
            b"\x1b[Ad\x1bOP\x1b[15~u",
            &[
                Key::Other,
                Key::Char('d'),
                Key::Other,
                Key::Other,
                Key::Char('u'),
            ],
        );
        check(b"\xff\xc3", &[Key::Other, Key::Other]);
        check(b"\x7f\x08", &[Key::Backspace, Key::Backspace]);
        check(b"\x15\x17", &[Key::EraseLine, Key::EraseWord]);
    }

    #[test]
    fn an_input_that_ended_is_no_key() {
        assert_eq!(single(&mut &b""[..], || true).unwrap(), Key::Gone);
    }
}

//! A terminal with the program in it: keys go in, and what the program writes in answer is waited
//! for, never for a time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Child, Stdio};

use pty_process::Size;
use pty_process::blocking::{Command, Pty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::retry_on_intr;

use crate::sandbox::Sandbox;

/// After so many seconds without a byte the program hangs; far above what anything takes.
const HANGS: i64 = 120;

const ROWS: NonZeroU16 = NonZeroU16::new(24).unwrap();

/// No answer has more lines.
const LONGEST: NonZeroU16 = NonZeroU16::new(200).unwrap();

pub struct Terminal {
    pty: Pty,
    child: Child,
    parser: vt100::Parser,
    /// All that was ever written to it.
    written: Vec<u8>,
    /// How much of that was there when the last keys were pressed.
    answered: usize,
    /// The mode in which the program found it.
    mode: String,
}

/// How the program ended.
pub struct Ended {
    /// The exit code; -1 after a signal.
    pub code: i32,
    pub screen: String,
    pub written: String,
    /// Standard output, where it was not the terminal.
    pub stdout: String,
}

/// Where standard output goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stdout {
    Terminal,
    Pipe,
}

impl Terminal {
    /// Runs a command in a terminal of this size; `TERM` is that of the sandbox or `xterm`.
    pub fn run(sandbox: &Sandbox, args: &[&str], columns: u16) -> Terminal {
        Terminal::run_with(sandbox, args, columns, Stdout::Terminal)
    }

    pub fn run_with(sandbox: &Sandbox, args: &[&str], columns: u16, stdout: Stdout) -> Terminal {
        let mut command = sandbox.command(args);
        if !command.get_envs().any(|(name, _)| name == "TERM") {
            command.env("TERM", "xterm");
        }
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(Size::new(ROWS.get(), columns)).unwrap();
        let mode = mode(&pty);
        let mut command = Command::from(command);
        if stdout == Stdout::Pipe {
            command = command.stdout(Stdio::piped());
        }
        let child = command.spawn(pts).unwrap();
        Terminal {
            pty,
            child,
            parser: vt100::Parser::new(ROWS, wide(columns), 0),
            written: Vec::new(),
            answered: 0,
            mode,
        }
    }

    /// Types keys.
    pub fn press(&mut self, keys: &str) {
        self.answered = self.written.len();
        (&self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the program has written a text since the last keys were pressed, and then until it
    /// waits for more keys: what stands on the screen from before is no answer, and keys that are
    /// pressed while the program still writes would show up in the middle of it.
    pub fn wait_for(&mut self, text: &str) {
        while !self.answer().contains(text) {
            assert!(
                self.take_more(HANGS),
                "it ended without \"{text}\":\n{}",
                self.screen()
            );
        }
        while !self.waits() {
            if !self.take_more(0) {
                std::thread::yield_now();
            }
        }
    }

    /// Types keys and waits for an answer that holds a text.
    pub fn step(&mut self, keys: &str, text: &str) {
        self.press(keys);
        self.wait_for(text);
    }

    /// Makes the terminal so many columns wide.
    pub fn resize(&mut self, columns: u16) {
        self.pty.resize(Size::new(ROWS.get(), columns)).unwrap();
        self.parser.screen_mut().set_size(ROWS, wide(columns));
    }

    /// Returns what stands on the screen, without blanks at the ends of lines.
    pub fn screen(&self) -> String {
        words(self.parser.screen())
    }

    /// Returns whether the terminal has the mode in which the program found it.
    pub fn is_as_before(&self) -> bool {
        mode(&self.pty) == self.mode
    }

    /// Waits for the program to end.
    pub fn end(mut self) -> Ended {
        while self.take_more(HANGS) {}
        let mut stdout = String::new();
        if let Some(mut pipe) = self.child.stdout.take() {
            pipe.read_to_string(&mut stdout).unwrap();
        }
        let status = self.child.wait().unwrap();
        assert!(
            self.is_as_before(),
            "the terminal's mode was not given back"
        );
        Ended {
            code: status.code().unwrap_or(-1),
            screen: self.screen(),
            written: String::from_utf8_lossy(&self.written).into_owned(),
            stdout,
        }
    }

    /// Sends the program a signal and waits for its end, which the signal must be.
    pub fn kill(self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args([signal, &id])
            .status();
        assert!(sent.unwrap().success());
        assert_eq!(self.end().code, -1);
    }

    /// Returns the words of what was written since the last keys were pressed.
    fn answer(&self) -> String {
        let (_, columns) = self.parser.screen().size();
        let mut parser = vt100::Parser::new(LONGEST, columns, 0);
        parser.process(&self.written[self.answered..]);
        words(parser.screen())
    }

    /// Returns whether the program sleeps, or has ended, and all that it wrote was read: it waits for
    /// keys. Where the system does not tell what a process does, what was asked for has come.
    fn waits(&mut self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let is_busy = stat.is_ok_and(|stat| {
            // The state stands behind the name, which is in brackets.
            let state = stat.rsplit(')').next().unwrap_or_default().trim_start();
            !state.starts_with(['S', 'Z'])
        });
        !is_busy && !self.take_more(0)
    }

    /// Takes what is written within so many seconds; false when nothing is, or when the program has
    /// ended.
    fn take_more(&mut self, seconds: i64) -> bool {
        let mut ready = [PollFd::new(&self.pty, PollFlags::IN)];
        let limit = Timespec {
            tv_sec: seconds,
            tv_nsec: 0,
        };
        let count = retry_on_intr(|| poll(&mut ready, Some(&limit))).unwrap();
        if count == 0 {
            assert!(seconds == 0, "it goes on:\n{}", self.screen());
            return false;
        }
        let mut bytes = [0; 4096];
        // Once the program is gone, reading fails.
        let Ok(count) = (&self.pty).read(&mut bytes) else {
            return false;
        };
        self.parser.process(&bytes[..count]);
        self.written.extend_from_slice(&bytes[..count]);
        count > 0
    }
}

/// Returns what stands on a screen, without blanks at the ends of lines.
fn words(screen: &vt100::Screen) -> String {
    let text = screen.contents().replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn mode(pty: &Pty) -> String {
    format!("{:?}", rustix::termios::tcgetattr(pty).unwrap())
}

fn wide(columns: u16) -> NonZeroU16 {
    NonZeroU16::new(columns).unwrap()
}

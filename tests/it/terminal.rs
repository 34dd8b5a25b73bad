//! A terminal with the program in it: keys go in, and what stands on the screen is waited for, never
//! for a time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Command, Pty};

use crate::sandbox::Sandbox;

/// After so long without a byte the program hangs; far above what anything takes.
const HANGS: Duration = Duration::from_secs(60);

const ROWS: NonZeroU16 = NonZeroU16::new(24).unwrap();

pub struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// All that was ever written to it.
    written: Vec<u8>,
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
        let pty = Arc::new(pty);
        let (sender, output) = mpsc::channel();
        let reader = Arc::clone(&pty);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // Once the program is gone, reading fails.
            while let Ok(count) = (&*reader).read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal {
            pty,
            child,
            output,
            parser: vt100::Parser::new(ROWS, wide(columns), 0),
            written: Vec::new(),
            mode,
        }
    }

    /// Types keys.
    pub fn press(&mut self, keys: &str) {
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the screen holds a text.
    pub fn wait_for(&mut self, text: &str) {
        while !self.screen().contains(text) {
            match self.output.recv_timeout(HANGS) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{error}: no \"{text}\" on\n{}", self.screen()),
            }
        }
    }

    /// Types keys and waits until the screen holds a text.
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
        let text = self.parser.screen().contents().replace('\u{a0}', " ");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n")
    }

    /// Returns whether the terminal has the mode in which the program found it.
    pub fn is_as_before(&self) -> bool {
        mode(&self.pty) == self.mode
    }

    /// Waits for the program to end.
    pub fn end(mut self) -> Ended {
        loop {
            match self.output.recv_timeout(HANGS) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it goes on:\n{}", self.screen()),
            }
        }
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

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.written.extend_from_slice(bytes);
    }
}

fn mode(pty: &Pty) -> String {
    format!("{:?}", rustix::termios::tcgetattr(pty).unwrap())
}

fn wide(columns: u16) -> NonZeroU16 {
    NonZeroU16::new(columns).unwrap()
}

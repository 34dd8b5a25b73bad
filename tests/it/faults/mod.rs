//! What must survive: crowds of writers, kills, full disks, wrong files, hostile text and odd
//! surroundings. After each of them the file is sound and nothing acknowledged is gone.
#![allow(clippy::disallowed_types)] // the other program that holds a lock is one with SQL

mod concurrency;
mod crash;
mod damage;
mod editor;
mod environment;
mod files;
mod fullness;
mod output;
mod purge;
mod rollback;
mod text;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tpm::store::{Access, Opening, Store};

use crate::sandbox::Sandbox;

/// How long a command may take that must not hang; far above what any takes.
const PROMPTLY: Duration = Duration::from_secs(60);

/// Every reading command, on the store of [`seeded`].
const READING: &[&str] = &[
    "",
    "today",
    "show D-1",
    "show A-1",
    "show M-1",
    "find plan",
    "decisions",
    "actions",
    "meetings",
    "people",
    "people --groups",
    "group",
    "workstreams",
    "risks",
    "risks --matrix",
    "needs",
    "needs --list",
    "milestones",
    "log",
    "log A-1",
    "log 1",
    "find plan --kind action",
    "purge A-1 --dry-run",
    "followup",
    "minutes",
    "minutes M-1",
    "series",
    "agenda M-1",
    "actions --json",
    "log --format csv",
    "show A-1 --format md",
    "show D-1 --format md",
    "option D-1",
    "loop",
    "loop D-1",
    "loop --group holder",
    "metrics",
    "dashboard -o -",
    "metrics --all --group owner",
    "update",
    "report weekly",
    "report weekly --format slack",
    "report person lee",
    "handover --to lee",
    "decisions --asked me",
    "announce D-1",
    "announce D-1 --format email",
    "show D-1 --format html",
    "show D-1 --format slack",
    "nudge --due",
    "nudge A-1",
    "decisions -q",
    "backup --list",
    "doctor --deep",
    "--help",
    "--version",
    "help",
    "help --all",
    "help decide",
    "config",
    "completions zsh",
    "man",
    "__complete bash --word=A- -- show",
    "note M-1 --candidates",
];

/// Every changing command, in an order in which each succeeds on the store of [`seeded`].
const CHANGING: &[&str] = &[
    "propose 'Which region first?'",
    "option D-1 'Vendor B' --pro cheaper --score cost=4",
    "edit D-1 --agree me,lee",
    "ack D-1 --agree",
    "defer D-1 --until 2027-01-01",
    "decide D-1 'Vendor B' --why cheaper",
    "announce D-1 --sent --channel slack",
    "ack D-1 lee --question 'who pays?'",
    "nudge D-1 --sent",
    "review D-1 --next 2027-06-01",
    "confirm D-1 --landed as_intended",
    "reopen D-1",
    "reject D-1 --why dear",
    "reopen D-1",
    "withdraw D-1 --why stopped",
    "reopen D-1",
    "act 'send the plan by fri'",
    "start A-1",
    "wait A-1 'the vendor'",
    "snooze A-1 2026-12-01",
    "link A-1 relates-to D-1",
    "unlink A-1 D-1",
    "comment A-1 'comes on Monday'",
    "edit A-1 --priority high",
    "done A-1",
    "drop A-2 --why stale",
    "meet 'Launch sync' --notes notes.md",
    "note M-1 --add 'one more line'",
    "note M-1 --from talk.md --accept all",
    "series weekly --every tue --at 10:00 --with lee",
    "agenda weekly --add 'Vendor choice' --for 10m",
    "meet weekly",
    "meet 'Vendor call' --on 2026-11-27 --at 10:00 --with lee --ics",
    "close M-1 M-2",
    "person lee --name 'Lee Wong'",
    "person bo",
    "group platform --members priya,lee",
    "person priya --away 24nov..5dec --cover lee",
    "person bo --merge-into lee",
    "workstream launch --name 'The launch' --audience platform",
    "update -w launch --summary 'On its way.' --ask none",
    "report weekly -w launch --sent",
    "person priya --left --to lee",
    "init --handle sam --name 'Sam Okoye'",
    "import notes dated.md",
    "import records adr",
    "risk 'Holiday freeze' --p 4 --i 5",
    "risk R-1 --happened",
    "need 'Auth API v2' --from @lee --for launch",
    "need N-1 --commit",
    "milestone Beta --due 2026-12-15 -w launch",
    "milestone T-1 --forecast 2026-12-20",
    "done T-1 N-1 R-2",
    "delete A-2",
    "undo",
    "redo",
    "backup",
    "restore latest --yes",
];

/// A sandbox with a decision, two actions, a meeting and a person.
fn seeded() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok("propose 'Which vendor?' --decider lee --due 2026-11-20");
    sandbox.ok("act @priya send the capacity plan by 2026-11-18 --for D-1 -w launch");
    sandbox.ok("act @lee book the room by 2026-12-18");
    sandbox.write(
        "notes.md",
        "# Staff\n\nPresent: @sam, @priya\n\n- ACTION: @priya check the plan by 2026-11-19\n",
    );
    sandbox.write("talk.md", "ACTION: @lee book it\nPriya will call them\n");
    sandbox.write(
        "dated.md",
        "# Review 2026-11-20\n\n- ACTION: @lee order chairs\n",
    );
    sandbox.write(
        "adr/0001-queue.md",
        "# 1. Queue\n\nDate: 2026-11-20\n\n## Status\n\nAccepted\n\n## Decision\n\nUse it.\n",
    );
    sandbox.ok("meet Staff --notes notes.md");
    sandbox
}

/// Waits for a process and returns what it wrote; one that hangs is killed and fails the test.
fn finish(child: Child, what: &str) -> Output {
    let id = child.id();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    match receiver.recv_timeout(PROMPTLY) {
        Ok(output) => output.unwrap(),
        Err(_) => {
            kill(id);
            panic!("`{what}` did not return");
        }
    }
}

/// Runs a command to its end with its output caught.
fn run(mut command: Command) -> Output {
    let what = format!("{command:?}");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    finish(spawned(&mut command), &what)
}

/// Starts a command. A program that was copied into place is busy for as long as a process that another
/// test starts at that moment holds the copy open.
fn spawned(command: &mut Command) -> Child {
    loop {
        match command.spawn() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            child => return child.unwrap(),
        }
    }
}

/// Runs a command with text on standard input.
fn run_with(mut command: Command, stdin: &[u8]) -> Output {
    let what = format!("{command:?}");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = spawned(&mut command);
    // A command that does not read its input may have closed it.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    finish(child, &what)
}

/// Runs a shell line in the sandbox with `$TPM` for the program.
fn shell(sandbox: &Sandbox, line: &str) -> Output {
    run(shell_command(sandbox, line))
}

fn shell_command(sandbox: &Sandbox, line: &str) -> Command {
    let tpm = sandbox.command(&[]);
    let mut command = Command::new("sh");
    command
        .args(["-c", line])
        .current_dir(sandbox.home())
        .env_clear()
        .env("TPM", tpm.get_program())
        .envs(
            tpm.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .stdin(Stdio::null());
    command
}

fn kill(id: u32) {
    let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Asserts the exit code and that nothing panicked; returns standard error.
fn expect(output: &Output, codes: &[i32], what: &str) -> String {
    let stderr = text(&output.stderr);
    let code = output.status.code();
    assert!(
        code.is_some_and(|code| codes.contains(&code)) && !stderr.contains("panicked"),
        "`{what}` ended with {}, not {codes:?}:\n{}{stderr}",
        output.status,
        text(&output.stdout),
    );
    stderr
}

fn open(path: &Path) -> Store {
    Store::open(opening(path), Access::Read).unwrap()
}

fn opening(path: &Path) -> Opening {
    Opening {
        path: path.to_owned(),
        state: None,
        store_uid: "unused".to_owned(),
        patience: Box::new(|| true),
        warn: Box::new(|_| ()),
    }
}

/// Asserts that nothing is damaged: pages, references, rows, the chain, replay, the search index.
fn assert_sound(path: &Path) {
    let (store, _) = Store::examine(opening(path)).unwrap();
    assert_eq!(store.check_deeply().unwrap(), []);
    store.close().unwrap();
}

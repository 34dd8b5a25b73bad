//! Many processes on one file at once.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{assert_sound, expect, finish, open, run, text};
use crate::sandbox::Sandbox;

const WRITERS: usize = 16;
const WRITES: usize = 500;

#[test]
fn sixteen_writers_lose_no_row_and_readers_never_fail() {
    let sandbox = Sandbox::new();
    let writing = AtomicBool::new(true);
    let ids = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let sandbox = &sandbox;
                scope.spawn(move || written_by(sandbox, writer))
            })
            .collect();
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while writing.load(Ordering::Relaxed) || reads == 0 {
                expect(
                    &run(sandbox.command(&["actions", "-q", "--limit", "5"])),
                    &[0],
                    "actions",
                );
                reads += 1;
            }
        });
        let ids: Vec<String> = writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect();
        writing.store(false, Ordering::Relaxed);
        reader.join().unwrap();
        ids
    });
    let wanted: BTreeSet<String> = (1..=WRITERS * WRITES).map(|id| format!("A-{id}")).collect();
    assert_eq!(ids.len(), wanted.len());
    assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), wanted);
    let stored = sandbox.ok("actions -q --limit 0");
    let stored: BTreeSet<String> = stored.lines().map(str::to_owned).collect();
    assert_eq!(stored, wanted);
    assert_sound(&sandbox.db());
}

/// Adds actions one after another and returns the IDs that were printed.
fn written_by(sandbox: &Sandbox, writer: usize) -> Vec<String> {
    (0..WRITES)
        .map(|number| {
            let title = format!("write {number} of writer {writer}");
            let output = run(sandbox.command(&["act", "-q", "--literal", &title]));
            expect(&output, &[0], "act");
            text(&output.stdout).trim().to_owned()
        })
        .collect()
}

#[test]
fn processes_that_meet_at_a_missing_file_make_one_file_between_them() {
    for _ in 0..10 {
        let sandbox = Sandbox::new();
        let children: Vec<_> = (0..WRITERS)
            .map(|_| {
                let mut command = sandbox.command(&["act", "-q", "first"]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        let mut ids = BTreeSet::new();
        for child in children {
            let output = finish(child, "act");
            expect(&output, &[0], "act");
            ids.insert(text(&output.stdout));
        }
        assert_eq!(ids.len(), WRITERS, "{ids:?}");
        let left: Vec<_> = std::fs::read_dir(sandbox.db().parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["tpm.db"]);
        let store = open(&sandbox.db());
        assert_eq!(store.broken_link().unwrap(), None);
    }
}

#[test]
fn readers_work_while_another_process_holds_the_write_lock() {
    let sandbox = super::seeded();
    let connection = rusqlite::Connection::open(sandbox.db()).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    for line in super::READING {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 0, "{exchange}");
    }
}

#[test]
fn a_writer_that_cannot_have_the_lock_says_so_and_writes_nothing() {
    let sandbox = super::seeded();
    let before = sandbox.ok("log --json");
    let connection = rusqlite::Connection::open(sandbox.db()).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    for line in ["act one more --lock-timeout 0", "done A-1 --lock-timeout 1"] {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 75, "{exchange}");
        assert!(exchange.stderr.contains("another process is writing to"));
        assert!(exchange.stderr.contains("--lock-timeout"), "{exchange}");
    }
    let exchange = sandbox.tpm("act one more --lock-timeout 0 --json");
    assert!(exchange.stderr.contains("\"retryable\":true"), "{exchange}");
    drop(connection);
    assert_eq!(sandbox.ok("log --json"), before);
    sandbox.ok("act one more");
}

#[test]
fn a_restore_beside_writers_takes_back_what_it_set_aside_and_nothing_else() {
    let sandbox = Sandbox::new();
    let notes: String = (1..=3000)
        .map(|number| format!("- ACTION: carry box {number} upstairs\n"))
        .collect();
    sandbox.write("boxes.md", format!("# Boxes 2026-11-20\n\n{notes}"));
    sandbox.ok("import notes boxes.md");
    sandbox.ok("backup");
    let restoring = AtomicBool::new(true);
    let written: Vec<String> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..2)
            .map(|writer| {
                let (sandbox, restoring) = (&sandbox, &restoring);
                scope.spawn(move || {
                    let mut titles = Vec::new();
                    while restoring.load(Ordering::Relaxed) || titles.len() < 5 {
                        let title = format!("write {} of writer {writer}", titles.len());
                        let output = run(sandbox.command(&["act", "-q", "--literal", &title]));
                        expect(&output, &[0], "act");
                        titles.push(title);
                    }
                    titles
                })
            })
            .collect();
        let restored = run(sandbox.command(&["restore", "latest", "--yes"]));
        expect(&restored, &[0], "restore");
        restoring.store(false, Ordering::Relaxed);
        let written = writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap());
        written.collect()
    });
    let listed = sandbox.tpm("backup --list --format jsonl --fields path,purpose");
    let aside = listed
        .stdout
        .lines()
        .find(|line| line.contains("set_aside"))
        .and_then(|line| line.split('"').nth(3))
        .unwrap_or_else(|| panic!("{listed}"))
        .replace("[HOME]", &sandbox.home().display().to_string());
    let aside = aside.replace("[STORE]", &tpm::files::stem_for(&sandbox.db()));
    let titles = |flags: &str| {
        sandbox.ok(&format!(
            "actions write --limit 0 --format csv --fields title {flags}"
        ))
    };
    let kept = titles("") + &titles(&format!("--db '{aside}'"));
    for title in written {
        assert!(kept.contains(&title), "\"{title}\" is in neither file");
    }
    assert_sound(&sandbox.db());
}

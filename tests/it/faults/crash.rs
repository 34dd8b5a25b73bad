//! Killed writers: nothing acknowledged is lost and nobody has to repair anything.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{assert_sound, expect, seeded, text};
use crate::sandbox::Sandbox;

/// How often each of the two writers is killed.
const KILLS: u64 = 500;

/// How often the making of the file is cut off.
const KILLS_AT_FIRST: u64 = 40;

/// Within how many milliseconds a writer is killed, by turns: how far it comes in a time depends on
/// what else the machine does, and some of them must come to their end.
const SPANS: [u64; 7] = [4, 8, 16, 32, 64, 128, 256];

#[test]
fn nothing_acknowledged_is_lost_when_writers_are_killed() {
    let sandbox = Sandbox::new();
    let acknowledged = Mutex::new(BTreeSet::new());
    let killed = AtomicU64::new(0);
    let rounds = |rounds: u64| {
        std::thread::scope(|scope| {
            for writer in 0..2 {
                let (sandbox, acknowledged, killed) = (&sandbox, &acknowledged, &killed);
                scope.spawn(move || {
                    killed_again_and_again(sandbox, writer, rounds, (acknowledged, killed));
                });
            }
        });
    };
    rounds(KILLS_AT_FIRST);
    // However the making of the file was cut off, nobody has to put anything right.
    let first = sandbox.ok("act -q 'write that is left alone'");
    acknowledged.lock().unwrap().insert(first.trim().to_owned());
    rounds(KILLS);
    assert!(killed.into_inner() > 0);
    let acknowledged = acknowledged.into_inner().unwrap();
    let stored = sandbox.ok("actions -q --limit 0");
    let stored: BTreeSet<&str> = stored.lines().collect();
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|id| !stored.contains(id.as_str()))
        .collect();
    assert!(lost.is_empty(), "lost {lost:?}");
    assert_sound(&sandbox.db());
}

fn killed_again_and_again(
    sandbox: &Sandbox,
    writer: u64,
    rounds: u64,
    (acknowledged, killed): (&Mutex<BTreeSet<String>>, &AtomicU64),
) {
    let mut random = 0x9e37_79b9_7f4a_7c15 ^ (writer + 1);
    for round in 0..rounds {
        let mut child = sandbox
            .command(&[
                "act",
                "-q",
                "--literal",
                "write that may be killed",
                // How long a busy disk makes them wait is nothing that is asked here.
                "--lock-timeout",
                "120",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        random = next(random);
        let span = SPANS[round as usize % SPANS.len()];
        std::thread::sleep(Duration::from_micros(random % (span * 1000)));
        // One that has ended already cannot be killed.
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        match output.status.code() {
            Some(_) => drop(expect(&output, &[0], "act")),
            None => {
                killed.fetch_add(1, Ordering::Relaxed);
            }
        }
        // What was printed counts, also where the kill came between the line and the end.
        let id = text(&output.stdout).trim().to_owned();
        assert!(output.status.code().is_none() || !id.is_empty());
        if !id.is_empty() {
            assert!(acknowledged.lock().unwrap().insert(id));
        }
    }
}

/// The next of a row of numbers that look random (xorshift).
fn next(mut state: u64) -> u64 {
    state ^= state << 13;
    state ^= state >> 7;
    state ^ (state << 17)
}

#[test]
fn a_log_that_a_killed_process_left_is_taken_up_and_folded_in() {
    let sandbox = seeded();
    let log = sandbox.home().join(".local/share/tpm/tpm.db-wal");
    // A process that dies with the file open leaves the log; one that copies both is that crash.
    let held = super::open(&sandbox.db());
    sandbox.ok("act survives the crash");
    assert!(log.exists());
    let (file, wal) = (sandbox.home().join("copy.db"), "copy.db-wal");
    std::fs::copy(sandbox.db(), &file).unwrap();
    std::fs::copy(&log, sandbox.home().join(wal)).unwrap();
    drop(held);
    let found = sandbox.ok("find survives --db copy.db");
    assert!(found.contains("A-4"), "{found}");
    assert!(!sandbox.home().join(wal).exists());
    assert_sound(&file);
}

#[test]
fn a_log_without_its_file_is_never_played_into_a_new_one() {
    let sandbox = seeded();
    let held = super::open(&sandbox.db());
    sandbox.ok("act in the old file");
    let log = sandbox.home().join("new.db-wal");
    std::fs::copy(sandbox.home().join(".local/share/tpm/tpm.db-wal"), &log).unwrap();
    drop(held);
    let before = std::fs::read(&log).unwrap();
    for line in ["act in the new file --db new.db", "actions --db new.db"] {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 66, "{exchange}");
        assert!(exchange.stderr.contains("new.db-wal"), "{exchange}");
    }
    assert_eq!(std::fs::read(&log).unwrap(), before);
    assert!(!sandbox.home().join("new.db").exists());
}

//! Files that are not what was written last at their place: rolled back, replaced, gone. Told by every
//! command, taken as they are only when asked, and no alarm where nothing is wrong.

use std::path::{Path, PathBuf};

use super::{assert_sound, open, seeded};
use crate::sandbox::Sandbox;

fn witness(sandbox: &Sandbox) -> PathBuf {
    let stem = tpm::files::stem_for(&sandbox.db());
    sandbox.home().join(".local/state/tpm/witness").join(stem)
}

fn log_of(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", path.display()))
}

/// Asserts that every command refuses the file as `saying`, leaves it alone, and goes on when it was
/// accepted.
fn assert_alarm(sandbox: &Sandbox, saying: &str) {
    let before = std::fs::read(sandbox.db()).unwrap();
    for line in ["actions", "today", "log", "act x", "undo", "meet x"] {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 65, "{exchange}");
        assert!(exchange.stderr.contains(saying), "{exchange}");
        assert!(exchange.stderr.contains("doctor --accept"), "{exchange}");
    }
    let machine = sandbox.tpm("actions --json");
    assert!(
        machine.stderr.contains(r#""code":"rolled_back""#),
        "{machine}"
    );
    assert_eq!(sandbox.tpm("doctor").code, 10);
    assert_eq!(std::fs::read(sandbox.db()).unwrap(), before);
    let accepted = sandbox.ok("doctor --accept");
    assert!(accepted.contains(saying), "{accepted}");
    sandbox.ok("actions");
    sandbox.ok("act goes on");
    assert_sound(&sandbox.db());
}

#[test]
fn a_log_deleted_after_a_crash_is_told() {
    let sandbox = seeded();
    let held = open(&sandbox.db());
    sandbox.ok("act first of two");
    sandbox.ok("act second of two");
    // Copied while the log holds the two: the file without them.
    let without = std::fs::read(sandbox.db()).unwrap();
    assert!(std::fs::metadata(log_of(&sandbox.db())).unwrap().len() > 0);
    drop(held);
    std::fs::write(sandbox.db(), without).unwrap();
    assert_alarm(&sandbox, "has been rolled back: 2 operations are missing");
}

#[test]
fn an_older_copy_put_back_is_told() {
    let sandbox = seeded();
    let old = std::fs::read(sandbox.db()).unwrap();
    sandbox.ok("act soon forgotten");
    std::fs::write(sandbox.db(), old).unwrap();
    assert_alarm(&sandbox, "has been rolled back: 1 operation is missing");
}

#[test]
fn an_older_copy_that_was_written_to_elsewhere_is_told() {
    let sandbox = seeded();
    let copy = sandbox.home().join("elsewhere.db");
    std::fs::copy(sandbox.db(), &copy).unwrap();
    sandbox.ok("act here");
    for title in ["there", "there too", "and once more"] {
        sandbox.ok(&format!("act {title} --db elsewhere.db"));
    }
    std::fs::copy(copy, sandbox.db()).unwrap();
    assert_alarm(&sandbox, "operation 5 is not the one that was written here");
}

#[test]
fn another_store_in_the_place_is_told() {
    let sandbox = seeded();
    sandbox.ok("act of another store --db other.db");
    std::fs::copy(sandbox.home().join("other.db"), sandbox.db()).unwrap();
    assert_alarm(
        &sandbox,
        "has been replaced by another store: 4 operations are missing",
    );
}

#[test]
fn a_copy_in_use_at_two_paths_is_no_alarm() {
    let sandbox = seeded();
    std::fs::copy(sandbox.db(), sandbox.home().join("copy.db")).unwrap();
    for round in 0..3 {
        sandbox.ok(&format!("act here {round}"));
        sandbox.ok(&format!("act there {round} --db copy.db"));
        sandbox.ok("actions");
        sandbox.ok("actions --db copy.db");
    }
    assert_eq!(sandbox.tpm("doctor --db copy.db").code, 0);
}

#[test]
fn a_file_that_went_on_elsewhere_is_no_alarm() {
    let sandbox = seeded();
    let copy = sandbox.home().join("elsewhere.db");
    std::fs::copy(sandbox.db(), &copy).unwrap();
    for title in ["there", "there too"] {
        sandbox.ok(&format!("act {title} --db elsewhere.db"));
    }
    std::fs::copy(copy, sandbox.db()).unwrap();
    sandbox.ok("actions");
    sandbox.ok("act here again");
}

#[test]
fn undo_redo_and_many_writers_raise_no_alarm() {
    let sandbox = seeded();
    for line in ["act x", "undo", "redo", "undo", "act y", "done A-3"] {
        sandbox.ok(line);
    }
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                for round in 0..10 {
                    sandbox.ok(&format!("act -q --literal {writer} {round}"));
                }
            });
        }
    });
    assert_eq!(sandbox.tpm("doctor --deep").code, 0);
}

#[test]
fn a_witness_that_cannot_be_written_is_told_and_the_change_stays() {
    let sandbox = seeded();
    let folder = sandbox.home().join(".local/state/tpm/witness");
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let exchange = sandbox.tpm("act stays all the same");
    assert_eq!(exchange.code, 0, "{exchange}");
    assert!(
        exchange
            .stderr
            .contains("the change was saved, but the witness"),
        "{exchange}"
    );
    assert!(sandbox.ok("actions").contains("stays all the same"));
}

#[test]
fn a_witness_that_is_torn_or_empty_is_no_alarm() {
    let sandbox = seeded();
    let whole = std::fs::read(witness(&sandbox)).unwrap();
    for text in [&b""[..], b"tpm-witness-1 ", &whole[..whole.len() / 2]] {
        std::fs::write(witness(&sandbox), text).unwrap();
        sandbox.ok("actions");
        sandbox.ok("act x");
        assert_ne!(std::fs::read(witness(&sandbox)).unwrap(), text);
    }
}

#[test]
fn reading_makes_no_witness() {
    let sandbox = seeded();
    std::fs::remove_file(witness(&sandbox)).unwrap();
    for line in super::READING {
        sandbox.tpm(line);
    }
    assert!(!witness(&sandbox).exists());
}

#[test]
fn a_missing_file_that_was_known_is_not_begun_anew_before_it_is_given_up() {
    let sandbox = seeded();
    std::fs::remove_file(sandbox.db()).unwrap();
    for line in ["actions", "act x", "today --json", "doctor", "backup"] {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 66, "{exchange}");
        assert!(exchange.stderr.contains("doctor --accept"), "{exchange}");
        assert!(!sandbox.db().exists());
    }
    sandbox.ok("doctor --accept");
    assert!(!sandbox.db().exists());
    assert_eq!(sandbox.ok("actions -q"), "");
    assert_eq!(sandbox.ok("act begins anew -q"), "A-1\n");
    // The new file is watched as the old one was.
    std::fs::remove_file(sandbox.db()).unwrap();
    assert_eq!(sandbox.tpm("actions").code, 66);
}

#[test]
fn a_store_in_a_folder_that_is_synced_is_told_once_and_by_doctor() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.home().join("Dropbox")).unwrap();
    let first = sandbox.tpm("act x --db Dropbox/tpm.db");
    assert!(
        first.stderr.contains("a folder that Dropbox syncs"),
        "{first}"
    );
    let second = sandbox.tpm("act y --db Dropbox/tpm.db");
    assert!(!second.stderr.contains("Dropbox"), "{second}");
    let doctor = sandbox.tpm("doctor --db Dropbox/tpm.db");
    assert_eq!(doctor.code, 10, "{doctor}");
    assert!(
        doctor.stdout.contains("a folder that Dropbox syncs"),
        "{doctor}"
    );
}

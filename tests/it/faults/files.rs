//! Paths that hold no store of ours, files that are missing, and what stands beside the file.

use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{READING, expect, run, seeded};
use crate::sandbox::Sandbox;

/// Asserts that reading and writing refuse the path with `code`, say `saying` and leave it alone.
fn assert_refused(sandbox: &Sandbox, path: &Path, code: i32, saying: &str) {
    let before = std::fs::symlink_metadata(path).unwrap();
    let bytes = before.is_file().then(|| std::fs::read(path).unwrap());
    let beside = names_in(path.parent().unwrap());
    for words in [&["actions"][..], &["act", "x"], &["today", "--json"]] {
        let mut command = sandbox.command(words);
        command.arg("--db").arg(path);
        let stderr = expect(&run(command), &[code], saying);
        assert!(stderr.contains(saying), "{stderr}");
        assert!(stderr.contains("hint"), "{stderr}");
        assert!(stderr.contains(path.file_name().unwrap().to_str().unwrap()));
    }
    let after = std::fs::symlink_metadata(path).unwrap();
    assert_eq!(after.file_type(), before.file_type());
    assert_eq!(after.modified().unwrap(), before.modified().unwrap());
    assert_eq!(after.is_file().then(|| std::fs::read(path).unwrap()), bytes);
    assert_eq!(names_in(path.parent().unwrap()), beside);
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A copy of a store with bytes put in at a place of its header.
fn patched(sandbox: &Sandbox, at: usize, with: [u8; 4]) -> PathBuf {
    let mut bytes = std::fs::read(sandbox.db()).unwrap();
    bytes[at..at + 4].copy_from_slice(&with);
    sandbox.write("wrong/patched.db", bytes)
}

#[test]
fn files_that_hold_no_store_are_refused_and_left_as_they_are() {
    let sandbox = seeded();
    let header = std::fs::read(sandbox.db()).unwrap()[..60].to_vec();
    let check = |content: &[u8], saying| {
        let path = sandbox.write("wrong/file.db", content);
        assert_refused(&sandbox, &path, 65, saying);
    };
    check(b"", "it is empty or too short");
    check(b"x", "it is empty or too short");
    check(&header, "it is empty or too short");
    check(&[b'x'; 4096], "it is not an SQLite file");
    check(
        "Dear diary,\n".repeat(50).as_bytes(),
        "it is not an SQLite file",
    );
}

#[test]
fn another_programs_database_is_refused_and_left_as_it_is() {
    let sandbox = seeded();
    let path = patched(&sandbox, 68, *b"FOSL");
    assert_refused(&sandbox, &path, 65, "it belongs to another program");
    let path = patched(&sandbox, 68, [0; 4]);
    assert_refused(&sandbox, &path, 65, "it belongs to another program");
    let path = sandbox.home().join("wrong/fresh.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    other.close().unwrap();
    assert_refused(&sandbox, &path, 65, "it belongs to another program");
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_as_it_is() {
    let sandbox = seeded();
    for version in [1000_u32, 1 << 31] {
        let path = patched(&sandbox, 60, version.to_be_bytes());
        assert_refused(&sandbox, &path, 65, "was written by a newer tpm");
    }
}

#[test]
fn folders_pipes_and_devices_are_refused_at_once() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.home().join("wrong/folder")).unwrap();
    assert_refused(
        &sandbox,
        &sandbox.home().join("wrong/folder"),
        65,
        "it is a folder",
    );
    let fifo = sandbox.home().join("wrong/fifo");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    assert_refused(&sandbox, &fifo, 65, "it is not a regular file");
    for device in ["/dev/null", "/dev/zero"] {
        let exchange = sandbox.tpm(&format!("act x --db {device}"));
        assert_eq!(exchange.code, 65, "{exchange}");
    }
}

#[test]
fn a_link_that_leads_nowhere_is_told_with_where_it_leads() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.home().join("wrong")).unwrap();
    let link = sandbox.home().join("wrong/link.db");
    symlink(sandbox.home().join("unmounted/tpm.db"), &link).unwrap();
    for line in ["actions", "act x"] {
        let exchange = sandbox.tpm(&format!("{line} --db wrong/link.db"));
        assert_eq!(exchange.code, 66, "{exchange}");
        assert!(exchange.stderr.contains("unmounted/tpm.db"), "{exchange}");
    }
    assert_eq!(names_in(link.parent().unwrap()), ["link.db"]);
    assert!(!sandbox.home().join("unmounted").exists());
}

#[test]
fn a_link_to_a_store_is_the_store() {
    let sandbox = seeded();
    symlink(sandbox.db(), sandbox.home().join("link.db")).unwrap();
    sandbox.ok("act through the link --db link.db");
    assert!(sandbox.ok("actions").contains("through the link"));
}

#[test]
fn reading_a_missing_file_shows_nothing_and_makes_nothing() {
    let sandbox = Sandbox::new();
    for line in READING.iter().copied() {
        let exchange = sandbox.tpm(line);
        let names = ["-1", "minutes", " lee"];
        let is_about_something = names.iter().any(|name| line.contains(name)) || line == "log 1";
        let wanted: &[i32] = if is_about_something { &[3] } else { &[0] };
        assert!(wanted.contains(&exchange.code), "{exchange}");
    }
    assert_eq!(names_in(sandbox.home()), Vec::<String>::new());
}

#[test]
fn a_missing_file_that_a_backup_is_known_of_is_not_begun_anew() {
    let sandbox = seeded();
    let stem = tpm::files::stem_for(&sandbox.db());
    let backup = sandbox.write(
        &format!(".local/state/tpm/backups/{stem}-schema1-operation4.db"),
        std::fs::read(sandbox.db()).unwrap(),
    );
    std::fs::remove_file(sandbox.db()).unwrap();
    for line in ["actions", "act x", "today --json"] {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 66, "{exchange}");
        // The sandbox shows the stem of its store as [STORE].
        let named = "backups/[STORE]-schema1-operation4.db";
        assert!(exchange.stderr.contains(named), "{exchange}");
        assert!(!sandbox.db().exists());
    }
    std::fs::copy(backup, sandbox.db()).unwrap();
    sandbox.ok("act x");
}

#[test]
fn the_file_is_private_and_stands_alone_after_each_command() {
    let sandbox = Sandbox::new();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    sandbox.ok("act x");
    let folder = sandbox.db().parent().unwrap().to_owned();
    assert_eq!(mode(&sandbox.db()), 0o600);
    assert_eq!(mode(&folder), 0o700);
    for line in ["act y", "actions", "done A-1", "log", "undo"] {
        sandbox.ok(line);
        assert_eq!(names_in(&folder), ["tpm.db"]);
    }
}

#[test]
fn drafts_and_their_folders_are_private() {
    let mut sandbox = seeded();
    sandbox.editor("exit 1");
    assert_eq!(sandbox.tpm("note M-1").code, 5);
    let state = sandbox.home().join(".local/state/tpm/drafts");
    let folder = std::fs::read_dir(state).unwrap().next().unwrap().unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.path()), 0o700);
    for name in names_in(&folder.path()) {
        assert_eq!(mode(&folder.path().join(name)), 0o600);
    }
}

/// Nobody's user ID. Permissions do not bind root, so where the tests run as root the commands run
/// as nobody on files that are nobody's.
const NOBODY: u32 = 65534;

fn as_bound_user(sandbox: &Sandbox, words: &[&str]) -> Command {
    if !is_root(sandbox) {
        return sandbox.command(words);
    }
    // The build may stand in a folder that nobody may enter; the sandbox is one they may.
    let program = sandbox.home().join("program");
    if !program.exists() {
        // Copied by another process: a file that this one has open for writing may be inherited by a
        // child of another test, and is then too busy to be run.
        let copied = Command::new("cp")
            .args([env!("CARGO_BIN_EXE_tpm").as_ref(), program.as_os_str()])
            .status();
        assert!(copied.unwrap().success());
        allow(&program, 0o755);
    }
    give_away(sandbox.home());
    let mut command = sandbox.command_of(&program, words);
    command.uid(NOBODY).gid(NOBODY);
    command
}

fn is_root(sandbox: &Sandbox) -> bool {
    let probe = sandbox.write("probe", "");
    std::fs::set_permissions(&probe, std::fs::Permissions::from_mode(0o000)).unwrap();
    let readable = std::fs::read(&probe).is_ok();
    std::fs::remove_file(probe).unwrap();
    readable
}

fn give_away(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            give_away(&entry.unwrap().path());
        }
    }
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// Asserts that reading works and writing is refused as 77 with a way on.
fn assert_read_only(sandbox: &Sandbox) {
    for words in [&["actions"][..], &["today"], &["show", "A-1"], &["log"]] {
        expect(&run(as_bound_user(sandbox, words)), &[0], words[0]);
    }
    let stderr = expect(&run(as_bound_user(sandbox, &["act", "x"])), &[77], "act x");
    assert!(stderr.contains("--db"), "{stderr}");
}

#[test]
fn a_file_that_may_not_be_written_can_be_read() {
    let sandbox = seeded();
    allow(&sandbox.db(), 0o400);
    assert_read_only(&sandbox);
}

#[test]
fn a_folder_that_may_not_be_written_can_be_read() {
    let sandbox = seeded();
    let folder = sandbox.db().parent().unwrap().to_owned();
    allow(&folder, 0o500);
    assert_read_only(&sandbox);
    allow(&sandbox.db(), 0o400);
    assert_read_only(&sandbox);
    allow(&folder, 0o700);
}

#[test]
fn a_file_that_may_not_be_read_is_told_as_that() {
    let sandbox = seeded();
    allow(&sandbox.db(), 0o000);
    for words in [&["actions"][..], &["act", "x"]] {
        let stderr = expect(&run(as_bound_user(&sandbox, words)), &[77], words[0]);
        assert!(stderr.contains("hint"), "{stderr}");
    }
}

#[test]
fn a_file_cannot_be_made_where_nothing_may_be_written() {
    let sandbox = Sandbox::new();
    let folder = sandbox.home().join("closed");
    std::fs::create_dir(&folder).unwrap();
    allow(&folder, 0o500);
    let words = ["act", "x", "--db", "closed/deep/tpm.db"];
    let stderr = expect(&run(as_bound_user(&sandbox, &words)), &[77], "act");
    assert!(stderr.contains("--db"), "{stderr}");
    let words = ["actions", "--db", "closed/deep/tpm.db"];
    expect(&run(as_bound_user(&sandbox, &words)), &[0], "actions");
    allow(&folder, 0o700);
}

#[test]
fn a_draft_folder_that_may_not_be_written_is_told_before_the_editor_opens() {
    let mut sandbox = seeded();
    sandbox.editor("touch opened");
    let state = sandbox.home().join("state");
    std::fs::create_dir(&state).unwrap();
    sandbox.set("TPM_STATE_DIR", state.to_str().unwrap());
    allow(&state, 0o500);
    let stderr = expect(
        &run(as_bound_user(&sandbox, &["note", "M-1"])),
        &[77],
        "note",
    );
    assert!(stderr.contains("TPM_STATE_DIR"), "{stderr}");
    assert!(!sandbox.home().join("opened").exists());
    allow(&state, 0o700);
}

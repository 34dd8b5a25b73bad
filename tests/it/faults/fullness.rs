//! No room left: a limit on the size of files stands in for a full disk.

use super::{assert_sound, expect, seeded, shell, text};
use crate::sandbox::Sandbox;

/// Blocks of 512 bytes that a file may have: from nothing to more than the store needs.
fn limits() -> impl Iterator<Item = u32> {
    (0..64).step_by(4).chain((64..1024).step_by(64))
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let sandbox = seeded();
    let mut known = sandbox.ok("actions -q --limit 0").lines().count();
    let mut refused = 0;
    for limit in limits() {
        // The signal is what a limit has and a full disk has not.
        let line = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$TPM\" act -q fill the disk");
        let output = shell(&sandbox, &line);
        let stderr = expect(&output, &[0, 74], &line);
        if output.status.success() {
            known += 1;
        } else {
            refused += 1;
            assert!(stderr.contains("nothing was written"), "{limit}: {stderr}");
            assert_eq!(text(&output.stdout), "");
        }
        let stored = sandbox.ok("actions -q --limit 0").lines().count();
        assert_eq!(stored, known, "after a limit of {limit}");
    }
    assert!(refused > 3, "{refused}");
    assert_sound(&sandbox.db());
}

#[test]
fn a_limit_that_kills_the_writer_loses_nothing() {
    let sandbox = seeded();
    let mut known = sandbox.ok("actions -q --limit 0").lines().count();
    for limit in limits() {
        let line = format!("ulimit -c 0; ulimit -f {limit}; exec \"$TPM\" act -q fill the disk");
        let output = shell(&sandbox, &line);
        let stored = sandbox.ok("actions -q --limit 0").lines().count();
        // A kill between the commit and the line that tells of it leaves what was not told.
        let untold = usize::from(!output.status.success() && stored > known);
        known += usize::from(output.status.success()) + untold;
        assert_eq!(stored, known, "after a limit of {limit}: {}", output.status);
    }
    assert_sound(&sandbox.db());
}

#[test]
fn a_file_that_cannot_be_made_whole_is_not_made() {
    for limit in limits() {
        let sandbox = Sandbox::new();
        let line = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$TPM\" act -q first");
        let output = shell(&sandbox, &line);
        expect(&output, &[0, 74], &line);
        if output.status.success() {
            continue;
        }
        let left: Vec<_> = std::fs::read_dir(sandbox.db().parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .filter(|name| name != "tpm.db")
            .collect();
        assert!(left.is_empty(), "{limit}: {left:?}");
        sandbox.ok("act -q second");
    }
}

#[test]
fn notes_that_cannot_be_stored_stay_in_their_draft() {
    let mut sandbox = seeded();
    sandbox.editor("printf -- '- ACTION: @lee a line that took an hour\\n' >> \"$1\"");
    let mut kept = 0;
    for limit in limits() {
        let line = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$TPM\" note M-1");
        let output = shell(&sandbox, &line);
        let stderr = expect(&output, &[0, 74], &line);
        if stderr.contains("the draft is kept") {
            kept += 1;
            assert!(stderr.contains("tpm note M-1 --resume"), "{stderr}");
            sandbox.set("TPM_NO_INPUT", "1");
            let resumed = sandbox.ok("note M-1 --resume");
            assert!(resumed.contains("took an hour"), "{resumed}");
            sandbox.set("TPM_NO_INPUT", "");
        } else if !output.status.success() {
            continue;
        }
        sandbox.ok("undo");
    }
    assert!(kept > 0);
    assert_sound(&sandbox.db());
}

#[test]
fn an_export_that_does_not_fit_leaves_the_old_one_as_it_was() {
    let sandbox = seeded();
    sandbox.ok("minutes M-1 -o out.md");
    let before = std::fs::read(sandbox.home().join("out.md")).unwrap();
    let long = "a line of notes\n".repeat(1000);
    sandbox.write("long.md", format!("# Long\n\n{long}"));
    sandbox.ok("meet Long --notes long.md");
    let line = "trap '' XFSZ; ulimit -f 8; exec \"$TPM\" minutes M-2 -o out.md --force";
    let output = shell(&sandbox, line);
    expect(&output, &[73, 74], line);
    assert_eq!(
        std::fs::read(sandbox.home().join("out.md")).unwrap(),
        before
    );
    assert!(!sandbox.home().join("out.md.partial").exists());
}

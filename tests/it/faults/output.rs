//! Results that cannot be written, and commands without a terminal.

use std::fs::File;
use std::os::unix::fs::FileTypeExt;
use std::process::Stdio;

use super::{CHANGING, READING, assert_sound, expect, finish, seeded, shell, shell_command};
use crate::sandbox::Sandbox;

/// The commands of these tests, in an order in which each succeeds.
fn every_line() -> impl Iterator<Item = &'static str> {
    READING.iter().chain(CHANGING).copied()
}

#[test]
fn the_lists_of_these_tests_hold_every_command() {
    let commands = Sandbox::new().ok("help --all --quiet");
    for name in commands.lines() {
        assert!(
            // The demo makes a file of its own, beside the store that these tests look at.
            name == "demo" || every_line().any(|line| line.split(' ').next() == Some(name)),
            "{name} is in neither READING nor CHANGING"
        );
    }
}

#[test]
fn every_command_succeeds_where_its_output_can_be_written() {
    let sandbox = seeded();
    for line in every_line() {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 0, "{exchange}");
    }
    assert_sound(&sandbox.db());
}

#[test]
fn a_full_device_for_the_result_is_told_and_what_was_changed_is_kept() {
    let sandbox = seeded();
    for line in every_line() {
        let shell_line = format!("exec \"$TPM\" {line} > /dev/full");
        let stderr = expect(&shell(&sandbox, &shell_line), &[74], line);
        assert!(stderr.contains("the result cannot be written"), "{stderr}");
    }
    let log = sandbox.ok("log --limit 0");
    for verb in ["propose", "act", "drop", "import", "redo"] {
        assert!(log.contains(verb), "{verb} is not in\n{log}");
    }
    assert_sound(&sandbox.db());
}

#[test]
fn a_full_device_for_remarks_fails_no_command() {
    let sandbox = seeded();
    for line in every_line() {
        let output = shell(&sandbox, &format!("exec \"$TPM\" {line} 2> /dev/full"));
        expect(&output, &[0], line);
    }
    let output = shell(&sandbox, "exec \"$TPM\" show A-999 2> /dev/full");
    expect(&output, &[3], "show A-999");
}

#[test]
fn closed_descriptors_make_no_command_panic_or_write_into_the_store() {
    for closed in ["<&-", "2>&-", ">&-", "<&- >&- 2>&-"] {
        let sandbox = seeded();
        for line in every_line() {
            let output = shell(&sandbox, &format!("exec \"$TPM\" {line} {closed}"));
            expect(&output, &[0, 74], &format!("{line} {closed}"));
        }
        assert_sound(&sandbox.db());
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let sandbox = seeded();
    for line in every_line() {
        let mut command = shell_command(&sandbox, &format!("exec \"$TPM\" {line}"));
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let stderr = expect(&finish(child, line), &[0, 141], line);
        assert!(!stderr.contains("error"), "{stderr}");
    }
    assert_sound(&sandbox.db());
}

#[test]
fn a_pipe_to_head_takes_the_first_line_of_a_long_list() {
    let sandbox = seeded();
    let lines = "- ACTION: @priya one of very many things to do\n".repeat(2000);
    sandbox.write("many.md", format!("# Many\n\n{lines}"));
    sandbox.ok("meet Many --notes many.md");
    for line in ["actions --limit 0", "minutes M-2", "log M-2", "show M-2"] {
        let script = format!("(\"$TPM\" {line}; echo $? > code) | head -1");
        let output = shell(&sandbox, &script);
        expect(&output, &[0], line);
        let code = std::fs::read_to_string(sandbox.home().join("code")).unwrap();
        assert!(matches!(code.trim(), "0" | "141"), "{line}: {code}");
    }
}

#[test]
fn without_a_terminal_no_command_waits_for_input() {
    let sandbox = seeded();
    for line in every_line() {
        let script = format!("exec \"$TPM\" {line} --no-input < /dev/null");
        expect(&shell(&sandbox, &script), &[0], line);
    }
    assert_sound(&sandbox.db());
}

#[test]
fn an_endless_standard_input_is_not_read_unless_asked_for() {
    let sandbox = seeded();
    for line in every_line() {
        let mut yes = std::process::Command::new("yes")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut command = shell_command(&sandbox, &format!("exec \"$TPM\" {line} --no-input"));
        let child = command
            .stdin(yes.stdout.take().unwrap())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(command);
        let output = finish(child, line);
        yes.kill().unwrap();
        yes.wait().unwrap();
        expect(&output, &[0], line);
    }
}

#[test]
fn an_endless_standard_input_that_is_read_is_refused_at_its_limit() {
    let sandbox = seeded();
    for line in ["comment A-1 -", "note M-1 --add -", "meet X --notes -"] {
        let zero = File::open("/dev/zero").unwrap();
        let mut command = shell_command(&sandbox, &format!("exec \"$TPM\" {line} --no-input"));
        let child = command
            .stdin(zero)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = expect(&finish(child, line), &[65], line);
        assert!(stderr.contains("more than 67108864 bytes"), "{stderr}");
    }
}

#[test]
fn an_endless_file_is_refused_at_its_limit() {
    let sandbox = seeded();
    let line = "ulimit -v 4000000; exec \"$TPM\" meet Zero --notes /dev/zero";
    let stderr = expect(&shell(&sandbox, line), &[65], line);
    assert!(stderr.contains("more than 67108864"), "{stderr}");
}

#[test]
fn an_export_never_takes_the_place_of_a_device() {
    let sandbox = seeded();
    let fifo = sandbox.home().join("fifo");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status();
    assert!(made.unwrap().success());
    let exchange = sandbox.tpm("minutes M-1 -o fifo --force");
    assert_eq!(exchange.code, 73, "{exchange}");
    assert!(std::fs::metadata(&fifo).unwrap().file_type().is_fifo());
}

//! Odd surroundings: no home, strange variables, a folder that is gone, text that is none.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::{READING, assert_sound, expect, run, run_with, seeded, shell, text};
use crate::sandbox::Sandbox;

#[test]
fn without_a_home_a_named_file_can_be_read_and_a_hint_says_what_writing_needs() {
    let sandbox = seeded();
    let without = |words: &[&str]| {
        let mut command = sandbox.command(words);
        // An empty one, since the system's own list of users is asked where there is none.
        command.env("HOME", "");
        run(command)
    };
    let db = sandbox.db();
    let db = db.to_str().unwrap();
    expect(&without(&["actions", "--db", db]), &[0], "actions");
    for output in [without(&["actions"]), without(&["act", "x", "--db", db])] {
        // Where the system knows a home for this user, it is used.
        let stderr = expect(&output, &[0, 78], "no home");
        assert!(
            output.status.success() || stderr.contains("set HOME"),
            "{stderr}"
        );
    }
}

#[test]
fn a_zone_that_does_not_exist_is_refused_where_it_is_ours_and_passed_over_where_it_is_not() {
    let mut sandbox = seeded();
    sandbox.set("TZ", "Not/AZone");
    sandbox.ok("today");
    sandbox.set("TPM_TZ", "");
    for zone in [":nonsense", "EST5EDT,M3.2.0,M11.1.0", "\u{1b}[31m", "UTC"] {
        sandbox.set("TZ", zone);
        sandbox.ok("today");
    }
    sandbox.set("TPM_TZ", "Not/AZone");
    let exchange = sandbox.tpm("today");
    assert_eq!(exchange.code, 78, "{exchange}");
    assert!(exchange.stderr.contains("TPM_TZ"), "{exchange}");
    assert!(exchange.stderr.contains("Not/AZone"), "{exchange}");
}

#[test]
fn settings_that_make_no_sense_are_refused_with_their_name() {
    let check = |name: &str, value: &str| {
        let mut sandbox = Sandbox::new();
        sandbox.set(name, value);
        let exchange = sandbox.tpm("actions");
        assert_eq!(exchange.code, 78, "{exchange}");
        assert!(exchange.stderr.contains(name), "{exchange}");
        assert!(exchange.stderr.contains(value), "{exchange}");
    };
    check("TPM_NOW", "yesterdayish");
    check("TPM_NOW", "2026-13-45");
    check("TPM_NOW", "99999999999999999999");
    check("TPM_WEEK_START", "someday");
    check("TPM_COLOR", "purple");
    let mut sandbox = Sandbox::new();
    sandbox.set("TPM_CONFIG", "no-such.toml");
    let exchange = sandbox.tpm("actions");
    assert_eq!(exchange.code, 78, "{exchange}");
    assert!(exchange.stderr.contains("no-such.toml"), "{exchange}");
}

#[test]
fn a_clock_at_the_ends_of_time_makes_no_command_panic() {
    for now in [
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "1969-12-31",
        "+262142-12-31",
    ] {
        let mut sandbox = seeded();
        sandbox.at(now);
        for line in READING.iter().copied() {
            // In ten thousand years a backup is due, which `doctor` says.
            expect(
                &run_line(&sandbox, line),
                &[0, 10, 78],
                &format!("{line} at {now}"),
            );
        }
        for line in [
            "act x by fri",
            "snooze A-1 +3d",
            "done A-1",
            "act y --due eoq",
        ] {
            let what = format!("{line} at {now}");
            expect(&run_line(&sandbox, line), &[0, 2, 78], &what);
        }
    }
}

#[test]
fn dates_past_all_calendars_make_no_command_panic() {
    let sandbox = seeded();
    for date in [
        "+999999999d",
        "+99999999999999999999w",
        "in 999999999 years",
        "in 4294967296 months",
        "9999-12-31",
        "+262142-12-31",
        "-262143-01-01",
        "0000-00-00",
        "2027-02-29",
        "31 Feb",
    ] {
        for words in [
            &["act", "--literal", "x", "--due", date][..],
            &["snooze", "A-1", date],
            &["actions", "--due-before", date],
            &["actions", "--since", date],
            &["meet", "X", "--notes", "notes.md", "--on", date],
            &["act", &format!("x by {date}")],
        ] {
            let output = run(sandbox.command(words));
            expect(&output, &[0, 2, 3], &format!("{words:?}"));
        }
    }
    for shift in [
        "999999999w",
        "-999999999w",
        "99999999999999999999d",
        "1000000y",
    ] {
        let output = run(sandbox.command(&["edit", "A-1", "--shift", shift]));
        expect(&output, &[0, 2, 4], shift);
    }
    for line in READING.iter().copied() {
        expect(&run_line(&sandbox, line), &[0], line);
    }
    assert_sound(&sandbox.db());
}

fn run_line(sandbox: &Sandbox, line: &str) -> std::process::Output {
    run(sandbox.command(&line.split_whitespace().collect::<Vec<_>>()))
}

#[test]
fn an_unknown_key_in_the_configuration_is_refused_by_name() {
    let sandbox = seeded();
    let check = |config: &str, saying: &str| {
        sandbox.write(".config/tpm/config.toml", config);
        let exchange = sandbox.tpm("today");
        assert_eq!(exchange.code, 78, "{exchange}");
        assert!(exchange.stderr.contains(saying), "{exchange}");
        assert!(exchange.stderr.contains("config.toml"), "{exchange}");
    };
    check("actr = \"lee\"\n", "actr");
    check("soon_days = \"many\"\n", "soon_days");
    check("soon_days = -1\n", "soon_days");
    check("actor = \n", "line 1");
    check("\u{1b}[31m = 1\n", "line 1");
    sandbox.write(".config/tpm/config.toml", b"actor = \"\xff\"\n");
    assert_eq!(sandbox.tpm("today").code, 78);
    sandbox.write(".config/tpm/config.toml", "actor = \"lee\"\n");
    sandbox.ok("today");
}

#[test]
fn odd_terminals_and_locales_change_the_look_only() {
    for (name, value) in [
        ("TERM", "dumb"),
        ("TERM", ""),
        ("COLUMNS", "0"),
        ("COLUMNS", "-5"),
        ("COLUMNS", "999999999999999999999"),
        ("COLUMNS", "many"),
        ("LANG", "C"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.ISO-8859-9"),
        ("LANG", "nonsense"),
        ("TMPDIR", "/nowhere"),
        ("PATH", ""),
    ] {
        let mut sandbox = seeded();
        sandbox.set(name, value);
        for line in READING.iter().copied() {
            let exchange = sandbox.tpm(line);
            assert_eq!(exchange.code, 0, "{name}={value}: {exchange}");
            assert!(!exchange.stdout.contains('\u{1b}'), "{exchange}");
        }
        let shown = sandbox.ok("actions");
        assert!(
            shown.contains("send the capacity plan"),
            "{name}={value}: {shown}"
        );
    }
}

#[test]
fn colour_is_as_the_flag_says_then_no_color_then_clicolor_force() {
    let check = |vars: &[(&str, &str)], flags: &str, colored: bool| {
        let mut sandbox = Sandbox::new();
        for (name, value) in vars {
            sandbox.set(name, value);
        }
        sandbox.ok("act late by 2026-11-01");
        let shown = sandbox.ok(&format!("actions {flags}"));
        assert_eq!(
            shown.contains('\u{1b}'),
            colored,
            "{vars:?} {flags}: {shown}"
        );
    };
    check(&[], "", false);
    check(&[], "--color always", true);
    check(&[("CLICOLOR_FORCE", "1")], "", true);
    check(&[("CLICOLOR_FORCE", "0")], "", false);
    check(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], "", false);
    check(&[("NO_COLOR", "1")], "--color always", true);
    check(&[("NO_COLOR", "")], "--color auto", false);
    check(&[("TPM_COLOR", "always")], "", true);
    check(&[("TPM_COLOR", "always"), ("NO_COLOR", "1")], "", false);
    check(&[("CLICOLOR_FORCE", "1")], "--color never", false);
    check(&[("TPM_COLOR", "always")], "--json", false);
}

#[test]
fn tpm_no_input_opens_no_editor() {
    let mut sandbox = seeded();
    sandbox.editor("touch opened");
    sandbox.set("TPM_NO_INPUT", "1");
    let exchange = sandbox.tpm("note M-1");
    assert_eq!(exchange.code, 2, "{exchange}");
    assert!(exchange.stderr.contains("--add"), "{exchange}");
    sandbox.ok("meet 'Launch sync'");
    assert!(!sandbox.home().join("opened").exists());
}

#[test]
fn a_working_folder_that_is_gone_stops_only_what_needs_it() {
    let sandbox = seeded();
    let gone = "mkdir gone && cd gone && rmdir ../gone && exec \"$TPM\"";
    for line in [
        "actions",
        "act x",
        "followup",
        "note M-1 --add 'ACTION: more'",
    ] {
        expect(&shell(&sandbox, &format!("{gone} {line}")), &[0], line);
    }
    for line in [
        "act x --db here.db",
        "minutes M-1 -o out.md",
        "import notes .",
    ] {
        let stderr = expect(
            &shell(&sandbox, &format!("{gone} {line}")),
            &[66, 73, 74, 77],
            line,
        );
        assert!(stderr.contains("hint"), "{line}: {stderr}");
    }
}

#[test]
fn odd_paths_are_taken_to_the_letter() {
    let sandbox = Sandbox::new();
    for name in [
        "with blank.db",
        "per%20cent.db",
        "a?mode=memory.db",
        "a#b.db",
        "file:x.db",
        ":memory:",
        "日本.db",
        "quote'\".db",
    ] {
        let words = ["act", "x", "--db", name];
        expect(&run(sandbox.command(&words)), &[0], name);
        assert!(sandbox.home().join(name).is_file(), "{name}");
        let output = run(sandbox.command(&["actions", "-q", "--db", name]));
        assert_eq!(text(&output.stdout), "A-1\n", "{name}");
    }
    let long = format!("{}.db", "x".repeat(300));
    let output = run(sandbox.command(&["act", "x", "--db", &long]));
    expect(&output, &[73, 74, 77], "a name of 300 letters");
}

#[test]
fn an_argument_that_is_no_text_is_refused_with_its_place() {
    let sandbox = seeded();
    let before = sandbox.ok("log --json");
    let mut command = sandbox.command(&["act", "fine"]);
    command.arg(OsStr::from_bytes(b"caf\xc3\xa9 \xff"));
    let stderr = expect(&run(command), &[65], "act");
    assert!(
        stderr.contains("argument 3 is not UTF-8 at byte 6"),
        "{stderr}"
    );
    assert!(stderr.contains("hint"), "{stderr}");
    assert_eq!(sandbox.ok("log --json"), before);
}

#[test]
fn a_variable_of_ours_that_is_no_text_is_refused_by_name() {
    let sandbox = seeded();
    for name in ["TPM_DB", "TPM_STATE_DIR", "TPM_ACTOR"] {
        let mut command = sandbox.command(&["act", "x"]);
        command.env(name, OsStr::from_bytes(b"/tmp/\xff"));
        let stderr = expect(&run(command), &[78], name);
        assert!(stderr.contains(name), "{stderr}");
    }
    let mut command = sandbox.command(&["actions"]);
    command.env("UNRELATED", OsStr::from_bytes(b"\xff"));
    expect(&run(command), &[0], "actions");
}

#[test]
fn standard_input_that_is_no_text_is_refused_with_its_place() {
    let sandbox = seeded();
    let before = sandbox.ok("log --json");
    for words in [
        &["comment", "A-1", "-"][..],
        &["note", "M-1", "--add", "-"],
        &["meet", "X", "--notes", "-"],
        &["done", "-"],
        &["edit", "A-1", "--body", "-"],
    ] {
        let output = run_with(sandbox.command(words), b"A-1 caf\xc3\xa9\n\xff\xfe");
        let stderr = expect(&output, &[65], words[0]);
        assert!(stderr.contains("not UTF-8 at byte 10"), "{stderr}");
    }
    let output = run_with(sandbox.command(&["comment", "A-1", "-"]), b"caf\xc3\xa9\0");
    let stderr = expect(&output, &[65], "NUL");
    assert!(stderr.contains("NUL at byte 5"), "{stderr}");
    let file = sandbox.write("latin1.md", b"# Caf\xe9\n");
    let path = file.to_str().unwrap();
    for words in [
        &["meet", "X", "--notes", path][..],
        &["import", "notes", path],
    ] {
        let output = run(sandbox.command(words));
        let stderr = expect(&output, &[65], words[0]);
        assert!(stderr.contains("not UTF-8 at byte 5"), "{stderr}");
    }
    assert_eq!(sandbox.ok("log --json"), before);
}

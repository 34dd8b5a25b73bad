//! `tpm doctor`: what is wrong, what endangers the file, what the data leaves open.

use std::os::unix::fs::PermissionsExt;

use super::{after, exchanges};
use crate::sandbox::{Sandbox, meddle};
use crate::terminal::Terminal;

#[test]
fn what_the_data_leaves_open_is_noted_and_is_no_failure() {
    let sandbox = after(&[
        "act send the plan",
        "act @priya review it by fri",
        "act @priye book the room --new",
        "decide 'Ship with vendor B'",
    ]);
    insta::assert_snapshot!(exchanges(&sandbox, &["doctor", "doctor --deep --json"]), @r#"
    $ tpm doctor
    note: 1 decision was made by nobody known: D-1; `tpm edit ID --decider NAME` says who decided
    note: 1 open action has no owner: A-1; `tpm actions --owner none` lists them
    note: 2 open actions have no due date: A-1, A-3; `tpm followup --undated` lists them
    note: @priya and @priye look like one person; `tpm actions --owner priya,priye` shows what each holds
    The file is in order, as far as a quick look tells; --deep looks at all of it.
    --- exit 0
    $ tpm doctor --deep --json
    {"schema":"tpm/1","kind":"doctor","data":[{"level":"note","code":"no_decider","record":"D-1","message":"1 decision was made by nobody known: D-1","next_step":"`tpm edit ID --decider NAME` says who decided"},{"level":"note","code":"no_owner","record":"A-1","message":"1 open action has no owner: A-1","next_step":"`tpm actions --owner none` lists them"},{"level":"note","code":"no_date","record":"A-1","message":"2 open actions have no due date: A-1, A-3","next_step":"`tpm followup --undated` lists them"},{"level":"note","code":"near_names","record":"@priya","message":"@priya and @priye look like one person","next_step":"`tpm actions --owner priya,priye` shows what each holds"}],"meta":{"shown":4,"truncated":false,"total":4}}
    --- exit 0
    "#);
}

#[test]
fn what_endangers_the_file_is_a_warning_and_ends_with_10() {
    let mut sandbox = after(&["act @priya send the plan by fri", "backup"]);
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(sandbox.db(), open).unwrap();
    sandbox.editor("echo typed >> \"$1\"; exit 1");
    sandbox.tpm("meet 'Launch sync'");
    sandbox.at("2026-12-01T10:00:00Z");
    insta::assert_snapshot!(sandbox.tpm("doctor"), @"
    $ tpm doctor
    warning: [HOME]/.local/share/tpm/tpm.db can be read by others (permissions 644); `chmod go= [HOME]/.local/share/tpm/tpm.db` keeps them out
    warning: the newest backup is 9 days old; `tpm backup` makes one
    note: a draft was left: new-launch-sync-e9d0952e; `tpm meet` with the same title and --resume goes on with it
    --- exit 10
    ");
}

#[test]
fn a_form_that_was_left_is_gone_on_with_by_edit() {
    let mut sandbox = after(&["act @priya send the plan by fri"]);
    sandbox.editor("echo more >> \"$1\"; exit 1");
    Terminal::run(&sandbox, &["edit", "A-1"], 80).end();
    insta::assert_snapshot!(sandbox.tpm("doctor"), @"
    $ tpm doctor
    note: a draft was left: edit-A-1; `tpm edit A-1 --resume` goes on with it
    The file is in order, as far as a quick look tells; --deep looks at all of it.
    --- exit 0
    ");
}

#[test]
fn who_was_merged_into_another_looks_like_nobody() {
    let sandbox = after(&["act @priya review it", "act @priye book the room --new"]);
    assert!(sandbox.ok("doctor").contains("look like one person"));
    sandbox.ok("person priye --merge-into priya");
    let told = sandbox.ok("doctor");
    assert!(!told.contains("look like one person"), "{told}");
}

#[test]
fn a_backup_of_the_demo_is_seen_by_its_doctor() {
    let sandbox = after(&["demo", "--demo backup"]);
    let told = sandbox.tpm("--demo doctor");
    assert!(!told.stdout.contains("backup"), "{told}");
}

#[test]
fn an_old_file_without_any_backup_is_told() {
    let mut sandbox = after(&["act @priya send the plan by fri"]);
    assert_eq!(sandbox.tpm("doctor").code, 0);
    sandbox.at("2026-12-01T10:00:00Z");
    insta::assert_snapshot!(sandbox.tpm("doctor"), @"
    $ tpm doctor
    warning: there is no backup yet; `tpm backup` makes one
    --- exit 10
    ");
}

#[test]
fn a_file_rolled_back_is_told_and_taken_as_it_is_when_asked() {
    let sandbox = after(&["act @priya send the plan by fri"]);
    let old = std::fs::read(sandbox.db()).unwrap();
    sandbox.ok("act @priya review it by fri");
    std::fs::write(sandbox.db(), old).unwrap();
    let lines = [
        "actions",
        "doctor",
        "doctor --accept --dry-run",
        "doctor --accept --json",
        "doctor --accept",
        "doctor",
    ];
    insta::assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm actions
    --- stderr
    error: [HOME]/.local/share/tpm/tpm.db has been rolled back: 1 operation is missing
    hint: nothing was written; `tpm restore` lists the backups, and `tpm doctor --accept` takes the file as it is
    --- exit 65
    $ tpm doctor
    problem: [HOME]/.local/share/tpm/tpm.db has been rolled back: 1 operation is missing; `tpm restore` lists the backups; `tpm doctor --accept` takes the file as it is
    --- exit 10
    $ tpm doctor --accept --dry-run
    Accepted [HOME]/.local/share/tpm/tpm.db as it is, which has been rolled back: 1 operation is missing
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm doctor --accept --json
    {"schema":"tpm/1","kind":"doctor.accepted","data":[{"path":"[HOME]/.local/share/tpm/tpm.db","accepted":true,"missing_operations":1}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm doctor --accept
    Nothing to accept: [HOME]/.local/share/tpm/tpm.db is as it was written last
    --- exit 0
    $ tpm doctor
    The file is in order, as far as a quick look tells; --deep looks at all of it.
    --- exit 0
    "#);
}

#[test]
fn a_file_that_is_gone_for_good_can_be_given_up() {
    let sandbox = after(&["act @priya send the plan by fri"]);
    std::fs::remove_file(sandbox.db()).unwrap();
    let lines = ["actions", "doctor --accept", "doctor", "doctor --accept"];
    insta::assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm actions
    --- stderr
    error: [HOME]/.local/share/tpm/tpm.db is gone
    hint: put the file back; no backup is known, and `tpm doctor --accept` begins anew
    --- exit 66
    $ tpm doctor --accept
    Gave up [HOME]/.local/share/tpm/tpm.db; the next change begins a new file
    --- exit 0
    $ tpm doctor
    --- stderr
    there is no file at [HOME]/.local/share/tpm/tpm.db yet; the first change makes it
    --- exit 0
    $ tpm doctor --accept
    --- stderr
    error: nothing is known of a file at [HOME]/.local/share/tpm/tpm.db
    hint: the first change makes it
    --- exit 3
    ");
}

#[test]
fn without_a_file_or_damage_there_is_nothing_to_do() {
    let lines = ["doctor", "doctor --accept", "doctor --repair"];
    insta::assert_snapshot!(exchanges(&Sandbox::new(), &lines), @"
    $ tpm doctor
    --- stderr
    there is no file at [HOME]/.local/share/tpm/tpm.db yet; the first change makes it
    --- exit 0
    $ tpm doctor --accept
    --- stderr
    error: nothing is known of a file at [HOME]/.local/share/tpm/tpm.db
    hint: the first change makes it
    --- exit 3
    $ tpm doctor --repair
    --- stderr
    there is no file at [HOME]/.local/share/tpm/tpm.db yet; the first change makes it
    --- exit 0
    ");
    let sandbox = after(&["act @priya send the plan by fri"]);
    insta::assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm doctor
    The file is in order, as far as a quick look tells; --deep looks at all of it.
    --- exit 0
    $ tpm doctor --accept
    Nothing to accept: [HOME]/.local/share/tpm/tpm.db is as it was written last
    --- exit 0
    $ tpm doctor --repair
    --- stderr
    there is nothing to repair: the file is in order
    --- exit 0
    ");
}

#[test]
fn a_file_that_cannot_be_opened_is_told_with_a_way_on() {
    let sandbox = after(&["act @priya send the plan by fri"]);
    let mut bytes = std::fs::read(sandbox.db()).unwrap();
    // The pages of the schema.
    bytes[100..4096].fill(0xff);
    std::fs::write(sandbox.db(), bytes).unwrap();
    insta::assert_snapshot!(exchanges(&sandbox, &["actions", "act x", "doctor"]), @"
    $ tpm actions
    --- stderr
    error: the file is damaged: database disk image is malformed
    hint: it cannot be opened at all; `tpm restore` lists the backups
    --- exit 65
    $ tpm act x
    --- stderr
    error: the file is damaged: database disk image is malformed
    hint: it cannot be opened at all; `tpm restore` lists the backups
    --- exit 65
    $ tpm doctor
    --- stderr
    error: the file is damaged: database disk image is malformed
    hint: it cannot be opened at all; `tpm restore` lists the backups
    --- exit 65
    ");
}

#[test]
fn programs_learn_what_a_repair_came_to() {
    let sandbox = after(&[
        "act @priya send the plan by fri",
        "act @lee review it by fri",
    ]);
    meddle(
        &sandbox.db(),
        "UPDATE action SET owner = NULL, title = 'send nothing'",
    );
    let lines = [
        "doctor --repair --dry-run",
        "doctor --repair --json",
        "doctor --repair -q",
    ];
    insta::assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm doctor --repair --dry-run
    --- stderr
    a copy would be written to [HOME]/.local/share/tpm/tpm.repaired.db
    dry run: nothing was written
    --- exit 0
    $ tpm doctor --repair --json
    {"schema":"tpm/1","kind":"doctor.repaired","data":[{"path":"[HOME]/.local/share/tpm/tpm.repaired.db","kept_operations":2,"folded_operations":0,"differences":[{"record":"A-1","detail":"it is not what history says (table action)"},{"record":"A-2","detail":"it is not what history says (table action)"}],"lost":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    the file itself is unchanged; `tpm restore [HOME]/.local/share/tpm/tpm.repaired.db` shows what the copy would change
    --- exit 0
    $ tpm doctor --repair -q
    [HOME]/.local/share/tpm/tpm.repaired-2.db
    --- exit 0
    "#);
}

#[test]
fn a_file_cut_short_is_told_to_be_restored() {
    let sandbox = after(&["act @priya send the plan", "backup"]);
    let bytes = std::fs::read(sandbox.db()).unwrap();
    std::fs::write(sandbox.db(), &bytes[..20_000]).unwrap();
    insta::assert_snapshot!(exchanges(&sandbox, &["today", "doctor --deep"]), @"
    $ tpm today
    --- stderr
    error: the file is damaged: database disk image is malformed
    hint: it cannot be opened at all; `tpm restore` lists the backups
    --- exit 65
    $ tpm doctor --deep
    --- stderr
    error: the file is damaged: database disk image is malformed
    hint: it cannot be opened at all; `tpm restore` lists the backups
    --- exit 65
    ");
}

#[test]
fn a_page_of_zeros_is_told_once() {
    let sandbox = after(&["act @priya send the plan", "act @lee call"]);
    let mut bytes = std::fs::read(sandbox.db()).unwrap();
    for page in [7, 8, 9] {
        bytes[page * 4096..(page + 1) * 4096].fill(0);
    }
    std::fs::write(sandbox.db(), bytes).unwrap();
    let exchange = sandbox.tpm("doctor --deep");
    assert_eq!(exchange.code, 10, "{exchange}");
    let mut lines: Vec<&str> = exchange.stdout.lines().collect();
    let count = lines.len();
    assert!(
        lines.iter().all(|line| !line.starts_with("problem: ;")),
        "{exchange}"
    );
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), count, "{exchange}");
}

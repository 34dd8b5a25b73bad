//! The forms of output, and the options that every command takes.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn one_list_in_every_form() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --format table", "actions --format plain", "actions --format md", "actions --format json --fields id,title,owner,due", "actions --format jsonl --fields id,due_source", "actions --format csv --fields id,title,owner"]), @r#"
    $ tpm actions --format table
    ID   TITLE                      OWNER   DUE                      WORKSTREAM
    A-1  send the plan              @priya  Wed 25 Nov (in 3 days)   launch
    A-2  review the plan            @lee    Thu 24 Dec (in 32 days)  billing
    A-3  write "notes", and | more  nobody
    --- exit 0
    $ tpm actions --format plain
    A-1; Title: send the plan; Owner: @priya; Due: Wed 25 Nov (in 3 days); Workstream: launch
    A-2; Title: review the plan; Owner: @lee; Due: Thu 24 Dec (in 32 days); Workstream: billing
    A-3; Title: write "notes", and | more; Owner: nobody
    --- exit 0
    $ tpm actions --format md
    | ID | Title | Owner | Due | Status | For | Workstream |
    | --- | --- | --- | --- | --- | --- | --- |
    | A-1 | send the plan | @priya | Wed 25 Nov (in 3 days) |  |  | launch |
    | A-2 | review the plan | @lee | Thu 24 Dec (in 32 days) |  |  | billing |
    | A-3 | write "notes", and \| more | nobody |  |  |  |  |
    --- exit 0
    $ tpm actions --format json --fields id,title,owner,due
    {"schema":"tpm/1","kind":"action.list","data":[{"id":"A-1","title":"send the plan","owner":"priya","due":"2026-11-25"},{"id":"A-2","title":"review the plan","owner":"lee","due":"2026-12-24"},{"id":"A-3","title":"write \"notes\", and | more","owner":null,"due":null}],"meta":{"shown":3,"truncated":false,"total":3}}
    --- exit 0
    $ tpm actions --format jsonl --fields id,due_source
    {"id":"A-1","due_source":"explicit"}
    {"id":"A-2","due_source":"explicit"}
    {"id":"A-3","due_source":"none"}
    --- exit 0
    $ tpm actions --format csv --fields id,title,owner
    id,title,owner
    A-1,send the plan,priya
    A-2,review the plan,lee
    A-3,"write ""notes"", and | more",
    --- exit 0
    "#);
}

#[test]
fn fields_are_kept_in_the_order_named() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --limit 1 --json --fields owner,id", "actions --json --fields id,nope", "actions --fields id"]), @r#"
    $ tpm actions --limit 1 --json --fields owner,id
    {"schema":"tpm/1","kind":"action.list","data":[{"owner":"priya","id":"A-1"}],"meta":{"shown":1,"truncated":true,"total":null}}
    --- exit 0
    $ tpm actions --json --fields id,nope
    --- stderr
    {"error":{"code":"usage","message":"no field \"nope\"","hint":"the fields are id, title, body, owner, helpers, workstream, for, meeting, status, priority, created, due, due_baseline, due_source, days_late, done_at, drop_reason, waiting_on, waiting_since, chase_on, snooze_until, reopened, tags, history, deleted","exit":2,"retryable":false}}
    --- exit 2
    $ tpm actions --fields id
    --- stderr
    error: --fields chooses among the fields of JSON and CSV
    hint: add --json or --format csv
    --- exit 2
    "#);
}

#[test]
fn a_limit_says_that_there_is_more_and_zero_shows_all() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --limit 1", "actions --limit 1 --json --fields id", "actions --limit 3 --json --fields id", "actions --limit 0 -q"]), @r#"
    $ tpm actions --limit 1
    ID   TITLE          OWNER   DUE                     WORKSTREAM
    A-1  send the plan  @priya  Wed 25 Nov (in 3 days)  launch
    --- stderr
    there is more: --limit 0 shows all
    --- exit 0
    $ tpm actions --limit 1 --json --fields id
    {"schema":"tpm/1","kind":"action.list","data":[{"id":"A-1"}],"meta":{"shown":1,"truncated":true,"total":null}}
    --- exit 0
    $ tpm actions --limit 3 --json --fields id
    {"schema":"tpm/1","kind":"action.list","data":[{"id":"A-1"},{"id":"A-2"},{"id":"A-3"}],"meta":{"shown":3,"truncated":false,"total":3}}
    --- exit 0
    $ tpm actions --limit 0 -q
    A-1
    A-2
    A-3
    --- exit 0
    "#);
}

#[test]
fn a_narrow_screen_cuts_what_can_be_cut() {
    let sandbox = after(SOME);
    assert_snapshot!(exchanges(&sandbox, &["actions --width 40"]), @r#"
    $ tpm actions --width 40
    A-1  send the plan
         Owner: @priya
         Due: Wed 25 Nov (in 3 days)
         Workstream: launch
    A-2  review the plan
         Owner: @lee
         Due: Thu 24 Dec (in 32 days)
         Workstream: billing
    A-3  write "notes", and | more
         Owner: nobody
    --- exit 0
    "#);
}

#[test]
fn control_characters_are_exact_in_json_and_visible_to_people() {
    let sandbox = after(&["act --literal 'ring the bell\u{7}'"]);
    assert_snapshot!(exchanges(&sandbox, &["actions --json --fields title", "actions"]), @r#"
    $ tpm actions --json --fields title
    {"schema":"tpm/1","kind":"action.list","data":[{"title":"ring the bell\u0007"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm actions
    ID   TITLE               OWNER
    A-1  ring the bell\u{7}  nobody
    --- exit 0
    "#);
}

#[test]
fn what_is_no_command_is_a_usage_error() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["nosuchcommand", "nosuchcommand --json", "actions --nosuchflag", "import", "--format yaml actions"]), @r#"
    $ tpm nosuchcommand
    --- stderr
    error: there is no command "nosuchcommand"
    hint: `tpm help --all` lists the commands
    --- exit 2
    $ tpm nosuchcommand --json
    --- stderr
    {"error":{"code":"usage","message":"there is no command \"nosuchcommand\"","hint":"`tpm help --all` lists the commands","exit":2,"retryable":false}}
    --- exit 2
    $ tpm actions --nosuchflag
    --- stderr
    error: there is no option --nosuchflag here
    hint: `tpm help actions` lists what it takes
    --- exit 2
    $ tpm import
    --- stderr
    error: the command needs one more word
    hint: --help after it lists what fits
    --- exit 2
    $ tpm --format yaml actions
    --- stderr
    error: invalid value 'yaml' for '--format <FORMAT>' [possible values: table, plain, md, text, slack, email, html, json, jsonl, csv]
    hint: `tpm help actions` lists what it takes
    --- exit 2
    "#);
}

#[test]
fn a_failure_in_json_is_one_object_on_standard_error() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["show A-1 --json", "show A-1 --format jsonl"]), @r#"
    $ tpm show A-1 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-1: there is no action yet","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    $ tpm show A-1 --format jsonl
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-1: there is no action yet","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

const SOME: &[&str] = &[
    "workstream launch",
    "workstream billing --parent launch",
    "act @priya send the plan --due 2026-11-25 -w launch",
    "act @lee review the plan --due 2026-12-24 -w billing",
    "act 'write \"notes\", and | more'",
    "propose 'Which region?' --decider lee --due 2026-11-30 -w launch",
    "decide 'Ship with vendor B' --why cheap --decider priya --on 2026-11-20",
];

#[test]
fn standard_input_gives_ids_to_every_command_that_takes_many() {
    let sandbox = after(&["act @priya one", "act @priya two", "act @lee three"]);
    let ids = sandbox.ok("actions --owner priya -q");
    let edited = sandbox.tpm_with("edit - --owner lee", &ids);
    let done = sandbox.tpm_with("done -", &ids);
    let nothing = sandbox.tpm_with("done -", "");
    let nonsense = sandbox.tpm_with("done -", "A-1\nnonsense\n");
    assert_snapshot!(format!("{edited}\n{done}\n{nothing}\n{nonsense}"), @"
    $ tpm edit - --owner lee
    Changed A-1  one  @lee
    Changed A-2  two  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done -
    Done A-1  one  @lee
    Done A-2  two  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done -
    --- stderr
    error: standard input held no ID
    hint: pipe IDs in, such as those that -q prints
    --- exit 2
    $ tpm done -
    --- stderr
    error: `nonsense` is not an ID
    hint: write an ID such as D-12, a range such as A-4..A-9, or . for the last item
    --- exit 2
    ");
}

#[test]
fn standard_input_gives_text_where_a_dash_stands_for_it() {
    let sandbox = after(&["act one", "propose 'Which region?' --decider lee"]);
    let text = "first line\nsecond line\n";
    let comment = sandbox.tpm_with("comment A-1 -", text);
    let body = sandbox.tpm_with("edit A-1 --body -", text);
    let shown = sandbox.tpm("show A-1");
    let outcome = sandbox.tpm_with("decide D-1 -", "Europe\n");
    assert_snapshot!(format!("{comment}\n{body}\n{shown}\n{outcome}"), @"
    $ tpm comment A-1 -
    Commented on A-1  one
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --body -
    Changed A-1  one
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  one
    Status: open
    Owner:  nobody
    Due:    none
    Added:  Sun 22 Nov

    first line
    second line

    Comments
    • Sun 22 Nov @sam: first line
      second line
    --- exit 0
    $ tpm decide D-1 -
    Decided D-1  Which region?  → Europe  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn colour_comes_on_demand_alone() {
    let sandbox = after(&["act one"]);
    assert!(
        sandbox
            .ok("actions --color always")
            .contains("\u{1b}[36mA-1")
    );
    assert!(!sandbox.ok("actions").contains('\u{1b}'));
    assert!(!sandbox.ok("actions --color auto").contains('\u{1b}'));
}

#[test]
fn a_dry_run_before_the_first_change_makes_no_file() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act @priya send the plan --dry-run", "actions"]), @"
    $ tpm act @priya send the plan --dry-run
    Added A-1  send the plan  @priya
    --- stderr
    added @priya, named for the first time
    dry run: nothing was written
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    ");
    assert!(!sandbox.db().exists());
}

#[test]
fn a_full_device_is_told_of_a_read_otherwise_than_of_a_change() {
    let sandbox = after(SOME);
    let told = |line: &str| {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let words: Vec<&str> = line.split(' ').collect();
        let mut command = sandbox.command(&words);
        let output = command.stdout(full.unwrap()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        format!("$ tpm {line}\n{stderr}")
    };
    let lines = ["actions", "help", "man", "act more --dry-run", "act more"];
    assert_snapshot!(lines.map(told).join("\n"), @"
    $ tpm actions
    error: the result cannot be written: No space left on device (os error 28)
    hint: nothing was changed; print the result where there is space

    $ tpm help
    error: the result cannot be written: No space left on device (os error 28)
    hint: nothing was changed; print the result where there is space

    $ tpm man
    error: the result cannot be written: No space left on device (os error 28)
    hint: nothing was changed; print the result where there is space

    $ tpm act more --dry-run
    error: the result cannot be written: No space left on device (os error 28)
    hint: nothing was changed; print the result where there is space

    $ tpm act more
    error: the result cannot be written: No space left on device (os error 28)
    hint: what was changed is saved all the same; `tpm log` shows it
    ");
}

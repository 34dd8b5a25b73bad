//! `tpm minutes`.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const NOTES: &str = "# Launch sync\n\nPresent: @priya, @lee\n\n%% between us\nWe talked.\n\n\
     - [ ] @priya: send the plan by 2026-11-25\n- [ ] @lee: review it\n- DECISION: use vendor B\n";

fn noted() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("sync.md", NOTES);
    sandbox.ok("meet 'Launch sync' --on 2026-11-20 --notes sync.md");
    sandbox
}

#[test]
fn minutes_show_each_item_in_its_state_of_today() {
    let mut sandbox = noted();
    sandbox.ok("done A-2 --on 2026-11-21");
    sandbox.ok("edit A-1 --due 2026-12-01 --owner bo");
    sandbox.at("2026-11-24T09:00:00Z");
    assert_snapshot!(sandbox.tpm("minutes"), @r#"
    $ tpm minutes
    ---
    id: M-1
    uid: "01a202b2c5007feaa07060dbfc9d55a0"
    title: "Launch sync"
    date: 2026-11-20
    status: open
    attendees: ["@priya", "@lee"]
    digest: "a78d3652d19310245350a0ee2d9913f8"
    ---

    # Launch sync

    Present: @priya, @lee

    We talked.

    - [ ] @bo: send the plan (due: 2026-12-01) ^A-1
    - [x] @lee: review it ^A-2
    - DECISION: use vendor B ^D-1

    <!-- tpm:end-of-notes -->

    ## Decisions of this meeting

    | ID | Decision | Outcome | Decider | Status |
    | --- | --- | --- | --- | --- |
    | D-1 | use vendor B |  |  | accepted |

    ## Actions of this meeting, as of 2026-11-24

    | ID | Action | Owner | Due | Status |
    | --- | --- | --- | --- | --- |
    | A-1 | send the plan | @bo | 2026-12-01 | open |
    | A-2 | review it | @lee |  | done |
    --- exit 0
    "#);
}

#[test]
fn minutes_in_json_hold_the_markdown_too() {
    let sandbox = noted();
    assert_snapshot!(exchanges(&sandbox, &["minutes M-1 --json", "minutes M-9 --json", "minutes -q"]), @r##"
    $ tpm minutes M-1 --json
    {"schema":"tpm/1","kind":"minutes.list","data":[{"id":"M-1","title":"Launch sync","date":"2026-11-20","starts_at":null,"status":"open","closed_at":null,"attendees":[{"person":"priya","name":null,"seat":"member","attended":true,"invited":false},{"person":"lee","name":null,"seat":"member","attended":true,"invited":false}],"workstream":null,"notes":"# Launch sync\n\nPresent: @priya, @lee\n\n%% between us\nWe talked.\n\n- [ ] @priya: send the plan by 2026-11-25 ^A-1\n- [ ] @lee: review it ^A-2\n- DECISION: use vendor B ^D-1\n","history":false,"deleted":false,"series":null,"minutes":null,"markdown":"---\nid: M-1\nuid: \"01a202b2c5007184b138ac651429c4b9\"\ntitle: \"Launch sync\"\ndate: 2026-11-20\nstatus: open\nattendees: [\"@priya\", \"@lee\"]\ndigest: \"22c18faa8d01702eb9ddad25be900257\"\n---\n\n# Launch sync\n\nPresent: @priya, @lee\n\nWe talked.\n\n- [ ] @priya: send the plan (due: 2026-11-25) ^A-1\n- [ ] @lee: review it ^A-2\n- DECISION: use vendor B ^D-1\n\n<!-- tpm:end-of-notes -->\n\n## Decisions of this meeting\n\n| ID | Decision | Outcome | Decider | Status |\n| --- | --- | --- | --- | --- |\n| D-1 | use vendor B |  |  | accepted |\n\n## Actions of this meeting, as of 2026-11-22\n\n| ID | Action | Owner | Due | Status |\n| --- | --- | --- | --- | --- |\n| A-1 | send the plan | @priya | 2026-11-25 | open |\n| A-2 | review it | @lee |  | open |\n"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm minutes M-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no M-9: the last meeting is M-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    $ tpm minutes -q
    M-1
    --- exit 0
    "##);
}

#[test]
fn minutes_go_to_a_file_or_into_a_folder() {
    let sandbox = noted();
    let lines = [
        "minutes -o sync-out.md",
        "minutes -o notes/",
        "minutes -o notes/ --json --force",
        "minutes -o - -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm minutes -o sync-out.md
    Wrote M-1 to sync-out.md
    --- exit 0
    $ tpm minutes -o notes/
    Wrote M-1 to notes/2026-11-20-M-1-launch-sync.md
    --- exit 0
    $ tpm minutes -o notes/ --json --force
    {"schema":"tpm/1","kind":"file.list","data":[{"id":"M-1","path":"notes/2026-11-20-M-1-launch-sync.md"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm minutes -o - -q
    M-1
    --- exit 0
    "#);
    let file = std::fs::read_to_string(sandbox.home().join("sync-out.md")).unwrap();
    assert_eq!(file, sandbox.ok("minutes"));
}

#[test]
fn minutes_never_replace_a_file_without_force() {
    let sandbox = noted();
    let path = sandbox.write("taken.md", "mine\n");
    assert_snapshot!(exchanges(&sandbox, &["minutes -o taken.md", "minutes -o taken.md --json"]), @r#"
    $ tpm minutes -o taken.md
    --- stderr
    error: taken.md is there already
    hint: name another place, or add --force to replace it
    --- exit 73
    $ tpm minutes -o taken.md --json
    --- stderr
    {"error":{"code":"exists","message":"taken.md is there already","hint":"name another place, or add --force to replace it","exit":73,"retryable":false}}
    --- exit 73
    "#);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine\n");
    assert_snapshot!(sandbox.tpm("minutes -o taken.md --force"), @"
    $ tpm minutes -o taken.md --force
    Wrote M-1 to taken.md
    --- exit 0
    ");
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        sandbox.ok("minutes")
    );
}

#[test]
fn minutes_on_trial_write_no_file() {
    let sandbox = noted();
    assert_snapshot!(sandbox.tpm("minutes -o out.md --dry-run"), @"
    $ tpm minutes -o out.md --dry-run
    Wrote M-1 to out.md
    --- stderr
    dry run: nothing was written
    --- exit 0
    ");
    assert!(!sandbox.home().join("out.md").exists());
}

#[test]
fn minutes_of_many_want_a_folder() {
    let sandbox = noted();
    sandbox.ok("meet Retro");
    let lines = [
        "minutes M-1..M-2 -o one.md",
        "minutes M-1..M-2 -o many/ -q",
        "minutes --force",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm minutes M-1..M-2 -o one.md
    --- stderr
    error: 2 meetings do not fit into one file
    hint: name a folder, ending in `/`
    --- exit 2
    $ tpm minutes M-1..M-2 -o many/ -q
    M-1
    M-2
    --- exit 0
    $ tpm minutes --force
    --- stderr
    error: the following required arguments were not provided: --output <PATH>
    hint: Usage: tpm minutes --output <PATH> --force [IDS]...
    --- exit 2
    ");
}

#[test]
fn minutes_of_what_is_not_there_say_where_to_look() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["minutes", "minutes M-1", "minutes --json"]), @r#"
    $ tpm minutes
    --- stderr
    error: there is no meeting yet
    hint: `tpm meet "TITLE"` starts one; `tpm import notes FILES` brings some in
    --- exit 3
    $ tpm minutes M-1
    --- stderr
    error: there is no M-1: there is no meeting yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm minutes --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no meeting yet","hint":"`tpm meet \"TITLE\"` starts one; `tpm import notes FILES` brings some in","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

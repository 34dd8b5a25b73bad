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
    uid: "[…]"
    title: "Launch sync"
    date: 2026-11-20
    status: open
    attendees: ["@priya", "@lee"]
    digest: "[…]"
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
    {"schema":"tpm/1","kind":"minutes.list","data":[{"id":"M-1","title":"Launch sync","date":"2026-11-20","starts_at":null,"status":"open","closed_at":null,"attendees":[{"person":"priya","name":null,"seat":"member","attended":true,"invited":false},{"person":"lee","name":null,"seat":"member","attended":true,"invited":false}],"workstream":null,"notes":"# Launch sync\n\nPresent: @priya, @lee\n\nWe talked.\n\n- [ ] @priya: send the plan (due: 2026-11-25) ^A-1\n- [ ] @lee: review it ^A-2\n- DECISION: use vendor B ^D-1\n","history":false,"deleted":false,"series":null,"minutes":null,"uid":"[…]","as_of":"2026-11-22","front_matter":"---\nid: M-1\nuid: \"[…]\"\ntitle: \"Launch sync\"\ndate: 2026-11-20\nstatus: open\nattendees: [\"@priya\", \"@lee\"]\ndigest: \"[…]\"\n---\n","body":"# Launch sync\n\nPresent: @priya, @lee\n\nWe talked.\n\n- [ ] @priya: send the plan (due: 2026-11-25) ^A-1\n- [ ] @lee: review it ^A-2\n- DECISION: use vendor B ^D-1\n","end_of_notes":"<!-- tpm:end-of-notes -->","decisions":[{"id":"D-1","title":"use vendor B","status":"accepted","outcome":null,"rationale":null,"context":null,"consequences":null,"decider":null,"driver":null,"roles":[],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-20","raised_by":"sam","due":null,"due_baseline":null,"due_source":"none","days_late":null,"if_late":null,"decided_at":"2026-11-20","version":1,"review_by":null,"meeting":"M-1","tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"actions":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":null,"for":null,"meeting":"M-1","status":"open","priority":null,"created":"2026-11-20T12:00:00Z","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false},{"id":"A-2","title":"review it","body":null,"owner":"lee","helpers":[],"workstream":null,"for":null,"meeting":"M-1","status":"open","priority":null,"created":"2026-11-20T12:00:00Z","due":null,"due_baseline":null,"due_source":"none","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"risks":[],"needs":[],"markdown":"---\nid: M-1\nuid: \"[…]\"\ntitle: \"Launch sync\"\ndate: 2026-11-20\nstatus: open\nattendees: [\"@priya\", \"@lee\"]\ndigest: \"[…]\"\n---\n\n# Launch sync\n\nPresent: @priya, @lee\n\nWe talked.\n\n- [ ] @priya: send the plan (due: 2026-11-25) ^A-1\n- [ ] @lee: review it ^A-2\n- DECISION: use vendor B ^D-1\n\n<!-- tpm:end-of-notes -->\n\n## Decisions of this meeting\n\n| ID | Decision | Outcome | Decider | Status |\n| --- | --- | --- | --- | --- |\n| D-1 | use vendor B |  |  | accepted |\n\n## Actions of this meeting, as of 2026-11-22\n\n| ID | Action | Owner | Due | Status |\n| --- | --- | --- | --- | --- |\n| A-1 | send the plan | @priya | 2026-11-25 | open |\n| A-2 | review it | @lee |  | open |\n"}],"meta":{"shown":1,"truncated":false,"total":1}}
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

#[test]
fn the_template_to_begin_with_writes_the_usual_form() {
    let sandbox = noted();
    sandbox.ok("meet 'Empty talk' --on 2026-11-21");
    sandbox.ok("edit A-1 --title 'a | b *c*' --owner none");
    sandbox.ok("start A-2");
    sandbox.ok("edit D-1 --decider lee");
    for line in [
        "RISK: the | slips (owner: @lee)",
        "NEED: Auth *API* v2 by 2026-12-01",
    ] {
        sandbox.ok(&format!("note M-1 --add '{line}'"));
    }
    assert!(
        sandbox
            .ok("minutes M-1")
            .contains("## Needs of this meeting")
    );
    let template = sandbox.ok("minutes --print-template");
    sandbox.write("mine.md", template);
    for id in ["M-1", "M-2"] {
        assert_eq!(
            sandbox.ok(&format!("minutes {id} --template mine.md")),
            sandbox.ok(&format!("minutes {id}"))
        );
    }
}

#[test]
fn a_template_of_ones_own_writes_minutes_in_every_form() {
    let sandbox = noted();
    sandbox.write(
        ".config/tpm/templates/minutes.md",
        "# {{ title }} | {{ date }}\n\nPresent: {% for one in attendees %}{{ one.person | at }} {% endfor %}\n\n\
         {% for action in actions %}\n- **{{ action.owner | at }}** {{ action.title }} {{ action.due }}\n{% endfor %}\n",
    );
    sandbox.ok("edit A-1 --title 'send <it> [x](y)'");
    let lines = [
        "minutes",
        "minutes --format plain",
        "minutes -o out.md",
        "minutes --template usual --format md -q",
        "minutes --json --fields markdown",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r##"
    $ tpm minutes
    # Launch sync | 2026-11-20

    Present: @priya @lee 
    - **@priya** send \<it> \[x\](y) 2026-11-25
    - **@lee** review it 
    --- exit 0
    $ tpm minutes --format plain
    Launch sync | 2026-11-20

    Present: @priya @lee

    - @priya send <it> [x](y) 2026-11-25
    - @lee review it
    --- exit 0
    $ tpm minutes -o out.md
    Wrote M-1 to out.md
    --- exit 0
    $ tpm minutes --template usual --format md -q
    ---
    id: M-1
    uid: "[…]"
    title: "Launch sync"
    date: 2026-11-20
    status: open
    attendees: ["@priya", "@lee"]
    digest: "[…]"
    ---

    # Launch sync

    Present: @priya, @lee

    We talked.

    - [ ] @priya: send <it> [x](y) (due: 2026-11-25) ^A-1
    - [ ] @lee: review it ^A-2
    - DECISION: use vendor B ^D-1

    <!-- tpm:end-of-notes -->

    ## Decisions of this meeting

    | ID | Decision | Outcome | Decider | Status |
    | --- | --- | --- | --- | --- |
    | D-1 | use vendor B |  |  | accepted |

    ## Actions of this meeting, as of 2026-11-22

    | ID | Action | Owner | Due | Status |
    | --- | --- | --- | --- | --- |
    | A-1 | send \<it> \[x\](y) | @priya | 2026-11-25 | open |
    | A-2 | review it | @lee |  | open |
    --- exit 0
    $ tpm minutes --json --fields markdown
    {"schema":"tpm/1","kind":"minutes.list","data":[{"markdown":"# Launch sync | 2026-11-20\n\nPresent: @priya @lee \n- **@priya** send \\<it> \\[x\\](y) 2026-11-25\n- **@lee** review it \n"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "##);
    let file = std::fs::read_to_string(sandbox.home().join("out.md")).unwrap();
    assert_eq!(file, sandbox.ok("minutes"));
    assert!(!file.contains("between us"), "{file}");
}

#[test]
fn a_template_with_a_slip_says_where() {
    let sandbox = noted();
    sandbox.write("slip.md", "# {{ title }}\n\n{{ ttle }}\n");
    sandbox.write("open.md", "{% for one in actions %}\n");
    let lines = [
        "minutes --template slip.md",
        "minutes --template slip.md --json",
        "minutes --template open.md -o out.md",
        "minutes --template gone.md",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm minutes --template slip.md
    --- stderr
    error: slip.md:3: `{{ ttle }}` names what the record does not hold
    hint: put it right there, or go without it by `--template usual`; docs/formats.md lists the values
    --- exit 65
    $ tpm minutes --template slip.md --json
    --- stderr
    {"error":{"code":"template","message":"slip.md:3: `{{ ttle }}` names what the record does not hold","hint":"put it right there, or go without it by `--template usual`; docs/formats.md lists the values","exit":65,"retryable":false}}
    --- exit 65
    $ tpm minutes --template open.md -o out.md
    --- stderr
    error: open.md:1: syntax error: unexpected end of input, expected end of block
    hint: put it right there, or go without it by `--template usual`; docs/formats.md lists the values
    --- exit 65
    $ tpm minutes --template gone.md
    --- stderr
    error: gone.md: No such file or directory (os error 2)
    hint: name a file that you may read
    --- exit 66
    "#);
    assert!(!sandbox.home().join("out.md").exists());
}

#[test]
fn a_series_and_a_range_of_time_are_exported_whole() {
    let mut sandbox = Sandbox::new();
    sandbox.ok("series staff --every 'weekly on tue' --at 10:00 --with priya,lee");
    for day in ["2026-11-24T09:00:00Z", "2026-12-01T09:00:00Z"] {
        sandbox.at(day);
        sandbox.write(
            "staff.md",
            "# Staff\n\nPresent: @priya\n\n- [ ] @lee: report\n",
        );
        sandbox.ok("meet staff --notes staff.md");
        sandbox.ok("close");
    }
    sandbox.ok("meet Retro -w launch --on 2026-11-30");
    sandbox.ok("meet staff --on 2026-12-08");
    let lines = [
        "minutes staff -o out/",
        "minutes --since 2026-11-30 -q",
        "minutes --until 2026-11-30 -w launch -q",
        "minutes staff --since 2026-12-01 -q",
        "minutes M-1..M-3 --owner priya -q",
        "minutes staf",
        "minutes --since 2027-01-01",
        "minutes --since 2027-01-01 --json",
        "minutes staff -o one.md",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm minutes staff -o out/
    Wrote M-1 to out/2026-11-24-M-1-staff.md
    Wrote M-2 to out/2026-12-01-M-2-staff.md
    Wrote M-4 to out/2026-12-08-M-4-staff.md
    --- exit 0
    $ tpm minutes --since 2026-11-30 -q
    M-3
    M-2
    M-4
    --- exit 0
    $ tpm minutes --until 2026-11-30 -w launch -q
    M-3
    --- exit 0
    $ tpm minutes staff --since 2026-12-01 -q
    M-2
    M-4
    --- exit 0
    $ tpm minutes M-1..M-3 --owner priya -q
    M-1
    M-2
    --- exit 0
    $ tpm minutes staf
    --- stderr
    error: no series is called "staf"
    hint: `tpm series` lists them; `tpm series NAME --every "weekly on tue"` begins one
    --- exit 3
    $ tpm minutes --since 2027-01-01
    --- stderr
    no meeting matches; `tpm meetings` lists them
    --- exit 0
    $ tpm minutes --since 2027-01-01 --json
    {"schema":"tpm/1","kind":"minutes.list","data":[],"meta":{"shown":0,"truncated":false,"total":0}}
    --- stderr
    no meeting matches; `tpm meetings` lists them
    --- exit 0
    $ tpm minutes staff -o one.md
    --- stderr
    error: 3 meetings do not fit into one file
    hint: name a folder, ending in `/`
    --- exit 2
    "#);
    let both = sandbox.ok("minutes staff");
    assert_eq!(both.matches("\nuid: ").count(), 3, "{both}");
}

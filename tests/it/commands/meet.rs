//! `tpm meet`, `note --add` and `close`, without an editor.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

const NOTES: &str = "# Vendor call\n\nPresent: Priya, Lee\n\nACTION: Priya to send the plan by fri\n\
     DECISION: use vendor B\nRISK: holiday freeze\n";

#[test]
fn without_a_terminal_meet_saves_the_layout() {
    let sandbox = Sandbox::new();
    let lines = ["meet 'Launch sync' --with priya,lee -w launch", "show M-1"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm meet 'Launch sync' --with priya,lee -w launch
    Started M-1  Launch sync  Sun 22 Nov  3 present
    --- stderr
    added workstream launch, named for the first time
    added @priya, named for the first time
    added @lee, named for the first time
    added @sam, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Launch sync
    Date:       Sun 22 Nov
    Status:     open
    Present:    @priya, @lee, @sam
    Workstream: launch

    Notes
    # Launch sync

    Present: @sam, @priya, @lee

    ## Notes


    ## Decisions


    ## Actions
    --- exit 0
    ");
}

#[test]
fn meet_in_json_gives_the_record_and_what_came_of_it() {
    let sandbox = Sandbox::new();
    sandbox.write("call.md", NOTES);
    let lines = [
        "meet 'Vendor call' --notes call.md --json",
        "meet Sync --with everyone --json",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r##"
    $ tpm meet 'Vendor call' --notes call.md --json
    {"schema":"tpm/1","kind":"meeting.saved","data":[{"id":"M-1","title":"Vendor call","date":"2026-11-22","starts_at":"2026-11-22T10:00:00Z","status":"open","closed_at":null,"attendees":[{"person":"priya","name":null,"seat":"member","attended":true,"invited":false},{"person":"lee","name":null,"seat":"member","attended":true,"invited":false}],"workstream":null,"notes":"# Vendor call\n\nPresent: Priya, Lee\n\nACTION: Priya to send the plan by fri ^A-1\nDECISION: use vendor B ^D-1\nRISK: holiday freeze ^R-1\n","history":false,"deleted":false,"series":null,"minutes":null,"created":[{"id":"A-1","title":"send the plan","body":null,"owner":"priya","helpers":[],"workstream":null,"for":null,"meeting":"M-1","status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":"2026-11-27","due_baseline":"2026-11-27","due_source":"inferred","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false},{"id":"D-1","title":"use vendor B","status":"accepted","outcome":null,"rationale":null,"context":null,"consequences":null,"decider":null,"driver":null,"roles":[],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":null,"due_baseline":null,"due_source":"none","days_late":null,"if_late":null,"decided_at":"2026-11-22","version":1,"review_by":null,"meeting":"M-1","tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null},{"id":"R-1","sort":"risk","title":"holiday freeze","cause":null,"effect":null,"probability":null,"impact":null,"score":null,"band":null,"owner":null,"workstream":null,"strategy":null,"response":null,"trigger":null,"due":null,"days_late":null,"decision":null,"came_from":null,"became":null,"meeting":"M-1","status":"open","raised":"2026-11-22","closed_at":null,"reason":null,"tags":[],"history":false,"deleted":false}],"updated":[],"unlinked":[],"clashes":[],"problems":[],"guesses":[{"line":5,"message":"A-1 is due Fri 27 Nov"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    added @priya, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm meet Sync --with everyone --json
    --- stderr
    {"error":{"code":"usage","message":"\"everyone\" is no person","hint":"name one person, or `none` for nobody","exit":2,"retryable":false}}
    --- exit 2
    "##);
}

#[test]
fn meet_quietly_or_on_trial() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["meet Sync --dry-run", "meetings -q", "meet Sync -q"]), @"
    $ tpm meet Sync --dry-run
    Started M-1  Sync  Sun 22 Nov  1 present
    --- stderr
    added @sam, named for the first time
    dry run: nothing was written
    --- exit 0
    $ tpm meetings -q
    --- exit 0
    $ tpm meet Sync -q
    M-1
    --- exit 0
    ");
}

#[test]
fn meet_takes_notes_from_a_file() {
    let sandbox = Sandbox::new();
    sandbox.write("call.md", NOTES);
    let lines = [
        "meet 'Vendor call' --notes call.md --on 2026-11-18",
        "actions",
        "decisions",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm meet 'Vendor call' --notes call.md --on 2026-11-18
    Started M-1  Vendor call  Wed 18 Nov  2 present
    Added A-1  send the plan  @priya  due Fri 20 Nov (2 days ago)
    Added D-1  use vendor B  decided Wed 18 Nov
    Added R-1  holiday freeze
    --- stderr
    added @priya, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE          OWNER   DUE
    A-1  send the plan  @priya  Fri 20 Nov (2 days ago)
    --- exit 0
    $ tpm decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Wed 18 Nov  accepted
    --- exit 0
    ");
}

#[test]
fn meet_takes_notes_from_standard_input() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.tpm_with("meet 'Vendor call' --notes -", NOTES), @"
    $ tpm meet 'Vendor call' --notes -
    Started M-1  Vendor call  Sun 22 Nov  2 present
    Added A-1  send the plan  @priya  due Fri 27 Nov (in 5 days)
    Added D-1  use vendor B  decided Sun 22 Nov
    Added R-1  holiday freeze
    --- stderr
    added @priya, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn meet_refuses_what_cannot_be() {
    let sandbox = Sandbox::new();
    let lines = [
        "meet",
        "meet M-1",
        "meet Sync --on 2026-13-01",
        "meet Sync --notes missing.md",
        "meet Sync --notes missing.md --json",
        "meet Sync --with priya,team",
        "meet Sync --resume",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm meet
    --- stderr
    error: the following required arguments were not provided: <TITLE>...
    hint: Usage: tpm meet <TITLE>...
    --- exit 2
    $ tpm meet M-1
    --- stderr
    error: there is no M-1: there is no meeting yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm meet Sync --on 2026-13-01
    --- stderr
    error: `2026-13-01` is not in the calendar
    hint: check the day, the month and the year
    --- exit 2
    $ tpm meet Sync --notes missing.md
    --- stderr
    error: missing.md: No such file or directory (os error 2)
    hint: name a file that you may read
    --- exit 66
    $ tpm meet Sync --notes missing.md --json
    --- stderr
    {"error":{"code":"no_input","message":"missing.md: No such file or directory (os error 2)","hint":"name a file that you may read","exit":66,"retryable":false}}
    --- exit 66
    $ tpm meet Sync --with priya,team
    --- stderr
    error: "team" is no person
    hint: name one person, or `none` for nobody
    --- exit 2
    $ tpm meet Sync --resume
    --- stderr
    error: no draft was kept of these notes
    hint: leave --resume out to begin one; `tpm note --drafts` lists those that were kept
    --- exit 3
    "#);
}

#[test]
fn note_adds_a_line_to_the_open_meeting() {
    let sandbox = after(&["meet Sync"]);
    let lines = [
        "note --add 'ACTION: @priya send the plan by fri'",
        "note --add 'Only words.'",
        "note --add 'A-1 done'",
        "actions --all",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note --add 'ACTION: @priya send the plan by fri'
    Saved M-1  Sync  Sun 22 Nov  1 present
    Added A-1  send the plan  @priya  due Fri 27 Nov (in 5 days)
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm note --add 'Only words.'
    Saved M-1  Sync  Sun 22 Nov  1 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm note --add 'A-1 done'
    Saved M-1  Sync  Sun 22 Nov  1 present
    Changed A-1  send the plan  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --all
    ID   TITLE          OWNER   DUE         STATUS
    A-1  send the plan  @priya  Sun 22 Nov  done
    --- exit 0
    ");
}

#[test]
fn note_adds_before_a_section_of_previous_actions() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "sync.md",
        "# Sync\n\nWe met.\n\n## Previous actions\n\n- Done\n",
    );
    sandbox.ok("meet Sync --notes sync.md");
    let lines = ["note --add 'ACTION: @priya send it'", "show M-1"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note --add 'ACTION: @priya send it'
    Saved M-1  Sync  Sun 22 Nov
    Added A-1  send it  @priya
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Sync
    Date:   Sun 22 Nov
    Status: open

    Notes
    # Sync

    We met.

    ACTION: @priya send it ^A-1

    ## Previous actions

    - Done

    Actions
    ID   TITLE    OWNER
    A-1  send it  @priya
    --- exit 0
    ");
}

#[test]
fn note_adds_what_stands_on_standard_input() {
    let sandbox = after(&["meet Sync"]);
    assert_snapshot!(sandbox.tpm_with("note --add -", "ACTION: @bo book a room\n"), @"
    $ tpm note --add -
    Saved M-1  Sync  Sun 22 Nov  1 present
    Added A-1  book a room  @bo
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn note_in_json_gives_the_record_and_what_came_of_it() {
    let sandbox = after(&["meet Sync"]);
    let lines = [
        "note --add 'ACTION: @priya send it' --json",
        "note M-7 --add x --json",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r##"
    $ tpm note --add 'ACTION: @priya send it' --json
    {"schema":"tpm/1","kind":"meeting.saved","data":[{"id":"M-1","title":"Sync","date":"2026-11-22","starts_at":"2026-11-22T10:00:00Z","status":"open","closed_at":null,"attendees":[{"person":"sam","name":null,"seat":"member","attended":true,"invited":false}],"workstream":null,"notes":"# Sync\n\nPresent: @sam\n\n## Notes\n\n\n## Decisions\n\n\n## Actions\n\nACTION: @priya send it ^A-1\n","history":false,"deleted":false,"series":null,"minutes":null,"created":[{"id":"A-1","title":"send it","body":null,"owner":"priya","helpers":[],"workstream":null,"for":null,"meeting":"M-1","status":"open","priority":null,"created":"2026-11-22T10:00:00Z","due":null,"due_baseline":null,"due_source":"none","days_late":null,"done_at":null,"drop_reason":null,"waiting_on":null,"waiting_since":null,"chase_on":null,"snooze_until":null,"reopened":0,"tags":[],"history":false,"deleted":false}],"updated":[],"unlinked":[],"clashes":[],"problems":[],"guesses":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm note M-7 --add x --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no M-7: the last meeting is M-1","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "##);
}

#[test]
fn note_quietly_or_on_trial() {
    let sandbox = after(&["meet Sync"]);
    let lines = [
        "note --add 'ACTION: @bo book it' --dry-run",
        "note --add 'ACTION: @bo book it' -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note --add 'ACTION: @bo book it' --dry-run
    Saved M-1  Sync  Sun 22 Nov  1 present
    Added A-1  book it  @bo
    --- stderr
    added @bo, named for the first time
    dry run: nothing was written
    --- exit 0
    $ tpm note --add 'ACTION: @bo book it' -q
    M-1
    A-1
    --- exit 0
    ");
}

#[test]
fn note_without_an_id_wants_one_open_meeting() {
    let sandbox = Sandbox::new();
    let none = exchanges(&sandbox, &["note --add x", "note --add x --json"]);
    sandbox.ok("meet Sync");
    sandbox.ok("meet Retro");
    let two = exchanges(&sandbox, &["note --add x", "note m2 --add x"]);
    assert_snapshot!(format!("{none}\n{two}"), @r#"
    $ tpm note --add x
    --- stderr
    error: no meeting is open
    hint: `tpm meet "TITLE"` starts one; `tpm meetings` lists them
    --- exit 3
    $ tpm note --add x --json
    --- stderr
    {"error":{"code":"not_found","message":"no meeting is open","hint":"`tpm meet \"TITLE\"` starts one; `tpm meetings` lists them","exit":3,"retryable":false}}
    --- exit 3
    $ tpm note --add x
    --- stderr
    error: "the open meeting" could be M-2 "Retro" or M-1 "Sync"
    hint: name one by its ID
    --- exit 4
    $ tpm note m2 --add x
    Saved M-2  Retro  Sun 22 Nov  1 present
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn a_name_that_two_people_have_owns_nothing_and_is_told() {
    let sandbox = after(&[
        "person ba --name 'Bo Abel'",
        "person bc --name 'Bo Cole'",
        "meet Sync",
    ]);
    assert_snapshot!(sandbox.tpm("note --add 'ACTION: Bo to send it'"), @r#"
    $ tpm note --add 'ACTION: Bo to send it'
    Saved M-1  Sync  Sun 22 Nov  1 present
    Added A-1  send it
    --- stderr
    line 13: nobody is certainly meant by "Bo"; left without an owner
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn close_ends_the_open_meeting() {
    let sandbox = after(&["meet Sync"]);
    assert_snapshot!(exchanges(&sandbox, &["close", "close", "close M-1", "meetings"]), @r#"
    $ tpm close
    Closed M-1  Sync  Sun 22 Nov  1 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm close
    --- stderr
    error: no meeting is open
    hint: `tpm meet "TITLE"` starts one; `tpm meetings` lists them
    --- exit 3
    $ tpm close M-1
    --- stderr
    M-1 is closed already
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE  STATUS  PRESENT
    M-1  Sun 22 Nov  Sync   closed        1
    --- exit 0
    "#);
}

#[test]
fn close_takes_many_and_prints_json() {
    let sandbox = after(&["meet Sync", "meet Retro"]);
    let lines = [
        "close",
        "close M-1 --json",
        "close 2 --dry-run",
        "close 2 -q",
        "close M-9 --json",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r##"
    $ tpm close
    --- stderr
    error: "the open meeting" could be M-2 "Retro" or M-1 "Sync"
    hint: name one by its ID
    --- exit 4
    $ tpm close M-1 --json
    {"schema":"tpm/1","kind":"meeting.changed","data":[{"id":"M-1","title":"Sync","date":"2026-11-22","starts_at":"2026-11-22T10:00:00Z","status":"closed","closed_at":"2026-11-22T10:00:00Z","attendees":[{"person":"sam","name":null,"seat":"member","attended":true,"invited":false}],"workstream":null,"notes":"# Sync\n\nPresent: @sam\n\n## Notes\n\n\n## Decisions\n\n\n## Actions\n\n","history":false,"deleted":false,"series":null,"minutes":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm close 2 --dry-run
    Closed M-2  Retro  Sun 22 Nov  1 present
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm close 2 -q
    M-2
    --- exit 0
    $ tpm close M-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no M-9: the last meeting is M-2","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "##);
}

#[test]
fn close_takes_meetings_alone() {
    let sandbox = after(&["act one"]);
    assert_snapshot!(exchanges(&sandbox, &["close A-1", "close A-1 --json"]), @r#"
    $ tpm close A-1
    --- stderr
    error: A-1 is an action, and this takes meetings
    hint: for an action: start, done, drop, wait, snooze or edit
    --- exit 2
    $ tpm close A-1 --json
    --- stderr
    {"error":{"code":"usage","message":"A-1 is an action, and this takes meetings","hint":"for an action: start, done, drop, wait, snooze or edit","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn note_tells_that_a_line_says_what_is_tracked_already() {
    let sandbox = after(&["meet Sync", "note --add 'ACTION: @priya send it'"]);
    let lines = [
        "note --add 'ACTION: @priya send it'",
        "note --add 'Only words.'",
        "actions -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note --add 'ACTION: @priya send it'
    Saved M-1  Sync  Sun 22 Nov  1 present
    --- stderr
    line 14: A-1 says so already; nothing was added
    undo: tpm undo
    --- exit 0
    $ tpm note --add 'Only words.'
    Saved M-1  Sync  Sun 22 Nov  1 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions -q
    A-1
    --- exit 0
    ");
}

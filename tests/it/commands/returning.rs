//! `tpm import notes` of files that are known: minutes that come back, files that moved, and titles and
//! dates that were corrected.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const NOTES: &str = "# Launch sync\n\nPresent: @priya, @lee\n\n%% between us\nWe talked.\n\n\
     - [ ] @priya: send the plan by 2026-11-25\n%% nor this\n- [ ] @lee: review it\n\
     - DECISION: use vendor B\n";

fn exported() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("sync.md", NOTES);
    sandbox.ok("meet 'Launch sync' --on 2026-11-20 --notes sync.md");
    sandbox.ok("minutes M-1 -o out.md");
    sandbox
}

fn edit(sandbox: &Sandbox, changes: &[(&str, &str)]) {
    let path = sandbox.home().join("out.md");
    let mut text = std::fs::read_to_string(&path).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from:?} is not in {text}");
        text = text.replacen(from, to, 1);
    }
    std::fs::write(path, text).unwrap();
}

#[test]
fn edited_minutes_change_their_meeting_and_keep_what_is_private() {
    let sandbox = exported();
    edit(
        &sandbox,
        &[
            ("\"Launch sync\"", "\"Launch talk\""),
            ("[\"@priya\", \"@lee\"]", "[\"@priya\", \"@lee\", \"@kim\"]"),
            ("send the plan", "send the new plan"),
            ("- [ ] @lee", "- [x] @lee"),
            ("- DECISION", "- [ ] @bo: book a room\n- DECISION"),
        ],
    );
    let lines = [
        "import notes out.md",
        "show M-1",
        "import notes out.md",
        "undo",
        "meetings",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import notes out.md
    Imported 0 meetings, 1 updated
    1 action, 0 decisions; owned 1 of 1 (100%), dated 0 of 1 (0%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Launch talk
    Date:     Fri 20 Nov
    Status:   open
    Present:  @priya, @lee, @kim
    Known as: [HOME]/out.md in notes

    Notes
    # Launch sync

    Present: @priya, @lee

    %% between us
    We talked.

    - [ ] @priya: send the new plan (due: 2026-11-25) ^A-1
    %% nor this
    - [x] @lee: review it ^A-2
    - [ ] @bo: book a room ^A-3
    - DECISION: use vendor B ^D-1

    Decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Fri 20 Nov  accepted

    Actions
    ID   TITLE              OWNER   DUE                     STATUS
    A-1  send the new plan  @priya  Wed 25 Nov (in 3 days)
    A-2  review it          @lee    Sun 22 Nov              done
    A-3  book a room        @bo
    --- exit 0
    $ tpm import notes out.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    $ tpm undo
    Undid import notes A-1 A-2 A-3 M-1  (operation 2)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE        STATUS  PRESENT
    M-1  Fri 20 Nov  Launch sync  open          2
    --- exit 0
    ");
}

#[test]
fn minutes_that_nobody_edited_undo_no_later_change() {
    let sandbox = exported();
    sandbox.ok("done A-1");
    sandbox.ok("edit M-1 --title 'Launch talk'");
    assert_snapshot!(exchanges(&sandbox, &["import notes out.md", "actions -q", "meetings"]), @"
    $ tpm import notes out.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    $ tpm actions -q
    A-2
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE        STATUS  PRESENT
    M-1  Fri 20 Nov  Launch talk  open          2
    --- exit 0
    ");
}

#[test]
fn minutes_edited_from_an_old_state_give_way_to_what_changed_here() {
    let sandbox = exported();
    sandbox.ok("edit A-1 --title 'send the plan to all'");
    sandbox.ok("note M-1 --add 'A line from here.'");
    edit(
        &sandbox,
        &[
            ("send the plan", "post the plan"),
            ("We talked.\n", "We talked.\nA line from there.\n"),
        ],
    );
    assert_snapshot!(exchanges(&sandbox, &["import notes out.md", "show M-1", "import notes out.md"]), @r#"
    $ tpm import notes out.md
    Imported 0 meetings, 1 updated
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    [HOME]/out.md: A-1 was changed here since the file was written; kept "- [ ] @priya: send the plan to all (due: 2026-11-25)", not "- [ ] @priya: post the plan (due: 2026-11-25)"
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Launch sync
    Date:     Fri 20 Nov
    Status:   open
    Present:  @priya, @lee
    Known as: [HOME]/out.md in notes

    Notes
    # Launch sync

    Present: @priya, @lee

    %% between us
    We talked.
    A line from there.

    - [ ] @priya: send the plan to all (due: 2026-11-25) ^A-1
    %% nor this
    - [ ] @lee: review it ^A-2
    - DECISION: use vendor B ^D-1
    A line from here.

    Decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Fri 20 Nov  accepted

    Actions
    ID   TITLE                 OWNER   DUE
    A-1  send the plan to all  @priya  Wed 25 Nov (in 3 days)
    A-2  review it             @lee
    --- exit 0
    $ tpm import notes out.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    "#);
}

#[test]
fn minutes_of_another_store_are_one_meeting_here_and_are_followed() {
    let sandbox = exported();
    sandbox.ok("--db other.db act @sam something else");
    let lines = [
        "--db other.db import notes out.md",
        "--db other.db actions",
        "done A-2 --on 2026-11-21",
        "minutes M-1 -o out.md --force",
        "--db other.db import notes out.md",
        "--db other.db actions --status done",
        "--db other.db import notes out.md",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm --db other.db import notes out.md
    Imported 1 meeting
    2 actions, 1 decision; owned 2 of 2 (100%), dated 1 of 2 (50%); 1 line to look at
    --- stderr
    [HOME]/out.md: IDs are those of this store: A-1 is A-2, A-2 is A-3
    undo: tpm undo
    --- exit 0
    $ tpm --db other.db actions
    ID   TITLE           OWNER   DUE
    A-2  send the plan   @priya  Wed 25 Nov (in 3 days)
    A-1  something else  @sam
    A-3  review it       @lee
    --- exit 0
    $ tpm done A-2 --on 2026-11-21
    Done A-2  review it  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm minutes M-1 -o out.md --force
    Wrote M-1 to out.md
    --- exit 0
    $ tpm --db other.db import notes out.md
    Imported 0 meetings, 1 updated
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm --db other.db actions --status done
    ID   TITLE      OWNER  DUE         STATUS
    A-3  review it  @lee   Sun 22 Nov  done
    --- exit 0
    $ tpm --db other.db import notes out.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    ");
}

#[test]
fn minutes_that_were_cut_short_are_refused_and_what_stands_behind_the_notes_is_told() {
    let sandbox = exported();
    let whole = std::fs::read_to_string(sandbox.home().join("out.md")).unwrap();
    sandbox.write(
        "behind.md",
        format!("{whole}\nOne more thing.\n").replace("We talked", "We spoke"),
    );
    sandbox.write("cut.md", whole.replace("<!-- tpm:end-of-notes -->\n", ""));
    sandbox.write("wrong.md", whole.replace("2026-11-20", "soon"));
    let lines = [
        "import notes cut.md",
        "import notes wrong.md",
        "import notes behind.md",
        "delete M-1",
        "import notes behind.md",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import notes cut.md
    Imported 0 meetings, 1 skipped
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    skipped [HOME]/cut.md: line 9: the line <!-- tpm:end-of-notes --> is missing; put it back where the notes end
    --- exit 0
    $ tpm import notes wrong.md
    Imported 0 meetings, 1 skipped
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    skipped [HOME]/wrong.md: line 5: "soon" is no date such as 2026-11-20
    --- exit 0
    $ tpm import notes behind.md
    Imported 0 meetings, 1 updated
    0 actions, 0 decisions; owned n/a, dated n/a; 1 line to look at
    --- stderr
    [HOME]/behind.md:36: it stands behind the end of the notes and was not read
    undo: tpm undo
    --- exit 0
    $ tpm delete M-1
    Deleted M-1  Launch sync  Fri 20 Nov  2 present
    --- stderr
    M-1 had 3 items hanging on it: A-2 "review it", A-1 "send the plan", D-1 "use vendor B"
    undo: tpm undo
    --- exit 0
    $ tpm import notes behind.md
    Imported 0 meetings, 1 skipped
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    skipped [HOME]/behind.md: its meeting M-1 was deleted; undo brings it back
    --- exit 0
    "#);
}

#[test]
fn a_file_that_moved_is_known_by_what_it_holds() {
    let sandbox = Sandbox::new();
    let text = "# Launch sync\n\nDate: 2026-11-20\n\nACTION: Lee to file it\n";
    sandbox.write("in/sync.md", text);
    sandbox.ok("import notes in");
    std::fs::rename(sandbox.home().join("in"), sandbox.home().join("out")).unwrap();
    sandbox.write("out/copy.md", text);
    let lines = [
        "import notes out/sync.md",
        "import notes out/sync.md --json",
        "import notes out/copy.md",
        "undo",
        "undo",
        "import notes out/sync.md -q",
        "meetings -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import notes out/sync.md
    Imported 0 meetings, 1 moved
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    [HOME]/out/sync.md: was imported as [HOME]/in/sync.md
    undo: tpm undo
    --- exit 0
    $ tpm import notes out/sync.md --json
    {"schema":"tpm/1","kind":"import.notes","data":[{"path":"[HOME]/out/sync.md","result":"unchanged","reason":null,"meeting":"M-1","title":"Launch sync","date":"2026-11-20","created":[],"updated":0,"problems":[],"clashes":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm import notes out/copy.md
    Imported 1 meeting
    1 action, 0 decisions; owned 1 of 1 (100%), dated 0 of 1 (0%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid import notes A-2 M-2  (operation 3)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo
    Undid import notes M-1  (operation 2)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm import notes out/sync.md -q
    --- exit 0
    $ tpm meetings -q
    M-1
    --- exit 0
    "#);
}

#[test]
fn a_corrected_title_and_date_are_taken_unless_they_were_changed_here() {
    let sandbox = Sandbox::new();
    let text = "# Lunch sync\n\nDate: 2026-11-19\n\nACTION: Lee to file it\n";
    sandbox.write("sync.md", text);
    sandbox.ok("import notes sync.md");
    sandbox.write(
        "sync.md",
        text.replace("Lunch", "Launch").replace("-19", "-20"),
    );
    let taken = exchanges(&sandbox, &["import notes sync.md", "meetings"]);
    sandbox.ok("edit M-1 --title 'The launch'");
    sandbox.write("sync.md", text.replace("Lunch", "Launching"));
    let clashing = exchanges(
        &sandbox,
        &["import notes sync.md", "meetings", "import notes sync.md"],
    );
    assert_snapshot!(format!("{taken}\n{clashing}"), @r#"
    $ tpm import notes sync.md
    Imported 0 meetings, 1 updated
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE        STATUS  PRESENT
    M-1  Fri 20 Nov  Launch sync  closed        0
    --- exit 0
    $ tpm import notes sync.md
    Imported 0 meetings, 1 updated
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    [HOME]/sync.md: the title was changed here too; kept "The launch", not "Launching sync"
    undo: tpm undo
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE       STATUS  PRESENT
    M-1  Thu 19 Nov  The launch  closed        0
    --- exit 0
    $ tpm import notes sync.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    "#);
}

#[test]
fn front_matter_tells_who_was_there() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "sync.md",
        "---\ntitle: Launch sync\ndate: 2026-11-20\nattendees: [Priya Shah, \"@lee\"]\nabsent:\n  - Bo\nchair: Priya Shah\n---\n\nACTION: Priya to file it\n",
    );
    assert_snapshot!(exchanges(&sandbox, &["import notes sync.md", "show M-1", "actions"]), @r#"
    $ tpm import notes sync.md
    Imported 1 meeting
    1 action, 0 decisions; owned 1 of 1 (100%), dated 0 of 1 (0%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Launch sync
    Date:     Fri 20 Nov
    Status:   closed
    Present:  @priya-shah, @lee
    Absent:   @bo
    Known as: [HOME]/sync.md in notes

    Notes
    ---
    title: Launch sync
    date: 2026-11-20
    attendees: [Priya Shah, "@lee"]
    absent:
      - Bo
    chair: Priya Shah
    ---

    ACTION: Priya to file it ^A-1

    Actions
    ID   TITLE    OWNER
    A-1  file it  @priya-shah
    --- exit 0
    $ tpm actions
    ID   TITLE    OWNER
    A-1  file it  @priya-shah
    --- exit 0
    "#);
}

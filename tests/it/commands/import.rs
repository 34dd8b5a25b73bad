//! `tpm import notes`.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const SYNC: &str = "# Launch sync\n\nDate: 2026-11-20\nPresent: Priya Shah, Lee\n\n\
     ACTION: Priya to send the plan by 2026-11-25\nACTION: review the budget\n\
     DECISION: use vendor B\n";
const OLD: &str = "# Kick-off\n\nDate: 2026-05-01\n\nACTION: Lee to book a room by 2026-05-08\n";

fn with_files() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("minutes/2026-11-20-sync.md", SYNC);
    sandbox.write("minutes/2026-05-01-kick-off.md", OLD);
    sandbox
}

#[test]
fn import_takes_a_folder_and_a_second_time_changes_nothing() {
    let sandbox = with_files();
    let lines = [
        "import notes minutes",
        "meetings",
        "actions",
        "import notes minutes",
        "log",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import notes minutes
    Imported 2 meetings
    3 actions, 1 decision; owned 2 of 3 (66%), dated 2 of 3 (66%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meetings
    ID   DATE        TITLE        STATUS  PRESENT
    M-2  Fri 20 Nov  Launch sync  closed        2
    M-1  Fri 1 May   Kick-off     closed        0
    --- exit 0
    $ tpm actions
    ID   TITLE              OWNER        DUE
    A-2  send the plan      @priya-shah  Wed 25 Nov (in 3 days)
    A-3  review the budget  nobody
    --- exit 0
    $ tpm import notes minutes
    Imported 0 meetings, 2 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    $ tpm log
    OP  WHEN              WHO   WHAT          ITEMS
     2  2026-11-22 10:00  @sam  import notes  D-1 A-2 A-3 M-2
     1  2026-11-22 10:00  @sam  import notes  A-1 M-1
    --- exit 0
    ");
}

#[test]
fn old_meetings_come_as_history_unless_they_are_live() {
    let sandbox = with_files();
    let lines = [
        "import notes minutes",
        "followup",
        "actions --history -q",
        "find room",
    ];
    let history = exchanges(&sandbox, &lines);
    let sandbox = with_files();
    let live = exchanges(&sandbox, &["import notes minutes --live -q", "followup"]);
    assert_snapshot!(format!("{history}\n{live}"), @"
    $ tpm import notes minutes
    Imported 2 meetings
    3 actions, 1 decision; owned 2 of 3 (66%), dated 2 of 3 (66%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm followup
    No action, decision, need or answer is overdue.

    1 open action has no due date: --undated lists them.
    --- exit 0
    $ tpm actions --history -q
    A-1
    A-2
    A-3
    --- exit 0
    $ tpm find room
    ID   TITLE        STATUS  MATCH
    A-1  book a room  open
    M-1  Kick-off     closed  notes: ACTION: Lee to book a room by 2026-05-08 ^A-1
    --- exit 0
    $ tpm import notes minutes --live -q
    M-1
    M-2
    --- exit 0
    $ tpm followup
    @lee  1 overdue
    ID   WHAT         DUE        LATE
    A-1  book a room  Fri 8 May  198d

    1 open action has no due date: --undated lists them.
    --- exit 0
    ");
}

#[test]
fn of_an_edited_file_what_differs_is_taken() {
    let sandbox = with_files();
    sandbox.ok("import notes minutes/2026-11-20-sync.md");
    let edited = SYNC.replace("2026-11-25", "2026-12-01") + "ACTION: Lee to book a room\n";
    sandbox.write("minutes/2026-11-20-sync.md", edited);
    let lines = ["import notes minutes/2026-11-20-sync.md", "actions"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import notes minutes/2026-11-20-sync.md
    Imported 0 meetings, 1 updated
    1 action, 0 decisions; owned 1 of 1 (100%), dated 0 of 1 (0%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE              OWNER        DUE
    A-1  send the plan      @priya-shah  Tue 1 Dec (in 9 days)
    A-2  review the budget  nobody
    A-3  book a room        @lee
    --- exit 0
    ");
}

#[test]
fn a_line_that_was_ticked_and_moved_is_the_same_item() {
    let sandbox = Sandbox::new();
    let head = "# Sync 2026-11-20\n\nAttendees: Lee, Bo\n\n## Actions\n\n";
    let write = |lines: &str| sandbox.write("m.md", format!("{head}{lines}"));
    write("- [ ] Lee: send the plan by Friday\n- Bo to fix the footer\n- [ ] Review the budget\n");
    sandbox.ok("import notes m.md");
    sandbox.ok("edit A-1 --due 2026-12-10");
    sandbox.ok("done A-2");
    write(
        "- [ ] Lee: send the whole plan by Friday\n- Bo to fix the new footer\n- [ ] Review the whole budget\n",
    );
    sandbox.ok("import notes m.md");
    write(
        "- Lee to book a room\n- [x] Review the whole budget\n- Bo to fix the new footer\n- [ ] Lee: send the whole plan by Friday\n",
    );
    let lines = ["import notes m.md", "show M-1", "import notes m.md"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import notes m.md
    Imported 0 meetings, 1 updated
    1 action, 0 decisions; owned 1 of 1 (100%), dated 0 of 1 (0%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-1
    M-1  Sync 2026-11-20
    Date:     Fri 20 Nov
    Status:   closed
    Present:  @lee, @bo
    Known as: [HOME]/m.md in notes

    Notes
    # Sync 2026-11-20

    Attendees: Lee, Bo

    ## Actions

    - Lee to book a room ^A-4
    - [x] Review the whole budget ^A-3
    - [x] @bo: fix the new footer ^A-2
    - [ ] @lee: send the whole plan (due: 2026-12-10) ^A-1

    Actions
    ID   TITLE                    OWNER   DUE                      STATUS
    A-1  send the whole plan      @lee    Thu 10 Dec (in 18 days)
    A-2  fix the new footer       @bo     Sun 22 Nov               done
    A-3  Review the whole budget  nobody  Sun 22 Nov               done
    A-4  book a room              @lee
    --- exit 0
    $ tpm import notes m.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    ");
}

#[test]
fn a_field_changed_in_both_places_is_told_and_left() {
    let sandbox = with_files();
    sandbox.ok("import notes minutes/2026-11-20-sync.md");
    sandbox.ok("edit A-1 --due 2026-12-24");
    sandbox.write(
        "minutes/2026-11-20-sync.md",
        SYNC.replace("2026-11-25", "2026-12-01"),
    );
    let lines = ["import notes minutes/2026-11-20-sync.md", "show A-1"];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import notes minutes/2026-11-20-sync.md
    Imported 0 meetings, 1 updated
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    [HOME]/minutes/2026-11-20-sync.md: A-1: the due date was changed elsewhere too; kept "2026-12-24", not "2026-12-01"
    undo: tpm undo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:  open
    Owner:   @priya-shah
    Due:     Thu 24 Dec (in 32 days) (first Wed 25 Nov)
    Meeting: M-1
    Added:   Fri 20 Nov
    --- exit 0
    "#);
}

#[test]
fn import_in_json_gives_a_record_for_each_file() {
    let sandbox = with_files();
    let lines = [
        "import notes minutes/2026-11-20-sync.md --json",
        "import notes missing.md --json",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import notes minutes/2026-11-20-sync.md --json
    {"schema":"tpm/1","kind":"import.notes","data":[{"path":"[HOME]/minutes/2026-11-20-sync.md","result":"added","reason":null,"meeting":"M-1","title":"Launch sync","date":"2026-11-20","created":["A-1","A-2","D-1"],"updated":0,"problems":[],"clashes":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm import notes missing.md --json
    --- stderr
    {"error":{"code":"no_input","message":"missing.md: No such file or directory (os error 2)","hint":"name a Markdown file or a folder that holds some","exit":66,"retryable":false}}
    --- exit 66
    "#);
}

#[test]
fn import_quietly_or_on_trial() {
    let sandbox = with_files();
    let lines = [
        "import notes minutes --dry-run",
        "meetings -q",
        "import notes minutes -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import notes minutes --dry-run
    Imported 2 meetings
    3 actions, 1 decision; owned 2 of 3 (66%), dated 2 of 3 (66%); 0 lines to look at
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm meetings -q
    --- exit 0
    $ tpm import notes minutes -q
    M-1
    M-2
    --- exit 0
    ");
}

#[test]
fn import_refuses_what_holds_no_notes() {
    let sandbox = Sandbox::new();
    sandbox.write("empty/readme.txt", "no notes");
    let lines = [
        "import notes missing.md",
        "import notes empty",
        "import notes",
        "import tables x",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import notes missing.md
    --- stderr
    error: missing.md: No such file or directory (os error 2)
    hint: name a Markdown file or a folder that holds some
    --- exit 66
    $ tpm import notes empty
    --- stderr
    error: there is no Markdown file in what was named
    hint: files that are imported end in .md or .markdown
    --- exit 66
    $ tpm import notes
    --- stderr
    error: the following required arguments were not provided: <FILES>...
    hint: Usage: tpm import notes <FILES>...
    --- exit 2
    $ tpm import tables x
    --- stderr
    error: there is no "tables" here
    hint: did you mean `notes`? nothing was done
    --- exit 2
    "#);
}

#[test]
fn a_file_that_is_no_text_is_told_and_the_others_are_taken() {
    let sandbox = with_files();
    sandbox.write("minutes/broken.md", b"# Sync\n\xff\n");
    let all = sandbox.tpm("import notes minutes");
    let alone = sandbox.tpm("import notes minutes/broken.md");
    assert_snapshot!(format!("{all}\n{alone}"), @"
    $ tpm import notes minutes
    Imported 2 meetings, 1 skipped
    3 actions, 1 decision; owned 2 of 3 (66%), dated 2 of 3 (66%); 0 lines to look at
    --- stderr
    skipped minutes/broken.md: not UTF-8 at byte 7
    undo: tpm undo
    --- exit 0
    $ tpm import notes minutes/broken.md
    Imported 0 meetings, 1 skipped
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- stderr
    skipped minutes/broken.md: not UTF-8 at byte 7
    --- exit 65
    ");
}

#[test]
fn what_is_read_ahead_is_what_is_read_under_the_lock() {
    // Each file names people whom an earlier one brought in, and lines that only then have an owner.
    let sandbox = Sandbox::new();
    for (day, attendees, line) in [
        ("2026-11-16", "Lee Wong, Priya Shah", "Lee to book the room"),
        ("2026-11-17", "Bo Berg", "ACTION: priya send the plan"),
        ("2026-11-18", "Lee Ahn", "Lee to ask the vendor"),
        ("2026-11-19", "Bo Berg", "ACTION: dana write it up"),
        ("2026-11-20", "Dana Cole", "Dana to read it"),
    ] {
        let text = format!("# Sync\n\nAttendees: {attendees}\n\n## Action items\n\n- {line}\n");
        sandbox.write(&format!("together/{day}-sync.md"), &text);
        sandbox.write(&format!("one-by-one/{day}-sync.md"), &text);
    }
    sandbox.ok("import notes together");
    let together = sandbox.ok("actions --json --fields title,owner");
    let apart = Sandbox::new();
    for day in 16..=20 {
        let path = sandbox
            .home()
            .join(format!("one-by-one/2026-11-{day}-sync.md"));
        apart.ok(&format!("import notes '{}'", path.display()));
    }
    assert_eq!(apart.ok("actions --json --fields title,owner"), together);
    assert!(together.contains("\"lee-wong\""), "{together}");
}

#[test]
fn strict_refuses_the_files_that_could_be_meant_otherwise_and_takes_the_rest() {
    let sandbox = Sandbox::new();
    sandbox.write("in/2026-11-20-a.md", "ACTION: @lee send it\n");
    sandbox.write(
        "in/2026-11-20-b.md",
        "ACTION: @bo look at it\nACTION: ask by mon whether it ships by fri\n",
    );
    sandbox.write("in/2026-11-20-c.md", "ACTION - KK: send it\n");
    let lines = [
        "import notes in --strict",
        "actions",
        "people -q",
        "import notes in",
        "import notes in/2026-11-20-a.md --strict",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import notes in --strict
    Imported 1 meeting, 2 skipped
    1 action, 0 decisions; owned 1 of 1 (100%), dated 0 of 1 (0%); 0 lines to look at
    --- stderr
    skipped [HOME]/in/2026-11-20-b.md: line 2: two dates: `by mon` and `by fri`
    skipped [HOME]/in/2026-11-20-c.md: line 1: nobody is certainly meant by "KK"; left without an owner
    undo: tpm undo
    --- exit 65
    $ tpm actions
    ID   TITLE    OWNER
    A-1  send it  @lee
    --- exit 0
    $ tpm people -q
    @lee
    --- exit 0
    $ tpm import notes in
    Imported 2 meetings, 1 unchanged
    3 actions, 0 decisions; owned 1 of 3 (33%), dated 0 of 3 (0%); 2 lines to look at
    --- stderr
    [HOME]/in/2026-11-20-b.md:2: two dates: `by mon` and `by fri`
    [HOME]/in/2026-11-20-c.md:1: nobody is certainly meant by "KK"; left without an owner
    undo: tpm undo
    --- exit 0
    $ tpm import notes in/2026-11-20-a.md --strict
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    "#);
}

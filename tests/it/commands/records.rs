//! `tpm import records`.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const QUEUE: &str = "# 2. Send mails by a queue

Date: 2026-05-04

## Status

Accepted

Supersedes [1. Send at once](0001-send-at-once.md)

## Context

Peaks drop mails:

* on Mondays
* after a launch

## Decision

All mails go through the queue. It retries three times.

    queue: mails

## Consequences

A mail may be late.
";

const AT_ONCE: &str = "# 1. Send at once

Date: 2026-05-04

## Status

Superseded by [2. Send mails by a queue](0002-queue.md)

## Context

Nobody waits.

## Decision

Each request sends its mail.
";

pub(super) const BUCKET: &str = "---
status: accepted
date: 2026-11-16
decision-makers: [Priya Shah, Lee]
consulted: bo
informed: dana
tags: storage
---
# Keep uploads in a bucket

## Context and Problem Statement

Uploads fill the disks.

## Considered Options

* Bucket
* Larger disk

## Decision Outcome

Chosen option: \"Bucket\", because it grows by itself.

### Consequences

* Good, because nobody orders disks

## Pros and Cons of the Options

### Bucket

* Good, because it grows
* Neutral, because reads are billed
* Bad, because of the fees

## More Information

See [the queue](0002-queue.md) and ADR-9.
";

pub(super) fn with_records() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("adr/0001-send-at-once.md", AT_ONCE);
    sandbox.write("adr/0002-queue.md", QUEUE);
    sandbox.write("adr/0003-bucket.md", BUCKET);
    sandbox.write("adr/README.md", "# Our records\n");
    sandbox.write("adr/template.md", "# {title}\n\n## Status\n\n{status}\n");
    sandbox
}

#[test]
fn a_folder_of_records_comes_in() {
    let sandbox = with_records();
    let lines = [
        "import records adr --dry-run -q",
        "import records adr",
        "decisions --history",
        "show D-2",
        "show D-1",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import records adr --dry-run -q
    D-1
    D-2
    D-3
    --- exit 0
    $ tpm import records adr
    Imported 3 decisions, 2 passed over
    2 options, 2 links; 1 line to look at
    --- stderr
    [HOME]/adr/0003-bucket.md: to be told of D-3: @lee, @bo, @dana; `tpm announce D-3` drafts it
    passed over [HOME]/adr/README.md: an index or a page about the folder
    passed over [HOME]/adr/template.md: a template
    undo: tpm undo
    --- exit 0
    $ tpm decisions --history
    ID   TITLE                     OUTCOME                          DECIDER      WHEN        STATUS
    D-3  Keep uploads in a bucket  Bucket                           @priya-shah  Mon 16 Nov  accepted
    D-2  Send mails by a queue     All mails go through the queue.  nobody       Mon 4 May   accepted
    D-1  Send at once              Each request sends its mail.     nobody       Mon 4 May   superseded
    --- exit 0
    $ tpm show D-2
    D-2  Send mails by a queue
    Status:     accepted
    Outcome:    All mails go through the queue.
    Decided:    Mon 4 May
    Decide by:  none
    Door:       two way
    History:    yes, outside follow-up
    Raised:     Mon 4 May
    Supersedes: D-1 Send at once
    Relates to: D-3 Keep uploads in a bucket
    Known as:   [HOME]/adr/0002-queue.md in records
    Known as:   ADR-2 in [HOME]/adr

    Context
    Peaks drop mails:

    * on Mondays
    * after a launch

    Decision
    All mails go through the queue. It retries three times.

        queue: mails

    Consequences
    A mail may be late.
    --- exit 0
    $ tpm show D-1
    D-1  Send at once
    Status:        superseded
    Outcome:       Each request sends its mail.
    Decided:       Mon 4 May
    Decide by:     none
    Door:          two way
    History:       yes, outside follow-up
    Raised:        Mon 4 May
    Superseded by: D-2 Send mails by a queue
    Known as:      [HOME]/adr/0001-send-at-once.md in records
    Known as:      ADR-1 in [HOME]/adr

    Context
    Nobody waits.
    --- exit 0
    ");
}

#[test]
fn a_second_import_changes_nothing_and_one_undo_takes_all_back() {
    let sandbox = with_records();
    let lines = [
        "import records adr -q",
        "import records adr",
        "log",
        "undo",
        "decisions --history",
        "redo -q",
        "decisions --history -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import records adr -q
    D-1
    D-2
    D-3
    --- exit 0
    $ tpm import records adr
    Imported 0 decisions, 3 unchanged, 2 passed over
    0 options, 0 links; 0 lines to look at
    --- stderr
    passed over [HOME]/adr/README.md: an index or a page about the folder
    passed over [HOME]/adr/template.md: a template
    --- exit 0
    $ tpm log
    OP  WHEN              WHO   WHAT            ITEMS
     4  2026-11-22 10:00  @sam  import records  D-1 D-2 D-3
     3  2026-11-22 10:00  @sam  import records  D-3
     2  2026-11-22 10:00  @sam  import records  D-2
     1  2026-11-22 10:00  @sam  import records  D-1
    --- exit 0
    $ tpm undo
    Undid import records D-1 D-2 D-3  (operations 1 to 4)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm decisions --history
    No decisions match.
    --- exit 0
    $ tpm redo -q
    5
    --- exit 0
    $ tpm decisions --history -q
    D-3
    D-2
    D-1
    --- exit 0
    ");
}

#[test]
fn a_recent_record_is_alive_with_its_people_and_options() {
    let sandbox = with_records();
    let lines = [
        "import records adr/0003-bucket.md",
        "show D-1",
        "loop",
        "people -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import records adr/0003-bucket.md
    Imported 1 decision
    2 options, 0 links; 1 line to look at
    --- stderr
    [HOME]/adr/0003-bucket.md: to be told of D-1: @lee, @bo, @dana; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Keep uploads in a bucket
    Status:     accepted
    Outcome:    Bucket
    Why:        it grows by itself.
    Decider:    @priya-shah
    Must agree: @lee agrees (Mon 16 Nov)
    Input:      @bo (Mon 16 Nov)
    Informed:   @dana
    Decided:    Mon 16 Nov
    Decide by:  none
    Door:       two way
    Tags:       #storage
    Raised:     Mon 16 Nov
    Known as:   [HOME]/adr/0003-bucket.md in records
    Known as:   ADR-3 in [HOME]/adr

    Context
    Uploads fill the disks.

    Options
    1 Bucket (chosen)
    • for: it grows
    • against: of the fees

    2 Larger disk
    • nothing said for or against

    Consequences
    * Good, because nobody orders disks

    ## Pros and Cons of the Options

    ### Bucket

    * Neutral, because reads are billed

    ## More Information

    See [the queue](0002-queue.md) and ADR-9.

    Told 0/3
    WHO    TOLD     ANSWER
    @lee   not yet  to be asked
    @bo    not yet  to be asked
    @dana  not yet  none needed
    --- exit 0
    $ tpm loop
    ID   DECISION                  MADE  TOLD  DONE  STUCK AT                           ON           FOR
    D-1  Keep uploads in a bucket  yes   0/3   0     TOLD: not sent (@lee, @bo, @dana)  @priya-shah   2d
    --- exit 0
    $ tpm people -q
    @bo
    @dana
    @lee
    @priya-shah
    --- exit 0
    ");
}

#[test]
fn a_group_is_informed_and_whoever_is_no_person_stays_in_the_text() {
    let sandbox = Sandbox::new();
    sandbox.ok("group platform --members lee,bo");
    let named = BUCKET
        .replace("[Priya Shah, Lee]", "The platform guild, Priya Shah")
        .replace("consulted: bo", "consulted: everyone")
        .replace("informed: dana", "informed: platform");
    sandbox.write("adr/0003-bucket.md", named);
    sandbox.ok("import records adr");
    let shown = sandbox.ok("show D-1");
    for want in [
        "Decider:   @priya-shah\nInformed:  @platform\n",
        "* decision-makers: The platform guild\n* consulted: everyone\n",
        "@lee  not yet",
    ] {
        assert!(shown.contains(want), "{want}:\n{shown}");
    }
}

#[test]
fn what_supersedes_is_in_force_only_when_it_was_decided() {
    let sandbox = Sandbox::new();
    sandbox.write("adr/0001-send-at-once.md", AT_ONCE);
    sandbox.write("adr/0002-queue.md", QUEUE.replace("Accepted", "Proposed"));
    // A record that nobody told of its successor.
    sandbox.write(
        "old/0001-send-at-once.md",
        AT_ONCE.replace(
            "Superseded by [2. Send mails by a queue](0002-queue.md)",
            "Accepted",
        ),
    );
    sandbox.write("old/0002-queue.md", QUEUE);
    let lines = ["import records adr old", "decisions --history"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import records adr old
    Imported 4 decisions
    0 options, 2 links; 2 lines to look at
    --- stderr
    [HOME]/adr/0001-send-at-once.md: D-1 still holds: what supersedes it is not decided
    [HOME]/old/0001-send-at-once.md: D-3 is superseded, though its own record says otherwise
    undo: tpm undo
    --- exit 0
    $ tpm decisions --history
    ID   TITLE                  OUTCOME                          DECIDER  WHEN       STATUS
    D-4  Send mails by a queue  All mails go through the queue.  nobody   Mon 4 May  accepted
    D-3  Send at once           Each request sends its mail.     nobody   Mon 4 May  superseded
    D-2  Send mails by a queue                                   nobody              proposed
    D-1  Send at once           Each request sends its mail.     nobody   Mon 4 May  accepted
    --- exit 0
    ");
}

#[test]
fn what_cannot_be_read_is_told_by_line_and_strict_refuses_it() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "adr/0001-a.md",
        QUEUE
            .replace("Accepted\n", "To be seen\n")
            .replace("2026-05-04", "in May"),
    );
    sandbox.write("adr/0002-b.md", BUCKET.replace("\"Bucket\"", "\"Tape\""));
    sandbox.write("adr/0003-c.md", QUEUE.replace("2026-05-04", "2027-05-04"));
    sandbox.write(
        "adr/0004-d.md",
        b"\xff\xfe# no text\n\n## Status\n\nAccepted\n",
    );
    let lines = [
        "import records adr --strict",
        "import records adr",
        "import records nowhere",
    ];
    let told = exchanges(&sandbox, &lines);
    std::fs::create_dir(sandbox.home().join("empty")).unwrap();
    let empty = exchanges(
        &sandbox,
        &[
            "import records empty",
            "import records adr/0001-a.md --json",
        ],
    );
    assert_snapshot!(format!("{told}\n{empty}"), @r#"
    $ tpm import records adr --strict
    Imported 1 decision, 3 skipped
    0 options, 0 links; 2 lines to look at
    --- stderr
    skipped adr/0004-d.md: not UTF-8 at byte 0
    skipped [HOME]/adr/0001-a.md: line 3: the date "in May" is not read
    skipped [HOME]/adr/0002-b.md: line 20: the chosen option "Tape" is none of the options
    [HOME]/adr/0003-c.md: the date 2027-05-04 is still to come and was left out
    [HOME]/adr/0003-c.md:9: 0001-send-at-once.md is not among the decisions; no link was made
    no date: 0003-c.md
    undo: tpm undo
    --- exit 65
    $ tpm import records adr
    Imported 2 decisions, 1 unchanged, 1 skipped
    2 options, 0 links; 5 lines to look at
    --- stderr
    skipped adr/0004-d.md: not UTF-8 at byte 0
    [HOME]/adr/0001-a.md:3: the date "in May" is not read
    [HOME]/adr/0001-a.md:7: the status "To be seen" is not known; taken as accepted if it tells an outcome
    [HOME]/adr/0001-a.md:9: 0001-send-at-once.md is not among the decisions; no link was made
    [HOME]/adr/0002-b.md:20: the chosen option "Tape" is none of the options
    [HOME]/adr/0002-b.md: to be told of D-3: @lee, @bo, @dana; `tpm announce D-3` drafts it
    no date: 0001-a.md
    no status, taken by whether they tell an outcome: 0001-a.md
    undo: tpm undo
    --- exit 0
    $ tpm import records nowhere
    --- stderr
    error: nowhere: No such file or directory (os error 2)
    hint: name a Markdown file or a folder that holds some
    --- exit 66
    $ tpm import records empty
    --- stderr
    error: there is no Markdown file in what was named
    hint: files that are imported end in .md or .markdown
    --- exit 66
    $ tpm import records adr/0001-a.md --json
    {"schema":"tpm/1","kind":"import.records","data":[{"path":"[HOME]/adr/0001-a.md","result":"unchanged","reason":null,"decision":"D-2","title":"Send mails by a queue","status":"accepted","date":null,"options":0,"links":0,"changed":[],"problems":[],"clashes":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn hostile_records_reach_no_terminal_and_stop_nothing() {
    let sandbox = Sandbox::new();
    let hostile = "# 1. Own \u{1b}[31mthe\u{202e} terminal\n\n## Status\n\nAccepted\u{7}\n\n## Decision\n\n\u{1b}]0;x\u{7}All of it.\n";
    sandbox.write("adr/0001-hostile.md", hostile);
    sandbox.write(
        "adr/0002-long.md",
        format!("# {}\n\n## Status\n\nAccepted\n", "long ".repeat(300)),
    );
    sandbox.write(
        "adr/0003-deep.md",
        format!(
            "# Deep\n\n## Status\n\nAccepted\n\n## Decision\n\n{}x\n",
            "> ".repeat(3000)
        ),
    );
    sandbox.write(
        "adr/0004-options.md",
        format!(
            "# Many\n\n## Considered Options\n\n{}\n## Decision\n\nx\n",
            "* 1\n* 1\n* 2\n* \n".repeat(50)
        ),
    );
    let said = exchanges(&sandbox, &["import records adr", "show D-1", "option D-4"]);
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    assert_snapshot!(said, @r"
    $ tpm import records adr
    Imported 4 decisions
    2 options, 0 links; 1 line to look at
    --- stderr
    [HOME]/adr/0002-long.md: the title is too long and was cut
    no date: 0001-hostile.md, 0002-long.md, 0003-deep.md and 1 more
    no status, taken by whether they tell an outcome: 0004-options.md
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Own \u{1b}[31mthe\u{202e} terminal
    Status:    accepted
    Outcome:   \u{1b}]0;x\u{7}All of it.
    Decide by: none
    Door:      two way
    History:   yes, outside follow-up
    Raised:    Sun 22 Nov
    Known as:  [HOME]/adr/0001-hostile.md in records
    Known as:  ADR-1 in [HOME]/adr
    --- exit 0
    $ tpm option D-4
    D-4  Many  → x

    • 1 Option 1
    • 2 Option 2
    --- exit 0
    ");
}

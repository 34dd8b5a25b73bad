//! `tpm import records` of what was imported before: edited, decided, moved, renamed, linked.

use insta::assert_snapshot;

use super::exchanges;
use super::records::{BUCKET, with_records};
use crate::sandbox::Sandbox;

#[test]
fn of_an_edited_record_what_was_left_alone_here_is_taken() {
    let sandbox = with_records();
    sandbox.ok("import records adr");
    sandbox.ok("edit D-3 --consequences 'We look at the bill each month.'");
    let edited = BUCKET
        .replace(
            "* Good, because nobody orders disks",
            "* Good, because it is quiet",
        )
        .replace("grows by itself", "grows while we sleep")
        .replace("* Larger disk", "* Larger disk\n* Two disks")
        .replace("consulted: bo", "consulted: sam")
        .replace("of the fees", "of the fees for reading");
    sandbox.write("adr/0003-bucket.md", edited);
    let state = |sandbox: &Sandbox| sandbox.store().state().unwrap();
    let before = state(&sandbox);
    sandbox.ok("import records adr");
    let after = state(&sandbox);
    sandbox.ok("undo");
    assert_eq!(state(&sandbox), before);
    sandbox.ok("redo");
    assert_eq!(state(&sandbox), after);
    sandbox.ok("undo");
    let lines = ["import records adr", "show D-3"];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import records adr
    Imported 0 decisions, 1 updated, 2 unchanged, 2 passed over
    0 options, 0 links; 0 lines to look at
    D-3  Keep uploads in a bucket  rationale, options, people
    --- stderr
    [HOME]/adr/0003-bucket.md: the text of the consequences was changed here too; kept "We look at the bill each month.", not "* Good, because it is quiet"
    passed over [HOME]/adr/README.md: an index or a page about the folder
    passed over [HOME]/adr/template.md: a template
    undo: tpm undo
    --- exit 0
    $ tpm show D-3
    D-3  Keep uploads in a bucket
    Status:     accepted
    Outcome:    Bucket
    Why:        it grows while we sleep.
    Decider:    @priya-shah
    Must agree: @lee agrees (Mon 16 Nov)
    Informed:   @dana
    Input:      @sam (Mon 16 Nov)
    Decided:    Mon 16 Nov
    Decide by:  none
    Door:       two way
    Tags:       #storage
    Raised:     Mon 16 Nov
    Relates to: D-2 Send mails by a queue
    Known as:   [HOME]/adr/0003-bucket.md in records
    Known as:   ADR-3 in [HOME]/adr

    Context
    Uploads fill the disks.

    Options
    1 Bucket (chosen)
    • for: it grows
    • against: of the fees for reading

    2 Larger disk
    • nothing said for or against

    4 Two disks
    • nothing said for or against

    Consequences
    We look at the bill each month.

    ## Pros and Cons of the Options

    ### Bucket

    * Neutral, because reads are billed

    ## More Information

    See [the queue](0002-queue.md) and ADR-9.

    Told 0/3
    WHO    TOLD     ANSWER
    @lee   not yet  to be asked
    @dana  not yet  none needed
    @sam   not yet  to be asked
    --- exit 0
    "#);
}

#[test]
fn a_record_that_was_decided_since_is_news() {
    let sandbox = Sandbox::new();
    let open = BUCKET
        .replace("status: accepted", "status: proposed")
        .replace("2026-11-16", "2026-03-02");
    sandbox.write("adr/0003-bucket.md", &open);
    sandbox.ok("import records adr");
    assert_eq!(sandbox.ok("loop -q"), "");
    sandbox.write("adr/0003-bucket.md", BUCKET);
    let lines = ["import records adr", "loop", "decisions"];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm import records adr
    Imported 0 decisions, 1 updated
    0 options, 0 links; 1 line to look at
    D-1  Keep uploads in a bucket  status, date, outcome, rationale, body, chosen option
    --- stderr
    [HOME]/adr/0003-bucket.md: to be told of D-1: @lee, @bo, @dana; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm loop
    ID   DECISION                  MADE  TOLD  DONE  STUCK AT                           ON           FOR
    D-1  Keep uploads in a bucket  yes   0/3   0     TOLD: not sent (@lee, @bo, @dana)  @priya-shah   2d
    --- exit 0
    $ tpm decisions
    ID   TITLE                     OUTCOME  DECIDER      WHEN        STATUS
    D-1  Keep uploads in a bucket  Bucket   @priya-shah  Mon 16 Nov  accepted
    --- exit 0
    ");
}

#[test]
fn links_are_made_whichever_record_came_first() {
    let sandbox = with_records();
    let lines = [
        "import records adr/0001-send-at-once.md",
        "show D-1",
        "import records adr/0002-queue.md",
        "show D-1",
        "unlink D-2 D-1",
        "import records adr",
        "show D-2 --json --fields links",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm import records adr/0001-send-at-once.md
    Imported 1 decision
    0 options, 0 links; 1 line to look at
    --- stderr
    [HOME]/adr/0001-send-at-once.md:7: 0002-queue.md is not among the decisions; no link was made
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Send at once
    Status:    superseded
    Outcome:   Each request sends its mail.
    Decided:   Mon 4 May
    Decide by: none
    Door:      two way
    History:   yes, outside follow-up
    Raised:    Mon 4 May
    Known as:  [HOME]/adr/0001-send-at-once.md in records
    Known as:  ADR-1 in [HOME]/adr

    Context
    Nobody waits.
    --- exit 0
    $ tpm import records adr/0002-queue.md
    Imported 1 decision
    0 options, 1 link; 0 lines to look at
    --- stderr
    undo: tpm undo
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
    $ tpm unlink D-2 D-1
    Unlinked D-2  Send mails by a queue  → All mails go through the queue.  decided Mon 4 May
    --- stderr
    D-1 "Send at once" is accepted again
    undo: tpm undo
    --- exit 0
    $ tpm import records adr
    Imported 1 decision, 2 unchanged, 2 passed over
    2 options, 1 link; 1 line to look at
    --- stderr
    [HOME]/adr/0003-bucket.md: to be told of D-3: @lee, @bo, @dana; `tpm announce D-3` drafts it
    passed over [HOME]/adr/README.md: an index or a page about the folder
    passed over [HOME]/adr/template.md: a template
    undo: tpm undo
    --- exit 0
    $ tpm show D-2 --json --fields links
    {"schema":"tpm/1","kind":"decision","data":[{"links":[{"kind":"relates_to","direction":"from","id":"D-3","title":"Keep uploads in a bucket"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn records_that_moved_or_were_renamed_are_known_again() {
    let sandbox = with_records();
    sandbox.ok("import records adr");
    std::fs::rename(sandbox.home().join("adr"), sandbox.home().join("records")).unwrap();
    let text = std::fs::read_to_string(sandbox.home().join("records/0002-queue.md")).unwrap();
    let lines = [
        "import records records",
        "show ADR-2 ADR-0002 -q",
        "import records records -q",
    ];
    let moved = exchanges(&sandbox, &lines);
    std::fs::remove_file(sandbox.home().join("records/0002-queue.md")).unwrap();
    sandbox.write(
        "records/0002-mails-by-queue.md",
        text.replace("three times", "twice"),
    );
    let renamed = exchanges(&sandbox, &["import records records"]);
    assert_snapshot!(format!("{moved}\n{renamed}"), @"
    $ tpm import records records
    Imported 0 decisions, 3 moved, 2 passed over
    0 options, 0 links; 0 lines to look at
    --- stderr
    [HOME]/records/0001-send-at-once.md: was imported as [HOME]/adr/0001-send-at-once.md
    [HOME]/records/0002-queue.md: was imported as [HOME]/adr/0002-queue.md
    [HOME]/records/0003-bucket.md: was imported as [HOME]/adr/0003-bucket.md
    passed over [HOME]/records/README.md: an index or a page about the folder
    passed over [HOME]/records/template.md: a template
    undo: tpm undo
    --- exit 0
    $ tpm show ADR-2 ADR-0002 -q
    D-2
    --- exit 0
    $ tpm import records records -q
    --- exit 0
    $ tpm import records records
    Imported 0 decisions, 1 updated, 2 unchanged, 2 passed over
    0 options, 0 links; 0 lines to look at
    D-2  Send mails by a queue  outcome
    --- stderr
    passed over [HOME]/records/README.md: an index or a page about the folder
    passed over [HOME]/records/template.md: a template
    undo: tpm undo
    --- exit 0
    ");
}

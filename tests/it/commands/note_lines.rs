//! Lines with an item's anchor that were not handed out: what is typed there is the writer's word.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

fn with_items() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok("propose 'Which vendor?' --decider lee --due 2026-12-01");
    sandbox.ok("propose 'Which region?' --decider lee");
    sandbox.ok("act '@bo call the vendor by 2026-12-03'");
    sandbox.ok("risk 'Holiday freeze' --owner bo");
    sandbox
}

#[test]
fn a_decision_typed_on_its_own_line_is_made() {
    let sandbox = with_items();
    sandbox.write("n.md", "# Sync\n\n- DECISION: Vendor B, cheaper ^D-1\n");
    let lines = [
        "meet Sync --notes n.md",
        "note M-1 --add '- DECISION: the western one ^D-2'",
        "decisions",
        "show M-1",
        "undo",
        "decisions",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm meet Sync --notes n.md
    Started M-1  Sync  Sun 22 Nov
    Changed D-1  Vendor B, cheaper  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm note M-1 --add '- DECISION: the western one ^D-2'
    Saved M-1  Sync  Sun 22 Nov
    Changed D-2  the western one  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE              DECIDER  WHEN        STATUS
    D-2  the western one    @lee     Sun 22 Nov  accepted
    D-1  Vendor B, cheaper  @lee     Sun 22 Nov  accepted
    --- exit 0
    $ tpm show M-1
    M-1  Sync
    Date:   Sun 22 Nov
    Status: open

    Notes
    # Sync

    - DECISION: Vendor B, cheaper ^D-1
    - DECISION: the western one ^D-2
    --- exit 0
    $ tpm undo
    Undid note D-2 M-1  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm decisions
    ID   TITLE              DECIDER  WHEN        STATUS
    D-2  Which region?      @lee                 proposed
    D-1  Vendor B, cheaper  @lee     Sun 22 Nov  accepted
    --- exit 0
    ");
}

#[test]
fn a_line_of_an_item_changes_what_it_names_and_nothing_else() {
    let sandbox = with_items();
    sandbox.ok("meet Sync --with lee,bo --no-input");
    let lines = [
        "note M-1 --add '- [x] call vendor B ^A-1'",
        "note M-1 --add '- RISK: long holiday freeze (owner: @lee) ^R-1'",
        "note M-1 --add '- DECISION: nobody proposed it ^D-9'",
        "note M-1 --add '- DECISION NEEDED: Which vendor? ^D-1'",
        "actions --all",
        "risks",
        "show M-1",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note M-1 --add '- [x] call vendor B ^A-1'
    Saved M-1  Sync  Sun 22 Nov  3 present
    Changed A-1  call vendor B  @bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm note M-1 --add '- RISK: long holiday freeze (owner: @lee) ^R-1'
    Saved M-1  Sync  Sun 22 Nov  3 present
    Changed R-1  long holiday freeze  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm note M-1 --add '- DECISION: nobody proposed it ^D-9'
    Saved M-1  Sync  Sun 22 Nov  3 present
    --- stderr
    line 15: there is no D-9; the line was left as text
    undo: tpm undo
    --- exit 0
    $ tpm note M-1 --add '- DECISION NEEDED: Which vendor? ^D-1'
    Saved M-1  Sync  Sun 22 Nov  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --all
    ID   TITLE          OWNER  DUE         STATUS
    A-1  call vendor B  @bo    Sun 22 Nov  done
    --- exit 0
    $ tpm risks
    ID   TITLE                SORT  SCORE       OWNER
    R-1  long holiday freeze  risk  not judged  @lee
    --- exit 0
    $ tpm show M-1
    M-1  Sync
    Date:    Sun 22 Nov
    Status:  open
    Present: @lee, @bo, @sam

    Notes
    # Sync

    Present: @sam, @lee, @bo

    ## Notes


    ## Decisions


    ## Actions

    - [x] @bo: call vendor B (due: 2026-12-03) ^A-1
    - RISK: long holiday freeze (owner: @lee) ^R-1
    - DECISION: nobody proposed it ^D-9
    - DECISION NEEDED: Which vendor? ^D-1
    --- exit 0
    ");
}

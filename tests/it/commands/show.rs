//! `tpm show`.

use insta::assert_snapshot;

use super::{after, exchanges};

#[test]
fn show_tells_an_item_whole() {
    let sandbox = after(&[
        "propose 'Which region?' --decider lee --due 2026-11-20 -w launch",
        "act @priya ask around --for D-1 --helpers bo by 2026-11-21",
        "comment A-1 started",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["show D-1", "show A-1", "show .", "show D-1 A-1 --format md"]), @"
    $ tpm show D-1
    D-1  Which region?
    Status:     proposed
    Decider:    @lee
    Decide by:  Fri 20 Nov (2 days ago)
    Door:       two way
    Workstream: launch
    Raised:     Sun 22 Nov by @sam

    Actions
    ID   TITLE       OWNER   DUE        FOR  WORKSTREAM
    A-1  ask around  @priya  yesterday  D-1  launch
    --- exit 0
    $ tpm show A-1
    A-1  ask around
    Status:     open
    Owner:      @priya
    Helpers:    @bo
    Due:        yesterday
    Serves:     D-1 Which region?
    Workstream: launch
    Added:      Sun 22 Nov

    Comments
    • Sun 22 Nov @sam: started
    --- exit 0
    $ tpm show .
    A-1  ask around
    Status:     open
    Owner:      @priya
    Helpers:    @bo
    Due:        yesterday
    Serves:     D-1 Which region?
    Workstream: launch
    Added:      Sun 22 Nov

    Comments
    • Sun 22 Nov @sam: started
    --- exit 0
    $ tpm show D-1 A-1 --format md
    # D-1: Which region?

    **Decision needed** from **@lee** by **Fri 20 Nov 2026** (2 days overdue)

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |

    ## What carries it out

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | A-1 | ask around | @priya | Sat 21 Nov 2026 | open |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    * **Workstream:** launch

    # A-1  ask around

    * **Status:** open
    * **Owner:** @priya
    * **Helpers:** @bo
    * **Due:** **yesterday**
    * **Serves:** D-1 Which region?
    * **Workstream:** launch
    * **Added:** Sun 22 Nov

    ## Comments

    - Sun 22 Nov @sam: started
    --- exit 0
    ");
}

#[test]
fn show_in_json_gives_links_comments_and_what_hangs_on_it() {
    let sandbox = after(&[
        "propose 'Which region?'",
        "act ask around --for D-1",
        "comment D-1 soon",
        "link A-1 blocks D-1",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["show D-1 --json"]), @r#"
    $ tpm show D-1 --json
    {"schema":"tpm/1","kind":"decision","data":[{"id":"D-1","title":"Which region?","status":"proposed","outcome":null,"rationale":null,"context":null,"consequences":null,"decider":null,"driver":null,"roles":[],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":null,"due_baseline":null,"due_source":"none","days_late":null,"if_late":null,"decided_at":null,"version":0,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null,"links":[{"kind":"blocks","direction":"from","id":"A-1","title":"ask around"}],"comments":[{"at":"2026-11-22T10:00:00Z","author":"sam","text":"soon"}],"external":[],"receipts":[],"carried":0,"nudges":0,"last_nudged":null,"actions":["A-1"],"decisions":[],"risks":[],"needs":[],"milestones":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn show_takes_ranges_and_quiet() {
    let sandbox = after(&["act one", "act two", "act three", "delete A-2"]);
    assert_snapshot!(exchanges(&sandbox, &["show A-1..A-3 -q"]), @"
    $ tpm show A-1..A-3 -q
    A-1
    A-3
    --- exit 0
    ");
}

#[test]
fn show_of_what_is_not_there_says_where_to_look() {
    let sandbox = after(&["act one", "delete A-1", "act two", "undo"]);
    assert_snapshot!(exchanges(&sandbox, &["show A-1", "show A-2", "show A-9", "show D-1", "show 7", "show nonsense", "show A-9 --json"]), @r#"
    $ tpm show A-1
    --- stderr
    error: A-1 was deleted
    hint: `tpm log A-1` shows when; undo brings it back
    --- exit 3
    $ tpm show A-2
    --- stderr
    error: there is no A-2: its creation was undone
    hint: `tpm log A-2` shows its history
    --- exit 3
    $ tpm show A-9
    --- stderr
    error: there is no A-9: the last action is A-2
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm show D-1
    --- stderr
    error: there is no D-1: there is no decision yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm show 7
    --- stderr
    error: 7 alone names no item
    hint: say which kind, such as A-7
    --- exit 2
    $ tpm show nonsense
    --- stderr
    error: `nonsense` is not an ID
    hint: write an ID such as D-12, a range such as A-4..A-9, or . for the last item
    --- exit 2
    $ tpm show A-9 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no A-9: the last action is A-2","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn show_tells_a_meeting_with_its_items() {
    let sandbox = after(&[
        "meet 'Launch sync' --with priya",
        "note --add 'ACTION: @priya send it by 2026-11-25'",
        "note --add 'DECISION: use vendor B'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["show M-1"]), @"
    $ tpm show M-1
    M-1  Launch sync
    Date:    Sun 22 Nov
    Status:  open
    Present: @priya, @sam

    Notes
    # Launch sync

    Present: @sam, @priya

    ## Notes


    ## Decisions


    ## Actions

    ACTION: @priya send it by 2026-11-25 ^A-1
    DECISION: use vendor B ^D-1

    Decisions
    ID   TITLE         DECIDER  WHEN        STATUS
    D-1  use vendor B  nobody   Sun 22 Nov  accepted

    Actions
    ID   TITLE    OWNER   DUE
    A-1  send it  @priya  Wed 25 Nov (in 3 days)
    --- exit 0
    ");
}

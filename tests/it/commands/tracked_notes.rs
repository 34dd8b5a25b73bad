//! Risks, assumptions, issues and needs in notes: lines become items, and go on being them.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const NOTES: &str = "# Launch sync

Present: @sam, @priya, @lee

- RISK: holiday freeze blocks the cutover (owner: @sam)
- ASSUMPTION: the east keeps its rules
- Issue: https://example.com/3
- BLOCKER: staging is down (owner: @priya) (due: 2026-11-27)
- NEED: Auth API v2 by 1 Dec (owner: @lee)
- [x] DEPENDENCY: new certificates from the platform team
- ACTION: @priya test it by fri
";

fn noted() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("notes.md", NOTES);
    sandbox.ok("meet 'Launch sync' --notes notes.md -w launch");
    sandbox
}

#[test]
fn tracked_lines_become_items_with_anchors() {
    let sandbox = noted();
    assert_snapshot!(exchanges(&sandbox, &["risks", "needs --list --all", "show M-1"]), @"
    $ tpm risks
    ID   TITLE                              SORT        SCORE       OWNER   DUE                     WORKSTREAM
    R-3  staging is down                    issue       not judged  @priya  Fri 27 Nov (in 5 days)  launch
    R-1  holiday freeze blocks the cutover  risk        not judged  @sam                            launch
    R-2  the east keeps its rules           assumption  not judged  nobody                          launch
    --- exit 0
    $ tpm needs --list --all
    ID   TITLE                                    FROM    FOR     DUE                    STATUS     WORKSTREAM
    N-1  Auth API v2                              @lee    launch  Tue 1 Dec (in 9 days)  asked      launch
    N-2  new certificates from the platform team  nobody  launch  Sun 22 Nov             delivered  launch
    --- exit 0
    $ tpm show M-1
    M-1  Launch sync
    Date:       Sun 22 Nov
    Status:     open
    Present:    @sam, @priya, @lee
    Workstream: launch

    Notes
    # Launch sync

    Present: @sam, @priya, @lee

    - RISK: holiday freeze blocks the cutover (owner: @sam) ^R-1
    - ASSUMPTION: the east keeps its rules ^R-2
    - Issue: https://example.com/3
    - BLOCKER: staging is down (owner: @priya) (due: 2026-11-27) ^R-3
    - NEED: Auth API v2 by 1 Dec (owner: @lee) ^N-1
    - [x] DEPENDENCY: new certificates from the platform team ^N-2
    - ACTION: @priya test it by fri ^A-1

    Actions
    ID   TITLE    OWNER   DUE                     WORKSTREAM
    A-1  test it  @priya  Fri 27 Nov (in 5 days)  launch

    Risks
    ID   TITLE                              SORT        SCORE       OWNER   DUE                     WORKSTREAM
    R-1  holiday freeze blocks the cutover  risk        not judged  @sam                            launch
    R-2  the east keeps its rules           assumption  not judged  nobody                          launch
    R-3  staging is down                    issue       not judged  @priya  Fri 27 Nov (in 5 days)  launch

    Needs
    ID   TITLE                                    FROM    FOR     DUE                    STATUS     WORKSTREAM
    N-1  Auth API v2                              @lee    launch  Tue 1 Dec (in 9 days)  asked      launch
    N-2  new certificates from the platform team  nobody  launch  Sun 22 Nov             delivered  launch
    --- exit 0
    ");
}

#[test]
fn tracked_lines_stand_in_minutes() {
    let sandbox = noted();
    assert_snapshot!(exchanges(&sandbox, &["minutes M-1"]), @r#"
    $ tpm minutes M-1
    ---
    id: M-1
    uid: "[…]"
    title: "Launch sync"
    date: 2026-11-22
    starts_at: 2026-11-22T10:00:00+00:00
    workstream: launch
    status: open
    attendees: ["@sam", "@priya", "@lee"]
    digest: "[…]"
    ---

    # Launch sync

    Present: @sam, @priya, @lee

    - RISK: holiday freeze blocks the cutover (owner: @sam) ^R-1
    - ASSUMPTION: the east keeps its rules ^R-2
    - Issue: https://example.com/3
    - ISSUE: staging is down (owner: @priya) (due: 2026-11-27) ^R-3
    - NEED: Auth API v2 (owner: @lee) (due: 2026-12-01) ^N-1
    - [x] NEED: new certificates from the platform team ^N-2
    - ACTION: @priya test it by fri ^A-1

    <!-- tpm:end-of-notes -->

    ## Actions of this meeting, as of 2026-11-22

    | ID | Action | Owner | Due | Status |
    | --- | --- | --- | --- | --- |
    | A-1 | test it | @priya | 2026-11-27 | open |

    ## Risks of this meeting, as of 2026-11-22

    | ID | Sort | Title | Owner | Due | Status |
    | --- | --- | --- | --- | --- | --- |
    | R-1 | risk | holiday freeze blocks the cutover | @sam |  | open |
    | R-2 | assumption | the east keeps its rules |  |  | open |
    | R-3 | issue | staging is down | @priya | 2026-11-27 | open |

    ## Needs of this meeting, as of 2026-11-22

    | ID | Need | From | For | Due | Status |
    | --- | --- | --- | --- | --- | --- |
    | N-1 | Auth API v2 | @lee | launch | 2026-12-01 | asked |
    | N-2 | new certificates from the platform team |  | launch |  | delivered |
    --- exit 0
    "#);
}

#[test]
fn a_changed_line_changes_its_risk_or_need() {
    let mut sandbox = noted();
    sandbox.editor(
        "cp \"$1\" $HOME/seen; sed -i \
         -e 's/RISK: holiday/[x] RISK: holiday/' \
         -e 's/its rules/all its rules (owner: @priya) (due: 2026-12-01)/' \
         -e 's/^- NEED: Auth/- [-] NEED: Auth/' \
         -e 's/(due: 2026-11-27)/(due: 2026-11-30)/' \
         -e 's/^- BLOCKER/- RISK/' \"$1\"",
    );
    assert_snapshot!(exchanges(&sandbox, &["note M-1", "risks --all", "needs --all --list", "undo", "risks -q"]), @"
    $ tpm note M-1
    Saved M-1  Launch sync  Sun 22 Nov  3 present
    Changed R-1  holiday freeze blocks the cutover  @sam  closed  launch
    Changed R-2  the east keeps all its rules  (assumption)  @priya  due Tue 1 Dec (in 9 days)  launch
    Changed R-3  staging is down  @priya  due Mon 30 Nov (in 8 days)  launch
    Changed N-1  Auth API v2  from @lee  for launch  dropped
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risks --all
    ID   TITLE                              SORT        SCORE       OWNER   DUE                     STATUS  WORKSTREAM
    R-3  staging is down                    risk        not judged  @priya  Mon 30 Nov (in 8 days)          launch
    R-2  the east keeps all its rules       assumption  not judged  @priya  Tue 1 Dec (in 9 days)           launch
    R-1  holiday freeze blocks the cutover  risk        not judged  @sam    Sun 22 Nov              closed  launch
    --- exit 0
    $ tpm needs --all --list
    ID   TITLE                                    FROM    FOR     DUE         STATUS     WORKSTREAM
    N-1  Auth API v2                              @lee    launch  Sun 22 Nov  dropped    launch
    N-2  new certificates from the platform team  nobody  launch  Sun 22 Nov  delivered  launch
    --- exit 0
    $ tpm undo
    Undid note M-1 N-1 R-1 R-2 R-3  (operation 2)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm risks -q
    R-3
    R-1
    R-2
    --- exit 0
    ");
}

#[test]
fn an_unchanged_save_makes_no_operation() {
    let mut sandbox = noted();
    sandbox.editor("true");
    assert_snapshot!(exchanges(&sandbox, &["note M-1"]), @"
    $ tpm note M-1
    Nothing changed in M-1  Launch sync  Sun 22 Nov  3 present
    --- exit 0
    ");
    sandbox.editor("echo 'One more line.' >> \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note M-1", "risks -q", "needs -q"]), @"
    $ tpm note M-1
    Saved M-1  Launch sync  Sun 22 Nov  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risks -q
    R-3
    R-1
    R-2
    --- exit 0
    $ tpm needs -q
    N-1
    --- exit 0
    ");
}

#[test]
fn the_draft_shows_the_present_state_and_a_later_edit_stays() {
    let mut sandbox = noted();
    for line in [
        "risk R-1 --happened",
        "edit R-2 --title 'the west keeps its rules' --owner bo",
        "done N-1",
        "edit R-3 --due 2026-12-03",
    ] {
        sandbox.ok(line);
    }
    sandbox.editor("cp \"$1\" $HOME/seen");
    assert_snapshot!(exchanges(&sandbox, &["note M-1", "minutes M-1"]), @r#"
    $ tpm note M-1
    Nothing changed in M-1  Launch sync  Sun 22 Nov  3 present
    --- exit 0
    $ tpm minutes M-1
    ---
    id: M-1
    uid: "[…]"
    title: "Launch sync"
    date: 2026-11-22
    starts_at: 2026-11-22T10:00:00+00:00
    workstream: launch
    status: open
    attendees: ["@sam", "@priya", "@lee"]
    digest: "[…]"
    ---

    # Launch sync

    Present: @sam, @priya, @lee

    - [x] RISK: holiday freeze blocks the cutover (owner: @sam) ^R-1
    - ASSUMPTION: the west keeps its rules (owner: @bo) ^R-2
    - Issue: https://example.com/3
    - ISSUE: staging is down (owner: @priya) (due: 2026-12-03) ^R-3
    - [x] NEED: Auth API v2 (owner: @lee) (due: 2026-12-01) ^N-1
    - [x] NEED: new certificates from the platform team ^N-2
    - ACTION: @priya test it by fri ^A-1

    <!-- tpm:end-of-notes -->

    ## Actions of this meeting, as of 2026-11-22

    | ID | Action | Owner | Due | Status |
    | --- | --- | --- | --- | --- |
    | A-1 | test it | @priya | 2026-11-27 | open |

    ## Risks of this meeting, as of 2026-11-22

    | ID | Sort | Title | Owner | Due | Status |
    | --- | --- | --- | --- | --- | --- |
    | R-1 | risk | holiday freeze blocks the cutover | @sam |  | happened |
    | R-2 | assumption | the west keeps its rules | @bo |  | open |
    | R-3 | issue | staging is down | @priya | 2026-12-03 | open |

    ## Needs of this meeting, as of 2026-11-22

    | ID | Need | From | For | Due | Status |
    | --- | --- | --- | --- | --- | --- |
    | N-1 | Auth API v2 | @lee | launch | 2026-12-01 | delivered |
    | N-2 | new certificates from the platform team |  | launch |  | delivered |
    --- exit 0
    "#);
    let seen = std::fs::read_to_string(sandbox.home().join("seen")).unwrap();
    assert_snapshot!(seen, @"
    # Launch sync

    Present: @sam, @priya, @lee

    - [x] RISK: holiday freeze blocks the cutover (owner: @sam) ^R-1
    - ASSUMPTION: the west keeps its rules (owner: @bo) ^R-2
    - Issue: https://example.com/3
    - ISSUE: staging is down (owner: @priya) (due: 2026-12-03) ^R-3
    - [x] NEED: Auth API v2 (owner: @lee) (due: 2026-12-01) ^N-1
    - [x] DEPENDENCY: new certificates from the platform team ^N-2
    - ACTION: @priya test it by fri ^A-1
    ");
}

#[test]
fn a_line_taken_out_leaves_the_meeting_and_keeps_the_item() {
    let mut sandbox = noted();
    sandbox.editor("sed -i -e '/BLOCKER/d' -e '/NEED/d' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note M-1", "risks -q", "show N-1"]), @"
    $ tpm note M-1
    Saved M-1  Launch sync  Sun 22 Nov  3 present
    Took out of the meeting R-3 staging is down
    Took out of the meeting N-1 Auth API v2
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risks -q
    R-3
    R-1
    R-2
    --- exit 0
    $ tpm show N-1
    N-1  Auth API v2
    Status:     asked
    From:       @lee
    For:        launch
    Due:        Tue 1 Dec (in 9 days)
    Asked:      Sun 22 Nov
    Workstream: launch
    --- exit 0
    ");
}

#[test]
fn a_reply_closes_a_risk_of_another_meeting() {
    let sandbox = noted();
    sandbox.write(
        "later.md",
        "# Next sync\n\n- R-1 done\n- N-1 done\n- [x] BLOCKER: staging is down ^R-3\n",
    );
    assert_snapshot!(exchanges(&sandbox, &["meet 'Next sync' --notes later.md", "risks -q", "needs -q"]), @"
    $ tpm meet 'Next sync' --notes later.md
    Started M-2  Next sync  Sun 22 Nov
    Changed R-1  holiday freeze blocks the cutover  @sam  closed  launch
    Changed N-1  Auth API v2  from @lee  for launch  delivered
    Changed R-3  staging is down  (issue)  @priya  closed  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risks -q
    R-2
    --- exit 0
    $ tpm needs -q
    --- exit 0
    ");
}

#[test]
fn a_field_changed_at_both_places_is_told() {
    let mut sandbox = noted();
    let meanwhile = format!(
        "{} edit R-1 --owner bo > /dev/null 2>&1",
        env!("CARGO_BIN_EXE_tpm")
    );
    sandbox.editor(&format!(
        "{meanwhile}\nsed -i -e 's/(owner: @sam)/(owner: @lee)/' \"$1\""
    ));
    assert_snapshot!(exchanges(&sandbox, &["note M-1", "risks freeze"]), @r#"
    $ tpm note M-1
    Saved M-1  Launch sync  Sun 22 Nov  3 present
    --- stderr
    R-1: the owner was changed elsewhere too; kept "bo", not "lee"
    undo: tpm undo
    your text is kept at [HOME]/.local/state/tpm/drafts/[STORE]/M-1.1.md
    --- exit 0
    $ tpm risks freeze
    ID   TITLE                              SORT  SCORE       OWNER  WORKSTREAM
    R-1  holiday freeze blocks the cutover  risk  not judged  @bo    launch
    --- exit 0
    "#);
}

#[test]
fn an_imported_file_brings_its_risks_once() {
    let sandbox = Sandbox::new();
    sandbox.write("2026-11-20-sync.md", NOTES);
    assert_snapshot!(exchanges(&sandbox, &["import notes 2026-11-20-sync.md", "import notes 2026-11-20-sync.md", "risks -q"]), @"
    $ tpm import notes 2026-11-20-sync.md
    Imported 1 meeting
    1 action, 0 decisions, 3 risks, 2 needs; owned 1 of 1 (100%), dated 1 of 1 (100%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm import notes 2026-11-20-sync.md
    Imported 0 meetings, 1 unchanged
    0 actions, 0 decisions; owned n/a, dated n/a; 0 lines to look at
    --- exit 0
    $ tpm risks -q
    R-3
    R-1
    R-2
    --- exit 0
    ");
}

#[test]
fn bullets_under_risks_are_risks_unless_they_say_that_there_is_none() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "notes.md",
        "# Sync\n\n## Risks\n- none\n- No new risks.\n- the vendor is late\n- RISK: n/a\n- https://example.com/1\n",
    );
    assert_snapshot!(exchanges(&sandbox, &["meet Sync --notes notes.md"]), @"
    $ tpm meet Sync --notes notes.md
    Started M-1  Sync  Sun 22 Nov
    Added R-1  the vendor is late
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}
